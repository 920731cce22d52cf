/** One block of a PEM file: from its BEGIN line to its END line. */
export interface PemBlock {
  /** What the block says it holds, for example `CERTIFICATE`. */
  readonly label: string;
  /** The block with both of its lines, ended by a line feed. */
  readonly text: string;
  /** Whether a passphrase protects what it holds. */
  readonly encrypted: boolean;
}

/** The blocks of a text, in order. */
export interface PemContent {
  /** Blocks that have both their lines. */
  readonly blocks: readonly PemBlock[];
  /** Label of a block that begins and does not end. */
  readonly unfinished?: string;
}

/**
 * Splits a text into its PEM blocks; what stands around them is passed over.
 *
 * @param text Content of a file.
 * @see {@link https://www.rfc-editor.org/rfc/rfc7468#section-2} for the form,
 * {@link https://www.rfc-editor.org/rfc/rfc1421#section-4.6} for the headers of older keys
 * @example
 * ```ts
 * import { assertEquals } from "@std/assert";
 * import { readPem } from "./pem.ts";
 *
 * const { blocks } = readPem("-----BEGIN X-----\nAAAA\n-----END X-----\n");
 * assertEquals(blocks.map((block) => block.label), ["X"]);
 * ```
 */
export function readPem(text: string): PemContent {
  const blocks: PemBlock[] = [];
  const begin = /^-----BEGIN ([A-Z0-9 ]+)-----[ \t]*\r?$/gm;
  for (;;) {
    const match = begin.exec(text);
    if (!match) return { blocks };
    const label = match[1];
    const last = `-----END ${label}-----`;
    const end = text.indexOf(last, begin.lastIndex);
    if (end < 0) return { blocks, unfinished: label };
    const block = text.slice(match.index, end);
    blocks.push({
      label,
      text: `${block.replaceAll("\r", "")}${last}\n`,
      encrypted: label === "ENCRYPTED PRIVATE KEY" ||
        /^Proc-Type:.*ENCRYPTED/m.test(block),
    });
    begin.lastIndex = end + last.length;
  }
}

/**
 * Reads the bytes that a block holds.
 *
 * @param block A block; an encrypted one of the older form gives encrypted bytes.
 * @returns A copy.
 * @throws {SyntaxError} If they are not written in Base64.
 */
export function decodePem(block: PemBlock): Uint8Array<ArrayBuffer> {
  const body = block.text
    .replace(/^-----BEGIN .*$/m, "").replace(/^-----END .*$/m, "")
    .replaceAll(/^[\w-]+:.*$/gm, "");
  return Uint8Array.fromBase64(body);
}

/**
 * Writes bytes as a PEM block, in lines of 64 characters.
 *
 * @param label What they are, for example `CERTIFICATE`.
 * @param der The bytes.
 * @see {@link https://www.rfc-editor.org/rfc/rfc7468#section-2}
 */
export function encodePem(label: string, der: Uint8Array): string {
  const lines = der.toBase64().match(/.{1,64}/g) ?? [];
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ""]
    .join("\n");
}

/**
 * Joins the certificates among the blocks of a file, without what else is there.
 *
 * @param blocks Blocks of the file.
 */
export function certificateText(blocks: readonly PemBlock[]): string {
  return blocks.filter((block) => block.label === "CERTIFICATE")
    .map((block) => block.text).join("");
}

/** Whether a label is one of the kinds of private key. */
export function isPrivateKeyLabel(label: string): boolean {
  return label.endsWith("PRIVATE KEY");
}
