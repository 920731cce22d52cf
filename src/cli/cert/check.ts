import type { FailureKind } from "../../failure.ts";
import type { Certificate } from "./certificate.ts";
import type { Chain, ChainProblem } from "./chain.ts";
import { begunDays } from "./dates.ts";
import { isForHost } from "./host_name.ts";

/** What a certificate is used as. */
export const USES = ["server", "client", "ca"] as const;

/** What a certificate is used as. */
export type Use = typeof USES[number];

/** Why the time is not right; `of` is not there where it is its own fault. */
export interface DateProblem {
  readonly kind: "expired" | "not-yet-valid";
  readonly of?: string;
  /** When it ended, or starts. */
  readonly date: Date;
  /** Days since then, or until then; the last one begun. */
  readonly days: number;
}

/** Why a certificate is not for a host. */
export type NameProblem =
  | {
    readonly kind: "wrong-name";
    readonly host: string;
    readonly names: readonly string[];
  }
  | { readonly kind: "no-names"; readonly commonName: string };

/** Why a certificate is not for a use. */
export type UseProblem =
  | {
    readonly kind:
      | "ca-as-leaf"
      | "no-authority"
      | "cannot-sign"
      | "cannot-certify";
  }
  | {
    readonly kind: "wrong-purpose";
    readonly use: Use;
    readonly purposes: readonly string[];
  };

/** Why a certificate is not good. */
export type Problem = ChainProblem | DateProblem | NameProblem | UseProblem;

/** One of the questions that decide whether a certificate is good. */
export interface Check {
  /** Which question. */
  readonly subject: "chain" | "dates" | "names" | "uses";
  /** Whether it was asked: names are not, where no host is given. */
  readonly asked: boolean;
  /** Why the answer is no. */
  readonly problem: Problem | undefined;
}

/** What a certificate is to be good for. */
export interface CheckOptions {
  /** The host that it is to be for. */
  host?: string;
  /** What it is to be used as. */
  use: Use;
  /** The moment. */
  now: Date;
}

/** The exit code of each problem, told by the question that it is an answer to. */
export const KINDS: Readonly<Record<Check["subject"], FailureKind>> = {
  chain: "tls-untrusted",
  dates: "tls-expired",
  names: "tls-wrong-name",
  uses: "bad-file",
};

/**
 * Asks whether a certificate is good: its chain, its dates, its names, its uses.
 *
 * @param chain The certificate, and the way to one that is trusted.
 * @param options What it is to be good for.
 * @returns The answers, in the order in which a reason is told.
 */
export function checkCertificate(
  chain: Chain,
  { host, use, now }: CheckOptions,
): Check[] {
  const [leaf] = chain.links;
  return [
    { subject: "chain", asked: true, problem: chain.problem },
    { subject: "dates", asked: true, problem: dateProblem(chain.links, now) },
    {
      subject: "names",
      asked: host !== undefined,
      problem: host === undefined ? undefined : nameProblem(leaf, host),
    },
    { subject: "uses", asked: true, problem: useProblems(leaf, use)[0] },
  ];
}

function dateProblem(
  links: readonly Certificate[],
  now: Date,
): DateProblem | undefined {
  for (const [index, { notBefore, notAfter, subject }] of links.entries()) {
    const of = index === 0 ? undefined : subject;
    if (now > notAfter) {
      const days = begunDays(notAfter, now);
      return { kind: "expired", of, date: notAfter, days };
    }
    if (now < notBefore) {
      const days = begunDays(now, notBefore);
      return { kind: "not-yet-valid", of, date: notBefore, days };
    }
  }
}

function nameProblem(
  leaf: Certificate,
  host: string,
): NameProblem | undefined {
  if (isForHost(host, leaf.names)) return undefined;
  const names = leaf.names.map(({ value }) => value);
  return names.length > 0
    ? { kind: "wrong-name", host, names }
    : { kind: "no-names", commonName: leaf.subject };
}

const PURPOSES = { server: "serverAuth", client: "clientAuth" } as const;

/**
 * Lists why a certificate is not for a use.
 *
 * @param leaf The certificate.
 * @param use What it is to be used as.
 */
export function useProblems(leaf: Certificate, use: Use): UseProblem[] {
  const { isAuthority, keyUsages, purposes } = leaf;
  const problems: UseProblem[] = [];
  const keyUsage = use === "ca" ? "keyCertSign" : "digitalSignature";
  if (isAuthority !== (use === "ca")) {
    problems.push({ kind: isAuthority ? "ca-as-leaf" : "no-authority" });
  }
  if (use !== "ca" && purposes && !isAmong(PURPOSES[use], purposes)) {
    problems.push({ kind: "wrong-purpose", use, purposes });
  }
  if (keyUsages && !keyUsages.includes(keyUsage)) {
    problems.push({ kind: use === "ca" ? "cannot-certify" : "cannot-sign" });
  }
  return problems;
}

function isAmong(purpose: string, purposes: readonly string[]): boolean {
  return purposes.includes(purpose) ||
    purposes.includes("anyExtendedKeyUsage");
}
