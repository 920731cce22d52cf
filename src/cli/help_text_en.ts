import type { HelpText } from "./help_text.ts";

/** What the help screens say, in English. */
export const EN: HelpText = {
  tagline: "see a TCP or TLS conversation, packet by packet, explained",
  try: "Try",
  firstCalls: {
    "wirelab demo tcp": "a TCP conversation, its real packets, explained",
    "wirelab demo tls": "the same over TLS",
    "wirelab tls-server 8443": "one end; then in another terminal:",
    "wirelab tls-client 8443": "the other end",
  },
  categories: {
    "See it happen": "See it happen",
    "Run one end": "Run one end",
    "Packets": "Packets",
    "Tools": "Tools",
  },
  more: [
    "wirelab MODE --help shows a mode's options;",
    "wirelab help exit-codes lists what the exit codes mean.",
  ],
  examples: "Examples",
  actions: "Actions, and what they take the place of",
  actionHelp: (mode) =>
    `wirelab ${mode} ACTION --help shows an action's options.`,
  inPlaceOf: "In place of",
  options: "Options",
  ownFault: "a fault in wirelab itself, not in what you did.",
  oneOf: (choices) => `; one of ${choices.join(", ")}`,
};
