import type { Arguments, Option } from "./options.ts";
import type { Terminal } from "./terminal.ts";

/** Groups of modes on the help screen, in their order there. */
export const CATEGORIES = [
  "See it happen",
  "Run one end",
  "Packets",
  "Tools",
] as const;

/** A group of modes. */
export type Category = typeof CATEGORIES[number];

/** What one mode is called with. */
export interface Call {
  /** Arguments after the mode, read against its options. */
  readonly args: Arguments;
  /** Where it writes. */
  readonly terminal: Terminal;
}

/** What a call can ask for: what it takes, says and does. */
export interface Command {
  /** The word that it is called by. */
  readonly name: string;
  /** One phrase on what it does. */
  readonly summary: string;
  /** What stands after the word, for example `[PORT] [OPTIONS]`. */
  readonly usage: string;
  /** How many arguments may stand that are no options. */
  readonly positionals: number;
  /** Words that the first of them is one of, where they are fixed. */
  readonly words?: readonly string[];
  /** Its options, in the order of its help. */
  readonly options: readonly Option[];
  /** Calls that work as they stand, each with what it does. */
  readonly examples: readonly {
    readonly call: string;
    readonly does: string;
  }[];
  /**
   * Does it.
   *
   * @returns The exit code.
   * @throws {Failure} If it cannot.
   */
  run(call: Call): Promise<number>;
}

/** One of the things that a mode does, called by the word after the mode. */
export interface Action extends Command {
  /** The call of another program that it takes the place of. */
  readonly replaces: string;
}

/** A word that wirelab is called with. */
export interface Mode extends Command {
  /** Where it stands on the help screen. */
  readonly category: Category;
  /**
   * Its actions, where the word after it names one; each has its own options.
   * Such a mode runs, itself, only where no action is named.
   */
  readonly actions?: readonly Action[];
}

/** Options that every mode and every action takes. */
export const COMMON_OPTIONS: readonly Option[] = [
  { name: "help", short: "h", summary: "show this help" },
  {
    name: "lang",
    value: "LANG",
    choices: ["en", "zh"],
    summary: "language; LC_ALL, LC_MESSAGES or LANG by default",
  },
  { name: "no-color", summary: "no colours (NO_COLOR does the same)" },
];
