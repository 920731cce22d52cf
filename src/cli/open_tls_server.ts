import { shellWord } from "../bytes/shell_word.ts";
import {
  type Cause,
  type Listener,
  listenFaulty,
  listenTls,
  statusReply,
  WIRE_FAULTS,
} from "../endpoints/mod.ts";
import type { Failure } from "../failure.ts";
import { readAddress, readTlsVersion } from "./endpoint_options.ts";
import { eventText } from "./event_text.ts";
import { EN } from "./event_text_en.ts";
import { usageFailure } from "./failure_text.ts";
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
  const { certPem, keyPem } = await findKeyPair(call);
  const options = { certPem, keyPem, alpn };
  if (fault) return listenFaulty(address, fault, options);
  if (!usesNode(args)) return listenTls(address, options);
  const [{ listenNodeTls }, { isForOtherUse }] = await Promise.all([
    import("../endpoints/node_tls_server.ts"),
    import("../pki/purpose.ts"),
  ]);
  const clientCaPem = args.has("verify-client")
    ? [await clientAuthority(args)]
    : undefined;
  return listenNodeTls(address, {
    ...options,
    clientCaPem,
    judge: (der) =>
      isForOtherUse(der, "client", clientCaPem ?? [])
        ? "wrong-purpose"
        : undefined,
    version: readTlsVersion(args),
    refusal: args.text("reply") === "echo" ? undefined : refusalOf,
  });
}

/** Whether the options of `tls-server` ask for what only `node:tls` can do. */
export function usesNode(args: Arguments): boolean {
  if (args.has("ca") && !args.has("verify-client")) {
    throw usageFailure((text) => text.authorityWithoutClients);
  }
  return ["verify-client", "tls"].some((name) => args.has(name));
}

/** The authority that clients' certificates are to come from. */
async function clientAuthority(args: Arguments): Promise<string> {
  const path = args.text("ca");
  if (path !== undefined) {
    const { readAuthority } = await import("./authority_option.ts");
    return await readAuthority(path);
  }
  const { ensureCertificates } = await import("../pki/mod.ts");
  return (await ensureCertificates({ directory: args.text("certs") })).caPem;
}

/** Answers a client whose certificate is refused. */
function refusalOf(why: Cause): Uint8Array {
  return statusReply("403 Forbidden", `${EN.causes[why]}\n`);
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
  const text = eventText(terminal.language);
  if (made.created) terminal.err(`${text.certificatesMade(made.directory)}\n`);
  const isNews = !args.has("certs") && !args.has("quiet");
  if (made.directory === pki.LOCAL_DIRECTORY && isNews) {
    const path = await Deno.realPath(made.directory);
    terminal.err(`${text.certificatesHere(shellWord(path))}\n`);
  }
  return fault ? await pki.makeFaulty(fault, await pki.readIssuer(made)) : made;
}

function noFaultOfOwn(fault: string): Failure {
  return usageFailure((text) => text.certificateAndFault(fault));
}

function ownCertificate(args: Arguments): string | undefined {
  const certPath = args.text("cert");
  if (certPath === undefined && args.has("key")) {
    throw usageFailure((text) => text.keyWithoutCertificate);
  }
  return certPath;
}
