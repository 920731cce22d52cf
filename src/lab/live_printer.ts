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

  print({ conversation, steps }: Explained): void {
    if (steps.length === 0) return;
    let text = "";
    let ladder = this.#ladders.get(conversation);
    if (!ladder) {
      ladder = new Ladder(this.#options);
      this.#ladders.set(conversation, ladder);
      text += this.#current ? "\n" : "";
      text += ladder.head(conversation.verdict());
    } else if (this.#current !== conversation) {
      text += this.#resumed(conversation);
    }
    this.#current = conversation;
    for (const step of steps) {
      text += ladder.step(step, () => conversation.verdict());
    }
    if (conversation.over) {
      text += `${ladder.end(conversation.verdict())}\n`;
      this.#ladders.delete(conversation);
      this.#current = undefined;
    }
    this.#write(text);
  }

  end(): void {
    for (const [conversation, ladder] of this.#ladders) {
      this.#write(this.#resumed(conversation));
      this.#write(`${ladder.end(conversation.verdict())}\n`);
    }
    this.#ladders.clear();
  }

  /** Says which conversation the next rows belong to. */
  #resumed(conversation: Explainable): string {
    const { client, server } = conversation.verdict();
    return `\n${
      this.#say("live.resumed", {
        number: conversation.number,
        client: endpointText(client),
        server: endpointText(server),
      })
    }\n`;
  }
}
