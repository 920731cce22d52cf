/** `demo http` and `demo https` from end to end: a browser's visit, packet by packet. */
import { assertEquals } from "@std/assert";
import type { Step, Verdict } from "../../src/explain/mod.ts";
import { liveTest, noCapture, withFolder } from "./capture_support.ts";
import { wirelab } from "./program.ts";

/** Runs a demo with `--json`, and reads what it writes. */
async function told(
  name: string,
  folder: string,
): Promise<{ steps: Step[]; verdict: Verdict }> {
  const { code, stdout, stderr } = await wirelab([
    "demo",
    name,
    "--json",
    "--certs",
    `${folder}/certs`,
  ]);
  assertEquals([code, stderr], [0, ""]);
  const lines = stdout.trimEnd().split("\n").map((line) => JSON.parse(line));
  return {
    steps: lines.filter(({ type }) => type === "step"),
    verdict: lines.find(({ type }) => type === "verdict"),
  };
}

function titles(steps: readonly Step[]): string[] {
  return steps.filter(({ protocol }) => protocol === "http").map((step) =>
    step.title
  );
}

liveTest(
  "demo http shows a request and the page",
  [noCapture],
  () =>
    withFolder(async (folder) => {
      const { steps, verdict } = await told("http", folder);
      assertEquals(titles(steps).slice(0, 2), ["GET /", "200 OK"]);
      assertEquals(verdict.opening, "handshake");
      assertEquals(verdict.closedBy, "server");
    }),
);

liveTest("demo https shows the same page within TLS 1.3, decrypted", [
  noCapture,
], () =>
  withFolder(async (folder) => {
    const { steps, verdict } = await told("https", folder);
    assertEquals(titles(steps).slice(0, 2), ["GET /", "200 OK"]);
    const visit = steps.filter(({ protocol }) => protocol === "http");
    assertEquals(visit.every(({ encrypted }) => encrypted), true);
    assertEquals(verdict.tls?.version, "TLS 1.3");
  }));
