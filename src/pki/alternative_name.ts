import { Failure } from "../failure.ts";

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
    throw noName(text, "each number of an IP address is at most 255");
  }
  if (/^[\da-f:.]*:[\da-f:.]*:[\da-f:.]*$/i.test(name)) {
    const host = hostOf(`[${name}]`);
    if (host) return { type: "ip", value: host.slice(1, -1) };
    throw noName(text, "it is no address of IPv6");
  }
  return { type: "dns", value: hostName(name, text) };
}

function hostName(name: string, text: string): string {
  if (/^\w+:\/\//.test(name)) {
    throw noName(text, "it is a URL, not a host name");
  }
  if (/:\d+$/.test(name)) {
    throw noName(text, "a certificate is for a host, whatever the port");
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
    throw noName(text, "it is no host name");
  }
  return `${star ?? ""}${plain.toLowerCase()}`;
}

/** The host of a URL, in the form that goes over the network. */
function hostOf(host: string): string | undefined {
  return URL.parse(`http://${host}`)?.hostname;
}

function noName(text: string, problem: string): Failure {
  return new Failure("usage", `Cannot use the name ${text}: ${problem}.`, {
    hint:
      "Give a host name or an address: --host localhost --host 127.0.0.1 --host ::1",
  });
}
