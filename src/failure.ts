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

/** Options of a {@linkcode Failure}. */
export interface FailureOptions extends ErrorOptions {
  /** What to do about it, in one sentence. */
  hint?: string;
}

/**
 * An end that the user can do something about: one sentence, one hint, and a
 * kind that decides the exit code.
 *
 * Everything else that is thrown is a fault of this program.
 */
export class Failure extends Error {
  /** Name of the class. */
  override readonly name = "Failure";
  /** What went wrong. */
  readonly kind: FailureKind;
  /** What to do about it, in one sentence. */
  readonly hint: string | undefined;

  /**
   * Tells what could not be done.
   *
   * @param kind What went wrong.
   * @param message One sentence, in the form "Cannot <action>: <current state>".
   * @param options The hint, and the error behind it.
   */
  constructor(
    kind: FailureKind,
    message: string,
    options: FailureOptions = {},
  ) {
    super(message, options);
    this.kind = kind;
    this.hint = options.hint;
  }
}
