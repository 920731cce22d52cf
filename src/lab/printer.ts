import {
  type Explainable,
  type Explained,
  type FieldNotes,
  type Say,
  withLateSegments,
} from "../explain/mod.ts";
import {
  headToJson,
  Ladder,
  type LadderOptions,
  stepToJson,
  verdictToJson,
} from "../render/mod.ts";
import { HtmlPrinter, type HtmlPrinterOptions } from "./html_printer.ts";
import { LivePrinter } from "./live_printer.ts";

/** Steps of a conversation, and what it is called. */
export interface Titled extends Explained {
  /** Title above the conversation; none, or its number, by default. */
  readonly title?: string;
}

/** Shows conversations while they are explained. */
export interface Printer {
  /** Shows the next steps of a conversation. */
  print(explained: Titled): void;
  /** Shows the verdicts, and all that was held back. */
  end(): void;
}

/** Where a printer writes: whole lines, each with its line end. */
export type Write = (text: string) => void;

/**
 * Draws ladders: the first conversation as it comes, the others after it.
 */
export class LadderPrinter implements Printer {
  readonly #options: LadderOptions;
  readonly #write: Write;
  readonly #ladders = new Map<
    Explainable,
    { ladder: Ladder; held: string[] }
  >();

  /**
   * @param write Where it writes.
   * @param options How ladders are drawn.
   */
  constructor(write: Write, options: LadderOptions) {
    this.#write = write;
    this.#options = options;
  }

  print({ conversation, steps, title }: Titled): void {
    let entry = this.#ladders.get(conversation);
    const first = this.#ladders.size === 0 || entry === this.#first;
    const write = (text: string) =>
      first ? this.#write(text) : entry?.held.push(text);
    if (!entry) {
      entry = { ladder: new Ladder(this.#options), held: [] };
      this.#ladders.set(conversation, entry);
      write(entry.ladder.head(conversation.verdict(), title));
    }
    for (const step of steps) {
      write(entry.ladder.step(step, () => conversation.verdict()));
    }
  }

  end(): void {
    let separator = "";
    for (const [conversation, { ladder, held }] of this.#ladders) {
      this.#write(
        separator + held.join("") + ladder.end(conversation.verdict()),
      );
      separator = "\n";
    }
  }

  get #first(): { ladder: Ladder; held: string[] } | undefined {
    return this.#ladders.values().next().value;
  }
}

/** Options of a {@linkcode JsonPrinter}. */
export interface JsonPrinterOptions {
  /** Version of this program. */
  version: string;
  /** Sentences on fields: with them every byte is included, as a tree of fields. */
  notes?: FieldNotes;
}

/** Writes one JSON object a line: the head, steps as they come, verdicts at the end. */
export class JsonPrinter implements Printer {
  readonly #write: Write;
  readonly #notes: FieldNotes | undefined;
  readonly #conversations = new Map<number, Explainable>();
  /** Verdicts of all conversations, in the order in which they began; as text where they were let go. */
  readonly #verdicts = new Map<number, string | undefined>();

  /**
   * @param write Where it writes.
   * @param options What is included.
   */
  constructor(write: Write, options: JsonPrinterOptions) {
    this.#write = write;
    this.#notes = options.notes;
    write(`${headToJson(options.version)}\n`);
  }

  print({ conversation, steps, final }: Explained): void {
    const { number } = conversation;
    this.#conversations.set(number, conversation);
    if (!this.#verdicts.has(number)) this.#verdicts.set(number, undefined);
    const options = { stream: number, notes: this.#notes };
    this.#write(steps.map((step) => `${stepToJson(step, options)}\n`).join(""));
    if (!final) return;
    this.#verdicts.set(number, this.#verdict(number));
    this.#conversations.delete(number);
  }

  end(): void {
    for (const number of this.#verdicts.keys()) {
      this.#write(`${this.#verdict(number)}\n`);
    }
  }

  /** The verdict on a conversation, with what came since it was let go. */
  #verdict(number: number): string | undefined {
    const earlier = this.#verdicts.get(number);
    const verdict = this.#conversations.get(number)?.verdict();
    if (!verdict) return earlier;
    return verdictToJson(
      earlier === undefined
        ? verdict
        : withLateSegments(JSON.parse(earlier), verdict),
      number,
    );
  }
}

/** What decides how a conversation is shown. */
export interface ShowOptions {
  /** Sentences of a language. */
  say: Say;
  /** Whether colours are used. */
  color: boolean;
  /** Columns of the terminal. */
  columns: number;
  /** Whether only ASCII is drawn with. */
  ascii: boolean;
  /** Whether JSON is written instead. */
  json: boolean;
  /** Sentences on fields: with them every byte is shown, as a tree of fields. */
  notes?: FieldNotes;
  /** Whether the rows of several conversations are drawn as they come, not one conversation after another. */
  live?: boolean;
  /** A page of HTML that is written instead. */
  html?: Omit<HtmlPrinterOptions, "say" | "write">;
  /** Version of this program. */
  version: string;
}

/** Whether every byte is shown, so that bytes and fields have to be kept. */
export function showsBytes({ html, notes }: ShowOptions): boolean {
  return html !== undefined || notes !== undefined;
}

/**
 * Makes the printer that the options ask for.
 *
 * @throws {Failure} `bad-file`, if the page cannot be written.
 */
export function openPrinter(write: Write, options: ShowOptions): Printer {
  const { html, say } = options;
  if (html) return new HtmlPrinter({ ...html, say, write });
  if (options.json) return new JsonPrinter(write, options);
  return options.live
    ? new LivePrinter(write, options)
    : new LadderPrinter(write, options);
}
