import {
  CERTS,
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
  SERVER_NAME,
  SUBJECT,
  TIMEOUT,
} from "./cert/options.ts";
import { SUCCESS } from "./exit_codes.ts";
import { renderModeHelp } from "./help.ts";
import type { Action, Mode } from "./mode.ts";
import type { Option } from "./options.ts";

/** What `encrypt` and `decrypt` take. */
const RECODE_OPTIONS: readonly Option[] = [
  out("the key", "with --force, the same file"),
  FORCE,
  ...PASSPHRASE,
];

/** What `trust` and `untrust` take. */
const TRUST_OPTIONS: readonly Option[] = [
  {
    name: "ca",
    value: "FILE",
    summary: "certificate of the CA; wirelab's own by default",
    conflicts: ["certs"],
  },
  CERTS,
  {
    name: "install",
    summary: "perform the commands, by sudo where that is needed",
  },
];

const ACTIONS: readonly Action[] = [
  {
    name: "init",
    summary: "a CA of your own, and a certificate that it signs",
    replaces: "openssl req -x509, openssl x509 -req; mkcert",
    usage: "[OPTIONS]",
    positionals: 0,
    options: [
      HOST,
      DAYS,
      KEY_TYPE,
      CLIENT,
      CERTS,
      { name: "new-ca", summary: "make a new CA, even if there is one" },
      FORCE,
      ...PASSPHRASE,
    ],
    examples: [
      { call: "wirelab cert init", does: "for localhost, 127.0.0.1 and ::1" },
      {
        call: "wirelab cert init --host dev.test --host '*.dev.test'",
        does: "for names of your own, signed by the same CA",
      },
      {
        call: "wirelab cert init --client --host ada@example.com",
        does: "for a client that shows a certificate",
      },
    ],
    run: async (call) => {
      const { runInit } = await import("./cert/init.ts");
      return await runInit(call);
    },
  },
  {
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
      const { runSelfSigned } = await import("./cert/self_signed.ts");
      return await runSelfSigned(call);
    },
  },
  {
    name: "key",
    summary: "a private key, with a passphrase or without",
    replaces: "openssl genrsa [-aes256], openssl genpkey",
    usage: "[OPTIONS]",
    positionals: 0,
    options: [
      KEY_TYPE,
      out("the key", "key.pem by default"),
      ENCRYPT,
      FORCE,
      ...PASSPHRASE,
    ],
    examples: [
      { call: "wirelab cert key", does: "key.pem, ECDSA on P-256" },
      {
        call: "wirelab cert key --key-type rsa2048 --encrypt",
        does: "RSA, protected by a passphrase",
      },
    ],
    run: async (call) => {
      const { runKey } = await import("./cert/key.ts");
      return await runKey(call);
    },
  },
  {
    name: "request",
    summary: "a request for a certificate (CSR), for a CA to sign",
    replaces: "openssl req -new -key … -subj … -addext subjectAltName=…",
    usage: "[OPTIONS]",
    positionals: 0,
    options: [
      HOST,
      SUBJECT,
      KEY_TYPE,
      KEY,
      out("the request", "request.csr by default"),
      KEY_OUT,
      ENCRYPT,
      FORCE,
      ...PASSPHRASE,
    ],
    examples: [
      {
        call: "wirelab cert request --host dev.test",
        does: "request.csr, and a new key in key.pem",
      },
      {
        call: "wirelab cert request --key server.key --host dev.test",
        does: "for a key that you have",
      },
    ],
    run: async (call) => {
      const { runRequest } = await import("./cert/request.ts");
      return await runRequest(call);
    },
  },
  {
    name: "sign",
    summary: "signs a request, and keeps the names that it asks for",
    replaces: "openssl x509 -req -CA … -CAkey … -copy_extensions …",
    usage: "REQUEST [OPTIONS]",
    positionals: 1,
    options: [
      {
        name: "ca",
        value: "FILE",
        summary: "certificate of the CA; wirelab's own by default",
      },
      { name: "ca-key", value: "FILE", summary: "private key of that CA" },
      CERTS,
      { ...HOST, summary: "names instead of those that it asks for" },
      DAYS,
      CLIENT,
      out("the certificate", "beside the request by default"),
      FORCE,
      ...PASSPHRASE,
    ],
    examples: [
      {
        call: "wirelab cert sign request.csr",
        does: "request.pem, signed by wirelab's own CA",
      },
      {
        call: "wirelab cert sign request.csr --ca ca.pem --ca-key ca.key",
        does: "signed by another",
      },
    ],
    run: async (call) => {
      const { runSign } = await import("./cert/sign.ts");
      return await runSign(call);
    },
  },
  {
    name: "show",
    summary: "what a file or a server holds, in words; what a browser says",
    replaces: "openssl x509 -noout -text, openssl s_client -showcerts",
    usage: "FILE|HOST:PORT [OPTIONS]",
    positionals: 1,
    options: [
      {
        name: "host",
        value: "NAME",
        summary: "the host in the browser's address bar",
      },
      SERVER_NAME,
      {
        name: "ca",
        value: "FILE",
        repeat: true,
        summary: "a CA that the browser shall be taken to trust",
      },
      { ...CERTS, summary: "folder of wirelab's own CA" },
      TIMEOUT,
      {
        name: "json",
        summary: "one JSON object, on standard output",
        conflicts: ["pem"],
      },
      {
        name: "pem",
        summary: "the certificates themselves, as PEM: from a server, or DER",
      },
    ],
    examples: [
      { call: "wirelab cert show cert.pem", does: "a file, PEM or DER" },
      { call: "wirelab cert show localhost:8443", does: "a server" },
      {
        call: "wirelab cert show example.org:443 --pem > chain.pem",
        does: "keeps what a server sends",
      },
      { call: "wirelab cert show request.csr", does: "a request, or a key" },
    ],
    run: async (call) => {
      const { runShow } = await import("./cert/show.ts");
      return await runShow(call);
    },
  },
  {
    name: "match",
    summary: "whether files belong together; exit code 3 where they do not",
    replaces: "openssl x509 -modulus | openssl md5, and so on",
    usage: "CERT KEY [REQUEST] [OPTIONS]",
    positionals: 3,
    options: PASSPHRASE,
    examples: [
      { call: "wirelab cert match cert.pem key.pem", does: "keys of any kind" },
      {
        call: "wirelab cert match cert.pem key.pem request.csr",
        does: "all three pairs",
      },
    ],
    run: async (call) => {
      const { runMatch } = await import("./cert/match.ts");
      return await runMatch(call);
    },
  },
  {
    name: "encrypt",
    summary: "gives a private key a passphrase",
    replaces: "openssl rsa -aes256 -in … -out …",
    usage: "KEY [OPTIONS]",
    positionals: 1,
    options: RECODE_OPTIONS,
    examples: [
      {
        call: "wirelab cert encrypt server.key --out locked.key",
        does: "asks for the passphrase",
      },
      {
        call: "wirelab cert encrypt server.key --force",
        does: "in the same file",
      },
    ],
    run: async (call) => {
      const { runRecode } = await import("./cert/recode.ts");
      return await runRecode(call, "encrypt");
    },
  },
  {
    name: "decrypt",
    summary: "takes the passphrase off a private key",
    replaces: "openssl rsa -in … -out …",
    usage: "KEY [OPTIONS]",
    positionals: 1,
    options: RECODE_OPTIONS,
    examples: [
      {
        call: "wirelab cert decrypt locked.key --out server.key",
        does: "asks for the passphrase",
      },
      {
        call:
          "wirelab cert decrypt locked.key --out - --passphrase-file secret",
        does: "writes to standard output",
      },
    ],
    run: async (call) => {
      const { runRecode } = await import("./cert/recode.ts");
      return await runRecode(call, "decrypt");
    },
  },
  {
    name: "verify",
    summary: "chain, dates, names and uses; the first reason that fails",
    replaces: "openssl verify -CAfile … -purpose … -verify_hostname …",
    usage: "CERT|HOST:PORT [OPTIONS]",
    positionals: 1,
    options: [
      {
        name: "ca",
        value: "FILE",
        repeat: true,
        summary: "trust these CAs only; by default wirelab's own, the " +
          "system's and the public ones",
      },
      {
        name: "chain",
        value: "FILE",
        repeat: true,
        summary: "certificates that may stand between",
      },
      { name: "host", value: "NAME", summary: "the host that it must be for" },
      {
        name: "use",
        value: "USE",
        choices: ["server", "client", "ca"],
        summary: "what it is used as; server by default",
      },
      SERVER_NAME,
      TIMEOUT,
      CERTS,
    ],
    examples: [
      {
        call: "wirelab cert verify cert.pem --host localhost",
        does: "by the CAs that this machine trusts",
      },
      {
        call: "wirelab cert verify cert.pem --ca ca.pem",
        does: "by this CA alone",
      },
      {
        call: "wirelab cert verify localhost:8443",
        does: "what a server sends",
      },
    ],
    run: async (call) => {
      const { runVerify } = await import("./cert/verify.ts");
      return await runVerify(call);
    },
  },
  {
    name: "trust",
    summary: "makes this machine trust a CA: the commands, or their effect",
    replaces: "mkcert -install; update-ca-certificates, trust, certutil",
    usage: "[OPTIONS]",
    positionals: 0,
    options: TRUST_OPTIONS,
    examples: [
      { call: "wirelab cert trust", does: "tells the commands" },
      { call: "wirelab cert trust --install", does: "performs them" },
    ],
    run: async (call) => {
      const { runTrust } = await import("./cert/trust.ts");
      return await runTrust(call, "trust");
    },
  },
  {
    name: "untrust",
    summary: "takes that back",
    replaces: "mkcert -uninstall",
    usage: "[OPTIONS]",
    positionals: 0,
    options: TRUST_OPTIONS,
    examples: [
      { call: "wirelab cert untrust", does: "tells the commands" },
      { call: "wirelab cert untrust --install", does: "performs them" },
    ],
    run: async (call) => {
      const { runTrust } = await import("./cert/trust.ts");
      return await runTrust(call, "untrust");
    },
  },
];

/** `wirelab cert`: certificates and keys, made, shown, checked and trusted. */
export const certMode: Mode = {
  name: "cert",
  category: "Tools",
  summary: "certificates and keys: make, show, check, trust",
  usage: "ACTION [OPTIONS]",
  positionals: 0,
  words: ACTIONS.map((action) => action.name),
  options: [],
  actions: ACTIONS,
  examples: [
    { call: "wirelab cert show localhost:8443", does: "a server's, in words" },
    { call: "wirelab cert self-signed", does: "cert.pem and key.pem" },
    { call: "wirelab cert trust", does: "so that browsers do not warn" },
  ],
  run: ({ terminal }) => {
    terminal.out(renderModeHelp(certMode, terminal));
    return Promise.resolve(SUCCESS);
  },
};
