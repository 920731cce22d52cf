import { assertEquals } from "@std/assert";
import {
  type Explained,
  Explainer,
  type ExplainerOptions,
  speak,
} from "../../src/explain/mod.ts";
import { framesOf, OPEN } from "../stream/script.ts";

const CLOSE = `> FA 1 1
  < A 1 2
  < FA 1 2
  > A 2 2`;

/** Segments that come when all was over: the last FIN again, and its ACK. */
const LATE = `< FA 1 2 +400
  > A 2 2`;

/** Explains scripts, each of a client port of its own, one after the other. */
function explain(
  scripts: readonly (readonly [port: number, script: string])[],
  options: Partial<ExplainerOptions>,
): { explainer: Explainer; explained: Explained[] } {
  const explainer = new Explainer({ say: speak("en"), ...options });
  let frames = 0;
  const explained = scripts.flatMap(([clientPort, script]) => {
    const firstFrame = frames + 1;
    const part = framesOf(script, { clientPort, firstFrame, seconds: 5 });
    frames += part.length;
    return part.flatMap((frame) => explainer.frame(frame));
  });
  return { explainer, explained: [...explained, ...explainer.end()] };
}

/** Numbers, titles and sentences of steps, as they came. */
function told(explained: readonly Explained[]): string[] {
  return explained.flatMap(({ conversation, steps }) =>
    steps.map(({ title, detail, text, phase, time }) =>
      [conversation.number, time, phase, title, detail, text].join(" ")
    )
  );
}

Deno.test("Explainer lets go of conversations that are over", () => {
  const scripts = Array.from(
    { length: 20 },
    (_, at) => [2000 + at, `${OPEN}\n${CLOSE}`] as const,
  );
  const { explainer, explained } = explain(scripts, { endedFlows: 3 });
  assertEquals(explainer.flowCount, 20);
  assertEquals(explainer.flows.map(({ number }) => number), [17, 18, 19]);
  assertEquals(
    explained.filter(({ final }) => final)
      .map(({ conversation }) => conversation.number),
    Array.from({ length: 17 }, (_, at) => at),
  );
});

Deno.test("Explainer never lets go of what it is to keep", () => {
  const scripts = Array.from(
    { length: 5 },
    (_, at) => [2000 + at, `${OPEN}\n${CLOSE}`] as const,
  );
  const { explainer } = explain(scripts, {
    endedFlows: 0,
    keeps: ({ number }) => number === 1,
  });
  assertEquals(explainer.flows.map(({ number }) => number), [1]);
});

Deno.test("Explainer only counts what it is neither to explain nor to keep", () => {
  const scripts = Array.from(
    { length: 20 },
    (_, at) => [2000 + at, "> S 0 0"] as const,
  );
  const { explainer, explained } = explain([...scripts, ...scripts], {
    chooses: ({ number }) => number === 3,
    keeps: ({ client }) => client.port === 2005,
  });
  assertEquals(explainer.flowCount, 20);
  assertEquals(
    explainer.flows.map(({ number, sides }) => [number, sides[0].segments]),
    [[3, 2], [5, 2]],
  );
  const numbers = explained.map(({ conversation }) => conversation.number);
  assertEquals([...new Set(numbers)], [3]);
});

Deno.test("Explainer tells what comes late of a conversation that it let go of as of one that it kept", () => {
  const scripts = [
    [2000, `${OPEN}\n> PA 1 1 w500`],
    [2001, `${OPEN}\n${CLOSE}`],
    [2002, `${OPEN}\n${CLOSE}`],
    [2001, LATE],
    [2002, "< R 2 0"],
  ] as const;
  const kept = explain(scripts, {});
  const released = explain(scripts, { endedFlows: 0 });
  assertEquals(told(released.explained), told(kept.explained));
  assertEquals(
    told(released.explained).filter((line) => line.includes("again after"))
      .length,
    1,
  );
});

Deno.test("Explainer numbers a conversation anew whose ports an earlier one had that it let go of", () => {
  const { explained } = explain([
    [2001, `${OPEN}\n${CLOSE}`],
    [2001, OPEN.replaceAll("0 0", "70000 0").replaceAll(/\b1 /g, "70001 ")],
  ], { endedFlows: 0 });
  const again = explained.filter(({ conversation }) =>
    conversation.number === 1
  );
  assertEquals(again[0].steps.map(({ title }) => title), [
    "SYN",
    "port reuse",
  ]);
  assertEquals(again[0].conversation.resumed, false);
});

Deno.test("Explainer lets go of a conversation that another one replaced before it was over", () => {
  const { explainer, explained } = explain([
    [2001, `${OPEN}\n> PA 1 1 "hello"`],
    [2001, "> S 70000 0"],
  ], { endedFlows: 0 });
  assertEquals(explainer.flows.map(({ number }) => number), [1]);
  assertEquals(
    explained.find(({ final }) => final)?.conversation.number,
    0,
  );
});
