import { assertEquals, assertThrows } from "@std/assert";
import {
  BpfCode,
  DROP_ALL,
  encodeFilter,
  MAXIMUM_PORTS,
  PACKET_OUTGOING,
  portFilter,
  type PortFilterOptions,
} from "../../src/capture/filter.ts";
import { Failure } from "../../src/failure.ts";
import { runFilter } from "./bpf.ts";
import { ethernet, ipPacket, type PacketParts } from "./packets.ts";

const SNAP_LENGTH = 262_144;

function filterOf(options: Partial<PortFilterOptions> = {}) {
  return portFilter({
    ports: [8080],
    linkHeaderBytes: 14,
    snapLength: SNAP_LENGTH,
    ...options,
  });
}

function passes(parts: PacketParts, filter = filterOf()): boolean {
  return runFilter(filter, ethernet(ipPacket(parts))) === SNAP_LENGTH;
}

for (const version of [4, 6] as const) {
  Deno.test(`portFilter() passes IPv${version} from and to its port, and no other`, () => {
    assertEquals(passes({ version, destination: 8080 }), true);
    assertEquals(passes({ version, source: 8080, destination: 5 }), true);
    assertEquals(passes({ version, destination: 8081 }), false);
    assertEquals(passes({ version, destination: 0x901f }), false);
  });

  Deno.test(`portFilter() drops other protocols on the same port over IPv${version}`, () => {
    for (const protocol of [17, 132, 1]) {
      assertEquals(passes({ version, protocol }), false);
    }
  });
}

Deno.test("portFilter() finds the ports behind IPv4 options", () => {
  for (const options of [4, 20, 40]) {
    assertEquals(passes({ options }), true);
    assertEquals(passes({ options, destination: 9 }), false);
  }
});

Deno.test("portFilter() passes the first fragment of a packet, and none after it", () => {
  assertEquals(passes({ moreFragments: true }), true);
  assertEquals(passes({ moreFragments: true, fragment: 1 }), false);
  assertEquals(passes({ fragment: 0x1fff }), false);
  const six = { version: 6, fragmentHeader: true } as const;
  assertEquals(passes({ ...six, moreFragments: true }), true);
  assertEquals(passes({ ...six, moreFragments: true, destination: 9 }), false);
  assertEquals(passes({ ...six, moreFragments: true, protocol: 17 }), false);
  assertEquals(passes({ ...six, moreFragments: true, fragment: 1 }), false);
  assertEquals(passes({ ...six, fragment: 0x1fff }), false);
});

Deno.test("portFilter() takes several ports", () => {
  const ports = Array.from(
    { length: MAXIMUM_PORTS },
    (_, index) => 7000 + index,
  );
  const filter = filterOf({ ports });
  for (const port of ports) {
    assertEquals(passes({ destination: port }, filter), true);
    assertEquals(passes({ source: port, destination: 9 }, filter), true);
  }
  assertEquals(passes({ destination: 6999 }, filter), false);
  assertEquals(passes({ destination: 7064 }, filter), false);
  assertThrows(() => filterOf({ ports: [...ports, 1] }), Failure, "65 ports");
});

Deno.test("portFilter() drops what is no IP, and packets that end before the ports", () => {
  const arp = ethernet(ipPacket(), 0x0806);
  assertEquals(runFilter(filterOf(), arp), 0);
  const whole = ethernet(ipPacket());
  for (let length = 0; length < 14 + 20 + 4; length++) {
    assertEquals(runFilter(filterOf(), whole.subarray(0, length)), 0);
  }
  assertEquals(runFilter(filterOf(), whole.subarray(0, 38)), SNAP_LENGTH);
});

Deno.test("portFilter() reads packets without a link header too", () => {
  const filter = filterOf({ linkHeaderBytes: 0 });
  const four = ipPacket();
  const six = ipPacket({ version: 6 });
  assertEquals(runFilter(filter, four, { protocol: 0x0800 }), SNAP_LENGTH);
  assertEquals(runFilter(filter, six, { protocol: 0x86dd }), SNAP_LENGTH);
});

Deno.test("portFilter() without ports passes every packet", () => {
  const filter = filterOf({ ports: [] });
  assertEquals(runFilter(filter, new Uint8Array(1)), SNAP_LENGTH);
});

Deno.test("portFilter() drops outgoing copies on all interfaces, or on one", () => {
  const packet = ethernet(ipPacket());
  const outgoing = { packetType: PACKET_OUTGOING };
  const run = (dropOutgoing: "all" | number | undefined, index: number) =>
    runFilter(filterOf({ dropOutgoing }), packet, {
      ...outgoing,
      interfaceIndex: index,
    });
  assertEquals(run(undefined, 1), SNAP_LENGTH);
  assertEquals(run("all", 1), 0);
  assertEquals(run(1, 1), 0);
  assertEquals(run(1, 2), SNAP_LENGTH);
  const all = filterOf({ dropOutgoing: 1 });
  assertEquals(runFilter(all, packet, { packetType: 0 }), SNAP_LENGTH);
});

Deno.test("portFilter() jumps only forward and inside of the filter", () => {
  for (const dropOutgoing of [undefined, "all", 1] as const) {
    for (const ports of [[], [1], [1, 2, 3]]) {
      const filter = filterOf({ dropOutgoing, ports });
      filter.forEach(({ code, jumpTrue, jumpFalse, operand }, index) => {
        const furthest = code === BpfCode.JUMP
          ? operand
          : Math.max(jumpTrue, jumpFalse);
        assertEquals(
          furthest >= 0 &&
            index + 1 + furthest <
              filter.length + (code === BpfCode.RETURN ? 1 : 0),
          true,
        );
        assertEquals(Math.max(jumpTrue, jumpFalse) <= 255, true);
      });
    }
  }
});

Deno.test("encodeFilter() writes eight bytes an instruction in the byte order of the host", () => {
  assertEquals(
    encodeFilter(DROP_ALL),
    new Uint8Array([6, 0, 0, 0, 0, 0, 0, 0]),
  );
  assertEquals(
    encodeFilter([{
      code: BpfCode.JUMP_EQUAL,
      jumpTrue: 1,
      jumpFalse: 2,
      operand: 0x0102_0304,
    }]),
    new Uint8Array([0x15, 0, 1, 2, 4, 3, 2, 1]),
  );
});
