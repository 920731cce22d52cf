import { assertEquals, assertThrows } from "@std/assert";
import { Failure } from "../../src/failure.ts";
import { alternativeName } from "../../src/pki/alternative_name.ts";

Deno.test("alternativeName() tells host names, addresses and mail addresses apart", () => {
  const rows: readonly [string, "dns" | "ip" | "email", string][] = [
    ["localhost", "dns", "localhost"],
    ["Example.COM", "dns", "example.com"],
    ["*.example.com", "dns", "*.example.com"],
    ["_service.example.com", "dns", "_service.example.com"],
    ["bücher.example", "dns", "xn--bcher-kva.example"],
    ["例子.测试", "dns", "xn--fsqu00a.xn--0zwm56d"],
    ["*.例子.测试", "dns", "*.xn--fsqu00a.xn--0zwm56d"],
    ["127.0.0.1", "ip", "127.0.0.1"],
    ["::1", "ip", "::1"],
    ["[::1]", "ip", "::1"],
    ["2001:DB8:0:0::5", "ip", "2001:db8::5"],
    ["::ffff:192.0.2.1", "ip", "::ffff:c000:201"],
    ["ada@example.com", "email", "ada@example.com"],
    ["DNS:localhost", "dns", "localhost"],
    ["IP:127.0.0.1", "ip", "127.0.0.1"],
    ["email:ada@example.com", "email", "ada@example.com"],
    ["1234", "dns", "1234"],
  ];
  for (const [text, type, value] of rows) {
    assertEquals(alternativeName(text), { type, value }, text);
  }
});

Deno.test("alternativeName() says why something is no name", () => {
  const rows: readonly [string, string][] = [
    ["https://localhost", "it is a URL, not a host name"],
    ["localhost:8443", "a certificate is for a host, whatever the port"],
    ["256.0.0.1", "each number of an IP address is at most 255"],
    ["1:2:3", "it is no address of IPv6"],
    ["my host", "it is no host name"],
    ["a..b", "it is no host name"],
    ["-a", "it is no host name"],
    ["a*.example.com", "it is no host name"],
    ["*", "it is no host name"],
    [`${"a".repeat(64)}.com`, "it is no host name"],
    [`${"abc.".repeat(70)}com`, "it is no host name"],
    ["a\nb", "it is no host name"],
    ["bü cher.example", "it is no host name"],
    ["", "it is no host name"],
  ];
  for (const [text, problem] of rows) {
    const failure = assertThrows(() => alternativeName(text), Failure);
    assertEquals(failure.kind, "usage");
    assertEquals(failure.message, `Cannot use the name ${text}: ${problem}.`);
  }
});
