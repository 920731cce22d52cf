/**
 * Makes what two SSH sides send, and puts what is told of it into short lines.
 *
 * @module
 */
import { ByteWriter } from "../../src/bytes/mod.ts";
import { SshConversation, type SshEvent } from "../../src/ssh/mod.ts";
import { converse, type Part } from "../event_tiling.ts";

/** Gives text as bytes, one a character. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Puts bytes one after another. */
export function concat(...parts: Uint8Array[]): Uint8Array {
  const writer = new ByteWriter();
  for (const part of parts) writer.bytes(part);
  return writer.finish();
}

/** A number of 32 bits. */
export function u32(value: number): Uint8Array {
  const writer = new ByteWriter();
  writer.u32(value);
  return writer.finish();
}

/** A string: its length, and its bytes. */
export function string(content: string | Uint8Array): Uint8Array {
  const bytes = typeof content === "string" ? bytesOf(content) : content;
  return concat(u32(bytes.length), bytes);
}

/** A payload: message number, then what follows it. */
export function payload(number: number, ...parts: Uint8Array[]): Uint8Array {
  return concat(new Uint8Array([number]), ...parts);
}

/** A packet in clear: padded to a multiple of 8, with at least 4 bytes. */
export function packet(
  content: Uint8Array,
  mac = new Uint8Array(),
): Uint8Array {
  const padding = 8 - (5 + content.length + 4) % 8 + 4;
  return concat(
    u32(1 + content.length + padding),
    new Uint8Array([padding]),
    content,
    new Uint8Array(padding),
    mac,
  );
}

/** Lists of a KEXINIT; what is not given is the same on both sides. */
export interface Offer {
  kex?: string;
  hostKey?: string;
  encryption?: string;
  encryptionBack?: string;
  mac?: string;
  compression?: string;
  follows?: boolean;
}

/** The payload of a KEXINIT. */
export function kexInit(offer: Offer = {}): Uint8Array {
  const encryption = offer.encryption ?? "aes128-ctr";
  const mac = offer.mac ?? "hmac-sha2-256";
  const compression = offer.compression ?? "none";
  const lists = [
    offer.kex ?? "curve25519-sha256",
    offer.hostKey ?? "ssh-ed25519",
    ...[encryption, offer.encryptionBack ?? encryption],
    ...[mac, mac, compression, compression, "", ""],
  ];
  return payload(
    20,
    new Uint8Array(16).fill(7),
    ...lists.map(string),
    new Uint8Array([offer.follows ? 1 : 0]),
    u32(0),
  );
}

/** An Ed25519 host key blob. */
export const HOST_KEY = concat(
  string("ssh-ed25519"),
  string(new Uint8Array(32).fill(9)),
);
/** An Ed25519 signature blob. */
export const SIGNATURE = concat(
  string("ssh-ed25519"),
  string(new Uint8Array(64).fill(5)),
);

/** Identification lines of both sides. */
export const IDENTIFIED: readonly Part[] = [
  { direction: 0, bytes: bytesOf("SSH-2.0-client\r\n") },
  { direction: 1, bytes: bytesOf("SSH-2.0-server a comment\r\n") },
];

/** A whole key exchange by curve25519, with NEWKEYS of both sides. */
export function exchange(client: Offer = {}, server: Offer = client): Part[] {
  return [
    ...IDENTIFIED,
    { direction: 0, bytes: packet(kexInit(client)) },
    { direction: 1, bytes: packet(kexInit(server)) },
    {
      direction: 0,
      bytes: packet(payload(30, string(new Uint8Array(32).fill(1)))),
    },
    {
      direction: 1,
      bytes: concat(
        packet(payload(
          31,
          string(HOST_KEY),
          string(new Uint8Array(32).fill(2)),
          string(SIGNATURE),
        )),
        packet(payload(21)),
      ),
    },
    { direction: 0, bytes: packet(payload(21)) },
  ];
}

/** Runs a conversation, checks that its events tile it, and tells of it in lines. */
export function tell(parts: Iterable<Part>): string[] {
  return converse(new SshConversation(), parts).map(lineOf);
}

/** Tells of an event in a line. */
export function lineOf(event: SshEvent): string {
  return `${event.direction === 0 ? "C" : "S"} ${contentOf(event)}`;
}

function contentOf(event: SshEvent): string {
  switch (event.kind) {
    case "banner":
      return `banner ${event.text}`;
    case "identification":
      return `identification ${event.softwareVersion}`;
    case "packet": {
      const { message } = event;
      const name = message.name === "other"
        ? `${message.registeredName ?? message.number}`
        : message.name;
      const guess = event.guess === "none" ? "" : ` guess ${event.guess}`;
      return `${event.sequence} ${name.replace("SSH_MSG_", "")}${guess}`;
    }
    case "encrypted-packet": {
      const missing = event.missing > 0 ? ` missing ${event.missing}` : "";
      return `${event.sequence} encrypted ${event.packetLength}${missing}`;
    }
    case "encrypted-run":
      return `run ${event.end - event.start}`;
    case "gap":
      return `gap ${event.end - event.start}`;
    case "error":
      return `error ${event.code} ${event.error.outcome}`;
    default:
      return event.kind;
  }
}
