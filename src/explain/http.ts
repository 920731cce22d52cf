import { escapeControls } from "../bytes/mod.ts";
import type { HttpEvent } from "../http/mod.ts";
import type { Say } from "./catalogue.ts";
import type { MessageWords } from "./tls.ts";

/** Characters of a request target that a row shows at the most. */
const TARGET_LIMIT = 200;

/**
 * Says what an HTTP event means.
 *
 * @param event The event.
 * @param say Sentences of a language.
 * @returns `undefined` for events that only frame others.
 */
export function narrateHttp(
  event: HttpEvent,
  say: Say,
): MessageWords | undefined {
  switch (event.kind) {
    case "request": {
      const { method, version } = event.request;
      const target = clean(event.request.target);
      const host = clean(event.request.authority ?? "");
      return {
        title: `${clean(method)} ${target}`,
        detail: `HTTP/${version}`,
        text: host === ""
          ? say("http.request", { target })
          : say("http.request.host", { target, host }),
      };
    }
    case "response": {
      const { status, version } = event.response;
      const reason = clean(event.response.reason);
      return {
        title: `${status} ${reason}`.trimEnd(),
        detail: `HTTP/${version}`,
        text: statusText(status, say),
      };
    }
    case "body":
      return { title: "body", detail: `len=${event.bytes.length}`, text: "" };
    case "upgrade":
      return {
        title: "upgrade",
        detail: clean(event.protocol),
        text: event.protocol === "tunnel"
          ? say("http.upgrade.tunnel")
          : say("http.upgrade", { protocol: clean(event.protocol) }),
      };
    case "tunnel":
      return {
        title: clean(event.protocol),
        detail: `len=${event.bytes.length}`,
        text: "",
      };
    case "preface":
      return { title: "HTTP/2", detail: "preface", text: say("http.preface") };
    case "frame":
      return {
        title: event.frame.typeName ?? "HTTP/2",
        detail: [
          `stream=${event.frame.streamId}`,
          `len=${event.frame.lengthBytes}`,
          ...event.frame.flagNames,
        ].join(" "),
        text: "",
      };
    case "gap":
      return {
        title: "HTTP",
        detail: "",
        text: say("gap", { length: event.end - event.start }),
      };
    case "error":
      return {
        title: "HTTP",
        detail: "",
        text: event.error.outcome === "truncated"
          ? say("http.cut", { problem: event.error.message })
          : say("error", { problem: event.error.message }),
      };
    default:
      return undefined;
  }
}

/**
 * Says what an event of framing means: what only holds content together, and
 * is of interest where every byte is.
 *
 * @param event The event.
 * @param say Sentences of a language.
 * @returns `undefined` for events that are no framing, or take no bytes.
 */
export function narrateFraming(
  event: HttpEvent,
  say: Say,
): MessageWords | undefined {
  const detail = `len=${event.end - event.start}`;
  switch (event.kind) {
    case "chunk":
      return {
        title: "chunk",
        detail,
        text: event.size === 0
          ? say("http.chunk.last")
          : say("http.chunk", { n: event.size }),
      };
    case "chunk-end":
      return { title: "chunk", detail, text: say("http.chunk.end") };
    case "trailers":
      return { title: "trailers", detail, text: say("http.trailers") };
    case "padding":
      return { title: "padding", detail, text: say("http.padding") };
    default:
      return undefined;
  }
}

/** Says what a status code means, by itself or by its class; nothing for one that has no meaning. */
function statusText(status: number, say: Say): string {
  if (status === 101) return say("http.status.101");
  if (status === 304) return say("http.status.304");
  const group = Math.floor(status / 100);
  return group >= 1 && group <= 5
    ? say(`http.status.${group as 1 | 2 | 3 | 4 | 5}`)
    : "";
}

function clean(text: string): string {
  const safe = escapeControls(text);
  return safe.length > TARGET_LIMIT ? `${safe.slice(0, TARGET_LIMIT)}…` : safe;
}
