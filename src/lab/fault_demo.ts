import { connectTls } from "../endpoints/connect.ts";
import { dial } from "../endpoints/dial.ts";
import { failureOf } from "../endpoints/failures.ts";
import {
  listenFaulty,
  WIRE_FAULTS,
  type WireFault,
} from "../endpoints/faults.ts";
import { httpReply } from "../endpoints/http_reply.ts";
import { listenTls } from "../endpoints/listen.ts";
import { type Listener, serve } from "../endpoints/serve.ts";
import { warmUpTls } from "../endpoints/warm_up.ts";
import type { Failure, Language } from "../failure.ts";
import {
  CERTIFICATE_FAULTS,
  type CertificateFault,
} from "../pki/certificate_faults.ts";
import { type FaultCase, faultToJson, renderFaults } from "../render/mod.ts";
import { says } from "./pair.ts";
import { show, type StudyOptions, tell, type Told } from "./study.ts";
import { isOver, Wire } from "./wire.ts";

/** A fault of a TLS server. */
type Fault = CertificateFault | WireFault;

/** What the demo of faults needs beside what every such demo needs. */
export interface FaultDemoOptions extends Omit<StudyOptions, "credentials"> {
  /** Exit code of a client that fails in a way. */
  exitCode(failure: Failure): number;
  /** Language of what the client says; its JSON is English in every one. */
  readonly language: Language;
}

/** A server with a fault, and what its client said of it. */
interface Stand {
  readonly fault: Fault;
  readonly listener: Listener;
  /** What ended the client; nothing where it was content. */
  failure?: Failure;
}

/** Time that the client gives to a handshake, in seconds. */
const PATIENCE_SECONDS = 1;
/** Silence of the slow server, in seconds. */
const SLOW_SECONDS = 1.2;

const REQUEST =
  "GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";

/**
 * Makes every fault of a TLS server happen, and tells what its client said and
 * what the packets show.
 *
 * @param options How it is shown.
 * @throws {Failure} `unavailable`, where packets cannot be had.
 */
export async function runFaultDemo(options: FaultDemoOptions): Promise<void> {
  using stack = new DisposableStack();
  const { caPem, stands } = await openStands();
  for (const { listener } of stands) stack.defer(() => listener.close());
  await warmUpTls();
  await using wire = await Wire.open({
    ...options,
    ports: stands.map(({ listener }) => listener.address.port),
  });
  for (const stand of stands) {
    await provoke(stand, caPem);
    const { port } = stand.listener.address;
    await wire.until(() =>
      wire.flows.some((flow) => flow.server.port === port && isOver(flow))
    );
  }
  const told = await tell(wire, options);
  report(stands, [...told.values()], options);
}

/** Makes a CA in memory, and opens a server for every fault. */
async function openStands(): Promise<{ caPem: string; stands: Stand[] }> {
  const pki = await import("../pki/mod.ts");
  const key = await pki.generateKey("ecdsa");
  const notBefore = new Date(Date.now() - 365 * 86_400_000);
  const caPem = await pki.createAuthority(key, { notBefore });
  const issuer = { pem: caPem, key };
  const leafKey = await pki.generateKey("ecdsa");
  const sound = {
    certPem: await pki.issueLeaf(leafKey, issuer),
    keyPem: pki.encodeKey(leafKey),
  };
  const address = { host: "127.0.0.1", port: 0 };
  const stands: Stand[] = [];
  for (const fault of CERTIFICATE_FAULTS) {
    const pair = await pki.makeFaulty(fault, issuer);
    stands.push({ fault, listener: listenTls(address, pair) });
  }
  for (const fault of WIRE_FAULTS) {
    const faulty = { ...sound, slowSeconds: SLOW_SECONDS };
    stands.push({ fault, listener: listenFaulty(address, fault, faulty) });
  }
  return { caPem, stands };
}

/** Has a client meet the fault of a server. */
async function provoke(stand: Stand, caPem: string): Promise<void> {
  const { listener } = stand;
  const target = listener.address;
  const serving = serve(listener, httpReply(), {
    once: true,
    handshakeSeconds: 0,
    graceSeconds: 0,
  });
  const serverName = "localhost";
  const { mishap } = await dial(
    target,
    () => connectTls(target, { serverName, caPem: [caPem] }),
    says(REQUEST),
    { handshakeSeconds: PATIENCE_SECONDS, idleSeconds: 10 },
  );
  await serving;
  stand.failure = mishap && failureOf(mishap, {
    target,
    protocol: "tls",
    serverName,
    timeoutSeconds: PATIENCE_SECONDS,
  });
}

function report(
  stands: readonly Stand[],
  told: readonly Told[],
  options: FaultDemoOptions,
): void {
  const { write, exitCode } = options;
  const language = options.json ? "en" : options.language;
  const cases = stands.map(({ fault, failure, listener }): FaultCase => {
    const { port } = listener.address;
    const seen = told.map(({ conversation }) => conversation)
      .find((one) => one.verdict().server.port === port);
    return {
      fault,
      said: failure?.in(language).message,
      exitCode: failure ? exitCode(failure) : 0,
      stream: seen?.number,
      verdict: seen?.verdict(),
    };
  });
  if (options.json || options.html) {
    const faults = told.map(({ conversation }) =>
      cases.find(({ stream }) => stream === conversation.number)?.fault
    );
    show(told, options, faults.map((fault) => `--fault ${fault}`));
  }
  if (options.json) {
    for (const each of cases) write(`${faultToJson(each)}\n`);
  } else if (!options.html) {
    write(renderFaults(cases, options));
  }
}
