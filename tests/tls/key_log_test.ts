import { assertEquals } from "@std/assert";
import { KeyLog } from "../../src/tls/mod.ts";

const RANDOM = "ab".repeat(32);
const SECRET = "cd".repeat(32);

Deno.test("KeyLog reads every label, and passes over comments and blank lines", () => {
  const log = new KeyLog();
  const labels = [
    "CLIENT_RANDOM",
    "CLIENT_EARLY_TRAFFIC_SECRET",
    "CLIENT_HANDSHAKE_TRAFFIC_SECRET",
    "SERVER_HANDSHAKE_TRAFFIC_SECRET",
    "CLIENT_TRAFFIC_SECRET_0",
    "SERVER_TRAFFIC_SECRET_0",
    "EXPORTER_SECRET",
    "EARLY_EXPORTER_SECRET",
  ];
  log.add("# made by a test\r\n\r\n");
  for (const label of labels) log.add(`${label} ${RANDOM} ${SECRET}\n`);
  assertEquals(log.size, labels.length);
  assertEquals(log.unreadLines, 0);
  for (const label of labels) {
    assertEquals(log.get(label, RANDOM)?.length, 32, label);
  }
  assertEquals(log.has(RANDOM), true);
  assertEquals(log.has("00".repeat(32)), false);
});

Deno.test("KeyLog finds RSA secrets by the start of the encrypted one", () => {
  const log = new KeyLog();
  assertEquals(log.hasPremasterSecrets, false);
  log.add(`RSA 0123456789ABCDEF ${"11".repeat(48)}\n`);
  assertEquals(log.hasPremasterSecrets, true);
  assertEquals(log.get("RSA", "0123456789abcdef")?.length, 48);
});

Deno.test("KeyLog counts lines that are no secrets", () => {
  const log = new KeyLog();
  log.add(`CLIENT_RANDOM ${RANDOM}\nGET / HTTP/1.1\nCLIENT_RANDOM zz zz\n`);
  log.add(`CLIENT_RANDOM ${RANDOM} abc\n`);
  assertEquals(log.size, 0);
  assertEquals(log.unreadLines, 4);
});

Deno.test("KeyLog takes a line in any pieces", () => {
  const text = `CLIENT_RANDOM ${RANDOM} ${"cd".repeat(48)}\n`;
  const whole = new KeyLog();
  whole.add(text);
  for (let at = 0; at <= text.length; at++) {
    const log = new KeyLog();
    log.add(text.slice(0, at));
    log.add(text.slice(at));
    assertEquals(
      log.get("CLIENT_RANDOM", RANDOM),
      whole.get("CLIENT_RANDOM", RANDOM),
    );
    assertEquals(log.unreadLines, 0);
  }
});

Deno.test("KeyLog reads a last line without its end", () => {
  const log = new KeyLog();
  log.add(`CLIENT_RANDOM ${RANDOM} ${SECRET}`);
  assertEquals(log.get("CLIENT_RANDOM", RANDOM)?.length, 32);
});
