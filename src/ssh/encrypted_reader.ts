import { type Field, u32At } from "../bytes/mod.ts";
import type { Emitter } from "./emitter.ts";
import { type PayloadBounds, payloadBounds } from "./inference.ts";
import type { SshInference } from "./inference.ts";
import { MOST_LENGTH } from "./packet_reader.ts";
import type { Protection } from "./protection.ts";

const LENGTH_BYTES = 4;

/** The connection, as the reader of encrypted bytes sees it. */
export interface EncryptedHost {
  /** Guesses what the next packet holds. */
  infer(
    emitter: Emitter,
    payload: PayloadBounds,
    assumesOnePacket: boolean,
  ): SshInference | undefined;
  /** Passes over packets that cannot be told apart. */
  skip(emitter: Emitter): void;
  /** Counts a packet, and gives its number. */
  count(emitter: Emitter): number;
}

/** A packet on its way. */
interface OpenPacket {
  readonly start: number;
  readonly packetLength: number;
  /** Bytes of it that are still to come. */
  remaining: number;
  missing: number;
}

/** Reads encrypted packets whose length is in clear; it never keeps their bytes. */
export class FramedReader {
  readonly #emitter: Emitter;
  readonly #host: EncryptedHost;
  readonly #protection: Protection & { kind: "framed" };
  #packet: OpenPacket | undefined;

  constructor(
    emitter: Emitter,
    host: EncryptedHost,
    protection: Protection & { kind: "framed" },
  ) {
    this.#emitter = emitter;
    this.#host = host;
    this.#protection = protection;
  }

  /**
   * Reads what waits, as far as it goes.
   *
   * @returns Whether what waits can be a packet, or its start.
   */
  read(): boolean {
    const { queue } = this.#emitter;
    while (queue.length > 0) {
      if (!this.#packet) {
        if (queue.length < LENGTH_BYTES) return true;
        if (!this.looksRight(queue.bytes)) return false;
        this.#open();
      }
      this.#advance();
    }
    return true;
  }

  /** Whether bytes can be the start of a packet. */
  looksRight(bytes: Uint8Array): boolean {
    if (bytes.length < LENGTH_BYTES) return false;
    const length = u32At(bytes, 0);
    return length > 0 && length <= MOST_LENGTH &&
      length % this.#protection.blockBytes === 0;
  }

  /**
   * Passes over bytes that never came, where they lie in one packet.
   *
   * @returns Whether they do.
   */
  gap(length: number): boolean {
    const packet = this.#packet;
    if (!packet || length > packet.remaining) return false;
    this.#emitter.queue.skip(length);
    packet.remaining -= length;
    packet.missing += length;
    if (packet.remaining === 0) this.#close(packet);
    return true;
  }

  /** Gives up the packet that is on its way, with what has come of it. */
  abandon(code: "out-of-step" | "ended-early"): void {
    const packet = this.#packet;
    if (!packet) return;
    this.#packet = undefined;
    this.#emitter.rejectTaken(packet.start, {
      code,
      outcome: "truncated",
      field: "encrypted packet",
      problem: `${packet.remaining} bytes of it did not come`,
      needed: packet.remaining,
    });
  }

  #open(): void {
    const { queue } = this.#emitter;
    const start = queue.offset;
    const packetLength = u32At(queue.take(LENGTH_BYTES), 0);
    this.#packet = {
      start,
      packetLength,
      remaining: packetLength + this.#protection.macBytes,
      missing: 0,
    };
  }

  #advance(): void {
    const { queue } = this.#emitter;
    const packet = this.#packet;
    if (!packet) return;
    const taken = Math.min(packet.remaining, queue.length);
    queue.take(taken);
    packet.remaining -= taken;
    if (packet.remaining === 0) this.#close(packet);
  }

  #close({ start, packetLength, missing }: OpenPacket): void {
    this.#packet = undefined;
    const { macBytes, blockBytes } = this.#protection;
    const { direction, queue } = this.#emitter;
    const bounds = payloadBounds(packetLength, blockBytes);
    this.#emitter.push({
      kind: "encrypted-packet",
      direction,
      start,
      end: queue.offset,
      sequence: this.#host.count(this.#emitter),
      packetLength,
      macLength: macBytes,
      missing,
      inference: this.#host.infer(this.#emitter, bounds, false),
      fields: () => framedFields(packetLength, macBytes),
    });
  }
}

/** Tells of encrypted bytes whose packets cannot be told apart, as they come. */
export function readOpaque(
  emitter: Emitter,
  host: EncryptedHost,
  protection: Protection,
): void {
  const { direction, queue } = emitter;
  const { length } = queue;
  if (length === 0) return;
  const start = queue.offset;
  queue.take(length);
  const bounds = boundsOfRun(length, protection);
  if (!bounds) host.skip(emitter);
  emitter.push({
    kind: "encrypted-run",
    direction,
    start,
    end: start + length,
    inference: bounds && host.infer(emitter, bounds, true),
    fields: () => [{ name: "encrypted", offset: 0, length, value: null }],
  });
}

/** Bounds of the payload, where the bytes can be exactly one packet. */
function boundsOfRun(
  length: number,
  protection: Protection,
): PayloadBounds | undefined {
  if (protection.kind !== "opaque") return undefined;
  const { blockBytes, macBytes, lengthPadded } = protection;
  const packetLength = length - LENGTH_BYTES - macBytes;
  const padded = lengthPadded ? packetLength + LENGTH_BYTES : packetLength;
  return packetLength > 0 && padded % blockBytes === 0
    ? payloadBounds(packetLength, blockBytes)
    : undefined;
}

function framedFields(packetLength: number, macBytes: number): Field[] {
  const fields: Field[] = [
    {
      name: "packet_length",
      offset: 0,
      length: LENGTH_BYTES,
      value: packetLength,
    },
    {
      name: "encrypted",
      offset: LENGTH_BYTES,
      length: packetLength,
      value: null,
    },
  ];
  if (macBytes > 0) {
    fields.push({
      name: "mac",
      offset: LENGTH_BYTES + packetLength,
      length: macBytes,
      value: null,
    });
  }
  return fields;
}
