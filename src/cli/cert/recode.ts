import { Failure, inEvery } from "../../failure.ts";
import { shellWord } from "../../bytes/shell_word.ts";
import {
  encodeKey,
  isPrivateKeyLabel,
  nameOfKey,
  privateKeyIn,
} from "../../pki/mod.ts";
import { SUCCESS } from "../exit_codes.ts";
import type { Call } from "../mode.ts";
import { DASH } from "../standard_input.ts";
import { TEXTS } from "./failure_text.ts";
import {
  type Input,
  readInput,
  refuseSharedInput,
  requirePath,
} from "./input.ts";
import { checkOutputs } from "./output.ts";
import { choosePassphrase, openKey, type PrivateKey } from "./passphrase.ts";
import { deliver } from "./report.ts";
import { certText } from "./text.ts";

/** A private key in a text, with the parameters that openssl writes before one. */
const KEY_IN_TEXT =
  /(?:-----BEGIN EC PARAMETERS-----[^-]*-----END EC PARAMETERS-----\r?\n?)?-----BEGIN ([A-Z ]*PRIVATE KEY)-----[^]*?-----END \1-----\r?\n?/;

/**
 * Runs `wirelab cert encrypt`, or `wirelab cert decrypt`: writes a key anew,
 * with a passphrase or without, and leaves what else its file holds as it is.
 *
 * @param call The call.
 * @param action Which of the two.
 */
export async function runRecode(
  call: Call,
  action: "encrypt" | "decrypt",
): Promise<number> {
  const { args, terminal } = call;
  const text = certText(terminal.language);
  const path = requirePath(
    args,
    0,
    action,
    `wirelab cert ${action} server.key --out new.key`,
  );
  refuseSharedInput([path, args.text("passphrase-file")]);
  const outPath = outputPath(call, path, action);
  await checkOutputs(call, [outPath]);
  const input = await readInput(path);
  requireFit(input, action);
  const key = action === "encrypt"
    ? privateKeyIn(input.blocks, input.name)
    : await openKey(call, input.blocks, input.name);
  const passphrase = action === "encrypt"
    ? await choosePassphrase(call, outPath === DASH ? input.name : outPath)
    : undefined;
  const pem = encode(key, input.name, passphrase);
  const name = nameOfKey(key);
  await deliver(call, [{
    path: outPath,
    text: input.text?.replace(KEY_IN_TEXT, () => pem) ?? pem,
    isSecret: true,
    what: passphrase === undefined
      ? text.madePlainKey(name)
      : text.madeEncryptedKey(name),
  }]);
  return SUCCESS;
}

/** Where the key goes: another file, or with `--force` the same. */
function outputPath(
  { args }: Call,
  path: string,
  action: "encrypt" | "decrypt",
): string {
  const named = args.text("out");
  if (named !== undefined) return named;
  if (path === DASH || args.has("force")) return path;
  const word = shellWord(path);
  throw new Failure(
    "usage",
    inEvery(TEXTS, (text) => text.recodeInPlace(action, path, word)),
  );
}

function requireFit(
  { name, blocks }: Input,
  action: "encrypt" | "decrypt",
): void {
  const block = blocks.find(({ label }) => isPrivateKeyLabel(label));
  if (!block || block.encrypted === (action === "decrypt")) return;
  // Whether it has a passphrase stands inside; it cannot be read anyway.
  if (block.label === "OPENSSH PRIVATE KEY") return;
  throw action === "encrypt"
    ? new Failure(
      "bad-file",
      inEvery(TEXTS, (text) =>
        text.encryptedAlready(
          name,
          `wirelab cert decrypt ${shellWord(name)} --out FILE`,
        )),
    )
    : new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.plainAlready(name)),
    );
}

function encode(
  key: PrivateKey,
  name: string,
  passphrase: string | undefined,
): string {
  try {
    return encodeKey(key, passphrase);
  } catch (error) {
    throw new Failure(
      "unavailable",
      inEvery(TEXTS, (text) => text.cannotEncode(name, nameOfKey(key))),
      { cause: error },
    );
  }
}
