#!/bin/sh
# wirelab @VERSION@ for @TARGET@ in one file: this launcher and, behind it and
# compressed, the program and the runtime Deno @DENO@ (MIT License, the Deno
# authors).
#
# At its first start it unpacks itself into the user's cache and verifies what
# it unpacked. At every start it looks whether all of that is as it was left,
# and runs it. It runs nothing from a folder that another user can write to.
set -f

program=@PROGRAM@
runtime=@RUNTIME@
# What belongs into the cache: the modules of the program, and all names; all as
# `ls` lists them: mode, size in bytes, date, name; their SHA-256; and where
# they are in this file: offset and length in bytes, name.
modules='@MODULES@'
names="$runtime $modules"
expected='@EXPECTED@
'
hashes='@HASHES@
'
parts='@PARTS@'

say() {
  printf 'wirelab: %s\n' "$1" >&2
}

# Looks into the cache $1: sets `found` to what is there of `names`, in the form
# of `expected`, and `unsafe` unless this user alone can write there.
look() {
  found='' owner='' unsafe=yes
  [ -O "$1" ] || return 0
  # The one process that a start costs beside the program itself.
  set -- $(
    cd "$1" && export LC_ALL=C TZ=UTC0 && exec ls -ldn . .. $names 2>/dev/null
  )
  while [ $# -ge 9 ]; do
    case $9:${1%[.+@]} in
      .:drwx?-??-?) owner=$3 ;;
      .:*) return 0 ;;
      # Others may write to the parent where that does not let them rename
      # what is not theirs, and a group may where it is this user's own.
      ..:d???????w[!tT]) return 0 ;;
      ..:d????w???[!tT]) [ "$3:$4" = "$owner:$owner" ] || return 0 ;;
    esac
    case $9:$3 in
      # 65534 is what root is called in a user namespace.
      ..:0 | ..:65534 | ..:"$owner") unsafe='' ;;
      ..:*) return 0 ;;
      .:*) ;;
      *:"$owner") found="$found${1%[.+@]} $5 $6 $7 $8 $9
" ;;
    esac
    shift 9
  done
}

# Prints hash and name of each file by what there is to do so.
digest() {
  {
    openssl dgst -sha256 -r "$@" || sha256sum "$@" || shasum -a 256 "$@"
  } 2>/dev/null
}

# Unpacks into a folder of its own beside the final place, verifies, and moves
# file by file. Whoever does the same at the same time moves the same bytes.
unpack() (
  cache=$1
  umask 077
  fresh=$(mktemp -d "$cache/.unpack.XXXXXX") || exit 1
  trap 'rm -rf "$fresh"' EXIT
  trap 'exit 1' HUP INT TERM
  mkdir -p "$fresh/$program" "$cache/$program" || exit 1
  set -- $parts
  while [ $# -gt 0 ]; do
    tail -c "+$1" "$self" 2>/dev/null | head -c "$2" | gzip -dc >"$fresh/$3"
    shift 3
  done
  found=''
  set -- $(cd "$fresh" && digest $names)
  while [ $# -gt 1 ]; do
    found="$found$1 ${2#\*}
"
    shift 2
  done
  if [ "$found" != "$hashes" ]; then
    say "Cannot unpack into $cache: the disk is full, or $self is damaged."
    exit 1
  fi
  # An old date, so that whatever is changed later shows.
  cd "$fresh" && TZ=UTC0 touch -t 200001010000 $names &&
    chmod 400 $modules && chmod 500 "$runtime" || exit 1
  if ! "$fresh/$runtime" --version >/dev/null 2>&1; then
    say "Cannot run programs in $cache: it does not permit that, or this machine is no @TARGET@."
    exit 1
  fi
  mv -f $modules "$cache/$program" && mv -f "$runtime" "$cache" || exit 1
  # What was left behind by an unpacking that was killed.
  find "$cache" -maxdepth 1 -name '.unpack.*' -mmin +60 \
    -exec rm -rf {} + 2>/dev/null
)

# Runs the program from the cache $1, which it fills where need be. Returns
# where that cache cannot be used.
run_from() {
  cache=$1
  shift
  look "$cache"
  if [ -n "$unsafe" ] || [ "$found" != "$expected" ]; then
    # Another start may have made it since, and filled it.
    (umask 077 && mkdir -p "$cache") 2>/dev/null
    look "$cache"
  fi
  if [ -n "$unsafe" ] || [ "$found" != "$expected" ]; then
    if [ ! -w "$cache" ]; then
      instead="Cannot write to $cache: "
      return 0
    fi
    if [ -n "$unsafe" ]; then
      say "Not using $cache: another user can write to it, or to where it is."
      return 0
    fi
    if [ -n "$instead" ] || [ -t 2 ]; then
      say "${instead}Unpacking into $cache, this once."
    fi
    unpack "$cache" || return 0
    look "$cache"
    [ "$found" = "$expected" ] || return 0
  fi
  # What the program advises to type names this file, not what it unpacked.
  export DENO_DIR="$cache/deno" DENO_NO_UPDATE_CHECK=1 WIRELAB_EXECUTABLE="$self"
  exec "$cache/$runtime" @ARGUMENTS@ "$cache/$program/main.js" "$@"
}

self=$0
instead=''
case ${XDG_CACHE_HOME:-}:${HOME:-} in
  /*:*) run_from "$XDG_CACHE_HOME/wirelab" "$@" ;;
  *:/*) run_from "$HOME/.cache/wirelab" "$@" ;;
  *) instead='HOME is not set: ' ;;
esac
run_from "${TMPDIR:-/tmp}/wirelab-$(id -u)" "$@"
say "Cannot start: there is no folder to unpack into.
  Set XDG_CACHE_HOME to a folder that only you can write to."
exit 6
