import { formatAddress } from "../../endpoints/mod.ts";
import { type Stream, writeAll } from "../../endpoints/stream.ts";
import type { Address } from "../../endpoints/mod.ts";
import { Failure, inEvery } from "../../failure.ts";
import { TEXTS } from "../failure_text.ts";
import type { Crew, Member } from "./crew.ts";
import type { Pace } from "./pace.ts";

/** What is asked of an echo server. */
export interface EchoLoadOptions {
  /** Where it is. */
  target: Address;
  /** Bytes that go each way at a time. */
  sizeBytes: number;
}

/** Sends bytes and waits for them to come back, over one buffer each way. */
class EchoCaller {
  readonly #target: Address;
  readonly #question: Uint8Array;
  readonly #answer: Uint8Array;

  constructor({ target, sizeBytes }: EchoLoadOptions) {
    this.#target = target;
    this.#question = Uint8Array.from(
      { length: sizeBytes },
      (_, index) => index * 31 + 7,
    );
    this.#answer = new Uint8Array(sizeBytes);
  }

  /**
   * Sends and hears at a time, so that more than the network holds can be on
   * its way.
   */
  async roundTrip(stream: Stream, member: Member): Promise<void> {
    const { totals } = member;
    const size = this.#question.length;
    const sending = writeAll(stream, this.#question);
    let heard = 0;
    try {
      while (heard < size) {
        const free = heard === 0 ? this.#answer : this.#answer.subarray(heard);
        const length = await stream.read(free);
        if (length === null) throw this.#noEcho("closed");
        heard += length;
        member.heard();
      }
    } catch (error) {
      sending.catch(() => {});
      throw error;
    }
    await sending;
    totals.sent += size;
    totals.received += size;
  }

  /** Holds that what came is what went. */
  check(): void {
    if (this.#answer.some((byte, index) => byte !== this.#question[index])) {
      throw this.#noEcho("other");
    }
  }

  #noEcho(why: "closed" | "other"): Failure {
    const { port } = this.#target;
    const place = formatAddress(this.#target);
    return new Failure(
      "closed-early",
      inEvery(TEXTS, (text) => text.load.noEcho[why](place, port)),
    );
  }
}

/**
 * Has each member of a crew ask an echo server over a connection that it
 * keeps, wait for the answer, and ask again.
 *
 * The first answer on each connection is compared byte for byte, before
 * anything is measured.
 *
 * @param crew Who asks.
 * @param pace How long.
 * @param options What is asked.
 * @returns Whether it came to its end.
 */
export async function loadRoundTrips(
  crew: Crew,
  pace: Pace,
  options: EchoLoadOptions,
): Promise<boolean> {
  const talks = await crew.each(async (member) => {
    const caller = new EchoCaller(options);
    const stream = await member.connect();
    await member.handshake();
    await caller.roundTrip(stream, member);
    caller.check();
    return { caller, stream };
  });
  if (!talks) return false;
  pace.start(performance.now());
  const ends = await crew.each(async (member, index) => {
    const { caller, stream } = talks[index];
    let now = performance.now();
    while (pace.admits(now)) {
      const began = now;
      await caller.roundTrip(stream, member);
      now = performance.now();
      pace.ended(began, now);
    }
    member.hangUp();
  });
  return ends !== undefined;
}

/**
 * Has each member of a crew make a connection to an echo server, have one
 * answer, close, and do so again.
 *
 * @param crew Who connects.
 * @param pace How long.
 * @param options What is asked.
 * @returns Whether it came to its end.
 */
export async function loadConnections(
  crew: Crew,
  pace: Pace,
  options: EchoLoadOptions,
): Promise<boolean> {
  pace.start(performance.now());
  const ends = await crew.each(async (member) => {
    const caller = new EchoCaller(options);
    let now = performance.now();
    while (pace.admits(now)) {
      const began = now;
      const stream = await member.connect();
      await member.handshake();
      await caller.roundTrip(stream, member);
      now = performance.now();
      pace.ended(began, now);
      member.hangUp();
    }
  });
  return ends !== undefined;
}
