import { format as formatBytes } from "@std/fmt/bytes";
import type { RecordingSummary } from "../lab/recording.ts";

/**
 * Writes the line that says that a capture runs.
 *
 * @param source Interface, and how the packets are got.
 * @param ports Ports that are captured; all packets if there are none.
 */
export function renderStart(
  source: { interface: string; method: string },
  ports: readonly number[],
): string {
  const what = ports.length === 0
    ? "all packets"
    : `TCP port ${ports.join(", ")}`;
  const how = source.method === "tcpdump" ? " with tcpdump" : "";
  return `Capturing ${what} on ${source.interface}${how}; Ctrl-C ends.\n`;
}

/**
 * Writes the counts while a capture runs.
 *
 * @param summary Counts so far.
 * @param seconds For how long it has run.
 */
export function renderProgress(
  summary: RecordingSummary,
  seconds: number,
): string {
  return `${counts(summary)}, ${clock(seconds)}`;
}

/**
 * Writes the counts of a capture that has ended.
 *
 * @param summary Its counts.
 * @param path Where the packets are.
 */
export function renderSummary(
  summary: RecordingSummary,
  path: string | undefined,
): string {
  const place = path === undefined ? "" : `, in ${path}`;
  const advice = summary.dropped > 0
    ? "This computer was too slow; --buffer 256 gives it more room.\n"
    : summary.packets === 0
    ? "Nothing passed. Was the conversation on this port and interface?\n"
    : "";
  return `${counts(summary)}${place}\n${advice}`;
}

function counts({ packets, bytes, dropped }: RecordingSummary): string {
  const noun = packets === 1 ? "packet" : "packets";
  const lost = dropped === 0 ? "none" : grouped(dropped);
  return `${grouped(packets)} ${noun}, ${formatBytes(bytes)}, ${lost} dropped`;
}

function grouped(count: number): string {
  return count.toLocaleString("en-US");
}

/** Minutes and seconds, hours before them where there are any. */
function clock(seconds: number): string {
  const whole = Math.floor(seconds);
  const parts = [Math.floor(whole / 60) % 60, whole % 60];
  const hours = Math.floor(whole / 3600);
  const [first, ...rest] = hours > 0 ? [hours, ...parts] : parts;
  return [first, ...rest.map((part) => String(part).padStart(2, "0"))].join(
    ":",
  );
}
