import { type BitField, ByteReader, DecodeError } from "../bytes/mod.ts";
import {
  ERROR_NAMES,
  FLAG,
  FRAME,
  FRAME_FLAGS,
  FRAME_NAMES,
  SETTING_NAMES,
} from "./http2_constants.ts";
import type {
  Http2FrameHeader,
  Http2Payload,
  Http2Priority,
  Http2Setting,
} from "./http2_frames.ts";

/** Name of the field that holds a header block or a part of one. */
export const FRAGMENT_FIELD = "field block fragment";
/** Bytes of a frame's header. */
export const FRAME_HEADER_BYTES = 9;

/**
 * Decodes the header of a frame.
 *
 * @param reader Stands at the frame's first byte.
 * @throws {DecodeError} If fewer than 9 bytes are left.
 * @see https://www.rfc-editor.org/rfc/rfc9113#section-4.1
 */
export function decodeFrameHeader(reader: ByteReader): Http2FrameHeader {
  const lengthBytes = reader.u24("length");
  const type = reader.u8("type");
  const typeName = FRAME_NAMES.get(type);
  if (reader.fields) reader.annotate({ text: typeName });
  const flags = reader.u8("flags");
  if (reader.fields) reader.annotate({ bits: flagBits(type, flags) });
  return {
    lengthBytes,
    type,
    typeName,
    flags,
    flagNames: flagNames(type, flags),
    streamId: streamId(reader, "stream identifier"),
  };
}

/**
 * Decodes the payload of a frame, except for the content of DATA and for the
 * compressed header fields.
 *
 * @param reader Holds the payload alone; for DATA, what of it has come.
 * @param header Header of the same frame.
 * @returns Views of the reader's bytes. Blocks are left undefined.
 * @throws {DecodeError} If the payload breaks the rules of its type.
 * @see https://www.rfc-editor.org/rfc/rfc9113#section-6
 */
export function decodePayload(
  reader: ByteReader,
  header: Http2FrameHeader,
): Http2Payload {
  checkStream(reader, header);
  switch (header.type) {
    case FRAME.DATA: {
      const padLength = readPadLength(reader, header);
      const padding = header.flags & FLAG.PADDED ? padLength + 1 : 0;
      const dataLength = header.lengthBytes - padding;
      if (dataLength < 0) throw tooMuchPadding(reader);
      return { type: "DATA", dataLength, padLength };
    }
    case FRAME.HEADERS: {
      const padLength = readPadLength(reader, header);
      const priority = header.flags & FLAG.PRIORITY
        ? readPriority(reader)
        : undefined;
      const fragment = readFragment(reader, padLength);
      return {
        type: "HEADERS",
        priority,
        padLength,
        fragment,
        block: undefined,
      };
    }
    case FRAME.PRIORITY: {
      const priority = readPriority(reader);
      reader.end("PRIORITY");
      return { type: "PRIORITY", priority };
    }
    case FRAME.RST_STREAM: {
      const error = readErrorCode(reader);
      reader.end("RST_STREAM");
      return { type: "RST_STREAM", ...error };
    }
    case FRAME.SETTINGS:
      if (header.flags & FLAG.ACK) reader.end("SETTINGS");
      return { type: "SETTINGS", settings: decodeSettings(reader) };
    case FRAME.PUSH_PROMISE: {
      const padLength = readPadLength(reader, header);
      const promisedStreamId = streamId(reader, "promised stream identifier");
      const fragment = readFragment(reader, padLength);
      return {
        type: "PUSH_PROMISE",
        promisedStreamId,
        padLength,
        fragment,
        block: undefined,
      };
    }
    case FRAME.PING: {
      const data = reader.take("opaque data", 8);
      reader.end("PING");
      return { type: "PING", data };
    }
    case FRAME.GOAWAY: {
      const lastStreamId = streamId(reader, "last stream identifier");
      const error = readErrorCode(reader);
      const debugData = readRest(reader, "additional debug data");
      return { type: "GOAWAY", lastStreamId, ...error, debugData };
    }
    case FRAME.WINDOW_UPDATE: {
      const increment = streamId(reader, "window size increment");
      if (increment === 0) throw reader.error("window size increment", "is 0");
      reader.end("WINDOW_UPDATE");
      return { type: "WINDOW_UPDATE", increment };
    }
    case FRAME.CONTINUATION: {
      const fragment = readRest(reader, FRAGMENT_FIELD);
      return { type: "CONTINUATION", fragment, block: undefined };
    }
    default:
      return readExtension(reader, header);
  }
}

/**
 * Decodes the settings of a SETTINGS frame: any number of identifier 16 and value 32.
 *
 * @param reader Holds the payload alone.
 * @throws {DecodeError} If its length is no multiple of 6.
 * @see https://www.rfc-editor.org/rfc/rfc9113#section-6.5.1
 */
export function decodeSettings(reader: ByteReader): Http2Setting[] {
  const settings: Http2Setting[] = [];
  while (!reader.done) {
    settings.push(reader.group("setting", () => {
      const id = reader.u16("identifier");
      const name = SETTING_NAMES.get(id);
      reader.annotate({ text: name });
      return { id, name, value: reader.u32("value") };
    }));
  }
  return settings;
}

/**
 * Whether bytes can be frames of registered types, one after another.
 *
 * @param maxFrameBytes Longest payload that the receiver allows, in bytes.
 */
export function looksLikeFrames(
  bytes: Uint8Array,
  maxFrameBytes: number,
): boolean {
  let at = 0;
  for (let count = 0; count < 4; count++) {
    if (bytes.length - at < FRAME_HEADER_BYTES) return at > 0;
    const header = decodeFrameHeader(
      new ByteReader(bytes, "http2", { offset: at }),
    );
    const ofConnection = header.type === FRAME.SETTINGS ||
      header.type === FRAME.PING || header.type === FRAME.GOAWAY;
    if (
      header.lengthBytes > maxFrameBytes || header.typeName === undefined ||
      bytes[at + 5] >= 0x80 ||
      header.type <= FRAME.CONTINUATION &&
        header.type !== FRAME.WINDOW_UPDATE &&
        ofConnection !== (header.streamId === 0)
    ) return false;
    at += FRAME_HEADER_BYTES + header.lengthBytes;
    if (at >= bytes.length) return true;
  }
  return true;
}

/** Frames that later RFCs have added. */
function readExtension(
  reader: ByteReader,
  header: Http2FrameHeader,
): Http2Payload {
  switch (header.type) {
    case FRAME.ALTSVC: {
      const origin = readText(reader, "origin", reader.u16("origin length"));
      const value = readText(reader, "alternative services", reader.remaining);
      return { type: "ALTSVC", origin, value };
    }
    case FRAME.ORIGIN: {
      const origins: string[] = [];
      while (!reader.done) {
        origins.push(readText(reader, "origin", reader.u16("origin length")));
      }
      return { type: "ORIGIN", origins };
    }
    case FRAME.PRIORITY_UPDATE: {
      const prioritizedStreamId = streamId(
        reader,
        "prioritized stream identifier",
      );
      const value = readText(reader, "priority", reader.remaining);
      return { type: "PRIORITY_UPDATE", prioritizedStreamId, value };
    }
    default:
      return { type: "unknown", bytes: readRest(reader, "payload") };
  }
}

const NO_NAMES: readonly string[] = [];
/** Names of flags by type and flags; there are few that occur. */
const namesOfFlags = new Map<number, readonly string[]>();

function flagNames(type: number, flags: number): readonly string[] {
  const defined = FRAME_FLAGS.get(type);
  if (flags === 0 || !defined) return NO_NAMES;
  const key = type << 8 | flags;
  let names = namesOfFlags.get(key);
  if (!names) {
    names = defined.filter(([mask]) => flags & mask).map(([, name]) => name);
    namesOfFlags.set(key, names);
  }
  return names;
}

function flagBits(type: number, flags: number): BitField[] {
  return (FRAME_FLAGS.get(type) ?? []).map(([mask, name]) => ({
    name,
    mask,
    value: flags & mask ? 1 : 0,
  }));
}

/** Types that belong to a stream, and types that belong to the connection. */
function checkStream(reader: ByteReader, header: Http2FrameHeader): void {
  switch (header.type) {
    case FRAME.DATA:
    case FRAME.HEADERS:
    case FRAME.PRIORITY:
    case FRAME.RST_STREAM:
    case FRAME.PUSH_PROMISE:
    case FRAME.CONTINUATION:
      if (header.streamId === 0) {
        throw misplaced(reader, `${header.typeName} needs a stream, and has 0`);
      }
      break;
    case FRAME.SETTINGS:
    case FRAME.PING:
    case FRAME.GOAWAY:
      if (header.streamId !== 0) {
        throw misplaced(
          reader,
          `${header.typeName} is of the connection, and names stream ${header.streamId}`,
        );
      }
  }
}

function misplaced(reader: ByteReader, problem: string): DecodeError {
  const field = "stream identifier";
  return new DecodeError(`Cannot accept HTTP/2 ${field}: ${problem}`, {
    protocol: "http2",
    outcome: "misbehaved",
    field,
    offset: reader.offset - 4,
  });
}

/** A 31-bit number after a bit that is reserved. */
function streamId(reader: ByteReader, name: string): number {
  const value = reader.u32(name);
  if (!reader.fields) return value & 0x7fffffff;
  reader.annotate({
    bits: [
      { name: "reserved", mask: 0x80000000, value: value >>> 31 },
      { name, mask: 0x7fffffff, value: value & 0x7fffffff },
    ],
  });
  return value & 0x7fffffff;
}

function readPadLength(reader: ByteReader, header: Http2FrameHeader): number {
  return header.flags & FLAG.PADDED ? reader.u8("pad length") : 0;
}

function readPriority(reader: ByteReader): Http2Priority {
  const value = reader.u32("stream dependency");
  const dependsOn = value & 0x7fffffff;
  reader.annotate({
    bits: [
      { name: "exclusive", mask: 0x80000000, value: value >>> 31 },
      { name: "stream dependency", mask: 0x7fffffff, value: dependsOn },
    ],
  });
  const weight = reader.u8("weight") + 1;
  return { exclusive: value > 0x7fffffff, dependsOn, weight };
}

function readFragment(reader: ByteReader, padLength: number): Uint8Array {
  const length = reader.remaining - padLength;
  if (length < 0) throw tooMuchPadding(reader);
  const fragment = take(reader, FRAGMENT_FIELD, length);
  readRest(reader, "padding");
  return fragment;
}

function tooMuchPadding(reader: ByteReader): DecodeError {
  return reader.error("padding", "it is longer than the frame");
}

function readErrorCode(
  reader: ByteReader,
): { errorCode: number; errorName: string | undefined } {
  const errorCode = reader.u32("error code");
  const errorName = ERROR_NAMES.get(errorCode);
  reader.annotate({ text: errorName });
  return { errorCode, errorName };
}

/** The rest of the payload; it makes no field where there is none. */
function readRest(reader: ByteReader, name: string): Uint8Array {
  return take(reader, name, reader.remaining);
}

function take(reader: ByteReader, name: string, length: number): Uint8Array {
  return length > 0
    ? reader.take(name, length)
    : reader.bytes.subarray(reader.offset, reader.offset);
}

function readText(reader: ByteReader, name: string, length: number): string {
  return length > 0 ? reader.text(name, length) : "";
}
