/**
 * A program on a terminal of its own, by `script` of util-linux.
 *
 * @module
 */
export class Pty implements AsyncDisposable {
  readonly #child: Deno.ChildProcess;
  readonly #input: WritableStreamDefaultWriter<Uint8Array<ArrayBuffer>>;
  readonly #output: ReadableStreamDefaultReader<string>;
  readonly #encoder = new TextEncoder();
  #seen = "";

  /** Starts `command`, a line for the shell, in a folder. */
  constructor(command: string, cwd: string) {
    this.#child = new Deno.Command("script", {
      args: ["-qfec", command, "/dev/null"],
      cwd,
      env: { TERM: "dumb", HISTFILE: "", COLUMNS: "200" },
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    this.#input = this.#child.stdin.getWriter();
    this.#output = this.#child.stdout.pipeThrough(new TextDecoderStream())
      .getReader();
  }

  /** Types text. */
  async send(text: string): Promise<void> {
    await this.#input.write(this.#encoder.encode(text));
  }

  /** Waits until `text` is shown; returns what was shown since the last call. */
  async until(text: string): Promise<string> {
    while (!this.#seen.includes(text)) {
      const { value, done } = await this.#output.read();
      if (done) throw new Error(`The terminal closed after: ${this.#seen}`);
      this.#seen += value;
    }
    const end = this.#seen.indexOf(text) + text.length;
    const shown = this.#seen.slice(0, end);
    this.#seen = this.#seen.slice(end);
    return shown;
  }

  /** Ends the program. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#child.kill("SIGKILL");
    await this.#output.cancel();
    await this.#input.abort().catch(() => {});
    await this.#child.status;
  }
}
