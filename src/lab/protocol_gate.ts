import type { Explainable, Explained, Protocol } from "../explain/mod.ts";
import type { Printer } from "./printer.ts";

/** What a {@linkcode ProtocolGate} lets through. */
export interface ProtocolGateOptions {
  /** Protocols of which a conversation must speak all; any where there are none. */
  protocols: readonly Protocol[];
  /** Conversations at the most. */
  limit: number;
}

/**
 * Lets conversations through to a printer once they have shown that they speak
 * certain protocols; what came before that is held, not lost.
 */
export class ProtocolGate implements Printer {
  readonly #printer: Printer;
  readonly #options: ProtocolGateOptions;
  readonly #open = new Set<Explainable>();
  readonly #held = new Map<Explainable, Explained[]>();

  /**
   * @param printer Shows what is let through.
   * @param options What that is.
   */
  constructor(printer: Printer, options: ProtocolGateOptions) {
    this.#printer = printer;
    this.#options = options;
  }

  /** Conversations that were let through. */
  get shown(): number {
    return this.#open.size;
  }

  print(explained: Explained): void {
    const { conversation } = explained;
    if (this.#open.has(conversation)) {
      this.#printer.print(explained);
      return;
    }
    if (this.#open.size >= this.#options.limit) return;
    const held = this.#held.get(conversation) ?? [];
    held.push(explained);
    this.#held.set(conversation, held);
    const { protocols } = conversation;
    if (!this.#options.protocols.every((name) => protocols.includes(name))) {
      return;
    }
    this.#open.add(conversation);
    this.#held.delete(conversation);
    for (const earlier of held) this.#printer.print(earlier);
  }

  end(): void {
    this.#held.clear();
    this.#printer.end();
  }
}
