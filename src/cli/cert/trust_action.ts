import type { Action } from "../mode.ts";
import type { Option } from "../options.ts";
import { CERTS } from "./options.ts";

/** What `trust` and `untrust` take. */
const TRUST_OPTIONS: readonly Option[] = [
  {
    name: "ca",
    value: "FILE",
    summary: "certificate of the CA; wirelab's own by default",
    conflicts: ["certs"],
  },
  CERTS,
  {
    name: "install",
    summary: "perform the commands, by sudo where that is needed",
  },
];

/** `wirelab cert trust`: makes this machine trust a CA: the commands, or their effect. */
export const trustAction: Action = {
  name: "trust",
  summary: "makes this machine trust a CA: the commands, or their effect",
  replaces: "mkcert -install; update-ca-certificates, trust, certutil",
  usage: "[OPTIONS]",
  positionals: 0,
  options: TRUST_OPTIONS,
  examples: [
    { call: "wirelab cert trust", does: "tells the commands" },
    { call: "wirelab cert trust --install", does: "performs them" },
  ],
  run: async (call) => {
    const { runTrust } = await import("./trust.ts");
    return await runTrust(call, "trust");
  },
};

/** `wirelab cert untrust`: takes that back. */
export const untrustAction: Action = {
  name: "untrust",
  summary: "takes that back",
  replaces: "mkcert -uninstall",
  usage: "[OPTIONS]",
  positionals: 0,
  options: TRUST_OPTIONS,
  examples: [
    { call: "wirelab cert untrust", does: "tells the commands" },
    { call: "wirelab cert untrust --install", does: "performs them" },
  ],
  run: async (call) => {
    const { runTrust } = await import("./trust.ts");
    return await runTrust(call, "untrust");
  },
};
