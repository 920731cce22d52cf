import { parseArgs } from "@std/cli/parse-args";
import { shellWord } from "../bytes/shell_word.ts";
import { bareHost, isIpAddress } from "../endpoints/address.ts";
import { type Bilingual, Failure, inEvery } from "../failure.ts";
import { type Refusal, TEXTS, usageFailure } from "./failure_text.ts";
import { nearest } from "./suggest.ts";

/** An option of a mode: `--host ADDRESS`, `--json`. */
export interface Option {
  /** Name without the dashes. */
  readonly name: string;
  /** Placeholder of its value in capitals; an option without one is a switch. */
  readonly value?: string;
  /** One letter that stands for the name. */
  readonly short?: string;
  /** One phrase on what it does. */
  readonly summary: string;
  /** Values that are accepted; anything if not given. */
  readonly choices?: readonly string[];
  /** Whether it may be given more than once. */
  readonly repeat?: boolean;
  /** Names of options that contradict this one. */
  readonly conflicts?: readonly string[];
  /** Why it is refused: for an option that other programs have, so that it is missed here. */
  readonly refused?: Bilingual<Refusal>;
}

/** What a call takes beside its options. */
export interface Limits {
  /** How many arguments may stand that are no options. */
  readonly positionals: number;
  /** How it is called, where one of them is a port: `wirelab demo [NAME] [PORT]`. */
  readonly portUsage?: string;
  /** The word that it is called by, and those of which it takes one. */
  readonly choice?: { readonly of: string; readonly words: readonly string[] };
}

/** Bounds of a number on the command line. */
export interface NumberOptions {
  /** Smallest value accepted. */
  min?: number;
  /** Largest value accepted. */
  max?: number;
}

/** Arguments of one call, read against the options of its mode. */
export class Arguments {
  /** Arguments that are no options, in order. */
  readonly positionals: readonly string[];
  /** All arguments as they were given, options too. */
  readonly given: readonly string[];
  readonly #values: ReadonlyMap<string, readonly string[]>;

  constructor(
    positionals: readonly string[],
    values: ReadonlyMap<string, readonly string[]>,
    given: readonly string[] = [],
  ) {
    this.positionals = positionals;
    this.given = given;
    this.#values = values;
  }

  /** Whether an option was given. */
  has(name: string): boolean {
    return this.#values.has(name);
  }

  /** The value of an option, the last one where it was given more than once. */
  text(name: string): string | undefined {
    return this.#values.get(name)?.at(-1);
  }

  /** All values of an option that may be repeated. */
  all(name: string): readonly string[] {
    return this.#values.get(name) ?? [];
  }

  /**
   * The value of an option as a number, decimals allowed.
   *
   * @throws {Failure} `usage`, if it is no number or out of bounds.
   */
  number(name: string, options: NumberOptions = {}): number | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    // Not 1e3 nor 0x10, which nobody means by a number of days.
    const value = /^-?(\d+(\.\d*)?|\.\d+)$/.test(text) ? Number(text) : NaN;
    const { min = 0, max = Number.MAX_SAFE_INTEGER } = options;
    if (
      Number.isNaN(value) || value < min || value > max
    ) {
      const highest = max === Number.MAX_SAFE_INTEGER ? undefined : max;
      throw usageFailure((words) => words.noNumber(name, text, min, highest));
    }
    return value;
  }

  /**
   * The value of an option as a whole number.
   *
   * @throws {Failure} `usage`, if it is no whole number or out of bounds.
   */
  integer(name: string, options: NumberOptions = {}): number | undefined {
    const value = this.number(name, options);
    if (value !== undefined && !Number.isInteger(value)) {
      throw usageFailure((text) => text.noWholeNumber(name, value));
    }
    return value;
  }

  /**
   * The port among the arguments that are no options.
   *
   * @param index Where it stands; the first by default.
   * @throws {Failure} `usage`, if it is no number from 0 to 65535.
   */
  port(index = 0): number | undefined {
    const text = this.positionals[index];
    return text === undefined ? undefined : parsePort(text);
  }
}

/**
 * Reads a port number.
 *
 * @throws {Failure} `usage`, if it is no number from 0 to 65535.
 */
export function parsePort(text: string): number {
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65_535) {
    throw usageFailure((words) => words.noPort(shellWord(text)));
  }
  return port;
}

/** Finds the host in what stands where a port should: `localhost:8080`. */
export function hostIn(text: string): string | undefined {
  const host = text.replace(/(?<=^[^:]+|\]):\d*$/, "");
  const isHost = isIpAddress(bareHost(host)) || /^[a-z][\w.-]*$/i.test(host);
  return isHost ? host : undefined;
}

/**
 * Reads the arguments of a call against the options that its mode has.
 *
 * @param args Arguments after the mode.
 * @param options Options of the mode.
 * @param limits What stands beside them.
 * @throws {Failure} `usage`, for an unknown option, a missing or unknown value,
 * a contradiction, or a surplus argument.
 */
export function parseArguments(
  args: readonly string[],
  options: readonly Option[],
  limits: Limits,
): Arguments {
  const parsed = parseArgs(joinValues(args, options, limits), {
    boolean: options.filter((option) => !option.value).map((option) =>
      option.name
    ),
    string: [
      "_",
      ...options.filter((option) => option.value).map((option) => option.name),
    ],
    collect: options.map((option) => option.name),
    alias: Object.fromEntries(
      options.flatMap((option) =>
        option.short ? [[option.short, option.name]] : []
      ),
    ),
    unknown: (argument, key) =>
      key === undefined || unknownOption(argument, options, limits),
  });
  const values = new Map<string, readonly string[]>();
  for (const option of options) {
    const given = [parsed[option.name] ?? []].flat().filter((value) =>
      value !== false
    );
    if (given.length === 0) continue;
    values.set(option.name, given.map(String));
    checkValues(option, given.map(String));
  }
  for (const option of options) {
    const other = option.conflicts?.find((name) =>
      values.has(option.name) && values.has(name)
    );
    if (other) {
      throw usageFailure((text) => text.contradiction(option.name, other));
    }
  }
  const positionals = parsed._.map(String);
  checkPositionals(positionals, options, limits);
  return new Arguments(positionals, values, args);
}

/**
 * Writes each option with its value as `--name=value`, the one form that leaves
 * `parseArgs` nothing to guess: it would take an empty value, or `-`, for an
 * argument of its own.
 */
function joinValues(
  args: readonly string[],
  options: readonly Option[],
  limits: Limits,
): string[] {
  const joined: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const argument = args[i];
    if (argument === "--") return [...joined, ...args.slice(i)];
    if (/^--_(=|$)/.test(argument)) unknownOption(argument, options, limits);
    const option = options.find((option) =>
      argument === `--${option.name}` ||
      option.short !== undefined && argument === `-${option.short}` ||
      argument.startsWith(`--${option.name}=`)
    );
    if (option?.refused) throw refusalOf(option.name, option.refused);
    const hasValue = argument.includes("=");
    if (option && !option.value && hasValue) throw surplusValue(option);
    if (!option?.value || hasValue) {
      joined.push(argument);
      continue;
    }
    const value = args[++i];
    if (value === undefined || /^-./.test(value)) throw missingValue(option);
    joined.push(`--${option.name}=${value}`);
  }
  return joined;
}

/** Says why an option is refused, and never what its value was. */
function refusalOf(name: string, refusal: Bilingual<Refusal>): Failure {
  return new Failure(
    "usage",
    inEvery(TEXTS, (text, language) => text.refused(name, refusal[language])),
  );
}

function surplusValue(option: Option): Failure {
  return usageFailure((text) => text.switchWithValue(option.name));
}

function missingValue(option: Option): Failure {
  const { name, value = "VALUE", choices } = option;
  const example = choices?.[0] ?? value;
  return usageFailure((text) => text.missingValue(name, value, example));
}

function checkValues(option: Option, given: readonly string[]): void {
  if (!option.value) return;
  if (given.length > 1 && !option.repeat) {
    throw usageFailure((text) => text.repeated(option.name, given.length));
  }
  for (const value of given) {
    if (value === "" && option.name !== "message") throw missingValue(option);
    if (option.choices && !option.choices.includes(value)) {
      const { name, choices } = option;
      const meant = nearest(value, choices) ?? choices[0];
      throw usageFailure((text) => text.noChoice(name, value, choices, meant));
    }
  }
}

function checkPositionals(
  given: readonly string[],
  options: readonly Option[],
  { positionals, portUsage, choice }: Limits,
): void {
  const [first, second] = given;
  if (choice?.words.includes(first) && choice.words.includes(second)) {
    throw usageFailure((text) => text.oneAtATime(choice.of, first, second));
  }
  const surplus = given[positionals];
  if (surplus === undefined) return;
  const beforeIt = given[positionals - 1] ?? "";
  const host = hostIn(beforeIt);
  const takesHost = portUsage !== undefined &&
    options.some(({ name }) => name === "host");
  if (takesHost && host !== undefined && /^\d+$/.test(surplus)) {
    throw usageFailure((text) => text.noPort(beforeIt, host));
  }
  throw usageFailure((text) => text.surplusArgument(shellWord(surplus)));
}

function unknownOption(
  argument: string,
  options: readonly Option[],
  { portUsage }: Limits,
): never {
  const name = argument.replace(/^-+/, "").replace(/=.*$/, "");
  const offered = options.filter((option) => !option.refused);
  // One letter is near to none and to all: only its other case is meant.
  const ofLetter = offered.find(({ short }) =>
    short?.toLowerCase() === name.toLowerCase()
  );
  const meant = ofLetter?.name ??
    nearest(name, offered.map((option) => option.name));
  const given = argument.replace(/=.*$/, "");
  if (portUsage !== undefined && /^(--port|-p)$/.test(given)) {
    throw usageFailure((text) => text.portAsOption(given, portUsage));
  }
  throw usageFailure((text) => text.unknownOption(given, meant));
}
