import { fromHex, toHex } from "../bytes/mod.ts";

/** Lines longer than this are no key log lines. */
const MAX_LINE = 4096;

/** Line: label, client random (RSA: the start of the encrypted secret), secret. */
const LINE = /^([A-Z][A-Z0-9_]*) ([0-9a-fA-F]{16,128}) ([0-9a-fA-F]{2,})$/;

/**
 * Secrets of TLS sessions, in the format that `SSLKEYLOGFILE` has.
 *
 * It may grow while a capture is read: secrets are looked up when they are
 * needed, by the client's random value.
 *
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { KeyLog } from "./key_log.ts";
 *
 * const log = new KeyLog();
 * const random = "11".repeat(32);
 * log.add(`# a comment\nCLIENT_RANDOM ${random} ${"22".repeat(48)}\n`);
 * assertEquals(log.size, 1);
 * assertEquals(log.get("CLIENT_RANDOM", random)?.length, 48);
 * ```
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc9850 RFC 9850}
 */
export class KeyLog {
  readonly #secrets = new Map<string, string>();
  readonly #randoms = new Set<string>();
  #unfinished = "";
  #unread = 0;
  #premaster = false;

  /** Secrets that it holds. */
  get size(): number {
    return this.#secrets.size;
  }

  /** Lines that are neither comments nor secrets. */
  get unreadLines(): number {
    return this.#unread;
  }

  /**
   * Adds lines; a last line without its end is read again when more comes.
   *
   * @param text Any part of a key log, in order.
   */
  add(text: string): void {
    const lines = (this.#unfinished + text).split(/\r\n|\n|\r/);
    const last = lines.pop() ?? "";
    for (const line of lines) {
      if (!this.#read(line)) this.#unread++;
    }
    // A file may end without a newline, so the last line counts already.
    this.#read(last);
    this.#unfinished = last.length <= MAX_LINE ? last : "";
  }

  /**
   * Looks a secret up.
   *
   * @param label Label of the line, for example `CLIENT_RANDOM`.
   * @param random The client's random value in lower-case hexadecimal; for the label `RSA` the first 8 bytes of the encrypted premaster secret.
   * @returns A fresh copy.
   */
  get(label: string, random: string): Uint8Array | undefined {
    const secret = this.#secrets.get(`${label} ${random}`);
    return secret === undefined ? undefined : fromHex(secret);
  }

  /**
   * Whether any secret is there for a client.
   *
   * @param random The client's random value in lower-case hexadecimal.
   */
  has(random: string): boolean {
    return this.#randoms.has(random);
  }

  /** Whether secrets are there that are found by the encrypted premaster secret, or are premaster secrets. */
  get hasPremasterSecrets(): boolean {
    return this.#premaster;
  }

  #read(line: string): boolean {
    const text = line.trim();
    if (text === "" || text.startsWith("#")) return true;
    if (text.length > MAX_LINE) return false;
    const match = LINE.exec(text);
    if (!match || match[3].length % 2 !== 0) return false;
    const [, label, random, secret] = match;
    const key = random.toLowerCase();
    this.#secrets.set(`${label} ${key}`, secret);
    this.#randoms.add(key);
    if (label === "RSA" || label === "PMS_CLIENT_RANDOM") {
      this.#premaster = true;
    }
    return true;
  }
}

/**
 * Writes a client's random value as {@linkcode KeyLog} looks it up.
 *
 * @param random The random value, 32 bytes.
 */
export function keyLogRandom(random: Uint8Array): string {
  return toHex(random);
}
