import {
  assert,
  assertEquals,
  assertMatch,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import {
  type Certificates,
  ensureCertificates,
  type KeyType,
} from "../../src/pki/mod.ts";
import { isMissing, run, shell, withFolder } from "../pki/support.ts";

const KEY_TYPES: readonly KeyType[] = ["ecdsa", "rsa"];

const response = new TextEncoder().encode(
  "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nhi\n",
);

/** Gives a test the certificates of each key type, in one folder. */
async function withEach(
  test: (certificates: Certificates, keyType: KeyType) => Promise<void>,
): Promise<void> {
  await withFolder(async (directory) => {
    for (const keyType of KEY_TYPES) {
      await test(await ensureCertificates({ directory, keyType }), keyType);
    }
  });
}

/** Serves one connection over TLS with the certificates, while a test runs. */
async function withServer(
  { certPem, keyPem }: Certificates,
  hostname: string,
  test: (port: number) => Promise<void>,
): Promise<void> {
  using listener = Deno.listenTls({
    hostname,
    port: 0,
    cert: certPem,
    key: keyPem,
  });
  const served = serveOne(listener);
  await test(listener.addr.port);
  await served;
}

async function serveOne(listener: Deno.TlsListener): Promise<void> {
  using connection = await listener.accept();
  try {
    await connection.read(new Uint8Array(4096));
    await connection.write(response);
    await connection.closeWrite();
  } catch {
    // A client that does not trust the certificate ends the handshake.
  }
}

async function serialNumberOf(path: string): Promise<string> {
  const text = await shell(`openssl x509 -in ${path} -noout -serial`);
  return text.trim().replace(/^serial=/, "");
}

/** Makes one line of it, in the spelling of every version of openssl. */
function flatten(text: string): string {
  return text.replaceAll(/\s+/g, " ").replaceAll(" = ", "=");
}

Deno.test("openssl verifies both certificates, for each name and both purposes", async () => {
  if (await isMissing("openssl")) return;
  await withEach(async ({ caPath, certPath }) => {
    for (
      const check of [
        "-purpose sslserver -verify_hostname localhost",
        "-purpose sslserver -verify_ip 127.0.0.1",
        "-purpose sslserver -verify_ip ::1",
        "-purpose sslclient",
      ]
    ) {
      const line =
        `openssl verify -x509_strict -check_ss_sig ${check} -CAfile ${caPath} ${certPath}`;
      assertEquals(await shell(line), `${certPath}: OK\n`);
    }
    const { code } = await run("openssl", [
      "verify",
      "-verify_hostname",
      "example.com",
      "-CAfile",
      caPath,
      certPath,
    ]);
    assert(code !== 0);
  });
});

Deno.test("openssl shows the extensions that each certificate must have", async () => {
  if (await isMissing("openssl")) return;
  await withEach(async ({ caPath, certPath }, keyType) => {
    const show = "openssl x509 -noout -text -in";
    const leaf = flatten(await shell(`${show} ${certPath}`));
    const ca = flatten(await shell(`${show} ${caPath}`));
    for (
      const words of [
        "Version: 3 (0x2)",
        "Issuer: O=wirelab, CN=wirelab local CA",
        "Subject: O=wirelab, CN=localhost",
        "X509v3 Basic Constraints: critical CA:FALSE",
        keyType === "rsa"
          ? "X509v3 Key Usage: critical Digital Signature, Key Encipherment X509v3"
          : "X509v3 Key Usage: critical Digital Signature X509v3",
        "X509v3 Extended Key Usage: TLS Web Server Authentication, TLS Web Client Authentication",
        "DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1",
        keyType === "rsa" ? "Public-Key: (2048 bit)" : "NIST CURVE: P-256",
      ]
    ) assertStringIncludes(leaf, words);
    assertStringIncludes(
      ca,
      "X509v3 Basic Constraints: critical CA:TRUE, pathlen:0 X509v3 Key Usage: critical Certificate Sign, CRL Sign",
    );
    const identifier = /Subject Key Identifier: ((?:[0-9A-F]{2}:){19}\w\w)/;
    const [, authority] = ca.match(identifier) ?? [];
    assertMatch(leaf, identifier);
    assertStringIncludes(leaf, `Authority Key Identifier: ${authority}`);
    for (const path of [caPath, certPath]) {
      assertMatch(await serialNumberOf(path), /^[0-9A-F]{20,32}$/);
    }
  });
});

Deno.test("openssl finds the keys sound, and in PKCS#8", async () => {
  if (await isMissing("openssl")) return;
  await withEach(async ({ certPath, keyPath, keyPem }) => {
    assert(keyPem.startsWith("-----BEGIN PRIVATE KEY-----\n"));
    await shell(`openssl pkey -in ${keyPath} -check -noout`);
    assertEquals(
      await shell(`openssl pkey -in ${keyPath} -pubout`),
      await shell(`openssl x509 -in ${certPath} -pubkey -noout`),
    );
  });
});

Deno.test("GnuTLS verifies both certificates", async () => {
  if (await isMissing("certtool")) return;
  await withEach(async ({ caPath, certPath }) => {
    const verify =
      `certtool --verify --verify-profile medium --load-ca-certificate ${caPath} --infile ${certPath}`;
    for (const name of ["", "--verify-hostname localhost"]) {
      assertStringIncludes(
        await shell(`${verify} ${name} 2>&1`),
        "Verified. The certificate is trusted.",
      );
    }
  });
});

Deno.test("Deno accepts the certificates by name and by address, and only with the CA", async () => {
  await withEach(async (certificates) => {
    for (const hostname of ["localhost", "127.0.0.1"]) {
      await withServer(certificates, "127.0.0.1", async (port) => {
        using connection = await Deno.connectTls({
          hostname,
          port,
          caCerts: [certificates.caPem],
        });
        await connection.write(new TextEncoder().encode("GET / HTTP/1.1"));
        const text = await new Response(connection.readable).text();
        assertStringIncludes(text, "200 OK");
      });
    }
    await withServer(certificates, "127.0.0.1", async (port) => {
      const error = await assertRejects(async () => {
        using connection = await Deno.connectTls({
          hostname: "localhost",
          port,
        });
        await connection.handshake();
      });
      assertStringIncludes(String(error), "UnknownIssuer");
    });
  });
});

Deno.test("curl accepts the certificates by name and by address", async () => {
  if (await isMissing("curl")) return;
  const curl = "curl -sS --noproxy '*'";
  await withEach(async (certificates) => {
    for (const host of ["localhost", "127.0.0.1"]) {
      await withServer(certificates, "127.0.0.1", async (port) => {
        const line =
          `${curl} --resolve localhost:${port}:127.0.0.1 --cacert ${certificates.caPath} https://${host}:${port}/`;
        assertEquals(await shell(line), "hi\n");
      });
    }
  });
});

Deno.test("Deno and curl accept the certificates by the address of IPv6", async () => {
  if (await isMissing("curl") || !hasIpv6()) return;
  await withEach(async (certificates) => {
    await withServer(certificates, "::1", async (port) => {
      using connection = await Deno.connectTls({
        hostname: "::1",
        port,
        caCerts: [certificates.caPem],
      });
      await connection.handshake();
      await connection.closeWrite();
    });
    await withServer(certificates, "::1", async (port) => {
      const line =
        `curl -sS --noproxy '*' --cacert ${certificates.caPath} 'https://[::1]:${port}/'`;
      assertEquals(await shell(line), "hi\n");
    });
  });
});

function hasIpv6(): boolean {
  try {
    Deno.listen({ hostname: "::1", port: 0 }).close();
    return true;
  } catch (error) {
    if (Deno.env.get("CI")) throw error;
    // deno-lint-ignore no-console -- the reason of a skipped test is for whoever runs it
    console.log("skipped: there is no loopback address of IPv6");
    return false;
  }
}
