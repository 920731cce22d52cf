/**
 * A program that starts itself again once: the second process says what it was
 * given, waits for a signal where its first argument is `wait`, and ends with
 * the code that is its last argument.
 *
 * @module
 */
import { isRelaunched, relaunch } from "../../src/lab/self.ts";

if (isRelaunched()) {
  await Deno.stdout.write(
    new TextEncoder().encode(
      `${JSON.stringify([Deno.args, Deno.env.get("LANG")])}\n`,
    ),
  );
  if (Deno.args[0] === "wait") {
    const { promise, resolve } = Promise.withResolvers<void>();
    Deno.addSignalListener("SIGTERM", () => resolve());
    await Deno.stdout.write(new TextEncoder().encode("ready\n"));
    await promise;
  }
  if (Deno.args[0] === "die") Deno.kill(Deno.pid, "SIGKILL");
  Deno.exit(Number(Deno.args.at(-1)));
} else {
  const wrapper = Deno.args[0] === "wrapped" ? ["env", "--"] : [];
  Deno.exit(await relaunch(Deno.args, { env: { LANG: "tlh" }, wrapper }));
}
