import {
  echo,
  formatAddress,
  type Handler,
  httpReply,
  isLoopback,
  type Listener,
  listenTcp,
  listenTls,
  serve,
} from "../endpoints/mod.ts";
import { Failure } from "../failure.ts";
import {
  readAddress,
  readAlpn,
  readConcurrency,
  readSeconds,
} from "./endpoint_options.ts";
import { openEventLog } from "./event_log.ts";
import { eventText } from "./event_text.ts";
import { SUCCESS } from "./exit_codes.ts";
import { heedKeyLog } from "./key_log_option.ts";
import type { Call } from "./mode.ts";
import type { Arguments } from "./options.ts";
import { Shutdown } from "./shutdown.ts";
import type { Terminal } from "./terminal.ts";

/** What one kind of server has of its own. */
interface Server {
  /** Takes connections. */
  readonly listener: Listener;
  /** Serves one of them. */
  readonly handler: Handler;
  /** Silence that ends a connection where no option says otherwise, in seconds. */
  readonly idleSeconds: number;
}

/** Runs `tcp-server`. */
export async function runTcpServer(call: Call): Promise<number> {
  return await run(call, {
    listener: listenTcp(readAddress(call.args, 8080)),
    handler: echo,
    idleSeconds: 300,
  });
}

/** Runs `tls-server`. */
export async function runTlsServer(call: Call): Promise<number> {
  const { args } = call;
  const relaunched = await heedKeyLog(call);
  if (relaunched !== undefined) return relaunched;
  const echoes = args.text("reply") === "echo";
  const pair = await findKeyPair(call);
  return await run(call, {
    listener: listenTls(readAddress(args, 8443), {
      ...pair,
      alpn: readAlpn(args, echoes ? [] : ["http/1.1"]),
    }),
    handler: echoes ? echo : httpReply(),
    idleSeconds: 30,
  });
}

async function run(call: Call, server: Server): Promise<number> {
  const { args, terminal } = call;
  const { listener, handler } = server;
  warnIfExposed(listener, terminal);
  using shutdown = new Shutdown();
  await serve(listener, handler, {
    concurrency: readConcurrency(args),
    maxConnections: args.integer("max-connections", { min: 1 }),
    once: args.has("once"),
    handshakeSeconds: readSeconds(args, "handshake-timeout", 10),
    idleSeconds: readSeconds(args, "idle-timeout", server.idleSeconds),
    graceSeconds: readSeconds(args, "grace", 5),
    signal: shutdown.signal,
    onEvent: openEventLog(call, { protocol: listener.protocol }),
  });
  return SUCCESS;
}

/** Warns where other machines can reach a server. */
export function warnIfExposed(listener: Listener, terminal: Terminal): void {
  if (isLoopback(listener.address.host)) return;
  const place = formatAddress(listener.address);
  terminal.err(`${eventText(terminal.language).exposed(place)}\n`);
}

/** The user's own certificate and key, else wirelab's, made on first use. */
export async function findKeyPair(
  { args, terminal }: Call,
): Promise<{ certPem: string; keyPem: string }> {
  const certPath = ownCertificate(args);
  const pki = await import("../pki/mod.ts");
  if (certPath !== undefined) {
    return await pki.loadKeyPair({
      certPath,
      keyPath: args.text("key") ?? certPath,
    });
  }
  const made = await pki.ensureCertificates({
    directory: args.text("certs"),
    keyType: args.text("key-type") === "rsa" ? "rsa" : "ecdsa",
  });
  if (made.created) {
    const { certificatesMade } = eventText(terminal.language);
    terminal.err(`${certificatesMade(made.directory)}\n`);
  }
  return made;
}

function ownCertificate(args: Arguments): string | undefined {
  const certPath = args.text("cert");
  if (certPath === undefined && args.has("key")) {
    throw new Failure("usage", "Cannot use --key without --cert.", {
      hint: "Name the key's certificate too: --cert FILE --key FILE",
    });
  }
  return certPath;
}
