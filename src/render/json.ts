import { type Field, toHex } from "../bytes/mod.ts";
import type { Step, Verdict } from "../explain/mod.ts";

/** Version of the JSON that is written: it grows when a member changes or goes. */
export const JSON_SCHEMA_VERSION = 1;

/** What {@linkcode stepToJson} includes. */
export interface StepJsonOptions {
  /** Number of the flow in the capture. */
  stream: number;
  /** Whether every byte is included as a tree of fields; not by default. */
  fields?: boolean;
}

/**
 * Writes a step as one line of JSON. Keys are English in every language.
 *
 * @param step The step.
 * @param options What is included.
 */
export function stepToJson(step: Step, options: StepJsonOptions): string {
  return JSON.stringify({
    type: "step",
    stream: options.stream,
    kind: step.kind,
    protocol: step.protocol,
    phase: step.phase,
    time: seconds(step.time),
    from: step.from,
    to: step.to,
    evidence: step.evidence,
    encrypted: step.encrypted,
    frames: step.frames,
    title: step.title,
    detail: step.detail,
    text: step.text,
    segment: step.segment,
    fields: options.fields ? step.fields().map(fieldToJson) : undefined,
  });
}

/**
 * Writes a verdict as one line of JSON.
 *
 * @param verdict The verdict.
 * @param stream Number of the flow in the capture.
 */
export function verdictToJson(verdict: Verdict, stream: number): string {
  return JSON.stringify({ type: "verdict", stream, ...verdict });
}

/** Writes the line that comes first: what wrote the rest, and by which schema. */
export function headToJson(version: string): string {
  return JSON.stringify({
    type: "wirelab",
    version,
    schema: JSON_SCHEMA_VERSION,
  });
}

/** A field as it stands in JSON: bytes as hexadecimal digits, wide numbers as text. */
function fieldToJson(field: Field): Record<string, unknown> {
  const { name, offset, length, value, text, bits, fields } = field;
  return {
    name,
    offset,
    length,
    value: typeof value === "bigint"
      ? value.toString()
      : value instanceof Uint8Array
      ? toHex(value)
      : value ?? undefined,
    text,
    bits: bits?.map(({ name, value, text }) => ({ name, value, text })),
    fields: fields?.map(fieldToJson),
  };
}

/** Rounds a time to the nanosecond, which is all that a capture can hold. */
function seconds(time: number): number {
  return Number(time.toFixed(9));
}
