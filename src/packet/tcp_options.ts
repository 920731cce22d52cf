import type { ByteReader } from "../bytes/reader.ts";
import {
  MULTIPATH_SUBTYPE_NAMES,
  TCP_EXPERIMENT_NAMES,
  TCP_OPTION_NAMES,
  TcpOptionKind,
} from "./constants.ts";

/** A range of sequence numbers that arrived out of order. */
export interface SackBlock {
  /** First sequence number of the range. */
  readonly start: number;
  /** Sequence number behind its last. */
  readonly end: number;
}

/** What all options have. */
export interface TcpOptionBase {
  /** Number in the IANA registry. */
  readonly kind: number;
  /** Bytes that it takes, kind and length bytes included. */
  readonly length: number;
}

/**
 * One option of a TCP header.
 *
 * @see {@link https://www.iana.org/assignments/tcp-parameters/tcp-parameters.xhtml#tcp-parameters-1}
 */
export type TcpOption =
  & TcpOptionBase
  & (
    | { readonly type: "end" | "no-operation" | "sack-permitted" }
    | { readonly type: "maximum-segment-size"; readonly bytes: number }
    | { readonly type: "window-scale"; readonly shift: number }
    | { readonly type: "sack"; readonly blocks: readonly SackBlock[] }
    | {
      readonly type: "timestamps";
      readonly value: number;
      readonly echo: number;
    }
    | { readonly type: "user-timeout"; readonly seconds: number }
    | {
      readonly type: "authentication";
      readonly keyId: number;
      readonly nextKeyId: number;
    }
    | { readonly type: "multipath"; readonly subtype: number }
    | { readonly type: "fast-open"; readonly cookie: Uint8Array }
    /** An experiment, told from others by its identifier. */
    | { readonly type: "experiment"; readonly identifier: number }
    /** Registered or not, but not decoded further. */
    | { readonly type: "other"; readonly data: Uint8Array }
    /** Its length is impossible; it takes the rest of the options. */
    | { readonly type: "malformed"; readonly data: Uint8Array }
    /** The capture ends inside of it. */
    | { readonly type: "cut"; readonly data: Uint8Array }
  );

const NO_OPERATION: TcpOption = { type: "no-operation", kind: 1, length: 1 };
const NO_OPTIONS: readonly TcpOption[] = [];

/**
 * Reads the options of a TCP header: kind (8 bits), and for all but two kinds
 * a length (8 bits) that counts both; then data.
 *
 * Nothing in them is an error: an option that cannot be is kept as
 * `malformed`, with all that follows it.
 *
 * @param reader Stands at the first option.
 * @param end Offset behind the header; what was captured may end before.
 * @see {@link https://www.rfc-editor.org/rfc/rfc9293#section-3.1 | RFC 9293, section 3.1}
 */
export function decodeTcpOptions(
  reader: ByteReader,
  end: number,
): readonly TcpOption[] {
  const capturedEnd = Math.min(end, reader.offset + reader.remaining);
  if (reader.offset >= capturedEnd) return NO_OPTIONS;
  const options: TcpOption[] = [];
  while (reader.offset < capturedEnd) {
    const kind = reader.peek() ?? TcpOptionKind.END;
    if (kind === TcpOptionKind.NO_OPERATION) {
      reader.u8("no_operation");
      options.push(NO_OPERATION);
    } else if (kind === TcpOptionKind.END) {
      reader.u8("end_of_options");
      options.push({ type: "end", kind, length: 1 });
      const padding = capturedEnd - reader.offset;
      if (padding > 0) reader.take("padding", padding);
    } else {
      const left = capturedEnd - reader.offset;
      const length = left < 2 ? 0 : reader.peek(1) ?? 0;
      const fits = length >= 2 && length <= left;
      options.push(
        fits ? decodeOption(reader, kind, length) : decodeRemains(
          reader,
          kind,
          left,
          end > capturedEnd && length !== 1,
        ),
      );
    }
  }
  return options;
}

/** Keeps what is left where an option does not fit. */
function decodeRemains(
  reader: ByteReader,
  kind: number,
  length: number,
  cut: boolean,
): TcpOption {
  const data = reader.take(cut ? "cut_option" : "malformed_option", length);
  return { type: cut ? "cut" : "malformed", kind, length, data };
}

function decodeOption(
  reader: ByteReader,
  kind: number,
  length: number,
): TcpOption {
  return reader.group(fieldName(kind), () => {
    reader.u8("kind");
    reader.annotate({ text: TCP_OPTION_NAMES[kind] });
    reader.u8("length");
    return decodeData(reader, kind, length);
  });
}

/** Reads the data of an option; data of another length than the option has is kept as it is. */
function decodeData(
  reader: ByteReader,
  kind: number,
  length: number,
): TcpOption {
  switch (kind) {
    case TcpOptionKind.MAXIMUM_SEGMENT_SIZE: {
      if (length !== 4) break;
      const bytes = reader.u16("maximum_segment_size");
      return { type: "maximum-segment-size", kind, length, bytes };
    }
    case TcpOptionKind.WINDOW_SCALE: {
      if (length !== 3) break;
      const shift = reader.u8("shift_count");
      return { type: "window-scale", kind, length, shift };
    }
    case TcpOptionKind.SACK_PERMITTED:
      if (length !== 2) break;
      return { type: "sack-permitted", kind, length };
    case TcpOptionKind.SACK:
      if (length < 10 || length % 8 !== 2) break;
      return { type: "sack", kind, length, blocks: sackBlocks(reader, length) };
    case TcpOptionKind.TIMESTAMPS: {
      if (length !== 10) break;
      const value = reader.u32("timestamp_value");
      const echo = reader.u32("timestamp_echo_reply");
      return { type: "timestamps", kind, length, value, echo };
    }
    case TcpOptionKind.USER_TIMEOUT: {
      if (length !== 4) break;
      const value = reader.u16("granularity_user_timeout");
      const seconds = (value & 0x7fff) * (value & 0x8000 ? 60 : 1);
      return { type: "user-timeout", kind, length, seconds };
    }
    case TcpOptionKind.AUTHENTICATION: {
      if (length < 4) break;
      const keyId = reader.u8("key_id");
      const nextKeyId = reader.u8("receive_next_key_id");
      reader.take("message_authentication_code", length - 4);
      return { type: "authentication", kind, length, keyId, nextKeyId };
    }
    case TcpOptionKind.MULTIPATH: {
      if (length < 3) break;
      const first = reader.u8("subtype_version");
      const subtype = first >> 4;
      reader.annotate({ text: MULTIPATH_SUBTYPE_NAMES[subtype] });
      reader.take("data", length - 3);
      return { type: "multipath", kind, length, subtype };
    }
    case TcpOptionKind.FAST_OPEN: {
      const cookie = reader.take("cookie", length - 2);
      return { type: "fast-open", kind, length, cookie };
    }
    case TcpOptionKind.EXPERIMENT_1:
    case TcpOptionKind.EXPERIMENT_2: {
      if (length < 4) break;
      const identifier = reader.u16("experiment_identifier");
      reader.annotate({ text: TCP_EXPERIMENT_NAMES[identifier] });
      reader.take("data", length - 4);
      return { type: "experiment", kind, length, identifier };
    }
  }
  return { type: "other", kind, length, data: reader.take("data", length - 2) };
}

function sackBlocks(reader: ByteReader, length: number): SackBlock[] {
  const blocks: SackBlock[] = [];
  for (let at = 2; at < length; at += 8) {
    const start = reader.u32("left_edge");
    blocks.push({ start, end: reader.u32("right_edge") });
  }
  return blocks;
}

function fieldName(kind: number): string {
  switch (kind) {
    case TcpOptionKind.MAXIMUM_SEGMENT_SIZE:
      return "maximum_segment_size";
    case TcpOptionKind.WINDOW_SCALE:
      return "window_scale";
    case TcpOptionKind.SACK_PERMITTED:
      return "sack_permitted";
    case TcpOptionKind.SACK:
      return "sack";
    case TcpOptionKind.TIMESTAMPS:
      return "timestamps";
    case TcpOptionKind.USER_TIMEOUT:
      return "user_timeout";
    case TcpOptionKind.AUTHENTICATION:
      return "authentication";
    case TcpOptionKind.MULTIPATH:
      return "multipath";
    case TcpOptionKind.FAST_OPEN:
      return "fast_open";
    default:
      return "option";
  }
}
