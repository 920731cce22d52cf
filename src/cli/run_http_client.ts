import {
  type Attempt,
  dial,
  type EndpointEvent,
  failureOf,
  limitOf,
  type Link,
  linkOf,
  openFirst,
  startTls,
  type WireReader,
} from "../endpoints/mod.ts";
import { resolveHost, warmUpResolver } from "../endpoints/resolve.ts";
import { warmUpTls } from "../endpoints/warm_up.ts";
import { Failure, type Language } from "../failure.ts";
import { httpExchange } from "../lab/http_exchange.ts";
import { NegotiationReader } from "../lab/negotiated.ts";
import { PhaseClock } from "../lab/phases.ts";
import { readSeconds, readTlsVersion } from "./endpoint_options.ts";
import { openEventLog } from "./event_log.ts";
import { SUCCESS } from "./exit_codes.ts";
import { usageFailure } from "./failure_text.ts";
import { openReport, type Visited } from "./http_report.ts";
import {
  type HttpTarget,
  type HttpTargetDefaults,
  readHttpTarget,
  urlOf,
} from "./http_target.ts";
import type { Call } from "./mode.ts";
import type { Arguments } from "./options.ts";
import { openReply } from "./run_client.ts";
import { Shutdown } from "./shutdown.ts";
import {
  chooseTls,
  judgeOf,
  readTrusted,
  type TlsChoice,
  warnOfInsecure,
} from "./tls_choice.ts";
import { VERSION } from "./version.ts";

/** Starts TLS on a connection that stands. */
type Secure = (connection: Deno.TcpConn) => Promise<Link>;

/** What a client has to know before it starts. */
interface Plan {
  readonly target: HttpTarget;
  readonly request: string;
  /** Name to find in the certificate; none without TLS. */
  readonly serverName: string | undefined;
  readonly timeoutSeconds: number;
  /** Starts TLS; nothing where there is none. */
  readonly secure: Secure | undefined;
  /** Folder that was to hold wirelab's authority, and does not. */
  readonly emptyFolder: string | undefined;
}

/**
 * Runs `http-client` and `https-client`.
 *
 * @param call The call.
 * @param defaults What they ask for where nothing is named.
 */
export async function runHttpClient(
  call: Call,
  defaults: HttpTargetDefaults,
): Promise<number> {
  const { args } = call;
  const target = readHttpTarget(args, defaults);
  const request = requestOf(target, call);
  const timeoutSeconds = readSeconds(args, "timeout", 10);
  const choice = target.secure ? await chooseTls(call, target) : undefined;
  if (choice?.relaunched !== undefined) return choice.relaunched;
  const trusted = choice && await readTrusted(args, target, choice);
  const secure = choice && trusted &&
    await prepareTls(args, choice, trusted.caPem);
  await warmUpResolver();
  return await visit(call, {
    target,
    request,
    serverName: choice?.serverName,
    timeoutSeconds,
    secure,
    emptyFolder: trusted?.emptyFolder,
  });
}

async function visit(call: Call, plan: Plan): Promise<number> {
  const { args } = call;
  const { target, request } = plan;
  const idleSeconds = readSeconds(args, "idle-timeout", 60);
  const report = openReport(call);
  const reply = openReply(call);
  const clock = new PhaseClock();
  const visited: Visited = {
    addresses: [],
    peer: undefined,
    negotiated: undefined,
    head: undefined,
    bodyBytes: 0,
  };
  const log = openLog(call);
  using shutdown = new Shutdown();
  const { mishap } = await dial(
    target,
    () => connect(plan, { clock, visited, signal: shutdown.signal }),
    httpExchange({
      request,
      onHead(head) {
        clock.begin("body");
        visited.head = head;
        report.answered(head);
        if (head.status < 200) clock.begin("wait");
      },
      onBody: (bytes) => reply.write(bytes),
      onEnd(bodyLength) {
        clock.end();
        visited.bodyBytes = bodyLength;
        reply.end();
        report.timed(clock.phases, visited);
      },
    }),
    {
      handshakeSeconds: plan.timeoutSeconds,
      idleSeconds,
      signal: shutdown.signal,
      onEvent(event) {
        log(event);
        if (event.kind === "handshake") visited.negotiated = event.negotiated;
        const ready = target.secure ? "handshake" : "connected";
        if (event.kind !== ready) return;
        clock.begin("wait");
        report.asked(urlOf(target), request);
      },
    },
  );
  if (shutdown.exitCode !== undefined) return shutdown.exitCode;
  if (!mishap) return SUCCESS;
  reply.end();
  if (mishap.error instanceof Failure) throw mishap.error;
  throw failureOf(mishap, { ...attemptOf(plan), idleSeconds });
}

function attemptOf(plan: Plan): Attempt {
  const { target, serverName, timeoutSeconds, emptyFolder } = plan;
  return {
    target,
    protocol: target.secure ? "tls" : "tcp",
    serverName,
    timeoutSeconds,
    emptyFolder,
    modes: {
      server: target.secure ? "https-server" : "http-server",
      plainClient: "http-client",
    },
  };
}

/** Finds the addresses of the server, and connects to the first that answers. */
async function connect(
  { target, secure, timeoutSeconds }: Plan,
  { clock, visited, signal }: {
    clock: PhaseClock;
    visited: Visited;
    signal: AbortSignal;
  },
): Promise<Link> {
  // The look-up and all addresses share one time.
  const limit = limitOf({ timeoutSeconds, signal });
  clock.begin("name");
  visited.addresses = await resolveHost(target.host, {
    timeoutSeconds: 0,
    signal: limit,
  });
  clock.begin("tcp");
  const { connection, peer } = await openFirst(
    visited.addresses,
    target.port,
    { timeoutSeconds, signal: limit },
  );
  clock.end();
  visited.peer = peer;
  if (!secure) return linkOf(connection);
  const link = await secure(connection);
  clock.begin("tls");
  return link;
}

/** Loads what TLS needs, so that it is not timed, and makes what starts it. */
async function prepareTls(
  args: Arguments,
  choice: TlsChoice,
  caPem: readonly string[],
): Promise<Secure> {
  const common = {
    serverName: choice.serverName,
    caPem,
    alpn: ["http/1.1"],
  };
  if (choice.usesNode) {
    const { startNodeTls } = await import("../endpoints/node_tls.ts");
    const options = {
      ...common,
      version: readTlsVersion(args),
      insecure: args.has("insecure"),
      judge: await judgeOf(caPem),
    };
    return (connection) => Promise.resolve(startNodeTls(connection, options));
  }
  await warmUpTls();
  const wireReader: WireReader = new NegotiationReader();
  const options = { ...common, wireReader };
  return (connection) => startTls(connection, options);
}

/** Opens the log of the connection, which is for programs: a person reads the report. */
function openLog(call: Call): (event: EndpointEvent) => void {
  const { args, terminal } = call;
  const log = openEventLog(call, { protocol: "tcp", aside: true });
  const told = new Set(["connected", "handshake", "failed"]);
  return (event) => {
    if (args.has("json") && told.has(event.kind)) log(event);
    if (event.kind === "handshake" && args.has("insecure")) {
      warnOfInsecure(event.negotiated, terminal);
    }
  };
}

/** What the request asks for beside the user's own headers, by language. */
const LANGUAGES: Readonly<Record<Language, readonly [string, string][]>> = {
  en: [],
  zh: [["Accept-Language", "zh-CN,zh;q=0.9,en;q=0.5"]],
};

/** Writes the request: its line, its headers, and the empty line. */
function requestOf(target: HttpTarget, { args, terminal }: Call): string {
  const own = args.all("header").map(readHeader);
  const defaults: [string, string][] = [
    ["Host", target.authority],
    ["User-Agent", `wirelab/${VERSION}`],
    ["Accept", "*/*"],
    // Without the header a server speaks English, or whatever it likes.
    ...LANGUAGES[terminal.language],
    ["Accept-Encoding", "identity"],
    ["Connection", "close"],
  ];
  const kept = defaults.filter(([name]) =>
    !own.some(([other]) => other.toLowerCase() === name.toLowerCase())
  );
  const method = args.has("head") ? "HEAD" : "GET";
  return [
    `${method} ${target.path} HTTP/1.1`,
    ...[...kept, ...own].map(([name, value]) => `${name}: ${value}`),
    "",
    "",
  ].join("\r\n");
}

/** Reads a header of the command line. */
function readHeader(text: string): [name: string, value: string] {
  const match = /^([!#$%&'*+\-.^_`|~\w]+):[ \t]*([\t\x20-\x7e\x80-\xff]*)$/
    .exec(text);
  if (match) return [match[1], match[2]];
  throw usageFailure((words) => words.noHeader);
}
