import { assertEquals } from "@std/assert";
import { ContentDecoder } from "../../src/explain/content_decoder.ts";
import { speak } from "../../src/explain/mod.ts";
import { recorded } from "../tls/samples.ts";

/** A record of TLS 1.3 that hides as many bytes as an alert has, under a tag of 16 bytes. */
const SHORT_RECORD = Uint8Array.from([
  ...[0x17, 3, 3, 0, 19],
  ...new Uint8Array(19),
]);

/** Decodes a recorded conversation of TLS 1.3 without its keys. */
function withoutKeys(): ContentDecoder {
  const decoder = new ContentDecoder({ say: speak("en") });
  const [{ parts }] = recorded("tls13_aes128_gcm");
  for (const { direction, bytes } of parts) {
    if (bytes) decoder.push(direction, bytes, []);
  }
  return decoder;
}

Deno.test("ContentDecoder takes a closed record of an alert's length for close_notify only behind FIN", () => {
  const decoder = withoutKeys();
  assertEquals(decoder.probableCloseNotify, []);
  const [last] = decoder.lastWords(1);
  assertEquals(
    [last.words.title, last.stage, last.evidence],
    ["Alert close_notify", "end", "inferred"],
  );
  assertEquals(decoder.probableCloseNotify, [1]);
});

Deno.test("ContentDecoder takes short data for data where more follows it", () => {
  const decoder = withoutKeys();
  const [short] = decoder.push(0, SHORT_RECORD, []);
  assertEquals(short.stage, "data");
  const longer = SHORT_RECORD.slice();
  longer[4] = 24;
  decoder.push(0, Uint8Array.from([...longer, 0, 0, 0, 0, 0]), []);
  assertEquals(decoder.lastWords(0), []);
});

Deno.test("ContentDecoder does not name the alert of a side that said nothing before", () => {
  const decoder = new ContentDecoder({ say: speak("en") });
  // A client without a certificate is refused as soon as it is done.
  const [{ parts }] = recorded("alert_certificate_required");
  for (const { direction, bytes } of parts) {
    if (bytes) decoder.push(direction, bytes, []);
  }
  const [last] = decoder.lastWords(1);
  assertEquals(last.words.title, "Alert");
  assertEquals(decoder.probableCloseNotify, []);
});
