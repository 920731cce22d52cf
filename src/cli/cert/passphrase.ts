import { Failure, inEvery } from "../../failure.ts";
import {
  isPrivateKeyLabel,
  type PemBlock,
  privateKeyIn,
  unlockKey,
} from "../../pki/mod.ts";
import type { Call } from "../mode.ts";
import { askSecret } from "../prompt.ts";
import { DASH, readSmallInput } from "../standard_input.ts";
import { TEXTS } from "./failure_text.ts";
import { nameOfInput } from "./input.ts";
import { certText } from "./text.ts";

/** Fewest characters of a new passphrase; openssl takes no fewer. */
const SHORTEST = 4;
/** Longest passphrase that openssl reads, in bytes. */
const LONGEST_BYTES = 1023;
/** How often a new passphrase may be typed differently the second time. */
const ATTEMPTS = 3;

/** A private key, as the platform holds it. */
export type PrivateKey = ReturnType<typeof privateKeyIn>;

/**
 * Reads the private key of a file, and its passphrase where it has one.
 *
 * @param call The call.
 * @param blocks Blocks of the file.
 * @param path Path of the file.
 * @throws {Failure} `bad-file`, if there is no key, or the passphrase is wrong;
 * `usage`, if there is no way to ask for it.
 */
export async function openKey(
  call: Call,
  blocks: readonly PemBlock[],
  path: string,
): Promise<PrivateKey> {
  const block = blocks.find((block) => isPrivateKeyLabel(block.label));
  if (!block?.encrypted) return privateKeyIn(blocks, path);
  const { passphraseOf } = certText(call.terminal.language);
  const given = await givenPassphrase(call);
  const passphrase = given ?? await ask(call, passphraseOf(path), path);
  return unlockKey(block, path, passphrase);
}

/**
 * Reads the passphrase that a key is to have; one that is typed is typed twice.
 *
 * @param call The call.
 * @param path Path of the key's file.
 * @throws {Failure} `usage`, if it is too short or too long, or there is no way
 * to ask for it.
 */
export async function choosePassphrase(
  call: Call,
  path: string,
): Promise<string> {
  const text = certText(call.terminal.language);
  const given = await givenPassphrase(call);
  if (given !== undefined) return checked(given);
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const first = checked(await ask(call, text.newPassphraseFor(path), path));
    if (await ask(call, text.passphraseAgain, path) === first) return first;
    call.terminal.err(`${text.passphrasesDiffer}\n`);
  }
  throw new Failure(
    "usage",
    inEvery(TEXTS, (text) => text.passphraseDiffers(path, ATTEMPTS)),
  );
}

/** The passphrase in the file that the call names; its first line. */
async function givenPassphrase({ args }: Call): Promise<string | undefined> {
  const path = args.text("passphrase-file");
  if (path === undefined) return undefined;
  if (path === DASH && Deno.stdin.isTerminal()) return undefined;
  const bytes = await readSmallInput(path);
  if (!bytes) {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.noPassphraseFile(path)),
    );
  }
  const [line] = new TextDecoder().decode(bytes).split(/\r?\n/);
  if (line === "") {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.emptyPassphrase(nameOfInput(path))),
    );
  }
  return line;
}

async function ask(
  { terminal }: Call,
  question: string,
  path: string,
): Promise<string> {
  if (!Deno.stdin.isTerminal()) {
    throw new Failure("usage", inEvery(TEXTS, (text) => text.cannotAsk(path)));
  }
  return await askSecret(terminal, question);
}

function checked(passphrase: string): string {
  if ([...passphrase].length < SHORTEST) {
    throw new Failure(
      "usage",
      inEvery(TEXTS, (text) => text.shortPassphrase(SHORTEST)),
    );
  }
  if (new TextEncoder().encode(passphrase).length > LONGEST_BYTES) {
    throw new Failure(
      "usage",
      inEvery(TEXTS, (text) => text.longPassphrase(LONGEST_BYTES)),
    );
  }
  return passphrase;
}
