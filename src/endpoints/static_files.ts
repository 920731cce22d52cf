import type { Failure, FailureKind } from "../failure.ts";
import { contentTypeOf } from "./content_types.ts";
import { type FailureText, failureTo, type Words } from "./failure_text.ts";

/** Something in a folder. */
export interface FolderEntry {
  /** Its name. */
  readonly name: string;
  /** Whether it is a folder too. */
  readonly isFolder: boolean;
  /** Its size in bytes; a folder has none. */
  readonly size: number | undefined;
}

/** A file to be sent. */
export interface FoundFile {
  /** It is a file. */
  readonly kind: "file";
  /** Where it lies, symbolic links resolved. */
  readonly path: string;
  /** Media type. */
  readonly contentType: string;
  /** Size in bytes. */
  readonly size: number;
  /** When it was changed; unknown on some file systems. */
  readonly modified: Date | undefined;
}

/** What lies at a path of a site. */
export type Found =
  | FoundFile
  /** A folder without an `index.html`. */
  | { readonly kind: "folder"; readonly entries: readonly FolderEntry[] }
  /** A folder whose path lacks the slash at its end; `to` is relative. */
  | { readonly kind: "moved"; readonly to: string }
  /** Nothing, or nothing that is to be shown; `error` is why it cannot be read. */
  | { readonly kind: "missing"; readonly error?: unknown };

const MISSING: Found = { kind: "missing" };

/** The files of one folder, and nothing outside of it. */
export class StaticFiles {
  readonly #root: string;

  private constructor(root: string) {
    this.#root = root;
  }

  /**
   * Opens a folder.
   *
   * @param path Its path.
   * @throws {Failure} `bad-file`, if there is none; `permission`, if it is not readable.
   */
  static async open(path: string): Promise<StaticFiles> {
    try {
      const root = await Deno.realPath(path);
      const { isDirectory } = await Deno.stat(root);
      if (isDirectory) return new StaticFiles(root);
    } catch (error) {
      throw unreadable(path, error);
    }
    throw unserved(path, "bad-file", ({ serving }) => serving.noFolder);
  }

  /**
   * Finds what a request asks for.
   *
   * @param target Path and query of the request, as they came.
   */
  async find(target: string): Promise<Found> {
    const [encoded] = target.split(/[?#]/, 1);
    const [query = ""] = /\?[^#]*/.exec(target) ?? [];
    const segments = segmentsOf(encoded);
    if (!segments) return MISSING;
    try {
      const path = await this.#resolve(segments);
      if (path === undefined) return MISSING;
      const stat = await Deno.stat(path);
      if (stat.isFile && !encoded.endsWith("/")) return fileAt(path, stat);
      if (!stat.isDirectory) return MISSING;
      if (!encoded.endsWith("/")) {
        return {
          kind: "moved",
          to: `./${encodeURIComponent(segments.at(-1) ?? "")}/${query}`,
        };
      }
      return await this.#index(segments) ?? await this.#list(path);
    } catch (error) {
      return missing(error);
    }
  }

  /** Follows a path; symbolic links may not lead out of the root. */
  async #resolve(segments: readonly string[]): Promise<string | undefined> {
    const path = await Deno.realPath([this.#root, ...segments].join("/"));
    return this.#holds(path) ? path : undefined;
  }

  #holds(path: string): boolean {
    if (path === this.#root) return true;
    const separator = Deno.build.os === "windows" ? "\\" : "/";
    const inside = this.#root.endsWith(separator)
      ? this.#root
      : this.#root + separator;
    return path.startsWith(inside);
  }

  async #index(segments: readonly string[]): Promise<Found | undefined> {
    try {
      const path = await this.#resolve([...segments, "index.html"]);
      if (path === undefined) return undefined;
      const stat = await Deno.stat(path);
      return stat.isFile ? fileAt(path, stat) : undefined;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return undefined;
      throw error;
    }
  }

  async #list(folder: string): Promise<Found> {
    const entries: FolderEntry[] = [];
    for await (const { name } of Deno.readDir(folder)) {
      try {
        const path = await Deno.realPath(`${folder}/${name}`);
        if (!this.#holds(path)) continue;
        const { isFile, isDirectory, size } = await Deno.stat(path);
        if (!isFile && !isDirectory) continue;
        entries.push({
          name,
          isFolder: isDirectory,
          size: isFile ? size : undefined,
        });
      } catch {
        // A link to nothing, or a file that is gone by now.
      }
    }
    entries.sort((a, b) =>
      Number(b.isFolder) - Number(a.isFolder) ||
      a.name.localeCompare(b.name, "en", { numeric: true })
    );
    return { kind: "folder", entries };
  }
}

/**
 * Tells that something is not there, or not for us to read: a stranger need not
 * know which, but the server's operator shall.
 *
 * @param error What the system said.
 */
function missing(error: unknown): Found {
  return isRefusal(error) ? { kind: "missing", error } : MISSING;
}

/**
 * Whether a file that was found cannot be had: the system withholds it, or it
 * is gone by now.
 *
 * @param error What opening it threw.
 */
export function isWithheld(error: unknown): boolean {
  return error instanceof Deno.errors.NotFound || isRefusal(error);
}

function isRefusal(error: unknown): boolean {
  return error instanceof Deno.errors.PermissionDenied ||
    error instanceof Deno.errors.NotCapable;
}

/**
 * Takes the path of a URL apart and decodes it.
 *
 * @returns Nothing for a path that no file of a site has: one that goes up, or
 * holds what only leads astray, a NUL or an encoded slash.
 */
function segmentsOf(encoded: string): string[] | undefined {
  if (!encoded.startsWith("/")) return undefined;
  const segments: string[] = [];
  for (const part of encoded.split("/")) {
    if (part === "") continue;
    let segment: string;
    try {
      segment = decodeURIComponent(part);
    } catch {
      return undefined;
    }
    if (/^\.{1,2}$|[/\0]/.test(segment)) return undefined;
    if (Deno.build.os === "windows" && /[\\:]/.test(segment)) return undefined;
    segments.push(segment);
  }
  return segments;
}

function fileAt(path: string, stat: Deno.FileInfo): FoundFile {
  return {
    kind: "file",
    path,
    contentType: contentTypeOf(path),
    size: stat.size,
    modified: stat.mtime ?? undefined,
  };
}

function unreadable(path: string, error: unknown): unknown {
  if (error instanceof Deno.errors.NotFound) {
    return unserved(path, "bad-file", ({ serving }) => serving.missing, error);
  }
  if (isRefusal(error)) {
    return unserved(
      path,
      "permission",
      ({ serving }) => serving.unreadable(path),
      error,
    );
  }
  return error;
}

function unserved(
  path: string,
  kind: FailureKind,
  words: (text: FailureText) => Words,
  cause?: unknown,
): Failure {
  return failureTo(kind, (text) => text.serve(path), words, cause);
}
