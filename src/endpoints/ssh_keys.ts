import { createPrivateKey } from "node:crypto";
import ssh2, { type ParsedKey } from "ssh2";

/** How reading a private key went. */
export type KeyReading =
  | { readonly kind: "key"; readonly key: ParsedKey }
  /** A passphrase protects it, and that was not given, or is another one. */
  | { readonly kind: "locked" }
  | { readonly kind: "unreadable"; readonly reason: string };

/** A public key that may log in. */
export interface AuthorizedKey {
  /** Kind of the key, for example `ssh-ed25519`. */
  readonly type: string;
  /** The key as it is sent, in base64. */
  readonly base64: string;
}

/** Curves of ECDSA keys, with the length of their numbers. */
const CURVES: Readonly<Record<string, { name: string; bytes: number }>> = {
  "ecdsa-sha2-nistp256": { name: "P-256", bytes: 32 },
  "ecdsa-sha2-nistp384": { name: "P-384", bytes: 48 },
  "ecdsa-sha2-nistp521": { name: "P-521", bytes: 66 },
};

const KEY_LINE =
  /(?:^|\s)((?:ssh-(?:ed25519|rsa)|ecdsa-sha2-nistp(?:256|384|521)))\s+([A-Za-z0-9+/]+={0,2})(?:\s|$)/;

/**
 * Reads the keys of a file of OpenSSH's format, one on each line.
 *
 * @param text The file; options before a key are passed over.
 */
export function readAuthorizedKeys(text: string): AuthorizedKey[] {
  return text.split(/\r?\n/).flatMap((line) => {
    const [, type, base64] = line.trim().startsWith("#")
      ? []
      : KEY_LINE.exec(line) ?? [];
    return base64 !== undefined && isKey(`${type} ${base64}`)
      ? [{ type, base64 }]
      : [];
  });
}

/**
 * Reads a private key: in OpenSSH's format, or as PEM in PKCS#1, SEC 1 or
 * PKCS#8.
 *
 * @param text The file.
 * @param passphrase Unlocks it.
 */
export function readPrivateKey(text: string, passphrase?: string): KeyReading {
  const isPkcs8 = /-----BEGIN (ENCRYPTED )?PRIVATE KEY-----/.exec(text);
  if (isPkcs8?.[1] && passphrase === undefined) return { kind: "locked" };
  let plain = text;
  if (isPkcs8) {
    try {
      plain = traditional(text, passphrase);
    } catch (error) {
      return failed(messageOf(error));
    }
  }
  const parsed = [ssh2.utils.parseKey(plain, passphrase)].flat()[0];
  if (!(parsed instanceof Error)) {
    return parsed.isPrivateKey()
      ? { kind: "key", key: withWholeNumber(parsed) }
      : { kind: "unreadable", reason: "it is a public key" };
  }
  return failed(parsed.message);
}

/** Tells a passphrase that is missing or wrong from a key that is no good. */
function failed(reason: string): KeyReading {
  return /passphrase|bad decrypt/i.test(reason)
    ? { kind: "locked" }
    : { kind: "unreadable", reason };
}

/** Kind of a public key, which its first string names. */
export function typeOf(publicKey: Uint8Array): string {
  const { buffer, byteOffset, length } = publicKey;
  const view = new DataView(buffer, byteOffset, length);
  const end = 4 + (length < 4 ? 0 : view.getUint32(0));
  return new TextDecoder().decode(publicKey.subarray(4, end));
}

/** Writes a key of PKCS#8 as `ssh2` reads it: PKCS#1 for RSA, SEC 1 for ECDSA. */
function traditional(text: string, passphrase: string | undefined): string {
  const key = createPrivateKey({ key: text, passphrase });
  switch (key.asymmetricKeyType) {
    case "rsa":
      return key.export({ type: "pkcs1", format: "pem" }).toString();
    case "ec":
      return key.export({ type: "sec1", format: "pem" }).toString();
    default:
      throw new TypeError(
        `a key of type ${key.asymmetricKeyType} has to be in OpenSSH's format`,
      );
  }
}

/**
 * Gives an ECDSA key whose private number has the length that SEC 1 demands:
 * `ssh2` writes it as OpenSSH does, with a leading zero or without those it has.
 */
function withWholeNumber(parsed: ParsedKey): ParsedKey {
  const curve = CURVES[parsed.type];
  const pem = parsed.getPrivatePEM();
  if (!curve || pem === null) return parsed;
  const der = Uint8Array.fromBase64(pem.replace(/-----[^-]+-----/g, ""));
  // SEQUENCE { INTEGER 1, OCTET STRING number, … }
  const at = 2 + (der[1] & 0x80 ? der[1] & 0x7f : 0) + 3;
  const number = der.subarray(at + 2, at + 2 + der[at + 1]);
  const point = parsed.getPublicSSH().subarray(-2 * curve.bytes);
  const whole = new Uint8Array(curve.bytes);
  const kept = number.subarray(Math.max(0, number.length - curve.bytes));
  whole.set(kept, curve.bytes - kept.length);
  const encode = (bytes: Uint8Array) =>
    bytes.toBase64({ alphabet: "base64url", omitPadding: true });
  const key = createPrivateKey({
    format: "jwk",
    key: {
      kty: "EC",
      crv: curve.name,
      d: encode(whole),
      x: encode(new Uint8Array(point.subarray(0, curve.bytes))),
      y: encode(new Uint8Array(point.subarray(curve.bytes))),
    },
  });
  const sec1 = key.export({ type: "sec1", format: "pem" }).toString();
  const again = [ssh2.utils.parseKey(sec1)].flat()[0];
  return again instanceof Error ? parsed : again;
}

function isKey(line: string): boolean {
  return !([ssh2.utils.parseKey(line)].flat()[0] instanceof Error);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
