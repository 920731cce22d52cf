import { escapeControls } from "../bytes/mod.ts";
import {
  endpointText,
  type HandshakeSummary,
  type Say,
} from "../explain/mod.ts";
import { jsonLine } from "./json_line.ts";
import { fit, pad } from "./layout.ts";
import { paint } from "./paint.ts";
import { widthOf } from "./width.ts";

/** How a list of handshakes is drawn. */
export interface HandshakeListOptions {
  /** Sentences of a language. */
  say: Say;
  /** Whether colours are used; not by default. */
  color?: boolean;
  /** Columns that a row may take; 80 by default. */
  columns?: number;
}

const WIDTHS = { number: 4, server: 21, version: 7 };
const SPACES = 4;

/** Columns of a cipher suite: every one of TLS 1.3 has room, and the longest in use. */
const SUITE = { least: 25, most: 41 };

/** Columns that are left to a name before a cipher suite has more than the least. */
const NAME_COLUMNS = 35;

/**
 * Draws the head of a list of TLS handshakes.
 *
 * @param options How it is drawn.
 * @returns A whole line.
 */
export function renderHandshakeHead(options: HandshakeListOptions): string {
  const { say } = options;
  const { strong } = paint(options.color ?? false);
  const head = cells([
    "#",
    say("side.server"),
    say("handshakes.version"),
    say("handshakes.suite"),
    say("handshakes.name"),
  ], options);
  return `${strong(head)}\n`;
}

/**
 * Draws a TLS handshake as one row.
 *
 * @param handshake The handshake.
 * @param options How it is drawn.
 * @returns A whole line.
 */
export function renderHandshakeRow(
  handshake: HandshakeSummary,
  options: Pick<HandshakeListOptions, "columns"> = {},
): string {
  const { offer, choice } = handshake;
  const row = cells([
    String(handshake.stream),
    endpointText(handshake.server),
    choice?.version ?? "",
    (choice?.cipherSuite ?? "").replace(/^TLS_/, ""),
    escapeControls(offer?.serverName ?? ""),
  ], options);
  return `${row}\n`;
}

/**
 * Writes a TLS handshake as one line of JSON.
 *
 * @param handshake The handshake.
 */
export function handshakeToJson(handshake: HandshakeSummary): string {
  return `${jsonLine({ type: "handshake", ...handshake })}\n`;
}

function cells(
  texts: readonly string[],
  { columns = 80 }: Pick<HandshakeListOptions, "columns">,
): string {
  const [number, server, version, suite, name] = texts;
  const { least, most } = SUITE;
  const room = columns - SPACES - WIDTHS.number - WIDTHS.server -
    WIDTHS.version;
  const column = Math.min(most, Math.max(least, room - NAME_COLUMNS));
  // A long suite goes on into what a short name leaves of its column.
  const longest = Math.max(column, room - widthOf(name));
  return [
    pad(number, WIDTHS.number, "right"),
    pad(fit(server, WIDTHS.server), WIDTHS.server),
    pad(version, WIDTHS.version),
    pad(fit(suite, longest), column),
    name,
  ].join(" ").trimEnd();
}
