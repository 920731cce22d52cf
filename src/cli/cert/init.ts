import { Failure, inEvery } from "../../failure.ts";
import { shellWord } from "../../bytes/shell_word.ts";
import {
  describeCertificate,
  initCertificates,
  type Initialized,
  LOCAL_NAMES,
} from "../../pki/mod.ts";
import { SUCCESS } from "../exit_codes.ts";
import type { Call } from "../mode.ts";
import { formatDay, lengthInDays } from "./dates.ts";
import { TEXTS } from "./failure_text.ts";
import { openKey } from "./passphrase.ts";
import { type Row, tell } from "./report.ts";
import {
  notesOn,
  readDays,
  readHosts,
  readKeyKind,
} from "./request_options.ts";
import { certText } from "./text.ts";

/** Runs `wirelab cert init`. */
export async function runInit(call: Call): Promise<number> {
  const { args } = call;
  const names = readHosts(args);
  const days = readDays(args);
  const isClient = args.has("client");
  if (isClient && !names) {
    throw new Failure(
      "usage",
      inEvery(TEXTS, (text) => text.clientWithoutName),
    );
  }
  const made = await initCertificates({
    directory: args.text("certs"),
    names,
    days,
    keyKind: readKeyKind(args),
    isClient,
    newAuthority: args.has("new-ca"),
    replace: args.has("force"),
    openKey: (blocks, path) => openKey(call, blocks, path),
  });
  tell(call, {
    files: filesOf(call, made),
    notes: notesOf(call, made),
    next: nextOf(call, made),
  }, false);
  return SUCCESS;
}

function filesOf({ args, terminal }: Call, made: Initialized): Row[] {
  const text = certText(terminal.language);
  const ca = describeCertificate(made.caPem);
  const { notBefore, notAfter, keyType } = describeCertificate(made.certPem);
  const names = readHosts(args) ?? LOCAL_NAMES;
  const days = lengthInDays(notBefore, notAfter);
  return [
    ...made.isNewAuthority
      ? [
        [made.caPath, text.madeAuthority(formatDay(ca.notAfter))],
        [made.caKeyPath, text.madeAuthorityKey],
      ] as const
      : [],
    [
      made.certPath,
      text.madeLeaf(text.list(names), formatDay(notAfter), text.days(days)),
    ],
    [made.keyPath, text.madeKey(keyType)],
  ];
}

function notesOf(call: Call, made: Initialized): string[] {
  const { args, terminal } = call;
  const text = certText(terminal.language);
  const { notBefore, notAfter, keyType } = describeCertificate(made.certPem);
  const wanted = readDays(args) ?? 0;
  const got = lengthInDays(notBefore, notAfter);
  return [
    ...made.isNewAuthority ? [] : [text.keptAuthority(made.caPath)],
    ...args.has("new-ca") ? [text.replacedAuthority] : [],
    ...got < wanted ? [text.cutShort(formatDay(notAfter))] : [],
    ...notesOn(call, { days: got, keyType }),
  ];
}

function nextOf({ args, terminal }: Call, made: Initialized): Row[] {
  const text = certText(terminal.language);
  const directory = args.text("certs");
  const where = directory === undefined
    ? ""
    : ` --certs ${shellWord(directory)}`;
  const show = `wirelab cert show ${shellWord(made.certPath)}`;
  if (args.has("client")) return [[show, text.uses.show]];
  const keyType = args.text("key-type") ?? "ec";
  const isFound = !args.has("host") && ["ec", "rsa2048"].includes(keyType);
  const pair = `--cert ${shellWord(made.certPath)} --key ${
    shellWord(made.keyPath)
  }`;
  const server = !isFound
    ? `wirelab tls-server ${pair}`
    : `wirelab tls-server${keyType === "ec" ? "" : " --key-type rsa"}${where}`;
  return [
    [server, text.uses.server],
    [`wirelab cert trust${where}`, text.uses.browser],
    [show, text.uses.show],
  ];
}
