import type { StudyOptions } from "../lab/close_demo.ts";

/** Demos of several conversations, which they compare. */
export const STUDIES = ["close"] as const;

/** Name of such a demo. */
export type Study = typeof STUDIES[number];

/** Whether a demo compares several conversations. */
export function isStudy(name: string): name is Study {
  return (STUDIES as readonly string[]).includes(name);
}

/**
 * Runs a demo of several conversations.
 *
 * @param options How it is run and shown.
 */
export async function runStudy(
  _name: Study,
  options: StudyOptions,
): Promise<void> {
  const { runCloseDemo } = await import("../lab/close_demo.ts");
  await runCloseDemo(options);
}
