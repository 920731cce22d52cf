/**
 * Puts what a conversation tells into short lines, for tests to compare.
 *
 * @module
 */
import { latin1 } from "../../src/bytes/mod.ts";
import { HttpConversation, type HttpEvent } from "../../src/http/mod.ts";
import { converse, type Part } from "../event_tiling.ts";

/** What a side sends: text, bytes, or a number of bytes that the capture lacks. */
export type Sent = readonly [
  direction: 0 | 1,
  what: string | Uint8Array | number,
];

/** Makes parts of what two sides send; text is one byte a character. */
export function partsOf(sent: readonly Sent[]): Part[] {
  return sent.map(([direction, what]) =>
    typeof what === "number"
      ? { direction, missing: what }
      : { direction, bytes: typeof what === "string" ? bytesOf(what) : what }
  );
}

/** Gives text as bytes, one a character. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

/** Runs a conversation, checks that its events tile it, and tells of it in lines. */
export function tell(
  sent: readonly Sent[],
  conversation: HttpConversation = new HttpConversation(),
): string[] {
  return converse(conversation, partsOf(sent)).map(lineOf);
}

/** Tells of an event in a line. */
export function lineOf(event: HttpEvent): string {
  const who = event.direction === 0 ? "C" : "S";
  const number = "exchange" in event ? `#${event.exchange ?? "?"} ` : "";
  return `${who} ${number}${contentOf(event)}`;
}

function contentOf(event: HttpEvent): string {
  switch (event.kind) {
    case "request": {
      const { method, target, framing } = event.request;
      return `${method} ${target} ${framing.kind}`;
    }
    case "response": {
      const { status, framing } = event.response;
      return `${status}${event.interim ? " interim" : ""} ${framing.kind}`;
    }
    case "body":
      return `body ${event.bodyOffset} ${latin1(event.bytes)}`;
    case "chunk":
      return `chunk ${event.size}${event.extensions && ` ${event.extensions}`}`;
    case "trailers": {
      const fields = event.trailers.map(({ name, value }) =>
        `${name}=${value}`
      );
      return ["trailers", ...fields].join(" ");
    }
    case "message-end": {
      const missing = event.missing > 0 ? ` missing ${event.missing}` : "";
      return `end ${event.bodyLength}${missing}${
        event.complete ? "" : " incomplete"
      }`;
    }
    case "upgrade":
      return `upgrade ${event.protocol}`;
    case "tunnel":
      return `tunnel ${event.protocol} ${latin1(event.bytes)}`;
    case "frame": {
      const { typeName, flagNames, streamId } = event.frame;
      return ["frame", typeName, streamId, ...flagNames].join(" ");
    }
    case "padding":
      return `padding ${event.end - event.start}`;
    case "gap":
      return `gap ${event.end - event.start}${event.inBody ? " in body" : ""}`;
    case "error":
      return `error ${event.code} ${event.error.outcome}`;
    default:
      return event.kind;
  }
}
