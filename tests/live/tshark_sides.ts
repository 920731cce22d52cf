/**
 * What tshark decodes of each side of the conversations of a capture, and how
 * it is compared with what is decoded here.
 *
 * @module
 */
import { assert, assertEquals } from "@std/assert";
import { readConversations } from "../data/conversations.ts";
import type { Part } from "../event_tiling.ts";

/** Values that one side of a conversation sent, by tshark's field names, in order. */
export type SideValues = Map<string, string[]>;

/** Where values may differ, and why. */
export interface Disagreement {
  /** Names of cases. */
  readonly cases: RegExp;
  /** Names of fields. */
  readonly fields: RegExp;
  readonly reason: string;
}

/** What to compare, and how. */
export interface Comparison {
  /** Names of cases. */
  readonly cases: readonly string[];
  /** Protocol that their conversations are of, on whatever port. */
  readonly protocol: string;
  /** Field names of tshark. */
  readonly fields: readonly string[];
  /** Gives the values of the client and of the server in a conversation. */
  readonly decode: (
    parts: readonly Part[],
  ) => readonly [SideValues, SideValues];
  readonly disagreements: readonly Disagreement[];
  /** Whether tshark may tell more values, after those that are told here. */
  readonly mayTellMore?: boolean;
}

/** Stands between the values of a field; no value holds it. */
const SEPARATOR = "\x01";

/** Where the capture of a case lies. */
function captureOf(name: string): string {
  return new URL(`../data/${name}/capture.pcapng`, import.meta.url).pathname;
}

/** Reads the conversations of a case of `tests/data`. */
export function conversationsOf(name: string): Part[][] {
  const file = Deno.readFileSync(captureOf(name));
  return readConversations(file).map((steps) =>
    steps.flatMap((step): Part[] => {
      const { direction } = step;
      if ("bytes" in step) return [{ direction, bytes: step.bytes }];
      return "gap" in step ? [{ direction, missing: step.gap }] : [];
    })
  );
}

/** Why tshark cannot be asked, where it cannot. */
export async function tsharkMissing(): Promise<string | undefined> {
  try {
    await tshark(["--version"]);
    return undefined;
  } catch {
    return "tshark does not start";
  }
}

/**
 * Asks tshark for the values of fields.
 *
 * @param name A case of `tests/data`.
 * @param protocol Protocol that its conversations are of, on whatever port.
 * @param fields Field names of tshark.
 * @returns Two maps for each conversation, in order: the client's, the server's.
 */
export async function tsharkSides(
  name: string,
  protocol: string,
  fields: readonly string[],
): Promise<SideValues[]> {
  const rows = await tshark([
    ...["-r", captureOf(name), "-d", `tcp.port==1-65535,${protocol}`],
    ...["-T", "fields", "-E", `aggregator=${SEPARATOR}`],
    ...["-e", "tcp.stream", "-e", "tcp.srcport"],
    ...fields.flatMap((field) => ["-e", field]),
  ]);
  const sides: SideValues[] = [];
  const clientPorts: string[] = [];
  for (const row of rows) {
    const [stream, port, ...columns] = row.split("\t");
    const number = Number(stream);
    clientPorts[number] ??= port;
    const side = 2 * number + (clientPorts[number] === port ? 0 : 1);
    sides[2 * number] ??= new Map();
    sides[2 * number + 1] ??= new Map();
    for (const [column, field] of fields.entries()) {
      if (!columns[column]) continue;
      addValues(sides[side], field, columns[column].split(SEPARATOR));
    }
  }
  return sides;
}

/** Adds values of a field. */
export function addValues(
  side: SideValues,
  field: string,
  values: readonly string[],
): void {
  side.set(field, [...side.get(field) ?? [], ...values]);
}

/**
 * Compares what is decoded here with tshark, field by field, and prints the
 * agreement. A disagreement that is listed must be there; any other fails.
 */
export async function compareWithTshark(
  { cases, protocol, fields, decode, disagreements, mayTellMore }: Comparison,
): Promise<void> {
  let agreed = 0;
  const seen = new Set<Disagreement>();
  const differences: string[] = [];
  for (const name of cases) {
    const ours = conversationsOf(name).flatMap((parts) => decode(parts));
    const theirs = await tsharkSides(name, protocol, fields);
    assertEquals(theirs.length, ours.length, `conversations of ${name}`);
    for (const [index, side] of ours.entries()) {
      for (const field of fields) {
        const here = side.get(field) ?? [];
        const told = theirs[index].get(field) ?? [];
        const there = mayTellMore ? told.slice(0, here.length) : told;
        if (here.join(SEPARATOR) === there.join(SEPARATOR)) {
          agreed += here.length;
          continue;
        }
        const listed = disagreements.find((one) =>
          one.cases.test(name) && one.fields.test(field)
        );
        if (listed) {
          seen.add(listed);
          continue;
        }
        const who = index % 2 ? "server" : "client";
        differences.push(
          `${name}, ${who} of ${index >> 1}, ${field}\n` +
            `  here   ${here.join(" | ")}\n  tshark ${there.join(" | ")}`,
        );
      }
    }
  }
  const reasons = disagreements.map(({ reason }) => `  not on: ${reason}\n`);
  Deno.stdout.writeSync(new TextEncoder().encode(
    `tshark agrees on ${agreed} values of ${fields.length} fields in ${cases.length} captures\n${
      reasons.join("")
    }`,
  ));
  assertEquals(differences.join("\n"), "");
  for (const one of disagreements) {
    assert(seen.has(one), `tshark now agrees: ${one.reason}`);
  }
}

async function tshark(args: readonly string[]): Promise<string[]> {
  const { stdout, stderr, success } = await new Deno.Command("tshark", {
    args: [...args],
  }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(decoder.decode(stderr));
  return decoder.decode(stdout).split("\n").filter((row) => row !== "");
}
