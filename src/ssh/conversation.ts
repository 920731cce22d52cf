import { ByteQueue, type Direction, type EventSink } from "../bytes/mod.ts";
import { Emitter } from "./emitter.ts";
import type { SshEvent } from "./events.ts";
import { KeyExchange } from "./key_exchange.ts";
import type { Negotiation } from "./negotiate.ts";
import { SshReader } from "./ssh_reader.ts";

/**
 * Decodes both directions of one SSH connection: all that is in clear, and the
 * packets of what is encrypted as far as they can be told apart.
 *
 * Bytes come in any pieces. Views that events carry are of the bytes that were
 * pushed, so the caller must not write to those again.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { SshConversation } from "./conversation.ts";
 *
 * const ssh = new SshConversation();
 * const [event] = ssh.push(1, new TextEncoder().encode("SSH-2.0-OpenSSH_9.2 Debian\r\n"));
 * assertEquals(event.kind === "identification" && event.softwareVersion, "OpenSSH_9.2");
 * ```
 */
export class SshConversation {
  readonly #sink: EventSink<SshEvent> = { events: [] };
  readonly #emitters: readonly [Emitter, Emitter];
  readonly #readers: readonly [SshReader, SshReader];
  readonly #exchange: KeyExchange;

  constructor() {
    this.#emitters = [
      new Emitter(0, new ByteQueue(), this.#sink),
      new Emitter(1, new ByteQueue(), this.#sink),
    ];
    this.#exchange = new KeyExchange(this.#emitters);
    this.#readers = [
      new SshReader(this.#emitters[0], this.#exchange),
      new SshReader(this.#emitters[1], this.#exchange),
    ];
  }

  /** What both KEXINITs came to, once both were seen. */
  get negotiation(): Negotiation | undefined {
    return this.#exchange.negotiation;
  }

  /**
   * Takes the next bytes of a direction.
   *
   * @param direction 0 from client to server, 1 from server to client.
   * @param bytes Bytes that follow those of the last call for that direction.
   */
  push(direction: Direction, bytes: Uint8Array): SshEvent[] {
    if (bytes.length === 0) return [];
    this.#emitters[direction].queue.push(bytes);
    this.#readers[direction].read();
    return this.#drain();
  }

  /**
   * Passes over bytes of a direction that the capture does not hold.
   *
   * @param direction 0 from client to server, 1 from server to client.
   * @param length Number of bytes that are missing.
   */
  gap(direction: Direction, length: number): SshEvent[] {
    if (length > 0) this.#readers[direction].gap(length);
    return this.#drain();
  }

  /** Says that no bytes of a direction follow, and tells what was left open. */
  end(direction: Direction): SshEvent[] {
    this.#readers[direction].end();
    return this.#drain();
  }

  #drain(): SshEvent[] {
    const { events } = this.#sink;
    this.#sink.events = [];
    return events;
  }
}
