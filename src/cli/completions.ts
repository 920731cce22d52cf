import { SUCCESS } from "./exit_codes.ts";
import { COMMON_OPTIONS, type Mode } from "./mode.ts";
import type { Option } from "./options.ts";
import { Failure } from "../failure.ts";

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
        throw new Failure(
          "usage",
          "Cannot write completions: they are for one of bash, zsh and fish.",
          { hint: "Write: wirelab completions bash" },
        );
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

function renderBash(modes: readonly Mode[]): string {
  const words = modes.map((mode) => {
    const values = positionalValues(mode);
    return `    ${mode.name}) options=${
      quote(optionsOf(mode).flatMap(dashed).join(" "))
    } words=${quote(Array.isArray(values) ? values.join(" ") : "")} files=${
      values === "files" ? "yes" : ""
    } ;;`;
  });
  const values = modes.flatMap((mode) =>
    optionsOf(mode).filter((option) => option.value).map((option) => {
      const pattern = dashed(option).map((name) => `${mode.name}:${name}`);
      return `    ${pattern.join(" | ")}) ${bashValues(valuesOf(option))} ;;`;
    })
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
  local mode=\${COMP_WORDS[1]} options='' words='' files='' word
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
    for word in "\${COMP_WORDS[@]:2:COMP_CWORD-2}"; do
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
    [
      `    ${mode.name})`,
      "      _arguments -s \\",
      ...optionsOf(mode).map((option) => `        ${zshOption(option)} \\`),
      `        ${
        quote(
          `1:${mode.usage.split(" ")[0]}:${zshValues(positionalValues(mode))}`,
        )
      } \\`,
      "        '*:argument:()' ;;",
    ].join("\n")
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
    const values = positionalValues(mode);
    return [
      `complete -c wirelab -n __fish_use_subcommand -a ${mode.name} -d ${
        quote(mode.summary)
      }`,
      ...Array.isArray(values)
        ? [
          `complete -c wirelab -n ${
            quote(
              `${seen}; and not __fish_seen_subcommand_from ${
                values.join(" ")
              }`,
            )
          } -a ${quote(values.join(" "))}`,
        ]
        : [],
      ...values === "files" ? [`complete -c wirelab -n ${quote(seen)} -F`] : [],
      ...optionsOf(mode).map((option) =>
        `complete -c wirelab -n ${quote(seen)} -l ${option.name}${
          option.short ? ` -s ${option.short}` : ""
        }${option.value ? fishValues(valuesOf(option)) : ""} -d ${
          quote(option.summary)
        }`
      ),
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

function fishValues(values: Values): string {
  if (values === "files") return " -r -F";
  if (values === "folders") return " -x -a '(__fish_complete_directories)'";
  return values === "unknown" ? " -x" : ` -x -a ${quote(values.join(" "))}`;
}

/** What `wirelab help` tells of. */
function topicsOf(modes: readonly Mode[]): string[] {
  return [...modes.map((mode) => mode.name), "exit-codes"];
}

function optionsOf(mode: Mode): Option[] {
  return [...mode.options, ...COMMON_OPTIONS];
}

function dashed(option: Option): string[] {
  return option.short
    ? [`-${option.short}`, `--${option.name}`]
    : [`--${option.name}`];
}

function valuesOf(option: Option): Values {
  return option.choices ?? kindOf(option.value ?? "");
}

function positionalValues(mode: Mode): Values {
  return mode.words ?? kindOf(mode.usage);
}

/** What a placeholder stands for. */
function kindOf(placeholder: string): Values {
  if (/^\[?FILE\b/.test(placeholder)) return "files";
  return /^\[?(DIR|FOLDER)\b/.test(placeholder) ? "folders" : "unknown";
}

/** Quotes a text for all three shells. */
function quote(text: string): string {
  return `'${text.replaceAll("'", "’")}'`;
}
