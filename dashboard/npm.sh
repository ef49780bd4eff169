#!/bin/sh
# npm for the Maven build, with a Node.js that is new enough: 'npm.sh find' only looks for one,
# 'npm.sh ci' installs what package-lock.json names, all else is npm's.
set -eu
cd "$(dirname -- "$0")"

. ../.mvn/find-node.sh
if [ -n "$trainyard_no_node" ]; then
  echo "The dashboard cannot be built: $trainyard_no_node. Install that, or leave the dashboard out with -Ddashboard.skip" >&2
  exit 3
fi

case $1 in
find) ;;
ci)
  # A copy of what was installed: a branch with other versions is noticed, an equal file is not.
  installed=node_modules/.installed-lock.json
  if ! cmp -s package-lock.json "$installed"; then
    npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
    cp package-lock.json "$installed"
  fi
  ;;
*) exec npm "$@" ;;
esac
