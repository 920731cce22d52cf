import type { Account, Bilingual } from "../failure.ts";
import { EN } from "./failure_text_en.ts";
import { ZH } from "./failure_text_zh.ts";

/** What is said of failures to record, read and explain, in one language. */
export interface FailureText {
  // Reading a capture

  /** Names standard input in a sentence. */
  readonly standardInput: string;
  /** A capture is empty. */
  emptyCapture(name: string): Account;
  /** The gzip compression of a capture is damaged. */
  badGzip(name: string): Account;
  /** A file is no capture. */
  noCapture(name: string): Account;
  /** A capture is damaged behind a packet. */
  damagedCapture(name: string, packet: number, reason: string): Account;
  /** A folder stands where a capture should. */
  captureFolder(path: string): Account;
  /** There is no such capture. */
  missingCapture(path: string): Account;
  /** This user may not read a capture. */
  lockedCapture(path: string): Account;
  /** A capture is at a place that Deno opens for nobody. */
  withheldCapture(path: string): Account;
  /** The system does not read a capture, or reads no further. */
  brokenCapture(name: string, reason: string): Account;
  /** All packets were cut off before the end of TCP's header. */
  cutPackets(path: string, packets: number): Account;
  /** Packets are of a link type that is not decoded. */
  unknownLink(path: string, packets: number, type: string): Account;
  /** No packet holds TCP. */
  withoutTcp(path: string, packets: number): Account;
  /** A capture holds fewer conversations. */
  noConversation(stream: number, held: number): Account;
  /** A filter cannot be read; `names` are the protocols beside tls. */
  badFilter(problem: string, names: readonly string[]): Account;
  /** Why it cannot. */
  readonly filterProblems: {
    unknownWord(word: string): string;
    noValue(word: string): string;
    noPort(text: string): string;
  };

  // Writing

  /** Names standard output as the place where something goes. */
  readonly toStandardOutput: string;
  /** A file exists. */
  exists(path: string): Account;
  /** Why a place cannot be written. */
  readonly unwritable: {
    noFolder(place: string): Account;
    notPermitted(place: string): Account;
    isFolder(place: string): Account;
    withheld(place: string): Account;
    other(place: string, reason: string): Account;
  };

  // Key logs

  /** A key log cannot be read; wirelab follows it while it is written. */
  cannotFollow(path: string, reason: string): Account;
  /** A key log cannot be read. */
  cannotReadKeyLog(path: string, reason: string): Account;
  /** Why a file cannot be read. */
  readonly reasons: {
    readonly isFolder: string;
    readonly missing: string;
    readonly unreadable: string;
    readonly notReadable: string;
  };
  /** A file is no key log. */
  noKeyLog(path: string): Account;

  // Running

  /** A program is not installed. */
  notInstalled(program: string): Account;
  /** A setting asks for it. */
  asked(setting: string): string;
  /** There are no packets to show, for a reason; a command may help. */
  noPackets(reason: string, command: string | undefined): Account;
  /** There are no packets to save. */
  nothingToSave(
    path: string,
    reason: string,
    command: string | undefined,
  ): Account;

  // Answers over HTTP

  /** An answer is none; the reason is known, or it is TLS. */
  noHttp(reason: string | undefined): Account;
  /** An answer is not whole. */
  shortAnswer(state: string): Account;
  /** Why it is not. */
  readonly shortBy: {
    readonly silence: string;
    length(bytes: number): string;
  };

  // Load

  /** Load on a server. */
  readonly load: {
    /** A server does not send back what it gets: it closes, or sends something else. */
    readonly noEcho: Readonly<
      Record<"closed" | "other", (place: string, port: number) => Account>
    >;
    /** An answer is cut off. */
    readonly cutOff: Account;
    /** A server that was asked without TLS speaks it. */
    readonly speaksTls: Account;
    /** What is wrong with an answer, behind a colon. */
    readonly faults: Readonly<Record<"not-http" | "too-long", string>>;
    /** How far it had come, behind the sentence. */
    answeredBefore(count: number): string;
    /** What to do where a server falls silent under load. */
    readonly slow: string;
    /** What to do where a connection breaks under load. */
    readonly broken: string;
  };
}

/** What is said of failures to record, read and explain. */
export const TEXTS: Bilingual<FailureText> = { en: EN, zh: ZH };
