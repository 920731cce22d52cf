/**
 * Certificates: a local CA and a certificate for localhost, made on first use,
 * and a user's own.
 *
 * This module loads `node:crypto`. A client that only looks for the CA imports
 * `find.ts` alone, which does not.
 *
 * @module
 */
export * from "./alternative_name.ts";
export * from "./authority.ts";
export * from "./certificate_faults.ts";
export * from "./certificates.ts";
export * from "./der_label.ts";
export * from "./directory.ts";
export * from "./faulty.ts";
export * from "./find.ts";
export * from "./init.ts";
export * from "./inspect.ts";
export * from "./key_type.ts";
export * from "./keys.ts";
export * from "./leaf.ts";
export * from "./output.ts";
export * from "./pair.ts";
export * from "./pem.ts";
export * from "./pem_file.ts";
export * from "./purpose.ts";
export * from "./request.ts";
export * from "./signature.ts";
export * from "./store.ts";
export * from "./subject.ts";
export * from "./unlock.ts";
