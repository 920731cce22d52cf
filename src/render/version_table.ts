import {
  type Flight,
  flightsOf,
  type Key,
  milliseconds,
  type Say,
  type Step,
  type Verdict,
} from "../explain/mod.ts";
import { asciiMarks } from "./ascii.ts";
import type { LadderOptions } from "./ladder.ts";
import { fit, LEAST_COLUMNS, pad, wrap } from "./layout.ts";
import { type Paint, paint } from "./paint.ts";
import { widthOf } from "./width.ts";

/** A conversation over one version of TLS. */
export interface VersionRun {
  /** All its steps. */
  readonly steps: readonly Step[];
  /** What it came to. */
  readonly verdict: Verdict;
}

/** Both conversations: that of TLS 1.2, and that of TLS 1.3. */
export type VersionRuns = readonly [older: VersionRun, newer: VersionRun];

/** Milliseconds that a round trip takes where it is not on this machine. */
const FAR_MILLIS = 50;
/** Messages of the handshake, as against those of what it protects. */
const HANDSHAKE = (step: Step) =>
  step.kind === "message" && step.protocol === "tls" && step.phase === "tls" &&
  // It travels among them and is a protocol of its own (RFC 5246, section 7.1).
  step.title !== "ChangeCipherSpec";

const SENTENCES: readonly Key[] = [
  "versions.trips",
  "versions.times",
  "versions.secret",
  "versions.compatible",
];

/**
 * Draws two conversations side by side, flight by flight, with a table of what
 * differs and why.
 *
 * @param runs Both conversations.
 * @param options How they are drawn.
 * @returns Whole lines.
 */
export function renderVersions(
  runs: VersionRuns,
  options: LadderOptions,
): string {
  const { say, columns = 80, color = false, ascii = false } = options;
  const tones = paint(color);
  const plain = ascii ? asciiMarks : (text: string) => text;
  const paragraph = (key: Key) =>
    wrap(plain(say(key)), columns).map((line) => `${line}\n`).join("");
  return [
    ...sideBySide(runs, options, tones),
    tones.faint(plain(say("versions.legend"))),
    "",
    ...table(runs, say, tones).map(plain),
    "",
  ].map((line) => `${line}\n`).join("") + SENTENCES.map(paragraph).join("");
}

/** A cell: what is shown, and its width without colours. */
interface Cell {
  text: string;
  width: number;
}

function sideBySide(
  runs: VersionRuns,
  { say, columns = 80, ascii = false }: LadderOptions,
  tones: Paint,
): string[] {
  const wall = ascii ? " | " : " │ ";
  const width = Math.max(LEAST_COLUMNS, columns);
  const room = Math.floor((width - wall.length) / 2);
  const heads = runs.map(({ verdict }) => {
    const text = verdict.tls?.version ?? "";
    return { text: tones.strong(text), width: widthOf(text) };
  });
  const flights = runs.map(({ steps }) => flightsOf(steps));
  const rows: [Cell | undefined, Cell | undefined][] = [[heads[0], heads[1]]];
  const count = Math.max(...flights.map(({ length }) => length));
  for (let index = 0; index < count; index++) {
    const [left, right] = flights.map((side) =>
      flightCells(side[index], index + 1, { say, room, ascii, tones })
    );
    const height = Math.max(left.length, right.length);
    for (let row = 0; row < height; row++) rows.push([left[row], right[row]]);
  }
  return rows.map(([left, right]) =>
    `${left?.text ?? ""}${" ".repeat(room - (left?.width ?? 0))}${
      tones.faint(wall)
    }${right?.text ?? ""}`.trimEnd()
  );
}

/** Draws a flight: an arrow the way it goes, and its messages. */
function flightCells(
  flight: Flight | undefined,
  number: number,
  { say, room, ascii, tones }: {
    say: Say;
    room: number;
    ascii: boolean;
    tones: Paint;
  },
): Cell[] {
  if (!flight) return [];
  const { from, time, messages } = flight;
  const [shaft, right, left] = ascii ? ["-", ">", "<"] : ["─", "▶", "◀"];
  const name = `${number} ${say(`side.${from}`)}`;
  const clock = say("unit.ms", { ms: milliseconds(time) });
  const length = room - widthOf(name) - widthOf(clock) - 2;
  const arrow = from === "client"
    ? shaft.repeat(length - 1) + right
    : left + shaft.repeat(length - 1);
  const head = {
    text: `${tones.strong(name)} ${tones[from](arrow)} ${tones.faint(clock)}`,
    width: room,
  };
  return [
    head,
    ...messages.map(({ title, count, encrypted }) => {
      const times = count > 1 ? ` (${count})` : "";
      const text = fit(`${title}${times}`, room - 4, ascii ? "~" : "…");
      return {
        text: `  ${encrypted ? tones.good("*") : " "} ${text}`,
        width: 4 + widthOf(text),
      };
    }),
  ];
}

function table(runs: VersionRuns, say: Say, tones: Paint): string[] {
  const rows: [string, string, string][] = [
    row("versions.tcp_trips", () => "1"),
    row("versions.tls_trips", ({ verdict }) => String(tripsOf(verdict))),
    row(
      "versions.far",
      ({ verdict }) =>
        say("unit.ms", { ms: (1 + tripsOf(verdict)) * FAR_MILLIS }),
    ),
    row(
      "versions.handshake",
      ({ verdict }) =>
        say("unit.ms", { ms: milliseconds(verdict.handshakeSeconds ?? 0) }),
    ),
    row(
      "versions.first_answer",
      ({ steps }) => say("unit.ms", { ms: milliseconds(answerSeconds(steps)) }),
    ),
    row(
      "versions.hidden",
      ({ steps }) => {
        const all = steps.filter(HANDSHAKE);
        const hidden = all.filter(({ encrypted }) => encrypted);
        return say("versions.of", { n: hidden.length, all: all.length });
      },
    ),
    row("versions.certificate", ({ steps }) =>
      say(
        steps.find(({ title }) => title === "Certificate")?.encrypted
          ? "versions.encrypted"
          : "versions.clear",
      )),
    row(
      "versions.bytes",
      ({ verdict: { bytes } }) => String(bytes.client + bytes.server),
    ),
    row("versions.segments", ({ verdict }) => String(verdict.segments)),
    row("versions.suite", ({ verdict }) => suiteOf(verdict)),
    row("versions.group", ({ verdict }) => verdict.tls?.group ?? ""),
  ];
  function row(
    key: Key,
    read: (run: VersionRun) => string,
  ): [string, string, string] {
    return [say(key, { ms: FAR_MILLIS }), read(runs[0]), read(runs[1])];
  }
  const widths = [0, 1, 2].map((column) =>
    Math.max(...rows.map((cells) => widthOf(cells[column])))
  );
  const line = (cells: readonly string[]) =>
    cells.map((cell, column) =>
      pad(cell, widths[column], column === 0 ? "left" : "right")
    ).join("  ");
  const versions = runs.map(({ verdict }) => verdict.tls?.version ?? "");
  return [tones.faint(line(["", ...versions])), ...rows.map(line)];
}

function tripsOf({ tls }: Verdict): number {
  return tls?.roundTrips ?? 0;
}

/** Writes a cipher suite as short as a table wants it: `AES_256_GCM`. */
function suiteOf({ tls }: Verdict): string {
  const suite = tls?.cipherSuite ?? "";
  return suite.replace(/^TLS_(.*_WITH_)?/, "").replace(/_SHA\d+$/, "");
}

/** Seconds from the SYN to the first byte of the answer. */
function answerSeconds(steps: readonly Step[]): number {
  return steps.find(({ protocol, from }) =>
    protocol === "http" && from === "server"
  )?.time ?? 0;
}
