# Sourced by mvnw and deploy/trainyard: sets and exports JAVA_HOME to a JDK 25 or newer.
#
# JAVA_HOME is kept where it is new enough, else the java on the PATH is taken where that is, else
# the newest JDK in the usual places. Returns 1, with one sentence on stderr, where there is none.
# TRAINYARD_JDK_FOLDERS replaces the usual places (patterns, separated by spaces; for tests).

trainyard_oldest_jdk=25

# Prints a JDK's version as one comparable number, 25.0.1 as 25000001; nothing where the folder is
# no JDK. Reads the file "release", which every OpenJDK build has: no JVM is started.
trainyard_jdk_version() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 0
  sed -n 's/^JAVA_VERSION="\{0,1\}\([0-9.]*\).*/\1/p' "$1/release" |
    awk -F. 'NR == 1 && $1 > 0 { printf "%d%03d%03d\n", $1, $2, $3 }'
}

trainyard_is_new_enough() {
  [ "$(trainyard_jdk_version "$1" | sed 's/......$//')" -ge "$trainyard_oldest_jdk" ] 2>/dev/null
}

# Prints the folders to look at, one a line.
trainyard_jdk_candidates() {
  env | sed -n "s/^JAVA_HOME_${trainyard_oldest_jdk}[A-Za-z0-9_]*=//p"
  if [ -n "${TRAINYARD_JDK_FOLDERS-}" ]; then
    for candidate in $TRAINYARD_JDK_FOLDERS; do
      printf '%s\n' "$candidate"
    done
    return
  fi
  for candidate in /usr/lib/jvm/* "${SDKMAN_DIR:-${HOME-}/.sdkman}"/candidates/java/* \
    /Library/Java/JavaVirtualMachines/*/Contents/Home; do
    printf '%s\n' "$candidate"
  done
}

trainyard_newest_jdk() {
  trainyard_jdk_candidates | while IFS= read -r candidate; do
    if trainyard_is_new_enough "$candidate"; then
      printf '%s %s\n' "$(trainyard_jdk_version "$candidate")" "$candidate"
    fi
  done | sort -rn | sed -n '1s/^[0-9]* //p'
}

trainyard_java_on_path() {
  java_on_path=$(command -v java) && java_on_path=$(readlink -f "$java_on_path") &&
    printf '%s\n' "${java_on_path%/bin/java}"
}

trainyard_find_jdk() {
  if [ -n "${JAVA_HOME-}" ] && trainyard_is_new_enough "$JAVA_HOME"; then
    export JAVA_HOME
    return 0
  fi
  found=$(trainyard_java_on_path) || found=
  if [ -n "${JAVA_HOME-}" ] || ! trainyard_is_new_enough "$found"; then
    found=$(trainyard_newest_jdk)
  fi
  if [ -z "$found" ]; then
    echo "Trainyard needs a JDK $trainyard_oldest_jdk or newer and found none: install one, such as Eclipse Temurin $trainyard_oldest_jdk, or set JAVA_HOME to it." >&2
    return 1
  fi
  JAVA_HOME=$found
  export JAVA_HOME
}

trainyard_find_jdk
