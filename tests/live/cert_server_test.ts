import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { EXIT_CODES } from "../../src/cli/exit_codes.ts";
import { isMissing, shell, withFolder } from "../pki/support.ts";
import { cert, certOk, homeAt } from "./cert_program.ts";
import { Running, wirelabCommand } from "./program.ts";

/** A key and a certificate of each kind that some TLS cannot talk with. */
const ODD: Readonly<Record<string, string>> = {
  rsa1024: "rsa:1024",
  pss: "rsa-pss -pkeyopt rsa_keygen_bits:2048",
  secp256k1: "ec -pkeyopt ec_paramgen_curve:secp256k1",
  ed448: "ed448",
};

/** A chain of three: `leaf.pem`, `middle.pem`, `root.pem`, and `leaf.key`. */
async function makeChain(cwd: string): Promise<void> {
  await Deno.writeTextFile(`${cwd}/ca.ext`, "basicConstraints=CA:TRUE\n");
  await Deno.writeTextFile(
    `${cwd}/leaf.ext`,
    "basicConstraints=CA:FALSE\nsubjectAltName=DNS:a.test\n",
  );
  await shell(
    `openssl req -x509 -newkey rsa:2048 -nodes -keyout root.key -out root.pem -subj /CN=root
     openssl req -new -newkey rsa:2048 -nodes -keyout middle.key -out middle.csr -subj /CN=middle
     openssl x509 -req -in middle.csr -CA root.pem -CAkey root.key -CAcreateserial -extfile ca.ext -out middle.pem
     openssl req -new -newkey rsa:2048 -nodes -keyout leaf.key -out leaf.csr -subj /CN=a.test
     openssl x509 -req -in leaf.csr -CA middle.pem -CAkey middle.key -CAcreateserial -extfile leaf.ext -out leaf.pem`,
    cwd,
  );
}

/** Runs openssl's server while a test asks it. */
async function withServer(
  args: readonly string[],
  cwd: string,
  test: (place: string) => Promise<void>,
): Promise<void> {
  await using server = new Running([
    "openssl",
    "s_server",
    "-accept",
    "127.0.0.1:0",
    "-cipher",
    "DEFAULT:@SECLEVEL=0",
    "-www",
    ...args,
  ], { cwd });
  const [, place] = await server.until(/ACCEPT (127\.0\.0\.1:\d+)/);
  await test(place);
}

async function subjectsAt(
  place: string,
  cwd: string,
  ...args: string[]
): Promise<string[]> {
  const { certificates } = JSON.parse(
    await certOk(["show", place, "--json", ...args], { cwd }),
  );
  return certificates.map(({ subject }: { subject: string }) => subject);
}

Deno.test("cert show and cert verify ask openssl's server for its whole chain", async (t) => {
  if (await isMissing("openssl")) return;
  await withFolder(async (cwd) => {
    await makeChain(cwd);
    const own = ["-cert", "leaf.pem", "-key", "leaf.key"];
    const chain = [...own, "-cert_chain", "middle.pem"];
    for (const version of ["-tls1_3", "-tls1_2"]) {
      await t.step(version, async () => {
        await withServer([...chain, version], cwd, async (place) => {
          assertEquals(await subjectsAt(place, cwd), [
            "CN=a.test",
            "CN=middle",
          ]);
          const pem = await certOk(["show", place, "--pem"], { cwd });
          const files = await shell("cat leaf.pem middle.pem", cwd);
          assertEquals(pem, files);
          const verify = ["verify", place, "--ca", "root.pem"];
          await certOk([...verify, "--host", "a.test"], { cwd });
          await certOk([...verify, "--server-name", "a.test"], { cwd });
          assertEquals(
            (await cert(verify, { cwd })).code,
            EXIT_CODES["tls-wrong-name"].code,
          );
        });
      });
    }
    await t.step("without the certificate of its issuer", async () => {
      await withServer(own, cwd, async (place) => {
        const { code, err } = await cert(
          ["verify", place, "--ca", "root.pem"],
          { cwd },
        );
        assertEquals(code, EXIT_CODES["tls-untrusted"].code);
        assertStringIncludes(err, "the certificate of middle");
      });
    });
  });
});

Deno.test("cert show asks for the name that it is told", async () => {
  if (await isMissing("openssl")) return;
  await withFolder(async (cwd) => {
    await makeChain(cwd);
    await shell(
      "openssl req -x509 -newkey rsa:2048 -nodes -keyout b.key -out b.pem -subj /CN=b.test",
      cwd,
    );
    const args = [
      "-cert",
      "leaf.pem",
      "-key",
      "leaf.key",
      "-servername",
      "b.test",
      "-cert2",
      "b.pem",
      "-key2",
      "b.key",
    ];
    await withServer(args, cwd, async (place) => {
      assertEquals(await subjectsAt(place, cwd), ["CN=a.test"]);
      assertEquals(
        await subjectsAt(place, cwd, "--server-name", "b.test"),
        ["CN=b.test"],
      );
    });
  });
});

Deno.test("cert show shows servers that no TLS here can talk to", async (t) => {
  if (await isMissing("openssl")) return;
  await withFolder(async (cwd) => {
    await makeChain(cwd);
    for (const [name, algorithm] of Object.entries(ODD)) {
      await shell(
        `openssl req -x509 -newkey ${algorithm} -nodes -keyout ${name}.key -out ${name}.pem -subj /CN=${name}`,
        cwd,
      );
      await t.step(name, async () => {
        const args = ["-cert", `${name}.pem`, "-key", `${name}.key`];
        await withServer(args, cwd, async (place) => {
          assertEquals(await subjectsAt(place, cwd), [`CN=${name}`]);
        });
      });
    }
    const own = ["-cert", "leaf.pem", "-key", "leaf.key"];
    for (const version of ["-tls1", "-tls1_1"]) {
      await t.step(version, async () => {
        await withServer([...own, version], cwd, async (place) => {
          const out = await certOk(["show", place], { cwd });
          assertStringIncludes(out, "in a handshake that was not finished");
          assertStringIncludes(out, "ERR_SSL_VERSION_OR_CIPHER_MISMATCH");
        });
      });
    }
    await t.step("one that asks for a certificate", async () => {
      for (const version of ["-tls1_2", "-tls1_3"]) {
        const args = [...own, "-Verify", "1", version];
        await withServer(args, cwd, async (place) => {
          assertEquals(await subjectsAt(place, cwd), ["CN=a.test"]);
        });
      }
    });
  });
});

Deno.test("cert show ends its connection as wirelab's own server wants it", async () => {
  await withFolder(async (cwd) => {
    await using server = new Running(
      [...wirelabCommand(), "tls-server", "0", "--once"],
      { cwd, env: await homeAt(cwd) },
    );
    const [, place] = await server.until(/listening on (127\.0\.0\.1:\d+)/);
    const out = await certOk(["show", place], { cwd });
    assertStringIncludes(out, "over TLS 1.3");
    assertStringIncludes(out, "It is signed by wirelab's own CA");
    await server.until(/1 connection, 0 failed/);
  });
});

Deno.test("cert show ends with the exit code of what is wrong with a server", async (t) => {
  await withFolder(async (cwd) => {
    const fails = async (kind: keyof typeof EXIT_CODES, ...args: string[]) => {
      const { code, err } = await cert(["show", ...args], { cwd });
      assertEquals(code, EXIT_CODES[kind].code, err);
      assert(err.split("\n").length === 3, err);
      return err;
    };
    await t.step("nothing listens", async () => {
      const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
      const { port } = listener.addr;
      listener.close();
      await fails("refused", `127.0.0.1:${port}`);
      await fails("refused", `https://127.0.0.1:${port}/`);
    });
    await t.step("the name has no address", async () => {
      await fails("name-not-found", "no-such-host.invalid:443");
    });
    await t.step("it says nothing", async () => {
      using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
      const accepted = listener.accept();
      const place = `127.0.0.1:${listener.addr.port}`;
      await fails("timed-out", place, "--timeout", "0.5");
      (await accepted).close();
    });
    await t.step("it speaks no TLS", async () => {
      using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
      const served = (async () => {
        for (let i = 0; i < 2; i++) {
          using connection = await listener.accept();
          await connection.write(
            new TextEncoder().encode("HTTP/1.1 400 Bad Request\r\n\r\n"),
          );
          await connection.closeWrite();
          await connection.read(new Uint8Array(1024));
        }
      })();
      const err = await fails("tls-failed", `127.0.0.1:${listener.addr.port}`);
      assert(!err.includes("openssl"), "openssl gets no further");
      await served;
    });
  });
});
