#!/bin/bash
# The height of a sheet of a report is estimated, as there are no fonts in C (analysis/handout_room.c). Here
# crowded pages in both languages, with few and many approaches of short and of long names, alone, over a
# design and with a diagnosis, are printed by a Chromium, and their heights compared with the estimate.
# Needs POLDER, POLDER_SOURCE, test_handout beside them, node and a Chromium.
set -u
tester=${POLDER%/*}/tests/test_handout
for tool in node "${CHROMIUM:-chromium}" "$tester"; do
    command -v "$tool" >/dev/null || { echo "skipped: $tool is not there"; exit 77; }
done
[ "$(node -p 'parseInt(process.versions.node)')" -ge 18 ] || { echo "skipped: node 18 is not there"; exit 77; }
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
POLDER_SHEETS=$folder "$tester" >"$folder/out" 2>&1 || { cat "$folder/out"; exit 1; }
[ "$(ls "$folder"/*.html | wc -l)" -eq 66 ] || { echo "FAILED: not all pages are there"; exit 1; }
node "$POLDER_SOURCE/web/heights.mjs" "$folder" && echo "all well"
