import { Failure, inEvery } from "../failure.ts";
import { type FailureText, TEXTS } from "./failure_text.ts";

/** The types of string that attributes of a name are written in. */
export type StringType = "utf8String" | "printableString" | "ia5String";

/** A kind of attribute, and how its values are written. */
export interface SubjectAttribute {
  /** Object identifier, dotted. */
  readonly identifier: string;
  /** Type of its string. */
  readonly string: StringType;
}

/** An attribute of a name with its value. */
export interface SubjectPart extends SubjectAttribute {
  /** The value, whatever its string type. */
  readonly value: string;
}

/** Whom a certificate is about, in the order of the certificate. */
export type Subject = readonly SubjectPart[];

/** Attributes by their names on OpenSSL's command line, in small letters. */
const ATTRIBUTES: Readonly<Record<string, SubjectAttribute>> = {
  c: { identifier: "2.5.4.6", string: "printableString" },
  st: { identifier: "2.5.4.8", string: "utf8String" },
  l: { identifier: "2.5.4.7", string: "utf8String" },
  street: { identifier: "2.5.4.9", string: "utf8String" },
  postalcode: { identifier: "2.5.4.17", string: "utf8String" },
  o: { identifier: "2.5.4.10", string: "utf8String" },
  ou: { identifier: "2.5.4.11", string: "utf8String" },
  cn: { identifier: "2.5.4.3", string: "utf8String" },
  sn: { identifier: "2.5.4.4", string: "utf8String" },
  gn: { identifier: "2.5.4.42", string: "utf8String" },
  title: { identifier: "2.5.4.12", string: "utf8String" },
  serialnumber: { identifier: "2.5.4.5", string: "printableString" },
  uid: { identifier: "0.9.2342.19200300.100.1.1", string: "utf8String" },
  dc: { identifier: "0.9.2342.19200300.100.1.25", string: "ia5String" },
  emailaddress: { identifier: "1.2.840.113549.1.9.1", string: "ia5String" },
};

/** Longest common name in characters, by RFC 5280 appendix A.1. */
const LONGEST_COMMON_NAME = 64;

/**
 * Reads a subject as OpenSSL's `-subj` takes it: `/C=US/O=MyCompany/CN=localhost`.
 *
 * A slash or a backslash in a value is written with a backslash before it.
 *
 * @param text What was given.
 * @throws {Failure} `usage`, if it is not of that form.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { commonNameOf, parseSubject } from "./subject.ts";
 *
 * const subject = parseSubject("/C=US/O=A\\/S/CN=localhost");
 * assertEquals(subject.length, 3);
 * assertEquals(commonNameOf(subject), "localhost");
 * ```
 */
export function parseSubject(text: string): Subject {
  if (!text.startsWith("/")) {
    throw malformed(text, (problems) => problems.noSlash);
  }
  const parts = text.slice(1).match(/(?:\\.|[^/\\])+/gs) ?? [];
  if (parts.length === 0) throw malformed(text, (problems) => problems.empty);
  return parts.map((part) => parseAttribute(part, text));
}

/** The subject of whoever gave only a name. */
export function subjectOf(commonName: string): Subject {
  if ([...commonName].length > LONGEST_COMMON_NAME) return [];
  return [{ ...ATTRIBUTES.cn, value: commonName }];
}

/** The common name of a subject, the last where there are several. */
export function commonNameOf(subject: Subject): string | undefined {
  return subject.findLast(({ identifier }) =>
    identifier === ATTRIBUTES.cn.identifier
  )?.value;
}

function parseAttribute(part: string, text: string): SubjectPart {
  const at = part.indexOf("=");
  if (at < 1) throw malformed(text, (problems) => problems.noEquals(part));
  const name = part.slice(0, at);
  const value = part.slice(at + 1).replaceAll(/\\(.)/gs, "$1");
  if (value === "") throw malformed(text, (problems) => problems.noValue(name));
  const key = name.toLowerCase();
  const attribute = Object.hasOwn(ATTRIBUTES, key)
    ? ATTRIBUTES[key]
    : /^[0-2](\.\d+)+$/.test(name)
    ? { identifier: name, string: "utf8String" } as const
    : undefined;
  if (!attribute) throw malformed(text, (problems) => problems.unknown(name));
  if (key === "c" && !/^[A-Za-z]{2}$/.test(value)) {
    throw malformed(text, (problems) => problems.country);
  }
  if (key === "cn" && [...value].length > LONGEST_COMMON_NAME) {
    throw malformed(
      text,
      (problems) => problems.longCommonName(LONGEST_COMMON_NAME),
    );
  }
  if (attribute.string !== "utf8String" && !/^[ -~]*$/.test(value)) {
    throw malformed(text, (problems) => problems.ascii(name));
  }
  return { ...attribute, value: key === "c" ? value.toUpperCase() : value };
}

function malformed(
  text: string,
  problem: (problems: FailureText["subjectProblems"]) => string,
): Failure {
  // Git Bash on Windows takes what starts with a slash for a path.
  const isPath = /^[A-Z]:[\\/]/.test(text);
  return new Failure(
    "usage",
    inEvery(
      TEXTS,
      (words) => words.badSubject(text, problem(words.subjectProblems), isPath),
    ),
  );
}
