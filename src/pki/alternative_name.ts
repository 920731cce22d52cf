import { Failure, inEvery } from "../failure.ts";
import { type FailureText, TEXTS } from "./failure_text.ts";

/** A name that a certificate is good for. */
export interface AlternativeName {
  /** Host name, IP address or mail address. */
  readonly type: "dns" | "ip" | "email";
  /** The name as it goes into the certificate. */
  readonly value: string;
}

/**
 * Reads a name that a certificate is to be good for: a host name (`*.` at its
 * start stands for any one label), an IP address, or, for a client, a mail
 * address. Letters beyond ASCII are written as a name server takes them.
 *
 * @param text What was given, perhaps with `DNS:`, `IP:` or `email:` before it.
 * @throws {Failure} `usage`, if it is no such name.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { alternativeName } from "./alternative_name.ts";
 *
 * assertEquals(alternativeName("::1"), { type: "ip", value: "::1" });
 * assertEquals(alternativeName("bücher.example").value, "xn--bcher-kva.example");
 * ```
 */
export function alternativeName(text: string): AlternativeName {
  const name = text.replace(/^(dns|ip|email):/i, "").replace(
    /^\[(.*)\]$/,
    "$1",
  );
  if (/^[^@\s]+@[^@\s]+$/.test(name)) return { type: "email", value: name };
  if (/^\d+(\.\d+){3}$/.test(name)) {
    if (name.split(".").every((part) => Number(part) < 256)) {
      return { type: "ip", value: name };
    }
    throw noName(text, "largeNumber");
  }
  if (/^[\da-f:.]*:[\da-f:.]*:[\da-f:.]*$/i.test(name)) {
    const host = hostOf(`[${name}]`);
    if (host) return { type: "ip", value: host.slice(1, -1) };
    throw noName(text, "noIpv6");
  }
  return { type: "dns", value: hostName(name, text) };
}

function hostName(name: string, text: string): string {
  if (/^\w+:\/\//.test(name)) {
    throw noName(text, "url");
  }
  if (/:\d+$/.test(name)) {
    throw noName(text, "port");
  }
  const [, star, rest] = /^(\*\.)?(.*)$/s.exec(name) ?? [];
  // A URL would leave out line ends and tabs, and read a number as an address.
  const plain = /^[\0-\x7f]*$/.test(rest) || /[\s\p{Cc}]/u.test(rest)
    ? rest
    : hostOf(rest) ?? "";
  const label = /^(?!-)[\w-]{1,63}(?<!-)$/;
  if (
    plain.length > 253 || !plain.split(".").every((part) => label.test(part))
  ) {
    throw noName(text, "noHostName");
  }
  return `${star ?? ""}${plain.toLowerCase()}`;
}

/** The host of a URL, in the form that goes over the network. */
function hostOf(host: string): string | undefined {
  return URL.parse(`http://${host}`)?.hostname;
}

function noName(
  text: string,
  problem: keyof FailureText["nameProblems"],
): Failure {
  return new Failure(
    "usage",
    inEvery(TEXTS, (words) => words.badName(text, words.nameProblems[problem])),
  );
}
