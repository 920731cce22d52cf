import { escapeControls } from "../bytes/mod.ts";
import { formatAddress } from "../endpoints/mod.ts";
import type { Address, Negotiated } from "../endpoints/mod.ts";
import type { ResponseHead } from "../http/mod.ts";
import type { PhaseName, TimedPhase } from "../lab/phases.ts";
import {
  asciiMarks,
  type Paint,
  paint,
  renderWaterfall,
} from "../render/mod.ts";
import { sizeOf } from "./event_log.ts";
import { type HttpText, httpText } from "./http_text.ts";
import type { Call } from "./mode.ts";
import type { Language } from "./terminal.ts";

/** What a visit came to, phase by phase. */
export interface Visited {
  /** Addresses that the name has. */
  addresses: readonly string[];
  /** The address that answered. */
  peer: Address | undefined;
  /** What the TLS handshake settled. */
  negotiated: Negotiated | undefined;
  /** Head of the answer. */
  head: ResponseHead | undefined;
  /** Length of the answer's content, in bytes. */
  bodyBytes: number;
}

/** Tells of a visit to a web server while it goes on. */
export interface HttpReport {
  /** This is asked. */
  asked(url: string, request: string): void;
  /** This is the head of the answer, or one before it (1xx). */
  answered(head: ResponseHead): void;
  /** All is over: this is how long it took. */
  timed(phases: readonly TimedPhase[], visited: Visited): void;
}

/** Makes the report that the options ask for. */
export function openReport({ args, terminal }: Call): HttpReport {
  if (args.has("json")) return new JsonReport(terminal.out);
  const color = Deno.stderr.isTerminal() && !Deno.noColor &&
    !args.has("no-color");
  return new TextReport(terminal.err, {
    color,
    columns: terminal.columns,
    ascii: args.has("ascii"),
    language: terminal.language,
    showsBody: Deno.stdout.isTerminal(),
  });
}

/** How a report for a person is written. */
export interface TextReportOptions {
  /** Whether colours are used. */
  color: boolean;
  /** Columns that it may take. */
  columns: number;
  /** Whether only ASCII is drawn with. */
  ascii: boolean;
  /** Its language. */
  language: Language;
  /** Whether the answer's content appears between its lines. */
  showsBody: boolean;
}

/** Tells a person: the heads as they are, and a waterfall of the phases. */
export class TextReport implements HttpReport {
  readonly #write: (text: string) => void;
  readonly #options: TextReportOptions;
  readonly #text: HttpText;
  readonly #paint: Paint;

  /**
   * @param write Where it writes.
   * @param options How it writes.
   */
  constructor(write: (text: string) => void, options: TextReportOptions) {
    this.#write = write;
    this.#options = options;
    this.#text = httpText(options.language);
    this.#paint = paint(options.color);
  }

  asked(_url: string, request: string): void {
    for (const line of request.trimEnd().split("\r\n")) {
      this.#line(`> ${line}`, this.#paint.client);
    }
    this.#write("\n");
  }

  answered({ version, status, reason, headers }: ResponseHead): void {
    this.#line(`< HTTP/${version} ${status} ${reason}`, this.#paint.server);
    for (const { name, value } of headers) {
      this.#line(`< ${name}: ${value}`, this.#paint.server);
    }
    this.#write("\n");
  }

  timed(phases: readonly TimedPhase[], visited: Visited): void {
    const { ascii, columns, color } = this.#options;
    const waterfall = renderWaterfall(
      phases.map(({ name, startMillis, endMillis }) => ({
        label: this.#text.phases[name],
        startMillis,
        endMillis,
        detail: this.#detail(name, visited),
        tone: name === "wait" || name === "body" ? "server" : "client",
      })),
      { columns, ascii, color, total: this.#text.total },
    );
    const apart = this.#options.showsBody && visited.bodyBytes > 0;
    this.#write(`${apart ? "\n" : ""}${waterfall}`);
    const { head } = visited;
    const location = head && head.status >= 300 && head.status < 400
      ? head.headers.find(({ name }) => name.toLowerCase() === "location")
      : undefined;
    if (location) this.#line(this.#text.elsewhere(location.value));
  }

  #detail(name: PhaseName, visited: Visited): string {
    const { addresses, peer, negotiated, head, bodyBytes } = visited;
    switch (name) {
      case "name":
        return this.#text.addresses(addresses[0], addresses.length);
      case "tcp":
        return peer ? formatAddress(peer) : "";
      case "tls":
        return [negotiated?.version, negotiated?.group]
          .filter((fact) => fact !== undefined).join(", ");
      case "wait":
        return head ? escapeControls(`${head.status} ${head.reason}`) : "";
      case "body":
        return sizeOf(bodyBytes);
    }
  }

  #line(text: string, color = (line: string) => line): void {
    const safe = escapeControls(text);
    const marked = this.#options.ascii ? asciiMarks(safe) : safe;
    this.#write(`${color(marked.trimEnd())}\n`);
  }
}

/** Tells a program: one JSON object a line. */
export class JsonReport implements HttpReport {
  readonly #write: (text: string) => void;

  /** @param write Where it writes. */
  constructor(write: (text: string) => void) {
    this.#write = write;
  }

  asked(url: string, request: string): void {
    const [line] = request.split("\r\n", 1);
    this.#tell("request", { method: line.split(" ", 1)[0], url });
  }

  answered({ version, status, reason, headers }: ResponseHead): void {
    this.#tell("response", {
      version: `HTTP/${version}`,
      status,
      reason,
      headers: headers.map(({ name, value }) => [name, value]),
    });
  }

  timed(phases: readonly TimedPhase[], { bodyBytes }: Visited): void {
    const round = (millis: number) => Math.round(millis * 1000) / 1000;
    this.#tell("timing", {
      bytes: bodyBytes,
      phases: phases.map(({ name, startMillis, endMillis }) => ({
        name,
        startMillis: round(startMillis),
        endMillis: round(endMillis),
      })),
    });
  }

  #tell(event: string, facts: Readonly<Record<string, unknown>>): void {
    const time = new Date().toISOString();
    this.#write(`${JSON.stringify({ time, event, ...facts })}\n`);
  }
}
