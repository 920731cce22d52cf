import { Failure, inEvery } from "../../failure.ts";
import {
  decodePem,
  encodePublicKey,
  isPrivateKeyLabel,
  nameOfKey,
  publicKeyIn,
  publicKeyOf,
  requestIn,
} from "../../pki/mod.ts";
import { pad, paint, widthOf } from "../../render/mod.ts";
import { SUCCESS } from "../exit_codes.ts";
import type { Call } from "../mode.ts";
import { readCertificate } from "./certificate.ts";
import { TEXTS } from "./failure_text.ts";
import { shortFingerprint } from "./fingerprint.ts";
import {
  type Input,
  nameOfInput,
  readInput,
  refuseSharedInput,
} from "./input.ts";
import { keyName } from "./names.ts";
import { openKey } from "./passphrase.ts";
import { type CertText, certText } from "./text.ts";

/** What has a public key: a certificate, a key or a request in a file. */
interface Holder {
  /** Name of the file, and of the kind where the file holds several. */
  readonly name: string;
  /** What it is. */
  readonly kind: keyof CertText["kinds"];
  /** Kind of its key. */
  readonly key: string;
  /** Its public key, as a `SubjectPublicKeyInfo`. */
  readonly spki: Uint8Array;
  /** Whom it is about, where it says so. */
  readonly subject: string;
  /** The public keys of the certificates behind it in its file. */
  readonly behind?: readonly Uint8Array[];
}

/** Runs `wirelab cert match`. */
export async function runMatch(call: Call): Promise<number> {
  const { args, terminal } = call;
  const paths = args.positionals;
  refuseSharedInput([...paths, args.text("passphrase-file")]);
  const holders: Holder[] = [];
  for (const path of paths) {
    holders.push(...await holdersIn(call, await readInput(path), path));
  }
  if (holders.length < 2) {
    throw new Failure("usage", inEvery(TEXTS, (text) => text.twoFilesNeeded));
  }
  const text = certText(terminal.language);
  terminal.out(await renderHolders(holders, text));
  const { good, bad } = paint(terminal.color);
  const strangers: [Holder, Holder][] = [];
  for (const [index, b] of holders.entries()) {
    for (const a of holders.slice(0, index)) {
      const isPair = isSameKey(a.spki, b.spki);
      if (!isPair) strangers.push([a, b]);
      terminal.out(
        isPair
          ? `${good("✓")} ${text.together(a.name, b.name)}\n`
          : `${bad("✗")} ${text.notTogether(a.name, b.name)}\n`,
      );
    }
  }
  if (strangers.length === 0) return SUCCESS;
  const [[a, b]] = strangers;
  throw new Failure("bad-file", text.cannotMatch(a.name, b.name), {
    hint: hintOn(a, b, text),
  });
}

/** What to do about two that do not belong together. */
function hintOn(a: Holder, b: Holder, text: CertText): string {
  for (const [chain, other] of [[a, b], [b, a]]) {
    const at = chain.behind?.findIndex((spki) => isSameKey(spki, other.spki));
    if (at === undefined || at < 0) continue;
    return text.standsBehind(other.name, at + 2, chain.name);
  }
  return text.otherKey;
}

async function holdersIn(
  call: Call,
  input: Input,
  path: string,
): Promise<Holder[]> {
  const { blocks } = input;
  const found: Holder[] = [];
  const name = nameOfInput(path);
  const [der, ...behind] = blocks
    .filter(({ label }) => label === "CERTIFICATE").map(decodePem);
  if (der) {
    const { fields, subject } = readCertificate(der, name);
    found.push({
      name,
      kind: "certificate",
      key: keyName(fields.publicKey),
      spki: normalized(publicKeyIn(der)),
      subject,
      behind: behind.map((other) => normalized(publicKeyIn(other))),
    });
  }
  if (blocks.some(({ label }) => isPrivateKeyLabel(label))) {
    const key = await openKey(call, blocks, name);
    found.push({
      name,
      kind: "key",
      key: nameOfKey(key),
      spki: encodePublicKey(key),
      subject: "",
    });
  }
  if (blocks.some(({ label }) => label.endsWith("CERTIFICATE REQUEST"))) {
    const { key, spki, subject } = await requestIn(blocks, name);
    found.push({
      name,
      kind: "request",
      key: nameOfKey(key),
      spki: normalized(spki),
      subject,
    });
  }
  const publicKey = blocks.find(({ label }) => label === "PUBLIC KEY");
  if (publicKey) {
    const spki = decodePem(publicKey);
    found.push({
      name,
      kind: "publicKey",
      key: nameOfKey(publicKeyOf(spki)),
      spki: normalized(spki),
      subject: "",
    });
  }
  if (found.length === 0) {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.nothingToMatch(name, blocks[0].label)),
    );
  }
  if (found.length === 1) return found;
  const { kinds } = certText(call.terminal.language);
  return found.map((holder) => ({
    ...holder,
    name: `${name} (${kinds[holder.kind]})`,
  }));
}

/** Writes a public key as the platform does, whatever form it came in. */
function normalized(spki: Uint8Array): Uint8Array {
  try {
    return encodePublicKey(publicKeyOf(spki));
  } catch {
    // A kind that the platform does not know is compared as it is.
    return spki;
  }
}

function isSameKey(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, i) => byte === b[i]);
}

async function renderHolders(
  holders: readonly Holder[],
  text: CertText,
): Promise<string> {
  const rows = await Promise.all(holders.map(async (holder) => [
    holder.name,
    text.kinds[holder.kind],
    holder.key,
    await shortFingerprint(holder.spki),
    holder.subject,
  ]));
  const widths = rows[0].map((_, column) =>
    Math.max(...rows.map((row) => widthOf(row[column])))
  );
  const lines = rows.map((row) =>
    row.map((cell, column) => pad(cell, widths[column])).join("  ").trimEnd()
  );
  return `${lines.join("\n")}\n\n`;
}
