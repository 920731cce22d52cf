import type { Language } from "../terminal.ts";
import type { Concern } from "./browser.ts";
import type { Problem } from "./check.ts";
import { EN } from "./text_en.ts";
import { ZH } from "./text_zh.ts";

/** What can be wrong with a certificate, or is worth knowing of it. */
export type Remark = Problem | Concern;

/** For each kind of remark, a function of what it carries. */
export type RemarkTexts = {
  readonly [K in Remark["kind"]]: (
    remark: Remark & { readonly kind: K },
  ) => string;
};

/** What `wirelab cert` says, in one language. */
export interface CertText {
  /** Makes a sentence of a clause. */
  sentence(clause: string): string;
  /** Joins words: `a, b and c`. */
  list(words: readonly string[]): string;
  /** What stands between words of a series, and between series. */
  separators: { readonly words: string; readonly series: string };
  /** A number of days. */
  days(count: number): string;

  // Passphrases

  /** Asks for the passphrase of a key. */
  passphraseOf(path: string): string;
  /** Asks for the passphrase that a key is to have. */
  newPassphraseFor(path: string): string;
  /** Asks for it again. */
  passphraseAgain: string;
  /** The two were not the same. */
  passphrasesDiffer: string;

  // What was made

  /** Heads the list of files. */
  made: string;
  /** Heads calls that use them. */
  next: string;
  /** Certificate of a CA. */
  madeAuthority(until: string): string;
  /** Its private key. */
  madeAuthorityKey: string;
  /** A certificate that the CA signed. */
  madeLeaf(names: string, until: string, days: string): string;
  /** A certificate that signed itself. */
  madeSelfSigned(names: string, until: string, days: string): string;
  /** A private key. */
  madeKey(kind: string): string;
  /** A private key with a passphrase. */
  madeEncryptedKey(kind: string): string;
  /** A private key that has no passphrase any more. */
  madePlainKey(kind: string): string;
  /** A request for a certificate. */
  madeRequest(names: string): string;
  /** The CA was there before. */
  keptAuthority(path: string): string;
  /** The CA that signed a request. */
  signedBy(path: string): string;
  /** The old CA is no more. */
  replacedAuthority: string;
  /** The CA does not live as long as was asked for. */
  cutShort(until: string): string;
  /** Longer than browsers like. */
  longValidity(days: number): string;
  /** Browsers do not take such a key. */
  keyNotForBrowsers: string;
  /** A request named no host but a common name, which was taken. */
  tookCommonName(name: string): string;
  /** A request named no host at all. */
  namesNobody: string;
  /** A request wanted to be a CA. */
  noAuthorityGranted: string;
  /** What one can do with what was made. */
  uses: {
    readonly server: string;
    readonly browser: string;
    readonly show: string;
    readonly sign: string;
    readonly request: string;
    readonly curl: string;
    readonly verify: string;
  };

  // Showing

  /** Labels of the rows of a certificate, a request or a key. */
  labels: {
    readonly names: string;
    readonly subject: string;
    readonly issuer: string;
    readonly valid: string;
    readonly key: string;
    readonly signature: string;
    readonly uses: string;
    readonly serial: string;
    readonly sha256: string;
    readonly publicKey: string;
  };
  /** Its owner signed it. */
  itself: string;
  /** No names. */
  noNames: string;
  /** A validity, from a moment to another, of so many days. */
  validity(from: string, to: string, days: string): string;
  /** How it stands with the time. */
  state: {
    valid(days: string): string;
    today: string;
    expired(days: string): string;
    notYet(days: string): string;
  };
  /** Uses of a key, by their names in the certificate. */
  keyUsages: Readonly<Record<string, string>>;
  /** Purposes of a certificate, by their names in it. */
  purposes: Readonly<Record<string, string>>;
  /** A CA, and how many CAs it may have below itself. */
  authority(pathLength: number | undefined): string;
  /** Nothing is said of uses. */
  anyUse: string;
  /** A request that is signed with its key, or is not. */
  requestSigned(isSigned: boolean): string;
  /** Kinds of what a file holds. */
  kinds: {
    readonly certificate: string;
    readonly request: string;
    readonly key: string;
    readonly encryptedKey: string;
    readonly publicKey: string;
    readonly authority: string;
  };
  /** Many certificates in one file. */
  manyCertificates(count: number): string;
  /** A list goes on with so many more. */
  more(count: number): string;
  /** What a server sent, and over what. */
  overTls(version: string, suite: string): string;
  /** What a server sent in a handshake that no TLS here could finish. */
  overHalf(version: string): string;
  /** Heads what a browser says. */
  browserOn(host: string): string;
  /** Heads what a browser says where no host is given. */
  browserOnNames(names: string): string;
  /** A browser opens the page. */
  opens: string;
  /** A browser warns, and lets its user go on. */
  warns: string;
  /** A browser refuses, and there is no way on. */
  refuses: string;
  /** Not asked, since it is a CA. */
  isAuthority: string;
  /** A CA that the browser does not trust, and the call that tells it. */
  notTold(call: string): string;
  /** Not asked, since it is for clients alone. */
  isForClients: string;
  /** Who trusts the end of a chain. */
  trustedBy: {
    readonly public: string;
    readonly system: string;
    readonly browser: string;
    readonly own: (path: string) => string;
    readonly file: (path: string) => string;
  };
  /** What is wrong, or worth knowing: a clause without a full stop. */
  remarks: RemarkTexts;
  /** What to do about it: a whole sentence, or nothing. */
  remedies: Partial<RemarkTexts>;

  // Matching and verifying

  /** Two files belong together. */
  together(a: string, b: string): string;
  /** Two files do not. */
  notTogether(a: string, b: string): string;
  /** The failure of two files that do not. */
  cannotMatch(a: string, b: string): string;
  /** Where in a file the certificate of a key stands, and where it should. */
  standsBehind(key: string, place: number, chain: string): string;
  /** What to do where no certificate is for a key. */
  readonly otherKey: string;
  /** The command that may show what wirelab cannot. */
  opensslMay(call: string): string;
  /** What is verified, for which host, as what. */
  verifying(path: string, host: string | undefined, use: string): string;
  /** Names of the questions. */
  checks: Readonly<Record<"chain" | "dates" | "names" | "uses", string>>;
  /** A question whose answer is yes. */
  passed: {
    dates(until: string, days: string): string;
    names(host: string): string;
    namesNotAsked: string;
    uses(use: string): string;
  };
  /** What a certificate can be used as. */
  useNames: Readonly<Record<"server" | "client" | "ca", string>>;
  /** The hint where a CA is verified as a server. */
  useAsAuthority: string;
  /** What to do where a server's certificate stands behind those of CAs. */
  ownCertificateFirst: string;
  /** Something is not: the first reason. */
  cannotTrust(path: string, reason: string): string;

  // Trust

  /** Heads what makes programs trust a CA. */
  trusting(name: string, path: string): string;
  /** Heads what makes them forget it. */
  untrusting(name: string, path: string): string;
  /** Names of the lists of trusted CAs. */
  stores: {
    readonly system: string;
    readonly keychain: string;
    readonly windows: string;
    readonly chromium: string;
    readonly firefox: string;
  };
  /** A program is missing, and so is installed. */
  missingTool(command: string): string;
  /** Say --install to perform it. */
  performHint(call: string): string;
  /** A danger to know of. */
  trustWarning(keyPath: string): string;
  /** A list trusts it now. */
  trusted: string;
  /** A list has forgotten it. */
  untrusted: string;
  /** It was not on the list. */
  wasNotTrusted: string;
  /** A program is not installed. */
  notInstalled(program: string): string;
  /** A command failed. */
  commandFailed(code: number): string;
}

const TEXTS: Readonly<Record<Language, CertText>> = { en: EN, zh: ZH };

/** What `wirelab cert` says in a language. */
export function certText(language: Language): CertText {
  return TEXTS[language];
}
