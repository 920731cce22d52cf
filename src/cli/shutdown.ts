import { INTERRUPTED, TERMINATED } from "./exit_codes.ts";
import { endWithParent } from "../lab/self.ts";

/** Signals that end a program, with their exit codes: 128 + number. */
const SIGNALS: readonly (readonly [Deno.Signal, number])[] =
  Deno.build.os === "windows"
    ? [["SIGINT", INTERRUPTED]]
    : [["SIGINT", INTERRUPTED], ["SIGTERM", TERMINATED]];

/**
 * How far apart two signals are to be two. Ctrl-C reaches a program once more
 * where what launched it passes it on, as `deno task` does, and wirelab itself
 * where it starts itself again.
 */
const ONE_SIGNAL_MILLIS = 200;

/** What a {@linkcode Shutdown} listens for. */
export interface ShutdownOptions {
  /** Whether the end of the terminal (SIGHUP) asks for an end, too; not by default. */
  hangUp?: boolean;
  /** Tells the time in milliseconds; the clock of this process by default. */
  now?: () => number;
  /** Ends the program; at once by default. */
  exit?: (code: number) => void;
}

/**
 * Listens for Ctrl-C and SIGTERM: the first one asks for an end, the second
 * one makes it.
 */
export class Shutdown implements Disposable {
  readonly #controller = new AbortController();
  readonly #remove: (() => void)[] = [];
  readonly #parent = endWithParent();
  readonly #now: () => number;
  readonly #exit: (code: number) => void;
  #exitCode: number | undefined;
  #since = 0;

  /**
   * Starts to listen.
   *
   * @param options What for.
   */
  constructor(options: ShutdownOptions = {}) {
    const { hangUp = false } = options;
    this.#now = options.now ?? (() => performance.now());
    this.#exit = options.exit ?? Deno.exit;
    const signals = hangUp && Deno.build.os !== "windows"
      ? [...SIGNALS, ["SIGHUP", TERMINATED] as const]
      : SIGNALS;
    for (const [signal, code] of signals) {
      const listener = () => this.#hear(code);
      Deno.addSignalListener(signal, listener);
      this.#remove.push(() => Deno.removeSignalListener(signal, listener));
    }
  }

  /** Aborted by the first signal. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Exit code of a program that the signal cut short; none without a signal. */
  get exitCode(): number | undefined {
    return this.#exitCode;
  }

  [Symbol.dispose](): void {
    for (const remove of this.#remove) remove();
    this.#parent[Symbol.dispose]();
  }

  #hear(code: number): void {
    const now = this.#now();
    if (this.#exitCode === undefined) {
      this.#exitCode = code;
      this.#since = now;
      this.#controller.abort();
    } else if (now - this.#since > ONE_SIGNAL_MILLIS) {
      this.#exit(code);
    }
  }
}
