/**
 * The TLS captures of `tests/data`, as the conversations that they hold.
 *
 * @module
 */
import { PacketDecoder } from "../../src/packet/mod.ts";
import { CaptureReader } from "../../src/pcap/mod.ts";
import { type Chunk, FlowTable } from "../../src/stream/mod.ts";
import type { Direction } from "../../src/tls/mod.ts";
import { TLS_CASES } from "../data/tls_cases.ts";

/** What happened in a conversation next. */
export type Step =
  | { readonly direction: Direction; readonly bytes: Uint8Array }
  | { readonly direction: Direction; readonly gap: number }
  | { readonly direction: Direction; readonly end: true };

/** A capture and the conversations in it. */
export interface Sample {
  readonly name: string;
  /** Path of the capture. */
  readonly capture: string;
  /** Path of the key log. */
  readonly keyLog: string;
  /** The key log; empty where there is none. */
  readonly keys: string;
  /** Steps of each conversation, in order. */
  readonly conversations: readonly (readonly Step[])[];
}

const data = new URL("../data/", import.meta.url);

/** Reads all TLS captures. */
export function readSamples(): Sample[] {
  return TLS_CASES.map(({ name }) => readSample(name));
}

/** Reads one TLS capture. */
export function readSample(name: string): Sample {
  const capture = new URL(`${name}/capture.pcapng`, data).pathname;
  const keyLog = new URL(`${name}/keys.log`, data).pathname;
  const conversations = readConversations(Deno.readFileSync(capture));
  return { name, capture, keyLog, keys: readKeys(keyLog), conversations };
}

function readKeys(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}

/** Reads the conversations of a capture. */
export function readConversations(file: Uint8Array): Step[][] {
  const reader = new CaptureReader();
  reader.push(file);
  reader.end();
  const packets = new PacketDecoder();
  const table = new FlowTable();
  const conversations: Step[][] = [];
  for (let frame = reader.next(); frame; frame = reader.next()) {
    const segment = table.add(packets.decode(frame));
    if (!segment) continue;
    const steps = conversations[segment.flow.number] ??= [];
    for (const chunk of segment.data) steps.push(stepOf(chunk));
    for (const direction of segment.ended) steps.push({ direction, end: true });
  }
  for (const { flow, data } of table.end()) {
    conversations[flow.number].push(...data.map(stepOf));
  }
  return conversations;
}

function stepOf(chunk: Chunk): Step {
  const { direction, bytes, length } = chunk;
  return bytes ? { direction, bytes } : { direction, gap: length };
}
