import { assertEquals } from "@std/assert";
import { fromHex } from "../../src/bytes/hex.ts";
import { encodePublicKey } from "../../src/pki/authority.ts";
import { containerOf, pemBlockOf } from "../../src/pki/der_label.ts";
import { encodeKey, generateKey } from "../../src/pki/keys.ts";
import { selfSignLeaf } from "../../src/pki/leaf.ts";
import { decodePem, readPem } from "../../src/pki/pem.ts";
import { createRequest } from "../../src/pki/request.ts";

const ec = await generateKey("ec");
const rsa = await generateKey("rsa2048");

Deno.test("pemBlockOf() recognises what a binary file holds", async () => {
  const request = await createRequest(ec);
  const texts = [
    await selfSignLeaf(ec),
    request,
    encodeKey(ec),
    encodeKey(ec, "secret"),
    ec.export({ type: "sec1", format: "pem" }).toString(),
    rsa.export({ type: "pkcs1", format: "pem" }).toString(),
  ];
  for (const text of texts) {
    const [block] = readPem(text.endsWith("\n") ? text : `${text}\n`).blocks;
    assertEquals(pemBlockOf(decodePem(block)), block);
  }
  assertEquals(pemBlockOf(encodePublicKey(ec))?.label, "PUBLIC KEY");
});

Deno.test("pemBlockOf() recognises nothing in anything else", async () => {
  const der = decodePem(readPem(await selfSignLeaf(ec)).blocks[0]);
  const rows = [
    "",
    "30",
    "3000",
    "30030201",
    "3006020103300130",
    "3003300106",
    "7b7d",
    der.slice(0, -1).toHex(),
    `${der.toHex()}00`,
  ];
  for (const hex of rows) {
    assertEquals(pemBlockOf(Uint8Array.fromHex(hex)), undefined, hex);
  }
});

Deno.test("containerOf() tells PKCS#7 and PKCS#12 apart, of known length or not", () => {
  const signedData = "06 09 2a 86 48 86 f7 0d 01 07 02";
  const rows: [string, string | undefined][] = [
    ["30 82 09 89 02 01 03 30", "pkcs12"],
    ["30 80 02 01 03 30 80", "pkcs12"],
    [`30 82 02 0c ${signedData} a0`, "pkcs7"],
    [`30 80 ${signedData} a0 80`, "pkcs7"],
    ["30 82 01 da 30 82 01 80", undefined],
    ["30 77 02 01 01 04 20", undefined],
    ["7f 45 4c 46", undefined],
    ["30", undefined],
    ["", undefined],
  ];
  for (const [hex, container] of rows) {
    assertEquals(containerOf(fromHex(hex)), container, hex);
  }
});
