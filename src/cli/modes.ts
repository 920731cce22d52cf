import { captureMode } from "./capture.ts";
import { completionsMode } from "./completions.ts";
import { demoMode } from "./demo.ts";
import { explainMode } from "./explain.ts";
import { httpServerMode, httpsServerMode } from "./http_server.ts";
import type { Mode } from "./mode.ts";
import { tcpClientMode } from "./tcp_client.ts";
import { tcpServerMode } from "./tcp_server.ts";
import { tlsClientMode } from "./tls_client.ts";
import { tlsServerMode } from "./tls_server.ts";

/** All modes, in the order of the help screen. */
export const MODES: readonly Mode[] = [
  demoMode,
  tcpServerMode,
  tcpClientMode,
  tlsServerMode,
  tlsClientMode,
  httpServerMode,
  httpsServerMode,
  captureMode,
  explainMode,
  completionsMode(() => MODES),
];
