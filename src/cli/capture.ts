import { LOOPBACK } from "../capture/source.ts";
import type { Recording } from "../lab/recording.ts";
import {
  renderProgress,
  renderStart,
  renderSummary,
} from "./capture_report.ts";
import { SUCCESS } from "./exit_codes.ts";
import { usageFailure } from "./failure_text.ts";
import type { Call, Mode } from "./mode.ts";
import { type Arguments, parsePort } from "./options.ts";
import { Shutdown } from "./shutdown.ts";
import type { Terminal } from "./terminal.ts";
import { VERSION } from "./version.ts";

const DEFAULT_PORT = 8080;

/** Ports that one call may name. */
const MOST_PORTS = 16;

/** Name that stands for standard output. */
const STANDARD_OUTPUT = "-";

/** File descriptor of standard output. */
const STDOUT_FD = 1;

const PROGRESS_MILLIS = 200;
const MEBIBYTE = 0x10_0000;

/** What a timer can count: 2³¹ - 1 milliseconds. */
const LONGEST_TIMER_SECONDS = 2_147_483;

/** Back to the first column, and erase the line. */
const CLEAR_LINE = "\r\x1b[2K";

/** `wirelab capture`: records packets to a pcapng file. */
export const captureMode: Mode = {
  name: "capture",
  category: "Packets",
  summary: "records packets to a pcapng file, which Wireshark opens",
  usage: "[PORT...] -w FILE|--live [OPTIONS]",
  positionals: MOST_PORTS,
  options: [
    {
      name: "write",
      short: "w",
      value: "FILE",
      summary: "file to write; - is standard output, for a pipe",
    },
    { name: "force", summary: "overwrite the file if it exists" },
    {
      name: "interface",
      short: "i",
      value: "NAME",
      summary: `interface to listen on, or any; ${LOOPBACK} by default`,
    },
    {
      name: "all",
      summary: "record every packet, not only those of TCP ports",
    },
    {
      name: "live",
      summary: "explain the packets as they come; needs no file",
    },
    { name: "json", summary: "with --live: one JSON object a line" },
    { name: "ascii", summary: "with --live: draw with ASCII only" },
    {
      name: "count",
      short: "c",
      value: "N",
      summary: "end after N packets",
    },
    { name: "duration", value: "SECONDS", summary: "end after that time" },
    {
      name: "keylog",
      value: "FILE",
      summary:
        "embed the secrets that are added to this key log meanwhile (SSLKEYLOGFILE)",
    },
    {
      name: "buffer",
      value: "MIB",
      summary: "room for packets that wait to be written; 32 by default",
    },
  ],
  examples: [
    {
      call: "wirelab capture 8080 -w talk.pcapng",
      does: "records TCP port 8080 of lo until Ctrl-C",
    },
    {
      call: "wirelab capture 8443 -w talk.pcapng --keylog keys.log",
      does: "the same, and the file opens decrypted",
    },
    {
      call: "wirelab capture 8080 -w - | tshark -r -",
      does: "shows the packets as they come",
    },
    {
      call: "wirelab capture 8443 --live --keylog keys.log",
      does: "explains the packets as they come",
    },
    {
      call: "wirelab capture --all -i any --duration 10 -w all.pcapng",
      does: "records everything for ten seconds",
    },
  ],
  run: runCapture,
};

async function runCapture({ args, terminal }: Call): Promise<number> {
  const settings = readSettings(args);
  const [{ CaptureFile }, { probe }, { shellWord }, { startRecording }, self] =
    await Promise.all([
      import("../lab/capture_file.ts"),
      import("../capture/probe.ts"),
      import("../bytes/shell_word.ts"),
      import("../lab/recording.ts"),
      import("../lab/self.ts"),
    ]);
  const { path, ports, live } = settings;
  using shutdown = new Shutdown({ hangUp: true });
  using file = path === undefined ? undefined : CaptureFile.open(path, {
    force: args.has("force"),
    keyLog: args.text("keylog"),
  });
  const { method } = await probe({
    interface: settings.interface,
    ofHost: true,
    call: [...self.typedCommand(), ...Deno.args].map(shellWord).join(" "),
  });
  await using recording = await startRecording({
    ...settings,
    method: method === "tcpdump" ? "tcpdump" : "af-packet",
    file,
    endsWith: path === STANDARD_OUTPUT ? STDOUT_FD : undefined,
  });
  using _timer = stopAfter(recording, settings.durationSeconds);
  stopWith(recording, shutdown.signal);
  terminal.err(renderStart(recording, ports, terminal.language));
  using progress = live ? undefined : showProgress(recording, terminal);
  try {
    if (live) await explainRecording(recording, { args, terminal });
    await recording.ended;
  } finally {
    progress?.[Symbol.dispose]();
    terminal.err(renderSummary(recording.summary, path, terminal.language));
  }
  return SUCCESS;
}

/** Explains the packets of a recording while they come. */
async function explainRecording(
  recording: Recording,
  { args, terminal }: Call,
): Promise<void> {
  const [{ explainLive }, { speak }] = await Promise.all([
    import("../lab/live.ts"),
    import("../explain/mod.ts"),
  ]);
  await explainLive(recording.frames(), {
    keyLogPath: args.text("keylog"),
    say: speak(terminal.language),
    color: terminal.color,
    columns: terminal.columns,
    ascii: args.has("ascii"),
    json: args.has("json"),
    version: VERSION,
    write: terminal.out,
  });
}

interface Settings {
  /** File to write; none where the packets are only explained. */
  readonly path?: string;
  /** Whether the packets are explained as they come. */
  readonly live: boolean;
  readonly ports: readonly number[];
  readonly interface?: string;
  readonly count?: number;
  readonly durationSeconds?: number;
  readonly bufferBytes?: number;
}

/** Reads the call, and refuses what cannot be meant before anything is touched. */
function readSettings(args: Arguments): Settings {
  const path = args.text("write");
  const live = args.has("live");
  if (path === undefined && !live) {
    throw usageFailure((text) => text.nowhereToCapture);
  }
  if (path === STANDARD_OUTPUT && live) {
    throw usageFailure((text) => text.captureAndLive);
  }
  if (path === STANDARD_OUTPUT && Deno.stdout.isTerminal()) {
    throw usageFailure((text) => text.captureToTerminal);
  }
  const keyLog = args.text("keylog");
  if (keyLog !== undefined && keyLog === path) {
    throw usageFailure((text) => text.captureToKeyLog(path));
  }
  if (args.has("all") && args.positionals.length > 0) {
    throw usageFailure((text) => text.allAndPort);
  }
  const ports = args.positionals.map(parsePort);
  if (ports.includes(0)) {
    throw usageFailure((text) => text.capturePortZero);
  }
  const buffer = args.number("buffer", { min: 2, max: 4096 });
  return {
    path,
    live,
    ports: args.has("all") || ports.length > 0 ? ports : [DEFAULT_PORT],
    interface: args.text("interface"),
    count: args.integer("count", { min: 1 }),
    durationSeconds: args.number("duration", {
      min: 0.001,
      max: LONGEST_TIMER_SECONDS,
    }),
    bufferBytes: buffer === undefined ? undefined : buffer * MEBIBYTE,
  };
}

/** Stops a recording after a time, where one is given. */
function stopAfter(
  recording: Recording,
  seconds: number | undefined,
): Disposable {
  const timer = seconds === undefined
    ? undefined
    : setTimeout(() => stop(recording), seconds * 1000);
  return { [Symbol.dispose]: () => clearTimeout(timer) };
}

/** Stops a recording when a signal is aborted. */
function stopWith(recording: Recording, signal: AbortSignal): void {
  if (signal.aborted) stop(recording);
  else signal.addEventListener("abort", () => stop(recording), { once: true });
}

/** Stops a recording; whoever waits for its end hears of a failure. */
function stop(recording: Recording): void {
  recording.stop().catch(() => {});
}

/** Keeps one line of standard error up to date, where that is a terminal. */
function showProgress(recording: Recording, terminal: Terminal): Disposable {
  if (!Deno.stderr.isTerminal()) return { [Symbol.dispose]() {} };
  const start = performance.now();
  const show = () => {
    const seconds = (performance.now() - start) / 1000;
    const line = renderProgress(recording.summary, seconds, terminal.language);
    terminal.err(`${CLEAR_LINE}${line}`);
  };
  show();
  let timer: ReturnType<typeof setInterval> | undefined = setInterval(
    show,
    PROGRESS_MILLIS,
  );
  return {
    [Symbol.dispose]() {
      if (timer === undefined) return;
      clearInterval(timer);
      timer = undefined;
      terminal.err(CLEAR_LINE);
    },
  };
}
