import { assertEquals, assertMatch } from "@std/assert";
import { EXIT_CODES } from "../../src/cli/exit_codes.ts";
import { wirelab } from "./program.ts";

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
