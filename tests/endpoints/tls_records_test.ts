import { assertEquals } from "@std/assert";
import { TlsRecordWalk } from "../../src/endpoints/tls_records.ts";

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
