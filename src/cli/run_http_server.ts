import {
  type Address,
  type EndpointEvent,
  formatAddress,
  HttpSite,
  type Listener,
  listenTappedTls,
  listenTcp,
  type OnEvent,
  serve,
  StaticFiles,
} from "../endpoints/mod.ts";
import type { PageCertificate } from "../render/mod.ts";
import { webSite } from "../lab/web_site.ts";
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
import { findKeyPair } from "./open_tls_server.ts";
import { warnIfExposed } from "./run_server.ts";
import { Shutdown } from "./shutdown.ts";

/** Events that say what a request's line says too. */
const UNTOLD: ReadonlySet<EndpointEvent["kind"]> = new Set([
  "accepted",
  "handshake",
  "received",
  "sent",
  "peer-closed",
  "half-closed",
  "closed",
]);

/** Runs `http-server`. */
export async function runHttpServer(call: Call): Promise<number> {
  const files = await readFiles(call.args);
  return await run(call, {
    // Else a file waits, up to 40 ms, for the acknowledgment of its head.
    listener: listenTcp(readAddress(call.args, 8000), { noDelay: true }),
    files,
  });
}

/** Runs `https-server`. */
export async function runHttpsServer(call: Call): Promise<number> {
  const { args } = call;
  const relaunched = await heedKeyLog(call);
  if (relaunched !== undefined) return relaunched;
  const files = await readFiles(args);
  const pair = await findKeyPair(call);
  const [{ pageCertificate }, { NegotiationReader }] = await Promise.all([
    import("../lab/page_certificate.ts"),
    import("../lab/negotiated.ts"),
  ]);
  const offer = { ...pair, alpn: readAlpn(args, ["h2", "http/1.1"]) };
  return await run(call, {
    listener: listenTappedTls(
      readAddress(args, 8444),
      offer,
      () => new NegotiationReader(),
    ),
    certificate: pageCertificate(pair.certPem, !args.has("cert")),
    files,
  });
}

/** What one kind of server has of its own. */
interface Server {
  readonly listener: Listener;
  readonly files: StaticFiles | undefined;
  readonly certificate?: PageCertificate;
}

async function run(call: Call, server: Server): Promise<number> {
  const { args, terminal } = call;
  const { listener, files, certificate } = server;
  const concurrency = readConcurrency(args);
  warnIfExposed(listener, terminal);
  using shutdown = new Shutdown();
  const onEvent = openLog(call, listener.protocol);
  await using site = new HttpSite(
    webSite({ files, certificate, language: terminal.language }),
    {
      idleSeconds: readSeconds(args, "idle-timeout", 60),
      // A connection that stays open would keep all others waiting.
      keepAlive: concurrency === "async" && !args.has("once"),
      onEvent,
    },
  );
  shutdown.signal.addEventListener("abort", () => site.close());
  await serve(listener, site.handler, {
    concurrency,
    maxConnections: args.integer("max-connections", { min: 1 }),
    once: args.has("once"),
    handshakeSeconds: readSeconds(args, "handshake-timeout", 10),
    graceSeconds: readSeconds(args, "grace", 5),
    signal: shutdown.signal,
    onEvent,
  });
  return SUCCESS;
}

/** Opens a log that has a line for each request, and says where the page is. */
function openLog(call: Call, protocol: Listener["protocol"]): OnEvent {
  const { args, terminal } = call;
  const log = openEventLog(call, { protocol });
  const scheme = protocol === "tls" ? "https" : "http";
  return (event) => {
    if (UNTOLD.has(event.kind)) return;
    log(event);
    if (event.kind !== "listening" || args.has("json")) return;
    const url = `${scheme}://${formatAddress(reachable(event.address))}/`;
    terminal.out(`${eventText(terminal.language).openPage(url)}\n`);
  };
}

/** An address that this machine reaches, where a server listens on all of them. */
function reachable({ host, port }: Address): Address {
  if (host === "0.0.0.0") return { host: "127.0.0.1", port };
  return { host: host === "::" ? "::1" : host, port };
}

async function readFiles(args: Arguments): Promise<StaticFiles | undefined> {
  const dir = args.text("dir");
  return dir === undefined ? undefined : await StaticFiles.open(dir);
}
