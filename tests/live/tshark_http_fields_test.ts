/**
 * Compares what is decoded of the recorded HTTP conversations with what tshark
 * decodes of them, value by value.
 */
import {
  type Field,
  latin1,
  leavesOf,
  type StreamEvent,
  toHex,
} from "../../src/bytes/mod.ts";
import { HttpConversation, type HttpEvent } from "../../src/http/mod.ts";
import { converse, type Part } from "../event_tiling.ts";
import { liveTest } from "./capture_support.ts";
import {
  addValues,
  compareWithTshark,
  type Disagreement,
  type SideValues,
  tsharkMissing,
} from "./tshark_sides.ts";

const HTTP1_CASES = [
  "http_methods",
  "http_chunked",
  "http_pipelining",
  "http_upgrade",
  "http_until_close",
  "http_conflicts",
];
const HTTP1_FIELDS = [
  "http.request.method",
  "http.request.uri",
  "http.request.version",
  "http.request.line",
  "http.response.version",
  "http.response.code",
  "http.response.phrase",
  "http.response.line",
  "http.content_length_header",
  "http.transfer_encoding",
  "http.upgrade",
  "http.chunk_size",
  "http.chunk_data",
  "http.chunk_boundary",
  "http.chunked_trailer_part",
];

const HTTP2_CASES = ["http2_prior_knowledge", "http2_node", "http2_upgrade"];
const HTTP2_FIELDS = [
  "http2.magic",
  "http2.length",
  "http2.type",
  "http2.flags",
  "http2.streamid",
  "http2.pad_length",
  "http2.header.name",
  "http2.header.value",
  "http2.header.index",
  "http2.settings.id",
  "http2.settings.header_table_size",
  "http2.settings.enable_push",
  "http2.settings.max_concurrent_streams",
  "http2.settings.initial_window_size",
  "http2.data.data",
  "http2.ping",
  "http2.pong",
  "http2.goaway.last_stream_id",
  "http2.goaway.error",
  "http2.rst_stream.error",
  "http2.push_promise.promised_stream_id",
  "http2.window_update.window_size_increment",
];

function events(parts: readonly Part[]): HttpEvent[] {
  return converse(new HttpConversation(), parts);
}

/** Bytes of an event that takes all of them in one push; the rest are put together. */
class Streams {
  readonly #parts: readonly Part[];

  constructor(parts: readonly Part[]) {
    this.#parts = parts;
  }

  /** The bytes that an event, or a field of it, takes. */
  bytes({ direction, start }: StreamEvent, field: Field): Uint8Array {
    const own = this.#parts.filter((part) => part.direction === direction);
    const all = own.flatMap((part) => [...part.bytes ?? []]);
    const at = start + field.offset;
    return Uint8Array.from(all.slice(at, at + field.length));
  }
}

/** tshark writes control characters of text as escapes. */
function escaped(bytes: Uint8Array): string {
  return latin1(bytes).replaceAll("\r", "\\r").replaceAll("\n", "\\n");
}

function http1Sides(parts: readonly Part[]): [SideValues, SideValues] {
  const sides: [SideValues, SideValues] = [new Map(), new Map()];
  const streams = new Streams(parts);
  let chunkData: Uint8Array[] = [];
  for (const event of events(parts)) {
    const side = sides[event.direction];
    const add = (field: string, ...values: (string | number)[]): void =>
      addValues(side, `http.${field}`, values.map(String));
    switch (event.kind) {
      case "request":
        add("request.method", event.request.method);
        add("request.uri", event.request.target);
        add("request.version", `HTTP/${event.request.version}`);
        break;
      case "response":
        add("response.version", `HTTP/${event.response.version}`);
        add("response.code", event.response.status);
        if (event.response.reason !== "") {
          add("response.phrase", event.response.reason);
        }
        break;
      case "chunk":
        add("chunk_size", event.size);
        chunkData = [];
        break;
      case "body":
        chunkData.push(event.bytes);
        break;
      case "chunk-end":
        add("chunk_data", chunkData.map((bytes) => toHex(bytes)).join(""));
        add("chunk_boundary", "0d0a");
        break;
      case "trailers":
        for (const field of event.fields()) {
          if (field.fields) {
            add("chunked_trailer_part", escaped(streams.bytes(event, field)));
          }
        }
        break;
    }
    if (event.kind !== "request" && event.kind !== "response") continue;
    const { headers } = event.kind === "request"
      ? event.request
      : event.response;
    for (const field of event.fields().slice(1)) {
      if (field.fields) {
        add(`${event.kind}.line`, escaped(streams.bytes(event, field)));
      }
    }
    for (const { name, value } of headers) {
      const field = {
        "content-length": "content_length_header",
        "transfer-encoding": "transfer_encoding",
        "upgrade": "upgrade",
      }[name.toLowerCase()];
      if (field) add(field, value);
    }
  }
  return sides;
}

function http2Sides(parts: readonly Part[]): [SideValues, SideValues] {
  const sides: [SideValues, SideValues] = [new Map(), new Map()];
  let prefaced = false;
  for (const event of events(parts)) {
    const side = sides[event.direction];
    const add = (field: string, ...values: (string | number)[]): void =>
      addValues(side, `http2.${field}`, values.map(String));
    prefaced ||= event.kind === "preface";
    // tshark takes what the server sends before that for no HTTP/2.
    if (!prefaced) continue;
    if (event.kind === "preface") {
      const [field] = leavesOf(event.fields());
      add(
        "magic",
        `${field.value}`.replaceAll("\r", "\\r").replaceAll("\n", "\\n"),
      );
    }
    if (event.kind === "body" && event.streamId !== undefined) {
      add("data.data", toHex(event.bytes));
    }
    if (event.kind === "frame") addFrame(event.frame, add);
  }
  return sides;
}

type Frame = Extract<HttpEvent, { kind: "frame" }>["frame"];

function addFrame(
  frame: Frame,
  add: (field: string, ...values: (string | number)[]) => void,
): void {
  const { payload } = frame;
  add("length", frame.lengthBytes);
  add("type", frame.type);
  add("flags", `0x${frame.flags.toString(16).padStart(2, "0")}`);
  add("streamid", frame.streamId);
  if ("padLength" in payload) add("pad_length", payload.padLength);
  if ("block" in payload && payload.block) {
    for (const { name, value, index } of payload.block.fields) {
      add("header.name", name);
      if (value !== "") add("header.value", value);
      if (index > 0) add("header.index", index);
    }
  }
  switch (payload.type) {
    case "SETTINGS":
      for (const { id, name, value } of payload.settings) {
        add("settings.id", id);
        add(
          (name ?? "SETTINGS_unknown").toLowerCase().replace("_", "."),
          value,
        );
      }
      break;
    case "PING":
      add(frame.flags & 1 ? "pong" : "ping", toHex(payload.data));
      break;
    case "GOAWAY":
      add("goaway.last_stream_id", payload.lastStreamId);
      add("goaway.error", payload.errorCode);
      break;
    case "RST_STREAM":
      add("rst_stream.error", payload.errorCode);
      break;
    case "PUSH_PROMISE":
      add("push_promise.promised_stream_id", payload.promisedStreamId);
      break;
    case "WINDOW_UPDATE":
      add("window_update.window_size_increment", payload.increment);
  }
}

const HTTP1_DISAGREEMENTS: readonly Disagreement[] = [
  {
    cases: /^http_pipelining$/,
    fields: /^http\.(response\.|transfer_encoding)/,
    reason:
      "the response after that to a pipelined HEAD, which tshark takes for the body of that",
  },
  {
    cases: /^http_conflicts$/,
    fields: /^http\.response\.line$/,
    reason: "the second line of a folded field, which tshark leaves out",
  },
  {
    cases: /^http_conflicts$/,
    fields: /^http\.content_length_header$/,
    reason:
      "a Content-Length with a space before the colon, which tshark does not take for one",
  },
];

const HTTP2_DISAGREEMENTS: readonly Disagreement[] = [
  {
    cases: /^http2_(prior_knowledge|node)$/,
    fields: /^http2\.data\.data$/,
    reason:
      "content, which tshark tells with its padding, and again in full where it ends in a frame of its own",
  },
  {
    cases: /^http2_node$/,
    fields: /^http2\.pad_length$/,
    reason: "CONTINUATION, for which tshark tells a pad length of 0",
  },
  {
    cases: /^http2_upgrade$/,
    fields: /^http2\.settings/,
    reason: "the HTTP2-Settings field, which tshark tells as settings too",
  },
];

const obstacles = [await tsharkMissing()];

liveTest(
  "HttpConversation agrees with tshark on recorded HTTP/1",
  obstacles,
  () =>
    compareWithTshark({
      cases: HTTP1_CASES,
      protocol: "http",
      fields: HTTP1_FIELDS,
      decode: http1Sides,
      disagreements: HTTP1_DISAGREEMENTS,
    }),
);

liveTest(
  "HttpConversation agrees with tshark on recorded HTTP/2",
  obstacles,
  () =>
    compareWithTshark({
      cases: HTTP2_CASES,
      protocol: "http",
      fields: HTTP2_FIELDS,
      decode: http2Sides,
      disagreements: HTTP2_DISAGREEMENTS,
    }),
);
