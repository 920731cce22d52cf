import { gzipSync } from "node:zlib";
import { concat } from "../bytes/concat.ts";

/** The launcher takes a multiple of this, in bytes. */
const BLOCK_BYTES = 4096;
/** Compression that pays: level 9 takes twice the time and saves 0.4 %. */
const COMPRESSION_LEVEL = 6;

/** A file that a self-extracting executable carries. */
export interface CarriedFile {
  /** Name without folders. */
  readonly name: string;
  /** Its content. */
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What a self-extracting executable is made of. */
export interface SelfExtractingOptions {
  /** Text of the launcher, with `@NAME@` where a value goes. */
  readonly launcher: string;
  /** Version of the program. */
  readonly version: string;
  /** Version of the runtime. */
  readonly denoVersion: string;
  /** Target that the runtime is for: `x86_64-unknown-linux-gnu`. */
  readonly target: string;
  /** The runtime. */
  readonly runtime: Uint8Array<ArrayBuffer>;
  /** The program's modules; `main.js` is the one that is run. */
  readonly program: readonly CarriedFile[];
  /** Arguments of the runtime in front of the main module. */
  readonly runArguments: readonly string[];
}

interface Part {
  name: string;
  mode: string;
  size: number;
  hash: string;
  compressed: Uint8Array;
}

/**
 * Joins a launcher, a runtime and a program to one executable file.
 *
 * ```text
 * the launcher, a POSIX shell script, filled up with line feeds
 * the runtime and the modules of the program, each by gzip
 * ```
 *
 * Folder and file in the cache are named by the hash of what they hold, so
 * that two versions never meet, and share a runtime that is the same.
 *
 * @param options What it is made of.
 * @returns The bytes of the file. The same options give the same bytes.
 * @throws {RangeError} If a name holds more than letters, digits, `.`, `_` and `-`.
 */
export async function encodeSelfExtracting(
  options: SelfExtractingOptions,
): Promise<Uint8Array<ArrayBuffer>> {
  const modules = await Promise.all(options.program.map(encodeModule));
  const program = `wirelab-${options.version}-${await fingerprint(modules)}`;
  for (const part of modules) part.name = `${program}/${part.name}`;
  const runtime: Part = {
    name: "",
    mode: "-r-x------",
    size: options.runtime.length,
    hash: await sha256(options.runtime),
    compressed: gzip(options.runtime),
  };
  runtime.name = `deno-${options.denoVersion}-${runtime.hash.slice(0, 12)}`;

  const parts = [runtime, ...modules.toSorted(byName)];
  const values = {
    VERSION: options.version,
    DENO: options.denoVersion,
    TARGET: options.target,
    PROGRAM: program,
    RUNTIME: runtime.name,
    MODULES: parts.slice(1).map((part) => part.name).join(" "),
    EXPECTED: parts.map((part) =>
      `${part.mode} ${part.size} Jan 1 2000 ${part.name}`
    ).join("\n"),
    HASHES: parts.map((part) => `${part.hash} ${part.name}`).join("\n"),
    ARGUMENTS: options.runArguments.join(" "),
  };
  const launcher = fitLauncher((lengthBytes) =>
    fill(options.launcher, { ...values, PARTS: placesOf(parts, lengthBytes) })
  );
  return concat([launcher, ...parts.map((part) => part.compressed)]);
}

/** Where each part is, as the launcher reads it: offset from 1, length, name. */
function placesOf(parts: readonly Part[], start: number): string {
  let offset = start + 1;
  return parts.map((part) => {
    const place = `${offset} ${part.compressed.length} ${part.name}`;
    offset += part.compressed.length;
    return place;
  }).join("\n");
}

/** Renders a launcher that tells its own length, and fills it up to that. */
function fitLauncher(render: (lengthBytes: number) => string): Uint8Array {
  for (let length = BLOCK_BYTES;; length += BLOCK_BYTES) {
    const bytes = new TextEncoder().encode(render(length));
    if (bytes.length > length) continue;
    const padded = new Uint8Array(length).fill(0x0a);
    padded.set(bytes);
    return padded;
  }
}

async function encodeModule(file: CarriedFile): Promise<Part> {
  if (!/^\w[\w.-]*$/.test(file.name)) {
    throw new RangeError(
      `Cannot carry the file ${file.name}: its name is no plain word`,
    );
  }
  return {
    name: file.name,
    mode: "-r--------",
    size: file.bytes.length,
    hash: await sha256(file.bytes),
    compressed: gzip(file.bytes),
  };
}

/** Orders names as `ls` does in the C locale. */
function byName(a: Part, b: Part): number {
  return a.name < b.name ? -1 : 1;
}

function fill(text: string, values: Record<string, string>): string {
  return text.replaceAll(/@([A-Z]+)@/g, (_match, name) => values[name]);
}

function gzip(bytes: Uint8Array): Uint8Array {
  return gzipSync(bytes, { level: COMPRESSION_LEVEL });
}

async function fingerprint(parts: readonly Part[]): Promise<string> {
  const list = parts.map((part) => `${part.name} ${part.hash}`).toSorted();
  const hash = await sha256(new TextEncoder().encode(list.join("\n")));
  return hash.slice(0, 12);
}

async function sha256(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const hash = await crypto.subtle.digest("SHA-256", bytes);
  return new Uint8Array(hash).toHex();
}
