/**
 * How many TLS connections per second `tls-server` serves, beside
 * `openssl s_server -www`: handshake, request, answer, close.
 *
 * Both show the same certificate (ECDSA P-256). The clients run in this
 * process, one connection after another, and eight at a time.
 *
 * @module
 */
import { ensureCertificates } from "../../src/pki/mod.ts";
import { compare, Field } from "./beside.ts";

const CONNECTIONS = 400;
const AT_A_TIME = 8;

const request = new TextEncoder().encode("GET / HTTP/1.0\r\n\r\n");

const folder = await Deno.makeTempDir({ prefix: "wirelab-bench-" });
const certs = await ensureCertificates({ directory: folder });

/** One connection, from SYN to FIN. */
async function visit(port: number): Promise<void> {
  const plain = await Deno.connect({ hostname: "127.0.0.1", port });
  // Else the request waits for the acknowledgment of the handshake: 40 ms.
  plain.setNoDelay();
  using connection = await Deno.startTls(plain, {
    hostname: "127.0.0.1",
    caCerts: [certs.caPem],
  });
  await connection.write(request);
  const buffer = new Uint8Array(16_384);
  let heard = 0;
  let length: number | null;
  while ((length = await connection.read(buffer)) !== null) heard += length;
  if (heard === 0) throw new Error("there was no answer");
}

/** Gives connections per second, with so many at a time. */
function rate(atATime: number): (port: number) => Promise<number> {
  return async (port) => {
    let left = CONNECTIONS;
    const start = performance.now();
    await Promise.all(Array.from({ length: atATime }, async () => {
      while (left-- > 0) await visit(port);
    }));
    return CONNECTIONS / ((performance.now() - start) / 1000);
  };
}

try {
  await using field = new Field();
  await field.wirelab(["tls-server", "--certs", folder]);
  await field.other(
    "openssl s_server -www",
    (port) => [
      ...["openssl", "s_server", "-accept", `127.0.0.1:${port}`, "-www"],
      ...["-cert", certs.certPath, "-key", certs.keyPath],
    ],
    /ACCEPT/,
  );
  await compare(field.contestants, [
    { title: "TLS connections per second, one at a time", run: rate(1) },
    {
      title: `TLS connections per second, ${AT_A_TIME} at a time`,
      run: rate(AT_A_TIME),
    },
  ]);
} finally {
  await Deno.remove(folder, { recursive: true });
}
