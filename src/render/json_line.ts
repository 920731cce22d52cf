/** Control characters that JSON lets stand as they are, and that a terminal may obey. */
const CONTROLS = /[\x7f-\x9f]/g;

/**
 * Writes a value as one line of JSON that is safe to show on a terminal:
 * controls that JSON does not escape by itself are escaped too.
 *
 * @example
 * ```ts
 * import { jsonLine } from "./json_line.ts";
 *
 * console.log(jsonLine({ host: "\u009b31m" })); // {"host":"\u009b31m"}
 * ```
 */
export function jsonLine(value: unknown): string {
  return JSON.stringify(value).replace(
    CONTROLS,
    (control) => `\\u00${control.charCodeAt(0).toString(16)}`,
  );
}
