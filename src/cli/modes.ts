import { captureMode } from "./capture.ts";
import { completionsMode } from "./completions.ts";
import { demoMode } from "./demo.ts";
import { explainMode } from "./explain.ts";
import type { Mode } from "./mode.ts";

/** All modes, in the order of the help screen. */
export const MODES: readonly Mode[] = [
  demoMode,
  captureMode,
  explainMode,
  completionsMode(() => MODES),
];
