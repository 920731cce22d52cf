import { assertEquals } from "@std/assert";
import { fromHex } from "../../src/bytes/mod.ts";
import {
  checkIpv4Header,
  type ChecksumState,
  checkTcp,
  decodeFrame,
  internetSum,
  LinkType,
  PacketDecoder,
} from "../../src/packet/mod.ts";
import { cut, ethernet, frameOf, ipv4, ipv6, tcp } from "./frames.ts";

const payload = new TextEncoder().encode("an odd number of bytes?");

/** Sum of the pseudo-header of an IPv4 or IPv6 packet of `frames.ts`. */
function pseudoSum(version: 4 | 6, length: number): number {
  const addresses = version === 4
    ? "0a0000010a000002"
    : "fd770000000000000000000000000001fd770000000000000000000000000002";
  return internetSum(fromHex(addresses), 6 + length);
}

function withChecksum(version: 4 | 6): Uint8Array {
  const segment = tcp({ payload });
  const checksum = ~internetSum(segment, pseudoSum(version, segment.length));
  segment[16] = checksum >> 8 & 0xff;
  segment[17] = checksum & 0xff;
  return segment;
}

function check(bytes: Uint8Array): ChecksumState {
  return checkTcp(decodeFrame(frameOf(bytes, { linkType: LinkType.RAW })));
}

Deno.test("internetSum() is that of the example in RFC 1071", () => {
  assertEquals(internetSum(fromHex("0001f203f4f5f6f7")), 0xddf2);
  assertEquals(internetSum(fromHex("01")), 0x0100);
});

Deno.test("checkTcp() accepts a right checksum, of both versions of IP", () => {
  assertEquals(check(ipv4(withChecksum(4))), "valid");
  assertEquals(check(ipv6(withChecksum(6))), "valid");
});

Deno.test("checkTcp() tells a wrong checksum", () => {
  const segment = withChecksum(4);
  segment[30] ^= 1;
  assertEquals(check(ipv4(segment)), "invalid");
});

Deno.test("checkTcp() knows a checksum that the network card was to complete", () => {
  const segment = tcp({ payload });
  assertEquals(check(ipv4(segment)), "offloaded");
  const sum = pseudoSum(4, segment.length);
  segment[16] = sum >> 8;
  segment[17] = sum & 0xff;
  assertEquals(check(ipv4(segment)), "offloaded");
});

Deno.test("checkTcp() says nothing of a segment that is not whole", () => {
  const frame = frameOf(ipv4(withChecksum(4)), { linkType: LinkType.RAW });
  assertEquals(checkTcp(decodeFrame(cut(frame, 50))), "unknown");
  assertEquals(checkTcp(decodeFrame(cut(frame, 10))), "unknown");
});

Deno.test("checkTcp() checks a segment that came in fragments", () => {
  const segment = withChecksum(4);
  const decoder = new PacketDecoder();
  decoder.decode(
    frameOf(ethernet(ipv4(segment.subarray(0, 24), { fragmentation: 0x2000 }))),
  );
  const last = ipv4(segment.subarray(24), { fragmentation: 3 });
  assertEquals(checkTcp(decoder.decode(frameOf(ethernet(last)))), "valid");
});

Deno.test("checkIpv4Header() tells right from wrong", () => {
  const packet = ipv4(tcp());
  const state = (bytes: Uint8Array) =>
    checkIpv4Header(decodeFrame(frameOf(bytes, { linkType: LinkType.RAW })));
  assertEquals(state(packet), "valid");
  packet[8]--;
  assertEquals(state(packet), "invalid");
  packet[10] = packet[11] = 0;
  assertEquals(state(packet), "offloaded");
  assertEquals(state(ipv6(tcp())), "unknown");
});

Deno.test("decodeFrame() says of recorded checksums whether they are right", () => {
  function states(bytes: Uint8Array, missing = 0): (string | undefined)[] {
    const whole = frameOf(bytes, { linkType: LinkType.RAW });
    const frame = cut(whole, bytes.length - missing);
    const layers = decodeFrame(frame, { record: true }).fields ?? [];
    return layers.flatMap(({ fields = [] }) => fields)
      .filter(({ name }) => name.endsWith("checksum"))
      .map(({ text }) => text);
  }
  const right = ipv4(withChecksum(4));
  assertEquals(states(right).at(-1), "valid");
  assertEquals(states(right, 1).at(-1), undefined);
  right[right.length - 1] ^= 1;
  assertEquals(states(right).at(-1), "invalid");
  assertEquals(states(ipv6(tcp({ payload }))), ["offloaded"]);
});
