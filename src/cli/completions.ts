import { SUCCESS } from "./exit_codes.ts";
import { usageFailure } from "./failure_text.ts";
import { type Command, COMMON_OPTIONS, type Mode } from "./mode.ts";
import type { Option } from "./options.ts";

/** Shells that wirelab writes completions for. */
export const SHELLS = ["bash", "zsh", "fish"] as const;

/** What stands where a mode would. */
const LONE_WORDS = ["help", "--help", "--version"];

/** What may stand as a value: words, files, folders, or what nobody can guess. */
type Values = readonly string[] | "files" | "folders" | "unknown";

/**
 * The mode that prints completions.
 *
 * @param modes All modes; asked for when it runs, since it is one of them.
 */
export function completionsMode(modes: () => readonly Mode[]): Mode {
  return {
    name: "completions",
    category: "Tools",
    summary: "completion of modes and options for a shell",
    usage: "bash|zsh|fish",
    positionals: 1,
    words: SHELLS,
    options: [],
    examples: [
      {
        call: "source <(wirelab completions bash)",
        does: "in ~/.bashrc",
      },
      {
        call: "source <(wirelab completions zsh)",
        does: "in ~/.zshrc, after compinit",
      },
      {
        call: "wirelab completions fish | source",
        does: "in ~/.config/fish/config.fish",
      },
    ],
    run({ args, terminal }) {
      const shell = SHELLS.find((shell) => shell === args.positionals[0]);
      if (shell === undefined) {
        throw usageFailure((text) => text.unknownShell);
      }
      terminal.out(renderCompletions(shell, modes()));
      return Promise.resolve(SUCCESS);
    },
  };
}

/**
 * Draws the script that completes the modes, options and values of wirelab.
 *
 * @param shell The shell that reads it.
 * @param modes All modes.
 */
export function renderCompletions(
  shell: typeof SHELLS[number],
  modes: readonly Mode[],
): string {
  switch (shell) {
    case "bash":
      return renderBash(modes);
    case "zsh":
      return renderZsh(modes);
    case "fish":
      return renderFish(modes);
  }
}

/** A mode, or an action of one, with the words that lead to it. */
interface Call extends Command {
  /** Words after `wirelab`. */
  readonly path: string;
}

/** All modes, each followed by its actions. */
function callsOf(modes: readonly Mode[]): Call[] {
  return modes.flatMap((mode) => [
    { ...mode, path: mode.name },
    ...(mode.actions ?? []).map((action) => ({
      ...action,
      path: `${mode.name} ${action.name}`,
    })),
  ]);
}

function renderBash(modes: readonly Mode[]): string {
  const calls = callsOf(modes);
  const words = calls.map((call) => {
    const values = positionalValues(call);
    return `    ${quote(call.path)}) options=${
      quote(optionsOf(call).flatMap(dashed).join(" "))
    } words=${quote(Array.isArray(values) ? values.join(" ") : "")} files=${
      values === "files" ? "yes" : ""
    } ;;`;
  });
  const values = calls.flatMap((call) =>
    optionsOf(call).filter((option) => option.value).map((option) => {
      const pattern = dashed(option).map((name) =>
        quote(`${call.path}:${name}`)
      );
      return `    ${pattern.join(" | ")}) ${bashValues(valuesOf(option))} ;;`;
    })
  );
  const actions = modes.filter((mode) => mode.actions).map((mode) =>
    `    ${quote(mode.name)}) mode="$mode $second" first=3 ;;`
  );
  return `# Completion of wirelab for bash: source <(wirelab completions bash)
_wirelab_words() {
  COMPREPLY=($(compgen -W "$1" -- "$cur"))
}

_wirelab_paths() {
  local path
  compopt -o filenames 2>/dev/null
  while IFS= read -r path; do COMPREPLY+=("$path"); done < <(compgen "$1" -- "$cur")
}

_wirelab() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD - 1]}
  local mode=\${COMP_WORDS[1]} second=\${COMP_WORDS[2]} first=2
  local options='' words='' files='' word
  COMPREPLY=()
  if ((COMP_CWORD == 1)); then
    _wirelab_words ${
    quote([...modes.map((mode) => mode.name), ...LONE_WORDS].join(" "))
  }
    return
  fi
  if [[ $cur == '=' ]]; then
    cur=''
  elif [[ $prev == '=' ]]; then
    prev=\${COMP_WORDS[COMP_CWORD - 2]}
  fi
  if ((COMP_CWORD > 2)) && [[ $second != -* ]]; then
    case $mode in
${actions.join("\n")}
    esac
  fi
  case $mode:$prev in
${values.join("\n")}
  esac
  case $mode in
${words.join("\n")}
    help) words=${quote(topicsOf(modes).join(" "))} ;;
  esac
  if [[ $cur == -* ]]; then
    _wirelab_words "$options"
  elif [[ $files ]]; then
    _wirelab_paths -f
  else
    for word in "\${COMP_WORDS[@]:first:COMP_CWORD-first}"; do
      [[ " $words " == *" $word "* ]] && return
    done
    _wirelab_words "$words"
  fi
}

complete -F _wirelab wirelab
`;
}

function bashValues(values: Values): string {
  if (values === "files") return "_wirelab_paths -f; return";
  if (values === "folders") return "_wirelab_paths -d; return";
  if (values === "unknown") return "return";
  return `_wirelab_words ${quote(values.join(" "))}; return`;
}

function renderZsh(modes: readonly Mode[]): string {
  const cases = modes.map((mode) =>
    mode.actions
      ? zshActions(mode.name, mode.actions)
      : [`    ${mode.name})`, ...zshArguments(mode), "      ;;"].join("\n")
  );
  return `#compdef wirelab
# Completion of wirelab for zsh: source <(wirelab completions zsh)
_wirelab() {
  local -a modes=(
${
    modes.map((mode) => `    ${quote(`${mode.name}:${mode.summary}`)}`).join(
      "\n",
    )
  }
    'help:the help of a mode'
  )
  if ((CURRENT == 2)); then
    _arguments '--help[show the modes]' '--version[show the version]' \\
      '1:mode:{_describe -t modes mode modes}'
    return
  fi
  local mode=$words[2]
  shift words
  ((CURRENT--))
  case $mode in
${cases.join("\n")}
    help) _arguments ${quote(`1:topic:(${topicsOf(modes).join(" ")})`)} ;;
  esac
}

if [[ $funcstack[1] == _wirelab ]]; then
  _wirelab "$@"
else
  compdef _wirelab wirelab
fi
`;
}

/** The case of a mode with actions: first their names, then what each takes. */
function zshActions(name: string, actions: readonly Command[]): string {
  const described = actions.map((action) =>
    `        ${quote(`${action.name}:${action.summary}`)}`
  );
  const cases = actions.flatMap((action) => [
    `      ${action.name})`,
    ...zshArguments(action),
    "      ;;",
  ]);
  return [
    `    ${name})`,
    "      if ((CURRENT == 2)); then",
    "        local -a actions=(",
    ...described,
    "        )",
    "        _describe -t actions action actions",
    "        return",
    "      fi",
    "      shift words",
    "      ((CURRENT--))",
    "      case $words[1] in",
    ...cases,
    "      esac",
    "      ;;",
  ].join("\n");
}

function zshArguments(command: Command): string[] {
  const values = zshValues(positionalValues(command));
  const name = command.usage.split(" ")[0].replaceAll(":", "\\:");
  const more = command.positionals > 1 && values === "_files" ? values : "()";
  return [
    "      _arguments -s \\",
    ...optionsOf(command).map((option) => `        ${zshOption(option)} \\`),
    `        ${quote(`1:${name}:${values}`)} \\`,
    `        ${quote(`*:argument:${more}`)}`,
  ];
}

function zshOption(option: Option): string {
  const names = dashed(option);
  const excluded = option.repeat ? [] : [
    ...names,
    ...(option.conflicts ?? []).map((name) => `--${name}`),
  ];
  const summary = option.summary.replaceAll(/[\\[\]:]/g, "\\$&");
  const value = option.value
    ? `:${option.value}:${zshValues(valuesOf(option))}`
    : "";
  return names.map((name) => {
    const joined = option.value && name.startsWith("--") ? `${name}=` : name;
    return quote(
      `${
        option.repeat ? "*" : `(${excluded.join(" ")})`
      }${joined}[${summary}]${value}`,
    );
  }).join(" ");
}

function zshValues(values: Values): string {
  if (values === "files") return "_files";
  if (values === "folders") return "_files -/";
  // An empty list, since an empty action keeps zsh from completing options.
  return values === "unknown" ? "()" : `(${values.join(" ")})`;
}

function renderFish(modes: readonly Mode[]): string {
  const lines = modes.flatMap((mode) => {
    const seen = `__fish_seen_subcommand_from ${mode.name}`;
    const start =
      `complete -c wirelab -n __fish_use_subcommand -a ${mode.name} -d ${
        quote(mode.summary)
      }`;
    const actions = mode.actions ?? [];
    if (actions.length === 0) return [start, ...fishArguments(seen, mode)];
    const names = actions.map((action) => action.name).join(" ");
    const none = quote(`${seen}; and not __fish_seen_subcommand_from ${names}`);
    return [
      start,
      ...actions.flatMap((action) => [
        `complete -c wirelab -n ${none} -a ${action.name} -d ${
          quote(action.summary)
        }`,
        ...fishArguments(
          `${seen}; and __fish_seen_subcommand_from ${action.name}`,
          action,
        ),
      ]),
    ];
  });
  return `# Completion of wirelab for fish: wirelab completions fish | source
complete -c wirelab -f
complete -c wirelab -n __fish_use_subcommand -l help -s h -d 'show the modes'
complete -c wirelab -n __fish_use_subcommand -l version -s V -d 'show the version'
complete -c wirelab -n __fish_use_subcommand -a help -d 'the help of a mode'
complete -c wirelab -n '__fish_seen_subcommand_from help' -a ${
    quote(topicsOf(modes).join(" "))
  }
${lines.join("\n")}
`;
}

/** The lines for what a command takes, once the words that lead to it are there. */
function fishArguments(seen: string, command: Command): string[] {
  const values = positionalValues(command);
  const lines = optionsOf(command).map((option) =>
    `complete -c wirelab -n ${quote(seen)} -l ${option.name}${
      option.short ? ` -s ${option.short}` : ""
    }${option.value ? fishValues(valuesOf(option)) : ""} -d ${
      quote(option.summary)
    }`
  );
  if (values === "files") {
    lines.unshift(`complete -c wirelab -n ${quote(seen)} -F`);
  } else if (Array.isArray(values)) {
    const words = values.join(" ");
    lines.unshift(
      `complete -c wirelab -n ${
        quote(`${seen}; and not __fish_seen_subcommand_from ${words}`)
      } -a ${quote(words)}`,
    );
  }
  return lines;
}

function fishValues(values: Values): string {
  if (values === "files") return " -r -F";
  if (values === "folders") return " -x -a '(__fish_complete_directories)'";
  return values === "unknown" ? " -x" : ` -x -a ${quote(values.join(" "))}`;
}

/** What `wirelab help` tells of. */
function topicsOf(modes: readonly Mode[]): string[] {
  return [...modes.map((mode) => mode.name), "exit-codes"];
}

function optionsOf(command: Command): Option[] {
  const shown = command.options.filter((option) => !option.refused);
  return [...shown, ...COMMON_OPTIONS];
}

function dashed(option: Option): string[] {
  return option.short
    ? [`-${option.short}`, `--${option.name}`]
    : [`--${option.name}`];
}

function valuesOf(option: Option): Values {
  return option.choices ?? kindOf(option.value ?? "");
}

function positionalValues(command: Command): Values {
  return command.words ?? kindOf(command.usage);
}

/** What a placeholder stands for. */
function kindOf(placeholder: string): Values {
  if (/^\[?(FILE|CERT|KEY|REQUEST)\b/.test(placeholder)) return "files";
  return /^\[?(DIR|FOLDER)\b/.test(placeholder) ? "folders" : "unknown";
}

/** Quotes a text for all three shells. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "’")}'`;
}
