import { assert, assertEquals } from "@std/assert";
import { speak } from "../../src/explain/mod.ts";
import {
  renderTimelines,
  type ServedClient,
  servedToJson,
  type Timeline,
} from "../../src/render/timeline.ts";
import { widthOf } from "../../src/render/width.ts";

/** A client by its times in milliseconds. */
function clientOf(
  id: number,
  connected: number,
  accepted: number,
  closed: number,
  active: number[] = [accepted],
): ServedClient {
  const [from, taken, done] = [connected, accepted, closed].map((ms) =>
    ms / 1000
  );
  return {
    id,
    slow: id === 1,
    connected: from,
    accepted: taken,
    active: active.map((ms) => ms / 1000),
    closed: done,
  };
}

const SYNC: Timeline = {
  concurrency: "sync",
  clients: [
    clientOf(1, 0, 0, 600),
    clientOf(2, 10, 600, 610),
    clientOf(3, 12, 610, 620),
  ],
};
const ASYNC: Timeline = {
  concurrency: "async",
  clients: [
    clientOf(1, 0, 0, 600, [0, 300]),
    clientOf(2, 10, 10, 20),
    clientOf(3, 12, 13, 20),
  ],
};

Deno.test("renderTimelines() draws a bar for each client over the same time", () => {
  const text = renderTimelines([SYNC, ASYNC], { say: speak("en") });
  assertEquals(
    `\n${text}`,
    `
· waits to be accepted   ▒ accepted, says nothing   █ is served

Sync server: one connection at a time
                0                                              620.0 ms   waited
client 1 (slow) █▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒█    0.0 ms
client 2        ·····················································██ 590.0 ms
client 3         ·····················································█ 598.0 ms
Whoever is accepted is served to the end, however long it says nothing; the
other 2 waited 1188.0 ms together. To them the server seems to be there but
mute: the kernel had completed their TCP handshakes.

Async server: all connections at once
                0                                              620.0 ms   waited
client 1 (slow) █▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒█▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒▒█    0.0 ms
client 2        ██                                                        0.0 ms
client 3         █                                                        1.0 ms
While one client says nothing, the server serves the others: all clients
together waited 1.0 ms to be accepted. It takes no more threads than the sync
server: it waits for all at the same time.

                                          sync     async
the last client was done after        620.0 ms  600.0 ms
waiting for accept, all together     1188.0 ms    1.0 ms
connections open at a time, at most          1         3
`,
  );
});

Deno.test("renderTimelines() fits 80 columns in both languages, and draws in ASCII", () => {
  for (const language of ["en", "zh"] as const) {
    for (const ascii of [false, true]) {
      const say = speak(language);
      const text = renderTimelines([SYNC, ASYNC], { say, ascii });
      for (const line of text.split("\n")) assert(widthOf(line) <= 80, line);
      if (ascii) assert(!/[·▒█→—…]/.test(text));
    }
  }
});

Deno.test("servedToJson() tells how long a client waited", () => {
  assertEquals(JSON.parse(servedToJson(clientOf(2, 0, 500, 750), "sync")), {
    type: "served",
    concurrency: "sync",
    id: 2,
    slow: false,
    connected: 0,
    accepted: 0.5,
    active: [0.5],
    closed: 0.75,
    waited: 0.5,
  });
});
