import { Failure, inEvery } from "../failure.ts";
import type { Frame } from "../pcap/mod.ts";
import { type FailureText, TEXTS } from "./failure_text.ts";

/** A line of a key log: a label, the client random, the secret. */
const SECRET_LINE = /^[A-Z0-9_]+ [0-9a-fA-F]{64} [0-9a-fA-F]+$/;

/** How long a packet waits for its secrets, in milliseconds: a program logs them a moment after it has sent it. */
const SECRETS_MILLIS = 100;

/** How a {@linkcode KeyLogTail} begins. */
export interface KeyLogTailOptions {
  /** Whether it reads what is there already; not by default. */
  fromStart?: boolean;
}

/**
 * Follows a key log (`SSLKEYLOGFILE`) that other programs write to.
 *
 * By default only what is added from now on is read: older secrets belong to
 * conversations that a capture beginning now does not hold, and embedding them
 * would give them away.
 */
export class KeyLogTail {
  /** Its path. */
  readonly path: string;
  #position: number;
  /** Whether it was there at the beginning. */
  readonly exists: boolean;

  /**
   * @param path The key log; it need not exist yet.
   * @param options How it begins.
   * @throws {Failure} `bad-file`, if it exists and cannot be read.
   */
  constructor(path: string, options: KeyLogTailOptions = {}) {
    this.path = path;
    try {
      using file = Deno.openSync(path);
      const info = file.statSync();
      if (info.isDirectory) throw new Deno.errors.IsADirectory("a folder");
      this.#position = options.fromStart ? 0 : info.size;
      this.exists = true;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) {
        throw new Failure(
          "bad-file",
          inEvery(
            TEXTS,
            (text) => text.cannotFollow(path, reasonOf(error, text)),
          ),
          { cause: error },
        );
      }
      this.#position = 0;
      this.exists = false;
    }
  }

  /**
   * Reads the secrets that were added since the last call.
   *
   * A line that is not complete yet is left for the next call.
   *
   * @returns Complete lines; the empty text where there are none.
   */
  read(): string {
    let bytes: Uint8Array;
    try {
      bytes = this.#readOn();
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return "";
      throw error;
    }
    const end = bytes.lastIndexOf(0x0a) + 1;
    this.#position += end;
    return new TextDecoder().decode(bytes.subarray(0, end)).split(/\r?\n/)
      .filter((line) => SECRET_LINE.test(line))
      .map((line) => `${line}\n`).join("");
  }

  #readOn(): Uint8Array {
    using file = Deno.openSync(this.path);
    const { size } = file.statSync();
    // A log that shrank was started afresh.
    if (size < this.#position) this.#position = 0;
    const bytes = new Uint8Array(size - this.#position);
    file.seekSync(this.#position, Deno.SeekMode.Start);
    let length = 0;
    while (length < bytes.length) {
      const read = file.readSync(bytes.subarray(length));
      if (read === null) break;
      length += read;
    }
    return bytes.subarray(0, length);
  }
}

/**
 * Waits until a packet was captured long enough ago for its secrets to be logged.
 *
 * @param frame The packet.
 * @returns Whether it is that young that more secrets may have come since the last one.
 */
export async function untilLogged(frame: Frame): Promise<boolean> {
  const age = Date.now() - frame.seconds * 1000 - frame.nanoseconds / 1e6;
  const wait = SECRETS_MILLIS - age;
  // A clock that was set back must not keep a packet back.
  if (wait > 0 && wait <= SECRETS_MILLIS) {
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return age < 10 * SECRETS_MILLIS;
}

function reasonOf(error: unknown, { reasons }: FailureText): string {
  if (error instanceof Deno.errors.IsADirectory) return reasons.isFolder;
  if (error instanceof Deno.errors.PermissionDenied) {
    return reasons.unreadable;
  }
  return error instanceof Error ? error.message : String(error);
}
