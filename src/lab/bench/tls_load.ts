import type { Stream } from "../../endpoints/mod.ts";
import type { Crew, Member } from "./crew.ts";
import type { Pace } from "./pace.ts";

/** Where the bytes go that a server says before it ends: nobody reads them. */
const WASTE = new Uint8Array(4096);

/**
 * Has each member of a crew make a connection, complete a full TLS handshake,
 * end the connection, wait for the server's end, and do so again.
 *
 * What is noted is the handshake alone: from the ClientHello until this end
 * has what it needs to send data.
 *
 * @param crew Who connects.
 * @param pace How long.
 * @returns Whether it came to its end.
 */
export async function loadHandshakes(
  crew: Crew,
  pace: Pace,
): Promise<boolean> {
  pace.start(performance.now());
  const ends = await crew.each(async (member) => {
    let now = performance.now();
    while (pace.admits(now)) {
      const began = now;
      const stream = await member.connect();
      const hello = performance.now();
      await member.handshake();
      const handshakeMillis = performance.now() - hello;
      await endInTurn(stream, member);
      now = performance.now();
      pace.ended(began, now, handshakeMillis);
      member.hangUp();
    }
  });
  return ends !== undefined;
}

/** Ends this direction, and waits for the server to end its own. */
export async function endInTurn(stream: Stream, member: Member): Promise<void> {
  await stream.closeWrite();
  for (;;) {
    const length = await stream.read(WASTE);
    if (length === null) return;
    member.totals.received += length;
    member.heard();
  }
}
