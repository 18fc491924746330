# How a launcher starts Java. Sourced by `longtake` of a checkout and by the launcher of an installation.
# Variables that it reads: TMPDIR, XDG_CACHE_HOME, LONGTAKE_JAVA_OPTS (extra JVM options).

# In the POSIX locale (cron, minimal containers), Java can read neither prompts nor file names beyond ASCII.
use_utf8() {
  local locale=${LC_ALL:-${LC_CTYPE:-${LANG:-}}}
  case ${locale,,} in *utf-8* | *utf8*) ;; *) export LC_ALL=C.UTF-8 ;; esac
}

# Whether the folder $1 accepts files: /tmp may be full, missing or read-only, and Java tries no other folder.
usable() {
  local probe=$1/longtake-$$-$RANDOM
  (set -C && printf x >"$probe") 2>/dev/null || { rm -f "$probe" 2>/dev/null; return 1; }
  rm -f "$probe"
}

# Sets `options` and `class_path` for the build in the folder $2, on a Java of the feature release $1.
prepare_launch() {
  local java=$1 build=$2 jar temporary
  # Jars that every command reads come first: the JVM opens the jars in order until it finds a class.
  local jars=("$build"/lib/longtake-starter-cli-*.jar "$build"/lib/picocli-*.jar)
  for jar in "$build"/lib/*.jar; do
    case ${jar##*/} in longtake-starter-cli-* | picocli-*) ;; *) jars+=("$jar") ;; esac
  done
  class_path=$(IFS=: && printf '%s' "${jars[*]}")

  options=()
  if [ -n "${TMPDIR:-}" ] && usable "$TMPDIR"; then
    options+=("-Djava.io.tmpdir=$TMPDIR")
  elif ! usable /tmp; then
    temporary=${XDG_CACHE_HOME:-${HOME:-$PWD}/.cache}/longtake/tmp
    if mkdir -p "$temporary" 2>/dev/null && usable "$temporary"; then options+=("-Djava.io.tmpdir=$temporary"); fi
  fi
  options+=(-XX:-UsePerfData -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto -Xlog:disable -Xlog:all=off "-Dlongtake.dist=$build")
  # Drawing otherwise fails where DISPLAY names a display that does not exist.
  options+=(-Djava.awt.headless=true)
  # Without these, newer JDKs print warnings about libraries at each command. Child processes get the same (ClassArchive).
  [ "$java" -ge 24 ] && options+=(--enable-native-access=ALL-UNNAMED)
  [ "$java" -ge 23 ] && options+=(--sun-misc-unsafe-memory-access=allow)
  [ -t 2 ] && options+=(-Dlongtake.terminal=true)
  [ -t 0 ] && options+=(-Dlongtake.answers=true)
  return 0
}

# Adds the archive of classes (CDS) in the file $1. Java ignores one that does not match.
use_classes() { options+=("-XX:SharedArchiveFile=$1" "-Dlongtake.classes=$1"); }

# Writes an archive with the classes of all processes to the file $1, with the command that follows. Fails if a step of the training
# failed; the archive then has fewer classes.
archive_classes() {
  local archive=$1 code=0
  shift
  "$@" "${options[@]}" "-XX:ArchiveClassesAtExit=$archive.part" -cp "$class_path" io.longtake.cli.CdsTraining || code=$?
  mv "$archive.part" "$archive" && return "$code"
}

# Replaces this process by the program $1 with a command line of Longtake.
launch() {
  local program=$1
  shift
  # shellcheck disable=SC2206
  options+=(${LONGTAKE_JAVA_OPTS:-})
  exec "$program" "${options[@]}" -cp "$class_path" io.longtake.cli.Main "$@"
}
