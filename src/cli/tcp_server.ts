import { SERVER_OPTIONS } from "./endpoint_options.ts";
import type { Mode } from "./mode.ts";

/** `wirelab tcp-server`: sends back what comes. */
export const tcpServerMode: Mode = {
  name: "tcp-server",
  category: "Run one end",
  summary: "a TCP server that sends back what comes",
  usage: "[PORT] [OPTIONS]",
  positionals: 1,
  options: SERVER_OPTIONS,
  examples: [
    { call: "wirelab tcp-server 8080", does: "serves until Ctrl-C" },
    {
      call: "wirelab tcp-server 0",
      does: "takes any free port, and prints it",
    },
    {
      call: "wirelab tcp-server 8080 --sync",
      does: "one client after another",
    },
    { call: "wirelab tcp-server --host ::1", does: "on IPv6" },
    { call: "wirelab tcp-server 8080 --json", does: "one JSON event a line" },
  ],
  run: async (call) => {
    const { runTcpServer } = await import("./run_server.ts");
    return await runTcpServer(call);
  },
};
