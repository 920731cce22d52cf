/** How a header field was written in its block. */
export type HpackForm =
  | "indexed"
  | "literal with indexing"
  | "literal without indexing"
  | "literal never indexed";

/** A header field out of a header block. */
export interface HpackField {
  readonly name: string;
  readonly value: string;
  readonly form: HpackForm;
  /** Index of the field or of its name in the tables; 0 where the name is spelt out. */
  readonly index: number;
}
