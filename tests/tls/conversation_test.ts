import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { fromHex } from "../../src/bytes/mod.ts";
import { KeyLog, type TlsEvent } from "../../src/tls/mod.ts";
import { converse } from "./check.ts";

type Sent = readonly [direction: 0 | 1, hex: string];

/** Has a conversation of records in hexadecimal; checks that every byte is told. */
function told(...sent: readonly Sent[]): readonly TlsEvent[] {
  return converse(sent.map(([direction, hex]) => ({
    direction,
    bytes: fromHex(hex),
  }))).events;
}

/** What kind each event is; of errors their outcome. */
function kinds(events: readonly TlsEvent[]): string[] {
  return events.map((event) =>
    event.kind === "error" ? `error ${event.error.outcome}` : event.kind
  );
}

const RANDOM = "11".repeat(32);
const CLIENT_HELLO = `16 0301 002d 01 000029 0303 ${RANDOM} 00 0002 c02f 01 00`;
const SERVER_HELLO = `16 0303 002a 02 000026 0303 ${RANDOM} 00 c02f 00`;
const SSL3_HELLO = `16 0300 002a 02 000026 0300 ${RANDOM} 00 002f 00`;

Deno.test("TlsConversation decodes a ClientHello in the format of SSL 2.0", () => {
  const [event] = told([
    0,
    `801f 01 0301 0006 0000 0010 010080 00002f ${"22".repeat(16)}`,
  ]);
  assert(event.kind === "handshake" && event.message.kind === "client_hello");
  const { sslv2, legacyVersion, cipherSuites, random } = event.message;
  assertEquals(sslv2, true);
  assertEquals(legacyVersion, 0x0301);
  assertEquals(cipherSuites, [0x010080, 0x00002f]);
  assertEquals(random.length, 16);
});

Deno.test("TlsConversation names SSL 3.0, and says that it does not decrypt it", () => {
  const keyLog = new KeyLog();
  keyLog.add(`CLIENT_RANDOM ${RANDOM} ${"33".repeat(48)}\n`);
  const sent = [CLIENT_HELLO, SSL3_HELLO, "14 0300 0001 01", "16 0300 0001 00"];
  const parts = sent.map((hex, index) => ({
    direction: index === 0 ? 0 as const : 1 as const,
    bytes: fromHex(hex),
  }));
  const { conversation, events } = converse(parts, { keyLog });
  assertEquals(conversation.facts.version, { code: 0x0300, name: "SSL 3.0" });
  const closed = events.at(-1);
  assertEquals(
    closed?.kind === "encrypted" && closed.reason,
    "unsupported-suite",
  );
});

Deno.test("TlsConversation tells a message that an alert breaks off", () => {
  const events = told(
    [0, CLIENT_HELLO],
    [1, "16 0303 0006 0b 000100 0000"],
    [1, "15 0303 0002 0228"],
  );
  assertEquals(kinds(events), ["handshake", "error misbehaved", "alert"]);
});

Deno.test("TlsConversation tells a message that the stream ends in", () => {
  const events = told([0, CLIENT_HELLO], [1, "16 0303 0006 0b 000100 0000"]);
  assertEquals(kinds(events), ["handshake", "error truncated"]);
  const [, broken] = events;
  assert(broken.kind === "error");
  assertEquals(broken.error.needed, 260);
  assertEquals(broken.error.available, 6);
});

Deno.test("TlsConversation tells a malformed message, and decodes the next", () => {
  const events = told([1, `16 0303 0009 0e 000001 00 0e 000000`]);
  assertEquals(kinds(events), ["error malformed", "handshake"]);
});

Deno.test("TlsConversation tells records whose content cannot be", () => {
  assertEquals(kinds(told([0, CLIENT_HELLO], [1, "15 0303 0003 020000"])), [
    "handshake",
    "encrypted",
  ]);
  assertEquals(
    kinds(
      told([0, CLIENT_HELLO], [1, SERVER_HELLO], [1, "15 0303 0003 020000"]),
    ),
    ["handshake", "handshake", "error malformed"],
  );
  assertEquals(
    kinds(told([0, CLIENT_HELLO], [1, SERVER_HELLO], [1, "16 0303 0000"])),
    ["handshake", "handshake", "error malformed"],
  );
});

Deno.test("TlsConversation decodes heartbeats, and keeps unknown records", () => {
  const events = told(
    [0, CLIENT_HELLO],
    [1, SERVER_HELLO],
    [0, `18 0303 0015 01 0002 abcd ${"00".repeat(16)}`],
    [1, "1a 0303 0002 abcd"],
  );
  assertEquals(kinds(events).slice(2), ["heartbeat", "unknown_record"]);
  const [, , heartbeat] = events;
  assert(heartbeat.kind === "heartbeat");
  assertEquals([heartbeat.type, heartbeat.payloadLength], [1, 2]);
  assertEquals(heartbeat.fields().map(({ name }) => name), [
    "type",
    "payload_length",
    "payload",
    "padding",
  ]);
});

Deno.test("TlsConversation shows a heartbeat that declares more than it holds", () => {
  const [, , heartbeat] = told(
    [0, CLIENT_HELLO],
    [1, SERVER_HELLO],
    [0, "18 0303 0003 01 4000"],
  );
  assert(heartbeat.kind === "heartbeat");
  assertEquals(heartbeat.payloadLength, 0x4000);
});

Deno.test("TlsConversation takes a capture that begins in the middle", () => {
  const events = told(
    [1, `17 0303 0020 ${"ee".repeat(32)}`],
    [0, `15 0303 001a ${"ee".repeat(26)}`],
    [1, `16 0303 0028 ${"ee".repeat(40)}`],
  );
  assertEquals(kinds(events), ["encrypted", "encrypted", "encrypted"]);
});

Deno.test("TlsConversation tells an answer that is no TLS", () => {
  const text = "485454502f312e312034303020426164205265717565737420";
  const [, error] = told([0, CLIENT_HELLO], [1, text]);
  assert(error.kind === "error");
  assertEquals(error.error.outcome, "malformed");
  assertStringIncludes(error.error.message, "25 bytes are no record");
});

Deno.test("TlsConversation does not keep long records that it cannot open", () => {
  const events = told(
    [0, CLIENT_HELLO],
    [1, `17 0303 0400 ${"ee".repeat(1024)}`],
    [1, `17 0303 0100 ${"ee".repeat(256)}`],
  );
  assertEquals(events.map(({ bytes }) => bytes.length).slice(1), [0, 256]);
  const [, long] = events;
  assertEquals(long.kind === "encrypted" && long.length, 1024);
});

Deno.test("TlsConversation splits messages and ranges in one record", () => {
  const hello = SERVER_HELLO.replace("16 0303 002a", "");
  const flight = `16 0303 0032 ${hello} 0e000000 0e000000`;
  const events = told([0, CLIENT_HELLO], [1, flight]);
  assertEquals(
    events.slice(1).map(({ start, end }) => [start, end]),
    [[0, 47], [47, 51], [51, 55]],
  );
});
