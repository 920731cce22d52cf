import { assert, assertEquals, assertMatch, assertThrows } from "@std/assert";
import { AfPacketSource } from "../../src/capture/af_packet.ts";
import { TcpdumpSource } from "../../src/capture/tcpdump.ts";
import {
  type RecordingOptions,
  startRecording,
} from "../../src/lab/recording.ts";
import { CaptureReader } from "../../src/pcap/capture_reader.ts";
import type { Frame } from "../../src/pcap/frame.ts";
import { tcpOf } from "../capture/packets.ts";
import {
  collect,
  EchoServer,
  freePort,
  liveTest,
  noCapture,
  noProgram,
  overrun,
  pattern,
  run,
  TlsServer,
  tshark,
  tsharkFields,
  withFolder,
} from "./capture_support.ts";

const HELLO = new TextEncoder().encode("hello, server");

/** Numbers of TCP's flags as tshark prints them, by their letters here. */
const FLAG_BITS: Readonly<Record<string, number>> = {
  F: 1,
  S: 2,
  R: 4,
  P: 8,
  A: 16,
};

/** What tshark is to say of each frame: relative seq and ack, flags, length. */
function expectedRows(
  frames: readonly Frame[],
  linkHeaderBytes: number,
): string[][] {
  const first = new Map<number, number>();
  return frames.map(({ bytes, originalLength }) => {
    const segment = tcpOf(bytes, linkHeaderBytes);
    const { source, destination, sequence, flags } = segment;
    if (flags.startsWith("S")) first.set(source, sequence);
    const acknowledged = flags.includes("A")
      ? segment.acknowledgment - (first.get(destination) ?? 0)
      : 0;
    const bits = [...flags].reduce((sum, flag) => sum + FLAG_BITS[flag], 0);
    return [
      String((sequence - (first.get(source) ?? 0)) >>> 0),
      String(acknowledged >>> 0),
      `0x${bits.toString(16).padStart(4, "0")}`,
      String(segment.payloadLength),
      String(originalLength),
    ];
  });
}

/** Compares row by row: the first difference says more than all of them. */
function assertRows(actual: string[][], expected: string[][]): void {
  assertEquals(actual.length, expected.length);
  expected.forEach((row, index) =>
    assertEquals(actual[index], row, `packet ${index + 1}`)
  );
}

async function recordTalks(
  options: RecordingOptions,
  server: EchoServer,
  messages: readonly Uint8Array[],
): Promise<Frame[]> {
  await using recording = await startRecording({
    ports: [server.port],
    live: true,
    ...options,
  });
  const frames = Array.fromAsync(recording.frames());
  for (const message of messages) await server.talk(message);
  const { packets, dropped } = await recording.stop();
  const all = await frames;
  assertEquals({ packets, dropped }, { packets: all.length, dropped: 0 });
  return all;
}

for (const place of ["lo", "any"]) {
  for (const hostname of ["127.0.0.1", "::1"]) {
    liveTest(
      `tshark agrees on every packet recorded on ${place} from ${hostname}`,
      [noCapture, noProgram("tshark"), noProgram("capinfos")],
      async () => {
        await withFolder(async (folder) => {
          using server = new EchoServer(hostname);
          const file = `${folder}/talk.pcapng`;
          const frames = await recordTalks({ file, interface: place }, server, [
            HELLO,
            pattern(3_000_000),
          ]);
          const rows = await tsharkFields(file, [
            "tcp.seq",
            "tcp.ack",
            "tcp.flags",
            "tcp.len",
            "frame.len",
          ]);
          assertRows(rows, expectedRows(frames, place === "lo" ? 14 : 20));
          const times = await tsharkFields(file, ["frame.time_epoch"]);
          assertEquals(
            times.flat(),
            frames.map(({ seconds, nanoseconds }) =>
              `${seconds}.${String(nanoseconds).padStart(9, "0")}`
            ),
          );
          const info = await run("capinfos", ["-M", file]);
          assertEquals(info.err, "");
          assertMatch(info.out, /precision: +nanoseconds/);
          assertMatch(
            info.out,
            new RegExp(`Number of packets: +${frames.length}\n`),
          );
          assertMatch(info.out, /Capture application: +wirelab \d/);
          assertMatch(info.out, new RegExp(`Name = ${place}\n`));
          assertMatch(
            info.out,
            new RegExp(`Filter string = tcp port ${server.port}\n`),
          );
        });
      },
    );
  }
}

liveTest(
  "a recording holds the very packets that tcpdump captures at the same time",
  [noCapture, noProgram("tcpdump")],
  async () => {
    using server = new EchoServer();
    const options = { ports: [server.port] };
    await using theirs = await TcpdumpSource.open(options, new CaptureReader());
    await using ours = AfPacketSource.open(options);
    const both = [collect(ours), collect(theirs)];
    for (const message of [HELLO, pattern(1_000_000), pattern(100)]) {
      await server.talk(message);
    }
    await Promise.all([ours.stop(), theirs.stop()]);
    const [our, their] = await Promise.all(both);
    assertEquals(our.length, their.length);
    our.forEach(({ bytes, originalLength }, index) => {
      assertEquals(originalLength, their[index].originalLength);
      assertEquals(
        bytes.toHex(),
        their[index].bytes.toHex(),
        `packet ${index}`,
      );
    });
    const apart = our.map((packet, index) =>
      Math.abs(
        (packet.seconds - their[index].seconds) * 1e9 +
          packet.nanoseconds - their[index].nanoseconds,
      )
    );
    assert(
      Math.max(...apart) < 50e6,
      `times are ${Math.max(...apart)} ns apart`,
    );
    assertEquals(theirs.statistics(), { received: their.length, dropped: 0 });
  },
);

liveTest("a recording by tcpdump gives the same frames and file", [
  noCapture,
  noProgram("tcpdump"),
  noProgram("tshark"),
], async () => {
  await withFolder(async (folder) => {
    using server = new EchoServer();
    const file = `${folder}/talk.pcapng`;
    const frames = await recordTalks({ file, method: "tcpdump" }, server, [
      HELLO,
    ]);
    const rows = await tsharkFields(file, [
      "tcp.seq",
      "tcp.ack",
      "tcp.flags",
      "tcp.len",
      "frame.len",
    ]);
    assertRows(rows, expectedRows(frames, 14));
    assertEquals(
      frames.map(({ number }) => number),
      frames.map((_, index) => index + 1),
    );
  });
});

liveTest(
  "a recording ends by itself after its count",
  [noCapture],
  async () => {
    await withFolder(async (folder) => {
      using server = new EchoServer();
      const file = `${folder}/talk.pcapng`;
      await using recording = await startRecording({
        ports: [server.port],
        file,
        count: 3,
      });
      await server.talk(HELLO);
      await recording.ended;
      assertEquals(recording.summary.packets, 3);
      const frames = readFrames(await Deno.readFile(file)).frames;
      assertEquals(frames.map(({ bytes }) => tcpOf(bytes).flags), [
        "S",
        "SA",
        "A",
      ]);
    });
  },
);

liveTest(
  "a recording tells in its file what was dropped",
  [noCapture],
  async () => {
    await withFolder(async (folder) => {
      const port = freePort();
      const file = `${folder}/talk.pcapng`;
      await using recording = await startRecording({
        ports: [port],
        file,
        bufferBytes: 0x20_0000,
      });
      overrun(port);
      const { packets, dropped } = await recording.stop();
      assert(dropped > 0);
      const reader = readFrames(await Deno.readFile(file));
      assertEquals(reader.frames.length, packets);
      assertEquals(reader.dropped, dropped);
    });
  },
);

liveTest(
  "frames() is for recordings that were started with live",
  [noCapture],
  async () => {
    await using recording = await startRecording({ ports: [1] });
    assertThrows(() => recording.frames(), TypeError, "not started with live");
  },
);

function readFrames(file: Uint8Array): { frames: Frame[]; dropped: number } {
  const reader = new CaptureReader();
  reader.push(file);
  reader.end();
  const frames: Frame[] = [];
  for (let frame = reader.next(); frame; frame = reader.next()) {
    frames.push(frame);
  }
  return { frames, dropped: reader.dropped };
}

liveTest(
  "a recording with a key log opens decrypted, and gives away no other secret",
  [noCapture, noProgram("openssl"), noProgram("tshark")],
  async () => {
    await withFolder(async (folder) => {
      const file = `${folder}/talk.pcapng`;
      const keyLog = `${folder}/keys.log`;
      const foreign = `CLIENT_RANDOM ${"ab".repeat(32)} ${"cd".repeat(48)}\n`;
      await Deno.writeTextFile(keyLog, foreign);
      await using server = await TlsServer.start(folder);
      await using recording = await startRecording({
        ports: [server.port],
        file,
        keyLog,
      });
      await server.visit(["-tls1_3", "-keylogfile", keyLog]);
      await server.visit(["-tls1_2", "-keylogfile", keyLog]);
      await recording.stop();
      const out = await tshark(file, [
        ...["-d", `tcp.port==${server.port},tls`],
        ...["-Y", "http.request"],
        ...["-T", "fields", "-e", "http.request.uri"],
      ]);
      assertEquals(out, "/secret\n/secret\n");
      const reader = new CaptureReader();
      reader.push(await Deno.readFile(file));
      reader.end();
      while (reader.next());
      const secrets = reader.secrets.join("");
      assertMatch(secrets, /^SERVER_HANDSHAKE_TRAFFIC_SECRET /m);
      assertMatch(secrets, /^CLIENT_RANDOM /m);
      assert(!secrets.includes("ab".repeat(32)));
      assertEquals(((await Deno.stat(file)).mode ?? 0) & 0o777, 0o600);
      const names = Array.from(Deno.readDirSync(folder), ({ name }) => name);
      assertEquals(
        names.filter((name) => name.endsWith(".part")),
        [],
      );
    });
  },
);
