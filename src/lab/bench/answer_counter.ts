import { latin1 } from "../../bytes/mod.ts";

/** Longest head of an answer, and longest line between chunks, in bytes. */
const LONGEST_HEAD = 65_536;
const LF = 0x0a;
const CR = 0x0d;
const NONE = new Uint8Array(0);

/** What is wrong with an answer. */
export type AnswerFault = "not-http" | "too-long" | "cut-off";

/** Thrown where an answer cannot be followed. */
export class AnswerError extends Error {
  /** Name of the class. */
  override readonly name = "AnswerError";
  /** What is wrong. */
  readonly fault: AnswerFault;
  /** The first bytes of the answer. */
  readonly start: Uint8Array;

  /**
   * Tells what is wrong.
   *
   * @param fault What is wrong.
   * @param start The first bytes of the answer.
   */
  constructor(fault: AnswerFault, start: Uint8Array) {
    super(`Cannot follow the answer: ${fault}`);
    this.fault = fault;
    this.start = start;
  }
}

/**
 * Finds where answers of HTTP/1.1 end, and keeps nothing of them.
 *
 * A decoder of all that is in them would be a load of its own; `src/http` has
 * that one. This one reads the status, and how the content ends: by its
 * length, its chunks, or the end of the connection.
 *
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3
 */
export class AnswerCounter {
  /** Status of the last answer. */
  status = 0;
  /** Whether the connection stays open after it. */
  keepsAlive = true;
  /** Bytes of a head, or of a line between chunks, that has not come whole. */
  #held: Uint8Array = NONE;
  #state: "head" | "content" | "chunk-line" | "chunk" | "trailers" | "to-end" =
    "head";
  #left = 0;

  /**
   * Takes bytes.
   *
   * @param bytes A view; it is not kept.
   * @returns Whether the answer is over; what follows its end is dropped.
   * @throws {AnswerError} If they are no answer.
   */
  push(bytes: Uint8Array): boolean {
    let rest = this.#held.length > 0 ? joined(this.#held, bytes) : bytes;
    this.#held = NONE;
    for (;;) {
      switch (this.#state) {
        case "to-end":
          return false;
        case "content":
        case "chunk": {
          const taken = Math.min(this.#left, rest.length);
          this.#left -= taken;
          rest = rest.subarray(taken);
          if (this.#left > 0) return false;
          if (this.#state === "content") return this.#over();
          this.#state = "chunk-line";
          break;
        }
        default: {
          const end = this.#state === "head"
            ? endOfHead(rest)
            : endOfLine(rest);
          if (end < 0) return this.#hold(rest);
          const text = latin1(rest.subarray(0, end));
          const isOver = this.#read(text, rest);
          rest = rest.subarray(end);
          if (isOver) return this.#over();
        }
      }
    }
  }

  /**
   * The server has ended the connection.
   *
   * @throws {AnswerError} `cut-off`, if the answer was to go on.
   */
  end(): void {
    if (this.#state !== "to-end") throw new AnswerError("cut-off", this.#held);
    this.#over();
  }

  /** Reads a head or a line; tells whether the answer ends with it. */
  #read(text: string, bytes: Uint8Array): boolean {
    switch (this.#state) {
      case "head":
        return this.#readHead(text, bytes);
      case "chunk-line":
        return this.#readChunkLine(text, bytes);
      default:
        return text.trim() === "";
    }
  }

  #readHead(text: string, bytes: Uint8Array): boolean {
    const [, version, status] = /^HTTP\/1\.(\d) (\d{3})/.exec(text) ?? [];
    if (version === undefined) throw new AnswerError("not-http", bytes.slice());
    this.status = Number(status);
    // What comes before the answer itself.
    if (this.status < 200) return false;
    const connection = /\nconnection:([^\n]*)/i.exec(text)?.[1].toLowerCase();
    this.keepsAlive = version === "0"
      ? connection?.includes("keep-alive") ?? false
      : !connection?.includes("close");
    if (this.status === 204 || this.status === 304) return true;
    if (/\ntransfer-encoding:[^\n]*chunked[ \t]*\r?\n/i.test(text)) {
      this.#state = "chunk-line";
      return false;
    }
    const length = /\ncontent-length:[ \t]*(\d{1,15})[ \t]*\r?\n/i.exec(text);
    if (!length) {
      this.#state = "to-end";
      this.keepsAlive = false;
      return false;
    }
    this.#left = Number(length[1]);
    this.#state = "content";
    return this.#left === 0;
  }

  /** Reads a chunk's length; a chunk is followed by an end of line. */
  #readChunkLine(text: string, bytes: Uint8Array): boolean {
    const line = text.trim();
    // The end of the line of the chunk before.
    if (line === "") return false;
    const [, length] = /^([\da-f]{1,8})[ \t]*(?:;|$)/i.exec(line) ?? [];
    if (length === undefined) throw new AnswerError("not-http", bytes.slice());
    this.#left = parseInt(length, 16);
    this.#state = this.#left === 0 ? "trailers" : "chunk";
    return false;
  }

  #hold(rest: Uint8Array): false {
    if (rest.length > LONGEST_HEAD) {
      throw new AnswerError("too-long", rest.slice(0, LONGEST_HEAD));
    }
    this.#held = rest.slice();
    const isNone = this.#state === "head" && rest.length > 4 &&
      !latin1(rest.subarray(0, 5)).startsWith("HTTP/");
    if (isNone) throw new AnswerError("not-http", this.#held);
    return false;
  }

  #over(): true {
    this.#state = "head";
    this.#left = 0;
    this.#held = NONE;
    return true;
  }
}

/** The place behind the empty line that ends a head; -1 where it has not come. */
function endOfHead(bytes: Uint8Array): number {
  for (
    let end = bytes.indexOf(LF);
    end >= 0;
    end = bytes.indexOf(LF, end + 1)
  ) {
    const next = bytes[end + 1];
    if (next === LF) return end + 2;
    if (next === CR && bytes[end + 2] === LF) return end + 3;
  }
  return -1;
}

/** The place behind a line; -1 where its end has not come. */
function endOfLine(bytes: Uint8Array): number {
  return bytes.indexOf(LF) + 1 || -1;
}

function joined(
  first: Uint8Array,
  second: Uint8Array,
): Uint8Array {
  const both = new Uint8Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
