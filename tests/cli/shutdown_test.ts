import { assertEquals } from "@std/assert";
import { TERMINATED } from "../../src/cli/exit_codes.ts";
import { within } from "../../src/endpoints/within.ts";
import { Shutdown, type ShutdownOptions } from "../../src/cli/shutdown.ts";

const ignore = Deno.build.os === "windows";

// SIGINT would end `deno test` itself.

/** A shutdown with a clock of its own, and the codes that it ended the program with. */
class Watched implements Disposable {
  readonly codes: number[] = [];
  readonly shutdown: Shutdown;
  #millis = 0;

  constructor(options: ShutdownOptions = {}) {
    this.shutdown = new Shutdown({
      ...options,
      now: () => this.#millis,
      exit: (code) => this.codes.push(code),
    });
  }

  /** Sends this process a signal at a time, and waits until it is heard. */
  async signal(signal: Deno.Signal, millis: number): Promise<void> {
    this.#millis = millis;
    const { promise, resolve } = Promise.withResolvers<void>();
    Deno.addSignalListener(signal, resolve);
    Deno.kill(Deno.pid, signal);
    // Listening for a signal does not keep a program alive; the timer does.
    assertEquals(await within(promise, 10), undefined);
    Deno.removeSignalListener(signal, resolve);
  }

  [Symbol.dispose](): void {
    this.shutdown[Symbol.dispose]();
  }
}

Deno.test({
  name:
    "Shutdown asks for an end at the first signal, and makes it at the second",
  ignore,
  async fn() {
    using watched = new Watched();
    const { shutdown, codes } = watched;
    assertEquals([shutdown.signal.aborted, shutdown.exitCode], [
      false,
      undefined,
    ]);
    await watched.signal("SIGTERM", 1000);
    assertEquals([shutdown.signal.aborted, codes], [true, []]);
    assertEquals(shutdown.exitCode, TERMINATED);
    await watched.signal("SIGTERM", 2000);
    assertEquals(codes, [TERMINATED]);
  },
});

Deno.test({
  name: "Shutdown takes a signal that a launcher passes on for the same one",
  ignore,
  async fn() {
    using watched = new Watched();
    for (const millis of [1000, 1003, 1100]) {
      await watched.signal("SIGTERM", millis);
    }
    assertEquals(watched.codes, []);
    await watched.signal("SIGTERM", 1300);
    assertEquals(watched.codes, [TERMINATED]);
  },
});

Deno.test({
  name: "Shutdown heeds the end of the terminal where it is to",
  ignore,
  async fn() {
    using watched = new Watched({ hangUp: true });
    await watched.signal("SIGHUP", 1000);
    assertEquals(watched.shutdown.signal.aborted, true);
  },
});
