/**
 * Decodes SSH over and over: megabytes a second for key exchanges and for encrypted packets.
 *
 * @module
 */
import { SshConversation } from "../../src/ssh/mod.ts";
import type { Part } from "../event_tiling.ts";
import { conversationsOf } from "../live/tshark_sides.ts";
import { concat, exchange, type Offer, u32 } from "../ssh/build.ts";
import { measure } from "./rate.ts";

const CONVERSATIONS = 1_000;
const PUSHES = 20_000;
/** An encrypted packet in a segment of its own, with a MAC of 32 bytes. */
const PACKET = concat(u32(1408), new Uint8Array(1408 + 32));

function feed(conversation: SshConversation, parts: readonly Part[]): number {
  let events = 0;
  for (const { direction, bytes } of parts) {
    if (bytes) events += conversation.push(direction, bytes).length;
  }
  return events;
}

function recorded(name: string): void {
  const [parts] = conversationsOf(name);
  const length = parts.reduce(
    (sum, part) => sum + (part.bytes?.length ?? 0),
    0,
  );
  measure(name, CONVERSATIONS * length, () => {
    let events = 0;
    for (let i = 0; i < CONVERSATIONS; i++) {
      events += feed(new SshConversation(), parts);
    }
    return events;
  });
}

function encrypted(name: string, offer: Offer): void {
  measure(name, PUSHES * PACKET.length, () => {
    const conversation = new SshConversation();
    let events = feed(conversation, exchange(offer));
    for (let i = 0; i < PUSHES; i++) {
      events += conversation.push(0, PACKET).length;
    }
    return events;
  });
}

recorded("ssh_default");
recorded("ssh_gcm");
encrypted("packets with an -etm MAC", { mac: "hmac-sha2-256-etm@openssh.com" });
encrypted("runs of aes128-ctr", {});
