/**
 * Captures, as the conversations that they hold.
 *
 * @module
 */
import { PacketDecoder } from "../../src/packet/mod.ts";
import { CaptureReader } from "../../src/pcap/mod.ts";
import { type Chunk, FlowTable } from "../../src/stream/mod.ts";

/** What happened in a conversation next. */
export type Step =
  | { readonly direction: 0 | 1; readonly bytes: Uint8Array }
  | { readonly direction: 0 | 1; readonly gap: number }
  | { readonly direction: 0 | 1; readonly end: true };

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
