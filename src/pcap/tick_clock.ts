/**
 * Turns the 64-bit ticks of a pcapng interface into seconds and nanoseconds.
 *
 * @see {@link https://www.ietf.org/archive/id/draft-ietf-opsawg-pcapng-03.html#section-4.2 | if_tsresol}
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { TickClock } from "./tick_clock.ts";
 *
 * const clock = new TickClock(6, 0n);
 * clock.set(0, 3_000_001);
 * assertEquals([clock.seconds, clock.nanoseconds], [3, 1000]);
 * ```
 */
export class TickClock {
  /** Whole seconds since 1970-01-01 UTC. */
  seconds = 0;
  /** The rest in nanoseconds. */
  nanoseconds = 0;
  readonly #ticksPerSecond: number;
  readonly #binary: boolean;
  readonly #exponent: number;
  readonly #exact: boolean;
  readonly #offset: number;

  /**
   * @param resolution Value of `if_tsresol`: ticks are 10^-n seconds, or with the highest bit set 2^-n.
   * @param offsetSeconds Value of `if_tsoffset`: seconds to add.
   */
  constructor(resolution: number, offsetSeconds: bigint) {
    this.#binary = (resolution & 0x80) !== 0;
    this.#exponent = resolution & 0x7f;
    this.#ticksPerSecond = (this.#binary ? 2 : 10) ** this.#exponent;
    this.#offset = Number(offsetSeconds);
    // Up to here every product below is exact in a double.
    this.#exact = this.#exponent <= (this.#binary ? 23 : 9);
  }

  /**
   * Sets the time.
   *
   * @param high Upper 32 bits of the ticks.
   * @param low Lower 32 bits.
   */
  set(high: number, low: number): void {
    if (!this.#exact) return this.#setBig(high, low);
    const ticksPerSecond = this.#ticksPerSecond;
    let seconds = Math.floor((high * 0x1_0000_0000 + low) / ticksPerSecond);
    if (seconds > Number.MAX_SAFE_INTEGER) return this.#setBig(high, low);
    // The quotient of doubles is off by one at the most; the remainder modulo
    // 2^32 is exact, and tells.
    let rest = (low - Math.imul(seconds, ticksPerSecond)) | 0;
    if (rest < 0) {
      seconds--;
      rest += ticksPerSecond;
    } else if (rest >= ticksPerSecond) {
      seconds++;
      rest -= ticksPerSecond;
    }
    this.seconds = seconds + this.#offset;
    this.nanoseconds = this.#binary
      ? Math.floor(rest * 1e9 / ticksPerSecond)
      : rest * (1e9 / ticksPerSecond);
  }

  #setBig(high: number, low: number): void {
    const ticks = BigInt(high) << 32n | BigInt(low);
    const ticksPerSecond = (this.#binary ? 2n : 10n) ** BigInt(this.#exponent);
    this.seconds = Number(ticks / ticksPerSecond) + this.#offset;
    this.nanoseconds = Number(
      ticks % ticksPerSecond * 1_000_000_000n / ticksPerSecond,
    );
  }
}
