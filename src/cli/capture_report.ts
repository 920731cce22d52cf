import { format as formatBytes } from "@std/fmt/bytes";
import type { RecordingSummary } from "../lab/recording.ts";
import { CAPTURE_TEXTS } from "./capture_text.ts";
import type { Language } from "./terminal.ts";

/**
 * Writes the line that says that a capture runs.
 *
 * @param source Interface, and how the packets are got.
 * @param ports Ports that are captured; all packets if there are none.
 * @param language Language of the line.
 */
export function renderStart(
  source: { interface: string; method: string },
  ports: readonly number[],
  language: Language,
): string {
  const withTcpdump = source.method === "tcpdump";
  const { running } = CAPTURE_TEXTS[language];
  return `${running(ports, source.interface, withTcpdump)}\n`;
}

/**
 * Writes the counts while a capture runs.
 *
 * @param summary Counts so far.
 * @param seconds For how long it has run.
 * @param language Language of the line.
 */
export function renderProgress(
  summary: RecordingSummary,
  seconds: number,
  language: Language,
): string {
  const separator = language === "zh" ? "，" : ", ";
  return `${counts(summary, language)}${separator}${clock(seconds)}`;
}

/**
 * Writes the counts of a capture that has ended.
 *
 * @param summary Its counts.
 * @param place Where the packets are: a file, or standard output by `-`.
 * @param language Language of the lines.
 */
export function renderSummary(
  summary: RecordingSummary,
  place: string | undefined,
  language: Language,
): string {
  const text = CAPTURE_TEXTS[language];
  const where = place === undefined
    ? ""
    : place === "-"
    ? text.toStandardOutput
    : text.inFile(place);
  const advice = summary.dropped > 0
    ? `${text.tooSlow}\n`
    : summary.packets === 0
    ? `${text.nothing}\n`
    : "";
  return `${counts(summary, language)}${where}\n${advice}`;
}

function counts(
  { packets, bytes, dropped }: RecordingSummary,
  language: Language,
): string {
  return CAPTURE_TEXTS[language].counts(
    grouped(packets),
    formatBytes(bytes),
    grouped(dropped),
  );
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
