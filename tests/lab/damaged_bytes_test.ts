/** What is left of damaged captures is drawn byte by byte. */
import { assertEquals } from "@std/assert";
import { FieldNotes } from "../../src/explain/fields/mod.ts";
import { Explainer, speak } from "../../src/explain/mod.ts";
import { Ladder, widthOf } from "../../src/render/mod.ts";
import { KeyLog } from "../../src/tls/mod.ts";
import {
  damagedFrames,
  loadSamples,
  randomNumbers,
  type Sample,
} from "./mutation.ts";

/** Damages that each sample takes. */
const ROUNDS = 3;

const say = speak("zh");
const notes = new FieldNotes("zh");

/** Lines of a damaged sample that are too wide, or would act on a terminal. */
function badLines(sample: Sample, seed: number): string[] {
  const keyLog = new KeyLog();
  keyLog.add(sample.keys);
  const explainer = new Explainer({ say, keyLog, record: true });
  const explained = [
    ...damagedFrames(sample.frames, randomNumbers(seed)).flatMap((frame) =>
      explainer.frame(frame)
    ),
    ...explainer.end(),
  ];
  const bad: string[] = [];
  for (const { conversation, steps } of explained) {
    const ladder = new Ladder({ say, notes, columns: 80 });
    for (const step of steps) {
      const lines = ladder.step(step, () => conversation.verdict()).split("\n");
      bad.push(
        ...lines.filter((line) => widthOf(line) > 80 || /\p{Cc}/u.test(line)),
      );
    }
  }
  return bad;
}

for (const sample of loadSamples()) {
  Deno.test(`every byte of ${sample.name} is drawn after damage as well`, () => {
    for (let seed = 1; seed <= ROUNDS; seed++) {
      assertEquals(badLines(sample, seed), [], `seed ${seed}`);
    }
  });
}
