import { CLIENT_OPTIONS, TLS_CLIENT_OPTIONS } from "./endpoint_options.ts";
import type { Mode } from "./mode.ts";
import type { Option } from "./options.ts";

const CERTIFICATE_OPTIONS: readonly Option[] = [
  {
    name: "cert",
    value: "FILE",
    summary: "certificate to show to a server that asks for one, as PEM",
  },
  {
    name: "key",
    value: "FILE",
    summary: "its private key as PEM; the file of --cert by default",
  },
];

/** `wirelab tls-client`: asks over TLS, and prints the answer and what was negotiated. */
export const tlsClientMode: Mode = {
  name: "tls-client",
  category: "Run one end",
  summary: "a TLS client that asks for / and tells what was negotiated",
  usage: "[PORT] [OPTIONS]",
  positionals: 1,
  options: [...CLIENT_OPTIONS, ...TLS_CLIENT_OPTIONS, ...CERTIFICATE_OPTIONS],
  examples: [
    {
      call: "wirelab tls-client 8443",
      does: "trusts the certificate that wirelab tls-server makes",
    },
    {
      call: "wirelab tls-client 443 --host example.org",
      does: "asks a server on the Internet",
    },
    {
      call: "wirelab tls-client 8443 --tls 1.2",
      does: "offers TLS 1.2 only",
    },
    {
      call: "wirelab tls-client 8443 --cert me.pem --key me.key",
      does: "shows a certificate of its own",
    },
    {
      call: "wirelab tls-client 8443 --ca ca.pem --server-name my.test",
      does: "trusts ca.pem, and asks for another name",
    },
  ],
  run: async (call) => {
    const { runTlsClient } = await import("./run_client.ts");
    return await runTlsClient(call);
  },
};
