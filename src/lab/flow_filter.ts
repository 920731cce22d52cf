import type { Protocol } from "../explain/mod.ts";
import { Failure, inEvery } from "../failure.ts";
import type { Endpoint } from "../packet/mod.ts";
import { type FailureText, TEXTS } from "./failure_text.ts";

/** Protocols that a filter can name. */
const PROTOCOLS: readonly Protocol[] = ["tls", "http", "ssh", "data"];

/** Chooses conversations by their ends, and by what they speak. */
export interface FlowFilter {
  /** Whether the ends of a conversation fit. */
  ends(flow: { client: Endpoint; server: Endpoint }): boolean;
  /** Protocols that it may speak; all where there are none. */
  readonly protocols: readonly Protocol[];
}

/**
 * Reads a filter: `host ADDRESS`, `port NUMBER` and the names of protocols,
 * which must all hold; the word `and` may stand between them.
 *
 * @param text For example `host 127.0.0.1 and port 443 and tls`.
 * @throws {Failure} `usage`, where a word is unknown or a value is missing.
 */
export function parseFilter(text: string): FlowFilter {
  const words = text.trim().split(/[\s=]+/);
  const hosts: string[] = [];
  const ports: number[] = [];
  const protocols: Protocol[] = [];
  for (let word = words.shift(); word; word = words.shift()) {
    const protocol = PROTOCOLS.find((name) => name === word);
    if (word === "host") hosts.push(valueOf(word, words.shift()));
    else if (word === "port") ports.push(portOf(words.shift()));
    else if (protocol) protocols.push(protocol);
    else if (word !== "and") {
      const part = word;
      throw badFilter((problems) => problems.unknownWord(part));
    }
  }
  return {
    protocols,
    ends: ({ client, server }) =>
      hosts.every((host) =>
        host === client.address || host === server.address
      ) &&
      ports.every((port) => port === client.port || port === server.port),
  };
}

function valueOf(word: string, value: string | undefined): string {
  if (!value) throw badFilter((problems) => problems.noValue(word));
  return value.replace(/^\[(.*)\]$/, "$1").toLowerCase();
}

function portOf(value: string | undefined): number {
  const text = valueOf("port", value);
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65_535) {
    throw badFilter((problems) => problems.noPort(text));
  }
  return port;
}

function badFilter(
  problem: (problems: FailureText["filterProblems"]) => string,
): Failure {
  return new Failure(
    "usage",
    inEvery(
      TEXTS,
      (text) =>
        text.badFilter(problem(text.filterProblems), PROTOCOLS.slice(1)),
    ),
  );
}
