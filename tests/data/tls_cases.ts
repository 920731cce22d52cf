/**
 * TLS conversations between OpenSSL, GnuTLS, Node, Deno, curl and Chromium.
 *
 * @module
 */
import { toHex } from "../../src/bytes/mod.ts";
import { TlsConversation } from "../../src/tls/mod.ts";
import { readConversations } from "./conversations.ts";
import type { Lab, Peer } from "./tls_lab.ts";

/** One capture, and how it is made. */
export interface TlsCase {
  /** Folder that it is kept in. */
  readonly name: string;
  /** Makes what the peers need; its packets are not recorded. */
  prepare?: (lab: Lab) => Promise<void>;
  /** Has the conversation. */
  run: (lab: Lab) => Promise<void>;
  /** Adds to the key log what the recording makes known. */
  finish?: (lab: Lab, capture: Uint8Array) => Promise<void>;
}

/** Makes `rsa` and `ecdsa` server certificates under one CA, and one for a client. */
async function makeCertificates(lab: Lab): Promise<void> {
  await lab.run("openssl", [
    ..."req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes"
      .split(" "),
    ..."-keyout ca.key -out ca.pem -days 3650 -subj".split(" "),
    "/O=wirelab/CN=wirelab test CA",
  ]);
  const keys: Record<string, string> = {
    rsa: "rsa:2048",
    ecdsa: "ec -pkeyopt ec_paramgen_curve:prime256v1",
    client: "ec -pkeyopt ec_paramgen_curve:secp384r1",
  };
  for (const [name, key] of Object.entries(keys)) {
    await Deno.writeTextFile(
      `${lab.folder}/${name}.ext`,
      [
        "basicConstraints=critical,CA:FALSE",
        "keyUsage=critical,digitalSignature,keyEncipherment",
        `extendedKeyUsage=${name === "client" ? "clientAuth" : "serverAuth"}`,
        "subjectKeyIdentifier=hash",
        "authorityKeyIdentifier=keyid",
        name === "client"
          ? "subjectAltName=email:student@example.org"
          : "subjectAltName=DNS:localhost,DNS:wirelab.example,IP:127.0.0.1,IP:::1",
        "authorityInfoAccess=OCSP;URI:http://ocsp.example/",
        "crlDistributionPoints=URI:http://crl.example/ca.crl",
        "certificatePolicies=2.23.140.1.2.1",
      ].join("\n"),
    );
    await lab.run("openssl", [
      ...`req -newkey ${key} -nodes -keyout ${name}.key -out ${name}.csr -subj`
        .split(" "),
      name === "client" ? "/CN=student" : "/O=wirelab/CN=localhost",
    ]);
    await lab.run("openssl", [
      ...`x509 -req -in ${name}.csr -CA ca.pem -CAkey ca.key -days 3650`
        .split(" "),
      ...`-CAcreateserial -extfile ${name}.ext -out ${name}.pem`.split(" "),
    ]);
  }
}

const CLIENT = "-brief -servername localhost -CAfile ca.pem";

/** Starts `openssl s_server` and waits until it listens. */
async function openServer(lab: Lab, options: string): Promise<Peer> {
  const server = lab.start("openssl", [
    ...`s_server -accept ${lab.address}`.split(" "),
    ...words(options),
  ]);
  await server.expect("ACCEPT");
  return server;
}

/** Starts `openssl s_client`. */
function openClient(lab: Lab, options: string): Peer {
  return lab.start("openssl", [
    ...`s_client -connect ${lab.address} -keylogfile ${lab.keyLog}`.split(" "),
    ...words(CLIENT),
    ...words(options),
  ]);
}

function words(options: string): string[] {
  return options.split(" ").filter((word) => word !== "");
}

/** A line there, the same reversed back, and an orderly close. */
async function echo(client: Peer): Promise<void> {
  await client.expect("CONNECTION ESTABLISHED");
  await client.send("hello, server");
  await client.expect("revres ,olleh");
  await client.send("Q");
  await client.ended();
}

interface OpenSslOptions {
  server?: string;
  client?: string;
  cert?: "rsa" | "ecdsa" | "none";
}

/** OpenSSL at both ends: a request, an answer, a close. */
function openssl(name: string, options: OpenSslOptions): TlsCase {
  const cert = options.cert ?? "ecdsa";
  const certificate = cert === "none"
    ? "-nocert"
    : `-cert ${cert}.pem -key ${cert}.key`;
  return {
    name,
    prepare: makeCertificates,
    async run(lab) {
      const server = await openServer(
        lab,
        `${certificate} -rev ${options.server ?? ""}`,
      );
      await echo(openClient(lab, options.client ?? ""));
      await server.expect("CONNECTION CLOSED");
    },
  };
}

/** TLS 1.2 or earlier with one suite, by OpenSSL's name of it. */
function suite(
  name: string,
  cipher: string,
  options: OpenSslOptions & { version?: string } = {},
): TlsCase {
  const version = options.version ?? "-tls1_2";
  const both = `${version} -cipher ${cipher}:@SECLEVEL=0`;
  return openssl(name, {
    ...options,
    server: `${both} ${options.server ?? ""}`,
    client: `${both} ${options.client ?? ""}`,
  });
}

/** OpenSSL at both ends, and a handshake that fails. */
function failing(name: string, options: OpenSslOptions): TlsCase {
  const cert = options.cert ?? "ecdsa";
  return {
    name,
    prepare: makeCertificates,
    async run(lab) {
      await openServer(
        lab,
        `-cert ${cert}.pem -key ${cert}.key -rev ${options.server ?? ""}`,
      );
      const client = openClient(lab, options.client ?? "");
      await client.send("hello, server");
      await client.ended();
    },
  };
}

/** Two connections, the second of which takes the session of the first up again. */
function resumption(name: string, options: OpenSslOptions): TlsCase {
  return {
    name,
    prepare: makeCertificates,
    async run(lab) {
      const server = await openServer(
        lab,
        `-cert ecdsa.pem -key ecdsa.key -rev ${options.server ?? ""}`,
      );
      const both = options.client ?? "";
      await echo(openClient(lab, `${both} -sess_out session.pem`));
      await server.expect("CONNECTION CLOSED");
      await echo(openClient(lab, `${both} -sess_in session.pem`));
      await server.expect("CONNECTION CLOSED");
    },
  };
}

/** OpenSSL with lines typed at both ends, so that its commands can be used. */
function typed(
  name: string,
  options: OpenSslOptions,
  talk: (client: Peer, server: Peer) => Promise<void>,
): TlsCase {
  return {
    name,
    prepare: makeCertificates,
    async run(lab) {
      const server = await openServer(
        lab,
        `-cert ecdsa.pem -key ecdsa.key ${options.server ?? ""}`,
      );
      const client = openClient(lab, options.client ?? "");
      await client.expect("CONNECTION ESTABLISHED");
      await talk(client, server);
      await client.send("Q");
      await client.ended();
    },
  };
}

/** GnuTLS at both ends, with a priority string. */
function gnutls(
  name: string,
  priority: string,
  options: { server?: string; client?: string; cert?: "rsa" | "ecdsa" } = {},
): TlsCase {
  const cert = options.cert ?? "rsa";
  const env = { GNUTLS_SYSTEM_PRIORITY_FILE: "/nonexistent" };
  return {
    name,
    prepare: makeCertificates,
    async run(lab) {
      const server = lab.start("gnutls-serv", [
        ...`--echo -p ${lab.port} --x509certfile ${cert}.pem`.split(" "),
        ...`--x509keyfile ${cert}.key --priority ${priority}`.split(" "),
        ...words(options.server ?? ""),
      ], { env });
      await server.expect("Echo Server listening");
      const client = lab.start("gnutls-cli", [
        ...`-p ${lab.port} --x509cafile ca.pem --priority ${priority}`
          .split(" "),
        ...words(options.client ?? ""),
        "localhost",
      ], { env: { ...env, SSLKEYLOGFILE: lab.keyLog } });
      await client.expect("Simple Client Mode");
      await client.send("hello, server");
      await client.expect("hello, server");
      await client.close();
      await client.ended();
    },
  };
}

const TLS13 = "-tls1_3 -ciphersuites";
const CBC = "NORMAL:-VERS-ALL:+VERS-TLS1.2:-CIPHER-ALL:+AES-128-CBC:-MAC-ALL";
const OLD = "NORMAL:-VERS-ALL:-CIPHER-ALL:+AES-128-CBC:+AES-256-CBC:+3DES-CBC";

/** TLS 1.3, suite by suite and feature by feature. */
const TLS13_CASES: readonly TlsCase[] = [
  openssl("tls13_aes128_gcm", {
    cert: "rsa",
    client: `${TLS13} TLS_AES_128_GCM_SHA256`,
  }),
  openssl("tls13_aes256_gcm_alpn", {
    server: "-alpn h2,http/1.1",
    client: `${TLS13} TLS_AES_256_GCM_SHA384 -alpn h2,http/1.1`,
  }),
  openssl("tls13_chacha20", {
    client: `${TLS13} TLS_CHACHA20_POLY1305_SHA256`,
  }),
  openssl("tls13_aes128_ccm", {
    server: "-ciphersuites TLS_AES_128_CCM_SHA256",
    client: `${TLS13} TLS_AES_128_CCM_SHA256`,
  }),
  openssl("tls13_aes128_ccm8", {
    server: "-ciphersuites TLS_AES_128_CCM_8_SHA256",
    client: `${TLS13} TLS_AES_128_CCM_8_SHA256`,
  }),
  openssl("tls13_hello_retry", {
    server: "-groups P-256",
    client: "-tls1_3 -groups X25519:P-256",
  }),
  openssl("tls13_record_padding", {
    server: "-record_padding 256",
    client: "-tls1_3 -record_padding 128",
  }),
  openssl("tls13_small_records", {
    cert: "rsa",
    server: "-max_send_frag 512",
    client: "-tls1_3 -maxfraglen 512",
  }),
  openssl("tls13_client_certificate", {
    server: "-Verify 1 -CAfile ca.pem -verify_quiet",
    client: "-tls1_3 -cert client.pem -key client.key",
  }),
  openssl("tls13_external_psk", {
    cert: "none",
    server: "-psk 1a2b3c4d5e6f7081 -psk_identity wirelab",
    client: "-tls1_3 -psk 1a2b3c4d5e6f7081 -psk_identity wirelab",
  }),
  resumption("tls13_resumption", { client: "-tls1_3" }),
  {
    name: "tls13_early_data",
    prepare: async (lab) => {
      await makeCertificates(lab);
      await Deno.writeTextFile(`${lab.folder}/early.txt`, "hello, early\n");
    },
    async run(lab) {
      const certificate = "-cert ecdsa.pem -key ecdsa.key -tls1_3";
      const early = "-early_data -max_early_data 1024";
      const first = await openServer(lab, `${certificate} ${early}`);
      const client = openClient(lab, "-tls1_3 -sess_out session.pem");
      await client.expect("CONNECTION ESTABLISHED");
      await first.send("a line, so that the tickets have come");
      await client.expect("a line");
      await client.send("Q");
      await client.ended();
      const again = openClient(
        lab,
        "-tls1_3 -sess_in session.pem -early_data early.txt",
      );
      await again.expect("CONNECTION ESTABLISHED");
      await again.send("Q");
      await again.ended();
      first.kill("SIGKILL");
      await first.ended();
      // A server that does not know the ticket rejects the early data.
      const second = await openServer(lab, `${certificate} ${early}`);
      const rejected = openClient(
        lab,
        "-tls1_3 -sess_in session.pem -early_data early.txt",
      );
      await rejected.expect("CONNECTION ESTABLISHED");
      await rejected.send("hello, server");
      await second.expect("hello, server");
      await rejected.send("Q");
      await rejected.ended();
    },
  },
  typed(
    "tls13_key_update",
    { client: "-tls1_3 -msg" },
    async (client, server) => {
      await client.send("before");
      await server.expect("before");
      await client.send("k");
      await client.expect("KEYUPDATE");
      await client.send("after one");
      await server.expect("after one");
      await client.send("K");
      await client.expect("KEYUPDATE");
      await client.send("after two");
      await server.expect("after two");
      await server.send("answer one");
      await client.expect("answer one");
      await server.send("K");
      await client.expect("<<< TLS 1.3, Handshake [length 0005], KeyUpdate");
      await server.send("answer two");
      await client.expect("answer two");
    },
  ),
  typed("tls13_post_handshake_auth", {
    server: "-verify 1 -CAfile ca.pem",
    client: "-tls1_3 -enable_pha -cert client.pem -key client.key",
  }, async (client, server) => {
    await client.send("before");
    await server.expect("before");
    await server.send("c");
    await server.expect("SSL_do_handshake");
    await client.send("after");
    await server.expect("after");
  }),
];

/** TLS 1.2 and before, suite by suite and feature by feature. */
const TLS12_CASES: readonly TlsCase[] = [
  suite("tls12_ecdhe_rsa_aes128_gcm", "ECDHE-RSA-AES128-GCM-SHA256", {
    cert: "rsa",
  }),
  suite("tls12_ecdhe_ecdsa_aes256_gcm", "ECDHE-ECDSA-AES256-GCM-SHA384", {
    server: "-alpn http/1.1",
    client: "-alpn h2,http/1.1",
  }),
  suite("tls12_ecdhe_rsa_chacha20", "ECDHE-RSA-CHACHA20-POLY1305", {
    cert: "rsa",
  }),
  suite("tls12_dhe_rsa_aes128_gcm", "DHE-RSA-AES128-GCM-SHA256", {
    cert: "rsa",
  }),
  {
    ...suite("tls12_rsa_aes256_gcm", "AES256-GCM-SHA384", { cert: "rsa" }),
    finish: addPremasterSecret,
  },
  {
    ...gnutls(
      "tls12_rsa_no_extended_master_secret",
      "NORMAL:-VERS-ALL:+VERS-TLS1.2:-KX-ALL:+RSA:%NO_SESSION_HASH",
    ),
    finish: addPremasterSecret,
  },
  suite("tls12_ecdhe_ecdsa_aes128_ccm", "ECDHE-ECDSA-AES128-CCM"),
  suite("tls12_ecdhe_ecdsa_aes256_ccm8", "ECDHE-ECDSA-AES256-CCM8"),
  suite("tls12_cbc_sha256_encrypt_then_mac", "ECDHE-ECDSA-AES128-SHA256"),
  suite("tls12_cbc_sha384", "ECDHE-RSA-AES256-SHA384", {
    cert: "rsa",
    client: "-no_etm",
  }),
  suite("tls12_rsa_null_sha256", "NULL-SHA256", { cert: "rsa" }),
  suite("tls12_camellia", "ECDHE-RSA-CAMELLIA128-SHA256", { cert: "rsa" }),
  suite("tls12_anonymous", "ADH-AES128-GCM-SHA256", { cert: "none" }),
  suite("tls12_psk", "PSK-AES128-GCM-SHA256", {
    cert: "none",
    server: "-psk 1a2b3c4d -psk_hint wirelab",
    client: "-psk 1a2b3c4d",
  }),
  suite("tls12_ecdhe_psk", "ECDHE-PSK-CHACHA20-POLY1305", {
    cert: "none",
    server: "-psk 1a2b3c4d -psk_hint wirelab",
    client: "-psk 1a2b3c4d",
  }),
  suite("tls12_dhe_psk", "DHE-PSK-AES256-CBC-SHA", {
    cert: "none",
    server: "-psk 1a2b3c4d -psk_hint wirelab",
    client: "-psk 1a2b3c4d",
  }),
  suite("tls12_rsa_psk", "RSA-PSK-AES128-GCM-SHA256", {
    cert: "rsa",
    server: "-psk 1a2b3c4d -psk_hint wirelab",
    client: "-psk 1a2b3c4d",
  }),
  suite("tls12_client_certificate", "ECDHE-ECDSA-AES128-GCM-SHA256", {
    server: "-Verify 1 -CAfile ca.pem -verify_quiet",
    client: "-cert client.pem -key client.key",
  }),
  suite("tls12_small_records", "ECDHE-ECDSA-AES128-GCM-SHA256", {
    client: "-maxfraglen 512",
  }),
  resumption("tls12_resumption_ticket", { client: "-tls1_2" }),
  resumption("tls12_resumption_session_id", { client: "-tls1_2 -no_ticket" }),
  typed("tls12_renegotiation", {
    server: "-client_renegotiation",
    client: "-tls1_2",
  }, async (client, server) => {
    await client.send("before");
    await server.expect("before");
    await client.send("R");
    await client.expect("RENEGOTIATING");
    await client.send("between");
    await server.expect("between");
    await server.send("r");
    await server.expect("SSL_do_handshake");
    await client.send("after");
    await server.expect("after");
  }),
  {
    name: "tls12_ocsp_stapling",
    prepare: async (lab) => {
      await makeCertificates(lab);
      await makeOcspResponse(lab);
    },
    async run(lab) {
      const server = await openServer(
        lab,
        "-cert ecdsa.pem -key ecdsa.key -rev -status_file ocsp.der",
      );
      await echo(openClient(lab, "-tls1_2 -status"));
      await server.expect("CONNECTION CLOSED");
      await echo(openClient(lab, "-tls1_3 -status"));
      await server.expect("CONNECTION CLOSED");
    },
  },
  suite("tls11_aes256_sha", "ECDHE-RSA-AES256-SHA", {
    cert: "rsa",
    version: "-tls1_1",
  }),
  suite("tls10_aes128_sha", "ECDHE-RSA-AES128-SHA", {
    cert: "rsa",
    version: "-tls1",
  }),
  gnutls(
    "tls12_cbc_sha1_plain",
    `${CBC}:+SHA1:%NO_ETM:%NO_SESSION_HASH:%NO_EXTENSIONS`,
  ),
  gnutls(
    "tls12_cbc_no_extended_master_secret",
    `${CBC}:+SHA256:%NO_SESSION_HASH`,
  ),
  gnutls("tls11_cbc_plain", `${OLD}:+VERS-TLS1.1:%NO_ETM:%NO_SESSION_HASH`),
  gnutls(
    "tls10_3des_plain",
    `${OLD}:-AES-128-CBC:-AES-256-CBC:+VERS-TLS1.0:%NO_ETM`,
  ),
  gnutls("tls10_cbc_plain", `${OLD}:+VERS-TLS1.0:%NO_ETM`),
];

/** Handshakes that fail, and closes without close_notify. */
const FAILURE_CASES: readonly TlsCase[] = [
  failing("alert_handshake_failure", {
    server: "-tls1_2 -cipher ECDHE-ECDSA-AES128-GCM-SHA256",
    client: "-tls1_2 -cipher ECDHE-ECDSA-AES256-GCM-SHA384",
  }),
  failing("alert_protocol_version", {
    server: "-tls1_3",
    client: "-tls1_2",
  }),
  failing("alert_unknown_ca", {
    client: "-tls1_3 -verify_return_error -CAfile client.pem",
  }),
  failing("alert_certificate_required", {
    server: "-Verify 1 -CAfile ca.pem -verify_quiet",
    client: "-tls1_3",
  }),
  failing("alert_no_application_protocol", {
    server: "-alpn h2",
    client: "-tls1_3 -alpn http/1.1",
  }),
  failing("alert_unrecognized_name", {
    server:
      "-servername other.example -servername_fatal -cert2 rsa.pem -key2 rsa.key",
    client: "-tls1_2",
  }),
  failing("alert_bad_record_mac", {
    server: "-psk 1a2b3c4d -cipher PSK-AES128-GCM-SHA256 -tls1_2",
    client: "-psk 55555555 -cipher PSK-AES128-GCM-SHA256 -tls1_2",
  }),
  {
    name: "tls13_truncated_close",
    prepare: makeCertificates,
    async run(lab) {
      const server = await openServer(
        lab,
        "-cert ecdsa.pem -key ecdsa.key -tls1_3",
      );
      const client = openClient(lab, "");
      await client.expect("CONNECTION ESTABLISHED");
      await client.send("hello, server");
      await server.expect("hello, server");
      client.kill("SIGKILL");
      await client.ended();
    },
  },
  {
    name: "tls_to_plain_http",
    async run(lab) {
      const listener = Deno.listen({ hostname: "127.0.0.1", port: lab.port });
      const client = openClient(
        lab,
        "-CAfile /etc/ssl/certs/ca-certificates.crt",
      );
      const connection = await listener.accept();
      await connection.read(new Uint8Array(4096));
      const answer = "HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n";
      await connection.write(new TextEncoder().encode(answer));
      connection.close();
      listener.close();
      await client.ended();
    },
  },
];

/** Other implementations. */
const PEER_CASES: readonly TlsCase[] = [
  gnutls("gnutls_tls13", "NORMAL", { cert: "ecdsa" }),
  gnutls("gnutls_tls12", "NORMAL:-VERS-TLS1.3", {
    server: "--heartbeat",
    client: "--heartbeat",
  }),
  {
    name: "node_https",
    prepare: makeCertificates,
    async run(lab) {
      const server = lab.start("node", [
        "-e",
        `require("https").createServer({
          cert: require("fs").readFileSync("ecdsa.pem"),
          key: require("fs").readFileSync("ecdsa.key"),
        }, (_, response) => response.end("hello, client"))
          .listen(${lab.port}, "127.0.0.1", () => console.log("listening"))`,
      ]);
      await server.expect("listening");
      const client = lab.start("curl", [
        ..."-sS --http1.1 --cacert ca.pem".split(" "),
        `https://localhost:${lab.port}/`,
      ], { env: { SSLKEYLOGFILE: lab.keyLog } });
      await client.expect("hello, client");
      await client.ended();
    },
  },
  {
    name: "deno_tls",
    prepare: makeCertificates,
    async run(lab) {
      const options = `{ hostname: "localhost", port: ${lab.port} }`;
      const server = lab.start("deno", [
        "eval",
        `const cert = Deno.readTextFileSync("ecdsa.pem");
        const key = Deno.readTextFileSync("ecdsa.key");
        const listener = Deno.listenTls({ ...${options}, cert, key });
        console.log("listening");
        const connection = await listener.accept();
        const buffer = new Uint8Array(100);
        const count = await connection.read(buffer);
        await connection.write(buffer.subarray(0, count));
        connection.close();`,
      ]);
      await server.expect("listening");
      const client = lab.start("deno", [
        "eval",
        `const caCerts = [Deno.readTextFileSync("ca.pem")];
        const connection = await Deno.connectTls({ ...${options}, caCerts });
        await connection.write(new TextEncoder().encode("hello, server"));
        const buffer = new Uint8Array(100);
        while (await connection.read(buffer)) console.log("read");
        connection.close();`,
      ], { env: { SSLKEYLOGFILE: lab.keyLog } });
      await client.expect("read");
      await client.ended();
    },
  },
  {
    name: "chromium",
    prepare: makeCertificates,
    async run(lab) {
      const server = lab.start("node", [
        "-e",
        `require("http2").createSecureServer({
          cert: require("fs").readFileSync("ecdsa.pem"),
          key: require("fs").readFileSync("ecdsa.key"),
          allowHTTP1: true,
        }, (_, response) => response.end("hello, client"))
          .listen(${lab.port}, "127.0.0.1", () => console.log("listening"))`,
      ]);
      await server.expect("listening");
      const client = lab.start("chromium", [
        ..."--headless --no-sandbox --disable-gpu --ignore-certificate-errors"
          .split(" "),
        `--ssl-key-log-file=${lab.keyLog}`,
        `--user-data-dir=${lab.folder}/profile`,
        "--dump-dom",
        `https://localhost:${lab.port}/`,
      ]);
      await client.expect("hello, client");
      await client.ended();
    },
  },
];

/** Opens the premaster secret with the server's key, and writes it down as NSS would have. */
async function addPremasterSecret(
  lab: Lab,
  capture: Uint8Array,
): Promise<void> {
  const conversation = new TlsConversation();
  const events = readConversations(capture)[0].flatMap((step) =>
    "bytes" in step ? conversation.push(step.direction, step.bytes) : []
  );
  const { folder, keyLog } = lab;
  for (const event of events) {
    if (event.kind !== "handshake") continue;
    if (event.message.kind !== "client_key_exchange") continue;
    const encrypted = event.message.encryptedPreMasterSecret;
    if (!encrypted) continue;
    await Deno.writeFile(`${folder}/encrypted`, encrypted);
    await lab.run(
      "openssl",
      words("pkeyutl -decrypt -inkey rsa.key -in encrypted -out premaster"),
    );
    const premaster = toHex(await Deno.readFile(`${folder}/premaster`));
    const line = `RSA ${toHex(encrypted.subarray(0, 8))} ${premaster}\n`;
    await Deno.writeTextFile(keyLog, line, { append: true });
  }
}

/** Answers of OpenSSL's own OCSP responder. */
async function makeOcspResponse(lab: Lab): Promise<void> {
  const { folder } = lab;
  const serial = await serialOf(lab, "ecdsa.pem");
  await Deno.writeTextFile(
    `${folder}/index.txt`,
    `V\t350101000000Z\t\t${serial}\tunknown\t/CN=localhost\n`,
  );
  await lab.run(
    "openssl",
    words(
      "ocsp -index index.txt -CA ca.pem -rsigner ca.pem -rkey ca.key -reqout request.der -issuer ca.pem -cert ecdsa.pem",
    ),
  );
  await lab.run(
    "openssl",
    words(
      "ocsp -index index.txt -CA ca.pem -rsigner ca.pem -rkey ca.key -reqin request.der -respout ocsp.der -ndays 3650",
    ),
  );
}

async function serialOf(lab: Lab, file: string): Promise<string> {
  const output = await new Deno.Command("openssl", {
    args: words(`x509 -in ${file} -noout -serial`),
    cwd: lab.folder,
  }).output();
  return new TextDecoder().decode(output.stdout).trim().replace("serial=", "");
}

/** All TLS recordings. */
export const TLS_CASES: readonly TlsCase[] = [
  ...TLS13_CASES,
  ...TLS12_CASES,
  ...FAILURE_CASES,
  ...PEER_CASES,
];
