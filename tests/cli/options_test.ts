import { assertEquals, assertThrows } from "@std/assert";
import { shellWord } from "../../src/bytes/shell_word.ts";
import {
  type Arguments,
  type Option,
  parseArguments,
  parsePort,
} from "../../src/cli/options.ts";
import { Failure } from "../../src/failure.ts";

const OPTIONS: readonly Option[] = [
  { name: "write", short: "w", value: "FILE", summary: "" },
  { name: "count", short: "n", value: "NUMBER", summary: "" },
  { name: "message", value: "TEXT", summary: "" },
  { name: "host", value: "ADDRESS", summary: "", repeat: true },
  { name: "tls", value: "VERSION", choices: ["1.2", "1.3"], summary: "" },
  { name: "json", short: "j", summary: "" },
  { name: "no-color", summary: "" },
  { name: "sync", summary: "", conflicts: ["async"] },
  { name: "async", summary: "" },
];

function parse(...args: string[]): Arguments {
  return parseArguments(args, OPTIONS, { positionals: 2 });
}

function failure(message: string, ...args: string[]): Failure {
  const error = assertThrows(() => parse(...args), Failure, message);
  assertEquals(error.kind, "usage");
  return error;
}

Deno.test("parseArguments() reads options before, between and after arguments", () => {
  const args = parse("--json", "8080", "--tls", "1.3", "x", "-w", "out");
  assertEquals(args.positionals, ["8080", "x"]);
  assertEquals(args.has("json"), true);
  assertEquals(args.text("tls"), "1.3");
  assertEquals(args.text("write"), "out");
  assertEquals(args.has("sync"), false);
  assertEquals(args.text("count"), undefined);
});

Deno.test("parseArguments() reads a value in every way it is written", () => {
  for (
    const form of [
      ["--write", "f"],
      ["--write=f"],
      ["-w", "f"],
      ["-w=f"],
      ["-jw", "f"],
    ]
  ) {
    assertEquals(parse(...form).text("write"), "f");
  }
});

Deno.test("parseArguments() takes a dash for a value: standard output", () => {
  assertEquals(parse("-w", "-").text("write"), "-");
  assertEquals(parse("--write", "-", "80").positionals, ["80"]);
  assertEquals(parse("-").positionals, ["-"]);
});

Deno.test("parseArguments() keeps values as they were typed", () => {
  assertEquals(parse("--message", "007").text("message"), "007");
  assertEquals(parse("--message", "1e3").text("message"), "1e3");
  assertEquals(parse("--message=a=b").text("message"), "a=b");
  assertEquals(parse("--message", "").text("message"), "");
  assertEquals(parse("--message", "").positionals, []);
  assertEquals(parse("--message=--json").text("message"), "--json");
  assertEquals(parse("--message=--json").has("json"), false);
  assertEquals(parse("080").positionals, ["080"]);
});

Deno.test("parseArguments() takes everything after -- for arguments", () => {
  const args = parse("--json", "--", "--async", "-w");
  assertEquals(args.positionals, ["--async", "-w"]);
  assertEquals(args.has("async"), false);
});

Deno.test("parseArguments() reads an option whose name starts with no-", () => {
  assertEquals(parse("--no-color").has("no-color"), true);
  failure("Cannot use --no-json: there is no such option.", "--no-json");
});

Deno.test("parseArguments() collects an option that may be repeated", () => {
  assertEquals(parse("--host", "a", "--host=b").all("host"), ["a", "b"]);
  assertEquals(parse().all("host"), []);
});

Deno.test("parseArguments() refuses a second value, by any of its names", () => {
  failure(
    "Cannot use --count 2 times: it takes one value.",
    "-n",
    "1",
    "--count",
    "2",
  );
});

Deno.test("parseArguments() names the nearest option for one that does not exist", () => {
  const error = failure(
    "Cannot use --jsno: there is no such option.",
    "--jsno",
  );
  assertEquals(error.hint, "Did you mean --json?");
  failure("Cannot use --wirte: there is no such option.", "--wirte=x");
  failure("Cannot use -x: there is no such option.", "-x");
  failure("Cannot use -jx: there is no such option.", "-jx");
  failure("Cannot use -1: there is no such option.", "-1");
});

Deno.test("parseArguments() knows no option that only objects have", () => {
  for (
    const name of ["_", "__proto__", "constructor", "toString", "host.name"]
  ) {
    failure(`Cannot use --${name}: there is no such option.`, `--${name}`, "x");
    failure(`Cannot use --${name}: there is no such option.`, `--${name}=x`);
  }
});

Deno.test("parseArguments() takes no word for the letter of an option that has none", () => {
  failure("undefined", "-undefined", "hello");
});

Deno.test("parseArguments() refuses an option without its value", () => {
  for (
    const args of [
      ["--write"],
      ["--write="],
      ["--write", ""],
      ["--write", "--json"],
      ["-w"],
      ["--message"],
      ["--message", "-x"],
    ]
  ) {
    failure("without a value", ...args);
  }
});

Deno.test("parseArguments() refuses a value for a switch", () => {
  failure("Cannot use --json with a value: it is a switch.", "--json=false");
});

Deno.test("parseArguments() refuses a value that is no choice, and names the choices", () => {
  const error = failure(
    "Cannot use --tls 1.4: it takes 1.2 or 1.3.",
    "--tls",
    "1.4",
  );
  assertEquals(error.hint, "Write --tls 1.2");
});

Deno.test("parseArguments() refuses a contradiction before any effect", () => {
  failure(
    "Cannot use --sync together with --async: they contradict each other.",
    "--async",
    "--sync",
  );
});

Deno.test("parseArguments() refuses an argument that nothing takes", () => {
  failure("Cannot use the argument c: nothing takes it.", "a", "b", "c");
});

Deno.test("parseArguments() says why an option is refused, and never its value", () => {
  const options: readonly Option[] = [
    ...OPTIONS,
    {
      name: "passphrase",
      summary: "",
      refused: {
        en: { reason: "others see it", hint: "Write it in a file." },
        zh: { reason: "别人看得见", hint: "请写进文件。" },
      },
    },
  ];
  for (
    const args of [["--passphrase", "pssst"], ["--passphrase=pssst"], [
      "--passphrase",
    ]]
  ) {
    const error = assertThrows(
      () => parseArguments(args, options, { positionals: 2 }),
      Failure,
    );
    assertEquals(error.message, "Cannot use --passphrase: others see it.");
    assertEquals(error.hint, "Write it in a file.");
    assertEquals(error.in("zh"), {
      message: "不能使用 --passphrase：别人看得见。",
      hint: "请写进文件。",
    });
  }
});

Deno.test("Arguments.number() reads decimals and keeps to its bounds", () => {
  assertEquals(parse("-n", "0.5").number("count"), 0.5);
  assertEquals(parse().number("count"), undefined);
  assertEquals(parse("-n", "3").number("count", { min: 3, max: 3 }), 3);
  for (
    const text of [
      "x",
      "3x",
      "1,5",
      "Infinity",
      "NaN",
      " ",
      "0x3",
      "3e0",
      "2",
      "5",
    ]
  ) {
    assertThrows(
      () => parse("-n", text).number("count", { min: 3, max: 4 }),
      Failure,
      `Cannot use --count ${text}: it takes a number from 3 to 4.`,
    );
  }
  assertThrows(
    () => parse("--count=-1").number("count"),
    Failure,
    "it takes a number of at least 0.",
  );
});

Deno.test("Arguments.integer() refuses half a number", () => {
  assertEquals(parse("-n", "12").integer("count"), 12);
  assertEquals(parse().integer("count"), undefined);
  assertThrows(
    () => parse("-n", "1.5").integer("count"),
    Failure,
    "Cannot use --count 1.5: it takes a whole number.",
  );
});

Deno.test("Arguments.port() reads the port at its place", () => {
  assertEquals(parse("8080").port(), 8080);
  assertEquals(parse("demo", "0").port(1), 0);
  assertEquals(parse().port(), undefined);
});

Deno.test("parsePort() accepts 0 to 65535 and nothing else", () => {
  assertEquals(parsePort("0"), 0);
  assertEquals(parsePort("65535"), 65_535);
  for (const text of ["65536", "-1", "80a", "8 0", "1e3", "", "0x50", "9.5"]) {
    assertThrows(
      () => parsePort(text),
      Failure,
      `Cannot use port ${shellWord(text)}: a port is a number from 0 to 65535.`,
    );
  }
});
