import project from "../../deno.json" with { type: "json" };
import {
  type CaptureStatistics,
  filterExpression,
  type PacketSource,
  type RawPacket,
} from "../capture/source.ts";
import { writeAll } from "../endpoints/stream.ts";
import { Failure, inEvery } from "../failure.ts";
import { PacketBatch } from "../pcap/packet_batch.ts";
import { PcapngWriter } from "../pcap/pcapng_writer.ts";
import { TEXTS } from "./failure_text.ts";
import { KeyLogTail } from "./key_log.ts";

/** How a {@linkcode CaptureFile} is made. */
export interface CaptureFileOptions {
  /** Whether a file that exists is overwritten; not by default. */
  force?: boolean;
  /** Key log whose secrets go into the file, so that it opens decrypted. */
  keyLog?: string;
}

/** Name that stands for standard output. */
export const STANDARD_OUTPUT = "-";

/**
 * How long packets wait for their secrets where the file cannot be rewritten:
 * a program logs them a moment after it has sent the first packets.
 */
const SECRETS_MILLIS = 100;

/** Names of operating systems as they write them themselves. */
const SYSTEM_NAMES: Readonly<Record<string, string>> = {
  linux: "Linux",
  darwin: "macOS",
  windows: "Windows",
};

const COPY_BYTES = 0x10_0000;

/**
 * A pcapng file that is written while packets come in.
 *
 * It is complete and readable after each batch. Secrets have to stand before
 * the packets that they open and are known only after them, so a file that
 * gets some is rewritten at its end; into a pipe they go as early as possible,
 * and the packets wait for them.
 */
export class CaptureFile implements Disposable {
  /** Its path, or `-` for standard output. */
  readonly path: string;
  readonly #output: typeof Deno.stdout | Deno.FsFile;
  readonly #file: Deno.FsFile | undefined;
  /** Where the file itself is, which its path may be a link to. */
  readonly #target: string;
  readonly #isNew: boolean;
  readonly #keyLog: KeyLogTail | undefined;
  readonly #writer = new PcapngWriter();
  readonly #batch = new PacketBatch();
  #section: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #interface: Uint8Array<ArrayBuffer> = new Uint8Array(0);
  #length = 0;
  #closed = false;

  private constructor(path: string, opened: Opened, keyLog?: KeyLogTail) {
    this.path = path;
    this.#output = opened.file ?? Deno.stdout;
    this.#file = opened.isRegular ? opened.file : undefined;
    this.#target = opened.target ?? path;
    this.#isNew = opened.isNew;
    this.#keyLog = keyLog;
  }

  /**
   * Opens a file for a capture. Nothing is written before {@linkcode begin};
   * a file that is overwritten keeps its content until then.
   *
   * @param path Where to; `-` is standard output.
   * @param options How.
   * @throws {Failure} `bad-file`, if it exists or cannot be written.
   */
  static open(path: string, options: CaptureFileOptions = {}): CaptureFile {
    const keyLog = options.keyLog === undefined
      ? undefined
      : new KeyLogTail(options.keyLog);
    return new CaptureFile(path, openOutput(path, options.force), keyLog);
  }

  /** Bytes written so far. */
  get length(): number {
    return this.#length;
  }

  /**
   * Writes what stands before the packets.
   *
   * @param source Where they come from.
   * @param ports Ports that they are filtered by.
   */
  async begin(source: PacketSource, ports: readonly number[]): Promise<void> {
    const os = SYSTEM_NAMES[Deno.build.os] ?? Deno.build.os;
    this.#section = this.#writer.header({
      application: `wirelab ${project.version}`,
      hardware: Deno.build.arch,
      os,
    });
    this.#interface = this.#writer.interface({
      name: source.interface,
      linkType: source.linkType,
      filter: filterExpression(ports),
      os,
    });
    await this.#file?.truncate();
    await this.#write(this.#section);
    await this.#write(this.#interface);
  }

  /**
   * Writes packets.
   *
   * @throws {Deno.errors.BrokenPipe} If nobody reads the pipe any more.
   * @throws {Failure} `bad-file`, if the disk is full; the file then ends with
   * the last batch that had room.
   */
  async write(packets: readonly RawPacket[]): Promise<void> {
    if (this.#keyLog && !this.#file) {
      await new Promise((resolve) => setTimeout(resolve, SECRETS_MILLIS));
      await this.#writeSecrets(this.#keyLog.read());
    }
    await this.#write(this.#batch.encode(packets));
  }

  /**
   * Writes the counts, and puts the secrets where they belong.
   *
   * @param statistics What the capture counted.
   */
  async finish(statistics: CaptureStatistics): Promise<void> {
    const now = Date.now();
    await this.#write(this.#writer.statistics({
      seconds: Math.floor(now / 1000),
      nanoseconds: now % 1000 * 1_000_000,
      ...statistics,
    }));
    const secrets = this.#keyLog?.read() ?? "";
    if (secrets === "") return;
    if (this.#file) await this.#rewrite(this.#file, secrets);
    else await this.#writeSecrets(secrets);
  }

  /** Closes the file; one that was made for nothing goes away again. */
  [Symbol.dispose](): void {
    if (this.#closed) return;
    this.#closed = true;
    if (this.#output !== Deno.stdout) this.#output.close();
    if (this.#isNew && this.#length === 0) Deno.removeSync(this.path);
  }

  async #writeSecrets(secrets: string): Promise<void> {
    if (secrets !== "") await this.#write(this.#writer.secrets(secrets));
  }

  async #write(bytes: Uint8Array): Promise<void> {
    try {
      // A file takes the bytes at once, and 1.4 times as fast without a hand-over
      // to another thread; a pipe may make us wait, and signals must get through.
      if (this.#file) writeAllSync(this.#file, bytes);
      else await writeAll(this.#output, bytes);
      this.#length += bytes.length;
    } catch (error) {
      if (error instanceof Deno.errors.BrokenPipe) throw error;
      await this.#file?.truncate(this.#length);
      await this.#file?.seek(this.#length, Deno.SeekMode.Start);
      throw writeFailure(this.path, error);
    }
  }

  /** Writes the file anew beside itself, the secrets in front, and takes its place. */
  async #rewrite(file: Deno.FsFile, secrets: string): Promise<void> {
    // A name that nobody can foresee: what lies there, or links elsewhere, stays.
    const temporary = `${this.#target}.${crypto.randomUUID()}.part`;
    const start = this.#section.length + this.#interface.length;
    try {
      using copy = await Deno.open(temporary, {
        write: true,
        createNew: true,
        mode: 0o600,
      });
      await writeAll(copy, this.#section);
      await writeAll(copy, this.#writer.secrets(secrets));
      await writeAll(copy, this.#interface);
      await file.seek(start, Deno.SeekMode.Start);
      const chunk = new Uint8Array(COPY_BYTES);
      for (;;) {
        const length = await file.read(chunk);
        if (length === null) break;
        await writeAll(copy, chunk.subarray(0, length));
      }
      await Deno.rename(temporary, this.#target);
    } catch (error) {
      await Deno.remove(temporary).catch(() => {});
      throw writeFailure(this.path, error);
    }
  }
}

interface Opened {
  /** The file; `undefined` for standard output. */
  readonly file?: Deno.FsFile;
  /** Where it is, if its path may be a link to it. */
  readonly target?: string;
  /** Whether it was made just now. */
  readonly isNew: boolean;
  /** Whether it can be rewritten: it is no pipe and no device. */
  readonly isRegular: boolean;
}

function openOutput(path: string, force = false): Opened {
  if (path === STANDARD_OUTPUT) return { isNew: false, isRegular: false };
  try {
    const file = Deno.openSync(path, {
      read: true,
      write: true,
      createNew: true,
    });
    return { file, isNew: true, isRegular: true };
  } catch (error) {
    if (!(error instanceof Deno.errors.AlreadyExists)) {
      throw writeFailure(path, error);
    }
  }
  try {
    const { isFile } = Deno.statSync(path);
    if (isFile && !force) throw existsFailure(path);
    const file = Deno.openSync(path, { read: isFile, write: true });
    const target = isFile ? Deno.realPathSync(path) : path;
    return { file, target, isNew: false, isRegular: isFile };
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw writeFailure(path, error);
  }
}

/** Tells that a file is there, and that nobody said to overwrite it. */
export function existsFailure(path: string): Failure {
  return new Failure("bad-file", inEvery(TEXTS, (text) => text.exists(path)));
}

/** Tells why a file, or standard output, cannot be written. */
export function writeFailure(path: string, error: unknown): Failure {
  const reason = error instanceof Error ? error.message : String(error);
  const accounts = inEvery(TEXTS, ({ unwritable, toStandardOutput }) => {
    const place = path === STANDARD_OUTPUT ? toStandardOutput : path;
    if (error instanceof Deno.errors.NotFound) {
      return unwritable.noFolder(place);
    }
    if (error instanceof Deno.errors.PermissionDenied) {
      return unwritable.notPermitted(place);
    }
    if (error instanceof Deno.errors.IsADirectory) {
      return unwritable.isFolder(place);
    }
    if (error instanceof Deno.errors.NotCapable) {
      return unwritable.withheld(place);
    }
    return unwritable.other(place, reason);
  });
  return new Failure("bad-file", accounts, { cause: error });
}

/** Writes all bytes, however many writes that takes. */
export function writeAllSync(file: Deno.FsFile, bytes: Uint8Array): void {
  let written = 0;
  while (written < bytes.length) {
    written += file.writeSync(bytes.subarray(written));
  }
}
