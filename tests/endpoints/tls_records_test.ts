import { assert, assertEquals } from "@std/assert";
import { AlertWatch, TlsRecordWalk } from "../../src/endpoints/tls_records.ts";

const data = [23, 3, 3, 0, 3, 21, 21, 21];
const alert = [21, 3, 3, 0, 2, 1, 0];
const empty = [23, 3, 3, 0, 0];

/** Whether records end with an alert, in one piece and byte by byte. */
function ends(...records: number[][]): boolean {
  const bytes = new Uint8Array(records.flat());
  const [whole, pieces] = [new TlsRecordWalk(), new TlsRecordWalk()];
  whole.push(bytes);
  for (const byte of bytes) pieces.push(new Uint8Array([byte]));
  assertEquals(pieces.endsWithAlert, whole.endsWithAlert);
  return whole.endsWithAlert;
}

Deno.test("TlsRecordWalk knows an alert at the end, however it comes", () => {
  assertEquals(ends(), false);
  assertEquals(ends(data), false);
  assertEquals(ends(data, alert), true);
  assertEquals(ends(empty, alert), true);
  assertEquals(ends(alert, data), false);
});

Deno.test("TlsRecordWalk takes a part of a record for no end of it", () => {
  assertEquals(ends(data, alert.slice(0, -1)), false);
  assertEquals(ends(alert, data.slice(0, 2)), false);
  assertEquals(ends(alert, empty), false);
});

/** What a watch says of bytes that come in such pieces. */
function watched(...pieces: readonly (readonly number[])[]): boolean {
  const watch = new AlertWatch();
  for (const piece of pieces) watch.push(Uint8Array.from(piece));
  return watch.sawAlertOnly;
}

Deno.test("AlertWatch knows an alert in whatever pieces it comes, and nothing like it", () => {
  const alert = [0x15, 3, 3, 0, 2, 2, 50];
  assert(watched(alert));
  assert(watched(...alert.map((byte) => [byte])));
  assert(watched(alert, [0x15, 3, 1, 0, 2, 1, 0]));
  assert(!watched());
  for (let length = 0; length < alert.length; length++) {
    assert(!watched(alert.slice(0, length)), `${length} bytes of it`);
  }
  for (
    const [at, byte] of [[0, 0x16], [1, 2], [2, 5], [3, 1], [4, 3], [5, 3]]
  ) {
    assert(!watched(alert.with(at, byte)), `byte ${at} is ${byte}`);
  }
  assert(!watched(alert, [0]));
  assert(!watched(alert, alert.with(0, 0x17)));
  assert(!watched(alert, alert, alert));
});
