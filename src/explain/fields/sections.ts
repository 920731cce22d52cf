import { HTTP } from "./sections/http.ts";
import { SSH } from "./sections/ssh.ts";
import { TCP_IP } from "./sections/tcp_ip.ts";
import { TLS } from "./sections/tls.ts";
import { X509 } from "./sections/x509.ts";

/**
 * Where fields are specified, by the key of their sentence or the start of it
 * up to a dot: the longest entry counts.
 */
export const SECTIONS: Readonly<Record<string, string>> = {
  ...TCP_IP,
  ...TLS,
  ...X509,
  ...HTTP,
  ...SSH,
};
