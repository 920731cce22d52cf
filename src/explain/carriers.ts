import type { Field } from "../bytes/mod.ts";
import type { Packet } from "../packet/mod.ts";
import type { TlsEvent } from "../tls/mod.ts";
import type { HeldBytes } from "./held_bytes.ts";
import type { Carrier } from "./step.ts";

/**
 * Gathers the records that an event is the first to need, each as it was
 * framed and, where it was decrypted, as it was inside.
 *
 * A record that several messages share belongs to the first of them.
 *
 * @param event The event.
 * @param wire Bytes of its direction, from its start on.
 */
export function recordsOf(event: TlsEvent, wire: HeldBytes): Carrier[] {
  const carriers: Carrier[] = [];
  for (const record of event.records) {
    if (record.start < event.start) continue;
    carriers.push({
      kind: "record",
      bytes: wire.range(record.start, record.end),
      fields: () => record.fields(),
    });
    if (record.decrypted) {
      carriers.push({
        kind: "plaintext",
        bytes: record.decrypted,
        fields: () => record.plaintextFields(),
      });
    }
  }
  return carriers;
}

/** The packet whose datagram had come in fragments; none where the packet held it whole. */
export function fragmentOf({ datagram, frame, fields }: Packet): Carrier[] {
  if (!datagram?.fields || !fields) return [];
  return [{ kind: "packet", bytes: frame.bytes, fields: () => fields }];
}

/**
 * Gives the groups that the fields of a carrier stand in, though they are in
 * no group of their own: a record's type is not the one of what is inside.
 *
 * @param kind Kind of the carrier.
 */
export function groupsOfCarrier(kind: Carrier["kind"]): readonly Field[] {
  return kind === "packet"
    ? []
    : [{ name: kind, offset: 0, length: 0, value: null, fields: [] }];
}
