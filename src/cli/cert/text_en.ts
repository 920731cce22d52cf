import { formatDay } from "./dates.ts";
import type { CertText } from "./text.ts";

/** What `wirelab cert` says, in English. */
export const EN: CertText = {
  sentence: (clause) => `${clause.charAt(0).toUpperCase()}${clause.slice(1)}.`,
  list,
  separators: { words: ", ", series: "; " },
  days,

  passphraseOf: (path) => `Passphrase of ${path}: `,
  newPassphraseFor: (path) => `New passphrase for ${path}: `,
  passphraseAgain: "The same again: ",
  passphrasesDiffer: "The two were not the same. Once more:",

  made: "Made",
  next: "Next",
  madeAuthority: (until) =>
    `certificate of the CA, until ${until}; for whomever should trust you`,
  madeAuthorityKey:
    "its private key: who has it can sign for any name; you alone can read it",
  madeLeaf: (names, until, days) =>
    `certificate for ${names}, until ${until} (${days})`,
  madeSelfSigned: (names, until, days) =>
    `self-signed certificate for ${names}, until ${until} (${days})`,
  madeKey: (kind) => `private key, ${kind}; you alone can read it`,
  madeEncryptedKey: (kind) =>
    `private key, ${kind}, protected by the passphrase (AES-256)`,
  madePlainKey: (kind) =>
    `private key, ${kind}, without a passphrase: who can read the file has it`,
  madeRequest: (names) => `request for a certificate for ${names}`,
  keptAuthority: (path) => `It is signed by the CA that was there: ${path}.`,
  signedBy: (path) => `It is signed by ${path}.`,
  replacedAuthority:
    "Certificates of the old CA are void, and programs that trusted it have to be told of the new one.",
  cutShort: (until) =>
    `It ends on ${until}, with the CA: no certificate outlives the one that signed it.`,
  longValidity: (count) =>
    `${
      days(count)
    } are more than the 398 that browsers take from a public CA; from one of your own, Chromium and Firefox take any number, Safari 825.`,
  keyNotForBrowsers:
    "Browsers take no Ed25519 certificate; openssl, curl, GnuTLS and wirelab do.",
  tookCommonName: (name) =>
    `The request lists no name (no subjectAltName). The certificate is for its common name, ${name}; nothing else counts for TLS today.`,
  namesNobody:
    "The request lists no name, so no client will take this certificate from a server. Name its hosts: --host NAME",
  noAuthorityGranted:
    "It asks to be a CA. That was not granted: the certificate says CA:FALSE.",
  uses: {
    server: "a server that shows it",
    browser: "lets browsers on this machine trust the CA",
    show: "what it says, in words",
    sign: "signs it with wirelab's own CA",
    request: "asks a CA for a certificate for this key",
    curl: "asks the server, trusting this certificate",
    verify: "whether it is good",
  },

  labels: {
    names: "Names",
    subject: "Subject",
    issuer: "Signed by",
    valid: "Valid",
    key: "Key",
    signature: "Signature",
    uses: "Uses",
    serial: "Number",
    sha256: "SHA-256",
    publicKey: "Public key",
  },
  itself: "itself",
  noNames: "none",
  validity: (from, to, days) => `${from} to ${to} (${days})`,
  state: {
    valid: (days) => `valid, ${days} left`,
    today: "valid, ends today",
    expired: (days) => `expired ${days} ago`,
    notYet: (days) => `not valid for another ${days}`,
  },
  keyUsages: {
    digitalSignature: "signs handshakes",
    nonRepudiation: "signs documents",
    keyEncipherment: "receives keys encrypted to it (RSA in TLS 1.2)",
    dataEncipherment: "receives data encrypted to it",
    keyAgreement: "agrees on keys",
    keyCertSign: "signs certificates",
    cRLSign: "signs revocation lists",
    encipherOnly: "encrypts only",
    decipherOnly: "decrypts only",
  },
  purposes: {
    serverAuth: "TLS server",
    clientAuth: "TLS client",
    codeSigning: "signing of programs",
    emailProtection: "mail",
    timeStamping: "time stamps",
    OCSPSigning: "answers on revocation",
    anyExtendedKeyUsage: "any purpose",
  },
  authority: (pathLength) =>
    pathLength === undefined
      ? "CA"
      : pathLength === 0
      ? "CA, with no other CA below it"
      : `CA, with up to ${pathLength} CAs below it`,
  anyUse: "any (it does not say)",
  requestSigned: (isSigned) =>
    isSigned
      ? "by its own key, as it must be"
      : "not by its own key: it was changed, or made wrongly",
  kinds: {
    certificate: "certificate",
    request: "request",
    key: "private key",
    encryptedKey: "private key, protected by a passphrase",
    publicKey: "public key",
    authority: "CA",
  },
  manyCertificates: (count) => `${count} certificates`,
  more: (count) => `and ${count} more`,
  overTls: (version, suite) => `over ${version}, ${suite}`,
  overHalf: (version) =>
    `over ${version}, in a handshake that was not finished`,
  browserOn: (host) => `What Chromium says of it on ${host}`,
  browserOnNames: (names) => `What Chromium says of it on ${names}`,
  opens: "It opens the page without a warning.",
  warns: "It warns that the connection is not private.",
  refuses: "It refuses to connect; no button goes on.",
  isAuthority:
    "It is a CA: browsers do not meet it alone, but the certificates that it signs.",
  notTold: (call) => `Chromium was not told to trust what it signs: ${call}`,
  isForClients:
    "It is for a client, which shows it to a server that asks for one. No server can use it.",
  trustedBy: {
    public: "on the public list of CAs",
    system: "trusted by this system",
    browser: "trusted by Chromium, as you told it",
    own: (path) => `wirelab's own CA, ${path}`,
    file: (path) => `in ${path}`,
  },
  remarks: {
    "self-signed": () =>
      "it signed itself, and is on no list of certificates that are trusted here",
    "own-authority": ({ path }) =>
      `it is signed by wirelab's own CA (${path}), of which Chromium was not told`,
    "untrusted-root": ({ root }) =>
      `its chain leads to ${root}, which is on no list of CAs that are trusted here`,
    "missing-issuer": ({ of, issuer }) =>
      `the certificate of ${issuer}, which signed ${of ?? "it"}, is missing`,
    "bad-signature": ({ of, issuer }) =>
      `${
        it(of)
      } says that ${issuer} signed it, but the key that ${issuer} has here did not`,
    "issuer-no-ca": ({ of, issuer }) =>
      `the certificate of ${issuer}, which signed ${
        of ?? "it"
      }, is not that of a CA (CA:TRUE is missing)`,
    "issuer-may-not-sign": ({ issuer }) =>
      `the CA ${issuer} may not sign certificates (keyCertSign is missing)`,
    "path-too-long": ({ issuer, limit }) =>
      `the CA ${issuer} allows ${
        limit === 0 ? "no CA" : `${limit} CAs at most`
      } below itself (pathlen:${limit}), and there are more`,
    "name-not-permitted": ({ issuer, name }) =>
      `the CA ${issuer} may not sign for ${name} (nameConstraints)`,
    "unknown-critical": ({ of, extension }) =>
      `${
        it(of)
      } has an extension, ${extension}, that it calls critical and that is not known here`,
    "expired": ({ of, date, days: count }) =>
      `${it(of)} expired on ${formatDay(date)}, ${days(count)} ago`,
    "not-yet-valid": ({ of, date, days: count }) =>
      `${it(of)} is not valid before ${formatDay(date)}, in ${days(count)}`,
    "wrong-name": ({ host, names }) =>
      `it is for ${list(names)}, not for ${host}`,
    "no-names": ({ commonName }) =>
      `it lists no host (no subjectAltName); ${commonName}, its common name, does not count`,
    "ca-as-leaf": () =>
      "it is the certificate of a CA (CA:TRUE), which a server should not show as its own: Chromium takes it, Firefox and wirelab do not",
    "no-authority": () => "it is no CA (CA:TRUE is missing)",
    "cannot-sign": () =>
      "its key may not sign a handshake (digitalSignature is missing)",
    "cannot-certify": () =>
      "its key may not sign certificates (keyCertSign is missing)",
    "wrong-purpose": ({ use, purposes }) =>
      `it is for use as ${
        list(purposes.map((purpose) => EN.purposes[purpose] ?? purpose))
      }, not as ${EN.useNames[use]}`,
    "old-version": ({ version }) =>
      `the server knows ${version} at most, and browsers take TLS 1.2 and 1.3 only`,
    "key-not-for-browsers": ({ key }) =>
      `its key is ${key}, and browsers take RSA, ECDSA P-256 and ECDSA P-384 only`,
    "weak-signature": ({ of, signature }) =>
      `${it(of)} is signed by ${signature}, which can be forged`,
    "tiny-key": ({ key }) =>
      `its key, ${key}, is so short that it can be broken`,
    "weak-key": ({ key }) =>
      `its key, ${key}, is short: Chromium still takes it, openssl, GnuTLS and wirelab do not`,
    "long-validity": ({ days: count }) =>
      `it is valid for ${
        days(count)
      }: browsers refuse more than 398 from a public CA, Safari more than 825 from any`,
    "ends-soon": ({ days: count }) =>
      count === 0 ? "it ends today" : `it ends in ${days(count)}`,
    "wide-wildcard": ({ name }) =>
      `${name} stands for nothing: a wildcard needs two labels after it, as in *.example.com`,
  },
  remedies: {
    "self-signed": () =>
      "For a browser, let wirelab's own CA sign one, and trust that CA once: wirelab cert init; wirelab cert trust",
    "own-authority": () =>
      "Tell it once, and it trusts all that this CA signs: wirelab cert trust",
    "untrusted-root": () =>
      "If that CA is yours, tell this machine of it: wirelab cert trust --ca FILE",
    "missing-issuer": () =>
      "The server should send its whole chain: its own certificate, then that of each issuer but the root.",
    "bad-signature": () =>
      "That CA was probably made anew: have the certificate signed again.",
    "expired": () => "Renew it: the same names, a new certificate.",
    "not-yet-valid": () => "Check the clock of this computer.",
    "wrong-name": ({ host }) =>
      `Open it by one of its names, or make one for ${host}: wirelab cert init --host ${host}`,
    "no-names": () =>
      "Make one that lists its names: wirelab cert init --host NAME",
    "ca-as-leaf": () =>
      "Make one that is no CA: wirelab cert self-signed --host NAME",
    "old-version": () => "Turn TLS 1.2 or 1.3 on at the server.",
    "key-not-for-browsers": () => "Make one with --key-type ec.",
    "weak-signature": () => "Have it signed again, with SHA-256.",
    "tiny-key": () => "Make a new key: wirelab cert key",
    "weak-key": () => "Make a new key: wirelab cert key",
    "ends-soon": () => "Renew it before then.",
  },

  together: (a, b) => `${a} and ${b} belong together`,
  notTogether: (a, b) => `${a} and ${b} do not belong together`,
  cannotMatch: (a, b) => `Cannot use ${a} with ${b}: their keys differ.`,
  standsBehind: (key, place, chain) =>
    `The certificate of ${key} stands in place ${place} of ${chain}: put the server's own first, then that of its issuer, and so on.`,
  otherKey:
    "A certificate is for the one key that its request was made with: find that key, or have a new certificate made.",
  opensslMay: (call) => `openssl may get further: ${call}`,
  verifying: (path, host, use) =>
    host === undefined
      ? `${path} as the certificate of a ${use}`
      : `${path} as the certificate of a ${use}, ${host}`,
  checks: { chain: "Chain", dates: "Dates", names: "Names", uses: "Uses" },
  passed: {
    dates: (until, days) => `valid until ${until}, ${days} left`,
    names: (host) => `it is for ${host}`,
    namesNotAsked: "not asked; --host NAME does",
    uses: (use) => `it may be used as a ${use}`,
  },
  useNames: { server: "TLS server", client: "TLS client", ca: "CA" },
  useAsAuthority: "To verify it as a CA: --use ca",
  ownCertificateFirst:
    "Put the server's own certificate first, then that of its issuer, and so on.",
  cannotTrust: (path, reason) => `Cannot trust ${path}: ${reason}.`,

  trusting: (name, path) => `What makes this machine trust ${name} (${path})`,
  untrusting: (name, path) =>
    `What makes this machine forget ${name} (${path})`,
  stores: {
    system: "This system: curl, openssl, git, wget",
    keychain: "Your keychain: Safari, Chrome, curl",
    windows: "Your certificates: Edge, Chrome, curl",
    chromium: "Chromium and Chrome",
    firefox: "Firefox",
  },
  missingTool: (command) => `certutil is missing. Install it: ${command}`,
  performHint: (call) => `To have all of this done: ${call}`,
  trustWarning: (keyPath) =>
    `Whoever gets hold of ${keyPath} can then pretend to be any web site towards you. Take it back when you are done: wirelab cert untrust`,
  trusted: "trusted now",
  untrusted: "forgotten",
  wasNotTrusted: "was not trusted",
  notInstalled: (program) => `${program} is not installed`,
  commandFailed: (code) => `failed, with exit code ${code}`,
};

function list(words: readonly string[]): string {
  return words.length < 2
    ? words.join("")
    : `${words.slice(0, -1).join(", ")} and ${words.at(-1)}`;
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}

/** The certificate that all is about, or another one of its chain. */
function it(of: string | undefined): string {
  return of === undefined ? "it" : `the certificate of ${of}`;
}
