import type { Account, Bilingual } from "../../failure.ts";
import { EN } from "./failure_text_en.ts";
import { ZH } from "./failure_text_zh.ts";

/** What an action of `wirelab cert` does, where a sentence names it. */
export type Task = "show" | "sign" | "verify" | "encrypt" | "decrypt";

/** What is said of calls of `wirelab cert` that fail, in one language. */
export interface FailureText {
  // Arguments and files

  /** An action lacks its file; `example` names one. */
  noFileNamed(task: Task, example: string): Account;
  /** Two things were to be read from standard input. */
  readonly sharedInput: Account;
  /** There is no such file. */
  missingFile(path: string): Account;
  /** There is no such file; it may be a host, which needs a port. */
  missingFileOrHost(argument: string): Account;
  /** A file is no server, which alone can be asked for a name. */
  fileForServer(argument: string): Account;
  /** Something else stands where a certificate should. */
  noCertificate(name: string, label: string): Account;
  /** A certificate is damaged. */
  damagedCertificate(name: string, detail: string): Account;
  /** A file holds nothing that can be shown. */
  nothingToShow(name: string, label: string): Account;
  /** One file alone cannot be matched. */
  readonly twoFilesNeeded: Account;
  /** A file holds nothing that has a key. */
  nothingToMatch(name: string, label: string): Account;
  /** A client's certificate has no name. */
  readonly clientWithoutName: Account;

  // Passphrases and keys

  /** A new passphrase was typed differently too often. */
  passphraseDiffers(path: string, times: number): Account;
  /** There is no passphrase file. */
  noPassphraseFile(path: string): Account;
  /** A passphrase file is empty. */
  emptyPassphrase(name: string): Account;
  /** Nobody is there to type a passphrase. */
  cannotAsk(path: string): Account;
  /** A passphrase is too short. */
  shortPassphrase(least: number): Account;
  /** A passphrase is too long. */
  longPassphrase(mostBytes: number): Account;
  /** A passphrase was given for a key that stays plain. */
  readonly passphraseWithoutUse: Account;
  /** A key would be overwritten. */
  recodeInPlace(
    action: "encrypt" | "decrypt",
    path: string,
    word: string,
  ): Account;
  /** A key has a passphrase already; a call takes it off. */
  encryptedAlready(name: string, call: string): Account;
  /** A key has no passphrase. */
  plainAlready(name: string): Account;
  /** Deno cannot write a key of that kind. */
  cannotEncode(name: string, kind: string): Account;
  /** TLS takes no such key. */
  keyNotForTls(path: string, kind: string): Account;

  // Signing and trusting

  /** A request is not signed with its own key. */
  badRequest(name: string): Account;
  /** Of a CA only one of two files was named. */
  halfAuthority(option: string): Account;
  /** A CA cannot sign. */
  unfitAuthority(path: string, fault: string): Account;
  /** Why it cannot. */
  readonly authorityFaults: {
    readonly notAuthority: string;
    notItsKey(keyPath: string): string;
    expired(day: string): string;
  };
  /** There is no CA to sign with. */
  readonly noAuthorityToSign: Account;
  /** There is no CA to trust. */
  readonly noAuthorityToTrust: Account;
  /** The CA to trust was to come from standard input. */
  readonly authorityFromInput: Account;
  /** A certificate to trust is not that of a CA. */
  notAuthority(path: string): Account;
  /** Nothing is known of how this system trusts. */
  unknownSystem(path: string): Account;
  /** A user without a folder has no lists. */
  readonly noHome: Account;
  /** A command failed; these are to be run by somebody. */
  commandFailed(command: string, asRoot: boolean, all: string): Account;
}

/** What is said of calls of `wirelab cert` that fail. */
export const TEXTS: Bilingual<FailureText> = { en: EN, zh: ZH };
