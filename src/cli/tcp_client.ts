import { CLIENT_OPTIONS } from "./endpoint_options.ts";
import type { Mode } from "./mode.ts";

/** `wirelab tcp-client`: says something, and prints what comes back. */
export const tcpClientMode: Mode = {
  name: "tcp-client",
  category: "Run one end",
  summary: "a TCP client that prints what comes back",
  usage: "[PORT] [OPTIONS]",
  positionals: 1,
  options: CLIENT_OPTIONS,
  examples: [
    { call: "wirelab tcp-client 8080", does: "says: hello, server" },
    { call: "wirelab tcp-client 8080 -m hi", does: "says: hi" },
    {
      call: "wirelab tcp-client < FILE > COPY",
      does: "sends a file there and back",
    },
    {
      call: "wirelab tcp-client --connections 200",
      does: "two hundred at once",
    },
  ],
  run: async (call) => {
    const { runTcpClient } = await import("./run_client.ts");
    return await runTcpClient(call);
  },
};
