import { assert, assertEquals, assertStringIncludes } from "@std/assert";
import { stripAnsiCode } from "@std/fmt/colors";
import { EXIT_CODES, OTHER_ENDS } from "../../src/cli/exit_codes.ts";
import {
  type HelpOptions,
  renderActionHelp,
  renderExitCodes,
  renderModeHelp,
  renderOverview,
} from "../../src/cli/help.ts";
import { helpText } from "../../src/cli/help_text.ts";
import {
  type Action,
  CATEGORIES,
  type Command,
  COMMON_OPTIONS,
  type Mode,
} from "../../src/cli/mode.ts";
import { MODES } from "../../src/cli/modes.ts";
import { widthOf } from "../../src/render/width.ts";

const ECHO: Mode = {
  name: "echo",
  category: "Tools",
  summary: "says it again",
  usage: "[WORD] [OPTIONS]",
  positionals: 1,
  options: [
    { name: "loud", short: "l", summary: "louder" },
    {
      name: "language-of-the-text",
      value: "LANG",
      choices: ["en", "zh"],
      summary:
        "a phrase that is too long for what is left of the line, so that it goes on",
    },
  ],
  examples: [{ call: "wirelab echo hi", does: "says hi" }],
  run: () => Promise.resolve(0),
};

Deno.test("renderModeHelp() shows examples first, then the options", () => {
  assertEquals(
    renderModeHelp(ECHO),
    `wirelab echo [WORD] [OPTIONS]
says it again

Examples
  wirelab echo hi   says hi

Options
  -l, --loud              louder
  --language-of-the-text en|zh
                          a phrase that is too long for what is left of the
                          line, so that it goes on
  -h, --help              show this help
  --lang en|zh            language; LC_ALL, LC_MESSAGES or LANG by default
  --no-color              no colours (NO_COLOR does the same)
`,
  );
});

const LOUDLY: Action = {
  ...ECHO,
  name: "loudly",
  replaces: "cowsay -f tux",
  options: [
    { name: "loud", short: "l", summary: "louder" },
    {
      name: "secret",
      summary: "",
      refused: {
        en: { reason: "others hear it", hint: "Whisper." },
        zh: { reason: "别人听得见", hint: "请小声。" },
      },
    },
  ],
  examples: [{ call: "wirelab echo loudly hi", does: "shouts hi" }],
};

Deno.test("renderModeHelp() lists actions, each with the call that it replaces", () => {
  assertEquals(
    renderModeHelp({
      ...ECHO,
      usage: "ACTION",
      options: [],
      actions: [LOUDLY],
    }),
    `wirelab echo ACTION
says it again

Examples
  wirelab echo hi   says hi

Actions, and what they take the place of
  loudly       says it again
               cowsay -f tux

wirelab echo ACTION --help shows an action's options.

Options
  -h, --help              show this help
  --lang en|zh            language; LC_ALL, LC_MESSAGES or LANG by default
  --no-color              no colours (NO_COLOR does the same)
`,
  );
});

Deno.test("renderActionHelp() shows its call and options, but none that is refused", () => {
  assertEquals(
    renderActionHelp(ECHO, LOUDLY),
    `wirelab echo loudly [WORD] [OPTIONS]
says it again

Examples
  wirelab echo loudly hi   shouts hi

In place of
  cowsay -f tux

Options
  -l, --loud              louder
  -h, --help              show this help
  --lang en|zh            language; LC_ALL, LC_MESSAGES or LANG by default
  --no-color              no colours (NO_COLOR does the same)
`,
  );
});

Deno.test("renderOverview() shows examples first, then the modes by category", () => {
  const tool = { ...ECHO, name: "tool" };
  const demo: Mode = { ...ECHO, name: "demo", category: "See it happen" };
  const screen = renderOverview([tool, demo], "1.2.3");
  const order = ["1.2.3", "Try", "See it happen", "  demo ", "Tools", "  tool "]
    .map((text) => screen.indexOf(text));
  assert(!order.includes(-1), screen);
  assertEquals(order, order.toSorted((a, b) => a - b));
  assert(!screen.includes("Packets"), "a category without modes is shown");
});

Deno.test("help differs by colours alone where colours are used", () => {
  const coloured = renderModeHelp(ECHO, { color: true });
  if (!Deno.noColor) assert(coloured.includes("\x1b["));
  assertEquals(stripAnsiCode(coloured), renderModeHelp(ECHO));
});

/** All help screens of a language. */
function screens(options: HelpOptions): string[] {
  return [
    renderOverview(MODES, "10.10.10", options),
    renderExitCodes(options),
    ...MODES.map((mode) => renderModeHelp(mode, options)),
    ...MODES.flatMap((mode) =>
      (mode.actions ?? []).map((action) =>
        renderActionHelp(mode, action, options)
      )
    ),
  ];
}

Deno.test("every help screen fits 80 columns, and the overview one screen", () => {
  for (const language of ["en", "zh"] as const) {
    const [overview, ...others] = screens({ language });
    assert(overview.split("\n").length <= 40, "the overview is too long");
    for (const line of [overview, ...others].join("").split("\n")) {
      assert(widthOf(line) <= 80, line);
      assert(!line.endsWith("（"), line);
    }
  }
});

/** Every command by the words that call it. */
const COMMANDS: ReadonlyMap<string, Command> = new Map(
  MODES.flatMap((mode): [string, Command][] => [
    [mode.name, mode],
    ...(mode.actions ?? []).map((action): [string, Command] => [
      `${mode.name} ${action.name}`,
      action,
    ]),
  ]),
);

/** Names of the options that help shows. */
function shownNames(command: Command): string[] {
  return command.options.filter((option) => !option.refused)
    .map(({ name }) => name).sort();
}

Deno.test("every mode, action, option and example has its Chinese text, and no text is left over", () => {
  const commands = helpText("zh").translation?.commands ?? {};
  assertEquals(Object.keys(commands).sort(), [...COMMANDS.keys()].sort());
  for (const [path, command] of COMMANDS) {
    const text = commands[path];
    assertEquals(Object.keys(text.options).sort(), shownNames(command), path);
    assertEquals(
      Object.keys(text.examples).sort(),
      command.examples.map(({ call }) => call).sort(),
      path,
    );
    const phrases = [
      text.summary,
      ...Object.values(text.options),
      ...Object.values(text.examples),
    ];
    for (const phrase of phrases) assertChinese(phrase, path);
  }
});

Deno.test("every exit code and common option has its Chinese text", () => {
  const translation = helpText("zh").translation;
  const ends: Record<string, string> = { ...translation?.ends };
  const commonOptions = { ...translation?.commonOptions };
  assertEquals(
    Object.keys(ends).sort(),
    Object.keys({ ...EXIT_CODES, ...OTHER_ENDS }).sort(),
  );
  assertEquals(
    Object.keys(commonOptions).sort(),
    COMMON_OPTIONS.map(({ name }) => name).sort(),
  );
  for (const phrase of Object.values({ ...ends, ...commonOptions })) {
    assertChinese(phrase);
  }
});

Deno.test("a Chinese help screen keeps calls, options and values as they are", () => {
  for (const [path, command] of COMMANDS) {
    const [mode, action] = path.split(" ");
    const of = MODES.find(({ name }) => name === mode);
    const screen = of && action
      ? renderActionHelp(of, command as Action, { language: "zh" })
      : renderModeHelp(command as Mode, { language: "zh" });
    for (const { call } of command.examples) assertStringIncludes(screen, call);
    for (const name of shownNames(command)) {
      assertStringIncludes(screen, `--${name}`);
    }
  }
});

Deno.test("a column of Chinese help starts where that of English help does", () => {
  assertStringIncludes(
    renderModeHelp(ECHO, { language: "zh" }),
    `选项
  -l, --loud              louder
`,
  );
  assertStringIncludes(
    renderModeHelp(ECHO, { language: "zh" }),
    "\n  -h, --help              显示本帮助\n",
  );
});

function assertChinese(phrase: string, path = phrase): void {
  assert(/\p{Script=Han}|^[\w .,、/-]+$/u.test(phrase), `${path}: ${phrase}`);
  assert(!/[。.]$/.test(phrase), `a phrase has no full stop: ${phrase}`);
  assert(
    !/\p{Script=Han}[,;:?!(]|[,;:?!)]\p{Script=Han}/u.test(phrase),
    `halfwidth punctuation beside Chinese: ${phrase}`,
  );
}

Deno.test("every mode and action is described in full, and its examples call it", () => {
  for (const mode of MODES) {
    assert(CATEGORIES.includes(mode.category), mode.name);
    checkCommand(mode.name, mode);
    for (const action of mode.actions ?? []) {
      assert(action.replaces !== "", action.name);
      checkCommand(`${mode.name} ${action.name}`, action);
    }
  }
});

function checkCommand(path: string, command: Command): void {
  assert(command.examples.length > 0, `${path} has no example`);
  for (const { call } of command.examples) {
    assertStringIncludes(call, `wirelab ${path}`);
  }
  const names = command.options.flatMap((option) =>
    [
      option.name,
      option.short ?? [],
    ].flat()
  );
  assertEquals(names.length, new Set(names).size, `${path}: twice`);
  for (const option of command.options) {
    for (const other of option.conflicts ?? []) {
      assert(names.includes(other), `${path} --${option.name}: ${other}`);
    }
  }
}
