import { escapeControls } from "../../bytes/mod.ts";
import type { Say } from "../catalogue.ts";
import type { SshVerdict } from "../verdict.ts";
import type { VerdictLine } from "./line.ts";

/** Says what SSH agreed on. */
export function sshLine(ssh: SshVerdict, say: Say): VerdictLine {
  const { kex, hostKey, cipher, mac } = ssh;
  const parts = [kex, hostKey, cipher, mac].filter((part) => part !== null);
  return {
    label: say("verdict.ssh"),
    text: escapeControls(parts.join(" · ")),
    tone: kex && hostKey && cipher ? "good" : "bad",
  };
}
