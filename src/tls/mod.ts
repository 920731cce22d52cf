/**
 * TLS: records, handshake messages, extensions, certificates, key schedule,
 * decryption, and the conversation that joins them.
 *
 * @module
 */
export * from "./alpn.ts";
export * from "./cipher_suites.ts";
export * from "./constants.ts";
export * from "./conversation.ts";
export type * from "./events.ts";
export * from "./extensions/mod.ts";
export { findExtension } from "./facts.ts";
export * from "./groups.ts";
export { decodeHandshake, type HandshakeContext } from "./handshake.ts";
export type { KeyExchangeContext } from "./key_exchange.ts";
export * from "./key_log.ts";
export type * from "./messages.ts";
export * from "./signature_schemes.ts";
export * from "./sniff.ts";
export * from "./suite_parameters.ts";
export * from "./x509/mod.ts";
