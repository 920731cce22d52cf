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

Deno.test("failureOf() keeps what the system said as its cause", () => {
  const error = new Deno.errors.ConnectionReset("by peer");
  const mishap = { stage: "exchange", cause: "reset", error } as const;
  assertEquals(
    failureOf(mishap, { target, protocol: "tcp" }).cause,
    error,
  );
});
