import { assert, assertEquals, assertThrows } from "@std/assert";
import { brotliCompressSync, deflateSync, zstdCompressSync } from "node:zlib";
import {
  ByteReader,
  DecodeError,
  fromHex,
  tilingFault,
  toHex,
} from "../../src/bytes/mod.ts";
import {
  decodeHandshake,
  type HandshakeContext,
  type HandshakeMessage,
} from "../../src/tls/mod.ts";
import { converse } from "./check.ts";
import { keyLogOf, RECORDED } from "./samples.ts";

const BYTE = Uint8Array.of(0xab);
const TLS12: HandshakeContext = {
  direction: 1,
  version: 0x0303,
  cipherSuite: 0xc02f,
  rawPublicKey: false,
};
const TLS13: HandshakeContext = {
  ...TLS12,
  version: 0x0304,
  cipherSuite: 0x1301,
};

/** Decodes a message from type and body at both speeds, and checks its fields. */
function decode(
  type: number,
  body: string,
  context: HandshakeContext = TLS12,
): HandshakeMessage {
  const content = fromHex(body);
  const { length } = content;
  const bytes = Uint8Array.of(type, 0, length >> 8, length, ...content);
  const recorder = new ByteReader(bytes, "tls", { record: true });
  decodeHandshake(recorder, context);
  assertEquals(tilingFault(recorder.fields ?? [], 0, bytes.length), undefined);
  return decodeHandshake(new ByteReader(bytes, "tls"), context);
}

Deno.test("decodeHandshake() decodes messages without a body", () => {
  assertEquals(decode(0, ""), { kind: "hello_request" });
  assertEquals(decode(5, ""), { kind: "end_of_early_data" });
  assertEquals(decode(14, ""), { kind: "server_hello_done" });
});

Deno.test("decodeHandshake() tells a HelloRetryRequest by its random value", () => {
  const random =
    "cf21ad74e59a6111be1d8c021e65b891c2a211167abb8c5e079e09e2c8a8339c";
  const rest = "00 1301 00 0000";
  assertEquals(decode(2, `0303 ${random} ${rest}`).kind, "hello_retry_request");
  const other = random.replace("9c", "9d");
  assertEquals(decode(2, `0303 ${other} ${rest}`).kind, "server_hello");
});

Deno.test("decodeHandshake() decodes a ClientHello that ends before extensions", () => {
  const message = decode(1, `0300 ${"11".repeat(32)} 00 0002 002f 01 00`);
  assertEquals(
    message.kind === "client_hello" && message.extensions,
    undefined,
  );
  assertEquals(
    message.kind === "client_hello" && message.cipherSuites,
    [0x002f],
  );
});

Deno.test("decodeHandshake() decodes tickets of both forms", () => {
  assertEquals(decode(4, "00000e10 0001 ab"), {
    kind: "new_session_ticket",
    lifetimeSeconds: 3600,
    ticket: BYTE,
  });
  assertEquals(decode(4, "00000e10 01020304 01 ab 0001 ab 0000", TLS13), {
    kind: "new_session_ticket",
    lifetimeSeconds: 3600,
    ageAdd: 0x01020304,
    nonce: BYTE,
    ticket: BYTE,
    extensions: [],
  });
});

Deno.test("decodeHandshake() decodes certificates of both forms, and bare public keys", () => {
  const entry = { data: BYTE, form: "x509" } as const;
  assertEquals(decode(11, "000004 000001 ab"), {
    kind: "certificate",
    entries: [entry],
  });
  assertEquals(decode(11, "00 000006 000001 ab 0000", TLS13), {
    kind: "certificate",
    requestContext: new Uint8Array(),
    entries: [{ ...entry, extensions: [] }],
  });
  assertEquals(decode(11, "000001 ab", { ...TLS12, rawPublicKey: true }), {
    kind: "certificate",
    entries: [{ data: BYTE, form: "raw_public_key" }],
  });
});

Deno.test("decodeHandshake() decompresses certificates by every algorithm", () => {
  const body = fromHex(
    "00 0000c7 0000c2".replaceAll(" ", "") + "ab".repeat(194) + "0000",
  );
  const compressed: Record<number, Uint8Array> = {
    1: deflateSync(body),
    2: brotliCompressSync(body),
    3: zstdCompressSync(body),
  };
  for (const [algorithm, bytes] of Object.entries(compressed)) {
    const length = bytes.length.toString(16).padStart(6, "0");
    const declared = body.length.toString(16).padStart(6, "0");
    const message = decode(
      25,
      `000${algorithm} ${declared} ${length} ${toHex(new Uint8Array(bytes))}`,
      TLS13,
    );
    assert(message.kind === "compressed_certificate");
    assertEquals(message.certificate?.entries[0].data.length, 194);
  }
});

Deno.test("decodeHandshake() keeps a compressed certificate that is not what it declares", () => {
  const bomb = toHex(
    new Uint8Array(brotliCompressSync(new Uint8Array(100_000))),
  );
  const size = (bomb.length / 2).toString(16).padStart(6, "0");
  for (
    const body of [
      "0001 000400 000001 ab", // no zlib stream
      "0009 000400 000001 ab", // no such algorithm
      "0001 000000 000001 ab", // nothing declared
      "0001 ffffff 000001 ab", // more than is decompressed
      `0002 000010 ${size} ${bomb}`, // more than is declared
    ]
  ) {
    const message = decode(25, body, TLS13);
    assert(message.kind === "compressed_certificate");
    assertEquals(message.certificate, undefined, body);
  }
});

Deno.test("decodeHandshake() decodes certificate requests of each version", () => {
  assertEquals(decode(13, "01 40 0002 0403 0003 0001 ab"), {
    kind: "certificate_request",
    certificateTypes: [64],
    signatureSchemes: [0x0403],
    authorities: [BYTE],
  });
  assertEquals(decode(13, "01 01 0000", { ...TLS12, version: 0x0301 }), {
    kind: "certificate_request",
    certificateTypes: [1],
    authorities: [],
  });
  assertEquals(decode(13, "01 ab 0000", TLS13), {
    kind: "certificate_request",
    requestContext: BYTE,
    extensions: [],
  });
});

Deno.test("decodeHandshake() decodes the server's key exchange by the cipher suite", () => {
  const kind = "server_key_exchange";
  const signed = { signatureScheme: 0x0804, signature: BYTE };
  assertEquals(decode(12, "03 001d 01 ab 0804 0001 ab"), {
    kind,
    exchange: "ecdhe",
    curveType: 3,
    group: 0x001d,
    publicKey: BYTE,
    ...signed,
  });
  const dhe = {
    exchange: "dhe" as const,
    prime: BYTE,
    generator: BYTE,
    publicKey: BYTE,
  };
  assertEquals(
    decode(12, "0001 ab 0001 ab 0001 ab 0804 0001 ab", withSuite(0x009e)),
    { kind, ...dhe, ...signed },
  );
  assertEquals(
    decode(12, "0001 ab 0001 ab 0001 ab 0001 ab", {
      ...withSuite(0x0033),
      version: 0x0301,
    }),
    { kind, ...dhe, signature: BYTE },
  );
  // TLS_DH_anon_WITH_AES_128_GCM_SHA256 is not signed.
  assertEquals(decode(12, "0001 ab 0001 ab 0001 ab", withSuite(0x00a6)), {
    kind,
    ...dhe,
  });
  assertEquals(decode(12, "0001 ab", withSuite(0x00a8)), {
    kind,
    exchange: "psk",
    pskIdentityHint: BYTE,
  });
  assertEquals(
    decode(12, "0001 ab 0001 ab 0001 ab 0001 ab", withSuite(0x00aa)),
    { kind, pskIdentityHint: BYTE, ...dhe },
  );
  assertEquals(decode(12, "0001 ab 03 001d 01 ab", withSuite(0xccac)), {
    kind,
    pskIdentityHint: BYTE,
    exchange: "ecdhe",
    curveType: 3,
    group: 0x001d,
    publicKey: BYTE,
  });
  assertEquals(
    decode(12, "0001 ab 0001 ab 01 ab 0001 ab", withSuite(0xc01d)),
    {
      kind,
      exchange: "srp",
      prime: BYTE,
      generator: BYTE,
      salt: BYTE,
      publicKey: BYTE,
    },
  );
  assertEquals(decode(12, "0102", withSuite(0xabcd)), {
    kind,
    exchange: "opaque",
    opaque: Uint8Array.of(1, 2),
  });
});

Deno.test("decodeHandshake() decodes the client's key exchange by the cipher suite", () => {
  const kind = "client_key_exchange";
  assertEquals(decode(16, "01 ab"), {
    kind,
    exchange: "ecdhe",
    publicKey: BYTE,
  });
  assertEquals(decode(16, "0001 ab", withSuite(0x009e)), {
    kind,
    exchange: "dhe",
    publicKey: BYTE,
  });
  const rsa = {
    kind,
    exchange: "rsa",
    encryptedPreMasterSecret: BYTE,
  } as const;
  assertEquals(decode(16, "0001 ab", withSuite(0x009c)), rsa);
  assertEquals(
    decode(16, "ab", { ...withSuite(0x002f), version: 0x0300 }),
    rsa,
  );
  assertEquals(decode(16, "0001 ab", withSuite(0x00a8)), {
    kind,
    exchange: "psk",
    pskIdentity: BYTE,
  });
  assertEquals(decode(16, "0001 ab 01 ab", withSuite(0xccac)), {
    kind,
    exchange: "ecdhe",
    pskIdentity: BYTE,
    publicKey: BYTE,
  });
  assertEquals(decode(16, "0001 ab 0001 ab", withSuite(0x00ac)), {
    ...rsa,
    pskIdentity: BYTE,
  });
  assertEquals(decode(16, "0001 ab 0001 ab", withSuite(0x00aa)), {
    kind,
    exchange: "dhe",
    pskIdentity: BYTE,
    publicKey: BYTE,
  });
  assertEquals(decode(16, "0001 ab", withSuite(0xc01d)), {
    kind,
    exchange: "srp",
    publicKey: BYTE,
  });
});

Deno.test("decodeHandshake() decodes the rarer messages", () => {
  assertEquals(decode(15, "0804 0001 ab"), {
    kind: "certificate_verify",
    signatureScheme: 0x0804,
    signature: BYTE,
  });
  assertEquals(decode(15, "0001 ab", { ...TLS12, version: 0x0301 }), {
    kind: "certificate_verify",
    signature: BYTE,
  });
  assertEquals(decode(20, "ab"), { kind: "finished", verifyData: BYTE });
  assertEquals(decode(24, "01", TLS13), {
    kind: "key_update",
    requestUpdate: 1,
  });
  assertEquals(decode(22, "01 000001 ab"), {
    kind: "certificate_status",
    statusType: 1,
    responses: [BYTE],
  });
  assertEquals(decode(22, "02 000007 000001 ab 000000"), {
    kind: "certificate_status",
    statusType: 2,
    responses: [BYTE, new Uint8Array()],
  });
  assertEquals(decode(23, "000005 4002 0001 ab"), {
    kind: "supplemental_data",
    entries: [{ type: 0x4002, data: BYTE }],
  });
  assertEquals(decode(21, `00 0018 0001 61 01 ${"22".repeat(20)}`), {
    kind: "certificate_url",
    chainType: 0,
    urls: [{ url: "a", sha1: new Uint8Array(20).fill(0x22) }],
  });
  assertEquals(decode(254, "ab"), { kind: "message_hash", hash: BYTE });
  assertEquals(decode(99, "ab"), { kind: "unknown", type: 99, body: BYTE });
});

Deno.test("decodeHandshake() rejects every recorded message that is cut anywhere", () => {
  let cases = 0;
  for (const item of RECORDED) {
    const { events } = converse(item.parts, { keyLog: keyLogOf(item) });
    for (const event of events) {
      if (event.kind !== "handshake" || cases > 20_000) continue;
      for (let length = 0; length < event.bytes.length; length++) {
        const cut = new ByteReader(event.bytes, "tls", { length });
        assertThrows(() => decodeHandshake(cut, TLS12), DecodeError);
        cases++;
      }
    }
  }
});

Deno.test("decodeHandshake() rejects bytes after the end of a message", () => {
  assertThrows(
    () => decode(14, "00"),
    DecodeError,
    "1 bytes are left after its end",
  );
  assertThrows(() => decode(24, "0000", TLS13), DecodeError);
});

function withSuite(cipherSuite: number): HandshakeContext {
  return { ...TLS12, cipherSuite };
}
