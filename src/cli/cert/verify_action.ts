import type { Action } from "../mode.ts";
import { CERTS, SERVER_NAME, TIMEOUT } from "./options.ts";

/** `wirelab cert verify`: chain, dates, names and uses; the first reason that fails. */
export const verifyAction: Action = {
  name: "verify",
  summary: "chain, dates, names and uses; the first reason that fails",
  replaces: "openssl verify -CAfile … -purpose … -verify_hostname …",
  usage: "CERT|HOST:PORT [OPTIONS]",
  positionals: 1,
  options: [
    {
      name: "ca",
      value: "FILE",
      repeat: true,
      summary: "trust these CAs only; by default wirelab's own, the " +
        "system's and the public ones",
    },
    {
      name: "chain",
      value: "FILE",
      repeat: true,
      summary: "certificates that may stand between",
    },
    { name: "host", value: "NAME", summary: "the host that it must be for" },
    {
      name: "use",
      value: "USE",
      choices: ["server", "client", "ca"],
      summary: "what it is used as; server by default",
    },
    SERVER_NAME,
    TIMEOUT,
    CERTS,
  ],
  examples: [
    {
      call: "wirelab cert verify cert.pem --host localhost",
      does: "by the CAs that this machine trusts",
    },
    {
      call: "wirelab cert verify cert.pem --ca ca.pem",
      does: "by this CA alone",
    },
    {
      call: "wirelab cert verify localhost:8443",
      does: "what a server sends",
    },
  ],
  run: async (call) => {
    const { runVerify } = await import("./verify.ts");
    return await runVerify(call);
  },
};
