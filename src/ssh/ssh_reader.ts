import { latin1 } from "../bytes/mod.ts";
import { KEX_METHOD_MESSAGES } from "./constants.ts";
import type { Emitter } from "./emitter.ts";
import {
  type EncryptedHost,
  FramedReader,
  readOpaque,
} from "./encrypted_reader.ts";
import type { PacketEvent } from "./events.ts";
import {
  bannerFields,
  identificationFields,
  parseIdentification,
} from "./identification.ts";
import type { SshMessage } from "./messages.ts";
import { looksLikePacket, readPacket } from "./packet_reader.ts";
import type { Protection } from "./protection.ts";

/** A line before the packets that is longer than this is taken for none. */
const LONGEST_LINE = 4096;
/** Longest identification that RFC 4253 allows, its end included. */
const LONGEST_IDENTIFICATION = 255;

/** The connection, as one of its two readers sees it. */
export interface SshHost extends EncryptedHost {
  /** Key exchange method that a message of its own would belong to, and whether it was guessed. */
  method(emitter: Emitter): {
    readonly method: string | undefined;
    readonly guess: PacketEvent["guess"];
  };
  /** Called after the event of a packet in clear. */
  packet(emitter: Emitter, message: SshMessage): void;
  /** How packets look after NEWKEYS, by what was negotiated. */
  protection(emitter: Emitter): Protection;
}

type State =
  | "lines"
  | "clear"
  | "framed"
  | "opaque"
  /** After bytes were lost: not known where packets start. */
  | "lost"
  /** SSH 1. */
  | "unsupported";

/** Reads one direction of SSH: lines, packets in clear, encrypted packets. */
export class SshReader {
  readonly #emitter: Emitter;
  readonly #host: SshHost;
  #state: State = "lines";
  #keysChanged = false;
  #protection: Protection = { kind: "clear", macBytes: 0 };
  #framed: FramedReader | undefined;

  constructor(emitter: Emitter, host: SshHost) {
    this.#emitter = emitter;
    this.#host = host;
  }

  /** Reads what waits in the queue, as far as it goes. */
  read(): void {
    while (this.#emitter.queue.length > 0 && this.#step());
  }

  /** Passes over bytes that never came. */
  gap(length: number): void {
    if (this.#framed?.gap(length)) return;
    this.#framed?.abandon("out-of-step");
    this.#rejectWaiting("out-of-step");
    this.#emitter.gap(length);
    if (this.#state !== "opaque" && this.#state !== "unsupported") {
      this.#state = "lost";
    }
  }

  /** Says that the direction has ended. */
  end(): void {
    this.#framed?.abandon("ended-early");
    this.#rejectWaiting("ended-early");
  }

  #step(): boolean {
    switch (this.#state) {
      case "lines":
        return this.#readLine();
      case "clear":
        return this.#readPacket();
      case "framed":
        if (this.#framed?.read()) return false;
        this.#reject("bad-packet-length", "packet_length", "no packet has it");
        this.#state = "lost";
        return false;
      case "opaque":
        readOpaque(this.#emitter, this.#host, this.#protection);
        return false;
      case "lost":
        return this.#search();
      case "unsupported":
        this.#reject("version-1", "packet", "it is of SSH 1", "unsupported");
        return false;
    }
  }

  #readLine(): boolean {
    const { direction, queue } = this.#emitter;
    const waiting = queue.bytes.subarray(0, LONGEST_LINE);
    const feed = waiting.indexOf(0x0a);
    if (feed < 0) {
      if (waiting.length < LONGEST_LINE) return false;
      this.#reject("bad-identification", "identification", "no line ends");
      this.#state = "lost";
      return false;
    }
    const end = feed > 0 && waiting[feed - 1] === 0x0d ? feed - 1 : feed;
    const text = latin1(waiting.subarray(0, end));
    const length = feed + 1;
    const start = queue.offset;
    const base = { direction, start, end: start + length };
    const parts = parseIdentification(text);
    if (!parts && (text.startsWith("SSH-") || direction === 0)) {
      this.#emitter.reject(length, {
        code: "bad-identification",
        outcome: "malformed",
        field: "identification",
        problem: "the line is none",
      });
      return true;
    }
    queue.take(length);
    if (!parts) {
      this.#emitter.push({
        ...base,
        kind: "banner",
        text,
        fields: () => bannerFields(text, length),
      });
      return true;
    }
    this.#emitter.push({
      ...base,
      ...parts,
      kind: "identification",
      fields: () => identificationFields(parts, length),
    });
    if (length > LONGEST_IDENTIFICATION) {
      this.#emitter.report({
        code: "bad-identification",
        outcome: "misbehaved",
        field: "identification",
        problem: `${length} bytes are more than ${LONGEST_IDENTIFICATION}`,
      });
    }
    this.#start(parts.protocolVersion);
    return true;
  }

  #start(version: string): void {
    if (version === "2.0" || version === "1.99") {
      this.#state = "clear";
      return;
    }
    this.#state = "unsupported";
    this.#emitter.report({
      code: "version-1",
      outcome: "unsupported",
      field: "protoversion",
      problem: `nothing here decodes SSH ${version}`,
    });
  }

  #readPacket(): boolean {
    const macBytes = this.#protection.kind === "clear"
      ? this.#protection.macBytes
      : 0;
    const result = readPacket(this.#emitter, macBytes, (number) => {
      const { first, last } = KEX_METHOD_MESSAGES;
      const ofMethod = number >= first && number <= last;
      return {
        macBytes,
        sequence: this.#host.count(this.#emitter),
        ...(ofMethod ? this.#host.method(this.#emitter) : NO_METHOD),
      };
    });
    if (result === "waiting") return false;
    if (result === "none") {
      this.#rejectPacket();
      return false;
    }
    this.#host.packet(this.#emitter, result);
    if (result.name === "SSH_MSG_NEWKEYS") this.#changeKeys();
    return true;
  }

  /** Takes what was negotiated into use. */
  #changeKeys(): void {
    this.#keysChanged = true;
    this.#protection = this.#host.protection(this.#emitter);
    this.#framed = undefined;
    switch (this.#protection.kind) {
      case "clear":
        this.#state = "clear";
        break;
      case "framed":
        this.#framed = new FramedReader(
          this.#emitter,
          this.#host,
          this.#protection,
        );
        this.#state = "framed";
        break;
      default:
        this.#state = "opaque";
    }
  }

  /** Gives up what is no packet; servers that refuse a client tell why in plain text. */
  #rejectPacket(): void {
    const { direction, queue } = this.#emitter;
    const { length, offset: start } = queue;
    const text = latin1(queue.bytes);
    if (/^[\t\r\n -~]+$/.test(text)) {
      queue.take(length);
      this.#emitter.push({
        direction,
        start,
        end: start + length,
        kind: "banner",
        text: text.trimEnd(),
        fields: () => [{ name: "text", offset: 0, length, value: text }],
      });
      return;
    }
    this.#reject("bad-packet-length", "packet", "no packet has its lengths");
    this.#state = "lost";
  }

  /** Looks for a packet where a push starts; what else it can be is told by the keys. */
  #search(): boolean {
    const { queue } = this.#emitter;
    if (queue.length < 6) return false;
    if (!this.#keysChanged && looksLikePacket(queue.bytes)) {
      this.#state = "clear";
      return true;
    }
    const protection = this.#host.protection(this.#emitter);
    if (protection.kind === "opaque") {
      this.#changeKeys();
      return true;
    }
    if (protection.kind === "framed") {
      const framed = new FramedReader(this.#emitter, this.#host, protection);
      if (framed.looksRight(queue.bytes)) {
        this.#changeKeys();
        return true;
      }
    }
    this.#rejectWaiting("out-of-step");
    return false;
  }

  #rejectWaiting(code: "out-of-step" | "ended-early"): void {
    const { length } = this.#emitter.queue;
    const problem = code === "ended-early"
      ? `the stream ends after ${length} bytes of it`
      : "where it starts is not known";
    this.#reject(code, "packet", problem, "truncated");
  }

  /** Gives up all that waits, if anything does. */
  #reject(
    code: Parameters<Emitter["reject"]>[1]["code"],
    field: string,
    problem: string,
    outcome: "malformed" | "truncated" | "unsupported" = "malformed",
  ): void {
    const { length } = this.#emitter.queue;
    if (length === 0) return;
    this.#emitter.reject(length, { code, outcome, field, problem });
  }
}

const NO_METHOD = { method: undefined, guess: "none" } as const;
