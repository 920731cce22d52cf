import { CERTS_OPTION, CLIENT_OPTIONS } from "./endpoint_options.ts";
import type { Mode } from "./mode.ts";

/** `wirelab ssh-client`: logs in, says something, and prints what comes back. */
export const sshClientMode: Mode = {
  name: "ssh-client",
  category: "Run one end",
  summary: "an SSH client that logs in and prints what comes back",
  usage: "[[USER@]HOST] [PORT] [OPTIONS]",
  positionals: 2,
  options: [
    ...CLIENT_OPTIONS.map((option) =>
      option.name === "message"
        ? {
          ...option,
          summary: "say the line TEXT; by default what is typed or piped in",
        }
        : option
    ),
    {
      name: "user",
      value: "NAME",
      summary: "who logs in; wirelab by default, at this machine only",
    },
    {
      name: "exec",
      value: "COMMAND",
      summary: "have the server run COMMAND instead of a shell",
    },
    {
      name: "password-file",
      value: "FILE",
      summary: "the password, on the first line of FILE (- is standard " +
        "input); asked for by default",
    },
    {
      name: "identity",
      short: "i",
      value: "FILE",
      summary: "private key to log in with: OpenSSH's format or PEM; " +
        "Ed25519, ECDSA or RSA",
    },
    {
      name: "passphrase-file",
      value: "FILE",
      summary: "what unlocks that key; asked for by default",
    },
    {
      name: "known-hosts",
      value: "FILE",
      summary: "the file that remembers host keys; beside the certificates " +
        "by default",
    },
    CERTS_OPTION,
  ],
  examples: [
    { call: "wirelab ssh-client 2222", does: "logs in at this machine" },
    {
      call: "wirelab ssh-client ada@example.org",
      does: "logs in at port 22 of another one",
    },
    {
      call: "wirelab ssh-client 2222 -m whoami",
      does: "says one line, and ends",
    },
    {
      call: "wirelab ssh-client ada@127.0.0.1 22 -i KEY --exec date",
      does: "logs in with a key, and has one command run",
    },
  ],
  run: async (call) => {
    const { runSshClient } = await import("./run_ssh_client.ts");
    return await runSshClient(call);
  },
};
