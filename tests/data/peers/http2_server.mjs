// An HTTP/2 server in clear on Node. Usage: node http2_server.mjs PORT
import { createServer } from "node:http2";

const page = "<!doctype html><title>wirelab</title><p>Hello over HTTP/2.\n";
const server = createServer();
server.on("stream", (stream, headers) => {
  stream.on("error", () => {});
  switch (headers[":path"]) {
    case "/echo":
      stream.respond({ ":status": 200 });
      stream.pipe(stream);
      break;
    case "/trailers":
      stream.respond({ ":status": 200 }, { waitForTrailers: true });
      stream.on("wantTrailers", () => stream.sendTrailers({ "x-sum": "5" }));
      stream.end("trail");
      break;
    case "/hints":
      stream.additionalHeaders({ ":status": 103, link: "</a.css>; rel=preload" });
      stream.respond({ ":status": 200 });
      stream.end(page);
      break;
    case "/push":
      stream.pushStream({ ":path": "/pushed.css" }, (error, pushed) => {
        if (error) return;
        pushed.respond({ ":status": 200, "content-type": "text/css" });
        pushed.end("p { color: green }\n");
      });
      stream.respond({ ":status": 200, "content-type": "text/html" });
      stream.end(page);
      break;
    case "/slow":
      stream.respond({ ":status": 200 });
      stream.write("a beginning, and no end");
      break;
    case "/long":
      stream.respond({
        ":status": 200,
        "x-long": "long ".repeat(5000),
        "set-cookie": ["a=1", "b=2"],
      });
      stream.end();
      break;
    case "/":
      stream.respond({
        ":status": 200,
        "content-type": "text/html",
        "content-length": page.length,
      });
      stream.end(headers[":method"] === "HEAD" ? undefined : page);
      break;
    default:
      stream.respond({ ":status": 404 }, { endStream: true });
  }
});
server.listen(Number(process.argv[2]), "127.0.0.1");
