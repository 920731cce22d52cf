import type {
  Explainable,
  Explained,
  FieldNotes,
  Say,
  Step,
} from "../explain/mod.ts";
import { Failure, inEvery } from "../failure.ts";
import { HtmlPage } from "../render/mod.ts";
import { writeAllSync } from "./capture_file.ts";
import { TEXTS } from "./failure_text.ts";
import type { Printer, Write } from "./printer.ts";

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
}

/** Writes conversations to a file, as one page of HTML. */
export class HtmlPrinter implements Printer {
  readonly #options: HtmlPrinterOptions;
  readonly #file: Deno.FsFile;
  readonly #steps = new Map<Explainable, Step[]>();

  /**
   * @param options Where the page goes, and how it is drawn.
   * @throws {Failure} `bad-file`, if the file exists or cannot be written.
   */
  constructor(options: HtmlPrinterOptions) {
    this.#options = options;
    this.#file = create(options.path, options.force);
  }

  print({ conversation, steps }: Explained): void {
    const all = this.#steps.get(conversation) ?? [];
    all.push(...steps);
    this.#steps.set(conversation, all);
  }

  end(): void {
    const { say, path, write } = this.#options;
    const page = new HtmlPage(this.#options);
    this.#put(page.head());
    for (const [conversation, steps] of this.#steps) {
      this.#put(page.conversation(steps, conversation.verdict()));
    }
    this.#put(page.end());
    this.#file.close();
    write(`${say("html.written", { path, n: this.#steps.size })}\n`);
  }

  #put(text: string): void {
    writeAllSync(this.#file, new TextEncoder().encode(text));
  }
}

function create(path: string, force: boolean): Deno.FsFile {
  try {
    return Deno.openSync(path, {
      write: true,
      create: force,
      createNew: !force,
      truncate: true,
    });
  } catch (error) {
    if (error instanceof Deno.errors.AlreadyExists) {
      throw new Failure(
        "bad-file",
        inEvery(TEXTS, (text) => text.pageExists(path)),
        { cause: error },
      );
    }
    if (
      error instanceof Deno.errors.NotFound ||
      error instanceof Deno.errors.PermissionDenied ||
      error instanceof Deno.errors.IsADirectory
    ) {
      const reason = error.message;
      throw new Failure(
        "bad-file",
        inEvery(TEXTS, (text) => text.noPage(path, reason)),
        { cause: error },
      );
    }
    if (error instanceof Deno.errors.NotCapable) {
      throw new Failure(
        "bad-file",
        inEvery(TEXTS, ({ unwritable, noPage }) => ({
          message: unwritable.withheld(path).message,
          // A page goes to a file only.
          hint: noPage(path, "").hint,
        })),
        { cause: error },
      );
    }
    throw error;
  }
}
