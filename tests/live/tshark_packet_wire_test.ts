import { assert, assertEquals, assertMatch } from "@std/assert";
import { CaptureReader, type Frame, PcapngWriter } from "../../src/pcap/mod.ts";
import { Random } from "../packet/random.ts";
import { liveTest } from "./capture_support.ts";
import {
  LossyWire,
  UNHARMED,
  whyNoWire,
  type WireEnd,
  type WirePlan,
} from "./lossy_wire.ts";
import {
  compareSegments,
  missing,
  report,
  withCapture,
} from "./tshark_packets.ts";

const SEED = 6582;
const UPLOAD_BYTES = 300_000;
const obstacles = [await whyNoWire(), missing("tshark", "ncat")];

/** A plan that leaves the first packets alone, so that each conversation opens. */
function plan(fate: (random: Random) => readonly number[]): WirePlan {
  const random = new Random(SEED);
  return ({ index }) => index < 2 ? UNHARMED : { arrivals: fate(random) };
}

const PLANS: Readonly<Record<string, WirePlan>> = {
  "a clean wire": () => UNHARMED,
  "a wire that loses 3 % of the packets": plan((random) =>
    random.below(100) < 3 ? [] : [1]
  ),
  "a wire that loses 12 % of the packets": plan((random) =>
    random.below(100) < 12 ? [] : [0]
  ),
  "a wire where packets overtake each other": plan((random) =>
    random.below(100) < 15 ? [4] : [1]
  ),
  "a wire that repeats packets": plan((random) =>
    random.below(100) < 10 ? [0, 2] : [0]
  ),
  "a slow wire that does all of that": plan((random) => {
    const chance = random.below(100);
    if (chance < 2) return [];
    return chance < 7 ? [5, 9] : [5 + random.below(4)];
  }),
};

/** Conversations that may break off: over such a wire TCP may wait for longer than a test can. */
const ATTEMPTS = 4;

/** One conversation over the wire, at the latest in the last attempt; what broke off is compared as well. */
async function converse(
  wire: LossyWire,
  port: number,
  address: string,
  server: string,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    if (await upload(wire, port + 10 * attempt, address, server)) return;
  }
  throw new Error(`${ATTEMPTS} conversations broke off`);
}

/**
 * Uploads to a listener, over either version of IP.
 *
 * @returns Whether both ends were content.
 */
async function upload(
  wire: LossyWire,
  port: number,
  address: string,
  server: string,
): Promise<boolean> {
  const family = address.includes(":") ? "-6" : "-4";
  const listener = start(
    wire,
    1,
    `exec ncat ${family} -v -l ${address} ${port} ${server}`,
  );
  await listening(listener);
  const client = start(
    wire,
    0,
    `head -c ${UPLOAD_BYTES} /dev/zero | ncat ${family} ${address} ${port}`,
  );
  await client.stderr.cancel();
  const { success } = await client.status;
  await listener.stderr.cancel();
  return success && (await listener.status).success;
}

function start(wire: LossyWire, end: WireEnd, script: string) {
  return new Deno.Command("ip", {
    args: wire.at(end, "timeout", "20", "sh", "-c", script),
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
}

/** Waits until ncat says that it listens. */
async function listening(child: Deno.ChildProcess): Promise<void> {
  const reader = child.stderr.getReader();
  const decoder = new TextDecoder();
  let said = "";
  while (!said.includes("Listening on")) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`ncat ended: ${said}`);
    said += decoder.decode(value, { stream: true });
  }
  reader.releaseLock();
}

/** Leaves frames out of a recording, as a capture does that cannot keep up. */
function thinned(file: Uint8Array, percent: number): Uint8Array<ArrayBuffer> {
  const random = new Random(SEED + percent);
  const reader = new CaptureReader();
  reader.push(file);
  reader.end();
  const kept: Frame[] = [];
  for (let frame = reader.next(); frame; frame = reader.next()) {
    if (random.below(100) >= percent) kept.push(frame);
  }
  const writer = new PcapngWriter();
  const blocks = [
    writer.header(),
    writer.interface({ linkType: kept[0].linkType }),
    ...kept.map((frame) => writer.packet(frame)),
  ];
  const thin = new Uint8Array(
    blocks.reduce((sum, block) => sum + block.length, 0),
  );
  let at = 0;
  for (const block of blocks) {
    thin.set(block, at);
    at += block.length;
  }
  return thin;
}

for (const [name, faults] of Object.entries(PLANS)) {
  liveTest(
    `FlowTable finds over ${name} what tshark finds`,
    obstacles,
    async () => {
      await using wire = await LossyWire.lay(faults);
      await converse(wire, 5001, "10.77.0.2", "--recv-only");
      await converse(wire, 5002, "fd77::2", "--sh-exec 'sleep 0.3; exec cat'");
      for (const end of [0, 1] as const) {
        const recording = wire.recording(end);
        const comparison = await withCapture(recording, compareSegments);
        report(`${name}, ${end === 0 ? "near" : "far"} end`, comparison);
        assert(comparison.segments > 200);
        assertEquals(comparison.disagreements, []);
        await compareThinned(recording);
      }
    },
  );
}

/**
 * Compares a capture that lost packets.
 *
 * One rule of tshark is known from its answers only: what it makes of ACKs for
 * bytes that it has not seen, and of the duplicate ACKs that it may not have
 * seen either. So about one segment in ten thousand is judged differently.
 */
async function compareThinned(recording: Uint8Array): Promise<void> {
  for (const percent of [5, 40]) {
    const comparison = await withCapture(
      thinned(recording, percent),
      compareSegments,
    );
    report(`  without ${percent} % of the packets`, comparison);
    const { disagreements } = comparison;
    const frames = new Set(disagreements.map(({ frame }) => frame));
    assert(frames.size <= 2, `${frames.size} segments`);
    for (const { field } of disagreements) {
      assertMatch(
        field,
        /(ack_lost|retransmission|out_of_order|duplicate_ack)/,
      );
    }
  }
}
