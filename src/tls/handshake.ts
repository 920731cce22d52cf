import type { ByteReader, Direction } from "../bytes/mod.ts";
import {
  decodeCertificateMessage,
  decodeCertificateRequest,
  decodeCertificateStatus,
  decodeCertificateUrl,
  decodeCertificateVerify,
  decodeCompressedCertificate,
} from "./certificate_messages.ts";
import {
  HANDSHAKE_TYPE,
  HANDSHAKE_TYPES,
  KEY_UPDATE_REQUESTS,
  VERSION,
} from "./constants.ts";
import { decodeExtensions } from "./extensions/mod.ts";
import { decodeClientHello, decodeServerHello } from "./hello.ts";
import {
  decodeClientKeyExchange,
  decodeServerKeyExchange,
  type KeyExchangeContext,
} from "./key_exchange.ts";
import type {
  HandshakeMessage,
  NewSessionTicket,
  SupplementalData,
} from "./messages.ts";
import { code8, namesIn, opaque } from "./read.ts";

/** What has been negotiated when a message comes; its layout follows from it. */
export interface HandshakeContext extends KeyExchangeContext {
  /** Who sent the message. */
  readonly direction: Direction;
  /** Whether the sender's certificate is a bare public key. RFC 7250. */
  readonly rawPublicKey: boolean;
}

/**
 * Decodes one handshake message with its header.
 *
 * ```text
 * msg_type (1) | length (3) | body (length)
 * ```
 *
 * @param reader Stands at the type; must hold the whole message.
 * @param context What has been negotiated so far. Without a version the layouts of TLS 1.2 are taken: TLS 1.3 sends nothing but hellos in the clear.
 * @returns The message; its byte strings are views.
 * @throws {DecodeError} If a length reaches past its bounds, or bytes are left.
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-4 RFC 8446 section 4}
 */
export function decodeHandshake(
  reader: ByteReader,
  context: HandshakeContext,
): HandshakeMessage {
  const type = code8(reader, "msg_type", namesIn(HANDSHAKE_TYPES));
  const length = reader.u24("length");
  const name = HANDSHAKE_TYPES[type] ?? "body";
  const body = reader.sub(name, length);
  const message = decodeBody(body, type, {
    ...context,
    version: context.version ?? VERSION.tls12,
  });
  body.end(name);
  return message;
}

function decodeBody(
  reader: ByteReader,
  type: number,
  context: HandshakeContext,
): HandshakeMessage {
  switch (type) {
    case HANDSHAKE_TYPE.helloRequest:
      return { kind: "hello_request" };
    case HANDSHAKE_TYPE.clientHello:
      return decodeClientHello(reader);
    case HANDSHAKE_TYPE.serverHello:
      return decodeServerHello(reader);
    case HANDSHAKE_TYPE.newSessionTicket:
      return decodeNewSessionTicket(reader, context);
    case HANDSHAKE_TYPE.endOfEarlyData:
      return { kind: "end_of_early_data" };
    case HANDSHAKE_TYPE.encryptedExtensions:
      return {
        kind: "encrypted_extensions",
        extensions: decodeExtensions(reader, "encrypted_extensions"),
      };
    case HANDSHAKE_TYPE.certificate:
      return decodeCertificateMessage(reader, context);
    case HANDSHAKE_TYPE.compressedCertificate:
      return decodeCompressedCertificate(reader, context);
    case HANDSHAKE_TYPE.serverKeyExchange:
      return decodeServerKeyExchange(reader, context);
    case HANDSHAKE_TYPE.certificateRequest:
      return decodeCertificateRequest(reader, context.version);
    case HANDSHAKE_TYPE.serverHelloDone:
      return { kind: "server_hello_done" };
    case HANDSHAKE_TYPE.certificateVerify:
      return decodeCertificateVerify(reader, context.version);
    case HANDSHAKE_TYPE.clientKeyExchange:
      return decodeClientKeyExchange(reader, context);
    case HANDSHAKE_TYPE.finished:
      return { kind: "finished", verifyData: reader.rest("verify_data") };
    case HANDSHAKE_TYPE.certificateUrl:
      return decodeCertificateUrl(reader);
    case HANDSHAKE_TYPE.certificateStatus:
      return decodeCertificateStatus(reader);
    case HANDSHAKE_TYPE.supplementalData:
      return decodeSupplementalData(reader);
    case HANDSHAKE_TYPE.keyUpdate:
      return {
        kind: "key_update",
        requestUpdate: code8(
          reader,
          "request_update",
          namesIn(KEY_UPDATE_REQUESTS),
        ),
      };
    case HANDSHAKE_TYPE.messageHash:
      return { kind: "message_hash", hash: reader.rest("hash") };
    default:
      return { kind: "unknown", type, body: reader.rest("body") };
  }
}

/**
 * ```text
 * TLS 1.3:       ticket_lifetime (4) | ticket_age_add (4) | ticket_nonce (1+n) | ticket (2+n) | extensions (2+n)
 * up to TLS 1.2: ticket_lifetime_hint (4) | ticket (2+n)
 * ```
 */
function decodeNewSessionTicket(
  reader: ByteReader,
  context: HandshakeContext,
): NewSessionTicket {
  const kind = "new_session_ticket";
  if (context.version !== VERSION.tls13) {
    return {
      kind,
      lifetimeSeconds: reader.u32("ticket_lifetime_hint"),
      ticket: opaque(reader, 2, "ticket"),
    };
  }
  return {
    kind,
    lifetimeSeconds: reader.u32("ticket_lifetime"),
    ageAdd: reader.u32("ticket_age_add"),
    nonce: opaque(reader, 1, "ticket_nonce"),
    ticket: opaque(reader, 2, "ticket"),
    extensions: decodeExtensions(reader, "new_session_ticket"),
  };
}

function decodeSupplementalData(reader: ByteReader): SupplementalData {
  const list = reader.vector(3, "supp_data");
  const entries: { type: number; data: Uint8Array }[] = [];
  while (!list.done) {
    list.group("supp_data_entry", (entry) => {
      entries.push({
        type: entry.u16("supp_data_type"),
        data: opaque(entry, 2, "supp_data"),
      });
    });
  }
  return { kind: "supplemental_data", entries };
}
