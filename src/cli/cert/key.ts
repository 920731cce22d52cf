import { SUCCESS } from "../exit_codes.ts";
import type { Call } from "../mode.ts";
import { shellWord } from "../../bytes/shell_word.ts";
import { DASH } from "../standard_input.ts";
import { checkOutputs } from "./output.ts";
import { deliver } from "./report.ts";
import { makeKey } from "./request_options.ts";
import { certText } from "./text.ts";

/** Runs `wirelab cert key`. */
export async function runKey(call: Call): Promise<number> {
  const { args, terminal } = call;
  const { uses } = certText(terminal.language);
  const path = args.text("out") ?? "key.pem";
  await checkOutputs(call, [path]);
  const { results } = await makeKey(call, path);
  await deliver(call, results, {
    next: path === DASH
      ? []
      : [[`wirelab cert request --key ${shellWord(path)}`, uses.request]],
  });
  return SUCCESS;
}
