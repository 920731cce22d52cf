/**
 * A large capture for benchmarks: downloads over many conversations at once.
 *
 * @module
 */
import { LinkType, TcpFlag } from "../../src/packet/mod.ts";
import { PcapngWriter } from "../../src/pcap/mod.ts";

const SEGMENT_BYTES = 1460;
const HEADER_BYTES = 54;
const WRITE_BYTES = 0x40_0000;

/** What to generate. */
export interface CaptureSize {
  readonly packets: number;
  readonly flows: number;
}

/** Writes the capture; three segments of four carry data. */
export async function writeLargeCapture(
  path: string,
  size: CaptureSize,
): Promise<void> {
  using file = await Deno.create(path);
  const sink = file.writable.getWriter();
  const writer = new PcapngWriter();
  let pending: Uint8Array[] = [
    writer.header(),
    writer.interface({ linkType: LinkType.ETHERNET }),
  ];
  let pendingBytes = 0;
  for (const packet of packetsOf(size)) {
    const block = writer.packet(packet);
    pending.push(block);
    pendingBytes += block.length;
    if (pendingBytes < WRITE_BYTES) continue;
    await sink.write(joined(pending));
    pending = [];
    pendingBytes = 0;
  }
  await sink.write(joined(pending));
  await sink.close();
}

/** The packets, each valid until the next one. */
function* packetsOf({ packets, flows }: CaptureSize) {
  const frame = new Uint8Array(HEADER_BYTES + SEGMENT_BYTES);
  const view = new DataView(frame.buffer);
  const sequences = new Uint32Array(2 * flows).fill(1000);
  const sent = new Uint32Array(flows);
  view.setUint16(12, 0x0800);
  view.setUint16(14, 0x4500);
  view.setUint16(22, 0x4006);
  view.setUint16(48, 60_000);
  for (let index = 0; index < packets; index++) {
    const flow = index * 7919 % flows;
    const step = sent[flow]++;
    const fromServer = step === 1 || step > 2 && step % 4 !== 0;
    const own = 2 * flow + (fromServer ? 1 : 0);
    const peer = 2 * flow + (fromServer ? 0 : 1);
    const length = step > 2 && fromServer ? SEGMENT_BYTES : 0;
    const flags = (step < 2 ? TcpFlag.SYN : 0) | (step > 0 ? TcpFlag.ACK : 0);
    const client = 0x0a00_0001 + flow % 5000;
    const server = 0x0a01_0001 + flow % 7;
    const port = 20_000 + flow % 40_000;
    view.setUint16(16, HEADER_BYTES - 14 + length);
    view.setUint32(26, fromServer ? server : client);
    view.setUint32(30, fromServer ? client : server);
    view.setUint16(34, fromServer ? 443 : port);
    view.setUint16(36, fromServer ? port : 443);
    view.setUint32(38, sequences[own]);
    view.setUint32(42, step > 0 ? sequences[peer] : 0);
    view.setUint16(46, 0x5000 | flags);
    sequences[own] += length + (step < 2 ? 1 : 0);
    yield {
      seconds: 1_700_000_000 + Math.floor(index / 10_000),
      nanoseconds: index % 10_000 * 100_000,
      bytes: frame.subarray(0, HEADER_BYTES + length),
    };
  }
}

function joined(blocks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(
    blocks.reduce((sum, block) => sum + block.length, 0),
  );
  let at = 0;
  for (const block of blocks) {
    all.set(block, at);
    at += block.length;
  }
  return all;
}
