import { u16At, u32At } from "../bytes/big_endian.ts";

const SLOTS = 512;
const v4Keys = new Uint32Array(SLOTS);
const v4Texts: (string | undefined)[] = new Array(SLOTS);
const v6Keys = new Uint32Array(4 * SLOTS);
const v6Texts: (string | undefined)[] = new Array(SLOTS);

/**
 * Writes an IP address as text.
 *
 * A capture names few addresses in many packets, so the last texts are kept.
 *
 * @param bytes Buffer that the address is in.
 * @param offset Where it starts.
 * @param version 4 for four bytes, 6 for sixteen.
 * @see {@link https://www.rfc-editor.org/rfc/rfc5952#section-4 | RFC 5952, section 4}
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { addressText } from "./address.ts";
 *
 * const bytes = new Uint8Array(16);
 * bytes[15] = 1;
 * assertEquals(addressText(bytes, 0, 6), "::1");
 * assertEquals(addressText(new Uint8Array([127, 0, 0, 1]), 0, 4), "127.0.0.1");
 * ```
 */
export function addressText(
  bytes: Uint8Array,
  offset: number,
  version: 4 | 6,
): string {
  return version === 4 ? v4Text(bytes, offset) : v6Text(bytes, offset);
}

function v4Text(bytes: Uint8Array, offset: number): string {
  const key = u32At(bytes, offset);
  const slot = slotOf(key);
  const known = v4Texts[slot];
  if (known !== undefined && v4Keys[slot] === key) return known;
  v4Keys[slot] = key;
  const upper = `${key >>> 24}.${key >>> 16 & 0xff}`;
  return v4Texts[slot] = `${upper}.${key >>> 8 & 0xff}.${key & 0xff}`;
}

function v6Text(bytes: Uint8Array, offset: number): string {
  const a = u32At(bytes, offset);
  const b = u32At(bytes, offset + 4);
  const c = u32At(bytes, offset + 8);
  const d = u32At(bytes, offset + 12);
  const slot = slotOf(a ^ Math.imul(b, 3) ^ Math.imul(c, 5) ^ d);
  const known = v6Texts[slot];
  const at = 4 * slot;
  if (
    known !== undefined && v6Keys[at] === a && v6Keys[at + 1] === b &&
    v6Keys[at + 2] === c && v6Keys[at + 3] === d
  ) return known;
  v6Keys.set([a, b, c, d], at);
  return v6Texts[slot] = formatV6(bytes, offset);
}

function formatV6(bytes: Uint8Array, offset: number): string {
  const groups: number[] = [];
  for (let at = offset; at < offset + 16; at += 2) {
    groups.push(u16At(bytes, at));
  }
  if (
    groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff
  ) {
    return `::ffff:${v4Text(bytes, offset + 12)}`;
  }
  const zeros = longestZeroRun(groups);
  const text = (from: number, to: number) =>
    groups.slice(from, to).map((group) => group.toString(16)).join(":");
  if (zeros.length < 2) return text(0, 8);
  return `${text(0, zeros.start)}::${text(zeros.start + zeros.length, 8)}`;
}

/** The run that `::` stands for: the longest, and of equals the first. */
function longestZeroRun(groups: number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}

function slotOf(key: number): number {
  return Math.imul(key, 0x9e3779b1) >>> 23;
}
