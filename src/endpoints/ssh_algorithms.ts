/**
 * Key exchanges that `ssh2` offers and that would then fail. Whoever takes one
 * of them could not connect, though another one would do.
 *
 * @module
 */

/** On P-521, for which `node:crypto` has no ECDH in Deno 2.9. */
const NOT_IN_DENO = "ecdh-sha2-nistp521";
/** In a group that the server chooses, which the server of `ssh2` cannot do. */
const NOT_AT_SERVER = "diffie-hellman-group-exchange-sha256";

/** Key exchanges of a client: those of `ssh2`, less these. */
export const CLIENT_KEY_EXCHANGES = { remove: [NOT_IN_DENO] } as const;
/** Key exchanges of a server: those of `ssh2`, less these. */
export const SERVER_KEY_EXCHANGES = {
  remove: [NOT_IN_DENO, NOT_AT_SERVER],
} as const;
