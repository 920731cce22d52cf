/** Bits that tell the buckets of one power of two apart. */
const BUCKET_BITS = 7;
const BUCKETS_PER_OCTAVE = 1 << BUCKET_BITS;
/** Values below this have a bucket of their own. */
const EXACT_VALUES = 2 * BUCKETS_PER_OCTAVE;
const BUCKETS = EXACT_VALUES + (32 - BUCKET_BITS - 1) * BUCKETS_PER_OCTAVE;

/** Units of a latency in one millisecond: it is counted in tenths of a microsecond. */
const UNITS_PER_MILLI = 10_000;
const MOST_UNITS = 0xffff_ffff;

/** Latencies that lie close together. */
export interface Bucket {
  /** The least that belongs to it, in milliseconds. */
  readonly fromMillis: number;
  /** The least that does not any more, in milliseconds. */
  readonly toMillis: number;
  /** How many there are. */
  readonly count: number;
}

/**
 * Counts latencies in buckets whose width grows with them, so that millions of
 * them take 26 KiB, and each is known to within 0.8 percent.
 *
 * Below 25.6 microseconds a bucket is 0.1 microseconds wide; above, each power
 * of two is divided into 128 of one width. The longest time is 429 seconds;
 * what takes longer is counted as that.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { LatencyHistogram } from "./histogram.ts";
 *
 * const latencies = new LatencyHistogram();
 * for (const millis of [1, 2, 3, 4]) latencies.record(millis);
 * assertEquals(Math.round(latencies.percentile(50)), 2);
 * assertEquals(latencies.maxMillis, 4);
 * ```
 */
export class LatencyHistogram {
  readonly #counts = new Float64Array(BUCKETS);
  #count = 0;
  #sumMillis = 0;
  #minMillis = Infinity;
  #maxMillis = 0;

  /** How many were recorded. */
  get count(): number {
    return this.#count;
  }

  /** The shortest, in milliseconds, exactly; 0 where there is none. */
  get minMillis(): number {
    return this.#count === 0 ? 0 : this.#minMillis;
  }

  /** The longest, in milliseconds, exactly; 0 where there is none. */
  get maxMillis(): number {
    return this.#maxMillis;
  }

  /** The mean, in milliseconds, exactly; 0 where there is none. */
  get meanMillis(): number {
    return this.#count === 0 ? 0 : this.#sumMillis / this.#count;
  }

  /**
   * Records one.
   *
   * @param millis How long it took, in milliseconds.
   */
  record(millis: number): void {
    const value = Math.min(MOST_UNITS, Math.round(millis * UNITS_PER_MILLI));
    this.#counts[indexOf(value)]++;
    this.#count++;
    this.#sumMillis += millis;
    if (millis < this.#minMillis) this.#minMillis = millis;
    if (millis > this.#maxMillis) this.#maxMillis = millis;
  }

  /**
   * The time that this share of all did not exceed.
   *
   * @param percent The share, from 0 to 100.
   * @returns Milliseconds: the end of the bucket in which it lies, and never
   * more than the longest; 0 where there is none.
   */
  percentile(percent: number): number {
    const rank = Math.max(1, Math.ceil(this.#count * percent / 100));
    let seen = 0;
    for (let index = 0; index < BUCKETS; index++) {
      seen += this.#counts[index];
      if (seen < rank) continue;
      const last = (startOf(index + 1) - 1) / UNITS_PER_MILLI;
      return Math.max(this.#minMillis, Math.min(last, this.#maxMillis));
    }
    return 0;
  }

  /** The buckets that hold something, from the shortest time on. */
  *buckets(): Generator<Bucket> {
    for (let index = 0; index < BUCKETS; index++) {
      const count = this.#counts[index];
      if (count === 0) continue;
      yield {
        fromMillis: startOf(index) / UNITS_PER_MILLI,
        toMillis: startOf(index + 1) / UNITS_PER_MILLI,
        count,
      };
    }
  }
}

/** The bucket of a value of 32 bits. */
function indexOf(value: number): number {
  if (value < EXACT_VALUES) return value;
  const shift = 31 - Math.clz32(value) - BUCKET_BITS;
  return shift * BUCKETS_PER_OCTAVE + (value >>> shift);
}

/** The least value of a bucket. */
function startOf(index: number): number {
  if (index < EXACT_VALUES) return index;
  const shift = Math.floor(index / BUCKETS_PER_OCTAVE) - 1;
  return (index - shift * BUCKETS_PER_OCTAVE) * 2 ** shift;
}
