/**
 * Holds over the recorded HTTP conversations what has to hold over every one.
 */
import { assertEquals } from "@std/assert";
import { HttpConversation, sniffHttp } from "../../src/http/mod.ts";
import {
  converse,
  inPieces,
  mutations,
  type Part,
  truncations,
} from "../event_tiling.ts";
import { lineOf } from "../http/tell.ts";
import { conversationsOf } from "./tshark_sides.ts";

/** Cases, and the errors that are told of them. */
const CASES: Readonly<Record<string, readonly string[]>> = {
  http_methods: [],
  http_chunked: [],
  http_pipelining: [],
  http_upgrade: [],
  http_until_close: [],
  http_conflicts: [
    "C error length-and-encoding misbehaved",
    "S error length-repeated misbehaved",
    "C error ended-early truncated",
    "C error lengths-differ misbehaved",
    "S error length-repeated misbehaved",
    "C error space-before-colon misbehaved",
    "S error length-repeated misbehaved",
  ],
  http2_prior_knowledge: [],
  http2_node: [],
  http2_upgrade: [],
};
/** Changes of each conversation that are tried. */
const MUTATIONS = 60;

/** Lines of the events, without those of content, which come as the bytes come. */
function linesOf(parts: Iterable<Part>): string[][] {
  const events = converse(new HttpConversation(), parts);
  return [0, 1].map((direction) =>
    events
      .filter((event) => event.direction === direction)
      .filter(({ kind }) => !["body", "tunnel", "padding"].includes(kind))
      .map(lineOf)
  );
}

for (const [name, told] of Object.entries(CASES)) {
  const conversations = conversationsOf(name);

  Deno.test(`HttpConversation decodes ${name}`, () => {
    const errors = conversations.flatMap((parts) =>
      converse(new HttpConversation(), parts)
        .filter(({ kind }) => kind === "error")
        .map(lineOf)
    );
    assertEquals(errors, told);
  });

  Deno.test(`sniffHttp() recognises each conversation of ${name}`, () => {
    for (const parts of conversations) {
      const first = parts.find(({ direction }) => direction === 0);
      const bytes = first?.bytes ?? new Uint8Array();
      assertEquals(sniffHttp(bytes, new Uint8Array()), true);
    }
  });

  Deno.test(`HttpConversation tells the same of ${name} byte by byte`, () => {
    for (const parts of conversations) {
      assertEquals(linesOf(inPieces(parts, 1)), linesOf(parts));
    }
  });

  Deno.test(`HttpConversation accounts for each byte of ${name}, wherever it is cut`, () => {
    for (const parts of conversations) {
      for (const cut of truncations(parts)) {
        converse(new HttpConversation(), cut);
      }
    }
  });

  Deno.test(`HttpConversation accounts for each byte of ${name}, however it is changed`, () => {
    for (const [index, parts] of conversations.entries()) {
      for (const changed of mutations(parts, MUTATIONS, index + 1)) {
        converse(new HttpConversation(), changed);
      }
    }
  });
}
