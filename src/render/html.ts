import { type Field, toHex } from "../bytes/mod.ts";
import {
  type Carrier,
  endpointText,
  type FieldNote,
  type FieldNotes,
  groupsOfCarrier,
  milliseconds,
  type Phase,
  phaseEnd,
  type Say,
  type Step,
  type Verdict,
  verdictLines,
} from "../explain/mod.ts";
import { fieldRows, type FieldRowsOptions } from "./field_rows.ts";
import { STYLE } from "./html_style.ts";
import { phaseKey } from "./phase_key.ts";

/** How a page is drawn. */
export interface HtmlOptions {
  /** Sentences of a language. */
  say: Say;
  /** Language of those sentences, as HTML names it: `en`, `zh`. */
  language: string;
  /** Title of the page. */
  title: string;
  /** Sentences on fields. */
  notes: FieldNotes;
}

/** Hexadecimal digits of a field are shown for as many bytes. */
const HEX_BYTES = 32;

/**
 * Draws conversations as one page of HTML that needs nothing else: no script,
 * no font, no network.
 *
 * Each conversation is begun, given its steps, and ended; every call returns
 * the next part of the page. Everything that came from the wire is escaped.
 */
export class HtmlPage {
  readonly #say: Say;
  readonly #options: HtmlOptions;
  /** Titles of the conversations; none where one is alone on the page. */
  #titles: readonly string[] = [];
  /** Conversations that were drawn. */
  #drawn = 0;
  #phase: Phase | undefined;
  #flight = 0;

  /**
   * Begins a page that nothing was drawn on.
   *
   * @param options How it is drawn.
   */
  constructor(options: HtmlOptions) {
    this.#options = options;
    this.#say = options.say;
  }

  /**
   * Begins the page.
   *
   * @param titles Titles of the conversations that follow, in their order;
   * where there are several, each stands above its own and leads to it.
   */
  head(titles: readonly string[] = []): string {
    const { language, title } = this.#options;
    this.#titles = titles.length > 1 ? titles : [];
    return `<!doctype html>
<html lang="${escapeHtml(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${STYLE}</style>
</head>
<body>
<header><h1>${escapeHtml(title)}</h1><p class="hint">${
      escapeHtml(this.#say("html.hint"))
    }</p>${this.#contents()}</header>
<main>
`;
  }

  #contents(): string {
    if (this.#titles.length === 0) return "";
    const items = this.#titles.map((title, index) =>
      `<li><a href="#${index + 1}">${escapeHtml(title)}</a></li>`
    );
    return `<nav><ul>${items.join("")}</ul></nav>`;
  }

  /**
   * Draws one conversation: what it came to, and the ladder.
   *
   * @param steps All of its steps.
   * @param verdict What it came to.
   */
  conversation(steps: readonly Step[], verdict: Verdict): string {
    this.#phase = undefined;
    this.#flight = 0;
    const rows = steps.map((step) => this.#step(step, verdict)).join("");
    const title = this.#titles[this.#drawn++];
    const heading = title === undefined
      ? ""
      : `<h2>${escapeHtml(title)}</h2>\n`;
    return `<article id="${this.#drawn}">
${heading}${this.#verdict(verdict)}
<div class="ends"><i>${
      escapeHtml(this.#say("column.time"))
    }</i><b class="client">${
      escapeHtml(endpointText(verdict.client))
    }</b><b class="server">${
      escapeHtml(endpointText(verdict.server))
    }</b><span class="client">${
      escapeHtml(this.#say("side.client"))
    }</span><span class="server">${
      escapeHtml(this.#say("side.server"))
    }</span></div>
${rows}${this.#endPhase(verdict)}</article>
`;
  }

  /** Ends the page. */
  end(): string {
    return "</main>\n</body>\n</html>\n";
  }

  #verdict(verdict: Verdict): string {
    const lines = verdictLines(verdict, this.#say).map((line) =>
      `<dt>${escapeHtml(line.label)}</dt><dd class="${line.tone}">${
        escapeHtml(line.text)
      }</dd>`
    );
    return `<section class="verdict"><h3>${
      escapeHtml(this.#say("verdict"))
    }</h3><dl>${lines.join("")}</dl></section>`;
  }

  #step(step: Step, verdict: Verdict): string {
    let html = "";
    if (step.phase !== this.#phase) {
      html += this.#endPhase(verdict);
      html += `<section class="phase ${step.phase}"><h3>${
        escapeHtml(this.#say(phaseKey(step, () => verdict)))
      }</h3>\n`;
      this.#phase = step.phase;
    }
    if (step.flight !== undefined && step.flight > this.#flight) {
      this.#flight = step.flight;
      const side = this.#say(`side.${step.from}`);
      html += `<p class="flight">${
        escapeHtml(this.#say("flight", { n: step.flight, side }))
      }</p>\n`;
    }
    return html +
      (step.kind === "segment" ? this.#segment(step) : this.#message(step));
  }

  #endPhase(verdict: Verdict): string {
    if (this.#phase === undefined) return "";
    const text = phaseEnd(this.#phase, verdict, this.#say);
    return `<p class="outcome">${escapeHtml(text)}</p></section>\n`;
  }

  #segment(step: Step): string {
    const frame = step.frames[0] === undefined ? "" : `#${step.frames[0]}`;
    const weight = (step.segment?.length ?? 0) > 0 ? " data" : "";
    const known = step.evidence === "relayed" ? " relayed" : "";
    const text = step.text === ""
      ? ""
      : `<span class="says">${escapeHtml(step.text)}</span>`;
    const { client = "", server = "" } = step.segment?.states ?? {};
    const states = step.segment?.states
      ? `<span class="states"><b class="client">${client}</b><b class="server">${server}</b></span>`
      : "";
    const fields = this.#fields(step);
    const empty = fields === "" ? " empty" : "";
    return `<details class="row segment ${step.from}${weight}${known}${empty}"><summary>
<span class="frame">${frame}</span><time>${milliseconds(step.time)}</time>
<span class="arrow"><b>${escapeHtml(step.title)}</b> ${
      escapeHtml(step.detail)
    }</span>${text}${states}</summary>${fields}</details>\n`;
  }

  #message(step: Step): string {
    const kind = step.kind === "message" ? step.protocol : step.kind;
    const secret = step.encrypted
      ? ` <em>${escapeHtml(this.#say("encrypted"))}</em>`
      : "";
    const text = step.text === "" ? "" : `<p>${escapeHtml(step.text)}</p>`;
    const fields = this.#fields(step);
    const empty = fields === "" ? " empty" : "";
    return `<details class="row message ${step.from} ${kind}${empty}"><summary>
<span class="card"><b>${escapeHtml(step.title)}</b> <small>${
      escapeHtml(step.detail)
    }</small>${secret}${text}</span></summary>${fields}</details>\n`;
  }

  /** Every byte of a step: what carried it, then its own. */
  #fields(step: Step): string {
    const tables = step.carriers().map(({ kind, bytes, fields }) =>
      this.#table(kind, step, bytes, fields())
    );
    const own = step.kind === "segment" ? "packet" : "message";
    tables.push(this.#table(own, step, step.bytes(), step.fields()));
    return tables.join("");
  }

  /** Heads of the columns of a table of fields. */
  #columns(): string {
    const heads = (["offset", "length", "field", "value", "bytes"] as const)
      .map((column) => `<th>${escapeHtml(this.#say(`fields.${column}`))}</th>`);
    return `<thead><tr>${heads.join("")}</tr></thead>`;
  }

  #table(
    kind: Carrier["kind"] | "message",
    { protocol }: Step,
    bytes: Uint8Array,
    fields: readonly Field[],
  ): string {
    if (fields.length === 0) return "";
    const n = fields.reduce((sum, { length }) => sum + length, 0);
    const rows = tableRows(fields, bytes, {
      protocol,
      groups: kind === "message" ? [] : groupsOfCarrier(kind),
      notes: this.#options.notes,
    });
    return `<table><caption>${
      escapeHtml(this.#say(`fields.${kind}`, { n }))
    }</caption><colgroup><col class="at"><col class="at"><col class="name"><col class="value"><col></colgroup>${this.#columns()}<tbody>${rows}</tbody></table>`;
  }
}

/**
 * Escapes text for HTML, in elements and in quoted attributes.
 *
 * @param text Any text.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { escapeHtml } from "./html.ts";
 *
 * assertEquals(escapeHtml('<b title="x">'), "&lt;b title=&quot;x&quot;&gt;");
 * ```
 */
export function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character]);
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Rows of the fields of one run of bytes, the sentence on each below it. */
function tableRows(
  fields: readonly Field[],
  bytes: Uint8Array,
  options: FieldRowsOptions,
): string {
  const told = new Set<string>();
  let html = "";
  for (const row of fieldRows(fields, options)) {
    const own = bytes.subarray(
      row.offset,
      row.offset + Math.min(row.length, HEX_BYTES),
    );
    const digits = row.picture ??
      `${toHex(own, " ")}${row.length > HEX_BYTES ? " …" : ""}`;
    html += `<tr><td>${row.offset}</td><td>${row.length}</td>` +
      `<th style="padding-left:${row.depth + 0.3}em">${
        escapeHtml(row.name)
      }</th><td>${escapeHtml(row.value)}</td>` +
      `<td>${digits && `<code>${escapeHtml(digits)}</code>`}</td></tr>`;
    for (const note of row.notes) html += noteRow(note, row.depth, told);
  }
  return html;
}

/** The sentence on a field; each is told once in a table. */
function noteRow(
  note: FieldNote | undefined,
  depth: number,
  told: Set<string>,
): string {
  if (!note || told.has(note.text)) return "";
  told.add(note.text);
  const section = note.section
    ? ` <small>${escapeHtml(note.section)}</small>`
    : "";
  return `<tr class="note"><td></td><td></td><td colspan="3" style="padding-left:${
    depth + 0.3
  }em">${escapeHtml(note.text)}${section}</td></tr>`;
}
