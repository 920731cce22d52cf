import { assertEquals, assertMatch } from "@std/assert";
import { shellWord } from "../../src/bytes/shell_word.ts";
import {
  gainObstacle,
  readSetting,
  setcapCommand,
} from "../../src/capture/host.ts";

Deno.test("gainObstacle() tells bounds from no_new_privs, and neither", () => {
  const bounded = "CapBnd:\t00000000a80405fb\nNoNewPrivs:\t1\n";
  const free = "CapBnd:\t000001ffffffffff\nNoNewPrivs:\t";
  assertMatch(gainObstacle(bounded)?.en ?? "", /bounds of this container/);
  assertMatch(gainObstacle(`${free}1\n`)?.zh ?? "", /no_new_privs/);
  assertEquals(gainObstacle(`${free}0\n`), undefined);
  assertEquals(gainObstacle(""), undefined);
});

Deno.test("shellWord() leaves plain words alone and wraps all others", () => {
  assertEquals(shellWord("/usr/bin/deno"), "/usr/bin/deno");
  assertEquals(shellWord("--allow-env=A,B"), "--allow-env=A,B");
  assertEquals(shellWord("/home/a b/deno"), "'/home/a b/deno'");
  assertEquals(shellWord("it's"), "'it'\\''s'");
  assertEquals(shellWord("$(x)"), "'$(x)'");
});

Deno.test({
  name:
    "readSetting() reads the kernel's settings without permission for /proc",
  ignore: Deno.build.os !== "linux",
  fn() {
    assertMatch(readSetting("kernel.osrelease") ?? "", /^\d+\.\d+/);
    assertEquals(readSetting("kernel.no_such_setting"), undefined);
  },
});

Deno.test({
  name: "setcapCommand() names the executable itself",
  ignore: setcapCommand() === undefined,
  fn() {
    const path = Deno.realPathSync(Deno.execPath());
    assertEquals(
      setcapCommand(),
      `sudo setcap cap_net_raw+ep ${shellWord(path)}`,
    );
  },
});
