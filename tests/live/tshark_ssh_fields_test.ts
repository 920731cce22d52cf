/**
 * Compares what is decoded of the recorded SSH conversations with what tshark
 * decodes of them, value by value, as far as they are in clear.
 */
import { leavesOf, toHex } from "../../src/bytes/mod.ts";
import {
  type KexInit,
  SshConversation,
  type SshMessage,
} from "../../src/ssh/mod.ts";
import { converse, type Part } from "../event_tiling.ts";
import { liveTest } from "./capture_support.ts";
import {
  addValues,
  compareWithTshark,
  type Disagreement,
  type SideValues,
  tsharkMissing,
} from "./tshark_sides.ts";

const CASES = [
  "ssh_default",
  "ssh_gcm",
  "ssh_etm",
  "ssh_ctr",
  "ssh_gex",
  "ssh_rekey",
  "ssh_libssh2",
  "ssh_dropbear",
  "ssh_nothing_in_common",
];

/** Lists of a KEXINIT, by tshark's names. */
const LISTS: readonly (readonly [keyof KexInit, string])[] = [
  ["kexAlgorithms", "kex_algorithms"],
  ["serverHostKeyAlgorithms", "server_host_key_algorithms"],
  ["encryptionClientToServer", "encryption_algorithms_client_to_server"],
  ["encryptionServerToClient", "encryption_algorithms_server_to_client"],
  ["macClientToServer", "mac_algorithms_client_to_server"],
  ["macServerToClient", "mac_algorithms_server_to_client"],
  ["compressionClientToServer", "compression_algorithms_client_to_server"],
  ["compressionServerToClient", "compression_algorithms_server_to_client"],
  ["languagesClientToServer", "languages_client_to_server"],
  ["languagesServerToClient", "languages_server_to_client"],
];

const FIELDS = [
  "ssh.protocol",
  "ssh.packet_length",
  "ssh.padding_length",
  "ssh.message_code",
  "ssh.cookie",
  ...LISTS.map(([, field]) => `ssh.${field}`),
  "ssh.first_kex_packet_follows",
  "ssh.ecdh.q_c",
  "ssh.ecdh.q_s",
  "ssh.dh.e",
  "ssh.dh.f",
  "ssh.dh_gex.min",
  "ssh.dh_gex.nbits",
  "ssh.dh_gex.max",
  "ssh.dh_gex.p",
  "ssh.dh_gex.g",
  "ssh.host_key.type",
  "ssh.host_key.eddsa.key",
  "ssh.host_key.rsa.e",
  "ssh.host_key.rsa.n",
  "ssh.host_key.ecdsa.q",
  "ssh.host_sig.type",
  "ssh.host_sig.data",
];

const DISAGREEMENTS: readonly Disagreement[] = [
  {
    cases: /^ssh_dropbear$/,
    fields: /^ssh\.ecdh\.q_c$/,
    reason:
      "a packet sent on a guess, before a method was agreed on: tshark takes it for Diffie-Hellman",
  },
];

type Add = (field: string, ...values: (string | number)[]) => void;

function sides(parts: readonly Part[]): [SideValues, SideValues] {
  const values: [SideValues, SideValues] = [new Map(), new Map()];
  for (const event of converse(new SshConversation(), parts)) {
    const add: Add = (field, ...more) =>
      addValues(values[event.direction], `ssh.${field}`, more.map(String));
    if (event.kind === "identification") add("protocol", event.line);
    if (event.kind !== "packet") continue;
    add("packet_length", event.packetLength);
    add("padding_length", event.paddingLength);
    add("message_code", event.message.number);
    addMessage(event.message, add);
    if (!("hostKey" in event.message)) continue;
    for (const field of leavesOf(event.fields())) {
      const name = {
        "public key": "eddsa.key",
        "Q": "ecdsa.q",
        "e": "rsa.e",
        "n": "rsa.n",
      }[field.name];
      if (name && field.value instanceof Uint8Array) {
        add(`host_key.${name}`, toHex(field.value));
      }
    }
  }
  return values;
}

function addMessage(message: SshMessage, add: Add): void {
  if ("hostKey" in message) {
    add("host_key.type", message.hostKey.type);
    add("host_sig.type", message.signature.type);
    const { type, bytes } = message.signature;
    // tshark keeps what it has no name for with its length, and only of RSA.
    if (type.startsWith("rsa-")) {
      const length = bytes.length.toString(16).padStart(8, "0");
      add("host_sig.data", length + toHex(bytes));
    }
  }
  switch (message.name) {
    case "SSH_MSG_KEXINIT": {
      const { kexInit } = message;
      add("cookie", toHex(kexInit.cookie));
      for (const [key, field] of LISTS) {
        const names = kexInit[key];
        if (Array.isArray(names) && names.length > 0) add(field, names.join());
      }
      add("first_kex_packet_follows", kexInit.firstKexPacketFollows ? 1 : 0);
      break;
    }
    case "SSH_MSG_KEX_ECDH_INIT":
      add("ecdh.q_c", toHex(message.clientPublic));
      break;
    case "SSH_MSG_KEX_ECDH_REPLY":
      add("ecdh.q_s", toHex(message.serverPublic));
      break;
    // tshark knows no hybrid methods, and takes them for Diffie-Hellman.
    case "SSH_MSG_KEX_HYBRID_INIT":
      add("dh.e", toHex(message.clientPublic));
      break;
    case "SSH_MSG_KEX_HYBRID_REPLY":
      add("dh.f", toHex(message.serverPublic));
      break;
    case "SSH_MSG_KEXDH_INIT":
    case "SSH_MSG_KEX_DH_GEX_INIT":
      add("dh.e", toHex(message.e));
      break;
    case "SSH_MSG_KEXDH_REPLY":
    case "SSH_MSG_KEX_DH_GEX_REPLY":
      add("dh.f", toHex(message.f));
      break;
    case "SSH_MSG_KEX_DH_GEX_REQUEST":
      add("dh_gex.min", message.minimumBits ?? "");
      add("dh_gex.nbits", message.preferredBits);
      add("dh_gex.max", message.maximumBits ?? "");
      break;
    case "SSH_MSG_KEX_DH_GEX_GROUP":
      add("dh_gex.p", toHex(message.prime));
      add("dh_gex.g", toHex(message.generator));
  }
}

liveTest(
  "SshConversation agrees with tshark on the recorded conversations",
  [await tsharkMissing()],
  () =>
    compareWithTshark({
      cases: CASES,
      protocol: "ssh",
      fields: FIELDS,
      decode: sides,
      disagreements: DISAGREEMENTS,
      // What is encrypted tshark reads as if it were not.
      mayTellMore: true,
    }),
);
