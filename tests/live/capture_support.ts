/**
 * What the live tests of the capture share: who may capture, conversations to
 * capture, and what tshark says of the result.
 *
 * @module
 */
import { createSocket, type Socket } from "node:dgram";
import { once } from "node:events";
import { assert, assertEquals } from "@std/assert";
import { AfPacketSource } from "../../src/capture/af_packet.ts";
import type { PacketSource, RawPacket } from "../../src/capture/source.ts";
import { tcpOf, type TcpView } from "../capture/packets.ts";

/** A packet that outlives its batch. */
export type KeptPacket = RawPacket;

/** Why this process may not capture; `undefined` if it may. */
export const noCapture: string | undefined = obstacleOf(() =>
  AfPacketSource.check()
);

/** Why a program cannot be called; `undefined` if it can. */
export function noProgram(name: string): string | undefined {
  return obstacleOf(() => {
    const { success } = new Deno.Command("sh", {
      args: ["-c", `command -v ${name} >&2`],
      stderr: "null",
    }).outputSync();
    if (!success) throw new Error(`there is no ${name}`);
  });
}

function obstacleOf(action: () => void): string | undefined {
  try {
    action();
    return undefined;
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/**
 * Registers a test that is skipped where something stands in its way, and
 * fails there when `CI` is set.
 *
 * @param name Name of the test.
 * @param obstacles What stands in its way, for each thing that it needs.
 * @param fn The test.
 */
export function liveTest(
  name: string,
  obstacles: readonly (string | undefined)[],
  fn: () => Promise<void>,
): void {
  const obstacle = obstacles.find((obstacle) => obstacle !== undefined);
  const skipped = obstacle !== undefined && !Deno.env.has("CI");
  Deno.test({
    name: skipped ? `${name} (skipped: ${obstacle})` : name,
    ignore: skipped,
    fn,
  });
}

/** Gives a test a folder, and takes it away again. */
export async function withFolder(
  test: (folder: string) => Promise<void>,
): Promise<void> {
  const folder = await Deno.makeTempDir({ prefix: "wirelab capture " });
  try {
    await test(folder);
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
}

/** Takes all packets of a source, copied, from now until it ends. */
export async function collect(source: PacketSource): Promise<KeptPacket[]> {
  const packets: KeptPacket[] = [];
  for await (const batch of source.batches()) {
    for (const packet of batch) {
      packets.push({ ...packet, bytes: packet.bytes.slice() });
    }
  }
  return packets;
}

/** Reads TCP in packets with an Ethernet header. */
export function tcpViews(packets: readonly RawPacket[]): TcpView[] {
  return packets.map(({ bytes }) => tcpOf(bytes));
}

/** A listener on a free port, and whatever connects to it answered by an echo. */
export class EchoServer implements Disposable {
  readonly #listener: Deno.Listener;
  /** Its port. */
  readonly port: number;

  constructor(readonly hostname: string = "127.0.0.1", port = 0) {
    this.#listener = Deno.listen({ hostname, port });
    this.port = (this.#listener.addr as Deno.NetAddr).port;
  }

  /**
   * Holds one conversation: connects, sends, hears the echo, and closes, the
   * client first.
   *
   * @param message What is said.
   */
  async talk(message: Uint8Array): Promise<void> {
    const [client, server] = await Promise.all([
      Deno.connect({ hostname: this.hostname, port: this.port }),
      this.#listener.accept(),
    ]);
    const echo = server.readable.pipeTo(server.writable);
    const heard = readAll(client);
    await writeAll(client, message);
    await client.closeWrite();
    assertEquals(await heard, message.length);
    await echo;
    client.close();
  }

  [Symbol.dispose](): void {
    this.#listener.close();
  }
}

/** A port that nothing listens on at this moment. */
export function freePort(): number {
  using server = new EchoServer();
  return server.port;
}

/** Sends 64 MB over a port while this process can do nothing, so that its captures overflow. */
export function overrun(port: number): void {
  const { success } = new Deno.Command(Deno.execPath(), {
    args: [
      ...["run", "--quiet", "--no-config", "--allow-net"],
      new URL("../bench/capture_traffic.ts", import.meta.url).pathname,
      ...[String(port), "bulk", "64"],
    ],
    stdout: "null",
  }).outputSync();
  assert(success);
}

/** openssl as a server of TLS that answers requests over HTTP. */
export class TlsServer implements AsyncDisposable {
  readonly #process: Deno.ChildProcess;
  readonly #output: ReadableStreamDefaultReader<string>;
  /** Its port. */
  readonly port: number;

  private constructor(
    process: Deno.ChildProcess,
    output: ReadableStreamDefaultReader<string>,
    port: number,
  ) {
    this.#process = process;
    this.#output = output;
    this.port = port;
  }

  /** Starts it, with a certificate that is made in the folder. */
  static async start(folder: string): Promise<TlsServer> {
    const files = [
      ...["-key", `${folder}/key.pem`],
      ...["-cert", `${folder}/cert.pem`],
    ];
    const made = await run("openssl", [
      ...["req", "-x509", "-newkey", "ec", "-pkeyopt"],
      ...["ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=localhost"],
      ...["-keyout", `${folder}/key.pem`, "-out", `${folder}/cert.pem`],
    ]);
    assertEquals(made.code, 0, made.err);
    const process = new Deno.Command("openssl", {
      args: ["s_server", "-accept", "127.0.0.1:0", "-www", ...files],
      stdin: "null",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    const output = process.stdout.pipeThrough(new TextDecoderStream())
      .getReader();
    let text = "";
    for (;;) {
      const port = text.match(/ACCEPT 127\.0\.0\.1:(\d+)/)?.[1];
      if (port) return new TlsServer(process, output, Number(port));
      const { value, done } = await output.read();
      if (done) throw new Error(`openssl ended after: ${text}`);
      text += value;
    }
  }

  /** Asks it for `/secret` with openssl as the client. */
  async visit(args: readonly string[]): Promise<void> {
    const client = new Deno.Command("openssl", {
      args: [
        ...["s_client", "-quiet", "-connect", `127.0.0.1:${this.port}`],
        ...args,
      ],
      stdin: "piped",
      stdout: "piped",
      stderr: "null",
    }).spawn();
    const writer = client.stdin.getWriter();
    await writer.write(
      new TextEncoder().encode("GET /secret HTTP/1.0\r\n\r\n"),
    );
    const { stdout } = await client.output();
    await writer.close().catch(() => {});
    assert(new TextDecoder().decode(stdout).includes("200 ok"));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#process.kill();
    await this.#output.cancel();
    await this.#process.status;
  }
}

async function readAll(connection: Deno.Conn): Promise<number> {
  const buffer = new Uint8Array(0x1_0000);
  let length = 0;
  for (;;) {
    const read = await connection.read(buffer);
    if (read === null) return length;
    length += read;
  }
}

async function writeAll(connection: Deno.Conn, bytes: Uint8Array) {
  let written = 0;
  while (written < bytes.length) {
    written += await connection.write(bytes.subarray(written));
  }
}

/** A UDP socket that sends to itself. */
export class DatagramPeer implements AsyncDisposable {
  readonly #socket: Socket;

  private constructor(socket: Socket) {
    this.#socket = socket;
  }

  /** Binds it to a port; 0 is any free port. */
  static async open(port: number): Promise<DatagramPeer> {
    const socket = createSocket("udp4");
    socket.bind(port, "127.0.0.1");
    await once(socket, "listening");
    return new DatagramPeer(socket);
  }

  /** Sends a datagram and waits until it is there. */
  async exchange(message: Uint8Array): Promise<void> {
    const arrived = once(this.#socket, "message");
    this.#socket.send(message, this.#socket.address().port, "127.0.0.1");
    await arrived;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const closed = once(this.#socket, "close");
    this.#socket.close();
    await closed;
  }
}

/** What a program said. */
export interface Output {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a program to its end. */
export async function run(
  program: string,
  args: readonly string[],
  options: Deno.CommandOptions = {},
): Promise<Output> {
  const { code, stdout, stderr } = await new Deno.Command(program, {
    args: [...args],
    stdin: "null",
    ...options,
  }).output();
  const decoder = new TextDecoder();
  return { code, out: decoder.decode(stdout), err: decoder.decode(stderr) };
}

/** The one thing that tshark says on standard error about nothing in the file. */
const RUN_AS_ROOT =
  /^Running as user "root" and group "root". This could be dangerous.\n/;

/**
 * Lets tshark read a file.
 *
 * @throws {AssertionError} If it complains about anything.
 */
export async function tshark(
  file: string,
  args: readonly string[] = [],
): Promise<string> {
  const { code, out, err } = await run("tshark", ["-r", file, ...args]);
  assertEquals(err.replace(RUN_AS_ROOT, ""), "");
  assertEquals(code, 0);
  return out;
}

/** Lets tshark read fields of every packet. */
export async function tsharkFields(
  file: string,
  fields: readonly string[],
  args: readonly string[] = [],
): Promise<string[][]> {
  const out = await tshark(file, [
    ...["-T", "fields"],
    ...fields.flatMap((field) => ["-e", field]),
    ...args,
  ]);
  return out.split("\n").filter((line) => line !== "")
    .map((line) => line.split("\t"));
}

/** Bytes that differ from place to place. */
export function pattern(length: number): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    { length },
    (_, index) => (index * 7 + index / 251) & 255,
  );
}
