import { assert, assertEquals } from "@std/assert";
import {
  checkIpv4Header,
  checkTcp,
  decodeFrame,
} from "../../src/packet/mod.ts";
import { CaptureReader, type Frame } from "../../src/pcap/mod.ts";
import { liveTest } from "./capture_support.ts";
import { missing, output, recordings, withCapture } from "./tshark_packets.ts";

/** What tshark says of a checksum: right, wrong, or not to be told. */
const STATES: Readonly<Record<string, readonly string[]>> = {
  "1": ["valid"],
  "0": ["invalid", "offloaded"],
  "2": ["unknown"],
};

/** Where the checksum stands in a TCP header, in bytes. */
const CHECKSUM_OFFSET = 16;

liveTest(
  "checkTcp() and checkIpv4Header() agree with tshark on every recorded segment",
  [missing("tshark")],
  async () => {
    const file = recordings();
    const rows = (await withCapture(file, checksums)).map((line) =>
      line.split("\t")
    );
    const frames = framesOf(file);
    let corrected = 0;
    for (const [number, tcp, ip, calculated] of rows) {
      const frame = frames[Number(number) - 1];
      const packet = decodeFrame(frame);
      const state = checkTcp(packet);
      assert(STATES[tcp].includes(state), `${number}: ${state}, not ${tcp}`);
      if (packet.ip?.version === 4) {
        assert(STATES[ip].includes(checkIpv4Header(packet)), `${number}: IP`);
      }
      if (!calculated || state === "unknown") continue;
      corrected++;
      assertEquals(
        checkTcp(decodeFrame(withChecksum(frame, Number(calculated)))),
        "valid",
        `${number}: ${calculated} is right`,
      );
    }
    assert(corrected > 1000);
  },
);

/** What tshark says of the checksums of each segment. */
async function checksums(path: string): Promise<string[]> {
  const text = await output(
    "tshark",
    ...["-r", path, "-Y", "tcp", "-T", "fields"],
    ...["-o", "tcp.check_checksum:TRUE", "-o", "ip.check_checksum:TRUE"],
    ...[
      "frame.number",
      "tcp.checksum.status",
      "ip.checksum.status",
      "tcp.checksum_calculated",
    ].flatMap((field) => ["-e", field]),
  );
  return text.trim().split("\n");
}

function framesOf(file: Uint8Array): Frame[] {
  const reader = new CaptureReader();
  reader.push(file);
  const frames: Frame[] = [];
  for (let frame = reader.next(); frame; frame = reader.next()) {
    frames.push(frame);
  }
  return frames;
}

/** Puts another checksum into the TCP header of a frame. */
function withChecksum(frame: Frame, checksum: number): Frame {
  const { link, ip } = decodeFrame(frame);
  assert(link && ip);
  const bytes = frame.bytes.slice();
  const at = link.length + ip.headerLength + CHECKSUM_OFFSET;
  new DataView(bytes.buffer).setUint16(at, checksum);
  return { ...frame, bytes };
}
