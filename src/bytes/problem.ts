import { DecodeError, type DecodeOutcome } from "./decode_error.ts";

/** What was wrong with some bytes of a protocol. */
export interface ProblemReport<Code extends string = string> {
  /** What was wrong, for a program. */
  readonly code: Code;
  /** Kind of failure. */
  readonly outcome: DecodeOutcome;
  /** Element of the grammar, in the specification's name. */
  readonly field: string;
  /** What is wrong, to follow "Cannot decode HTTP …: ". */
  readonly problem: string;
  /** Offset of that element in the bytes that are spoken of; 0 by default. */
  readonly offset?: number;
  /** Bytes that the element needs. */
  readonly needed?: number;
}

/**
 * Makes the error that says what was wrong.
 *
 * @param protocol Protocol as it is written in a sentence: `HTTP`.
 * @param action Whether the bytes could not be decoded, or were decoded and are against the rules.
 * @param report What was wrong.
 * @param available Bytes that are spoken of.
 */
export function problemError(
  protocol: string,
  action: "decode" | "accept",
  report: ProblemReport,
  available: number,
): DecodeError {
  return new DecodeError(
    `Cannot ${action} ${protocol} ${report.field}: ${report.problem}`,
    {
      protocol: protocol.toLowerCase(),
      outcome: report.outcome,
      field: report.field,
      offset: report.offset ?? 0,
      needed: report.needed,
      available,
    },
  );
}
