import { toHex } from "../../bytes/mod.ts";

/**
 * Computes the fingerprint of a certificate or a public key.
 *
 * @param der Its bytes.
 * @param hash SHA-256 by default; SHA-1 where a system goes by that.
 * @returns Hexadecimal pairs with colons, in capitals.
 */
export async function fingerprint(
  der: Uint8Array,
  hash: "SHA-256" | "SHA-1" = "SHA-256",
): Promise<string> {
  const digest = await crypto.subtle.digest(hash, new Uint8Array(der));
  return toHex(new Uint8Array(digest), ":").toUpperCase();
}

/** The first and the last bytes of a fingerprint, enough to compare by eye. */
export async function shortFingerprint(der: Uint8Array): Promise<string> {
  const pairs = (await fingerprint(der)).split(":");
  return `${pairs.slice(0, 3).join(":")}…${pairs.slice(-3).join(":")}`;
}
