/**
 * The server's end of SSH: a login, and sessions in which nothing is run.
 *
 * It loads `ssh2`, and so is imported by itself, where it is needed.
 *
 * @module
 */
import ssh2, { type Connection, type Header, type Session } from "ssh2";
import { GivenUp } from "./cause.ts";
import type { Conversation, ConversationHandler } from "./conversation.ts";
import { Deadline } from "./deadline.ts";
import type { EndpointEvent, OnEvent } from "./events.ts";
import { SERVER_KEY_EXCHANGES } from "./ssh_algorithms.ts";
import type { SshNegotiated, SshReport } from "./ssh_events.ts";
import { LoginGuard, type LoginPolicy } from "./ssh_login.ts";
import { type SessionFacts, SshSession } from "./ssh_session.ts";
import {
  IDENT,
  negotiatedOf,
  sshFailure,
  SshTransport,
} from "./ssh_transport.ts";

export { type AuthorizedKey, readAuthorizedKeys } from "./ssh_keys.ts";
export type { LoginPolicy } from "./ssh_login.ts";

/** What an SSH server shows, and whom it lets in. */
export interface SshServerOptions extends LoginPolicy {
  /** Private host key, in OpenSSH's format. */
  hostKey: string;
  /** How long a client may take until it is logged in, in seconds; 120 if not given. */
  loginSeconds?: number;
  /** Hears of what happens inside of the connections. */
  onEvent?: OnEvent;
}

/**
 * Makes an SSH server's handler: it lets users in, and says back what they
 * type. Nothing that a client sends is run, and nothing is forwarded.
 *
 * @param options What it shows, and whom it lets in.
 */
export function sshServer(options: SshServerOptions): ConversationHandler {
  return async (conversation) => {
    await new ServedConnection(conversation, options).run();
  };
}

/**
 * Whether an event is about the bytes on the wire, which SSH has encrypted;
 * the handler tells of what is in them.
 */
export function isCiphertext(event: EndpointEvent): boolean {
  return event.kind === "received" || event.kind === "sent" ||
    event.kind === "half-closed" || event.kind === "peer-closed";
}

/** One connection, from the first line of SSH to the last. */
class ServedConnection {
  readonly #conversation: Conversation;
  readonly #options: SshServerOptions;
  readonly #transport: SshTransport;
  readonly #guard: LoginGuard;
  readonly #deadline = new Deadline(() =>
    this.#giveUp(new GivenUp("handshake-silent"))
  );
  #connection: Connection | undefined;
  #negotiated: SshNegotiated | undefined;
  #error: Error | undefined;

  constructor(conversation: Conversation, options: SshServerOptions) {
    this.#conversation = conversation;
    this.#options = options;
    this.#transport = new SshTransport(conversation, true);
    this.#guard = new LoginGuard(options, (report) => this.#tell(report));
  }

  /**
   * Serves it until it is closed.
   *
   * @throws What went wrong, where the client did not log in and leave.
   */
  async run(): Promise<void> {
    const { hostKey, loginSeconds = 120 } = this.#options;
    this.#deadline.start(loginSeconds);
    const server = new ssh2.Server(
      {
        hostKeys: [hostKey],
        ident: IDENT,
        algorithms: { kex: SERVER_KEY_EXCHANGES },
      },
      (connection, { header }) => this.#open(connection, header),
    );
    server.injectSocket(this.#transport.duplex);
    await this.#transport.closed;
    this.#deadline.stop();
    const failure = this.#failure();
    if (failure !== undefined) throw failure;
  }

  /** Why it did not go as it should; nothing where a user came and left. */
  #failure(): unknown {
    const { error, isOther } = this.#transport;
    const reason = error ?? this.#error;
    if (isOther) return new GivenUp("not-ssh");
    if (reason instanceof Error) return sshFailure(reason);
    if (this.#guard.user !== undefined) return undefined;
    return new GivenUp(
      this.#guard.hasRefused ? "login-refused" : "handshake-closed",
    );
  }

  #open(connection: Connection, header: Header): void {
    this.#connection = connection;
    connection.on("error", (error) => this.#error ??= error);
    connection.on("handshake", (agreed) => {
      // A later one only renews the keys.
      if (this.#negotiated) return;
      this.#negotiated = negotiatedOf(agreed, header.versions.software);
      this.#tell({ kind: "ssh-handshake", negotiated: this.#negotiated });
    });
    connection.on("authentication", (attempt) => {
      this.#guard.decide(attempt);
      if (this.#guard.isWornOut) connection.end();
    });
    connection.on("ready", () => this.#deadline.stop());
    connection.on("session", (accept) => this.#serve(accept()));
    connection.on("tcpip", (_, reject, { destIP, destPort }) => {
      this.#refuse("direct-tcpip", `${destIP}:${destPort}`);
      reject();
    });
    connection.on("request", (_, reject, name) => {
      this.#refuse(name);
      reject?.();
    });
  }

  #serve(session: Session): void {
    new SshSession(session, {
      facts: this.#facts(),
      tell: (report) => this.#tell(report),
      onData: (kind, data) =>
        this.#options.onEvent?.({ kind, ...this.#of, ...data }),
    });
  }

  #facts(): SessionFacts {
    const { kex, cipher, mac } = this.#negotiated ?? {};
    const { host, port } = this.#conversation.peer;
    return {
      user: this.#guard.user ?? "",
      lines: [
        `from ${host} port ${port}`,
        `protected by ${[kex, cipher, mac].filter(Boolean).join(", ")}`,
      ],
    };
  }

  #refuse(request: string, detail?: string): void {
    this.#tell({
      kind: "session",
      request,
      ...detail !== undefined && { detail },
      granted: false,
    });
  }

  #giveUp(error: Error): void {
    this.#error ??= error;
    this.#connection?.end();
    this.#transport.duplex.destroy();
  }

  get #of() {
    const { id: connection, peer } = this.#conversation;
    return { connection, peer };
  }

  #tell(report: SshReport): void {
    this.#options.onEvent?.({ ...report, ...this.#of });
  }
}
