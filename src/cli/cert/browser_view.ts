import { paint, wrap } from "../../render/mod.ts";
import type { BrowserView } from "./browser.ts";
import type { ViewStyle } from "./certificate_view.ts";
import { remarkOf, remedyOf } from "./remark.ts";
import type { Remark } from "./text.ts";

/**
 * Draws what a browser says of a certificate, why, and what to do about it.
 *
 * @param view What it says.
 * @param title What it is about.
 * @param style How it is drawn.
 * @returns Lines.
 */
export function renderBrowserView(
  view: BrowserView,
  title: string,
  style: ViewStyle,
): string[] {
  const { text, columns } = style;
  const { strong, good, bad, warning } = paint(style.color);
  const { code, faults, notes } = view;
  const verdict = code === undefined
    ? good(strong(`✓ ${text.opens}`))
    : bad(strong(
      `✗ ${code.startsWith("ERR_SSL") ? text.refuses : text.warns}`,
    ));
  return [
    ...wrap(title, columns).map(strong),
    `  ${verdict}`,
    ...code === undefined ? [] : [`    ${bad(nameOfCode(code))}`],
    ...faults.flatMap((fault) => renderRemark(fault, bad("✗"), style)),
    ...notes.flatMap((note) => renderRemark(note, warning("!"), style)),
  ];
}

/** Writes Chromium's name of a reason as its page shows it. */
function nameOfCode(code: string): string {
  return code.startsWith("ERR_CERT") ? `NET::${code}` : code;
}

function renderRemark(
  remark: Remark,
  mark: string,
  { text, color, columns }: ViewStyle,
): string[] {
  const { client } = paint(color);
  const [first, ...rest] = wrap(
    text.sentence(remarkOf(remark, text)),
    columns - 4,
  );
  const remedy = remedyOf(remark, text);
  return [
    "",
    `  ${mark} ${first}`,
    ...rest.map((line) => `    ${line}`),
    ...remedy === undefined
      ? []
      : wrap(remedy, columns - 6).map((line, index) =>
        `    ${client(`${index === 0 ? "→" : " "} ${line}`)}`
      ),
  ];
}
