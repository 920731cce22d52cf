import {
  ByteReader,
  DecodeError,
  type Direction,
  type Field,
} from "../bytes/mod.ts";
import { type Assembled, MAX_MESSAGE_BYTES } from "./assembler.ts";
import {
  ALERT_DESCRIPTIONS,
  ALERT_LEVELS,
  CONTENT_TYPES,
  HEARTBEAT_TYPES,
} from "./constants.ts";
import type {
  AlertEvent,
  ApplicationDataEvent,
  ChangeCipherSpecEvent,
  EncryptedEvent,
  ErrorEvent,
  HandshakeEvent,
  HeartbeatEvent,
  TlsEventBase,
  UnknownRecordEvent,
} from "./events.ts";
import { decodeHandshake, type HandshakeContext } from "./handshake.ts";
import { decodeSsl2ClientHello } from "./hello.ts";
import { code8, namesIn } from "./read.ts";
import { HEADER_BYTES } from "./record_header.ts";
import type { FramedRecord, FramedSsl2Hello, LostBytes } from "./records.ts";
import { sealedFields, WireRecord } from "./wire_record.ts";
import type { RecordLayout } from "./record_cipher.ts";

/** Makes the event of a handshake message, or of why it could not be decoded. */
export function handshakeEvent(
  assembled: Assembled,
  context: HandshakeContext,
): HandshakeEvent | ErrorEvent {
  const { bytes, start, end, records } = assembled;
  const { direction } = context;
  const isProtected = records.some((record) => record.protected);
  try {
    const reader = new ByteReader(bytes, "tls");
    const message = decodeHandshake(reader, context);
    return {
      kind: "handshake",
      direction,
      start,
      end,
      protected: isProtected,
      records,
      bytes,
      type: bytes[0],
      message,
      fields: () =>
        recordedFields(bytes, (recorder) => decodeHandshake(recorder, context)),
    };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return errorEvent(direction, start, end, error, bytes, records);
  }
}

/** Makes the event of a ClientHello in the record format of SSL 2.0. */
export function ssl2HelloEvent(
  direction: Direction,
  { bytes, start, end }: FramedSsl2Hello,
): HandshakeEvent | ErrorEvent {
  try {
    const message = decodeSsl2ClientHello(new ByteReader(bytes, "tls"));
    return {
      kind: "handshake",
      direction,
      start,
      end,
      protected: false,
      records: [],
      bytes,
      type: bytes[2],
      message,
      fields: () => recordedFields(bytes, decodeSsl2ClientHello),
    };
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return errorEvent(direction, start, end, error, bytes, []);
  }
}

/** Makes the event of a change_cipher_spec. */
export function changeCipherSpecEvent(
  direction: Direction,
  record: WireRecord,
  content: Uint8Array,
  compatibility: boolean,
): ChangeCipherSpecEvent {
  return {
    kind: "change_cipher_spec",
    ...ofRecord(direction, record, content),
    compatibility,
    fields: () =>
      recordedFields(content, (reader) => {
        reader.rest("type");
        reader.annotate({ key: "change_cipher_spec" });
      }),
  };
}

/** Makes the event of an alert; its content is two bytes. */
export function alertEvent(
  direction: Direction,
  record: WireRecord,
  content: Uint8Array,
): AlertEvent {
  return {
    kind: "alert",
    ...ofRecord(direction, record, content),
    level: content[0],
    description: content[1],
    fields: () =>
      recordedFields(content, (reader) => {
        code8(reader, "level", namesIn(ALERT_LEVELS));
        code8(reader, "description", namesIn(ALERT_DESCRIPTIONS));
      }),
  };
}

/** Makes the event of application data. */
export function applicationDataEvent(
  direction: Direction,
  record: WireRecord,
  content: Uint8Array,
  early: boolean,
): ApplicationDataEvent {
  return {
    kind: "application_data",
    ...ofRecord(direction, record, content),
    length: content.length,
    plaintext: content,
    early,
    fields: () => recordedFields(content, (reader) => reader.rest("data")),
  };
}

/** Makes the event of a heartbeat message; its content is at least three bytes. */
export function heartbeatEvent(
  direction: Direction,
  record: WireRecord,
  content: Uint8Array,
): HeartbeatEvent {
  return {
    kind: "heartbeat",
    ...ofRecord(direction, record, content),
    type: content[0],
    payloadLength: content[1] << 8 | content[2],
    fields: () =>
      recordedFields(content, (reader) => {
        code8(reader, "type", namesIn(HEARTBEAT_TYPES));
        reader.annotate({ key: "heartbeat_type" });
        const length = reader.u16("payload_length");
        reader.take("payload", Math.min(length, reader.remaining));
        reader.rest("padding");
      }),
  };
}

/** Makes the event of a record whose content type nothing here decodes. */
export function unknownRecordEvent(
  direction: Direction,
  record: WireRecord,
  content: Uint8Array,
  type: number,
): UnknownRecordEvent {
  return {
    kind: "unknown_record",
    ...ofRecord(direction, record, content),
    type,
    fields: () => recordedFields(content, (reader) => reader.rest("content")),
  };
}

/** Makes the event of a record that stays closed. */
export function encryptedEvent(
  direction: Direction,
  record: WireRecord,
  framed: FramedRecord,
  layout: RecordLayout | undefined,
  closed: Pick<EncryptedEvent, "reason" | "error" | "inferred">,
): EncryptedEvent {
  const bytes = framed.fragment ?? new Uint8Array(0);
  return {
    kind: "encrypted",
    ...ofRecord(direction, record, bytes),
    outerType: framed.type,
    length: framed.length,
    ...closed,
    fields: () => sealedFields(layout, bytes, bytes.length),
  };
}

/** Makes the event of a record some of whose bytes the capture lacks. */
export function damagedEvent(
  direction: Direction,
  framed: FramedRecord,
): ErrorEvent {
  const { start, end, length, missing } = framed;
  const error = new DecodeError(
    `Cannot decode the record: ${missing} of its ${length} bytes are missing`,
    {
      outcome: "truncated",
      protocol: "tls",
      field: "fragment",
      offset: HEADER_BYTES,
      needed: length,
      available: length - missing,
    },
  );
  const none = new Uint8Array(0);
  const records = [new WireRecord(framed)];
  const event = errorEvent(direction, start, end, error, none, records);
  return { ...event, missing };
}

/** Makes the event of a record whose content has not the length that its type asks for. */
export function wrongLengthEvent(
  direction: Direction,
  record: WireRecord,
  content: Uint8Array,
  type: number,
): ErrorEvent {
  const name = CONTENT_TYPES[type] ?? "unknown";
  const error = new DecodeError(
    `Cannot decode the ${name} record: its content is ${content.length} bytes long`,
    {
      protocol: "tls",
      field: name,
      offset: 0,
      available: content.length,
    },
  );
  const { start, end } = record;
  return errorEvent(direction, start, end, error, content, [record]);
}

/** Makes the event of bytes that are in no record. */
export function lostEvent(direction: Direction, lost: LostBytes): ErrorEvent {
  const { start, end, sample, missing, cause } = lost;
  const held = end - start - missing;
  const text: Record<LostBytes["cause"], string> = {
    header: `${held} bytes are no record`,
    gap:
      `${missing} bytes are missing, and ${held} beside them are in no whole record`,
    end: `the stream ends after ${held} bytes of a record`,
  };
  const error = new DecodeError(`Cannot decode the record: ${text[cause]}`, {
    outcome: cause === "header" ? "malformed" : "truncated",
    protocol: "tls",
    field: "record",
    offset: start,
    available: held,
  });
  return {
    ...errorEvent(direction, start, end, error, sample, []),
    missing,
  };
}

/** Makes the event of a handshake message that is not whole. */
export function brokenMessageEvent(
  direction: Direction,
  broken: Assembled,
  problem: string,
  outcome: "truncated" | "misbehaved" | "unsupported",
): ErrorEvent {
  const { bytes, start, end, records, declaredLength } = broken;
  const error = new DecodeError(
    `Cannot decode the handshake message: ${problem}`,
    {
      outcome,
      protocol: "tls",
      field: "handshake",
      offset: 0,
      needed: declaredLength ?? 0,
      available: bytes.length,
    },
  );
  return errorEvent(direction, start, end, error, bytes, records);
}

/** Makes the event of a handshake message that is longer than what is put together. */
export function tooLongEvent(
  direction: Direction,
  assembled: Assembled,
): ErrorEvent {
  const { declaredLength } = assembled;
  const problem = declaredLength === undefined
    ? "it is part of one that is too long"
    : `it declares ${declaredLength} bytes, and ${MAX_MESSAGE_BYTES} is the most that is put together`;
  return brokenMessageEvent(direction, assembled, problem, "unsupported");
}

function errorEvent(
  direction: Direction,
  start: number,
  end: number,
  error: DecodeError,
  bytes: Uint8Array,
  records: readonly WireRecord[],
): ErrorEvent {
  return {
    kind: "error",
    direction,
    start,
    end,
    protected: records.some((record) => record.protected),
    records,
    bytes,
    error,
    missing: 0,
    fields: () => recordedFields(bytes, (reader) => reader.rest("undecoded")),
  };
}

function ofRecord(
  direction: Direction,
  record: WireRecord,
  bytes: Uint8Array,
): Omit<TlsEventBase, "fields"> {
  const { start, end } = record;
  return {
    direction,
    start,
    end,
    protected: record.protected,
    records: [record],
    bytes,
  };
}

function recordedFields(
  bytes: Uint8Array,
  decode: (reader: ByteReader) => unknown,
): readonly Field[] {
  const reader = new ByteReader(bytes, "tls", { record: true });
  decode(reader);
  return reader.fields ?? [];
}
