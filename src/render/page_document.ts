import { escapeHtml } from "./html.ts";
import { PAGE_STYLE } from "./page_style.ts";
import type { PageLanguage } from "./page_text.ts";

/**
 * Puts a page of the web server together.
 *
 * @param title Its title, as plain text.
 * @param body What it shows, as HTML.
 * @param language Its language.
 */
export function pageDocument(
  title: string,
  body: string,
  language: PageLanguage,
): string {
  return `<!doctype html>
<html lang="${language === "zh" ? "zh-CN" : language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · wirelab</title>
<link rel="icon" href="data:,">
<style>${PAGE_STYLE}</style>
</head>
<body>
${body}
</body>
</html>
`;
}
