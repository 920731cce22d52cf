import { CLIENT_OPTIONS, TLS_CLIENT_OPTIONS } from "./endpoint_options.ts";
import type { Mode } from "./mode.ts";
import type { Option } from "./options.ts";

/** Options of other clients that make sense here too. */
const SHARED: ReadonlySet<string> = new Set([
  "host",
  "timeout",
  "idle-timeout",
  "json",
  "ca",
  "certs",
  "server-name",
  "tls",
  "insecure",
  "keylog",
]);

const OPTIONS: readonly Option[] = [
  { name: "head", short: "I", summary: "ask for the head alone (HEAD)" },
  {
    name: "header",
    short: "H",
    value: "FIELD",
    summary: "send this header too, for example 'Accept-Language: zh'",
    repeat: true,
  },
  { name: "ascii", summary: "draw with ASCII only" },
  ...[...CLIENT_OPTIONS, ...TLS_CLIENT_OPTIONS].filter(({ name }) =>
    SHARED.has(name)
  ),
];

/** `wirelab http-client`: asks for a page, and shows how long each phase took. */
export const httpClientMode: Mode = {
  name: "http-client",
  category: "Run one end",
  summary: "asks for a page, and shows how long each phase took",
  usage: "[URL|PORT] [OPTIONS]",
  positionals: 1,
  options: OPTIONS,
  examples: [
    {
      call: "wirelab http-client 8000",
      does: "asks wirelab http-server for its page",
    },
    {
      call: "wirelab http-client http://localhost:8000/a.txt > a.txt",
      does: "keeps what comes; all else is on standard error",
    },
    {
      call: "wirelab http-client 8000 --head",
      does: "asks for the head alone",
    },
  ],
  run: async (call) => {
    const { runHttpClient } = await import("./run_http_client.ts");
    return await runHttpClient(call, { secure: false, port: 8000 });
  },
};

/** `wirelab https-client`: the same over TLS. */
export const httpsClientMode: Mode = {
  name: "https-client",
  category: "Run one end",
  summary: "the same over TLS",
  usage: "[URL|PORT] [OPTIONS]",
  positionals: 1,
  options: OPTIONS,
  examples: [
    {
      call: "wirelab https-client 8444",
      does: "trusts the certificate that wirelab https-server makes",
    },
    {
      call: "wirelab https-client https://example.org/",
      does: "asks a server on the Internet",
    },
    {
      call: "wirelab https-client 8444 --ca ca.pem --server-name my.test",
      does: "trusts ca.pem, and asks for another name",
    },
  ],
  run: async (call) => {
    const { runHttpClient } = await import("./run_http_client.ts");
    return await runHttpClient(call, { secure: true, port: 8444 });
  },
};
