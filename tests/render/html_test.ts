import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { speak, type Step, type Verdict } from "../../src/explain/mod.ts";
import { FieldNotes } from "../../src/explain/fields/mod.ts";
import { escapeHtml, HtmlPage } from "../../src/render/html.ts";

const VERDICT: Verdict = {
  client: { address: "127.0.0.1", port: 50000 },
  server: { address: "::1", port: 8443 },
  opening: "midway",
  openingSeconds: undefined,
  handshakeSeconds: undefined,
  protocol: "data",
  tls: undefined,
  ssh: undefined,
  diagnosis: undefined,
  bytes: { client: 3, server: 0 },
  opened: undefined,
  close: {
    kind: "open",
    first: undefined,
    fins: [undefined, undefined],
    bytesAfterFirstFin: 0,
    complete: true,
    reset: undefined,
  },
  closedBy: undefined,
  segments: 1,
  findings: 0,
  seconds: 0,
  firstAnswerSeconds: undefined,
  longestPause: undefined,
};

function message(text: string): Step {
  const bytes = new TextEncoder().encode(text);
  return {
    kind: "message",
    protocol: "data",
    phase: "data",
    time: 0,
    from: "client",
    to: "server",
    evidence: "observed",
    encrypted: false,
    frames: [1],
    title: text,
    detail: text,
    text,
    fields:
      () => [{ name: text, offset: 0, length: bytes.length, value: text }],
    bytes: () => bytes,
    carriers: () => [],
  };
}

function newPage(title = "test"): HtmlPage {
  return new HtmlPage({
    say: speak("en"),
    language: "en",
    title,
    notes: new FieldNotes("en"),
  });
}

function page(steps: readonly Step[], title?: string): string {
  const html = newPage(title);
  return html.head() + html.conversation(steps, VERDICT) + html.end();
}

Deno.test("HtmlPage escapes all that came from the wire", () => {
  const attack = `"'><script>alert(1)</script><img src=x onerror=alert(1)>&`;
  const text = page([message(attack)], attack);
  assert(!text.includes("<script"));
  assert(!text.includes("<img"));
  assertStringIncludes(text, escapeHtml(attack));
});

Deno.test("HtmlPage forbids scripts and anything from the network", () => {
  assertStringIncludes(
    page([]),
    "default-src 'none'; style-src 'unsafe-inline'",
  );
});

Deno.test("HtmlPage closes every element that it opens", () => {
  const text = page([message("hello"), message("again")]);
  for (
    const name of [
      "details",
      "section",
      "article",
      "table",
      "summary",
      "main",
      "dl",
    ]
  ) {
    const opened = text.match(new RegExp(`<${name}[ >]`, "g"))?.length;
    const closed = text.match(new RegExp(`</${name}>`, "g"))?.length;
    assertEquals(opened, closed, name);
  }
});

Deno.test("HtmlPage shows the bytes of each field", () => {
  assertStringIncludes(page([message("hi")]), "<code>68 69</code>");
});

Deno.test("HtmlPage heads the columns of a table of fields", () => {
  const text = page([message("hi")]);
  const head = text.slice(text.indexOf("<thead>"), text.indexOf("</thead>"));
  assertEquals(
    [...head.matchAll(/<th>([^<]*)<\/th>/g)].map(([, name]) => name),
    ["at", "len", "field", "value", "bytes"],
  );
});

Deno.test("HtmlPage marks a row that has nothing to unfold", () => {
  const bare = { ...message("hi"), fields: () => [] };
  assertStringIncludes(page([bare]), `class="row message client data empty"`);
  assertStringIncludes(
    page([message("hi")]),
    `class="row message client data"`,
  );
});

Deno.test("HtmlPage leads to each of several conversations by its title", () => {
  const html = newPage();
  const text = html.head(["first", "<second>"]) +
    html.conversation([], VERDICT) + html.conversation([], VERDICT) +
    html.end();
  assertStringIncludes(text, `<a href="#1">first</a>`);
  assertStringIncludes(text, `<a href="#2">&lt;second&gt;</a>`);
  assertStringIncludes(text, `<article id="1">\n<h2>first</h2>`);
  assertStringIncludes(text, `<article id="2">\n<h2>&lt;second&gt;</h2>`);
});

Deno.test("HtmlPage gives one conversation alone no title of its own", () => {
  const html = newPage();
  const text = html.head(["only"]) + html.conversation([], VERDICT);
  assert(!text.includes("only"), text);
});
