/** Kinds of key that wirelab makes: ECDSA on P-256, or RSA with 2048 bits. */
export type KeyType = "ecdsa" | "rsa";

/** Kinds of key that a user can ask for, by the names on the command line. */
export const KEY_KINDS = ["ec", "rsa2048", "rsa4096", "ed25519"] as const;

/** A kind of key that a user can ask for: `ec` is ECDSA on P-256. */
export type KeyKind = typeof KEY_KINDS[number];
