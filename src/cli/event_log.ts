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
import { fit, wrap } from "../render/layout.ts";
import { type Counted, type EventText, eventText } from "./event_text.ts";
import type { Call } from "./mode.ts";
import { terminalColumns } from "./terminal.ts";

/** How events are written. */
export interface EventLogOptions {
  /** Its words. */
  text: EventText;
  /** Transport that the events are about. */
  protocol: Protocol;
  /** Which bytes its sums count, where it could be either. */
  counted?: Counted;
  /** Whether colours are used. */
  color?: boolean;
  /** Columns that a line may take; as many as it likes if not given. */
  columns?: number;
}

/** What is said of an event. */
interface Saying {
  /** The words. */
  readonly text: string;
  /** Gives them their colour. */
  readonly paint?: (text: string) => string;
  /** What happens where the line ends; they are wrapped if not given. */
  readonly atEnd?: "wrap" | "cut" | "go on";
}

/** Bytes of a chunk that a line shows at the most: of text, and of anything else. */
const SHOWN_BYTES = { text: 64, other: 16 } as const;

/** Columns beside time and peer below which a line is left to the terminal. */
const SMALLEST_COLUMNS = 24;

/** Where an endpoint's log goes. */
export interface LogDestination {
  /** Transport that the events are about. */
  protocol: Protocol;
  /** Which bytes its sums count, where it could be either. */
  counted?: Counted;
  /** Whether standard output belongs to something else. */
  aside?: boolean;
}

/** Events that a server tells of with `--quiet`, too. */
const QUIET: ReadonlySet<EndpointEvent["kind"]> = new Set([
  "listening",
  "failed",
  "not-accepted",
  "summary",
]);

/**
 * Opens the log of an endpoint: lines for a person, or with `--json` for a
 * program, always on standard output; with `--quiet` few of them.
 *
 * @param call The call.
 * @param destination Where it goes.
 */
export function openEventLog(
  call: Call,
  destination: LogDestination,
): OnEvent {
  const log = openFullLog(call, destination);
  if (!call.args.has("quiet")) return log;
  return (event) => {
    if (QUIET.has(event.kind)) log(event);
  };
}

function openFullLog(
  { args, terminal }: Call,
  { protocol, counted, aside = false }: LogDestination,
): OnEvent {
  if (args.has("json")) {
    return (event) => terminal.out(renderEventJson(event, new Date()));
  }
  const stream = aside ? Deno.stderr : Deno.stdout;
  const isTerminal = stream.isTerminal();
  const options: EventLogOptions = {
    protocol,
    counted,
    text: eventText(terminal.language),
    color: isTerminal && !Deno.noColor && !args.has("no-color"),
    columns: isTerminal ? terminalColumns() : undefined,
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
  const clock = clockOf(time);
  const who = "peer" in event
    ? ` #${event.connection} ${formatAddress(event.peer)} `
    : " ";
  const start = `${dim(clock)} ${cyan(who)} `;
  const indent = clock.length + who.length + 2;
  return describe(event, options).flatMap((saying) => {
    const room = (options.columns ?? Infinity) - indent;
    return linesOf(saying, room).map((line, index) =>
      `${index === 0 ? start : " ".repeat(indent)}${line}\n`
    );
  }).join("");
}

/** Lays words out in a width. */
function linesOf(
  { text, paint = (line) => line, atEnd = "wrap" }: Saying,
  room: number,
): string[] {
  if (atEnd === "go on" || room < SMALLEST_COLUMNS || room === Infinity) {
    return [paint(text)];
  }
  const lines = atEnd === "cut" ? [fit(text, room)] : wrap(text, room);
  return lines.map(paint);
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
  { text, protocol, counted }: EventLogOptions,
): Saying[] {
  const ofWhat = counted === undefined ? "" : text.counted[counted];
  switch (event.kind) {
    case "listening": {
      const line = text.listening(event, formatAddress(event.address));
      return [{ text: line, paint: green }];
    }
    case "accepted":
      return [{ text: text.accepted }];
    case "connected":
      return [{ text: text.connected(formatAddress(event.local)) }];
    case "handshake":
      return handshakeLines(event.negotiated, text);
    case "ssh-handshake":
      return sshHandshakeLines(event.negotiated, text);
    case "host-key":
      return [{ text: text.hostKey(event) }];
    case "login": {
      const line = text.login(event, escapeControls(event.user));
      return [{ text: line, paint: event.accepted ? undefined : red }];
    }
    case "session":
      return [{
        text: text.session(event, escapeControls(event.detail ?? "")),
      }];
    case "received":
      return [dataLine(text.received(event, sizeOf(event.bytes)), event, text)];
    case "sent":
      return [dataLine(text.sent(event, sizeOf(event.bytes)), event, text)];
    case "request":
      return [requestLine(event, text)];
    case "peer-closed":
      return [{ text: text.peerClosed(protocol, event) }];
    case "half-closed":
      return [{ text: text.halfClosed(protocol) }];
    case "closed": {
      const { received, sent, exit } = event;
      const line = text.closed(event, sizeOf(received), sizeOf(sent)) + ofWhat;
      return [{ text: exit ? line + text.exit(exit) : line }];
    }
    case "failed": {
      const said = event.detail === event.cause ? "" : ` (${event.detail})`;
      const why = `${text.causes[event.cause]}${escapeControls(said)}`;
      return [{ text: text.failed(event, why), paint: red }];
    }
    case "not-accepted":
      return [{
        text: text.notAccepted(escapeControls(event.detail)),
        paint: red,
      }];
    case "stopping":
      return [{ text: text.stopping(event) }];
    case "summary": {
      const { received, sent } = event;
      const line = text.summary(event, sizeOf(received), sizeOf(sent));
      return [{ text: line + ofWhat }];
    }
  }
}

/** Tells of bytes, and shows the first ones as far as there is room. */
function dataLine(line: string, event: DataEvent, text: EventText): Saying {
  const bytes = shown(event);
  return {
    text: bytes === "" ? line : `${line}${text.colon}${bytes}`,
    atEnd: "cut",
  };
}

function requestLine(event: RequestEvent, text: EventText): Saying {
  const { method, target, version, status, bytes, seconds, complete, detail } =
    event;
  const tone = status < 300 ? green : status < 400 ? cyan : red;
  const facts = [
    ...bytes === undefined || !complete ? [] : [sizeOf(bytes)],
    `${(seconds * 1000).toFixed(1)} ms`,
    ...complete ? [] : [text.brokenOff],
    ...detail === undefined ? [] : [escapeControls(detail)],
  ];
  // A path goes into one line, whatever a client puts into it.
  const asked = `${method} ${escapeControls(target)} ${version}`;
  return {
    text: `${asked} ${tone(String(status))} ${dim(facts.join(", "))}`,
    atEnd: "go on",
  };
}

function handshakeLines(negotiated: Negotiated, text: EventText): Saying[] {
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
  return lines.map((text) => ({ text }));
}

function sshHandshakeLines(
  { software, kex, hostKey, cipher, mac }: SshNegotiated,
  text: EventText,
): Saying[] {
  const facts = [kex, hostKey, cipher, mac].filter((fact) =>
    fact !== undefined
  );
  return [
    { text: text.software(escapeControls(software)) },
    { text: text.sshHandshake(facts.join(", ")) },
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
  return isText ? text : printable(preview, SHOWN_BYTES.other);
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
