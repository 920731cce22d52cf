import type { FailureText } from "./failure_text.ts";

/** What is said of failures to capture, in English. */
export const EN: FailureText = {
  noInterface: (name, others) => ({
    message: `Cannot capture on ${name}: there is no such interface.`,
    hint: `This system has ${others.join(", ")}.`,
  }),
  interfaceDown: (name, call) => ({
    message: `Cannot capture on ${name}: the interface is down.`,
    hint: `Bring it up: ${call}`,
  }),
  interfaceGone: (name) => ({
    message: `Cannot go on capturing on ${name}: the interface is gone.`,
    hint: "What was captured until then is kept.",
  }),
  socketDenied: {
    message:
      "Cannot open a packet socket: this process lacks the capability CAP_NET_RAW.",
  },
  noSocket: (reason) => ({
    message: `Cannot open a packet socket: ${reason}.`,
  }),
  oldKernel: {
    message:
      "Cannot open a packet socket: the kernel has no memory-mapped ones (TPACKET_V3).",
  },
  manyPorts: (count, most) => ({
    message: `Cannot filter ${count} ports: one filter holds ${most}.`,
    hint: "Capture everything and filter while reading.",
  }),
  noForeignFunctions: {
    message: "Cannot call the system: Deno was started without --allow-ffi.",
    hint: "Add --allow-ffi to the call of deno.",
  },
  noLibrary: (names) => ({
    message: "Cannot call the system: its C library was not found.",
    hint: `Looked for ${names.join(", ")}.`,
  }),
  noTcpdump: {
    message: "Cannot capture with tcpdump: there is no such program.",
  },
  tcpdumpRefused: (name, said) => ({
    message: `Cannot capture on ${name} with tcpdump: ${
      said || "it ended at once"
    }.`,
  }),
  tcpdumpEnded: (name, said) => ({
    message: `Cannot go on capturing on ${name}: tcpdump ended by itself.`,
    hint: `It said: ${said}`,
  }),
  unknownMethod: (method, variable, known) => ({
    message:
      `Cannot capture by ${method}, as ${variable} says: there is no such way.`,
    hint: `Set it to one of ${known.join(", ")}, or unset it.`,
  }),
  methodBarred: (method, variable, reason) => ({
    message: `Cannot capture by ${method}, as ${variable} says: ${reason}.`,
    hint: `Unset ${variable} to let wirelab choose.`,
  }),
  allBarred: (reasons, command, lasting, isLinux) => ({
    message: `Cannot capture packets: ${reasons.join(", and ")}.`,
    hint: command !== undefined
      ? `For this call alone: ${command} (wirelab demo does without root)` +
        (lasting === undefined
          ? ""
          : `; for good, and for every other script that this binary runs: ${lasting}`)
      : isLinux
      ? "Run it as root, or in a container that was started with --cap-add=NET_RAW."
      : "Run it on Linux, for example in WSL.",
  }),
  clauseOf: (message) =>
    message.replace(/^Cannot [^:]*: /, "").replace(/\.$/, ""),

  reasons: {
    noPacketSockets: "packet sockets are Linux's",
    noNamespaces: "network namespaces are Linux's",
    emptyNamespace: "a namespace of its own would show none of this host",
    ownNamespace: "this is a namespace of its own, and it does not help",
    noNamespace: (words) => `no network namespace can be made: ${words}`,
    apparmor: "AppArmor keeps ordinary users from namespaces of their own",
    namespacesOff:
      "the kernel keeps ordinary users from namespaces of their own",
    namespacesNone: "the kernel allows no user namespaces",
    noRun: "Deno was started without --allow-run",
    relay: "a relay sees no packets",
    outOfBounds: "CAP_NET_RAW was taken out of the bounds of this container",
    noNewPrivileges: "this process may gain no privileges (no_new_privs)",
  },
};
