import type { CapturePlan } from "../capture/probe.ts";
import type { Explainable, Step } from "../explain/mod.ts";
import {
  type CloseCase,
  closeToJson,
  renderClose,
  renderCloseTable,
} from "../render/mod.ts";
import type { Flow } from "../stream/mod.ts";
import { CLOSE_WAYS, CloseStand, shows } from "./close_ways.ts";
import type { Credentials } from "./pair.ts";
import { openPrinter, type ShowOptions, type Write } from "./printer.ts";
import { Wire } from "./wire.ts";

/** What a demo of several conversations needs, and how it is shown. */
export interface StudyOptions extends ShowOptions {
  /** How packets are got. */
  plan: CapturePlan;
  /** Certificate, key and authority of the server. */
  credentials: Credentials;
  /** Key log that this process writes its secrets to. */
  keyLogPath?: string;
  /** File to keep the packets in. */
  save?: string;
  /** Whether that file is overwritten. */
  force: boolean;
  /** Where it is written. */
  write: Write;
}

/** A conversation that has been explained. */
interface Told {
  conversation: Explainable;
  steps: Step[];
}

/**
 * Ends connections in every way there is, and names each by its packets.
 *
 * @param options How it is shown.
 * @throws {Failure} `unavailable`, where packets cannot be had.
 */
export async function runCloseDemo(options: StudyOptions): Promise<void> {
  using stands = new DisposableStack();
  const all = CLOSE_WAYS.map((way) =>
    stands.use(new CloseStand(way, options.credentials))
  );
  await using wire = await Wire.open({
    ...options,
    ports: all.map(({ port }) => port),
  });
  for (const stand of all) await stand.provoke(wire);
  const chosen = all.map((stand) => {
    const flows = stand.flowsOf(wire);
    return flows.find((flow) => shows(flow, stand.way.name)) ?? flows.at(-1);
  });
  const told = await tell(wire, chosen, options);
  const cases = all.map(({ way }, index): CloseCase => {
    const flow = chosen[index];
    const found = flow && told.get(flow.number);
    const flows = all[index].flowsOf(wire);
    return {
      way: way.name,
      connections: flow ? flows.indexOf(flow) + 1 : 0,
      seen: found && {
        steps: found.steps,
        verdict: found.conversation.verdict(),
      },
    };
  });
  show(cases, chosen, told, options);
}

/** Explains the conversations that were chosen, by their numbers. */
async function tell(
  wire: Wire,
  chosen: readonly (Flow | undefined)[],
  { say, html, notes }: StudyOptions,
): Promise<Map<number, Told>> {
  const numbers = new Set(chosen.map((flow) => flow?.number));
  const told = new Map<number, Told>();
  const explained = await wire.explain(say, {
    chooses: ({ number }) => numbers.has(number),
    record: html !== undefined || notes !== undefined,
  });
  for (const { conversation, steps } of explained) {
    const entry = told.get(conversation.number) ?? { conversation, steps: [] };
    entry.steps.push(...steps);
    told.set(conversation.number, entry);
  }
  return told;
}

function show(
  cases: readonly CloseCase[],
  chosen: readonly (Flow | undefined)[],
  told: ReadonlyMap<number, Told>,
  options: StudyOptions,
): void {
  const { write } = options;
  if (!options.json && !options.html) {
    for (const [index, each] of cases.entries()) {
      write(`${renderClose(each, index + 1, options)}\n`);
    }
    write(renderCloseTable(cases, options));
    return;
  }
  const printer = openPrinter(write, options);
  for (const each of told.values()) printer.print(each);
  printer.end();
  if (!options.json) return;
  for (const [index, each] of cases.entries()) {
    write(`${closeToJson(each, chosen[index]?.number)}\n`);
  }
}
