import { assert, assertEquals, assertMatch, assertRejects } from "@std/assert";
import { run } from "../../src/cli/run.ts";
import {
  EXIT_CODES,
  INTERNAL_ERROR,
  INTERRUPTED,
  OUTPUT_CLOSED,
  SUCCESS,
  TERMINATED,
} from "../../src/cli/exit_codes.ts";
import { Failure } from "../../src/failure.ts";
import { runArguments } from "../../src/permissions.ts";

const MAIN = new URL("../../main.ts", import.meta.url).href;

interface Result {
  code: number;
  out: string;
  err: string;
}

async function wirelab(
  args: string[],
  env: Record<string, string> = {},
): Promise<Result> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [...runArguments(MAIN), ...args],
    env: { LC_ALL: "C.UTF-8", ...env },
    stdin: "null",
  }).output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

Deno.test("wirelab alone, help, --help and -h show the same screen", async () => {
  const alone = await wirelab([]);
  assertEquals(alone.code, 0);
  assertEquals(alone.err, "");
  assertMatch(alone.out, /^wirelab \d+\.\d+\.\d+ /);
  for (const args of [["help"], ["--help"], ["-h"], ["--no-color"]]) {
    assertEquals(await wirelab(args), alone);
  }
});

Deno.test("wirelab shows no colours where standard output is no terminal", async () => {
  assert(!(await wirelab([])).out.includes("\x1b"));
});

Deno.test("wirelab --version prints one line", async () => {
  for (const args of [["--version"], ["-V"]]) {
    const { code, out, err } = await wirelab(args);
    assertEquals([code, err], [0, ""]);
    assertMatch(out, /^wirelab \d+\.\d+\.\d+ \(Deno [\d.]+, V8 [\d.]+\)\n$/);
  }
});

Deno.test("wirelab helps in the language of the system, or of --lang", async () => {
  const chinese = { LC_ALL: "", LC_MESSAGES: "", LANG: "zh_CN.UTF-8" };
  for (
    const args of [
      [],
      ["help"],
      ["demo", "--help"],
      ["help", "tcp-server"],
      ["cert"],
      ["cert", "show", "--help"],
      ["help", "exit-codes"],
    ]
  ) {
    const { code, out } = await wirelab(args, chinese);
    assertEquals(code, 0);
    assertMatch(out, /\p{Script=Han}/u);
    assertEquals(await wirelab([...args, "--lang", "zh"]), {
      code,
      out,
      err: "",
    });
    assertEquals(
      await wirelab([...args, "--lang", "en"], chinese),
      await wirelab(args),
    );
  }
});

Deno.test("wirelab ends with one sentence, one hint and the code of the cause", async () => {
  const { code, out, err } = await wirelab(["xyzzy"]);
  assertEquals(code, EXIT_CODES.usage.code);
  assertEquals(out, "");
  assertEquals(
    err,
    "wirelab: Cannot run xyzzy: there is no such mode.\n  wirelab alone lists the modes.\n",
  );
});

Deno.test("wirelab tells of a failure in the language of the system, or of --lang", async () => {
  const server = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const port = `${server.addr.port}`;
  server.close();
  const chinese = {
    code: EXIT_CODES.refused.code,
    out: "",
    err: `wirelab: 无法连接 127.0.0.1:${port}：没有程序在监听这个端口。\n` +
      `  请在另一个终端启动服务器：wirelab tcp-server ${port}\n`,
  };
  const LANG = "zh_CN.UTF-8";
  assertEquals(
    await wirelab(["tcp-client", port], { LC_ALL: "", LANG }),
    chinese,
  );
  for (const option of [["--lang", "zh"], ["--lang=zh"]]) {
    assertEquals(await wirelab(["tcp-client", port, ...option]), chinese);
  }
  const english = await wirelab(["tcp-client", port, "--lang", "en"], {
    LC_ALL: "",
    LANG,
  });
  assertEquals([english.code, english.out], [chinese.code, ""]);
  assertMatch(english.err, /^wirelab: Cannot connect to [^\n]*\.\n {2}Start /);
});

Deno.test("wirelab ends quietly when nobody reads its output", async () => {
  const child = new Deno.Command(Deno.execPath(), {
    args: [...runArguments(MAIN), "--help"],
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  await child.stdout.cancel();
  const { code } = await child.status;
  const err = await new Response(child.stderr).text();
  assertEquals({ code, err }, { code: OUTPUT_CLOSED, err: "" });
});

Deno.test("wirelab says why its output cannot be written, in either language", async () => {
  for (
    const [lang, sentence] of [["en", /Cannot write to/], ["zh", /无法写到/]]
  ) {
    const command = [...runArguments(MAIN), "--help", "--lang", `${lang}`];
    const { code, stderr } = await new Deno.Command("sh", {
      args: ["-c", 'exec "$@" > /dev/full', "sh", Deno.execPath(), ...command],
    }).output();
    const err = new TextDecoder().decode(stderr);
    assertEquals(code, EXIT_CODES["bad-file"].code, err);
    assertMatch(err, /^wirelab: .*\n {2}.*\n$/);
    assertMatch(err, new RegExp(sentence));
  }
});

Deno.test("run() refuses a mistyped option where a mode would stand", async () => {
  const error = await assertRejects(() => run(["--versoin"]), Failure);
  assertEquals(error.hint, "Did you mean --version?");
  const lower = await assertRejects(() => run(["-v"]), Failure);
  assertEquals(lower.hint, "Did you mean --version?");
});

Deno.test("run() refuses options before the mode, and says where they go", async () => {
  const error = await assertRejects(
    () => run(["--lang", "zh", "demo", "tcp"]),
    Failure,
    "Cannot use options before the mode.",
  );
  assertEquals(error.hint, "Write them after it: wirelab demo …");
});

Deno.test("run() suggests the whole call for a mistyped mode or demo", async () => {
  const rows = [
    ["tcp-sever 8080 --json", "wirelab tcp-server 8080 --json"],
    ["demo tcpp 8080 --ascii", "wirelab demo tcp 8080 --ascii"],
    ["demo --ascii tlss", "wirelab demo --ascii tls"],
    ["cert shwo x.pem --json", "wirelab cert show x.pem --json"],
  ];
  for (const [call, meant] of rows) {
    const error = await assertRejects(() => run(call.split(" ")), Failure);
    assertEquals(error.hint, `Did you mean: ${meant}`);
  }
  const quoted = await assertRejects(
    () => run(["tcp-clinet", "-m", "a b"]),
    Failure,
  );
  assertEquals(quoted.hint, "Did you mean: wirelab tcp-client -m 'a b'");
});

Deno.test("run() says where a port goes that is given by an option", async () => {
  for (const [option] of [["--port"], ["-p"], ["--port=3"]]) {
    const error = await assertRejects(
      () => run(["demo", "tcp", option, "3"]),
      Failure,
      "a port is no option.",
    );
    assertMatch(error.hint ?? "", /: wirelab demo \[NAME\] \[PORT\] /);
    assertMatch(error.in("zh").hint ?? "", /：wirelab demo \[NAME\] \[PORT\] /);
  }
  const other = await assertRejects(() => run(["cert", "show", "--port"]));
  assert(other instanceof Failure && !other.message.includes("a port is"));
});

Deno.test("run() says that one demo or load is run at a time", async () => {
  const rows = [
    ["demo tcp tls", "demo tcp and demo tls", "demo tcp; wirelab demo tls"],
    [
      "demo tcp tls http",
      "demo tcp and demo tls",
      "demo tcp; wirelab demo tls",
    ],
    ["bench tls tcp", "bench tls and bench tcp", "tls; wirelab bench tcp"],
  ];
  for (const [call, both, hint] of rows) {
    const error = await assertRejects(() => run(call.split(" ")), Failure);
    assertEquals(error.kind, "usage");
    assertEquals(
      error.message,
      `Cannot run ${both} in one call: it takes one name.`,
    );
    assert(error.hint?.endsWith(hint));
    assert(error.in("zh").hint?.endsWith(hint));
  }
});

Deno.test("run() says where a host goes that stands before the port", async () => {
  const rows = [
    ["tcp-client localhost 8080", "--host localhost"],
    ["tls-server 0.0.0.0 8443", "--host 0.0.0.0"],
    ["bench tcp localhost 8080", "--host localhost"],
  ];
  for (const [call, option] of rows) {
    const error = await assertRejects(() => run(call.split(" ")), Failure);
    assertEquals(error.hint, `Name the host by an option: ${option}`);
  }
  for (const call of ["tcp-client 8080 hi", "tcp-server 8080 9090"]) {
    await assertRejects(() => run(call.split(" ")), Failure, "nothing takes");
  }
});

Deno.test("run() shows an empty word as a shell would write it", async () => {
  await assertRejects(() => run([""]), Failure, "Cannot run '': there");
  await assertRejects(() => run(["cert", ""]), Failure, "Cannot run cert ''");
  await assertRejects(() => run(["demo", ""]), Failure, "Cannot run demo ''");
  await assertRejects(() => run(["demo", "tcp", ""]), Failure, "port '':");
});

Deno.test("run() refuses help on a mode that does not exist", async () => {
  await assertRejects(() => run(["help", "xyzzy"]), Failure, "no such mode");
  await assertRejects(() => run(["--help", "xyzzy"]), Failure, "no such mode");
});

Deno.test("wirelab help exit-codes lists every code once", async () => {
  const { code, out } = await wirelab(["help", "exit-codes"]);
  assertEquals(code, 0);
  const listed = out.trimEnd().split("\n").map((line) => Number.parseInt(line));
  const known = Object.values(EXIT_CODES).map(({ code }) => code);
  assertEquals(listed, [
    SUCCESS,
    INTERNAL_ERROR,
    ...known,
    INTERRUPTED,
    OUTPUT_CLOSED,
    TERMINATED,
  ]);
});

Deno.test("exit codes are one for each cause, and stay out of the shell's way", () => {
  const codes = Object.values(EXIT_CODES).map(({ code }) => code);
  assertEquals(codes.length, new Set(codes).size);
  for (const code of codes) assert(code > 1 && code < 126, `${code}`);
});
