import { ByteReader, DecodeError, type Field } from "../bytes/mod.ts";
import type { CompleteBlock } from "./header_blocks.ts";
import { headerBlockFields } from "./hpack.ts";
import {
  decodeFrameHeader,
  decodePayload,
  FRAGMENT_FIELD,
  FRAME_HEADER_BYTES,
} from "./http2_decode.ts";

/**
 * Gives the fields of a frame; they tile it.
 *
 * @param bytes Frame; of a DATA frame, what stands before its content.
 * @param block The header block that it completed, where it did.
 */
export function frameFields(
  bytes: Uint8Array,
  block: CompleteBlock | undefined,
): readonly Field[] {
  const reader = new ByteReader(bytes, "http2", {
    length: FRAME_HEADER_BYTES,
    record: true,
  });
  const header = decodeFrameHeader(reader);
  const payload = new ByteReader(bytes, "http2", {
    offset: FRAME_HEADER_BYTES,
    record: true,
  });
  try {
    decodePayload(payload, header);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return [...reader.fields ?? [], ...undecodedPayload(bytes)];
  }
  const fields = (payload.fields ?? []).map((field) =>
    field.name === FRAGMENT_FIELD && block?.whole
      ? openFragment(field, bytes, block)
      : field
  );
  return [...reader.fields ?? [], ...fields];
}

function undecodedPayload(bytes: Uint8Array): Field[] {
  const value = bytes.subarray(FRAME_HEADER_BYTES);
  if (value.length === 0) return [];
  return [{
    name: "payload",
    offset: FRAME_HEADER_BYTES,
    length: value.length,
    value,
  }];
}

/** The fields that a fragment is made of, where it is a whole block. */
function openFragment(
  { name, offset, length }: Field,
  bytes: Uint8Array,
  block: CompleteBlock,
): Field {
  const fragment = bytes.subarray(offset, offset + length);
  const fields = headerBlockFields(fragment, block.fields, offset);
  return { name, offset, length, value: null, fields };
}
