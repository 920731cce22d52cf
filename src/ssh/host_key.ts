import type { ByteReader } from "../bytes/mod.ts";
import { sshFingerprint } from "../bytes/ssh_fingerprint.ts";
import type { HostKey, Signature } from "./messages.ts";
import { mpintBits, readMpint, readString, readText } from "./primitives.ts";

/**
 * Decodes a host key: a string that holds the format's name and the key.
 *
 * ```text
 * string K_S = string format | format's own
 * ```
 *
 * @param reader Stands at the string's length.
 * @throws {DecodeError} If the key breaks the grammar of its format.
 * @see https://www.rfc-editor.org/rfc/rfc4253#section-6.6
 */
export function decodeHostKey(reader: ByteReader): HostKey {
  const content = reader.vector(4, "K_S");
  const blob = content.bytes.subarray(
    content.offset,
    content.offset + content.remaining,
  );
  const type = readText(content, "format");
  const bits = readKey(content, type);
  if (!content.done) content.rest("key");
  return { type, blob, fingerprint: sshFingerprint(blob), bits };
}

/**
 * Decodes a signature: a string that holds the format's name and the signature.
 *
 * @param reader Stands at the string's length.
 * @see https://www.rfc-editor.org/rfc/rfc4253#section-6.6
 */
export function decodeSignature(reader: ByteReader): Signature {
  const content = reader.vector(4, "signature");
  const type = readText(content, "format");
  if (content.done) return { type, bytes: content.bytes.subarray(0, 0) };
  const bytes = type.startsWith("sk-")
    ? content.rest("signature blob")
    : readString(content, "signature blob");
  if (!content.done) content.rest("rest");
  return { type, bytes };
}

/** Reads what follows the format's name; gives the size of the key in bits. */
function readKey(reader: ByteReader, type: string): number | undefined {
  switch (type) {
    case "ssh-rsa":
      readMpint(reader, "e");
      return mpintBits(readMpint(reader, "n"));
    case "ssh-dss": {
      const bits = mpintBits(readMpint(reader, "p"));
      readMpint(reader, "q");
      readMpint(reader, "g");
      readMpint(reader, "y");
      return bits;
    }
    case "ecdsa-sha2-nistp256":
    case "ecdsa-sha2-nistp384":
    case "ecdsa-sha2-nistp521":
    case "sk-ecdsa-sha2-nistp256@openssh.com":
      readText(reader, "curve");
      readString(reader, "Q");
      if (type.startsWith("sk-")) readText(reader, "application");
      return Number(/nistp(\d+)/.exec(type)?.[1]);
    case "ssh-ed25519":
    case "sk-ssh-ed25519@openssh.com":
      readString(reader, "public key");
      if (type.startsWith("sk-")) readText(reader, "application");
      return 256;
    case "ssh-ed448":
      readString(reader, "public key");
      return 456;
    default:
      return undefined;
  }
}
