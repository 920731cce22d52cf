import { Failure, inEvery } from "../../failure.ts";
import { type PemBlock, pemBlockOf, pemBlocksIn } from "../../pki/mod.ts";
import type { Arguments } from "../options.ts";
import { DASH, readSmallInput } from "../standard_input.ts";
import { type Task, TEXTS } from "./failure_text.ts";

/** A file of certificates, requests or keys. */
export interface Input {
  /** What it is called in a message. */
  readonly name: string;
  /** What it holds; at least one block. */
  readonly blocks: readonly PemBlock[];
  /** The whole of it, where it is text. */
  readonly text: string | undefined;
}

/**
 * Reads a file, PEM or DER.
 *
 * @param path Path of the file; `-` is standard input.
 * @throws {Failure} `bad-file` or `permission`, if it cannot be read or holds
 * nothing of that kind.
 */
export async function readInput(path: string): Promise<Input> {
  const name = nameOfInput(path);
  const bytes = await readSmallInput(path);
  if (!bytes) throw missing(path);
  const binary = pemBlockOf(bytes);
  if (binary) return { name, blocks: [binary], text: undefined };
  const blocks = pemBlocksIn(bytes, name);
  return { name, blocks, text: new TextDecoder().decode(bytes) };
}

/** What a path is called in a message. */
export function nameOfInput(path: string): string {
  return path === DASH ? "standard input" : path;
}

/**
 * Reads an argument that must be there.
 *
 * @param args Arguments of the call.
 * @param index Where it stands.
 * @param task What is done with it, for the message.
 * @param example A call that names it.
 * @throws {Failure} `usage`, if it is missing.
 */
export function requirePath(
  args: Arguments,
  index: number,
  task: Task,
  example: string,
): string {
  const path = args.positionals[index];
  if (path !== undefined && path !== "") return path;
  throw new Failure(
    "usage",
    inEvery(TEXTS, (text) => text.noFileNamed(task, example)),
  );
}

/**
 * Refuses a call that would read two things from standard input.
 *
 * @param paths Paths that are read.
 * @throws {Failure} `usage`, if two of them are `-`.
 */
export function refuseSharedInput(
  paths: readonly (string | undefined)[],
): void {
  if (paths.filter((path) => path === DASH).length > 1) {
    throw new Failure("usage", inEvery(TEXTS, (text) => text.sharedInput));
  }
}

function missing(path: string): Failure {
  return new Failure(
    "bad-file",
    inEvery(TEXTS, (text) => text.missingFile(path)),
  );
}
