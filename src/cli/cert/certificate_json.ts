import { toHex } from "../../bytes/mod.ts";
import type { BrowserView } from "./browser.ts";
import type { Certificate } from "./certificate.ts";
import type { Chain } from "./chain.ts";
import { wholeDays } from "./dates.ts";
import { fingerprint } from "./fingerprint.ts";
import { keyName, signatureName } from "./names.ts";
import { remarkOf, remedyOf } from "./remark.ts";
import type { CertText, Remark } from "./text.ts";

/** What a program reads of a certificate; the keys are the same in every language. */
export async function certificateJson(
  certificate: Certificate,
  now: Date,
): Promise<Record<string, unknown>> {
  const { der, fields, names, notBefore, notAfter } = certificate;
  return {
    subject: fields.subject.text,
    issuer: fields.issuer.text,
    names: names.map(({ type, value }) => ({ type, value })),
    notBefore: notBefore.toISOString(),
    notAfter: notAfter.toISOString(),
    daysLeft: wholeDays(now, notAfter),
    version: fields.version,
    serialNumber: toHex(fields.serialNumber),
    key: {
      name: keyName(fields.publicKey),
      bits: fields.publicKey.bits ?? null,
    },
    signature: signatureName(fields),
    isAuthority: certificate.isAuthority,
    pathLength: certificate.pathLength ?? null,
    keyUsages: certificate.keyUsages ?? null,
    purposes: certificate.purposes ?? null,
    sha256: await fingerprint(der),
    sha1: await fingerprint(der, "SHA-1"),
  };
}

/** What a program reads of a browser's view. */
export function browserJson(
  { code, faults, notes }: BrowserView,
  { origin }: Chain,
  text: CertText,
): Record<string, unknown> {
  return {
    code: code ?? null,
    trustedBy: origin?.kind ?? null,
    faults: faults.map((fault) => remarkJson(fault, text)),
    notes: notes.map((note) => remarkJson(note, text)),
  };
}

function remarkJson(remark: Remark, text: CertText): Record<string, unknown> {
  return {
    kind: remark.kind,
    text: remarkOf(remark, text),
    remedy: remedyOf(remark, text) ?? null,
  };
}
