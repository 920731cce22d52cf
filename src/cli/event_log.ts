import { cyan, dim, green, red, setColorEnabled } from "@std/fmt/colors";
import { format } from "@std/fmt/bytes";
import { escapeControls, printable } from "../bytes/mod.ts";
import {
  type DataEvent,
  type EndpointEvent,
  formatAddress,
  type Negotiated,
  type OnEvent,
  type Protocol,
  type RequestEvent,
  type SshNegotiated,
} from "../endpoints/mod.ts";
import { type EventText, eventText } from "./event_text.ts";
import type { Call } from "./mode.ts";

/** How events are written. */
export interface EventLogOptions {
  /** Its words. */
  text: EventText;
  /** Transport that the events are about. */
  protocol: Protocol;
  /** Whether colours are used. */
  color?: boolean;
}

/** Bytes of a chunk that a line shows at the most: of text, and of anything else. */
const SHOWN_BYTES = { text: 64, other: 16 } as const;

/** Where an endpoint's log goes. */
export interface LogDestination {
  /** Transport that the events are about. */
  protocol: Protocol;
  /** Whether standard output belongs to something else. */
  aside?: boolean;
}

/**
 * Opens the log of an endpoint: lines for a person, or with `--json` for a
 * program, always on standard output.
 *
 * @param call The call.
 * @param destination Where it goes.
 */
export function openEventLog(
  { args, terminal }: Call,
  { protocol, aside = false }: LogDestination,
): OnEvent {
  if (args.has("json")) {
    return (event) => terminal.out(renderEventJson(event, new Date()));
  }
  const options: EventLogOptions = {
    protocol,
    text: eventText(terminal.language),
    color: aside
      ? Deno.stderr.isTerminal() && !Deno.noColor && !args.has("no-color")
      : terminal.color,
  };
  const write = aside ? terminal.err : terminal.out;
  return (event) => write(renderEvent(event, new Date(), options));
}

/**
 * Writes an event as lines for a person: time, connection, peer, what happened.
 *
 * @param event What happened.
 * @param time When.
 * @param options How it is written.
 * @returns One line, or several, each with its end.
 */
export function renderEvent(
  event: EndpointEvent,
  time: Date,
  options: EventLogOptions,
): string {
  setColorEnabled(options.color ?? false);
  const clock = dim(clockOf(time));
  const who = "peer" in event
    ? ` ${cyan(`#${event.connection} ${formatAddress(event.peer)}`)} `
    : " ";
  return describe(event, options).map((line) => `${clock} ${who} ${line}\n`)
    .join("");
}

/**
 * Writes an event as one line of JSON.
 *
 * @param event What happened.
 * @param time When.
 */
export function renderEventJson(event: EndpointEvent, time: Date): string {
  const { kind, ...rest } = event;
  const entries = Object.entries(rest).flatMap(([name, value]) => {
    switch (name) {
      case "peer":
      case "local":
      case "address":
        return [[name, formatAddress(value)]];
      case "preview":
        return value.length > 0 ? [["text", printable(value)]] : [];
      case "negotiated":
        return Object.entries("kex" in value ? value : negotiatedJson(value));
      default:
        return [[name, value]];
    }
  });
  return JSON.stringify({
    time: time.toISOString(),
    event: kind,
    ...Object.fromEntries(entries),
  }) + "\n";
}

function describe(
  event: EndpointEvent,
  { text, protocol }: EventLogOptions,
): string[] {
  switch (event.kind) {
    case "listening":
      return [green(text.listening(event, formatAddress(event.address)))];
    case "accepted":
      return [text.accepted];
    case "connected":
      return [text.connected(formatAddress(event.local))];
    case "handshake":
      return handshakeLines(event.negotiated, text);
    case "ssh-handshake":
      return sshHandshakeLines(event.negotiated, text);
    case "host-key":
      return [text.hostKey(event)];
    case "login": {
      const line = text.login(event, escapeControls(event.user));
      return [event.accepted ? line : red(line)];
    }
    case "session":
      return [text.session(event, escapeControls(event.detail ?? ""))];
    case "received":
      return [text.received(event, sizeOf(event.bytes)) + shown(event)];
    case "sent":
      return [text.sent(event, sizeOf(event.bytes)) + shown(event)];
    case "request":
      return [requestLine(event, text)];
    case "peer-closed":
      return [text.peerClosed(protocol)];
    case "half-closed":
      return [text.halfClosed(protocol)];
    case "closed":
      return [
        text.closed(event, sizeOf(event.received), sizeOf(event.sent)) +
        (event.exit ? `; ${text.exit(event.exit)}` : ""),
      ];
    case "failed": {
      const said = event.detail === event.cause ? "" : ` (${event.detail})`;
      const why = `${text.causes[event.cause]}${escapeControls(said)}`;
      return [red(text.failed(event, why))];
    }
    case "not-accepted":
      return [red(text.notAccepted(escapeControls(event.detail)))];
    case "stopping":
      return [text.stopping(event)];
    case "summary":
      return [text.summary(event, sizeOf(event.received), sizeOf(event.sent))];
  }
}

function requestLine(event: RequestEvent, text: EventText): string {
  const { method, target, version, status, bytes, seconds } = event;
  const tone = status < 300 ? green : status < 400 ? cyan : red;
  const facts = [
    ...bytes === undefined ? [] : [sizeOf(bytes)],
    `${(seconds * 1000).toFixed(1)} ms`,
    ...event.complete ? [] : [text.brokenOff],
  ];
  // A path goes into one line, whatever a client puts into it.
  const asked = `${method} ${escapeControls(target)} ${version}`;
  return `${asked} ${tone(String(status))} ${dim(facts.join(", "))}`;
}

function handshakeLines(negotiated: Negotiated, text: EventText): string[] {
  const { version, cipherSuite, group, alpn, certificate } = negotiated;
  const facts = [
    version,
    cipherSuite,
    group,
    alpn === null ? text.noAlpn : `ALPN ${escapeControls(alpn)}`,
  ].filter((fact) => fact !== undefined);
  const lines = [text.handshake(facts.join(", "))];
  if (certificate) {
    lines.push(text.certificate(
      escapeControls(certificate.subject),
      escapeControls(certificate.issuer),
      new Date(certificate.validTo).toISOString().slice(0, 10),
    ));
  }
  return lines;
}

function sshHandshakeLines(
  { software, kex, hostKey, cipher, mac }: SshNegotiated,
  text: EventText,
): string[] {
  const facts = [kex, hostKey, cipher, mac].filter((fact) =>
    fact !== undefined
  );
  return [
    text.software(escapeControls(software)),
    text.sshHandshake(facts.join(", ")),
  ];
}

function negotiatedJson(negotiated: Negotiated): Record<string, unknown> {
  const { certificate, ...rest } = negotiated;
  if (!certificate) return rest;
  const { validFrom, validTo } = certificate;
  return {
    ...rest,
    certificate: {
      ...certificate,
      validFrom: new Date(validFrom).toISOString(),
      validTo: new Date(validTo).toISOString(),
    },
  };
}

function shown({ preview }: DataEvent): string {
  if (preview.length === 0) return "";
  const text = printable(preview, SHOWN_BYTES.text);
  const isText = text.length < 2 * SHOWN_BYTES.text;
  return `: ${isText ? text : printable(preview, SHOWN_BYTES.other)}`;
}

/** Writes an amount: exactly where it is small. */
export function sizeOf(bytes: number): string {
  return bytes < 10_000
    ? `${bytes} B`
    // The library writes the symbol of kibi in lower case.
    : format(bytes, { binary: true }).replace("kiB", "KiB");
}

/** Writes the time of day, to the millisecond: `12:00:01.123`. */
function clockOf(time: Date): string {
  const digits = (value: number, count = 2) =>
    String(value).padStart(count, "0");
  return `${digits(time.getHours())}:${digits(time.getMinutes())}:${
    digits(time.getSeconds())
  }.${digits(time.getMilliseconds(), 3)}`;
}
