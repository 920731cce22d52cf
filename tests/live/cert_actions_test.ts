import {
  assert,
  assertEquals,
  assertMatch,
  assertStringIncludes,
} from "@std/assert";
import { EXIT_CODES } from "../../src/cli/exit_codes.ts";
import { modeOf, namesIn, shell, withFolder } from "../pki/support.ts";
import { cert, certOk } from "./cert_program.ts";

const BAD_FILE = EXIT_CODES["bad-file"].code;
const USAGE = EXIT_CODES.usage.code;

/** Gives a test `certs` with a CA and a certificate, a request, its key, and a passphrase. */
async function withMaterial(
  test: (folder: string) => Promise<void>,
): Promise<void> {
  await withFolder(async (folder) => {
    await shell(`cp -a ${material}/. ${folder}`);
    await test(folder);
  });
}

const material = await makeMaterial();

async function makeMaterial(): Promise<string> {
  const cwd = await Deno.makeTempDir({ prefix: "wirelab-cert-" });
  addEventListener("unload", () => Deno.removeSync(cwd, { recursive: true }));
  await certOk(["init", "--certs", "certs"], { cwd });
  await certOk(["request", "--host", "a.test"], { cwd });
  await Deno.writeTextFile(`${cwd}/secret`, "correct horse\n");
  await Deno.writeTextFile(`${cwd}/empty.pem`, "");
  await Deno.writeTextFile(
    `${cwd}/openssh.key`,
    "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n",
  );
  return cwd;
}

/** Calls that are refused, with the end of the sentence. */
const REFUSED: readonly (readonly [string, number, string])[] = [
  ["sign", USAGE, "Cannot sign a request: no file is named."],
  ["show", USAGE, "Cannot show a certificate: no file is named."],
  ["verify", USAGE, "Cannot verify a certificate: no file is named."],
  ["encrypt", USAGE, "Cannot encrypt a key: no file is named."],
  ["match key.pem", USAGE, "Cannot match: two files are needed."],
  [
    "encrypt key.pem",
    USAGE,
    "Cannot encrypt key.pem in place: that would overwrite it.",
  ],
  [
    "init --client",
    USAGE,
    "Cannot make the certificate of a client: it has no name.",
  ],
  [
    "init --host a:1",
    USAGE,
    "Cannot use the name a:1: a certificate is for a host, whatever the port.",
  ],
  [
    "init --days 0",
    USAGE,
    "Cannot use --days 0: it takes a number from 1 to 36525.",
  ],
  [
    "init --key-type dsa",
    USAGE,
    "Cannot use --key-type dsa: it takes ec, rsa2048, rsa4096 or ed25519.",
  ],
  [
    "self-signed --subject CN=x",
    USAGE,
    "Cannot use the subject CN=x: it does not start with /.",
  ],
  [
    "self-signed --key key.pem --key-type ec",
    USAGE,
    "Cannot use --key together with --key-type: they contradict each other.",
  ],
  [
    "self-signed --key key.pem --encrypt",
    USAGE,
    "Cannot use --key together with --encrypt: they contradict each other.",
  ],
  ["self-signed --out x --key-out x", USAGE, "Cannot write two things to x."],
  ["self-signed", BAD_FILE, "Cannot write key.pem: it exists already."],
  ["key", BAD_FILE, "Cannot write key.pem: it exists already."],
  [
    "request --out new.csr",
    BAD_FILE,
    "Cannot write key.pem: it exists already.",
  ],
  [
    "init --certs certs",
    BAD_FILE,
    "Cannot write certs/localhost.pem: it exists already.",
  ],
  [
    "init --certs certs --host x --new-ca",
    BAD_FILE,
    "Cannot write certs/ca.pem: it exists already.",
  ],
  [
    "key --out new.key --passphrase-file secret",
    USAGE,
    "Cannot use --passphrase-file: the new key is not to be encrypted.",
  ],
  [
    "key --out new.key --encrypt",
    USAGE,
    "Cannot ask for the passphrase of new.key: standard input is no terminal.",
  ],
  [
    "key --out new.key --encrypt --passphrase-file no",
    BAD_FILE,
    "Cannot read the passphrase file no: there is no such file.",
  ],
  [
    "key --out no/new.key",
    BAD_FILE,
    "Cannot write no/new.key: no such file or directory.",
  ],
  [
    "sign request.csr --ca certs/ca.pem",
    USAGE,
    "Cannot use --ca alone: a CA signs with both its certificate and its key.",
  ],
  [
    "sign request.csr --ca certs/localhost.pem --ca-key certs/localhost.key",
    BAD_FILE,
    "Cannot sign with certs/localhost.pem: it is not the certificate of a CA.",
  ],
  [
    "sign request.csr --ca certs/ca.pem --ca-key key.pem",
    BAD_FILE,
    "Cannot sign with certs/ca.pem: key.pem is not its key.",
  ],
  [
    "sign request.csr --certs nowhere",
    BAD_FILE,
    "Cannot sign: wirelab has no CA here yet.",
  ],
  [
    "sign key.pem --certs certs",
    BAD_FILE,
    "Cannot use key.pem: it holds a PRIVATE KEY, not a request for a certificate.",
  ],
  [
    "sign - --passphrase-file -",
    USAGE,
    "Cannot read two things from standard input.",
  ],
  [
    "decrypt key.pem --force",
    BAD_FILE,
    "Cannot decrypt key.pem: its key has no passphrase.",
  ],
  [
    "show nothing.pem",
    BAD_FILE,
    "Cannot read nothing.pem: there is no such file.",
  ],
  [
    "show example.test",
    BAD_FILE,
    "Cannot read example.test: there is no such file.",
  ],
  [
    "decrypt openssh.key --out plain.key",
    BAD_FILE,
    "Cannot use openssh.key: it holds a private key in OpenSSH's own form.",
  ],
  ["show secret", BAD_FILE, "Cannot use secret: it is not PEM."],
  ["show empty.pem", BAD_FILE, "Cannot use empty.pem: it is empty."],
  [
    "show key.pem --server-name x",
    USAGE,
    "Cannot use --server-name: key.pem is a file, not a server.",
  ],
  [
    "show request.csr --json --pem",
    USAGE,
    "Cannot use --json together with --pem: they contradict each other.",
  ],
  [
    "verify key.pem",
    BAD_FILE,
    "Cannot use key.pem: it holds a PRIVATE KEY, not a certificate.",
  ],
  ["match key.pem secret", BAD_FILE, "Cannot use secret: it is not PEM."],
  [
    "trust --certs nowhere",
    BAD_FILE,
    "Cannot trust: wirelab has no CA here yet.",
  ],
  [
    "trust --ca certs/localhost.pem",
    BAD_FILE,
    "Cannot trust certs/localhost.pem: it is not the certificate of a CA.",
  ],
  [
    "trust --ca -",
    USAGE,
    "Cannot take the CA from standard input: other programs must read it.",
  ],
  [
    "trust --ca certs/ca.pem --certs certs",
    USAGE,
    "Cannot use --ca together with --certs: they contradict each other.",
  ],
  [
    "show /proc/self/environ",
    EXIT_CODES.permission.code,
    "Cannot read /proc/self/environ: it is a device or a file of the system.",
  ],
  [
    "key --out /proc/self/environ",
    EXIT_CODES.permission.code,
    "Cannot write /proc/self/environ: the system does not permit it to this user.",
  ],
  ["shwo key.pem", USAGE, "Cannot run cert shwo: there is no such action."],
  ["--lang en show key.pem", USAGE, "Cannot use options before the action."],
];

Deno.test("wirelab cert refuses what it cannot do, before any effect", async (t) => {
  await withMaterial(async (folder) => {
    const before = await namesIn(folder);
    for (const [call, code, message] of REFUSED) {
      await t.step(call, async () => {
        const result = await cert(call.split(" "), { cwd: folder });
        assertEquals(result.err.split("\n")[0], `wirelab: ${message}`);
        assertMatch(result.err, /^.+\n {2}\S.+\n$/, "one sentence, one hint");
        assertEquals(result.code, code);
        assertEquals(result.out.includes("Made"), false);
      });
    }
    assertEquals(await namesIn(folder), before);
  });
});

Deno.test("cert match and cert verify tell where a chain is in the wrong order", async () => {
  await withMaterial(async (cwd) => {
    await certOk(["sign", "request.csr", "--certs", "certs"], { cwd });
    await shell("cat certs/ca.pem request.pem > reversed.pem", cwd);
    const match = await cert(["match", "reversed.pem", "key.pem"], { cwd });
    assertEquals(match.code, BAD_FILE);
    assertStringIncludes(
      match.err,
      "The certificate of key.pem stands in place 2 of reversed.pem",
    );
    const chinese = ["match", "reversed.pem", "key.pem", "--lang", "zh"];
    assertStringIncludes((await cert(chinese, { cwd })).err, "的第 2 个");
    const verify = await cert(
      ["verify", "reversed.pem", "--ca", "certs/ca.pem"],
      { cwd },
    );
    assertStringIncludes(verify.err, "Put the server's own certificate first");
  });
});

Deno.test("cert self-signed --client takes a person's name, which a server's is not", async () => {
  await withFolder(async (cwd) => {
    const ada = ["self-signed", "--subject", "/O=Analysts/CN=Ada Lovelace"];
    const refused = await cert(ada, { cwd });
    assertEquals(refused.code, USAGE);
    assertStringIncludes(refused.err, "it is no host name");
    const made = await certOk([...ada, "--client"], { cwd });
    assertStringIncludes(made, "for Ada Lovelace, until");
    const { subject, names, purposes } = JSON.parse(
      await certOk(["show", "cert.pem", "--json"], { cwd }),
    ).certificates[0];
    assertEquals([subject, names], ["O=Analysts, CN=Ada Lovelace", []]);
    assertEquals(purposes, ["clientAuth"]);
  });
});

Deno.test("cert self-signed proposes a server only for what a server takes", async () => {
  await withMaterial(async (cwd) => {
    const made = ["self-signed", "--out", "new.pem", "--key-out", "new.key"];
    for (
      const options of [
        ["--client", "--host", "ada@example.com"],
        ["--encrypt", "--passphrase-file", "secret"],
      ]
    ) {
      const out = await certOk([...made, "--force", ...options], { cwd });
      assert(!out.includes("tls-server"), out);
      assertStringIncludes(out, "wirelab cert show new.pem");
    }
    const again = ["--key", "new.key", "--passphrase-file", "secret"];
    const out = await certOk(
      ["self-signed", "--out", "again.pem", ...again],
      { cwd },
    );
    assert(!out.includes("tls-server"), out);
  });
});

Deno.test("wirelab cert never takes a passphrase from an argument, nor shows it", async () => {
  await withMaterial(async (folder) => {
    for (
      const option of [
        ["--passphrase", "hunter2"],
        ["--passphrase=hunter2"],
        ["--password", "hunter2"],
        ["--passin", "pass:hunter2"],
        ["--passout=pass:hunter2"],
      ]
    ) {
      const { code, out, err } = await cert(
        ["encrypt", "key.pem", "--out", "new.key", ...option],
        { cwd: folder },
      );
      assertEquals(code, USAGE);
      assertStringIncludes(err, "other users of this machine can see");
      assertStringIncludes(err, "--passphrase-file FILE");
      assert(!`${out}${err}`.includes("hunter2"));
    }
  });
});

Deno.test("wirelab cert alone, help and --help list the actions", async () => {
  await withFolder(async (cwd) => {
    const alone = await certOk([], { cwd });
    for (const args of [["--help"], ["-h"], ["help"], ["--no-color"]]) {
      assertEquals(await certOk(args, { cwd }), alone);
    }
    const sign = await certOk(["sign", "--help"], { cwd });
    for (const args of [["--help", "sign"], ["help", "sign"]]) {
      assertEquals(await certOk(args, { cwd }), sign);
    }
    assertStringIncludes(sign, "In place of\n  openssl x509 -req");
    assert(!sign.includes("--passphrase ") && !sign.includes("--passin"));
  });
});

Deno.test("wirelab cert suggests the action that was meant", async () => {
  await withFolder(async (cwd) => {
    const { err } = await cert(["verfy", "x.pem"], { cwd });
    assertStringIncludes(err, "Did you mean: wirelab cert verify x.pem");
  });
});

Deno.test("wirelab cert writes keys for their owner alone", async () => {
  await withMaterial(async (folder) => {
    assertEquals(await modeOf(`${folder}/key.pem`), 0o600);
    assertEquals(await modeOf(`${folder}/request.csr`), 0o644);
    assertEquals(await modeOf(`${folder}/certs/ca.key`), 0o400);
    assertEquals(await modeOf(`${folder}/certs/localhost.key`), 0o600);
    await certOk(
      ["encrypt", "key.pem", "--force", "--passphrase-file", "secret"],
      { cwd: folder },
    );
    assertEquals(await modeOf(`${folder}/key.pem`), 0o600);
  });
});

Deno.test("wirelab cert --force replaces, and leaves the CA as it is", async () => {
  await withMaterial(async (folder) => {
    const read = (name: string) => Deno.readTextFile(`${folder}/certs/${name}`);
    const [ca, leaf] = [await read("ca.pem"), await read("localhost.pem")];
    const out = await certOk(["init", "--certs", "certs", "--force"], {
      cwd: folder,
    });
    assertStringIncludes(out, "It is signed by the CA that was there");
    assertEquals(await read("ca.pem"), ca);
    assert(await read("localhost.pem") !== leaf);
    await certOk(["init", "--certs", "certs", "--force", "--new-ca"], {
      cwd: folder,
    });
    assert(await read("ca.pem") !== ca);
  });
});

Deno.test("wirelab cert passes keys and requests through pipes", async () => {
  await withMaterial(async (folder) => {
    const cwd = folder;
    const key = await Deno.readTextFile(`${folder}/key.pem`);
    const locked = await certOk(
      ["encrypt", "-", "--passphrase-file", "secret"],
      { cwd, input: key },
    );
    assertMatch(locked, /^-----BEGIN ENCRYPTED PRIVATE KEY-----\n/);
    const open = await certOk(
      ["decrypt", "-", "--passphrase-file", "secret"],
      { cwd, input: locked },
    );
    assertEquals(open, key);
    await Deno.writeTextFile(`${folder}/locked.key`, locked);
    const again = await certOk(
      ["decrypt", "locked.key", "--out", "-", "--passphrase-file", "-"],
      { cwd, input: "correct horse\nand nothing else\n" },
    );
    assertEquals(again, key);
    const request = await Deno.readTextFile(`${folder}/request.csr`);
    const pem = await certOk(["sign", "-", "--certs", "certs"], {
      cwd,
      input: request,
    });
    assertMatch(
      pem,
      /^-----BEGIN CERTIFICATE-----\n[^]*END CERTIFICATE-----\n$/,
    );
    assertMatch(
      await certOk(["key", "--out", "-"], { cwd }),
      /^-----BEGIN PRI/,
    );
    const shown = await certOk(["show", "-"], { cwd, input: pem });
    assertStringIncludes(shown, "standard input");
    assertStringIncludes(shown, "a.test");
  });
});

Deno.test("wirelab cert encrypt leaves what else a file holds as it is", async () => {
  await withMaterial(async (folder) => {
    const cwd = folder;
    const [pem, key] = await Promise.all(
      ["pem", "key"].map((end) =>
        Deno.readTextFile(`${folder}/certs/localhost.${end}`)
      ),
    );
    const both = `# mine\n${pem}# its key\n${key}# end\n`;
    await Deno.writeTextFile(`${folder}/both.pem`, both);
    const passphrase = ["--passphrase-file", "secret", "--force"];
    await certOk(["encrypt", "both.pem", ...passphrase], { cwd });
    const locked = await Deno.readTextFile(`${folder}/both.pem`);
    assert(locked.startsWith(`# mine\n${pem}# its key\n-----BEGIN ENCRYPTED`));
    assert(locked.endsWith("-----END ENCRYPTED PRIVATE KEY-----\n# end\n"));
    await certOk(["decrypt", "both.pem", ...passphrase], { cwd });
    assertEquals(await Deno.readTextFile(`${folder}/both.pem`), both);
  });
});

Deno.test("wirelab cert decrypt tells a wrong passphrase, and writes nothing", async () => {
  await withMaterial(async (folder) => {
    const cwd = folder;
    await certOk(
      ["encrypt", "key.pem", "--out", "l.key", "--passphrase-file", "secret"],
      { cwd },
    );
    const { code, err } = await cert(
      ["decrypt", "l.key", "--out", "o.key", "--passphrase-file", "-"],
      { cwd, input: "wrong horse" },
    );
    assertEquals(code, BAD_FILE);
    assertStringIncludes(err, "Cannot open l.key: the passphrase is wrong.");
    assert(!(await namesIn(folder)).includes("o.key"));
  });
});

Deno.test("wirelab cert refuses passphrases that openssl would not take", async () => {
  await withMaterial(async (cwd) => {
    const args = [
      "encrypt",
      "key.pem",
      "--out",
      "l.key",
      "--passphrase-file",
      "-",
    ];
    for (
      const [input, problem] of [
        ["abc\n", "fewer than 4 characters"],
        ["\nabcdef\n", "its first line is empty"],
        [`${"x".repeat(1024)}\n`, "longer than 1023 bytes"],
      ]
    ) {
      const { code, err } = await cert(args, { cwd, input });
      assert(code === USAGE || code === BAD_FILE);
      assertStringIncludes(err, problem);
    }
  });
});

Deno.test("wirelab cert match tells which files belong together", async () => {
  await withMaterial(async (cwd) => {
    await certOk(["sign", "request.csr", "--certs", "certs"], { cwd });
    const files = ["request.pem", "key.pem", "request.csr"];
    const out = await certOk(["match", ...files], { cwd });
    assertEquals(out.match(/^✓ /gm)?.length, 3);
    const wrong = await cert(["match", "request.pem", "certs/ca.key"], { cwd });
    assertEquals(wrong.code, BAD_FILE);
    assertStringIncludes(
      wrong.out,
      "✗ request.pem and certs/ca.key do not belong together",
    );
    assertStringIncludes(
      wrong.err,
      "Cannot use request.pem with certs/ca.key: their keys differ.",
    );
  });
});

Deno.test("wirelab cert match looks into a file of several", async () => {
  await withMaterial(async (cwd) => {
    const parts = await Promise.all(
      ["pem", "key"].map((end) =>
        Deno.readTextFile(`${cwd}/certs/localhost.${end}`)
      ),
    );
    await Deno.writeTextFile(`${cwd}/both.pem`, parts.join(""));
    assertStringIncludes(
      await certOk(["match", "both.pem"], { cwd }),
      "✓ both.pem (certificate) and both.pem (private key) belong together",
    );
  });
});

Deno.test("wirelab cert verify ends with the exit code of the first reason", async () => {
  await withMaterial(async (cwd) => {
    const leaf = "certs/localhost.pem";
    await certOk(["self-signed", "--out", "own.pem", "--key", "key.pem"], {
      cwd,
    });
    const rows: readonly [string, number, string][] = [
      [`${leaf} --certs certs --host localhost`, 0, ""],
      [`${leaf} --ca certs/ca.pem --host ::1`, 0, ""],
      [`${leaf} --ca certs/ca.pem --use client`, 0, ""],
      ["own.pem --ca own.pem", 0, ""],
      ["certs/ca.pem --certs certs --use ca", 0, ""],
      [
        `${leaf} --certs nowhere`,
        20,
        "the certificate of wirelab local CA, which signed it, is missing",
      ],
      ["own.pem", 20, "it signed itself"],
      [`${leaf} --certs certs --host a.test`, 21, "not for a.test"],
      ["certs/ca.pem --certs certs", 3, "it is the certificate of a CA"],
      [`${leaf} --certs certs --use ca`, 3, "it is no CA"],
      [`${leaf} --certs nowhere --host a.test`, 20, "is missing"],
    ];
    for (const [args, code, reason] of rows) {
      const result = await cert(["verify", ...args.split(" ")], { cwd });
      assertEquals(result.code, code, `${args}\n${result.err}`);
      assertStringIncludes(result.err, reason);
      assertEquals(result.out.match(/^ {2}[✓✗·] /gm)?.length, 4, args);
    }
  });
});

Deno.test("wirelab cert show --json has the same keys in both languages", async () => {
  await withMaterial(async (cwd) => {
    const shape = (value: unknown): unknown =>
      Array.isArray(value)
        ? value.map(shape)
        : typeof value === "object" && value !== null
        ? Object.entries(value).map(([key, entry]) => [key, shape(entry)])
        : typeof value;
    for (
      const file of [
        "certs/localhost.pem",
        "certs/ca.pem",
        "request.csr",
        "key.pem",
      ]
    ) {
      const [en, zh] = await Promise.all(
        ["en", "zh"].map(async (lang) =>
          JSON.parse(
            await certOk(["show", file, "--json", "--lang", lang], { cwd }),
          )
        ),
      );
      assertEquals(shape(zh), shape(en));
      assertEquals(en.source, file);
    }
  });
});

Deno.test("wirelab cert show --json tells what a certificate says", async () => {
  await withMaterial(async (cwd) => {
    const { certificates: [leaf], browser } = JSON.parse(
      await certOk(
        ["show", "certs/localhost.pem", "--json", "--certs", "certs"],
        { cwd },
      ),
    );
    assertEquals(leaf.subject, "O=wirelab, CN=localhost");
    assertEquals(leaf.names, [
      { type: "dns", value: "localhost" },
      { type: "ip", value: "127.0.0.1" },
      { type: "ip", value: "::1" },
    ]);
    assertEquals(leaf.key, { name: "ECDSA P-256", bits: 256 });
    assertEquals(leaf.daysLeft, 396);
    assertEquals(leaf.purposes, ["serverAuth", "clientAuth"]);
    assertEquals(browser.code, "ERR_CERT_AUTHORITY_INVALID");
    assertEquals(browser.faults[0].kind, "own-authority");
  });
});

Deno.test("wirelab cert show --pem writes PEM, also of a file in DER", async () => {
  await withMaterial(async (cwd) => {
    const pem = await Deno.readTextFile(`${cwd}/certs/localhost.pem`);
    const der = Uint8Array.fromBase64(pem.replaceAll(/-----[^-]+-----/g, ""));
    await Deno.writeFile(`${cwd}/leaf.cer`, der);
    assertEquals(
      (await certOk(["show", "leaf.cer", "--pem"], { cwd })).trimEnd(),
      pem.trimEnd(),
    );
  });
});

Deno.test("wirelab cert show says what it is and what a browser says, in both languages", async () => {
  await withMaterial(async (cwd) => {
    const args = ["show", "certs/localhost.pem", "--certs", "certs"];
    const english = await certOk(args, { cwd });
    for (
      const words of [
        "valid, 396 days left",
        "localhost, 127.0.0.1, ::1",
        "TLS server, TLS client; signs handshakes",
        "NET::ERR_CERT_AUTHORITY_INVALID",
        "It is signed by wirelab's own CA (certs/ca.pem)",
        "wirelab cert trust",
      ]
    ) assertStringIncludes(english, words);
    const chinese = await certOk([...args, "--lang", "zh"], { cwd });
    for (const words of ["有效，还剩 396 天", "TLS 服务器、TLS 客户端"]) {
      assertStringIncludes(chinese, words);
    }
    const trusted = await certOk([...args, "--ca", "certs/ca.pem"], { cwd });
    assertStringIncludes(trusted, "✓ It opens the page without a warning.");
    assertStringIncludes(
      trusted,
      "✓ localhost ← wirelab local CA (in certs/ca.pem)",
    );
  });
});

Deno.test("wirelab cert show tells requests and keys", async () => {
  await withMaterial(async (cwd) => {
    await certOk(
      ["encrypt", "key.pem", "--out", "l.key", "--passphrase-file", "secret"],
      { cwd },
    );
    const rows: readonly [string, string[]][] = [
      ["request.csr", ["Request", "a.test", "by its own key, as it must be"]],
      ["key.pem", ["Private key", "ECDSA P-256"]],
      ["l.key", ["Private key, protected by a passphrase"]],
      ["certs/ca.pem", ["CA, with no other CA below it", "It is a CA"]],
    ];
    for (const [file, words] of rows) {
      const out = await certOk(["show", file], { cwd });
      for (const word of words) assertStringIncludes(out, word);
    }
  });
});

Deno.test("wirelab cert sign tells what it made of a request", async () => {
  await withMaterial(async (cwd) => {
    const sign = async (request: string, ...rest: string[]) =>
      await certOk(
        ["sign", request, "--certs", "certs", "--force", ...rest],
        { cwd },
      );
    const out = await sign("request.csr");
    assertStringIncludes(out, "request.pem  certificate for a.test");
    const client = await sign("request.csr", "--client", "--days", "7");
    assertStringIncludes(client, "(7 days)");
    const other = await sign(
      "request.csr",
      "--host",
      "b.test",
      "--out",
      "b.pem",
    );
    assertStringIncludes(other, "certificate for b.test");
    const long = await sign("request.csr", "--days", "36500");
    assertStringIncludes(long, "with the CA: no certificate outlives");
  });
});

Deno.test("wirelab cert trust tells commands, and performs none", async () => {
  if (Deno.build.os !== "linux") return;
  await withMaterial(async (cwd) => {
    const before = await namesIn(cwd);
    const args = ["trust", "--certs", "certs"];
    const out = await certOk(args, { cwd });
    assertStringIncludes(out, "trust wirelab local CA (certs/ca.pem)");
    assertStringIncludes(out, "wirelab cert trust --certs certs --install");
    assertStringIncludes(out, "certs/ca.key");
    assertEquals(await namesIn(cwd), before);
    const back = await certOk(["un" + args[0], ...args.slice(1)], { cwd });
    assertStringIncludes(back, "wirelab cert untrust --certs certs --install");
  });
});
