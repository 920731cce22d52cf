import { ByteReader, DecodeError } from "../../bytes/mod.ts";
import { decodeElement } from "../../pki/der.ts";
import type { GeneralName } from "../../tls/x509/mod.ts";
import type { Certificate } from "./certificate.ts";

/** Tags of `NameConstraints` and of the names in it. */
const PERMITTED = 0xa0;
const EXCLUDED = 0xa1;
const DNS_NAME = 0x82;
const IP_ADDRESS = 0x87;

/** A part of all names: a domain with what is below it, or a network. */
type Subtree =
  | { readonly type: "dns"; readonly domain: string }
  | { readonly type: "ip"; readonly network: Uint8Array };

interface Constraints {
  readonly permitted: readonly Subtree[];
  readonly excluded: readonly Subtree[];
}

/**
 * Finds a host name or address that a CA may not sign for.
 *
 * @param authority The CA.
 * @param below Certificates below it in a chain.
 * @returns The first such name, or `undefined` where all are allowed.
 * @see {@link https://www.rfc-editor.org/rfc/rfc5280#section-4.2.1.10}
 */
export function forbiddenName(
  authority: Certificate,
  below: readonly Certificate[],
): string | undefined {
  const extension = authority.fields.extensions
    .find(({ name }) => name === "nameConstraints");
  if (!extension) return undefined;
  const names = below.flatMap((certificate) => certificate.names);
  try {
    const constraints = decodeConstraints(extension.data);
    return names.find((name) => !isAllowed(name, constraints))?.value;
  } catch (error) {
    // Limits that cannot be read allow nothing.
    if (error instanceof DecodeError) return names[0]?.value;
    throw error;
  }
}

function isAllowed(
  name: GeneralName,
  { permitted, excluded }: Constraints,
): boolean {
  const ofType = permitted.filter(({ type }) => type === name.type);
  return !excluded.some((subtree) => isWithin(name, subtree)) &&
    (ofType.length === 0 || ofType.some((subtree) => isWithin(name, subtree)));
}

function isWithin({ type, value }: GeneralName, subtree: Subtree): boolean {
  if (type !== subtree.type) return false;
  if (subtree.type === "dns") {
    const name = value.toLowerCase();
    return subtree.domain === "" || name === subtree.domain ||
      name.endsWith(`.${subtree.domain}`);
  }
  const address = addressBytes(value);
  const { network } = subtree;
  return 2 * address.length === network.length &&
    address.every((byte, i) =>
      ((byte ^ network[i]) & network[address.length + i]) === 0
    );
}

/** `SEQUENCE { [0] subtrees that are permitted, [1] subtrees that are excluded }` */
function decodeConstraints(data: Uint8Array): Constraints {
  const found: { permitted: Subtree[]; excluded: Subtree[] } = {
    permitted: [],
    excluded: [],
  };
  const reader = decodeElement(new ByteReader(data, "x509")).content;
  while (!reader.done) {
    const { tag, content } = decodeElement(reader);
    if (tag === PERMITTED) found.permitted = decodeSubtrees(content);
    if (tag === EXCLUDED) found.excluded = decodeSubtrees(content);
  }
  return found;
}

function decodeSubtrees(reader: ByteReader): Subtree[] {
  const subtrees: Subtree[] = [];
  while (!reader.done) {
    const { tag, content } = decodeElement(decodeElement(reader).content);
    if (tag === DNS_NAME) {
      const domain = content.text("dNSName").toLowerCase();
      subtrees.push({ type: "dns", domain: domain.replace(/^\./, "") });
    } else if (tag === IP_ADDRESS) {
      subtrees.push({ type: "ip", network: content.rest("iPAddress") });
    }
  }
  return subtrees;
}

/** Bytes of an address; none where it is not one. */
function addressBytes(text: string): number[] {
  if (!text.includes(":")) return text.split(".").map(Number);
  const [head, tail] = text.split("::").map((part) =>
    part.split(":").filter((group) => group !== "")
  );
  const zeros = tail ? Array(8 - head.length - tail.length).fill("0") : [];
  return [...head, ...zeros, ...tail ?? []].flatMap((group) => {
    const value = Number.parseInt(group, 16);
    return [value >> 8, value & 0xff];
  });
}
