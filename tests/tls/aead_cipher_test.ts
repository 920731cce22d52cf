import { assertEquals } from "@std/assert";
import { aeadOf } from "../../src/tls/aead_cipher.ts";
import { suiteParameters } from "../../src/tls/suite_parameters.ts";

const SUITES = [
  ["AES-128-GCM", 0x1301, 16],
  ["ChaCha20-Poly1305", 0x1303, 32],
  ["AES-128-CCM", 0x1304, 16],
] as const;

for (const [name, code, keyBytes] of SUITES) {
  Deno.test({
    name: `aeadOf() opens no ${name} shorter than its tag, and holds nothing`,
    sanitizeResources: true,
    fn() {
      const suite = suiteParameters(code);
      const open = suite && aeadOf(suite);
      const [key, nonce] = [new Uint8Array(keyBytes), new Uint8Array(12)];
      for (const length of [0, 15, 16, 17]) {
        assertEquals(
          open?.(key, nonce, new Uint8Array(5), new Uint8Array(length)),
          undefined,
        );
      }
    },
  });
}
