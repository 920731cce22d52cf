import {
  echo,
  formatAddress,
  type Handler,
  httpReply,
  isLoopback,
  type Listener,
  listenTcp,
  serve,
} from "../endpoints/mod.ts";
import {
  readAddress,
  readAlpn,
  readConcurrency,
  readSeconds,
} from "./endpoint_options.ts";
import { openEventLog } from "./event_log.ts";
import { openTlsServer, usesNode } from "./open_tls_server.ts";
import { eventText } from "./event_text.ts";
import { SUCCESS } from "./exit_codes.ts";
import { heedKeyLog, warnOfKeyLog } from "./key_log_option.ts";
import type { Call } from "./mode.ts";
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
  /** Time for a handshake where no option says otherwise, in seconds; 10 if not given. */
  readonly handshakeSeconds?: number;
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
  if (usesNode(args)) {
    warnOfKeyLog(call.terminal);
  } else {
    const relaunched = await heedKeyLog(call);
    if (relaunched !== undefined) return relaunched;
  }
  const echoes = args.text("reply") === "echo";
  return await run(call, {
    listener: await openTlsServer(call, {
      alpn: readAlpn(args, echoes ? [] : ["http/1.1"]),
    }),
    handler: echoes ? echo : httpReply(),
    idleSeconds: 30,
    // A server that stalls waits longer than any client.
    handshakeSeconds: args.text("fault") === "stall" ? 0 : 10,
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
    handshakeSeconds: readSeconds(
      args,
      "handshake-timeout",
      server.handshakeSeconds ?? 10,
    ),
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
