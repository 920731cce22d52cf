import { assert, assertEquals } from "@std/assert";
import { HttpConversation, type HttpEvent } from "../../src/http/mod.ts";
import { bytesOf, type Sent, tell } from "./tell.ts";

const PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";

/** Makes a frame; what is in it is text, one byte a character. */
function frame(
  type: number,
  flags: number,
  stream: number,
  payload = "",
): string {
  const length = payload.length;
  return String.fromCharCode(
    ...[length >> 16, length >> 8 & 0xff, length & 0xff, type, flags],
    ...[stream >>> 24, stream >> 16 & 0xff, stream >> 8 & 0xff, stream & 0xff],
  ) + payload;
}

const SETTINGS = frame(4, 0, 0);
const OPENED: Sent = [0, PREFACE + SETTINGS];
const OPEN = ["C preface", "C frame SETTINGS 0"];
/** :method GET, :scheme http, :path /, :authority a */
const GET_BLOCK = "\x82\x86\x84\x41\x01a";
const GET = frame(1, 5, 1, GET_BLOCK);
const GOT = [
  "C frame HEADERS 1 END_HEADERS END_STREAM",
  "C #1 GET / frames",
  "C #1 end 0",
];

const CASES: Readonly<
  Record<string, readonly [sent: Sent[], told: string[]]>
> = {
  "makes requests and responses of frames": [
    [
      OPENED,
      [0, GET],
      [1, SETTINGS + frame(1, 4, 1, "\x88") + frame(0, 1, 1, "hello")],
    ],
    [
      ...OPEN,
      ...GOT,
      "S frame SETTINGS 0",
      "S frame HEADERS 1 END_HEADERS",
      "S #1 200 frames",
      "S frame DATA 1 END_STREAM",
      "S #1 body 0 hello",
      "S #1 end 5",
    ],
  ],
  "keeps streams apart": [
    [
      OPENED,
      [0, GET + frame(1, 5, 3, GET_BLOCK)],
      [
        1,
        SETTINGS + frame(1, 4, 3, "\x8d") + frame(1, 4, 1, "\x88") +
        frame(0, 0, 3, "abc") + frame(0, 0, 1, "xy") +
        frame(0, 1, 3, "d") + frame(0, 1, 1),
      ],
    ],
    [
      ...OPEN,
      ...GOT,
      "C frame HEADERS 3 END_HEADERS END_STREAM",
      "C #2 GET / frames",
      "C #2 end 0",
      "S frame SETTINGS 0",
      "S frame HEADERS 3 END_HEADERS",
      "S #2 404 frames",
      "S frame HEADERS 1 END_HEADERS",
      "S #1 200 frames",
      "S frame DATA 3",
      "S #2 body 0 abc",
      "S frame DATA 1",
      "S #1 body 0 xy",
      "S frame DATA 3 END_STREAM",
      "S #2 body 3 d",
      "S #2 end 4",
      "S frame DATA 1 END_STREAM",
      "S #1 end 2",
    ],
  ],
  "takes padding off": [
    [OPENED, [0, GET], [
      1,
      SETTINGS + frame(1, 0xc, 1, "\x02\x88\0\0") +
      frame(0, 9, 1, "\x03hi\0\0\0"),
    ]],
    [
      ...OPEN,
      ...GOT,
      "S frame SETTINGS 0",
      "S frame HEADERS 1 PADDED END_HEADERS",
      "S #1 200 frames",
      "S frame DATA 1 PADDED END_STREAM",
      "S #1 body 0 hi",
      "S padding 3",
      "S #1 end 2",
    ],
  ],
  "puts a header block together from CONTINUATION": [
    [OPENED, [
      0,
      frame(1, 1, 1, GET_BLOCK.slice(0, 3)) + frame(9, 0, 1, GET_BLOCK[3]) +
      frame(9, 4, 1, GET_BLOCK.slice(4)),
    ]],
    [
      ...OPEN,
      "C frame HEADERS 1 END_STREAM",
      "C frame CONTINUATION 1",
      "C frame CONTINUATION 1 END_HEADERS",
      "C #1 GET / frames",
      "C #1 end 0",
    ],
  ],
  "tells interim responses and trailers from the response": [
    [OPENED, [0, GET], [
      1,
      SETTINGS + frame(1, 4, 1, "\x08\x03103") + frame(1, 4, 1, "\x88") +
      frame(0, 0, 1, "x") + frame(1, 5, 1, "\0\x01t\x01v"),
    ]],
    [
      ...OPEN,
      ...GOT,
      "S frame SETTINGS 0",
      "S frame HEADERS 1 END_HEADERS",
      "S #1 103 interim frames",
      "S frame HEADERS 1 END_HEADERS",
      "S #1 200 frames",
      "S frame DATA 1",
      "S #1 body 0 x",
      "S frame HEADERS 1 END_HEADERS END_STREAM",
      "S #1 trailers t=v",
      "S #1 end 1",
    ],
  ],
  "ends what a reset leaves open": [
    [
      OPENED,
      [0, frame(1, 4, 1, GET_BLOCK)],
      [1, SETTINGS + frame(3, 0, 1, "\0\0\0\x08")],
    ],
    [
      ...OPEN,
      "C frame HEADERS 1 END_HEADERS",
      "C #1 GET / frames",
      "S frame SETTINGS 0",
      "S frame RST_STREAM 1",
      "C #1 end 0 incomplete",
    ],
  ],
  "gives a promised request a number": [
    [OPENED, [0, GET], [
      1,
      SETTINGS + frame(5, 4, 1, `\0\0\0\x02${GET_BLOCK}`) +
      frame(1, 5, 2, "\x88"),
    ]],
    [
      ...OPEN,
      ...GOT,
      "S frame SETTINGS 0",
      "S frame PUSH_PROMISE 1 END_HEADERS",
      "S #2 GET / frames",
      "S frame HEADERS 2 END_HEADERS END_STREAM",
      "S #2 200 frames",
      "S #2 end 0",
    ],
  ],
  "goes over from HTTP/1.1 by Upgrade: h2c": [
    [
      [
        0,
        "GET / HTTP/1.1\r\nHost: a\r\nUpgrade: h2c\r\nHTTP2-Settings: AAEAACAA\r\n\r\n",
      ],
      [1, "HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n"],
      [1, SETTINGS + frame(1, 5, 1, "\x3f\xe1\x3f\x88")],
      OPENED,
    ],
    [
      "C #1 GET / none",
      "C #1 end 0",
      "S #1 101 tunnel",
      "S #1 upgrade h2c",
      "S frame SETTINGS 0",
      "S frame HEADERS 1 END_HEADERS END_STREAM",
      "S #1 200 frames",
      "S #1 end 0",
      ...OPEN,
    ],
  ],
  "goes over to HTTP/2 when the body of the upgrading request has ended": [
    [
      [
        0,
        "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 4\r\nUpgrade: h2c\r\n\r\nbo",
      ],
      [
        1,
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\n\r\n${SETTINGS}`,
      ],
      [0, `dy${PREFACE}${SETTINGS}`],
    ],
    [
      "C #1 POST / length",
      "C #1 body 0 bo",
      "S #1 101 tunnel",
      "S #1 upgrade h2c",
      "S frame SETTINGS 0",
      "C #1 body 2 dy",
      "C #1 end 4",
      ...OPEN,
    ],
  ],
  "counts a gap inside DATA": [
    [
      OPENED,
      [0, GET],
      [
        1,
        SETTINGS + frame(1, 4, 1, "\x88") +
        frame(0, 1, 1, "abcde").slice(0, 11),
      ],
      [1, 2],
      [1, "e"],
    ],
    [
      ...OPEN,
      ...GOT,
      "S frame SETTINGS 0",
      "S frame HEADERS 1 END_HEADERS",
      "S #1 200 frames",
      "S frame DATA 1 END_STREAM",
      "S #1 body 0 ab",
      "S gap 2 in body",
      "S #1 body 4 e",
      "S #1 end 5 missing 2",
    ],
  ],
  "finds frames again after a gap": [
    [
      OPENED,
      [0, GET],
      [1, SETTINGS + frame(1, 4, 1, "\x88").slice(0, 5)],
      [1, 40],
      [1, "no frame at all"],
      [1, frame(0, 1, 1, "abc")],
    ],
    [
      ...OPEN,
      ...GOT,
      "S frame SETTINGS 0",
      "S error out-of-step truncated",
      "S gap 40",
      "S error out-of-step truncated",
      "S frame DATA 1 END_STREAM",
      "S #1 body 0 abc",
      "S #1 end 3",
    ],
  ],
};

for (const [name, [sent, told]] of Object.entries(CASES)) {
  Deno.test(`HttpConversation ${name}`, () => assertEquals(tell(sent), told));
}

/** Frames that break a rule, and the code and outcome of the error. */
const FAULTS: Readonly<Record<string, readonly [string, string]>> = {
  "DATA on stream 0": [frame(0, 0, 0, "x"), "bad-frame misbehaved"],
  "HEADERS on stream 0": [frame(1, 4, 0, "\x82"), "bad-frame misbehaved"],
  "SETTINGS on a stream": [frame(4, 0, 1), "bad-frame misbehaved"],
  "PING on a stream": [frame(6, 0, 1, "12345678"), "bad-frame misbehaved"],
  "padding longer than the frame": [
    frame(0, 8, 1, "\x05x"),
    "bad-frame malformed",
  ],
  "padding longer than the header block": [
    frame(1, 12, 1, "\x05\x82"),
    "bad-frame malformed",
  ],
  "a PADDED DATA frame without a pad length": [
    frame(0, 8, 1),
    "bad-frame-size malformed",
  ],
  "SETTINGS of 5 bytes": [frame(4, 0, 0, "12345"), "bad-frame-size malformed"],
  "an ACK with settings": [
    frame(4, 1, 0, "\0\x01\0\0\0\0"),
    "bad-frame malformed",
  ],
  "a PING of 7 bytes": [frame(6, 0, 0, "1234567"), "bad-frame-size malformed"],
  "a PING of 9 bytes": [frame(6, 0, 0, "123456789"), "bad-frame malformed"],
  "a WINDOW_UPDATE by 0": [
    frame(8, 0, 0, "\0\0\0\0"),
    "bad-frame malformed",
  ],
  "a GOAWAY that is cut": [
    frame(7, 0, 0, "\0\0\0"),
    "bad-frame-size malformed",
  ],
  "a CONTINUATION of nothing": [
    frame(9, 4, 1, "\x82"),
    "bad-frame misbehaved",
  ],
  "a header block that cannot be decompressed": [
    frame(1, 4, 1, "\x80"),
    "bad-compression malformed",
  ],
  "a frame inside a header block": [
    frame(1, 0, 1, "\x82") + frame(6, 0, 0, "12345678"),
    "bad-frame misbehaved",
  ],
  "a request without a method": [
    frame(1, 4, 1, "\x86\x84"),
    "bad-frame misbehaved",
  ],
  "a frame beyond the allowed size": [
    frame(6, 0, 0, "1".repeat(16385)),
    "bad-frame-size misbehaved",
  ],
};

for (const [name, [text, told]] of Object.entries(FAULTS)) {
  Deno.test(`HttpConversation reports ${name}`, () => {
    const lines = tell([OPENED, [0, text + frame(6, 0, 0, "after it")]]);
    assert(lines.includes(`C error ${told}`), lines.join("\n"));
    assertEquals(lines.at(-1), "C frame PING 0");
  });
}

Deno.test("HttpConversation passes over a frame that is too long to keep", () => {
  const lines = tell([
    OPENED,
    [0, frame(0x40, 0, 0, "x".repeat(300_000)) + frame(6, 0, 0, "12345678")],
  ]);
  assertEquals(lines, [
    ...OPEN,
    "C error bad-frame-size unsupported",
    "C frame PING 0",
  ]);
});

Deno.test("HttpConversation takes HTTP/2 that ALPN has negotiated from the first byte", () => {
  const conversation = new HttpConversation({ version: "h2" });
  assertEquals(tell([[1, SETTINGS], OPENED], conversation), [
    "S frame SETTINGS 0",
    ...OPEN,
  ]);
  assertEquals(conversation.version, "h2");
});

Deno.test("HttpConversation reports another preface", () => {
  const lines = tell(
    [[0, frame(4, 0, 0)]],
    new HttpConversation({ version: "h2" }),
  );
  assertEquals(lines, [
    "C error bad-preface misbehaved",
    "C frame SETTINGS 0",
  ]);
});

Deno.test("HttpConversation reports a first frame that is not SETTINGS", () => {
  assertEquals(tell([[0, PREFACE + frame(6, 0, 0, "12345678")]]), [
    "C preface",
    "C frame PING 0",
    "C error bad-frame misbehaved",
  ]);
});

function framesOf(text: string): HttpEvent[] {
  const conversation = new HttpConversation({ version: "h2" });
  return conversation.push(0, bytesOf(PREFACE + SETTINGS + text)).slice(2);
}

function payloadOf(text: string): unknown {
  const [event] = framesOf(text);
  return event.kind === "frame" && event.frame.payload;
}

Deno.test("HttpConversation names settings, and keeps unknown ones", () => {
  assertEquals(
    payloadOf(frame(4, 0, 0, "\0\x03\0\0\0\x64\xab\xcd\0\0\0\x01")),
    {
      type: "SETTINGS",
      settings: [
        { id: 3, name: "SETTINGS_MAX_CONCURRENT_STREAMS", value: 100 },
        { id: 0xabcd, name: undefined, value: 1 },
      ],
    },
  );
});

Deno.test("HttpConversation decodes GOAWAY", () => {
  assertEquals(payloadOf(frame(7, 0, 0, "\0\0\0\x05\0\0\0\x0bcalm down")), {
    type: "GOAWAY",
    lastStreamId: 5,
    errorCode: 11,
    errorName: "ENHANCE_YOUR_CALM",
    debugData: bytesOf("calm down"),
  });
});

Deno.test("HttpConversation decodes PRIORITY", () => {
  assertEquals(payloadOf(frame(2, 0, 3, "\x80\0\0\x01\xff")), {
    type: "PRIORITY",
    priority: { exclusive: true, dependsOn: 1, weight: 256 },
  });
});

Deno.test("HttpConversation decodes WINDOW_UPDATE, its reserved bit left out", () => {
  assertEquals(payloadOf(frame(8, 0, 3, "\x80\0\0\x01")), {
    type: "WINDOW_UPDATE",
    increment: 1,
  });
});

Deno.test("HttpConversation decodes frames of later RFCs", () => {
  assertEquals(payloadOf(frame(0xa, 0, 0, '\0\x01ah2=":1"')), {
    type: "ALTSVC",
    origin: "a",
    value: 'h2=":1"',
  });
  assertEquals(payloadOf(frame(0xc, 0, 0, "\0\x01a\0\x01b")), {
    type: "ORIGIN",
    origins: ["a", "b"],
  });
  assertEquals(payloadOf(frame(0x10, 0, 0, "\0\0\0\x01u=3")), {
    type: "PRIORITY_UPDATE",
    prioritizedStreamId: 1,
    value: "u=3",
  });
});

Deno.test("HttpConversation keeps a frame of an unknown type", () => {
  const [event] = framesOf(frame(0xbb, 0xff, 7, "grease"));
  assert(event.kind === "frame");
  assertEquals(event.frame.typeName, undefined);
  assertEquals(event.frame.payload, {
    type: "unknown",
    bytes: bytesOf("grease"),
  });
});

Deno.test("HttpConversation opens the header block in a frame's fields", () => {
  const [event] = framesOf(GET);
  const block = event.fields().at(-1);
  assertEquals(
    block?.fields?.map(({ text, key }) => `${key}: ${text}`),
    [
      "indexed: :method: GET",
      "indexed: :scheme: http",
      "indexed: :path: /",
      "literal with indexing: :authority: a",
    ],
  );
});
