/** Puts colours on text that a person reads. */
export interface Paint {
  /** What stands out: headings, names. */
  strong(text: string): string;
  /** What may be passed over: times, numbers, explanations. */
  faint(text: string): string;
  /** What the client does. */
  client(text: string): string;
  /** What the server does. */
  server(text: string): string;
  /** What is well. */
  good(text: string): string;
  /** What deserves a look. */
  warning(text: string): string;
  /** What went wrong. */
  bad(text: string): string;
}

/**
 * Makes the colours for a place that shows them, or for one that does not.
 *
 * @param enabled Whether colours are used.
 */
export function paint(enabled: boolean): Paint {
  return {
    strong: sgr(enabled, 1, 22),
    faint: sgr(enabled, 2, 22),
    client: sgr(enabled, 36, 39),
    server: sgr(enabled, 33, 39),
    good: sgr(enabled, 32, 39),
    warning: sgr(enabled, 35, 39),
    bad: sgr(enabled, 31, 39),
  };
}

/** Selects a rendition (ECMA-48 SGR) by its number, and ends it. */
function sgr(
  enabled: boolean,
  start: number,
  end: number,
): (text: string) => string {
  return enabled
    ? (text) => `\x1b[${start}m${text}\x1b[${end}m`
    : (text) => text;
}
