import { HttpConversation, type HttpEvent } from "../http/mod.ts";
import type { Direction } from "../stream/mod.ts";
import type { Content, Protocol } from "./content.ts";
import { narrateFraming, narrateHttp } from "./http.ts";
import {
  contentOf,
  preview,
  type Reading,
  type ReadingBasis,
} from "./reading.ts";

/** Reads HTTP. */
export class HttpReading implements Reading {
  readonly protocols: readonly Protocol[] = ["http"];
  readonly #basis: ReadingBasis;
  readonly #decoder = new HttpConversation();

  /**
   * Begins before the first byte.
   *
   * @param basis What it is made with.
   */
  constructor(basis: ReadingBasis) {
    this.#basis = basis;
  }

  push(direction: Direction, bytes: Uint8Array): Content[] {
    return this.#read(this.#decoder.push(direction, bytes));
  }

  gap(direction: Direction, length: number): Content[] {
    return this.#read(this.#decoder.gap(direction, length));
  }

  end(direction: Direction): Content[] {
    return this.#read(this.#decoder.end(direction));
  }

  #read(events: readonly HttpEvent[]): Content[] {
    const { say, record, log } = this.#basis;
    return events.flatMap((event) => {
      const words = narrateHttp(event, say) ??
        (record ? narrateFraming(event, say) : undefined);
      if (!words) return [];
      if (event.kind === "body" || event.kind === "tunnel") {
        words.text = preview(event.bytes, say);
      }
      return [contentOf("http", event, words, log)];
    });
  }
}
