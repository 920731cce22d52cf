// An HTTP/2 client on Node that uses what curl does not. Usage: node http2_client.mjs PORT
import { connect, constants } from "node:http2";
import { once } from "node:events";

const session = connect(`http://127.0.0.1:${process.argv[2]}`, {
  settings: { headerTableSize: 8192, initialWindowSize: 100000 },
  paddingStrategy: constants.PADDING_STRATEGY_MAX,
});
session.on("stream", (pushed) => pushed.resume());
await once(session, "connect");

async function ask(headers, body) {
  const stream = session.request(headers);
  stream.resume();
  stream.end(body);
  await once(stream, "close");
}

await ask({ ":path": "/push", "x-first": "kept in the table" });
await ask({ ":path": "/hints", "x-first": "kept in the table" });
await ask({ ":path": "/echo", ":method": "POST" }, "padded and echoed");
await ask({ ":path": "/trailers", cookie: "a=secret", "x-first": "kept in the table" });
await ask({ ":path": "/long" });
await new Promise((resolve) => session.ping(Buffer.from("12345678"), resolve));
session.settings({ enablePush: false });
await once(session, "localSettings");

const slow = session.request({ ":path": "/slow" });
await once(slow, "data");
slow.close(constants.NGHTTP2_CANCEL);
await once(slow, "close");
session.goaway(constants.NGHTTP2_NO_ERROR, 0, Buffer.from("done"));
session.close();
