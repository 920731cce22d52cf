import { assert, assertEquals } from "@std/assert";
import {
  payloadBounds,
  SshConversation,
  SshInferrer,
} from "../../src/ssh/mod.ts";
import { exchange } from "./build.ts";

/** Bounds of the payload of a packet that holds so many bytes, padded to 8. */
function packetOf(payloadBytes: number): { least: number; most: number } {
  const padding = 4 + (8 - (1 + payloadBytes + 4) % 8) % 8;
  return payloadBounds(1 + payloadBytes + padding, 8);
}

Deno.test("payloadBounds() holds the payload, whatever its length", () => {
  for (let bytes = 1; bytes < 100; bytes++) {
    const { least, most } = packetOf(bytes);
    assert(least <= bytes && bytes <= most, `${bytes}: ${least} to ${most}`);
    assert(most - least < 8);
  }
});

/** Runs packets of given payloads past an inferrer, and gives the guesses. */
function guesses(
  packets: readonly (readonly [direction: 0 | 1, payloadBytes: number])[],
  extInfo = { client: true, server: true },
): string[] {
  const inferrer = new SshInferrer(extInfo);
  return packets.map(([direction, bytes]) =>
    inferrer.next(direction, packetOf(bytes), false).guess
  );
}

const LOGIN = [
  [1, 280],
  [0, 17],
  [1, 17],
  [0, 30],
  [1, 45],
  [0, 900],
  [1, 1],
] as const;

Deno.test("SshInferrer follows a login", () => {
  assertEquals(guesses(LOGIN), [
    "ext-info",
    "service-request",
    "service-accept",
    "userauth-request",
    "userauth-reply",
    "userauth-request",
    "userauth-success",
  ]);
});

Deno.test("SshInferrer expects no EXT_INFO where nobody takes it", () => {
  assertEquals(
    guesses([[0, 17], [1, 17]], { client: false, server: false }),
    ["service-request", "service-accept"],
  );
});

Deno.test("SshInferrer knows an EXT_INFO of the client by its size", () => {
  assertEquals(guesses([[0, 60], [0, 17]]), ["ext-info", "service-request"]);
});

Deno.test("SshInferrer follows the opening of a session", () => {
  assertEquals(
    guesses([...LOGIN, [0, 24], [1, 600], [1, 17], [1, 2000]]).slice(-4),
    [
      "channel-open",
      "global-request",
      "channel-open-confirmation",
      "channel-data",
    ],
  );
});

Deno.test("SshInferrer takes small packets for keystrokes only after echoes", () => {
  const typing = [[0, 10], [1, 10]] as const;
  const told = guesses([
    ...LOGIN,
    [0, 24],
    [1, 17],
    ...typing,
    ...typing,
    [0, 10],
  ]);
  assertEquals(told.slice(-5), [
    "connection-message",
    "connection-message",
    "connection-message",
    "connection-message",
    "keystroke",
  ]);
});

Deno.test("SshConversation marks what it takes for one packet as assumed", () => {
  const conversation = new SshConversation();
  for (const { direction, bytes } of exchange()) {
    if (bytes) conversation.push(direction, bytes);
  }
  // aes128-ctr with hmac-sha2-256: 4 + 28 bytes of packet, 32 of MAC.
  const [whole] = conversation.push(0, new Uint8Array(64));
  assert(whole.kind === "encrypted-run");
  assertEquals(whole.inference, {
    guess: "service-request",
    basis: "order-and-size",
    assumesOnePacket: true,
    payloadBytes: { least: 8, most: 23 },
  });
  const [piece] = conversation.push(0, new Uint8Array(65));
  assert(piece.kind === "encrypted-run");
  assertEquals(piece.inference, undefined);
});
