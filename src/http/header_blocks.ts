import { concat, DecodeError } from "../bytes/mod.ts";
import { HpackDecoder, type HpackField } from "./hpack.ts";

/** A header block over several frames that is longer than this is not kept. */
const MOST_BLOCK_BYTES = 1 << 18;

/** Where a header block belongs. */
export interface BlockOwner {
  /** Stream of the message; for a promise, the stream that is promised. */
  readonly streamId: number;
  /** Stream of the frames that carry it. */
  readonly carrierId: number;
  readonly promised: boolean;
  /** Whether the message ends with it. */
  readonly endStream: boolean;
}

/** A header block that is complete. */
export interface CompleteBlock extends BlockOwner {
  readonly fields: readonly HpackField[];
  /** Whether one frame carried all of it. */
  readonly whole: boolean;
}

/** Puts the header blocks of one direction together, and decompresses them. */
export class HeaderBlocks {
  readonly #hpack = new HpackDecoder();
  #open: BlockOwner | undefined;
  #fragments: Uint8Array[] = [];
  #length = 0;

  /** Stream of the frames that have to follow, while a block is open. */
  get carrierId(): number | undefined {
    return this.#open?.carrierId;
  }

  /** Allows a dynamic table as large as the peer's SETTINGS_HEADER_TABLE_SIZE. */
  allow(tableBytes: number): void {
    this.#hpack.allow(tableBytes);
  }

  /** Gives up the block that is open, and all that the tables held. */
  lose(): void {
    this.#open = undefined;
    this.#fragments = [];
    this.#length = 0;
    this.#hpack.forget();
  }

  /** Starts a block. */
  open(owner: BlockOwner): void {
    if (this.#open) this.lose();
    this.#open = owner;
  }

  /**
   * Adds a fragment to the block that is open.
   *
   * @param fragment The next bytes of the block.
   * @param last Whether the block ends with them.
   * @returns The block, where it has ended.
   * @throws {DecodeError} If the block is too long or cannot be decompressed;
   * it is given up then.
   */
  append(fragment: Uint8Array, last: boolean): CompleteBlock | undefined {
    const owner = this.#open;
    if (!owner) return undefined;
    this.#length += fragment.length;
    if (this.#length > MOST_BLOCK_BYTES) {
      this.lose();
      throw new DecodeError(
        `Cannot decode HTTP/2 field block: it is longer than ${MOST_BLOCK_BYTES} bytes`,
        {
          protocol: "http2",
          outcome: "unsupported",
          field: "field block",
          offset: 0,
        },
      );
    }
    this.#fragments.push(fragment);
    if (!last) return undefined;
    const whole = this.#fragments.length === 1;
    const block = whole ? fragment : concat(this.#fragments);
    this.#open = undefined;
    this.#fragments = [];
    this.#length = 0;
    return { ...owner, whole, fields: this.#hpack.decode(block) };
  }
}
