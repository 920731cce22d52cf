import type { FailureKind } from "../failure.ts";

/** Exit code of a program that did what it was asked. */
export const SUCCESS = 0;
/** Exit code of a fault of this program. */
export const INTERNAL_ERROR = 1;
/** Exit code of a client that the user stopped: 128 + SIGINT. */
export const INTERRUPTED = 130;
/** Exit code of a program that SIGTERM cut short: 128 + SIGTERM. */
export const TERMINATED = 143;
/** Exit code where nobody reads the output any more: 128 + SIGPIPE. */
export const OUTPUT_CLOSED = 141;

/** One exit code for each cause. They are part of the interface: they do not change. */
export const EXIT_CODES: Readonly<
  Record<FailureKind, { code: number; meaning: string }>
> = {
  "usage": {
    code: 2,
    meaning: "an argument is unknown, missing or out of range",
  },
  "bad-file": {
    code: 3,
    meaning: "a file is missing, unreadable, or does not hold what it should",
  },
  "permission": { code: 4, meaning: "the system does not permit it" },
  "port-in-use": { code: 5, meaning: "another program listens on the port" },
  "unavailable": { code: 6, meaning: "this system cannot do it" },
  "name-not-found": { code: 10, meaning: "the host name has no address" },
  "refused": { code: 11, meaning: "nothing listens at that address and port" },
  "timed-out": { code: 12, meaning: "the peer did not answer in time" },
  "closed-early": {
    code: 13,
    meaning: "the peer closed or reset before the exchange was over",
  },
  "tls-untrusted": {
    code: 20,
    meaning: "no trusted authority signed the certificate",
  },
  "tls-wrong-name": {
    code: 21,
    meaning: "the certificate is for another name",
  },
  "tls-expired": {
    code: 22,
    meaning: "the certificate has expired or is not valid yet",
  },
  "tls-no-common-version": {
    code: 23,
    meaning: "the peers share no TLS version or cipher suite",
  },
  "tls-failed": {
    code: 24,
    meaning: "the TLS handshake failed for another reason",
  },
  "host-key-changed": {
    code: 30,
    meaning: "the SSH server shows another host key than before",
  },
  "login-refused": {
    code: 31,
    meaning: "the SSH server refused the login",
  },
  "ssh-failed": {
    code: 32,
    meaning: "the SSH handshake failed for another reason",
  },
};

/** Ends that are no {@linkcode FailureKind}. */
export type OtherEnd =
  | "success"
  | "internal-error"
  | "interrupted"
  | "output-closed"
  | "terminated";

/** The exit codes of those. */
export const OTHER_ENDS: Readonly<
  Record<OtherEnd, { code: number; meaning: string }>
> = {
  "success": { code: SUCCESS, meaning: "it did what it was asked" },
  "internal-error": {
    code: INTERNAL_ERROR,
    meaning: "a fault in wirelab itself",
  },
  "interrupted": { code: INTERRUPTED, meaning: "the user stopped it" },
  "output-closed": {
    code: OUTPUT_CLOSED,
    meaning: "nobody reads its output any more",
  },
  "terminated": { code: TERMINATED, meaning: "another program stopped it" },
};
