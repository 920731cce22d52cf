import { assertEquals } from "@std/assert";
import { EXIT_CODES } from "../../src/cli/exit_codes.ts";
import { wirelab } from "./program.ts";

const CAPTURE = new URL(
  "../data/tls13_aes128_ccm/capture.pcapng",
  import.meta.url,
);

Deno.test({
  name: "explain says which place Deno withholds, and what to do",
  ignore: Deno.build.os !== "linux",
  fn: async () => {
    const rows = [
      [
        ["/proc/self/environ"],
        "read /proc/self/environ",
        "Standard input is -.",
      ],
      [
        [CAPTURE.pathname, "--html", "/proc/x"],
        "write /proc/x",
        "Name a file in a folder that exists and is yours.",
      ],
    ] as const;
    for (const [args, deed, hint] of rows) {
      const { code, stderr } = await wirelab(["explain", ...args]);
      assertEquals(
        stderr,
        `wirelab: Cannot ${deed}: Deno withholds that place.\n  ${hint}\n`,
      );
      assertEquals(code, EXIT_CODES["bad-file"].code);
    }
  },
});
