import { HandshakeCollector, type HandshakeSummary } from "../explain/mod.ts";
import { CaptureCursor } from "../pcap/mod.ts";
import {
  handshakeToJson,
  headToJson,
  renderHandshakeHead,
  renderHandshakeRow,
} from "../render/mod.ts";
import { readCapture, unreadable } from "./capture_input.ts";
import type { SummaryOptions } from "./summary.ts";

/** Text that is gathered before it is written, in characters. */
const WRITE_AT = 1 << 16;

/**
 * Lists every TLS handshake of a capture: what was offered and what was chosen.
 *
 * @param options What to list, and how.
 * @throws {Failure} `bad-file`, if the file cannot be read or is no capture.
 */
export async function listHandshakes(options: SummaryOptions): Promise<void> {
  const { path, json, filter, write } = options;
  const cursor = new CaptureCursor();
  const collector = new HandshakeCollector();
  let held = json
    ? `${headToJson(options.version)}\n`
    : renderHandshakeHead(options);
  const list = (handshake: HandshakeSummary | undefined) => {
    if (!handshake || filter?.ends(handshake) === false) return;
    held += json
      ? handshakeToJson(handshake)
      : renderHandshakeRow(handshake, options);
    if (held.length < WRITE_AT) return;
    write(held);
    held = "";
  };
  const drain = () => {
    while (cursor.next()) {
      list(collector.add(cursor.bytes, cursor.record, cursor.number));
    }
  };
  try {
    for await (const chunk of readCapture(path, { reuse: true })) {
      cursor.push(chunk);
      drain();
    }
    cursor.end();
    drain();
  } catch (error) {
    write(held);
    throw unreadable(path, cursor.number, error);
  }
  for (const handshake of collector.end()) list(handshake);
  write(held);
}
