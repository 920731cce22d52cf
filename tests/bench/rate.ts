/**
 * Measures how fast bytes are decoded.
 *
 * @module
 */

/** Runs of each measurement, of which the fastest counts. */
const RUNS = 7;

/**
 * Prints how many megabytes a second are decoded, and how many events.
 *
 * @param name What is measured.
 * @param bytes Bytes that a run decodes.
 * @param run Decodes them, and gives the number of events.
 */
export function measure(name: string, bytes: number, run: () => number): void {
  let least = Infinity;
  let events = 0;
  for (let i = 0; i < RUNS; i++) {
    const started = performance.now();
    events = run();
    least = Math.min(least, performance.now() - started);
  }
  const rate = (bytes / least / 1000).toFixed(0);
  const each = (least / events * 1e6).toFixed(0);
  Deno.stdout.writeSync(new TextEncoder().encode(
    `${name.padEnd(28)} ${rate.padStart(7)} MB/s ${
      each.padStart(6)
    } ns an event\n`,
  ));
}
