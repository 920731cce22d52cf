import type { Negotiated, RelayEvent, WireReader } from "../endpoints/mod.ts";
import { certificateNames, TlsConversation } from "../tls/mod.ts";

/**
 * Reads off the wire what a handshake settled: version, cipher suite and
 * group, which Deno does not tell; and the server's certificate, which TLS 1.2
 * still sends in clear.
 */
export class NegotiationReader implements WireReader {
  #conversation: TlsConversation | undefined = new TlsConversation();

  /** Hears of what passes; a function of its own, to be handed on. */
  readonly onRelay = (event: RelayEvent): void => {
    if (event.kind !== "data") return;
    this.#conversation?.push(event.direction, event.bytes.slice());
  };

  /** Tells what the handshake settled, and stops reading. */
  negotiated(): Partial<Negotiated> {
    const facts = this.#conversation?.facts;
    this.#conversation = undefined;
    const certificate = facts?.serverCertificate;
    return {
      version: facts?.version?.name,
      cipherSuite: facts?.cipherSuite?.name,
      group: facts?.group?.name,
      certificate: certificate && {
        subject: certificate.subject.text,
        issuer: certificate.issuer.text,
        names: certificateNames(certificate),
        validFrom: certificate.notBeforeSeconds * 1000,
        validTo: certificate.notAfterSeconds * 1000,
      },
    };
  }
}
