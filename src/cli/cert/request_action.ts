import type { Action } from "../mode.ts";
import {
  ENCRYPT,
  FORCE,
  HOST,
  KEY,
  KEY_OUT,
  KEY_TYPE,
  out,
  PASSPHRASE,
  SUBJECT,
} from "./options.ts";

/** `wirelab cert request`: a request for a certificate (CSR), for a CA to sign. */
export const requestAction: Action = {
  name: "request",
  summary: "a request for a certificate (CSR), for a CA to sign",
  replaces: "openssl req -new -key … -subj … -addext subjectAltName=…",
  usage: "[OPTIONS]",
  positionals: 0,
  options: [
    HOST,
    SUBJECT,
    KEY_TYPE,
    KEY,
    out("the request", "request.csr by default"),
    KEY_OUT,
    ENCRYPT,
    FORCE,
    ...PASSPHRASE,
  ],
  examples: [
    {
      call: "wirelab cert request --host dev.test",
      does: "request.csr, and a new key in key.pem",
    },
    {
      call: "wirelab cert request --key server.key --host dev.test",
      does: "for a key that you have",
    },
  ],
  run: async (call) => {
    const { runRequest } = await import("./request.ts");
    return await runRequest(call);
  },
};
