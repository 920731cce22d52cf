import { initAction } from "./cert/init_action.ts";
import { keyAction } from "./cert/key_action.ts";
import { matchAction } from "./cert/match_action.ts";
import { decryptAction, encryptAction } from "./cert/recode_action.ts";
import { requestAction } from "./cert/request_action.ts";
import { selfSignedAction } from "./cert/self_signed_action.ts";
import { showAction } from "./cert/show_action.ts";
import { signAction } from "./cert/sign_action.ts";
import { trustAction, untrustAction } from "./cert/trust_action.ts";
import { verifyAction } from "./cert/verify_action.ts";
import { SUCCESS } from "./exit_codes.ts";
import { renderModeHelp } from "./help.ts";
import type { Action, Mode } from "./mode.ts";

/** All actions, in the order of the help screen. */
const ACTIONS: readonly Action[] = [
  initAction,
  selfSignedAction,
  keyAction,
  requestAction,
  signAction,
  showAction,
  matchAction,
  encryptAction,
  decryptAction,
  verifyAction,
  trustAction,
  untrustAction,
];

/** `wirelab cert`: certificates and keys, made, shown, checked and trusted. */
export const certMode: Mode = {
  name: "cert",
  category: "Tools",
  summary: "certificates and keys: make, show, check, trust",
  usage: "ACTION [OPTIONS]",
  positionals: 0,
  words: ACTIONS.map((action) => action.name),
  options: [],
  actions: ACTIONS,
  examples: [
    { call: "wirelab cert show localhost:8443", does: "a server's, in words" },
    { call: "wirelab cert self-signed", does: "cert.pem and key.pem" },
    { call: "wirelab cert trust", does: "so that browsers do not warn" },
  ],
  run: ({ terminal }) => {
    terminal.out(renderModeHelp(certMode, terminal));
    return Promise.resolve(SUCCESS);
  },
};
