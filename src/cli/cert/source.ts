import {
  type Address,
  bareHost,
  formatAddress,
} from "../../endpoints/address.ts";
import { causeOf } from "../../endpoints/cause.ts";
import type { PeerCertificates } from "../../endpoints/peer_certificates.ts";
import { Failure, inEvery } from "../../failure.ts";
import { exists } from "../../pki/output.ts";
import type { Call } from "../mode.ts";
import { DASH } from "../standard_input.ts";
import {
  type Certificate,
  certificatesOf,
  readCertificate,
} from "./certificate.ts";
import { TEXTS } from "./failure_text.ts";
import { type Input, readInput } from "./input.ts";
import { certText } from "./text.ts";

/** Where certificates come from: a file, or a server. */
export type Source =
  | { readonly kind: "file"; readonly input: Input }
  | {
    readonly kind: "server";
    /** Its host and port. */
    readonly name: string;
    /** Name that it was asked for. */
    readonly host: string;
    /** What it sent, in its order. */
    readonly certificates: readonly Certificate[];
    /** Version of TLS. */
    readonly version: string;
    /** Cipher suite; none where the handshake could not be finished. */
    readonly cipherSuite: string | undefined;
  };

/**
 * Reads what an argument names: a file, or the server at `HOST:PORT`.
 *
 * A file that exists is meant before a server of the same name.
 *
 * @param call The call.
 * @param argument The argument.
 * @throws {Failure} If the file cannot be read, or the server cannot be asked.
 */
export async function readSource(
  call: Call,
  argument: string,
): Promise<Source> {
  const { args } = call;
  const target = argument === DASH || await exists(argument)
    ? undefined
    : parseTarget(argument);
  if (target) return await askServer(call, target);
  if (args.has("server-name")) {
    throw new Failure(
      "usage",
      inEvery(TEXTS, (text) => text.fileForServer(argument)),
    );
  }
  if (looksLikeHost(argument) && !await exists(argument)) {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.missingFileOrHost(argument)),
    );
  }
  return { kind: "file", input: await readInput(argument) };
}

/** The certificates of a source. */
export function certificatesFrom(source: Source): readonly Certificate[] {
  return source.kind === "file"
    ? certificatesOf(source.input)
    : source.certificates;
}

/** What a source is called. */
export function nameOfSource(source: Source): string {
  return source.kind === "file" ? source.input.name : source.name;
}

/**
 * Reads `HOST:PORT`, `[ADDRESS]:PORT`, or the URL of a page.
 *
 * @returns `undefined` where a text is none of these.
 */
export function parseTarget(text: string): Address | undefined {
  const url = /^https:\/\//i.test(text) ? URL.parse(text) : null;
  if (url) {
    return { host: bareHost(url.hostname), port: Number(url.port || 443) };
  }
  const match = /^(\[[\da-f:.]+\]|[^:/\\\s]+):(\d{1,5})$/i.exec(text);
  const port = Number(match?.[2]);
  if (!match || port < 1 || port > 65_535) return undefined;
  return { host: bareHost(match[1]), port };
}

async function askServer({ args }: Call, target: Address): Promise<Source> {
  const host = args.text("server-name") ?? target.host;
  const timeoutSeconds = args.number("timeout", { min: 0.1, max: 3600 }) ?? 10;
  const options = { serverName: host, timeoutSeconds };
  const { chain, version, cipherSuite } = await fetchChain(target, options);
  const name = formatAddress(target);
  return {
    kind: "server",
    name,
    host,
    certificates: chain.map((der) => readCertificate(der, name)),
    version,
    cipherSuite,
  };
}

/**
 * Asks a server by a handshake; and where that fails, perhaps for what is wrong
 * with the certificate, by the first half of an older one, which shows it too.
 */
async function fetchChain(
  target: Address,
  options: { serverName: string; timeoutSeconds: number },
): Promise<Omit<PeerCertificates, "cipherSuite"> & { cipherSuite?: string }> {
  const { fetchCertificates } = await import(
    "../../endpoints/peer_certificates.ts"
  );
  try {
    return await fetchCertificates(target, options);
  } catch (error) {
    if (!(error instanceof Failure) || isBeforeTls(error)) throw error;
    const { fetchPlainCertificates } = await import(
      "../../lab/plain_certificates.ts"
    );
    const plain = await fetchPlainCertificates(target, options)
      .catch(() => undefined);
    if (plain) return plain;
    if (causeOf(error.cause) === "not-tls") throw error;
    const call = `openssl s_client -connect ${
      formatAddress(target)
    } -showcerts`;
    throw error.withHint({
      en: certText("en").opensslMay(call),
      zh: certText("zh").opensslMay(call),
    });
  }
}

/** Whether there was not even a server that could have been asked. */
function isBeforeTls({ kind }: Failure): boolean {
  return ["refused", "name-not-found", "timed-out", "unavailable"]
    .includes(kind);
}

function looksLikeHost(text: string): boolean {
  return /^[\w-]+(\.[\w-]+)+$/.test(text) &&
    !/\.(pem|crt|cer|der|key|csr|req|txt)$/i.test(text);
}
