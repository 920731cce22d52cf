/**
 * Holds over the recorded SSH conversations what has to hold over every one.
 */
import { assert, assertEquals } from "@std/assert";
import {
  type Negotiation,
  sniffSsh,
  SshConversation,
  type SshEvent,
} from "../../src/ssh/mod.ts";
import {
  converse,
  inPieces,
  mutations,
  type Part,
  truncations,
} from "../event_tiling.ts";
import { lineOf } from "../ssh/build.ts";
import { conversationsOf } from "./tshark_sides.ts";

/** What a conversation came to: method, host key, cipher and MAC from the client on. */
interface Outcome {
  readonly agreed?: readonly (string | undefined)[];
  /** Kind of the events after NEWKEYS. */
  readonly encrypted?: SshEvent["kind"];
  readonly errors?: readonly string[];
}

const CASES: Readonly<Record<string, Outcome>> = {
  ssh_default: {
    agreed: [
      "sntrup761x25519-sha512",
      "ssh-ed25519",
      "chacha20-poly1305@openssh.com",
      undefined,
    ],
    encrypted: "encrypted-run",
  },
  ssh_gcm: {
    agreed: [
      "curve25519-sha256",
      "ssh-ed25519",
      "aes256-gcm@openssh.com",
      undefined,
    ],
    encrypted: "encrypted-packet",
  },
  ssh_etm: {
    agreed: [
      "ecdh-sha2-nistp256",
      "ecdsa-sha2-nistp256",
      "aes128-ctr",
      "hmac-sha2-256-etm@openssh.com",
    ],
    encrypted: "encrypted-packet",
  },
  ssh_ctr: {
    agreed: [
      "diffie-hellman-group14-sha256",
      "rsa-sha2-512",
      "aes256-ctr",
      "hmac-sha2-512",
    ],
    encrypted: "encrypted-run",
  },
  ssh_gex: {
    agreed: [
      "diffie-hellman-group-exchange-sha256",
      "rsa-sha2-512",
      "aes128-gcm@openssh.com",
      undefined,
    ],
    encrypted: "encrypted-packet",
  },
  ssh_rekey: {
    agreed: [
      "curve25519-sha256",
      "ssh-ed25519",
      "aes128-gcm@openssh.com",
      undefined,
    ],
    encrypted: "encrypted-packet",
  },
  ssh_libssh2: {
    agreed: [
      "curve25519-sha256",
      "ecdsa-sha2-nistp256",
      "aes128-ctr",
      "hmac-sha2-256",
    ],
    encrypted: "encrypted-run",
  },
  ssh_dropbear: {
    agreed: [
      "curve25519-sha256",
      "ssh-ed25519",
      "chacha20-poly1305@openssh.com",
      undefined,
    ],
    encrypted: "encrypted-run",
  },
  ssh_nothing_in_common: {
    agreed: [
      undefined,
      "ssh-ed25519",
      "chacha20-poly1305@openssh.com",
      undefined,
    ],
  },
  ssh_version_1: {
    errors: [
      "C error version-1 unsupported",
      "S error ended-early truncated",
    ],
  },
};
/** Changes of each conversation that are tried. */
const MUTATIONS = 60;

function run(parts: Iterable<Part>): SshEvent[] {
  return converse(new SshConversation(), parts);
}

function agreedIn(
  { kex, hostKey, clientToServer }: Negotiation,
): (string | undefined)[] {
  return [kex, hostKey, clientToServer.encryption, clientToServer.mac];
}

/** Lines of what is in clear; what is encrypted as a whole comes as the bytes come. */
function clearLines(parts: Iterable<Part>): string[][] {
  const events = run(parts).filter(({ kind }) => kind !== "encrypted-run");
  return [0, 1].map((direction) =>
    events.filter((event) => event.direction === direction).map(lineOf)
  );
}

for (const [name, outcome] of Object.entries(CASES)) {
  const conversations = conversationsOf(name);

  Deno.test(`SshConversation decodes ${name}`, () => {
    const [parts] = conversations;
    const events = run(parts);
    const errors = events.filter(({ kind }) => kind === "error").map(lineOf);
    assertEquals(errors, outcome.errors ?? []);
    const negotiated = events.find((event) => event.kind === "negotiated");
    assertEquals(
      negotiated && agreedIn(negotiated.negotiation),
      outcome.agreed,
    );
    const encrypted = events.filter(({ kind }) => kind.startsWith("encrypted"));
    assertEquals(encrypted.at(0)?.kind, outcome.encrypted);
    assertEquals(encrypted.at(-1)?.kind, outcome.encrypted);
  });

  Deno.test(`sniffSsh() recognises ${name}`, () => {
    for (const parts of conversations) {
      const { direction, bytes = new Uint8Array() } = parts[0];
      const none = new Uint8Array();
      const [client, server] = direction === 0 ? [bytes, none] : [none, bytes];
      assertEquals(sniffSsh(client, server), true);
    }
  });

  Deno.test(`SshConversation accounts for each byte of ${name}, wherever it is cut`, () => {
    for (const parts of conversations) {
      for (const cut of truncations(parts)) run(cut);
    }
  });

  Deno.test(`SshConversation accounts for each byte of ${name}, however it is changed`, () => {
    for (const [index, parts] of conversations.entries()) {
      for (const changed of mutations(parts, MUTATIONS, index + 1)) {
        run(changed);
      }
    }
  });
}

for (const name of Object.keys(CASES).filter((name) => CASES[name].agreed)) {
  Deno.test(`SshConversation tells the same of ${name} byte by byte`, () => {
    for (const parts of conversationsOf(name)) {
      assertEquals(clearLines(inPieces(parts, 1)), clearLines(parts));
    }
  });
}

Deno.test("SshConversation guesses the course of a login", () => {
  const [parts] = conversationsOf("ssh_gcm");
  const guesses = run(parts).flatMap((event) =>
    event.kind === "encrypted-packet" && event.inference
      ? [event.inference.guess]
      : []
  );
  assertEquals(guesses.slice(0, 10), [
    "ext-info",
    "service-request",
    "service-accept",
    "userauth-request",
    "userauth-reply",
    "userauth-request",
    "userauth-reply",
    "userauth-request",
    "userauth-success",
    "channel-open",
  ]);
});

Deno.test("SshConversation finds the packet that Dropbear sends on a guess", () => {
  const [parts] = conversationsOf("ssh_dropbear");
  const guessed = run(parts).find((event) =>
    event.kind === "packet" && event.guess !== "none"
  );
  assert(guessed?.kind === "packet");
  assertEquals(guessed.message.name, "SSH_MSG_KEX_ECDH_INIT");
});
