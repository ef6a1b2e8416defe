#!/bin/bash
# Three scenarios are made for teaching, and no remedy is one for all of them: one of the tables is not saved by
# the favourite remedy of the other two.
# Needs POLDER, POLDER_SOURCE.
set -u
export LC_ALL=C.UTF-8
command -v node > /dev/null || { echo "skipped: node is not there"; exit 77; }
node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' ||
    { echo "skipped: node is older than 18"; exit 77; }
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
for scenario in music-table neighbourhood-coalition construction; do
    "$POLDER" lesson $scenario -o $scenario.html 2> err || { cat err; exit 1; }
done
node "$POLDER_SOURCE/web/favourites.mjs" music-table.html neighbourhood-coalition.html construction.html --networks 600 || exit 1
# The test can fail: a table is saved by its own favourite.
if node "$POLDER_SOURCE/web/favourites.mjs" music-table.html music-table.html --networks 600 > out; then
    echo "FAILED: a table is not saved by its own favourite"
    cat out
    exit 1
fi
