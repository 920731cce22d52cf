import { CAPTURE_ENV, type CapturePlan } from "../capture/probe.ts";
import { NAMESPACE_ENV, NAMESPACE_WRAPPER } from "../capture/namespace.ts";
import { type Bilingual, Failure, inEvery } from "../failure.ts";
import { TEXTS } from "./failure_text.ts";
import { relaunch } from "./self.ts";

/** Environment variable that names the file which TLS sessions log their secrets to. */
const KEY_LOG_ENV = "SSLKEYLOGFILE";

/** Path of the file that this process logs the secrets of its TLS sessions to. */
export function keyLogPath(): string | undefined {
  return Deno.env.get(KEY_LOG_ENV) || undefined;
}

/** Says why packets cannot be had, in one clause of each language. */
export function whyNoPackets({ reason, method }: CapturePlan): Bilingual {
  // A relay without an obstacle was chosen.
  return reason ??
    inEvery(TEXTS, (text) => text.asked(`${CAPTURE_ENV}=${method}`));
}

/**
 * Makes sure that there will be packets.
 *
 * @param plan How they are got.
 * @param save File to keep them in; if not given, they are to be shown.
 * @throws {Failure} `unavailable`, where there is only a relay.
 */
export function requirePackets(plan: CapturePlan, save?: string): void {
  if (plan.method !== "relay") return;
  const why = whyNoPackets(plan);
  throw new Failure(
    "unavailable",
    inEvery(
      TEXTS,
      (text, language) =>
        save === undefined
          ? text.noPackets(why[language], plan.command)
          : text.nothingToSave(save, why[language], plan.command),
    ),
  );
}

/** What a demo cannot do in the process that it was started in. */
export interface StageOptions {
  /** How packets are got; a namespace takes a process of its own. */
  plan: CapturePlan;
  /** Whether secrets are to be logged, which Deno decides once, at its start. */
  needsKeys: boolean;
}

/**
 * Starts a demo again where it can do its work: in a network namespace of its
 * own, with its secrets logged to a file that is gone afterwards.
 *
 * @param args All arguments.
 * @param options What it lacks here.
 * @returns Its exit code.
 */
export async function relaunchDemo(
  args: readonly string[],
  options: StageOptions,
): Promise<number> {
  const isNamespace = options.plan.method === "namespace";
  const env: Record<string, string> = isNamespace
    ? { [NAMESPACE_ENV]: "1" }
    : {};
  const wrapper = isNamespace ? NAMESPACE_WRAPPER : [];
  if (!options.needsKeys) return await relaunch(args, { env, wrapper });
  const folder = await Deno.makeTempDir({ prefix: "wirelab-" });
  try {
    const path = `${folder}/keys.log`;
    await Deno.writeTextFile(path, "", { mode: 0o600, createNew: true });
    env[KEY_LOG_ENV] = path;
    return await relaunch(args, { env, wrapper });
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}
