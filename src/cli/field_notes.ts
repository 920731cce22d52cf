import type { FieldNotes } from "../explain/mod.ts";
import type { Call } from "./mode.ts";

/** Opens the sentences on fields, where `--verbose` asks for them. */
export async function fieldNotes(
  { args, terminal }: Call,
): Promise<FieldNotes | undefined> {
  if (!args.has("verbose")) return undefined;
  const { FieldNotes } = await import("../explain/fields/mod.ts");
  return new FieldNotes(terminal.language);
}
