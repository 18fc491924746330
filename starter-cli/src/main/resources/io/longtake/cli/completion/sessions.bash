
# Names of sessions and IDs of renders. They are read from the home's files, because starting Longtake takes longer than a person
# who presses Tab waits.

function _longtake_views() {
  local home="${LONGTAKE_HOME:-}" i
  if [ -z "$home" ]; then home=@HOME@; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    if [ "${COMP_WORDS[i]}" = "--home" ]; then
      home="${COMP_WORDS[i+1]}"
      if [ "$home" = "=" ]; then home="${COMP_WORDS[i+2]}"; fi
    elif [ "${COMP_WORDS[i]#--home=}" != "${COMP_WORDS[i]}" ]; then
      home="${COMP_WORDS[i]#--home=}"
    fi
  done
  case "$home" in
    '~/'*) home="$HOME/${home#??}" ;;
  esac
  printf '%s' "$home/views"
}

# The shell expands what is offered, so only files whose names are names of sessions are listed.
function _longtake_sessions() {
  command ls -- "$(_longtake_views)" 2>/dev/null | LC_ALL=C command sed -n 's/^\([A-Za-z0-9][A-Za-z0-9._-]*\)\.json$/\1/p'
}

# The IDs of the renders of the session $1.
function _longtake_renders() {
  LC_ALL=C command grep -o '"renderId":"[A-Za-z0-9._-]*"' -- "$(_longtake_views)/$1.json" 2>/dev/null | command cut -d '"' -f 4 | command sort -u
}

function _longtake_complete() {
  _complete_longtake "$@"
  local word="${COMP_WORDS[COMP_CWORD]}" last="${COMP_WORDS[COMP_CWORD-1]}" command="" session="" arguments=0 i
  # Bash separates --session=NAME into three words.
  if [ "$word" = "=" ]; then word=""; last="${COMP_WORDS[COMP_CWORD-1]}"; fi
  if [ "$last" = "=" ]; then last="${COMP_WORDS[COMP_CWORD-2]}"; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case "${COMP_WORDS[i]}" in
      @VALUES@)
        ((i++))
        if [ "${COMP_WORDS[i]}" = "=" ]; then ((i++)); fi
        ;;
      -*) ;;
      *)
        if [ -z "$command" ]; then
          command="${COMP_WORDS[i]}"
        else
          ((arguments++))
          if [ -z "$session" ]; then session="${COMP_WORDS[i]}"; fi
        fi
        ;;
    esac
  done
  local found=""
  case "$command $last" in
    "make --session" | "make -s") found="$(_longtake_sessions)" ;;
    "export --render") found="$(_longtake_renders "$session")" ;;
    *)
      case "$last" in
        @VALUES@) ;;
        *)
          case "$command" in
            @COMMANDS@)
              case "$word" in
                -*) ;;
                *) if [ "$arguments" -eq 0 ]; then found="$(_longtake_sessions)"; fi ;;
              esac
              ;;
          esac
          ;;
      esac
      ;;
  esac
  if [ -n "$found" ]; then
    COMPREPLY=($(compgen -W "$found" -- "$word"))
  fi
}

complete -F _longtake_complete -o default longtake longtake.sh longtake.bash
