/**
 * What the tests run as another user: it says how packets can be had, or
 * records a conversation, in a namespace of its own where that is the way.
 *
 *     deno run … capture_program.ts plan | record FILE
 *
 * It imports nothing that would have to be fetched.
 *
 * @module
 */
import { inOwnNamespace } from "../../src/capture/namespace.ts";
import { probe } from "../../src/capture/probe.ts";
import { relaunchInNamespace } from "../../src/lab/namespace.ts";
import { startRecording } from "../../src/lab/recording.ts";

/** What the program prints. */
export interface Report {
  readonly method: string;
  readonly inOwnNamespace: boolean;
  readonly packets: number;
  readonly dropped: number;
}

async function record(file: string): Promise<Report> {
  const { method } = await probe();
  if (method === "namespace") {
    Deno.exit(await relaunchInNamespace(Deno.args));
  }
  if (method === "relay") throw new Error("there is no way to record packets");
  // Until the capture is open, a namespace of its own has no way to listen.
  const port = 8080;
  await using recording = await startRecording({
    method: method === "tcpdump" ? "tcpdump" : "af-packet",
    ports: [port],
    file,
  });
  using listener = Deno.listen({ hostname: "127.0.0.1", port });
  const [client, server] = await Promise.all([
    Deno.connect({ hostname: "127.0.0.1", port }),
    listener.accept(),
  ]);
  const echo = server.readable.pipeTo(server.writable);
  await client.write(new TextEncoder().encode("hello, server"));
  await client.closeWrite();
  for await (const _ of client.readable);
  await echo;
  const { packets, dropped } = await recording.stop();
  return { method, inOwnNamespace: inOwnNamespace(), packets, dropped };
}

const [action, file] = Deno.args;
let result: unknown;
try {
  result = action === "plan" ? await probe() : await record(file);
} catch (error) {
  result = { failure: (error as Error).message };
}
Deno.stdout.writeSync(new TextEncoder().encode(JSON.stringify(result)));
