import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertThrows,
} from "@std/assert";
import { AfPacketSource } from "../../src/capture/af_packet.ts";
import { Libc } from "../../src/capture/libc.ts";
import { Failure } from "../../src/failure.ts";
import { tcpOf } from "../capture/packets.ts";
import {
  collect,
  DatagramPeer,
  EchoServer,
  liveTest,
  noCapture,
  noProgram,
  pattern,
  run,
  tcpViews,
} from "./capture_support.ts";

const HELLO = new TextEncoder().encode("hello, server");
const notRoot = Deno.build.os === "linux" && Deno.uid() === 0
  ? undefined
  : "it needs root";

for (const hostname of ["127.0.0.1", "::1"]) {
  liveTest(
    `AfPacketSource sees each segment of a conversation on ${hostname} once, in order`,
    [noCapture],
    async () => {
      using server = new EchoServer(hostname);
      await using source = AfPacketSource.open({ ports: [server.port] });
      const collected = collect(source);
      await server.talk(HELLO);
      await source.stop();
      const packets = await collected;
      const segments = tcpViews(packets);

      const [syn, synAck, ack] = segments;
      assertEquals([syn.flags, synAck.flags, ack.flags], ["S", "SA", "A"]);
      assertEquals(syn.destination, server.port);
      assertEquals(synAck.acknowledgment, (syn.sequence + 1) >>> 0);
      assertEquals(ack.acknowledgment, (synAck.sequence + 1) >>> 0);
      assertEquals(
        segments.filter(({ payloadLength }) => payloadLength > 0)
          .map(({ payload }) => new TextDecoder().decode(payload)),
        ["hello, server", "hello, server"],
      );
      assertEquals(
        segments.filter(({ flags }) => flags.startsWith("F")).map((
          { destination },
        ) => destination === server.port),
        [true, false],
      );
      assertEquals(segments.at(-1)?.flags, "A");
      assert(
        segments.every(({ version }) =>
          version === (hostname === "::1" ? 6 : 4)
        ),
      );

      const times = packets.map(({ seconds, nanoseconds }) =>
        BigInt(seconds) * 1_000_000_000n + BigInt(nanoseconds)
      );
      assert(
        times.every((time, index) => index === 0 || time > times[index - 1]),
      );
      assert(
        times.some((time) => time % 1000n !== 0n),
        "times are in microseconds",
      );
      assert(Math.abs(Number(times[0] / 1_000_000n) - Date.now()) < 60_000);
      assertEquals(source.statistics(), {
        received: packets.length,
        dropped: 0,
      });
    },
  );
}

liveTest(
  "AfPacketSource lets in no packet of another port, protocol or version that it was not asked for",
  [noCapture],
  async () => {
    using wanted = new EchoServer("127.0.0.1");
    using wantedToo = new EchoServer("::1");
    using other = new EchoServer("127.0.0.1");
    await using datagrams = await DatagramPeer.open(wanted.port);
    await using source = AfPacketSource.open({
      ports: [wanted.port, wantedToo.port],
    });
    const collected = collect(source);
    for (let round = 0; round < 5; round++) {
      await other.talk(HELLO);
      await datagrams.exchange(HELLO);
      await wanted.talk(HELLO);
      await wantedToo.talk(HELLO);
    }
    await source.stop();
    const segments = tcpViews(await collected);
    const ports = new Set(
      segments.map(({ source, destination }) =>
        [source, destination].find((port) =>
          port === wanted.port || port === wantedToo.port
        )
      ),
    );
    assertEquals(ports, new Set([wanted.port, wantedToo.port]));
    assertEquals(
      segments.filter(({ flags }) => flags === "S").map(({ version }) =>
        version
      ),
      [4, 6, 4, 6, 4, 6, 4, 6, 4, 6],
    );
  },
);

liveTest(
  "AfPacketSource runs when it is handed out, and has all when it was stopped",
  [noCapture],
  async () => {
    using server = new EchoServer();
    for (let round = 0; round < 10; round++) {
      await using source = AfPacketSource.open({
        ports: [server.port],
        bufferBytes: 0x20_0000,
      });
      await server.talk(HELLO);
      await source.stop();
      const segments = tcpViews(await collect(source));
      assertEquals(segments[0]?.flags, "S", `round ${round}`);
      assertEquals(segments.at(-1)?.flags, "A", `round ${round}`);
      assertEquals(
        segments.filter(({ flags }) => flags.startsWith("F")).length,
        2,
        `round ${round}`,
      );
    }
  },
);

liveTest(
  "AfPacketSource keeps segments of 64 KiB whole, and loses none of a bulk transfer",
  [noCapture],
  async () => {
    using server = new EchoServer();
    await using source = AfPacketSource.open({ ports: [server.port] });
    const collected = collect(source);
    const message = pattern(16 * 0x10_0000);
    await server.talk(message);
    await source.stop();
    const packets = await collected;
    assertEquals(source.statistics().dropped, 0);
    assertEquals(
      packets.filter(({ bytes, originalLength }) =>
        bytes.length !== originalLength
      ),
      [],
    );
    assert(Math.max(...packets.map(({ bytes }) => bytes.length)) > 60_000);
    const received = new Uint8Array(message.length);
    const segments = tcpViews(packets);
    const [{ sequence }] = segments;
    for (const segment of segments) {
      if (segment.destination !== server.port || segment.payloadLength === 0) {
        continue;
      }
      received.set(segment.payload, (segment.sequence - sequence - 1) >>> 0);
    }
    assert(received.every((byte, index) => byte === message[index]));
  },
);

liveTest("AfPacketSource counts what it drops when nobody takes the packets", [
  noCapture,
], async () => {
  using server = new EchoServer();
  await using source = AfPacketSource.open({
    ports: [server.port],
    bufferBytes: 0x20_0000,
  });
  await server.talk(pattern(32 * 0x10_0000));
  await source.stop();
  const packets = await collect(source);
  const { received, dropped } = source.statistics();
  assert(dropped > 0);
  assertEquals(received, packets.length + dropped);
  assertEquals(tcpOf(packets[0].bytes).flags, "S");
});

liveTest("AfPacketSource goes on after an overrun", [noCapture], async () => {
  using server = new EchoServer();
  await using source = AfPacketSource.open({
    ports: [server.port],
    bufferBytes: 0x20_0000,
  });
  await server.talk(pattern(32 * 0x10_0000));
  assert(source.statistics().dropped > 0);
  const collected = collect(source);
  const deadline = performance.now() + 5000;
  let before: number;
  // The kernel thaws its ring when a block is free again and a packet comes.
  do {
    before = source.statistics().dropped;
    await server.talk(HELLO);
  } while (
    source.statistics().dropped > before && performance.now() < deadline
  );
  await server.talk(HELLO);
  await source.stop();
  const last = tcpViews(await collected).slice(-8);
  assertEquals(source.statistics().dropped, before);
  assertEquals(last.at(-1)?.flags, "A");
});

liveTest(
  "AfPacketSource cuts packets to the snap length, and says how long they were",
  [noCapture],
  async () => {
    using server = new EchoServer();
    await using source = AfPacketSource.open({
      ports: [server.port],
      snapLength: 60,
    });
    await server.talk(HELLO);
    await source.stop();
    const packets = await collect(source);
    assertEquals(
      new Set(packets.map(({ bytes }) => bytes.length)),
      new Set([60]),
    );
    assert(packets.every(({ originalLength }) => originalLength >= 66));
  },
);

liveTest(
  "AfPacketSource listens on all interfaces, and sees loopback once there too",
  [noCapture],
  async () => {
    using server = new EchoServer();
    await using source = AfPacketSource.open({
      ports: [server.port],
      interface: "any",
    });
    await server.talk(HELLO);
    await source.stop();
    const packets = await collect(source);
    assertEquals(source.linkType, 276);
    const flags = packets.map(({ bytes }) => tcpOf(bytes, 20).flags);
    assertEquals(flags.slice(0, 3), ["S", "SA", "A"]);
    assertEquals(flags.filter((flag) => flag.startsWith("S")).length, 2);
    const [{ bytes }] = packets;
    assertEquals([...bytes.subarray(0, 12)], [
      8,
      0,
      0,
      0,
      0,
      0,
      0,
      1,
      3,
      4,
      0,
      6,
    ]);
  },
);

liveTest(
  "AfPacketSource without ports sees datagrams too",
  [noCapture],
  async () => {
    await using datagrams = await DatagramPeer.open(0);
    await using source = AfPacketSource.open();
    const message = crypto.getRandomValues(new Uint8Array(32));
    await datagrams.exchange(message);
    await source.stop();
    const payloads = (await collect(source)).map(({ bytes }) =>
      bytes.subarray(-32).toHex()
    );
    assertEquals(payloads.filter((text) => text === message.toHex()).length, 1);
  },
);

liveTest(
  "AfPacketSource leaves nothing open or mapped, and no view that dangles",
  [noCapture],
  async () => {
    using libc = new Libc();
    const nextDescriptor = () => {
      const fd = libc.eventCounter();
      libc.close(fd);
      return fd;
    };
    using server = new EchoServer();
    const before = nextDescriptor();
    let kept: Uint8Array | undefined;
    for (let round = 0; round < 3; round++) {
      await using source = AfPacketSource.open({
        ports: [server.port],
        bufferBytes: 0x20_0000,
      });
      const batches = source.batches();
      const next = batches.next();
      await server.talk(HELLO);
      const { value } = await next;
      kept = value?.[0].bytes;
      assert(kept && kept.length > 0);
    }
    assertEquals(kept?.length, 0);
    assertEquals(nextDescriptor(), before);

    const waiting = AfPacketSource.open({ ports: [server.port] });
    const end = waiting.batches().next();
    await waiting[Symbol.asyncDispose]();
    assertEquals((await end).done, true);
    await waiting[Symbol.asyncDispose]();
    await waiting.stop();
    assertEquals(nextDescriptor(), before);

    assertThrows(() => AfPacketSource.open({ interface: "nosuch0" }), Failure);
    assertEquals(nextDescriptor(), before);
  },
);

liveTest("AfPacketSource names the interfaces where one does not exist", [
  noCapture,
], () => {
  const failure = assertThrows(
    () => AfPacketSource.open({ interface: "nosuch0" }),
    Failure,
    "Cannot capture on nosuch0: there is no such interface.",
  );
  assertEquals(failure.kind, "usage");
  assertMatch(failure.hint ?? "", /^This system has (.*, )?lo, (.*, )?any\.$/);
  return Promise.resolve();
});

/** Runs `ip link`, which has to succeed. */
async function ipLink(...args: string[]): Promise<void> {
  assertEquals(await run("ip", ["link", ...args]), {
    code: 0,
    out: "",
    err: "",
  });
}

/** Gives a test an interface of its own, which is down, and which it may delete. */
async function withInterface(
  test: (name: string) => Promise<void>,
): Promise<void> {
  const name = `wl${Deno.pid}`;
  await ipLink("add", name, "type", "veth", "peer", "name", `${name}p`);
  try {
    await test(name);
  } finally {
    await run("ip", ["link", "del", name]);
  }
}

/** Waits until a source has told that its interface is gone. */
async function assertGone(source: AfPacketSource): Promise<void> {
  await assertRejects(() => collect(source), Failure, "the interface is gone");
}

liveTest(
  "AfPacketSource tells an interface that vanishes after it went down",
  [noCapture, notRoot, noProgram("ip")],
  () =>
    withInterface(async (name) => {
      await ipLink("set", name, "up");
      await using source = AfPacketSource.open({ interface: name });
      const told = assertGone(source);
      await ipLink("set", name, "down");
      await ipLink("del", name);
      await told;
    }),
);

liveTest(
  "AfPacketSource tells an interface that is down, and one that vanishes",
  [noCapture, notRoot, noProgram("ip")],
  () =>
    withInterface(async (name) => {
      const failure = assertThrows(
        () => AfPacketSource.open({ interface: name }),
        Failure,
        "the interface is down",
      );
      assertEquals(failure.hint, `Bring it up: sudo ip link set ${name} up`);
      await ipLink("set", name, "up");
      await using source = AfPacketSource.open({ interface: name });
      const told = assertGone(source);
      await ipLink("set", name, "down");
      await ipLink("set", name, "up");
      await ipLink("del", name);
      await told;
    }),
);
