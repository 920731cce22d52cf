/**
 * Compares what is decoded of the recorded TLS conversations with what tshark
 * decodes of them, value by value.
 */
import { assertEquals } from "@std/assert";
import { liveTest } from "./capture_support.ts";
import { readSamples } from "./tls_samples.ts";
import { decodedValues } from "./tls_values.ts";
import { tsharkMissing, tsharkValues } from "./tshark_tls.ts";

/** Where this program and tshark differ, and why this program is right or decides otherwise. */
const EXPECTED: readonly {
  readonly sample: string;
  readonly field: RegExp;
  readonly reason: string;
}[] = [
  {
    sample: "tls12_camellia",
    field: /^tls\.|^plaintext/,
    reason: "the platform's crypto has no Camellia, so the records stay closed",
  },
  {
    sample: "tls13_post_handshake_auth",
    field: /^tls\.|^plaintext/,
    reason:
      "tshark takes the Finished of the late client authentication for the end of a handshake, changes the key, and opens nothing after it",
  },
  {
    sample: "tls12_ocsp_stapling",
    field: /^x509/,
    reason:
      "tshark tells the responder's certificate inside the OCSP response too, which is kept as bytes here",
  },
  ...["tls12_psk", "tls12_dhe_psk", "tls12_ecdhe_psk", "tls12_rsa_psk"].map(
    (sample) => ({
      sample,
      field: /^tls\.handshake\.(p|g|ys|yc|server_|client_)/,
      reason: "tshark does not decode the key exchange of PSK suites",
    }),
  ),
];

liveTest(
  "TlsConversation agrees with tshark on the recorded conversations",
  [await tsharkMissing()],
  async () => {
    let agreed = 0;
    const differences: string[] = [];
    const explained: string[] = [];
    const samples = readSamples();
    const decoded = samples.flatMap((sample) =>
      decodedValues(sample).map((side) => ({ sample, side }))
    );
    const names = new Set(decoded.flatMap(({ side }) => [...side.keys()]));
    const theirs = await tsharkValues(samples, names);
    for (const [index, { sample, side }] of decoded.entries()) {
      for (const name of names) {
        const a = side.get(name) ?? [];
        const b = theirs[index].get(name) ?? [];
        if (a.join() === b.join()) {
          agreed += a.length;
          continue;
        }
        const expected = EXPECTED.find((item) =>
          item.sample === sample.name && item.field.test(name)
        );
        const place = `${sample.name}, ${
          index % 2 ? "server" : "client"
        }, ${name}`;
        if (expected) explained.push(`${place}: ${expected.reason}`);
        else differences.push(`${place}:\n    here   ${a}\n    tshark ${b}`);
      }
    }
    Deno.stdout.writeSync(new TextEncoder().encode(
      `tshark agrees on ${agreed} values; ${explained.length} lists differ for a reason\n${
        explained.map((line) => `  ${line}\n`).join("")
      }`,
    ));
    assertEquals(differences.join("\n"), "");
  },
);
