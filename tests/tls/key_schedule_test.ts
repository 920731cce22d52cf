import { assertEquals } from "@std/assert";
import { fromHex, toHex } from "../../src/bytes/mod.ts";
import {
  keyBlock,
  masterSecret,
  nextTrafficSecret,
  pseudorandom,
  trafficKeys,
} from "../../src/tls/key_schedule.ts";

// RFC 8448 section 3, the server's and the client's handshake traffic secrets.
const SERVER_SECRET = fromHex(
  "b67b7d690cc16c4e75e54213cb2d37b4e9c912bcded9105d42befd59d391ad38",
);
const CLIENT_SECRET = fromHex(
  "b3eddb126e067f35a780b3abf45e2d8f3b1a950738f52e9600746a0e27a55a21",
);

Deno.test("trafficKeys() derives the server's handshake keys of RFC 8448 section 3", () => {
  const { key, iv } = trafficKeys("sha256", SERVER_SECRET, 16);
  assertEquals(toHex(key), "3fce516009c21727d0f2e4e86ee403bc");
  assertEquals(toHex(iv), "5d313eb2671276ee13000b30");
});

Deno.test("trafficKeys() derives the client's handshake keys of RFC 8448 section 3", () => {
  const { key, iv } = trafficKeys("sha256", CLIENT_SECRET, 16);
  assertEquals(toHex(key), "dbfaa693d1762c5b666af5d950258d01");
  assertEquals(toHex(iv), "5bd3c71b836e0b76bb73265f");
});

Deno.test("nextTrafficSecret() keeps the length of the secret", () => {
  const next = nextTrafficSecret("sha384", new Uint8Array(48));
  assertEquals(next.length, 48);
  assertEquals(nextTrafficSecret("sha384", new Uint8Array(48)), next);
});

Deno.test("pseudorandom() makes the known answer of TLS 1.2 with SHA-256", () => {
  const result = pseudorandom(
    0x0303,
    "sha256",
    fromHex("9bbe436ba940f017b17652849a71db35"),
    "test label",
    fromHex("a0ba9f936cda311827a6f796ffd5198c"),
    100,
  );
  assertEquals(
    toHex(result),
    "e3f229ba727be17b8d122620557cd453c2aab21d07c3d495329b52d4e61edb5a" +
      "6b301791e90d35c9c9a46b4e14baf9af0fa022f7077def17abfd3797c0564bab" +
      "4fbc91666e9def9b97fce34f796789baa48082d122ee42c5a72e5a5110fff701" +
      "87347b66",
  );
});

Deno.test("pseudorandom() of TLS 1.0 mixes both halves of the secret", () => {
  const seed = new Uint8Array(8);
  const make = (secret: number[]) =>
    toHex(
      pseudorandom(
        0x0301,
        "sha256",
        Uint8Array.from(secret),
        "label",
        seed,
        40,
      ),
    );
  const base = make([1, 2, 3]);
  assertEquals(base.length, 80);
  assertEquals(base === make([9, 2, 3]), false);
  assertEquals(base === make([1, 2, 9]), false);
});

Deno.test("keyBlock() cuts the block into MAC keys, keys and vectors, client first", () => {
  const options = {
    version: 0x0303,
    hash: "sha256" as const,
    clientRandom: new Uint8Array(32).fill(1),
    serverRandom: new Uint8Array(32).fill(2),
    macKeyBytes: 20,
    keyBytes: 16,
    ivBytes: 4,
  };
  const block = keyBlock(new Uint8Array(48), options);
  const whole = pseudorandom(
    0x0303,
    "sha256",
    new Uint8Array(48),
    "key expansion",
    Uint8Array.from([
      ...options.serverRandom,
      ...options.clientRandom,
    ]),
    80,
  );
  const { macKeys, keys, ivs } = block;
  assertEquals(
    toHex(
      Uint8Array.from([...macKeys, ...keys, ...ivs].flatMap((x) => [...x])),
    ),
    toHex(whole),
  );
});

Deno.test("masterSecret() hashes the handshake where extended_master_secret was negotiated", () => {
  const base = {
    version: 0x0303,
    hash: "sha256" as const,
    clientRandom: new Uint8Array(32),
    serverRandom: new Uint8Array(32),
  };
  const premaster = new Uint8Array(48);
  const plain = masterSecret(premaster, { ...base, transcript: undefined });
  const bound = masterSecret(premaster, {
    ...base,
    transcript: [Uint8Array.of(1), Uint8Array.of(2)],
  });
  const joined = masterSecret(premaster, {
    ...base,
    transcript: [Uint8Array.of(1, 2)],
  });
  assertEquals(plain.length, 48);
  assertEquals(toHex(bound), toHex(joined));
  assertEquals(toHex(bound) === toHex(plain), false);
});
