import {
  assert,
  assertEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { X509Certificate } from "node:crypto";
import { Failure } from "../../src/failure.ts";
import {
  ensureCertificates,
  initCertificates,
  type InitOptions,
  isIssuedBy,
  privateKeyIn,
} from "../../src/pki/mod.ts";
import { modeOf, namesIn, withFolder } from "./support.ts";

async function init(
  directory: string,
  options: Partial<InitOptions> = {},
) {
  return await initCertificates({
    directory,
    openKey: (blocks, path) => Promise.resolve(privateKeyIn(blocks, path)),
    ...options,
  });
}

Deno.test("initCertificates() makes a CA and a certificate, readable by whom they are for", async () => {
  await withFolder(async (folder) => {
    const made = await init(`${folder}/certs`);
    assert(made.isNewAuthority);
    assertEquals(await namesIn(`${folder}/certs`), [
      "ca.key",
      "ca.pem",
      "localhost.key",
      "localhost.pem",
    ]);
    assertEquals(await modeOf(made.caKeyPath), 0o400);
    assertEquals(await modeOf(made.keyPath), 0o600);
    assertEquals(await modeOf(made.caPath), 0o644);
    const [ca, leaf] = [made.caPem, made.certPem].map((pem) =>
      new X509Certificate(pem)
    );
    assert(isIssuedBy(leaf, ca));
  });
});

Deno.test("initCertificates() makes what the servers here take as their own", async () => {
  await withFolder(async (folder) => {
    await init(folder);
    await init(folder, { keyKind: "rsa2048" });
    for (const keyType of ["ecdsa", "rsa"] as const) {
      const found = await ensureCertificates({ directory: folder, keyType });
      assertEquals(found.created, false, keyType);
    }
  });
});

Deno.test("initCertificates() keeps a CA that is there, also one that a server made", async () => {
  await withFolder(async (folder) => {
    const { caPem } = await ensureCertificates({ directory: folder });
    const made = await init(folder, {
      names: ["example.com", "*.example.com"],
    });
    assertEquals(made.isNewAuthority, false);
    assertEquals(made.caPem, caPem);
    assertEquals(made.certPath, `${folder}/example.com.pem`);
  });
});

Deno.test("initCertificates() names the files after the first name", async () => {
  await withFolder(async (folder) => {
    const rows: readonly [Partial<InitOptions>, string][] = [
      [{ names: ["*.example.com"] }, "_wildcard.example.com.pem"],
      [{ names: ["::1"] }, "__1.pem"],
      [
        { names: ["ada@example.com"], isClient: true },
        "ada@example.com-client.pem",
      ],
      [{ names: ["a"], keyKind: "ed25519" }, "a-ed25519.pem"],
    ];
    for (const [options, name] of rows) {
      const { certPath } = await init(folder, options);
      assertEquals(certPath, `${folder}/${name}`);
    }
  });
});

Deno.test("initCertificates() overwrites nothing, and makes nothing, unless it is told to", async () => {
  await withFolder(async (folder) => {
    const first = await init(folder);
    const before = await Deno.readTextFile(first.keyPath);
    for (const options of [{}, { names: ["x"], newAuthority: true }]) {
      const failure = await assertRejects(
        () => init(folder, options),
        Failure,
        "it exists already",
      );
      assertEquals(failure.kind, "bad-file");
      assertStringIncludes(failure.hint ?? "", "--force");
    }
    const { hint } = await assertRejects(() => init(folder), Failure);
    assertStringIncludes(hint ?? "", "name other hosts: --host NAME");
    assertEquals((await namesIn(folder)).length, 4);
    assertEquals(await Deno.readTextFile(first.keyPath), before);
    const again = await init(folder, { replace: true });
    assertEquals(again.caPem, first.caPem);
    const all = await init(folder, { replace: true, newAuthority: true });
    assert(all.caPem !== first.caPem);
    assertEquals(await modeOf(all.caKeyPath), 0o400);
  });
});

Deno.test("initCertificates() refuses a CA that cannot sign", async () => {
  await withFolder(async (folder) => {
    const { caKeyPath, certPath, keyPath } = await init(folder);
    await Deno.remove(caKeyPath);
    const options = { names: ["x"] };
    await assertRejects(
      () => init(folder, options),
      Failure,
      "ca.key is missing, so it cannot sign",
    );
    await Deno.copyFile(keyPath, caKeyPath);
    await assertRejects(
      () => init(folder, options),
      Failure,
      "ca.key is not its key",
    );
    await Deno.copyFile(certPath, `${folder}/ca.pem`);
    const failure = await assertRejects(
      () => init(folder, options),
      Failure,
      "it is not the certificate of a CA",
    );
    assertStringIncludes(failure.hint ?? "", "--new-ca --force");
  });
});
