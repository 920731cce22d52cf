import type { Certificate, PeerCertificate as NodeCertificate } from "node:tls";
import { type Cause, causeOfName, type PeerCertificate } from "./cause.ts";

/** Says why a certificate of a known authority is refused, where it can. */
export type Judge = (der: Uint8Array) => Cause | undefined;

/**
 * Finds why `node:tls` does not trust a certificate. Its dates say what
 * `node:tls` does not.
 *
 * @param reason What `node:tls` says.
 * @param peer The certificate.
 * @param judge Knows more, for `node:tls` says of most that it is untrusted.
 */
export function distrustOf(
  reason: unknown,
  peer: NodeCertificate,
  judge?: Judge,
): Cause {
  const now = Date.now();
  if (Date.parse(peer.valid_to) < now) return "expired";
  if (Date.parse(peer.valid_from) > now) return "not-yet-valid";
  const code = reason instanceof Error && "code" in reason
    ? reason.code
    : reason;
  const cause = causeOfName(String(code)) ?? "untrusted";
  return cause === "untrusted" ? judge?.(peer.raw) ?? cause : cause;
}

/** Reads the facts of a certificate as `node:tls` tells them. */
export function certificateOf(peer: NodeCertificate): PeerCertificate {
  return {
    subject: nameOf(peer.subject),
    issuer: nameOf(peer.issuer),
    names: namesOf(peer.subjectaltname ?? ""),
    validFrom: Date.parse(peer.valid_from),
    validTo: Date.parse(peer.valid_to),
  };
}

/** Reads the names out of `DNS:localhost, IP Address:127.0.0.1`. */
function namesOf(alternativeNames: string): string[] {
  return alternativeNames.split(", ")
    .map((name) => name.replace(/^(DNS|IP Address):/, ""))
    .filter((name) => name !== "");
}

/** Writes a distinguished name: `CN=localhost, O=wirelab`. */
function nameOf(name: Certificate): string {
  return Object.entries(name)
    .flatMap(([type, values]) =>
      [values].flat().map((value) => `${type}=${value}`)
    )
    .join(", ");
}
