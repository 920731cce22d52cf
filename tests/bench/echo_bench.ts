/**
 * How fast `tcp-server` echoes, beside socat and an echo server on Node.
 *
 * One client, in this process, fills one connection as fast as it can, and
 * then asks and waits in turn. The server writes its log all the while.
 *
 * @module
 */
import { compare, Field } from "./beside.ts";

const BULK_BYTES = 512 * 1024 * 1024;
const CHUNK_BYTES = 65_536;
const ROUND_TRIPS = 5000;
const QUESTION_BYTES = 64;

const NODE_SERVER = `
require("node:net").createServer({ allowHalfOpen: true, noDelay: true },
  (socket) => socket.pipe(socket)).listen(+process.argv[1], "127.0.0.1",
  () => console.log("listening"));
`;

/** Sends much while it reads it back; gives MiB per second, one way. */
async function bulk(port: number): Promise<number> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  const chunk = new Uint8Array(CHUNK_BYTES).fill(97);
  const start = performance.now();
  let sent = 0;
  const sending = (async () => {
    while (sent < BULK_BYTES) sent += await connection.write(chunk);
    await connection.closeWrite();
  })();
  const buffer = new Uint8Array(4 * CHUNK_BYTES);
  let heard = 0;
  let length: number | null;
  while ((length = await connection.read(buffer)) !== null) heard += length;
  await sending;
  if (heard !== sent) throw new Error(`${sent} bytes sent, ${heard} heard`);
  return sent / 0x10_0000 / ((performance.now() - start) / 1000);
}

/** Asks and waits for the answer, in turn; gives round trips per second. */
async function roundTrips(port: number): Promise<number> {
  using connection = await Deno.connect({ hostname: "127.0.0.1", port });
  connection.setNoDelay();
  const question = new Uint8Array(QUESTION_BYTES).fill(97);
  const buffer = new Uint8Array(QUESTION_BYTES);
  const start = performance.now();
  for (let i = 0; i < ROUND_TRIPS; i++) {
    await connection.write(question);
    let heard = 0;
    while (heard < QUESTION_BYTES) heard += await connection.read(buffer) ?? 0;
  }
  return ROUND_TRIPS / ((performance.now() - start) / 1000);
}

await using field = new Field();
await field.wirelab(["tcp-server"]);
await field.other(
  "socat TCP-LISTEN EXEC:cat",
  (port) => [
    ...["socat", "-dd", `TCP-LISTEN:${port},bind=127.0.0.1,fork,reuseaddr`],
    // PIPE would deadlock: socat itself is at both ends of it.
    "EXEC:cat",
  ],
  /listening on/,
);
await field.other(
  "node net, socket.pipe(socket)",
  (port) => ["node", "-e", NODE_SERVER, `${port}`],
  /listening/,
);
await compare(field.contestants, [
  { title: "MiB per second, there and back at a time", run: bulk },
  { title: "round trips of 64 bytes per second", run: roundTrips },
]);
