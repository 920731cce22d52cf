import { CONTENT_TYPE, VERSION } from "./constants.ts";

/** Length of a record's header in bytes. */
export const HEADER_BYTES = 5;

/** Longest fragment that any version allows, in bytes. RFC 5246 section 6.2.3. */
const MAX_FRAGMENT_BYTES = 2 ** 14 + 2048;

/** Type, version and length of a record. */
export interface Header {
  readonly type: number;
  readonly version: number;
  readonly length: number;
}

/** Reads five bytes as a header. */
export function headerAt(bytes: Uint8Array, at: number): Header {
  return {
    type: bytes[at],
    version: bytes[at + 1] << 8 | bytes[at + 2],
    length: bytes[at + 3] << 8 | bytes[at + 4],
  };
}

/** Whether a header may be one, where one is due. */
export function acceptable(header: Header): boolean {
  return header.type < 0x80 && header.version >> 8 === 3 &&
    header.length <= MAX_FRAGMENT_BYTES;
}

/**
 * Whether five bytes look like a record header, where anything may stand.
 *
 * @param header Type, version and length as they would be read.
 */
export function plausible(header: Header): boolean {
  return header.type >= CONTENT_TYPE.changeCipherSpec &&
    header.type <= CONTENT_TYPE.heartbeat &&
    header.version >= VERSION.ssl30 && header.version <= VERSION.tls13 &&
    header.length > 0 && header.length <= MAX_FRAGMENT_BYTES;
}

/** Whether a record may start at `at`, as far as the bytes tell. */
export function candidate(
  data: Uint8Array,
  at: number,
  ended: boolean,
): boolean {
  if (data.length - at < HEADER_BYTES) {
    return !ended && mayStartHeader(data, at);
  }
  const header = headerAt(data, at);
  if (!plausible(header)) return false;
  const next = at + HEADER_BYTES + header.length;
  if (next + HEADER_BYTES <= data.length) {
    return plausible(headerAt(data, next));
  }
  // A record that ends where the bytes end is taken for one: that is no accident.
  return !ended || next === data.length;
}

/** Whether more bytes must come to tell if a record starts at a candidate. */
export function undecided(
  data: Uint8Array,
  at: number,
  ended: boolean,
): boolean {
  if (ended) return false;
  if (data.length - at < HEADER_BYTES) return true;
  const next = at + HEADER_BYTES + headerAt(data, at).length;
  return next !== data.length && next + HEADER_BYTES > data.length;
}

/** Whether the last few bytes may be the start of a header. */
function mayStartHeader(data: Uint8Array, at: number): boolean {
  return data[at] >= CONTENT_TYPE.changeCipherSpec &&
    data[at] <= CONTENT_TYPE.heartbeat &&
    (at + 1 >= data.length || data[at + 1] === 3) &&
    (at + 2 >= data.length || data[at + 2] <= 4);
}

/**
 * Length of a ClientHello in the record format of SSL 2.0, with its header.
 *
 * @param bytes At least five bytes from `at` on.
 * @returns 0 where it is none.
 */
export function ssl2Length(bytes: Uint8Array, at: number): number {
  const length = (bytes[at] & 0x7f) << 8 | bytes[at + 1];
  const version = bytes[at + 3] << 8 | bytes[at + 4];
  const clientHello = bytes[at] >= 0x80 && bytes[at + 2] === 1 &&
    (version === VERSION.ssl20 ||
      version >= VERSION.ssl30 && version <= VERSION.tls12);
  return clientHello && length >= 9 ? 2 + length : 0;
}
