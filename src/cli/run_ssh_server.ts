import {
  formatAddress,
  isLoopback,
  type Listener,
  listenSsh,
  serve,
} from "../endpoints/mod.ts";
import {
  isCiphertext,
  readAuthorizedKeys,
  sshServer,
} from "../endpoints/ssh_server.ts";
import { Failure, inEvery } from "../failure.ts";
import { readSmallFile } from "../pki/files.ts";
import { ensureHostKey } from "../pki/host_key.ts";
import {
  readAddress,
  readConcurrency,
  readSeconds,
} from "./endpoint_options.ts";
import { openEventLog } from "./event_log.ts";
import { eventText } from "./event_text.ts";
import { SUCCESS } from "./exit_codes.ts";
import { TEXTS } from "./failure_text.ts";
import type { Call } from "./mode.ts";
import type { Arguments } from "./options.ts";
import { makePassword, readPasswordFile } from "./password.ts";
import { Shutdown } from "./shutdown.ts";

/** Runs `ssh-server`. */
export async function runSshServer(call: Call): Promise<number> {
  const { args } = call;
  const maxConnections = args.integer("max-connections", { min: 1 });
  const loginSeconds = readSeconds(args, "login-timeout", 120);
  const idleSeconds = readSeconds(args, "idle-timeout", 300);
  const graceSeconds = readSeconds(args, "grace", 5);
  const authorizedKeys = await findAuthorizedKeys(args);
  const given = await givenPassword(args);
  const password = given ?? (authorizedKeys ? undefined : makePassword());
  const hostKey = await ensureHostKey({ directory: args.text("certs") });
  const listener = listenSsh(readAddress(args, 2222));
  const user = args.text("user");
  introduce(call, listener, {
    made: hostKey.created ? hostKey.path : undefined,
    fingerprint: hostKey.fingerprint,
    password: given === undefined ? password : undefined,
    user: user ?? "wirelab",
  });
  const log = openEventLog(call, { protocol: "ssh", counted: "wire" });
  const handler = sshServer({
    hostKey: hostKey.pem,
    user,
    password,
    authorizedKeys,
    loginSeconds,
    onEvent: log,
  });
  using shutdown = new Shutdown();
  await serve(listener, handler, {
    concurrency: readConcurrency(args),
    maxConnections,
    once: args.has("once"),
    idleSeconds,
    graceSeconds,
    signal: shutdown.signal,
    onEvent: (event) => isCiphertext(event) || log(event),
  });
  return SUCCESS;
}

/** What is said at the start, on standard error, for it is no event. */
function introduce(
  { terminal }: Call,
  listener: Listener,
  facts: {
    made: string | undefined;
    fingerprint: string;
    password: string | undefined;
    user: string;
  },
): void {
  const text = eventText(terminal.language);
  const { host, port } = listener.address;
  const lines = [
    isLoopback(host)
      ? undefined
      : text.exposed(formatAddress(listener.address)),
    facts.made && text.hostKeyMade(facts.made),
    text.hostKeyShown(facts.fingerprint),
    facts.password && text.passwordMade(facts.password),
    text.howToLogIn(`ssh -p ${port} ${facts.user}@${host}`),
  ];
  for (const line of lines) if (line) terminal.err(`${line}\n`);
}

async function givenPassword(args: Arguments): Promise<string | undefined> {
  const path = args.text("password-file");
  return path === undefined ? undefined : await readPasswordFile(path);
}

async function findAuthorizedKeys(args: Arguments) {
  const path = args.text("authorized-keys");
  if (path === undefined) return undefined;
  const bytes = await readSmallFile(path);
  const keys = readAuthorizedKeys(new TextDecoder().decode(bytes));
  if (keys.length > 0) return keys;
  throw new Failure(
    "bad-file",
    inEvery(
      TEXTS,
      (text) => bytes ? text.noPublicKey(path) : text.noPublicKeyFile(path),
    ),
  );
}
