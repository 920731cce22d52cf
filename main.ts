/**
 * wirelab: both ends of a TCP or TLS conversation, its real packets, explained.
 *
 * @module
 */
import { report, run } from "./src/cli/run.ts";

if (import.meta.main) {
  try {
    Deno.exitCode = await run(Deno.args);
  } catch (error) {
    Deno.exitCode = report(error);
  }
}
