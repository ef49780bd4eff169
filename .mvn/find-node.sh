# Sourced by the dashboard's build, deploy/trainyard and .ci/run: puts a Node.js that can build the
# dashboard, with its npm, first on the PATH.
#
# The node on the PATH is kept where it is new enough, else the newest in the usual places is taken.
# Where there is none, trainyard_no_node says why, as the end of a sentence; else it is empty.
# (No status says so: with -e, dash ends a program at once that sources a file with status 1.)
# TRAINYARD_NODE_FOLDERS replaces the usual places (patterns, separated by spaces; for tests).

trainyard_node_needed="Node.js 20.19 or newer (of the 22 line, 22.12 or newer) with npm"

# What Vite asks for: ^20.19 || >=22.12. Takes a version such as v22.12.0.
trainyard_node_is_new_enough() {
  printf '%s\n' "$1" | sed 's/^v//' |
    awk -F. '{ exit !($1 == 20 && $2 >= 19 || $1 == 22 && $2 >= 12 || $1 > 22) }'
}

# Prints a folder's version of node, where it has node and npm.
trainyard_node_version() {
  [ -x "$1/node" ] && [ -x "$1/npm" ] && "$1/node" --version 2>/dev/null
}

# Prints the folders to look at, one a line.
trainyard_node_candidates() {
  if [ -z "${TRAINYARD_NODE_FOLDERS-}" ]; then
    TRAINYARD_NODE_FOLDERS="${NVM_DIR:-${HOME-}/.nvm}/versions/node/*/bin \
      ${FNM_DIR:-${HOME-}/.local/share/fnm}/node-versions/*/installation/bin \
      /usr/local/bin /opt/node*/bin /opt/homebrew/bin"
  fi
  for candidate in $TRAINYARD_NODE_FOLDERS; do
    printf '%s\n' "$candidate"
  done
}

trainyard_newest_node() {
  trainyard_node_candidates | while IFS= read -r candidate; do
    version=$(trainyard_node_version "$candidate") || continue
    if trainyard_node_is_new_enough "$version"; then
      printf '%s %s\n' "$(printf '%s\n' "${version#v}" |
        awk -F. '{ printf "%d%03d%03d\n", $1, $2, $3 }')" "$candidate"
    fi
  done | sort -rn | sed -n '1s/^[0-9]* //p'
}

trainyard_find_node() {
  trainyard_no_node=
  found=$(command -v node) && found=$(node --version 2>/dev/null) || found=none
  if [ "$found" != none ] && trainyard_node_is_new_enough "$found"; then
    command -v npm >/dev/null && return
    found="$found without npm"
  fi
  folder=$(trainyard_newest_node)
  if [ -z "$folder" ]; then
    trainyard_no_node="it needs $trainyard_node_needed, and found $found"
    return
  fi
  PATH=$folder:$PATH
  export PATH
}

trainyard_find_node
