import { assert, assertEquals } from "@std/assert";
import { FieldNotes } from "../../src/explain/fields/mod.ts";
import { speak } from "../../src/explain/mod.ts";
import { explainCapture } from "../../src/lab/explanation.ts";
import { listHandshakes } from "../../src/lab/handshakes.ts";
import { readKeyLog } from "../../src/lab/secrets.ts";
import { summariseCapture } from "../../src/lab/summary.ts";
import { jsonSchema } from "../../src/render/mod.ts";

interface Schema {
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
  readonly oneOf?: readonly Schema[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly type?: string | readonly string[];
  readonly minimum?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
}

const SCHEMA = jsonSchema() as Schema;

/** Members that the schema leaves open: what lies inside is not part of the contract. */
const OPEN = ["close"];

/** Checks a value against the part of JSON Schema that the schema uses, and refuses members it does not name. */
function faultOf(
  value: unknown,
  schema: Schema,
  path: string,
): string | undefined {
  if (schema.$ref) {
    return faultOf(value, SCHEMA.$defs![schema.$ref.split("/").at(-1)!], path);
  }
  if (schema.oneOf) {
    const type = (value as { type?: string }).type;
    const branch = schema.oneOf.find((item) =>
      item.properties?.type.const === type
    );
    return branch ? faultOf(value, branch, type!) : `${path}: no such type`;
  }
  if ("const" in schema) {
    return value === schema.const ? undefined : `${path}: not ${schema.const}`;
  }
  if (schema.enum) {
    return schema.enum.includes(value) ? undefined : `${path}: ${value}`;
  }
  const types = [schema.type ?? []].flat();
  if (
    types.length > 0 && !types.includes(typeOf(value)) &&
    !(types.includes("number") && typeof value === "number")
  ) {
    return `${path}: ${typeOf(value)}, not ${types}`;
  }
  if (schema.minimum !== undefined && (value as number) < schema.minimum) {
    return `${path}: too small`;
  }
  if (Array.isArray(value)) {
    if (
      value.length < (schema.minItems ?? 0) ||
      value.length > (schema.maxItems ?? Infinity)
    ) return `${path}: length`;
    return value.map((item, i) =>
      faultOf(item, schema.items ?? {}, `${path}[${i}]`)
    ).find(Boolean);
  }
  if (!schema.properties) return undefined;
  const members = value as Record<string, unknown>;
  const missing = schema.required?.find((name) => !(name in members));
  if (missing) return `${path}.${missing}: missing`;
  for (const [name, member] of Object.entries(members)) {
    const known = schema.properties[name];
    if (!known && OPEN.some((open) => path.endsWith(open))) continue;
    if (!known) return `${path}.${name}: not in the schema`;
    const fault = faultOf(member, known, `${path}.${name}`);
    if (fault) return fault;
  }
  return undefined;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (Number.isInteger(value)) return "integer";
  return typeof value;
}

const DATA = new URL("../data/", import.meta.url).pathname;

async function linesOf(name: string, verbose: boolean): Promise<string[]> {
  let text = "";
  const keys = `${DATA}${name}/keys.log`;
  await explainCapture({
    path: `${DATA}${name}/capture.pcapng`,
    keyLog: await readKeyLog(keys).catch(() => undefined),
    fullFlows: 0,
    listedFlows: 0,
    say: speak("zh"),
    color: false,
    columns: 80,
    ascii: false,
    json: true,
    notes: verbose ? new FieldNotes("zh") : undefined,
    version: "0",
    write: (part) => text += part,
  });
  return text.trimEnd().split("\n");
}

for (
  const name of [
    "tls13_client_certificate",
    "tls12_renegotiation",
    "http_chunked",
    "http2_upgrade",
    "ssh_default",
  ]
) {
  Deno.test(`explainCapture() writes JSON of ${name} that fits the schema`, async () => {
    for (const verbose of [false, true]) {
      const lines = await linesOf(name, verbose);
      assert(lines.length > 10);
      for (const line of lines) {
        assertEquals(faultOf(JSON.parse(line), SCHEMA, "line"), undefined);
      }
    }
  });
}

Deno.test("summariseCapture() writes JSON that fits the schema", async () => {
  let text = "";
  await summariseCapture({
    path: `${DATA}http2_prior_knowledge/capture.pcapng`,
    json: true,
    version: "0",
    say: speak("en"),
    write: (part) => text += part,
  });
  const lines = text.trimEnd().split("\n").map((line) => JSON.parse(line));
  assertEquals(lines.length, 7);
  for (const line of lines) {
    assertEquals(faultOf(line, SCHEMA, "line"), undefined);
  }
});

Deno.test("listHandshakes() writes JSON that fits the schema", async () => {
  for (
    const name of [
      "tls13_hello_retry",
      "tls12_resumption_ticket",
      "http_chunked",
    ]
  ) {
    let text = "";
    await listHandshakes({
      path: `${DATA}${name}/capture.pcapng`,
      json: true,
      version: "0",
      say: speak("en"),
      write: (part) => text += part,
    });
    const lines = text.trimEnd().split("\n").map((line) => JSON.parse(line));
    assertEquals(lines.length > 1, name.startsWith("tls"), name);
    for (const line of lines) {
      assertEquals(faultOf(line, SCHEMA, "line"), undefined);
    }
  }
});

Deno.test("the schema check finds a member that the schema does not name", () => {
  const head = { type: "wirelab", version: "0", schema: 1, surplus: true };
  assertEquals(
    faultOf(head, SCHEMA, "line"),
    "wirelab.surplus: not in the schema",
  );
});
