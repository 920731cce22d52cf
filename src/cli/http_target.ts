import { formatHost } from "../endpoints/mod.ts";
import { usageFailure } from "./failure_text.ts";
import { type Arguments, parsePort } from "./options.ts";

/** What a web client asks for. */
export interface HttpTarget {
  /** Whether by HTTPS. */
  readonly secure: boolean;
  /** Name or address of the server. */
  readonly host: string;
  /** Its port. */
  readonly port: number;
  /** Host and port as a request names them: `localhost:8000`, `example.org`. */
  readonly authority: string;
  /** Path and query. */
  readonly path: string;
}

/** Scheme and port where the command line names none. */
export interface HttpTargetDefaults {
  /** Whether by HTTPS. */
  secure: boolean;
  /** Port. */
  port: number;
}

/**
 * Reads what a web client is to ask for: nothing, a port, or a URL, which may
 * lack its scheme.
 *
 * @param args The arguments.
 * @param defaults Scheme and port where they name none.
 * @throws {Failure} `usage`, if it is none of them.
 */
export function readHttpTarget(
  args: Arguments,
  defaults: HttpTargetDefaults,
): HttpTarget {
  const [word] = args.positionals;
  if (word === undefined || /^\d+$/.test(word)) {
    const host = args.text("host") ?? "127.0.0.1";
    const port = word === undefined ? defaults.port : parsePort(word);
    return targetOf(`${formatHost(host)}:${port}`, defaults);
  }
  if (args.has("host")) {
    throw usageFailure((text) => text.hostTwice(word));
  }
  return targetOf(word, defaults);
}

function targetOf(text: string, defaults: HttpTargetDefaults): HttpTarget {
  const scheme = defaults.secure ? "https" : "http";
  const written = /^[a-z][a-z\d+.-]*:\/\//i.test(text)
    ? text
    : `${scheme}://${text}`;
  const url = URL.canParse(written) ? new URL(written) : undefined;
  if (url?.protocol !== "http:" && url?.protocol !== "https:") {
    const example = `${scheme}://localhost:${defaults.port}/`;
    throw usageFailure((words) => words.noHttpAddress(text, example));
  }
  if (url.username || url.password) {
    throw usageFailure((words) => words.secretInAddress);
  }
  const secure = url.protocol === "https:";
  return {
    secure,
    host: url.hostname.replace(/^\[(.*)\]$/, "$1"),
    port: url.port === "" ? secure ? 443 : 80 : Number(url.port),
    authority: url.host,
    path: url.pathname + url.search,
  };
}

/** Writes a target as a URL. */
export function urlOf({ secure, authority, path }: HttpTarget): string {
  return `${secure ? "https" : "http"}://${authority}${path}`;
}
