/** Characters of a line that is typed, at the most. */
const LONGEST_LINE = 4096;

const INTERRUPT = "\x03";
const END_OF_INPUT = "\x04";
const REDRAW = "\x0c";
const ERASE_ALL = "\x15";
const ESCAPE = "\x1b";
/** Goes back to the start of the line and clears it. */
const CLEAR_LINE = "\r\x1b[K";
const CLEAR_SCREEN = "\x1b[H\x1b[2J";

const PROMPT = "wirelab> ";

/** What a session knows of its place. */
export interface EchoShellOptions {
  /** Who is logged in. */
  user: string;
  /** Facts that `whoami` shows below the name. */
  facts: readonly string[];
  /** Whether a terminal is at the other end, which wants its echo from here. */
  terminal: boolean;
  /** Tells the time; this machine's clock if not given. */
  now?: () => Date;
}

/** What a line is answered with. */
interface Answer {
  readonly text: string;
  readonly status?: number;
}

const HELP = `This is no shell: nothing that you type is run. A line comes back
as it is, but for these words:

  help      this
  whoami    who you are here, and how this connection is protected
  time      the server's time
  exit [N]  ends the session, with exit status N`;

/**
 * What looks like a shell and runs nothing: it says each line back, and knows
 * a few words.
 *
 * It takes what comes and gives what is to be sent; with a terminal at the
 * other end it is the line editor too, as the system's terminal driver would be.
 */
export class EchoShell {
  readonly #options: EchoShellOptions;
  readonly #decoder = new TextDecoder();
  #line: string[] = [];
  #escape = "";
  #afterReturn = false;
  #status: number | undefined;

  /** @param options What it knows of its place. */
  constructor(options: EchoShellOptions) {
    this.#options = options;
  }

  /** Exit status, once the session is over. */
  get status(): number | undefined {
    return this.#status;
  }

  /** What is sent first. */
  greeting(): string {
    if (!this.#options.terminal) return "";
    return this.#show(
      "wirelab says every line back and runs nothing. Type help, or exit.",
    ) + PROMPT;
  }

  /**
   * Takes what came.
   *
   * @returns What is to be sent.
   */
  push(bytes: Uint8Array): string {
    const text = this.#decoder.decode(bytes, { stream: true });
    let output = "";
    for (const character of text) {
      if (this.#status !== undefined) break;
      output += this.#options.terminal
        ? this.#key(character)
        : this.#character(character);
    }
    return output;
  }

  /**
   * Ends: nothing more comes.
   *
   * @returns What is to be sent.
   */
  end(): string {
    const rest = this.#line.length > 0 && !this.#options.terminal
      ? this.#enter()
      : "";
    this.#status ??= 0;
    return rest;
  }

  /**
   * Answers a command that is not typed but asked for, as `ssh HOST COMMAND`
   * does, and ends.
   */
  command(line: string): string {
    const { text, status = 0 } = this.#answer(line);
    this.#status = status;
    return this.#show(text);
  }

  /** Without a terminal a line ends with LF, and nothing is echoed. */
  #character(character: string): string {
    if (character === "\n" || this.#line.length >= LONGEST_LINE) {
      const rest = character === "\n" ? [] : [character];
      const output = this.#enter();
      this.#line = rest;
      return output;
    }
    this.#line.push(character);
    return "";
  }

  #key(character: string): string {
    if (this.#isOfSpecialKey(character)) return "";
    const afterReturn = this.#afterReturn;
    this.#afterReturn = character === "\r";
    switch (character) {
      case "\n":
        return afterReturn ? "" : this.#enter();
      case "\r":
        return this.#enter();
      case INTERRUPT:
        this.#line = [];
        return `^C\r\n${PROMPT}`;
      case END_OF_INPUT:
        if (this.#line.length > 0) return "";
        this.#status = 0;
        return "\r\n";
      case ERASE_ALL:
        this.#line = [];
        return CLEAR_LINE + PROMPT;
      case REDRAW:
        return CLEAR_SCREEN + PROMPT + this.#line.join("");
      case "\b":
      case "\x7f":
        if (this.#line.pop() === undefined) return "";
        return CLEAR_LINE + PROMPT + this.#line.join("");
      default:
        if (/\p{Cc}/u.test(character)) return "";
        if (this.#line.length >= LONGEST_LINE) return "\x07";
        this.#line.push(character);
        return character;
    }
  }

  /** Passes over cursor keys and the like: `ESC [`, parameters, a letter. */
  #isOfSpecialKey(character: string): boolean {
    if (character === ESCAPE) {
      this.#escape = ESCAPE;
      return true;
    }
    if (this.#escape === "") return false;
    const starts = this.#escape === ESCAPE;
    const goesOn = starts
      ? character === "[" || character === "O"
      : !/[@-~]/.test(character);
    this.#escape = goesOn ? this.#escape + character : "";
    return goesOn || !starts;
  }

  #enter(): string {
    const { terminal } = this.#options;
    const line = this.#line.join("");
    this.#line = [];
    const { text, status } = this.#answer(line);
    this.#status = status;
    const output = text === "" && terminal ? "" : this.#show(text);
    return (terminal ? "\r\n" : "") + output +
      (terminal && status === undefined ? PROMPT : "");
  }

  #answer(line: string): Answer {
    const { user, facts, now = () => new Date() } = this.#options;
    const [word, argument] = line.trim().split(/\s+/);
    switch (line.trim()) {
      case "help":
        return { text: HELP };
      case "whoami":
        return { text: [user, ...facts].join("\n") };
      case "time":
        return { text: now().toISOString() };
    }
    if (word === "exit" && /^\d{0,3}$/.test(argument ?? "")) {
      return { text: "bye", status: Number(argument ?? 0) & 0xff };
    }
    return { text: line.replace(/\r$/, "") };
  }

  /** Writes lines with the ends that the other end wants. */
  #show(text: string): string {
    const end = this.#options.terminal ? "\r\n" : "\n";
    return text.split("\n").join(end) + end;
  }
}
