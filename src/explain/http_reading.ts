import { HttpConversation, type HttpEvent } from "../http/mod.ts";
import type { Content } from "./content.ts";
import { narrateFraming, narrateHttp } from "./http.ts";
import { HttpTally, type HttpVerdict } from "./http_tally.ts";
import {
  contentOf,
  EventReading,
  preview,
  type ReadingBasis,
} from "./reading.ts";

/** Reads HTTP. */
export class HttpReading extends EventReading<HttpEvent> {
  readonly #tally: HttpTally;

  /**
   * Begins before the first byte.
   *
   * @param basis What the reading is made with.
   */
  constructor(basis: ReadingBasis) {
    const tally = new HttpTally();
    super("http", new HttpConversation(), (event) => {
      tally.add(event);
      return httpContent(event, basis);
    });
    this.#tally = tally;
  }

  /** What was asked and answered so far. */
  get verdict(): HttpVerdict | undefined {
    return this.#tally.verdict;
  }
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
