import {
  acceptable,
  candidate,
  type Header,
  HEADER_BYTES,
  headerAt,
  ssl2Length,
  undecided,
} from "./record_header.ts";

/** Bytes of a lost stretch that are kept to be shown. */
const SAMPLE_BYTES = 1024;

/** A record, cut out of one direction's stream. */
export interface FramedRecord {
  readonly kind: "record";
  /** Offset of the header in the stream, in bytes. */
  readonly start: number;
  /** Offset behind the fragment. */
  readonly end: number;
  readonly type: number;
  readonly version: number;
  /** Declared length of the fragment in bytes. */
  readonly length: number;
  /** `undefined` where it was passed over, or bytes of it are missing. */
  readonly fragment: Uint8Array | undefined;
  /** Bytes of the fragment that the capture lacks. */
  readonly missing: number;
}

/** A ClientHello in the record format of SSL 2.0. */
export interface FramedSsl2Hello {
  readonly kind: "ssl2_hello";
  readonly start: number;
  readonly end: number;
  /** The whole record, with its header. */
  readonly bytes: Uint8Array;
}

/** Bytes that belong to no record that could be cut out. */
export interface LostBytes {
  readonly kind: "lost";
  readonly start: number;
  readonly end: number;
  /** The first of the bytes that are there. */
  readonly sample: Uint8Array;
  /** Bytes of the range that the capture lacks. */
  readonly missing: number;
  /** What led to it: no record header, bytes that the capture lacks, or the stream's end. */
  readonly cause: "header" | "gap" | "end";
}

/** What a {@linkcode RecordFramer} cuts a stream into. */
export type Framed = FramedRecord | FramedSsl2Hello | LostBytes;

/** How a {@linkcode RecordFramer} works. */
export interface RecordFramerOptions {
  /** Whether a ClientHello of SSL 2.0 may come first. */
  ssl2: boolean;
  /** Asked at each header: whether the fragment is of no use, so that it need not be kept. */
  skips: (type: number, length: number) => boolean;
}

/**
 * Cuts one direction's stream into records.
 *
 * ```text
 * type (1) | legacy_record_version (2) | length (2) | fragment (length)
 * ```
 *
 * It holds no more than one record and what one push brings. After a gap, or
 * bytes that are no record header, it looks for a header that is followed by
 * another one.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc8446#section-5.1 RFC 8446 section 5.1}
 */
export class RecordFramer {
  readonly #options: RecordFramerOptions;
  /** Stream offset of the first byte that no item covers yet. */
  #start = 0;
  /** Bytes that wait for the rest of their record, at the start of a buffer that grows. */
  #buffer = new Uint8Array(0);
  #held = 0;
  /** The record whose fragment is being passed over. */
  #passing: { header: Header; left: number; missing: number } | undefined;
  /** The stretch in which no record is found. */
  #lost: LostStretch | undefined;

  /** @param options What to expect, and what not to keep. */
  constructor(options: RecordFramerOptions) {
    this.#options = options;
  }

  /**
   * Takes the next bytes of the stream.
   *
   * @param bytes Bytes that follow; fragments may be views of them.
   */
  push(bytes: Uint8Array): Framed[] {
    const framed: Framed[] = [];
    const data = this.#held > 0 ? this.#append(bytes) : bytes;
    this.#keep(data, this.#consume(data, framed, false));
    return framed;
  }

  /**
   * Says that the next bytes of the stream are missing.
   *
   * @param length How many, in bytes.
   */
  gap(length: number): Framed[] {
    const framed: Framed[] = [];
    let left = length;
    if (!this.#lost) this.#passHeld();
    if (this.#passing) {
      const taken = Math.min(left, this.#passing.left);
      this.#passing.missing += taken;
      this.#pass(taken, framed);
      left -= taken;
    }
    if (left > 0) {
      this.#lost ??= new LostStretch("gap");
      this.#lost.add(this.#buffer.subarray(0, this.#held));
      this.#lost.addMissing(left);
      this.#held = 0;
    }
    return framed;
  }

  /** Says that the stream has ended. */
  end(): Framed[] {
    const framed: Framed[] = [];
    if (this.#passing) {
      const { header, left, missing } = this.#passing;
      this.#passing = undefined;
      this.#lost = new LostStretch("end");
      this.#lost.addMissing(missing);
      this.#lost.addUnkept(HEADER_BYTES + header.length - left - missing);
    }
    const data = this.#buffer.subarray(0, this.#held);
    const at = this.#consume(data, framed, true);
    if (at < data.length) {
      this.#lost ??= new LostStretch("end");
      this.#lost.add(data.subarray(at));
    }
    this.#held = 0;
    this.#flush(framed);
    return framed;
  }

  /** Cuts all that is whole; the result is how many bytes are done with. */
  #consume(data: Uint8Array, framed: Framed[], ended: boolean): number {
    let at = 0;
    while (at < data.length) {
      if (this.#passing) at += this.#pass(data.length - at, framed);
      else if (this.#lost) {
        at = this.#search(data, at, framed, ended);
        if (this.#lost) break;
      } else {
        const next = this.#cut(data, at, framed);
        if (next === at && !this.#lost) break;
        at = next;
      }
    }
    return at;
  }

  /** Cuts one record, or returns `at` where it is not whole. */
  #cut(data: Uint8Array, at: number, framed: Framed[]): number {
    const left = data.length - at;
    if (left < HEADER_BYTES) return at;
    if (this.#options.ssl2 && this.#start === 0 && data[at] >= 0x80) {
      const length = ssl2Length(data, at);
      if (length > left) return at;
      if (length > 0) {
        const bytes = data.subarray(at, at + length);
        const start = this.#advance(length);
        framed.push({ kind: "ssl2_hello", start, end: this.#start, bytes });
        return at + length;
      }
    }
    const header = headerAt(data, at);
    if (!acceptable(header)) {
      this.#lost = new LostStretch("header");
      return at;
    }
    const { type, length } = header;
    const content = at + HEADER_BYTES;
    if (length > 0 && this.#options.skips(type, length)) {
      this.#passing = { header, left: length, missing: 0 };
      return content;
    }
    if (left < HEADER_BYTES + length) return at;
    const fragment = data.subarray(content, content + length);
    framed.push(this.#record(header, fragment, 0));
    return content + length;
  }

  /** Passes over up to `available` bytes of a fragment. */
  #pass(available: number, framed: Framed[]): number {
    const passing = this.#passing;
    if (!passing) return 0;
    const taken = Math.min(available, passing.left);
    passing.left -= taken;
    if (passing.left === 0) {
      this.#passing = undefined;
      framed.push(this.#record(passing.header, undefined, passing.missing));
    }
    return taken;
  }

  /** Turns a record that is held in part into one that is passed over, because a gap falls into it. */
  #passHeld(): void {
    if (this.#held < HEADER_BYTES || this.#buffer[0] >= 0x80) return;
    const header = headerAt(this.#buffer, 0);
    const left = HEADER_BYTES + header.length - this.#held;
    this.#passing = { header, left, missing: 0 };
    this.#held = 0;
  }

  /** Looks for a header that another header follows; what is before it is lost. */
  #search(
    data: Uint8Array,
    from: number,
    framed: Framed[],
    ended: boolean,
  ): number {
    let at = from;
    while (at < data.length && !candidate(data, at, ended)) at++;
    this.#lost?.add(data.subarray(from, at));
    if (at < data.length && !undecided(data, at, ended)) this.#flush(framed);
    return at;
  }

  #flush(framed: Framed[]): void {
    const lost = this.#lost;
    this.#lost = undefined;
    if (!lost || lost.length === 0) return;
    const { cause, sample, missing } = lost;
    const start = this.#advance(lost.length);
    const end = this.#start;
    framed.push({ kind: "lost", start, end, sample, missing, cause });
  }

  #record(
    header: Header,
    fragment: Uint8Array | undefined,
    missing: number,
  ): FramedRecord {
    const start = this.#advance(HEADER_BYTES + header.length);
    const end = this.#start;
    return { kind: "record", start, end, ...header, fragment, missing };
  }

  #advance(length: number): number {
    const start = this.#start;
    this.#start += length;
    return start;
  }

  /** Puts bytes behind those that are held. */
  #append(bytes: Uint8Array): Uint8Array {
    const needed = this.#held + bytes.length;
    if (needed > this.#buffer.length) {
      // Grown by what has come: the declared length is only where that ends.
      const room = Math.min(4 * this.#held, this.#wanted());
      const grown = new Uint8Array(Math.max(needed, room));
      grown.set(this.#buffer.subarray(0, this.#held));
      this.#buffer = grown;
    }
    this.#buffer.set(bytes, this.#held);
    this.#held = needed;
    return this.#buffer.subarray(0, needed);
  }

  /** Bytes that the record at the start of the buffer asks for. */
  #wanted(): number {
    return this.#held < HEADER_BYTES
      ? HEADER_BYTES
      : HEADER_BYTES + headerAt(this.#buffer, 0).length;
  }

  /** Holds what follows `at`; records that were cut keep the buffer they lie in. */
  #keep(data: Uint8Array, at: number): void {
    const own = data.buffer === this.#buffer.buffer;
    if (own && at === 0) return;
    this.#held = data.length - at;
    this.#buffer = data.slice(at);
  }
}

/** A stretch of the stream in which no record is found. */
class LostStretch {
  readonly cause: LostBytes["cause"];
  length = 0;
  missing = 0;
  #sample = new Uint8Array(0);

  constructor(cause: LostBytes["cause"]) {
    this.cause = cause;
  }

  get sample(): Uint8Array {
    return this.#sample;
  }

  add(bytes: Uint8Array): void {
    this.length += bytes.length;
    const room = SAMPLE_BYTES - this.#sample.length;
    if (room <= 0 || bytes.length === 0) return;
    const taken = bytes.subarray(0, room);
    const sample = new Uint8Array(this.#sample.length + taken.length);
    sample.set(this.#sample);
    sample.set(taken, this.#sample.length);
    this.#sample = sample;
  }

  addMissing(length: number): void {
    this.length += length;
    this.missing += length;
  }

  addUnkept(length: number): void {
    this.length += length;
  }
}
