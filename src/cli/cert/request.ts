import { shellWord } from "../../bytes/shell_word.ts";
import { createRequest } from "../../pki/mod.ts";
import { SUCCESS } from "../exit_codes.ts";
import type { Call } from "../mode.ts";
import { checkOutputs } from "./output.ts";
import { deliver } from "./report.ts";
import { keyPathOf, obtainKey, readIdentity } from "./request_options.ts";
import { certText } from "./text.ts";

/** Runs `wirelab cert request`. */
export async function runRequest(call: Call): Promise<number> {
  const { args, terminal } = call;
  const text = certText(terminal.language);
  const identity = readIdentity(args);
  const path = args.text("out") ?? "request.csr";
  const hasKey = args.has("key");
  await checkOutputs(call, hasKey ? [path] : [path, keyPathOf(args)]);
  const { key, results } = await obtainKey(call);
  const what = text.madeRequest(text.list(identity.names));
  const pem = await createRequest(key, identity);
  const word = shellWord(path);
  await deliver(call, [{ path, text: pem, what }, ...results], {
    next: [
      [`wirelab cert show ${word}`, text.uses.show],
      [`wirelab cert sign ${word}`, text.uses.sign],
    ],
  });
  return SUCCESS;
}
