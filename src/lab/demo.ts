import type { Address } from "../endpoints/address.ts";
import type { Concurrency } from "../endpoints/events.ts";
import { openRelay, type RelayEvent } from "../endpoints/relay.ts";
import {
  Explainer,
  type Relayed,
  RelayedConversation,
} from "../explain/mod.ts";
import type { Frame } from "../pcap/mod.ts";
import { type Pair, runPair } from "./pair.ts";
import {
  openPrinter,
  type ShowOptions,
  showsBytes,
  type Write,
} from "./printer.ts";
import { ownSecrets } from "./secrets.ts";
import { type KeepOptions, recordPorts } from "./wire.ts";

/** What a demo runs, and how it is shown. */
export interface DemoOptions extends ShowOptions, KeepOptions {
  /** Both ends. */
  pair: Pair;
  /** Where the server listens; port 0 is any free port. */
  address: Address;
  /** How the server serves. */
  concurrency: Concurrency;
  /** Where it is written. */
  write: Write;
}

/**
 * Runs both ends of a conversation, records the packets between them, and
 * explains every one.
 *
 * Where packets cannot be had a relay stands between both ends, and the rows
 * say that segments were not observed.
 *
 * @param options What to run, and how to show it.
 * @throws {Failure} If an end cannot run, or the packets cannot be saved.
 */
export async function runDemo(options: DemoOptions): Promise<void> {
  if (options.plan.method === "relay") return await relayDemo(options);
  const frames = await record(options);
  const explainer = new Explainer({
    say: options.say,
    keyLog: ownSecrets(options.keyLogPath),
    record: showsBytes(options),
  });
  const printer = openPrinter(options.write, options);
  for (const frame of frames) {
    for (const explained of explainer.frame(frame)) printer.print(explained);
  }
  for (const explained of explainer.end()) printer.print(explained);
  printer.end();
}

/** Runs both ends, and gives the packets between them. */
async function record(options: DemoOptions): Promise<Frame[]> {
  await using stack = new AsyncDisposableStack();
  const frames: Frame[] = [];
  await runPair(options.pair, {
    address: options.address,
    concurrency: options.concurrency,
    async beforeConnect(listening) {
      const recording = stack.use(
        await recordPorts([listening.port], options),
      );
      stack.defer(async () => {
        await recording.stop();
        for await (const frame of recording.frames()) frames.push(frame);
      });
      return listening;
    },
  });
  await stack.disposeAsync();
  return frames;
}

/** Runs both ends with a relay between them. */
async function relayDemo(options: DemoOptions): Promise<void> {
  const { pair, address, concurrency } = options;
  await using stack = new AsyncDisposableStack();
  const seen: RelayEvent[] = [];
  let client: Address = address;
  let server: Address = address;
  await runPair(pair, {
    address,
    concurrency,
    beforeConnect(listening) {
      server = listening;
      const relay = openRelay(listening, {
        onEvent: (event) => seen.push({ ...event, bytes: event.bytes.slice() }),
      });
      stack.defer(async () => {
        await relay.done;
        relay.close();
      });
      return Promise.resolve(relay.address);
    },
    onConnected: (local) => client = local,
  });
  await stack.disposeAsync();
  showRelayed(seen, [client, server], options);
}

function showRelayed(
  events: readonly RelayEvent[],
  ends: readonly [Address, Address],
  options: DemoOptions,
): void {
  const [client, server] = ends.map(({ host, port }) => ({
    address: host,
    port,
  }));
  const conversation = new RelayedConversation(client, server, {
    say: options.say,
    keyLog: ownSecrets(options.keyLogPath),
    record: showsBytes(options),
  });
  const printer = openPrinter(options.write, options);
  printer.print({ conversation, steps: conversation.opened() });
  const start = events[0]?.timeMillis ?? 0;
  for (const event of events) {
    if (event.kind === "open") continue;
    const relayed = relayedOf(event, start);
    printer.print({ conversation, steps: conversation.relayed(relayed) });
  }
  printer.end();
}

function relayedOf(event: RelayEvent, startMillis: number): Relayed {
  return {
    direction: event.direction,
    seconds: (event.timeMillis - startMillis) / 1000,
    event: event.kind === "data"
      ? { kind: "data", bytes: event.bytes }
      : { kind: event.kind === "reset" ? "reset" : "end" },
  };
}
