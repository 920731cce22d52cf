import type { Action } from "../mode.ts";
import {
  CLIENT,
  DAYS,
  ENCRYPT,
  FORCE,
  HOST,
  KEY,
  KEY_OUT,
  KEY_TYPE,
  out,
  PASSPHRASE,
  SUBJECT,
} from "./options.ts";

/** `wirelab cert self-signed`: a certificate that signs itself, and that TLS takes. */
export const selfSignedAction: Action = {
  name: "self-signed",
  summary: "a certificate that signs itself, and that TLS takes",
  replaces: "openssl req -x509 -newkey rsa:2048 -nodes -subj … -addext …",
  usage: "[OPTIONS]",
  positionals: 0,
  options: [
    HOST,
    SUBJECT,
    DAYS,
    KEY_TYPE,
    KEY,
    out("the certificate", "cert.pem by default"),
    KEY_OUT,
    ENCRYPT,
    CLIENT,
    FORCE,
    ...PASSPHRASE,
  ],
  examples: [
    {
      call: "wirelab cert self-signed",
      does: "cert.pem and key.pem, for localhost",
    },
    {
      call: "wirelab cert self-signed --subject " +
        '"/C=US/O=MyCompany/CN=localhost"',
      does: "with a subject of your own",
    },
    {
      call:
        "wirelab cert self-signed --key old.key --out new.pem --host a.test",
      does: "for a key that you have",
    },
  ],
  run: async (call) => {
    const { runSelfSigned } = await import("./self_signed.ts");
    return await runSelfSigned(call);
  },
};
