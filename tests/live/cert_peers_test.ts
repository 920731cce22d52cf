import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { isMissing, run, shell, withFolder } from "../pki/support.ts";
import { EXIT_CODES } from "../../src/cli/exit_codes.ts";
import { cert, certOk } from "./cert_program.ts";

const KEY_TYPES = ["ec", "rsa2048", "ed25519"] as const;

const RESPONSE = new TextEncoder().encode(
  "HTTP/1.1 200 OK\r\nContent-Length: 3\r\nConnection: close\r\n\r\nhi\n",
);

/** Serves one connection by Deno's TLS, while a test runs. */
async function withServer(
  [cert, key]: readonly [string, string],
  test: (port: number) => Promise<void>,
): Promise<void> {
  using listener = Deno.listenTls({
    hostname: "127.0.0.1",
    port: 0,
    cert: await Deno.readTextFile(cert),
    key: await Deno.readTextFile(key),
  });
  const served = serveOne(listener);
  await test(listener.addr.port);
  await served;
}

async function serveOne(listener: Deno.TlsListener): Promise<void> {
  using connection = await listener.accept();
  try {
    await connection.read(new Uint8Array(4096));
    await connection.write(RESPONSE);
    await connection.closeWrite();
  } catch {
    // A client that only looks at the certificate ends in mid-conversation.
  }
}

/** Has curl, openssl, GnuTLS and Deno ask a server, each by name with this CA. */
async function askAll(
  pair: readonly [string, string],
  ca: string,
): Promise<void> {
  await withServer(pair, async (port) => {
    using connection = await Deno.connectTls({
      hostname: "localhost",
      port,
      caCerts: [await Deno.readTextFile(ca)],
    });
    await connection.write(new TextEncoder().encode("GET /"));
    assertStringIncludes(await new Response(connection.readable).text(), "200");
  });
  if (!await isMissing("curl")) {
    await withServer(pair, async (port) => {
      const line =
        `curl -sS --noproxy '*' --resolve localhost:${port}:127.0.0.1 --cacert ${ca} https://localhost:${port}/`;
      assertEquals(await shell(line), "hi\n");
    });
  }
  if (!await isMissing("openssl")) {
    await withServer(pair, async (port) => {
      const out = await shell(
        `openssl s_client -connect 127.0.0.1:${port} -servername localhost -verify_hostname localhost -verify_return_error -CAfile ${ca} </dev/null 2>&1`,
      );
      assertStringIncludes(out, "Verify return code: 0 (ok)");
    });
  }
  if (!await isMissing("gnutls-cli")) {
    await withServer(pair, async (port) => {
      const out = await shell(
        `gnutls-cli --x509cafile ${ca} -p ${port} localhost </dev/null 2>&1`,
      );
      assertStringIncludes(out, "The certificate is trusted.");
    });
  }
}

Deno.test("curl, openssl, GnuTLS and Deno take what cert init makes, of every kind of key", async (t) => {
  await withFolder(async (cwd) => {
    for (const kind of KEY_TYPES) {
      await t.step(kind, async () => {
        await certOk(
          ["init", "--certs", ".", "--host", "localhost", "--key-type", kind],
          { cwd },
        );
        const end = { ec: "", rsa2048: "-rsa", ed25519: "-ed25519" }[kind];
        await askAll(
          [`${cwd}/localhost${end}.pem`, `${cwd}/localhost${end}.key`],
          `${cwd}/ca.pem`,
        );
      });
    }
  });
});

Deno.test("curl, openssl, GnuTLS and Deno take what cert self-signed makes, of every kind of key", async (t) => {
  await withFolder(async (cwd) => {
    for (const kind of KEY_TYPES) {
      await t.step(kind, async () => {
        await certOk([
          "self-signed",
          "--force",
          "--key-type",
          kind,
          "--subject",
          "/C=US/ST=CA/L=San Francisco/O=MyCompany/CN=localhost",
        ], { cwd });
        await askAll([`${cwd}/cert.pem`, `${cwd}/key.pem`], `${cwd}/cert.pem`);
        if (await isMissing("openssl")) return;
        const text = await shell(
          "openssl x509 -in cert.pem -noout -subject -issuer -ext basicConstraints,subjectAltName -nameopt sep_comma_plus",
          cwd,
        );
        const name = "C=US,ST=CA,L=San Francisco,O=MyCompany,CN=localhost";
        assertStringIncludes(text, `subject=${name}\nissuer=${name}\n`);
        assertStringIncludes(text, "CA:FALSE");
        assertStringIncludes(text, "DNS:localhost, IP Address:127.0.0.1");
      });
    }
  });
});

Deno.test("openssl makes a certificate of what cert request asks, with its names", async (t) => {
  if (await isMissing("openssl")) return;
  await withFolder(async (cwd) => {
    await shell(
      "openssl req -x509 -newkey rsa:2048 -nodes -keyout ca.key -out ca.pem -subj '/CN=openssl CA'",
      cwd,
    );
    for (const kind of KEY_TYPES) {
      await t.step(kind, async () => {
        await certOk([
          "request",
          "--force",
          "--key-type",
          kind,
          "--host",
          "a.test",
          "--host",
          "192.0.2.1",
          "--host",
          "2001:db8::5",
          "--subject",
          "/O=Grüße/CN=a.test",
        ], { cwd });
        const text = await shell(
          "openssl req -in request.csr -noout -verify -subject -text -nameopt utf8,sep_comma_plus 2>&1",
          cwd,
        );
        assertStringIncludes(text, "self-signature verify OK");
        assertStringIncludes(text, "O=Grüße,CN=a.test");
        await shell(
          "openssl x509 -req -in request.csr -CA ca.pem -CAkey ca.key -CAcreateserial -copy_extensions copyall -out made.pem",
          cwd,
        );
        await shell(
          "openssl verify -CAfile ca.pem -verify_hostname a.test made.pem",
          cwd,
        );
        await certOk(["match", "made.pem", "key.pem", "request.csr"], { cwd });
        await certOk(
          ["verify", "made.pem", "--ca", "ca.pem", "--host", "2001:db8::5"],
          { cwd },
        );
      });
    }
  });
});

/** Names of every kind, as openssl writes them in a request and in a certificate. */
const NAMES = [
  "DNS:a.test,DNS:*.a.test,IP:192.0.2.1,IP:2001:db8::5,email:ada@a.test,URI:https://a.test/,RID:1.2.3.4,otherName:1.2.3.5;UTF8:x,dirName:dir",
  "DNS:a.test, DNS:*.a.test, IP Address:192.0.2.1, IP Address:2001:DB8:0:0:0:0:0:5, email:ada@a.test, URI:https://a.test/, Registered ID:1.2.3.4, othername: 1.2.3.5::x, DirName:inner",
];

Deno.test("cert sign keeps the names that openssl asks for, of every kind", async () => {
  if (await isMissing("openssl")) return;
  await withFolder(async (cwd) => {
    await Deno.writeTextFile(
      `${cwd}/req.cnf`,
      `[req]\ndistinguished_name=dn\nreq_extensions=ext\nprompt=no\n[dn]\nC=CN\nO=例子\nCN=a.test\n[ext]\nsubjectAltName=${
        NAMES[0]
      }\nbasicConstraints=critical,CA:TRUE\n[dir]\nCN=inner\n`,
    );
    await shell(
      "openssl req -new -newkey rsa:2048 -nodes -utf8 -keyout a.key -config req.cnf -out a.csr",
      cwd,
    );
    await certOk(["init", "--certs", "."], { cwd });
    const out = await certOk(["sign", "a.csr", "--certs", "."], { cwd });
    assertStringIncludes(out, "It asks to be a CA. That was not granted");
    const text = await shell(
      "openssl x509 -in a.pem -noout -subject -ext subjectAltName,basicConstraints -nameopt utf8,sep_comma_plus",
      cwd,
    );
    assertStringIncludes(text, "subject=C=CN,O=例子,CN=a.test");
    assertStringIncludes(
      text.replace(/DirName:.*inner/, "DirName:inner"),
      NAMES[1],
    );
    assertStringIncludes(text, "CA:FALSE");
    await shell("openssl verify -x509_strict -CAfile ca.pem a.pem", cwd);
  });
});

Deno.test("cert sign answers requests with keys that it could not sign with itself", async (t) => {
  if (await isMissing("openssl")) return;
  await withFolder(async (cwd) => {
    await certOk(["init", "--certs", "."], { cwd });
    const kinds = {
      pss: "rsa-pss -pkeyopt rsa_keygen_bits:2048",
      k1: "ec -pkeyopt ec_paramgen_curve:secp256k1",
      p521: "ec -pkeyopt ec_paramgen_curve:P-521",
      ed448: "ed448",
    };
    for (const [name, algorithm] of Object.entries(kinds)) {
      await t.step(name, async () => {
        await shell(
          `openssl req -new -newkey ${algorithm} -nodes -keyout ${name}.key -subj /CN=a.test -addext subjectAltName=DNS:a.test -out ${name}.csr`,
          cwd,
        );
        await certOk(["sign", `${name}.csr`, "--certs", "."], { cwd });
        await shell(
          `openssl verify -CAfile ca.pem -verify_hostname a.test ${name}.pem`,
          cwd,
        );
      });
    }
  });
});

Deno.test("cert sign signs with a CA of openssl's, whose key is encrypted", async (t) => {
  if (await isMissing("openssl")) return;
  await withFolder(async (cwd) => {
    await Deno.writeTextFile(`${cwd}/secret`, "correct horse\n");
    await certOk(["request", "--host", "a.test"], { cwd });
    const kinds = {
      rsa: "rsa:2048",
      p384: "ec -pkeyopt ec_paramgen_curve:P-384",
      p521: "ec -pkeyopt ec_paramgen_curve:P-521",
      ed25519: "ed25519",
    };
    for (const [name, algorithm] of Object.entries(kinds)) {
      await t.step(name, async () => {
        await shell(
          `openssl req -x509 -newkey ${algorithm} -passout file:secret -keyout ${name}.key -out ${name}.pem -subj '/CN=CA ${name}' -addext keyUsage=critical,keyCertSign -days 30`,
          cwd,
        );
        const out = await certOk([
          "sign",
          "request.csr",
          "--ca",
          `${name}.pem`,
          "--ca-key",
          `${name}.key`,
          "--passphrase-file",
          "secret",
          "--out",
          `${name}-leaf.pem`,
        ], { cwd });
        assertStringIncludes(out, "(30 days)");
        await shell(
          `openssl verify -x509_strict -CAfile ${name}.pem ${name}-leaf.pem`,
          cwd,
        );
        await certOk(
          ["verify", `${name}-leaf.pem`, "--ca", `${name}.pem`],
          { cwd },
        );
      });
    }
  });
});

Deno.test("GnuTLS verifies what cert sign makes, and reads what cert request asks", async () => {
  if (await isMissing("certtool")) return;
  await withFolder(async (cwd) => {
    await certOk(["init", "--certs", "."], { cwd });
    await certOk(["request", "--host", "a.test"], { cwd });
    await certOk(["sign", "request.csr", "--certs", "."], { cwd });
    const request = await shell(
      "certtool --crq-info --infile request.csr",
      cwd,
    );
    assertStringIncludes(request, "DNSname: a.test");
    assertStringIncludes(request, "Self signature: verified");
    assertStringIncludes(
      await shell(
        "certtool --verify --verify-profile medium --load-ca-certificate ca.pem --verify-hostname a.test --infile request.pem 2>&1",
        cwd,
      ),
      "Verified. The certificate is trusted.",
    );
  });
});

Deno.test("openssl takes what cert init --client makes from a client, and from no server", async () => {
  if (await isMissing("openssl")) return;
  await withFolder(async (cwd) => {
    await certOk(
      ["init", "--certs", ".", "--client", "--host", "ada@example.com"],
      { cwd },
    );
    const file = "ada@example.com-client.pem";
    const verify = ["verify", "-CAfile", "ca.pem", "-purpose"];
    const asClient = await run("openssl", [...verify, "sslclient", file], {
      cwd,
    });
    const asServer = await run("openssl", [...verify, "sslserver", file], {
      cwd,
    });
    assertEquals(asClient.code, 0);
    assert(asServer.code !== 0);
    const text = await shell(
      `openssl x509 -in ${file} -noout -ext subjectAltName`,
      cwd,
    );
    assertStringIncludes(text, "email:ada@example.com");
    const out = await certOk(["show", file], { cwd });
    assertStringIncludes(out, "It is for a client");
  });
});

Deno.test("cert show names the command that unpacks PKCS#7, in PEM and in DER", async () => {
  if (await isMissing("openssl")) return;
  await withFolder(async (cwd) => {
    await certOk(["init", "--certs", "certs"], { cwd });
    for (const form of ["PEM", "DER"]) {
      await shell(
        "openssl crl2pkcs7 -nocrl -certfile certs/ca.pem " +
          `-certfile certs/localhost.pem -outform ${form} -out full.p7b`,
        cwd,
      );
      const { code, err } = await cert(["show", "full.p7b"], { cwd });
      assertEquals(code, EXIT_CODES["bad-file"].code);
      assertStringIncludes(err, "it holds certificates packed as PKCS#7");
      const [, call] = /Unpack them: (.*)/.exec(err) ?? [];
      await shell(call, cwd);
      const shown = await certOk(["show", "full-pem.pem", "--json"], { cwd });
      assertEquals(JSON.parse(shown).certificates.length, 2);
    }
  });
});
