import { assert, assertEquals } from "@std/assert";
import { createPrivateKey, X509Certificate } from "node:crypto";
import { isIssuedBy, isKeyOf } from "../../src/pki/certificates.ts";
import { type Certificates, issueLeaf, pathsIn } from "../../src/pki/mod.ts";
import { PUBLIC_MODE, SECRET_MODE } from "../../src/pki/files.ts";
import { modeOf, namesIn, withFolder } from "../pki/support.ts";

const PROCESSES = 8;

/** A process that answers each line with a line. */
class Peer {
  readonly #child: Deno.ChildProcess;
  readonly #writer: WritableStreamDefaultWriter<Uint8Array>;
  readonly #reader: ReadableStreamDefaultReader<string>;
  #text = "";

  constructor(flags: readonly string[]) {
    const script = new URL("../pki/ensure_process.ts", import.meta.url);
    this.#child = new Deno.Command(Deno.execPath(), {
      args: [
        "run",
        "--no-check",
        "--allow-read",
        "--allow-write",
        script.href,
        ...flags,
      ],
      stdin: "piped",
      stdout: "piped",
    }).spawn();
    this.#writer = this.#child.stdin.getWriter();
    this.#reader = this.#child.stdout.pipeThrough(new TextDecoderStream())
      .getReader();
  }

  async write(line: string): Promise<void> {
    await this.#writer.write(new TextEncoder().encode(`${line}\n`));
  }

  async read(): Promise<string> {
    for (;;) {
      const end = this.#text.indexOf("\n");
      if (end >= 0) {
        const line = this.#text.slice(0, end);
        this.#text = this.#text.slice(end + 1);
        return line;
      }
      const { value, done } = await this.#reader.read();
      if (done) throw new Error("the process ended without an answer");
      this.#text += value;
    }
  }

  async close(): Promise<void> {
    await this.#writer.close();
    await this.#reader.cancel();
    await this.#child.status;
  }
}

/** Lets all processes start on one folder at the same time, and returns what each ended with. */
async function race(
  peers: readonly Peer[],
  options: (index: number) => object,
): Promise<Certificates[]> {
  await Promise.all(
    peers.map((peer, index) => peer.write(JSON.stringify(options(index)))),
  );
  return await Promise.all(
    peers.map(async (peer) => JSON.parse(await peer.read())),
  );
}

async function withPeers(
  flags: readonly string[],
  test: (peers: readonly Peer[]) => Promise<void>,
): Promise<void> {
  const peers = Array.from({ length: PROCESSES }, () => new Peer(flags));
  try {
    for (const peer of peers) assertEquals(await peer.read(), "ready");
    await test(peers);
  } finally {
    await Promise.all(peers.map((peer) => peer.close()));
  }
}

async function assertConsistent(results: readonly Certificates[]) {
  for (const { caPem, certPem, keyPem, caPath, certPath } of results) {
    assertEquals(caPem, results[0].caPem);
    const leaf = new X509Certificate(certPem);
    assert(isKeyOf(leaf, createPrivateKey(keyPem)));
    assert(isIssuedBy(leaf, new X509Certificate(caPem)));
    assertEquals(await Deno.readTextFile(caPath), caPem);
    assertEquals(await Deno.readTextFile(certPath), certPem);
  }
}

Deno.test("ensureCertificates() gives eight processes that start at the same time one CA and one certificate", async () => {
  await withPeers([], async (peers) => {
    for (let round = 0; round < 6; round++) {
      await withFolder(async (folder) => {
        const results = await race(peers, () => ({ directory: folder }));
        await assertConsistent(results);
        assert(results.some((result) => result.created));
        assertEquals(await namesIn(folder), [
          "ca.key",
          "ca.pem",
          "localhost.key",
          "localhost.pem",
        ]);
      });
    }
  });
});

Deno.test("ensureCertificates() gives both key types one CA, in processes that start at the same time", async () => {
  await withPeers([], async (peers) => {
    await withFolder(async (parent) => {
      const directory = `${parent}/new/certs`;
      await assertConsistent(
        await race(peers, (index) => ({
          directory,
          keyType: index % 2 === 0 ? "ecdsa" : "rsa",
        })),
      );
      assertEquals((await namesIn(directory)).length, 6);
    });
  });
});

Deno.test("ensureCertificates() renews in eight processes at the same time, and the key stays", async () => {
  await withPeers([], async (peers) => {
    await withFolder(async (directory) => {
      const [first] = await race(peers.slice(0, 1), () => ({ directory }));
      const paths = pathsIn(directory);
      const key = createPrivateKey(first.keyPem);
      const expired = await issueLeaf(key, {
        pem: first.caPem,
        key: createPrivateKey(await Deno.readTextFile(paths.caKey)),
      }, { notAfter: new Date(Date.now() - 60_000) });
      await Deno.writeTextFile(paths.cert, expired);
      const results = await race(peers, () => ({ directory }));
      for (const { certPem, keyPem, caPem } of results) {
        assertEquals([keyPem, caPem], [first.keyPem, first.caPem]);
        const leaf = new X509Certificate(certPem);
        assert(leaf.validToDate.getTime() > Date.now());
        assert(isKeyOf(leaf, key));
      }
      const stored = await Deno.readTextFile(paths.cert);
      assert(results.some((result) => result.certPem === stored));
    });
  });
});

Deno.test("ensureCertificates() gives eight processes one CA where the file system has no links", async () => {
  await withPeers(["--no-links"], async (peers) => {
    for (let round = 0; round < 4; round++) {
      await withFolder(async (folder) => {
        await assertConsistent(
          await race(peers, () => ({ directory: folder })),
        );
        assertEquals((await namesIn(folder)).length, 4);
        assertEquals(await modeOf(`${folder}/ca.key`), SECRET_MODE);
        assertEquals(await modeOf(`${folder}/ca.pem`), PUBLIC_MODE);
      });
    }
  });
});
