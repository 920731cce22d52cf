/**
 * Types of the parts of the npm package `ssh2` that wirelab uses; the package
 * itself is JavaScript without types.
 *
 * @module
 */

declare module "ssh2" {
  import type { Buffer } from "node:buffer";
  import type { Duplex, Readable, Writable } from "node:stream";

  /** What both ends agreed on for one direction. */
  interface NegotiatedDirection {
    readonly cipher: string;
    /** Empty where the cipher authenticates by itself. */
    readonly mac: string;
    readonly compress: string;
  }

  /** What both ends agreed on. */
  export interface NegotiatedAlgorithms {
    readonly kex: string;
    readonly serverHostKey: string;
    readonly cs: NegotiatedDirection;
    readonly sc: NegotiatedDirection;
  }

  /** What the peer said of itself in its first line. */
  export interface Header {
    readonly identRaw: string;
    readonly versions: { readonly protocol: string; readonly software: string };
  }

  /** A key that was read. */
  export interface ParsedKey {
    readonly type: string;
    readonly comment: string;
    getPublicSSH(): Buffer;
    getPrivatePEM(): string | null;
    isPrivateKey(): boolean;
    verify(
      data: Uint8Array,
      signature: Uint8Array,
      algorithm?: string,
    ): boolean | Error;
  }

  /** An attempt to log in, as the server sees it. */
  export interface AuthenticationContext {
    readonly method: string;
    readonly username: string;
    readonly password?: string;
    readonly key?: { readonly algo: string; readonly data: Buffer };
    readonly signature?: Buffer;
    readonly blob?: Buffer;
    readonly hashAlgo?: string;
    accept(): void;
    reject(methodsLeft?: string[], isPartial?: boolean): void;
  }

  /** A channel of a session, at the server. */
  export interface ServerChannel extends Duplex {
    readonly stderr: Writable;
    exit(status: number): void;
    /** Ends this direction. */
    eof(): void;
    /** Closes the channel. */
    close(): void;
  }

  /** A channel of a session, at the client. */
  export interface ClientChannel extends Duplex {
    readonly stderr: Readable;
    on(
      event: "exit",
      listener: (status: number | null, signal?: string) => void,
    ): this;
    // deno-lint-ignore no-explicit-any
    on(event: string, listener: (...values: any[]) => void): this;
    close(): void;
  }

  type Accept<T> = (() => T) | undefined;
  type Reject = (() => void) | undefined;

  /** A session at the server, before it runs anything. */
  export interface Session {
    on(
      event: "pty" | "window-change" | "env" | "x11" | "auth-agent" | "signal",
      listener: (accept: Accept<void>, reject: Reject, info: unknown) => void,
    ): this;
    on(
      event: "shell",
      listener: (accept: () => ServerChannel, reject: Reject) => void,
    ): this;
    on(
      event: "exec",
      listener: (
        accept: () => ServerChannel,
        reject: Reject,
        info: { readonly command: string },
      ) => void,
    ): this;
    on(
      event: "subsystem",
      listener: (
        accept: () => ServerChannel,
        reject: Reject,
        info: { readonly name: string },
      ) => void,
    ): this;
  }

  /** A connection at the server. */
  export interface Connection {
    on(
      event: "handshake",
      listener: (agreed: NegotiatedAlgorithms) => void,
    ): this;
    on(
      event: "authentication",
      listener: (context: AuthenticationContext) => void,
    ): this;
    on(event: "ready" | "end" | "close", listener: () => void): this;
    on(event: "error", listener: (error: Error) => void): this;
    on(
      event: "session",
      listener: (accept: () => Session, reject: () => void) => void,
    ): this;
    on(
      event: "tcpip",
      listener: (
        accept: () => ServerChannel,
        reject: () => void,
        info: { readonly destIP: string; readonly destPort: number },
      ) => void,
    ): this;
    on(
      event: "request",
      listener: (
        accept: Accept<void>,
        reject: Reject,
        name: string,
        info: unknown,
      ) => void,
    ): this;
    end(): this;
  }

  /** Algorithms of a kind: these alone, or the usual ones less some. */
  export type AlgorithmChoice = Readonly<
    Record<string, readonly string[] | { readonly remove: readonly string[] }>
  >;

  /** What a server is made with. */
  export interface ServerOptions {
    hostKeys: readonly string[];
    ident?: string;
    algorithms?: AlgorithmChoice;
  }

  /** A server that takes connections which it is handed. */
  export class Server {
    constructor(
      options: ServerOptions,
      onConnection: (
        connection: Connection,
        info: { readonly header: Header },
      ) => void,
    );
    injectSocket(socket: Duplex): void;
  }

  /** One way to log in, as the client tries it. */
  export type AuthenticationAttempt =
    | { type: "none"; username: string }
    | { type: "password"; username: string; password: string }
    | { type: "publickey"; username: string; key: ParsedKey }
    | {
      type: "keyboard-interactive";
      username: string;
      prompt(
        name: string,
        instructions: string,
        language: string,
        prompts: readonly { readonly prompt: string; readonly echo: boolean }[],
        finish: (answers: string[]) => void,
      ): void;
    };

  /** What a client connects with. */
  export interface ConnectOptions {
    sock: Duplex;
    username: string;
    ident?: string;
    readyTimeout?: number;
    algorithms?: AlgorithmChoice;
    hostVerifier(key: Buffer, verify: (valid: boolean) => void): void;
    authHandler(
      methodsLeft: string[] | null,
      isPartial: boolean | null,
      next: (attempt: AuthenticationAttempt | false) => void,
    ): void;
  }

  type OnChannel = (error: Error | undefined, channel: ClientChannel) => void;

  /** A client. */
  export class Client {
    on(
      event: "handshake",
      listener: (agreed: NegotiatedAlgorithms) => void,
    ): this;
    on(event: "ready" | "end" | "close", listener: () => void): this;
    on(event: "error", listener: (error: Error) => void): this;
    connect(options: ConnectOptions): this;
    exec(command: string, onChannel: OnChannel): this;
    shell(window: false, onChannel: OnChannel): this;
    end(): this;
    destroy(): this;
  }

  /** Reading of keys. */
  export const utils: {
    parseKey(
      data: string | Uint8Array,
      passphrase?: string,
    ): ParsedKey | ParsedKey[] | Error;
  };

  const ssh2: {
    Client: typeof Client;
    Server: typeof Server;
    utils: typeof utils;
  };
  export default ssh2;
}
