import { type Bilingual, Failure, inEvery } from "../failure.ts";
import { AfPacketSource } from "./af_packet.ts";
import { type FailureText, TEXTS } from "./failure_text.ts";
import { gainObstacle, readSetting, setcapCommand } from "./host.ts";
import { inOwnNamespace, namespaceObstacle } from "./namespace.ts";
import { TcpdumpSource } from "./tcpdump.ts";

/**
 * Ways to get at packets, the best one first: a packet socket in this process;
 * the same in a network namespace that wirelab starts itself again in; the
 * program tcpdump; and, without any packets, a relay between the two ends.
 */
export const CAPTURE_METHODS = [
  "af-packet",
  "namespace",
  "tcpdump",
  "relay",
] as const;

/** A way to get at packets. */
export type CaptureMethod = typeof CAPTURE_METHODS[number];

/** Environment variable that chooses a way, where the best one is not wanted. */
export const CAPTURE_ENV = "WIRELAB_CAPTURE";

/** Why a way is barred. */
export type Obstacle =
  /** The system is not Linux. */
  | "not-linux"
  /** Deno was started without a permission. */
  | "deno-permission"
  /** The process lacks CAP_NET_RAW. */
  | "no-capability"
  /** It does, and may not gain it: a container, or no_new_privs. */
  | "no-gain"
  /** The kernel or the C library does not offer it. */
  | "no-packet-sockets"
  /** AppArmor keeps ordinary users from namespaces of their own. */
  | "apparmor"
  /** A setting of the kernel does. */
  | "namespaces-off"
  /** No namespace can be made, for another reason. */
  | "no-namespace"
  /** There is no tcpdump. */
  | "no-tcpdump"
  /** There is, but it may not capture. */
  | "tcpdump-denied"
  /** The way shows no packets of other programs, and those are wanted. */
  | "host-traffic";

/** A way that is barred. */
export interface Refusal {
  /** Which one. */
  readonly method: CaptureMethod;
  /** What stands in the way. */
  readonly obstacle: Obstacle;
  /** That in one clause, without a full stop. */
  readonly reason: Bilingual;
  /** Command that clears the way, where one is known. */
  readonly command?: string;
  /** Command that clears it for good, where the other does so for one call. */
  readonly lasting?: string;
}

/** How to get at packets here. */
export interface CapturePlan {
  /** The best way that is open. */
  readonly method: CaptureMethod;
  /** The better ways, and what bars them. */
  readonly refused: readonly Refusal[];
  /** What bars the best way of all; `undefined` if it is open. */
  readonly reason?: Bilingual;
  /** Command that clears the best way that can be cleared, where one is known. */
  readonly command?: string;
}

/** Options of {@linkcode probe}. */
export interface ProbeOptions {
  /** Interface to listen on; the loopback interface by default. */
  interface?: string;
  /**
   * Whether packets of other programs are wanted, which neither a namespace
   * nor a relay can show; not by default.
   */
  ofHost?: boolean;
  /**
   * How this program was called, as a line for a shell, to advise `sudo` for
   * that call: what `setcap` grants it grants to all that Deno runs.
   */
  call?: string;
}

/**
 * Finds out, by trying, how packets can be had here.
 *
 * @param options What is to be captured.
 * @returns The best way that is open, and why no better one is.
 * @throws {Failure} `usage`, if WIRELAB_CAPTURE names no way; `permission`, if
 * every way is barred.
 */
export async function probe(options: ProbeOptions = {}): Promise<CapturePlan> {
  const chosen = chosenMethod();
  const refused: Refusal[] = [];
  for (const method of CAPTURE_METHODS) {
    if (chosen !== undefined && chosen !== method) continue;
    const refusal = await TRIALS[method](options);
    if (!refusal) {
      return {
        method,
        refused,
        reason: refused[0]?.reason,
        command: refused.find(({ command }) => command)?.command,
      };
    }
    refused.push(refusal);
  }
  throw allBarred(refused, chosen);
}

type Trial = (
  options: ProbeOptions,
) => Refusal | undefined | Promise<Refusal | undefined>;

const TRIALS: Readonly<Record<CaptureMethod, Trial>> = {
  "af-packet": tryPacketSocket,
  "namespace": tryNamespace,
  "tcpdump": tryTcpdump,
  "relay": tryRelay,
};

/** The way that the environment chooses, if it chooses one. */
function chosenMethod(): CaptureMethod | undefined {
  const text = Deno.env.get(CAPTURE_ENV);
  if (!text) return undefined;
  const method = CAPTURE_METHODS.find((method) => method === text);
  if (!method) {
    throw new Failure(
      "usage",
      inEvery(
        TEXTS,
        (words) => words.unknownMethod(text, CAPTURE_ENV, CAPTURE_METHODS),
      ),
    );
  }
  // Inside the namespace, what was chosen outside is a packet socket.
  return method === "namespace" && inOwnNamespace() ? "af-packet" : method;
}

function allBarred(
  refused: readonly Refusal[],
  chosen: CaptureMethod | undefined,
): Failure {
  const [{ reason }] = refused;
  const way = refused.find(({ command }) => command);
  const namespace = refused.find(({ method, obstacle }) =>
    method === "namespace" && obstacle === "host-traffic"
  );
  return new Failure(
    "permission",
    inEvery(
      TEXTS,
      (text, language) =>
        chosen !== undefined
          ? text.methodBarred(chosen, CAPTURE_ENV, reason[language])
          : text.allBarred(
            [reason, ...namespace ? [namespace.reason] : []].map((each) =>
              each[language]
            ),
            way?.command,
            way?.lasting,
            Deno.build.os === "linux",
          ),
    ),
  );
}

function tryPacketSocket(options: ProbeOptions): Refusal | undefined {
  const method = "af-packet";
  if (Deno.build.os !== "linux") {
    return {
      method,
      obstacle: "not-linux",
      reason: because((reasons) => reasons.noPacketSockets),
      command: Deno.build.os === "windows"
        ? undefined
        : options.call === undefined
        ? "sudo chmod go+r /dev/bpf*"
        : `sudo ${options.call}`,
    };
  }
  try {
    AfPacketSource.check();
    return undefined;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    const reason = clauseOf(error);
    if (error.cause instanceof Deno.errors.NotCapable) {
      return { method, obstacle: "deno-permission", reason };
    }
    if (error.kind !== "permission") {
      return { method, obstacle: "no-packet-sockets", reason };
    }
    const gain = gainObstacle();
    return gain === undefined
      ? {
        method,
        obstacle: "no-capability",
        reason,
        ...options.call === undefined
          ? { command: setcapCommand() }
          : { command: `sudo ${options.call}`, lasting: setcapCommand() },
      }
      : { method, obstacle: "no-gain", reason: gain };
  }
}

/** Settings that keep ordinary users from namespaces, the value that does, and the one that does not. */
const NAMESPACE_SETTINGS = [
  {
    name: "kernel.apparmor_restrict_unprivileged_userns",
    bars: "1",
    allows: "0",
    obstacle: "apparmor",
    reason: "apparmor",
  },
  {
    name: "kernel.unprivileged_userns_clone",
    bars: "0",
    allows: "1",
    obstacle: "namespaces-off",
    reason: "namespacesOff",
  },
  {
    name: "user.max_user_namespaces",
    bars: "0",
    allows: "15000",
    obstacle: "namespaces-off",
    reason: "namespacesNone",
  },
] as const;

async function tryNamespace(
  options: ProbeOptions,
): Promise<Refusal | undefined> {
  const method = "namespace";
  if (options.ofHost) {
    return {
      method,
      obstacle: "host-traffic",
      reason: because((reasons) => reasons.emptyNamespace),
    };
  }
  if (Deno.build.os !== "linux") {
    return {
      method,
      obstacle: "not-linux",
      reason: because((reasons) => reasons.noNamespaces),
    };
  }
  if (inOwnNamespace()) {
    return {
      method,
      obstacle: "no-namespace",
      reason: because((reasons) => reasons.ownNamespace),
    };
  }
  const words = await namespaceObstacle();
  if (words === undefined) return undefined;
  const setting = NAMESPACE_SETTINGS.find(({ name, bars }) =>
    readSetting(name) === bars
  );
  if (!setting) {
    return {
      method,
      obstacle: "no-namespace",
      reason: because((reasons) => reasons.noNamespace(words)),
    };
  }
  return {
    method,
    obstacle: setting.obstacle,
    reason: because((reasons) => reasons[setting.reason]),
    command: `sudo sysctl ${setting.name}=${setting.allows}`,
  };
}

async function tryTcpdump(
  options: ProbeOptions,
): Promise<Refusal | undefined> {
  const method = "tcpdump";
  try {
    await using _source = await TcpdumpSource.open(
      { interface: options.interface },
      { push: () => {}, next: () => undefined },
    );
    return undefined;
  } catch (error) {
    if (error instanceof Deno.errors.NotCapable) {
      return {
        method,
        obstacle: "deno-permission",
        reason: because((reasons) => reasons.noRun),
      };
    }
    if (!(error instanceof Failure)) throw error;
    return {
      method,
      obstacle: error.kind === "permission" ? "tcpdump-denied" : "no-tcpdump",
      reason: clauseOf(error),
    };
  }
}

function tryRelay(options: ProbeOptions): Refusal | undefined {
  if (!options.ofHost) return undefined;
  return {
    method: "relay",
    obstacle: "host-traffic",
    reason: because((reasons) => reasons.relay),
  };
}

/** The part of an error's sentence that says what stands in the way. */
function clauseOf(failure: Failure): Bilingual {
  return inEvery(
    TEXTS,
    (text, language) => text.clauseOf(failure.in(language).message),
  );
}

function because(
  say: (reasons: FailureText["reasons"]) => string,
): Bilingual {
  return inEvery(TEXTS, (text) => say(text.reasons));
}
