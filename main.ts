/**
 * wirelab: both ends of a TCP or TLS conversation, its real packets, explained.
 *
 * @module
 */
import { report, run } from "./src/cli/run.ts";

if (import.meta.main) {
  let code: number;
  try {
    code = await run(Deno.args);
  } catch (error) {
    code = report(error, Deno.args);
  }
  // The event loop would go on for a read of standard input that nobody awaits.
  Deno.exit(code);
}
