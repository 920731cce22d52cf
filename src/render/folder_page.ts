import { format } from "@std/fmt/bytes";
import { escapeControls } from "../bytes/mod.ts";
import { escapeHtml } from "./html.ts";
import { pageDocument } from "./page_document.ts";
import { type PageLanguage, pageText } from "./page_text.ts";

/** Something in a folder that is listed. */
export interface ListedEntry {
  /** Its name. */
  readonly name: string;
  /** Whether it is a folder too. */
  readonly isFolder: boolean;
  /** Its size in bytes; a folder has none. */
  readonly size: number | undefined;
}

/**
 * Draws the list of a folder.
 *
 * @param path The folder's path, as it is shown.
 * @param entries What is in it.
 * @param language Its language.
 */
export function renderFolder(
  path: string,
  entries: readonly ListedEntry[],
  language: PageLanguage,
): string {
  const text = pageText(language);
  const up = path === "/"
    ? ""
    : `<tr><td><a href="../">${escapeHtml(text.up)}</a></td><td></td></tr>`;
  const rows = entries.map(({ name, isFolder, size }) => {
    const slash = isFolder ? "/" : "";
    const link = `./${encodeURIComponent(name)}${slash}`;
    return `<tr><td><a href="${link}">${escapeHtml(name)}${slash}</a></td><td>${
      size === undefined ? "" : sizeText(size)
    }</td></tr>`;
  });
  const empty = rows.length === 0
    ? `<p>${escapeHtml(text.emptyFolder)}</p>`
    : "";
  const title = text.folder(path);
  return pageDocument(
    title,
    `<header><h1>${escapeHtml(title)}</h1></header>
<main><section><table>${up}${rows.join("")}</table>${empty}</section></main>`,
    language,
  );
}

/**
 * Writes the list of a folder as plain text, for clients that are no browsers.
 *
 * @param path The folder's path, as it is shown.
 * @param entries What is in it.
 * @param language Its language.
 */
export function renderPlainFolder(
  path: string,
  entries: readonly ListedEntry[],
  language: PageLanguage,
): string {
  const text = pageText(language);
  const sizes = entries.map(({ size }) =>
    size === undefined ? "" : sizeText(size)
  );
  const columns = sizes.reduce((most, { length }) => Math.max(most, length), 0);
  const rows = entries.map(({ name, isFolder }, index) => {
    const slash = isFolder ? "/" : "";
    return `  ${sizes[index].padStart(columns)}  ${
      escapeControls(name)
    }${slash}`;
  });
  const lines = rows.length === 0 ? [`  ${text.emptyFolder}`] : rows;
  return [text.folder(escapeControls(path)), ...lines, ""].join("\n");
}

function sizeText(bytes: number): string {
  return bytes < 10_000
    ? `${bytes} B`
    : format(bytes, { binary: true }).replace("kiB", "KiB");
}
