/**
 * What the events of a TLS conversation have to hold.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { tilingFault } from "../../src/bytes/mod.ts";
import {
  TlsConversation,
  type TlsConversationOptions,
  type TlsEvent,
} from "../../src/tls/mod.ts";
import type { Part } from "../event_tiling.ts";

/** What came of a conversation. */
export interface Conversed {
  readonly conversation: TlsConversation;
  readonly events: readonly TlsEvent[];
}

/**
 * Feeds a conversation to its end, and checks that every byte is accounted
 * for: the events of each direction tile its stream, the fields of each event
 * tile its bytes, those of each record the record and what was opened of it.
 */
export function converse(
  parts: Iterable<Part>,
  options: TlsConversationOptions = {},
): Conversed {
  const conversation = new TlsConversation(options);
  const events: TlsEvent[] = [];
  const told: [number, number] = [0, 0];
  const given: [number, number] = [0, 0];
  const take = (more: readonly TlsEvent[]): void => {
    for (const event of more) {
      const { direction, start, end, kind } = event;
      assertEquals(start, told[direction], `${kind} does not follow`);
      assert(end >= start, `${kind} ends before it starts`);
      checkFields(event);
      told[direction] = end;
      events.push(event);
    }
  };
  for (const { direction, bytes, missing } of parts) {
    given[direction] += bytes?.length ?? missing ?? 0;
    take(
      bytes
        ? conversation.push(direction, bytes)
        : conversation.gap(direction, missing ?? 0),
    );
  }
  take(conversation.end(0));
  take(conversation.end(1));
  assertEquals(told, given, "not every byte is accounted for");
  return { conversation, events };
}

function checkFields(event: TlsEvent): void {
  const fault = tilingFault(event.fields(), 0, event.bytes.length);
  assert(fault === undefined, `${event.kind} at ${event.start}: ${fault}`);
  for (const record of event.records) {
    const { start, end } = record;
    const outer = tilingFault(record.fields(), 0, end - start);
    assert(outer === undefined, `record at ${start}: ${outer}`);
    const opened = record.decrypted?.length ?? 0;
    const inner = tilingFault(record.plaintextFields(), 0, opened);
    assert(inner === undefined, `plaintext at ${start}: ${inner}`);
  }
}

/** What events say, without their functions and records, to compare them. */
export function summary(events: readonly TlsEvent[]): unknown[] {
  return events.map(({ fields: _, records, ...event }) => ({
    ...event,
    ...("error" in event ? { error: event.error.message } : {}),
    records: records.map(({ start, end, type }) => ({ start, end, type })),
  }));
}
