import { escapeControls } from "../bytes/mod.ts";
import { escapeHtml } from "./html.ts";
import { pageDocument } from "./page_document.ts";
import { type PageLanguage, type PageText, pageText } from "./page_text.ts";

/** Statuses that have a page of their own. */
export type ErrorStatus = keyof PageText["errors"];

/**
 * Draws a page that tells why there is nothing else to see.
 *
 * @param status Status of the answer.
 * @param asked The request.
 * @param language Its language.
 */
export function renderErrorPage(
  status: ErrorStatus,
  asked: { readonly method: string; readonly target: string },
  language: PageLanguage,
): string {
  const text = pageText(language);
  const title = titleOf(status, text);
  return pageDocument(
    title,
    `<header><h1>${escapeHtml(title)}</h1></header>
<main><section><p>${
      escapeHtml(text.askedFor(asked.method, asked.target))
    }</p></section></main>`,
    language,
  );
}

/**
 * Writes why there is nothing else to see as plain text, for clients that are
 * no browsers.
 *
 * @param status Status of the answer.
 * @param asked The request.
 * @param language Its language.
 */
export function renderPlainError(
  status: ErrorStatus,
  asked: { readonly method: string; readonly target: string },
  language: PageLanguage,
): string {
  const text = pageText(language);
  const request = text.askedFor(asked.method, escapeControls(asked.target));
  return `${titleOf(status, text)}\n  ${request}\n`;
}

function titleOf(status: ErrorStatus, text: PageText): string {
  return `${status}: ${text.errors[status]}`;
}
