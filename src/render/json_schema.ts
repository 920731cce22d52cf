import { DIAGNOSES } from "../explain/mod.ts";
import { JSON_SCHEMA_VERSION } from "./json.ts";

/** A part of a JSON Schema. */
export type Schema = Readonly<Record<string, unknown>>;

const text: Schema = { type: "string" };
const count: Schema = { type: "integer", minimum: 0 };
const seconds: Schema = {
  type: "number",
  description: "seconds; nanoseconds are kept",
};
const flag: Schema = { type: "boolean" };
const side: Schema = { enum: ["client", "server"] };
const tcpState: Schema = {
  enum: [
    "CLOSED",
    "LISTEN",
    "SYN-SENT",
    "SYN-RECEIVED",
    "ESTABLISHED",
    "FIN-WAIT-1",
    "FIN-WAIT-2",
    "CLOSE-WAIT",
    "CLOSING",
    "LAST-ACK",
    "TIME-WAIT",
  ],
};

/**
 * Gives the JSON Schema of what `--json` writes: each line is one object, and
 * its `type` tells which.
 *
 * @see {@link https://json-schema.org/draft/2020-12 JSON Schema 2020-12}
 */
export function jsonSchema(): Schema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "One line of wirelab explain --json",
    description:
      `Version ${JSON_SCHEMA_VERSION}. The version grows when a member changes or goes; members may be added.`,
    oneOf: [HEAD, STEP, VERDICT, FLOW, HANDSHAKE, CLOSE, SERVED, FAULT],
    $defs: { endpoint: ENDPOINT, field: FIELD },
  };
}

function object(
  description: string,
  required: Readonly<Record<string, Schema>>,
  optional: Readonly<Record<string, Schema>> = {},
): Schema {
  return {
    type: "object",
    description,
    properties: { ...required, ...optional },
    required: Object.keys(required),
  };
}

function list(items: Schema): Schema {
  return { type: "array", items };
}

function pair(items: Schema): Schema {
  return { type: "array", items, minItems: 2, maxItems: 2 };
}

const ENDPOINT = object("One end of a conversation.", {
  address: text,
  port: count,
});

const endpoint: Schema = { $ref: "#/$defs/endpoint" };

const FIELD = object("One named run of bytes; children tile their parent.", {
  name: text,
  offset: count,
  length: count,
}, {
  value: { description: "number, text, flag; bytes as hexadecimal digits" },
  text: { ...text, description: "registered name of the value" },
  note: { ...text, description: "what the field is, and why it is there" },
  section: { ...text, description: "where it is specified" },
  bits: list(object("A value that takes some bits of the field.", {
    name: text,
    value: count,
  }, { text, note: text })),
  fields: list({ $ref: "#/$defs/field" }),
});

const HEAD = object("The first line.", {
  type: { const: "wirelab" },
  version: { ...text, description: "version of the program" },
  schema: { const: JSON_SCHEMA_VERSION },
});

const STEP = object("A segment, a message inside, or a remark.", {
  type: { const: "step" },
  stream: { ...count, description: "number of the conversation" },
  kind: { enum: ["segment", "message", "finding", "gap", "error"] },
  protocol: { enum: ["tcp", "tls", "http", "ssh", "data"] },
  phase: { enum: ["open", "tls", "ssh", "data", "close"] },
  time: { ...seconds, description: "seconds since the conversation began" },
  from: side,
  to: side,
  evidence: { enum: ["observed", "relayed", "inferred"] },
  encrypted: { ...flag, description: "whether it was, on the wire" },
  frames: list(count),
  title: text,
  detail: text,
  text: { ...text, description: "one sentence, in the language chosen" },
}, {
  segment: object("Numbers of the segment, relative.", {
    flags: list(text),
    sequence: count,
    window: count,
    length: count,
  }, {
    acknowledgment: count,
    states: object(
      "States of RFC 9293 that the ends are in after it, where it moves one; they follow from the segments.",
      {},
      { client: tcpState, server: tcpState },
    ),
  }),
  fields: list({ $ref: "#/$defs/field" }),
  carriers: list(object("What carried it on the wire.", {
    kind: { enum: ["packet", "record", "plaintext"] },
    fields: list({ $ref: "#/$defs/field" }),
  })),
});

const VERDICT = object("What a conversation comes to.", {
  type: { const: "verdict" },
  stream: count,
  client: endpoint,
  server: endpoint,
  opening: {
    enum: [
      "handshake",
      "simultaneous",
      "refused",
      "self",
      "unanswered",
      "incomplete",
      "midway",
      "relayed",
    ],
  },
  bytes: object("Bytes over TCP.", { client: count, server: count }),
  close: object("How it ended.", {
    kind: {
      enum: [
        "four-way",
        "three-way",
        "simultaneous",
        "half-closed",
        "reset",
        "refused",
        "open",
        "relayed",
      ],
    },
  }),
  segments: count,
  findings: count,
  seconds,
}, {
  openingSeconds: seconds,
  repeatedSyns: count,
  handshakeSeconds: seconds,
  protocol: { enum: ["tls", "http", "ssh", "data"] },
  tls: object("What TLS agreed on.", {
    certificateNames: list(text),
    resumed: flag,
    preSharedKey: flag,
    finished: flag,
    roundTrips: count,
    decryption: { enum: ["none-needed", "open", "partly", "closed"] },
    closeNotify: list(side),
    probableCloseNotify: list(side),
    onlyEarlyDataClosed: flag,
    renegotiations: count,
  }, {
    version: text,
    cipherSuite: text,
    group: text,
    alpn: { type: ["string", "null"] },
    serverName: text,
    earlyData: { enum: ["offered", "accepted", "rejected"] },
    closedBecause: {
      enum: [
        "no-key-log",
        "no-secret",
        "wrong-secret",
        "bad-record",
        "unsupported-suite",
        "missing-bytes",
      ],
    },
    failure: object("The alert that ended it.", {
      alert: text,
      from: side,
      during: { enum: ["handshake", "renegotiation", "data"] },
    }),
  }),
  ssh: object("What SSH agreed on.", {
    kex: { type: ["string", "null"] },
    hostKey: { type: ["string", "null"] },
    cipher: { type: ["string", "null"] },
    mac: { type: ["string", "null"] },
  }),
  http: object("What was asked and answered over HTTP.", {
    version: text,
    requests: count,
    promises: count,
    answers: list(object("Final answers of one status.", {
      status: count,
      reason: text,
      count,
    })),
  }, {
    first: object("The first request.", { method: text, target: text }),
  }),
  diagnosis: object("Why it went wrong, as far as its packets tell.", {
    kind: { enum: [...DIAGNOSES] },
    values: { type: "object" },
  }),
  opened: object("Bytes inside TLS.", { client: count, server: count }),
  closedBy: side,
  firstAnswerSeconds: seconds,
  longestPause: object("The longest silence.", { seconds, endedBy: side }),
});

const FLOW = object("One conversation of --summary.", {
  type: { const: "flow" },
  number: count,
  client: endpoint,
  server: endpoint,
  packets: pair(count),
  bytes: pair(count),
  seconds,
  end: { enum: ["FIN", "FIN 1/2", "RST", ""] },
});

const names = list(text);

const HANDSHAKE = object(
  "One TLS handshake of --handshakes, as seen without keys.",
  {
    type: { const: "handshake" },
    stream: count,
    client: endpoint,
    server: endpoint,
    certificateNames: {
      ...names,
      description: "where the certificate was in clear",
    },
  },
  {
    offer: object("The client's.", {
      frame: count,
      random: text,
      versions: names,
      cipherSuites: names,
      groups: names,
      keyShares: names,
      signatureSchemes: names,
      alpn: names,
      extensions: names,
    }, { serverName: text }),
    choice: object("The server's.", {
      frame: count,
      random: text,
      version: text,
      cipherSuite: text,
      extensions: names,
    }, { group: text, alpn: text }),
  },
);

const CLOSE = object("One way of ending, of demo close.", {
  type: { const: "close" },
  way: { ...text, description: "the way that was to happen" },
  connections: { ...count, description: "connections until it happened" },
}, {
  stream: count,
  ending: { ...text, description: "what its packets show" },
  first: { enum: ["client", "server", "both"] },
  segments: { ...count, description: "segments of the end" },
});

const SERVED = object("One client of demo sync-async.", {
  type: { const: "served" },
  concurrency: { enum: ["sync", "async"] },
  id: count,
  slow: flag,
  connected: seconds,
  accepted: seconds,
  active: list(seconds),
  closed: seconds,
  waited: seconds,
});

const FAULT = object("One fault of demo faults.", {
  type: { const: "fault" },
  fault: text,
  exitCode: count,
}, {
  message: { ...text, description: "what the client said" },
  stream: count,
  diagnosis: { ...text, description: "kind of the cause" },
});
