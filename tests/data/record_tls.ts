/**
 * Records the TLS captures of the tests anew, with OpenSSL, GnuTLS, Node,
 * Deno, curl and Chromium:
 *
 *     deno run -A tests/data/record_tls.ts [CASE…]
 *
 * It needs tcpdump (and root for it), editcap, and the programs that a case
 * names. The secrets of the recorded sessions are kept beside the capture;
 * certificates and private keys are made for the recording and deleted after it.
 *
 * @module
 */
import { record } from "./recording.ts";
import { TLS_CASES, type TlsCase } from "./tls_cases.ts";
import { Lab } from "./tls_lab.ts";

async function recordCase(item: TlsCase): Promise<void> {
  const folder = await Deno.makeTempDir();
  const lab = new Lab(folder);
  try {
    await item.prepare?.(lab);
    await record(item.name, lab.port, async () => {
      await item.run(lab);
      await lab.end();
    });
    const capture = new URL(`./${item.name}/capture.pcapng`, import.meta.url);
    await item.finish?.(lab, await Deno.readFile(capture));
    const keys = await Deno.readTextFile(lab.keyLog).catch(() => undefined);
    const file = new URL(`./${item.name}/keys.log`, import.meta.url);
    if (keys) await Deno.writeTextFile(file, keys);
    else await Deno.remove(file).catch(() => {});
  } finally {
    await lab.end();
    await Deno.remove(folder, { recursive: true });
  }
}

function say(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(`${text}\n`));
}

const wanted = new Set(Deno.args);
let failures = 0;
for (const item of TLS_CASES) {
  if (wanted.size > 0 && !wanted.has(item.name)) continue;
  try {
    await recordCase(item);
    say(`recorded ${item.name}`);
  } catch (error) {
    failures++;
    say(`${item.name}: ${error instanceof Error ? error.message : error}`);
  }
}
Deno.exit(failures > 0 ? 1 : 0);
