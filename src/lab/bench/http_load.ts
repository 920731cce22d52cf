import { type Stream, writeAll } from "../../endpoints/stream.ts";
import { Failure, inEvery } from "../../failure.ts";
import { TEXTS } from "../failure_text.ts";
import { AnswerCounter, AnswerError } from "./answer_counter.ts";
import type { Crew, Member } from "./crew.ts";
import type { Pace } from "./pace.ts";

const BUFFER_BYTES = 65_536;
const TLS_ALERT = 0x15;

/** What the answers of a web server were. */
export interface Answers {
  /** How many came with each status, of those that count. */
  readonly statuses: Map<number, number>;
  /** Bytes of the first one, head and content. */
  answerBytes: number;
  /** Whether all of them left the connection open. */
  keptAlive: boolean;
}

/** Asks a web server over connections that it keeps as long as the server does. */
class WebCaller {
  readonly #request: Uint8Array;
  readonly #answers: Answers;
  readonly #buffer = new Uint8Array(BUFFER_BYTES);
  readonly #counter = new AnswerCounter();
  #stream: Stream | undefined;

  constructor(request: Uint8Array, answers: Answers) {
    this.#request = request;
    this.#answers = answers;
  }

  /** Makes a connection, where the one before is at its end. */
  async connect(member: Member): Promise<void> {
    if (this.#stream) return;
    this.#stream = await member.connect();
    await member.handshake();
  }

  /** Asks, and meanwhile reads the answer to its end. */
  async ask(member: Member): Promise<void> {
    const stream = this.#stream;
    if (!stream) return;
    const { totals } = member;
    const sending = writeAll(stream, this.#request);
    let received = 0;
    try {
      received = await this.#hear(stream, member);
    } catch (error) {
      sending.catch(() => {});
      throw error;
    }
    await sending;
    totals.sent += this.#request.length;
    totals.received += received;
    this.#answers.answerBytes ||= received;
    if (this.#counter.keepsAlive) return;
    this.#answers.keptAlive = false;
    this.#stream = undefined;
  }

  /** Counts the answer that came last. */
  count(): void {
    const { statuses } = this.#answers;
    const { status } = this.#counter;
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }

  /** Reads an answer; gives its length in bytes. */
  async #hear(stream: Stream, member: Member): Promise<number> {
    let received = 0;
    for (;;) {
      const length = await stream.read(this.#buffer);
      if (length === null) {
        this.#end();
        return received;
      }
      received += length;
      member.heard();
      if (this.#push(this.#buffer.subarray(0, length))) return received;
    }
  }

  #push(bytes: Uint8Array): boolean {
    try {
      return this.#counter.push(bytes);
    } catch (error) {
      throw failureOfAnswer(error);
    }
  }

  #end(): void {
    try {
      this.#counter.end();
    } catch (error) {
      throw failureOfAnswer(error);
    }
  }
}

/**
 * Has each member of a crew ask a web server, read the answer, and ask again,
 * over one connection as long as the server keeps it open.
 *
 * What is noted is from the request's first byte written to the answer's last
 * byte read; a new connection, where one is needed, is not part of that.
 *
 * @param crew Who asks.
 * @param pace How long.
 * @param request The request, as it goes over the wire.
 * @returns What the answers were; nothing where it was stopped.
 */
export async function loadRequests(
  crew: Crew,
  pace: Pace,
  request: Uint8Array,
): Promise<Answers | undefined> {
  const answers: Answers = {
    statuses: new Map(),
    answerBytes: 0,
    keptAlive: true,
  };
  const callers = await crew.each(async (member) => {
    const caller = new WebCaller(request, answers);
    await caller.connect(member);
    return caller;
  });
  if (!callers) return undefined;
  pace.start(performance.now());
  const ends = await crew.each(async (member, index) => {
    const caller = callers[index];
    let now = performance.now();
    while (pace.admits(now)) {
      await caller.connect(member);
      const began = now;
      const asked = performance.now();
      await caller.ask(member);
      now = performance.now();
      if (pace.ended(began, now, now - asked)) caller.count();
    }
    member.hangUp();
  });
  return ends && answers;
}

function failureOfAnswer(error: unknown): unknown {
  if (!(error instanceof AnswerError)) return error;
  const { fault, start } = error;
  return new Failure(
    "closed-early",
    inEvery(
      TEXTS,
      ({ load, noHttp }) =>
        fault === "cut-off"
          ? load.cutOff
          : fault === "not-http" && start[0] === TLS_ALERT
          ? noHttp(undefined)
          : noHttp(load.faults[fault]),
    ),
    { cause: error },
  );
}
