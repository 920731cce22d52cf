import { escapeControls, toHex } from "../../bytes/mod.ts";
import { fit, pad, paint, widthOf, wrap } from "../../render/mod.ts";
import type { Certificate } from "./certificate.ts";
import { begunDays, formatMinute, lengthInDays, wholeDays } from "./dates.ts";
import { fingerprint } from "./fingerprint.ts";
import { keyName, signatureName } from "./names.ts";
import type { CertText } from "./text.ts";

/** How certificates are drawn. */
export interface ViewStyle {
  /** Words of a language. */
  readonly text: CertText;
  /** The moment. */
  readonly now: Date;
  /** Whether colours are used. */
  readonly color: boolean;
  /** Columns that a line may take. */
  readonly columns: number;
}

/** A line that is drawn already, with colours in it. */
export interface Drawn {
  /** The line. */
  readonly drawn: string;
}

/** A label, and the lines beside it; plain ones are wrapped. */
export type Field = readonly [
  label: string,
  lines: readonly (string | Drawn)[],
];

/** Names that are listed before the rest is only counted. */
const MOST_NAMES = 24;
/** Columns of the line that shows how much of a validity is over. */
const TIMELINE_COLUMNS = 44;
/** Days before its end at which a certificate is shown as ending. */
const SOON_DAYS = 30;
/** Pairs of hexadecimal digits on a line. */
const PAIRS = 16;

/**
 * Draws what a certificate says, in words.
 *
 * @param certificate The certificate.
 * @param style How it is drawn.
 * @returns Lines.
 */
export async function renderCertificate(
  certificate: Certificate,
  style: ViewStyle,
): Promise<string[]> {
  const { text } = style;
  const { fields, notBefore, notAfter } = certificate;
  const { labels } = text;
  return [
    renderHeading(certificate, style),
    ...renderFields([
      [labels.names, [namesOf(certificate, text)]],
      [labels.subject, [escapeControls(fields.subject.text)]],
      [labels.issuer, [
        certificate.isSelfIssued
          ? text.itself
          : escapeControls(fields.issuer.text),
      ]],
      [labels.valid, [
        text.validity(
          formatMinute(notBefore),
          `${formatMinute(notAfter)} UTC`,
          text.days(lengthInDays(notBefore, notAfter)),
        ),
        { drawn: renderTimeline(certificate, style) },
      ]],
      [labels.key, [keyName(fields.publicKey)]],
      [labels.signature, [signatureName(fields)]],
      [labels.uses, [usesOf(certificate, text)]],
      [labels.serial, [serialNumberOf(certificate)]],
      [labels.sha256, pairLines(await fingerprint(certificate.der))],
    ], style),
  ];
}

/**
 * Draws whom a certificate is about, and how it stands with the time, at the
 * two ends of a line.
 */
export function renderHeading(
  certificate: Certificate,
  style: ViewStyle,
): string {
  const { strong } = paint(style.color);
  const { words, color } = stateOf(certificate, style);
  const room = style.columns - widthOf(words) - 2;
  const subject = pad(fit(certificate.subject, room), room);
  return `${strong(subject)}  ${color(words)}`;
}

/**
 * Draws labels with what stands beside them.
 *
 * @param fields The labels, each with its lines, which may be wrapped.
 * @param style How they are drawn.
 * @returns Lines, indented by two.
 */
export function renderFields(
  fields: readonly Field[],
  { color, columns }: Pick<ViewStyle, "color" | "columns">,
): string[] {
  const { faint } = paint(color);
  const width = Math.max(...fields.map(([label]) => widthOf(label)));
  return fields.flatMap(([label, lines]) =>
    lines.flatMap((line) =>
      typeof line === "string" ? wrap(line, columns - width - 4) : line.drawn
    )
      .map((line, index) =>
        `  ${faint(pad(index === 0 ? label : "", width))}  ${line}`
      )
  );
}

/** Writes the number that the issuer gave, without the zero that only says it is positive. */
function serialNumberOf({ fields: { serialNumber } }: Certificate): string {
  const isPadded = serialNumber.length > 1 && serialNumber[0] === 0;
  return toHex(isPadded ? serialNumber.subarray(1) : serialNumber, ":");
}

/** Breaks hexadecimal pairs into lines of the same length. */
export function pairLines(text: string): string[] {
  const pairs = text.split(":");
  const lines: string[] = [];
  for (let at = 0; at < pairs.length; at += PAIRS) {
    lines.push(pairs.slice(at, at + PAIRS).join(":"));
  }
  return lines;
}

/** Lists the names that a certificate is for. */
export function namesOf({ names }: Certificate, text: CertText): string {
  if (names.length === 0) return text.noNames;
  const shown = names.slice(0, MOST_NAMES).map(({ type, value }) =>
    type === "dns" || type === "ip" || type === "email"
      ? value
      : `${type}:${value}`
  );
  const rest = names.length - shown.length;
  return [...shown, ...rest > 0 ? [text.more(rest)] : []].join(", ");
}

/** Says in words what a certificate may be used for. */
function usesOf(certificate: Certificate, text: CertText): string {
  const { isAuthority, pathLength, purposes, keyUsages } = certificate;
  const { words, series } = text.separators;
  const parts = [
    ...isAuthority ? [text.authority(pathLength)] : [],
    ...purposes
      ? [purposes.map((name) => text.purposes[name] ?? name).join(words)]
      : [],
    ...keyUsages
      ? [keyUsages.map((name) => text.keyUsages[name] ?? name).join(words)]
      : [],
  ];
  return parts.length > 0 ? parts.join(series) : text.anyUse;
}

/** How a certificate stands with the time, in words and in colour. */
function stateOf(
  { notBefore, notAfter }: Certificate,
  { text, now, color }: Pick<ViewStyle, "text" | "now" | "color">,
): { words: string; color: (text: string) => string } {
  const { good, warning, bad } = paint(color);
  if (now > notAfter) {
    const days = text.days(begunDays(notAfter, now));
    return { words: text.state.expired(days), color: bad };
  }
  if (now < notBefore) {
    const days = text.days(begunDays(now, notBefore));
    return { words: text.state.notYet(days), color: bad };
  }
  const left = wholeDays(now, notAfter);
  return {
    words: left === 0 ? text.state.today : text.state.valid(text.days(left)),
    color: left < SOON_DAYS ? warning : good,
  };
}

/** Draws a validity as a line, with the moment as a point on it. */
function renderTimeline(
  certificate: Certificate,
  style: ViewStyle,
): string {
  const { notBefore, notAfter } = certificate;
  const { faint } = paint(style.color);
  const { color } = stateOf(certificate, style);
  const length = notAfter.getTime() - notBefore.getTime();
  const over = (style.now.getTime() - notBefore.getTime()) / length;
  const last = TIMELINE_COLUMNS - 1;
  if (over < 0) return `${color("●")} ${faint("─".repeat(last - 1))}`;
  if (over > 1) return `${faint("─".repeat(last - 1))} ${color("●")}`;
  const at = Math.round(over * last);
  return `${color(`${"━".repeat(at)}●`)}${faint("─".repeat(last - at))}`;
}
