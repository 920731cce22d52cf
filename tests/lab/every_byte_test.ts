/** Every byte of every recording has a field, and every field a sentence. */
import { assertEquals } from "@std/assert";
import { type Field, tilingFault } from "../../src/bytes/mod.ts";
import { FieldNotes } from "../../src/explain/fields/mod.ts";
import {
  groupsOfCarrier,
  type Side,
  speak,
  type Step,
} from "../../src/explain/mod.ts";
import { Ladder, widthOf } from "../../src/render/mod.ts";
import { explainSample, sampleNames } from "./samples.ts";

const NOTES = [new FieldNotes("en"), new FieldNotes("zh")];

/** Fields of a step and of what carried it, with the groups that they stand in. */
interface Run {
  readonly title: string;
  readonly groups: readonly Field[];
  readonly bytes: Uint8Array;
  readonly fields: readonly Field[];
}

function runsOf(step: Step): Run[] {
  const title = `#${step.frames[0]} ${step.title}`;
  return [
    ...step.carriers().map((carrier) => ({
      title: `${carrier.kind} of ${title}`,
      groups: groupsOfCarrier(carrier.kind),
      bytes: carrier.bytes,
      fields: carrier.fields(),
    })),
    { title, groups: [], bytes: step.bytes(), fields: step.fields() },
  ];
}

/** Names the leaves and bits that have no sentence in each language. */
function* unexplained(
  fields: readonly Field[],
  groups: readonly Field[],
  protocol: string,
): Generator<string> {
  for (const field of fields) {
    const path = [...groups, field];
    if (field.fields) {
      yield* unexplained(field.fields, path, protocol);
      continue;
    }
    const name = [protocol, ...path.map((part) => part.name)].join(" > ");
    for (const notes of NOTES) {
      if (!notes.of(protocol, path)) yield name;
      for (const bit of field.bits ?? []) {
        if (!notes.ofBit(protocol, path, bit)) yield `${name} > ${bit.name}`;
      }
    }
  }
}

/** Bytes of the stream that the steps of one side account for. */
function accountedBytes(steps: readonly Step[], from: Side): number {
  let bytes = 0;
  for (const step of steps) {
    if (step.from !== from || step.kind === "segment") continue;
    const records = step.carriers().filter(({ kind }) => kind === "record");
    for (const record of records) bytes += record.bytes.length;
    // A message is in the stream itself where no record carried it.
    const inside = step.protocol === "tls"
      ? records.length > 0 || step.kind === "message"
      : steps.some(isTls);
    if (!inside) bytes += step.bytes().length;
  }
  return bytes;
}

function isTls(step: Step): boolean {
  return step.protocol === "tls";
}

const DRAWINGS = [
  { say: speak("en"), notes: NOTES[0] },
  { say: speak("zh"), notes: NOTES[1] },
  { say: speak("en"), notes: NOTES[0], ascii: true },
];

for (const name of sampleNames()) {
  const conversations = explainSample(name);

  Deno.test(`every field of ${name} has a sentence`, () => {
    const missing = new Set<string>();
    for (const step of [...conversations.values()].flat()) {
      for (const { fields, groups } of runsOf(step)) {
        for (const path of unexplained(fields, groups, step.protocol)) {
          missing.add(path);
        }
      }
    }
    assertEquals([...missing], []);
  });

  Deno.test(`the fields of ${name} tile its messages`, () => {
    const faults: string[] = [];
    for (const step of [...conversations.values()].flat()) {
      for (const { title, bytes, fields } of runsOf(step)) {
        const fault = tilingFault(fields, 0, bytes.length);
        if (fault) faults.push(`${title}: ${fault}`);
      }
    }
    assertEquals(faults, []);
  });

  Deno.test(`every byte of ${name} is drawn within 80 columns`, () => {
    for (const options of DRAWINGS) {
      for (const [conversation, steps] of conversations) {
        const ladder = new Ladder({ ...options, columns: 80 });
        const text = steps.map((step) =>
          ladder.step(step, () => conversation.verdict())
        ).join("") + ladder.end(conversation.verdict());
        const lines = text.split("\n");
        const acting = lines.filter((line) => /\p{Cc}/u.test(line));
        const wide = lines.filter((line) => widthOf(line) > 80);
        assertEquals([...acting, ...wide], []);
        if (options.ascii) {
          assertEquals(text.match(/[│┌└├▶◀━─…§→·×—“”]/u), null);
        }
      }
    }
  });

  Deno.test(`the messages of ${name} account for each of its bytes`, () => {
    for (const [conversation, steps] of conversations) {
      assertEquals({
        client: accountedBytes(steps, "client"),
        server: accountedBytes(steps, "server"),
      }, conversation.verdict().bytes);
    }
  });
}
