import type { KeyObject } from "node:crypto";
import { ByteReader, ByteWriter, concat } from "../bytes/mod.ts";

const MAGIC = "openssh-key-v1\0";
const LABEL = "OPENSSH PRIVATE KEY";
/** Characters of base64 on a line. */
const LINE_CHARACTERS = 70;
/** Size that the private part is padded to a multiple of. */
const BLOCK_BYTES = 8;

/**
 * Writes an Ed25519 private key in OpenSSH's own format, without a passphrase.
 *
 * ```text
 * "openssh-key-v1\0" | string cipher | string kdf | string kdf options
 * | uint32 keys | string public key | string private part
 * ```
 *
 * @param key A private key of Ed25519.
 * @param comment What stands behind the key where it is listed.
 * @see https://github.com/openssh/openssh-portable/blob/master/PROTOCOL.key
 */
export function encodeOpenSshKey(key: KeyObject, comment: string): string {
  const { d = "", x = "" } = key.export({ format: "jwk" });
  const seed = bytesOfBase64Url(d);
  const point = bytesOfBase64Url(x);
  const publicKey = concat([string("ssh-ed25519"), string(point)]);
  const check = crypto.getRandomValues(new Uint8Array(4));
  const secret = concat([
    check,
    check,
    publicKey,
    string(concat([seed, point])),
    string(comment),
  ]);
  const missing = (BLOCK_BYTES - secret.length % BLOCK_BYTES) % BLOCK_BYTES;
  const padding = Uint8Array.from({ length: missing }, (_, index) => index + 1);
  const bytes = concat([
    new TextEncoder().encode(MAGIC),
    string("none"),
    string("none"),
    string(""),
    new Uint8Array([0, 0, 0, 1]),
    string(publicKey),
    string(concat([secret, padding])),
  ]);
  const lines = bytes.toBase64().match(
    new RegExp(`.{1,${LINE_CHARACTERS}}`, "g"),
  ) ?? [];
  return `-----BEGIN ${LABEL}-----\n${
    lines.join("\n")
  }\n-----END ${LABEL}-----\n`;
}

/**
 * Reads the public key out of a private key in OpenSSH's own format.
 *
 * @param text The file.
 * @returns The public key as it is sent, or `undefined` where the text is no
 * such key.
 */
export function publicKeyIn(text: string): Uint8Array | undefined {
  const armour = new RegExp(
    `-----BEGIN ${LABEL}-----([A-Za-z0-9+/=\\s]+)-----END ${LABEL}-----`,
  );
  const base64 = armour.exec(text)?.[1];
  if (base64 === undefined) return undefined;
  try {
    const reader = new ByteReader(Uint8Array.fromBase64(base64), "OpenSSH");
    if (reader.text("magic", MAGIC.length) !== MAGIC) return undefined;
    for (const name of ["cipher", "kdf", "kdf options"]) {
      reader.vector(4, name).rest(name);
    }
    reader.u32("keys");
    return reader.vector(4, "public key").rest("public key").slice();
  } catch (error) {
    if (error instanceof RangeError || error instanceof SyntaxError) {
      return undefined;
    }
    throw error;
  }
}

function string(value: string | Uint8Array): Uint8Array {
  const bytes = typeof value === "string"
    ? new TextEncoder().encode(value)
    : value;
  const writer = new ByteWriter();
  writer.u32(bytes.length);
  writer.bytes(bytes);
  return writer.finish();
}

function bytesOfBase64Url(text: string): Uint8Array {
  return Uint8Array.fromBase64(text, { alphabet: "base64url" });
}
