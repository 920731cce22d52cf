/**
 * The TLS captures of `tests/data`, as the conversations that they hold.
 *
 * @module
 */
import { readConversations, type Step } from "../data/conversations.ts";
import { TLS_CASES } from "../data/tls_cases.ts";

/** A capture and the conversations in it. */
export interface Sample {
  readonly name: string;
  /** Path of the capture. */
  readonly capture: string;
  /** Path of the key log. */
  readonly keyLog: string;
  /** The key log; empty where there is none. */
  readonly keys: string;
  /** Steps of each conversation, in order. */
  readonly conversations: readonly (readonly Step[])[];
}

const data = new URL("../data/", import.meta.url);

/** Reads all TLS captures. */
export function readSamples(): Sample[] {
  return TLS_CASES.map(({ name }) => readSample(name));
}

/** Reads one TLS capture. */
export function readSample(name: string): Sample {
  const capture = new URL(`${name}/capture.pcapng`, data).pathname;
  const keyLog = new URL(`${name}/keys.log`, data).pathname;
  const conversations = readConversations(Deno.readFileSync(capture));
  return { name, capture, keyLog, keys: readKeys(keyLog), conversations };
}

function readKeys(path: string): string {
  try {
    return Deno.readTextFileSync(path);
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return "";
    throw error;
  }
}
