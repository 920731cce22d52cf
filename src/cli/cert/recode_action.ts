import type { Action } from "../mode.ts";
import type { Option } from "../options.ts";
import { FORCE, out, PASSPHRASE } from "./options.ts";

/** What `encrypt` and `decrypt` take. */
const RECODE_OPTIONS: readonly Option[] = [
  out("the key", "with --force, the same file"),
  FORCE,
  ...PASSPHRASE,
];

/** `wirelab cert encrypt`: gives a private key a passphrase. */
export const encryptAction: Action = {
  name: "encrypt",
  summary: "gives a private key a passphrase",
  replaces: "openssl rsa -aes256 -in … -out …",
  usage: "KEY [OPTIONS]",
  positionals: 1,
  options: RECODE_OPTIONS,
  examples: [
    {
      call: "wirelab cert encrypt server.key --out locked.key",
      does: "asks for the passphrase",
    },
    {
      call: "wirelab cert encrypt server.key --force",
      does: "in the same file",
    },
  ],
  run: async (call) => {
    const { runRecode } = await import("./recode.ts");
    return await runRecode(call, "encrypt");
  },
};

/** `wirelab cert decrypt`: takes the passphrase off a private key. */
export const decryptAction: Action = {
  name: "decrypt",
  summary: "takes the passphrase off a private key",
  replaces: "openssl rsa -in … -out …",
  usage: "KEY [OPTIONS]",
  positionals: 1,
  options: RECODE_OPTIONS,
  examples: [
    {
      call: "wirelab cert decrypt locked.key --out server.key",
      does: "asks for the passphrase",
    },
    {
      call: "wirelab cert decrypt locked.key --out - --passphrase-file secret",
      does: "writes to standard output",
    },
  ],
  run: async (call) => {
    const { runRecode } = await import("./recode.ts");
    return await runRecode(call, "decrypt");
  },
};
