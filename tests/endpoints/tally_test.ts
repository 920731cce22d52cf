import { assert, assertEquals } from "@std/assert";
import {
  PREVIEW_BYTES,
  Tally,
  type TallyReport,
} from "../../src/endpoints/tally.ts";

function tally(): [Tally, TallyReport[]] {
  const reports: TallyReport[] = [];
  return [new Tally((report) => reports.push(report)), reports];
}

Deno.test("Tally tells of a chunk with a copy of its first bytes", () => {
  const [counted, reports] = tally();
  const buffer = new Uint8Array(1000).fill(65);
  counted.add(buffer, 3);
  buffer.fill(66);
  assertEquals(reports, [
    { bytes: 3, chunks: 1, preview: new Uint8Array([65, 65, 65]) },
  ]);
  counted.add(buffer, 1000);
  assertEquals(reports[1].preview.length, PREVIEW_BYTES);
});

Deno.test("Tally adds fast chunks up, and loses none", () => {
  const [counted, reports] = tally();
  const buffer = new Uint8Array(100);
  for (let i = 0; i < 10_000; i++) counted.add(buffer, 100);
  counted.flush();
  const sum = (pick: (report: TallyReport) => number) =>
    reports.reduce((total, report) => total + pick(report), 0);
  assertEquals(counted.total, 1_000_000);
  assertEquals(sum((report) => report.bytes), 1_000_000);
  assertEquals(sum((report) => report.chunks), 10_000);
  assert(reports.length < 50, `${reports.length} reports`);
  assertEquals(reports.at(-1)?.preview.length, 0);
});

Deno.test("Tally tells of chunks that it held back when none follows them", async () => {
  const { promise: told, resolve } = Promise.withResolvers<TallyReport>();
  const counted = new Tally((report) => {
    if (report.chunks > 1) resolve(report);
  });
  const buffer = new Uint8Array(100);
  for (let i = 0; i < 10; i++) counted.add(buffer, 100);
  const { bytes, chunks, preview } = await told;
  assertEquals({ bytes, chunks, shown: preview.length }, {
    bytes: 200,
    chunks: 2,
    shown: 0,
  });
});

Deno.test("Tally tells of nothing after its end, and leaves no timer behind", () => {
  const [counted, reports] = tally();
  const buffer = new Uint8Array(100);
  for (let i = 0; i < 10; i++) counted.add(buffer, 100);
  counted.end();
  const { length } = reports;
  assertEquals(reports.at(-1)?.chunks, 2);
  for (let i = 0; i < 10; i++) counted.add(buffer, 100);
  assertEquals(reports.length, length);
  assertEquals(counted.total, 2000);
});

Deno.test("Tally counts where nobody listens", () => {
  const counted = new Tally();
  counted.add(new Uint8Array(5), 5);
  counted.flush();
  assertEquals(counted.total, 5);
});
