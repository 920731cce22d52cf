/**
 * What tshark decodes of the TLS captures.
 *
 * @module
 */
import type { Sample } from "./tls_samples.ts";

/** Values that one side of a conversation sent, by tshark's field names, in order. */
export type SideValues = Map<string, string[]>;

/** Why tshark cannot be asked, where it cannot. */
export async function tsharkMissing(): Promise<string | undefined> {
  for (const command of ["tshark", "mergecap"]) {
    try {
      await run(command, ["--version"]);
    } catch {
      return `${command} does not start`;
    }
  }
}

/**
 * Asks tshark for the values of fields in all captures at once.
 *
 * @param names Field names of tshark; `plaintext` stands for what "follow TLS stream" tells.
 * @returns Two maps for each conversation of the samples, in order: what the client sent, what the server sent.
 */
export async function tsharkValues(
  samples: readonly Sample[],
  names: Iterable<string>,
): Promise<SideValues[]> {
  const folder = await Deno.makeTempDir();
  try {
    const capture = `${folder}/all.pcapng`;
    const keyLog = `${folder}/keys.log`;
    const captures = samples.map((sample) => sample.capture);
    await run("mergecap", ["-a", "-w", capture, ...captures]);
    const keys = samples.map((sample) => sample.keys).join("\n");
    await Deno.writeTextFile(keyLog, keys);
    const source = ["-r", capture, "-o", `tls.keylog_file:${keyLog}`];
    const fields = [...names].filter((name) => name !== "plaintext");
    const { sides, clientPorts } = await fieldValues(source, fields);
    await addPlaintexts(source, sides, clientPorts);
    return sides;
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

async function fieldValues(
  source: readonly string[],
  names: readonly string[],
): Promise<{ sides: SideValues[]; clientPorts: string[] }> {
  const rows = await run("tshark", [
    ...source,
    ...["-T", "fields", "-E", "occurrence=a", "-E", "aggregator=|"],
    ...["-e", "tcp.stream", "-e", "tcp.srcport"],
    ...names.flatMap((name) => ["-e", name]),
  ]);
  const sides: SideValues[] = [];
  const clientPorts: string[] = [];
  for (const row of rows) {
    const [stream, port, ...columns] = row.split("\t");
    const client = 2 * Number(stream);
    if (!clientPorts[Number(stream)]) {
      clientPorts[Number(stream)] = port;
      sides[client] = new Map();
      sides[client + 1] = new Map();
    }
    const values =
      sides[clientPorts[Number(stream)] === port ? client : client + 1];
    for (const [column, name] of names.entries()) {
      const text = columns[column] ?? "";
      if (text === "") continue;
      values.set(name, [...values.get(name) ?? [], ...text.split("|")]);
    }
  }
  return { sides, clientPorts };
}

/** Adds what each side sent in the clear, in hexadecimal, by "follow TLS stream". */
async function addPlaintexts(
  source: readonly string[],
  sides: readonly SideValues[],
  clientPorts: readonly string[],
): Promise<void> {
  const rows = await run("tshark", [
    ...source,
    "-q",
    ...clientPorts.flatMap((_, stream) => ["-z", `follow,tls,raw,${stream}`]),
  ]);
  let stream = -1;
  let clientNode = 0;
  for (const row of rows) {
    stream = Number(/^Filter: tcp\.stream eq (\d+)/.exec(row)?.[1] ?? stream);
    // For TLS 1.3 tshark takes the server for node 0, and has no node 1.
    const node = /^Node 0: .*:(\d+)$/.exec(row)?.[1];
    if (node) clientNode = node === clientPorts[stream] ? 0 : 1;
    const data = /^(\t?)([0-9a-f]+)$/.exec(row);
    if (!data) continue;
    const values = sides[2 * stream + (data[1].length ^ clientNode)];
    values.set("plaintext", [(values.get("plaintext")?.[0] ?? "") + data[2]]);
  }
}

async function run(
  command: string,
  args: readonly string[],
): Promise<string[]> {
  const { stdout, stderr, success } = await new Deno.Command(command, {
    args: [...args],
  }).output();
  const decoder = new TextDecoder();
  if (!success) throw new Error(`${command}: ${decoder.decode(stderr)}`);
  return decoder.decode(stdout).split("\n").filter((row) => row);
}

/** The names that tshark has for the values of fields, by field and value. */
export async function tsharkNames(): Promise<Map<string, Map<number, string>>> {
  const rows = await run("tshark", ["-G", "values"]);
  const fields = new Map<string, Map<number, string>>();
  for (const row of rows) {
    const [kind, field, value, text] = row.split("\t");
    if (kind !== "V" || !field.startsWith("tls.") || !text) continue;
    const names = fields.get(field) ?? new Map();
    names.set(Number(value), text);
    fields.set(field, names);
  }
  return fields;
}
