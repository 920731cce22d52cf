import { AfPacketSource } from "../capture/af_packet.ts";
import type {
  CaptureOptions,
  PacketSource,
  RawPacket,
} from "../capture/source.ts";
import { TcpdumpSource } from "../capture/tcpdump.ts";
import { CaptureReader } from "../pcap/capture_reader.ts";
import type { Frame } from "../pcap/frame.ts";
import { CaptureFile, type CaptureFileOptions } from "./capture_file.ts";
import { Queue } from "./queue.ts";

/** What to record, and where to. */
export interface RecordingOptions extends CaptureOptions, CaptureFileOptions {
  /** How the packets are got; by a packet socket by default. */
  method?: PacketSource["method"];
  /** File to write, by its path or opened before; none by default. */
  file?: string | CaptureFile;
  /** Whether {@linkcode Recording.frames} yields the packets; not by default. */
  live?: boolean;
  /** Packets after which the recording ends by itself. */
  count?: number;
}

/** What was recorded. */
export interface RecordingSummary {
  /** Packets. */
  readonly packets: number;
  /** Packets that were lost because this computer was too slow. */
  readonly dropped: number;
  /** Bytes of the packets. */
  readonly bytes: number;
}

/**
 * Starts to record packets.
 *
 * @param options What to record, and where to.
 * @returns A recording that runs: a packet sent from now on is recorded.
 * @throws {Failure} If it may not, or cannot write the file.
 */
export async function startRecording(
  options: RecordingOptions = {},
): Promise<Recording> {
  await using stack = new AsyncDisposableStack();
  const file = typeof options.file === "string"
    ? CaptureFile.open(options.file, options)
    : options.file;
  if (file) stack.use(file);
  const source = stack.use<PacketSource>(
    options.method === "tcpdump"
      ? await TcpdumpSource.open(options, new CaptureReader())
      : AfPacketSource.open(options),
  );
  await file?.begin(source, options.ports ?? []);
  stack.move();
  return new Recording(source, file, options);
}

/** Packets that are being recorded. Make one with {@linkcode startRecording}. */
export class Recording implements AsyncDisposable {
  readonly #source: PacketSource;
  readonly #file: CaptureFile | undefined;
  readonly #count: number;
  readonly #queue: Queue<Frame> | undefined;
  readonly #ended: Promise<void>;
  readonly #closed: Promise<void>;
  #packets = 0;
  #bytes = 0;

  /**
   * @param source Where the packets come from; it is closed at the end.
   * @param file Where they go, begun; it is finished and closed at the end.
   * @param options Whether they are yielded, and when to end.
   */
  constructor(
    source: PacketSource,
    file: CaptureFile | undefined,
    options: Pick<RecordingOptions, "live" | "count"> = {},
  ) {
    this.#source = source;
    this.#file = file;
    this.#count = options.count ?? Number.POSITIVE_INFINITY;
    this.#queue = options.live ? new Queue() : undefined;
    this.#ended = this.#run();
    // Closing takes the kernel a while: the packets are there before.
    this.#closed = this.#ended.catch(() => {})
      .then(() => source[Symbol.asyncDispose]());
  }

  /** How the packets are got. */
  get method(): PacketSource["method"] {
    return this.#source.method;
  }

  /** Interface that is recorded. */
  get interface(): string {
    return this.#source.interface;
  }

  /** What the first byte of each packet belongs to, as capture files number it. */
  get linkType(): number {
    return this.#source.linkType;
  }

  /** Counts so far; they stay when the recording has ended. */
  get summary(): RecordingSummary {
    return {
      packets: this.#packets,
      dropped: this.#source.statistics().dropped,
      bytes: this.#bytes,
    };
  }

  /**
   * Settles when the recording has ended and its file is complete.
   *
   * @throws {Failure} If the interface vanished or the disk is full.
   */
  get ended(): Promise<void> {
    return this.#ended;
  }

  /**
   * Yields each packet as it comes in, until the recording ends.
   *
   * @throws {TypeError} If the recording was not started with `live`.
   */
  frames(): AsyncIterable<Frame> {
    if (!this.#queue) {
      throw new TypeError(
        "Cannot yield frames: the recording was not started with live.",
      );
    }
    return this.#queue;
  }

  /**
   * Ends the recording; what was on the wire before is in it.
   *
   * @throws {Failure} As {@linkcode ended} does.
   */
  async stop(): Promise<RecordingSummary> {
    await this.#source.stop();
    await this.#ended;
    return this.summary;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#source.stop();
    await this.#closed;
  }

  async #run(): Promise<void> {
    await using stack = new AsyncDisposableStack();
    stack.defer(() => this.#queue?.close());
    if (this.#file) stack.use(this.#file);
    try {
      await this.#record();
    } finally {
      await unlessClosed(() => this.#file?.finish(this.#source.statistics()));
    }
  }

  async #record(): Promise<void> {
    for await (const batch of this.#source.batches()) {
      const left = this.#count - this.#packets;
      const packets = batch.length > left ? batch.slice(0, left) : batch;
      const open = await unlessClosed(() => this.#file?.write(packets));
      if (!open) return;
      this.#packets += packets.length;
      for (const packet of packets) this.#bytes += packet.bytes.length;
      if (this.#queue) this.#yield(this.#queue, packets);
      if (this.#packets >= this.#count) return;
    }
  }

  #yield(queue: Queue<Frame>, packets: readonly RawPacket[]): void {
    let number = this.#packets - packets.length;
    for (const packet of packets) {
      queue.push({
        number: ++number,
        seconds: packet.seconds,
        nanoseconds: packet.nanoseconds,
        linkType: this.linkType,
        bytes: packet.bytes.slice(),
        originalLength: packet.originalLength,
      });
    }
  }
}

/** Does something, and says whether the pipe that it writes to was still open. */
async function unlessClosed(
  action: () => Promise<void> | undefined,
): Promise<boolean> {
  try {
    await action();
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) return false;
    throw error;
  }
}
