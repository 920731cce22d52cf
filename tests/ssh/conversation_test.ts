import { assert, assertEquals } from "@std/assert";
import { SshConversation, type SshEvent } from "../../src/ssh/mod.ts";
import { converse, type Part } from "../event_tiling.ts";
import {
  bytesOf,
  concat,
  exchange,
  HOST_KEY,
  IDENTIFIED,
  kexInit,
  packet,
  payload,
  SIGNATURE,
  string,
  tell,
  u32,
} from "./build.ts";

const OPENED = ["C identification client", "S identification server"];
const EXCHANGED = [
  ...OPENED,
  "C 0 KEXINIT",
  "S 0 KEXINIT",
  "S negotiated",
  "C 1 KEX_ECDH_INIT",
  "S 1 KEX_ECDH_REPLY",
  "S 2 NEWKEYS",
  "C 2 NEWKEYS",
];
const ETM = { mac: "hmac-sha2-256-etm@openssh.com" };

/** An encrypted packet whose length is in clear. */
function framed(length: number, macBytes = 32): Uint8Array {
  return concat(u32(length), new Uint8Array(length + macBytes).fill(0xee));
}

function clear(direction: 0 | 1, ...payloads: Uint8Array[]): Part {
  return { direction, bytes: concat(...payloads.map((one) => packet(one))) };
}

const CASES: Readonly<
  Record<string, readonly [parts: readonly Part[], told: string[]]>
> = {
  "reads a key exchange, then encrypted runs as they come": [
    [
      ...exchange(),
      { direction: 0, bytes: new Uint8Array(40) },
      { direction: 0, bytes: new Uint8Array(17) },
      { direction: 1, bytes: new Uint8Array(80) },
    ],
    [...EXCHANGED, "C run 40", "C run 17", "S run 80"],
  ],
  "splits encrypted packets with an -etm MAC by size": [
    [
      ...exchange(ETM),
      { direction: 0, bytes: concat(framed(32), framed(16)) },
      { direction: 1, bytes: framed(48).subarray(0, 50) },
      { direction: 1, bytes: framed(48).subarray(50) },
    ],
    [...EXCHANGED, "C 3 encrypted 32", "C 4 encrypted 16", "S 3 encrypted 48"],
  ],
  "splits encrypted packets of AES-GCM by size": [
    [
      ...exchange({ encryption: "aes128-gcm@openssh.com" }),
      { direction: 0, bytes: concat(framed(32, 16), framed(16, 16)) },
    ],
    [...EXCHANGED, "C 3 encrypted 32", "C 4 encrypted 16"],
  ],
  "does not split packets of ChaCha20-Poly1305": [
    [
      ...exchange({ encryption: "chacha20-poly1305@openssh.com" }),
      { direction: 0, bytes: new Uint8Array(44) },
    ],
    [...EXCHANGED, "C run 44"],
  ],
  "takes each direction by its own algorithms": [
    [
      ...exchange({
        encryption: "aes128-gcm@openssh.com",
        encryptionBack: "chacha20-poly1305@openssh.com",
      }),
      { direction: 0, bytes: framed(32, 16) },
      { direction: 1, bytes: new Uint8Array(44) },
    ],
    [...EXCHANGED, "C 3 encrypted 32", "S run 44"],
  ],
  "reads on where nothing is encrypted": [
    [
      ...exchange({ encryption: "none" }),
      {
        direction: 0,
        bytes: packet(
          payload(5, string("ssh-userauth")),
          new Uint8Array(32),
        ),
      },
    ],
    [...EXCHANGED, "C 3 SERVICE_REQUEST"],
  ],
  "counts from 0 after NEWKEYS in strict key exchange": [
    [
      ...exchange(
        { ...ETM, kex: "curve25519-sha256,kex-strict-c-v00@openssh.com" },
        { ...ETM, kex: "curve25519-sha256,kex-strict-s-v00@openssh.com" },
      ),
      { direction: 0, bytes: framed(32) },
    ],
    [...EXCHANGED, "C 0 encrypted 32"],
  ],
  "reports what strict key exchange forbids": [
    [
      ...IDENTIFIED,
      clear(
        0,
        payload(2, string("x")),
        kexInit({ kex: "dh,kex-strict-c-v00@openssh.com" }),
      ),
      clear(1, kexInit({ kex: "dh,kex-strict-s-v00@openssh.com" })),
      clear(1, payload(4, new Uint8Array(1), string("x"), string(""))),
    ],
    [
      ...OPENED,
      "C 0 IGNORE",
      "C 1 KEXINIT",
      "S 0 KEXINIT",
      "S negotiated",
      "C error unexpected-message misbehaved",
      "S 1 DEBUG",
      "S error unexpected-message misbehaved",
    ],
  ],
  "lets other messages into a key exchange that is not strict": [
    [...IDENTIFIED, clear(0, payload(2, string("x")), kexInit())],
    [...OPENED, "C 0 IGNORE", "C 1 KEXINIT"],
  ],
  "reads a guessed packet by the sender's first method": [
    [
      ...IDENTIFIED,
      clear(
        0,
        kexInit({ kex: "ecdh-sha2-nistp256,dh", follows: true }),
        payload(30, string("Q")),
      ),
      clear(1, kexInit({ kex: "curve25519-sha256,ecdh-sha2-nistp256" })),
      clear(0, payload(30, string("Q"))),
    ],
    [
      ...OPENED,
      "C 0 KEXINIT",
      "C 1 KEX_ECDH_INIT guess pending",
      "S 0 KEXINIT",
      "S negotiated",
      "C 2 KEX_ECDH_INIT",
    ],
  ],
  "says whether a guess was right, where both lists have come": [
    [
      ...IDENTIFIED,
      clear(1, kexInit({ kex: "diffie-hellman-group14-sha256" })),
      clear(
        0,
        kexInit({
          kex: "curve25519-sha256,diffie-hellman-group14-sha256",
          follows: true,
        }),
        payload(30, string("Q")),
        payload(30, string("e")),
      ),
    ],
    [
      ...OPENED,
      "S 0 KEXINIT",
      "C 0 KEXINIT",
      "C negotiated",
      "C 1 KEX_ECDH_INIT guess wrong",
      "C 2 KEXDH_INIT",
    ],
  ],
  "takes lines before the identification of the server": [
    [{ direction: 1, bytes: bytesOf("hello\r\nthere\nSSH-2.0-x\r\n") }],
    ["S banner hello", "S banner there", "S identification x"],
  ],
  "rejects lines before the identification of the client": [
    [{ direction: 0, bytes: bytesOf("hello\r\nSSH-2.0-x\r\n") }],
    ["C error bad-identification malformed", "C identification x"],
  ],
  "reads the text of a server that refuses": [
    [
      IDENTIFIED[1],
      { direction: 1, bytes: bytesOf("Exceeded MaxStartups\r\n") },
    ],
    ["S identification server", "S banner Exceeded MaxStartups"],
  ],
  "names SSH 1, and goes no further": [
    [{ direction: 1, bytes: bytesOf("SSH-1.5-x\n") }, clear(1, kexInit())],
    [
      "S identification x",
      "S error version-1 unsupported",
      "S error version-1 unsupported",
    ],
  ],
  "speaks with a server that speaks SSH 1 too": [
    [{ direction: 1, bytes: bytesOf("SSH-1.99-x\n") }, clear(1, kexInit())],
    ["S identification x", "S 0 KEXINIT"],
  ],
  "keeps messages that it does not know": [
    [...IDENTIFIED, clear(0, payload(90), payload(150, bytesOf("abc")))],
    [...OPENED, "C 0 CHANNEL_OPEN", "C 1 150"],
  ],
  "keeps a message that breaks its grammar": [
    [
      ...IDENTIFIED,
      clear(0, payload(5, u32(1000)), payload(5, string("ssh-userauth"))),
    ],
    [
      ...OPENED,
      "C 0 5",
      "C error bad-message malformed",
      "C 1 SERVICE_REQUEST",
    ],
  ],
  "keeps a message that goes on after its end": [
    [...IDENTIFIED, clear(0, payload(21, u32(0)))],
    [...OPENED, "C 0 21", "C error bad-message malformed"],
  ],
  "reports a padding that is too short": [
    [
      ...IDENTIFIED,
      {
        direction: 0,
        bytes: concat(
          u32(12),
          new Uint8Array([0]),
          payload(2, string("abcdef")),
        ),
      },
    ],
    [...OPENED, "C 0 IGNORE", "C error bad-padding misbehaved"],
  ],
  "reports a packet that is no multiple of 8": [
    [
      ...IDENTIFIED,
      {
        direction: 0,
        bytes: concat(
          u32(13),
          new Uint8Array([4]),
          payload(2, string("abc")),
          new Uint8Array(4),
        ),
      },
    ],
    [...OPENED, "C 0 IGNORE", "C error bad-packet-length misbehaved"],
  ],
  "rejects lengths that no packet has, and finds the next": [
    [
      ...IDENTIFIED,
      { direction: 0, bytes: concat(u32(0xffffffff), new Uint8Array(20)) },
      clear(0, kexInit()),
    ],
    [...OPENED, "C error bad-packet-length malformed", "C 0 KEXINIT"],
  ],
  "tells of a packet that ends early": [
    [...IDENTIFIED, { direction: 0, bytes: packet(kexInit()).subarray(0, 50) }],
    [...OPENED, "C error ended-early truncated"],
  ],
  "tells of an encrypted packet that ends early": [
    [...exchange(ETM), { direction: 0, bytes: framed(32).subarray(0, 20) }],
    [...EXCHANGED, "C error ended-early truncated"],
  ],
  "counts a gap inside an encrypted packet": [
    [
      ...exchange(ETM),
      { direction: 0, bytes: framed(32).subarray(0, 20) },
      { direction: 0, missing: 30 },
      {
        direction: 0,
        bytes: concat(framed(32).subarray(50), framed(16)),
      },
    ],
    [...EXCHANGED, "C 3 encrypted 32 missing 30", "C 4 encrypted 16"],
  ],
  "finds encrypted packets again after a gap": [
    [
      ...exchange(ETM),
      { direction: 0, bytes: framed(32).subarray(0, 20) },
      { direction: 0, missing: 100 },
      { direction: 0, bytes: new Uint8Array(30).fill(0xaa) },
      { direction: 0, bytes: framed(16) },
    ],
    [
      ...EXCHANGED,
      "C error out-of-step truncated",
      "C gap 100",
      "C error out-of-step truncated",
      "C 3 encrypted 16",
    ],
  ],
  "goes on after a gap in what is encrypted as a whole": [
    [
      ...exchange(),
      { direction: 0, missing: 100 },
      { direction: 0, bytes: new Uint8Array(40) },
    ],
    [...EXCHANGED, "C gap 100", "C run 40"],
  ],
  "goes on after a gap before NEWKEYS": [
    [
      ...IDENTIFIED,
      { direction: 0, missing: 100 },
      clear(0, payload(21)),
    ],
    [...OPENED, "C gap 100", "C 0 NEWKEYS"],
  ],
  "takes what follows a lost NEWKEYS for encrypted": [
    [
      ...exchange().slice(0, -1),
      { direction: 0, missing: 16 },
      { direction: 0, bytes: new Uint8Array(40).fill(0xaa) },
    ],
    [...EXCHANGED.slice(0, -1), "C gap 16", "C run 40"],
  ],
};

for (const [name, [parts, told]] of Object.entries(CASES)) {
  Deno.test(`SshConversation ${name}`, () => assertEquals(tell(parts), told));
}

function eventsOf(...payloads: Uint8Array[]): SshEvent[] {
  return converse(new SshConversation(), [
    ...IDENTIFIED,
    { direction: 1, bytes: concat(...payloads.map((one) => packet(one))) },
  ]).slice(2);
}

function messageOf(content: Uint8Array): unknown {
  const [event] = eventsOf(content);
  return event.kind === "packet" && event.message;
}

Deno.test("SshConversation decodes DISCONNECT", () => {
  assertEquals(
    messageOf(payload(1, u32(2), string("no\xc3\xa9"), string("en"))),
    {
      name: "SSH_MSG_DISCONNECT",
      number: 1,
      reasonCode: 2,
      reason: "SSH_DISCONNECT_PROTOCOL_ERROR",
      description: "noé",
      language: "en",
    },
  );
});

Deno.test("SshConversation decodes a DISCONNECT without a language tag", () => {
  assertEquals(messageOf(payload(1, u32(99), string("bye"))), {
    name: "SSH_MSG_DISCONNECT",
    number: 1,
    reasonCode: 99,
    reason: undefined,
    description: "bye",
    language: "",
  });
});

Deno.test("SshConversation decodes UNIMPLEMENTED and SERVICE_ACCEPT", () => {
  assertEquals(messageOf(payload(3, u32(7))), {
    name: "SSH_MSG_UNIMPLEMENTED",
    number: 3,
    sequence: 7,
  });
  assertEquals(messageOf(payload(6, string("ssh-userauth"))), {
    name: "SSH_MSG_SERVICE_ACCEPT",
    number: 6,
    service: "ssh-userauth",
  });
});

Deno.test("SshConversation decodes EXT_INFO", () => {
  const content = payload(
    7,
    u32(1),
    string("server-sig-algs"),
    string("ssh-ed25519"),
  );
  assertEquals(messageOf(content), {
    name: "SSH_MSG_EXT_INFO",
    number: 7,
    extensions: [{
      name: "server-sig-algs",
      value: bytesOf("ssh-ed25519"),
    }],
  });
});

Deno.test("SshConversation rejects an EXT_INFO that announces more than it holds", () => {
  const [, error] = eventsOf(payload(7, u32(0xffffffff), string("a")));
  assert(error.kind === "error" && error.code === "bad-message");
});

Deno.test("SshConversation decodes the reply of an elliptic-curve exchange", () => {
  const events = converse(new SshConversation(), exchange());
  const reply = events.find((event) =>
    event.kind === "packet" && event.message.name === "SSH_MSG_KEX_ECDH_REPLY"
  );
  assert(
    reply?.kind === "packet" && reply.message.name === "SSH_MSG_KEX_ECDH_REPLY",
  );
  assertEquals(reply.message, {
    name: "SSH_MSG_KEX_ECDH_REPLY",
    number: 31,
    hostKey: {
      type: "ssh-ed25519",
      blob: HOST_KEY,
      bits: 256,
      fingerprint: "SHA256:xcTb/ZL8NmQsvo9k2j/c7dIyp7nvDnswfPZHlzcZwz0",
    },
    serverPublic: new Uint8Array(32).fill(2),
    signature: { type: "ssh-ed25519", bytes: SIGNATURE.subarray(19) },
  });
  const content = reply.fields().find((field) => field.name === "payload");
  assertEquals(
    content?.fields?.map((field) => field.name),
    ["message number", "K_S", "Q_S", "signature"],
  );
});

Deno.test("SshConversation splits what a hybrid method sends into its parts", () => {
  const kex = "mlkem768x25519-sha256";
  const events = converse(new SshConversation(), [
    ...IDENTIFIED,
    { direction: 0, bytes: packet(kexInit({ kex })) },
    { direction: 1, bytes: packet(kexInit({ kex })) },
    {
      direction: 0,
      bytes: packet(payload(30, string(new Uint8Array(1184 + 32)))),
    },
  ]);
  const sent = events.at(-1);
  assert(sent?.kind === "packet");
  assertEquals(sent.message.name, "SSH_MSG_KEX_HYBRID_INIT");
  const content = sent.fields().find((field) => field.name === "payload");
  const parts = content?.fields?.at(-1)?.fields;
  assertEquals(
    parts?.map(({ name, length }) => [name, length]),
    [["C_INIT_length", 4], ["ML-KEM-768 public key", 1184], [
      "X25519 public key",
      32,
    ]],
  );
});

Deno.test("SshConversation decodes the messages of a group exchange", () => {
  const kex = "diffie-hellman-group-exchange-sha256";
  const prime = concat(new Uint8Array([0, 0xff]), new Uint8Array(255));
  const lines: string[] = [];
  const events = converse(new SshConversation(), [
    ...IDENTIFIED,
    { direction: 0, bytes: packet(kexInit({ kex })) },
    { direction: 1, bytes: packet(kexInit({ kex })) },
    clear(0, payload(34, u32(2048), u32(3072), u32(8192))),
    clear(1, payload(31, string(prime), string("\x02"))),
    clear(0, payload(32, string("e"))),
    clear(
      1,
      payload(33, string(HOST_KEY), string("f"), string(SIGNATURE)),
    ),
  ]);
  for (const event of events) {
    if (event.kind === "packet") lines.push(event.message.name);
    if (event.kind !== "packet") continue;
    if (event.message.name === "SSH_MSG_KEX_DH_GEX_REQUEST") {
      assertEquals(event.message.preferredBits, 3072);
    }
    if (event.message.name === "SSH_MSG_KEX_DH_GEX_GROUP") {
      assertEquals(event.message.primeBits, 2048);
    }
  }
  assertEquals(lines.slice(2), [
    "SSH_MSG_KEX_DH_GEX_REQUEST",
    "SSH_MSG_KEX_DH_GEX_GROUP",
    "SSH_MSG_KEX_DH_GEX_INIT",
    "SSH_MSG_KEX_DH_GEX_REPLY",
  ]);
});

Deno.test("SshConversation names each field of an identification", () => {
  const [event] = new SshConversation().push(
    1,
    bytesOf("SSH-2.0-server_1.0 a comment\r\n"),
  );
  assertEquals(
    event.fields().map(({ name, value }) => [name, value]),
    [
      ["prefix", "SSH-"],
      ["protoversion", "2.0"],
      ["hyphen", "-"],
      ["softwareversion", "server_1.0"],
      ["SP", " "],
      ["comments", "a comment"],
      ["CRLF", "\r\n"],
    ],
  );
});

Deno.test("SshConversation never keeps the bytes of an encrypted packet", () => {
  const conversation = new SshConversation();
  for (const part of exchange(ETM)) {
    if (part.bytes) conversation.push(part.direction, part.bytes);
  }
  assertEquals(conversation.push(0, u32(262_144)), []);
  for (let i = 0; i < 4; i++) {
    assertEquals(conversation.push(0, new Uint8Array(65_536)), []);
  }
  const [event] = conversation.push(0, new Uint8Array(32));
  assert(event.kind === "encrypted-packet");
  assertEquals(event.packetLength, 262_144);
});

Deno.test("SshConversation keeps to strict key exchange where keys are exchanged anew", () => {
  const plain = { encryption: "none", mac: "none" };
  const kex = "curve25519-sha256";
  const again = exchange(plain).slice(IDENTIFIED.length);
  const told = tell([
    ...exchange(
      { ...plain, kex: `${kex},kex-strict-c-v00@openssh.com` },
      { ...plain, kex: `${kex},kex-strict-s-v00@openssh.com` },
    ),
    ...again,
    { direction: 0, bytes: packet(payload(2, string("x"))) },
  ]);
  // Only the first KEXINITs announce it.
  assertEquals(told.at(-1), "C 0 IGNORE");
});
