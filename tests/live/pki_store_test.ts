import {
  assert,
  assertEquals,
  assertNotEquals,
  assertRejects,
  assertStringIncludes,
} from "@std/assert";
import { createPrivateKey, type KeyObject } from "node:crypto";
import { Failure, type FailureKind } from "../../src/failure.ts";
import { placeFile } from "../../src/pki/files.ts";
import {
  type Certificates,
  createAuthority,
  describeCertificate,
  encodeKey,
  ensureCertificates,
  findAuthority,
  generateKey,
  issueLeaf,
  type LeafOptions,
  pathsIn,
} from "../../src/pki/mod.ts";
import { modeOf, namesIn, run, shell, withFolder } from "../pki/support.ts";

const DAY_MILLIS = 86_400_000;
const isPosix = Deno.build.os !== "windows";

function days(count: number): Date {
  return new Date(Date.now() + count * DAY_MILLIS);
}

async function readKey(path: string): Promise<KeyObject> {
  return createPrivateKey(await Deno.readTextFile(path));
}

/** Puts another certificate for the same key in place of the one for localhost. */
async function replaceLeaf(
  { directory, caPem, keyPem }: Certificates,
  options: LeafOptions,
): Promise<string> {
  const paths = pathsIn(directory);
  const issuer = { pem: caPem, key: await readKey(paths.caKey) };
  const pem = await issueLeaf(createPrivateKey(keyPem), issuer, options);
  await Deno.writeTextFile(paths.cert, pem);
  return pem;
}

async function assertFails(
  directory: string,
  kind: FailureKind,
  message: string,
): Promise<Failure> {
  const failure = await assertRejects(
    () => ensureCertificates({ directory }),
    Failure,
    message,
  );
  assertEquals(failure.kind, kind);
  assert(failure.hint);
  return failure;
}

Deno.test("ensureCertificates() makes four files at first, and finds them afterwards", async () => {
  await withFolder(async (directory) => {
    const first = await ensureCertificates({ directory });
    assert(first.created);
    assertEquals(await namesIn(directory), [
      "ca.key",
      "ca.pem",
      "localhost.key",
      "localhost.pem",
    ]);
    assertEquals(await ensureCertificates({ directory }), {
      ...first,
      created: false,
    });
  });
});

Deno.test({
  name: "ensureCertificates() keeps keys and a new folder to their owner",
  ignore: !isPosix,
  async fn() {
    await withFolder(async (parent) => {
      const directory = `${parent}/share/wirelab`;
      await ensureCertificates({ directory });
      await ensureCertificates({ directory, keyType: "rsa" });
      assertEquals(await modeOf(directory), 0o700);
      for (const name of await namesIn(directory)) {
        const mode = await modeOf(`${directory}/${name}`);
        if (name.endsWith(".key")) assertEquals(mode, 0o600, name);
        else assertEquals(mode & 0o600, 0o600, name);
      }
    });
  },
});

Deno.test({
  name: "placeFile() gives a file its access bits before it holds a byte",
  ignore: !isPosix,
  async fn() {
    await withFolder(async (folder) => {
      const open = Deno.open;
      const atBirth: [number, number | null][] = [];
      Deno.open = async (path, options) => {
        const file = await open(path, options);
        const { size, mode } = await file.stat();
        if (options?.createNew) atBirth.push([size, mode && mode & 0o777]);
        return file;
      };
      try {
        assert(await placeFile(`${folder}/a.key`, "secret", { mode: 0o600 }));
      } finally {
        Deno.open = open;
      }
      assertEquals(atBirth, [[0, 0o600]]);
      assertEquals(await namesIn(folder), ["a.key"]);
    });
  },
});

Deno.test("placeFile() leaves a file that is there alone, unless it is to replace it", async () => {
  await withFolder(async (folder) => {
    const path = `${folder}/a.pem`;
    assertEquals(await placeFile(path, "one", { mode: 0o644 }), true);
    assertEquals(await placeFile(path, "two", { mode: 0o644 }), false);
    assertEquals(await Deno.readTextFile(path), "one");
    assertEquals(
      await placeFile(path, "three", { mode: 0o644, replace: true }),
      true,
    );
    assertEquals(await Deno.readTextFile(path), "three");
    assertEquals(await namesIn(folder), ["a.pem"]);
  });
});

Deno.test("ensureCertificates() does without the encoder of certificates where valid ones exist", async () => {
  await withFolder(async (folder) => {
    const directory = `${folder}/certs`;
    await ensureCertificates({ directory });
    const config = `${folder}/deno.json`;
    // With an empty import map, the encoder is not there to be loaded.
    await Deno.writeTextFile(config, "{}");
    const script = new URL("../pki/ensure_process.ts", import.meta.url);
    const command =
      `"${Deno.execPath()}" run --no-check --no-lock --config ${config} --allow-read --allow-write "${script.href}"`;
    const options = JSON.stringify({ directory });
    assertStringIncludes(
      await shell(`echo '${options}' | ${command}`),
      '"created":false',
    );
    await Deno.remove(`${directory}/localhost.pem`);
    const outcome = await run("sh", ["-c", `echo '${options}' | ${command}`]);
    assertStringIncludes(outcome.stderr, "reflect-metadata");
  });
});

Deno.test("ensureCertificates() completes what a process left that was stopped half-way", async () => {
  await withFolder(async (directory) => {
    const paths = pathsIn(directory);
    await ensureCertificates({ directory });
    const order = [paths.caKey, paths.ca, paths.key, paths.cert];
    for (let placed = 0; placed < order.length; placed++) {
      for (const path of order.slice(placed)) await Deno.remove(path);
      const kept = await Promise.all(
        order.slice(0, placed).map((path) => Deno.readTextFile(path)),
      );
      const { created } = await ensureCertificates({ directory });
      assert(created);
      for (const [index, text] of kept.entries()) {
        assertEquals(await Deno.readTextFile(order[index]), text);
      }
    }
  });
});

Deno.test("ensureCertificates() renews what has expired, ends soon or is not valid yet, and keeps the key", async () => {
  await withFolder(async (directory) => {
    const first = await ensureCertificates({ directory });
    for (
      const options of [
        { notAfter: days(-0.001) },
        { notAfter: days(29) },
        { notBefore: days(1) },
      ]
    ) {
      const old = await replaceLeaf(first, options);
      const renewed = await ensureCertificates({ directory });
      assert(renewed.created);
      assertNotEquals(renewed.certPem, old);
      assertEquals(renewed.keyPem, first.keyPem);
      assertEquals(renewed.caPem, first.caPem);
      const { notBefore, notAfter } = describeCertificate(renewed.certPem);
      assert(notBefore < new Date() && notAfter > days(390));
    }
    assertEquals((await ensureCertificates({ directory })).created, false);
  });
});

Deno.test("ensureCertificates() keeps the names of a certificate that it renews", async () => {
  await withFolder(async (directory) => {
    const first = await ensureCertificates({ directory });
    const names = ["localhost", "dev.test", "*.dev.test", "192.0.2.1", "::1"];
    await replaceLeaf(first, { names, notAfter: days(5) });
    const renewed = await ensureCertificates({ directory });
    assert(renewed.created);
    assertEquals(describeCertificate(renewed.certPem).names, names);
  });
});

Deno.test("ensureCertificates() renews its own CA over the same key, so that old certificates stay valid", async () => {
  await withFolder(async (directory) => {
    const first = await ensureCertificates({ directory });
    const paths = pathsIn(directory);
    const key = await readKey(paths.caKey);
    for (const notAfter of [days(-1), days(29)]) {
      const old = await createAuthority(key, {
        notBefore: days(-100),
        notAfter,
      });
      await Deno.writeTextFile(paths.ca, old);
      const renewed = await ensureCertificates({ directory });
      assert(renewed.created);
      assertNotEquals(renewed.caPem, old);
      assertEquals(renewed.certPem, first.certPem);
      assert(describeCertificate(renewed.caPem).notAfter > days(3600));
    }
  });
});

Deno.test("ensureCertificates() goes on with a certificate that ends soon where it cannot renew it", async () => {
  await withFolder(async (directory) => {
    const first = await ensureCertificates({ directory });
    const ending = await replaceLeaf(first, { notAfter: days(5) });
    await Deno.remove(pathsIn(directory).caKey);
    const { certPem, created } = await ensureCertificates({ directory });
    assertEquals(certPem, ending);
    assertEquals(created, false);
    await Deno.remove(pathsIn(directory).cert);
    await assertFails(directory, "bad-file", "ca.key is missing");
  });
});

Deno.test("ensureCertificates() does not renew a user's own CA, and lets it go on to its end", async () => {
  await withFolder(async (directory) => {
    const paths = pathsIn(directory);
    const key = await generateKey("ecdsa");
    await Deno.writeTextFile(paths.caKey, encodeKey(key));
    const ending = await createAuthority(key, {
      commonName: "Ada's CA",
      notAfter: days(10),
    });
    await Deno.writeTextFile(paths.ca, ending);
    const { caPem, certPem } = await ensureCertificates({ directory });
    assertEquals(caPem, ending);
    assertEquals(
      describeCertificate(certPem).notAfter,
      describeCertificate(ending).notAfter,
    );
    assertEquals((await ensureCertificates({ directory })).created, false);
    const expired = await createAuthority(key, {
      commonName: "Ada's CA",
      notBefore: days(-10),
      notAfter: days(-1),
    });
    await Deno.writeTextFile(paths.ca, expired);
    await assertFails(directory, "tls-expired", "it is valid only from");
  });
});

Deno.test("ensureCertificates() does without the CA's key, or with an encrypted one, while nothing is to be signed", async () => {
  await withFolder(async (directory) => {
    const first = await ensureCertificates({ directory });
    const path = pathsIn(directory).caKey;
    const key = await readKey(path);
    await Deno.remove(path);
    assertEquals(
      (await ensureCertificates({ directory })).certPem,
      first.certPem,
    );
    const encrypted = key.export({
      type: "pkcs8",
      format: "pem",
      cipher: "aes-256-cbc",
      passphrase: "secret",
    });
    await Deno.writeTextFile(path, encrypted.toString());
    assertEquals(
      (await ensureCertificates({ directory })).certPem,
      first.certPem,
    );
    await Deno.remove(pathsIn(directory).cert);
    await assertFails(directory, "bad-file", "is encrypted");
  });
});

Deno.test("ensureCertificates() names files that do not belong together, and the fix", async () => {
  await withFolder(async (directory) => {
    const paths = pathsIn(directory);
    await ensureCertificates({ directory });
    const other = encodeKey(await generateKey("ecdsa"));
    const otherCa = await createAuthority(await generateKey("ecdsa"));
    const leaf = await Deno.readTextFile(paths.cert);
    const faults: [string, string | undefined, string][] = [
      [paths.caKey, other, `Cannot use ${paths.ca}: ${paths.caKey} is not its`],
      [paths.key, other, `Cannot use ${paths.cert}: ${paths.key} is not its`],
      [paths.key, undefined, `its key ${paths.key} is missing`],
      [paths.key, "", `its key ${paths.key} is empty`],
      [paths.ca, leaf, `Cannot use ${paths.ca}: it is not the certificate of`],
      [paths.ca, "nonsense", `Cannot use ${paths.ca}: it is not PEM.`],
      [paths.cert, "", `Cannot use ${paths.cert}: it is empty.`],
      [paths.cert, other, `Cannot use ${paths.cert}: it holds a private key`],
      [paths.key, leaf, `Cannot use ${paths.key}: it holds a certificate`],
    ];
    for (const [path, text, message] of faults) {
      const before = await Deno.readTextFile(path);
      if (text === undefined) await Deno.remove(path);
      else await Deno.writeTextFile(path, text);
      const { hint } = await assertFails(directory, "bad-file", message);
      assertEquals(
        hint,
        `Put the right file back, name another folder with --certs DIR, or remove ca.* and localhost* from ${directory} to have new ones made.`,
      );
      await Deno.writeTextFile(path, before);
    }
    await Deno.remove(paths.caKey);
    await Deno.writeTextFile(paths.ca, otherCa);
    await assertFails(
      directory,
      "bad-file",
      `Cannot use ${paths.cert}: ${paths.ca} did not sign it.`,
    );
  });
});

Deno.test({
  name: "ensureCertificates() says who may not write or read",
  ignore: Deno.build.os !== "linux",
  async fn() {
    if (await shell("id -u") === "0\n") {
      // Root may write everywhere but in the kernel's own folders, and Deno
      // lets nobody into those unless all is allowed.
      await assertFails("/sys/wirelab", "permission", "/sys/wirelab");
      return;
    }
    await withFolder(async (directory) => {
      await Deno.chmod(directory, 0o500);
      await assertFails(
        directory,
        "permission",
        `Cannot write ${directory}/ca.key: the system does not permit it`,
      );
      await assertFails(
        `${directory}/new`,
        "permission",
        `Cannot write ${directory}/new: the system does not permit it`,
      );
      await Deno.chmod(directory, 0o700);
      const { keyPath } = await ensureCertificates({ directory });
      await Deno.chmod(keyPath, 0);
      const failure = await assertFails(
        directory,
        "permission",
        `Cannot read ${keyPath}: the system does not permit it`,
      );
      assertStringIncludes(failure.hint ?? "", `chown "$USER" ${keyPath}`);
    });
  },
});

Deno.test("ensureCertificates() says that a file stands where the folder should be", async () => {
  await withFolder(async (folder) => {
    await Deno.writeTextFile(`${folder}/certs`, "");
    await assertFails(
      `${folder}/certs`,
      "bad-file",
      "a part of this path is a file, not a folder",
    );
  });
});

Deno.test("findAuthority() finds the CA, and makes nothing where there is none", async () => {
  await withFolder(async (folder) => {
    const directory = `${folder}/certs`;
    assertEquals(await findAuthority({ directory }), undefined);
    assertEquals(await namesIn(folder), []);
    const { caPem, caPath } = await ensureCertificates({ directory });
    assertEquals(await findAuthority({ directory }), {
      directory,
      caPath,
      caPem,
    });
    await Deno.copyFile(pathsIn(directory).caKey, caPath);
    const failure = await assertRejects(
      () => findAuthority({ directory }),
      Failure,
      "it holds no certificate",
    );
    assertEquals(failure.kind, "bad-file");
  });
});
