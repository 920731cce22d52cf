/**
 * Writes a time as a pcapng file has it: nanoseconds since 1970 in 64 bits, as
 * two little-endian halves, the upper one first.
 *
 * The seconds are multiplied in two halves, so that each product stays exact
 * in a double and no big integer is made for every packet.
 *
 * @param view Where to.
 * @param at Offset in it.
 * @param seconds Whole seconds since 1970-01-01 UTC.
 * @param nanoseconds The rest of that time in nanoseconds.
 */
export function writeTime(
  view: DataView,
  at: number,
  seconds: number,
  nanoseconds: number,
): void {
  const upper = Math.floor(seconds / 0x1_0000) * 1e9;
  const low = upper % 0x1_0000 * 0x1_0000 + seconds % 0x1_0000 * 1e9 +
    nanoseconds;
  const carry = Math.floor(low / 0x1_0000_0000);
  view.setUint32(at, Math.floor(upper / 0x1_0000) + carry, true);
  view.setUint32(at + 4, low % 0x1_0000_0000, true);
}
