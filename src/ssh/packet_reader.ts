import { ByteReader, DecodeError, type Field, u32At } from "../bytes/mod.ts";
import { KEX_METHOD_MESSAGES, MESSAGE } from "./constants.ts";
import { decodeMessage } from "./decode.ts";
import type { Emitter } from "./emitter.ts";
import type { PacketEvent } from "./events.ts";
import type { SshMessage } from "./messages.ts";

/** The packet_length field is not part of what it counts. */
const LENGTH_BYTES = 4;
/** Least packet_length: 16 bytes of packet, its length field included. */
const LEAST_LENGTH = 12;
/** A packet that is longer than this is taken for none; RFC 4253 wants 35000, OpenSSH takes 256 KiB. */
export const MOST_LENGTH = 1 << 18;
/** What packets are padded to in clear, in bytes. */
const CLEAR_BLOCK_BYTES = 8;
const LEAST_PADDING = 4;

/** What a packet in clear has to be read with. */
export interface PacketContext {
  /** Key exchange method that messages 30 to 49 belong to. */
  readonly method: string | undefined;
  /** Length of the MAC after the packet, in bytes. */
  readonly macBytes: number;
  readonly sequence: number;
  readonly guess: PacketEvent["guess"];
}

/** What came of an attempt to read a packet. */
export type PacketResult =
  /** Not all of it has come. */
  | "waiting"
  /** What waits is no packet. */
  | "none"
  | SshMessage;

/**
 * Reads one packet in clear from the queue, and tells of it.
 *
 * ```text
 * packet_length 32 | padding_length 8 | payload | padding | MAC
 * ```
 *
 * @param context Is asked for when all of the packet has come.
 * @see https://www.rfc-editor.org/rfc/rfc4253#section-6
 */
export function readPacket(
  emitter: Emitter,
  macBytes: number,
  context: (messageNumber: number) => PacketContext,
): PacketResult {
  const { queue } = emitter;
  if (queue.length < LENGTH_BYTES) return "waiting";
  const waiting = queue.bytes;
  const packetLength = u32At(waiting, 0);
  if (packetLength < 2 || packetLength > MOST_LENGTH) return "none";
  const total = LENGTH_BYTES + packetLength + macBytes;
  if (waiting.length < total) return "waiting";
  const paddingLength = waiting[LENGTH_BYTES];
  if (paddingLength > packetLength - 2) return "none";
  const start = queue.offset;
  const bytes = queue.take(total);
  const found = context(bytes[LENGTH_BYTES + 1]);
  let message: SshMessage;
  let problem: DecodeError | undefined;
  try {
    message = decodePacket(new ByteReader(bytes, "ssh"), found);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    problem = error;
    message = undecodedMessage(bytes, packetLength, paddingLength);
  }
  emitter.push({
    kind: "packet",
    direction: emitter.direction,
    start,
    end: start + total,
    message,
    sequence: found.sequence,
    packetLength,
    paddingLength,
    macLength: macBytes,
    guess: found.guess,
    fields: () => packetFields(bytes, found, problem !== undefined),
  });
  if (problem) emitter.reportError("bad-message", problem, bytes);
  checkFraming(emitter, packetLength, paddingLength, bytes);
  return message;
}

/** Whether bytes can be the start of a packet in clear. */
export function looksLikePacket(bytes: Uint8Array): boolean {
  if (bytes.length < LENGTH_BYTES + 2) return false;
  const packetLength = u32At(bytes, 0);
  const paddingLength = bytes[LENGTH_BYTES];
  const number = bytes[LENGTH_BYTES + 1];
  return packetLength >= LEAST_LENGTH && packetLength <= MOST_LENGTH &&
    (LENGTH_BYTES + packetLength) % CLEAR_BLOCK_BYTES === 0 &&
    paddingLength >= LEAST_PADDING && paddingLength < packetLength &&
    number >= MESSAGE.SSH_MSG_DISCONNECT && number <= KEX_METHOD_MESSAGES.last;
}

function decodePacket(reader: ByteReader, context: PacketContext): SshMessage {
  const packetLength = reader.u32("packet_length");
  const paddingLength = reader.u8("padding_length");
  const payload = reader.sub("payload", packetLength - paddingLength - 1);
  const message = decodeMessage(payload, context.method);
  if (paddingLength > 0) reader.take("random padding", paddingLength);
  if (context.macBytes > 0) reader.take("mac", context.macBytes);
  return message;
}

function packetFields(
  bytes: Uint8Array,
  context: PacketContext,
  undecoded: boolean,
): readonly Field[] {
  const reader = new ByteReader(bytes, "ssh", { record: true });
  if (!undecoded) {
    decodePacket(reader, context);
    return reader.fields ?? [];
  }
  const packetLength = reader.u32("packet_length");
  const paddingLength = reader.u8("padding_length");
  reader.take("payload", packetLength - paddingLength - 1);
  if (paddingLength > 0) reader.take("random padding", paddingLength);
  if (context.macBytes > 0) reader.take("mac", context.macBytes);
  return reader.fields ?? [];
}

function undecodedMessage(
  bytes: Uint8Array,
  packetLength: number,
  paddingLength: number,
): SshMessage {
  const start = LENGTH_BYTES + 1;
  const end = LENGTH_BYTES + packetLength - paddingLength;
  return {
    name: "other",
    number: bytes[start],
    registeredName: undefined,
    payload: bytes.subarray(start + 1, end),
  };
}

function checkFraming(
  emitter: Emitter,
  packetLength: number,
  paddingLength: number,
  bytes: Uint8Array,
): void {
  const total = LENGTH_BYTES + packetLength;
  if (packetLength < LEAST_LENGTH || total % CLEAR_BLOCK_BYTES !== 0) {
    emitter.report({
      code: "bad-packet-length",
      outcome: "misbehaved",
      field: "packet_length",
      problem: `${total} bytes in all are no multiple of 8, or fewer than 16`,
    }, bytes);
  }
  if (paddingLength < LEAST_PADDING) {
    emitter.report({
      code: "bad-padding",
      outcome: "misbehaved",
      field: "padding_length",
      problem: `${paddingLength} bytes are fewer than ${LEAST_PADDING}`,
    }, bytes);
  }
}
