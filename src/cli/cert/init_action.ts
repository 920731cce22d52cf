import type { Action } from "../mode.ts";
import {
  CERTS,
  CLIENT,
  DAYS,
  FORCE,
  HOST,
  KEY_TYPE,
  PASSPHRASE,
} from "./options.ts";

/** `wirelab cert init`: a CA of your own, and a certificate that it signs. */
export const initAction: Action = {
  name: "init",
  summary: "a CA of your own, and a certificate that it signs",
  replaces: "openssl req -x509, openssl x509 -req; mkcert",
  usage: "[OPTIONS]",
  positionals: 0,
  options: [
    HOST,
    DAYS,
    KEY_TYPE,
    CLIENT,
    CERTS,
    { name: "new-ca", summary: "make a new CA, even if there is one" },
    FORCE,
    ...PASSPHRASE,
  ],
  examples: [
    { call: "wirelab cert init", does: "for localhost, 127.0.0.1 and ::1" },
    {
      call: "wirelab cert init --host dev.test --host '*.dev.test'",
      does: "for names of your own, signed by the same CA",
    },
    {
      call: "wirelab cert init --client --host ada@example.com",
      does: "for a client that shows a certificate",
    },
  ],
  run: async (call) => {
    const { runInit } = await import("./init.ts");
    return await runInit(call);
  },
};
