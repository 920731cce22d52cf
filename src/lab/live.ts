import { Explainer, type Say } from "../explain/mod.ts";
import type { Frame } from "../pcap/mod.ts";
import { KeyLog } from "../tls/mod.ts";
import { KeyLogTail, untilLogged } from "./key_log.ts";
import {
  openPrinter,
  type ShowOptions,
  showsBytes,
  type Write,
} from "./printer.ts";

/** How packets are explained while they come. */
export interface LiveOptions extends ShowOptions {
  /** Sentences of a language. */
  say: Say;
  /** Path of a key log that other programs write to meanwhile. */
  keyLogPath?: string;
  /** Where it is written. */
  write: Write;
}

/**
 * Explains packets as they come, until no more come.
 *
 * @param frames The packets.
 * @param options How they are explained.
 */
export async function explainLive(
  frames: AsyncIterable<Frame>,
  options: LiveOptions,
): Promise<void> {
  const { keyLogPath } = options;
  const keyLog = new KeyLog();
  const tail = keyLogPath === undefined
    ? undefined
    : new KeyLogTail(keyLogPath);
  const explainer = new Explainer({
    say: options.say,
    keyLog: tail && keyLog,
    record: showsBytes(options),
  });
  const printer = openPrinter(options.write, { ...options, live: true });
  for await (const frame of frames) {
    if (tail) {
      await untilLogged(frame);
      keyLog.add(tail.read());
    }
    for (const explained of explainer.frame(frame)) printer.print(explained);
  }
  for (const explained of explainer.end()) printer.print(explained);
  printer.end();
}
