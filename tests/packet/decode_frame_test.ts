import { assert, assertEquals } from "@std/assert";
import { fromHex, tilingFault } from "../../src/bytes/mod.ts";
import { decodeFrame, LinkType } from "../../src/packet/mod.ts";
import {
  cut,
  ethernet,
  frameOf,
  ipv4,
  ipv6,
  joined,
  OTHER_SAMPLES,
  SAMPLES,
  SEGMENT_SAMPLES,
  tcp,
} from "./frames.ts";
import { Random } from "./random.ts";

const SEED = 9293;

Deno.test("decodeFrame() finds the segment behind every link layer", () => {
  for (const { name, frame } of SEGMENT_SAMPLES) {
    const packet = decodeFrame(frame);
    assertEquals(packet.error, undefined, name);
    assertEquals(packet.unsupported, undefined, name);
    assertEquals(packet.tcp?.source.port, 50000, name);
    assertEquals(packet.tcp?.destination.port, 8080, name);
    assertEquals(packet.tcp?.payload.length, packet.tcp?.payloadLength, name);
    assertEquals(packet.cut, false, name);
  }
});

Deno.test("decodeFrame() finds no segment where there is none", () => {
  for (const { name, frame } of OTHER_SAMPLES) {
    assertEquals(decodeFrame(frame).tcp, undefined, name);
  }
});

Deno.test("decodeFrame() names what it does not decode", () => {
  const registries = Object.fromEntries(
    OTHER_SAMPLES.map(({ name, frame }) => [
      name,
      decodeFrame(frame).unsupported,
    ]),
  );
  assertEquals(registries["arp"], {
    registry: "EtherType",
    number: 0x0806,
    name: "ARP",
  });
  assertEquals(registries["udp"], {
    registry: "IP protocol",
    number: 17,
    name: "UDP",
  });
  assertEquals(registries["unknown link type"], {
    registry: "link type",
    number: 147,
    name: undefined,
  });
});

Deno.test("decodeFrame() keeps padding out of the payload", () => {
  const frame = frameOf(joined(ethernet(ipv4(tcp())), new Uint8Array(6)));
  const packet = decodeFrame(frame, { record: true });
  assertEquals(packet.tcp?.payloadLength, 0);
  assertEquals(
    packet.fields?.map(({ name, length }) => [name, length]),
    [["ethernet", 14], ["ipv4", 20], ["tcp", 20], ["trailer", 6]],
  );
});

Deno.test("decodeFrame() reads VLAN tags from the outside in", () => {
  const frame = frameOf(ethernet(ipv4(tcp()), "0800", "88a8 0064 8100 0005"));
  const { link } = decodeFrame(frame);
  assertEquals(link?.vlans, [100, 5]);
  assertEquals(link?.length, 22);
});

Deno.test("decodeFrame() tiles every sample with fields", () => {
  for (const { name, frame } of SAMPLES) {
    const { fields } = decodeFrame(frame, { record: true });
    assert(fields, name);
    const fault = tilingFault(fields, 0, frame.bytes.length);
    assertEquals(fault, undefined, name);
  }
});

Deno.test("decodeFrame() says the same with and without fields", () => {
  for (const { name, frame } of SAMPLES) {
    const { fields: _, ...recorded } = decodeFrame(frame, { record: true });
    const { fields: none, ...plain } = decodeFrame(frame);
    assertEquals(none, undefined);
    assertEquals(recorded, plain, name);
  }
});

Deno.test("decodeFrame() tells a frame that the capture cut from a damaged one, at every length", () => {
  for (const { name, frame } of SAMPLES) {
    for (let length = 0; length < frame.bytes.length; length++) {
      const packet = decodeFrame(cut(frame, length), { record: true });
      const where = `${name} cut to ${length} bytes`;
      assertEquals(packet.cut, true, where);
      const outcome = packet.error?.outcome;
      assert(outcome === undefined || outcome === "truncated", where);
      assert(packet.fields, where);
      assertEquals(tilingFault(packet.fields, 0, length), undefined, where);
      assert(
        packet.error || packet.unsupported || packet.tcp || packet.ip?.fragment,
        `${where}: nothing tells what it is`,
      );
    }
  }
});

Deno.test("decodeFrame() knows the length of data that the capture cut", () => {
  const frame = frameOf(ethernet(ipv4(tcp({ payload: new Uint8Array(100) }))));
  const { tcp: segment } = decodeFrame(cut(frame, 64));
  assertEquals(segment?.payload.length, 10);
  assertEquals(segment?.payloadLength, 100);
});

Deno.test("decodeFrame() reads a segment whose options the capture cut", () => {
  const options = "0101 080a 00000001 00000002";
  const frame = frameOf(ethernet(ipv4(tcp({ options }))));
  const packet = decodeFrame(cut(frame, 60));
  assertEquals(packet.error, undefined);
  assertEquals(packet.tcp?.options.map(({ type }) => type), [
    "no-operation",
    "no-operation",
    "cut",
  ]);
});

Deno.test("decodeFrame() takes any bytes of a shortened frame as they are", () => {
  for (const { name, frame } of SAMPLES) {
    for (let length = 0; length < frame.bytes.length; length++) {
      const bytes = frame.bytes.subarray(0, length);
      const short = { ...frame, bytes, originalLength: length };
      const { fields } = decodeFrame(short, { record: true });
      assert(fields);
      const fault = tilingFault(fields, 0, length);
      assertEquals(fault, undefined, `${name} of ${length} bytes`);
    }
  }
});

Deno.test("decodeFrame() accounts for every byte of damaged frames", () => {
  const random = new Random(SEED);
  for (const { name, frame } of SAMPLES) {
    for (let round = 0; round < 200; round++) {
      const bytes = random.damaged(frame.bytes);
      const linkType = random.below(8) === 0
        ? Object.values(LinkType)[random.below(12)]
        : frame.linkType;
      const { fields } = decodeFrame({ ...frame, bytes, linkType }, {
        record: true,
      });
      assert(fields);
      const fault = tilingFault(fields, 0, bytes.length);
      assertEquals(fault, undefined, `${name}, round ${round}`);
    }
  }
});

Deno.test("decodeFrame() rejects IPv4 headers that contradict themselves", () => {
  const short = ipv4(tcp(), { totalLength: 19 });
  assertEquals(errorOf(short, LinkType.RAW), [
    "malformed",
    "total_length",
  ]);
  const tiny = ipv4(tcp());
  tiny[0] = 0x44;
  assertEquals(errorOf(tiny, LinkType.RAW), [
    "malformed",
    "internet_header_length",
  ]);
  assertEquals(errorOf(ipv4(tcp()), LinkType.IPV6), ["malformed", "version"]);
});

Deno.test("decodeFrame() rejects an IPv6 extension header that outruns the payload", () => {
  const packet = ipv6(tcp(), {
    nextHeader: 0,
    extensions: "0609 000000000000",
  });
  assertEquals(errorOf(packet, LinkType.RAW), [
    "malformed",
    "data",
  ]);
  const padded = ipv6(tcp(), {
    nextHeader: 0,
    extensions: "0600 000000000000",
    length: 4,
  });
  assertEquals(errorOf(padded, LinkType.RAW), [
    "malformed",
    "hop_by_hop_options",
  ]);
});

Deno.test("decodeFrame() rejects a data offset of less than five words, or beyond the segment", () => {
  const tiny = tcp();
  tiny[12] = 0x40;
  assertEquals(errorOf(ipv4(tiny), LinkType.RAW), ["malformed", "data_offset"]);
  const huge = tcp();
  huge[12] = 0xf0;
  assertEquals(errorOf(ipv4(huge), LinkType.RAW), ["malformed", "data_offset"]);
});

Deno.test("decodeFrame() gives the bits of the TCP flags", () => {
  const frame = frameOf(ipv4(tcp({ flags: 0x1d2 })), {
    linkType: LinkType.RAW,
  });
  const { fields } = decodeFrame(frame, { record: true });
  const flags = fields?.[1].fields?.find(({ name }) =>
    name === "data_offset_flags"
  );
  assertEquals(
    flags?.bits?.filter(({ value }) => value > 0).map(({ name }) => name),
    ["data_offset", "AE", "CWR", "ECE", "ACK", "SYN"],
  );
});

Deno.test("decodeFrame() reads the addresses of both versions", () => {
  const four = decodeFrame(
    frameOf(ipv4(tcp(), { source: "c0a80001", destination: "7f000001" }), {
      linkType: LinkType.RAW,
    }),
  );
  assertEquals(four.tcp?.source, { address: "192.168.0.1", port: 50000 });
  assertEquals(four.ip?.destination, "127.0.0.1");
  const six = decodeFrame(frameOf(ipv6(tcp()), { linkType: LinkType.RAW }));
  assertEquals(six.tcp?.destination, { address: "fd77::2", port: 8080 });
});

function errorOf(bytes: Uint8Array, linkType: number): unknown[] {
  const { error } = decodeFrame(frameOf(bytes, { linkType }));
  return [error?.outcome, error?.field];
}

Deno.test("decodeFrame() takes a frame of one byte of any link type", () => {
  for (let linkType = 0; linkType < 300; linkType++) {
    const { fields } = decodeFrame(
      frameOf(fromHex("ff"), { linkType }),
      { record: true },
    );
    assertEquals(tilingFault(fields ?? [], 0, 1), undefined);
  }
});
