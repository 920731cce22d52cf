import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  CLIENT_OPTIONS,
  readAddress,
  readAlpn,
  readConcurrency,
  readSeconds,
  readServerName,
  readTarget,
  SERVER_OPTIONS,
  TLS_CLIENT_OPTIONS,
  TLS_SERVER_OPTIONS,
} from "../../src/cli/endpoint_options.ts";
import { type Arguments, parseArguments } from "../../src/cli/options.ts";
import { Failure } from "../../src/failure.ts";

const options = [...CLIENT_OPTIONS, ...TLS_CLIENT_OPTIONS];

function parse(...args: string[]): Arguments {
  return parseArguments(args, options, { positionals: 1 });
}

Deno.test("readAddress() has this machine and the mode's port as defaults", () => {
  assertEquals(readAddress(parse(), 8080), { host: "127.0.0.1", port: 8080 });
  assertEquals(readAddress(parse("0", "--host", "::1"), 8080), {
    host: "::1",
    port: 0,
  });
});

Deno.test("readAddress() takes the brackets off an IPv6 address", () => {
  assertEquals(readAddress(parse("--host", "[::1]"), 8080).host, "::1");
});

Deno.test("readAddress() says where the host goes, and where the port", () => {
  const hints: [string[], string][] = [
    [["localhost"], "--host localhost"],
    [["localhost:8080"], "--host localhost"],
    [["127.0.0.1:8080"], "--host 127.0.0.1"],
    [["::1"], "--host ::1"],
    [["[::1]:8080"], "--host [::1]"],
    [["--host", "localhost:8080"], "8080 --host localhost"],
    [["--host", "[::1]:8080"], "8080 --host [::1]"],
    [["99999"], "0 takes any free port."],
    [["80e1"], "0 takes any free port."],
  ];
  for (const [args, hint] of hints) {
    const failure = assertThrows(() => readAddress(parse(...args), 8080));
    assert(failure instanceof Failure && failure.kind === "usage");
    assert(failure.hint?.endsWith(hint), failure.hint);
  }
});

Deno.test("readTarget() refuses port 0, which only a server can ask for", () => {
  assertEquals(readTarget(parse("1"), 8080).port, 1);
  assertThrows(() => readTarget(parse("0"), 8080), Failure, "port 0");
});

Deno.test("readConcurrency() is async unless it is told otherwise", () => {
  assertEquals(readConcurrency(parse()), "async");
  assertEquals(readConcurrency(parse("--async")), "async");
  assertEquals(readConcurrency(parse("--sync")), "sync");
});

Deno.test("readSeconds() takes fractions, up to a day", () => {
  assertEquals(readSeconds(parse(), "timeout", 10), 10);
  assertEquals(readSeconds(parse("--timeout", "0.5"), "timeout", 10), 0.5);
  assertEquals(readSeconds(parse("--timeout", "0"), "timeout", 10), 0);
  for (const wrong of ["-1", "1e9", "soon"]) {
    assertThrows(
      () => readSeconds(parse(`--timeout=${wrong}`), "timeout", 10),
      Failure,
      "--timeout",
    );
  }
});

Deno.test("readAlpn() reads a list, and none", () => {
  assertEquals(readAlpn(parse(), ["http/1.1"]), ["http/1.1"]);
  assertEquals(readAlpn(parse("--alpn", "h2, http/1.1"), []), [
    "h2",
    "http/1.1",
  ]);
  assertEquals(readAlpn(parse("--alpn", "none"), ["http/1.1"]), []);
});

Deno.test("readAlpn() refuses names that no ClientHello can hold", () => {
  assertEquals(readAlpn(parse("--alpn", "a".repeat(255)), []).length, 1);
  for (const list of [",", "h2,", "a".repeat(256), "é".repeat(128)]) {
    assertThrows(() => readAlpn(parse("--alpn", list), []), Failure, "--alpn");
  }
});

Deno.test("--sync contradicts --async and --max-connections", () => {
  for (const other of [["--async"], ["--max-connections", "3"]]) {
    const failure = assertThrows(
      () =>
        parseArguments(["--sync", ...other], SERVER_OPTIONS, {
          positionals: 1,
        }),
      Failure,
    );
    assertEquals(failure.kind, "usage");
  }
});

Deno.test("no option of an endpoint is named twice", () => {
  for (
    const list of [options, [...SERVER_OPTIONS, ...TLS_SERVER_OPTIONS]]
  ) {
    const names = list.map((option) => option.name);
    assertEquals(new Set(names).size, names.length);
    assert(list.every((option) => option.summary.length > 10));
  }
});

Deno.test("readServerName() reads names and addresses, as they go over the network", () => {
  assertEquals(readServerName(parse()), undefined);
  const names = [
    ["My-Host.example.org", "my-host.example.org"],
    ["a_b.test.", "a_b.test"],
    ["中文.test", "xn--fiq228c.test"],
    ["127.0.0.1", "127.0.0.1"],
    ["[::1]", "::1"],
    ["fe80::1", "fe80::1"],
  ];
  for (const [typed, name] of names) {
    assertEquals(readServerName(parse("--server-name", typed)), name);
  }
});

Deno.test("readServerName() refuses what is no name, instead of blaming the host", () => {
  const names = [
    ...["bad name", "a".repeat(64), "a.".repeat(127) + "aa", "a..b"],
    ...["a/b", "a:1", "a@b", "a%62", "*.test", "[::1", "-a", "a-.test"],
  ];
  for (const name of names) {
    const failure = assertThrows(
      () => readServerName(parse(`--server-name=${name}`)),
      Failure,
      `--server-name ${name}`,
    );
    assertEquals(failure.kind, "usage");
  }
});
