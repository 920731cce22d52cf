/** Languages that failures are told in. */
export type Language = "en" | "zh";

/** Something in every language. */
export type Bilingual<T = string> = Readonly<Record<Language, T>>;

/** What went wrong, told apart as far as a user would act differently. */
export type FailureKind =
  | "usage"
  | "bad-file"
  | "permission"
  | "port-in-use"
  | "unavailable"
  | "name-not-found"
  | "refused"
  | "timed-out"
  | "closed-early"
  | "tls-untrusted"
  | "tls-wrong-name"
  | "tls-expired"
  | "tls-no-common-version"
  | "tls-failed"
  | "host-key-changed"
  | "login-refused"
  | "ssh-failed";

/** What is said of a failure, in one language. */
export interface Account {
  /** One sentence; in English in the form "Cannot <action>: <current state>." */
  readonly message: string;
  /** What to do about it, in one sentence. */
  readonly hint?: string;
}

/** Options of a {@linkcode Failure}. */
export interface FailureOptions extends ErrorOptions {
  /** What to do about it, in one sentence. */
  hint?: string;
}

/**
 * An end that the user can do something about: one sentence, one hint, and a
 * kind that decides the exit code.
 *
 * Its message is English, for logs and for JSON, which are the same in every
 * language. Everything else that is thrown is a fault of this program.
 */
export class Failure extends Error {
  /** Name of the class. */
  override readonly name = "Failure";
  /** What went wrong. */
  readonly kind: FailureKind;
  /** What to do about it, in one sentence of English. */
  readonly hint: string | undefined;
  readonly #accounts: Bilingual<Account>;

  /**
   * Tells what could not be done.
   *
   * @param kind What went wrong.
   * @param message One sentence, in the form "Cannot <action>: <current state>.",
   * or what is said in every language.
   * @param options The hint, where the sentence stands alone, and the error behind it.
   */
  constructor(
    kind: FailureKind,
    message: string | Bilingual<Account>,
    options: FailureOptions = {},
  ) {
    const { hint, ...rest } = options;
    const accounts = typeof message === "string"
      ? same({ message, hint })
      : message;
    super(accounts.en.message, rest);
    this.kind = kind;
    this.hint = accounts.en.hint;
    this.#accounts = accounts;
  }

  /** What is said of it in a language; English where there is nothing else. */
  in(language: Language): Account {
    return this.#accounts[language];
  }

  /** The same failure with another hint, and this one as its cause. */
  withHint(hint: Bilingual): Failure {
    const accounts = inEvery(this.#accounts, ({ message }, language) => ({
      message,
      hint: hint[language],
    }));
    return new Failure(this.kind, accounts, { cause: this });
  }
}

/**
 * Says the same thing in every language.
 *
 * @param texts What each language has.
 * @param say Says it from what one of them has.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { inEvery } from "./failure.ts";
 *
 * const texts = {
 *   en: { full: (path: string) => `${path} is full` },
 *   zh: { full: (path: string) => `${path} 已满` },
 * };
 * assertEquals(inEvery(texts, (text) => text.full("disk")), {
 *   en: "disk is full",
 *   zh: "disk 已满",
 * });
 * ```
 */
export function inEvery<Text, T>(
  texts: Bilingual<Text>,
  say: (text: Text, language: Language) => T,
): Bilingual<T> {
  return { en: say(texts.en, "en"), zh: say(texts.zh, "zh") };
}

function same<T>(value: T): Bilingual<T> {
  return { en: value, zh: value };
}
