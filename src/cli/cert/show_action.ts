import type { Action } from "../mode.ts";
import { CERTS, SERVER_NAME, TIMEOUT } from "./options.ts";

/** `wirelab cert show`: what a file or a server holds, in words; what a browser says. */
export const showAction: Action = {
  name: "show",
  summary: "what a file or a server holds, in words; what a browser says",
  replaces: "openssl x509 -noout -text, openssl s_client -showcerts",
  usage: "FILE|HOST:PORT [OPTIONS]",
  positionals: 1,
  options: [
    {
      name: "host",
      value: "NAME",
      summary: "the host in the browser's address bar",
    },
    SERVER_NAME,
    {
      name: "ca",
      value: "FILE",
      repeat: true,
      summary: "a CA that the browser shall be taken to trust",
    },
    { ...CERTS, summary: "folder of wirelab's own CA" },
    TIMEOUT,
    {
      name: "json",
      summary: "one JSON object, on standard output",
      conflicts: ["pem"],
    },
    {
      name: "pem",
      summary: "the certificates themselves, as PEM: from a server, or DER",
    },
  ],
  examples: [
    { call: "wirelab cert show cert.pem", does: "a file, PEM or DER" },
    { call: "wirelab cert show localhost:8443", does: "a server" },
    {
      call: "wirelab cert show example.org:443 --pem > chain.pem",
      does: "keeps what a server sends",
    },
    { call: "wirelab cert show request.csr", does: "a request, or a key" },
  ],
  run: async (call) => {
    const { runShow } = await import("./show.ts");
    return await runShow(call);
  },
};
