import {
  endpointText,
  type Explainable,
  type Explained,
  type Say,
} from "../explain/mod.ts";
import { Ladder, type LadderOptions } from "../render/mod.ts";
import type { Printer, Write } from "./printer.ts";

/**
 * Draws the rows of all conversations in the order in which they come, and the
 * verdict of each as soon as it has ended.
 */
export class LivePrinter implements Printer {
  readonly #options: LadderOptions;
  readonly #write: Write;
  readonly #say: Say;
  readonly #ladders = new Map<Explainable, Ladder>();
  #current: Explainable | undefined;

  /**
   * Begins with no conversation.
   *
   * @param write Where it writes.
   * @param options How ladders are drawn.
   */
  constructor(write: Write, options: LadderOptions) {
    this.#write = write;
    this.#options = options;
    this.#say = options.say;
  }

  print({ conversation, steps, final }: Explained): void {
    let ladder = this.#ladders.get(conversation);
    if (steps.length === 0 && !(ladder && final)) return;
    if (conversation.resumed || (final && !ladder)) {
      return this.#late({ conversation, steps });
    }
    let text = "";
    if (!ladder) {
      ladder = new Ladder(this.#options);
      this.#ladders.set(conversation, ladder);
      text += this.#current ? "\n" : "";
      text += ladder.head(conversation.verdict());
    } else if (this.#current !== conversation) {
      text += this.#switched(conversation, "live.resumed");
    }
    this.#current = conversation;
    for (const step of steps) {
      text += ladder.step(step, () => conversation.verdict());
    }
    if (conversation.over || final) {
      text += `${ladder.end(conversation.verdict())}\n`;
      this.#ladders.delete(conversation);
      this.#current = undefined;
    }
    this.#write(text);
  }

  end(): void {
    for (const [conversation, ladder] of this.#ladders) {
      this.#write(this.#switched(conversation, "live.resumed"));
      this.#write(`${ladder.end(conversation.verdict())}\n`);
    }
    this.#ladders.clear();
  }

  /** Draws what comes of a conversation whose verdict was told long ago. */
  #late({ conversation, steps }: Explained): void {
    const ladder = new Ladder(this.#options);
    const rows = steps.map((step) =>
      ladder.step(step, () => conversation.verdict())
    );
    const head = this.#current === conversation
      ? ""
      : this.#switched(conversation, "live.late");
    this.#current = conversation;
    this.#write(head + rows.join(""));
  }

  /** Says which conversation the next rows belong to. */
  #switched(
    conversation: Explainable,
    key: "live.resumed" | "live.late",
  ): string {
    const { client, server } = conversation.verdict();
    return `\n${
      this.#say(key, {
        number: conversation.number,
        client: endpointText(client),
        server: endpointText(server),
      })
    }\n`;
  }
}
