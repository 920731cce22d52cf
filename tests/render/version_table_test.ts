import { assert, assertEquals, assertMatch } from "@std/assert";
import {
  flightsOf,
  speak,
  type Step,
  type Verdict,
} from "../../src/explain/mod.ts";
import { renderResumption } from "../../src/render/resume_table.ts";
import { renderVersions } from "../../src/render/version_table.ts";
import { widthOf } from "../../src/render/width.ts";

/** A message: `> tls ClientHello`, `*` behind it where it is encrypted, its time before it. */
function messageOf(line: string): Step {
  const [time, from, phase, title, secret] = line.trim().split(/ +/);
  const client = from === ">";
  return {
    time: Number(time) / 1000,
    from: client ? "client" : "server",
    to: client ? "server" : "client",
    kind: "message",
    protocol: title === "GET" || title === "200" ? "http" : "tls",
    phase: phase === "tls" ? "tls" : "data",
    evidence: "observed",
    encrypted: secret === "*",
    frames: [1],
    title,
    detail: "",
    text: "",
    fields: () => [],
    bytes: () => new Uint8Array(0),
    carriers: () => [],
  };
}

function messages(script: string): Step[] {
  return script.trim().split("\n").map(messageOf);
}

function verdictOf(version: string, roundTrips: number): Verdict {
  return {
    client: { address: "127.0.0.1", port: 50000 },
    server: { address: "127.0.0.1", port: 443 },
    opening: "handshake",
    openingSeconds: 0.0001,
    protocol: "tls",
    handshakeSeconds: 0.002,
    ssh: undefined,
    diagnosis: undefined,
    bytes: { client: 300, server: 1000 },
    opened: { client: 50, server: 150 },
    close: { kind: "relayed", first: undefined, reset: undefined },
    closedBy: undefined,
    segments: 19,
    findings: 0,
    seconds: 0.005,
    firstAnswerSeconds: 0.003,
    longestPause: undefined,
    tls: {
      version,
      cipherSuite: version === "TLS 1.3"
        ? "TLS_AES_256_GCM_SHA384"
        : "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
      group: "x25519",
      alpn: null,
      serverName: "localhost",
      certificateNames: [],
      resumed: false,
      finished: true,
      roundTrips,
      decryption: "open",
      failure: undefined,
      closedBecause: undefined,
      onlyEarlyDataClosed: false,
      earlyData: undefined,
      renegotiations: 0,
      preSharedKey: false,
      closeNotify: [],
      probableCloseNotify: [],
    },
  };
}

const OLDER = messages(`
  1 > tls ClientHello
  2 < tls ServerHello
  2 < tls Certificate
  3 > tls ClientKeyExchange
  3 > tls ChangeCipherSpec
  3 > tls Finished *
  4 < tls Finished *
  5 > data ApplicationData *
  5 > data GET *
  6 < data 200 *`);

const NEWER = messages(`
  1 > tls ClientHello
  2 < tls ServerHello
  2 < tls Certificate *
  2 < tls Finished *
  3 > tls Finished *
  3.5 < data NewSessionTicket *
  3.6 < data NewSessionTicket *
  4 > data GET *
  5 < data 200 *`);

Deno.test("flightsOf() groups what a side says before it waits, tickets with what follows", () => {
  assertEquals(
    flightsOf(NEWER).map(({ from, messages }) => [
      from,
      ...messages.map(({ title, count }) => `${title} ${count}`),
    ]),
    [
      ["client", "ClientHello 1"],
      ["server", "ServerHello 1", "Certificate 1", "Finished 1"],
      ["client", "Finished 1", "GET 1"],
      ["server", "NewSessionTicket 2", "200 1"],
    ],
  );
});

Deno.test("tables of runs write the unit of their times in Chinese too", () => {
  const older = { steps: OLDER, verdict: verdictOf("TLS 1.2", 2) };
  const newer = { steps: NEWER, verdict: verdictOf("TLS 1.3", 1) };
  const say = speak("zh");
  const versions = renderVersions([older, newer], { say });
  assertMatch(versions, / 1\.000 毫秒 │ /);
  assertMatch(versions, / 150 毫秒 +100 毫秒\n/);
  const resumption = renderResumption([newer, newer], { say });
  assertMatch(resumption, / 2\.000 毫秒 +2\.000 毫秒\n/);
  assert(!/ ms\b/.test(versions + resumption));
});

Deno.test("renderVersions() sets flight beside flight, and what differs in a table", () => {
  const text = renderVersions([
    { steps: OLDER, verdict: verdictOf("TLS 1.2", 2) },
    { steps: NEWER, verdict: verdictOf("TLS 1.3", 1) },
  ], { say: speak("en") });
  assertEquals(
    `\n${text.slice(0, text.indexOf("One round trip less"))}`,
    `
TLS 1.2                                │ TLS 1.3
1 client ───────────────────▶ 1.000 ms │ 1 client ───────────────────▶ 1.000 ms
    ClientHello                        │     ClientHello
2 server ◀─────────────────── 2.000 ms │ 2 server ◀─────────────────── 2.000 ms
    ServerHello                        │     ServerHello
    Certificate                        │   * Certificate
                                       │   * Finished
3 client ───────────────────▶ 3.000 ms │ 3 client ───────────────────▶ 3.000 ms
    ClientKeyExchange                  │   * Finished
    ChangeCipherSpec                   │   * GET
  * Finished                           │
4 server ◀─────────────────── 4.000 ms │ 4 server ◀─────────────────── 3.500 ms
  * Finished                           │   * NewSessionTicket (2)
                                       │   * 200
5 client ───────────────────▶ 5.000 ms │
  * GET                                │
6 server ◀─────────────────── 6.000 ms │
  * 200                                │
* encrypted on the wire; ms since SYN

                                                       TLS 1.2      TLS 1.3
round trips of TCP                                           1            1
round trips of TLS                                           2            1
request leaves, at 50 ms a round trip (computed)        150 ms       100 ms
TLS handshake, measured                               2.000 ms     2.000 ms
answer after SYN, measured                            6.000 ms     5.000 ms
handshake messages encrypted                            2 of 6       3 of 5
the server's certificate                          in the clear    encrypted
bytes in all, both ways                                   1300         1300
TCP segments                                                19           19
cipher                                             AES_128_GCM  AES_256_GCM
key exchange                                            x25519       x25519

`,
  );
});

Deno.test("renderVersions() fits 80 columns in both languages, and draws in ASCII", () => {
  for (const language of ["en", "zh"] as const) {
    for (const ascii of [false, true]) {
      const text = renderVersions([
        { steps: OLDER, verdict: verdictOf("TLS 1.2", 2) },
        { steps: NEWER, verdict: verdictOf("TLS 1.3", 1) },
      ], { say: speak(language), ascii });
      for (const line of text.split("\n")) assert(widthOf(line) <= 80, line);
      if (ascii) assert(!/[─│▶◀·→—…]/.test(text));
    }
  }
});

Deno.test("renderVersions() draws as on 60 columns where there are fewer", () => {
  const runs = [
    { steps: OLDER, verdict: verdictOf("TLS 1.2", 2) },
    { steps: NEWER, verdict: verdictOf("TLS 1.3", 1) },
  ] as const;
  const flights = (columns: number) =>
    renderVersions(runs, { say: speak("en"), columns }).split("\n")
      .filter((line) => line.includes("│"));
  assertEquals(flights(30), flights(60));
});
