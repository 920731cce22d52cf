import type { FailureText, Task } from "./failure_text.ts";

const TASKS: Readonly<Record<Task, string>> = {
  show: "show a certificate",
  sign: "sign a request",
  verify: "verify a certificate",
  encrypt: "encrypt a key",
  decrypt: "decrypt a key",
};

/** What is said of calls of `wirelab cert` that fail, in English. */
export const EN: FailureText = {
  noFileNamed: (task, example) => ({
    message: `Cannot ${TASKS[task]}: no file is named.`,
    hint: task === "show"
      ? `Name one: ${example}, or a server: wirelab cert show localhost:8443`
      : `Name one: ${example}`,
  }),
  sharedInput: {
    message: "Cannot read two things from standard input.",
    hint: "Name a file for one of them.",
  },
  missingFile: (path) => ({
    message: `Cannot read ${path}: there is no such file.`,
    hint: "Check the path.",
  }),
  missingFileOrHost: (argument) => ({
    message: `Cannot read ${argument}: there is no such file.`,
    hint: `For a server, name its port too: ${argument}:443`,
  }),
  fileForServer: (argument) => ({
    message: `Cannot use --server-name: ${argument} is a file, not a server.`,
    hint: "--host NAME asks whether a certificate is for that host.",
  }),
  noCertificate: (name, label) => ({
    message: `Cannot use ${name}: it holds a ${label}, not a certificate.`,
    hint: "A certificate begins with -----BEGIN CERTIFICATE-----.",
  }),
  damagedCertificate: (name, detail) => ({
    message: `Cannot read the certificate of ${name}: ${detail}`,
    hint: "Copy it again; it is damaged.",
  }),
  nothingToShow: (name, label) => ({
    message: `Cannot show ${name}: it holds a ${label}.`,
    hint: "Certificates, requests and keys can be shown.",
  }),
  twoFilesNeeded: {
    message: "Cannot match: two files are needed.",
    hint: "Name a certificate and a key: wirelab cert match cert.pem key.pem",
  },
  nothingToMatch: (name, label) => ({
    message: `Cannot match ${name}: it holds a ${label}, which has no key.`,
    hint: "Name a certificate, a private key or a request.",
  }),
  clientWithoutName: {
    message: "Cannot make the certificate of a client: it has no name.",
    hint: "Name whom it is for: --client --host ada@example.com",
  },

  passphraseDiffers: (path, times) => ({
    message:
      `Cannot encrypt ${path}: the passphrase was typed differently ${times} times.`,
    hint: "Write it into a file instead: --passphrase-file FILE",
  }),
  noPassphraseFile: (path) => ({
    message: `Cannot read the passphrase file ${path}: there is no such file.`,
    hint: "Leave --passphrase-file out to be asked.",
  }),
  emptyPassphrase: (name) => ({
    message: `Cannot use the passphrase in ${name}: its first line is empty.`,
    hint: "The passphrase is the first line of the file.",
  }),
  cannotAsk: (path) => ({
    message:
      `Cannot ask for the passphrase of ${path}: standard input is no terminal.`,
    hint:
      "Name a file that holds it: --passphrase-file FILE (- is standard input)",
  }),
  shortPassphrase: (least) => ({
    message:
      `Cannot use this passphrase: it has fewer than ${least} characters.`,
    hint: "Several words in a row are long, and easy to keep in mind.",
  }),
  longPassphrase: (mostBytes) => ({
    message:
      `Cannot use this passphrase: it is longer than ${mostBytes} bytes, and openssl would read a part of it.`,
    hint: "Take a shorter one.",
  }),
  passphraseWithoutUse: {
    message:
      "Cannot use --passphrase-file: the new key is not to be encrypted.",
    hint: "Add --encrypt, or leave it out.",
  },
  recodeInPlace: (action, path, word) => ({
    message: `Cannot ${action} ${path} in place: that would overwrite it.`,
    hint:
      `Name another file: wirelab cert ${action} ${word} --out FILE; or add --force.`,
  }),
  encryptedAlready: (name, call) => ({
    message: `Cannot encrypt ${name}: its key has a passphrase already.`,
    hint: `Take that off first: ${call}`,
  }),
  plainAlready: (name) => ({
    message: `Cannot decrypt ${name}: its key has no passphrase.`,
    hint: "Use it as it is.",
  }),
  cannotEncode: (name, kind) => ({
    message: `Cannot write the key of ${name}: Deno writes no ${kind} key.`,
    hint: "openssl pkey does: openssl pkey -aes256 -in KEY -out FILE",
  }),
  keyNotForTls: (path, kind) => ({
    message: `Cannot sign with ${path}: TLS here takes no ${kind} key.`,
    hint: "Make one on P-256: wirelab cert key --key-type ec --out new-key.pem",
  }),

  badRequest: (name) => ({
    message:
      `Cannot sign ${name}: its own signature is wrong, so whoever made it may not have the key, or it was changed.`,
    hint: "Have it made again: wirelab cert request --key KEY",
  }),
  halfAuthority: (option) => ({
    message:
      `Cannot use --${option} alone: a CA signs with both its certificate and its key.`,
    hint: "Name both: --ca ca.pem --ca-key ca.key",
  }),
  unfitAuthority: (path, fault) => ({
    message: `Cannot sign with ${path}: ${fault}.`,
    hint: "Name a CA and its key: --ca ca.pem --ca-key ca.key",
  }),
  authorityFaults: {
    notAuthority: "it is not the certificate of a CA",
    notItsKey: (keyPath) => `${keyPath} is not its key`,
    expired: (day) => `it expired on ${day}`,
  },
  noAuthorityToSign: {
    message: "Cannot sign: wirelab has no CA here yet.",
    hint:
      "Make one: wirelab cert init; or name yours: --ca ca.pem --ca-key ca.key",
  },
  noAuthorityToTrust: {
    message: "Cannot trust: wirelab has no CA here yet.",
    hint: "Make one: wirelab cert init; or name another: --ca FILE",
  },
  authorityFromInput: {
    message:
      "Cannot take the CA from standard input: other programs must read it.",
    hint: "Name a file: --ca ca.pem",
  },
  notAuthority: (path) => ({
    message: `Cannot trust ${path}: it is not the certificate of a CA.`,
    hint:
      "Trust the CA that signed it; or name the certificate itself to each program: curl --cacert FILE",
  }),
  unknownSystem: (path) => ({
    message:
      "Cannot tell how this system trusts a CA: it has neither update-ca-certificates nor trust.",
    hint: `Name the CA to each program instead: curl --cacert ${path}`,
  }),
  noHome: {
    message: "Cannot find this user's lists of CAs: HOME is not set.",
    hint: "Set HOME to the user's folder.",
  },
  commandFailed: (command, asRoot, all) => ({
    message: `Cannot run ${command}: it failed.`,
    hint: `${asRoot ? "As root" : "By hand"}: ${all}`,
  }),
};
