/** The demos that compare several conversations, from end to end. */
import {
  assert,
  assertEquals,
  AssertionError,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import type { Verdict } from "../../src/explain/mod.ts";
import { EXIT_CODES } from "../../src/cli/exit_codes.ts";
import { CLOSE_WAYS } from "../../src/lab/close_ways.ts";
import type { ServedClient } from "../../src/render/mod.ts";
import { liveTest, noCapture, withFolder } from "./capture_support.ts";
import { type Outcome, type RunOptions, wirelab } from "./program.ts";

/** Runs a demo; its certificates are in a folder of its own. */
function demo(
  cwd: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<Outcome> {
  return wirelab(["demo", ...args, "--certs", `${cwd}/certs`], {
    cwd,
    ...options,
  });
}

/** The lines of one type that a demo writes with `--json`. */
async function told(
  cwd: string,
  args: readonly string[],
  type: string,
): Promise<Record<string, unknown>[]> {
  const { code, stdout, stderr } = await demo(cwd, [...args, "--json"]);
  assertEquals([code, stderr], [0, ""]);
  return stdout.trimEnd().split("\n").map((line) => JSON.parse(line))
    .filter((line) => line.type === type);
}

function assertFits(text: string): void {
  for (const line of text.split("\n")) {
    assert([...line].length <= 80, line);
  }
}

/** Runs of demo close: which FIN comes first is for the scheduler to say, and a busy one may say it wrong. */
const CLOSE_RUNS = 4;

/** Tests demo close, again where a busy machine kept an ending from happening. */
async function withCloses(test: (cwd: string) => Promise<void>): Promise<void> {
  for (let run = 1;; run++) {
    try {
      return await withFolder(test);
    } catch (error) {
      if (!(error instanceof AssertionError) || run === CLOSE_RUNS) throw error;
    }
  }
}

liveTest(
  "demo close makes every way of ending happen, and names it by its packets",
  [noCapture],
  () =>
    withCloses(async (cwd) => {
      const cases = await told(cwd, ["close"], "close");
      assertEquals(
        cases.map(({ way, ending, first }) => [way, ending, first]),
        CLOSE_WAYS.map(({ name }) => [name, name, FIRST[name] ?? "client"]),
      );
      const segments = new Map(cases.map((each) => [each.way, each.segments]));
      assertEquals(segments.get("four-way"), 4);
      assertEquals(segments.get("three-way"), 3);
      assertEquals(segments.get("reset"), 1);
    }),
);

/** Who ends first, where it is not the client. */
const FIRST: Readonly<Record<string, string>> = {
  simultaneous: "both",
  reset: "server",
  refused: "server",
  truncated: "server",
};

liveTest(
  "demo close draws every way, and a table of all",
  [noCapture],
  () =>
    withCloses(async (cwd) => {
      const { code, stdout } = await demo(cwd, ["close"]);
      assertEquals(code, 0);
      assertFits(stdout);
      assertEquals(stdout.match(/^\d\. /gm)?.length, CLOSE_WAYS.length);
      const table = stdout.slice(stdout.indexOf("The ways a connection ends"));
      assertStringIncludes(table, "simultaneous close  ");
      assert(!stdout.includes("did not happen"));
    }),
);

liveTest(
  "demo close keeps no TLS handshake waiting for an acknowledgment",
  [noCapture],
  () =>
    withCloses(async (cwd) => {
      const verdicts = await told(cwd, ["close"], "verdict");
      const secure = verdicts.filter(({ protocol }) => protocol === "tls");
      assertEquals(secure.length, 2);
      for (const { handshakeSeconds } of secure) {
        // The shortest delay of an acknowledgment is 40 ms.
        assert(Number(handshakeSeconds) < 0.035, `${handshakeSeconds} s`);
      }
    }),
);

Deno.test("demo close says that it cannot do without packets", () =>
  withFolder(async (cwd) => {
    const env = { WIRELAB_CAPTURE: "relay" };
    const { code, stderr } = await demo(cwd, ["close"], { env });
    assertEquals(code, EXIT_CODES.unavailable.code);
    assertStringIncludes(stderr, "Cannot show this without packets");
  }));

liveTest("demo versions opens both versions, and counts their round trips", [
  noCapture,
], () =>
  withFolder(async (cwd) => {
    const verdicts = await told(
      cwd,
      ["versions"],
      "verdict",
    ) as unknown as Verdict[];
    assertEquals(
      verdicts.map(({ tls }) => [tls?.version, tls?.roundTrips]),
      [["TLS 1.2", 2], ["TLS 1.3", 1]],
    );
    for (const { tls, opened } of verdicts) {
      assertEquals([tls?.decryption, opened?.client], ["open", 54]);
    }
    const { code, stdout } = await demo(cwd, ["versions", "--ascii"]);
    assertEquals(code, 0);
    assertFits(stdout);
    assertMatch(stdout, /round trips of TLS +2 +1\n/);
    assertMatch(stdout, /server's certificate +in the clear +encrypted\n/);
  }));

Deno.test("demo sync-async measures who waits for the slow client, and who does not", () =>
  withFolder(async (cwd) => {
    const served = await told(
      cwd,
      ["sync-async", "--connections", "5"],
      "served",
    ) as unknown as (ServedClient & { concurrency: string; waited: number })[];
    const [sync, async] = ["sync", "async"].map((name) =>
      served.filter(({ concurrency }) => concurrency === name)
    );
    assertEquals(sync.map(({ id }) => id), [1, 2, 3, 4, 5]);
    assertEquals(async.map(({ slow }) => slow), [
      true,
      ...Array(4).fill(false),
    ]);
    for (const client of sync.slice(1)) {
      assert(client.waited > 0.4, `client ${client.id} did not wait`);
      assert(client.accepted >= sync[0].closed);
    }
    for (const client of async.slice(1)) {
      assert(client.closed < async[0].closed);
    }
  }));

Deno.test("demo sync-async draws both servers, and records no packets", () =>
  withFolder(async (cwd) => {
    const { code, stdout } = await demo(cwd, ["sync-async"], {
      env: { WIRELAB_CAPTURE: "relay" },
    });
    assertEquals(code, 0);
    assertFits(stdout);
    assertEquals(stdout.match(/^client 4 /gm)?.length, 2);
    assertMatch(stdout, /open at a time, at most +1 +4\n/);
    const saved = await demo(cwd, ["sync-async", "--save", `${cwd}/x.pcapng`]);
    assertEquals(saved.code, EXIT_CODES.usage.code);
    assertStringIncludes(saved.stderr, "it records no packets");
    const alone = await demo(cwd, ["sync-async", "--connections", "1"]);
    assertEquals([alone.code, alone.stdout], [EXIT_CODES.usage.code, ""]);
    const other = await demo(cwd, ["tcp", "--connections", "3"]);
    assertEquals([other.code, other.stdout], [EXIT_CODES.usage.code, ""]);
  }));
