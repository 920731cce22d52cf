import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { KeyLog, TlsConversation, type TlsEvent } from "../../src/tls/mod.ts";
import type { Part } from "../event_tiling.ts";
import { converse } from "./check.ts";
import { keyLogOf, RECORDED, type Recorded, recorded } from "./samples.ts";

/** Suites that nothing here implements. */
const CLOSED = /^tls12_camellia/;

function ofKind<K extends TlsEvent["kind"]>(
  events: readonly TlsEvent[],
  kind: K,
): Extract<TlsEvent, { kind: K }>[] {
  return events.filter((event): event is Extract<TlsEvent, { kind: K }> =>
    event.kind === kind
  );
}

function textOf(events: readonly TlsEvent[], direction: 0 | 1): string {
  return ofKind(events, "application_data")
    .filter((event) => event.direction === direction)
    .map(({ plaintext }) => new TextDecoder().decode(plaintext)).join("");
}

Deno.test("TlsConversation opens every record of the recordings with their key logs", () => {
  for (const item of RECORDED) {
    const { events, conversation } = converse(item.parts, {
      keyLog: keyLogOf(item),
    });
    const closed = ofKind(events, "encrypted");
    if (CLOSED.test(item.name)) {
      assert(closed.length > 0, item.name);
      assertEquals(conversation.facts.decryption, "closed");
      for (const { reason, error } of closed) {
        assertEquals(reason, "unsupported-suite");
        assertEquals(error.outcome, "unsupported");
      }
    } else assertEquals(closed, [], item.name);
  }
});

Deno.test("TlsConversation gives the plaintext of each suite and version", () => {
  for (const item of RECORDED) {
    if (!/^tls1[0-3]_/.test(item.name) || CLOSED.test(item.name)) continue;
    const { events } = converse(item.parts, { keyLog: keyLogOf(item) });
    const sent = textOf(events, 0) + textOf(events, 1);
    assert(
      /hello, server\n|before\n|hello, early\n|a line,/.test(sent),
      `${item.name}: ${sent}`,
    );
  }
});

Deno.test("TlsConversation gives plaintext whose slice is a copy", () => {
  for (
    const name of ["tls13_aes128_gcm", "tls13_aes128_ccm", "tls10_cbc_plain"]
  ) {
    const [item] = recorded(name);
    const { events } = converse(item.parts, { keyLog: keyLogOf(item) });
    const [{ plaintext }] = ofKind(events, "application_data");
    plaintext.slice()[0] ^= 1;
    assertEquals(new TextDecoder().decode(plaintext), "hello, server\n");
  }
});

Deno.test("TlsConversation opens early data, taken and rejected", () => {
  const [, taken, rejected] = recorded("tls13_early_data");
  for (
    const [item, state] of [[taken, "accepted"], [
      rejected,
      "rejected",
    ]] as const
  ) {
    const { events, conversation } = converse(item.parts, {
      keyLog: keyLogOf(item),
    });
    const [first] = ofKind(events, "application_data");
    assertEquals(first.early, true);
    assertEquals(new TextDecoder().decode(first.plaintext), "hello, early\n");
    assertEquals(conversation.facts.earlyData, state);
  }
});

Deno.test("TlsConversation follows KeyUpdate in both directions", () => {
  const [item] = recorded("tls13_key_update");
  const { events, conversation } = converse(item.parts, {
    keyLog: keyLogOf(item),
  });
  assertEquals(textOf(events, 0), "before\nafter one\nafter two\n");
  assertEquals(textOf(events, 1), "answer one\nanswer two\n");
  const [client, server] = conversation.facts.keyUpdates;
  assert(client >= 2 && server >= 2, `${client}, ${server}`);
});

Deno.test("TlsConversation shows the padding of TLS 1.3 records", () => {
  const [item] = recorded("tls13_record_padding");
  const { events } = converse(item.parts, { keyLog: keyLogOf(item) });
  const [data] = ofKind(events, "application_data");
  const [record] = data.records;
  assertEquals(data.length, 14);
  assertEquals(record.paddingLength, 128 - 14 - 1);
  assertEquals(
    record.plaintextFields().map(({ name, length }) => [name, length]),
    [
      ["content", 14],
      ["type", 1],
      ["zeros", 113],
    ],
  );
});

Deno.test("TlsConversation says that there is no key log", () => {
  const { events, conversation } = converse(aes128Gcm().parts);
  const closed = ofKind(events, "encrypted");
  assert(closed.length > 0);
  for (const { reason, error } of closed) {
    assertEquals(reason, "no-key-log");
    assertEquals(error.outcome, "key-missing");
    assertStringIncludes(error.message, "there is no key log");
  }
  assertEquals(conversation.facts.decryption, "closed");
});

Deno.test("TlsConversation takes an empty key log for none", () => {
  const { events } = converse(aes128Gcm().parts, { keyLog: new KeyLog() });
  const [closed] = ofKind(events, "encrypted");
  assertEquals(closed.reason, "no-key-log");
});

Deno.test("TlsConversation says that the key log lacks the session", () => {
  const item = aes128Gcm();
  const random = item.keys.match(/[0-9a-f]{64}/)?.[0] ?? "";
  const keyLog = new KeyLog();
  keyLog.add(`CLIENT_RANDOM ${"0a".repeat(32)} ${"0b".repeat(48)}\n`);
  const { events } = converse(item.parts, { keyLog });
  const [closed] = ofKind(events, "encrypted");
  assertEquals(closed.reason, "no-secret");
  assertEquals(closed.error.outcome, "key-missing");
  assertStringIncludes(closed.error.message, "SERVER_HANDSHAKE_TRAFFIC_SECRET");
  assertStringIncludes(closed.error.message, random.slice(0, 16));
});

Deno.test("TlsConversation says that the secret is wrong, in every version", () => {
  for (const item of RECORDED) {
    if (!/^tls1[0-3]_/.test(item.name) || CLOSED.test(item.name)) continue;
    const keys = item.keys
      .replaceAll(
        /^(\S+ \S+) (\S\S)/gm,
        (_, head, byte) => `${head} ${byte === "00" ? "01" : "00"}`,
      );
    const { events } = converse(item.parts, { keyLog: keyLogOf({ keys }) });
    assertEquals(ofKind(events, "application_data"), [], item.name);
    const closed = ofKind(events, "encrypted");
    assert(closed.length > 0, item.name);
    for (const { reason, error } of closed) {
      assertEquals(reason, "wrong-secret", item.name);
      assertEquals(error.outcome, "key-missing");
      assertStringIncludes(error.message, "does not open it");
    }
  }
});

Deno.test("TlsConversation tells a record that was changed on its way", () => {
  const item = aes128Gcm();
  const last = item.parts.length - 1;
  const changed = item.parts.map((part, at): Part => {
    const bytes = part.bytes?.slice() ?? new Uint8Array();
    if (at === last) bytes[bytes.length - 1] ^= 1;
    return { direction: part.direction, bytes };
  });
  const { events } = converse(changed, { keyLog: keyLogOf(item) });
  const closed = ofKind(events, "encrypted");
  assertEquals(closed.map(({ reason }) => reason), ["bad-record"]);
  assertEquals(closed[0].error.outcome, "malformed");
});

Deno.test("TlsConversation uses secrets that come while it reads", () => {
  const item = aes128Gcm();
  const keyLog = new KeyLog();
  const conversation = new TlsConversation({ keyLog });
  const events: TlsEvent[] = [];
  for (const [index, { direction, bytes }] of item.parts.entries()) {
    // The server's first flight comes before the key log is there.
    if (index === 2) keyLog.add(item.keys);
    events.push(...conversation.push(direction, bytes ?? new Uint8Array()));
  }
  assert(ofKind(events, "encrypted").length > 0);
  assertEquals(textOf(events, 0), "hello, server\n");
  assertEquals(textOf(events, 1), "revres ,olleh\n");
  assertEquals(conversation.facts.decryption, "partly");
});

Deno.test("TlsConversation opens application data without the handshake's secrets", () => {
  const item = aes128Gcm();
  const keys = item.keys.replaceAll(/^.*HANDSHAKE.*$/gm, "");
  const { events } = converse(item.parts, { keyLog: keyLogOf({ keys }) });
  assertEquals(textOf(events, 0), "hello, server\n");
  assertEquals(textOf(events, 1), "revres ,olleh\n");
});

Deno.test("TlsConversation takes the premaster secret of an RSA key exchange", () => {
  for (
    const name of [
      "tls12_rsa_aes256_gcm",
      "tls12_rsa_no_extended_master_secret",
    ]
  ) {
    const [item] = recorded(name);
    const keys = item.keys.replaceAll(/^CLIENT_RANDOM.*$/gm, "");
    const { events, conversation } = converse(item.parts, {
      keyLog: keyLogOf({ keys }),
    });
    assertEquals(
      conversation.facts.extendedMasterSecret,
      name === "tls12_rsa_aes256_gcm",
    );
    assertEquals(textOf(events, 0), "hello, server\n", name);
  }
});

Deno.test("TlsConversation opens what follows a lost record", () => {
  const [item] = recorded("tls13_key_update");
  const whole = converse(item.parts, { keyLog: keyLogOf(item) });
  const data = ofKind(whole.events, "application_data");
  for (const lost of data.filter(({ direction }) => direction === 0)) {
    const parts = withoutRange(item, lost.start, lost.end);
    const { events } = converse(parts, { keyLog: keyLogOf(item) });
    assertEquals(ofKind(events, "encrypted"), []);
    assertEquals(
      textOf(events, 0),
      textOf(data.filter((event) => event !== lost), 0),
    );
  }
});

Deno.test("TlsConversation opens what follows a lost KeyUpdate", () => {
  const [item] = recorded("tls13_key_update");
  const whole = converse(item.parts, { keyLog: keyLogOf(item) });
  const update = ofKind(whole.events, "handshake").find((
    { message, direction },
  ) => message.kind === "key_update" && direction === 0);
  assert(update);
  // The loss ends inside a record, so that nobody can tell how many there were.
  const parts = withoutRange(item, update.start - 3, update.end);
  const { events } = converse(parts, { keyLog: keyLogOf(item) });
  assertStringIncludes(textOf(events, 0), "after two\n");
});

function aes128Gcm(): Recorded {
  return recorded("tls13_aes128_gcm")[0];
}

/** The recording without a range of what the client sent. */
function withoutRange(item: Recorded, start: number, end: number): Part[] {
  let position = 0;
  return item.parts.flatMap((part): Part[] => {
    const { direction, bytes } = part;
    if (direction !== 0 || !bytes) return [part];
    const from = position;
    position += bytes.length;
    const a = Math.min(Math.max(start - from, 0), bytes.length);
    const b = Math.min(Math.max(end - from, 0), bytes.length);
    if (a === b) return [part];
    const pieces: Part[] = [
      { direction, bytes: bytes.subarray(0, a) },
      { direction, missing: b - a },
      { direction, bytes: bytes.subarray(b) },
    ];
    return pieces.filter((piece) => piece.bytes?.length !== 0);
  });
}
