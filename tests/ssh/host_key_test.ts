import { assertEquals, assertThrows } from "@std/assert";
import { ByteReader, DecodeError, fromHex } from "../../src/bytes/mod.ts";
import { decodeHostKey, decodeSignature } from "../../src/ssh/host_key.ts";
import { bytesOf, concat, string } from "./build.ts";

function hostKey(blob: Uint8Array) {
  return decodeHostKey(new ByteReader(string(blob), "ssh"));
}

Deno.test("decodeHostKey() gives the fingerprint that ssh-keygen prints", () => {
  const blob = fromHex(
    "0000000b7373682d65643235353139 00000020" +
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f",
  );
  const key = hostKey(blob);
  assertEquals(key.type, "ssh-ed25519");
  assertEquals(key.bits, 256);
  assertEquals(
    key.fingerprint,
    "SHA256:ZkAslGjFiUHdGf/WUL8rQvkib4PTvQatUV0OUQSncCA",
  );
});

Deno.test("decodeHostKey() measures keys", () => {
  const rsa = concat(
    string("ssh-rsa"),
    string("\x01\x00\x01"),
    string(concat(new Uint8Array([0, 0xc0]), new Uint8Array(383))),
  );
  assertEquals(hostKey(rsa).bits, 3072);
  const ecdsa = concat(
    string("ecdsa-sha2-nistp521"),
    string("nistp521"),
    string(new Uint8Array(133)),
  );
  assertEquals(hostKey(ecdsa).bits, 521);
  const dss = concat(
    string("ssh-dss"),
    string(concat(new Uint8Array([0, 0x80]), new Uint8Array(127))),
    ...["q", "g", "y"].map(string),
  );
  assertEquals(hostKey(dss).bits, 1024);
});

Deno.test("decodeHostKey() keeps a key of an unknown format", () => {
  const key = hostKey(concat(string("new-key"), bytesOf("whatever")));
  assertEquals(key.type, "new-key");
  assertEquals(key.bits, undefined);
});

Deno.test("decodeHostKey() rejects a key that is cut", () => {
  const blob = concat(string("ssh-rsa"), string("\x01\x00\x01"));
  assertThrows(() => hostKey(blob), DecodeError, "n_length");
});

Deno.test("decodeSignature() tells format and signature", () => {
  const blob = string(concat(string("rsa-sha2-512"), string("signed")));
  assertEquals(decodeSignature(new ByteReader(blob, "ssh")), {
    type: "rsa-sha2-512",
    bytes: bytesOf("signed"),
  });
});
