// An HTTP/1.1 server on Node that shows what HTTP/1.1 can do. Usage: node http_server.mjs PORT
import { createServer } from "node:http";
import { connect } from "node:net";
import { createHash } from "node:crypto";

const page = "<!doctype html><title>wirelab</title><p>Hello.\n";
const server = createServer((asked, answer) => {
  const { pathname } = new URL(asked.url, "http://localhost");
  switch (pathname) {
    case "/chunked":
      answer.writeHead(200, { "Content-Type": "text/plain", Trailer: "X-Sum" });
      answer.write("first\n");
      answer.write("second, and a little longer\n");
      answer.addTrailers({ "X-Sum": "33" });
      answer.end();
      break;
    case "/cached":
      answer.setHeader("ETag", '"1"');
      if (asked.headers["if-none-match"] === '"1"') {
        answer.writeHead(304);
        answer.end();
      } else answer.end(page);
      break;
    case "/none":
      answer.writeHead(204);
      answer.end();
      break;
    case "/hints":
      answer.writeEarlyHints({ link: "</style.css>; rel=preload; as=style" });
      answer.end(page);
      break;
    case "/cookies":
      answer.setHeader("Set-Cookie", ["a=1", "b=2; Path=/"]);
      answer.end("two cookies\n");
      break;
    case "/echo": {
      const parts = [];
      asked.on("data", (part) => parts.push(part));
      asked.on("end", () => {
        const body = Buffer.concat(parts);
        answer.setHeader("Content-Length", body.length);
        answer.end(body);
      });
      break;
    }
    case "/redirect":
      answer.writeHead(302, { Location: "/" });
      answer.end();
      break;
    case "/":
      answer.setHeader("Content-Type", "text/html");
      answer.setHeader("Content-Length", page.length);
      answer.end(asked.method === "HEAD" ? "" : page);
      break;
    default:
      answer.writeHead(404);
      answer.end("not here\n");
  }
});

server.on("upgrade", (asked, socket) => {
  const key = asked.headers["sec-websocket-key"];
  const accept = createHash("sha1")
    .update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
  socket.write(
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n" +
      `Connection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  socket.once("data", () => {
    socket.write(Buffer.from([0x81, 0x02, 0x68, 0x69]));
    socket.end(Buffer.from([0x88, 0x02, 0x03, 0xe8]));
  });
});

server.on("connect", (asked, socket, head) => {
  const { hostname, port } = new URL(`http://${asked.url}`);
  const other = connect(port, hostname, () => {
    socket.write("HTTP/1.1 200 Connection Established\r\n\r\n");
    other.write(head);
    other.pipe(socket).pipe(other);
  });
  other.on("error", () => socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n"));
});

server.listen(Number(process.argv[2]), "127.0.0.1");
