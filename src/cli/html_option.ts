import type { ShowOptions } from "../lab/printer.ts";
import type { Call } from "./mode.ts";
import { pageWriter } from "./outputs.ts";

/**
 * Reads `--html FILE`.
 *
 * @param call The call.
 * @param title Title of the page.
 */
export async function htmlOf(
  { args, terminal }: Call,
  title: string,
): Promise<ShowOptions["html"]> {
  const path = args.text("html");
  if (path === undefined) return undefined;
  const { FieldNotes } = await import("../explain/fields/mod.ts");
  return {
    path,
    title: `wirelab · ${title}`,
    output: pageWriter({ args, terminal }),
    force: args.has("force"),
    language: terminal.language === "zh" ? "zh-CN" : "en",
    notes: new FieldNotes(terminal.language),
  };
}
