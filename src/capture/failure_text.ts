import type { Account, Bilingual } from "../failure.ts";
import { EN } from "./failure_text_en.ts";
import { ZH } from "./failure_text_zh.ts";

/** What is said of failures to capture, in one language. */
export interface FailureText {
  /** There is no such interface; the system has these. */
  noInterface(name: string, others: readonly string[]): Account;
  /** An interface is down; a call brings it up. */
  interfaceDown(name: string, call: string): Account;
  /** An interface is gone. */
  interfaceGone(name: string): Account;
  /** This process may open no packet socket. */
  readonly socketDenied: Account;
  /** The system opens no packet socket, for a reason of its own. */
  noSocket(reason: string): Account;
  /** The kernel has no packet sockets of the kind that is used here. */
  readonly oldKernel: Account;
  /** More ports than a filter holds. */
  manyPorts(count: number, most: number): Account;
  /** Deno may not call the system. */
  readonly noForeignFunctions: Account;
  /** There is no C library by any of these names. */
  noLibrary(names: readonly string[]): Account;
  /** There is no tcpdump. */
  readonly noTcpdump: Account;
  /** tcpdump may not capture, or ended at once, and perhaps said why. */
  tcpdumpRefused(name: string, said: string): Account;
  /** tcpdump ended by itself. */
  tcpdumpEnded(name: string, said: string): Account;
  /** A variable names no way to capture. */
  unknownMethod(
    method: string,
    variable: string,
    known: readonly string[],
  ): Account;
  /** The way that a variable names is barred. */
  methodBarred(method: string, variable: string, reason: string): Account;
  /**
   * Every way is barred, for these reasons. A command may help for one call,
   * another one for good; or another system.
   */
  allBarred(
    reasons: readonly string[],
    command: string | undefined,
    lasting: string | undefined,
    isLinux: boolean,
  ): Account;
  /** The part of a sentence that says what stands in the way. */
  clauseOf(message: string): string;

  /** Why a way is barred, in one clause without a full stop. */
  readonly reasons: {
    readonly noPacketSockets: string;
    readonly noNamespaces: string;
    readonly emptyNamespace: string;
    readonly ownNamespace: string;
    noNamespace(words: string): string;
    readonly apparmor: string;
    readonly namespacesOff: string;
    readonly namespacesNone: string;
    readonly noRun: string;
    readonly relay: string;
    readonly outOfBounds: string;
    readonly noNewPrivileges: string;
  };
}

/** What is said of failures to capture. */
export const TEXTS: Bilingual<FailureText> = { en: EN, zh: ZH };
