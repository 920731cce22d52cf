/**
 * Records real conversations on the loopback interface into
 * `tests/data/<case>/capture.pcapng`, with tcpdump and editcap.
 *
 * For the scripts `record_*.ts`, which are run by hand.
 *
 * @module
 */

const root = new URL("./", import.meta.url);

/** Runs a conversation and keeps what went over one port of loopback. */
export async function record(
  name: string,
  port: number,
  converse: () => Promise<void>,
): Promise<void> {
  const folder = new URL(`${name}/`, root);
  await Deno.mkdir(folder, { recursive: true });
  const raw = await Deno.makeTempFile({ suffix: ".pcap" });
  const tcpdump = new Deno.Command("tcpdump", {
    args: [
      ...["-i", "lo", "--immediate-mode", "-U", "-w", raw],
      ...["-Z", "root", "tcp", "port", String(port)],
    ],
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  }).spawn();
  const told = tcpdump.stderr.pipeThrough(new TextDecoderStream()).getReader();
  let said = "";
  while (!said.includes("listening on")) {
    const { value, done } = await told.read();
    if (done) throw new Error(`Cannot record ${name}: ${said}`);
    said += value;
  }
  try {
    await converse();
    await settled(raw);
  } finally {
    tcpdump.kill("SIGINT");
    while (!(await told.read()).done);
    await tcpdump.status;
  }
  await run("editcap", [
    ...["-F", "pcapng", raw],
    new URL("capture.pcapng", folder).pathname,
  ]);
  await Deno.remove(raw);
}

/** Runs a command to its end, and returns what it wrote to standard output. */
export async function run(
  command: string,
  args: readonly string[],
  options: { stdin?: string; env?: Record<string, string>; fails?: boolean } =
    {},
): Promise<string> {
  const child = new Deno.Command(command, {
    args: [...args],
    env: options.env,
    stdin: "piped",
    stdout: "piped",
    stderr: "piped",
  }).spawn();
  const writer = child.stdin.getWriter();
  await writer.write(new TextEncoder().encode(options.stdin ?? ""));
  await writer.close();
  const { success, stdout, stderr } = await child.output();
  if (!success && !options.fails) {
    const text = new TextDecoder().decode(stderr);
    throw new Error(`Cannot run ${command} ${args.join(" ")}: ${text}`);
  }
  return new TextDecoder().decode(stdout);
}

/** A port of loopback that is free now. */
export function freePort(): number {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  listener.close();
  return port;
}

/** Waits until a server accepts connections, and has forgotten the one that asked. */
export async function accepting(port: number): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt++) {
    try {
      (await Deno.connect({ hostname: "127.0.0.1", port })).close();
      await pause(500);
      return;
    } catch {
      await pause(25);
    }
  }
  throw new Error(`Cannot record: nothing listens on port ${port}`);
}

/** Waits until nothing is added to a file any more. */
async function settled(path: string): Promise<void> {
  for (let size = -1, now = 0; size !== now;) {
    size = now;
    await pause(400);
    now = (await Deno.stat(path)).size;
  }
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
