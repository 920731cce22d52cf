import type { KeyLog } from "../tls/mod.ts";
import { SUCCESS } from "./exit_codes.ts";
import { usageFailure } from "./failure_text.ts";
import { htmlOf } from "./html_option.ts";
import { fieldNotes } from "./field_notes.ts";
import type { Call, Mode } from "./mode.ts";
import type { Arguments } from "./options.ts";
import { proseWriter } from "./outputs.ts";
import { VERSION } from "./version.ts";

/** Flows that are shown in full without being asked for. */
const FULL_FLOWS = 3;
/** The same on a page of HTML, which leads to each. */
const FULL_FLOWS_OF_PAGE = 20;
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
    {
      name: "filter",
      value: "FILTER",
      summary:
        "only conversations that fit: 'host 10.0.0.1 and port 443 and tls'",
    },
    {
      name: "summary",
      summary: "one row for each conversation, however many",
      conflicts: ["follow", "stream", "verbose"],
    },
    {
      name: "handshakes",
      summary: "one row for each TLS handshake: what was offered and chosen",
      conflicts: ["summary", "follow", "stream", "verbose", "html"],
    },
    {
      name: "follow",
      value: "FORM",
      choices: ["text", "hex"],
      summary: "only what both sides said, decrypted, of one conversation",
      conflicts: ["json", "verbose", "filter"],
    },
    { name: "json", summary: "one JSON object a line, on standard output" },
    {
      name: "verbose",
      summary: "every byte of every message: what it is, and why it is there",
    },
    { name: "json-schema", summary: "print the JSON Schema of those lines" },
    {
      name: "html",
      value: "FILE",
      summary: "write one page of HTML instead, every byte explained (- is " +
        "standard output)",
      conflicts: ["json", "summary", "follow"],
    },
    { name: "force", summary: "overwrite that file if it exists" },
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
  if (args.has("json-schema")) {
    const { jsonSchema } = await import("../render/json_schema.ts");
    terminal.out(`${JSON.stringify(jsonSchema(), null, 2)}\n`);
    return SUCCESS;
  }
  const [path] = args.positionals;
  if (path === undefined) {
    throw usageFailure((text) => text.nothingToExplain);
  }
  if (args.has("summary") || args.has("handshakes")) {
    return await list(path, { args, terminal });
  }
  if (args.has("follow")) return await follow(path, { args, terminal });
  const [{ explainCapture }, { parseFilter }, { speak }] = await Promise.all([
    import("../lab/explanation.ts"),
    import("../lab/flow_filter.ts"),
    import("../explain/mod.ts"),
  ]);
  const filter = args.text("filter");
  await explainCapture({
    path,
    ...await secretsOf(args, path),
    stream: args.integer("stream"),
    filter: filter === undefined ? undefined : parseFilter(filter),
    fullFlows: args.has("html") ? FULL_FLOWS_OF_PAGE : FULL_FLOWS,
    listedFlows: LISTED_FLOWS,
    say: speak(terminal.language),
    color: terminal.color,
    columns: terminal.columns,
    ascii: args.has("ascii"),
    json: args.has("json"),
    notes: await fieldNotes({ args, terminal }),
    html: await htmlOf({ args, terminal }, path),
    version: VERSION,
    write: proseWriter({ args, terminal }),
  });
  return SUCCESS;
}

async function list(path: string, { args, terminal }: Call): Promise<number> {
  const [listing, { parseFilter }, { speak }] = await Promise.all([
    args.has("summary")
      ? import("../lab/summary.ts").then((lab) => lab.summariseCapture)
      : import("../lab/handshakes.ts").then((lab) => lab.listHandshakes),
    import("../lab/flow_filter.ts"),
    import("../explain/catalogue.ts"),
  ]);
  const filter = args.text("filter");
  await listing({
    path,
    filter: filter === undefined ? undefined : parseFilter(filter),
    json: args.has("json"),
    say: speak(terminal.language),
    color: terminal.color,
    columns: terminal.columns,
    version: VERSION,
    write: terminal.out,
  });
  return SUCCESS;
}

async function follow(
  path: string,
  { args, terminal }: Call,
): Promise<number> {
  const [{ followCapture }, { speak }] = await Promise.all([
    import("../lab/follow.ts"),
    import("../explain/mod.ts"),
  ]);
  await followCapture({
    path,
    stream: args.integer("stream") ?? 0,
    ...await secretsOf(args, path),
    form: args.text("follow") === "hex" ? "hex" : "text",
    say: speak(terminal.language),
    color: terminal.color,
    write: terminal.out,
  });
  return SUCCESS;
}

/** The key log; its path where standard input may still be written, and the key log with it. */
async function secretsOf(
  args: Arguments,
  capture: string,
): Promise<{ keyLog?: KeyLog; keyLogPath?: string }> {
  const keyLogPath = args.text("keylog");
  if (keyLogPath === undefined) return {};
  if (capture === "-") return { keyLogPath };
  const { readKeyLog } = await import("../lab/secrets.ts");
  return { keyLog: await readKeyLog(keyLogPath) };
}
