import { CLIENT_OPTIONS, TLS_CLIENT_OPTIONS } from "./endpoint_options.ts";
import type { Mode } from "./mode.ts";
import type { Option } from "./options.ts";

/** Options of other clients that make sense here too. */
const SHARED: ReadonlySet<string> = new Set([
  "host",
  "ca",
  "certs",
  "server-name",
  "tls",
  "insecure",
]);

const OPTIONS: readonly Option[] = [
  {
    name: "connections",
    value: "N",
    summary: "connections at a time; 8 by default, 500 at the most",
  },
  {
    name: "seconds",
    value: "S",
    summary: "time for each measurement; 3 by default, 60 at the most",
  },
  {
    name: "warm-up",
    value: "S",
    summary: "time before each measurement that does not count; 0.5 by " +
      "default, 10 at the most",
  },
  {
    name: "count",
    value: "N",
    summary: "end a measurement after N, if its time is not over before",
  },
  {
    name: "size",
    value: "BYTES",
    summary: "bytes of a round trip each way, over tcp; 64 by default, " +
      "1048576 at the most",
  },
  {
    name: "path",
    value: "PATH",
    summary: "what http and https ask for; / by default",
  },
  {
    name: "timeout",
    value: "SECONDS",
    summary: "time to connect, for the handshake, and for an answer to go " +
      "on; 10 by default, 60 at the most",
  },
  {
    name: "allow-remote",
    summary: "load a server on another machine, with its owner's consent",
  },
  ...[...CLIENT_OPTIONS, ...TLS_CLIENT_OPTIONS].filter(({ name }) =>
    SHARED.has(name)
  ),
  { name: "json", summary: "one JSON object a line, on standard output" },
  { name: "ascii", summary: "draw with ASCII only" },
];

/** `wirelab bench`: load against a server, and how it bears it. */
export const benchMode: Mode = {
  name: "bench",
  category: "Tools",
  summary: "load against a server: rates and latencies",
  usage: "NAME [PORT] [OPTIONS]",
  positionals: 2,
  words: ["tcp", "tls", "http", "https"],
  options: OPTIONS,
  examples: [
    {
      call: "wirelab bench tcp",
      does: "round trips and connections, at a server of its own",
    },
    { call: "wirelab bench tls", does: "full handshakes" },
    { call: "wirelab bench http", does: "requests" },
    {
      call: "wirelab bench tcp 8080 --size 65536",
      does: "at the echo server on port 8080",
    },
    {
      call: "wirelab bench https 8444 --connections 50 --seconds 10",
      does: "more of it, and for longer",
    },
  ],
  run: async (call) => {
    const { runBench } = await import("./run_bench.ts");
    return await runBench(call);
  },
};
