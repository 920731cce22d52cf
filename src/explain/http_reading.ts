import { HttpConversation, type HttpEvent } from "../http/mod.ts";
import type { Content } from "./content.ts";
import { narrateFraming, narrateHttp } from "./http.ts";
import {
  contentOf,
  EventReading,
  preview,
  type Reading,
  type ReadingBasis,
} from "./reading.ts";

/**
 * Reads HTTP.
 *
 * @param basis What the reading is made with.
 */
export function readHttp(basis: ReadingBasis): Reading {
  return new EventReading(
    "http",
    new HttpConversation(),
    (event) => httpContent(event, basis),
  );
}

function httpContent(
  event: HttpEvent,
  { say, record, log }: ReadingBasis,
): Content | undefined {
  const words = narrateHttp(event, say) ??
    (record ? narrateFraming(event, say) : undefined);
  if (!words) return undefined;
  if (event.kind === "body" || event.kind === "tunnel") {
    words.text = preview(event.bytes, say);
  }
  return contentOf("http", event, words, log);
}
