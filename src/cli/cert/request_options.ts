import { Failure, inEvery } from "../../failure.ts";
import {
  alternativeName,
  commonNameOf,
  encodeKey,
  generateKey,
  isUsableForTls,
  KEY_KINDS,
  type KeyKind,
  LOCAL_NAMES,
  nameOfKey,
  parseSubject,
  type Subject,
} from "../../pki/mod.ts";
import type { Call } from "../mode.ts";
import type { Arguments } from "../options.ts";
import { TEXTS } from "./failure_text.ts";
import { readInput } from "./input.ts";
import { choosePassphrase, openKey, type PrivateKey } from "./passphrase.ts";
import type { Result } from "./report.ts";
import { certText } from "./text.ts";

/** A century: the longest validity that can be asked for, in days. */
const MOST_DAYS = 36_525;
/** Days that browsers take from a public CA. */
const BROWSER_DAYS = 398;

/** Whom a certificate is for. */
export interface Identity {
  /** Its subject, where one is given. */
  readonly subject: Subject | undefined;
  /** Its host names and addresses; none where it is a person's. */
  readonly names: readonly string[];
}

/**
 * Reads `--host` and `--subject`. Without a host, the common name of the
 * subject is the host; where a client has it (`--client`) it may also be a
 * person's, which is no name that TLS looks for.
 *
 * @param args Arguments of the call.
 * @throws {Failure} `usage`, if one of them is not what it should be.
 */
export function readIdentity(args: Arguments): Identity {
  const text = args.text("subject");
  const subject = text === undefined ? undefined : parseSubject(text);
  const hosts = readHosts(args);
  if (hosts) return { subject, names: hosts };
  return { subject, names: defaultNames(subject, args.has("client")) };
}

/** Reads `--host`, in the form that goes into a certificate. */
export function readHosts(args: Arguments): readonly string[] | undefined {
  if (!args.has("host")) return undefined;
  return args.all("host").map((host) => alternativeName(host).value);
}

/** Reads `--days`. */
export function readDays(args: Arguments): number | undefined {
  return args.integer("days", { min: 1, max: MOST_DAYS });
}

/** Reads `--key-type`. */
export function readKeyKind(args: Arguments): KeyKind {
  const text = args.text("key-type");
  return KEY_KINDS.find((kind) => kind === text) ?? "ec";
}

/**
 * What to know of a certificate.
 *
 * @param call The call.
 * @param facts Days for which it is valid, and the kind of its key.
 */
export function notesOn(
  { terminal }: Call,
  { days, keyType }: { days: number; keyType: string },
): string[] {
  const text = certText(terminal.language);
  return [
    ...days > BROWSER_DAYS ? [text.longValidity(days)] : [],
    ...keyType === "Ed25519" ? [text.keyNotForBrowsers] : [],
  ];
}

/** A private key, and the file that it goes to where it is new. */
export interface KeyAndFile {
  /** The key. */
  readonly key: PrivateKey;
  /** Path of its file. */
  readonly path: string;
  /** Whether a passphrase protects that file, so that no server here takes it. */
  readonly isEncrypted: boolean;
  /** The new file. */
  readonly results: readonly Result[];
}

/**
 * Reads the key that `--key` names, or makes one for `--key-out`.
 *
 * @param call The call.
 * @throws {Failure} `bad-file`, if the key cannot be used; `usage`, if its
 * passphrase is needed and there is no way to ask for it.
 */
export async function obtainKey(call: Call): Promise<KeyAndFile> {
  const { args } = call;
  const path = args.text("key");
  if (path === undefined) return await makeKey(call, keyPathOf(args));
  const { blocks } = await readInput(path);
  const key = await openKey(call, blocks, path);
  requireSigningKey(key, path);
  const isEncrypted = blocks.some(({ encrypted }) => encrypted);
  return { key, path, isEncrypted, results: [] };
}

/** Where a new key goes; a key that exists is at no such place. */
export function keyPathOf(args: Arguments): string {
  return args.text("key") ?? args.text("key-out") ?? "key.pem";
}

/**
 * Makes a new key, encrypted where `--encrypt` says so.
 *
 * @param call The call.
 * @param path Where it goes.
 */
export async function makeKey(call: Call, path: string): Promise<KeyAndFile> {
  const { args, terminal } = call;
  const text = certText(terminal.language);
  if (args.has("passphrase-file") && !args.has("encrypt")) {
    throw new Failure(
      "usage",
      inEvery(TEXTS, (text) => text.passphraseWithoutUse),
    );
  }
  const passphrase = args.has("encrypt")
    ? await choosePassphrase(call, path)
    : undefined;
  const key = await generateKey(readKeyKind(args));
  const name = nameOfKey(key);
  return {
    key,
    path,
    isEncrypted: passphrase !== undefined,
    results: [{
      path,
      text: encodeKey(key, passphrase),
      isSecret: true,
      what: passphrase === undefined
        ? text.madeKey(name)
        : text.madeEncryptedKey(name),
    }],
  };
}

/**
 * Makes sure that wirelab can sign with a key.
 *
 * @param key The key.
 * @param path Path of its file.
 * @throws {Failure} `bad-file`, if it is of another kind.
 */
export function requireSigningKey(key: PrivateKey, path: string): void {
  if (isUsableForTls(key)) return;
  throw new Failure(
    "bad-file",
    inEvery(TEXTS, (text) => text.keyNotForTls(path, nameOfKey(key))),
  );
}

function defaultNames(
  subject: Subject | undefined,
  isClient: boolean,
): readonly string[] {
  const commonName = subject && commonNameOf(subject);
  if (commonName === undefined || commonName === "localhost") {
    return LOCAL_NAMES;
  }
  try {
    return [alternativeName(commonName).value];
  } catch (error) {
    if (isClient && error instanceof Failure) return [];
    throw error;
  }
}
