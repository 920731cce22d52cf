import type { GeneralName } from "../../tls/x509/mod.ts";

/**
 * Tells whether a certificate with these names is for a host.
 *
 * `*.` stands for one label, and only where at least two follow it: so OpenSSL
 * and browsers have it.
 *
 * @param host A host name or an IP address, without brackets.
 * @param names Names in the certificate.
 * @see {@link https://www.rfc-editor.org/rfc/rfc9525#section-6}
 * @example
 * ```ts
 * import { assert } from "@std/assert";
 * import { isForHost } from "./host_name.ts";
 *
 * assert(isForHost("a.example.com", [{ type: "dns", value: "*.example.com" }]));
 * assert(!isForHost("example.com", [{ type: "dns", value: "*.example.com" }]));
 * ```
 */
export function isForHost(
  host: string,
  names: readonly GeneralName[],
): boolean {
  const wanted = canonicalHost(host);
  if (isAddress(wanted)) {
    return names.some(({ type, value }) =>
      type === "ip" && canonicalHost(value) === wanted
    );
  }
  return names.some(({ type, value }) =>
    type === "dns" && matches(wanted, value.toLowerCase().replace(/\.$/, ""))
  );
}

/** Writes a host as it goes over the network: small letters of ASCII, no dot at its end. */
export function canonicalHost(host: string): string {
  const bare = host.replace(/^\[(.*)\]$/, "$1");
  const inUrl = bare.includes(":") ? `[${bare}]` : bare;
  const parsed = URL.parse(`http://${inUrl}`)?.hostname ?? inUrl;
  return parsed.toLowerCase().replace(/^\[(.*)\]$/, "$1").replace(/\.$/, "");
}

function isAddress(host: string): boolean {
  return host.includes(":") || /^\d+(\.\d+){3}$/.test(host);
}

function matches(host: string, pattern: string): boolean {
  if (!pattern.startsWith("*.")) return host === pattern;
  const rest = pattern.slice(1);
  const label = host.slice(0, -rest.length);
  return rest.split(".").length > 2 && host.endsWith(rest) &&
    label !== "" && !label.includes(".");
}
