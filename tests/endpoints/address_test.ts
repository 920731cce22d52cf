import { assert, assertEquals } from "@std/assert";
import {
  bareHost,
  formatAddress,
  isIpAddress,
  isLoopback,
} from "../../src/endpoints/address.ts";

Deno.test("formatAddress() puts an IPv6 address in brackets", () => {
  assertEquals(formatAddress({ host: "127.0.0.1", port: 1 }), "127.0.0.1:1");
  assertEquals(formatAddress({ host: "::1", port: 80 }), "[::1]:80");
});

Deno.test("bareHost() takes brackets off, and nothing else", () => {
  assertEquals(bareHost("[::1]"), "::1");
  assertEquals(bareHost("::1"), "::1");
  assertEquals(bareHost("example.org"), "example.org");
});

Deno.test("isLoopback() knows every way to name this machine alone", () => {
  for (
    const host of [
      "localhost",
      "a.localhost",
      "127.0.0.1",
      "127.1.2.3",
      "::1",
      "::ffff:127.0.0.1",
    ]
  ) assert(isLoopback(host), host);
  for (
    const host of [
      "0.0.0.0",
      "::",
      "192.168.1.127",
      "127.example.org",
      "::ffff:10.0.0.1",
      "notlocalhost",
    ]
  ) assert(!isLoopback(host), host);
});

Deno.test("isIpAddress() tells addresses from names", () => {
  for (const host of ["10.0.0.1", "::1", "fe80::1"]) assert(isIpAddress(host));
  for (const host of ["localhost", "1.example", "1.2.3"]) {
    assert(!isIpAddress(host), host);
  }
});
