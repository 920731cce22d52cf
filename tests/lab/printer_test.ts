import { assert, assertEquals } from "@std/assert";
import { Explainer, speak } from "../../src/explain/mod.ts";
import { FieldNotes } from "../../src/explain/fields/mod.ts";
import { openPrinter, type ShowOptions } from "../../src/lab/printer.ts";
import { framesOf, OPEN } from "../stream/script.ts";

const CLOSED = `${OPEN}
  > PA 1 1 *16 +100
  < A 1 17
  > FA 17 1
  < FA 1 18
  > A 18 2`;

const SHOW: ShowOptions = {
  say: speak("en"),
  color: false,
  columns: 80,
  ascii: false,
  json: false,
  version: "0",
};

/** Shows two conversations that close, and then a FIN of the first again. */
function show(options: Partial<ShowOptions>, endedFlows: number): string {
  let text = "";
  const printer = openPrinter((part) => text += part, { ...SHOW, ...options });
  const explainer = new Explainer({ say: SHOW.say, endedFlows });
  const frames = [
    ...framesOf(CLOSED, { clientPort: 2001 }),
    ...framesOf(CLOSED, { clientPort: 2002, firstFrame: 9 }),
    ...framesOf("< FA 1 18 +140", { clientPort: 2001, firstFrame: 17 }),
  ];
  for (const frame of frames) {
    for (const explained of explainer.frame(frame)) printer.print(explained);
  }
  for (const explained of explainer.end()) printer.print(explained);
  printer.end();
  return text;
}

Deno.test("JsonPrinter writes the same of conversations that were let go of", () => {
  const kept = show({ json: true }, 10);
  assertEquals(show({ json: true }, 0), kept);
  assert(kept.includes('"segments":9,"findings":1'));
});

Deno.test("LivePrinter says that a verdict was told before what comes late", () => {
  const lines = show({ live: true }, 0).split("\n");
  const late = lines.findIndex((line) =>
    line.startsWith("conversation 0, 10.0.0.1:2001 to 10.0.0.2:8080, late")
  );
  assert(late > 0);
  assert(lines.slice(late).some((line) => line.includes("FIN, ACK  seq=1")));
  assertEquals(lines.filter((line) => line === "Verdict").length, 2);
});

Deno.test("HtmlPrinter names each of several conversations by its number and its ends", () => {
  let page = "";
  show({
    html: {
      path: "-",
      force: false,
      title: "test",
      language: "en",
      notes: new FieldNotes("en"),
      output: (part) => page += part,
    },
  }, 10);
  const titles = [...page.matchAll(/<h2>([^<]*)<\/h2>/g)].map(([, text]) =>
    text
  );
  assertEquals(titles, [
    "Conversation 0: 10.0.0.1:2001 → 10.0.0.2:8080",
    "Conversation 1: 10.0.0.1:2002 → 10.0.0.2:8080",
  ]);
});
