#!/bin/bash
# A page of polder lesson is played to its last scene in Firefox and in WebKit, the engine of Safari, as far as they
# are here (scripts/install-deps browsers).
# Needs POLDER, POLDER_SOURCE.
set -u
export LC_ALL=C.UTF-8
command -v node > /dev/null || { echo "skipped: node is not there"; exit 77; }
node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' ||
    { echo "skipped: node is older than 18"; exit 77; }
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
"$POLDER" lesson music-table -o "$folder/lesson.html" 2> "$folder/err" || { cat "$folder/err"; exit 1; }
node "$POLDER_SOURCE/web/elsewhere.mjs" "$folder/lesson.html"
