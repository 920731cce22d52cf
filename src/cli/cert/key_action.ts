import type { Action } from "../mode.ts";
import { ENCRYPT, FORCE, KEY_TYPE, out, PASSPHRASE } from "./options.ts";

/** `wirelab cert key`: a private key, with a passphrase or without. */
export const keyAction: Action = {
  name: "key",
  summary: "a private key, with a passphrase or without",
  replaces: "openssl genrsa [-aes256], openssl genpkey",
  usage: "[OPTIONS]",
  positionals: 0,
  options: [
    KEY_TYPE,
    out("the key", "key.pem by default"),
    ENCRYPT,
    FORCE,
    ...PASSPHRASE,
  ],
  examples: [
    { call: "wirelab cert key", does: "key.pem, ECDSA on P-256" },
    {
      call: "wirelab cert key --key-type rsa2048 --encrypt",
      does: "RSA, protected by a passphrase",
    },
  ],
  run: async (call) => {
    const { runKey } = await import("./key.ts");
    return await runKey(call);
  },
};
