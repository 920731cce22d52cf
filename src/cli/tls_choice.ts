import { Failure } from "../failure.ts";
import { eventText } from "./event_text.ts";
import { heedKeyLog, keyLogInEnvironment } from "./key_log_option.ts";
import type { Call } from "./mode.ts";

/** Which TLS a client goes over. */
export interface TlsChoice {
  /** Whether it is that of `node:tls`, which can do more and logs no keys. */
  readonly usesNode: boolean;
  /** Exit code of the process that was started to log the keys, if one was. */
  readonly relaunched: number | undefined;
}

/**
 * Chooses the TLS that can do what the options of a client ask for.
 *
 * @param call The call.
 * @throws {Failure} `usage`, if none can.
 */
export async function chooseTls(call: Call): Promise<TlsChoice> {
  const { args, terminal } = call;
  const reason = ["tls", "insecure"].find((name) => args.has(name));
  if (reason === undefined) {
    return { usesNode: false, relaunched: await heedKeyLog(call) };
  }
  if (args.has("keylog")) {
    throw new Failure(
      "usage",
      `Cannot use --keylog together with --${reason}: the TLS that can do the one cannot do the other.`,
      { hint: "Leave one of them out, or give --keylog to the server." },
    );
  }
  if (keyLogInEnvironment()) {
    terminal.err(`${eventText(terminal.language).keyLogNotWritten}\n`);
  }
  return { usesNode: true, relaunched: undefined };
}
