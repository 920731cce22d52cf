import { assertEquals, assertMatch } from "@std/assert";
import {
  gainObstacle,
  quote,
  readSetting,
  setcapCommand,
} from "../../src/capture/host.ts";

Deno.test("gainObstacle() tells bounds from no_new_privs, and neither", () => {
  const bounded = "CapBnd:\t00000000a80405fb\nNoNewPrivs:\t1\n";
  const free = "CapBnd:\t000001ffffffffff\nNoNewPrivs:\t";
  assertMatch(gainObstacle(bounded) ?? "", /bounds of this container/);
  assertMatch(gainObstacle(`${free}1\n`) ?? "", /no_new_privs/);
  assertEquals(gainObstacle(`${free}0\n`), undefined);
  assertEquals(gainObstacle(""), undefined);
});

Deno.test("quote() leaves plain words alone and wraps all others", () => {
  assertEquals(quote("/usr/bin/deno"), "/usr/bin/deno");
  assertEquals(quote("--allow-env=A,B"), "--allow-env=A,B");
  assertEquals(quote("/home/a b/deno"), "'/home/a b/deno'");
  assertEquals(quote("it's"), "'it'\\''s'");
  assertEquals(quote("$(x)"), "'$(x)'");
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
      `sudo setcap cap_net_raw+ep ${quote(path)}`,
    );
  },
});
