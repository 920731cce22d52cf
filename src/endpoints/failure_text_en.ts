import type { FailureText } from "./failure_text.ts";

const INSECURE = "--insecure goes on without knowing who answers.";

/** What is said of failures of endpoints, in English. */
export const EN: FailureText = {
  sentence: (action, state) => `Cannot ${action}: ${state}.`,
  actions: {
    connect: (place) => `connect to ${place}`,
    handshake: (protocol, place) =>
      `complete the ${protocol} handshake with ${place}`,
    goOn: (place) => `go on with ${place}`,
    trust: (place) => `trust ${place}`,
    logIn: (place) => `log in to ${place}`,
  },
  causes: {
    "refused": ({ isLoopback, server, port }) => ({
      state: "nothing listens there",
      hint: isLoopback
        ? `Start a server in another terminal: wirelab ${server} ${port}`
        : "Check the host and the port, and that the server runs.",
    }),
    "name-not-found": ({ host }) => ({
      state: `the name ${host} has no address`,
      hint: "Check the spelling, or give an address: --host 127.0.0.1",
    }),
    "unreachable": () => ({
      state: "there is no way to that address from here",
      hint: "Check the address, and that this machine is on that network.",
    }),
    "timed-out": ({ timeoutSeconds }) => ({
      state: `no answer within ${timeoutSeconds} s`,
      hint: "Check the host and the port; --timeout S waits longer.",
    }),
    "handshake-silent": ({ timeoutSeconds, protocol, plainClient, port }) => ({
      state: `no answer within ${timeoutSeconds} s`,
      hint: `If it is no ${protocol} server: wirelab ${plainClient} ${port}; ` +
        "if it is a slow one, --timeout S waits longer.",
    }),
    "handshake-closed": ({ protocol }) => ({
      state: "it closed the connection",
      hint: `The server's own log says why; it may be no ${protocol} server.`,
    }),
    "not-tls": ({ plainClient, port }) => ({
      state: "what it sent is not TLS",
      hint: `For a server without TLS: wirelab ${plainClient} ${port}`,
    }),
    "echoed": ({ echoClient, port }) => ({
      state:
        "it sends the ClientHello back, as an echo server without TLS does",
      hint: `For a server without TLS: wirelab ${echoClient} ${port}`,
    }),
    "violation": ({ detail }) => ({
      state: `it broke the protocol (${detail})`,
      hint: "A capture shows where: wirelab capture, then wirelab explain.",
    }),
    "no-common-version": () => ({
      state: "it takes no TLS version that this client offers",
      hint: "Leave out --tls to offer TLS 1.2 and 1.3, or turn one of them " +
        "on at the server.",
    }),
    "no-common-suite": () => ({
      state: "it takes no cipher suite or group that this client offers",
      hint: "Turn on a suite with ECDHE and AES-GCM or ChaCha20-Poly1305 at " +
        "the server.",
    }),
    "no-common-alpn": ({ otherAlpn = "NAME", choosesAlpn, port }) => ({
      state: "it takes no application protocol that this client offers",
      hint: choosesAlpn
        ? `Offer one that it knows, for example --alpn ${otherAlpn}, or ` +
          "--alpn none."
        : `See what it takes: wirelab tls-client ${port} --alpn h2`,
    }),
    "untrusted": ({ emptyFolder, isLoopback }) => ({
      state: "no authority that is known here signed its certificate",
      hint: emptyFolder !== undefined
        ? `There is no CA in ${emptyFolder}: name the folder that its ` +
          `server uses, --certs DIR, or a certificate, --ca FILE. ${INSECURE}`
        : isLoopback
        ? "Name the folder that its server uses, --certs DIR, or the " +
          `authority's certificate, --ca FILE. ${INSECURE}`
        : `Name the authority's certificate: --ca FILE. ${INSECURE}`,
    }),
    "ca-as-leaf": () => ({
      state:
        "its certificate is that of an authority (CA:TRUE), not of a server",
      hint: "Make it again with openssl req -x509 … -addext " +
        `basicConstraints=critical,CA:FALSE, or let wirelab make one. ${INSECURE}`,
    }),
    "wrong-purpose": () => ({
      state: "its certificate may not be used by a server " +
        "(extendedKeyUsage without serverAuth)",
      hint: "Make it again with extendedKeyUsage=serverAuth, or let wirelab " +
        `make one. ${INSECURE}`,
    }),
    "wrong-name": ({ serverName, names: [first, ...others] }) => ({
      state: `its certificate is not for ${serverName}` +
        (first ? `, but for ${[first, ...others].slice(0, 4).join(", ")}` : ""),
      hint: first
        ? `Ask for a name that it holds: --server-name ${first}`
        : `Make one with subjectAltName=DNS:${serverName}. ${INSECURE}`,
    }),
    "expired": ({ day }) => ({
      state: `its certificate ended on ${day ?? "another day"}`,
      hint: `Make a new one at the server. ${INSECURE}`,
    }),
    "not-yet-valid": ({ day }) => ({
      state: `its certificate does not hold before ${day ?? "another day"}`,
      hint: `Check the clock of both machines. ${INSECURE}`,
    }),
    "certificate-refused": ({ detail }) => ({
      state: `it refused the certificate of this client (${detail})`,
      hint: "Give one that an authority signed which the server knows.",
    }),
    "certificate-wanted": ({ takesCertificate, port }) => ({
      state: "it wants a certificate of this client, which has none",
      hint: takesCertificate
        ? "Give one that its authority signed: --cert FILE --key FILE"
        : "Show one by the client that can: " +
          `wirelab tls-client ${port} --cert FILE --key FILE`,
    }),
    "no-certificate": () => ({
      state: "it showed no certificate",
      hint: "Give the client one: --cert FILE --key FILE",
    }),
    "alert": ({ detail }) => ({
      state: `it answered with an alert (${detail})`,
      hint: "The server's own log says why.",
    }),
    "not-ssh": ({ plainClient, port }) => ({
      state: "what it sent is not SSH",
      hint:
        `SSH is usually on port 22; for plain TCP: wirelab ${plainClient} ${port}`,
    }),
    "no-common-algorithm": ({ detail }) => ({
      state: `both share no algorithm (${detail})`,
      hint: "Turn on a current one at the server, for example " +
        "curve25519-sha256 with aes128-gcm@openssh.com.",
    }),
    "host-key-changed": ({ detail }) => ({
      state: `its host key has changed: ${detail}`,
      hint: "Somebody may be in between. If its owner says that the key " +
        "was replaced, remove that line and connect again.",
    }),
    "login-refused": ({ detail }) => ({
      state: detail,
      hint: "Check user and password: wirelab ssh-client USER@HOST; a key " +
        "goes by --identity FILE.",
    }),
    "no-session": ({ detail }) => ({
      state: `it gives no session (${detail})`,
      hint: "The server's own log says why.",
    }),
    "speaks-tls": ({ server, port }) => ({
      state: "it speaks TLS, and this end does not",
      hint: `For a client with TLS: wirelab ${server} ${port}`,
    }),
    "not-http": () => ({
      state: "what it sent is no valid HTTP request",
      hint: "A capture shows it: wirelab capture, then wirelab explain.",
    }),
    "silent": silent,
    "idle": silent,
    "reset": () => ({
      state: "it reset the connection",
      hint: "The server's own log says why; what came before was printed.",
    }),
    "no-close-notify": () => ({
      state: "it closed without close_notify, so the answer may be cut short",
      hint: "Compare what was printed with the length that the answer names.",
    }),
    "unsent": () => ({
      state: "it closed before it had taken everything",
      hint: "What it answered was printed; the rest was not sent.",
    }),
    "stopped": () => ({
      state: "it was stopped",
      hint: "Run the same command again.",
    }),
    "provoked": () => ({
      state: "that was asked for",
      hint: "Leave out --fault for a server that works.",
    }),
    "other": ({ detail }) => ({
      state: detail,
      hint: "A capture may show more: wirelab capture",
    }),
  },
  hostKeyChanged: (shown, { fingerprint, path, line }) =>
    `it shows ${shown}, but line ${line} of ${path} has ${fingerprint}`,
  nothingToLogInWith: (user, ways) =>
    `nothing to log ${user} in with; it takes ${listed(ways)}`,
  refusedUser: (user, ways) => `it refused ${user}; it takes ${listed(ways)}`,
  closedAfter: (way) => `it closed the connection after ${way}`,

  listen: (place) => `listen on ${place}`,
  listening: {
    inUse: (other, command) => ({
      state: "another program listens there",
      hint: `Take another port, for example ${other}, or 0 for any free one; ` +
        `${command} shows that program.`,
    }),
    lowPort: {
      state: "the system keeps ports below 1024 for root",
      hint: "Take a port from 1024 up, for example 8080.",
    },
    noSuchAddress: {
      state: "no interface of this machine has that address",
      hint: "Use --host 127.0.0.1 for this machine alone, or --host 0.0.0.0 " +
        "for all its addresses.",
    },
    noSuchName: {
      state: "the name has no address",
      hint: "Check the spelling, or give an address: --host 127.0.0.1",
    },
  },
  useCertificate: "use the certificate and its key",
  badCertificate: (detail) => ({
    state: detail,
    hint: "Give a certificate and the key it was made with, both as PEM.",
  }),
  serve: (path) => `serve ${path}`,
  serving: {
    noFolder: {
      state: "it is no folder",
      hint: "Name the folder that the files lie in: --dir FOLDER",
    },
    missing: {
      state: "there is no such folder",
      hint: "Name the folder that the files lie in: --dir FOLDER",
    },
    unreadable: (path) => ({
      state: "it is not readable for you",
      hint: `Look at its mode: ls -ld ${path}`,
    }),
  },
};

function silent({ idleSeconds }: { idleSeconds: number }) {
  return {
    state: `nothing came for ${idleSeconds} s`,
    hint: "--idle-timeout S waits longer, --idle-timeout 0 for ever.",
  };
}

function listed(ways: readonly string[]): string {
  return ways.length > 0 ? ways.join(", ") : "nothing";
}
