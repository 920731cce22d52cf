import { benchMode } from "./bench.ts";
import { captureMode } from "./capture.ts";
import { certMode } from "./cert.ts";
import { completionsMode } from "./completions.ts";
import { demoMode } from "./demo.ts";
import { explainMode } from "./explain.ts";
import { httpClientMode, httpsClientMode } from "./http_client.ts";
import { httpServerMode, httpsServerMode } from "./http_server.ts";
import type { Mode } from "./mode.ts";
import { sshClientMode } from "./ssh_client.ts";
import { sshServerMode } from "./ssh_server.ts";
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
  httpClientMode,
  httpsServerMode,
  httpsClientMode,
  sshServerMode,
  sshClientMode,
  captureMode,
  explainMode,
  certMode,
  benchMode,
  completionsMode(() => MODES),
];
