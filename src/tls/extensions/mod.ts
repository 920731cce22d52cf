/**
 * Extensions of TLS handshake messages: their registry, their types, their decoders.
 *
 * @module
 */
export {
  decodeExtensions,
  type ExtensionPlace,
  type RawExtension,
} from "./decode.ts";
export * from "./registry.ts";
export type * from "./types.ts";
