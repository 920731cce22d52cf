import type { Crew } from "./crew.ts";
import type { Pace } from "./pace.ts";

/** Bytes that a server may say before it ends; they are dropped. */
const BUFFER_BYTES = 4096;

/**
 * Has each member of a crew make a connection, complete a full TLS handshake,
 * end the connection, wait for the server's end, and do so again.
 *
 * What is noted is the handshake alone: from the ClientHello until this end
 * has what it needs to send data.
 *
 * @param crew Who connects.
 * @param pace How long.
 * @param onCounting Called when it begins to count.
 * @returns Whether it came to its end.
 */
export async function loadHandshakes(
  crew: Crew,
  pace: Pace,
  onCounting: () => void,
): Promise<boolean> {
  pace.start(performance.now(), onCounting);
  return await crew.each(async (member) => {
    const buffer = new Uint8Array(BUFFER_BYTES);
    let now = performance.now();
    while (pace.admits(now)) {
      const began = now;
      const stream = await member.connect();
      const hello = performance.now();
      await member.handshake();
      const handshakeMillis = performance.now() - hello;
      await stream.closeWrite();
      for (;;) {
        const length = await stream.read(buffer);
        if (length === null) break;
        member.totals.received += length;
        member.heard();
      }
      now = performance.now();
      pace.ended(began, now, handshakeMillis);
      member.hangUp();
    }
  });
}
