/**
 * Traffic over loopback, both ends in one process: the load of a capture.
 *
 *     deno run --allow-net capture_traffic.ts PORT bulk|small MEGABYTES [BYTES_A_SECOND]
 *
 * `bulk` writes a mebibyte at a time, `small` 64 bytes at a time without
 * Nagle's algorithm. It prints a line of JSON.
 *
 * @module
 */

/** What was sent. */
export interface TrafficReport {
  readonly bytes: number;
  readonly writes: number;
  readonly seconds: number;
}

const WRITE_BYTES: Readonly<Record<string, number>> = {
  bulk: 0x10_0000,
  small: 64,
};

async function traffic(
  port: number,
  writeBytes: number,
  totalBytes: number,
  bytesPerSecond: number,
): Promise<TrafficReport> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port });
  const [client, server] = await Promise.all([
    Deno.connect({ hostname: "127.0.0.1", port }),
    listener.accept(),
  ]);
  client.setNoDelay(true);
  const received = drain(server);
  const chunk = new Uint8Array(writeBytes);
  const start = performance.now();
  let bytes = 0;
  let writes = 0;
  while (bytes < totalBytes) {
    for (let at = 0; at < chunk.length;) {
      at += await client.write(chunk.subarray(at));
    }
    bytes += chunk.length;
    writes++;
    const ahead = bytes / bytesPerSecond * 1000 - (performance.now() - start);
    if (ahead > 5) await new Promise((resolve) => setTimeout(resolve, ahead));
  }
  await client.closeWrite();
  await received;
  client.close();
  return { bytes, writes, seconds: (performance.now() - start) / 1000 };
}

async function drain(connection: Deno.Conn): Promise<void> {
  const buffer = new Uint8Array(0x10_0000);
  while (await connection.read(buffer) !== null);
  connection.close();
}

if (import.meta.main) {
  const [port, kind, megabytes, rate] = Deno.args;
  const report = await traffic(
    Number(port),
    WRITE_BYTES[kind],
    Number(megabytes) * 1e6,
    Number(rate ?? Infinity),
  );
  Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify(report)));
}
