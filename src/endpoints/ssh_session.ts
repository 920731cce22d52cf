import type { ServerChannel, Session } from "ssh2";
import { EchoShell } from "./echo_shell.ts";
import type { SessionReport } from "./ssh_events.ts";
import { Tally, type TallyReport } from "./tally.ts";

/** What a session tells its user of the connection. */
export interface SessionFacts {
  /** Who is logged in. */
  readonly user: string;
  /** Facts of the connection, a line each. */
  readonly lines: readonly string[];
}

/** What a session is served with. */
export interface SshSessionOptions {
  /** What it tells its user. */
  facts: SessionFacts;
  /** Hears of what it is used for. */
  tell: (report: SessionReport) => void;
  /** Hears of what is said in it. */
  onData: (kind: "received" | "sent", data: TallyReport) => void;
}

/** Said on standard error to who wants a command run. */
const NOTHING_IS_RUN = "wirelab runs nothing: it says the command back.\n";

/** A session of a user who is logged in: an echo that looks like a shell. */
export class SshSession {
  readonly #options: SshSessionOptions;
  readonly #received: Tally;
  readonly #sent: Tally;
  #terminal = false;

  /**
   * @param session What the client opened.
   * @param options What it is served with.
   */
  constructor(session: Session, options: SshSessionOptions) {
    this.#options = options;
    this.#received = new Tally((data) => options.onData("received", data));
    this.#sent = new Tally((data) => options.onData("sent", data));
    session.on("pty", (accept) => {
      this.#terminal = true;
      accept?.();
    });
    session.on("window-change", (accept) => accept?.());
    session.on("signal", (accept) => accept?.());
    // Clients send their language unasked, and mind a refusal as little.
    session.on("env", (_, reject) => reject?.());
    for (const request of ["x11", "auth-agent"] as const) {
      session.on(request, (_, reject) => {
        options.tell({ kind: "session", request, granted: false });
        reject?.();
      });
    }
    session.on("subsystem", (_, reject, { name }) => {
      const request = "subsystem";
      options.tell({ kind: "session", request, detail: name, granted: false });
      reject?.();
    });
    session.on("shell", (accept) => this.#shell(accept()));
    session.on("exec", (accept, _, { command }) => {
      this.#exec(accept(), command);
    });
  }

  #shell(channel: ServerChannel): void {
    const terminal = this.#terminal;
    this.#options.tell({
      kind: "session",
      request: "shell",
      terminal,
      granted: true,
    });
    const shell = this.#open(terminal);
    this.#write(channel, shell.greeting());
    channel.on("data", (chunk: Uint8Array) => {
      // A part of a Buffer is a view of it; what is told of is to be a copy.
      this.#received.add(new Uint8Array(chunk), chunk.length);
      if (shell.status !== undefined) return;
      const isTaken = this.#write(channel, shell.push(chunk));
      if (shell.status !== undefined) return this.#end(channel, shell.status);
      if (isTaken) return;
      channel.pause();
      channel.once("drain", () => channel.resume());
    });
    channel.on("end", () => {
      if (shell.status !== undefined) return;
      this.#write(channel, shell.end());
      this.#end(channel, shell.status ?? 0);
    });
    channel.on("error", () => channel.close());
    channel.on("close", () => this.#endTallies());
  }

  #exec(channel: ServerChannel, command: string): void {
    const terminal = this.#terminal;
    this.#options.tell({
      kind: "session",
      request: "exec",
      detail: command,
      terminal,
      granted: true,
    });
    const shell = this.#open(terminal);
    channel.on("error", () => channel.close());
    channel.resume();
    channel.stderr.write(NOTHING_IS_RUN);
    this.#write(channel, shell.command(command));
    this.#end(channel, shell.status ?? 0);
  }

  #open(terminal: boolean): EchoShell {
    const { user, lines: facts } = this.#options.facts;
    return new EchoShell({ user, facts, terminal });
  }

  /** Writes a text; tells whether more may follow at once. */
  #write(channel: ServerChannel, text: string): boolean {
    if (text === "") return true;
    const bytes = new TextEncoder().encode(text);
    this.#sent.add(bytes, bytes.length);
    return channel.write(bytes);
  }

  #end(channel: ServerChannel, status: number): void {
    this.#endTallies();
    channel.exit(status);
    channel.end();
  }

  #endTallies(): void {
    this.#received.end();
    this.#sent.end();
  }
}
