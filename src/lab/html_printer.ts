import {
  endpointText,
  type Explainable,
  type FieldNotes,
  type Say,
  type Step,
} from "../explain/mod.ts";
import { HtmlPage } from "../render/mod.ts";
import { existsFailure, writeAllSync, writeFailure } from "./capture_file.ts";
import type { Printer, Titled, Write } from "./printer.ts";

/** Where a page goes, and how it is drawn. */
export interface HtmlPrinterOptions {
  /** Path of the file. */
  path: string;
  /** Whether a file that exists is overwritten. */
  force: boolean;
  /** Title of the page. */
  title: string;
  /** Sentences of a language. */
  say: Say;
  /** Language of those sentences. */
  language: string;
  /** Sentences on fields. */
  notes: FieldNotes;
  /** Where it is told that the page was written. */
  write: Write;
  /** Takes the page instead of a file; nothing is told then. */
  output?: Write;
}

/** Writes conversations to a file, as one page of HTML. */
export class HtmlPrinter implements Printer {
  readonly #options: HtmlPrinterOptions;
  readonly #file: Deno.FsFile | undefined;
  readonly #told = new Map<Explainable, { title?: string; steps: Step[] }>();

  /**
   * @param options Where the page goes, and how it is drawn.
   * @throws {Failure} `bad-file`, if the file exists or cannot be written.
   */
  constructor(options: HtmlPrinterOptions) {
    this.#options = options;
    const { path, force, output } = options;
    this.#file = output ? undefined : openPage(path, force).file;
    // No pipe and no device can be truncated.
    if (this.#file?.statSync().isFile) this.#file.truncateSync();
  }

  print({ conversation, steps, title }: Titled): void {
    let entry = this.#told.get(conversation);
    if (!entry) {
      entry = { title, steps: [] };
      this.#told.set(conversation, entry);
    }
    entry.steps.push(...steps);
  }

  end(): void {
    const { say, path, write } = this.#options;
    const page = new HtmlPage(this.#options);
    const titles = [...this.#told].map(([conversation, { title }]) =>
      title ?? this.#numbered(conversation)
    );
    this.#put(page.head(titles));
    for (const [conversation, { steps }] of this.#told) {
      this.#put(page.conversation(steps, conversation.verdict()));
    }
    this.#put(page.end());
    if (!this.#file) return;
    this.#file.close();
    write(`${say("html.written", { path, n: this.#told.size })}\n`);
  }

  /** Title of a conversation that has none: its number in the capture, and its ends. */
  #numbered(conversation: Explainable): string {
    const { client, server } = conversation.verdict();
    return this.#options.say("html.conversation", {
      number: conversation.number,
      client: endpointText(client),
      server: endpointText(server),
    });
  }

  #put(text: string): void {
    if (this.#file) writeAllSync(this.#file, new TextEncoder().encode(text));
    else this.#options.output?.(text);
  }
}

/**
 * Makes sure that a page can be written, and leaves everything as it was.
 *
 * @param path Path of the file.
 * @param force Whether a file that exists is overwritten.
 * @throws {Failure} `bad-file`, if the file exists or cannot be written.
 */
export function checkPage(path: string, force: boolean): void {
  const { file, isNew } = openPage(path, force);
  file.close();
  if (isNew) Deno.removeSync(path);
}

/** Opens a file, which keeps what it holds. */
function openPage(
  path: string,
  force: boolean,
): { file: Deno.FsFile; isNew: boolean } {
  try {
    const file = Deno.openSync(path, { write: true, createNew: true });
    return { file, isNew: true };
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) {
      throw writeFailure(path, error);
    }
    if (!force) throw existsFailure(path);
  }
  try {
    return { file: Deno.openSync(path, { write: true }), isNew: false };
  } catch (error) {
    throw writeFailure(path, error);
  }
}
