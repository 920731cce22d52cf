import { assertEquals, assertStringIncludes } from "@std/assert";
import { EXIT_CODES } from "../../src/cli/exit_codes.ts";
import { isMissing, run, shell, withFolder } from "../pki/support.ts";
import { makeMaterial, RECIPES } from "./cert_material.ts";
import { cert } from "./cert_program.ts";

const UNTRUSTED = EXIT_CODES["tls-untrusted"].code;
const WRONG_NAME = EXIT_CODES["tls-wrong-name"].code;
const EXPIRED = EXIT_CODES["tls-expired"].code;
const BAD_FILE = EXIT_CODES["bad-file"].code;

/** A certificate, what stands between, and what wirelab makes of it. */
type Row = readonly [
  name: string,
  between: readonly string[],
  code: number,
  reason: string,
];

/** Rows on which openssl comes to the same verdict. */
const ROWS: readonly Row[] = [
  ["good", [], 0, ""],
  ["good-rsa", [], 0, ""],
  ["good-p384", [], 0, ""],
  ["p521", [], 0, ""],
  ["ed25519", [], 0, ""],
  ["server", [], 0, ""],
  ["below-middle", ["middle"], 0, ""],
  [
    "below-middle",
    [],
    UNTRUSTED,
    "the certificate of wirelab test middle, which signed it, is missing",
  ],
  ["below-middle", ["narrow"], UNTRUSTED, "is missing"],
  [
    "below-in-narrow",
    ["in-narrow", "narrow"],
    UNTRUSTED,
    "allows no CA below itself",
  ],
  ["below-no-ca", ["no-ca"], UNTRUSTED, "is not that of a CA"],
  [
    "below-no-certsign",
    ["no-certsign"],
    UNTRUSTED,
    "may not sign certificates",
  ],
  [
    "below-constrained",
    ["constrained"],
    UNTRUSTED,
    "may not sign for localhost",
  ],
  ["critical", [], UNTRUSTED, "calls critical"],
  ["expired", [], EXPIRED, "it expired on 2024-02-01"],
  ["future", [], EXPIRED, "it is not valid before 2049-01-01"],
  [
    "below-old",
    ["old"],
    EXPIRED,
    "the certificate of wirelab test old expired on 2024-02-01",
  ],
  ["other", [], WRONG_NAME, "it is for other.test, not for localhost"],
  ["wildcard", [], WRONG_NAME, "it is for *.localhost, not for localhost"],
  ["client", [], BAD_FILE, "it is for use as TLS client, not as TLS server"],
];

/** Rows on which openssl comes to another verdict, and browsers or rustls to this one. */
const DIFFERENT: readonly Row[] = [
  ["any-purpose", [], 0, ""],
  ["no-names", [], WRONG_NAME, "it lists no host"],
  ["no-signing", [], BAD_FILE, "digitalSignature is missing"],
  ["ca-leaf", [], BAD_FILE, "it is the certificate of a CA"],
];

async function opensslVerdict(
  [name, between]: Row,
  cwd: string,
): Promise<number> {
  const { code } = await run("openssl", [
    "verify",
    "-CAfile",
    "ca.pem",
    ...between.flatMap((each) => ["-untrusted", `${each}.pem`]),
    "-purpose",
    "sslserver",
    "-verify_hostname",
    "localhost",
    `${name}.pem`,
  ], { cwd });
  return code;
}

Deno.test("cert verify comes to openssl's verdict, and to its reason", async (t) => {
  if (await isMissing("openssl")) return;
  await withFolder(async (cwd) => {
    await makeMaterial(Object.keys(RECIPES), cwd);
    for (const row of [...ROWS, ...DIFFERENT]) {
      const [name, between, expected, reason] = row;
      await t.step([name, ...between].join(" < "), async () => {
        const { code, err } = await cert([
          "verify",
          `${name}.pem`,
          "--ca",
          "ca.pem",
          ...between.flatMap((each) => ["--chain", `${each}.pem`]),
          "--host",
          "localhost",
        ], { cwd });
        assertEquals(code, expected, err);
        assertStringIncludes(err, reason);
        const isSame = await opensslVerdict(row, cwd) === 0 === (code === 0);
        assertEquals(isSame, ROWS.includes(row));
      });
    }
  });
});

Deno.test("cert verify finds the chain in one file, in any order", async () => {
  if (await isMissing("openssl")) return;
  await withFolder(async (cwd) => {
    await makeMaterial(["middle", "below-middle"], cwd);
    await shell(
      `cat below-middle.pem middle.pem > chain.pem
       cat below-middle.pem ca.pem middle.pem > shuffled.pem
       openssl x509 -in below-middle.pem -outform DER -out leaf.der`,
      cwd,
    );
    const verify = async (...args: string[]) =>
      (await cert(["verify", ...args, "--ca", "ca.pem"], { cwd })).code;
    assertEquals(await verify("chain.pem"), 0);
    assertEquals(await verify("shuffled.pem"), 0);
    assertEquals(await verify("leaf.der", "--chain", "middle.pem"), 0);
    assertEquals(await verify("leaf.der"), UNTRUSTED);
    const { code } = await cert(["verify", "chain.pem"], { cwd });
    assertEquals(code, UNTRUSTED);
  });
});

Deno.test("cert verify sees through a changed certificate and a CA made anew", async () => {
  if (await isMissing("openssl")) return;
  await withFolder(async (cwd) => {
    await makeMaterial(["good"], cwd);
    await shell("mv ca.pem first.pem", cwd);
    await makeMaterial([], cwd);
    const { code, err } = await cert(
      ["verify", "good.pem", "--ca", "ca.pem"],
      { cwd },
    );
    assertEquals(code, UNTRUSTED);
    assertStringIncludes(
      err,
      "says that wirelab test root signed it, but the key that wirelab test root has here did not",
    );
    const both = ["verify", "good.pem", "--ca", "ca.pem", "--ca", "first.pem"];
    assertEquals((await cert(both, { cwd })).code, 0);
  });
});
