import { EN } from "./page_text_en.ts";
import { ZH } from "./page_text_zh.ts";

/** Languages that the pages of the web server are written in. */
export type PageLanguage = "en" | "zh";

/** What the pages of the web server say, in one language. */
export interface PageText {
  /** The first line: the server runs. */
  running: string;
  /** A sentence below it. */
  greeting(secure: boolean): string;
  /** Heading of the facts. */
  connection: string;
  /** What the layer of HTTP is for. */
  httpLayer: string;
  /** What the layer of TLS is for; without it, what that means. */
  tlsLayer(secure: boolean): string;
  /** What the layer of TCP is for. */
  tcpLayer: string;
  /** That there is no such layer. */
  noTls: string;
  /** What stands between a label and its value in plain text. */
  colon: string;
  /** Label: the server's time. */
  time: string;
  /** Label: protocol. */
  protocol: string;
  /** Label: the client's address. */
  client: string;
  /** Label: the server's address. */
  server: string;
  /** Label: TLS. */
  tls: string;
  /** Whether the connection is encrypted, and by which version of TLS. */
  encrypted(secure: boolean, version: string | undefined): string;
  /** Label: what encrypts. */
  cipherSuite: string;
  /** Label: how the keys were agreed on. */
  group: string;
  /** Label: ALPN. */
  alpn: string;
  /** ALPN settled nothing. */
  noAlpn: string;
  /** Label: number of the connection and of the request on it. */
  count: string;
  /** Number of the connection, and of the request on it. */
  counted(connection: number, request: number): string;
  /** Heading of the certificate. */
  certificate: string;
  /** Label: whom it is for. */
  subject: string;
  /** Label: who signed it. */
  issuer: string;
  /** Label: names that it holds for. */
  names: string;
  /** Label: its last day. */
  until: string;
  /** Label: its key. */
  key: string;
  /** What kind of certificate it is, by who signed it. */
  origin: Readonly<Record<"local" | "self-signed" | "other", string>>;
  /** Heading: why the browser warns. */
  whyWarned: string;
  /** Why the browser warns. */
  warning: Readonly<Record<"local" | "self-signed" | "other", string>>;
  /** What the warning does not mean. */
  stillEncrypted: string;
  /** Heading: how to trust it. */
  howToTrust: string;
  /** What the command does, by who signed the certificate. */
  trust: Readonly<Record<"local" | "self-signed" | "other", string>>;
  /** What undoes it. */
  untrust: string;
  /** Heading: what to do next. */
  next: string;
  /** What the demo shows. */
  demo: string;
  /** What the client shows. */
  exchange: string;
  /** The other language, in its own words. */
  otherLanguage: string;
  /** Titles of pages that tell of an error, by status. */
  errors: Readonly<Record<403 | 404 | 405 | 500, string>>;
  /** What was asked for. */
  askedFor(method: string, target: string): string;
  /** Title of a folder's list. */
  folder(path: string): string;
  /** The folder above. */
  up: string;
  /** Nothing is in a folder. */
  emptyFolder: string;
}

const TEXTS: Readonly<Record<PageLanguage, PageText>> = { en: EN, zh: ZH };

/** The pages' words in a language. */
export function pageText(language: PageLanguage): PageText {
  return TEXTS[language];
}

/**
 * Chooses the language that a browser prefers.
 *
 * @param header Value of `Accept-Language`, if there is one.
 * @param fallback The language for a browser that wants neither.
 * @see https://www.rfc-editor.org/rfc/rfc9110#section-12.5.4
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { preferredLanguage } from "./page_text.ts";
 *
 * assertEquals(preferredLanguage("zh-CN,zh;q=0.9,en;q=0.8"), "zh");
 * assertEquals(preferredLanguage("de, zh;q=0.2, en;q=0.4"), "en");
 * ```
 */
export function preferredLanguage(
  header: string | null,
  fallback: PageLanguage = "en",
): PageLanguage {
  let chosen = fallback;
  let best = 0;
  for (const range of (header ?? "").split(",")) {
    const [tag, ...parameters] = range.trim().toLowerCase().split(";");
    const quality = qualityOf(parameters);
    const language = tag.split("-")[0];
    if (language !== "en" && language !== "zh" || quality <= best) continue;
    chosen = language;
    best = quality;
  }
  return chosen;
}

function qualityOf(parameters: readonly string[]): number {
  for (const parameter of parameters) {
    const match = /^\s*q=(.*)$/.exec(parameter);
    if (match) return Number(match[1]) || 0;
  }
  return 1;
}
