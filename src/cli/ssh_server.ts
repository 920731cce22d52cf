import { CERTS_OPTION, SERVER_OPTIONS } from "./endpoint_options.ts";
import type { Mode } from "./mode.ts";

/** `wirelab ssh-server`: lets users in, and says back what they type. */
export const sshServerMode: Mode = {
  name: "ssh-server",
  category: "Run one end",
  summary: "an SSH server whose shell echoes, and runs nothing",
  usage: "[PORT] [OPTIONS]",
  positionals: 1,
  options: [
    ...SERVER_OPTIONS,
    {
      name: "user",
      value: "NAME",
      summary: "let this user in only; any by default",
    },
    {
      name: "password-file",
      value: "FILE",
      summary: "the password, on the first line of FILE (- is standard " +
        "input); one is made and shown by default",
    },
    {
      name: "authorized-keys",
      value: "FILE",
      summary: "let these public keys in, as in ~/.ssh/authorized_keys; " +
        "alone, it lets no password in",
    },
    {
      name: "login-timeout",
      value: "SECONDS",
      summary: "give up a client that takes longer to log in; 120 by default",
    },
    CERTS_OPTION,
  ],
  examples: [
    {
      call: "wirelab ssh-server 2222",
      does: "makes a host key on first use, and a password for this run",
    },
    {
      call: "wirelab ssh-server --authorized-keys ~/.ssh/id_ed25519.pub",
      does: "lets your own key in",
    },
    {
      call: "wirelab ssh-server --user ada --password-file FILE",
      does: "lets one user in",
    },
  ],
  run: async (call) => {
    const { runSshServer } = await import("./run_ssh_server.ts");
    return await runSshServer(call);
  },
};
