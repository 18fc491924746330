#!/bin/sh
# Installs Longtake from the folder of this script: ./install.sh [--prefix DIR]    (default: ~/.local)
# Each build has a folder of its own below DIR/lib/longtake, and `current` is a link to one of them: processes of the previous build
# keep the files that they were started from until the next command restarts them.
set -eu

say() { printf '%s\n' "install.sh: $*"; }
fail() { say "$*" >&2; exit 1; }
usage() { say "$*" "Usage: install.sh [--prefix DIR]" >&2; exit 2; }

prefix=
while [ $# -gt 0 ]; do
  case $1 in
    --prefix) [ $# -gt 1 ] || usage "--prefix needs a folder."; prefix=$2; shift 2 ;;
    --prefix=*) prefix=${1#--prefix=}; shift ;;
    -h | --help) sed -n '2,4s/^# //p' "$0"; exit 0 ;;
    *) usage "$1 is not an option." ;;
  esac
done
if [ -z "$prefix" ]; then
  [ -n "${HOME:-}" ] || usage "HOME is not set; name a folder with --prefix."
  prefix=$HOME/.local
fi

from=$(cd -P "$(dirname "$0")" && pwd)
build=$(sed -n 's/^build=//p' "$from/release" 2>/dev/null) || build=
[ -n "$build" ] || fail "$from has no file 'release'. Run install.sh in the folder that was unpacked from the archive."
[ "$(uname -s)-$(uname -m)" = Linux-x86_64 ] || fail "this build is for Linux on x86_64, not for $(uname -s) on $(uname -m). Nothing was changed."

created=
folder() { # creates the folder $1 and remembers what uninstall.sh may remove again
  [ ! -d "$1" ] || return 0
  folder "$(dirname "$1")" && mkdir -p "$1" && created="$1
$created"
}

mkdir -p "$prefix" || fail "$prefix can't be created. Nothing was changed."
prefix=$(cd -P "$prefix" && pwd)
builds=$prefix/lib/longtake
program=$prefix/bin/longtake
other() { fail "$1 exists and was not installed by this script. Remove it, or choose another --prefix. Nothing was changed."; }
exists() { [ -e "$1" ] || [ -L "$1" ]; }
# The file `folders` marks an installation by this script; a package of the system has the same links without it.
if [ ! -e "$builds/folders" ]; then
  for place in "$program" "$builds/current"; do ! exists "$place" || other "$place"; done
elif exists "$program" && [ "$(readlink "$program" || true)" != ../lib/longtake/current/bin/longtake ]; then
  other "$program"
fi
remember() { printf '%s' "$created" >>"$builds/folders" && created=; }
{ folder "$prefix/bin" && folder "$builds" && remember; } || fail "$prefix can't be written. Choose another --prefix."

# --- the files of this build --------------------------------------------------------------------------------------
into=$builds/$build
if [ -d "$into" ]; then
  say "build $build is already in $into"
else
  part=$builds/.$build.$$
  trap 'rm -rf "$part"' EXIT
  trap 'exit 130' HUP INT TERM
  mkdir "$part"
  # With their times: Java uses its archive of classes only with the files that it was made from.
  cp -R -P -p "$from/." "$part/" || fail "$from can't be copied to $builds. The partial copy is removed; other builds were not changed."
  "$part/bin/longtake" --version >/dev/null ||
    fail "the program does not run from $builds (is it mounted with noexec, or is the C library not glibc?). The copy is removed."
  # Another install.sh may have put the same build there meanwhile.
  mv -T "$part" "$into" 2>/dev/null || [ -d "$into" ] || fail "$part can't be renamed to $into. The copy is removed."
fi

# --- the links ----------------------------------------------------------------------------------------------------
link() { # $1: the link, $2: its target. Replaces an older link in one step.
  ln -s "$2" "$1.new.$$"
  mv -fT "$1.new.$$" "$1"
}
before=$(readlink "$builds/current" 2>/dev/null || true)
link "$builds/current" "$build"
link "$program" ../lib/longtake/current/bin/longtake
for place in man/man1 bash-completion/completions zsh/site-functions; do
  folder "$prefix/share/$place"
  for file in "$into/share/$place"/*; do
    target=$prefix/share/$place/${file##*/}
    if exists "$target"; then
      case $(readlink "$target" || true) in
        ../../../lib/longtake/current/*) ;;
        *) say "$target exists and was kept"; continue ;;
      esac
    fi
    link "$target" "../../../lib/longtake/current/share/$place/${file##*/}"
  done
  # Pages that only an earlier build had.
  find "$prefix/share/$place/" -maxdepth 1 -lname '../../../lib/longtake/current/share/*' ! -exec test -e {} ';' -exec rm -f {} ';' \
    2>/dev/null || true
done
remember

# --- earlier builds -----------------------------------------------------------------------------------------------
# What the processes that this user can see were started from.
running=$(find /proc/[0-9]*/exe -prune -printf '%l\n' 2>/dev/null || true)
for old in "$builds"/*; do
  name=${old##*/}
  if [ ! -d "$old" ] || [ -L "$old" ] || [ "$name" = "$build" ] || [ "$name" = "$before" ]; then continue; fi
  printf '%s\n' "$running" | grep -qF "$old/" || rm -rf "$old"
done

say "installed $program ($("$program" --version | head -n 1), build $build)"
if [ -n "$before" ] && [ "$before" != "$build" ]; then
  say "the build $before is kept for its processes. The next command restarts them; unfinished work continues."
fi
case :${PATH:-}: in *":$prefix/bin:"*) ;; *) say "$prefix/bin is not on the PATH" ;; esac
say "to remove it: $builds/current/uninstall.sh"
