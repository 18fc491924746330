#!/bin/sh
# Removes an installed Longtake: uninstall.sh [--prefix DIR] [--force]    (--force: although its processes run)
# Homes with sessions and films, and the cache, are kept.
set -eu

say() { printf '%s\n' "uninstall.sh: $*"; }
fail() { say "$*" >&2; exit 1; }
usage() { say "$*" "Usage: uninstall.sh [--prefix DIR] [--force]" >&2; exit 2; }

prefix=
force=no
while [ $# -gt 0 ]; do
  case $1 in
    --prefix) [ $# -gt 1 ] || usage "--prefix needs a folder."; prefix=$2; shift 2 ;;
    --prefix=*) prefix=${1#--prefix=}; shift ;;
    --force) force=yes; shift ;;
    -h | --help) sed -n '2,3s/^# //p' "$0"; exit 0 ;;
    *) usage "$1 is not an option." ;;
  esac
done
if [ -z "$prefix" ]; then
  # The installed script is in PREFIX/lib/longtake/BUILD.
  own=$(cd -P "$(dirname "$0")" && pwd)
  case $own in
    */lib/longtake/*) prefix=${own%/lib/longtake/*} ;;
    *) usage "this folder is not an installation; name one with --prefix." ;;
  esac
fi
[ -d "$prefix" ] || usage "$prefix is not a folder."
prefix=$(cd -P "$prefix" && pwd)
builds=$prefix/lib/longtake
if [ ! -L "$builds/current" ] || [ ! -e "$builds/folders" ]; then
  fail "$prefix contains no Longtake that install.sh installed. Nothing was changed."
fi

running=$(find /proc/[0-9]*/exe -prune -printf '%h %l\n' 2>/dev/null | grep -F " $builds/" | sed 's,^/proc/\([0-9]*\) .*,\1,' | tr '\n' ' ')
if [ -n "$running" ] && [ "$force" = no ]; then
  fail "processes of this installation run: ${running% }. Run \`longtake down\` for each home first, or add --force. Nothing was changed."
fi

find "$prefix/share/man/man1/" "$prefix/share/bash-completion/completions/" "$prefix/share/zsh/site-functions/" \
  -maxdepth 1 -lname '../../../lib/longtake/current/share/*' -exec rm -f {} + 2>/dev/null || true
case $(readlink "$prefix/bin/longtake" 2>/dev/null || true) in ../lib/longtake/current/*) rm -f "$prefix/bin/longtake" ;; esac
created=$(sort -r "$builds/folders" 2>/dev/null || true)
rm -rf "$builds"
printf '%s\n' "$created" | while read -r folder; do
  # Only folders that are empty now.
  [ -z "$folder" ] || rmdir "$folder" 2>/dev/null || true
done
say "removed Longtake from $prefix. Homes (by default ~/.local/state/longtake) and the cache (~/.cache/longtake) are kept."
