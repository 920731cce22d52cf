import { type Account, Failure, type Language } from "../../failure.ts";
import { pad, paint, widthOf, wrap } from "../../render/mod.ts";
import { SUCCESS } from "../exit_codes.ts";
import type { Call } from "../mode.ts";
import { trustedAnchors } from "./anchors.ts";
import { certificatesOf } from "./certificate.ts";
import { type Chain, findChain } from "./chain.ts";
import {
  type Check,
  checkCertificate,
  KINDS,
  type Use,
  USES,
} from "./check.ts";
import { formatDay, wholeDays } from "./dates.ts";
import { readInput, refuseSharedInput, requirePath } from "./input.ts";
import { remarkOf, remedyOf, trustOf } from "./remark.ts";
import { certificatesFrom, nameOfSource, readSource } from "./source.ts";
import { type CertText, certText } from "./text.ts";

/** Runs `wirelab cert verify`. */
export async function runVerify(call: Call): Promise<number> {
  const { args, terminal } = call;
  const path = requirePath(
    args,
    0,
    "verify",
    "wirelab cert verify server.pem --host localhost",
  );
  refuseSharedInput([path, ...args.all("ca"), ...args.all("chain")]);
  const use = USES.find((use) => use === args.text("use")) ?? "server";
  const source = await readSource(call, path);
  const [leaf, ...others] = certificatesFrom(source);
  const isReversed = others.some(({ isAuthority }) => !isAuthority);
  for (const path of args.all("chain")) {
    others.push(...certificatesOf(await readInput(path)));
  }
  const host = args.text("host") ??
    (source.kind === "server" ? source.host : undefined);
  const chain = await findChain(leaf, others, await trustedAnchors(call));
  const now = new Date();
  const checks = checkCertificate(chain, { host, use, now });
  const text = certText(terminal.language);
  const name = nameOfSource(source);
  terminal.out(
    renderChecks({ name, host, use, chain, checks, now }, text, terminal),
  );
  const failed = checks.find(({ problem }) => problem);
  if (!failed?.problem) return SUCCESS;
  const { problem, subject } = failed;
  const account = (language: Language): Account => {
    const text = certText(language);
    return {
      message: text.cannotTrust(name, remarkOf(problem, text)),
      hint: hintOn(problem, { isReversed, text }),
    };
  };
  throw new Failure(KINDS[subject], { en: account("en"), zh: account("zh") });
}

/** What is verified, and what came of it. */
export interface Verification {
  /** What the file or server is called. */
  readonly name: string;
  /** The host that it is to be for. */
  readonly host: string | undefined;
  /** What it is to be used as. */
  readonly use: Use;
  /** The way to a certificate that is trusted. */
  readonly chain: Chain;
  /** The answers. */
  readonly checks: readonly Check[];
  /** The moment. */
  readonly now: Date;
}

/**
 * Draws the questions that were asked of a certificate, and their answers.
 *
 * @param verification What is verified, and what came of it.
 * @param text Words of a language.
 * @param options How it is drawn.
 */
export function renderChecks(
  verification: Verification,
  text: CertText,
  { color, columns }: { color: boolean; columns: number },
): string {
  const { name, host, use, checks } = verification;
  const { strong, good, bad, faint } = paint(color);
  const width = Math.max(
    ...checks.map(({ subject }) => widthOf(text.checks[subject])),
  );
  const indent = " ".repeat(width + 6);
  const rows = checks.flatMap((check) => {
    const { subject, asked, problem } = check;
    const mark = problem ? bad("✗") : asked ? good("✓") : faint("·");
    const answer = problem
      ? text.sentence(remarkOf(problem, text))
      : passed(check, verification, text);
    const [first, ...rest] = wrap(answer, columns - width - 6);
    return [
      `  ${mark} ${pad(text.checks[subject], width)}  ${first}`,
      ...rest.map((line) => `${indent}${line}`),
    ];
  });
  const title = text.verifying(name, host, text.useNames[use]);
  return [...wrap(title, columns).map(strong), "", ...rows, ""].join("\n");
}

function passed(
  { subject, asked }: Check,
  { chain, host, use, now }: Verification,
  text: CertText,
): string {
  const [leaf] = chain.links;
  switch (subject) {
    case "chain":
      return trustOf(chain, text) ?? "";
    case "dates": {
      const left = wholeDays(now, leaf.notAfter);
      if (left === 0) return text.state.today;
      return text.passed.dates(formatDay(leaf.notAfter), text.days(left));
    }
    case "names":
      return asked ? text.passed.names(host ?? "") : text.passed.namesNotAsked;
    case "uses":
      return text.passed.uses(text.useNames[use]);
  }
}

function hintOn(
  problem: Parameters<typeof remedyOf>[0],
  { isReversed, text }: { isReversed: boolean; text: CertText },
): string | undefined {
  if (problem.kind !== "ca-as-leaf") return remedyOf(problem, text);
  return isReversed ? text.ownCertificateFirst : text.useAsAuthority;
}
