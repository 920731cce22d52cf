import type { Side, Step } from "./step.ts";

/** Messages that one side says before it waits for the other. */
export interface Flight {
  /** Who says them. */
  readonly from: Side;
  /** Seconds from the start of the conversation to the first of them. */
  readonly time: number;
  /** What is said, in order. */
  readonly messages: readonly FlightMessage[];
}

/** A message of a flight, or several of the same name in a row. */
export interface FlightMessage {
  /** Its name. */
  readonly title: string;
  /** How many there are. */
  readonly count: number;
  /** Whether it was encrypted on the wire. */
  readonly encrypted: boolean;
}

/** What only wraps others, or belongs to the end. */
const LEFT_OUT = /^(ApplicationData|Alert)\b/;

/**
 * Groups the messages of a TLS conversation into flights, from the first to
 * the last before its end.
 *
 * A ticket of TLS 1.3 answers nothing, and nobody waits for it: it goes with
 * what that side says next.
 *
 * @param steps Steps of the conversation, in order.
 */
export function flightsOf(steps: readonly Step[]): Flight[] {
  const flights: { from: Side; time: number; messages: FlightMessage[] }[] = [];
  let tickets: Step[] = [];
  const say = (step: Step) => {
    const { from, time, title, encrypted } = step;
    let flight = flights.at(-1);
    if (flight?.from !== from) {
      flight = { from, time, messages: [] };
      flights.push(flight);
    }
    const last = flight.messages.at(-1);
    if (last?.title === title && last.encrypted === encrypted) {
      flight.messages[flight.messages.length - 1] = {
        ...last,
        count: last.count + 1,
      };
    } else flight.messages.push({ title, count: 1, encrypted });
  };
  for (const step of steps) {
    if (step.kind !== "message" || LEFT_OUT.test(step.title)) continue;
    if (step.title === "NewSessionTicket" && step.phase !== "tls") {
      tickets.push(step);
      continue;
    }
    if (step.from === "server") {
      for (const ticket of tickets) say(ticket);
      tickets = [];
    }
    say(step);
  }
  return flights;
}
