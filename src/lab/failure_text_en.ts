import type { FailureText } from "./failure_text.ts";

const RECORD = "Record one: wirelab capture 8080 -w capture.pcapng";
const RECORD_TCP = "Record TCP: wirelab capture 8080 -w capture.pcapng";

/** What is said of failures to record, read and explain, in English. */
export const EN: FailureText = {
  standardInput: "standard input",
  emptyCapture: (name) => ({
    message: `Cannot read ${name}: it is empty.`,
    hint: RECORD,
  }),
  badGzip: (name) => ({
    message: `Cannot read ${name}: its gzip compression is damaged or cut off.`,
    hint: "Unpack what can be saved: gzip -dc FILE",
  }),
  noCapture: (name) => ({
    message: `Cannot read ${name}: it is no capture file (pcap or pcapng).`,
    hint: RECORD,
  }),
  damagedCapture: (name, packet, reason) => ({
    message: `Cannot read ${name} beyond packet ${packet}: ${reason}.`,
    hint: RECORD,
  }),
  captureFolder: (path) => ({
    message: `Cannot read ${path}: it is a folder.`,
    hint: "Name a capture file inside it.",
  }),
  missingCapture: (path) => ({
    message: `Cannot read ${path}: there is no such file.`,
    hint: RECORD,
  }),
  lockedCapture: (path) => ({
    message: `Cannot read ${path}: it is not readable for you.`,
    hint: `Look at its mode: ls -l ${path}`,
  }),
  withheldCapture: (path) => ({
    message: `Cannot read ${path}: it is a device or a file of the system.`,
    hint: "Name a file on a disk; - is standard input.",
  }),
  brokenCapture: (name, reason) => ({
    message: `Cannot read ${name}: ${reason}.`,
    hint: "Try to copy the file; if that fails too, its disk is at fault.",
  }),
  cutPackets: (path, packets) => ({
    message: `Cannot explain ${path}: its ${counted(packets)} ${
      packets === 1 ? "was" : "were"
    } cut off before the end of TCP's header.`,
    hint: "Record whole packets: tcpdump -s 0, or wirelab capture.",
  }),
  unknownLink: (path, packets, type) => ({
    message: `Cannot explain ${path}: its ${counted(packets)} ${
      packets === 1 ? "is" : "are"
    } of link type ${type}, which is not decoded here.`,
    hint: RECORD_TCP,
  }),
  withoutTcp: (path, packets) => ({
    message: `Cannot explain ${path}: its ${counted(packets)} ${
      packets === 1 ? "holds" : "hold"
    } no TCP.`,
    hint: RECORD_TCP,
  }),
  noConversation: (stream, held) => ({
    message:
      `Cannot explain conversation ${stream}: the capture holds ${held}.`,
    hint: held > 1
      ? `Give a number from 0 to ${held - 1}.`
      : held === 1
      ? "Leave --stream out: number 0 is the only one."
      : "It holds no TCP at all.",
  }),
  badFilter: (problem, names) => ({
    message: `Cannot use the filter: ${problem}.`,
    hint: `Write: --filter 'host 127.0.0.1 and port 443 and tls' (or ${
      names.join(", ")
    })`,
  }),
  filterProblems: {
    unknownWord: (word) => `${word} is no part of a filter`,
    noValue: (word) => `${word} needs a value`,
    noPort: (text) => `${text} is no port`,
  },

  toStandardOutput: "to standard output",
  exists: (path) => ({
    message: `Cannot write ${path}: it exists already.`,
    hint: "Add --force to overwrite it, or name another file.",
  }),
  unwritable: {
    noFolder: (place) => ({
      message: `Cannot write ${place}: its folder does not exist.`,
      hint: "Make the folder first, or name another.",
    }),
    notPermitted: (place) => ({
      message: `Cannot write ${place}: it is not permitted.`,
      hint: "Name a file in a folder of your own.",
    }),
    isFolder: (place) => ({
      message: `Cannot write ${place}: it is a folder.`,
      hint: "Name a file in it.",
    }),
    withheld: (place) => ({
      message: `Cannot write ${place}: it is a device or a file of the system.`,
      hint: "Name a file on a disk; - is standard output.",
    }),
    other: (place, reason) => ({
      message: `Cannot write ${place}: ${reason}.`,
    }),
  },

  cannotFollow: (path, reason) => ({
    message: `Cannot read the key log ${path}: ${reason}.`,
    hint: "Name the file that SSLKEYLOGFILE names.",
  }),
  cannotReadKeyLog: (path, reason) => ({
    message: `Cannot read the key log ${path}: ${reason}.`,
    hint: "Let a program write one: set SSLKEYLOGFILE=FILE before it starts.",
  }),
  reasons: {
    isFolder: "it is a folder",
    missing: "there is no such file",
    unreadable: "it is not readable",
    notReadable: "it is not readable for you",
  },
  noKeyLog: (path) => ({
    message: `Cannot use ${path}: it is no key log.`,
    hint:
      "Its lines are a label, a client random and a secret, as SSLKEYLOGFILE has them.",
  }),

  notInstalled: (program) => ({
    message: `Cannot start ${program}: it is not installed.`,
    hint: `Install ${program}, then run the same command again.`,
  }),
  asked: (setting) => `${setting} asks for it`,
  noPackets: (reason, command) => ({
    message: `Cannot show this without packets: ${reason}.`,
    hint: command && `Allow it: ${command}`,
  }),
  nothingToSave: (path, reason, command) => ({
    message: `Cannot save packets to ${path}: ${reason}.`,
    hint: command && `Allow it: ${command}`,
  }),

  noHttp: (reason) => ({
    message: "Cannot read the answer: it is not HTTP.",
    hint: reason === undefined
      ? "The server speaks TLS: ask it by https://."
      : `What was found: ${reason}.`,
  }),
  shortAnswer: (state) => ({
    message: `Cannot read the whole answer: ${state}.`,
    hint: "The server's own log may say why; what came was printed.",
  }),
  shortBy: {
    silence: "it ended before an answer came",
    length: (bytes) => `it ended after ${bytes} B of content`,
  },

  load: {
    noEcho: {
      closed: (place, port) => ({
        message:
          `Cannot go on with ${place}: it closed a connection without sending back what it got.`,
        hint: `This load needs an echo server: wirelab tcp-server ${port}`,
      }),
      other: (place, port) => ({
        message: `Cannot load ${place}: it does not send back what it gets.`,
        hint: `This load needs an echo server: wirelab tcp-server ${port}`,
      }),
    },
    cutOff: {
      message:
        "Cannot go on: the server closed a connection before its answer was complete.",
      hint: "The server's own log may say why; fewer --connections may help.",
    },
    speaksTls: {
      message: "Cannot read the answer: the server speaks TLS.",
      hint: "Load it with TLS: wirelab bench https",
    },
    faults: {
      "not-http": "it does not begin with HTTP/1.1 and a status",
      "too-long": "its head is longer than 64 KiB",
    },
    answeredBefore: (count) => ` ${count} were counted before.`,
    slow: "--timeout S waits longer; fewer --connections may help.",
    broken: "The server's own log may say why; fewer --connections may help.",
  },
};

function counted(packets: number): string {
  return packets === 1 ? "1 packet" : `${packets} packets`;
}
