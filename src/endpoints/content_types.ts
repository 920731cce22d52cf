/** Media types by the end of a file's name. */
const TYPES: Readonly<Record<string, string>> = {
  avif: "image/avif",
  bin: "application/octet-stream",
  bmp: "image/bmp",
  css: "text/css; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  gif: "image/gif",
  gz: "application/gzip",
  htm: "text/html; charset=utf-8",
  html: "text/html; charset=utf-8",
  ico: "image/x-icon",
  jpeg: "image/jpeg",
  jpg: "image/jpeg",
  js: "text/javascript; charset=utf-8",
  json: "application/json",
  log: "text/plain; charset=utf-8",
  map: "application/json",
  md: "text/markdown; charset=utf-8",
  mjs: "text/javascript; charset=utf-8",
  mp3: "audio/mpeg",
  mp4: "video/mp4",
  ogg: "audio/ogg",
  otf: "font/otf",
  pcap: "application/vnd.tcpdump.pcap",
  pcapng: "application/x-pcapng",
  pdf: "application/pdf",
  pem: "application/x-pem-file",
  png: "image/png",
  svg: "image/svg+xml",
  tar: "application/x-tar",
  ts: "text/plain; charset=utf-8",
  ttf: "font/ttf",
  txt: "text/plain; charset=utf-8",
  wasm: "application/wasm",
  webm: "video/webm",
  webp: "image/webp",
  woff: "font/woff",
  woff2: "font/woff2",
  xml: "application/xml",
  yaml: "application/yaml",
  yml: "application/yaml",
  zip: "application/zip",
};

/**
 * Finds the media type of a file by its name.
 *
 * @param name Name or path of the file.
 * @returns The type; `application/octet-stream` for a name that tells nothing.
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { contentTypeOf } from "./content_types.ts";
 *
 * assertEquals(contentTypeOf("a/Logo.PNG"), "image/png");
 * assertEquals(contentTypeOf("Makefile"), "application/octet-stream");
 * ```
 */
export function contentTypeOf(name: string): string {
  const end = /\.([^./\\]+)$/.exec(name)?.[1].toLowerCase() ?? "";
  return Object.hasOwn(TYPES, end) ? TYPES[end] : "application/octet-stream";
}
