/**
 * Decodes recorded TLS conversations over and over: handshakes and records a second, with a key log and without.
 *
 * @module
 */
import { createCipheriv } from "node:crypto";
import { fromHex } from "../../src/bytes/mod.ts";
import { type KeyLog, TlsConversation } from "../../src/tls/mod.ts";
import { trafficKeys } from "../../src/tls/key_schedule.ts";
import type { Part } from "../event_tiling.ts";
import { keyLogOf, recorded } from "../tls/samples.ts";

const HANDSHAKES = 10_000;
const RECORDS = 4_000;
/** Runs of each measurement, of which the fastest counts. */
const RUNS = 3;

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
}

function decode(parts: readonly Part[], keyLog: KeyLog | undefined): number {
  const conversation = new TlsConversation(keyLog ? { keyLog } : {});
  let events = 0;
  for (const { direction, bytes } of parts) {
    events += conversation.push(direction, bytes ?? new Uint8Array()).length;
  }
  return events + conversation.end(0).length + conversation.end(1).length;
}

/** Time of the fastest run, in milliseconds. */
function fastest(run: () => void): number {
  let least = Infinity;
  for (let i = 0; i < RUNS; i++) {
    const started = performance.now();
    run();
    least = Math.min(least, performance.now() - started);
  }
  return least;
}

function handshakes(name: string, withKeys: boolean): void {
  const [item] = recorded(name);
  const keyLog = withKeys ? keyLogOf(item) : undefined;
  const millis = fastest(() => {
    for (let i = 0; i < HANDSHAKES; i++) decode(item.parts, keyLog);
  });
  const keys = withKeys ? "decrypted" : "no keys";
  print(
    `${name.padEnd(28)} ${keys.padEnd(10)} ${HANDSHAKES} conversations in ${
      millis.toFixed(0)
    } ms, ${(millis / HANDSHAKES * 1000).toFixed(0)} µs each`,
  );
}

/** Application data records of TLS 1.3 behind a recorded handshake. */
function sealedRecords(secret: Uint8Array, size: number): Uint8Array[] {
  const { key, iv } = trafficKeys("sha256", secret, 16);
  const content = new Uint8Array(size + 1).fill(0x61);
  content[size] = 0x17;
  return Array.from({ length: RECORDS }, (_, sequence) => {
    const nonce = iv.slice();
    new DataView(nonce.buffer).setUint32(8, sequence ^ readTail(iv));
    const length = content.length + 16;
    const header = Uint8Array.of(0x17, 3, 3, length >> 8, length);
    const cipher = createCipheriv("aes-128-gcm", key, nonce);
    cipher.setAAD(header);
    const sealed = [cipher.update(content), cipher.final()];
    return Uint8Array.from([
      ...header,
      ...sealed[0],
      ...sealed[1],
      ...cipher.getAuthTag(),
    ]);
  });
}

function readTail(iv: Uint8Array): number {
  return new DataView(iv.buffer, iv.byteOffset).getUint32(8);
}

function bulk(size: number, segment: number): void {
  const [item] = recorded("tls13_aes128_gcm");
  const secret = /SERVER_TRAFFIC_SECRET_0 \S+ (\S+)/.exec(item.keys)?.[1] ?? "";
  const handshake = item.parts.slice(0, 3);
  const records = sealedRecords(fromHex(secret), size);
  const stream = new Uint8Array(records.length * records[0].length);
  records.forEach((record, i) => stream.set(record, i * record.length));
  for (const withKeys of [true, false]) {
    const keyLog = withKeys ? keyLogOf(item) : undefined;
    const seconds = fastest(() => {
      const conversation = new TlsConversation(keyLog ? { keyLog } : {});
      for (const { direction, bytes } of handshake) {
        conversation.push(direction, bytes ?? new Uint8Array());
      }
      let opened = 0;
      for (let at = 0; at < stream.length; at += segment) {
        const part = stream.subarray(at, at + segment);
        for (const event of conversation.push(1, part)) {
          if (event.kind === "application_data") opened++;
        }
      }
      if (withKeys && opened !== RECORDS) throw new Error(`${opened} opened`);
    }) / 1000;
    print(
      `${RECORDS} records of ${size} bytes in segments of ${segment}, ${
        withKeys ? "decrypted" : "no keys"
      }: ${(RECORDS / seconds).toFixed(0)} records/s, ${
        (stream.length / seconds / 1e6).toFixed(0)
      } MB/s`,
    );
  }
}

for (
  const name of [
    "tls13_aes128_gcm",
    "tls12_ecdhe_rsa_aes128_gcm",
    "tls12_cbc_sha1_plain",
  ]
) {
  handshakes(name, false);
  handshakes(name, true);
}
bulk(1024, 1460);
bulk(16384, 1460);
bulk(16384, 65536);
