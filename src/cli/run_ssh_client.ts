import {
  type Address,
  bareHost,
  bytesSource,
  isLoopback,
} from "../endpoints/mod.ts";
import {
  connectSsh,
  type ConnectSshOptions,
  type Judgment,
  readPrivateKey,
} from "../endpoints/ssh_client.ts";
import { Failure, inEvery } from "../failure.ts";
import { readSmallFile } from "../pki/files.ts";
import { findKnownHost, type KnownHost } from "../pki/known_hosts.ts";
import { readSeconds } from "./endpoint_options.ts";
import { eventText } from "./event_text.ts";
import { TEXTS, usageFailure } from "./failure_text.ts";
import type { Call } from "./mode.ts";
import { type Arguments, parsePort } from "./options.ts";
import { askPassword, readPasswordFile } from "./password.ts";
import { chooseSpeech, runClient, type Speech } from "./run_client.ts";

/** Port of SSH; wirelab's own servers listen on another one. */
const PORTS = { ssh: 22, wirelab: 2222 };
/** Who logs in at this machine where nobody is named. */
const DEFAULT_USER = "wirelab";
/** How often a password may be typed. */
const ATTEMPTS = 3;

type Keys = ConnectSshOptions["keys"];

/** Runs `ssh-client`. */
export async function runSshClient(call: Call): Promise<number> {
  const { args, terminal } = call;
  const { user, target } = readDestination(args);
  const timeoutSeconds = readSeconds(args, "timeout", 10);
  const host = await findKnownHost({
    host: bareHost(target.host),
    port: target.port,
    path: args.text("known-hosts"),
    directory: args.text("certs"),
  });
  const keys = await readIdentity(call);
  const password = await openPassword(call, user, target);
  return await runClient(call, {
    attempt: { target, protocol: "ssh", timeoutSeconds },
    speech: await chooseWords(args),
    connect: (signal) =>
      connectSsh(target, {
        user,
        keys,
        password,
        timeoutSeconds,
        signal,
        knownTypes: host.types,
        judge: (type, publicKey) => judge(host, type, publicKey),
        command: args.text("exec"),
        onStderr: (bytes) => terminal.err(new TextDecoder().decode(bytes)),
      }),
  });
}

/** Reads `[USER@]HOST [PORT]`, or the port alone. */
function readDestination(args: Arguments): { user: string; target: Address } {
  const [first = ""] = args.positionals;
  const isPort = /^\d+$/.test(first);
  const at = first.lastIndexOf("@");
  const named = isPort ? "" : first.slice(at + 1);
  const host = named || (args.text("host") ?? "127.0.0.1");
  const port = isPort ? first : args.positionals[1];
  const user = args.text("user") ??
    (at > 0 ? first.slice(0, at) : isLoopback(host) ? DEFAULT_USER : undefined);
  if (isPort && args.positionals.length > 1) {
    throw usageFailure((text) => text.hostBeforePort(args.positionals[1]));
  }
  if (user === undefined) {
    throw usageFailure((text) => text.noUser(host));
  }
  const defaultPort = isLoopback(host) ? PORTS.wirelab : PORTS.ssh;
  return {
    user,
    target: {
      host,
      port: port === undefined ? defaultPort : parsePort(port),
    },
  };
}

/** What is said: the message, what is piped or typed in, nothing to a command. */
async function chooseWords(args: Arguments): Promise<Speech> {
  const message = args.text("message");
  const asksNothing = message === undefined && !args.has("exec") &&
    (args.integer("connections", { min: 1 }) ?? 1) === 1;
  if (asksNothing && Deno.stdin.isTerminal()) {
    return { source: () => Deno.stdin, halfClose: true, piped: true };
  }
  const text = args.has("exec") ? "" : "hello, server\n";
  const isTaken = args.text("password-file") === "-" ||
    args.text("passphrase-file") === "-";
  if (message === undefined && !isTaken) {
    return await chooseSpeech(args, { text, halfClose: true });
  }
  const words = message === undefined ? text : `${message}\n`;
  const bytes = new TextEncoder().encode(words);
  return { source: () => bytesSource(bytes), halfClose: true, piped: false };
}

async function readIdentity(call: Call): Promise<Keys> {
  const { args, terminal } = call;
  const path = args.text("identity");
  if (path === undefined) return undefined;
  const bytes = await readSmallFile(path);
  if (!bytes) {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.noIdentity(path)),
    );
  }
  const text = new TextDecoder().decode(bytes);
  let reading = readPrivateKey(text);
  if (reading.kind === "locked") {
    const file = args.text("passphrase-file");
    const passphrase = file === undefined
      ? await askPassword(
        terminal,
        eventText(terminal.language).passphraseOf(path),
        "--passphrase-file FILE",
        path,
      )
      : await readPasswordFile(file);
    reading = readPrivateKey(text, passphrase);
  }
  if (reading.kind === "key") return [reading.key];
  const why = reading.kind === "locked" ? undefined : reading.reason;
  throw new Failure(
    "bad-file",
    inEvery(TEXTS, (words) => words.badIdentity(path, why)),
  );
}

/** The way to the password: a file, or somebody who types it. */
async function openPassword(
  { args, terminal }: Call,
  user: string,
  { host }: Address,
): Promise<ConnectSshOptions["password"]> {
  const path = args.text("password-file");
  if (path !== undefined) {
    const password = await readPasswordFile(path);
    return (attempt) => Promise.resolve(attempt === 0 ? password : undefined);
  }
  if (!Deno.stdin.isTerminal() && args.has("identity")) return undefined;
  const question = eventText(terminal.language).passwordOf(user, host);
  // Connections that are made at once ask together.
  const asked: Promise<string>[] = [];
  return async (attempt) => {
    if (attempt >= ATTEMPTS) return undefined;
    asked[attempt] ??= askPassword(terminal, question, "--password-file FILE");
    return await asked[attempt];
  };
}

async function judge(
  host: KnownHost,
  type: string,
  publicKey: Uint8Array,
): Promise<Judgment> {
  const verdict = await host.judge(type, publicKey);
  switch (verdict.kind) {
    case "new":
      return { kind: "new", remembered: verdict.path };
    case "known":
    case "changed":
      return verdict;
  }
}
