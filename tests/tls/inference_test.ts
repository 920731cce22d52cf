import { assert, assertEquals } from "@std/assert";
import {
  type Inference,
  TlsConversation,
  type TlsEvent,
} from "../../src/tls/mod.ts";
import { keyLogOf, RECORDED, type Recorded } from "./samples.ts";

/** What an event is, in the words of an inference. */
function truth(event: TlsEvent): Inference["content"] | undefined {
  const side = event.direction === 0 ? "client_handshake" : "server_handshake";
  switch (event.kind) {
    case "handshake":
      if (event.message.kind === "new_session_ticket") {
        return "new_session_ticket";
      }
      return event.message.kind === "finished" ? "finished" : side;
    case "alert":
      return event.description === 0 ? "close_notify" : "alert";
    case "application_data":
      return event.early ? "early_data" : "application_data";
    default:
      return undefined;
  }
}

/** Guesses that are right of a message, or of the flight that it belongs to. */
function agrees(guess: Inference, event: TlsEvent): boolean {
  const actual = truth(event);
  const { content } = guess;
  if (actual === content) return true;
  const handshake = event.kind === "handshake";
  switch (content) {
    case "server_handshake":
      return handshake && event.direction === 1;
    case "client_handshake":
      return handshake && event.direction === 0;
    case "client_finished":
      return actual === "finished" && event.direction === 0;
    case "early_data":
      return handshake && event.message.kind === "end_of_early_data";
    default:
      return false;
  }
}

function eventsOf(item: Recorded, keys: boolean): TlsEvent[] {
  const conversation = new TlsConversation(
    keys ? { keyLog: keyLogOf(item) } : {},
  );
  return item.parts.flatMap(({ direction, bytes }) =>
    conversation.push(direction, bytes ?? new Uint8Array())
  );
}

Deno.test("TlsConversation guesses right about most closed records, and never of open ones", () => {
  let right = 0;
  const wrong: string[] = [];
  for (const item of RECORDED) {
    const opened = eventsOf(item, true);
    for (const event of eventsOf(item, false)) {
      if (event.kind !== "encrypted" || !event.inferred) continue;
      const { inferred, start, direction } = event;
      const actual = opened.find((other) =>
        other.direction === direction && other.start <= start &&
        start < other.end
      );
      assert(actual, `${item.name} at ${start}`);
      if (actual.kind === "encrypted") continue;
      if (!agrees(inferred, actual)) {
        wrong.push(
          `${item.name} ${start}: ${inferred.content}, ${truth(actual)}`,
        );
        continue;
      }
      right++;
      if (
        inferred.contentLength !== undefined && inferred.content !== "finished"
      ) {
        assertEquals(
          contentLengthOf(actual),
          inferred.contentLength,
          item.name,
        );
      }
    }
  }
  assert(right > 200, `${right} right`);
  assert(wrong.length * 10 < right, wrong.join("\n"));
});

Deno.test("TlsConversation says on what a guess rests", () => {
  for (const item of RECORDED) {
    for (const event of eventsOf(item, false)) {
      if (event.kind !== "encrypted" || !event.inferred) continue;
      const { basis } = event.inferred;
      assert(basis.length > 0);
      // In TLS 1.3 every protected record says that it is application data.
      const hidden = item.name.startsWith("tls13");
      if (hidden) assertEquals(basis.includes("outer_type"), false);
    }
  }
});

/** Length of a record's content; the zeros of TLS 1.3 cannot be told from it. */
function contentLengthOf(event: TlsEvent): number {
  const [record] = event.records;
  const zeros = record.plaintextFields().find(({ name }) => name === "zeros");
  return (record.plaintext?.length ?? 0) + (zeros?.length ?? 0);
}
