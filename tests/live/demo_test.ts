/** The demos from end to end: what was on the wire, and what is said of it. */
import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import type { Step, Verdict } from "../../src/explain/mod.ts";
import { EXIT_CODES } from "../../src/cli/exit_codes.ts";
import { runArguments } from "../../src/permissions.ts";
import {
  liveTest,
  noCapture,
  noProgram,
  withFolder,
} from "./capture_support.ts";

const main = new URL("../../main.ts", import.meta.url);
const isRoot = Deno.uid() === 0;
const noStudent = isRoot
  ? noProgram("unshare")
  : "the tests do not run as root";

/** The command that runs wirelab: the executable of `WIRELAB_BIN`, else the sources. */
function wirelab(): string[] {
  const binary = Deno.env.get("WIRELAB_BIN");
  return binary
    ? [Deno.realPathSync(binary)]
    : [Deno.execPath(), ...runArguments(main.href)];
}

interface CallOptions {
  cwd: string;
  env?: Record<string, string>;
  /** Program and arguments that the command is started through. */
  wrapper?: string[];
  /** What runs wirelab. */
  command?: string[];
}

interface Result {
  code: number;
  out: string;
  err: string;
}

async function call(
  args: readonly string[],
  options: CallOptions,
): Promise<Result> {
  const { cwd, env, wrapper = [], command = wirelab() } = options;
  const [program, ...rest] = [...wrapper, ...command, ...args];
  const output = await new Deno.Command(program, {
    args: rest,
    cwd,
    env,
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return {
    code: output.code,
    out: decoder.decode(output.stdout),
    err: decoder.decode(output.stderr),
  };
}

/** Runs a demo with `--json`, and reads what it writes. */
async function told(
  name: string,
  options: CallOptions,
): Promise<{ steps: Step[]; verdict: Verdict }> {
  const { code, out, err } = await call([
    "demo",
    name,
    "--json",
    "--certs",
    `${options.cwd}/certs`,
  ], options);
  assertEquals([code, err], [0, ""]);
  const lines = out.trimEnd().split("\n").map((line) => JSON.parse(line));
  return {
    steps: lines.filter((line) => line.type === "step"),
    verdict: lines.find((line) => line.type === "verdict"),
  };
}

function titles(steps: readonly Step[], protocol: Step["protocol"]): string[] {
  return steps.filter((step) => step.protocol === protocol).map(({ title }) =>
    title
  );
}

function checkTcp(
  { steps, verdict }: { steps: Step[]; verdict: Verdict },
): void {
  assertEquals(titles(steps, "tcp").slice(0, 3), ["SYN", "SYN, ACK", "ACK"]);
  assertEquals(steps.every((step) => step.evidence === "observed"), true);
  assertEquals(verdict.opening, "handshake");
  assertEquals(verdict.bytes, { client: 13, server: 13 });
  assertEquals(verdict.closedBy, "client");
  assert(["four-way", "three-way"].includes(verdict.close.kind));
}

liveTest(
  "demo tcp shows the segments of a real conversation",
  [noCapture],
  () => withFolder(async (cwd) => checkTcp(await told("tcp", { cwd }))),
);

liveTest(
  "demo tls opens every record of a real conversation",
  [noCapture],
  () =>
    withFolder(async (cwd) => {
      const { steps, verdict } = await told("tls", { cwd });
      const messages = titles(steps, "tls");
      const handshake = [
        "ClientHello",
        "ServerHello",
        "EncryptedExtensions",
        "Certificate",
        "CertificateVerify",
        "Finished",
      ];
      assertEquals(messages.filter((title) => handshake.includes(title)), [
        ...handshake,
        "Finished",
      ]);
      assertEquals(verdict.tls?.version, "TLS 1.3");
      assertEquals(verdict.tls?.alpn, "http/1.1");
      assertEquals(verdict.tls?.decryption, "open");
      assertEquals(verdict.tls?.roundTrips, 1);
      assertEquals(verdict.tls?.closeNotify.toSorted(), ["client", "server"]);
      assertEquals(titles(steps, "http").slice(0, 2), ["GET /", "200 OK"]);
    }),
);

liveTest(
  "demo --save keeps the packets for tshark, decrypted, and both read the same numbers",
  [noCapture, noProgram("tshark")],
  () =>
    withFolder(async (cwd) => {
      const file = `${cwd}/tls.pcapng`;
      const { code } = await call([
        "demo",
        "tls",
        "--save",
        file,
        "--certs",
        `${cwd}/certs`,
      ], { cwd });
      assertEquals(code, 0);
      const fields = [
        "tcp.seq",
        "tcp.ack",
        "tcp.flags",
        "tcp.len",
        "http.request.method",
        "http.response.code",
      ];
      const tshark = await new Deno.Command("tshark", {
        args: [
          "-r",
          file,
          "-T",
          "fields",
          ...fields.flatMap((field) => ["-e", field]),
        ],
      }).output();
      const rows = new TextDecoder().decode(tshark.stdout).trimEnd().split("\n")
        .map((row) => row.split("\t"));
      const explained = await call(["explain", file, "--json"], { cwd });
      const segments: Step[] = explained.out.trimEnd().split("\n").map((line) =>
        JSON.parse(line)
      )
        .filter((line) => line.kind === "segment");
      const bits = { FIN: 1, SYN: 2, RST: 4, PSH: 8, ACK: 16 } as Record<
        string,
        number
      >;
      assertEquals(
        segments.map(({ segment }) => [
          segment!.sequence,
          segment!.acknowledgment ?? 0,
          segment!.flags.reduce((sum, name) => sum + bits[name], 0),
          segment!.length,
        ]),
        rows.map(([seq, ack, flags, length]) =>
          [seq, ack, flags, length].map(Number)
        ),
      );
      assert(rows.some((row) => row[4] === "GET"));
      assert(rows.some((row) => row[5] === "200"));
    }),
);

liveTest("demo as an ordinary user shows the segments of a real conversation", [
  noStudent,
], () =>
  withFolder(async (cwd) => {
    const command = await openCopy(cwd);
    const wrapper = [
      "setpriv",
      "--reuid=student",
      "--regid=student",
      "--clear-groups",
      "--no-new-privs",
    ];
    const env = { HOME: cwd, DENO_DIR: `${cwd}/copy` };
    checkTcp(await told("tcp", { cwd, env, wrapper, command }));
    const { verdict } = await told("tls", { cwd, env, wrapper, command });
    assertEquals(verdict.tls?.decryption, "open");
    for (
      const name of [
        "close",
        "versions",
        "sync-async",
        "faults",
        "mtls",
        "resume",
      ]
    ) {
      const { code, err } = await call(
        ["demo", name, "--certs", `${cwd}/certs`],
        { cwd, env, wrapper, command },
      );
      assertEquals([code, err], [0, ""], name);
    }
  }));

Deno.test("demo by a relay says that segments were not observed", () =>
  withFolder(async (cwd) => {
    const options = { cwd, env: { WIRELAB_CAPTURE: "relay" } };
    for (const name of ["tcp", "tls"]) {
      const { steps, verdict } = await told(name, options);
      assertEquals(verdict.opening, "relayed");
      assertEquals(verdict.close.kind, "relayed");
      const rows = steps.filter((step) => step.protocol === "tcp");
      assert(rows.length >= 4);
      for (const row of rows) {
        assertEquals(row.evidence, "relayed");
        assertEquals(row.segment, undefined);
        assertStringIncludes(row.detail, "not observed");
      }
    }
  }));

Deno.test("demo by a relay refuses to save packets that it does not have", () =>
  withFolder(async (cwd) => {
    const { code, out, err } = await call([
      "demo",
      "tcp",
      "--save",
      `${cwd}/x.pcapng`,
    ], {
      cwd,
      env: { WIRELAB_CAPTURE: "relay" },
    });
    assertEquals([code, out], [EXIT_CODES.unavailable.code, ""]);
    assertStringIncludes(err, "Cannot save packets");
  }));

Deno.test("demo refuses what it cannot write before it says or does anything", () =>
  withFolder(async (cwd) => {
    await Deno.writeTextFile(`${cwd}/there`, "kept");
    const { "bad-file": file, usage } = EXIT_CODES;
    const rows: [string, number, RegExp][] = [
      ["--save there", file.code, /it exists already\.\n.*--force/],
      ["--html there", file.code, /it exists already\.\n.*--force/],
      ["--save no/x --force", file.code, /its folder does not exist/],
      ["--html no/x --force", file.code, /its folder does not exist/],
      ["--save new --html no/x", file.code, /its folder does not exist/],
      ["--save - --html -", usage.code, /two things to standard output/],
      ["--save - --json", usage.code, /two things to standard output/],
    ];
    for (const [args, expected, said] of rows) {
      const { code, out, err } = await call(
        ["demo", "tls", ...args.split(" ")],
        { cwd },
      );
      assertEquals([code, out], [expected, ""], args);
      assertMatch(err, said);
    }
    const left = Array.from(Deno.readDirSync(cwd), ({ name }) => name);
    assertEquals(left, ["there"]);
    assertEquals(await Deno.readTextFile(`${cwd}/there`), "kept");
  }));

liveTest(
  "demo writes a capture or a page to standard output, its prose elsewhere",
  [noCapture],
  () =>
    withFolder(async (cwd) => {
      const page = await call(["demo", "tcp", "--html", "-"], { cwd });
      assertEquals(page.code, 0, page.err);
      assertMatch(page.out, /^<!doctype html>[^]*<\/html>\n$/);
      assertMatch(page.err, /^TCP: a client says hello/);
      const packets = await call(["demo", "tcp", "--save", "-"], { cwd });
      assertEquals(packets.code, 0, packets.err);
      assertMatch(packets.out, /^\n\r\r\n/);
      assertMatch(packets.err, /SYN/);
    }),
);

liveTest(
  "demo speaks Chinese where the locale does",
  [noCapture],
  () =>
    withFolder(async (cwd) => {
      const { code, out } = await call(["demo", "tcp"], {
        cwd,
        env: { LC_ALL: "zh_CN.UTF-8" },
      });
      assertEquals(code, 0);
      for (const term of ["三次握手", "结论", "客户端"]) {
        assertStringIncludes(out, term);
      }
      assertMatch(out, /第一次握手/);
    }),
);

liveTest("demo without a name runs all, and uses no colour in a pipe", [
  noCapture,
], () =>
  withFolder(async (cwd) => {
    const { code, out } = await call(["demo", "--certs", `${cwd}/certs`], {
      cwd,
    });
    assertEquals(code, 0);
    assertEquals(out.match(/^Verdict$/gm)?.length, 2);
    assert(!out.includes("\x1b"));
    for (const line of out.split("\n")) assert([...line].length <= 80, line);
  }));

Deno.test("demo names the nearest demo for one that does not exist", () =>
  withFolder(async (cwd) => {
    const { code, err } = await call(["demo", "tsl"], { cwd });
    assertEquals(code, EXIT_CODES.usage.code);
    assertStringIncludes(err, "wirelab demo tls");
  }));

/**
 * Copies the program and its packages to where another user may read them:
 * neither this checkout nor this user's cache needs to be open to others.
 */
async function openCopy(folder: string): Promise<string[]> {
  const copy = `${folder}/copy`;
  const binary = Deno.env.get("WIRELAB_BIN");
  const parts = binary
    ? [await Deno.realPath(binary)]
    : ["main.ts", "src", "deno.json", "deno.lock"].map((part) =>
      new URL(part, main).pathname
    );
  await Deno.mkdir(copy);
  await succeed("cp", "-r", ...parts, copy);
  if (!binary) await succeed("cp", "-r", await packageCache(), `${copy}/npm`);
  await succeed("chmod", "-R", "a+rwX", folder);
  return binary
    ? [`${copy}/${parts[0].split("/").at(-1)}`]
    : [Deno.execPath(), ...runArguments(`file://${copy}/main.ts`)];
}

async function succeed(program: string, ...args: string[]): Promise<void> {
  const { success, stderr } = await new Deno.Command(program, { args })
    .output();
  assert(success, new TextDecoder().decode(stderr));
}

/** Folder of the packages that this runtime has fetched. */
async function packageCache(): Promise<string> {
  const { stdout } = await new Deno.Command(Deno.execPath(), {
    args: ["info", "--json"],
  }).output();
  return JSON.parse(new TextDecoder().decode(stdout)).npmCache;
}
