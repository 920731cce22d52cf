import { Failure } from "../failure.ts";

/** A line of a key log: a label, the client random, the secret. */
const SECRET_LINE = /^[A-Z0-9_]+ [0-9a-fA-F]{64} [0-9a-fA-F]+$/;

/**
 * Follows a key log (`SSLKEYLOGFILE`) that other programs write to.
 *
 * Only what is added from now on is read: older secrets belong to
 * conversations that a capture beginning now does not hold, and embedding them
 * would give them away.
 */
export class KeyLogTail {
  readonly #path: string;
  #position: number;

  /**
   * @param path The key log; it need not exist yet.
   * @throws {Failure} `bad-file`, if it exists and cannot be read.
   */
  constructor(path: string) {
    this.#path = path;
    try {
      using file = Deno.openSync(path);
      const info = file.statSync();
      if (info.isDirectory) throw new Deno.errors.IsADirectory("a folder");
      this.#position = info.size;
    } catch (error) {
      if (!(error instanceof Deno.errors.NotFound)) {
        throw new Failure(
          "bad-file",
          `Cannot read the key log ${path}: ${reasonOf(error)}.`,
          { cause: error, hint: "Name the file that SSLKEYLOGFILE names." },
        );
      }
      this.#position = 0;
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
    using file = Deno.openSync(this.#path);
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

function reasonOf(error: unknown): string {
  if (error instanceof Deno.errors.IsADirectory) return "it is a folder";
  if (error instanceof Deno.errors.PermissionDenied) {
    return "it is not readable";
  }
  return error instanceof Error ? error.message : String(error);
}
