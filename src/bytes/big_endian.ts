/**
 * Gives the unsigned 16-bit number in two bytes, unchecked, for where a
 * {@linkcode ByteReader} would be too slow.
 *
 * @param bytes Buffer that it is in.
 * @param at Index of its first byte; both must be there.
 */
export function u16At(bytes: Uint8Array, at: number): number {
  return bytes[at] << 8 | bytes[at + 1];
}

/**
 * Gives the unsigned 32-bit number in four bytes, unchecked, for where a
 * {@linkcode ByteReader} would be too slow.
 *
 * @param bytes Buffer that it is in.
 * @param at Index of its first byte; all four must be there.
 */
export function u32At(bytes: Uint8Array, at: number): number {
  return (bytes[at] << 24 | bytes[at + 1] << 16 | bytes[at + 2] << 8 |
    bytes[at + 3]) >>> 0;
}
