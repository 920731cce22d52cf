import type { ByteReader } from "../bytes/mod.ts";
import { hybridPartsOf, type KexFamily, kexFamilyOf } from "./algorithms.ts";
import {
  DISCONNECT_REASONS,
  KEX_METHOD_MESSAGES,
  MARKERS,
  MESSAGE,
  MESSAGE_NAMES,
} from "./constants.ts";
import { decodeHostKey, decodeSignature } from "./host_key.ts";
import type { KexInit, SshMessage } from "./messages.ts";
import {
  mpintBits,
  readMpint,
  readNameList,
  readString,
  readText,
} from "./primitives.ts";

/**
 * Decodes a message: the payload of a packet.
 *
 * @param reader Holds the payload alone.
 * @param method Key exchange method that is going on; messages 30 to 49 mean
 * something else in each.
 * @returns Views of the reader's bytes.
 * @throws {DecodeError} If the payload breaks the grammar of its message.
 * @see https://www.rfc-editor.org/rfc/rfc4253#section-12
 */
export function decodeMessage(
  reader: ByteReader,
  method: string | undefined,
): SshMessage {
  const number = reader.u8("message number");
  const { first, last } = KEX_METHOD_MESSAGES;
  if (number >= first && number <= last) {
    const name = kexMessageName(number, kexFamilyOf(method));
    reader.annotate({ text: name });
    return decodeKexMessage(reader, number, name, method);
  }
  const name = MESSAGE_NAMES.get(number);
  reader.annotate({ text: name });
  const message = decodeTransportMessage(reader, number);
  if (!message) return decodeOther(reader, number, name);
  reader.end(name);
  return message;
}

/**
 * Decodes the lists of algorithms of SSH_MSG_KEXINIT.
 *
 * ```text
 * cookie 16 bytes | 10 name-lists | first_kex_packet_follows 8 | reserved 32
 * ```
 *
 * @param reader Stands after the message number.
 * @see https://www.rfc-editor.org/rfc/rfc4253#section-7.1
 */
export function decodeKexInit(reader: ByteReader): KexInit {
  const cookie = reader.take("cookie", 16);
  const kexAlgorithms = readNameList(reader, "kex_algorithms");
  return {
    cookie,
    kexAlgorithms,
    serverHostKeyAlgorithms: readNameList(
      reader,
      "server_host_key_algorithms",
    ),
    encryptionClientToServer: readNameList(
      reader,
      "encryption_algorithms_client_to_server",
    ),
    encryptionServerToClient: readNameList(
      reader,
      "encryption_algorithms_server_to_client",
    ),
    macClientToServer: readNameList(reader, "mac_algorithms_client_to_server"),
    macServerToClient: readNameList(reader, "mac_algorithms_server_to_client"),
    compressionClientToServer: readNameList(
      reader,
      "compression_algorithms_client_to_server",
    ),
    compressionServerToClient: readNameList(
      reader,
      "compression_algorithms_server_to_client",
    ),
    languagesClientToServer: readNameList(
      reader,
      "languages_client_to_server",
    ),
    languagesServerToClient: readNameList(
      reader,
      "languages_server_to_client",
    ),
    firstKexPacketFollows: reader.u8("first_kex_packet_follows") !== 0,
    reserved: reader.u32("reserved"),
    markers: kexAlgorithms.filter((name) => MARKERS.has(name)),
  };
}

/** Messages whose numbers mean the same in every session. */
function decodeTransportMessage(
  reader: ByteReader,
  number: number,
): SshMessage | undefined {
  switch (number) {
    case MESSAGE.SSH_MSG_DISCONNECT: {
      const reasonCode = reader.u32("reason code");
      const reason = DISCONNECT_REASONS.get(reasonCode);
      reader.annotate({ text: reason });
      return {
        name: "SSH_MSG_DISCONNECT",
        number,
        reasonCode,
        reason,
        description: readText(reader, "description"),
        // Some implementations leave the last string out.
        language: reader.done ? "" : readText(reader, "language tag"),
      };
    }
    case MESSAGE.SSH_MSG_IGNORE:
      return {
        name: "SSH_MSG_IGNORE",
        number,
        data: readString(reader, "data"),
      };
    case MESSAGE.SSH_MSG_UNIMPLEMENTED:
      return {
        name: "SSH_MSG_UNIMPLEMENTED",
        number,
        sequence: reader.u32("packet sequence number of rejected message"),
      };
    case MESSAGE.SSH_MSG_DEBUG:
      return {
        name: "SSH_MSG_DEBUG",
        number,
        alwaysDisplay: reader.u8("always_display") !== 0,
        text: readText(reader, "message"),
        language: readText(reader, "language tag"),
      };
    case MESSAGE.SSH_MSG_SERVICE_REQUEST:
      return {
        name: "SSH_MSG_SERVICE_REQUEST",
        number,
        service: readText(reader, "service name"),
      };
    case MESSAGE.SSH_MSG_SERVICE_ACCEPT:
      return {
        name: "SSH_MSG_SERVICE_ACCEPT",
        number,
        service: readText(reader, "service name"),
      };
    case MESSAGE.SSH_MSG_EXT_INFO:
      return {
        name: "SSH_MSG_EXT_INFO",
        number,
        extensions: decodeExtensions(reader),
      };
    case MESSAGE.SSH_MSG_KEXINIT:
      return {
        name: "SSH_MSG_KEXINIT",
        number,
        kexInit: decodeKexInit(reader),
      };
    case MESSAGE.SSH_MSG_NEWKEYS:
      return { name: "SSH_MSG_NEWKEYS", number };
    default:
      return undefined;
  }
}

function decodeExtensions(
  reader: ByteReader,
): { name: string; value: Uint8Array }[] {
  const count = reader.u32("nr-extensions");
  const extensions: { name: string; value: Uint8Array }[] = [];
  while (extensions.length < count) {
    extensions.push(reader.group("extension", () => ({
      name: readText(reader, "extension-name"),
      value: readString(reader, "extension-value"),
    })));
  }
  return extensions;
}

/** Names of messages 30 to 49, by the messages that the method uses. */
const KEX_MESSAGE_NAMES: Readonly<
  Record<KexFamily, ReadonlyMap<number, string>>
> = {
  ecdh: new Map([
    [30, "SSH_MSG_KEX_ECDH_INIT"],
    [31, "SSH_MSG_KEX_ECDH_REPLY"],
  ]),
  hybrid: new Map([
    [30, "SSH_MSG_KEX_HYBRID_INIT"],
    [31, "SSH_MSG_KEX_HYBRID_REPLY"],
  ]),
  dh: new Map([
    [30, "SSH_MSG_KEXDH_INIT"],
    [31, "SSH_MSG_KEXDH_REPLY"],
  ]),
  gex: new Map([
    [30, "SSH_MSG_KEX_DH_GEX_REQUEST_OLD"],
    [31, "SSH_MSG_KEX_DH_GEX_GROUP"],
    [32, "SSH_MSG_KEX_DH_GEX_INIT"],
    [33, "SSH_MSG_KEX_DH_GEX_REPLY"],
    [34, "SSH_MSG_KEX_DH_GEX_REQUEST"],
  ]),
  rsa: new Map([
    [30, "SSH_MSG_KEXRSA_PUBKEY"],
    [31, "SSH_MSG_KEXRSA_SECRET"],
    [32, "SSH_MSG_KEXRSA_DONE"],
  ]),
  gss: new Map([
    [30, "SSH_MSG_KEXGSS_INIT"],
    [31, "SSH_MSG_KEXGSS_CONTINUE"],
    [32, "SSH_MSG_KEXGSS_COMPLETE"],
    [33, "SSH_MSG_KEXGSS_HOSTKEY"],
    [34, "SSH_MSG_KEXGSS_ERROR"],
    [40, "SSH_MSG_KEXGSS_GROUPREQ"],
    [41, "SSH_MSG_KEXGSS_GROUP"],
  ]),
  unknown: new Map(),
};

function kexMessageName(
  number: number,
  family: KexFamily,
): string | undefined {
  return KEX_MESSAGE_NAMES[family].get(number);
}

/** Messages that each key exchange method defines for itself. */
function decodeKexMessage(
  reader: ByteReader,
  number: number,
  name: string | undefined,
  method: string | undefined,
): SshMessage {
  switch (name) {
    case "SSH_MSG_KEX_ECDH_INIT":
    case "SSH_MSG_KEX_HYBRID_INIT": {
      const field = name === "SSH_MSG_KEX_ECDH_INIT" ? "Q_C" : "C_INIT";
      const clientPublic = readPublic(reader, field, method, "client");
      reader.end(name);
      return { name, number: 30, clientPublic };
    }
    case "SSH_MSG_KEX_ECDH_REPLY":
    case "SSH_MSG_KEX_HYBRID_REPLY": {
      const field = name === "SSH_MSG_KEX_ECDH_REPLY" ? "Q_S" : "S_REPLY";
      const hostKey = decodeHostKey(reader);
      const serverPublic = readPublic(reader, field, method, "server");
      const signature = decodeSignature(reader);
      reader.end(name);
      return { name, number: 31, hostKey, serverPublic, signature };
    }
    case "SSH_MSG_KEXDH_INIT":
    case "SSH_MSG_KEX_DH_GEX_INIT": {
      const e = readMpint(reader, "e");
      reader.end(name);
      return { name, number: number === 30 ? 30 : 32, e };
    }
    case "SSH_MSG_KEXDH_REPLY":
    case "SSH_MSG_KEX_DH_GEX_REPLY": {
      const hostKey = decodeHostKey(reader);
      const f = readMpint(reader, "f");
      const signature = decodeSignature(reader);
      reader.end(name);
      return { name, number: number === 31 ? 31 : 33, hostKey, f, signature };
    }
    case "SSH_MSG_KEX_DH_GEX_REQUEST":
    case "SSH_MSG_KEX_DH_GEX_REQUEST_OLD": {
      const old = name === "SSH_MSG_KEX_DH_GEX_REQUEST_OLD";
      const minimumBits = old ? undefined : reader.u32("min");
      const preferredBits = reader.u32("n");
      const maximumBits = old ? undefined : reader.u32("max");
      reader.end(name);
      return {
        name,
        number: old ? 30 : 34,
        minimumBits,
        preferredBits,
        maximumBits,
      };
    }
    case "SSH_MSG_KEX_DH_GEX_GROUP": {
      const prime = readMpint(reader, "p");
      const generator = readMpint(reader, "g");
      reader.end(name);
      const primeBits = mpintBits(prime);
      return { name, number: 31, prime, primeBits, generator };
    }
    default:
      return decodeOther(reader, number, name);
  }
}

/** Reads one side's public value; that of a hybrid method is split into its parts. */
function readPublic(
  reader: ByteReader,
  name: string,
  method: string | undefined,
  side: "client" | "server",
): Uint8Array {
  const content = reader.vector(4, name);
  const { bytes, offset, remaining } = content;
  const parts = hybridPartsOf(method ?? "")?.[side];
  const whole = parts?.reduce((sum, part) => sum + part.bytes, 0);
  if (parts && whole === remaining) {
    for (const part of parts) content.take(part.name, part.bytes);
  } else if (remaining > 0) {
    content.rest(name);
  }
  return bytes.subarray(offset, offset + remaining);
}

function decodeOther(
  reader: ByteReader,
  number: number,
  registeredName: string | undefined,
): SshMessage {
  const payload = reader.done
    ? reader.bytes.subarray(reader.offset, reader.offset)
    : reader.rest("payload");
  return { name: "other", number, registeredName, payload };
}
