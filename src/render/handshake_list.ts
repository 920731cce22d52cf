import { escapeControls } from "../bytes/mod.ts";
import {
  endpointText,
  type HandshakeSummary,
  type Say,
} from "../explain/mod.ts";
import { jsonLine } from "./json_line.ts";
import { fit, pad } from "./layout.ts";
import { paint } from "./paint.ts";

/** How a list of handshakes is drawn. */
export interface HandshakeListOptions {
  /** Sentences of a language. */
  say: Say;
  /** Whether colours are used; not by default. */
  color?: boolean;
}

const WIDTHS = { number: 5, server: 21, version: 7, suite: 25 };

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
  ]);
  return `${strong(head)}\n`;
}

/**
 * Draws a TLS handshake as one row.
 *
 * @param handshake The handshake.
 * @returns A whole line.
 */
export function renderHandshakeRow(handshake: HandshakeSummary): string {
  const { offer, choice } = handshake;
  const row = cells([
    String(handshake.stream),
    endpointText(handshake.server),
    choice?.version ?? "",
    (choice?.cipherSuite ?? "").replace(/^TLS_/, ""),
    escapeControls(offer?.serverName ?? ""),
  ]);
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

function cells(texts: readonly string[]): string {
  const [number, server, version, suite, name] = texts;
  return [
    pad(number, WIDTHS.number, "right"),
    pad(fit(server, WIDTHS.server), WIDTHS.server),
    pad(version, WIDTHS.version),
    pad(fit(suite, WIDTHS.suite), WIDTHS.suite),
    name,
  ].join(" ").trimEnd();
}
