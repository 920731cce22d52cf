import type { Explainable, Step } from "../explain/mod.ts";
import type { Flow } from "../stream/mod.ts";
import type { Credentials } from "./pair.ts";
import {
  openPrinter,
  type ShowOptions,
  showsBytes,
  type Write,
} from "./printer.ts";
import type { KeepOptions, Wire } from "./wire.ts";

/** What a demo of several conversations needs, and how it is shown. */
export interface StudyOptions extends ShowOptions, KeepOptions {
  /** Certificate, key and authority of the server. */
  credentials: Credentials;
  /** Where it is written. */
  write: Write;
}

/** A conversation that has been explained. */
export interface Told {
  /** The conversation. */
  readonly conversation: Explainable;
  /** All its steps. */
  readonly steps: Step[];
}

/**
 * Ends the watch over the wire, and explains its conversations.
 *
 * @param wire The packets.
 * @param options How they are shown.
 * @param chooses Chooses the conversations; all if not given.
 * @returns The conversations by their numbers.
 */
export async function tell(
  wire: Wire,
  options: ShowOptions,
  chooses?: (flow: Flow) => boolean,
): Promise<Map<number, Told>> {
  const told = new Map<number, Told>();
  const record = showsBytes(options);
  for (
    const { conversation, steps } of await wire.explain(options.say, {
      chooses,
      record,
    })
  ) {
    const entry = told.get(conversation.number) ?? { conversation, steps: [] };
    entry.steps.push(...steps);
    told.set(conversation.number, entry);
  }
  return told;
}

/**
 * Shows conversations one after another, each in full.
 *
 * @param told The conversations.
 * @param options How they are shown.
 * @param titles Their titles, in the same order.
 */
export function show(
  told: Iterable<Told>,
  options: ShowOptions & { write: Write },
  titles: readonly string[],
): void {
  const printer = openPrinter(options.write, options);
  let shown = 0;
  for (const each of told) printer.print({ ...each, title: titles[shown++] });
  printer.end();
}
