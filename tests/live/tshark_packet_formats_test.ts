import { assert, assertEquals } from "@std/assert";
import { toHex } from "../../src/bytes/mod.ts";
import { decodeFrame, PacketDecoder } from "../../src/packet/mod.ts";
import { CaptureReader, type Frame } from "../../src/pcap/mod.ts";
import { SEGMENT_SAMPLES } from "../packet/frames.ts";
import { liveTest } from "./capture_support.ts";
import { compareSegments, missing, output, report } from "./tshark_packets.ts";

const RECORDING =
  new URL("../data/tls13_aes128_gcm/capture.pcapng", import.meta.url)
    .pathname;
const OTHER_RECORDING =
  new URL("../data/tls12_psk/capture.pcapng", import.meta.url)
    .pathname;
const wireshark = missing("tshark", "editcap", "mergecap", "text2pcap");

async function withFolder(
  test: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "wirelab-formats-" });
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

function framesOf(path: string): Frame[] {
  const reader = new CaptureReader();
  reader.push(Deno.readFileSync(path));
  reader.end();
  const frames: Frame[] = [];
  for (let frame = reader.next(); frame; frame = reader.next()) {
    frames.push(frame);
  }
  return frames;
}

/** Number, time and lengths of each frame, as tshark reads them. */
async function tsharkFrames(path: string): Promise<string[]> {
  const text = await output(
    "tshark",
    ...["-r", path, "-T", "fields"],
    ...["frame.number", "frame.time_epoch", "frame.cap_len", "frame.len"]
      .flatMap((field) => ["-e", field]),
  );
  return text.trim().split("\n");
}

function ourFrames(path: string): string[] {
  return framesOf(path).map((frame) =>
    [
      frame.number,
      `${frame.seconds}.${String(frame.nanoseconds).padStart(9, "0")}`,
      frame.bytes.length,
      frame.originalLength,
    ].join("\t")
  );
}

for (
  const [name, ...args] of [
    ["pcap", "-F", "pcap"],
    ["nanosecond pcap", "-F", "nsecpcap"],
    ["modified pcap", "-F", "modpcap"],
    ["pcapng", "-F", "pcapng"],
    ["a capture cut to 60 bytes a packet", "-s", "60"],
    ["a capture cut to 40 bytes a packet", "-F", "pcap", "-s", "40"],
    ["a capture moved in time", "-t", "-1000000000.123456789"],
  ]
) {
  liveTest(
    `CaptureReader reads ${name} of editcap as tshark does`,
    [wireshark],
    () =>
      withFolder(async (folder) => {
        const path = `${folder}/capture`;
        await output("editcap", ...args, RECORDING, path);
        assertEquals(ourFrames(path), await tsharkFrames(path));
        const comparison = await compareSegments(path);
        report(name, comparison);
        assertEquals(comparison.disagreements, []);
      }),
  );
}

liveTest(
  "CaptureReader reads several interfaces of mergecap as tshark does",
  [wireshark],
  () =>
    withFolder(async (folder) => {
      const nanoseconds = `${folder}/nanoseconds.pcap`;
      const merged = `${folder}/merged.pcapng`;
      await output("editcap", "-F", "nsecpcap", OTHER_RECORDING, nanoseconds);
      await output("mergecap", "-w", merged, RECORDING, nanoseconds);
      assertEquals(ourFrames(merged), await tsharkFrames(merged));
      const comparison = await compareSegments(merged);
      report("two interfaces", comparison);
      assertEquals(comparison.disagreements, []);
    }),
);

liveTest(
  "decodeFrame() finds behind every link layer what tshark finds",
  [wireshark],
  () =>
    withFolder(async (folder) => {
      let compared = 0;
      for (const [index, { name, frame }] of SEGMENT_SAMPLES.entries()) {
        const text = `${folder}/${index}.txt`;
        const path = `${folder}/${index}.pcap`;
        await Deno.writeTextFile(text, `0000 ${toHex(frame.bytes, " ")}\n`);
        const linkType = String(frame.linkType);
        await output("text2pcap", "-F", "pcap", "-l", linkType, text, path);
        const theirs = await output(
          "tshark",
          ...["-r", path, "-T", "fields"],
          ...["tcp.srcport", "tcp.seq_raw", "tcp.ack_raw", "tcp.len"]
            .flatMap((field) => ["-e", field]),
          ...["tcp.window_size_value", "tcp.option_kind"]
            .flatMap((field) => ["-e", field]),
          ...["-e", "ieee8021ad.id", "-e", "vlan.id"],
        );
        const [read] = framesOf(path);
        const { tcp, link } = decodeFrame(read);
        assert(tcp && link, name);
        const kinds = tcp.options.map(({ kind }) => kind);
        const ours = [
          tcp.source.port,
          tcp.sequence,
          tcp.acknowledgment,
          tcp.payloadLength,
          tcp.window,
          kinds.join(","),
          link.vlans.join(","),
        ].join("\t");
        // Tags of the two standards are two fields.
        const joined = theirs.replace("\n", "").replace(
          /\t(\d*)\t(\d*)$/,
          (_, a, b) => `\t${[a, b].filter((id) => id !== "").join(",")}`,
        );
        assertEquals(ours, joined, name);
        compared++;
      }
      assertEquals(compared, SEGMENT_SAMPLES.length);
    }),
);

liveTest(
  "PacketDecoder joins the fragments that tshark joins",
  [wireshark],
  () =>
    withFolder(async (folder) => {
      const { ethernet, ipv4, tcp } = await import("../packet/frames.ts");
      const segment = tcp({ payload: new Uint8Array(1000).fill(120) });
      const parts = [[0, 400], [800, 1020], [400, 800]].map(([start, end]) =>
        ethernet(ipv4(segment.subarray(start, end), {
          identification: 99,
          fragmentation: start / 8 | (end < 1020 ? 0x2000 : 0),
        }))
      );
      const text = `${folder}/fragments.txt`;
      const path = `${folder}/fragments.pcap`;
      const dump = parts.map((part) => `0000 ${toHex(part, " ")}\n`);
      await Deno.writeTextFile(text, dump.join(""));
      await output("text2pcap", "-F", "pcap", text, path);
      const theirs = await output(
        "tshark",
        ...["-r", path, "-T", "fields", "-e", "tcp.len"],
      );
      const decoder = new PacketDecoder();
      const ours = framesOf(path).map((frame) =>
        decoder.decode(frame).tcp?.payloadLength ?? ""
      );
      assertEquals(`${ours.join("\n")}\n`, theirs);
      assertEquals(ours, ["", "", 1000]);
    }),
);
