import { type ByteReader, toHex } from "../../bytes/mod.ts";
import { element, objectIdentifier, structure, TAG } from "./der.ts";
import { oidName } from "./oids.ts";

/** One attribute of a distinguished name. */
export interface NameAttribute {
  /** Dotted object identifier. */
  readonly oid: string;
  /** Short name such as `CN`, where it has one. */
  readonly name: string | undefined;
  /** Value as text. */
  readonly value: string;
}

/** A distinguished name. RFC 5280 section 4.1.2.4. */
export interface DistinguishedName {
  /** In the order of the certificate. */
  readonly attributes: readonly NameAttribute[];
  /** One line: `CN=localhost, O=Example`. */
  readonly text: string;
}

/** A name of a subject or an authority. RFC 5280 section 4.2.1.6. */
export interface GeneralName {
  /** Which kind of name it is. */
  readonly type:
    | "other"
    | "email"
    | "dns"
    | "x400"
    | "directory"
    | "edi"
    | "uri"
    | "ip"
    | "registered_id";
  /** As text; an address in its usual form, what nothing here reads in hexadecimal. */
  readonly value: string;
}

const GENERAL_NAME_TYPES: readonly GeneralName["type"][] = [
  "other",
  "email",
  "dns",
  "x400",
  "directory",
  "edi",
  "uri",
  "ip",
  "registered_id",
];

const utf8 = new TextDecoder("utf-8");
const latin1 = new TextDecoder("latin1");
const utf16 = new TextDecoder("utf-16be");

/** Reads a distinguished name: a SEQUENCE of SETs of attributes. */
export function readName(reader: ByteReader, name: string): DistinguishedName {
  const attributes: NameAttribute[] = [];
  structure(reader, name, (sequence) => {
    while (!sequence.done) {
      structure(sequence, "relativeDistinguishedName", (set) => {
        while (!set.done) attributes.push(readAttribute(set));
      }, TAG.set);
    }
  });
  const text = attributes.map((attribute) =>
    `${attribute.name ?? attribute.oid}=${attribute.value}`
  ).join(", ");
  return { attributes, text };
}

function readAttribute(reader: ByteReader): NameAttribute {
  return structure(reader, "attributeTypeAndValue", (content) => {
    const oid = objectIdentifier(content, "type", oidName);
    return { oid, name: oidName(oid), value: readString(content, "value") };
  });
}

/** Reads a string of any of the types that names use, and records its text. */
function readString(reader: ByteReader, name: string): string {
  const { tag, content } = element(reader, name);
  const bytes = content.rest(name);
  const text = tag === TAG.utf8String
    ? utf8.decode(bytes)
    : tag === TAG.bmpString
    ? utf16.decode(bytes)
    : latin1.decode(bytes);
  content.annotate({ text });
  return text;
}

/** Reads a SEQUENCE of general names. */
export function readGeneralNames(
  reader: ByteReader,
  name: string,
  tag: number = TAG.sequence,
): GeneralName[] {
  return structure(reader, name, (sequence) => {
    const names: GeneralName[] = [];
    while (!sequence.done) names.push(readGeneralName(sequence, "generalName"));
    return names;
  }, tag);
}

/** Reads one general name; its context tag tells what it is. */
export function readGeneralName(reader: ByteReader, name: string): GeneralName {
  const { tag, content } = element(reader, name);
  const type = GENERAL_NAME_TYPES[tag & 0x1f] ?? "other";
  if (type === "directory" && tag === 0xa4) {
    return { type, value: readName(content, "directoryName").text };
  }
  const bytes = content.rest(name);
  const value = generalNameText(type, bytes);
  content.annotate({ text: value });
  return { type, value };
}

function generalNameText(
  type: GeneralName["type"],
  bytes: Uint8Array,
): string {
  switch (type) {
    case "dns":
    case "email":
    case "uri":
      return latin1.decode(bytes);
    case "ip":
      return ipText(bytes);
    default:
      return toHex(bytes);
  }
}

/** Writes an IPv4 or IPv6 address; in name constraints a mask follows it. */
function ipText(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join(".");
  if (bytes.length !== 16) return toHex(bytes);
  const groups: number[] = [];
  for (let i = 0; i < 16; i += 2) groups.push(bytes[i] << 8 | bytes[i + 1]);
  const text = groups.map((group) => group.toString(16)).join(":");
  // RFC 5952: the longest run of zero groups, the first of equals, is left out.
  let at = 0;
  let length = 0;
  for (const { 0: run, index } of text.matchAll(/\b0(:0)+\b/g)) {
    if (run.length > length) [at, length] = [index, run.length];
  }
  if (length === 0) return text;
  const before = text.slice(0, at).replace(/:$/, "");
  const after = text.slice(at + length).replace(/^:/, "");
  return `${before}::${after}`;
}
