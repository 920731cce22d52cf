import { cipherTraitsOf, macTraitsOf } from "./algorithms.ts";
import type { DirectionAlgorithms } from "./negotiate.ts";

/** How the packets of a direction look after NEWKEYS. */
export type Protection =
  /** Not encrypted: a MAC follows each packet, if there is one. */
  | { readonly kind: "clear"; readonly macBytes: number }
  /** Encrypted, except for packet_length. */
  | {
    readonly kind: "framed";
    readonly macBytes: number;
    readonly blockBytes: number;
  }
  /** Encrypted as a whole, so that packets cannot be told apart. */
  | {
    readonly kind: "opaque";
    readonly macBytes: number;
    readonly blockBytes: number;
    /** Whether packet_length counts into the multiple that packets are padded to. */
    readonly lengthPadded: boolean;
  }
  /** Not known what it is. */
  | { readonly kind: "unknown" };

/**
 * Tells how packets look under a direction's algorithms.
 *
 * @param algorithms What was negotiated, or `undefined` where that was not seen.
 */
export function protectionOf(
  algorithms: DirectionAlgorithms | undefined,
): Protection {
  const cipher = cipherTraitsOf(algorithms?.encryption ?? "");
  if (!algorithms || !cipher) return { kind: "unknown" };
  const mac = macTraitsOf(algorithms.mac ?? "none");
  if (!mac) return { kind: "unknown" };
  const { blockBytes } = cipher;
  const macBytes = cipher.tagBytes || mac.bytes;
  if (algorithms.encryption === "none") return { kind: "clear", macBytes };
  if (cipher.lengthInClear || mac.encryptThenMac && cipher.tagBytes === 0) {
    return { kind: "framed", macBytes, blockBytes };
  }
  return {
    kind: "opaque",
    macBytes,
    blockBytes,
    lengthPadded: cipher.tagBytes === 0,
  };
}
