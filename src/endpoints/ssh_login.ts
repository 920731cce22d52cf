import { createHash, timingSafeEqual } from "node:crypto";
import ssh2, { type AuthenticationContext } from "ssh2";
import { sshFingerprint } from "../bytes/ssh_fingerprint.ts";
import type { LoginReport } from "./ssh_events.ts";
import type { AuthorizedKey } from "./ssh_keys.ts";

/** Who may log in. */
export interface LoginPolicy {
  /** The only user; any if not given. */
  user?: string;
  /** The password; none is taken if not given. */
  password?: string;
  /** Keys that may log in. */
  authorizedKeys?: readonly AuthorizedKey[];
}

/** Wrong passwords on one connection, after which it is closed. */
const MAX_PASSWORDS = 6;
/** Refusals of any kind on one connection: a client may hold many keys. */
const MAX_REFUSALS = 30;

/** Decides who logs in on one connection. */
export class LoginGuard {
  readonly #policy: LoginPolicy;
  readonly #tell: (report: LoginReport) => void;
  #wrongPasswords = 0;
  #refusals = 0;
  #user: string | undefined;

  /**
   * @param policy Who may log in.
   * @param tell Hears of every attempt.
   */
  constructor(policy: LoginPolicy, tell: (report: LoginReport) => void) {
    this.#policy = policy;
    this.#tell = tell;
  }

  /** Who is logged in. */
  get user(): string | undefined {
    return this.#user;
  }

  /** Whether somebody was refused. */
  get hasRefused(): boolean {
    return this.#wrongPasswords > 0 || this.#refusals > 0;
  }

  /** Whether enough was refused to close the connection. */
  get isWornOut(): boolean {
    return this.#wrongPasswords >= MAX_PASSWORDS ||
      this.#refusals >= MAX_REFUSALS;
  }

  /** Decides on an attempt. */
  decide(attempt: AuthenticationContext): void {
    switch (attempt.method) {
      case "password":
        return this.#decidePassword(attempt);
      case "publickey":
        return this.#decideKey(attempt);
      default:
        // The first one of most clients, which only asks for the ways there are.
        attempt.reject(this.#methods);
    }
  }

  get #methods(): string[] {
    const { authorizedKeys = [], password } = this.#policy;
    return [
      ...authorizedKeys.length > 0 ? ["publickey"] : [],
      ...password === undefined ? [] : ["password"],
    ];
  }

  #decidePassword(attempt: AuthenticationContext): void {
    const { password } = this.#policy;
    // Both are compared whatever the first one says, in the same time.
    const isPassword = equal(attempt.password ?? "", password ?? "");
    const isUser = this.#isUser(attempt.username);
    const accepted = password !== undefined && isPassword && isUser;
    if (!accepted) this.#wrongPasswords++;
    this.#conclude(attempt, accepted);
  }

  #decideKey(attempt: AuthenticationContext): void {
    const { key, blob, signature } = attempt;
    if (
      !key || !this.#isUser(attempt.username) || !this.#isAuthorized(key.data)
    ) {
      this.#refusals++;
      return this.#conclude(attempt, false, key?.data);
    }
    // Without a signature it is the question whether this key would do.
    if (!signature || !blob) return attempt.accept();
    const parsed = [ssh2.utils.parseKey(key.data)].flat()[0];
    const accepted = !(parsed instanceof Error) &&
      parsed.verify(blob, signature, attempt.hashAlgo) === true;
    if (!accepted) this.#refusals++;
    this.#conclude(attempt, accepted, key.data);
  }

  #conclude(
    attempt: AuthenticationContext,
    accepted: boolean,
    key?: Uint8Array,
  ): void {
    const { username: user, method } = attempt;
    this.#tell({
      kind: "login",
      user,
      method,
      accepted,
      ...key && { fingerprint: sshFingerprint(key) },
    });
    if (!accepted) return attempt.reject(this.#methods);
    this.#user = user;
    attempt.accept();
  }

  #isUser(user: string): boolean {
    const { user: only } = this.#policy;
    return only === undefined || equal(user, only);
  }

  #isAuthorized(key: Uint8Array): boolean {
    const base64 = key.toBase64();
    const { authorizedKeys = [] } = this.#policy;
    return authorizedKeys.some((known) => known.base64 === base64);
  }
}

/** Compares two texts in a time that does not tell where they differ. */
function equal(a: string, b: string): boolean {
  const digest = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
