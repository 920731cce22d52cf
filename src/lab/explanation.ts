import { Explainer } from "../explain/mod.ts";
import { Failure, inEvery } from "../failure.ts";
import { renderFlowHead, renderFlowRow } from "../render/mod.ts";
import type { KeyLog } from "../tls/mod.ts";
import { unreadable } from "./capture_input.ts";
import { type CaptureSource, explainedCapture } from "./explained_capture.ts";
import { TEXTS } from "./failure_text.ts";
import type { FlowFilter } from "./flow_filter.ts";
import { rowOfFlow } from "./flow_rows.ts";
import { followSecrets, requireSecrets } from "./piped_frames.ts";
import { ProtocolGate } from "./protocol_gate.ts";
import {
  openPrinter,
  type Printer,
  type ShowOptions,
  showsBytes,
  type Write,
} from "./printer.ts";

/** What to explain, and how. */
export interface ExplanationOptions extends ShowOptions {
  /** Path of the capture; `-` is standard input. */
  path: string;
  /** Secrets that open encrypted records. */
  keyLog?: KeyLog;
  /** Path of a key log that programs write to while standard input is read; instead of `keyLog`. */
  keyLogPath?: string;
  /** Number of the only flow to explain. */
  stream?: number;
  /** Chooses the flows to explain. */
  filter?: FlowFilter;
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
  const { path, stream, filter, fullFlows, listedFlows, write } = options;
  const everything = options.json || filter !== undefined;
  const { keyLogPath } = options;
  const secrets = keyLogPath === undefined
    ? undefined
    : await followSecrets(keyLogPath);
  const explainer = new Explainer({
    say: options.say,
    keyLog: secrets?.keyLog ?? options.keyLog,
    record: showsBytes(options),
    chooses: (flow) => {
      if (filter?.ends(flow) === false) return false;
      if (stream !== undefined) return flow.number === stream;
      return everything || flow.number < fullFlows;
    },
    keeps: ({ number }) =>
      !options.json && (number < listedFlows || printer.shows(number)),
  });
  const printer = new ProtocolGate(
    openPrinter(write, { ...options, live: path === "-" }),
    {
      protocols: filter?.protocols ?? [],
      limit: options.json ? Infinity : fullFlows,
    },
  );
  const problem = await explainAll(explainer, printer, { path, secrets });
  printer.end();
  const { flows, flowCount } = explainer;
  if (stream !== undefined) requireFlow(stream, flowCount);
  if (!everything && stream === undefined && flowCount > fullFlows) {
    write("\n");
    write(renderFlowHead(options));
    for (const flow of flows.slice(0, listedFlows)) {
      write(renderFlowRow(rowOfFlow(flow), options));
    }
    const more = flowCount - listedFlows;
    if (more > 0) write(`${options.say("flows.more", { n: more })}\n`);
    write(`\n${options.say("flows.hint", { path })}\n`);
  }
  if (problem) throw problem;
  if (filter && printer.shown === 0 && !options.json) {
    write(`${options.say("filter.none", { n: flowCount })}\n`);
  }
  if (flowCount === 0) {
    throw withoutTcp(path, explainer);
  }
  if (secrets) await requireSecrets(secrets);
}

/** Says why a capture holds no conversation. */
function withoutTcp(path: string, explainer: Explainer): Failure {
  const { frames, cutFrames, unknownLink } = explainer;
  if (cutFrames > 0 && cutFrames === frames) {
    return new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.cutPackets(path, frames)),
    );
  }
  if (unknownLink) {
    const { number, name } = unknownLink;
    const type = name ? `${name} (${number})` : `${number}`;
    return new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.unknownLink(path, frames, type)),
    );
  }
  return new Failure(
    "bad-file",
    inEvery(TEXTS, (text) => text.withoutTcp(path, frames)),
  );
}

/**
 * Makes sure that a capture holds a conversation.
 *
 * @param stream Number of the conversation.
 * @param flows How many the capture holds.
 * @throws {Failure} `usage`, if it does not.
 */
export function requireFlow(stream: number, flows: number): void {
  if (stream < flows) return;
  throw new Failure(
    "usage",
    inEvery(TEXTS, (text) => text.noConversation(stream, flows)),
  );
}

/** Explains what can be read, and returns what ended it early. */
async function explainAll(
  explainer: Explainer,
  printer: Pick<Printer, "print">,
  source: CaptureSource,
): Promise<Failure | undefined> {
  try {
    for await (const part of explainedCapture(explainer, source)) {
      for (const explained of part) printer.print(explained);
    }
    return undefined;
  } catch (error) {
    return unreadable(source.path, explainer.frames, error);
  }
}
