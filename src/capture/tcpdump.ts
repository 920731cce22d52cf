import { concat } from "../bytes/concat.ts";
import { Failure, inEvery } from "../failure.ts";
import { TEXTS } from "./failure_text.ts";
import {
  type CaptureOptions,
  type CaptureStatistics,
  DEFAULT_SNAP_LENGTH,
  filterExpression,
  LOOPBACK,
  type PacketSource,
  type RawPacket,
} from "./source.ts";

/** Takes the bytes of a capture file and gives its packets, as they become complete. */
export interface PacketReader {
  /** Takes the next bytes. */
  push(chunk: Uint8Array): void;
  /** Gives the next packet, or `undefined` where more bytes are needed. */
  next(): RawPacket | undefined;
}

/** Link type in the header of a pcap file, and the bytes that it takes to know it. */
const LINK_TYPE_OFFSET = 20;
const FILE_HEADER_BYTES = 24;

/** Room for packets that tcpdump has not taken yet, in KiB. */
const BUFFER_KIBIBYTES = 65_536;

/** What was on the wire a moment ago has reached this process when tcpdump is silent for so long. */
const SILENCE_MILLIS = 50;

/** Packets that tcpdump captures and writes to its standard output. */
export class TcpdumpSource implements PacketSource {
  readonly method = "tcpdump";
  readonly interface: string;
  readonly linkType: number;
  readonly #process: Deno.ChildProcess;
  readonly #chunks: AsyncIterator<Uint8Array>;
  readonly #reader: PacketReader;
  readonly #lines: StderrLines;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #stopping = false;
  #received = 0;

  private constructor(parts: {
    name: string;
    linkType: number;
    process: Deno.ChildProcess;
    chunks: AsyncIterator<Uint8Array>;
    reader: PacketReader;
    lines: StderrLines;
  }) {
    this.interface = parts.name;
    this.linkType = parts.linkType;
    this.#process = parts.process;
    this.#chunks = parts.chunks;
    this.#reader = parts.reader;
    this.#lines = parts.lines;
  }

  /**
   * Starts tcpdump, and waits until it listens.
   *
   * @param options What to capture.
   * @param reader Reads what tcpdump writes.
   * @throws {Failure} `unavailable` if there is no tcpdump, `permission` if it
   * may not capture.
   */
  static async open(
    options: CaptureOptions,
    reader: PacketReader,
  ): Promise<TcpdumpSource> {
    const name = options.interface ?? LOOPBACK;
    const process = spawn(argumentsOf(name, options));
    const lines = new StderrLines(process.stderr);
    const chunks = process.stdout[Symbol.asyncIterator]();
    if (!await lines.find(/listening on/)) {
      await process.status;
      throw refusal(name, lines.all);
    }
    const header = await readHeader(chunks);
    if (!header) {
      await process.status;
      throw refusal(name, lines.all);
    }
    reader.push(header);
    return new TcpdumpSource({
      name,
      linkType: linkTypeOf(header),
      process,
      chunks,
      reader,
      lines,
    });
  }

  async *batches(): AsyncGenerator<readonly RawPacket[], void, void> {
    for (;;) {
      const packets: RawPacket[] = [];
      for (
        let packet = this.#reader.next();
        packet;
        packet = this.#reader.next()
      ) packets.push(packet);
      this.#received += packets.length;
      if (packets.length > 0) yield packets;
      const { done, value } = await this.#chunks.next();
      if (done) {
        // Its counts are the last that it says.
        await this.#lines.ended;
        const { success } = await this.#process.status;
        if (success || this.#stopping) return;
        const said = this.#lines.all.trim().split("\n").at(-1) ?? "";
        throw new Failure(
          "unavailable",
          inEvery(TEXTS, (text) => text.tcpdumpEnded(this.interface, said)),
        );
      }
      if (this.#stopping) this.#interruptInSilence();
      this.#reader.push(value);
    }
  }

  stop(): Promise<void> {
    if (!this.#stopping) {
      this.#stopping = true;
      this.#interruptInSilence();
    }
    return Promise.resolve();
  }

  statistics(): CaptureStatistics {
    const count = (what: string) => {
      const pattern = new RegExp(`^(\\d+) packets? ${what}`, "m");
      return Number(this.#lines.all.match(pattern)?.[1] ?? 0);
    };
    const dropped = count("dropped by kernel");
    return { received: this.#received + dropped, dropped };
  }

  /** Ends tcpdump and waits for its end. */
  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#silence);
    this.#kill("SIGTERM");
    // Whatever is left is thrown away, so that tcpdump can end.
    while (!(await this.#chunks.next()).done);
    await this.#process.status;
    await this.#lines.ended;
  }

  #interruptInSilence(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#kill("SIGINT"), SILENCE_MILLIS);
  }

  #kill(signal: Deno.Signal): void {
    try {
      this.#process.kill(signal);
    } catch (error) {
      if (
        !(error instanceof TypeError || error instanceof Deno.errors.NotFound)
      ) {
        throw error;
      }
    }
  }
}

/** The lines that a program writes to its standard error, kept as they come. */
class StderrLines {
  all = "";
  readonly ended: Promise<void>;
  #arrived = Promise.withResolvers<void>();
  #done = false;

  constructor(stream: ReadableStream<Uint8Array>) {
    this.ended = this.#read(stream);
  }

  /** Waits until the text matches, or ends without. */
  async find(pattern: RegExp): Promise<boolean> {
    while (!pattern.test(this.all)) {
      if (this.#done) return false;
      await this.#arrived.promise;
    }
    return true;
  }

  async #read(stream: ReadableStream<Uint8Array>): Promise<void> {
    for await (const text of stream.pipeThrough(new TextDecoderStream())) {
      this.all += text;
      this.#arrived.resolve();
      this.#arrived = Promise.withResolvers();
    }
    this.#done = true;
    this.#arrived.resolve();
  }
}

function argumentsOf(name: string, options: CaptureOptions): string[] {
  const filter = filterExpression(options.ports ?? []);
  return [
    "-i",
    name,
    "-w",
    "-",
    "-U",
    "--immediate-mode",
    "-s",
    String(options.snapLength ?? DEFAULT_SNAP_LENGTH),
    "-B",
    String(BUFFER_KIBIBYTES),
    ...(Deno.build.os === "linux" ? ["--time-stamp-precision=nano"] : []),
    ...(filter === undefined ? [] : [filter]),
  ];
}

function spawn(args: string[]): Deno.ChildProcess {
  try {
    return new Deno.Command("tcpdump", {
      args,
      env: { LC_ALL: "C" },
      stdin: "null",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) {
      throw new Failure(
        "unavailable",
        inEvery(TEXTS, (text) => text.noTcpdump),
        { cause: error },
      );
    }
    throw error;
  }
}

function refusal(name: string, stderr: string): Failure {
  const text = stderr.trim().replaceAll(/^tcpdump: /gm, "").replaceAll(
    /\s*\n\s*/g,
    " ",
  );
  return new Failure(
    "permission",
    inEvery(TEXTS, (words) => words.tcpdumpRefused(name, text)),
  );
}

/** Reads until the header of the file is complete. */
async function readHeader(
  chunks: AsyncIterator<Uint8Array>,
): Promise<Uint8Array | undefined> {
  let bytes = new Uint8Array(0);
  while (bytes.length < FILE_HEADER_BYTES) {
    const { done, value } = await chunks.next();
    if (done) return undefined;
    bytes = concat([bytes, value]);
  }
  return bytes;
}

/** tcpdump writes numbers in the byte order of its host, which is this one. */
function linkTypeOf(header: Uint8Array): number {
  const view = new DataView(header.buffer, header.byteOffset);
  return view.getUint32(LINK_TYPE_OFFSET, true) & 0x0fff_ffff;
}
