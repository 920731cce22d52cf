/**
 * All TLS handshakes of 10,000 conversations as JSON, beside tshark with the
 * same fields, in one run on one capture.
 *
 * The capture is a recorded TLS 1.3 conversation, repeated with another
 * address of the client each time.
 *
 * @module
 */
import { runArguments } from "../../src/permissions.ts";
import { CaptureReader, type Frame, PcapngWriter } from "../../src/pcap/mod.ts";

const CONVERSATIONS = 10_000;
const ROUNDS = 3;
/** Where the addresses of IPv4 stand behind an Ethernet header. */
const SOURCE = 26;
const DESTINATION = 30;
const SOURCE_PORT = 34;

const TSHARK_FIELDS = [
  "frame.number",
  "tcp.stream",
  "ip.src",
  "ip.dst",
  "tcp.srcport",
  "tcp.dstport",
  "tls.handshake.type",
  "tls.handshake.version",
  "tls.handshake.random",
  "tls.handshake.ciphersuite",
  "tls.handshake.extension.type",
  "tls.handshake.extensions_server_name",
  "tls.handshake.extensions.supported_version",
  "tls.handshake.extensions_supported_group",
  "tls.handshake.extensions_key_share_group",
  "tls.handshake.sig_hash_alg",
  "tls.handshake.extensions_alpn_str",
];

const root = new URL("../../", import.meta.url);
const folder = await Deno.makeTempDir({ prefix: "wirelab-bench-" });
const capture = `${folder}/handshakes.pcapng`;

function print(text: string): void {
  Deno.stdout.writeSync(new TextEncoder().encode(text));
}

function sample(): Frame[] {
  const reader = new CaptureReader();
  reader.push(
    Deno.readFileSync(
      new URL("tests/data/tls13_aes256_gcm_alpn/capture.pcapng", root),
    ),
  );
  reader.end();
  const frames: Frame[] = [];
  for (let frame = reader.next(); frame; frame = reader.next()) {
    frames.push({ ...frame, bytes: frame.bytes.slice() });
  }
  return frames;
}

function generate(): number {
  const frames = sample();
  const writer = new PcapngWriter();
  using file = Deno.openSync(capture, { write: true, create: true });
  file.writeSync(writer.header());
  file.writeSync(writer.interface({ linkType: frames[0].linkType }));
  const port = (frame: Frame) =>
    frame.bytes[SOURCE_PORT] << 8 | frame.bytes[SOURCE_PORT + 1];
  const clientPort = port(frames[0]);
  for (let i = 0; i < CONVERSATIONS; i++) {
    for (const frame of frames) {
      const at = port(frame) === clientPort ? SOURCE : DESTINATION;
      frame.bytes.set([i >> 16, i >> 8, i], at + 1);
      file.writeSync(writer.packet(frame));
    }
  }
  return frames.length * CONVERSATIONS;
}

async function time(command: string[]): Promise<number> {
  const [program, ...args] = command;
  const start = performance.now();
  const { success } = await new Deno.Command(program, {
    args,
    stdin: "null",
    stdout: "null",
    stderr: "null",
  }).output();
  if (!success) throw new Error(`${program} failed`);
  return (performance.now() - start) / 1000;
}

const wirelab = [
  Deno.execPath(),
  ...runArguments(new URL("main.ts", root).href),
  "explain",
  capture,
  "--handshakes",
  "--json",
];
const tshark = [
  "tshark",
  "-r",
  capture,
  "-Y",
  "tls.handshake",
  "-T",
  "json",
  ...TSHARK_FIELDS.flatMap((field) => ["-e", field]),
];

try {
  const packets = generate();
  const size = Deno.statSync(capture).size / 2 ** 20;
  print(
    `${CONVERSATIONS} conversations, ${packets} packets, ${
      size.toFixed(1)
    } MiB\n`,
  );
  print("round     wirelab      tshark   ratio\n");
  for (let round = 1; round <= ROUNDS; round++) {
    const own = await time(wirelab);
    const peer = await time(tshark);
    print(
      `${String(round).padStart(5)} ${own.toFixed(2).padStart(9)} s ${
        peer.toFixed(2).padStart(9)
      } s ${(peer / own).toFixed(1).padStart(6)}x\n`,
    );
  }
} finally {
  await Deno.remove(folder, { recursive: true });
}
