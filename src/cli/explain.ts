import { Failure } from "../failure.ts";
import { SUCCESS } from "./exit_codes.ts";
import type { Call, Mode } from "./mode.ts";

/** Flows that are shown in full without being asked for. */
const FULL_FLOWS = 3;
/** Rows of a list of flows. */
const LISTED_FLOWS = 40;

/** `wirelab explain FILE` */
export const explainMode: Mode = {
  name: "explain",
  category: "Packets",
  summary: "decode a capture file and explain every packet",
  usage: "FILE [OPTIONS]        (- is standard input)",
  positionals: 1,
  options: [
    {
      name: "keylog",
      value: "FILE",
      summary: "open TLS with the secrets of this key log",
    },
    { name: "stream", value: "N", summary: "explain only conversation N" },
    { name: "json", summary: "one JSON object a line, on standard output" },
    {
      name: "verbose",
      summary: "with --json: every byte of every message as a tree of fields",
    },
    { name: "ascii", summary: "draw with ASCII only" },
  ],
  examples: [
    { call: "wirelab explain capture.pcapng", does: "explain a capture" },
    {
      call: "wirelab explain capture.pcap --keylog keys.log",
      does: "open its TLS as well",
    },
    {
      call: "wirelab capture 8080 -w - | wirelab explain -",
      does: "explain packets as they come",
    },
  ],
  run,
};

async function run({ args, terminal }: Call): Promise<number> {
  const [path] = args.positionals;
  if (path === undefined) {
    throw new Failure("usage", "Cannot explain: there is no capture file.", {
      hint: "Name one: wirelab explain capture.pcapng (- is standard input)",
    });
  }
  const stream = args.integer("stream");
  const [{ explainCapture }, { speak }, { VERSION }] = await Promise.all([
    import("../lab/explanation.ts"),
    import("../explain/mod.ts"),
    import("./version.ts"),
  ]);
  await explainCapture({
    path,
    keyLog: args.text("keylog"),
    stream,
    fullFlows: FULL_FLOWS,
    listedFlows: LISTED_FLOWS,
    say: speak(terminal.language),
    color: terminal.color,
    columns: terminal.columns,
    ascii: args.has("ascii"),
    json: args.has("json"),
    fields: args.has("verbose"),
    version: VERSION,
    write: terminal.out,
  });
  return SUCCESS;
}
