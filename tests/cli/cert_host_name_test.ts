import { assertEquals } from "@std/assert";
import { canonicalHost, isForHost } from "../../src/cli/cert/host_name.ts";
import { parseTarget } from "../../src/cli/cert/source.ts";
import type { GeneralName } from "../../src/tls/x509/mod.ts";

function dns(...values: string[]): GeneralName[] {
  return values.map((value) => ({ type: "dns", value }));
}

Deno.test("isForHost() compares host names without regard to capitals and a last dot", () => {
  const rows: readonly [string, string, boolean][] = [
    ["example.com", "example.com", true],
    ["EXAMPLE.com.", "example.COM", true],
    ["example.com", "example.com.", true],
    ["example.com", "www.example.com", false],
    ["www.example.com", "example.com", false],
    ["bücher.example", "xn--bcher-kva.example", true],
    ["example.com", "", false],
  ];
  for (const [host, name, expected] of rows) {
    assertEquals(isForHost(host, dns(name)), expected, `${host} ${name}`);
  }
});

Deno.test("isForHost() lets a wildcard stand for one whole label, above two others", () => {
  const rows: readonly [string, string, boolean][] = [
    ["a.example.com", "*.example.com", true],
    ["example.com", "*.example.com", false],
    ["a.b.example.com", "*.example.com", false],
    [".example.com", "*.example.com", false],
    ["a.localhost", "*.localhost", false],
    ["a.com", "*.com", false],
    ["a.example.com", "a*.example.com", false],
    ["a.example.com", "*", false],
    ["aexample.com", "*.example.com", false],
  ];
  for (const [host, name, expected] of rows) {
    assertEquals(isForHost(host, dns(name)), expected, `${host} ${name}`);
  }
});

Deno.test("isForHost() compares addresses with addresses only", () => {
  const v4: GeneralName = { type: "ip", value: "127.0.0.1" };
  const v6: GeneralName = { type: "ip", value: "2001:db8::5" };
  assertEquals(isForHost("127.0.0.1", [v4]), true);
  assertEquals(isForHost("127.0.0.2", [v4]), false);
  assertEquals(isForHost("127.0.0.1", dns("127.0.0.1")), false);
  assertEquals(isForHost("2001:DB8:0:0::5", [v6]), true);
  assertEquals(isForHost("[2001:db8::5]", [v6]), true);
  assertEquals(isForHost("2001:db8::6", [v6]), false);
  assertEquals(isForHost("localhost", [v4]), false);
});

Deno.test("canonicalHost() writes a host as it goes over the network", () => {
  assertEquals(canonicalHost("[::1]"), "::1");
  assertEquals(canonicalHost("LOCALHOST."), "localhost");
  assertEquals(canonicalHost("例子.测试"), "xn--fsqu00a.xn--0zwm56d");
});

Deno.test("parseTarget() reads servers, and leaves files alone", () => {
  const rows: readonly [string, [string, number] | undefined][] = [
    ["localhost:8443", ["localhost", 8443]],
    ["[::1]:8443", ["::1", 8443]],
    ["127.0.0.1:1", ["127.0.0.1", 1]],
    ["https://example.org/", ["example.org", 443]],
    ["https://example.org:8443/a?b", ["example.org", 8443]],
    ["https://[::1]/", ["::1", 443]],
    ["localhost", undefined],
    ["localhost:0", undefined],
    ["localhost:65536", undefined],
    ["localhost:", undefined],
    [":8443", undefined],
    ["certs/a:1", undefined],
    ["C:\\x:1", undefined],
    ["::1:8443", undefined],
    ["cert.pem", undefined],
  ];
  for (const [text, expected] of rows) {
    const target = parseTarget(text);
    assertEquals(target && [target.host, target.port], expected, text);
  }
});
