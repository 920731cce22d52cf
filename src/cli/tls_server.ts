import { inEvery } from "../failure.ts";
import {
  FAULTS,
  SERVER_OPTIONS,
  TLS_SERVER_OPTIONS,
} from "./endpoint_options.ts";
import { TEXTS } from "./failure_text.ts";
import type { Mode } from "./mode.ts";
import type { Option } from "./options.ts";

const FAULT_OPTION: Option = {
  name: "fault",
  value: "FAULT",
  choices: FAULTS,
  summary: "fail on purpose, to see what a client makes of it",
};

/** What only the TLS of `node:tls` can do; it logs no keys. */
const NODE_OPTIONS: readonly Option[] = [
  {
    name: "verify-client",
    summary: "ask the client for a certificate, and serve none without",
    conflicts: ["fault", "keylog"],
  },
  {
    name: "ca",
    value: "FILE",
    summary: "authority of the clients' certificates, as PEM; wirelab's own " +
      "by default",
    conflicts: ["fault"],
  },
  {
    name: "tls",
    value: "VERSION",
    choices: ["1.2", "1.3"],
    summary: "take this version only",
    conflicts: ["fault", "keylog"],
  },
  {
    name: "ciphers",
    value: "LIST",
    summary: "cannot be chosen here",
    refused: inEvery(TEXTS, (text) => text.refusals.ciphers),
  },
];

/** `wirelab tls-server`: answers each request over TLS. */
export const tlsServerMode: Mode = {
  name: "tls-server",
  category: "Run one end",
  summary: "a TLS server that answers HTTP/1.1 200 OK",
  usage: "[PORT] [OPTIONS]",
  positionals: 1,
  options: [
    ...SERVER_OPTIONS,
    ...TLS_SERVER_OPTIONS,
    ...NODE_OPTIONS,
    FAULT_OPTION,
  ],
  examples: [
    {
      call: "wirelab tls-server 8443",
      does: "makes a certificate for localhost on first use",
    },
    {
      call: "wirelab tls-server 8443 --reply echo",
      does: "sends back what comes",
    },
    {
      call: "wirelab tls-server --cert my.pem --key my.key",
      does: "shows your own certificate",
    },
    {
      call: "wirelab tls-server --keylog keys.log",
      does: "lets Wireshark and wirelab explain read along",
    },
    {
      call: "wirelab tls-server --verify-client",
      does: "wants a certificate of the client, too",
    },
    {
      call: "wirelab tls-server --fault expired",
      does: "shows a certificate that has expired",
    },
  ],
  run: async (call) => {
    const { runTlsServer } = await import("./run_server.ts");
    return await runTlsServer(call);
  },
};
