import { escapeControls, toHex } from "../bytes/mod.ts";
import type { Side } from "../explain/mod.ts";
import { type Paint, paint } from "./paint.ts";

/** A form in which the bytes of a conversation are written. */
export type FollowForm = "text" | "hex";

/** How the bytes of a conversation are written. */
export interface FollowOptions {
  /** As text, or as hexadecimal digits beside it. */
  form: FollowForm;
  /** Whether colours are used; not by default. */
  color?: boolean;
}

/** Bytes in a row of hexadecimal digits. */
const ROW_BYTES = 16;

/**
 * Writes what both sides said, in turn: `>` marks the client's lines, `<` the
 * server's. Control characters are escaped, so that nothing that a peer sent
 * acts on the terminal.
 */
export class Follower {
  readonly #form: FollowForm;
  readonly #paint: Paint;
  readonly #decoders = {
    client: new TextDecoder(),
    server: new TextDecoder(),
  };
  readonly #offsets = { client: 0, server: 0 };
  /** A carriage return that the line feed of the same line end may follow. */
  readonly #held = { client: "", server: "" };
  #speaker: Side | undefined;
  #lineOpen = false;

  /**
   * Begins with neither side having spoken.
   *
   * @param options How it is written.
   */
  constructor(options: FollowOptions) {
    this.#form = options.form;
    this.#paint = paint(options.color ?? false);
  }

  /**
   * Writes the next bytes of one side.
   *
   * @param side Who sent them.
   * @param bytes The bytes.
   */
  say(side: Side, bytes: Uint8Array): string {
    return this.#form === "hex"
      ? this.#hex(side, bytes)
      : this.#text(side, bytes);
  }

  /** Writes what both sides left unfinished, and ends the last line. */
  end(): string {
    const rest = (["client", "server"] as const).map((side) =>
      this.#lines(side, this.#held[side] + this.#decoders[side].decode())
    );
    return rest.join("") + this.#endLine();
  }

  #endLine(): string {
    const text = this.#lineOpen ? "\n" : "";
    this.#lineOpen = false;
    return text;
  }

  #text(side: Side, bytes: Uint8Array): string {
    const decoded = this.#held[side] +
      this.#decoders[side].decode(bytes, { stream: true });
    this.#held[side] = decoded.endsWith("\r") ? "\r" : "";
    const end = decoded.length - this.#held[side].length;
    return this.#lines(side, decoded.slice(0, end));
  }

  #lines(side: Side, decoded: string): string {
    if (decoded === "") return "";
    let text = this.#speaker === side ? "" : this.#endLine();
    this.#speaker = side;
    const lines = decoded.replaceAll("\r\n", "\n").split("\n");
    for (const [index, line] of lines.entries()) {
      const isLast = index === lines.length - 1;
      if (isLast && line === "") break;
      const mark = this.#lineOpen ? "" : `${MARKS[side]} `;
      text += this.#paint[side](mark + printableLine(line));
      this.#lineOpen = isLast;
      if (!isLast) text += "\n";
    }
    return text;
  }

  #hex(side: Side, bytes: Uint8Array): string {
    let text = "";
    for (let at = 0; at < bytes.length; at += ROW_BYTES) {
      const row = bytes.subarray(at, at + ROW_BYTES);
      const offset = (this.#offsets[side] + at).toString(16).padStart(8, "0");
      const digits = toHex(row, " ").padEnd(3 * ROW_BYTES - 1);
      const characters = Array.from(row, printableByte).join("");
      text += `${
        this.#paint[side](`${MARKS[side]} ${offset}  ${digits}  ${characters}`)
      }\n`;
    }
    this.#offsets[side] += bytes.length;
    return text;
  }
}

const MARKS: Readonly<Record<Side, string>> = { client: ">", server: "<" };

function printableLine(line: string): string {
  return line.split("\t").map(escapeControls).join("\t");
}

function printableByte(byte: number): string {
  return byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : ".";
}
