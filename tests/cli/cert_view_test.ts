import { assert, assertEquals } from "@std/assert";
import { stripAnsiCode } from "@std/fmt/colors";
import { viewOfBrowser } from "../../src/cli/cert/browser.ts";
import { renderBrowserView } from "../../src/cli/cert/browser_view.ts";
import {
  type Certificate,
  readCertificate,
} from "../../src/cli/cert/certificate.ts";
import {
  renderCertificate,
  type ViewStyle,
} from "../../src/cli/cert/certificate_view.ts";
import { findChain } from "../../src/cli/cert/chain.ts";
import { checkCertificate } from "../../src/cli/cert/check.ts";
import { renderRows } from "../../src/cli/cert/report.ts";
import { certText } from "../../src/cli/cert/text.ts";
import { renderChecks } from "../../src/cli/cert/verify.ts";
import { decodePem, readPem } from "../../src/pki/pem.ts";
import { widthOf } from "../../src/render/mod.ts";

const LEAF = `-----BEGIN CERTIFICATE-----
MIICDjCCAbWgAwIBAgIQKYiCqDo1J97oBA8wYYNUijAKBggqhkjOPQQDAjAtMRAw
DgYDVQQKEwd3aXJlbGFiMRkwFwYDVQQDExB3aXJlbGFiIGxvY2FsIENBMB4XDTI2
MDEwMTAwMDAwMFoXDTI3MDIwMTIzNTk1OVowJjEQMA4GA1UEChMHd2lyZWxhYjES
MBAGA1UEAxMJbG9jYWxob3N0MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEbI5e
/2fjkhSlSylpjki3f2xvp0M6xXV1ZV5DDkbT6Q32E+sANyEM6muVpDBgGEz2Kz7K
fFs7dm3fND2QJYYGxKOBvTCBujAMBgNVHRMBAf8EAjAAMA4GA1UdDwEB/wQEAwIH
gDAdBgNVHSUEFjAUBggrBgEFBQcDAQYIKwYBBQUHAwIwOwYDVR0RBDQwMoIJbG9j
YWxob3N0gg0qLmV4YW1wbGUuY29thwR/AAABhxAAAAAAAAAAAAAAAAAAAAABMB0G
A1UdDgQWBBQYedbpEjBrwyHP8qe2l/zW0p2Y4zAfBgNVHSMEGDAWgBS/vGyIPgMY
Q/HJCtl9YgVRu/g0wjAKBggqhkjOPQQDAgNHADBEAiAXVC86Fs3e+EvNJX103kLF
EcuHb4fZoTHi5zFn2PTJFwIgCfFi0iHdOzRqaUCDCxP2o/KYa95/ZfTJbHxohm8r
Wfg=
-----END CERTIFICATE-----
`;

const CA = `-----BEGIN CERTIFICATE-----
MIIBwDCCAWWgAwIBAgIRAMdnG1unNlvxnrABRD7ov7UwCgYIKoZIzj0EAwIwLTEQ
MA4GA1UEChMHd2lyZWxhYjEZMBcGA1UEAxMQd2lyZWxhYiBsb2NhbCBDQTAeFw0y
NjAxMDEwMDAwMDBaFw0zNTEyMzEyMzU5NTlaMC0xEDAOBgNVBAoTB3dpcmVsYWIx
GTAXBgNVBAMTEHdpcmVsYWIgbG9jYWwgQ0EwWTATBgcqhkjOPQIBBggqhkjOPQMB
BwNCAATYz+6eS+dZKFXEJMLzgdwQkHoCLLHpGuKrTb6RO6bJrXsPB7TC8E7VGhuM
n9cbL6OlFDBjAIIlL90EPUWtBbWRo2YwZDASBgNVHRMBAf8ECDAGAQH/AgEAMA4G
A1UdDwEB/wQEAwIBBjAdBgNVHQ4EFgQUv7xsiD4DGEPxyQrZfWIFUbv4NMIwHwYD
VR0jBBgwFoAUv7xsiD4DGEPxyQrZfWIFUbv4NMIwCgYIKoZIzj0EAwIDSQAwRgIh
ALMs9yFepf1jT01eKC/k1MvqzRbjJGcyxz0YCdiMa85HAiEA+DL8U/XxjJtkBEm0
IQwqASPx92euDL0UASPxnMPuRAk=
-----END CERTIFICATE-----
`;

const NOW = new Date("2026-07-19T12:00:00Z");
const leaf = read(LEAF);
const ca = read(CA);

function read(pem: string): Certificate {
  return readCertificate(decodePem(readPem(pem).blocks[0]), "test");
}

function style(changes: Partial<ViewStyle> = {}): ViewStyle {
  return {
    text: certText("en"),
    now: NOW,
    color: false,
    columns: 80,
    ...changes,
  };
}

Deno.test("renderCertificate() tells a certificate in words", async () => {
  assertEquals(
    (await renderCertificate(leaf, style())).join("\n"),
    `localhost                                                   valid, 197 days left
  Names      localhost, *.example.com, 127.0.0.1, ::1
  Subject    O=wirelab, CN=localhost
  Signed by  O=wirelab, CN=wirelab local CA
  Valid      2026-01-01 00:00 to 2027-02-01 23:59 UTC (397 days)
             ━━━━━━━━━━━━━━━━━━━━━━●─────────────────────
  Key        ECDSA P-256
  Signature  ECDSA with SHA-256
  Uses       TLS server, TLS client; signs handshakes
  Number     29:88:82:a8:3a:35:27:de:e8:04:0f:30:61:83:54:8a
  SHA-256    D7:17:B7:17:D7:FD:5E:00:8D:B4:CD:8D:3A:04:CF:6E
             3A:8B:55:7D:F2:D9:C3:22:5C:F4:5C:58:F6:B0:B6:76`,
  );
});

Deno.test("renderCertificate() tells a certificate in Chinese", async () => {
  const lines = await renderCertificate(leaf, style({ text: certText("zh") }));
  assertEquals(
    lines.join("\n"),
    `localhost                                                      有效，还剩 197 天
  名称     localhost, *.example.com, 127.0.0.1, ::1
  主题     O=wirelab, CN=localhost
  签发者   O=wirelab, CN=wirelab local CA
  有效期   2026-01-01 00:00 至 2027-02-01 23:59 UTC（397 天）
           ━━━━━━━━━━━━━━━━━━━━━━●─────────────────────
  密钥     ECDSA P-256
  签名     ECDSA with SHA-256
  用途     TLS 服务器、TLS 客户端；为握手签名
  序列号   29:88:82:a8:3a:35:27:de:e8:04:0f:30:61:83:54:8a
  SHA-256  D7:17:B7:17:D7:FD:5E:00:8D:B4:CD:8D:3A:04:CF:6E
           3A:8B:55:7D:F2:D9:C3:22:5C:F4:5C:58:F6:B0:B6:76`,
  );
});

Deno.test("renderCertificate() tells a CA that has expired", async () => {
  const lines = await renderCertificate(
    ca,
    style({ now: new Date("2036-01-03T00:00:00Z") }),
  );
  assertEquals(
    lines.slice(0, 9).join("\n"),
    `wirelab local CA                                              expired 3 days ago
  Names      none
  Subject    O=wirelab, CN=wirelab local CA
  Signed by  itself
  Valid      2026-01-01 00:00 to 2035-12-31 23:59 UTC (3652 days)
             ────────────────────────────────────────── ●
  Key        ECDSA P-256
  Signature  ECDSA with SHA-256
  Uses       CA, with no other CA below it; signs certificates, signs revocation`,
  );
});

Deno.test("renderCertificate() differs by colours alone where colours are used", async () => {
  const lines = await renderCertificate(leaf, style({ color: true }));
  assert(lines.join("").includes("\x1b["));
  assertEquals(
    lines.map(stripAnsiCode),
    await renderCertificate(leaf, style()),
  );
});

Deno.test("renderCertificate() fits its columns, with names of any length", async () => {
  const names = Array.from({ length: 40 }, (_, i) => ({
    type: "dns" as const,
    value: `host-${i}.a-rather-long-domain-name.example.com`,
  }));
  const subject = "数".repeat(60);
  for (const text of [certText("en"), certText("zh")]) {
    for (const columns of [80, 60]) {
      const lines = await renderCertificate(
        { ...leaf, names, subject },
        style({ text, columns }),
      );
      for (const line of lines) assert(widthOf(line) <= columns, line);
    }
  }
});

Deno.test("no control character of a certificate reaches the terminal", async () => {
  const der = decodePem(readPem(LEAF).blocks[0]);
  const text = new TextDecoder("latin1").decode(der);
  const evil = new TextEncoder().encode("\x1b[31mre\x07\n");
  for (const at of [text.indexOf("localhost"), text.lastIndexOf("localhost")]) {
    der.set(evil, at);
  }
  const certificate = readCertificate(der, "test");
  const view = viewOfBrowser(await findChain(certificate, [], []), {
    host: "a.test",
    now: NOW,
  });
  const lines = [
    ...await renderCertificate(certificate, style()),
    ...renderBrowserView(view, "What Chromium says", style()),
  ];
  // deno-lint-ignore no-control-regex -- they are what must not be there
  assert(!/[\x00-\x1f\x7f]/.test(lines.join("")), lines.join("\n"));
  assert(lines.join("").includes("[31mre"));
});

Deno.test("renderBrowserView() tells reasons, and what to do", async () => {
  const chain = await findChain(leaf, [], []);
  const view = viewOfBrowser(chain, { host: "a.test", now: NOW });
  assertEquals(
    renderBrowserView(view, "What Chromium says", style()).join("\n"),
    `What Chromium says
  ✗ It warns that the connection is not private.
    NET::ERR_CERT_AUTHORITY_INVALID

  ✗ The certificate of wirelab local CA, which signed it, is missing.
    → The server should send its whole chain: its own certificate, then that of
      each issuer but the root.

  ✗ It is for localhost, *.example.com, 127.0.0.1 and ::1, not for a.test.
    → Open it by one of its names, or make one for a.test:
      wirelab cert init --host a.test`,
  );
});

Deno.test("renderChecks() tells each question with its answer", async () => {
  const anchor = { certificate: ca, origin: { kind: "system" } } as const;
  const chain = await findChain(leaf, [], [anchor]);
  const options = { host: "other.test", use: "server", now: NOW } as const;
  const checks = checkCertificate(chain, options);
  const text = renderChecks(
    { name: "leaf.pem", chain, checks, ...options },
    certText("en"),
    { color: false, columns: 60 },
  );
  assertEquals(
    text,
    `leaf.pem as the certificate of a TLS server, other.test

  ✓ Chain  localhost ← wirelab local CA (trusted by this
           system)
  ✓ Dates  valid until 2027-02-01, 197 days left
  ✗ Names  It is for localhost, *.example.com, 127.0.0.1 and
           ::1, not for other.test.
  ✓ Uses   it may be used as a TLS server
`,
  );
});

Deno.test("renderChecks() says of the last day what cert show says", async () => {
  const chain = await findChain(leaf, [], []);
  const now = new Date(leaf.notAfter.getTime() - 3_600_000);
  const checks = checkCertificate(chain, { use: "server", now });
  for (const language of ["en", "zh"] as const) {
    const text = certText(language);
    const shown = renderChecks(
      { name: "leaf.pem", chain, checks, host: undefined, use: "server", now },
      text,
      { color: false, columns: 80 },
    );
    assert(shown.includes(`  ${text.state.today}\n`), shown);
  }
});

Deno.test("renderRows() puts what is wide on lines of its own", () => {
  assertEquals(
    renderRows([["a", "first thing"], ["bcd", "second thing"]], {
      columns: 20,
    }),
    ["  a    first thing", "  bcd  second thing"],
  );
  const wide = "wirelab tls-server --cert a.pem --key b.pem";
  assertEquals(renderRows([[wide, "a server"], ["b", "c"]]), [
    `  ${wide}`,
    "      a server",
    "  b",
    "      c",
  ]);
});
