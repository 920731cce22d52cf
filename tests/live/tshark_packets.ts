/**
 * What tshark says of each TCP segment of a capture, beside what wirelab says.
 *
 * @module
 */
import { PacketDecoder, TcpFlag } from "../../src/packet/mod.ts";
import { CaptureReader } from "../../src/pcap/mod.ts";
import {
  type FindingKind,
  FlowTable,
  type SegmentEvent,
} from "../../src/stream/mod.ts";

const DATA = new URL("../data/", import.meta.url);

/** Names of the findings that tshark has too, by ours. */
const FINDINGS: Readonly<Partial<Record<FindingKind, string>>> = {
  "retransmission": "retransmission",
  "fast-retransmission": "fast_retransmission",
  "spurious-retransmission": "spurious_retransmission",
  "out-of-order": "out_of_order",
  "duplicate-ack": "duplicate_ack",
  "keep-alive": "keep_alive",
  "keep-alive-ack": "keep_alive_ack",
  "zero-window": "zero_window",
  "zero-window-probe": "zero_window_probe",
  "zero-window-probe-ack": "zero_window_probe_ack",
  "window-full": "window_full",
  "window-update": "window_update",
  "lost-segment": "lost_segment",
  "ack-lost-segment": "ack_lost_segment",
  "port-reuse": "reused_ports",
};

const NUMBERS = [
  "frame.number",
  "tcp.stream",
  "tcp.seq",
  "tcp.ack",
  "tcp.flags",
  "tcp.len",
  "tcp.window_size",
  "tcp.analysis.duplicate_ack_num",
  "tcp.analysis.duplicate_ack_frame",
];
const MARKS = Object.values(FINDINGS).map((name) => `tcp.analysis.${name}`);

/** What one of the two says of a segment, by tshark's field names. */
type Row = Map<string, string>;

/** Where the two do not say the same. */
export interface Disagreement {
  readonly frame: number;
  readonly field: string;
  readonly tshark: string;
  readonly ours: string;
}

/** How far the two agree on a capture. */
export interface Comparison {
  readonly segments: number;
  /** Values that were compared. */
  readonly values: number;
  readonly disagreements: readonly Disagreement[];
  /** How often tshark found what. */
  readonly found: ReadonlyMap<string, number>;
}

/** Why a program cannot be called; `undefined` if it can. */
export function missing(...programs: string[]): string | undefined {
  for (const program of programs) {
    const { success } = new Deno.Command("sh", {
      args: ["-c", `command -v ${program}`],
      stdout: "null",
    }).outputSync();
    if (!success) return `there is no ${program}`;
  }
  return undefined;
}

/** Runs a program to its end and gives what it wrote; what it complains of is thrown. */
export async function output(
  program: string,
  ...args: string[]
): Promise<string> {
  const { success, stdout, stderr } = await new Deno.Command(program, {
    args,
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`${program}: ${decoder.decode(stderr)}`);
  return decoder.decode(stdout);
}

/** Gives a test a file name for a capture, and takes the file away again. */
export async function withCapture<T>(
  bytes: Uint8Array,
  use: (path: string) => Promise<T>,
): Promise<T> {
  const folder = await Deno.makeTempDir({ prefix: "wirelab-tshark-" });
  try {
    const path = `${folder}/capture`;
    await Deno.writeFile(path, bytes);
    return await use(path);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Compares what both say of every TCP segment of a capture. */
export async function compareSegments(path: string): Promise<Comparison> {
  const theirs = await tsharkRows(path);
  const ours = rowsOf(await Deno.readFile(path));
  const disagreements: Disagreement[] = [];
  const found = new Map<string, number>();
  let values = 0;
  for (let index = 0; index < Math.max(theirs.length, ours.length); index++) {
    const [their, our] = [theirs[index], ours[index]];
    for (const field of [...NUMBERS, ...MARKS]) {
      const tshark = their?.get(field) ?? "";
      const own = our?.get(field) ?? "";
      // Without its flag, the acknowledgment says nothing.
      if (field === "tcp.ack" && own === "") continue;
      values++;
      if (MARKS.includes(field) && tshark !== "") {
        found.set(field, (found.get(field) ?? 0) + 1);
      }
      if (tshark === own) continue;
      const frame = Number((their ?? our).get("frame.number"));
      disagreements.push({ frame, field, tshark, ours: own });
    }
  }
  return { segments: theirs.length, values, disagreements, found };
}

async function tsharkRows(path: string): Promise<Row[]> {
  const fields = [...NUMBERS, ...MARKS];
  const text = await output(
    "tshark",
    ...["-r", path, "-Y", "tcp.stream", "-T", "fields"],
    ...fields.flatMap((field) => ["-e", field]),
  );
  return text.split("\n").filter((line) => line !== "").map((line) => {
    const values = line.split("\t");
    return new Map(fields.map((field, index) => {
      const value = values[index] ?? "";
      return [field, MARKS.includes(field) && value !== "" ? "1" : value];
    }));
  });
}

function rowsOf(file: Uint8Array): Row[] {
  const reader = new CaptureReader();
  reader.push(file);
  reader.end();
  const decoder = new PacketDecoder();
  const table = new FlowTable();
  const rows: Row[] = [];
  for (let frame = reader.next(); frame; frame = reader.next()) {
    const event = table.add(decoder.decode(frame));
    if (event) rows.push(rowOf(event));
  }
  return rows;
}

function rowOf(event: SegmentEvent): Row {
  const row: Row = new Map([
    ["frame.number", String(event.frame)],
    ["tcp.stream", String(event.flow.number)],
    ["tcp.seq", String(event.sequence)],
    ["tcp.flags", `0x${event.flags.toString(16).padStart(4, "0")}`],
    ["tcp.len", String(event.length)],
    ["tcp.window_size", String(event.window)],
  ]);
  if (event.flags & TcpFlag.ACK) {
    row.set("tcp.ack", String(event.acknowledgment));
  }
  for (const finding of event.findings) {
    const name = FINDINGS[finding.kind];
    if (name) row.set(`tcp.analysis.${name}`, "1");
    // In tshark these two are kinds of retransmissions.
    if (/^(fast|spurious)/.test(finding.kind)) {
      row.set("tcp.analysis.retransmission", "1");
    }
    if (finding.kind === "duplicate-ack") {
      row.set("tcp.analysis.duplicate_ack_num", String(finding.count));
      row.set("tcp.analysis.duplicate_ack_frame", String(finding.original));
    }
  }
  return row;
}

/** Writes the agreement in one line, and each disagreement in one more. */
export function report(name: string, comparison: Comparison): void {
  const { segments, values, disagreements, found } = comparison;
  const share = (100 * (1 - disagreements.length / Math.max(1, values)))
    .toFixed(3);
  const kinds = [...found].map(([field, count]) =>
    `${field.replace("tcp.analysis.", "")} ${count}`
  );
  const lines = [
    `${name}: ${segments} segments, ${values} values, ${share} % agree` +
    (kinds.length > 0 ? ` (${kinds.join(", ")})` : ""),
    ...disagreements.map(({ frame, field, tshark, ours }) =>
      `  frame ${frame} ${field}: tshark "${tshark}", wirelab "${ours}"`
    ),
  ];
  Deno.stdout.writeSync(new TextEncoder().encode(`${lines.join("\n")}\n`));
}

/** All recordings in one file: one section after another. */
export function recordings(): Uint8Array<ArrayBuffer> {
  const files = [...Deno.readDirSync(DATA)]
    .filter(({ isDirectory }) => isDirectory)
    .map(({ name }) => new URL(`${name}/capture.pcapng`, DATA))
    .filter((path) => exists(path))
    .map((path) => Deno.readFileSync(path));
  const all = new Uint8Array(files.reduce((sum, file) => sum + file.length, 0));
  let at = 0;
  for (const file of files) {
    all.set(file, at);
    at += file.length;
  }
  return all;
}

function exists(path: URL): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
