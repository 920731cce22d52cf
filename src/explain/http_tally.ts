import type { HttpEvent } from "../http/mod.ts";

/** What was asked and answered over HTTP. */
export interface HttpVerdict {
  /** Version of the first message. */
  readonly version: string;
  /** Requests of the client. */
  readonly requests: number;
  /** Requests that the server promised answers to unasked (server push). */
  readonly promises: number;
  /** The first request. */
  readonly first:
    | { readonly method: string; readonly target: string }
    | undefined;
  /** Final answers by their status, in the order in which each first came. */
  readonly answers: readonly HttpAnswers[];
}

/** Answers of one status. */
export interface HttpAnswers {
  /** The status. */
  readonly status: number;
  /** The words that came with it; HTTP/2 has none. */
  readonly reason: string;
  /** How many there were. */
  readonly count: number;
}

/** Counts requests and answers, as they come. */
export class HttpTally {
  #version: string | undefined;
  #requests = 0;
  #promises = 0;
  #first: HttpVerdict["first"];
  readonly #answers = new Map<number, HttpAnswers>();

  /** What was counted; `undefined` before the first message. */
  get verdict(): HttpVerdict | undefined {
    return this.#version === undefined ? undefined : {
      version: this.#version,
      requests: this.#requests,
      promises: this.#promises,
      first: this.#first,
      answers: [...this.#answers.values()],
    };
  }

  /** Takes the next event. */
  add(event: HttpEvent): void {
    if (event.kind === "request" && event.direction === 1) {
      this.#promises++;
    } else if (event.kind === "request") {
      const { version, method, target } = event.request;
      this.#version ??= version;
      this.#first ??= { method, target };
      this.#requests++;
    } else if (event.kind === "response" && !event.interim) {
      const { version, status, reason } = event.response;
      this.#version ??= version;
      const count = (this.#answers.get(status)?.count ?? 0) + 1;
      this.#answers.set(status, { status, reason, count });
    }
  }
}
