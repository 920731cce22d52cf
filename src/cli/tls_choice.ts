import {
  type Address,
  bareHost,
  isIpAddress,
  isLoopback,
  type Negotiated,
} from "../endpoints/mod.ts";
import type { Judge } from "../endpoints/node_certificate.ts";
import { readAuthority } from "./authority_option.ts";
import { readServerName } from "./endpoint_options.ts";
import { eventText } from "./event_text.ts";
import { usageFailure } from "./failure_text.ts";
import { heedKeyLog, warnOfKeyLog } from "./key_log_option.ts";
import type { Call } from "./mode.ts";
import type { Arguments } from "./options.ts";
import type { Terminal } from "./terminal.ts";

/** Which TLS a client goes over, and to whom. */
export interface TlsChoice {
  /** Whether it is that of `node:tls`, which can do more and logs no keys. */
  readonly usesNode: boolean;
  /** Name to ask for, and to find in the certificate. */
  readonly serverName: string;
  /** Exit code of the process that was started to log the keys, if one was. */
  readonly relaunched: number | undefined;
}

/**
 * Chooses the TLS that can do what the options of a client ask for.
 *
 * @param call The call.
 * @param target Where the client connects to.
 * @throws {Failure} `usage`, if none can.
 */
export async function chooseTls(
  call: Call,
  target: Address,
): Promise<TlsChoice> {
  const { args, terminal } = call;
  const host = bareHost(target.host);
  const serverName = readServerName(args) ?? certifiedName(host);
  const reason = ["tls", "insecure"].find((name) => args.has(name)) ??
    // Deno shows a certificate only where it connects by the name it asks for.
    (args.has("cert") && host !== serverName ? "cert" : undefined);
  if (reason === undefined) {
    return { usesNode: false, serverName, relaunched: await heedKeyLog(call) };
  }
  if (args.has("keylog")) {
    throw usageFailure((text) =>
      text.keyLogAnd(reason, reason === "cert" ? serverName : undefined)
    );
  }
  warnOfKeyLog(terminal);
  return { usesNode: true, serverName, relaunched: undefined };
}

/** Whom a client trusts. */
export interface Trusted {
  /** Certificates of authorities, as PEM. */
  readonly caPem: readonly string[];
  /** The folder that `--certs` names, where there is none in it, nor elsewhere. */
  readonly emptyFolder: string | undefined;
}

/**
 * Reads the authorities to trust: wirelab's own, and the one that `--ca` names.
 *
 * Deno trusts them beside those of the system, `node:tls` in their place. So
 * over `node:tls` a server elsewhere, where nothing is named, is left to those
 * of the system.
 *
 * @param args The arguments.
 * @param target Where the client connects to.
 * @param choice Which TLS it goes over.
 * @throws {Failure} `bad-file`, if `--ca` names no certificate.
 */
export async function readTrusted(
  args: Arguments,
  target: Address,
  { usesNode }: Pick<TlsChoice, "usesNode">,
): Promise<Trusted> {
  const path = args.text("ca");
  if (usesNode && path === undefined && !isLoopback(target.host)) {
    return { caPem: [], emptyFolder: undefined };
  }
  const { findAuthority } = await import("../pki/find.ts");
  const { certificateDirectories } = await import("../pki/directory.ts");
  const named = args.text("certs");
  const pems: string[] = [];
  for (const directory of named ? [named] : certificateDirectories()) {
    const own = await findAuthority({ directory });
    if (own) pems.push(own.caPem);
  }
  if (path !== undefined) pems.push(await readAuthority(path));
  return { caPem: pems, emptyFolder: pems.length === 0 ? named : undefined };
}

/**
 * Finds out more than `node:tls` tells of a server's certificate.
 *
 * @param caPem Authorities that are trusted, as PEM.
 */
export async function judgeOf(caPem: readonly string[]): Promise<Judge> {
  const { isForOtherUse } = await import("../pki/purpose.ts");
  return (der) =>
    isForOtherUse(der, "server", caPem) ? "wrong-purpose" : undefined;
}

/** Says, after the handshake, what `--insecure` let through. */
export function warnOfInsecure(
  { distrust }: Negotiated,
  terminal: Terminal,
): void {
  const { causes, insecure, insecureNotNeeded } = eventText(terminal.language);
  terminal.err(
    `${distrust ? insecure(causes[distrust]) : insecureNotNeeded}\n`,
  );
}

/** The name that a host's certificate is expected to hold. */
function certifiedName(host: string): string {
  return isLoopback(host) && isIpAddress(host) ? "localhost" : host;
}
