import { DecodeError } from "../bytes/mod.ts";
import { Explainer } from "../explain/mod.ts";
import { Failure } from "../failure.ts";
import { renderFlowList } from "../render/mod.ts";
import { KeyLog } from "../tls/mod.ts";
import { readCapture } from "./capture_input.ts";
import { openPrinter, type ShowOptions, type Write } from "./printer.ts";

/** What to explain, and how. */
export interface ExplanationOptions extends ShowOptions {
  /** Path of the capture; `-` is standard input. */
  path: string;
  /** Path of a key log. */
  keyLog?: string;
  /** Number of the only flow to explain. */
  stream?: number;
  /** Flows that are explained without being asked for, at the most. */
  fullFlows: number;
  /** Rows of the list of flows, at the most. */
  listedFlows: number;
  /** Where it is written. */
  write: Write;
}

/**
 * Explains a capture file: every conversation in full where they are few, and
 * a list of all where they are many.
 *
 * @param options What to explain, and how.
 * @throws {Failure} `bad-file`, if the file cannot be read or is no capture;
 * `usage`, if it does not hold the flow that is asked for.
 */
export async function explainCapture(
  options: ExplanationOptions,
): Promise<void> {
  const { path, stream, fullFlows, write } = options;
  const explainer = new Explainer({
    say: options.say,
    keyLog: options.keyLog === undefined
      ? undefined
      : await readKeyLog(options.keyLog),
    record: options.json && options.fields,
    chooses: (flow) =>
      stream === undefined
        ? options.json || flow.number < fullFlows
        : flow.number === stream,
  });
  const printer = openPrinter(write, options);
  const problem = await explainAll(explainer, printer, path);
  printer.end();
  const { flows } = explainer;
  if (stream !== undefined && stream >= flows.length) {
    throw new Failure(
      "usage",
      `Cannot explain conversation ${stream}: the capture holds ${flows.length}.`,
      {
        hint: flows.length > 0
          ? `Give a number from 0 to ${flows.length - 1}.`
          : "It holds no TCP at all.",
      },
    );
  }
  if (!options.json && stream === undefined && flows.length > fullFlows) {
    write("\n");
    write(renderFlowList(flows, { ...options, limit: options.listedFlows }));
    write(`\n${options.say("flows.hint", { path })}\n`);
  }
  if (problem) throw problem;
  if (flows.length === 0) {
    throw new Failure(
      "bad-file",
      `Cannot explain ${path}: its ${explainer.frames} packets hold no TCP.`,
      {
        hint: "Record TCP: wirelab capture 8080 -w capture.pcapng",
      },
    );
  }
}

/** Explains what can be read, and returns what ended it early. */
async function explainAll(
  explainer: Explainer,
  printer: { print: ReturnType<typeof openPrinter>["print"] },
  path: string,
): Promise<Failure | undefined> {
  try {
    for await (const chunk of readCapture(path)) {
      for (const explained of explainer.push(chunk)) printer.print(explained);
    }
    for (const explained of explainer.end()) printer.print(explained);
    return undefined;
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return new Failure(
      "bad-file",
      explainer.frames === 0
        ? `Cannot read ${path}: it is no capture file (pcap or pcapng).`
        : `Cannot read ${path} beyond packet ${explainer.frames}: ${error.message}.`,
      {
        cause: error,
        hint: "Record one: wirelab capture 8080 -w capture.pcapng",
      },
    );
  }
}

async function readKeyLog(path: string): Promise<KeyLog> {
  let text: string;
  try {
    text = await Deno.readTextFile(path);
  } catch (error) {
    throw new Failure(
      "bad-file",
      `Cannot read the key log ${path}: ${causeOf(error)}.`,
      {
        cause: error,
        hint:
          "Let a program write one: set SSLKEYLOGFILE=FILE before it starts.",
      },
    );
  }
  const keyLog = new KeyLog();
  keyLog.add(text);
  if (keyLog.size === 0 && keyLog.unreadLines > 0) {
    throw new Failure("bad-file", `Cannot use ${path}: it is no key log.`, {
      hint:
        "Its lines are a label, a client random and a secret, as SSLKEYLOGFILE has them.",
    });
  }
  return keyLog;
}

function causeOf(error: unknown): string {
  if (error instanceof Deno.errors.NotFound) return "there is no such file";
  if (error instanceof Deno.errors.PermissionDenied) {
    return "it is not readable for you";
  }
  return error instanceof Error ? error.message : String(error);
}
