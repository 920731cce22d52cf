import { type Account, type Bilingual, Failure, inEvery } from "../failure.ts";
import { EN } from "./failure_text_en.ts";
import { ZH } from "./failure_text_zh.ts";

/** Why an option is refused, and what to write instead. */
export interface Refusal {
  /** The end of a sentence: `Cannot use --x: <reason>.` */
  readonly reason: string;
  /** What to do instead. */
  readonly hint: string;
}

/** What is said of calls that cannot be meant, and of their files, in one language. */
export interface FailureText {
  // Modes, options and values

  /** There is no such mode; `call` is what was probably meant. */
  unknownMode(word: string, call: string | undefined): Account;
  /** A mode has no such action. */
  unknownAction(mode: string, word: string, call: string | undefined): Account;
  /** Options stand before the mode. */
  optionsBeforeMode(mode: string): Account;
  /** Options stand before the action of a mode. */
  optionsBeforeAction(mode: string, action: string): Account;
  /** There is no such option; `meant` is one that there is. */
  unknownOption(argument: string, meant: string | undefined): Account;
  /** A port was given by an option, and stands without one. */
  portAsOption(argument: string, usage: string): Account;
  /** An option is refused, for a reason. */
  refused(name: string, refusal: Refusal): Account;
  /** Reasons to refuse an option. */
  readonly refusals: {
    readonly ciphers: Refusal;
    readonly passphrase: Refusal;
  };
  /** A switch was given a value. */
  switchWithValue(name: string): Account;
  /** An option lacks its value. */
  missingValue(name: string, placeholder: string, example: string): Account;
  /** An option was given more than once. */
  repeated(name: string, times: number): Account;
  /** A value is none of those that an option takes. */
  noChoice(
    name: string,
    value: string,
    choices: readonly string[],
    meant: string,
  ): Account;
  /** Two options contradict each other. */
  contradiction(name: string, other: string): Account;
  /** Nothing takes an argument. */
  surplusArgument(argument: string): Account;
  /** A mode that does one thing at a time was called with two. */
  oneAtATime(mode: string, first: string, second: string): Account;
  /** A value is no number, or out of bounds; there may be no upper one. */
  noNumber(
    name: string,
    text: string,
    min: number,
    max: number | undefined,
  ): Account;
  /** A value is no whole number. */
  noWholeNumber(name: string, value: number): Account;
  /** A text is no port; `host` is what it names instead, if it looks so. */
  noPort(text: string, host?: string): Account;
  /** A client cannot connect to port 0. */
  readonly noTargetPort: Account;
  /** The host of `--host` has a port behind it. */
  portInHost(text: string, host: string, port: string): Account;
  /** A list of application protocols holds no name, or one that is too long. */
  noAlpn(list: string): Account;
  /** This is no name that a client could ask a server for. */
  noServerName(name: string): Account;

  // Demos, captures and shells

  /** There is no such demo; `call` is what was probably meant. */
  unknownDemo(
    word: string,
    call: string | undefined,
    names: readonly string[],
  ): Account;
  /** A demo has one client only. */
  readonly oneClientOnly: Account;
  /** Several demos were to go into one file. */
  demosInOneFile(count: number, option: string, path: string): Account;
  /** A demo records no packets, which an option is about. */
  demoWithoutPackets(option: string): Account;
  /** There is no file to explain. */
  readonly nothingToExplain: Account;
  /** There is no file to capture to. */
  readonly nowhereToCapture: Account;
  /** Standard output cannot take both a capture and its explanation. */
  readonly captureAndLive: Account;
  /** Standard output cannot take two things. */
  readonly twoToStandardOutput: Account;
  /** A capture is no text for a terminal. */
  readonly captureToTerminal: Account;
  /** A capture would overwrite its key log. */
  captureToKeyLog(path: string): Account;
  /** Ports were named together with `--all`. */
  readonly allAndPort: Account;
  /** Port 0 is on no packet. */
  readonly capturePortZero: Account;
  /** There is no such shell. */
  readonly unknownShell: Account;

  // Load

  /** Nothing of that name can be loaded; `call` is what was probably meant. */
  unknownBench(
    word: string | undefined,
    call: string | undefined,
    names: readonly string[],
  ): Account;
  /** An option is of other loads only. */
  optionOfOtherBench(option: string, name: string, other: string): Account;
  /** A host was named, and no port. */
  loadWithoutPort(name: string): Account;
  /** A server is not on this machine, and nobody said that this is meant. */
  remoteLoad(host: string): Account;
  /** A path cannot stand in a request. */
  noPath(text: string): Account;

  // Endpoints

  /** A host was named twice. */
  hostTwice(url: string): Account;
  /** A text is no URL of HTTP. */
  noHttpAddress(text: string, example: string): Account;
  /** A URL holds a user's name or password. */
  readonly secretInAddress: Account;
  /** A text is no header. */
  readonly noHeader: Account;
  /** A key was given, and no certificate. */
  readonly keyWithoutCertificate: Account;
  /** A CA for clients was given, and they are asked for nothing. */
  readonly authorityWithoutClients: Account;
  /** A certificate was given, and a fault that needs another one. */
  certificateAndFault(fault: string): Account;
  /** No TLS here can do both; `name` is a name to connect by instead, if that helps. */
  keyLogAnd(option: string, name?: string): Account;
  /** There is no file with the certificate of an authority. */
  noAuthorityFile(path: string): Account;
  /** A file holds no certificate of an authority. */
  noAuthority(path: string): Account;
  /** An argument of `ssh-client` stands in the wrong place. */
  hostBeforePort(argument: string): Account;
  /** Nobody is named who could log in. */
  noUser(host: string): Account;
  /** There is no file with a private key of SSH. */
  noIdentity(path: string): Account;
  /** A private key of SSH cannot be used; no reason is known where the passphrase is wrong. */
  badIdentity(path: string, reason: string | undefined): Account;
  /** There is no file with public keys of SSH. */
  noPublicKeyFile(path: string): Account;
  /** A file holds no public key of SSH. */
  noPublicKey(path: string): Account;

  // Output, passwords and key logs

  /** Standard output takes no more. */
  noOutput(reason: string): Account;

  /** There is no password file. */
  noPasswordFile(path: string): Account;
  /** A password file is empty; none means standard input. */
  emptyPassword(path: string | undefined): Account;
  /** Nobody is there to type a password. */
  cannotAskPassword(option: string, keyPath?: string): Account;
  /** Why a key log cannot be written. */
  readonly keyLog: {
    notPermitted(path: string): Account;
    noFolder(path: string): Account;
    noFile(path: string): Account;
  };
}

/** What is said of calls that cannot be meant, and of their files. */
export const TEXTS: Bilingual<FailureText> = { en: EN, zh: ZH };

/**
 * Makes a failure of a call that cannot be meant.
 *
 * @param say What is said of it.
 */
export function usageFailure(say: (text: FailureText) => Account): Failure {
  return new Failure("usage", inEvery(TEXTS, say));
}
