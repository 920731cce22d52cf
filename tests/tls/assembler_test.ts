import { assertEquals } from "@std/assert";
import { fromHex, toHex } from "../../src/bytes/mod.ts";
import {
  HandshakeAssembler,
  MAX_MESSAGE_BYTES,
} from "../../src/tls/assembler.ts";
import { WireRecord } from "../../src/tls/wire_record.ts";

/** A handshake record in the clear whose header is at `start`. */
function recordAt(start: number, fragment: Uint8Array): WireRecord {
  const { length } = fragment;
  return new WireRecord({
    kind: "record",
    start,
    end: start + 5 + length,
    type: 22,
    version: 0x0303,
    length,
    fragment,
    missing: 0,
  });
}

const MESSAGES = fromHex("0e000000" + "0100000411223344" + "1400000155");

Deno.test("HandshakeAssembler puts messages together from any fragments", () => {
  for (let size = 1; size <= MESSAGES.length; size++) {
    const assembler = new HandshakeAssembler();
    const found: string[] = [];
    let start = 0;
    for (let at = 0; at < MESSAGES.length; at += size) {
      const fragment = MESSAGES.subarray(at, at + size);
      const record = recordAt(start, fragment);
      for (const message of assembler.push(fragment, record)) {
        found.push(toHex(message.bytes));
        assertEquals(message.whole, true);
      }
      start = record.end;
    }
    assertEquals(found, ["0e000000", "0100000411223344", "1400000155"]);
    assertEquals(assembler.pending, false);
  }
});

Deno.test("HandshakeAssembler gives ranges that tile the records", () => {
  const assembler = new HandshakeAssembler();
  const first = recordAt(100, MESSAGES.subarray(0, 9));
  const second = recordAt(114, MESSAGES.subarray(9));
  const found = [
    ...assembler.push(MESSAGES.subarray(0, 9), first),
    ...assembler.push(MESSAGES.subarray(9), second),
  ];
  assertEquals(
    found.map(({ start, end, records }) => [start, end, records.length]),
    [[100, 109, 1], [109, 122, 2], [122, 127, 1]],
  );
});

Deno.test("HandshakeAssembler gives up what has begun", () => {
  const assembler = new HandshakeAssembler();
  assertEquals(assembler.abandon(), undefined);
  assembler.push(
    MESSAGES.subarray(4, 10),
    recordAt(0, MESSAGES.subarray(4, 10)),
  );
  assertEquals(assembler.pending, true);
  const abandoned = assembler.abandon();
  assertEquals(abandoned?.whole, false);
  assertEquals(abandoned?.declaredLength, 8);
  assertEquals([abandoned?.start, abandoned?.end], [0, 11]);
  assertEquals(assembler.pending, false);
});

Deno.test("HandshakeAssembler does not put together what is too long", () => {
  const assembler = new HandshakeAssembler();
  const fragment = new Uint8Array(16384);
  fragment.set(fromHex("0bffffff"));
  let start = 0;
  let passed = 0;
  for (let i = 0; i < 1024; i++) {
    const record = recordAt(start, fragment);
    const [message] = assembler.push(fragment, record);
    assertEquals(message.whole, false);
    passed += message.bytes.length;
    start = record.end;
  }
  assertEquals(passed > MAX_MESSAGE_BYTES, true);
});
