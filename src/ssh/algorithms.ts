/** What a cipher says about the packets that it encrypts. */
export interface CipherTraits {
  /** Multiple that lengths are padded to, in bytes. */
  readonly blockBytes: number;
  /** Length of the tag, where the cipher authenticates by itself; else 0. */
  readonly tagBytes: number;
  /** Whether packet_length stays in clear. */
  readonly lengthInClear: boolean;
}

/** What a MAC says about the packets that it guards. */
export interface MacTraits {
  /** Length in bytes. */
  readonly bytes: number;
  /** Whether it is computed over the encrypted packet (-etm), so that packet_length stays in clear. */
  readonly encryptThenMac: boolean;
}

/** Messages that a key exchange method uses. */
export type KexFamily =
  /** RFC 5656 section 4, RFC 8731. */
  | "ecdh"
  /** The same two messages, with a post-quantum half in each. */
  | "hybrid"
  /** RFC 4253 section 8. */
  | "dh"
  /** RFC 4419. */
  | "gex"
  /** RFC 4432. */
  | "rsa"
  /** RFC 4462, RFC 8732. */
  | "gss"
  | "unknown";

/** A part of what a hybrid exchange sends, in order. */
export interface HybridPart {
  /** What it is. */
  readonly name: string;
  /** Length in bytes. */
  readonly bytes: number;
}

/** The two halves of a hybrid exchange: what the client sends, and the server. */
export interface HybridParts {
  /** What the client sends. */
  readonly client: readonly HybridPart[];
  /** What the server sends. */
  readonly server: readonly HybridPart[];
}

const X25519: HybridPart = { name: "X25519 public key", bytes: 32 };
const P256: HybridPart = { name: "P-256 public key", bytes: 65 };
const P384: HybridPart = { name: "P-384 public key", bytes: 97 };

function hybrid(
  kem: string,
  publicKeyBytes: number,
  ciphertextBytes: number,
  classical: HybridPart,
): HybridParts {
  return {
    client: [{ name: `${kem} public key`, bytes: publicKeyBytes }, classical],
    server: [{ name: `${kem} ciphertext`, bytes: ciphertextBytes }, classical],
  };
}

/** Sizes of the parts of hybrid exchanges, by method. */
const HYBRID_PARTS: ReadonlyMap<string, HybridParts> = new Map([
  ["sntrup761x25519-sha512", hybrid("sntrup761", 1158, 1039, X25519)],
  [
    "sntrup761x25519-sha512@openssh.com",
    hybrid("sntrup761", 1158, 1039, X25519),
  ],
  [
    "sntrup4591761x25519-sha512@tinyssh.org",
    hybrid("sntrup4591761", 1218, 1047, X25519),
  ],
  ["mlkem768x25519-sha256", hybrid("ML-KEM-768", 1184, 1088, X25519)],
  ["mlkem768nistp256-sha256", hybrid("ML-KEM-768", 1184, 1088, P256)],
  ["mlkem1024nistp384-sha384", hybrid("ML-KEM-1024", 1568, 1568, P384)],
]);

/**
 * Gives the parts that a hybrid method's messages are made of.
 *
 * @param method Name of the key exchange method.
 * @returns `undefined` where the method is none, or its sizes are not known.
 */
export function hybridPartsOf(method: string): HybridParts | undefined {
  return HYBRID_PARTS.get(method);
}

/**
 * Tells which messages a key exchange method uses.
 *
 * @param method Name of the method; names with `@` are a vendor's own.
 */
export function kexFamilyOf(method: string | undefined): KexFamily {
  if (method === undefined) return "unknown";
  if (/^gss-/.test(method)) return "gss";
  if (/sntrup|mlkem|kyber|frodokem/.test(method)) return "hybrid";
  if (/^diffie-hellman-group-exchange-/.test(method)) return "gex";
  if (/^diffie-hellman-group\d+-/.test(method)) return "dh";
  if (/^(ecdh-|curve25519-|curve448-)/.test(method)) return "ecdh";
  if (/^rsa\d+-/.test(method)) return "rsa";
  return "unknown";
}

/**
 * Tells what a cipher does to packets.
 *
 * @param name Name as negotiated.
 * @returns `undefined` for a cipher that is not known.
 */
export function cipherTraitsOf(name: string): CipherTraits | undefined {
  if (/-gcm(@.+)?$|^AEAD_AES_(128|256)_GCM$/.test(name)) {
    return { blockBytes: 16, tagBytes: 16, lengthInClear: true };
  }
  if (/^chacha20-poly1305(@openssh\.com)?$/.test(name)) {
    return { blockBytes: 8, tagBytes: 16, lengthInClear: false };
  }
  if (/^(aes|camellia|twofish|serpent|rijndael-cbc)/.test(name)) {
    return { blockBytes: 16, tagBytes: 0, lengthInClear: false };
  }
  if (/^(3des|blowfish|cast128|idea|des)-|^arcfour|^none$/.test(name)) {
    return { blockBytes: 8, tagBytes: 0, lengthInClear: name === "none" };
  }
  return undefined;
}

const MAC_BYTES: ReadonlyMap<string, number> = new Map([
  ["none", 0],
  ["hmac-md5", 16],
  ["hmac-md5-96", 12],
  ["hmac-ripemd160", 20],
  ["hmac-ripemd160@openssh.com", 20],
  ["hmac-sha1", 20],
  ["hmac-sha1-96", 12],
  ["hmac-sha2-256", 32],
  ["hmac-sha2-512", 64],
  ["hmac-sha3-256", 32],
  ["hmac-sha3-512", 64],
  ["umac-64", 8],
  ["umac-64@openssh.com", 8],
  ["umac-128", 16],
  ["umac-128@openssh.com", 16],
]);

/**
 * Tells what a MAC adds to packets.
 *
 * @param name Name as negotiated.
 * @returns `undefined` for a MAC that is not known.
 */
export function macTraitsOf(name: string): MacTraits | undefined {
  const encryptThenMac = name.endsWith("-etm@openssh.com");
  const base = encryptThenMac
    ? name.slice(0, -"-etm@openssh.com".length)
    : name;
  const bytes = MAC_BYTES.get(base);
  return bytes === undefined ? undefined : { bytes, encryptThenMac };
}
