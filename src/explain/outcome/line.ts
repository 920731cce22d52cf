/** One line of a verdict, in the language of its reader. */
export interface VerdictLine {
  /** What it speaks of. */
  readonly label: string;
  /** What is to be said. */
  readonly text: string;
  /** Whether it is well. */
  readonly tone: "good" | "warning" | "bad" | "neutral";
}
