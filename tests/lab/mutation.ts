/**
 * Damages recorded captures in every way that a wire, a disk or a peer might,
 * and explains what is left.
 *
 * @module
 */
import { DecodeError, tilingFault } from "../../src/bytes/mod.ts";
import { Explainer, speak, type Step } from "../../src/explain/mod.ts";
import { CaptureReader, type Frame } from "../../src/pcap/mod.ts";
import { KeyLog } from "../../src/tls/mod.ts";

/** A recorded capture. */
export interface Sample {
  readonly name: string;
  readonly file: Uint8Array<ArrayBuffer>;
  readonly frames: readonly Frame[];
  readonly keys: string;
}

const DATA = new URL("../data/", import.meta.url);

/** Reads all recorded captures. */
export function loadSamples(): Sample[] {
  const samples: Sample[] = [];
  for (const { name, isDirectory } of Deno.readDirSync(DATA)) {
    if (!isDirectory) continue;
    const file = read(new URL(`${name}/capture.pcapng`, DATA));
    if (!file) continue;
    const keys = read(new URL(`${name}/keys.log`, DATA)) ?? new Uint8Array();
    samples.push({
      name,
      file,
      frames: framesOf(file),
      keys: new TextDecoder().decode(keys),
    });
  }
  return samples.sort((a, b) => a.name < b.name ? -1 : 1);
}

function read(url: URL): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Deno.readFileSync(url);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function framesOf(file: Uint8Array): Frame[] {
  const reader = new CaptureReader();
  reader.push(file);
  reader.end();
  const frames: Frame[] = [];
  for (let frame = reader.next(); frame; frame = reader.next()) {
    frames.push(frame);
  }
  return frames;
}

/** Numbers that are the same in every run: mulberry32. */
export function randomNumbers(seed: number): Random {
  let state = seed >>> 0;
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % below;
  };
}

/**
 * Damages a sample and explains it.
 *
 * @param sample The sample.
 * @param seed Decides the damage.
 * @returns What is wrong with the explanation; `undefined` where nothing is.
 */
export function explainDamaged(
  sample: Sample,
  seed: number,
): string | undefined {
  const random = randomNumbers(seed);
  const record = random(8) === 0;
  return random(10) === 0
    ? explainFile(damagedFile(sample.file, random), sample, record)
    : explainFrames(damagedFrames(sample.frames, random), sample, record);
}

/** Explains the first bytes of a sample's file. */
export function explainCut(sample: Sample, length: number): string | undefined {
  return explainFile(sample.file.subarray(0, length), sample, false);
}

function newExplainer(sample: Sample, record: boolean): Explainer {
  const keyLog = new KeyLog();
  keyLog.add(sample.keys);
  return new Explainer({ say: speak("zh"), keyLog, record });
}

function explainFile(
  file: Uint8Array,
  sample: Sample,
  record: boolean,
): string | undefined {
  const explainer = newExplainer(sample, record);
  try {
    for (const { steps } of explainer.push(file)) {
      const fault = faultIn(steps, record);
      if (fault) return fault;
    }
    for (const { steps } of explainer.end()) {
      const fault = faultIn(steps, record);
      if (fault) return fault;
    }
  } catch (error) {
    // Damage to the file's own framing ends it, and says where.
    if (!(error instanceof DecodeError)) return String((error as Error).stack);
  }
  return undefined;
}

function explainFrames(
  frames: readonly Frame[],
  sample: Sample,
  record: boolean,
): string | undefined {
  const explainer = newExplainer(sample, record);
  try {
    for (const frame of frames) {
      for (const { conversation, steps } of explainer.frame(frame)) {
        const fault = faultIn(steps, record);
        if (fault) return fault;
        JSON.stringify(conversation.verdict());
      }
    }
    for (const { steps } of explainer.end()) {
      const fault = faultIn(steps, record);
      if (fault) return fault;
    }
  } catch (error) {
    return String((error as Error).stack);
  }
  return undefined;
}

/** Checks that each byte that a step shows is in exactly one field, and that nothing acts on a terminal. */
function faultIn(
  steps: readonly Step[],
  record: boolean,
): string | undefined {
  for (const step of steps) {
    if (/\p{Cc}/u.test(step.title + step.text + step.detail)) {
      return `a control character in ${JSON.stringify(step.title)}`;
    }
    // The fields of a gap stand for bytes that are not there.
    if (!record || step.kind === "gap") continue;
    const fields = step.fields();
    const last = fields.at(-1);
    const end = last ? last.offset + last.length : 0;
    const { length } = step.bytes();
    // An SSH packet of known length may lack some bytes in the capture.
    const whole = isHidden(step) ? Math.max(end, length) : length;
    const fault = tilingFault(fields, 0, whole);
    if (fault) return `${step.protocol} ${step.title}: ${fault}`;
  }
  return undefined;
}

function isHidden(step: Step): boolean {
  return step.protocol === "ssh" && step.evidence === "inferred";
}

/** Gives a number from 0 up to, and without, its argument. */
export type Random = (below: number) => number;

function damagedFile(
  file: Uint8Array<ArrayBuffer>,
  random: Random,
): Uint8Array<ArrayBuffer> {
  return damagedBytes(file.slice(), 0, random);
}

/** Loses, repeats, swaps, cuts and changes some of the frames. */
export function damagedFrames(
  frames: readonly Frame[],
  random: Random,
): Frame[] {
  const damaged = [...frames];
  for (let count = 1 + random(4); count > 0; count--) {
    if (damaged.length === 0) break;
    const at = random(damaged.length);
    const frame = damaged[at];
    switch (random(6)) {
      case 0:
        damaged.splice(at, 1);
        break;
      case 1:
        damaged.splice(random(damaged.length), 0, frame);
        break;
      case 2: {
        const other = random(damaged.length);
        [damaged[at], damaged[other]] = [damaged[other], frame];
        break;
      }
      case 3:
        damaged[at] = {
          ...frame,
          bytes: frame.bytes.subarray(0, random(frame.bytes.length + 1)),
        };
        break;
      default:
        // Mostly behind the headers, where the protocols are.
        damaged[at] = {
          ...frame,
          bytes: damagedBytes(
            frame.bytes.slice() as Uint8Array<ArrayBuffer>,
            random(4) === 0 ? 0 : 54,
            random,
          ),
        };
    }
  }
  return damaged.map((frame, index) => ({ ...frame, number: index + 1 }));
}

function damagedBytes(
  bytes: Uint8Array<ArrayBuffer>,
  from: number,
  random: Random,
): Uint8Array<ArrayBuffer> {
  if (bytes.length <= from) return bytes;
  for (let count = 1 + random(6); count > 0; count--) {
    const at = from + random(bytes.length - from);
    const value = [0, 1, 0x7f, 0x80, 0xff, random(256)][random(6)];
    bytes[at] = random(2) === 0 ? value : bytes[at] ^ 1 << random(8);
  }
  return bytes;
}
