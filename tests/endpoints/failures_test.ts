import { assert, assertEquals, assertMatch } from "@std/assert";
import { type Cause, GivenUp } from "../../src/endpoints/cause.ts";
import { failureOf } from "../../src/endpoints/failures.ts";
import { EN } from "../../src/cli/event_text_en.ts";

const target = { host: "127.0.0.1", port: 8443 };
const causes = Object.keys(EN.causes) as Cause[];

for (const cause of causes) {
  Deno.test(`failureOf() has one sentence and one hint for ${cause}`, () => {
    for (const stage of ["connect", "handshake", "exchange"] as const) {
      const failure = failureOf(
        { stage, cause, error: new GivenUp(cause) },
        { target, protocol: "tls", serverName: "localhost" },
      );
      assertMatch(
        failure.message,
        /^Cannot [a-z][^.]*127\.0\.0\.1:8443: [^.]*(127\.0\.0\.1)?[^.]*\.$/,
      );
      assert(failure.hint, "there is no hint");
      assert(!failure.hint.includes("undefined"), failure.hint);
    }
  });
}

Deno.test("failureOf() says every cause in Chinese, with the same places and calls", () => {
  const calls = (text = "") =>
    text.match(/wirelab (?:[a-z]+-[a-z]+|capture|explain)|--[a-z-]+/g) ?? [];
  for (const cause of causes) {
    for (const stage of ["connect", "handshake", "exchange"] as const) {
      const failure = failureOf(
        { stage, cause, error: new GivenUp(cause, { detail: "DETAIL" }) },
        { target, protocol: "tls", serverName: "my.test", idleSeconds: 7 },
      );
      const { message, hint } = failure.in("zh");
      assertMatch(
        message,
        /^[^。]*\p{Script=Han}[^。：]*127\.0\.0\.1:8443[^。：]*：[^。]+。$/u,
      );
      for (const word of ["DETAIL", "my.test", "close_notify", "CA:TRUE"]) {
        assertEquals(message.includes(word), failure.message.includes(word));
      }
      assertEquals(calls(hint).sort(), calls(failure.hint).sort(), cause);
      assert(!/undefined|\p{Script=Han}[,;:?!.]/u.test(message + hint), hint);
      assertEquals(failure.in("en"), {
        message: failure.message,
        hint: failure.hint,
      });
    }
  }
});

Deno.test("failureOf() speaks of days and names as each language does", () => {
  const certificate = {
    subject: "CN=a.test",
    issuer: "CN=a.test",
    names: ["a.test", "b.test"],
    validFrom: Date.UTC(2030, 0, 1),
    validTo: Date.UTC(2020, 0, 1),
  };
  const said = (cause: Cause) =>
    failureOf({
      stage: "handshake",
      cause,
      error: new GivenUp(cause, { certificate }),
    }, { target, protocol: "tls", serverName: "c.test" }).in("zh").message;
  assertEquals(
    said("wrong-name"),
    "不能信任 127.0.0.1:8443：它的证书不能用于 c.test，只能用于 a.test、b.test。",
  );
  assertEquals(
    said("expired"),
    "不能信任 127.0.0.1:8443：它的证书已于 2020-01-01 过期。",
  );
  assertEquals(
    said("not-yet-valid"),
    "不能信任 127.0.0.1:8443：它的证书要到 2030-01-01 才生效。",
  );
});

Deno.test("failureOf() names the server to start for a connection refused", () => {
  const refused = (host: string, protocol: "tcp" | "tls") =>
    failureOf(
      { stage: "connect", cause: "refused", error: new GivenUp("refused") },
      { target: { host, port: 8080 }, protocol },
    ).hint;
  assertEquals(
    refused("127.0.0.1", "tcp"),
    "Start a server in another terminal: wirelab tcp-server 8080",
  );
  assertEquals(
    refused("::1", "tls"),
    "Start a server in another terminal: wirelab tls-server 8080",
  );
  assert(!refused("example.org", "tcp")?.includes("wirelab"));
});

Deno.test("failureOf() sends a client of the web to an echo server by one that it answers", () => {
  const { hint } = failureOf(
    { stage: "handshake", cause: "echoed", error: new GivenUp("echoed") },
    {
      target,
      protocol: "tls",
      modes: { server: "https-server", plainClient: "http-client" },
    },
  );
  assertEquals(hint, "For a server without TLS: wirelab tcp-client 8443");
});

Deno.test("failureOf() advises to show a certificate by a client that can", () => {
  const hints = [true, false].map((takesCertificate) =>
    failureOf({
      stage: "exchange",
      cause: "certificate-wanted",
      error: new GivenUp("certificate-wanted"),
    }, { target, protocol: "tls", takesCertificate }).hint
  );
  assertEquals(hints, [
    "Give one that its authority signed: --cert FILE --key FILE",
    "Show one by the client that can: " +
    "wirelab tls-client 8443 --cert FILE --key FILE",
  ]);
});

Deno.test("failureOf() names an application protocol that was not offered", () => {
  const hints = (alpn?: readonly string[]) => {
    const failure = failureOf({
      stage: "handshake",
      cause: "no-common-alpn",
      error: new GivenUp("no-common-alpn"),
    }, { target, protocol: "tls", alpn });
    return [failure.in("en").hint, failure.in("zh").hint];
  };
  const cases: [readonly string[] | undefined, RegExp][] = [
    [["h2"], /--alpn http\/1\.1.*--alpn none/],
    [["http/1.1"], /--alpn h2.*--alpn none/],
    [["h2", "http/1.1"], /--alpn NAME.*--alpn none/],
    [undefined, /wirelab tls-client 8443 --alpn h2$/],
  ];
  for (const [alpn, pattern] of cases) {
    for (const hint of hints(alpn)) assertMatch(hint ?? "", pattern);
  }
});

Deno.test("failureOf() names the folder of certificates where it can help", () => {
  const hints = (host: string, emptyFolder?: string) => {
    const failure = failureOf({
      stage: "handshake",
      cause: "untrusted",
      error: new GivenUp("untrusted"),
    }, { target: { host, port: 1 }, protocol: "tls", emptyFolder });
    return [failure.in("en").hint ?? "", failure.in("zh").hint ?? ""];
  };
  for (const hint of hints("127.0.0.1")) assertMatch(hint, /--certs DIR/);
  for (const hint of hints("example.org")) assert(!hint.includes("--certs"));
  for (const hint of hints("example.org", "/x/y")) {
    assertMatch(hint, /\/x\/y.*--certs DIR/);
  }
});

Deno.test("failureOf() keeps what the system said as its cause", () => {
  const error = new Deno.errors.ConnectionReset("by peer");
  const mishap = { stage: "exchange", cause: "reset", error } as const;
  assertEquals(
    failureOf(mishap, { target, protocol: "tcp" }).cause,
    error,
  );
});
