import { assertEquals } from "@std/assert";
import { fromHex, toHex } from "../../src/bytes/mod.ts";
import { type Framed, RecordFramer } from "../../src/tls/records.ts";

function framer(options: { skips?: number } = {}): RecordFramer {
  return new RecordFramer({
    ssl2: true,
    skips: (_, length) => length > (options.skips ?? Infinity),
  });
}

/** What was cut, short enough to compare: `type start-end content`. */
function brief(items: readonly Framed[]): string[] {
  return items.map((item) => {
    const range = `${item.start}-${item.end}`;
    switch (item.kind) {
      case "record":
        return `${item.type} ${range} ${
          item.fragment ? toHex(item.fragment) : `missing ${item.missing}`
        }`;
      case "ssl2_hello":
        return `ssl2 ${range}`;
      case "lost":
        return `lost ${range} ${item.cause} missing ${item.missing} ${
          toHex(item.sample)
        }`;
    }
  });
}

const ALERT = fromHex("15 0303 0002 0100");
const DATA = fromHex("17 0303 0004 aabbccdd");

Deno.test("RecordFramer cuts records out of any pieces", () => {
  const bytes = Uint8Array.from([...ALERT, ...DATA, ...ALERT]);
  for (let size = 1; size <= bytes.length; size++) {
    const cutter = framer();
    const items: Framed[] = [];
    for (let at = 0; at < bytes.length; at += size) {
      items.push(...cutter.push(bytes.subarray(at, at + size)));
    }
    items.push(...cutter.end());
    assertEquals(brief(items), [
      "21 0-7 0100",
      "23 7-16 aabbccdd",
      "21 16-23 0100",
    ]);
  }
});

Deno.test("RecordFramer gives fragments that later pushes do not change", () => {
  const cutter = framer();
  cutter.push(DATA.subarray(0, 7));
  const [record] = cutter.push(Uint8Array.from([...DATA.subarray(7), 0x15]));
  cutter.push(ALERT.subarray(1));
  cutter.push(DATA);
  assertEquals(
    record.kind === "record" && toHex(record.fragment ?? new Uint8Array()),
    "aabbccdd",
  );
});

Deno.test("RecordFramer takes records without content", () => {
  assertEquals(brief(framer().push(fromHex("17 0301 0000 17 0301 0000"))), [
    "23 0-5 ",
    "23 5-10 ",
  ]);
});

Deno.test("RecordFramer passes over fragments that are of no use", () => {
  const cutter = framer({ skips: 3 });
  const items = [...cutter.push(DATA.subarray(0, 6))];
  items.push(...cutter.push(DATA.subarray(6)), ...cutter.push(ALERT));
  assertEquals(brief(items), ["23 0-9 missing 0", "21 9-16 0100"]);
});

Deno.test("RecordFramer keeps its place when a gap falls into one record", () => {
  const cutter = framer();
  const items = [...cutter.push(DATA.subarray(0, 6)), ...cutter.gap(2)];
  items.push(...cutter.push(DATA.subarray(8)), ...cutter.push(ALERT));
  assertEquals(brief(items), ["23 0-9 missing 2", "21 9-16 0100"]);
});

Deno.test("RecordFramer finds the next record after a gap of any length", () => {
  for (let length = 1; length < 40; length++) {
    const cutter = framer();
    const items = [
      ...cutter.push(DATA),
      ...cutter.gap(length),
      ...cutter.push(Uint8Array.from([0xee, 0xff, ...ALERT])),
      ...cutter.push(DATA),
    ];
    assertEquals(brief(items), [
      "23 0-9 aabbccdd",
      `lost 9-${11 + length} gap missing ${length} eeff`,
      `21 ${11 + length}-${18 + length} 0100`,
      `23 ${18 + length}-${27 + length} aabbccdd`,
    ]);
  }
});

Deno.test("RecordFramer tells bytes that are no record", () => {
  const cutter = framer();
  const bytes = new TextEncoder().encode("HTTP/1.1 400 Bad Request\r\n");
  assertEquals(brief(cutter.push(bytes)), []);
  assertEquals(brief(cutter.end()), [
    `lost 0-26 header missing 0 ${toHex(bytes)}`,
  ]);
});

Deno.test("RecordFramer tells a record that the stream ends in", () => {
  const cutter = framer();
  assertEquals(brief(cutter.push(DATA.subarray(0, 7))), []);
  assertEquals(brief(cutter.end()), ["lost 0-7 end missing 0 1703030004aabb"]);
  const skipping = framer({ skips: 1 });
  assertEquals(brief(skipping.push(DATA.subarray(0, 7))), []);
  assertEquals(brief(skipping.end()), ["lost 0-7 end missing 0 "]);
});

Deno.test("RecordFramer rejects lengths that no version allows", () => {
  const cutter = framer();
  cutter.push(fromHex("17 0303 4801 00"));
  assertEquals(brief(cutter.end()), ["lost 0-6 header missing 0 170303480100"]);
});

Deno.test("RecordFramer holds no more than a record while nothing is found", () => {
  const cutter = framer();
  const noise = new Uint8Array(100_000).fill(0x17);
  for (let i = 0; i < 20; i++) cutter.push(noise);
  const [lost] = cutter.end();
  assertEquals(lost.kind === "lost" && lost.sample.length, 1024);
  assertEquals(lost.end, 2_000_000);
});

Deno.test("RecordFramer cuts a ClientHello of SSL 2.0, and records after it", () => {
  const hello = fromHex("800c 01 0301 0003 0000 0000 00002f");
  const bytes = Uint8Array.from([...hello, ...ALERT]);
  for (let size = 1; size <= bytes.length; size++) {
    const cutter = framer();
    const items: Framed[] = [];
    for (let at = 0; at < bytes.length; at += size) {
      items.push(...cutter.push(bytes.subarray(at, at + size)));
    }
    assertEquals(brief(items), ["ssl2 0-14", "21 14-21 0100"]);
  }
});
