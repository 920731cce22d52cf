/** Kinds of key that wirelab makes: ECDSA on P-256, or RSA with 2048 bits. */
export type KeyType = "ecdsa" | "rsa";
