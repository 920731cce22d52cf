import {
  type Listener,
  listenFaulty,
  listenTls,
  WIRE_FAULTS,
} from "../endpoints/mod.ts";
import { Failure } from "../failure.ts";
import { readAddress } from "./endpoint_options.ts";
import { eventText } from "./event_text.ts";
import type { Call } from "./mode.ts";
import type { Arguments } from "./options.ts";

/** What a TLS server offers beside its certificate. */
interface Offer {
  /** Application protocols, the preferred one first. */
  readonly alpn: readonly string[];
}

/**
 * Listens as the options of `tls-server` ask for: as it should, or with a fault.
 *
 * @throws {Failure} If it cannot listen, or the certificate does not serve.
 */
export async function openTlsServer(
  call: Call,
  { alpn }: Offer,
): Promise<Listener> {
  const { args } = call;
  const address = readAddress(args, 8443);
  const fault = WIRE_FAULTS.find((fault) => fault === args.text("fault"));
  const options = { ...await findKeyPair(call), alpn };
  return fault
    ? listenFaulty(address, fault, options)
    : listenTls(address, options);
}

/** The user's own certificate and key, else wirelab's, made on first use. */
export async function findKeyPair(
  { args, terminal }: Call,
): Promise<{ certPem: string; keyPem: string }> {
  const certPath = ownCertificate(args);
  const pki = await import("../pki/mod.ts");
  const fault = pki.CERTIFICATE_FAULTS.find((fault) =>
    fault === args.text("fault")
  );
  if (certPath !== undefined) {
    if (fault) throw noFaultOfOwn(fault);
    return await pki.loadKeyPair({
      certPath,
      keyPath: args.text("key") ?? certPath,
    });
  }
  const made = await pki.ensureCertificates({
    directory: args.text("certs"),
    keyType: args.text("key-type") === "rsa" ? "rsa" : "ecdsa",
  });
  if (made.created) {
    const { certificatesMade } = eventText(terminal.language);
    terminal.err(`${certificatesMade(made.directory)}\n`);
  }
  return fault ? await pki.makeFaulty(fault, await pki.readIssuer(made)) : made;
}

function noFaultOfOwn(fault: string): Failure {
  return new Failure(
    "usage",
    `Cannot use --cert together with --fault ${fault}: that certificate is made for the fault.`,
    { hint: "Leave --cert and --key out." },
  );
}

function ownCertificate(args: Arguments): string | undefined {
  const certPath = args.text("cert");
  if (certPath === undefined && args.has("key")) {
    throw new Failure("usage", "Cannot use --key without --cert.", {
      hint: "Name the key's certificate too: --cert FILE --key FILE",
    });
  }
  return certPath;
}
