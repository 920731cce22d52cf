import { assertEquals } from "@std/assert";
import { jsonLine } from "../../src/render/mod.ts";

Deno.test("jsonLine() escapes every control that a terminal may obey", () => {
  const controls = Array.from(
    { length: 0xa1 },
    (_, code) => String.fromCharCode(code),
  ).join("");
  const line = jsonLine({ controls });
  // deno-lint-ignore no-control-regex
  assertEquals(line.match(/[\x00-\x1f\x7f-\x9f]/), null);
  assertEquals(JSON.parse(line), { controls });
});
