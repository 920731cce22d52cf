import { HTTP as HTTP_EN } from "./en/http.ts";
import { SSH as SSH_EN } from "./en/ssh.ts";
import { TCP_IP as TCP_IP_EN } from "./en/tcp_ip.ts";
import { TLS as TLS_EN } from "./en/tls.ts";
import { X509 as X509_EN } from "./en/x509.ts";
import { HTTP as HTTP_ZH } from "./zh/http.ts";
import { SSH as SSH_ZH } from "./zh/ssh.ts";
import { TCP_IP as TCP_IP_ZH } from "./zh/tcp_ip.ts";
import { TLS as TLS_ZH } from "./zh/tls.ts";
import { X509 as X509_ZH } from "./zh/x509.ts";

/** What the fields of all protocols are, in English. */
export const FIELDS_EN = {
  ...TCP_IP_EN,
  ...TLS_EN,
  ...X509_EN,
  ...HTTP_EN,
  ...SSH_EN,
};

/** Key of a sentence on a field. */
export type FieldKey = keyof typeof FIELDS_EN;

/** What the fields of all protocols are, in Chinese. */
export const FIELDS_ZH: Readonly<Record<FieldKey, string>> = {
  ...TCP_IP_ZH,
  ...TLS_ZH,
  ...X509_ZH,
  ...HTTP_ZH,
  ...SSH_ZH,
};
