import {
  type Explainable,
  Explainer,
  speak,
  type Step,
} from "../../src/explain/mod.ts";
import { KeyLog } from "../../src/tls/mod.ts";

const DATA = new URL("../data/", import.meta.url);

/** The recorded cases, by the names of their folders. */
export function sampleNames(): string[] {
  return [...Deno.readDirSync(DATA)]
    .filter((entry) => entry.isDirectory && isFile(captureOf(entry.name)))
    .map((entry) => entry.name)
    .sort();
}

/** Explains a recorded case with every byte of it, conversation by conversation. */
export function explainSample(name: string): Map<Explainable, Step[]> {
  const keyLog = new KeyLog();
  const keys = new URL(`${name}/keys.log`, DATA);
  if (isFile(keys)) keyLog.add(Deno.readTextFileSync(keys));
  const explainer = new Explainer({ say: speak("en"), keyLog, record: true });
  const explained = [
    ...explainer.push(Deno.readFileSync(captureOf(name))),
    ...explainer.end(),
  ];
  const conversations = new Map<Explainable, Step[]>();
  for (const { conversation, steps } of explained) {
    const held = conversations.get(conversation) ?? [];
    conversations.set(conversation, [...held, ...steps]);
  }
  return conversations;
}

function captureOf(name: string): URL {
  return new URL(`${name}/capture.pcapng`, DATA);
}

function isFile(url: URL): boolean {
  try {
    return Deno.statSync(url).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}
