/**
 * Gives the byte streams of a recorded case, in the order of the capture.
 *
 * @module
 */
import { decodeFrame } from "../../src/packet/mod.ts";
import { CaptureReader } from "../../src/pcap/mod.ts";
import { type Chunk, type Flow, FlowTable } from "../../src/stream/mod.ts";

/** The next bytes of a direction, bytes that are missing, or its end. */
export interface StreamPart {
  readonly direction: 0 | 1;
  /** Number of the frame that brought them. */
  readonly frame: number;
  readonly bytes?: Uint8Array;
  readonly missing?: number;
}

/** One conversation of a capture. */
export interface CapturedStream {
  readonly flow: Flow;
  readonly parts: readonly StreamPart[];
}

/** Where the capture of a case lies. */
export function capturePath(name: string): string {
  return new URL(`../data/${name}/capture.pcapng`, import.meta.url).pathname;
}

/** Reads the conversations of a case of `tests/data`. */
export function streamsOf(name: string): CapturedStream[] {
  const reader = new CaptureReader();
  reader.push(Deno.readFileSync(capturePath(name)));
  reader.end();
  const table = new FlowTable();
  const parts = new Map<Flow, StreamPart[]>();
  for (let frame = reader.next(); frame; frame = reader.next()) {
    const event = table.add(decodeFrame(frame));
    if (!event) continue;
    const list = parts.get(event.flow) ?? [];
    parts.set(event.flow, list);
    for (const chunk of event.data) {
      list.push(partOf(event.direction, event.frame, chunk));
    }
  }
  return [...parts].map(([flow, list]) => ({ flow, parts: list }));
}

function partOf(direction: 0 | 1, frame: number, chunk: Chunk): StreamPart {
  return chunk.bytes
    ? { direction, frame, bytes: chunk.bytes }
    : { direction, frame, missing: chunk.length };
}
