/** Faults that a server's certificate can have. */
export const CERTIFICATE_FAULTS = [
  "expired",
  "wrong-host",
  "untrusted",
  "self-signed",
] as const;

/** A fault that a server's certificate can have. */
export type CertificateFault = typeof CERTIFICATE_FAULTS[number];
