import { Failure, inEvery } from "../../failure.ts";
import { shellWord } from "../../bytes/shell_word.ts";
import { exists } from "../../pki/output.ts";
import { findAuthority, pathsIn } from "../../pki/mod.ts";
import {
  type SystemCommand,
  type TrustStore,
  trustStores,
} from "../../pki/trust_store.ts";
import { trustSurroundings } from "../../pki/trust_surroundings.ts";
import { paint, wrap } from "../../render/mod.ts";
import { SUCCESS } from "../exit_codes.ts";
import type { Call } from "../mode.ts";
import { DASH } from "../standard_input.ts";
import { type Certificate, certificatesOf } from "./certificate.ts";
import { TEXTS } from "./failure_text.ts";
import { fingerprint } from "./fingerprint.ts";
import { readInput } from "./input.ts";
import { type CertText, certText } from "./text.ts";

/** Puts a CA on the lists of this machine, or takes it off. */
type Direction = "trust" | "untrust";

/**
 * Runs `wirelab cert trust`, or `wirelab cert untrust`: tells the commands, or
 * with `--install` performs them.
 *
 * @param call The call.
 * @param direction Which of the two.
 */
export async function runTrust(
  call: Call,
  direction: Direction,
): Promise<number> {
  const { args, terminal } = call;
  const text = certText(terminal.language);
  const authority = await findCertificate(call);
  const { path, certificate } = authority;
  const stores = trustStores({
    path,
    name: certificate.subject,
    sha256: await fingerprint(certificate.der),
    sha1: await fingerprint(certificate.der, "SHA-1"),
  }, await trustSurroundings(homeFolder()));
  if (stores.length === 0) {
    throw new Failure(
      "unavailable",
      inEvery(TEXTS, (words) => words.unknownSystem(path)),
    );
  }
  const { strong } = paint(terminal.color);
  const title = direction === "trust" ? text.trusting : text.untrusting;
  for (const line of wrap(title(certificate.subject, path), terminal.columns)) {
    terminal.out(`${strong(line)}\n`);
  }
  const isPerformed = args.has("install");
  let undone: readonly SystemCommand[] = [];
  for (const store of stores) {
    terminal.out(`\n${titleOf(store, text)}\n`);
    if (!isPerformed || store.install) explain(call, store, direction);
    else undone = [...undone, ...await perform(call, store, direction)];
  }
  if (!isPerformed) {
    terminal.out(`\n${advice(call, direction, authority.keyPath)}`);
  }
  if (undone.length > 0) throw notPerformed(undone);
  return SUCCESS;
}

/** A CA, and where its key is, if it is wirelab's own. */
interface Found {
  readonly path: string;
  readonly certificate: Certificate;
  readonly keyPath: string | undefined;
}

/** The certificate of the CA that `--ca` names, or of wirelab's own. */
async function findCertificate({ args }: Call): Promise<Found> {
  const named = args.text("ca");
  if (named === DASH) {
    throw new Failure(
      "usage",
      inEvery(TEXTS, (text) => text.authorityFromInput),
    );
  }
  const own = named === undefined
    ? await findAuthority({ directory: args.text("certs") })
    : undefined;
  const path = named ?? own?.caPath;
  if (path === undefined) {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.noAuthorityToTrust),
    );
  }
  const [certificate] = certificatesOf(await readInput(path));
  if (!certificate.isAuthority) {
    throw new Failure(
      "bad-file",
      inEvery(TEXTS, (text) => text.notAuthority(path)),
    );
  }
  return {
    path,
    certificate,
    keyPath: own && pathsIn(own.directory).caKey,
  };
}

function homeFolder(): string {
  const home = Deno.env.get(
    Deno.build.os === "windows" ? "LOCALAPPDATA" : "HOME",
  );
  if (home) return home;
  throw new Failure("unavailable", inEvery(TEXTS, (text) => text.noHome));
}

function titleOf({ name, folder }: TrustStore, text: CertText): string {
  const profile = name === "firefox" && folder
    ? ` (${folder.replace(/^.*\//, "")})`
    : "";
  return `${text.stores[name]}${profile}`;
}

/** Tells the commands of a store. */
function explain(
  { terminal }: Call,
  store: TrustStore,
  direction: Direction,
): void {
  const { faint, warning } = paint(terminal.color);
  const text = certText(terminal.language);
  if (store.install) {
    const command = text.missingTool(commandLine(store.install));
    terminal.out(`  ${warning("!")} ${command}\n`);
  }
  for (const command of store[direction]) {
    terminal.out(`  ${faint("$")} ${commandLine(command)}\n`);
  }
}

/** Performs the commands of a store; returns one that fails and those after it. */
async function perform(
  call: Call,
  store: TrustStore,
  direction: Direction,
): Promise<readonly SystemCommand[]> {
  const { terminal } = call;
  const { good, bad, faint } = paint(terminal.color);
  const text = certText(terminal.language);
  if (direction === "untrust" && await isAbsent(store)) {
    terminal.out(`  ${faint("·")} ${text.wasNotTrusted}\n`);
    return [];
  }
  for (const [index, command] of store[direction].entries()) {
    terminal.out(`  ${faint("$")} ${commandLine(command)}\n`);
    const code = await run(command);
    if (code === 0) continue;
    const why = code === undefined
      ? text.notInstalled(words(command)[0])
      : text.commandFailed(code);
    terminal.out(`  ${bad("✗")} ${why}\n`);
    return store[direction].slice(index);
  }
  const done = direction === "trust" ? text.trusted : text.untrusted;
  terminal.out(`  ${good("✓")} ${done}\n`);
  return [];
}

async function isAbsent({ sign }: TrustStore): Promise<boolean> {
  if (sign === undefined) return false;
  if (typeof sign === "string") return !await exists(sign);
  const { program, args } = sign;
  const { success } = await new Deno.Command(program, {
    args: [...args],
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).output();
  return !success;
}

/**
 * Runs a command on this terminal, so that it can ask for a password.
 *
 * @returns Its exit code; `undefined` where it is not installed.
 */
async function run(command: SystemCommand): Promise<number | undefined> {
  const [program, ...args] = words(command);
  try {
    const { code } = await new Deno.Command(program, {
      args,
      stdin: "inherit",
      stdout: "null",
      stderr: "inherit",
    }).output();
    return code;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** A command with what makes its user the administrator. */
function words({ program, args, asRoot }: SystemCommand): string[] {
  const needsSudo = asRoot && Deno.build.os !== "windows" && Deno.uid() !== 0;
  return [...needsSudo ? ["sudo"] : [], program, ...args];
}

function commandLine(command: SystemCommand): string {
  return words(command).map(shellWord).join(" ");
}

/** How to have it done, and what to beware of. */
function advice(
  { args, terminal }: Call,
  direction: Direction,
  keyPath: string | undefined,
): string {
  const text = certText(terminal.language);
  const which = ["ca", "certs"].flatMap((name) => {
    const value = args.text(name);
    return value === undefined ? [] : [`--${name} ${shellWord(value)}`];
  });
  const call = ["wirelab cert", direction, ...which, "--install"].join(" ");
  const lines = [
    text.performHint(call),
    ...direction === "trust" && keyPath !== undefined
      ? [text.trustWarning(keyPath)]
      : [],
  ];
  return lines.flatMap((line) => wrap(line, Math.min(terminal.columns, 100)))
    .map((line) => `${line}\n`).join("");
}

function notPerformed(commands: readonly SystemCommand[]): Failure {
  const [first] = commands;
  const lines = commands.map(({ program, args }) =>
    [program, ...args].map(shellWord).join(" ")
  );
  return new Failure(
    first.asRoot ? "permission" : "unavailable",
    inEvery(TEXTS, (text) =>
      text.commandFailed(
        commandLine(first),
        first.asRoot === true,
        lines.join(" && "),
      )),
  );
}
