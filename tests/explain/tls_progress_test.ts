import { assertEquals } from "@std/assert";
import { TlsProgress } from "../../src/explain/tls_progress.ts";
import type { Direction } from "../../src/stream/mod.ts";
import type { TlsEvent, TlsFacts } from "../../src/tls/mod.ts";

const CLIENT: Direction = 0;
const SERVER: Direction = 1;
const HANDSHAKE_FAILURE = 40;
const NO_RENEGOTIATION = 100;

/** Follows events of a version; of each only what decides is made. */
function follow(version: number, events: readonly object[]): TlsProgress {
  const progress = new TlsProgress();
  const facts = { version: { code: version, name: "" } } as TlsFacts;
  for (const event of events) progress.add(event as TlsEvent, facts);
  return progress;
}

function message(direction: Direction, kind: string): object {
  return { kind: "handshake", direction, message: { kind } };
}

function data(direction: Direction, early = false): object {
  return { kind: "application_data", direction, early };
}

function alert(
  direction: Direction,
  description: number,
  level: 1 | 2 = 2,
): object {
  return { kind: "alert", direction, level, description };
}

const FULL_TLS12 = [
  message(CLIENT, "client_hello"),
  message(SERVER, "server_hello"),
  message(CLIENT, "finished"),
  message(SERVER, "finished"),
];

const FULL_TLS13 = [
  message(CLIENT, "client_hello"),
  message(SERVER, "server_hello"),
  message(SERVER, "finished"),
  message(CLIENT, "finished"),
];

Deno.test("TlsProgress tells a refused renegotiation from a failed handshake", () => {
  const progress = follow(0x0303, [
    ...FULL_TLS12,
    data(CLIENT),
    message(CLIENT, "client_hello"),
    alert(SERVER, NO_RENEGOTIATION, 1),
    alert(CLIENT, HANDSHAKE_FAILURE),
  ]);
  assertEquals(progress.failure?.during, "renegotiation");
  assertEquals(progress.failure?.alert.direction, CLIENT);
  assertEquals(progress.renegotiations, 0);
});

Deno.test("TlsProgress counts renegotiations that were finished", () => {
  const again = [data(CLIENT), ...FULL_TLS12];
  const progress = follow(0x0303, [...FULL_TLS12, ...again, ...again]);
  assertEquals(progress.renegotiations, 2);
  assertEquals(progress.failure, undefined);
});

Deno.test("TlsProgress takes a second ClientHello after HelloRetryRequest for the same handshake", () => {
  const progress = follow(0x0304, [
    message(CLIENT, "client_hello"),
    message(SERVER, "hello_retry_request"),
    ...FULL_TLS13,
  ]);
  assertEquals(progress.isOver, true);
  assertEquals(progress.renegotiations, 0);
});

Deno.test("TlsProgress takes a server's alert right behind the client's Finished for a failed handshake", () => {
  const progress = follow(0x0304, [...FULL_TLS13, alert(SERVER, 116)]);
  assertEquals(progress.failure?.during, "handshake");
});

Deno.test("TlsProgress takes an alert of a server that has gone on for the end of the data", () => {
  const progress = follow(0x0304, [
    ...FULL_TLS13,
    message(SERVER, "new_session_ticket"),
    alert(SERVER, 50),
  ]);
  assertEquals(progress.failure?.during, "data");
});

Deno.test("TlsProgress takes an alert of a client that has finished for the end of the data", () => {
  const progress = follow(0x0304, [...FULL_TLS13, alert(CLIENT, 50)]);
  assertEquals(progress.failure?.during, "data");
});

Deno.test("TlsProgress knows that early data alone stayed closed", () => {
  const early = {
    kind: "encrypted",
    direction: CLIENT,
    reason: "no-secret",
    inferred: { content: "early_data" },
  };
  const progress = follow(0x0304, [early, ...FULL_TLS13]);
  assertEquals(progress.onlyEarlyDataClosed, true);
  progress.add(
    { ...early, inferred: undefined } as unknown as TlsEvent,
    {} as TlsFacts,
  );
  assertEquals(progress.onlyEarlyDataClosed, false);
});

Deno.test("TlsProgress knows how the first handshake took up a session, whatever a renegotiation does", () => {
  const progress = new TlsProgress();
  const factsWith = (resumption: TlsFacts["resumption"]) =>
    ({ version: { code: 0x0303, name: "" }, resumption }) as TlsFacts;
  for (const event of FULL_TLS12) {
    progress.add(event as TlsEvent, factsWith("none"));
  }
  const renegotiated = factsWith("session_id");
  for (const event of FULL_TLS12) {
    progress.add(event as TlsEvent, renegotiated);
  }
  assertEquals(progress.renegotiations, 1);
  assertEquals(progress.resumptionOf(renegotiated), "none");
});

Deno.test("TlsProgress takes a session for resumed before its handshake is over", () => {
  const progress = new TlsProgress();
  const facts = {
    version: { code: 0x0303, name: "" },
    resumption: "session_ticket",
  } as TlsFacts;
  progress.add(FULL_TLS12[0] as TlsEvent, facts);
  assertEquals(progress.resumptionOf(facts), "session_ticket");
});
