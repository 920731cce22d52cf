import { createHash } from "node:crypto";

/**
 * Gives the fingerprint of an SSH public key, as `ssh-keygen -l` prints it.
 *
 * @param publicKey The key as it is sent (RFC 4253 section 6.6).
 * @returns `SHA256:` and the digest in base64, without padding.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { sshFingerprint } from "./ssh_fingerprint.ts";
 *
 * assertEquals(
 *   sshFingerprint(new Uint8Array()),
 *   "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
 * );
 * ```
 */
export function sshFingerprint(publicKey: Uint8Array): string {
  const digest = createHash("sha256").update(publicKey).digest("base64");
  return `SHA256:${digest.replace(/=+$/, "")}`;
}
