import type { Protocol } from "../explain/mod.ts";
import { Failure } from "../failure.ts";
import type { Endpoint } from "../packet/mod.ts";

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
    else if (word !== "and") throw badFilter(`${word} is no part of a filter`);
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
  if (!value) throw badFilter(`${word} needs a value`);
  return value.replace(/^\[(.*)\]$/, "$1").toLowerCase();
}

function portOf(value: string | undefined): number {
  const text = valueOf("port", value);
  const port = /^\d{1,5}$/.test(text) ? Number(text) : -1;
  if (port < 0 || port > 65_535) throw badFilter(`${text} is no port`);
  return port;
}

function badFilter(problem: string): Failure {
  return new Failure("usage", `Cannot use the filter: ${problem}.`, {
    hint: `Write: --filter 'host 127.0.0.1 and port 443 and tls' (or ${
      PROTOCOLS.slice(1).join(", ")
    })`,
  });
}
