import type { Failure, Language } from "../failure.ts";
import type { StudyOptions } from "../lab/study.ts";
import { EXIT_CODES } from "./exit_codes.ts";

/** Demos of several conversations, which they compare. */
export const STUDIES = [
  "close",
  "versions",
  "faults",
  "mtls",
  "resume",
] as const;

/** Name of such a demo. */
export type Study = typeof STUDIES[number];

/** Whether a demo compares several conversations. */
export function isStudy(name: string): name is Study {
  return (STUDIES as readonly string[]).includes(name);
}

/**
 * Runs a demo of several conversations.
 *
 * @param name Its name.
 * @param options How it is run and shown.
 */
export async function runStudy(
  name: Study,
  options: StudyOptions & { readonly language: Language },
): Promise<void> {
  switch (name) {
    case "close": {
      const { runCloseDemo } = await import("../lab/close_demo.ts");
      return await runCloseDemo(options);
    }
    case "versions": {
      const { runVersionDemo } = await import("../lab/version_demo.ts");
      return await runVersionDemo(options);
    }
    case "mtls": {
      const { runMutualDemo } = await import("../lab/mutual_demo.ts");
      return await runMutualDemo(options);
    }
    case "resume": {
      const { runResumeDemo } = await import("../lab/resume_demo.ts");
      return await runResumeDemo(options);
    }
    case "faults": {
      const { runFaultDemo } = await import("../lab/fault_demo.ts");
      const exitCode = ({ kind }: Failure) => EXIT_CODES[kind].code;
      return await runFaultDemo({ ...options, exitCode });
    }
  }
}
