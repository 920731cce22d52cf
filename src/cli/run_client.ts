import {
  type Address,
  type Attempt,
  bytesSource,
  connectTcp,
  connectTls,
  dial,
  exchange,
  failureOf,
  formatHost,
  type Link,
  type OnEvent,
  type Source,
  type WireReader,
} from "../endpoints/mod.ts";
import { AlertWatch } from "../endpoints/tls_records.ts";
import { Failure, inEvery } from "../failure.ts";
import { EVENT_TEXTS, eventText } from "./event_text.ts";
import {
  readAlpn,
  readConcurrency,
  readSeconds,
  readTarget,
  readTlsVersion,
} from "./endpoint_options.ts";
import { openEventLog } from "./event_log.ts";
import { SUCCESS } from "./exit_codes.ts";
import { usageFailure } from "./failure_text.ts";
import type { Call } from "./mode.ts";
import type { Arguments } from "./options.ts";
import { RawWriter, type ReplyWriter, TextWriter } from "./reply_writer.ts";
import { Shutdown } from "./shutdown.ts";
import { pipedInput, readAll } from "./standard_input.ts";
import {
  chooseTls,
  judgeOf,
  readTrusted,
  warnOfInsecure,
} from "./tls_choice.ts";

/** As many as one address has ports for. */
const MOST_CONNECTIONS = 65_535;

/** What one kind of client has of its own. */
export interface Client {
  /** What it is about. */
  readonly attempt: Attempt;
  /** Makes one connection. */
  readonly connect: (signal: AbortSignal) => Promise<Link>;
  /** What it says. */
  readonly speech: Speech;
}

/** What a client says. */
export interface Speech {
  /** Starts it over, for one connection. */
  readonly source: () => Source;
  /** Whether this end ends its direction after it. */
  readonly halfClose: boolean;
  /** Whether it comes piece by piece, at the pace of another program. */
  readonly piped: boolean;
}

/** What a client says where neither an option nor input says otherwise. */
export type Greeting = Pick<Speech, "halfClose"> & { readonly text: string };

/** Runs `tcp-client`. */
export async function runTcpClient(call: Call): Promise<number> {
  const { args } = call;
  const target = readTarget(args, 8080);
  const timeoutSeconds = readSeconds(args, "timeout", 10);
  return await runClient(call, {
    attempt: { target, protocol: "tcp", timeoutSeconds },
    connect: (signal) => connectTcp(target, { timeoutSeconds, signal }),
    speech: await chooseSpeech(args, {
      text: "hello, server",
      halfClose: true,
    }),
  });
}

/** Runs `tls-client`. */
export async function runTlsClient(call: Call): Promise<number> {
  const { args } = call;
  const target = readTarget(args, 8443);
  const choice = await chooseTls(call, target);
  if (choice.relaunched !== undefined) return choice.relaunched;

  const { serverName, usesNode } = choice;
  const timeoutSeconds = readSeconds(args, "timeout", 10);
  const speech = await chooseSpeech(args, {
    text: request(serverName, target.port),
    halfClose: false,
  });
  const { caPem, emptyFolder } = await readTrusted(args, target, choice);
  const common = {
    serverName,
    timeoutSeconds,
    caPem,
    alpn: readAlpn(args, speech.halfClose ? [] : ["http/1.1"]),
    ...await ownCertificate(args),
  };
  const node = usesNode ? await import("../endpoints/node_tls.ts") : undefined;
  const judge = usesNode ? await judgeOf(caPem) : undefined;
  const wireReader = await openWireReader(args);
  return await runClient(call, {
    attempt: {
      target,
      protocol: "tls",
      serverName,
      timeoutSeconds,
      alpn: common.alpn,
      emptyFolder,
      takesCertificate: true,
    },
    connect: (signal) =>
      node
        ? node.connectNodeTls(target, {
          ...common,
          signal,
          version: readTlsVersion(args),
          insecure: args.has("insecure"),
          judge,
        })
        : connectTls(target, { ...common, signal, wireReader }),
    speech,
  });
}

/**
 * Runs a client: makes its connections, says what it says, prints what comes.
 *
 * @param call The call.
 * @param client What it has of its own.
 * @returns The exit code.
 * @throws {Failure} If a connection fails.
 */
export async function runClient(call: Call, client: Client): Promise<number> {
  const { args } = call;
  const { attempt, connect, speech } = client;
  const connections = readConnections(args);
  const idleSeconds = readSeconds(args, "idle-timeout", speech.piped ? 0 : 60);
  const replies = new Set<ReplyWriter>();
  let alerted = false;
  using shutdown = new Shutdown();
  const { summary, mishap } = await dial(
    attempt.target,
    () => connect(shutdown.signal),
    async (stream) => {
      const writer = openReply(call);
      const watch = new AlertWatch();
      replies.add(writer);
      const talk = exchange({
        source: speech.source(),
        halfClose: speech.halfClose,
        onReceived: (bytes) => {
          watch.push(bytes);
          return writer.write(bytes);
        },
      });
      await talk(stream).finally(() => {
        writer.end();
        alerted ||= attempt.protocol === "tcp" && watch.sawAlertOnly;
      });
      replies.delete(writer);
    },
    {
      connections,
      concurrency: readConcurrency(args),
      // SSH limits its steps itself, for a password takes its time to type.
      handshakeSeconds: attempt.protocol === "ssh" ? 0 : attempt.timeoutSeconds,
      idleSeconds,
      signal: shutdown.signal,
      onEvent: openLog(call, attempt.protocol, replies),
    },
  );
  if (shutdown.exitCode !== undefined) return shutdown.exitCode;
  if (alerted) noteAlert(call, attempt.target);
  if (!mishap) return SUCCESS;
  const failure = failureOf(mishap, { ...attempt, idleSeconds });
  if (connections === 1) throw failure;
  throw new Failure(
    failure.kind,
    inEvery(EVENT_TEXTS, (text, language) => {
      const { message, hint } = failure.in(language);
      const share = text.failedOf(summary.failed, connections);
      return { message: `${message}${share}`, hint };
    }),
    { cause: failure.cause },
  );
}

/** Says that a server answered by an alert of TLS, which this client does not speak. */
function noteAlert({ terminal }: Call, { host, port }: Address): void {
  const place = host === "127.0.0.1" ? port : `${port} --host ${host}`;
  const { alertOnly } = eventText(terminal.language);
  terminal.err(`${alertOnly(`wirelab tls-client ${place}`)}\n`);
}

/** What the client says: the message, what is piped in, or its greeting. */
export async function chooseSpeech(
  args: Arguments,
  greeting: Greeting,
): Promise<Speech> {
  const message = args.text("message");
  const input = message === undefined ? await pipedInput() : undefined;
  if (input && readConnections(args) === 1) {
    return { source: () => input, halfClose: true, piped: true };
  }
  const bytes = input
    ? await readAll(input)
    : new TextEncoder().encode(message ?? greeting.text);
  return {
    source: () => bytesSource(bytes),
    halfClose: input !== undefined || message !== undefined ||
      greeting.halfClose,
    piped: false,
  };
}

function readConnections(args: Arguments): number {
  return args.integer("connections", { min: 1, max: MOST_CONNECTIONS }) ?? 1;
}

/** Opens what the replies go to: standard output, unless `--json` has that. */
export function openReply({ args, terminal }: Call): ReplyWriter {
  const [stream, out] = args.has("json")
    ? [Deno.stderr, terminal.err]
    : [Deno.stdout, terminal.out];
  return stream.isTerminal()
    ? new TextWriter(out)
    : new RawWriter(stream, terminal.language);
}

/** Opens the log; on standard error, for standard output is the reply's. */
function openLog(
  call: Call,
  protocol: Attempt["protocol"],
  replies: ReadonlySet<ReplyWriter>,
): OnEvent {
  const { args, terminal } = call;
  const log = openEventLog(call, {
    protocol,
    counted: protocol === "ssh" ? "session" : undefined,
    aside: true,
  });
  const tellsAll = args.has("json") || readConnections(args) > 1;
  return (event) => {
    // Of a single connection the last line, or the error, says it already.
    if (!tellsAll && ["failed", "summary"].includes(event.kind)) return;
    for (const reply of replies) reply.freshLine();
    log(event);
    if (event.kind === "handshake" && args.has("insecure")) {
      warnOfInsecure(event.negotiated, terminal);
    }
  };
}

/** The client's own certificate and its key, where it is to show one. */
async function ownCertificate(
  args: Arguments,
): Promise<{ certPem?: string; keyPem?: string }> {
  const certPath = args.text("cert");
  if (certPath === undefined) {
    if (!args.has("key")) return {};
    throw usageFailure((text) => text.keyWithoutCertificate);
  }
  const { loadKeyPair } = await import("../pki/mod.ts");
  const keyPath = args.text("key") ?? certPath;
  const { certPem, keyPem } = await loadKeyPair({ certPath, keyPath });
  return { certPem, keyPem };
}

/** Reads a single connection's handshake off the wire, for what Deno does not tell. */
async function openWireReader(
  args: Arguments,
): Promise<WireReader | undefined> {
  if (readConnections(args) > 1) return undefined;
  const { NegotiationReader } = await import("../lab/negotiated.ts");
  return new NegotiationReader();
}

/** Writes the request that a TLS client greets with. */
function request(serverName: string, port: number): string {
  const host = formatHost(serverName) + (port === 443 ? "" : `:${port}`);
  return [
    "GET / HTTP/1.1",
    `Host: ${host}`,
    "User-Agent: wirelab",
    "Accept: */*",
    "Connection: close",
    "",
    "",
  ].join("\r\n");
}
