import {
  brotliDecompressSync,
  inflateSync,
  zstdDecompressSync,
} from "node:zlib";

/** Longest Certificate message that is decompressed, in bytes. */
const MAX_BYTES = 2 ** 20;

type Decompress = (
  bytes: Uint8Array,
  options: { maxOutputLength: number },
) => Uint8Array;

const ALGORITHMS: Readonly<Record<number, Decompress>> = {
  1: inflateSync,
  2: brotliDecompressSync,
  3: zstdDecompressSync,
};

/**
 * Decompresses a Certificate message.
 *
 * @param algorithm 1 zlib, 2 brotli, 3 zstd.
 * @param compressed The compressed message.
 * @param length Its declared length without compression, in bytes.
 * @returns The body of the message; `undefined` where the algorithm is not known, or the content is not what it declares.
 * @see {@link https://www.rfc-editor.org/rfc/rfc8879#section-4 RFC 8879 section 4}
 */
export function decompressCertificate(
  algorithm: number,
  compressed: Uint8Array,
  length: number,
): Uint8Array | undefined {
  if (!Object.hasOwn(ALGORITHMS, algorithm)) return undefined;
  if (length === 0 || length > MAX_BYTES) return undefined;
  try {
    const bytes = ALGORITHMS[algorithm](compressed, {
      maxOutputLength: length,
    });
    return bytes.length === length ? new Uint8Array(bytes) : undefined;
  } catch {
    return undefined;
  }
}
