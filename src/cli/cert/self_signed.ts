import { formatHost } from "../../endpoints/address.ts";
import { shellWord } from "../../bytes/shell_word.ts";
import {
  commonNameOf,
  describeCertificate,
  selfSignLeaf,
} from "../../pki/mod.ts";
import { SUCCESS } from "../exit_codes.ts";
import type { Call } from "../mode.ts";
import { formatDay, lengthInDays } from "./dates.ts";
import { checkOutputs } from "./output.ts";
import { deliver } from "./report.ts";
import {
  keyPathOf,
  notesOn,
  obtainKey,
  readDays,
  readIdentity,
} from "./request_options.ts";
import { certText } from "./text.ts";

/** Runs `wirelab cert self-signed`. */
export async function runSelfSigned(call: Call): Promise<number> {
  const { args, terminal } = call;
  const text = certText(terminal.language);
  const identity = readIdentity(args);
  const days = readDays(args);
  const path = args.text("out") ?? "cert.pem";
  const hasKey = args.has("key");
  await checkOutputs(call, hasKey ? [path] : [path, keyPathOf(args)]);
  const { key, path: keyPath, isEncrypted, results } = await obtainKey(call);
  const pem = await selfSignLeaf(key, {
    ...identity,
    days,
    purposes: args.has("client") ? ["client"] : undefined,
  });
  const { notBefore, notAfter, keyType } = describeCertificate(pem);
  const validDays = lengthInDays(notBefore, notAfter);
  const { names, subject = [] } = identity;
  const owners = names.length > 0 ? names : [commonNameOf(subject) ?? ""];
  const what = text.madeSelfSigned(
    text.list(owners),
    formatDay(notAfter),
    text.days(validDays),
  );
  const [cert, keyWord] = [shellWord(path), shellWord(keyPath)];
  const host = names.find((name) => !/[*@]/.test(name)) ?? "localhost";
  const isForServer = !args.has("client") && !isEncrypted;
  await deliver(call, [{ path, text: pem, what }, ...results], {
    notes: notesOn(call, { days: validDays, keyType }),
    next: isForServer
      ? [
        [
          `wirelab tls-server --cert ${cert} --key ${keyWord}`,
          text.uses.server,
        ],
        [
          `curl --cacert ${cert} https://${formatHost(host)}:8443/`,
          text.uses.curl,
        ],
      ]
      : [[`wirelab cert show ${cert}`, text.uses.show]],
  });
  return SUCCESS;
}
