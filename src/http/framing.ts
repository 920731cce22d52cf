import type { FieldSection, HeadProblem } from "./head.ts";
import type { HttpErrorCode } from "./events.ts";
import type { BodyFraming } from "./messages.ts";

/** How a message's body ends, and what is wrong with how that was said. */
export interface FramingDecision {
  readonly framing: BodyFraming;
  readonly problems: readonly HeadProblem[];
}

const NONE: BodyFraming = { kind: "none" };
const CHUNKED: BodyFraming = { kind: "chunked" };
const CLOSE: BodyFraming = { kind: "close" };
const TUNNEL: BodyFraming = { kind: "tunnel" };

/**
 * Decides how the body of a request ends.
 *
 * @param section Its header section.
 * @param version Its HTTP version.
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3
 */
export function requestFraming(
  section: FieldSection,
  version: string,
): FramingDecision {
  const problems: HeadProblem[] = [];
  if (version !== "1.0" && section.hosts.length !== 1) {
    problems.push(problem(
      "bad-host",
      "Host",
      `a request of HTTP/1.1 has one, this has ${section.hosts.length}`,
    ));
  }
  const framing = declared(section, version, problems) ?? NONE;
  return { framing, problems };
}

/**
 * Decides how the body of a response ends.
 *
 * @param section Its header section.
 * @param version Its HTTP version.
 * @param status Its status code.
 * @param method Method of the request that it answers, where that was seen.
 * @see https://www.rfc-editor.org/rfc/rfc9112#section-6.3
 */
export function responseFraming(
  section: FieldSection,
  version: string,
  status: number,
  method: string | undefined,
): FramingDecision {
  const problems: HeadProblem[] = [];
  const tunnel = status === 101 ||
    method === "CONNECT" && status >= 200 && status < 300;
  if (tunnel || status < 200 || status === 204) {
    if (section.contentLengths.length + section.transferEncodings.length > 0) {
      problems.push(problem(
        "framing-not-allowed",
        section.transferEncodings.length > 0
          ? "Transfer-Encoding"
          : "Content-Length",
        `a response of status ${status} has no body here`,
      ));
    }
    return { framing: tunnel ? TUNNEL : NONE, problems };
  }
  const framing = declared(section, version, problems) ?? CLOSE;
  const bodiless = method === "HEAD" || status === 304;
  return { framing: bodiless ? NONE : framing, problems };
}

/** What Transfer-Encoding and Content-Length say; `undefined` where both are missing. */
function declared(
  section: FieldSection,
  version: string,
  problems: HeadProblem[],
): BodyFraming | undefined {
  const length = declaredLength(section.contentLengths, problems);
  if (section.transferEncodings.length === 0) return length;
  if (section.contentLengths.length > 0) {
    problems.push(problem(
      "length-and-encoding",
      "Content-Length",
      "Transfer-Encoding is there too, and takes precedence",
    ));
  }
  if (version === "1.0") {
    problems.push(problem(
      "framing-not-allowed",
      "Transfer-Encoding",
      "HTTP/1.0 has none",
    ));
  }
  const codings = section.transferEncodings.join(",").toLowerCase().split(",")
    .map((coding) => coding.split(";", 1)[0].trim())
    .filter((coding) => coding !== "");
  const first = codings.indexOf("chunked");
  if (first >= 0 && first === codings.length - 1) return CHUNKED;
  problems.push(problem(
    "chunked-not-last",
    "Transfer-Encoding",
    first < 0
      ? "chunked is not among its codings"
      : "chunked is not the last of its codings, or not there once",
  ));
  return CLOSE;
}

function declaredLength(
  values: readonly string[],
  problems: HeadProblem[],
): BodyFraming | undefined {
  if (values.length === 0) return undefined;
  const numbers = values.length === 1 && /^\d{1,15}$/.test(values[0])
    ? [Number(values[0])]
    : values.join(",").split(",").map((value) =>
      /^\d+$/.test(value.trim()) ? Number(value) : NaN
    );
  if (!numbers.every((number) => Number.isSafeInteger(number))) {
    problems.push(
      problem("bad-length", "Content-Length", "it is not a number of bytes"),
    );
    return CLOSE;
  }
  if (numbers.some((number) => number !== numbers[0])) {
    problems.push(problem(
      "lengths-differ",
      "Content-Length",
      `it is said ${numbers.length} times, and not the same each time`,
    ));
    return CLOSE;
  }
  if (numbers.length > 1) {
    problems.push(problem(
      "length-repeated",
      "Content-Length",
      `it is said ${numbers.length} times`,
    ));
  }
  return { kind: "length", lengthBytes: numbers[0] };
}

function problem(
  code: HttpErrorCode,
  field: string,
  text: string,
): HeadProblem {
  return {
    code,
    outcome: "misbehaved",
    field,
    problem: text,
    offset: 0,
    length: 0,
  };
}
