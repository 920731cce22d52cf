import { assert, assertEquals } from "@std/assert";
import { SshConversation, type SshEvent } from "../../src/ssh/mod.ts";
import {
  converse,
  inPieces,
  mutations,
  type Part,
  truncations,
} from "../event_tiling.ts";
import {
  bytesOf,
  concat,
  exchange,
  IDENTIFIED,
  kexInit,
  lineOf,
  packet,
  payload,
  string,
  u32,
} from "./build.ts";

/** Changes of each sample that are tried. */
const MUTATIONS = 400;
const GEX = { kex: "diffie-hellman-group-exchange-sha256" };

const SAMPLES: Readonly<Record<string, readonly Part[]>> = {
  "packets with an -etm MAC": [
    ...exchange({ mac: "hmac-sha1-etm@openssh.com" }),
    { direction: 0, bytes: concat(u32(32), new Uint8Array(52)) },
    { direction: 1, bytes: concat(u32(16), new Uint8Array(36)) },
  ],
  "a session without encryption": [
    ...exchange({ encryption: "none", mac: "none" }),
    { direction: 0, bytes: packet(payload(5, string("ssh-userauth"))) },
    { direction: 1, bytes: packet(payload(6, string("ssh-userauth"))) },
    { direction: 0, bytes: packet(kexInit()) },
    { direction: 1, bytes: packet(kexInit()) },
  ],
  "banner, group exchange, disconnect": [
    { direction: 1, bytes: bytesOf("hello\r\n") },
    ...IDENTIFIED,
    {
      direction: 0,
      bytes: concat(packet(payload(2, string("x"))), packet(kexInit(GEX))),
    },
    { direction: 1, bytes: packet(kexInit(GEX)) },
    { direction: 0, bytes: packet(payload(34, u32(1), u32(2), u32(3))) },
    { direction: 1, bytes: packet(payload(31, string("p"), string("g"))) },
    {
      direction: 0,
      bytes: packet(payload(1, u32(3), string("no"), string(""))),
    },
  ],
};

function run(parts: Iterable<Part>): SshEvent[] {
  return converse(new SshConversation(), parts);
}

/** Lines of each direction's events. */
function linesOf(events: readonly SshEvent[]): string[][] {
  return [0, 1].map((direction) =>
    events.filter((event) => event.direction === direction).map(lineOf)
  );
}

for (const [name, parts] of Object.entries(SAMPLES)) {
  Deno.test(`SshConversation decodes ${name} without an error`, () => {
    assertEquals(
      run(parts).filter(({ kind }) => kind === "error").map(lineOf),
      [],
    );
  });

  for (const size of [1, 2, 3, 7, 64]) {
    Deno.test(`SshConversation tells the same of ${name} in pieces of ${size}`, () => {
      assertEquals(linesOf(run(inPieces(parts, size))), linesOf(run(parts)));
    });
  }

  Deno.test(`SshConversation accounts for each byte of ${name}, wherever it is cut`, () => {
    for (const cut of truncations(parts)) run(cut);
  });

  Deno.test(`SshConversation accounts for each byte of ${name}, however it is changed`, () => {
    for (const changed of mutations(parts, MUTATIONS, 20_240_602)) {
      const bytes = changed.reduce(
        (sum, part) => sum + (part.bytes?.length ?? 1),
        0,
      );
      assert(run(changed).length <= 16 + bytes);
    }
  });
}
