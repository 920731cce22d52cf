import { widthOf } from "./width.ts";

/** Columns that a picture with both sides of a conversation takes at the least. */
export const LEAST_COLUMNS = 60;

/**
 * Cuts a text to a width; what is cut is told by a mark.
 *
 * @param text Text without colours.
 * @param columns Columns that it may take.
 * @param mark What tells of the cut; one column wide.
 */
export function fit(text: string, columns: number, mark = "…"): string {
  if (widthOf(text) <= columns) return text;
  if (columns < 1) return "";
  let cut = "";
  let width = 0;
  for (const character of text) {
    const next = widthOf(character);
    if (width + next > columns - 1) break;
    cut += character;
    width += next;
  }
  return cut + mark;
}

/**
 * Fills a text with spaces up to a width.
 *
 * @param text Text without colours.
 * @param columns Columns that it shall take.
 * @param side Side on which the text stands.
 */
export function pad(
  text: string,
  columns: number,
  side: "left" | "right" = "left",
): string {
  const space = " ".repeat(Math.max(0, columns - widthOf(text)));
  return side === "left" ? text + space : space + text;
}

/**
 * Breaks a text into lines, at spaces and between Chinese characters.
 *
 * Chinese punctuation that ends something never starts a line, and none that
 * begins something ends one. A command stays on one line where it fits, for
 * whoever copies it. A word that is longer than a line is broken where the line
 * ends.
 *
 * @param text Text without colours.
 * @param columns Columns that a line may take.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { wrap } from "./layout.ts";
 *
 * assertEquals(wrap("one two three", 8), ["one two", "three"]);
 * assertEquals(wrap("双方交换序号。", 8), ["双方交换", "序号。"]);
 * ```
 */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = [];
  let line = "";
  let width = 0;
  for (const piece of piecesOf(text, columns)) {
    const pieceWidth = widthOf(piece);
    if (width + widthOf(piece.trimEnd()) > columns && line !== "") {
      lines.push(line.trimEnd());
      line = "";
      width = 0;
    }
    line += piece;
    width += pieceWidth;
  }
  return [...lines, line.trimEnd()];
}

const DOUBLE_WIDTH = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/u;
const NEVER_FIRST = /[，。、；：！？）》」』”’]/u;
const NEVER_LAST = /[（《「『“‘]/u;

/** A call that texts name, and after it only what looks like its arguments. */
const COMMAND =
  /\b(?:sudo )?(?:wirelab (?:cert|demo|[a-z]+-client|[a-z]+-server|capture|explain|bench)|openssl)(?: [a-z][a-z\d-]*(?![!-~]))?(?: --?[a-z][\w-]*(?: [a-z]+(?=[.,;:)]?(?![!-~])))?| '[^']*'| (?![a-z]+[.,;:)]?(?![!-~]))[!-~]+)*/g;

/** Finds the spaces inside the commands of a text that have room on a line. */
function heldSpaces(text: string, columns: number): ReadonlySet<number> {
  const held = new Set<number>();
  for (const { 0: command, index } of text.matchAll(COMMAND)) {
    if (widthOf(command) > columns) continue;
    for (const space of command.matchAll(/ /g)) held.add(index + space.index);
  }
  return held;
}

/** Splits a text where a line may end: after a space, and around Chinese characters. */
function piecesOf(text: string, columns: number): string[] {
  const pieces: string[] = [];
  const held = heldSpaces(text, columns);
  let index = 0;
  let piece = "";
  let pieceWidth = 0;
  let previous = "";
  for (const character of text) {
    const width = widthOf(character);
    const breaks = (previous === " " && !held.has(index - 1)) ||
      pieceWidth + width > columns ||
      ((DOUBLE_WIDTH.test(character) || DOUBLE_WIDTH.test(previous)) &&
        !NEVER_FIRST.test(character) && !NEVER_LAST.test(previous));
    if (breaks && piece !== "") {
      pieces.push(piece);
      piece = "";
      pieceWidth = 0;
    }
    piece += character;
    pieceWidth += width;
    previous = character;
    index += character.length;
  }
  if (piece !== "") pieces.push(piece);
  return pieces;
}
