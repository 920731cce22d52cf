import { assertEquals } from "@std/assert";
import { fromHex } from "../../src/bytes/mod.ts";
import { addressText } from "../../src/packet/mod.ts";

Deno.test("addressText() writes IPv6 as RFC 5952 recommends", () => {
  const texts: Record<string, string> = {
    "00000000000000000000000000000000": "::",
    "00000000000000000000000000000001": "::1",
    "20010db8000000000001000000000001": "2001:db8::1:0:0:1",
    "20010db8000000010001000100010001": "2001:db8:0:1:1:1:1:1",
    "20010db8000000000000000000000000": "2001:db8::",
    "fe80000000000000020000fffe000001": "fe80::200:ff:fe00:1",
    "00010000000000000002000000000000": "1::2:0:0:0",
    "00000000000000000000ffffc0a80001": "::ffff:192.168.0.1",
  };
  for (const [hex, text] of Object.entries(texts)) {
    assertEquals(addressText(fromHex(hex), 0, 6), text);
  }
});

Deno.test("addressText() writes every address right, whatever it remembers", () => {
  const bytes = new Uint8Array(16);
  const view = new DataView(bytes.buffer);
  for (let round = 0; round < 2; round++) {
    for (let number = 1; number < 3000; number++) {
      view.setUint32(0, 0x0a00_0000 + number);
      const expected = `10.0.${number >> 8}.${number & 255}`;
      assertEquals(addressText(bytes, 0, 4), expected);
      view.setUint32(12, number + 1);
      const tail = number + 1;
      const text = addressText(bytes, 0, 6);
      assertEquals(text, `a00:${number.toString(16)}::${tail.toString(16)}`);
    }
  }
});
