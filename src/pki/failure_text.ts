import type { Account, Bilingual } from "../failure.ts";
import { EN } from "./failure_text_en.ts";
import { ZH } from "./failure_text_zh.ts";

/** What is said of failures of certificates, keys and their files, in one language. */
export interface FailureText {
  // A certificate and its key; `call` is a command that helps

  /** The key's certificate is in the file, but behind others. */
  notFirst(certPath: string, keyPath: string, place: number): Account;
  /** A key and a certificate do not belong together. */
  noMatch(certPath: string, keyPath: string, call: string): Account;
  /** TLS takes no such key. */
  keyNotForTls(path: string, kind: string): Account;
  /** TLS takes no certificate of that version. */
  oldVersion(path: string, version: number, call: string): Account;
  /** A server's certificate is that of a CA. */
  authorityAsServer(path: string, call: string): Account;
  /** A certificate has expired; there is a call where its owner signed it. */
  expired(path: string, day: string, call: string | undefined): Account;
  /** A certificate is not valid yet. */
  notYetValid(path: string, from: string, now: string): Account;

  // What a file holds

  /** There is no such file. */
  noFile(path: string): Account;
  /** A PEM block has no end. */
  cutOff(path: string, label: string): Account;
  /** A certificate is in DER. */
  derCertificate(path: string, call: string): Account;
  /** A key is in DER. */
  derKey(path: string, call: string): Account;
  /** A file is PKCS#7. */
  pkcs7(path: string, call: string): Account;
  /** A file is PKCS#12. */
  pkcs12(path: string, call: string): Account;
  /** A file is not PEM. */
  notPem(path: string): Account;
  /** A file is empty. */
  emptyFile(path: string): Account;
  /** A certificate cannot be read; it has a number where there are several. */
  unreadableCertificate(
    path: string,
    number: number | undefined,
    call: string,
  ): Account;
  /** A key stands where a certificate should. */
  keyAsCertificate(path: string): Account;
  /** A request stands where a certificate should. */
  requestAsCertificate(path: string, call: string): Account;
  /** Something else stands where a certificate should. */
  noCertificate(path: string, label: string): Account;
  /** A file of a CA holds no certificate. */
  noAuthority(path: string): Account;
  /** A key is encrypted. */
  encryptedKey(path: string, call: string): Account;
  /** A key is in a form of OpenSSH's. */
  openSshKey(path: string, call: string): Account;
  /** A key cannot be read. */
  unreadableKey(path: string, label: string, call: string): Account;
  /** A certificate stands where a key should. */
  certificateAsKey(path: string): Account;
  /** Something else stands where a key should. */
  noKey(path: string, label: string): Account;
  /** A passphrase is wrong. */
  wrongPassphrase(path: string): Account;
  /** An encrypted key is damaged. */
  damagedKey(path: string, label: string): Account;
  /** Nothing here undoes an encryption. */
  unknownEncryption(path: string, name: string, call: string): Account;
  /** Something else stands where a request should. */
  noRequest(path: string, label: string): Account;
  /** A request cannot be read. */
  unreadableRequest(path: string, label: string, call: string): Account;
  /** A host key cannot be read. */
  badHostKey(path: string): Account;

  // Reading and writing

  /** A file is too large. */
  tooLarge(path: string): Account;
  /** This user may not read a file; `call` makes it the user's, where that is right. */
  readRefused(path: string, call: string | undefined): Account;
  /** A file is at a place that Deno opens for nobody. */
  readWithheld(path: string): Account;
  /** A folder stands where a file should. */
  readFolder(path: string): Account;
  /** A path leads through a file. */
  readThroughFile(path: string): Account;
  /** The system cannot read a file, for a reason of its own. */
  unreadable(path: string, reason: string): Account;
  /** This user may not write a file. */
  writeRefused(path: string): Account;
  /** The system cannot write a file, for a reason of its own. */
  unwritable(path: string, reason: string): Account;
  /** A file exists. */
  exists(path: string): Account;
  /** The hint where the hosts of a certificate name the file that exists. */
  readonly otherHosts: string;
  /** Two things were to go into one file. */
  twoThings(path: string): Account;
  /** The hint where the user names the file to write. */
  readonly nameWritable: string;
  /** A host key cannot be remembered. */
  cannotRemember(path: string): Account;
  /** There is no folder for certificates, since a variable is not set. */
  noFolder(variable: string): Account;

  // wirelab's own CA

  /** A file of the CA cannot be used: the sentence alone. */
  unfit(path: string, problem: string): string;
  /** What can be wrong with it. */
  readonly problems: {
    readonly notAuthority: string;
    readonly empty: string;
    notItsKey(keyPath: string): string;
    keyMissing(keyPath: string): string;
    keyEmpty(keyPath: string): string;
    keyMissingToSign(keyPath: string): string;
    notSignedBy(caPath: string): string;
    validOnly(from: string, to: string): string;
  };
  /** The hint where its files may be made again. */
  renewHint(directory: string): string;
  /** The hint where a new CA may take its place. */
  readonly newAuthorityHint: string;
  /** A CA cannot sign: the sentence alone. */
  cannotSign(path: string): string;

  // Names and subjects

  /** A text is no name for a certificate. */
  badName(text: string, problem: string): Account;
  /** Why it is none. */
  readonly nameProblems: {
    readonly largeNumber: string;
    readonly noIpv6: string;
    readonly url: string;
    readonly port: string;
    readonly noHostName: string;
  };
  /** A text is no subject; a shell may have taken it for a path. */
  badSubject(text: string, problem: string, isPath: boolean): Account;
  /** Why it is none. */
  readonly subjectProblems: {
    readonly noSlash: string;
    readonly empty: string;
    noEquals(part: string): string;
    noValue(name: string): string;
    unknown(name: string): string;
    readonly country: string;
    longCommonName(limit: number): string;
    ascii(name: string): string;
  };
}

/** What is said of failures of certificates, keys and their files. */
export const TEXTS: Bilingual<FailureText> = { en: EN, zh: ZH };
