import type { Direction } from "../stream/mod.ts";
import type { Content, Protocol } from "./content.ts";
import { preview, type Reading, type ReadingBasis } from "./reading.ts";
import { NO_BYTES } from "./step.ts";

/** Reads what nothing recognises: bytes, as they come. */
export class PlainReading implements Reading {
  readonly protocols: readonly Protocol[] = ["data"];
  readonly #basis: ReadingBasis;

  /**
   * Begins before the first byte.
   *
   * @param basis What it is made with.
   */
  constructor(basis: ReadingBasis) {
    this.#basis = basis;
  }

  push(direction: Direction, bytes: Uint8Array): Content[] {
    const { say, log } = this.#basis;
    const end = log.length(direction);
    const range = { direction, start: end - bytes.length, end };
    log.takeBytes(range);
    return [{
      ...this.#base(direction),
      kind: "message",
      frames: log.framesOf(range),
      words: {
        title: say("data.title"),
        detail: `len=${bytes.length}`,
        text: preview(bytes, say),
      },
      fields: () => [
        { name: "data", offset: 0, length: bytes.length, value: bytes },
      ],
      bytes: () => bytes,
      carriers: NO_BYTES.carriers,
    }];
  }

  gap(direction: Direction, length: number): Content[] {
    const { say } = this.#basis;
    return [{
      ...this.#base(direction),
      kind: "gap",
      frames: [],
      words: {
        title: say("data.title"),
        detail: "",
        text: say("gap", { length }),
      },
      ...NO_BYTES,
    }];
  }

  end(): Content[] {
    return [];
  }

  #base(
    direction: Direction,
  ): Pick<
    Content,
    "protocol" | "direction" | "stage" | "evidence" | "encrypted"
  > {
    return {
      protocol: "data",
      direction,
      stage: "data",
      evidence: "observed",
      encrypted: false,
    };
  }
}
