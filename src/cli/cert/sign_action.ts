import type { Action } from "../mode.ts";
import {
  CERTS,
  CLIENT,
  DAYS,
  FORCE,
  HOST,
  out,
  PASSPHRASE,
} from "./options.ts";

/** `wirelab cert sign`: signs a request, and keeps the names that it asks for. */
export const signAction: Action = {
  name: "sign",
  summary: "signs a request, and keeps the names that it asks for",
  replaces: "openssl x509 -req -CA … -CAkey … -copy_extensions …",
  usage: "REQUEST [OPTIONS]",
  positionals: 1,
  options: [
    {
      name: "ca",
      value: "FILE",
      summary: "certificate of the CA; wirelab's own by default",
    },
    { name: "ca-key", value: "FILE", summary: "private key of that CA" },
    CERTS,
    { ...HOST, summary: "names instead of those that it asks for" },
    DAYS,
    CLIENT,
    out("the certificate", "beside the request by default"),
    FORCE,
    ...PASSPHRASE,
  ],
  examples: [
    {
      call: "wirelab cert sign request.csr",
      does: "request.pem, signed by wirelab's own CA",
    },
    {
      call: "wirelab cert sign request.csr --ca ca.pem --ca-key ca.key",
      does: "signed by another",
    },
  ],
  run: async (call) => {
    const { runSign } = await import("./sign.ts");
    return await runSign(call);
  },
};
