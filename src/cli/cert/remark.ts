import type { Chain } from "./chain.ts";
import type { CertText, Remark, RemarkTexts } from "./text.ts";

/**
 * Says what is wrong with a certificate, or worth knowing of it.
 *
 * @param remark The remark.
 * @param text Words of a language.
 * @returns A clause without a full stop.
 */
export function remarkOf(remark: Remark, text: CertText): string {
  return say(remark, text.remarks) ?? "";
}

/**
 * Says what to do about it.
 *
 * @param remark The remark.
 * @param text Words of a language.
 * @returns A sentence, or `undefined` where there is nothing to say.
 */
export function remedyOf(
  remark: Remark,
  text: CertText,
): string | undefined {
  return say(remark, text.remedies);
}

/**
 * Writes a chain that leads to a trusted certificate, and who trusts that.
 *
 * @param chain The chain.
 * @param text Words of a language.
 * @returns `undefined` where nobody trusts it.
 */
export function trustOf(
  { links, origin }: Chain,
  text: CertText,
): string | undefined {
  if (!origin) return undefined;
  const path = links.map((link) => link.subject).join(" ← ");
  const who = origin.kind === "own" || origin.kind === "file"
    ? text.trustedBy[origin.kind](origin.path)
    : text.trustedBy[origin.kind];
  return `${path} (${who})`;
}

/** Calls the function of a kind with a remark of that kind. */
function say<K extends Remark["kind"]>(
  remark: Remark & { readonly kind: K },
  texts: Partial<RemarkTexts>,
): string | undefined {
  const speak: ((remark: Remark & { readonly kind: K }) => string) | undefined =
    texts[remark.kind];
  return speak?.(remark);
}
