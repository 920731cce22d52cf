import { createCipheriv, createDecipheriv } from "node:crypto";

const BLOCK = 16;

/** Names of the two modes that CCM is made of, by the length of the key in bytes. */
const MODES: Readonly<Record<number, { counter: string; chain: string }>> = {
  16: { counter: "aes-128-ctr", chain: "aes-128-cbc" },
  32: { counter: "aes-256-ctr", chain: "aes-256-cbc" },
};

/**
 * Opens what AES-CCM sealed, by its two halves: the platform's crypto has the
 * counter mode and the chaining mode, but not CCM itself.
 *
 * @param key 16 or 32 bytes.
 * @param nonce 12 bytes.
 * @param associated Data that is authenticated but not encrypted; under 65,280 bytes.
 * @param sealed Ciphertext and tag.
 * @param tagBytes Length of the tag in bytes.
 * @returns The plaintext, or `undefined` where the tag is wrong.
 * @see {@link https://www.rfc-editor.org/rfc/rfc3610#section-2 RFC 3610 section 2}
 */
export function openCcm(
  key: Uint8Array,
  nonce: Uint8Array,
  associated: Uint8Array,
  sealed: Uint8Array,
  tagBytes: number,
): Uint8Array | undefined {
  const length = sealed.length - tagBytes;
  if (length < 0) return undefined;
  const { counter, chain } = MODES[key.length];

  // Counter block 0 masks the tag, the blocks from 1 on mask the message.
  const start = new Uint8Array(BLOCK);
  start[0] = 2;
  start.set(nonce, 1);
  const masked = new Uint8Array(BLOCK + length);
  masked.set(sealed.subarray(0, length), BLOCK);
  const unmask = createDecipheriv(counter, key, start);
  const clear = plain(unmask.update(masked));
  unmask.final();
  const plaintext = clear.subarray(BLOCK);

  const code = chainCode(chain, key, nonce, associated, plaintext, tagBytes);
  let difference = 0;
  for (let i = 0; i < tagBytes; i++) {
    difference |= sealed[length + i] ^ clear[i] ^ code[i];
  }
  return difference === 0 ? plaintext : undefined;
}

/** The authentication value of RFC 3610 section 2.2: the last block of a chain. */
function chainCode(
  mode: string,
  key: Uint8Array,
  nonce: Uint8Array,
  associated: Uint8Array,
  plaintext: Uint8Array,
  tagBytes: number,
): Uint8Array {
  const head = associated.length === 0 ? 0 : roundUp(2 + associated.length);
  const blocks = new Uint8Array(BLOCK + head + roundUp(plaintext.length));
  blocks[0] = (associated.length === 0 ? 0 : 0x40) | (tagBytes - 2) / 2 << 3 |
    2;
  blocks.set(nonce, 1);
  blocks[13] = plaintext.length >> 16;
  blocks[14] = plaintext.length >> 8;
  blocks[15] = plaintext.length;
  if (associated.length > 0) {
    blocks[16] = associated.length >> 8;
    blocks[17] = associated.length;
    blocks.set(associated, 18);
  }
  blocks.set(plaintext, BLOCK + head);
  const cipher = createCipheriv(mode, key, new Uint8Array(BLOCK));
  cipher.setAutoPadding(false);
  const chained = cipher.update(blocks);
  cipher.final();
  return chained.subarray(chained.length - BLOCK);
}

function roundUp(length: number): number {
  return Math.ceil(length / BLOCK) * BLOCK;
}

/**
 * Gives the bytes of a Node buffer as a plain array, whose `slice` copies as
 * everywhere else.
 *
 * @param buffer Result of the platform's crypto.
 * @returns A view.
 */
export function plain(buffer: Uint8Array): Uint8Array {
  return new Uint8Array(buffer.buffer, buffer.byteOffset, buffer.length);
}
