/**
 * What a TLS recording is made with: a port, a folder of its own, and peers
 * that are driven by what they print.
 *
 * @module
 */
import { freePort } from "./recording.ts";

/** Longest that a peer may take to print what is expected of it, in milliseconds. */
const PATIENCE = 10_000;

/** A program at one end. */
export class Peer {
  readonly #child: Deno.ChildProcess;
  readonly #name: string;
  readonly #stdin: WritableStreamDefaultWriter<Uint8Array>;
  #printed = "";
  #waiting: (() => void)[] = [];

  constructor(command: string, args: string[], options: PeerOptions) {
    this.#name = command;
    this.#child = new Deno.Command(command, {
      args,
      cwd: options.cwd,
      env: options.env,
      stdin: "piped",
      stdout: "piped",
      stderr: "piped",
    }).spawn();
    this.#stdin = this.#child.stdin.getWriter();
    this.#follow(this.#child.stdout);
    this.#follow(this.#child.stderr);
  }

  /** Waits until it has printed a text, counted from the last one that was expected. */
  async expect(text: string): Promise<void> {
    const deadline = Date.now() + PATIENCE;
    while (!this.#printed.includes(text)) {
      if (Date.now() > deadline) {
        throw new Error(
          `Cannot record: ${this.#name} did not print ${text}\n${this.#printed}`,
        );
      }
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, 100);
        this.#waiting.push(() => {
          clearTimeout(timer);
          resolve();
        });
      });
    }
    const end = this.#printed.indexOf(text) + text.length;
    this.#printed = this.#printed.slice(end);
  }

  /** Types a line. */
  async send(line: string): Promise<void> {
    await this.#stdin.write(new TextEncoder().encode(`${line}\n`));
  }

  /** Ends its input. */
  async close(): Promise<void> {
    await this.#stdin.close().catch(() => {});
  }

  /** Waits until it ends by itself. */
  async ended(): Promise<void> {
    const timer = setTimeout(() => this.kill("SIGKILL"), PATIENCE);
    await this.#child.status;
    clearTimeout(timer);
  }

  /** Ends it. */
  kill(signal: Deno.Signal = "SIGTERM"): void {
    try {
      this.#child.kill(signal);
    } catch {
      // It has ended already.
    }
  }

  async #follow(stream: ReadableStream<Uint8Array>): Promise<void> {
    const decoder = new TextDecoder();
    for await (const chunk of stream) {
      this.#printed += decoder.decode(chunk, { stream: true });
      for (const wake of this.#waiting.splice(0)) wake();
    }
  }
}

/** How a {@linkcode Peer} is started. */
export interface PeerOptions {
  /** Folder that it runs in. */
  cwd?: string;
  /** Variables that are added to its environment. */
  env?: Record<string, string>;
}

/** Where one recording is made. */
export class Lab {
  /** Folder for what the peers need; it is removed afterwards. */
  readonly folder: string;
  /** Port that is recorded. */
  readonly port: number;
  /** File that the peers write their secrets to. */
  readonly keyLog: string;
  readonly #peers: Peer[] = [];

  constructor(folder: string) {
    this.folder = folder;
    this.keyLog = `${folder}/keys.log`;
    this.port = freePort();
  }

  /** Address of the recorded port. */
  get address(): string {
    return `127.0.0.1:${this.port}`;
  }

  /** Starts a peer. */
  start(command: string, args: string[], options: PeerOptions = {}): Peer {
    const peer = new Peer(command, args, { cwd: this.folder, ...options });
    this.#peers.push(peer);
    return peer;
  }

  /** Runs a program to its end. */
  async run(command: string, args: string[]): Promise<void> {
    const output = await new Deno.Command(command, {
      args,
      cwd: this.folder,
      stdin: "null",
      stdout: "null",
      stderr: "piped",
    }).output();
    if (output.success) return;
    const problem = new TextDecoder().decode(output.stderr);
    throw new Error(`Cannot record: ${command} failed\n${problem}`);
  }

  /** Ends all peers. */
  async end(): Promise<void> {
    for (const peer of this.#peers) peer.kill();
    await Promise.all(this.#peers.map((peer) => peer.ended()));
  }
}
