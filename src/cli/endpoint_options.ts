import { bareHost, formatHost, isIpAddress } from "../endpoints/address.ts";
import type { Address, Concurrency, WireFault } from "../endpoints/mod.ts";
import type { TlsVersion } from "../endpoints/node_tls.ts";
import type { CertificateFault } from "../pki/mod.ts";
import { usageFailure } from "./failure_text.ts";
import { type Arguments, hostIn, type Option } from "./options.ts";

/** A day: the longest time that an endpoint waits for anything. */
const LONGEST_SECONDS = 86_400;

/** A name of DNS: labels of 1 to 63 bytes, 253 together. */
const DNS_NAME =
  /^(?=.{1,253}$)(?!-)[a-z0-9_-]{1,63}(?<!-)(\.(?!-)[a-z0-9_-]{1,63}(?<!-))*$/;

/** What the length byte of a protocol's name can count. */
const LONGEST_ALPN_BYTES = 255;

const JSON_OPTION: Option = {
  name: "json",
  summary: "one JSON event a line on standard output, all else on " +
    "standard error",
};

const KEYLOG_OPTION: Option = {
  name: "keylog",
  value: "FILE",
  summary: "add the sessions' secrets to FILE, mode 0600, for Wireshark and " +
    "wirelab explain (SSLKEYLOGFILE does the same)",
};

const ALPN_OPTION: Option = {
  name: "alpn",
  value: "LIST",
  summary: "application protocols, the preferred one first, for example " +
    "h2,http/1.1; none for none",
};

/** Names the folder of certificates and host keys. */
export const CERTS_OPTION: Option = {
  name: "certs",
  value: "DIR",
  summary: "folder of wirelab's own certificates; ./certs, else the user's " +
    "data folder",
};

/** Faults that a TLS server can show: of its certificate, then of what it sends. */
export const FAULTS: readonly (CertificateFault | WireFault)[] = [
  "expired",
  "wrong-host",
  "untrusted",
  "self-signed",
  "no-common-version",
  "reset",
  "no-close-notify",
  "stall",
  "garbage",
  "slow",
];

/** Options of every server. */
export const SERVER_OPTIONS: readonly Option[] = [
  {
    name: "host",
    value: "ADDRESS",
    summary: "address to listen on; 127.0.0.1, which only this machine " +
      "reaches, by default",
  },
  {
    name: "sync",
    summary: "one connection from accept to close, then the next",
    conflicts: ["async", "max-connections"],
  },
  { name: "async", summary: "all connections at once; the default" },
  { name: "once", summary: "end after the first connection" },
  {
    name: "max-connections",
    value: "N",
    summary: "connections at a time; more wait",
  },
  {
    name: "idle-timeout",
    value: "SECONDS",
    summary: "give up a connection on which nothing comes or goes; 0 never " +
      "does (TCP and SSH 300, TLS 30 by default)",
  },
  {
    name: "grace",
    value: "SECONDS",
    summary: "time for open connections to end after Ctrl-C; 5 by default",
  },
  {
    name: "quiet",
    summary: "tell only where it listens, what fails, and the sum at the end",
  },
  JSON_OPTION,
];

/** Options that a TLS server has beside those. */
export const TLS_SERVER_OPTIONS: readonly Option[] = [
  {
    name: "cert",
    value: "FILE",
    summary: "your own certificate, and those of its issuers, as PEM",
    conflicts: ["certs", "key-type"],
  },
  {
    name: "key",
    value: "FILE",
    summary: "its private key as PEM; the file of --cert by default",
  },
  CERTS_OPTION,
  {
    name: "key-type",
    value: "TYPE",
    choices: ["ec", "rsa"],
    summary: "key of wirelab's own certificate: ECDSA P-256 (the default) " +
      "or RSA 2048",
  },
  ALPN_OPTION,
  {
    name: "reply",
    value: "WHAT",
    choices: ["http", "echo"],
    summary: "answer HTTP/1.1 200 OK (the default), or what came",
  },
  {
    name: "handshake-timeout",
    value: "SECONDS",
    summary: "give up a handshake that takes longer; 10 by default",
  },
  KEYLOG_OPTION,
];

/** Options of every client. */
export const CLIENT_OPTIONS: readonly Option[] = [
  {
    name: "host",
    value: "HOST",
    summary: "name or address to connect to; 127.0.0.1 by default",
  },
  {
    name: "message",
    short: "m",
    value: "TEXT",
    summary: "say TEXT; by default what is piped in, else a greeting",
  },
  {
    name: "connections",
    value: "N",
    summary: "make N connections; all say the same",
  },
  {
    name: "sync",
    summary: "one connection after another",
    conflicts: ["async"],
  },
  { name: "async", summary: "all connections at once; the default" },
  {
    name: "timeout",
    value: "SECONDS",
    summary: "time to connect, and for the handshake; 0 is for ever, 10 by " +
      "default",
  },
  {
    name: "idle-timeout",
    value: "SECONDS",
    summary: "give up when nothing comes or goes; 0 never does (60 by " +
      "default; 0 where the input is piped)",
  },
  JSON_OPTION,
];

/** Options that a TLS client has beside those. */
export const TLS_CLIENT_OPTIONS: readonly Option[] = [
  {
    name: "ca",
    value: "FILE",
    summary: "authority to trust, as PEM, beside wirelab's own and the " +
      "system's",
  },
  CERTS_OPTION,
  {
    name: "server-name",
    value: "NAME",
    summary: "name to ask for (SNI) and to find in the certificate; the " +
      "host by default, localhost for a loopback address",
  },
  ALPN_OPTION,
  {
    name: "tls",
    value: "VERSION",
    choices: ["1.2", "1.3"],
    summary: "offer this version only",
  },
  {
    name: "insecure",
    summary: "go on over a certificate that is not to be trusted",
  },
  KEYLOG_OPTION,
];

/**
 * Reads where to listen or connect.
 *
 * @param args The arguments.
 * @param defaultPort The port where none is given.
 * @param index Where the port stands among the arguments; first by default.
 * @throws {Failure} `usage`, if a host stands for the port, or a port behind the host.
 */
export function readAddress(
  args: Arguments,
  defaultPort: number,
  index = 0,
): Address {
  const word = args.positionals[index] ?? "";
  const host = hostIn(word);
  if (host !== undefined) {
    throw usageFailure((text) => text.noPort(word, host));
  }
  return {
    host: readHost(args.text("host") ?? "127.0.0.1"),
    port: args.port(index) ?? defaultPort,
  };
}

/**
 * Reads where to connect.
 *
 * @param args The arguments.
 * @param defaultPort The port where none is given.
 * @param index Where the port stands among the arguments; first by default.
 * @throws {Failure} `usage`, as {@linkcode readAddress}, or if the port is 0.
 */
export function readTarget(
  args: Arguments,
  defaultPort: number,
  index = 0,
): Address {
  const target = readAddress(args, defaultPort, index);
  if (target.port === 0) throw usageFailure((text) => text.noTargetPort);
  return target;
}

/** Reads a host, an IPv6 address also in the brackets that it has before a port. */
function readHost(text: string): string {
  const [, host, port] = /^([^:]+|\[.*\]):(\d+)$/.exec(text) ?? [];
  if (host !== undefined) {
    throw usageFailure((words) => words.portInHost(text, host, port));
  }
  return bareHost(text);
}

/** Reads whether connections go one by one or all at once. */
export function readConcurrency(args: Arguments): Concurrency {
  return args.has("sync") ? "sync" : "async";
}

/**
 * Reads a time in seconds.
 *
 * @param args The arguments.
 * @param name The option.
 * @param defaultSeconds Its value where it is not given.
 */
export function readSeconds(
  args: Arguments,
  name: string,
  defaultSeconds: number,
): number {
  return args.number(name, { max: LONGEST_SECONDS }) ?? defaultSeconds;
}

/** Reads the only TLS version that is to be offered; `undefined` for all. */
export function readTlsVersion(args: Arguments): TlsVersion | undefined {
  const version = args.text("tls");
  return version === "1.2" || version === "1.3" ? version : undefined;
}

/**
 * Reads the name that a client asks for, as it goes over the network: a name
 * in other letters than those of ASCII is written in them (`xn--…`).
 *
 * @throws {Failure} `usage`, if it is neither a name of DNS nor an IP address.
 * @see https://www.rfc-editor.org/rfc/rfc6066#section-3
 */
export function readServerName(args: Arguments): string | undefined {
  const text = args.text("server-name");
  if (text === undefined) return undefined;
  const isHostAlone = !/[/?#@\\%]/.test(text);
  const url = URL.parse(`http://${formatHost(bareHost(text))}/`);
  const name = bareHost(url?.hostname ?? "").replace(/\.$/, "");
  if (isHostAlone && (isIpAddress(name) || DNS_NAME.test(name))) return name;
  throw usageFailure((words) => words.noServerName(text));
}

/**
 * Reads the list of application protocols.
 *
 * @param args The arguments.
 * @param defaults The list where none is given.
 * @throws {Failure} `usage`, if a name is empty or too long for its length byte.
 * @see https://www.rfc-editor.org/rfc/rfc7301#section-3.1
 */
export function readAlpn(
  args: Arguments,
  defaults: readonly string[],
): readonly string[] {
  const list = args.text("alpn");
  if (list === undefined) return defaults;
  if (list === "none") return [];
  const names = list.split(",").map((name) => name.trim());
  const isEach = names.every((name) => {
    const { length } = new TextEncoder().encode(name);
    return length > 0 && length <= LONGEST_ALPN_BYTES;
  });
  if (!isEach) throw usageFailure((text) => text.noAlpn(list));
  return names;
}
