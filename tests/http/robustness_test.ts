import { assert, assertEquals } from "@std/assert";
import { HttpConversation, type HttpEvent } from "../../src/http/mod.ts";
import {
  converse,
  inPieces,
  mutations,
  type Part,
  truncations,
} from "../event_tiling.ts";
import { SAMPLES } from "./samples.ts";
import { lineOf } from "./tell.ts";

/** Changes of each sample that are tried. */
const MUTATIONS = 400;
/** Bytes that one event more may cost, at the least; events of no bytes come with others. */
const MOST_EVENTS_PER_BYTE = 4;

function run(parts: Iterable<Part>): HttpEvent[] {
  return converse(new HttpConversation(), parts);
}

/** Lines of each direction's events, content put together as if it had come at once. */
function linesOf(events: readonly HttpEvent[]): [string[], string[]] {
  const lines: [string[], string[]] = [[], []];
  for (const event of events) {
    const own = lines[event.direction];
    const last = own.at(-1);
    const line = event.kind === "padding" ? "padding" : lineOf(event);
    const content = /^. (#\S+ body|tunnel \S+) (\d+ )?/.exec(line);
    if (line === "padding" && last === line) continue;
    if (content && last?.startsWith(content[0].replace(/\d+ $/, ""))) {
      own[own.length - 1] = last + line.slice(content[0].length);
    } else {
      own.push(line);
    }
  }
  return lines;
}

for (const [name, parts] of Object.entries(SAMPLES)) {
  if (parts.every(({ bytes }) => bytes)) testWhole(name, parts);

  Deno.test(`HttpConversation accounts for each byte of ${name}, wherever it is cut`, () => {
    for (const cut of truncations(parts)) run(cut);
  });

  Deno.test(`HttpConversation accounts for each byte of ${name}, however it is changed`, () => {
    for (const changed of mutations(parts, MUTATIONS, 20_240_601)) {
      const bytes = changed.reduce(
        (sum, part) => sum + (part.bytes?.length ?? 1),
        0,
      );
      const events = run(changed);
      assert(events.length <= 16 + MOST_EVENTS_PER_BYTE * bytes);
    }
  });
}

/** What holds where nothing is missing; what a gap's end looks like depends on the pieces. */
function testWhole(name: string, parts: readonly Part[]): void {
  Deno.test(`HttpConversation decodes ${name} without an undecoded byte`, () => {
    const undecoded = run(parts).filter((event) =>
      event.kind === "error" && event.end > event.start
    );
    assertEquals(undecoded.map(lineOf), []);
  });

  for (const size of [1, 2, 3, 7, 64]) {
    Deno.test(`HttpConversation tells the same of ${name} in pieces of ${size}`, () => {
      assertEquals(linesOf(run(inPieces(parts, size))), linesOf(run(parts)));
    });
  }
}
