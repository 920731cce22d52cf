import type { CapturePlan } from "../capture/probe.ts";
import { type Explained, Explainer, type Say } from "../explain/mod.ts";
import { PacketDecoder } from "../packet/mod.ts";
import type { Frame } from "../pcap/mod.ts";
import { type Flow, FlowTable } from "../stream/mod.ts";
import { type Recording, startRecording } from "./recording.ts";
import { ownSecrets } from "./secrets.ts";
import { requirePackets } from "./stage.ts";

/** How the packets of a demo are got, and where they are kept. */
export interface KeepOptions {
  /** How packets are got. */
  plan: CapturePlan;
  /** Key log that this process writes its secrets to. */
  keyLogPath?: string;
  /** File to keep the packets in. */
  save?: string;
  /** Whether that file is overwritten. */
  force: boolean;
}

/** What is watched, and where it is kept. */
export interface WireOptions extends KeepOptions {
  /** Ports of the servers. */
  ports: readonly number[];
}

/** How long to wait for a packet that has been sent. */
const LATE_MILLIS = 2000;

/** The packets of some ports, watched as they come and explained afterwards. */
export class Wire implements AsyncDisposable {
  readonly #recording: Recording;
  readonly #keyLogPath: string | undefined;
  readonly #frames: Frame[] = [];
  readonly #table = new FlowTable();
  readonly #done: Promise<void>;
  #changed = Promise.withResolvers<void>();

  private constructor(recording: Recording, keyLogPath: string | undefined) {
    this.#recording = recording;
    this.#keyLogPath = keyLogPath;
    this.#done = this.#follow();
  }

  /**
   * Begins to watch: a packet that is sent from now on is seen.
   *
   * @param options What is watched.
   * @throws {Failure} `unavailable`, where packets cannot be had.
   */
  static async open(options: WireOptions): Promise<Wire> {
    const { ports, plan, keyLogPath } = options;
    requirePackets(plan);
    return new Wire(await recordPorts(ports, options), keyLogPath);
  }

  /** Conversations so far, in the order of their first packet. */
  get flows(): readonly Flow[] {
    return this.#table.flows;
  }

  /**
   * Waits until the packets show something, but not for ever.
   *
   * @param shown Whether they do.
   * @returns Whether they did.
   */
  async until(shown: () => boolean): Promise<boolean> {
    const { promise: late, resolve } = Promise.withResolvers<void>();
    let over = false;
    const timer = setTimeout(() => {
      over = true;
      resolve();
    }, LATE_MILLIS);
    while (!shown() && !over) {
      await Promise.race([this.#changed.promise, late]);
    }
    clearTimeout(timer);
    return shown();
  }

  /**
   * Waits until so many conversations were begun, and all of them have ended,
   * but not for ever.
   *
   * @param count How many.
   * @returns Whether they did.
   */
  async untilOver(count: number): Promise<boolean> {
    return await this.until(() =>
      this.flows.length === count && this.flows.every(isOver)
    );
  }

  /**
   * Ends the watch, and explains conversations.
   *
   * @param say Sentences of a language.
   * @param options Which conversations, and whether every byte is kept.
   * @returns What each frame yielded, in order.
   */
  async explain(
    say: Say,
    options: { chooses?: (flow: Flow) => boolean; record?: boolean } = {},
  ): Promise<Explained[]> {
    await this[Symbol.asyncDispose]();
    const keyLog = ownSecrets(this.#keyLogPath);
    const explainer = new Explainer({ say, keyLog, ...options });
    const explained = this.#frames.flatMap((frame) => explainer.frame(frame));
    return [...explained, ...explainer.end()];
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#recording.stop();
    await this.#done;
  }

  async #follow(): Promise<void> {
    const packets = new PacketDecoder();
    for await (const frame of this.#recording.frames()) {
      this.#frames.push(frame);
      this.#table.add(packets.decode(frame));
      const { resolve } = this.#changed;
      this.#changed = Promise.withResolvers();
      resolve();
    }
  }
}

/**
 * Records the packets of some ports, which it yields as they come.
 *
 * @param ports Ports of the servers.
 * @param options How packets are got, and where they are kept.
 */
export async function recordPorts(
  ports: readonly number[],
  { plan, save, force, keyLogPath }: KeepOptions,
): Promise<Recording> {
  return await startRecording({
    ports,
    method: plan.method === "tcpdump" ? "tcpdump" : "af-packet",
    file: save,
    force,
    keyLog: save === undefined ? undefined : keyLogPath,
    live: true,
  });
}

/** Whether a conversation has ended: both directions, or by a reset. */
export function isOver({ close }: Flow): boolean {
  return close.complete || close.reset !== undefined;
}
