import { concat } from "../bytes/concat.ts";
import { sniffHttp } from "../http/mod.ts";
import { type Negotiation, sniffSsh } from "../ssh/mod.ts";
import type { Direction } from "../stream/mod.ts";
import { sniffTls, type TlsFacts } from "../tls/mod.ts";
import type { Content, ContentOptions, Protocol } from "./content.ts";
import { HttpReading } from "./http_reading.ts";
import type { HttpVerdict } from "./http_tally.ts";
import { PlainReading } from "./plain_reading.ts";
import type { Reading, ReadingBasis } from "./reading.ts";
import { SshReading } from "./ssh_reading.ts";
import { StreamLog } from "./stream_log.ts";
import type { TlsProgress } from "./tls_progress.ts";
import { TlsReading } from "./tls_reading.ts";
import { sideOf } from "./words.ts";

/** Bytes of both directions after which a stream that nothing recognises counts as plain data. */
const SNIFF_LIMIT = 512;

/** Protocols that are recognised, in the order in which they are asked. */
const PROTOCOLS: readonly {
  readonly sniff: (
    client: Uint8Array,
    server: Uint8Array,
  ) => boolean | undefined;
  readonly read: (basis: ReadingBasis) => Reading;
}[] = [
  { sniff: sniffTls, read: (basis) => new TlsReading(basis) },
  { sniff: sniffSsh, read: (basis) => new SshReading(basis) },
  { sniff: sniffHttp, read: (basis) => new HttpReading(basis) },
];

const NO_BYTES = new Uint8Array();

/** Whether a client goes over to TLS, as STARTTLS lets it: with a ClientHello behind what both said in clear. */
function startsTls(direction: Direction, bytes: Uint8Array): boolean {
  return direction === 0 && sniffTls(bytes, NO_BYTES) === true;
}

/**
 * Finds out what protocol a conversation speaks, and decodes it.
 *
 * The first bytes of both directions decide, never the port. What TLS turns
 * out to carry is decoded the same way. A stream that nothing recognised may
 * still go over to TLS.
 */
export class ContentDecoder {
  #basis: ReadingBasis;
  #reading: Reading | undefined;
  #waiting: { direction: Direction; bytes: Uint8Array }[] = [];

  /**
   * Begins with nothing recognised.
   *
   * @param options How it works.
   */
  constructor(options: ContentOptions) {
    const log = new StreamLog(options.record ?? false);
    this.#basis = { ...options, log };
  }

  /** Protocol that was recognised; `undefined` until the first bytes decide. */
  get protocol(): Protocol | undefined {
    return this.#reading?.protocols[0];
  }

  /** That protocol, and the one that it carries. */
  get protocols(): readonly Protocol[] {
    return this.#reading?.protocols ?? [];
  }

  /** How far TLS has come, where the conversation speaks it. */
  get tlsProgress(): TlsProgress | undefined {
    return this.#tls?.progress;
  }

  /** What TLS has shown so far, where the conversation speaks it. */
  get tls(): TlsFacts | undefined {
    return this.#tls?.facts;
  }

  /** Whether the client began TLS, and the server answered something else. */
  get answeredWithoutTls(): boolean {
    return this.#tls?.answeredWithoutTls ?? false;
  }

  /** What SSH has agreed on, where the conversation speaks it. */
  get ssh(): Negotiation | undefined {
    const reading = this.#reading;
    return reading instanceof SshReading ? reading.negotiation : undefined;
  }

  /** What was asked and answered over HTTP, where it is spoken, inside TLS too. */
  get http(): HttpVerdict | undefined {
    const reading = this.#reading;
    return reading instanceof HttpReading ? reading.verdict : this.#tls?.http;
  }

  /** Who probably sent close_notify, by the length of the last record, which stays encrypted. */
  get probableCloseNotify(): readonly Direction[] {
    return this.#tls?.probableCloseNotify ?? [];
  }

  /** Bytes of each direction that TLS carried and that were opened. */
  get decrypted(): readonly [number, number] {
    return this.#tls?.decrypted ?? [0, 0];
  }

  /**
   * Takes the next bytes of one direction.
   *
   * @param direction Who sent them.
   * @param bytes Bytes that follow what was pushed before.
   * @param frames Frames that carried them.
   */
  push(
    direction: Direction,
    bytes: Uint8Array,
    frames: readonly number[],
  ): Content[] {
    if (this.#reading instanceof PlainReading && startsTls(direction, bytes)) {
      const log = new StreamLog(this.#basis.record ?? false);
      this.#basis = { ...this.#basis, log };
      this.#reading = new TlsReading(this.#basis);
    }
    this.#basis.log.add(direction, bytes, frames);
    if (this.#reading) return this.#read(this.#reading, direction, bytes);
    this.#waiting.push({ direction, bytes });
    // Who speaks first waits for the other before it says more.
    const others = this.#waiting.some((part) => part.direction !== direction);
    return this.#recognise(others, 1);
  }

  /**
   * Says that a side ends, or breaks off: what waited has to be told now.
   *
   * @returns What was still waiting.
   */
  decide(): Content[] {
    return [...this.#recognise(true), ...this.#tls?.decide() ?? []];
  }

  /** Says that the next bytes of one direction are missing from the capture. */
  gap(direction: Direction, length: number): Content[] {
    const before = this.#recognise(true);
    this.#basis.log.skip(direction, length);
    this.#reading ??= new PlainReading(this.#basis);
    return [...before, ...this.#reading.gap(direction, length)];
  }

  /** Says that FIN ended one direction: what its last record was shows by that. */
  lastWords(direction: Direction): Content[] {
    return this.#tls?.lastWords(direction) ?? [];
  }

  /** Says that one direction has ended, or that the capture has. */
  end(direction: Direction): Content[] {
    const before = this.#recognise(true);
    return [...before, ...this.#reading?.end(direction) ?? []];
  }

  get #tls(): TlsReading | undefined {
    const reading = this.#reading;
    return reading instanceof TlsReading ? reading : undefined;
  }

  /**
   * Decides by the first bytes of both directions, once they are enough or must be.
   *
   * @param mustDecide Whether they must be.
   * @param fresh How many of the latest parts have not waited.
   */
  #recognise(mustDecide: boolean, fresh = 0): Content[] {
    if (this.#reading || this.#waiting.length === 0) return [];
    const reading = this.#choose(mustDecide);
    if (!reading) return [];
    this.#reading = reading;
    const waiting = this.#waiting;
    this.#waiting = [];
    return waiting.flatMap(({ direction, bytes }, index) => {
      const contents = this.#read(reading, direction, bytes);
      return index >= waiting.length - fresh
        ? contents
        : contents.map((content) => ({ ...content, waited: true }));
    });
  }

  #choose(mustDecide: boolean): Reading | undefined {
    const client = this.#first(0);
    const server = this.#first(1);
    const answers = PROTOCOLS.map(({ sniff }) => sniff(client, server));
    const known = PROTOCOLS[answers.indexOf(true)];
    if (known) return known.read(this.#basis);
    const enough = mustDecide || client.length + server.length > SNIFF_LIMIT;
    return enough || answers.every((answer) => answer === false)
      ? new PlainReading(this.#basis)
      : undefined;
  }

  #first(direction: Direction): Uint8Array {
    const parts = this.#waiting.filter((part) => part.direction === direction)
      .map((part) => part.bytes);
    return parts.length === 1 ? parts[0] : concat(parts);
  }

  #read(
    reading: Reading,
    direction: Direction,
    bytes: Uint8Array,
  ): Content[] {
    if (!(reading instanceof TlsReading)) {
      this.#basis.onPlain?.(sideOf(direction), bytes);
    }
    return reading.push(direction, bytes);
  }
}
