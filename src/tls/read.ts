import type { ByteReader } from "../bytes/mod.ts";
import type { Registry } from "./constants.ts";

/** Names a number of a registry. */
export type NameOf = (code: number) => string | undefined;

/**
 * Makes a naming function of a registry.
 *
 * @param registry Registry to look in.
 */
export function namesIn(registry: Registry): NameOf {
  return (code) => registry[code];
}

/** Reads an 8-bit number of a registry, and records its name. */
export function code8(
  reader: ByteReader,
  name: string,
  nameOf: NameOf,
): number {
  const code = reader.u8(name);
  if (reader.fields) annotateName(reader, nameOf(code));
  return code;
}

/** Reads a 16-bit number of a registry, and records its name. */
export function code16(
  reader: ByteReader,
  name: string,
  nameOf: NameOf,
): number {
  const code = reader.u16(name);
  if (reader.fields) annotateName(reader, nameOf(code));
  return code;
}

/** Reads 8-bit numbers of a registry up to the reader's end. */
export function codes8(
  reader: ByteReader,
  name: string,
  nameOf: NameOf,
): number[] {
  const codes: number[] = [];
  while (!reader.done) codes.push(code8(reader, name, nameOf));
  return codes;
}

/** Reads 16-bit numbers of a registry up to the reader's end. */
export function codes16(
  reader: ByteReader,
  name: string,
  nameOf: NameOf,
): number[] {
  const codes: number[] = [];
  while (!reader.done) codes.push(code16(reader, name, nameOf));
  return codes;
}

/** Reads a vector of bytes; the result is a view of its content. */
export function opaque(
  reader: ByteReader,
  prefixBytes: 1 | 2 | 3,
  name: string,
): Uint8Array {
  return reader.vector(prefixBytes, name).rest(name);
}

/** Reads vectors of bytes up to the reader's end; the results are views. */
export function opaques(
  reader: ByteReader,
  prefixBytes: 1 | 2 | 3,
  name: string,
): Uint8Array[] {
  const items: Uint8Array[] = [];
  while (!reader.done) items.push(opaque(reader, prefixBytes, name));
  return items;
}

function annotateName(reader: ByteReader, text: string | undefined): void {
  if (text !== undefined) reader.annotate({ text });
}
