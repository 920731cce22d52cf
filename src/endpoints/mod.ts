/**
 * Servers and clients over TCP and TLS, which tell of what happens in typed
 * events; and a relay that sees the bytes between two ends.
 *
 * `node_tls.ts`, `ssh_client.ts` and `ssh_server.ts` are not among them: they
 * load `node:tls` and `ssh2`, and so are imported by themselves, where they are
 * needed.
 *
 * @module
 */
export * from "./address.ts";
export * from "./cause.ts";
export * from "./connect.ts";
export type { Conversation, ConversationHandler } from "./conversation.ts";
export type { ConversationsOptions } from "./conversations.ts";
export * from "./dial.ts";
export * from "./echo.ts";
export * from "./events.ts";
export * from "./exchange.ts";
export * from "./failures.ts";
export * from "./faults.ts";
export * from "./file_response.ts";
export * from "./http_reply.ts";
export * from "./http_site.ts";
export type { HttpConnection, HttpVisitOptions } from "./http_visit.ts";
export * from "./link.ts";
export * from "./listen.ts";
export * from "./open_first.ts";
export * from "./relay.ts";
export * from "./serve.ts";
export * from "./socket.ts";
export * from "./ssh_events.ts";
export * from "./static_files.ts";
export * from "./stream.ts";
export * from "./tapped_tls.ts";
