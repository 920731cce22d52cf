import type { Action } from "../mode.ts";
import { PASSPHRASE } from "./options.ts";

/** `wirelab cert match`: whether files belong together; exit code 3 where they do not. */
export const matchAction: Action = {
  name: "match",
  summary: "whether files belong together; exit code 3 where they do not",
  replaces: "openssl x509 -modulus | openssl md5, and so on",
  usage: "CERT KEY [REQUEST] [OPTIONS]",
  positionals: 3,
  options: PASSPHRASE,
  examples: [
    { call: "wirelab cert match cert.pem key.pem", does: "keys of any kind" },
    {
      call: "wirelab cert match cert.pem key.pem request.csr",
      does: "all three pairs",
    },
  ],
  run: async (call) => {
    const { runMatch } = await import("./match.ts");
    return await runMatch(call);
  },
};
