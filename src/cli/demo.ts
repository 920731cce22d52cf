import { shellWord } from "../bytes/shell_word.ts";
import type { CapturePlan } from "../capture/probe.ts";
import type { Pair } from "../lab/pair.ts";
import { SUCCESS } from "./exit_codes.ts";
import { usageFailure } from "./failure_text.ts";
import { htmlOf } from "./html_option.ts";
import { fieldNotes } from "./field_notes.ts";
import type { Call, Mode } from "./mode.ts";
import { checkOutputs, proseWriter } from "./outputs.ts";
import { type Arguments, parsePort } from "./options.ts";
import { isStudy, runStudy, STUDIES, type Study } from "./studies.ts";
import { nearest } from "./suggest.ts";
import { VERSION } from "./version.ts";

/** All demos. */
const NAMES = [
  "tcp",
  "tls",
  "http",
  "https",
  "ssh",
  "sync-async",
  ...STUDIES,
] as const;

type Name = typeof NAMES[number];

/** Demos that show packets. */
type Recorded = Exclude<Name, "sync-async">;

/** Demos that run without a name, in their order. */
const FIRST: readonly Recorded[] = ["tcp", "tls"];

/** Demos over TLS: they need its secrets, and a certificate. */
const SECURE: readonly Recorded[] = ["tls", "https", ...STUDIES];

/** `wirelab demo`: both ends of a conversation and the packets between them, explained. */
export const demoMode: Mode = {
  name: "demo",
  category: "See it happen",
  summary: "both ends, the real packets between them, explained",
  usage: "[NAME] [PORT] [OPTIONS]",
  positionals: 2,
  words: NAMES,
  options: [
    {
      name: "save",
      value: "FILE",
      summary: "keep the packets in a pcapng file (- is standard output)",
    },
    {
      name: "html",
      value: "FILE",
      summary: "write one page of HTML instead, every byte explained (- is " +
        "standard output)",
      conflicts: ["json"],
    },
    { name: "force", summary: "overwrite these files if they exist" },
    { name: "certs", value: "DIR", summary: "folder of the certificates" },
    { name: "json", summary: "one JSON object a line, on standard output" },
    {
      name: "verbose",
      summary: "every byte: what it is, and why it is there",
    },
    {
      name: "connections",
      value: "N",
      summary: "clients of demo sync-async; 4 by default",
    },
    { name: "ascii", summary: "draw with ASCII only" },
  ],
  examples: [
    { call: "wirelab demo", does: "TCP, then TLS" },
    { call: "wirelab demo tcp", does: "three-way handshake, echo, close" },
    {
      call: "wirelab demo tls --save tls.pcapng",
      does: "TLS, decrypted; Wireshark opens the file",
    },
    { call: "wirelab demo https", does: "a browser's visit, decrypted" },
    { call: "wirelab demo versions", does: "TLS 1.2 beside TLS 1.3" },
    { call: "wirelab demo close", does: "every way that a connection ends" },
    { call: "wirelab demo sync-async", does: "who waits for whom" },
    { call: "wirelab demo mtls", does: "a client with a certificate, too" },
    { call: "wirelab demo resume", does: "a full and a resumed handshake" },
    { call: "wirelab demo faults", does: "ten ways in which TLS fails" },
    { call: "wirelab demo tls --lang zh", does: "用中文解释" },
  ],
  run,
};

async function run({ args, terminal }: Call): Promise<number> {
  if (args.positionals[0] === "sync-async") {
    return await runConcurrency({ args, terminal });
  }
  if (args.has("connections")) {
    throw usageFailure((text) => text.oneClientOnly);
  }
  const names = namesOf(args);
  const port = args.positionals[1] === undefined
    ? 0
    : parsePort(args.positionals[1]);
  for (const option of ["save", "html"]) {
    const path = args.text(option);
    if (path === undefined || names.length === 1) continue;
    throw usageFailure((text) =>
      text.demosInOneFile(names.length, option, path)
    );
  }
  await checkOutputs(args);
  const { probe } = await import("../capture/probe.ts");
  const plan = await probe();
  const { keyLogPath, relaunchDemo, requirePackets } = await import(
    "../lab/stage.ts"
  );
  if (names.some(isStudy)) requirePackets(plan);
  const save = args.text("save");
  if (save !== undefined) requirePackets(plan, save);
  const needsKeys = names.some((name) => SECURE.includes(name)) &&
    keyLogPath() === undefined;
  if (plan.method === "namespace" || needsKeys) {
    return await relaunchDemo(Deno.args, { plan, needsKeys });
  }
  for (const [index, name] of names.entries()) {
    if (index > 0) terminal.out("\n");
    await runOne(name, { args, terminal, plan, port });
  }
  return SUCCESS;
}

/** The demo that measures what both ends tell, and needs no packets. */
async function runConcurrency({ args, terminal }: Call): Promise<number> {
  for (const option of ["save", "html", "verbose"]) {
    if (!args.has(option)) continue;
    throw usageFailure((text) => text.demoWithoutPackets(option));
  }
  const [{ runConcurrencyDemo }, { speak }] = await Promise.all([
    import("../lab/concurrency_demo.ts"),
    import("../explain/mod.ts"),
  ]);
  const say = speak(terminal.language);
  const json = args.has("json");
  const connections = args.integer("connections", { min: 2, max: 50 }) ?? 4;
  if (!json) terminal.out(`${say("demo.sync-async")}\n\n`);
  await runConcurrencyDemo({
    connections,
    say,
    color: terminal.color,
    columns: terminal.columns,
    ascii: args.has("ascii"),
    json,
    version: VERSION,
    write: terminal.out,
  });
  return SUCCESS;
}

/** Reads which demos to run: the one that is named, or the first ones. */
function namesOf(args: Arguments): readonly Recorded[] {
  const [word] = args.positionals;
  if (word === undefined) return FIRST;
  const name = NAMES.filter((name) => name !== "sync-async")
    .find((name) => name === word);
  if (name) return [name];
  const meant = nearest(word, NAMES);
  const call = meant && callWith(args.given, word, meant);
  throw usageFailure((text) => text.unknownDemo(shellWord(word), call, NAMES));
}

/** Writes the same call with another name for the demo. */
function callWith(
  given: readonly string[],
  word: string,
  meant: string,
): string {
  const rest = given.toSpliced(given.indexOf(word), 1, meant);
  return ["wirelab", "demo", ...rest].map(shellWord).join(" ");
}

async function runOne(
  name: Recorded,
  { args, terminal, plan, port }: Call & { plan: CapturePlan; port: number },
): Promise<void> {
  const [{ runDemo }, { speak }, { keyLogPath }] = await Promise.all([
    import("../lab/demo.ts"),
    import("../explain/mod.ts"),
    import("../lab/stage.ts"),
  ]);
  const say = speak(terminal.language);
  const write = proseWriter({ args, terminal });
  if (!args.has("json")) {
    const { introductionOf } = await import("./introduction.ts");
    write(introductionOf(say(`demo.${name}`), plan, { ...terminal, say }));
  }
  const shown = {
    plan,
    keyLogPath: keyLogPath(),
    save: args.text("save"),
    force: args.has("force"),
    say,
    color: terminal.color,
    columns: terminal.columns,
    ascii: args.has("ascii"),
    json: args.has("json"),
    notes: await fieldNotes({ args, terminal }),
    html: await htmlOf({ args, terminal }, `demo ${name}`),
    version: VERSION,
    write,
  };
  if (isStudy(name)) {
    return await runStudy(name, {
      ...shown,
      language: terminal.language,
      credentials: await credentials(args),
    });
  }
  await runDemo({
    ...shown,
    pair: await pairOf(name, args),
    address: { host: "127.0.0.1", port },
    concurrency: "async",
  });
}

async function pairOf(
  name: Exclude<Recorded, Study>,
  args: Arguments,
): Promise<Pair> {
  const { tcpPair, tlsPair } = await import("../lab/pair.ts");
  if (name === "tcp") return tcpPair();
  if (name === "tls") return tlsPair(await credentials(args));
  if (name === "ssh") {
    const { sshPair } = await import("../lab/ssh_pair.ts");
    return await sshPair();
  }
  const { httpPair, httpsPair } = await import("../lab/web_pair.ts");
  return name === "http" ? httpPair() : httpsPair(await credentials(args));
}

async function credentials(args: Arguments) {
  const { ensureCertificates } = await import("../pki/mod.ts");
  return await ensureCertificates({ directory: args.text("certs") });
}
