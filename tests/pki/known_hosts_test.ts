import { assertEquals, assertRejects } from "@std/assert";
import { sshFingerprint } from "../../src/bytes/ssh_fingerprint.ts";
import { Failure } from "../../src/failure.ts";
import { ensureHostKey } from "../../src/pki/host_key.ts";
import { findKnownHost } from "../../src/pki/known_hosts.ts";
import { publicKeyIn } from "../../src/pki/openssh_key.ts";

const ONE = new Uint8Array([1, 2, 3]);
const OTHER = new Uint8Array([4, 5, 6]);

async function withFolder(
  test: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir();
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

Deno.test("findKnownHost() remembers the first key, and knows it again", () =>
  withFolder(async (directory) => {
    const place = { host: "127.0.0.1", port: 2222, directory };
    const path = `${directory}/known_hosts`;
    const first = await findKnownHost(place);
    assertEquals(first.types, []);
    assertEquals(await first.judge("ssh-ed25519", ONE), { kind: "new", path });
    assertEquals(await first.judge("ssh-ed25519", ONE), { kind: "known" });
    const second = await findKnownHost(place);
    assertEquals(second.types, ["ssh-ed25519"]);
    assertEquals(await second.judge("ssh-ed25519", ONE), { kind: "known" });
    assertEquals(
      await Deno.readTextFile(path),
      "[127.0.0.1]:2222 ssh-ed25519 AQID\n",
    );
    assertEquals((await Deno.stat(path)).mode! & 0o777, 0o600);
  }));

Deno.test("findKnownHost() refuses another key, of whichever kind, and changes nothing", () =>
  withFolder(async (directory) => {
    const path = `${directory}/mine`;
    const text = "# mine\nother,example.org ssh-ed25519 AQID";
    await Deno.writeTextFile(path, text);
    const host = await findKnownHost({ host: "example.org", port: 22, path });
    for (const type of ["ssh-ed25519", "ssh-rsa"]) {
      assertEquals(await host.judge(type, OTHER), {
        kind: "changed",
        path,
        line: 2,
        fingerprint: sshFingerprint(ONE),
      });
    }
    assertEquals(await Deno.readTextFile(path), text);
  }));

Deno.test("findKnownHost() tells ports apart, and passes over what is no key", () =>
  withFolder(async (directory) => {
    const path = `${directory}/mine`;
    await Deno.writeTextFile(path, "[h]:1 ssh-rsa AQID\n[h]:2 ssh-rsa !!\nx");
    for (const port of [2, 3]) {
      const host = await findKnownHost({ host: "h", port, path });
      assertEquals((await host.judge("ssh-rsa", ONE)).kind, "new");
    }
    assertEquals(
      await Deno.readTextFile(path),
      "[h]:1 ssh-rsa AQID\n[h]:2 ssh-rsa !!\nx\n" +
        "[h]:2 ssh-rsa AQID\n[h]:3 ssh-rsa AQID\n",
    );
  }));

Deno.test("ensureHostKey() makes one key, however many ask at once", () =>
  withFolder(async (directory) => {
    const keys = await Promise.all(
      Array.from({ length: 8 }, () => ensureHostKey({ directory })),
    );
    assertEquals(new Set(keys.map(({ pem }) => pem)).size, 1);
    assertEquals(keys.filter(({ created }) => created).length, 1);
    const [{ path, pem, fingerprint }] = keys;
    assertEquals((await Deno.stat(path)).mode! & 0o777, 0o600);
    assertEquals(sshFingerprint(publicKeyIn(pem)!), fingerprint);
    assertEquals((await ensureHostKey({ directory })).created, false);
  }));

Deno.test("ensureHostKey() leaves a file alone that is no such key", () =>
  withFolder(async (directory) => {
    const path = `${directory}/ssh_host_ed25519.key`;
    await Deno.writeTextFile(path, "precious");
    const error = await assertRejects(
      () => ensureHostKey({ directory }),
      Failure,
    );
    assertEquals(error.kind, "bad-file");
    assertEquals(await Deno.readTextFile(path), "precious");
  }));

Deno.test("publicKeyIn() takes nothing that is cut short or something else", () => {
  const armour = (base64: string) =>
    `-----BEGIN OPENSSH PRIVATE KEY-----\n${base64}\n-----END OPENSSH PRIVATE KEY-----\n`;
  for (const base64 of ["", "AAAA", "b3BlbnNzaC1rZXktdjEA", "A"]) {
    assertEquals(publicKeyIn(armour(base64)), undefined, base64);
  }
  assertEquals(publicKeyIn("-----BEGIN PRIVATE KEY-----"), undefined);
});
