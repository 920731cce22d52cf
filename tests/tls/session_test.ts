import { assertEquals } from "@std/assert";
import { createCipheriv } from "node:crypto";
import { toHex } from "../../src/bytes/mod.ts";
import { VERSION } from "../../src/tls/constants.ts";
import { KeyLog } from "../../src/tls/key_log.ts";
import { nextTrafficSecret, trafficKeys } from "../../src/tls/key_schedule.ts";
import { Session } from "../../src/tls/session.ts";

const AES_128_GCM_SHA256 = 0x1301;
const KEY_BYTES = 16;

/** A session of TLS 1.3, and a key log with the first secret of its server. */
function sessionOf(secret: Uint8Array): [Session, KeyLog] {
  const session = new Session();
  session.version = VERSION.tls13;
  session.cipherSuite = AES_128_GCM_SHA256;
  session.clientRandom = new Uint8Array(32).fill(7);
  const log = new KeyLog();
  log.add(
    `SERVER_TRAFFIC_SECRET_0 ${session.randomHex} ${toHex(secret)}\n`,
  );
  return [session, log];
}

/** Seals one byte as the first record under a secret. */
function sealed(secret: Uint8Array, byte: number): Uint8Array {
  const { key, iv } = trafficKeys("sha256", secret, KEY_BYTES);
  const cipher = createCipheriv("aes-128-gcm", key, iv);
  cipher.setAAD(Uint8Array.of(23, 3, 3, 0, 2 + 16));
  const text = cipher.update(Uint8Array.of(byte, 23));
  cipher.final();
  return Uint8Array.of(...text, ...cipher.getAuthTag());
}

/** The byte that a session opens after some KeyUpdates; nothing where it cannot. */
function opened(
  [session, log]: [Session, KeyLog],
  generation: number,
  fragment: Uint8Array,
): number | undefined {
  const { cipher } = session.cipher(log, 1, "application", generation);
  const record = {
    type: 23,
    version: VERSION.tls12,
    fragment,
    previousTail: undefined,
  };
  return cipher?.open(record, 0)?.plaintext[0];
}

Deno.test("Session follows thousands of KeyUpdates, each from the one before", () => {
  let secret: Uint8Array = new Uint8Array(32).fill(1);
  const session = sessionOf(secret);
  for (let generation = 0; generation < 5000; generation++) {
    assertEquals(opened(session, generation, sealed(secret, 65)), 65);
    secret = nextTrafficSecret("sha256", secret);
  }
});

Deno.test("Session derives an earlier secret, and one of another log, anew", () => {
  const first = new Uint8Array(32).fill(1);
  const second = nextTrafficSecret("sha256", first);
  const third = nextTrafficSecret("sha256", second);
  const [session, log] = sessionOf(first);
  assertEquals(opened([session, log], 2, sealed(third, 66)), 66);
  assertEquals(opened([session, log], 1, sealed(second, 67)), 67);
  const [, other] = sessionOf(second);
  assertEquals(opened([session, other], 1, sealed(third, 68)), 68);
  assertEquals(opened([session, other], 1, sealed(second, 69)), undefined);
});
