import { assertEquals } from "@std/assert";
import type { TlsFacts } from "../../src/tls/mod.ts";
import { converse } from "./check.ts";
import { keyLogOf, recorded } from "./samples.ts";

function factsOf(name: string, options: { keys?: boolean } = {}): TlsFacts[] {
  return recorded(name).map((item) =>
    converse(item.parts, {
      ...(options.keys === false ? {} : { keyLog: keyLogOf(item) }),
    }).conversation.facts
  );
}

/** Version, suite and group by name. */
function negotiated(name: string): string[] {
  const [{ version, cipherSuite, group }] = factsOf(name, { keys: false });
  return [version, cipherSuite, group].map((item) => item?.name ?? "");
}

Deno.test("TlsConversation knows version, suite and group without a key log", () => {
  assertEquals(negotiated("tls13_aes128_gcm"), [
    "TLS 1.3",
    "TLS_AES_128_GCM_SHA256",
    "x25519",
  ]);
  assertEquals(negotiated("tls12_ecdhe_rsa_chacha20"), [
    "TLS 1.2",
    "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256",
    "x25519",
  ]);
  assertEquals(negotiated("tls12_rsa_aes256_gcm"), [
    "TLS 1.2",
    "TLS_RSA_WITH_AES_256_GCM_SHA384",
    "",
  ]);
  assertEquals(negotiated("tls11_aes256_sha"), [
    "TLS 1.1",
    "TLS_ECDHE_RSA_WITH_AES_256_CBC_SHA",
    "x25519",
  ]);
  assertEquals(negotiated("tls10_3des_plain")[0], "TLS 1.0");
});

Deno.test("TlsConversation knows the names on both sides", () => {
  const [facts] = factsOf("tls13_client_certificate");
  assertEquals(facts.serverName, "localhost");
  assertEquals(facts.serverCertificateNames, [
    "localhost",
    "wirelab.example",
    "127.0.0.1",
    "::1",
  ]);
  assertEquals(facts.clientCertificateNames, ["student@example.org"]);
  assertEquals(facts.clientCertificateRequested, true);
  assertEquals(facts.serverCertificate?.version, 3);
  const [plain] = factsOf("tls13_aes128_gcm");
  assertEquals(plain.clientCertificateRequested, false);
  assertEquals(plain.clientCertificateNames, []);
});

Deno.test("TlsConversation knows ALPN, which takes keys in TLS 1.3", () => {
  const [open] = factsOf("tls13_aes256_gcm_alpn");
  const [closed] = factsOf("tls13_aes256_gcm_alpn", { keys: false });
  assertEquals(open.alpnOffered, ["h2", "http/1.1"]);
  assertEquals(open.alpn, "h2");
  assertEquals(closed.alpn, undefined);
  const [tls12] = factsOf("tls12_ecdhe_ecdsa_aes256_gcm", { keys: false });
  assertEquals(tls12.alpn, "http/1.1");
});

Deno.test("TlsConversation tells how sessions are taken up again", () => {
  const resumptions = (name: string) =>
    factsOf(name, { keys: false }).map(({ resumption }) => resumption);
  assertEquals(resumptions("tls13_resumption"), ["none", "psk"]);
  assertEquals(resumptions("tls12_resumption_ticket"), [
    "none",
    "session_ticket",
  ]);
  assertEquals(resumptions("tls12_resumption_session_id"), [
    "none",
    "session_id",
  ]);
  assertEquals(resumptions("tls13_external_psk"), ["external_psk"]);
});

Deno.test("TlsConversation tells a HelloRetryRequest from a second handshake", () => {
  const [facts] = factsOf("tls13_hello_retry");
  assertEquals(facts.helloRetryRequest, true);
  assertEquals(facts.handshakes, 1);
  assertEquals(facts.group?.name, "secp256r1");
});

Deno.test("TlsConversation counts the handshakes of a renegotiation", () => {
  const [facts] = factsOf("tls12_renegotiation");
  assertEquals(facts.handshakes, 3);
  assertEquals(facts.finished, [true, true]);
});

Deno.test("TlsConversation knows the extensions that change keys and records", () => {
  const [both] = factsOf("tls12_cbc_sha256_encrypt_then_mac");
  assertEquals([both.extendedMasterSecret, both.encryptThenMac], [true, true]);
  const [neither] = factsOf("tls12_cbc_sha1_plain");
  assertEquals(
    [neither.extendedMasterSecret, neither.encryptThenMac],
    [false, false],
  );
});

Deno.test("TlsConversation knows who sent close_notify", () => {
  const [open] = factsOf("tls13_aes128_gcm");
  assertEquals(open.closeNotify, [true, true]);
  assertEquals(open.closeNotifyInferred, [false, false]);
  const [closed] = factsOf("tls13_aes128_gcm", { keys: false });
  assertEquals(closed.closeNotify, [false, false]);
  assertEquals(closed.closeNotifyInferred, [true, true]);
  const [cut] = factsOf("tls13_truncated_close");
  assertEquals(cut.closeNotify, [false, false]);
});

Deno.test("TlsConversation tells Finished without keys up to TLS 1.2", () => {
  const [tls12] = factsOf("tls12_ecdhe_rsa_aes128_gcm", { keys: false });
  assertEquals(tls12.finished, [true, true]);
  const [tls13] = factsOf("tls13_aes128_gcm", { keys: false });
  assertEquals(tls13.finished, [false, false]);
});

Deno.test("TlsConversation keeps the alert of each failure", () => {
  const alerts: Record<string, number> = {
    alert_handshake_failure: 40,
    alert_protocol_version: 70,
    alert_unknown_ca: 48,
    alert_certificate_required: 116,
    alert_no_application_protocol: 120,
    alert_unrecognized_name: 112,
    alert_bad_record_mac: 20,
  };
  for (const [name, description] of Object.entries(alerts)) {
    const [facts] = factsOf(name);
    assertEquals(
      facts.alerts.filter(({ level }) => level === 2).map((alert) =>
        alert.description
      ),
      [description],
      name,
    );
  }
});
