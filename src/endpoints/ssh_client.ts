/**
 * The client's end of SSH: who the server is, a login, and one session.
 *
 * It loads `ssh2`, and so is imported by itself, where it is needed.
 *
 * @module
 */
import ssh2, {
  type AuthenticationAttempt,
  type Client,
  type ClientChannel,
  type ParsedKey,
} from "ssh2";
import { sshFingerprint } from "../bytes/ssh_fingerprint.ts";
import { type Bilingual, inEvery } from "../failure.ts";
import type { Address } from "./address.ts";
import { GivenUp } from "./cause.ts";
import { type ConnectOptions, openTcp } from "./connect.ts";
import { Deadline } from "./deadline.ts";
import { TEXTS } from "./failure_text.ts";
import { type Link, linkOf } from "./link.ts";
import { CLIENT_KEY_EXCHANGES } from "./ssh_algorithms.ts";
import { SshChannelStream } from "./ssh_channel.ts";
import type { SshReport } from "./ssh_events.ts";
import { typeOf } from "./ssh_keys.ts";
import {
  IDENT,
  negotiatedOf,
  sshFailure,
  SshTransport,
} from "./ssh_transport.ts";

export { type KeyReading, readPrivateKey } from "./ssh_keys.ts";

/** What a client makes of the key that a server shows. */
export type Judgment =
  | { readonly kind: "known" }
  /** The first one; from now on a file remembers it. */
  | { readonly kind: "new"; readonly remembered: string }
  /** Another one than before, which stands in a line of a file. */
  | {
    readonly kind: "changed";
    readonly fingerprint: string;
    readonly path: string;
    readonly line: number;
  };

/** What an SSH client logs in with, and what it wants. */
export interface ConnectSshOptions extends ConnectOptions {
  /** Name of the user. */
  user: string;
  /** Keys to log in with. */
  keys?: readonly ParsedKey[];
  /**
   * Gives the password, where the server takes one.
   *
   * @param attempt How often it was asked for before.
   * @returns Nothing if there is none, or no other one.
   */
  password?: (attempt: number) => Promise<string | undefined>;
  /** Kinds of the server's keys that are known, so that it shows one of those. */
  knownTypes?: readonly string[];
  /** Judges the server's key, before anything is said to it. */
  judge: (type: string, publicKey: Uint8Array) => Promise<Judgment>;
  /** Command to have run; a shell if not given. */
  command?: string;
  /** Hears what comes on standard error. */
  onStderr?: (bytes: Uint8Array) => void;
}

/** Kinds of host keys, the preferred one first. */
const HOST_KEY_TYPES: readonly string[] = [
  "ssh-ed25519",
  "ecdsa-sha2-nistp256",
  "ecdsa-sha2-nistp384",
  "ecdsa-sha2-nistp521",
  "rsa-sha2-512",
  "rsa-sha2-256",
];

/**
 * Connects for SSH. The handshake, the login and the session are the caller's
 * to complete, as the handshake of the link.
 *
 * @param target Where to.
 * @param options Who logs in, how, and what for.
 * @throws What Deno throws; `causeOf` tells why.
 */
export async function connectSsh(
  target: Address,
  options: ConnectSshOptions,
): Promise<Link> {
  const connection = await openTcp(target, options);
  const login = new SshLogin(connection, options);
  return {
    ...linkOf(connection),
    stream: login.stream,
    handshake: (tell) => login.complete(tell),
    exit: () => login.stream.exit,
    abort: () => login.abort(),
    flushed: login.closed,
  };
}

/** The way from a TCP connection to a session. */
class SshLogin {
  /** What is said in the session, once it stands. */
  readonly stream: SshChannelStream;
  readonly #client: Client = new ssh2.Client();
  readonly #transport: SshTransport;
  readonly #options: ConnectSshOptions;
  readonly #outcome = Promise.withResolvers<void>();
  readonly #deadline = new Deadline(() =>
    this.#fail(new GivenUp("handshake-silent"))
  );
  #keys: ParsedKey[];
  #passwords = 0;
  #asked = false;
  #last: string | undefined;

  constructor(connection: Deno.TcpConn, options: ConnectSshOptions) {
    this.#options = options;
    this.#keys = [...options.keys ?? []];
    this.#transport = new SshTransport(connection, false);
    this.stream = new SshChannelStream(this.#client, this.#transport);
    // A failure before anybody waits for the outcome is not lost, but late.
    this.#outcome.promise.catch(() => {});
  }

  /** Resolves when the connection is closed. */
  get closed(): Promise<void> {
    return this.#transport.closed;
  }

  /**
   * Completes key exchange and login, and opens the session.
   *
   * @param tell Hears of each step.
   * @throws {GivenUp} Where the server is not to be trusted or lets nobody in.
   */
  async complete(tell: (report: SshReport) => void): Promise<undefined> {
    const { timeoutSeconds = 10, user } = this.#options;
    this.#deadline.start(timeoutSeconds);
    this.#client.on("error", (error) => this.#fail(this.#reasonOf(error)));
    this.#client.on("close", () => this.#fail(this.#lost()));
    this.#transport.closed.then(() => this.#fail(this.#lost()));
    let hasShaken = false;
    this.#client.on("handshake", (agreed) => {
      if (hasShaken) return;
      hasShaken = true;
      const negotiated = negotiatedOf(agreed, this.#transport.software);
      tell({ kind: "ssh-handshake", negotiated });
    });
    this.#client.on("ready", () => {
      tell({
        kind: "login",
        user,
        method: this.#last ?? "none",
        accepted: true,
      });
      this.#openSession();
    });
    this.#client.connect({
      sock: this.#transport.duplex,
      ident: IDENT,
      username: user,
      readyTimeout: 0,
      algorithms: {
        kex: CLIENT_KEY_EXCHANGES,
        serverHostKey: this.#hostKeyTypes(),
      },
      hostVerifier: (key, verify) => {
        this.#verify(key, tell).then(verify, (error) => {
          this.#fail(error);
          verify(false);
        });
      },
      authHandler: (methods, _, next) => {
        if (this.#last === "password" || this.#last === "publickey") {
          tell({ kind: "login", user, method: this.#last, accepted: false });
        }
        this.#next(methods).then(next, (error) => this.#fail(error));
      },
    });
    try {
      await this.#outcome.promise;
    } finally {
      this.#deadline.stop();
    }
  }

  /** Ends the connection, whatever state it is in. */
  abort(): void {
    this.#transport.duplex.destroy();
  }

  /** Kinds of host keys to ask for, the known ones first. */
  #hostKeyTypes(): string[] {
    const { knownTypes = [] } = this.#options;
    const isKnown = (type: string) =>
      knownTypes.includes(type.startsWith("rsa-") ? "ssh-rsa" : type);
    return [
      ...HOST_KEY_TYPES.filter(isKnown),
      ...HOST_KEY_TYPES.filter((type) => !isKnown(type)),
    ];
  }

  async #verify(
    key: Uint8Array,
    tell: (report: SshReport) => void,
  ): Promise<boolean> {
    const publicKey = new Uint8Array(key);
    const fingerprint = sshFingerprint(publicKey);
    const judgment = await this.#options.judge(typeOf(publicKey), publicKey);
    if (judgment.kind === "changed") {
      throw new GivenUp("host-key-changed", {
        detail: inEvery(
          TEXTS,
          (text) => text.hostKeyChanged(fingerprint, judgment),
        ),
      });
    }
    tell({
      kind: "host-key",
      fingerprint,
      ...judgment.kind === "new" && { remembered: judgment.remembered },
    });
    return true;
  }

  /** The next way to log in: none, which asks for the ways; keys; passwords. */
  async #next(
    methods: readonly string[] | null,
  ): Promise<AuthenticationAttempt | false> {
    const { user: username } = this.#options;
    if (!this.#asked) {
      this.#asked = true;
      return { type: "none", username };
    }
    const allowed = methods ?? [];
    const key = allowed.includes("publickey") ? this.#keys.shift() : undefined;
    if (key) {
      this.#last = "publickey";
      return { type: "publickey", username, key };
    }
    const interactive = allowed.includes("keyboard-interactive");
    const takesPassword = allowed.includes("password") || interactive;
    const password = takesPassword ? await this.#askPassword() : undefined;
    if (password === undefined) {
      throw new GivenUp("login-refused", { detail: this.#refusal(allowed) });
    }
    this.#last = "password";
    if (allowed.includes("password")) {
      return { type: "password", username, password };
    }
    return {
      type: "keyboard-interactive",
      username,
      prompt: (_name, _instructions, _language, prompts, finish) =>
        finish(prompts.map(() => password)),
    };
  }

  /** Asks for the password; who types it takes their time. */
  async #askPassword(): Promise<string | undefined> {
    const { password, timeoutSeconds = 10 } = this.#options;
    this.#deadline.stop();
    const given = await password?.(this.#passwords);
    this.#passwords++;
    this.#deadline.start(timeoutSeconds);
    return given;
  }

  #refusal(allowed: readonly string[]): Bilingual {
    const { user } = this.#options;
    return inEvery(
      TEXTS,
      (text) =>
        this.#last === undefined
          ? text.nothingToLogInWith(user, allowed)
          : text.refusedUser(user, allowed),
    );
  }

  #openSession(): void {
    const { command } = this.#options;
    const opened = (error: Error | undefined, channel: ClientChannel) => {
      if (error) {
        const detail = error.message.replace(/^\(SSH\) /, "");
        return this.#fail(new GivenUp("no-session", { detail }));
      }
      const { onStderr } = this.#options;
      channel.stderr.on("data", (bytes: Uint8Array) => onStderr?.(bytes));
      // At once, for a short program has ended before any promise is heard.
      this.stream.attach(channel);
      this.#outcome.resolve();
    };
    if (command === undefined) this.#client.shell(false, opened);
    else this.#client.exec(command, opened);
  }

  #reasonOf(error: Error): Error {
    return this.#transport.isOther
      ? new GivenUp("not-ssh", { cause: error })
      : sshFailure(error);
  }

  #lost(): Error {
    const { error, isOther } = this.#transport;
    const last = this.#last;
    if (isOther) return new GivenUp("not-ssh");
    if (error instanceof Error) return error;
    return last === undefined
      ? new GivenUp("handshake-closed")
      : new GivenUp("login-refused", {
        detail: inEvery(TEXTS, (text) => text.closedAfter(last)),
      });
  }

  #fail(error: Error): void {
    this.#outcome.reject(error);
    this.stream.fail(error);
    this.#transport.duplex.destroy();
  }
}
