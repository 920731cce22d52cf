import type { Explained, Protocol } from "../explain/mod.ts";
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
  /** Numbers of the conversations that were let through. */
  readonly #open = new Set<number>();
  readonly #held = new Map<number, Explained[]>();

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

  /** Whether a conversation was let through. */
  shows(number: number): boolean {
    return this.#open.has(number);
  }

  print(explained: Explained): void {
    const { conversation, final } = explained;
    const { number } = conversation;
    if (this.#open.has(number)) {
      this.#printer.print(explained);
      return;
    }
    if (this.#open.size >= this.#options.limit) return;
    const held = this.#held.get(number) ?? [];
    held.push(explained);
    this.#held.set(number, held);
    const { protocols } = conversation;
    if (!this.#options.protocols.every((name) => protocols.includes(name))) {
      if (final) this.#held.delete(number);
      return;
    }
    this.#open.add(number);
    this.#held.delete(number);
    for (const earlier of held) this.#printer.print(earlier);
  }

  end(): void {
    this.#held.clear();
    this.#printer.end();
  }
}
