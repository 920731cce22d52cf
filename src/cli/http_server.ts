import { SERVER_OPTIONS, TLS_SERVER_OPTIONS } from "./endpoint_options.ts";
import type { Mode } from "./mode.ts";
import type { Option } from "./options.ts";

const DIR_OPTION: Option = {
  name: "dir",
  value: "DIR",
  summary: "show the files of DIR, and nothing outside of it, instead of " +
    "the page",
};

const IDLE_OPTION: Option = {
  name: "idle-timeout",
  value: "SECONDS",
  summary: "close a connection on which nothing comes or goes; 0 never does, " +
    "60 by default",
};

const OPTIONS: readonly Option[] = [
  DIR_OPTION,
  ...SERVER_OPTIONS.map((option) =>
    option.name === IDLE_OPTION.name ? IDLE_OPTION : option
  ),
];

/** Options of `tls-server` that make sense here too. */
const SHARED: ReadonlySet<string> = new Set([
  "cert",
  "key",
  "certs",
  "key-type",
  "alpn",
  "handshake-timeout",
  "keylog",
]);

/** `wirelab http-server`: a page for a browser, or a folder's files. */
export const httpServerMode: Mode = {
  name: "http-server",
  category: "Run one end",
  summary: "a page for a browser, or a folder's files (HTTP/1.1, HTTP/2)",
  usage: "[PORT] [OPTIONS]",
  positionals: 1,
  options: OPTIONS,
  examples: [
    {
      call: "wirelab http-server 8000",
      does: "open http://127.0.0.1:8000/ in a browser",
    },
    {
      call: "wirelab http-server --dir site",
      does: "shows the files of the folder site",
    },
    {
      call: "wirelab http-server --sync",
      does: "one connection at a time, closed after each answer",
    },
  ],
  run: async (call) => {
    const { runHttpServer } = await import("./run_http_server.ts");
    return await runHttpServer(call);
  },
};

/** `wirelab https-server`: the same over TLS, and why the browser warns. */
export const httpsServerMode: Mode = {
  name: "https-server",
  category: "Run one end",
  summary: "the same over TLS; its page tells why the browser warns",
  usage: "[PORT] [OPTIONS]",
  positionals: 1,
  options: [
    ...OPTIONS,
    ...TLS_SERVER_OPTIONS.filter(({ name }) => SHARED.has(name)),
  ],
  examples: [
    {
      call: "wirelab https-server 8444",
      does: "open https://127.0.0.1:8444/ in a browser",
    },
    {
      call: "wirelab https-server --cert my.pem --key my.key",
      does: "shows your own certificate",
    },
    {
      call: "wirelab https-server --alpn http/1.1",
      does: "does without HTTP/2",
    },
  ],
  run: async (call) => {
    const { runHttpsServer } = await import("./run_http_server.ts");
    return await runHttpsServer(call);
  },
};
