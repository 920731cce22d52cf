/** Client certificates in both directions, pinned versions, and resumption. */
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import {
  liveTest,
  noCapture,
  noProgram,
  withFolder,
} from "./capture_support.ts";
import { freePort, run, Running, Server, wirelab } from "./program.ts";

const noOpenssl = noProgram("openssl");

/** Makes wirelab's certificates in a folder, and one of a stranger's beside them. */
async function makeCertificates(folder: string): Promise<void> {
  const made = await wirelab(["cert", "init", "--certs", folder]);
  assertEquals(made.code, 0, made.stderr);
  const { code, stderr } = await run([
    "openssl",
    "req",
    "-x509",
    "-newkey",
    "ec",
    "-pkeyopt",
    "ec_paramgen_curve:P-256",
    "-nodes",
    "-keyout",
    `${folder}/stranger.key`,
    "-out",
    `${folder}/stranger.pem`,
    "-subj",
    "/CN=stranger",
    "-addext",
    "basicConstraints=critical,CA:FALSE",
  ]);
  assertEquals(code, 0, stderr);
}

/** Arguments of `openssl s_client` that asks a port, with a certificate of a folder. */
function opensslClient(port: number, folder: string, name?: string): string[] {
  return [
    "openssl",
    "s_client",
    "-connect",
    `127.0.0.1:${port}`,
    "-CAfile",
    `${folder}/ca.pem`,
    "-quiet",
    ...name
      ? ["-cert", `${folder}/${name}.pem`, "-key", `${folder}/${name}.key`]
      : [],
  ];
}

function pair(folder: string, name: string): string[] {
  return [
    "--cert",
    `${folder}/${name}.pem`,
    "--key",
    `${folder}/${name}.key`,
  ];
}

const EXPECTED = [
  [undefined, "403 Forbidden", "the client showed no certificate"],
  ["stranger", "403 Forbidden", "no known authority signed the certificate"],
  ["localhost", "200 OK", "hello, client"],
] as const;

liveTest(
  "tls-server --verify-client serves a known certificate, and tells others why not",
  [noOpenssl],
  () =>
    withFolder(async (folder) => {
      await makeCertificates(folder);
      await using server = new Server([
        "tls-server",
        "--verify-client",
        "--certs",
        folder,
      ]);
      const port = await server.port();
      for (const [name, status, reason] of EXPECTED) {
        const ours = await wirelab([
          "tls-client",
          String(port),
          "--certs",
          folder,
          ...name ? pair(folder, name) : [],
        ]);
        const theirs = await run(opensslClient(port, folder, name), {
          input: "GET / HTTP/1.0\r\n\r\n",
        });
        for (const { stdout } of [ours, theirs]) {
          assertStringIncludes(stdout, `HTTP/1.1 ${status}`);
          assertStringIncludes(stdout, reason);
        }
      }
      const { failed } = await server.stop();
      assertEquals(failed, 4);
    }),
);

liveTest(
  "both ends say of a certificate for the other end that it is for another use",
  [noOpenssl],
  () =>
    withFolder(async (folder) => {
      await makeCertificates(folder);
      for (const purpose of ["serverAuth", "clientAuth"]) {
        const extensions = `${folder}/${purpose}.ext`;
        await Deno.writeTextFile(
          extensions,
          `extendedKeyUsage=${purpose}\nsubjectAltName=DNS:localhost`,
        );
        const key = `${folder}/${purpose}.key`;
        const made = await run([
          "sh",
          "-c",
          'openssl req -new -key "$1" -subj /CN=localhost | openssl x509 -req ' +
          '-CA "$2" -CAkey "$3" -extfile "$4" -out "$5"',
          "sh",
          `${folder}/localhost.key`,
          `${folder}/ca.pem`,
          `${folder}/ca.key`,
          extensions,
          `${folder}/${purpose}.pem`,
        ]);
        assertEquals(made.code, 0, made.stderr);
        await Deno.copyFile(`${folder}/localhost.key`, key);
      }
      const certs = ["--certs", folder];
      await using asking = new Server([
        "tls-server",
        "--verify-client",
        ...certs,
      ]);
      const refused = await wirelab([
        "tls-client",
        `${await asking.port()}`,
        ...certs,
        ...pair(folder, "serverAuth"),
      ]);
      assertStringIncludes(refused.stdout, "HTTP/1.1 403 Forbidden");
      assertStringIncludes(
        refused.stdout,
        "for another use (extendedKeyUsage)",
      );
      assertEquals((await asking.event("failed")).cause, "wrong-purpose");

      await using showing = new Server([
        "tls-server",
        ...pair(folder, "clientAuth"),
      ]);
      for (const way of [[], ["--tls=1.3"]]) {
        const { code, stderr } = await wirelab([
          "tls-client",
          `${await showing.port()}`,
          ...certs,
          ...way,
        ]);
        assertEquals(code, 20, stderr);
        assertStringIncludes(stderr, "extendedKeyUsage without serverAuth");
      }
    }),
);

liveTest(
  "tls-client --cert is known to openssl, and told why it is refused",
  [noOpenssl],
  () =>
    withFolder(async (folder) => {
      await makeCertificates(folder);
      const port = freePort();
      await using _server = new Running([
        "openssl",
        "s_server",
        "-accept",
        String(port),
        "-cert",
        `${folder}/localhost.pem`,
        "-key",
        `${folder}/localhost.key`,
        "-CAfile",
        `${folder}/ca.pem`,
        "-Verify",
        "2",
        "-verify_return_error",
        "-www",
      ], { input: "" });
      await _server.until(/ACCEPT/);
      const ask = (...args: string[]) =>
        wirelab(["tls-client", String(port), "--certs", folder, ...args]);

      for (const host of [[], ["--host", "localhost"]]) {
        const known = await ask(...pair(folder, "localhost"), ...host);
        assertStringIncludes(known.stdout, "Client certificate");
        assertStringIncludes(known.stdout, "CN=localhost");
      }
      const none = await ask();
      assertEquals(none.code, 24, none.stderr);
      assertStringIncludes(none.stderr, "it wants a certificate");
      const stranger = await ask(
        ...pair(folder, "stranger"),
        "--host",
        "localhost",
      );
      assertEquals(stranger.code, 24, stranger.stderr);
      assertStringIncludes(stranger.stderr, "it refused the certificate");
    }),
);

for (const version of ["1.2", "1.3"]) {
  liveTest(
    `tls-server --tls ${version} takes that version only`,
    [noOpenssl],
    () =>
      withFolder(async (folder) => {
        await using server = new Server([
          "tls-server",
          "--tls",
          version,
          "--certs",
          folder,
        ]);
        const port = await server.port();
        const other = version === "1.2" ? "1.3" : "1.2";
        const ask = (version: string) =>
          run([
            ...opensslClient(port, folder),
            `-tls${version.replace(".", "_")}`,
          ], { input: "GET / HTTP/1.0\r\n\r\n" });
        assertStringIncludes((await ask(version)).stdout, "200 OK");
        assertMatch(
          (await ask(other)).stderr,
          /alert protocol version|unexpected eof/,
        );
        assertEquals(
          (await server.event("handshake")).version,
          `TLS ${version}`,
        );
        await server.stop();
      }),
  );
}

liveTest(
  "tls-server says that cipher suites cannot be chosen",
  [],
  async () => {
    const { code, stderr } = await wirelab(["tls-server", "--ciphers", "HIGH"]);
    assertEquals(code, 2);
    assertStringIncludes(stderr, "takes its own list of cipher suites");
  },
);

liveTest(
  "demo mtls opens the client's certificate and its proof",
  [noCapture],
  () =>
    withFolder(async (folder) => {
      const { code, stdout } = await wirelab([
        "demo",
        "mtls",
        "--json",
        "--certs",
        folder,
      ]);
      assertEquals(code, 0);
      const steps = stdout.trimEnd().split("\n").map((line) => JSON.parse(line))
        .filter(({ type }) => type === "step");
      for (const stream of [0, 1]) {
        const seen = steps.filter((step) => step.stream === stream);
        const titles = (from: string) =>
          seen.filter((step) => step.from === from && step.protocol === "tls")
            .map(({ title }) => title);
        assertEquals(titles("server").includes("CertificateRequest"), true);
        assertEquals(titles("client").includes("Certificate"), true);
        assertEquals(titles("client").includes("CertificateVerify"), true);
      }
      const status = (stream: number) =>
        steps.find((step) =>
          step.stream === stream && step.protocol === "http" &&
          step.from === "server"
        )?.title;
      assertEquals([status(0), status(1)], ["200 OK", "403 Forbidden"]);
    }),
);

liveTest(
  "demo resume resumes the second handshake",
  [noCapture],
  () =>
    withFolder(async (folder) => {
      const { code, stdout } = await wirelab([
        "demo",
        "resume",
        "--json",
        "--certs",
        folder,
      ]);
      assertEquals(code, 0);
      const resumed = stdout.trimEnd().split("\n")
        .map((line) => JSON.parse(line))
        .filter(({ type }) => type === "verdict")
        .map(({ tls }) => tls.resumed);
      assertEquals(resumed, [false, true]);
    }),
);
