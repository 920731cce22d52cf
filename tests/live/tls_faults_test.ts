/** Every fault of `tls-server`, met by wirelab's client and by other programs. */
import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { FAULTS } from "../../src/cli/endpoint_options.ts";
import {
  liveTest,
  noCapture,
  noProgram,
  withFolder,
} from "./capture_support.ts";
import { run, Server, wirelab } from "./program.ts";

const noOpenssl = noProgram("openssl");
const noCurl = noProgram("curl");

/** What a client makes of a fault. */
interface Expected {
  /** Exit code of wirelab's client. */
  readonly code: number;
  /** What it says. */
  readonly said: RegExp;
  /** What `openssl s_client` says. */
  readonly openssl?: RegExp;
  /** Exit code of curl. */
  readonly curl: number;
  /** What the packets are diagnosed as. */
  readonly diagnosis: string;
}

const EXPECTED: Readonly<Record<typeof FAULTS[number], Expected>> = {
  "expired": {
    code: 22,
    said: /its certificate ended on \d{4}-\d\d-\d\d/,
    openssl: /certificate has expired/,
    curl: 60,
    diagnosis: "expired",
  },
  "wrong-host": {
    code: 21,
    said: /is not for localhost, but for another\.example/,
    openssl: /[Hh]ostname mismatch/,
    curl: 60,
    diagnosis: "wrong-host",
  },
  "untrusted": {
    code: 20,
    said: /no authority that is known here signed its certificate/,
    openssl: /unable to get local issuer certificate/,
    curl: 60,
    diagnosis: "untrusted",
  },
  "self-signed": {
    code: 20,
    said: /no authority that is known here signed its certificate/,
    openssl: /self-signed certificate/,
    curl: 60,
    diagnosis: "self-signed",
  },
  "no-common-version": {
    code: 23,
    said: /it takes no TLS version that this client offers/,
    openssl: /alert protocol version/,
    curl: 35,
    diagnosis: "no-common-version",
  },
  "reset": {
    code: 13,
    said: /it reset the connection/,
    curl: 56,
    diagnosis: "reset",
  },
  "no-close-notify": {
    code: 13,
    said: /it closed without close_notify/,
    openssl: /unexpected eof/,
    curl: 18,
    diagnosis: "no-close-notify",
  },
  "stall": {
    code: 12,
    said: /no answer within 1 s/,
    curl: 28,
    diagnosis: "stall",
  },
  "garbage": {
    code: 24,
    said: /what it sent is not TLS/,
    openssl: /wrong version number|packet length too long/,
    curl: 35,
    diagnosis: "not-tls",
  },
  "slow": {
    code: 0,
    said: /closed: 150 B received/,
    curl: 0,
    diagnosis: "slow",
  },
};

for (const fault of FAULTS) {
  const expected = EXPECTED[fault];
  liveTest(
    `tls-server --fault ${fault} fails for wirelab, openssl and curl alike`,
    [noOpenssl, noCurl],
    () =>
      withFolder(async (folder) => {
        const certs = ["--certs", folder];
        await using server = new Server([
          "tls-server",
          ...certs,
          "--fault",
          fault,
        ]);
        const port = String(await server.port());
        const patience = fault === "stall" ? "1" : "10";
        const [client, curl, openssl] = await Promise.all([
          wirelab(["tls-client", port, ...certs, "--timeout", patience]),
          run([
            "curl",
            "--silent",
            "--cacert",
            `${folder}/ca.pem`,
            "--max-time",
            patience,
            `https://localhost:${port}/`,
          ]),
          expected.openssl && run(
            [
              "openssl",
              "s_client",
              "-connect",
              `127.0.0.1:${port}`,
              "-CAfile",
              `${folder}/ca.pem`,
              "-verify_hostname",
              "localhost",
              "-verify_return_error",
              "-ign_eof",
            ],
            { input: "GET / HTTP/1.0\r\n\r\n" },
          ),
        ]);
        assertEquals(client.code, expected.code, client.stderr);
        assertMatch(client.stderr, expected.said);
        assertEquals(curl.code, expected.curl, curl.stderr);
        if (openssl && expected.openssl) {
          assertMatch(openssl.stdout + openssl.stderr, expected.openssl);
        }
        await server.stop();
      }),
  );
}

liveTest(
  "tls-server refuses a certificate of one's own for a fault of it",
  [],
  async () => {
    const { code, stderr } = await wirelab([
      "tls-server",
      "0",
      "--cert",
      "my.pem",
      "--fault",
      "expired",
    ]);
    assertEquals(code, 2);
    assertStringIncludes(stderr, "that certificate is made for the fault");
  },
);

liveTest(
  "demo faults makes all of them happen, and explain names the same causes",
  [noCapture],
  () =>
    withFolder(async (folder) => {
      const path = `${folder}/faults.pcapng`;
      const demo = await wirelab(["demo", "faults", "--json", "--save", path]);
      assertEquals([demo.code, demo.stderr], [0, ""]);
      const cases = demo.stdout.trimEnd().split("\n")
        .map((line) => JSON.parse(line))
        .filter(({ type }) => type === "fault");
      assertEquals(
        cases.map(({ fault, exitCode, diagnosis }) => ({
          fault,
          exitCode,
          diagnosis,
        })),
        FAULTS.map((fault) => ({
          fault,
          exitCode: EXPECTED[fault].code,
          diagnosis: EXPECTED[fault].diagnosis,
        })),
      );
      const explained = await wirelab(["explain", path, "--json"]);
      const found = explained.stdout.trimEnd().split("\n")
        .map((line) => JSON.parse(line))
        .filter(({ type }) => type === "verdict")
        .map(({ diagnosis }) => diagnosis?.kind);
      assertEquals(found, FAULTS.map((fault) => EXPECTED[fault].diagnosis));
    }),
);

for (const language of ["en", "zh"]) {
  liveTest(
    `demo faults prints a table within 80 columns (${language})`,
    [noCapture],
    async () => {
      const { code, stdout } = await wirelab([
        "demo",
        "faults",
        "--lang",
        language,
      ]);
      assertEquals(code, 0);
      for (const fault of FAULTS) {
        assertStringIncludes(stdout, `--fault ${fault} `);
      }
      const wide = stdout.split("\n").filter((line) => line.length > 80);
      assertEquals(wide, []);
    },
  );
}
