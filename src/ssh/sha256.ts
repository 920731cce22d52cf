/** The first 32 bits of the fractions of the cube roots of the first 64 primes. */
const ROUND_CONSTANTS = fractions(64, 1 / 3);
/** The same of the square roots of the first 8 primes. */
const INITIAL_STATE = fractions(8, 1 / 2);

/**
 * Computes the SHA-256 digest of bytes, at once and without an API of the platform.
 *
 * It is for the fingerprints of host keys, which are public and short: the
 * platform's own digest is asynchronous, which a decoder cannot be.
 *
 * @param bytes Bytes to digest.
 * @returns 32 bytes.
 * @see https://www.rfc-editor.org/rfc/rfc6234#section-6.2
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { toHex } from "../bytes/hex.ts";
 * import { sha256 } from "./sha256.ts";
 *
 * assertEquals(toHex(sha256(new Uint8Array())).slice(0, 16), "e3b0c44298fc1c14");
 * ```
 */
export function sha256(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array((bytes.length + 8 >> 6) * 64 + 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  const state = Uint32Array.from(INITIAL_STATE);
  const schedule = new Uint32Array(64);
  for (let at = 0; at < padded.length; at += 64) {
    compress(state, schedule, view, at);
  }
  const digest = new DataView(new ArrayBuffer(32));
  for (const [index, word] of state.entries()) {
    digest.setUint32(4 * index, word);
  }
  return new Uint8Array(digest.buffer);
}

function compress(
  state: Uint32Array,
  w: Uint32Array,
  view: DataView,
  offset: number,
): void {
  for (let t = 0; t < 16; t++) w[t] = view.getUint32(offset + 4 * t);
  for (let t = 16; t < 64; t++) {
    const s0 = rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ w[t - 15] >>> 3;
    const s1 = rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ w[t - 2] >>> 10;
    w[t] = w[t - 16] + s0 + w[t - 7] + s1;
  }
  let [a, b, c, d, e, f, g, h] = state;
  for (let t = 0; t < 64; t++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const choice = e & f ^ ~e & g;
    const first = h + s1 + choice + ROUND_CONSTANTS[t] + w[t] | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const majority = a & b ^ a & c ^ b & c;
    h = g;
    g = f;
    f = e;
    e = d + first | 0;
    d = c;
    c = b;
    b = a;
    a = first + s0 + majority | 0;
  }
  for (const [index, word] of [a, b, c, d, e, f, g, h].entries()) {
    state[index] += word;
  }
}

function rotate(word: number, bits: number): number {
  return word >>> bits | word << 32 - bits;
}

/** The first 32 bits of the fractions of a power of the first primes. */
function fractions(count: number, exponent: number): Uint32Array {
  const words = new Uint32Array(count);
  let found = 0;
  for (let candidate = 2; found < count; candidate++) {
    let prime = true;
    for (let divisor = 2; divisor * divisor <= candidate; divisor++) {
      if (candidate % divisor === 0) prime = false;
    }
    if (prime) words[found++] = candidate ** exponent % 1 * 2 ** 32;
  }
  return words;
}
