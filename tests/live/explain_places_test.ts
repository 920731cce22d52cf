import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { EXIT_CODES } from "../../src/cli/exit_codes.ts";
import { run, wirelab, wirelabCommand } from "./program.ts";

const CAPTURE = new URL(
  "../data/tls13_aes128_ccm/capture.pcapng",
  import.meta.url,
);

Deno.test({
  name: "explain says which place is not read or written, and what to do",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const rows = [
      [
        ["/proc/self/environ"],
        "read /proc/self/environ",
        "Name a file on a disk; - is standard input.",
      ],
      [
        [CAPTURE.pathname, "--html", "/proc/x"],
        "write /proc/x",
        "Name a file on a disk; - is standard output.",
      ],
    ] as const;
    for (const [args, deed, hint] of rows) {
      const { code, stderr } = await wirelab(["explain", ...args]);
      assertEquals(
        stderr,
        `wirelab: Cannot ${deed}: it is a device or a file of the system.\n  ${hint}\n`,
      );
      assertEquals(code, EXIT_CODES["bad-file"].code);
    }
  },
});

Deno.test({
  name:
    "explain says that a capture cannot be read on, and takes no blame for it",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const rows = [
      // A process has no memory at address 0, where reading starts.
      ["en", "/proc/self/mem", "standard input: Input/output error"],
      ["zh", "/proc/self/mem", "标准输入：系统出错（Input/output error"],
      ["en", "/", "standard input: it is a folder."],
      ["zh", "/", "标准输入：它是文件夹。"],
    ] as const;
    for (const [language, path, message] of rows) {
      const { code, stderr } = await run([
        ...["sh", "-c", '"$@" < "$0"', path],
        ...wirelabCommand(),
        ...["explain", "-", "--lang", language],
      ]);
      assertStringIncludes(stderr, message);
      assertEquals(stderr.trimEnd().split("\n").length, 2, "with one hint");
      assertEquals(code, EXIT_CODES["bad-file"].code);
    }
  },
});

Deno.test("explain --html - writes the page to standard output, and nothing else", async () => {
  const { code, stdout, stderr } = await wirelab([
    "explain",
    CAPTURE.pathname,
    "--html",
    "-",
  ]);
  assertEquals([code, stderr], [0, ""]);
  assertMatch(stdout, /^<!doctype html>[^]*<\/html>\n$/);
});
