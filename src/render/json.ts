import { type Field, toHex } from "../bytes/mod.ts";
import {
  type FieldNotes,
  groupsOfCarrier,
  type Step,
  type Verdict,
} from "../explain/mod.ts";
import { jsonLine } from "./json_line.ts";

/** Version of the JSON that is written: it grows when a member changes or goes. */
export const JSON_SCHEMA_VERSION = 1;

/** What {@linkcode stepToJson} includes. */
export interface StepJsonOptions {
  /** Number of the flow in the capture. */
  stream: number;
  /** Sentences on fields: with them every byte is included, as a tree of fields. */
  notes?: FieldNotes;
}

/**
 * Writes a step as one line of JSON. Keys are English in every language.
 *
 * @param step The step.
 * @param options What is included.
 */
export function stepToJson(step: Step, options: StepJsonOptions): string {
  return jsonLine({
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
    ...options.notes && everyByte(step, options.notes),
  });
}

/**
 * Writes a verdict as one line of JSON.
 *
 * @param verdict The verdict.
 * @param stream Number of the flow in the capture.
 */
export function verdictToJson(verdict: Verdict, stream: number): string {
  return jsonLine({ type: "verdict", stream, ...verdict });
}

/** Writes the line that comes first: what wrote the rest, and by which schema. */
export function headToJson(version: string): string {
  return jsonLine({
    type: "wirelab",
    version,
    schema: JSON_SCHEMA_VERSION,
  });
}

/** What carried a step, and its own bytes, as trees of fields. */
function everyByte(step: Step, notes: FieldNotes): Record<string, unknown> {
  const { protocol } = step;
  const carriers = step.carriers().map((carrier) => ({
    kind: carrier.kind,
    fields: carrier.fields().map((field) =>
      fieldToJson([...groupsOfCarrier(carrier.kind), field], protocol, notes)
    ),
  }));
  return {
    carriers: carriers.length > 0 ? carriers : undefined,
    fields: step.fields().map((field) => fieldToJson([field], protocol, notes)),
  };
}

/**
 * A field as it stands in JSON: bytes as hexadecimal digits, wide numbers as
 * text.
 *
 * @param path The groups around it, then the field.
 */
function fieldToJson(
  path: readonly Field[],
  protocol: string,
  notes: FieldNotes,
): Record<string, unknown> {
  const { name, offset, length, value, text, bits, fields } =
    path[path.length - 1];
  const note = fields ? undefined : notes.of(protocol, path);
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
    note: note?.text,
    section: note?.section,
    bits: bits?.map((bit) => ({
      name: bit.name,
      value: bit.value,
      text: bit.text,
      note: notes.ofBit(protocol, path, bit)?.text,
    })),
    fields: fields?.map((field) =>
      fieldToJson([...path, field], protocol, notes)
    ),
  };
}

/** Rounds a time to the nanosecond, which is all that a capture can hold. */
function seconds(time: number): number {
  return Number(time.toFixed(9));
}
