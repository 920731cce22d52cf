/**
 * How many requests a second `bench http` makes, beside wrk at the same server.
 *
 * The server is one on Node, and shares the machine with its client: a client
 * that takes less of a small one leaves more to the server. They take turns,
 * and what counts is the median.
 *
 * @module
 */
import { freePort, Running, wirelab } from "../live/program.ts";
import { print } from "./beside.ts";

const ROUNDS = 5;
const SECONDS = "2";
const CONNECTIONS = "8";

const SERVER = `
require("node:http").createServer((request, response) =>
  response.end("hello, client\\n")).listen(+process.argv[1], "127.0.0.1",
  () => console.log("listening"));
`;

async function byWirelab(port: string): Promise<number> {
  const { stdout } = await wirelab([
    ...["bench", "http", port, "--json"],
    ...["--seconds", SECONDS, "--connections", CONNECTIONS],
  ]);
  return JSON.parse(stdout.split("\n")[1]).perSecond;
}

async function byWrk(port: string): Promise<number> {
  const { stdout } = await new Deno.Command("wrk", {
    args: [
      ...["-t", "1", "-c", CONNECTIONS, "-d", `${SECONDS}s`],
      `http://127.0.0.1:${port}/`,
    ],
  }).output();
  const text = new TextDecoder().decode(stdout);
  return Number(/Requests\/sec: +([\d.]+)/.exec(text)?.[1]);
}

function median(figures: readonly number[]): number {
  return figures.toSorted((a, b) => a - b)[figures.length >> 1];
}

const port = String(freePort());
await using server = new Running(["node", "-e", SERVER, port]);
await server.until(/listening/);
const own: number[] = [];
const peer: number[] = [];
try {
  for (let round = 0; round < ROUNDS; round++) {
    own.push(await byWirelab(port));
    peer.push(await byWrk(port));
  }
  const ratio = median(own) / median(peer);
  print(`wirelab bench http  ${median(own).toFixed(0).padStart(8)} a second\n`);
  print(`wrk                 ${median(peer).toFixed(0).padStart(8)}\n`);
  print(`ratio               ${ratio.toFixed(2).padStart(8)}\n`);
} catch (error) {
  if (!(error instanceof Deno.errors.NotFound)) throw error;
  print("wrk: not installed\n");
}
