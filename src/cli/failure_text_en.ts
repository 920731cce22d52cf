import type { FailureText } from "./failure_text.ts";

const ONE_FEWER = "Leave one of them out.";
const PUBLIC_KEYS = "Name a file of lines like: ssh-ed25519 AAAA… " +
  "(ssh-keygen makes one that ends in .pub)";
const AUTHORITY_FILE =
  "Name the file of the authority's certificate, as PEM: --ca FILE";
const FIRST_LINE = "The password is the first line of the file.";

/** What is said of calls that cannot be meant, and of their files, in English. */
export const EN: FailureText = {
  unknownMode: (word, call) => ({
    message: `Cannot run ${word}: there is no such mode.`,
    hint: call === undefined
      ? "wirelab alone lists the modes."
      : `Did you mean: ${call}`,
  }),
  unknownAction: (mode, word, call) => ({
    message: `Cannot run ${mode} ${word}: there is no such action.`,
    hint: call === undefined
      ? `wirelab ${mode} alone lists the actions.`
      : `Did you mean: ${call}`,
  }),
  optionsBeforeMode: (mode) => ({
    message: "Cannot use options before the mode.",
    hint: `Write them after it: wirelab ${mode} …`,
  }),
  optionsBeforeAction: (mode, action) => ({
    message: "Cannot use options before the action.",
    hint: `Write them after it: wirelab ${mode} ${action} …`,
  }),
  unknownOption: (argument, meant) => ({
    message: `Cannot use ${argument}: there is no such option.`,
    hint: meant === undefined
      ? "Add --help to see the options."
      : `Did you mean --${meant}?`,
  }),
  portAsOption: (argument, usage) => ({
    message: `Cannot use ${argument}: a port is no option.`,
    hint: `Write the number alone, where it stands here: ${usage}`,
  }),
  refused: (name, { reason, hint }) => ({
    message: `Cannot use --${name}: ${reason}.`,
    hint,
  }),
  refusals: {
    ciphers: {
      reason: "the TLS of Deno takes its own list of cipher suites, all of " +
        "them with ECDHE and AEAD, and heeds no other",
      hint:
        "--tls 1.2 or --tls 1.3 chooses the version; let the client choose " +
        "among the suites: openssl s_client -cipher LIST",
    },
    passphrase: {
      reason: "other users of this machine can see a program's arguments, " +
        "and the shell keeps them in its history",
      hint: "Leave it out to be asked, or put the passphrase into a file: " +
        "--passphrase-file FILE (- is standard input)",
    },
  },
  switchWithValue: (name) => ({
    message: `Cannot use --${name} with a value: it is a switch.`,
    hint: `Write --${name} alone, or leave it out.`,
  }),
  missingValue: (name, placeholder, example) => ({
    message: `Cannot use --${name} without a value: it takes ${placeholder}.`,
    hint: `Write --${name} ${example}; a value that starts with a dash goes ` +
      `as --${name}=VALUE.`,
  }),
  repeated: (name, times) => ({
    message: `Cannot use --${name} ${times} times: it takes one value.`,
    hint: "Give it once.",
  }),
  noChoice: (name, value, choices, meant) => ({
    message: `Cannot use --${name} ${value}: it takes ${list(choices)}.`,
    hint: `Write --${name} ${meant}`,
  }),
  contradiction: (name, other) => ({
    message:
      `Cannot use --${name} together with --${other}: they contradict each other.`,
    hint: ONE_FEWER,
  }),
  surplusArgument: (argument) => ({
    message: `Cannot use the argument ${argument}: nothing takes it.`,
    hint: "Leave it out; --help shows what is taken. A text with spaces " +
      "goes in quotes.",
  }),
  oneAtATime: (mode, first, second) => ({
    message:
      `Cannot run ${mode} ${first} and ${mode} ${second} in one call: it takes one name.`,
    hint:
      `Run one after the other: wirelab ${mode} ${first}; wirelab ${mode} ${second}`,
  }),
  noNumber: (name, text, min, max) => ({
    message: `Cannot use --${name} ${text}: it takes a number ${
      max === undefined ? `of at least ${min}` : `from ${min} to ${max}`
    }.`,
    hint: `Give a number: --${name} ${Math.max(min, 1)}`,
  }),
  noWholeNumber: (name, value) => ({
    message: `Cannot use --${name} ${value}: it takes a whole number.`,
    hint: `Give a whole number: --${name} ${Math.ceil(value)}`,
  }),
  noPort: (text, host) => ({
    message: `Cannot use port ${text}: a port is a number from 0 to 65535.`,
    hint: host === undefined
      ? "Use one from 1024 up, for example 8080; 0 takes any free port."
      : `Name the host by an option: --host ${host}`,
  }),
  noTargetPort: {
    message: "Cannot connect to port 0: no server listens there.",
    hint: "Name the port that the server printed, for example 8080.",
  },
  portInHost: (text, host, port) => ({
    message: `Cannot use --host ${text}: a host goes without its port.`,
    hint: `Write the port apart: ${port} --host ${host}`,
  }),
  noAlpn: (list) => ({
    message:
      `Cannot use --alpn ${list}: each protocol's name has 1 to 255 bytes.`,
    hint: "Name some, with a comma between them: --alpn h2,http/1.1; or " +
      "--alpn none",
  }),

  noServerName: (name) => ({
    message:
      `Cannot use --server-name ${name}: it is neither a host name nor an IP address.`,
    hint: "Give the name that the certificate holds: --server-name localhost",
  }),

  unknownDemo: (word, call, names) => ({
    message: `Cannot run demo ${word}: there is none of that name.`,
    hint: call === undefined
      ? `Name one of ${names.join(", ")}.`
      : `Did you mean: ${call}`,
  }),
  oneClientOnly: {
    message:
      "Cannot use --connections with this demo: only sync-async has many clients.",
    hint: "Run it: wirelab demo sync-async --connections 8",
  },
  demosInOneFile: (count, option, path) => ({
    message: `Cannot put ${count} demos into one ${path}.`,
    hint: `Name one: wirelab demo tls --${option} ${path}`,
  }),
  demoWithoutPackets: (option) => ({
    message:
      `Cannot use --${option} with demo sync-async: it records no packets.`,
    hint: "Leave it out, or add --json for what was measured.",
  }),
  nothingToExplain: {
    message: "Cannot explain: there is no capture file.",
    hint: "Name one: wirelab explain capture.pcapng (- is standard input)",
  },
  nowhereToCapture: {
    message: "Cannot capture: no file is named.",
    hint: "Name one: -w talk.pcapng; or -w - and a pipe to another program; " +
      "or --live.",
  },
  captureAndLive: {
    message: "Cannot write a capture to standard output together with --live.",
    hint: "Name a file, or leave --live out and pipe into wirelab explain -",
  },
  twoToStandardOutput: {
    message: "Cannot write two things to standard output.",
    hint: "Name a file for one of them.",
  },
  captureToTerminal: {
    message: "Cannot write a capture to a terminal: it is not text.",
    hint: "Pipe it: wirelab capture 8080 -w - | tshark -r -",
  },
  captureToKeyLog: (path) => ({
    message: `Cannot write the capture to ${path}: it is the key log.`,
    hint: "Name two files.",
  }),
  allAndPort: {
    message: "Cannot use --all together with a port.",
    hint: ONE_FEWER,
  },
  capturePortZero: {
    message: "Cannot capture port 0: no packet has it.",
    hint: "Name the port that the server listens on, or --all.",
  },
  unknownShell: {
    message:
      "Cannot write completions: they are for one of bash, zsh and fish.",
    hint: "Write: wirelab completions bash",
  },

  unknownBench: (word, call, names) => ({
    message: word === undefined
      ? "Cannot bench: nothing is named."
      : `Cannot bench ${word}: there is no load of that name.`,
    hint: call === undefined
      ? `Name one of ${names.join(", ")}: wirelab bench ${names[0]}`
      : `Did you mean: ${call}`,
  }),
  optionOfOtherBench: (option, name, other) => ({
    message: `Cannot use --${option} with bench ${name}.`,
    hint: `Leave it out, or run: wirelab bench ${other}`,
  }),
  loadWithoutPort: (name) => ({
    message: "Cannot use --host without a port.",
    hint: `Name the server's port, wirelab bench ${name} 8080, or leave ` +
      "--host out for a server of wirelab's own.",
  }),
  remoteLoad: (host) => ({
    message: `Cannot load ${host}: it may be another machine.`,
    hint: "With its owner's consent, say so: --allow-remote",
  }),
  noPath: (text) => ({
    message: `Cannot ask for ${text}: it is no path.`,
    hint: "Write it as it stands in an address: --path /index.html",
  }),

  hostTwice: (url) => ({
    message: `Cannot use --host together with ${url}: both name the server.`,
    hint: "Leave --host out, or give a port instead.",
  }),
  noHttpAddress: (text, example) => ({
    message: `Cannot ask for ${text}: it is no address of HTTP or HTTPS.`,
    hint: `Write it so: ${example}`,
  }),
  secretInAddress: {
    message:
      "Cannot ask for an address that holds a name or a password: others may see it.",
    hint: "Leave it out of the address.",
  },
  noHeader: {
    message: "Cannot send that --header: it is no header.",
    hint: "Write a name, a colon and a value: --header 'Accept-Language: zh'",
  },
  keyWithoutCertificate: {
    message: "Cannot use --key without --cert.",
    hint: "Name the key's certificate too: --cert FILE --key FILE",
  },
  authorityWithoutClients: {
    message: "Cannot use --ca without --verify-client.",
    hint: "Have the client asked for a certificate: --verify-client --ca FILE",
  },
  certificateAndFault: (fault) => ({
    message:
      `Cannot use --cert together with --fault ${fault}: that certificate is made for the fault.`,
    hint: "Leave --cert and --key out.",
  }),
  keyLogAnd: (option, name) => ({
    message:
      `Cannot use --keylog together with --${option}: the TLS that can do the one cannot do the other.`,
    hint: name === undefined
      ? "Leave one of them out, or give --keylog to the server."
      : `Connect by the name itself: --host ${name}`,
  }),
  noAuthorityFile: (path) => ({
    message: `Cannot read ${path}: there is no such file.`,
    hint: AUTHORITY_FILE,
  }),
  noAuthority: (path) => ({
    message: `Cannot use ${path}: it holds no certificate.`,
    hint: AUTHORITY_FILE,
  }),
  hostBeforePort: (argument) => ({
    message: `Cannot use the argument ${argument}: nothing takes it.`,
    hint: "The host stands before the port: wirelab ssh-client HOST PORT",
  }),
  noUser: (host) => ({
    message: `Cannot log in to ${host}: no user is named.`,
    hint: `Name one: wirelab ssh-client USER@${host}`,
  }),
  noIdentity: (path) => ({
    message: `Cannot read ${path}: there is no such file.`,
    hint: "Name the file of a private key: --identity FILE",
  }),
  badIdentity: (path, reason) => ({
    message: `Cannot use the key in ${path}: ${
      reason ?? "the passphrase is wrong"
    }.`,
    hint: reason === undefined
      ? "Mind capitals, the keyboard's layout, and spaces at the end."
      : "Name a private key of SSH or a PEM file; ssh-keygen makes one.",
  }),
  noPublicKeyFile: (path) => ({
    message: `Cannot read ${path}: there is no such file.`,
    hint: PUBLIC_KEYS,
  }),
  noPublicKey: (path) => ({
    message: `Cannot use ${path}: it holds no public key of SSH.`,
    hint: PUBLIC_KEYS,
  }),

  noOutput: (reason) => ({
    message: `Cannot write to standard output: ${reason}.`,
    hint: "Free some space, or send the output elsewhere.",
  }),
  noPasswordFile: (path) => ({
    message: `Cannot read the password file ${path}: there is no such file.`,
    hint: FIRST_LINE,
  }),
  emptyPassword: (path = "standard input") => ({
    message: `Cannot use the password in ${path}: its first line is empty.`,
    hint: FIRST_LINE,
  }),
  cannotAskPassword: (option, keyPath) => ({
    message: `Cannot ask for ${
      keyPath === undefined ? "a password" : `the passphrase of ${keyPath}`
    }: standard input is no terminal.`,
    hint: `Name a file that holds it: ${option}`,
  }),
  keyLog: {
    notPermitted: (path) => ({
      message:
        `Cannot write the key log ${path}: the system does not permit it.`,
      hint: "Name a file in a folder of your own.",
    }),
    noFolder: (path) => ({
      message: `Cannot write the key log ${path}: its folder does not exist.`,
      hint: "Name a file in a folder that exists.",
    }),
    noFile: (path) => ({
      message: `Cannot write the key log ${path}: it is no file.`,
      hint: "Name a file in a folder that exists.",
    }),
  },
};

function list(words: readonly string[]): string {
  return words.length === 1
    ? words[0]
    : `${words.slice(0, -1).join(", ")} or ${words.at(-1)}`;
}
