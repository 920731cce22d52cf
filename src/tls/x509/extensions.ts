import { type ByteReader, DecodeError } from "../../bytes/mod.ts";
import {
  boolean,
  bytesOf,
  element,
  objectIdentifier,
  rawElement,
  smallInteger,
  structure,
  TAG,
} from "./der.ts";
import {
  type GeneralName,
  readGeneralName,
  readGeneralNames,
} from "./names.ts";
import { oidName } from "./oids.ts";

/** An extension of a certificate. RFC 5280 section 4.2. */
export interface CertificateExtension {
  /** Dotted object identifier. */
  readonly oid: string;
  /** Name of the identifier, where it has one. */
  readonly name: string | undefined;
  /** Whether who does not know it must reject the certificate. */
  readonly critical: boolean;
  /** Content of the extension, DER; a view. */
  readonly data: Uint8Array;
  /** What it says, for the extensions that are decoded here. */
  readonly value: CertificateExtensionValue | undefined;
}

/** What an extension of a certificate says. */
export type CertificateExtensionValue =
  | {
    readonly kind: "subject_alt_name" | "issuer_alt_name";
    readonly names: readonly GeneralName[];
  }
  | {
    readonly kind: "basic_constraints";
    readonly ca: boolean;
    readonly pathLength: number | undefined;
  }
  | { readonly kind: "key_usage"; readonly usages: readonly string[] }
  | {
    readonly kind: "ext_key_usage" | "certificate_policies";
    /** Names, or dotted identifiers where nothing names them. */
    readonly purposes: readonly string[];
  }
  | { readonly kind: "subject_key_identifier"; readonly id: Uint8Array }
  | {
    readonly kind: "authority_key_identifier";
    readonly id: Uint8Array | undefined;
  }
  | {
    readonly kind: "authority_info_access";
    readonly locations: readonly {
      readonly method: string;
      readonly location: GeneralName;
    }[];
  }
  | {
    readonly kind: "crl_distribution_points";
    readonly locations: readonly GeneralName[];
  }
  | {
    readonly kind: "signed_certificate_timestamps";
    readonly count: number;
  }
  | {
    readonly kind: "tls_feature";
    /** Numbers of TLS extensions that the server must send: 5 is status_request. */
    readonly features: readonly number[];
  }
  | { readonly kind: "malformed"; readonly error: DecodeError };

const KEY_USAGES = [
  "digitalSignature",
  "nonRepudiation",
  "keyEncipherment",
  "dataEncipherment",
  "keyAgreement",
  "keyCertSign",
  "cRLSign",
  "encipherOnly",
  "decipherOnly",
];

type ValueReader = (reader: ByteReader) => CertificateExtensionValue;

const READERS: Readonly<Record<string, ValueReader>> = {
  "2.5.29.14": (reader) => ({
    kind: "subject_key_identifier",
    id: bytesOf(reader, "keyIdentifier", TAG.octetString),
  }),
  "2.5.29.15": (reader) => ({
    kind: "key_usage",
    usages: readKeyUsages(reader),
  }),
  "2.5.29.17": (reader) => ({
    kind: "subject_alt_name",
    names: readGeneralNames(reader, "generalNames"),
  }),
  "2.5.29.18": (reader) => ({
    kind: "issuer_alt_name",
    names: readGeneralNames(reader, "generalNames"),
  }),
  "2.5.29.19": readBasicConstraints,
  "2.5.29.31": readDistributionPoints,
  "2.5.29.32": readPolicies,
  "2.5.29.35": readAuthorityKeyIdentifier,
  "2.5.29.37": readPurposes,
  "1.3.6.1.5.5.7.1.1": readAuthorityInfoAccess,
  "1.3.6.1.5.5.7.1.24": readTlsFeature,
  "1.3.6.1.4.1.11129.2.4.2": readTimestamps,
};

/** Reads one extension of a certificate; content that breaks its grammar becomes a `malformed` value. */
export function readCertificateExtension(
  reader: ByteReader,
): CertificateExtension {
  return structure(reader, "extension", (sequence) => {
    const oid = objectIdentifier(sequence, "extnID", oidName);
    const critical = sequence.peek() === TAG.boolean
      ? boolean(sequence, "critical")
      : false;
    const { content } = element(sequence, "extnValue", TAG.octetString);
    const { offset, remaining } = content;
    const data = content.bytes.subarray(offset, offset + remaining);
    const value = readValue(content, oid, data);
    return { oid, name: oidName(oid), critical, data, value };
  });
}

function readValue(
  reader: ByteReader,
  oid: string,
  data: Uint8Array,
): CertificateExtensionValue | undefined {
  if (!Object.hasOwn(READERS, oid)) {
    reader.rest("extnValue");
    return undefined;
  }
  const { offset, remaining, fields } = reader;
  const recorded = fields?.length ?? 0;
  try {
    const value = READERS[oid](reader);
    reader.end("extnValue");
    return value;
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    fields?.splice(recorded, Infinity, {
      name: "extnValue",
      offset,
      length: remaining,
      value: data,
      text: "malformed",
    });
    return { kind: "malformed", error };
  }
}

function readBasicConstraints(reader: ByteReader): CertificateExtensionValue {
  return structure(reader, "basicConstraints", (sequence) => ({
    kind: "basic_constraints",
    ca: sequence.peek() === TAG.boolean ? boolean(sequence, "cA") : false,
    pathLength: sequence.peek() === TAG.integer
      ? smallInteger(sequence, "pathLenConstraint")
      : undefined,
  }));
}

function readKeyUsages(reader: ByteReader): string[] {
  const { content } = element(reader, "keyUsage", TAG.bitString);
  content.u8("unused_bits");
  const bits = content.rest("keyUsage");
  const usages = KEY_USAGES.filter((_, index) =>
    ((bits[index >> 3] ?? 0) & 0x80 >> (index & 7)) !== 0
  );
  content.annotate({ text: usages.join(", ") });
  return usages;
}

function readPurposes(reader: ByteReader): CertificateExtensionValue {
  return structure(reader, "extKeyUsage", (sequence) => {
    const purposes: string[] = [];
    while (!sequence.done) {
      const oid = objectIdentifier(sequence, "keyPurposeId", oidName);
      purposes.push(oidName(oid) ?? oid);
    }
    return { kind: "ext_key_usage", purposes };
  });
}

function readPolicies(reader: ByteReader): CertificateExtensionValue {
  return structure(reader, "certificatePolicies", (sequence) => {
    const purposes: string[] = [];
    while (!sequence.done) {
      structure(sequence, "policyInformation", (policy) => {
        const oid = objectIdentifier(policy, "policyIdentifier", oidName);
        purposes.push(oidName(oid) ?? oid);
        if (!policy.done) rawElement(policy, "policyQualifiers");
      });
    }
    return { kind: "certificate_policies", purposes };
  });
}

function readAuthorityKeyIdentifier(
  reader: ByteReader,
): CertificateExtensionValue {
  return structure(reader, "authorityKeyIdentifier", (sequence) => {
    let id: Uint8Array | undefined;
    while (!sequence.done) {
      if (sequence.peek() === 0x80) id = bytesOf(sequence, "keyIdentifier");
      else rawElement(sequence, "authorityCertIssuerOrSerial");
    }
    return { kind: "authority_key_identifier", id };
  });
}

function readAuthorityInfoAccess(
  reader: ByteReader,
): CertificateExtensionValue {
  return structure(reader, "authorityInfoAccess", (sequence) => {
    const locations: { method: string; location: GeneralName }[] = [];
    while (!sequence.done) {
      structure(sequence, "accessDescription", (description) => {
        const oid = objectIdentifier(description, "accessMethod", oidName);
        locations.push({
          method: oidName(oid) ?? oid,
          location: readGeneralName(description, "accessLocation"),
        });
      });
    }
    return { kind: "authority_info_access", locations };
  });
}

function readDistributionPoints(
  reader: ByteReader,
): CertificateExtensionValue {
  return structure(reader, "cRLDistributionPoints", (sequence) => {
    const locations: GeneralName[] = [];
    while (!sequence.done) {
      structure(sequence, "distributionPoint", (point) => {
        while (!point.done) readDistributionPointPart(point, locations);
      });
    }
    return { kind: "crl_distribution_points", locations };
  });
}

/** distributionPoint [0] { fullName [0] GeneralNames }, reasons [1], cRLIssuer [2]. */
function readDistributionPointPart(
  reader: ByteReader,
  locations: GeneralName[],
): void {
  if (reader.peek() !== 0xa0) {
    rawElement(reader, "reasonsOrIssuer");
    return;
  }
  structure(reader, "distributionPointName", (name) => {
    if (name.peek() === 0xa0) {
      locations.push(...readGeneralNames(name, "fullName", 0xa0));
    } else rawElement(name, "nameRelativeToCRLIssuer");
  }, 0xa0);
}

/** An OCTET STRING that holds a list in the presentation of TLS. RFC 6962 section 3.3. */
function readTimestamps(reader: ByteReader): CertificateExtensionValue {
  const { content } = element(reader, "timestamps", TAG.octetString);
  const list = content.vector(2, "sct_list");
  let count = 0;
  while (!list.done) {
    list.vector(2, "serialized_sct").rest("serialized_sct");
    count++;
  }
  content.end("timestamps");
  return { kind: "signed_certificate_timestamps", count };
}

function readTlsFeature(reader: ByteReader): CertificateExtensionValue {
  return structure(reader, "features", (sequence) => {
    const features: number[] = [];
    while (!sequence.done) features.push(smallInteger(sequence, "feature"));
    return { kind: "tls_feature", features };
  });
}
