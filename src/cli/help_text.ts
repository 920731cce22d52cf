import type { FailureKind } from "../failure.ts";
import type { OtherEnd } from "./exit_codes.ts";
import { EN } from "./help_text_en.ts";
import { ZH } from "./help_text_zh.ts";
import type { Category, Command } from "./mode.ts";
import type { Option } from "./options.ts";
import type { Language } from "./terminal.ts";

/** Calls that the first screen begins with. */
export const FIRST_CALLS = [
  "wirelab demo tcp",
  "wirelab demo tls",
  "wirelab tls-server 8443",
  "wirelab tls-client 8443",
] as const;

/** What help says of one command, in one language. */
export interface CommandText {
  /** One phrase on what it does. */
  readonly summary: string;
  /** What stands after the word, where it holds words of a language. */
  readonly usage?: string;
  /** The call that an action takes the place of, where it holds such words. */
  readonly replaces?: string;
  /** One phrase on each option, by its name. */
  readonly options: Readonly<Record<string, string>>;
  /** What each example does, by its call. */
  readonly examples: Readonly<Record<string, string>>;
}

/** What the help screens say, in one language. */
export interface HelpText {
  /** What wirelab does, in one phrase. */
  readonly tagline: string;
  /** Heads the calls of the first screen. */
  readonly try: string;
  /** What those calls do. */
  readonly firstCalls: Readonly<Record<typeof FIRST_CALLS[number], string>>;
  /** Heads of the groups of modes. */
  readonly categories: Readonly<Record<Category, string>>;
  /** The last lines of the first screen. */
  readonly more: readonly string[];
  /** Heads the examples of a command. */
  readonly examples: string;
  /** Heads the actions of a mode. */
  readonly actions: string;
  /** Where the options of an action are. */
  actionHelp(mode: string): string;
  /** Heads the call that an action takes the place of. */
  readonly inPlaceOf: string;
  /** Heads the options of a command. */
  readonly options: string;
  /** Follows what an option does: the values that it takes. */
  oneOf(choices: readonly string[]): string;
  /** Stands above the trace of an error that no user has made. */
  readonly ownFault: string;
  /** What stands in place of the English of commands and exit codes. */
  readonly translation?: Translation;
}

/**
 * What help says of commands and exit codes in a language other than English,
 * which they speak by themselves, beside what they do.
 */
export interface Translation {
  /** What each exit code means. */
  readonly ends: Readonly<Record<FailureKind | OtherEnd, string>>;
  /** Options that every command takes, by their names. */
  readonly commonOptions: Readonly<Record<string, string>>;
  /** Commands by the words that call them: `demo`, `cert init`. */
  readonly commands: Readonly<Record<string, CommandText>>;
}

const TEXTS: Readonly<Record<Language, HelpText>> = { en: EN, zh: ZH };

/** What the help screens say in a language. */
export function helpText(language: Language): HelpText {
  return TEXTS[language];
}

/**
 * Puts a command into a language; what that lacks stays in English.
 *
 * @param path Words that call it, after `wirelab`.
 * @param command The command, in English.
 * @param translation What the language has, if it is not English.
 */
export function translate<C extends Command>(
  path: string,
  command: C,
  translation: Translation | undefined,
): C {
  const own = translation?.commands[path];
  if (own === undefined) return command;
  return {
    ...command,
    ...own.replaces === undefined ? {} : { replaces: own.replaces },
    usage: own.usage ?? command.usage,
    summary: own.summary,
    options: translateOptions(command.options, own.options),
    examples: command.examples.map(({ call, does }) => ({
      call,
      does: own.examples[call] ?? does,
    })),
  };
}

/** Puts options into a language. */
export function translateOptions(
  options: readonly Option[],
  texts: Readonly<Record<string, string>> = {},
): readonly Option[] {
  return options.map((option) => ({
    ...option,
    summary: texts[option.name] ?? option.summary,
  }));
}
