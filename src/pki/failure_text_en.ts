import type { FailureText } from "./failure_text.ts";

/** What is said of failures of certificates, keys and their files, in English. */
export const EN: FailureText = {
  notFirst: (certPath, keyPath, place) => ({
    message:
      `Cannot use ${certPath}: the certificate of ${keyPath} stands in place ${place} of it, not first.`,
    hint:
      "Put the server's own certificate first, then that of its issuer, and so on.",
  }),
  noMatch: (certPath, keyPath, call) => ({
    message:
      `Cannot use ${certPath} with ${keyPath}: the key does not match the certificate.`,
    hint:
      `Find the right key; this tells whether a pair belongs together: ${call}`,
  }),
  keyNotForTls: (path, kind) => ({
    message: `Cannot use ${path}: TLS here takes no ${kind} key.`,
    hint:
      "Make one on P-256, and a certificate for it: wirelab cert self-signed",
  }),
  oldVersion: (path, version, call) => ({
    message:
      `Cannot use ${path}: it is a certificate of X.509 version ${version}, and TLS here takes version 3 only.`,
    hint: `Make one with extensions: ${call}`,
  }),
  authorityAsServer: (path, call) => ({
    message:
      `Cannot use ${path}: it is the certificate of a CA, and clients refuse that from a server (CaUsedAsEndEntity).`,
    hint: `Make one with CA:FALSE: ${call}`,
  }),
  expired: (path, day, call) => ({
    message: `Cannot use ${path}: it expired on ${day}.`,
    hint: call === undefined
      ? "Have its issuer renew it, or leave --cert and --key out: wirelab then uses certificates of its own."
      : `Make a new one: ${call}`,
  }),
  notYetValid: (path, from, now) => ({
    message: `Cannot use ${path}: it is not valid before ${from}.`,
    hint: `Check the clock of this computer; it says ${now}.`,
  }),

  noFile: (path) => ({
    message: `Cannot read ${path}: there is no such file.`,
    hint:
      "Check the path, or leave --cert and --key out: wirelab then uses certificates of its own.",
  }),
  cutOff: (path, label) => ({
    message: `Cannot use ${path}: its ${label} block has no END line.`,
    hint: "The file was cut off; copy it again.",
  }),
  derCertificate: (path, call) => ({
    message: `Cannot use ${path}: it is a certificate in DER, not in PEM.`,
    hint: `Convert it: ${call}`,
  }),
  derKey: (path, call) => ({
    message: `Cannot use ${path}: it is a key in DER, not in PEM.`,
    hint: `Convert it: ${call}`,
  }),
  pkcs7: (path, call) => ({
    message: `Cannot use ${path}: it holds certificates packed as PKCS#7.`,
    hint: `Unpack them: ${call}`,
  }),
  pkcs12: (path, call) => ({
    message: `Cannot use ${path}: it is PKCS#12, not PEM.`,
    hint:
      `Convert it; the result holds both a certificate and its key: ${call}`,
  }),
  notPem: (path) => ({
    message: `Cannot use ${path}: it is not PEM.`,
    hint: "A PEM file is text that begins with -----BEGIN.",
  }),
  emptyFile: (path) => ({
    message: `Cannot use ${path}: it is empty.`,
    hint: "A PEM file is text that begins with -----BEGIN.",
  }),
  unreadableCertificate: (path, number, call) => ({
    message: `Cannot use ${path}: its CERTIFICATE block${
      number === undefined ? "" : ` number ${number}`
    } holds no certificate that can be read.`,
    hint: `Ask openssl what is wrong with it: ${call}`,
  }),
  keyAsCertificate: (path) => ({
    message: `Cannot use ${path}: it holds a private key, not a certificate.`,
    hint:
      "Name the file of its certificate; where both are named, perhaps they are swapped.",
  }),
  requestAsCertificate: (path, call) => ({
    message:
      `Cannot use ${path}: it holds a request for a certificate, not a certificate.`,
    hint: `Have a CA sign it, for example wirelab's own: ${call}`,
  }),
  noCertificate: (path, label) => ({
    message: `Cannot use ${path}: it holds a ${label}, not a certificate.`,
    hint: "--cert takes a block that begins with -----BEGIN CERTIFICATE-----.",
  }),
  noAuthority: (path) => ({
    message: `Cannot use ${path}: it holds no certificate.`,
    hint: "Name the CA that the server's certificate is from: --ca FILE",
  }),
  encryptedKey: (path, call) => ({
    message: `Cannot use ${path}: the private key in it is encrypted.`,
    hint: `Take the passphrase off: ${call}`,
  }),
  openSshKey: (path, call) => ({
    message:
      `Cannot use ${path}: it holds a private key in OpenSSH's own form.`,
    hint: `Make a key for TLS: ${call}`,
  }),
  unreadableKey: (path, label, call) => ({
    message:
      `Cannot use ${path}: its ${label} block holds no key that can be read.`,
    hint: `Ask openssl what is wrong with it: ${call}`,
  }),
  certificateAsKey: (path) => ({
    message: `Cannot use ${path}: it holds a certificate, not a private key.`,
    hint:
      "Name the file of its private key; where both are named, perhaps they are swapped.",
  }),
  noKey: (path, label) => ({
    message: `Cannot use ${path}: it holds a ${label}, not a private key.`,
    hint:
      "A private key is a block that begins with -----BEGIN PRIVATE KEY-----.",
  }),
  wrongPassphrase: (path) => ({
    message: `Cannot open ${path}: the passphrase is wrong.`,
    hint: "Mind capitals, the keyboard's layout, and spaces at the end.",
  }),
  damagedKey: (path, label) => ({
    message:
      `Cannot use ${path}: its ${label} block holds no key that can be read.`,
    hint: "Copy the file again; it is damaged.",
  }),
  unknownEncryption: (path, name, call) => ({
    message:
      `Cannot open ${path}: it is encrypted by ${name}, which nothing here undoes.`,
    hint: `Encrypt it anew, by AES: ${call}`,
  }),
  noRequest: (path, label) => ({
    message:
      `Cannot use ${path}: it holds a ${label}, not a request for a certificate.`,
    hint: "Make a request: wirelab cert request --key KEY",
  }),
  unreadableRequest: (path, label, call) => ({
    message:
      `Cannot use ${path}: its ${label} block holds no request that can be read.`,
    hint: `Ask openssl what is wrong with it: ${call}`,
  }),
  badHostKey: (path) => ({
    message: `Cannot use ${path}: it is no private key in OpenSSH's format.`,
    hint:
      "Remove it to have a new one made, or name another folder: --certs DIR",
  }),

  tooLarge: (path) => ({
    message: `Cannot use ${path}: it is larger than any certificate or key.`,
    hint: "Give a PEM file; it starts with -----BEGIN.",
  }),
  readRefused: (path, call) => ({
    message: `Cannot read ${path}: the system does not permit it to this user.`,
    hint: call === undefined
      ? "Name a file that this user may read, or have its owner permit it."
      : `Let this user read it: ${call}`,
  }),
  readWithheld: (path) => ({
    message: `Cannot read ${path}: it is a device or a file of the system.`,
    hint: "Name a file on a disk; - is standard input, where that is taken.",
  }),
  readFolder: (path) => ({
    message: `Cannot read ${path}: it is a folder.`,
    hint: "Name the PEM file in it.",
  }),
  readThroughFile: (path) => ({
    message:
      `Cannot read ${path}: a part of this path is a file, not a folder.`,
    hint: "Name a folder; a new one is made where it is missing.",
  }),
  unreadable: (path, reason) => ({
    message: `Cannot read ${path}: ${reason}.`,
    hint: "Check the path, and the disk or share that it is on.",
  }),
  writeRefused: (path) => ({
    message:
      `Cannot write ${path}: the system does not permit it to this user.`,
    hint: "Name a folder of your own: --certs DIR",
  }),
  unwritable: (path, reason) => ({
    message: `Cannot write ${path}: ${reason}.`,
    hint: "Name a folder that can be written: --certs DIR",
  }),
  exists: (path) => ({
    message: `Cannot write ${path}: it exists already.`,
    hint: "Add --force to overwrite it, or name another file.",
  }),
  otherHosts: "Add --force to make it anew, or name other hosts: --host NAME",
  twoThings: (path) => ({
    message: `Cannot write two things to ${path}.`,
    hint: "Name two files.",
  }),
  nameWritable:
    "Name a file in a folder that exists and that you may write to.",
  cannotRemember: (path) => ({
    message:
      `Cannot remember the host key in ${path}: the system does not permit it.`,
    hint: "Name another file: --known-hosts FILE",
  }),
  noFolder: (variable) => ({
    message: `Cannot choose a folder for certificates: ${variable} is not set.`,
    hint: "Name a folder: --certs DIR",
  }),

  unfit: (path, problem) => `Cannot use ${path}: ${problem}.`,
  problems: {
    notAuthority: "it is not the certificate of a CA",
    empty: "it is empty",
    notItsKey: (keyPath) => `${keyPath} is not its key`,
    keyMissing: (keyPath) => `its key ${keyPath} is missing`,
    keyEmpty: (keyPath) => `its key ${keyPath} is empty`,
    keyMissingToSign: (keyPath) =>
      `its key ${keyPath} is missing, so it cannot sign`,
    notSignedBy: (caPath) => `${caPath} did not sign it`,
    validOnly: (from, to) => `it is valid only from ${from} to ${to}`,
  },
  renewHint: (directory) =>
    `Put the right file back, name another folder with --certs DIR, or remove ca.* and localhost* from ${directory} to have new ones made.`,
  newAuthorityHint:
    "Put the right file back, or make a new CA in its place: wirelab cert init --new-ca --force",
  cannotSign: (path) => `Cannot sign with ${path}: its key cannot be read.`,

  badName: (text, problem) => ({
    message: `Cannot use the name ${text}: ${problem}.`,
    hint:
      "Give a host name or an address: --host localhost --host 127.0.0.1 --host ::1",
  }),
  nameProblems: {
    largeNumber: "each number of an IP address is at most 255",
    noIpv6: "it is no address of IPv6",
    url: "it is a URL, not a host name",
    port: "a certificate is for a host, whatever the port",
    noHostName: "it is no host name",
  },
  badSubject: (text, problem, isPath) => ({
    message: `Cannot use the subject ${text}: ${problem}.`,
    hint: isPath
      ? 'Write two slashes where the shell is Git Bash: --subject "//CN=localhost"'
      : "Write it as openssl takes it: " +
        '--subject "/C=US/ST=CA/L=San Francisco/O=MyCompany/CN=localhost"',
  }),
  subjectProblems: {
    noSlash: "it does not start with /",
    empty: "it names nobody",
    noEquals: (part) => `${part} has no = in it`,
    noValue: (name) => `${name} has no value`,
    unknown: (name) => `nothing is called ${name}`,
    country: "a country, C, has two letters, for example CN",
    longCommonName: (limit) => `CN has more than ${limit} characters`,
    ascii: (name) => `${name} takes letters of ASCII only`,
  },
};
