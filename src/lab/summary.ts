import type { Failure } from "../failure.ts";
import { CaptureCursor } from "../pcap/mod.ts";
import {
  type FlowListOptions,
  flowToJson,
  headToJson,
  renderFlowHead,
  renderFlowRow,
} from "../render/mod.ts";
import { FlowSummaryTable } from "../stream/mod.ts";
import { readCapture, unreadable } from "./capture_input.ts";
import type { FlowFilter } from "./flow_filter.ts";
import { rowOfSummary } from "./flow_rows.ts";
import type { Write } from "./printer.ts";

/** What to sum up, and how. */
export interface SummaryOptions extends FlowListOptions {
  /** Path of the capture; `-` is standard input. */
  path: string;
  /** Chooses the conversations that are listed. */
  filter?: FlowFilter;
  /** Whether JSON is written instead of rows. */
  json: boolean;
  /** Version of this program. */
  version: string;
  /** Where it is written. */
  write: Write;
}

/** Rows that are written at once. */
const ROWS_AT_ONCE = 1024;

/**
 * Lists every conversation of a capture in one row, at the speed of reading
 * the file: packets are counted, not decoded.
 *
 * @param options What to sum up, and how.
 * @throws {Failure} `bad-file`, if the file cannot be read or is no capture.
 */
export async function summariseCapture(options: SummaryOptions): Promise<void> {
  const cursor = new CaptureCursor();
  const table = new FlowSummaryTable();
  let problem: Failure | undefined;
  try {
    for await (const chunk of readCapture(options.path, { reuse: true })) {
      cursor.push(chunk);
      while (cursor.next()) table.add(cursor.bytes, cursor.record);
    }
    cursor.end();
    while (cursor.next()) table.add(cursor.bytes, cursor.record);
  } catch (error) {
    problem = unreadable(options.path, table.frames, error);
  }
  list(table, options);
  if (problem) throw problem;
}

function list(table: FlowSummaryTable, options: SummaryOptions): void {
  const { json, write, filter } = options;
  write(json ? `${headToJson(options.version)}\n` : renderFlowHead(options));
  let held = "";
  let count = 0;
  for (const summary of table.rows()) {
    if (filter && !filter.ends(summary)) continue;
    const row = rowOfSummary(summary);
    held += json ? flowToJson(row) : renderFlowRow(row, options);
    if (++count % ROWS_AT_ONCE > 0) continue;
    write(held);
    held = "";
  }
  write(held);
}
