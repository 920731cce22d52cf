import { escapeHtml } from "./html.ts";
import { pageDocument } from "./page_document.ts";
import { type PageLanguage, type PageText, pageText } from "./page_text.ts";

/** What a page tells of a certificate. */
export interface PageCertificate {
  /** Who signed it: wirelab's own authority, itself, or someone else. */
  readonly origin: "local" | "self-signed" | "other";
  /** Distinguished name of its owner. */
  readonly subject: string;
  /** Distinguished name of its signer. */
  readonly issuer: string;
  /** Names and addresses that it holds for. */
  readonly names: readonly string[];
  /** Its last day. */
  readonly until: Date;
  /** Kind of its key, for example `ECDSA P-256`. */
  readonly key: string;
}

/** What a TLS handshake settled; what is not known is left out. */
export interface PageTls {
  /** Version, for example `TLS 1.3`. */
  readonly version?: string;
  /** Cipher suite by its registered name. */
  readonly cipherSuite?: string;
  /** Group of the key exchange by its registered name. */
  readonly group?: string;
  /** Application protocol; `null` where none was agreed on. */
  readonly alpn: string | null;
}

/** What the web server's page tells of itself and of a connection. */
export interface PageFacts {
  /** The server's time. */
  readonly time: Date;
  /** Version of HTTP, for example `HTTP/2`. */
  readonly version: string;
  /** Address of the client, with its port. */
  readonly client: string;
  /** Address of the server, with its port. */
  readonly server: string;
  /** Number of the connection. */
  readonly connection: number;
  /** Number of the request on the connection. */
  readonly request: number;
  /** What the handshake settled, where there is TLS. */
  readonly tls: PageTls | undefined;
  /** The server's certificate, where there is TLS. */
  readonly certificate: PageCertificate | undefined;
}

/**
 * The policy that browsers hold the pages to: nothing is loaded, nothing runs.
 *
 * @see https://www.w3.org/TR/CSP3/
 */
export const PAGE_POLICY =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Draws the web server's page: that it runs, and what is known of this
 * connection. It needs nothing else: no script, no font, no network.
 *
 * @param facts What is known.
 * @param language Its language.
 */
export function renderPage(facts: PageFacts, language: PageLanguage): string {
  const text = pageText(language);
  const secure = facts.certificate !== undefined;
  const other = language === "en" ? "zh" : "en";
  const body = `<header><p class="switch"><a href="?lang=${other}" lang="${
    other === "zh" ? "zh-CN" : other
  }">${text.otherLanguage}</a></p>
<h1><i></i>${escapeHtml(text.running)}</h1><p>${
    escapeHtml(text.greeting(secure))
  }</p></header>
<main>
<section><h2>${escapeHtml(text.connection)}</h2>
${stack(facts, text)}${list(factRows(facts, text))}</section>
${
    facts.certificate
      ? certificateSections(facts.certificate, text)
      : ""
  }<section>
<h2>${escapeHtml(text.next)}</h2>
${command(`wirelab demo ${secure ? "https" : "http"}`, text.demo)}
${command(clientCommand(facts), text.exchange)}
</section>
</main>`;
  return pageDocument(text.running, body, language);
}

/**
 * Writes what the page tells as plain text, for clients that are no browsers.
 *
 * @param facts What is known.
 * @param language Its language.
 */
export function renderPlainPage(
  facts: PageFacts,
  language: PageLanguage,
): string {
  const text = pageText(language);
  const lines = factRows(facts, text).map(([label, value]) =>
    `  ${label}${text.colon}${value}`
  );
  return [text.running, ...lines, ""].join("\n");
}

/** Draws the layers of the connection, the one that a user sees on top. */
function stack(facts: PageFacts, text: PageText): string {
  const secure = facts.certificate !== undefined;
  const tls = secure ? facts.tls?.version ?? "TLS" : text.noTls;
  return `<ol class="stack">
<li class="http"><b>${escapeHtml(facts.version)}</b> <span>${
    escapeHtml(text.httpLayer)
  }</span></li>
<li class="${secure ? "tls" : "none"}"><b>${escapeHtml(tls)}</b> <span>${
    escapeHtml(text.tlsLayer(secure))
  }</span></li>
<li class="tcp"><b>TCP</b> <span>${escapeHtml(text.tcpLayer)}</span></li>
</ol>
`;
}

function factRows(
  facts: PageFacts,
  text: PageText,
): [label: string, value: string][] {
  const secure = facts.certificate !== undefined;
  return [
    [text.time, timeText(facts.time)],
    [text.protocol, facts.version],
    [text.tls, text.encrypted(secure, facts.tls?.version)],
    ...facts.tls ? tlsRows(facts.tls, text) : [],
    [text.client, facts.client],
    [text.server, facts.server],
    [text.count, text.counted(facts.connection, facts.request)],
  ];
}

function tlsRows(
  { cipherSuite, group, alpn }: PageTls,
  text: PageText,
): [label: string, value: string][] {
  const rows: [string, string | undefined][] = [
    [text.cipherSuite, cipherSuite],
    [text.group, group],
    [text.alpn, alpn ?? text.noAlpn],
  ];
  return rows.filter((row): row is [string, string] => row[1] !== undefined);
}

function certificateSections(
  certificate: PageCertificate,
  text: PageText,
): string {
  const { origin, subject, issuer, names, until, key } = certificate;
  const rows: [string, string][] = [
    [text.subject, subject],
    [text.issuer, `${issuer} · ${text.origin[origin]}`],
    [text.names, names.join(", ")],
    [text.until, until.toISOString().slice(0, 10)],
    [text.key, key],
  ];
  return `<section><h2>${escapeHtml(text.certificate)}</h2>
${list(rows)}</section>
<section class="warning"><h2>${escapeHtml(text.whyWarned)}</h2>
<p>${escapeHtml(text.warning[origin])}</p><p>${
    escapeHtml(text.stillEncrypted)
  }</p>
<h3>${escapeHtml(text.howToTrust)}</h3>
${command("wirelab cert trust", text.trust[origin])}
${command("wirelab cert untrust", text.untrust)}
</section>
`;
}

function clientCommand({ certificate, server }: PageFacts): string {
  const port = /\d+$/.exec(server)?.[0] ?? "";
  return `wirelab ${certificate ? "https" : "http"}-client ${port}`;
}

function command(call: string, does: string): string {
  return `<p><code>${escapeHtml(call)}</code> ${escapeHtml(does)}</p>`;
}

function list(rows: readonly (readonly [string, string])[]): string {
  return `<dl>${
    rows.map(([label, value]) =>
      `<dt>${escapeHtml(label)}</dt><dd>${escapeHtml(value)}</dd>`
    ).join("")
  }</dl>`;
}

/** Writes a time as `2026-11-22 01:31:15 +08:00`; a formatter of Intl would take 20 ms to load. */
function timeText(time: Date): string {
  const minutes = -time.getTimezoneOffset();
  const shown = new Date(time.getTime() + minutes * 60_000).toISOString();
  const [hours, rest] = [
    Math.floor(Math.abs(minutes) / 60),
    Math.abs(minutes) % 60,
  ];
  const zone = [hours, rest].map((part) => String(part).padStart(2, "0"));
  return `${shown.slice(0, 10)} ${shown.slice(11, 19)} ${
    minutes < 0 ? "-" : "+"
  }${zone.join(":")}`;
}
