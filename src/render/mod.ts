/**
 * Draws explained conversations.
 *
 * @module
 */
export * from "./ascii.ts";
export * from "./close_list.ts";
export * from "./error_page.ts";
export * from "./fault_list.ts";
export * from "./flow_list.ts";
export * from "./folder_page.ts";
export * from "./handshake_list.ts";
export * from "./html.ts";
export * from "./follow.ts";
export * from "./json.ts";
export * from "./json_line.ts";
export * from "./json_schema.ts";
export * from "./ladder.ts";
export * from "./latency_bars.ts";
export * from "./layout.ts";
export * from "./page.ts";
export * from "./resume_table.ts";
export * from "./page_text.ts";
export * from "./paint.ts";
export * from "./waterfall.ts";
export * from "./timeline.ts";
export * from "./version_table.ts";
export * from "./width.ts";
