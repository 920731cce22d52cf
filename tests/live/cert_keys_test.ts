import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { isMissing, shell, withFolder } from "../pki/support.ts";
import { cert, certOk } from "./cert_program.ts";

const PASSPHRASE = "correct horse";

/** What openssl makes with a passphrase, by what it is read as. */
const LOCKED: Readonly<Record<string, string>> = {
  "genrsa -aes256": "openssl genrsa -aes256 PASSOUT -out FILE 2048",
  "genrsa -aes128 -traditional":
    "openssl genrsa -traditional -aes128 PASSOUT -out FILE 2048",
  "genrsa -aes192 -traditional":
    "openssl genrsa -traditional -aes192 PASSOUT -out FILE 2048",
  "genrsa -aes256 -traditional":
    "openssl genrsa -traditional -aes256 PASSOUT -out FILE 2048",
  "genrsa -des3 -traditional":
    "openssl genrsa -traditional -des3 PASSOUT -out FILE 2048",
  "ec -aes256":
    "openssl ecparam -name prime256v1 -genkey -noout | openssl ec -aes256 PASSOUT -out FILE",
  "ec -aes256, after its parameters":
    "openssl ecparam -name prime256v1 -genkey > ec.pem; (openssl ecparam -name prime256v1; openssl ec -in ec.pem -aes256 PASSOUT) > FILE",
  "genpkey P-384":
    "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-384 -aes-256-cbc PASS -out FILE",
  "genpkey P-521":
    "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-521 -aes-256-cbc PASS -out FILE",
  "genpkey secp256k1":
    "openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:secp256k1 -aes-256-cbc PASS -out FILE",
  "genpkey ed25519":
    "openssl genpkey -algorithm ed25519 -aes-256-cbc PASS -out FILE",
  "genpkey ed448":
    "openssl genpkey -algorithm ed448 -aes-256-cbc PASS -out FILE",
  "pkcs8 aes192":
    "openssl genrsa 2048 | openssl pkcs8 -topk8 -v2 aes-192-cbc PASSOUT -out FILE",
  "pkcs8 HMAC-SHA-1":
    "openssl genrsa 2048 | openssl pkcs8 -topk8 -v2 aes256 -v2prf hmacWithSHA1 PASSOUT -out FILE",
  "pkcs8 HMAC-SHA-512":
    "openssl genrsa 2048 | openssl pkcs8 -topk8 -v2 aes256 -v2prf hmacWithSHA512 PASSOUT -out FILE",
  "pkcs8 3DES":
    "openssl genrsa 2048 | openssl pkcs8 -topk8 -v2 des3 PASSOUT -out FILE",
  "pkcs8 scrypt":
    "openssl genrsa 2048 | openssl pkcs8 -topk8 -scrypt PASSOUT -out FILE",
  "pkcs8 -v1 PBE-SHA1-3DES":
    "openssl genrsa 2048 | openssl pkcs8 -topk8 -v1 PBE-SHA1-3DES PASSOUT -out FILE",
  "pkcs8 DER":
    "openssl genrsa 2048 | openssl pkcs8 -topk8 PASSOUT -outform DER -out FILE",
};

/** What openssl makes without one. */
const PLAIN: Readonly<Record<string, string>> = {
  "PKCS#8": "openssl genrsa -out FILE 2048",
  "PKCS#1": "openssl genrsa -traditional -out FILE 2048",
  "SEC 1": "openssl ecparam -name prime256v1 -genkey -noout -out FILE",
  "SEC 1 after its parameters":
    "openssl ecparam -name secp384r1 -genkey -out FILE",
  "PKCS#1 DER":
    "openssl genrsa 2048 | openssl rsa -traditional -outform DER -out FILE",
  "SEC 1 DER":
    "openssl ecparam -name prime256v1 -genkey -noout | openssl ec -outform DER -out FILE",
  "Ed25519": "openssl genpkey -algorithm ed25519 -out FILE",
};

async function openssl(line: string, file: string, cwd: string): Promise<void> {
  await shell(
    line.replace("PASSOUT", "-passout file:secret")
      .replace("PASS", "-pass file:secret").replace("FILE", file),
    cwd,
  );
}

async function publicKey(file: string, cwd: string): Promise<string> {
  return await shell(
    `openssl pkey -in ${file} -passin file:secret -pubout`,
    cwd,
  );
}

async function withSecret(test: (cwd: string) => Promise<void>): Promise<void> {
  await withFolder(async (cwd) => {
    await Deno.writeTextFile(`${cwd}/secret`, `${PASSPHRASE}\n`);
    await test(cwd);
  });
}

Deno.test("cert decrypt opens what openssl encrypts, in every form", async (t) => {
  if (await isMissing("openssl")) return;
  await withSecret(async (cwd) => {
    let number = 0;
    for (const [name, line] of Object.entries(LOCKED)) {
      await t.step(name, async () => {
        const [locked, open] = [`${++number}.key`, `${number}-open.key`];
        await openssl(line, locked, cwd);
        await certOk(
          ["decrypt", locked, "--out", open, "--passphrase-file", "secret"],
          { cwd },
        );
        const text = await Deno.readTextFile(`${cwd}/${open}`);
        assert(text.startsWith("-----BEGIN PRIVATE KEY-----\n"), text);
        assertEquals(await publicKey(open, cwd), await publicKey(locked, cwd));
        await shell(`openssl pkey -in ${open} -check -noout`, cwd);
      });
    }
  });
});

Deno.test("cert decrypt names the encryptions that it cannot undo", async () => {
  if (await isMissing("openssl")) return;
  await withSecret(async (cwd) => {
    const rows = [
      [
        "openssl genrsa -traditional -camellia256 PASSOUT -out FILE 2048",
        "CAMELLIA-256-CBC",
      ],
      [
        "openssl genrsa 2048 | openssl pkcs8 -topk8 -v1 PBE-MD5-DES -provider legacy -provider default PASSOUT -out FILE",
        "PBE-MD5-DES",
      ],
    ];
    for (const [index, [line, name]] of rows.entries()) {
      const file = `${index}.key`;
      await openssl(line, file, cwd);
      const { code, err } = await cert(
        ["decrypt", file, "--out", "x", "--passphrase-file", "secret"],
        { cwd },
      );
      assertEquals(code, 3);
      assertStringIncludes(err, `it is encrypted by ${name}, which nothing`);
      const hint = /openssl pkey .*/.exec(err)?.[0] ?? "";
      const legacy = name.startsWith("PBE")
        ? "-provider legacy -provider default"
        : "";
      await shell(
        `${hint} ${legacy} -passin "pass:${PASSPHRASE}" -passout file:secret`,
        cwd,
      );
      await certOk([
        "decrypt",
        `${index}-aes.key`,
        "--out",
        `${index}-open.key`,
        "--passphrase-file",
        "secret",
      ], { cwd });
    }
  });
});

Deno.test("openssl opens what cert key and cert encrypt protect", async (t) => {
  if (await isMissing("openssl")) return;
  await withSecret(async (cwd) => {
    for (const kind of ["ec", "rsa2048", "rsa4096", "ed25519"]) {
      await t.step(kind, async () => {
        await certOk([
          "key",
          "--key-type",
          kind,
          "--encrypt",
          "--passphrase-file",
          "secret",
          "--out",
          `${kind}.key`,
        ], { cwd });
        await shell(
          `openssl pkey -in ${kind}.key -passin file:secret -check -noout`,
          cwd,
        );
        const structure = await shell(`openssl asn1parse -in ${kind}.key`, cwd);
        assertStringIncludes(structure, ":aes-256-cbc");
        assertStringIncludes(structure, ":hmacWithSHA256");
      });
    }
    let number = 0;
    for (const [name, line] of Object.entries(PLAIN)) {
      await t.step(`encrypt ${name}`, async () => {
        const [open, locked] = [`${++number}.key`, `${number}-locked.key`];
        await openssl(line, open, cwd);
        await certOk(
          ["encrypt", open, "--out", locked, "--passphrase-file", "secret"],
          { cwd },
        );
        assertEquals(await publicKey(locked, cwd), await publicKey(open, cwd));
      });
    }
  });
});

Deno.test("GnuTLS and ssh-keygen open what cert key protects", async () => {
  await withSecret(async (cwd) => {
    await certOk(
      [
        "key",
        "--encrypt",
        "--passphrase-file",
        "secret",
        "--key-type",
        "rsa2048",
      ],
      { cwd },
    );
    if (!await isMissing("certtool")) {
      const out = await shell(
        `certtool --key-info --infile key.pem --password "$(cat secret)"`,
        cwd,
      );
      assertStringIncludes(out, "Public Key Algorithm: RSA");
    }
    if (!await isMissing("ssh-keygen")) {
      const out = await shell(
        `ssh-keygen -y -P "$(cat secret)" -f key.pem`,
        cwd,
      );
      assertStringIncludes(out, "ssh-rsa ");
    }
  });
});

Deno.test("cert key makes keys that openssl finds sound, of the size that was asked for", async () => {
  if (await isMissing("openssl")) return;
  await withFolder(async (cwd) => {
    const rows = [
      ["ec", "Private-Key: (256 bit)"],
      ["rsa2048", "Private-Key: (2048 bit"],
      ["rsa4096", "Private-Key: (4096 bit"],
      ["ed25519", "ED25519 Private-Key"],
    ];
    for (const [kind, words] of rows) {
      const file = `${kind}.key`;
      await certOk(["key", "--key-type", kind, "--out", file], { cwd });
      const out = await shell(
        `openssl pkey -in ${file} -text -noout -check`,
        cwd,
      );
      assertStringIncludes(out, words);
    }
  });
});

Deno.test("cert match agrees with openssl's public keys, for every kind of key", async (t) => {
  if (await isMissing("openssl")) return;
  await withFolder(async (cwd) => {
    const kinds: Readonly<Record<string, string>> = {
      rsa: "rsa:2048",
      pss: "rsa-pss -pkeyopt rsa_keygen_bits:2048",
      p256: "ec -pkeyopt ec_paramgen_curve:P-256",
      p521: "ec -pkeyopt ec_paramgen_curve:P-521",
      k1: "ec -pkeyopt ec_paramgen_curve:secp256k1",
      ed25519: "ed25519",
      ed448: "ed448",
    };
    for (const [name, algorithm] of Object.entries(kinds)) {
      await shell(
        `openssl req -x509 -newkey ${algorithm} -nodes -keyout ${name}.key -out ${name}.pem -subj /CN=${name}
         openssl req -new -key ${name}.key -subj /CN=${name} -out ${name}.csr
         openssl pkey -in ${name}.key -pubout -out ${name}.pub`,
        cwd,
      );
    }
    const names = Object.keys(kinds);
    for (const [index, name] of names.entries()) {
      await t.step(name, async () => {
        const own = ["pem", "key", "csr"].map((end) => `${name}.${end}`);
        assertEquals((await cert(["match", ...own], { cwd })).code, 0);
        const keys = [`${name}.pub`, `${name}.key`];
        assertEquals((await cert(["match", ...keys], { cwd })).code, 0);
        const other = names[(index + 1) % names.length];
        const { code } = await cert(
          ["match", `${name}.pem`, `${other}.key`],
          { cwd },
        );
        assertEquals(code, 3);
      });
    }
    await shell("openssl genrsa -out other.key 2048", cwd);
    assertEquals(
      (await cert(["match", "rsa.pem", "other.key"], { cwd })).code,
      3,
    );
  });
});
