import { assert, assertEquals, assertMatch } from "@std/assert";
import { setcapCommand } from "../../src/capture/host.ts";
import { runArguments } from "../../src/permissions.ts";
import { Pty } from "../cli/pty.ts";
import {
  EchoServer,
  freePort,
  liveTest,
  noCapture,
  noProgram,
  type Output,
  pattern,
  run,
  TlsServer,
  tshark,
  tsharkFields,
  withFolder,
} from "./capture_support.ts";

const HELLO = new TextEncoder().encode("hello, server");
const READY = /^Capturing TCP port \d+ on lo; Ctrl-C ends\.\n/;
const root = new URL("../../", import.meta.url);
const notRoot = Deno.build.os === "linux" && Deno.uid() === 0
  ? undefined
  : "it needs root";

/** The program under test: the executable that WIRELAB_BIN names, or the sources. */
const binary = Deno.env.get("WIRELAB_BIN");
const WIRELAB = binary
  ? [await Deno.realPath(binary)]
  : [Deno.execPath(), ...runArguments(new URL("main.ts", root).href)];

function wirelab(
  args: readonly string[],
  options: { wrapper?: readonly string[]; cwd?: string } = {},
): Promise<Output> {
  const [program, ...rest] = [...options.wrapper ?? [], ...WIRELAB, ...args];
  return run(program, rest, { cwd: options.cwd ?? root });
}

/** A capture that runs until it is told to end. */
class RunningCapture {
  readonly process: Deno.ChildProcess;
  readonly #stderr: ReadableStreamDefaultReader<string>;
  #said = "";

  private constructor(process: Deno.ChildProcess) {
    this.process = process;
    this.#stderr = process.stderr.pipeThrough(new TextDecoderStream())
      .getReader();
  }

  /** Starts it, and waits until it says that it captures. */
  static async start(
    args: readonly string[],
    stdout: "piped" | "null" = "null",
  ): Promise<RunningCapture> {
    const [program, ...rest] = [...WIRELAB, "capture", ...args];
    const capture = new RunningCapture(
      new Deno.Command(program, {
        args: rest,
        cwd: root,
        stdin: "null",
        stdout,
        stderr: "piped",
      }).spawn(),
    );
    while (!READY.test(capture.#said)) {
      const { value, done } = await capture.#stderr.read();
      if (done) throw new Error(`it ended after: ${capture.#said}`);
      capture.#said += value;
    }
    return capture;
  }

  /** Waits for its end; gives its exit code, and what it said after it was ready. */
  async end(): Promise<{ code: number; said: string }> {
    for (;;) {
      const { value, done } = await this.#stderr.read();
      if (done) break;
      this.#said += value;
    }
    const { code } = await this.process.status;
    return { code, said: this.#said.replace(READY, "") };
  }
}

for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  liveTest(
    `wirelab capture ends on ${signal} with a complete file and a summary`,
    [noCapture, noProgram("tshark")],
    async () => {
      await withFolder(async (folder) => {
        using server = new EchoServer();
        const file = `${folder}/talk.pcapng`;
        const capture = await RunningCapture.start([
          `${server.port}`,
          "-w",
          file,
        ]);
        await server.talk(HELLO);
        capture.process.kill(signal);
        const { code, said } = await capture.end();
        assertEquals(code, 0);
        const flags = await tsharkFields(file, ["tcp.flags"]);
        assertEquals(flags.slice(0, 3).flat(), ["0x0002", "0x0012", "0x0010"]);
        assertEquals(flags.at(-1), ["0x0010"]);
        assertMatch(
          said,
          /^\d+ packets, \d+ B, none dropped, in .*talk\.pcapng\n$/,
        );
        assertEquals(Number(said.split(" ")[0]), flags.length);
      });
    },
  );
}

liveTest("wirelab capture --count ends with that many packets", [
  noCapture,
  noProgram("tshark"),
], async () => {
  await withFolder(async (folder) => {
    using server = new EchoServer();
    const file = `${folder}/talk.pcapng`;
    const capture = await RunningCapture.start([
      `${server.port}`,
      ...["-w", file, "-c", "4"],
    ]);
    await server.talk(HELLO);
    const { code, said } = await capture.end();
    assertEquals(code, 0);
    assertMatch(said, /^4 packets, /);
    assertEquals((await tsharkFields(file, ["tcp.seq"])).flat(), [
      "0",
      "0",
      "1",
      "1",
    ]);
  });
});

liveTest(
  "wirelab capture --duration ends after that time, and says that nothing passed",
  [noCapture, noProgram("tshark")],
  async () => {
    await withFolder(async (folder) => {
      const file = `${folder}/talk.pcapng`;
      const { code, out, err } = await wirelab([
        ...["capture", `${freePort()}`, "-w", file, "--duration", "0.05"],
      ]);
      assertEquals({ code, out }, { code: 0, out: "" });
      assertMatch(
        err,
        /\n0 packets, 0 B, none dropped, in .*\nNothing passed\. /,
      );
      assertEquals(await tshark(file), "");
    });
  },
);

liveTest("wirelab capture takes several ports", [
  noCapture,
  noProgram("tshark"),
], async () => {
  await withFolder(async (folder) => {
    using first = new EchoServer();
    using second = new EchoServer("::1");
    using third = new EchoServer();
    const file = `${folder}/talk.pcapng`;
    const ports = [`${first.port}`, `${second.port}`];
    const process = new Deno.Command(WIRELAB[0], {
      args: [...WIRELAB.slice(1), "capture", ...ports, "-w", file],
      cwd: root,
      stderr: "piped",
    }).spawn();
    const reader = process.stderr.pipeThrough(new TextDecoderStream())
      .getReader();
    const { value } = await reader.read();
    assertEquals(
      value,
      `Capturing TCP port ${ports.join(", ")} on lo; Ctrl-C ends.\n`,
    );
    for (const server of [first, third, second]) await server.talk(HELLO);
    process.kill("SIGINT");
    while (!(await reader.read()).done);
    assertEquals((await process.status).code, 0);
    const opened = await tsharkFields(file, ["tcp.dstport"], [
      ...["-Y", "tcp.flags == 0x0002"],
    ]);
    assertEquals(opened.flat(), ports);
  });
});

liveTest("wirelab capture -w - shows packets to a pipe while it captures", [
  noCapture,
  noProgram("tshark"),
], async () => {
  using server = new EchoServer();
  const capture = await RunningCapture.start(
    [`${server.port}`, "-w", "-"],
    "piped",
  );
  const reader = new Deno.Command("tshark", {
    args: ["-l", "-r", "-", "-T", "fields", "-e", "tcp.flags"],
    stdin: "piped",
    stdout: "piped",
    stderr: "null",
  }).spawn();
  const piped = capture.process.stdout.pipeTo(reader.stdin);
  const lines = reader.stdout.pipeThrough(new TextDecoderStream()).getReader();
  await server.talk(HELLO);
  let seen = "";
  while (!seen.startsWith("0x0002\n0x0012\n0x0010\n")) {
    const { value, done } = await lines.read();
    assert(!done, `tshark ended after: ${seen}`);
    seen += value;
  }
  capture.process.kill("SIGINT");
  const { code, said } = await capture.end();
  assertEquals(code, 0);
  assertMatch(said, /, to standard output\n$/);
  await piped;
  while (!(await lines.read()).done);
  assert((await reader.status).success);
});

liveTest(
  "wirelab capture -w - ends when the pipe is closed, though no packet comes",
  [noCapture],
  async () => {
    const capture = await RunningCapture.start(
      [`${freePort()}`, "-w", "-"],
      "piped",
    );
    const reader = capture.process.stdout.getReader();
    await reader.read();
    await reader.cancel();
    const { code, said } = await capture.end();
    assertEquals(code, 0);
    assertMatch(said, /^0 packets, /);
  },
);

liveTest("wirelab capture --keylog embeds secrets, also into a pipe", [
  noCapture,
  noProgram("openssl"),
  noProgram("tshark"),
], async () => {
  await withFolder(async (folder) => {
    await using server = await TlsServer.start(folder);
    const keyLog = `${folder}/keys.log`;
    const file = `${folder}/file.pcapng`;
    const options = [`${server.port}`, "--keylog", keyLog, "-w"];
    const toFile = await RunningCapture.start([...options, file]);
    const toPipe = await RunningCapture.start([...options, "-"], "piped");
    const piped = new Response(toPipe.process.stdout).bytes();
    for (const version of ["-tls1_3", "-tls1_2"]) {
      await server.visit([version, "-keylogfile", keyLog]);
    }
    for (const capture of [toFile, toPipe]) {
      capture.process.kill("SIGTERM");
      assertEquals((await capture.end()).code, 0);
    }
    await Deno.writeFile(`${folder}/pipe.pcapng`, await piped);
    for (const name of ["file", "pipe"]) {
      const out = await tshark(`${folder}/${name}.pcapng`, [
        ...["-d", `tcp.port==${server.port},tls`, "-Y", "http.request"],
        ...["-T", "fields", "-e", "http.request.uri"],
      ]);
      assertEquals(out, "/secret\n/secret\n", name);
    }
  });
});

liveTest("wirelab capture keeps one line of a terminal up to date", [
  noCapture,
  noProgram("script"),
], async () => {
  await withFolder(async (folder) => {
    using server = new EchoServer();
    const file = `${folder}/talk.pcapng`;
    const line = [...WIRELAB, "capture", `${server.port}`, "-w", file]
      .map((word) => `'${word}'`).join(" ");
    await using pty = new Pty(line, root.pathname);
    await pty.until("Ctrl-C ends.");
    await pty.until("\x1b[2K0 packets, 0 B, none dropped, 0:00");
    await server.talk(HELLO);
    await pty.until("none dropped, 0:01");
    await pty.send("\x03");
    const end = await pty.until("talk.pcapng");
    assert(end.includes("\r\x1b[2K"));
  });
});

liveTest("wirelab capture writes no capture on a terminal", [
  noProgram("script"),
], async () => {
  const line = [...WIRELAB, "capture", "-w", "-"].map((word) => `'${word}'`)
    .join(" ");
  await using pty = new Pty(line, root.pathname);
  await pty.until("Cannot write a capture to a terminal: it is not text.");
});

const REFUSALS: readonly [
  name: string,
  code: number,
  args: string[],
  message: RegExp,
][] = [
  ["no file", 2, [], /Cannot capture: no file is named\.\n {2}Name one: -w /],
  [
    "--all with a port",
    2,
    ["8080", "--all", "-w", "x"],
    /--all together with a port/,
  ],
  ["port 0", 2, ["0", "-w", "x"], /Cannot capture port 0/],
  ["a port that is none", 2, ["http", "-w", "x"], /Cannot use port http/],
  ["a count of none", 2, ["--count", "0", "-w", "x"], /--count 0/],
  ["no time at all", 2, ["--duration", "0", "-w", "x"], /--duration 0/],
  [
    "a buffer that holds nothing",
    2,
    ["--buffer", "1", "-w", "x"],
    /--buffer 1/,
  ],
  [
    "its key log as its file",
    2,
    ["--keylog", "x", "-w", "x"],
    /it is the key log/,
  ],
  [
    "a file that exists",
    3,
    ["-w", "there"],
    /Cannot write there: it exists already/,
  ],
  [
    "a folder that does not exist",
    3,
    ["-w", "no/x"],
    /its folder does not exist/,
  ],
  [
    "a folder as its file",
    3,
    ["-w", "folder"],
    /Cannot write folder: it is a folder/,
  ],
  [
    "a folder as the key log",
    3,
    ["--keylog", "folder", "-w", "x"],
    /key log folder/,
  ],
];

for (const [name, expected, args, message] of REFUSALS) {
  Deno.test(`wirelab capture refuses ${name}, and leaves nothing behind`, async () => {
    await withFolder(async (folder) => {
      await Deno.writeTextFile(`${folder}/there`, "precious");
      await Deno.mkdir(`${folder}/folder`);
      const { code, out, err } = await wirelab(["capture", ...args], {
        cwd: folder,
      });
      assertEquals({ code, out }, { code: expected, out: "" });
      assertMatch(err, message);
      assertEquals(err.split("\n").length, 3);
      const names = Array.from(Deno.readDirSync(folder), ({ name }) => name);
      assertEquals(names.sort(), ["folder", "there"]);
      assertEquals(await Deno.readTextFile(`${folder}/there`), "precious");
    });
  });
}

liveTest(
  "wirelab capture names an interface that does not exist, and leaves nothing behind",
  [noCapture],
  async () => {
    await withFolder(async (folder) => {
      const file = `${folder}/talk.pcapng`;
      const { code, err } = await wirelab([
        "capture",
        "-i",
        "nosuch0",
        "-w",
        file,
      ]);
      assertEquals(code, 2);
      assertMatch(err, /no such interface\.\n {2}This system has .*lo/);
      assertEquals([...Deno.readDirSync(folder)], []);
    });
  },
);

liveTest(
  "wirelab capture without privileges gives the command that grants them",
  [notRoot, noProgram("setpriv")],
  async () => {
    await withFolder(async (folder) => {
      // Root without any capability: it reads what root may, and captures nothing.
      const wrapper = ["setpriv", "--securebits=+noroot", "--inh-caps=-all"];
      const { code, err } = await wirelab(
        ["capture", "8080", "-w", `${folder}/talk.pcapng`],
        { wrapper },
      );
      assertEquals(code, 4);
      const [message, hint] = err.split("\n");
      assertEquals(
        message,
        "wirelab: Cannot capture packets: this process lacks the capability CAP_NET_RAW, and a namespace of its own would show none of this host.",
      );
      // What helps for one call stands before what opens the way to all.
      assertMatch(hint, /^ {2}For this call alone: sudo .* capture 8080 -w /);
      assertMatch(hint, /wirelab demo does without root/);
      if (!binary && setcapCommand()) {
        assert(
          hint.endsWith(
            `every other script that this binary runs: ${setcapCommand()}`,
          ),
          hint,
        );
      }
      assertEquals([...Deno.readDirSync(folder)], []);
    });
  },
);

liveTest("wirelab capture ends with a readable file when the disk is full", [
  noCapture,
  notRoot,
  noProgram("tshark"),
], async () => {
  await withFolder(async (folder) => {
    using server = new EchoServer();
    const mount = await Deno.makeTempDir({ dir: folder });
    const mounted = await run("mount", [
      ...["-t", "tmpfs", "-o", "size=1m", "none", mount],
    ]);
    assertEquals(mounted.code, 0, mounted.err);
    try {
      const file = `${mount}/talk.pcapng`;
      const capture = await RunningCapture.start([
        `${server.port}`,
        "-w",
        file,
      ]);
      await server.talk(pattern(4_000_000));
      const { code, said } = await capture.end();
      assertEquals(code, 3);
      assertMatch(said, /Cannot write .*talk\.pcapng: No space left/);
      const rows = await tsharkFields(file, ["tcp.flags"]);
      assertEquals(rows[0], ["0x0002"]);
    } finally {
      await run("umount", [mount]);
    }
  });
});

liveTest(
  "wirelab capture says when standard output is full",
  [noCapture],
  async () => {
    const line = [...WIRELAB, "capture", "-w", "-"].map((word) => `'${word}'`)
      .join(" ");
    const { code, err } = await run("sh", ["-c", `${line} > /dev/full`]);
    assertEquals(code, 3);
    assertMatch(err, /Cannot write to standard output: No space left/);
  },
);
