/**
 * X.509 certificates, decoded down to their fields.
 *
 * @module
 */
export * from "./certificate.ts";
export type {
  CertificateExtension,
  CertificateExtensionValue,
} from "./extensions.ts";
export { readName } from "./names.ts";
export type { DistinguishedName, GeneralName, NameAttribute } from "./names.ts";
export { oidName } from "./oids.ts";
