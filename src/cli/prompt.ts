import { INTERRUPTED } from "./exit_codes.ts";
import type { Terminal } from "./terminal.ts";

/** A keyboard that can be read key by key, without echo. */
export interface Keyboard {
  /** Turns echo and the editing of lines off, or on again. */
  setRaw(raw: boolean): void;
  /** Reads what was typed; `null` at its end. */
  read(buffer: Uint8Array): Promise<number | null>;
}

/** What typing came to. */
export type Typed =
  | { readonly kind: "entered"; readonly text: string }
  | { readonly kind: "typing" }
  | { readonly kind: "interrupted" };

const ESCAPE = "\x1b";
const INTERRUPT = "\x03";
const END_OF_INPUT = "\x04";
const ERASE_ALL = "\x15";

/**
 * Follows the keys of a line that is typed unseen: characters, the keys that
 * take them back, and the keys that end it.
 */
export class HiddenLine {
  #characters: string[] = [];
  /** What of the sequence of a special key has come: `ESC [` and parameters. */
  #sequence = "";

  /**
   * Takes what was typed.
   *
   * @param typed Characters as they come from a terminal.
   */
  push(typed: string): Typed {
    for (const character of typed) {
      if (this.#isOfSpecialKey(character)) continue;
      switch (character) {
        case "\r":
        case "\n":
          return { kind: "entered", text: this.#characters.join("") };
        case INTERRUPT:
          return { kind: "interrupted" };
        case END_OF_INPUT:
          if (this.#characters.length === 0) return { kind: "interrupted" };
          break;
        case ERASE_ALL:
          this.#characters = [];
          break;
        case "\b":
        case "\x7f":
          this.#characters.pop();
          break;
        default:
          if (!/\p{Cc}/u.test(character)) this.#characters.push(character);
      }
    }
    return { kind: "typing" };
  }

  /** Passes over cursor keys, and the brackets that terminals put around a paste. */
  #isOfSpecialKey(character: string): boolean {
    if (character === ESCAPE) {
      this.#sequence = ESCAPE;
      return true;
    }
    if (this.#sequence === "") return false;
    const starts = this.#sequence === ESCAPE;
    if (starts && character !== "[" && character !== "O") {
      this.#sequence = "";
      return false;
    }
    const ends = !starts && /[@-~]/.test(character);
    this.#sequence = ends ? "" : this.#sequence + character;
    return true;
  }
}

/**
 * Asks for a line that does not appear as it is typed.
 *
 * @param keyboard Where it is typed.
 * @param write Writes the question.
 * @param question What is asked for.
 * @returns The line, or `undefined` where Ctrl-C or Ctrl-D was typed instead.
 */
export async function askHidden(
  keyboard: Keyboard,
  write: (text: string) => void,
  question: string,
): Promise<string | undefined> {
  const line = new HiddenLine();
  const decoder = new TextDecoder();
  const buffer = new Uint8Array(256);
  // First, so that nothing appears which is typed as soon as the question does.
  keyboard.setRaw(true);
  try {
    write(question);
    for (;;) {
      const length = await keyboard.read(buffer);
      if (length === null) return undefined;
      const typed = line.push(
        decoder.decode(buffer.subarray(0, length), { stream: true }),
      );
      buffer.fill(0);
      if (typed.kind === "entered") return typed.text;
      if (typed.kind === "interrupted") return undefined;
    }
  } finally {
    keyboard.setRaw(false);
    write("\n");
  }
}

/**
 * Asks whoever sits at the terminal for a line that does not appear as it is
 * typed. Ctrl-C ends the program.
 *
 * @param terminal Where the question is written; standard input has to be one.
 * @param question What is asked for.
 */
export async function askSecret(
  terminal: Terminal,
  question: string,
): Promise<string> {
  const typed = await askHidden(
    {
      setRaw: (raw) => Deno.stdin.setRaw(raw),
      read: (buffer) => Deno.stdin.read(buffer),
    },
    terminal.err,
    question,
  );
  if (typed === undefined) Deno.exit(INTERRUPTED);
  return typed;
}
