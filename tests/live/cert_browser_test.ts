import { assert, assertEquals } from "@std/assert";
import { isMissing, shell, withFolder } from "../pki/support.ts";
import { makeMaterial } from "./cert_material.ts";
import { certOk } from "./cert_program.ts";

/** Certificates below a CA that Chromium trusts. */
const BELOW_CA = [
  "good",
  "good-rsa",
  "good-p384",
  "p521",
  "ed25519",
  "no-names",
  "other",
  "server",
  "client",
  "client-other",
  "any-purpose",
  "no-signing",
  "critical",
  "expired",
  "future",
  "expired-client",
  "expired-other",
  "sha1",
  "weak",
  "tiny",
  "long",
  "ca-leaf",
];

/** Certificates below a CA that it does not trust. */
const UNTRUSTED = [
  "good",
  "other",
  "expired",
  "client",
  "sha1",
  "critical",
  "no-signing",
  "ed25519",
  "tiny",
];

/** Certificates that a server sends together with those of their issuers. */
const CHAINS = [
  ["below-middle", "middle"],
  ["below-middle"],
  ["below-in-narrow", "in-narrow", "narrow"],
  ["below-no-ca", "no-ca"],
  ["below-no-certsign", "no-certsign"],
  ["below-old", "old"],
  ["below-constrained", "constrained"],
];

/** A server of openssl's, and a browser with a home folder of its own. */
class Stage implements AsyncDisposable {
  readonly #cwd: string;
  readonly #server: Deno.ChildProcess;
  readonly #port: number;

  private constructor(cwd: string, server: Deno.ChildProcess, port: number) {
    this.#cwd = cwd;
    this.#server = server;
    this.#port = port;
  }

  /** Starts the server with the certificates of a file. */
  static async open(
    name: string,
    cwd: string,
    key: string = name,
  ): Promise<Stage> {
    const server = new Deno.Command("openssl", {
      args: [
        "s_server",
        "-accept",
        "127.0.0.1:0",
        "-cert",
        `${name}.pem`,
        "-cert_chain",
        `${name}.pem`,
        "-key",
        `${key}.key`,
        "-cipher",
        "DEFAULT:@SECLEVEL=0",
        "-www",
      ],
      cwd,
      stdin: "null",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    let text = "";
    for await (
      const chunk of server.stdout.pipeThrough(new TextDecoderStream())
    ) {
      text += chunk;
      const port = /ACCEPT 127\.0\.0\.1:(\d+)/.exec(text)?.[1];
      if (port) return new Stage(cwd, server, Number(port));
    }
    throw new Error(`openssl did not start: ${text}`);
  }

  /** Opens the server's page, and gives Chromium's reason not to show it. */
  async visit(home: string): Promise<string | undefined> {
    const { stdout, stderr } = await new Deno.Command("chromium", {
      args: [
        "--headless",
        "--no-sandbox",
        "--disable-gpu",
        "--no-proxy-server",
        `--user-data-dir=${home}/profile`,
        "--dump-dom",
        `https://localhost:${this.#port}/`,
      ],
      cwd: this.#cwd,
      env: { HOME: home },
      stdin: "null",
    }).output();
    const decoder = new TextDecoder();
    const error = /net::(ERR_\w+)/.exec(decoder.decode(stderr))?.[1];
    const page = decoder.decode(stdout);
    assert(error || page.includes("s_server"), page);
    return error;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.kill("SIGKILL");
    await this.#server.status;
  }
}

/** What `cert show` says of a certificate on localhost. */
async function prediction(
  name: string,
  cwd: string,
  ...args: string[]
): Promise<string | undefined> {
  const shown = await certOk(
    ["show", `${name}.pem`, "--host", "localhost", "--json", ...args],
    { cwd },
  );
  return JSON.parse(shown).browser.code ?? undefined;
}

async function isImpossible(): Promise<boolean> {
  for (const program of ["openssl", "chromium", "certutil"]) {
    if (await isMissing(program)) return true;
  }
  return false;
}

/** Tells a new Chromium of the CA. */
async function trustRoot(cwd: string): Promise<void> {
  await shell(
    `mkdir -p .pki/nssdb
     certutil -d sql:.pki/nssdb -N --empty-password
     certutil -d sql:.pki/nssdb -A -t C,, -n 'wirelab test root' -i ca.pem`,
    cwd,
  );
}

Deno.test("cert show tells what Chromium says of chains", async (t) => {
  if (await isImpossible()) return;
  await withFolder(async (cwd) => {
    const issuers = CHAINS.flatMap(([, ...issuers]) => issuers.toReversed());
    const leaves = CHAINS.map(([leaf]) => leaf);
    await makeMaterial([...new Set([...issuers, ...leaves])], cwd);
    await trustRoot(cwd);
    for (const chain of CHAINS) {
      await t.step(chain.join(" < "), async () => {
        const files = chain.map((name) => `${name}.pem`).join(" ");
        await shell(`cat ${files} > chain.pem`, cwd);
        await using stage = await Stage.open("chain", cwd, chain[0]);
        assertEquals(await prediction("chain", cwd), await stage.visit(cwd));
      });
    }
  });
});

Deno.test("cert show tells what Chromium says of certificates below a CA that it trusts", async (t) => {
  if (await isImpossible()) return;
  await withFolder(async (cwd) => {
    await makeMaterial(BELOW_CA, cwd);
    await trustRoot(cwd);
    for (const name of BELOW_CA) {
      await t.step(name, async () => {
        await using stage = await Stage.open(name, cwd);
        assertEquals(await prediction(name, cwd), await stage.visit(cwd));
      });
    }
  });
});

Deno.test("cert show tells what Chromium says of certificates below a CA that it does not trust", async (t) => {
  if (await isImpossible()) return;
  await withFolder(async (cwd) => {
    await makeMaterial(UNTRUSTED, cwd);
    for (const name of UNTRUSTED) {
      await t.step(name, async () => {
        await using stage = await Stage.open(name, cwd);
        assertEquals(await prediction(name, cwd), await stage.visit(cwd));
      });
    }
  });
});
