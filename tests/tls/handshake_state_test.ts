import { assertEquals } from "@std/assert";
import { HandshakeState } from "../../src/tls/handshake_state.ts";
import { TlsConversation } from "../../src/tls/mod.ts";
import { keyLogOf, recorded } from "./samples.ts";

const PREMASTER = `PMS_CLIENT_RANDOM ${"0a".repeat(32)} ${"0b".repeat(48)}\n`;

/** Handshake messages that are kept for a premaster secret, once all were seen. */
function kept(name: string): number | undefined {
  const [conversation] = recorded(name);
  const keyLog = keyLogOf(conversation);
  keyLog.add(PREMASTER);
  const tls = new TlsConversation({ keyLog });
  const state = new HandshakeState(keyLog);
  for (const { direction, bytes } of conversation.parts) {
    for (const event of bytes ? tls.push(direction, bytes) : []) {
      if (event.kind !== "handshake") continue;
      state.follow(event.direction, event.message, event.bytes);
    }
  }
  return state.session.transcript?.length;
}

Deno.test("HandshakeState keeps handshake messages only where a premaster secret needs them", () => {
  // ClientHello to ClientKeyExchange, for extended_master_secret.
  assertEquals(kept("tls12_rsa_aes256_gcm"), 5);
  assertEquals(kept("tls12_rsa_no_extended_master_secret"), undefined);
  assertEquals(kept("tls13_aes128_gcm"), undefined);
  assertEquals(kept("tls13_hello_retry"), undefined);
  assertEquals(kept("tls13_key_update"), undefined);
});
