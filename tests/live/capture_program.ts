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
import {
  inOwnNamespace,
  NAMESPACE_ENV,
  NAMESPACE_WRAPPER,
} from "../../src/capture/namespace.ts";
import { probe } from "../../src/capture/probe.ts";
import { startRecording } from "../../src/lab/recording.ts";
import { relaunch } from "../../src/lab/self.ts";

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
    const env = { [NAMESPACE_ENV]: "1" };
    Deno.exit(await relaunch(Deno.args, { env, wrapper: NAMESPACE_WRAPPER }));
  }
  if (method === "relay") throw new Error("there is no way to record packets");
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  await using recording = await startRecording({
    method: method === "tcpdump" ? "tcpdump" : "af-packet",
    ports: [port],
    file,
  });
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
