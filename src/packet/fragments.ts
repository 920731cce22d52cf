import type { Frame } from "../pcap/frame.ts";
import type { IpHeader } from "./packet.ts";

/** Datagrams that are put together at a time; the one begun first makes room. */
const MAXIMUM_DATAGRAMS = 256;
/** An IP datagram cannot be longer. */
const MAXIMUM_DATAGRAM_BYTES = 0xffff;
/** Frames that one datagram may take, repetitions included. */
const MAXIMUM_FRAMES = 0x4000;
/** Fragments start at multiples of this. */
const UNIT_BYTES = 8;

/** A datagram of which all parts have come. */
export interface WholeDatagram {
  /** Its payload: a copy. */
  readonly bytes: Uint8Array;
  /** Frames that carried it, in the order of capture. */
  readonly frames: readonly number[];
}

interface Collection {
  readonly frames: number[];
  /** One for each unit that has come, by its number. */
  readonly units: Uint8Array;
  bytes: Uint8Array<ArrayBuffer>;
  filledUnits: number;
  length: number | undefined;
}

/**
 * Puts fragmented IP datagrams together, of both versions.
 *
 * Where parts overlap, the one that came first counts.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc791#section-3.2 | RFC 791, section 3.2}
 */
export class FragmentTable {
  readonly #collections = new Map<string, Collection>();

  /**
   * Takes a fragment.
   *
   * @param frame Frame that carried it.
   * @param ip Its header; `fragment` must be set.
   * @param payload Its payload: kept as a copy.
   * @returns The datagram, where this was the last part that it lacked.
   */
  add(
    frame: Frame,
    ip: IpHeader,
    payload: Uint8Array,
  ): WholeDatagram | undefined {
    const { fragment } = ip;
    // A part that the capture cut can never complete a datagram.
    if (!fragment || payload.length < ip.payloadLength) return undefined;
    const end = fragment.offset + payload.length;
    if (end > MAXIMUM_DATAGRAM_BYTES) return undefined;
    const key =
      `${ip.source} ${ip.destination} ${ip.protocol} ${fragment.identification}`;
    const collection = this.#collectionOf(key);
    if (collection.frames.length === MAXIMUM_FRAMES) return undefined;
    collection.frames.push(frame.number);
    fill(collection, fragment.offset, payload);
    if (!fragment.more) collection.length ??= end;
    if (!isWhole(collection)) return undefined;
    this.#collections.delete(key);
    const bytes = collection.bytes.subarray(0, collection.length);
    return { bytes, frames: collection.frames };
  }

  #collectionOf(key: string): Collection {
    const known = this.#collections.get(key);
    if (known) return known;
    if (this.#collections.size === MAXIMUM_DATAGRAMS) {
      const [oldest] = this.#collections.keys();
      this.#collections.delete(oldest);
    }
    const collection: Collection = {
      frames: [],
      units: new Uint8Array((MAXIMUM_DATAGRAM_BYTES + 1) / UNIT_BYTES),
      bytes: new Uint8Array(0),
      filledUnits: 0,
      length: undefined,
    };
    this.#collections.set(key, collection);
    return collection;
  }
}

/** Copies the units of a part that have not come before. */
function fill(
  collection: Collection,
  offset: number,
  payload: Uint8Array,
): void {
  const end = offset + payload.length;
  if (end > collection.bytes.length) {
    const bytes = new Uint8Array(Math.max(end, 2 * collection.bytes.length));
    bytes.set(collection.bytes);
    collection.bytes = bytes;
  }
  for (let at = offset; at < end; at += UNIT_BYTES) {
    const unit = at / UNIT_BYTES;
    if (collection.units[unit] === 1) continue;
    collection.units[unit] = 1;
    collection.filledUnits++;
    const part = payload.subarray(at - offset, at - offset + UNIT_BYTES);
    collection.bytes.set(part, at);
  }
}

function isWhole({ length, units, filledUnits }: Collection): boolean {
  if (length === undefined) return false;
  const needed = Math.ceil(length / UNIT_BYTES);
  if (filledUnits < needed) return false;
  return !units.subarray(0, needed).includes(0);
}
