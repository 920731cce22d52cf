import { inEvery } from "../../failure.ts";
import { KEY_KINDS } from "../../pki/key_type.ts";
import { TEXTS } from "../failure_text.ts";
import type { Option } from "../options.ts";

/** Overwrites files. */
export const FORCE: Option = {
  name: "force",
  summary: "overwrite files that exist",
};

/** Names that a certificate is for. */
export const HOST: Option = {
  name: "host",
  value: "NAME",
  repeat: true,
  summary: "a host name or address that it is for; may be repeated " +
    "(localhost, 127.0.0.1 and ::1 by default)",
};

/** How long a certificate is valid. */
export const DAYS: Option = {
  name: "days",
  value: "N",
  summary: "days for which it is valid; 397 by default, the most that " +
    "browsers take from a public CA",
};

/** Kind of a new key. */
export const KEY_TYPE: Option = {
  name: "key-type",
  value: "TYPE",
  choices: KEY_KINDS,
  summary: "kind of the new key; ec (ECDSA P-256) by default. Browsers take " +
    "no ed25519",
};

/** Whom a certificate is about. */
export const SUBJECT: Option = {
  name: "subject",
  value: "NAME",
  summary: 'whom it is about, as openssl takes it: "/C=US/O=MyCompany/' +
    'CN=localhost"',
};

/** A key that exists. */
export const KEY: Option = {
  name: "key",
  value: "FILE",
  summary: "use this private key instead of a new one",
  conflicts: ["key-type", "key-out", "encrypt"],
};

/** Where a new key goes. */
export const KEY_OUT: Option = {
  name: "key-out",
  value: "FILE",
  summary: "file for the new key; key.pem by default",
};

/** Encrypts a new key. */
export const ENCRYPT: Option = {
  name: "encrypt",
  summary: "protect the new key with a passphrase, by AES-256",
};

/** For a client instead of a server. */
export const CLIENT: Option = {
  name: "client",
  summary: "for a client alone, to show to a server that asks for one",
};

/** wirelab's own certificates. */
export const CERTS: Option = {
  name: "certs",
  value: "DIR",
  summary: "folder of wirelab's own certificates; ./certs, else the user's " +
    "data folder",
};

/** Name that a server is asked for. */
export const SERVER_NAME: Option = {
  name: "server-name",
  value: "NAME",
  summary: "ask a server for this name (SNI) instead of its host",
};

/** How long a server may take. */
export const TIMEOUT: Option = {
  name: "timeout",
  value: "SECONDS",
  summary: "how long to wait for a server; 10 by default",
};

const SEEN = inEvery(TEXTS, (text) => text.refusals.passphrase);

/** Where a passphrase comes from; never from an argument. */
export const PASSPHRASE: readonly Option[] = [
  {
    name: "passphrase-file",
    value: "FILE",
    summary: "read the passphrase from the first line of FILE (- is standard " +
      "input) instead of asking for it",
  },
  ...["passphrase", "password", "passin", "passout"].map((name) => ({
    name,
    summary: "",
    refused: SEEN,
  })),
];

/** Where a result goes. */
export function out(what: string, byDefault: string): Option {
  return {
    name: "out",
    short: "o",
    value: "FILE",
    summary: `file for ${what} (- is standard output); ${byDefault}`,
  };
}
