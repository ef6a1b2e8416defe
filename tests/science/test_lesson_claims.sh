#!/bin/bash
# Each sentence that a lesson gives to take home rests on an experiment (web/claims.json). It holds on
# other seeds than those it was found and tried with, and one that is turned round is noticed, and a slider
# of an assumption that begins elsewhere than the model is. And the page begins with the class number of the written rule.
# Needs POLDER, POLDER_SOURCE.
set -u
export LC_ALL=C.UTF-8
command -v node > /dev/null || { echo "skipped: node is not there"; exit 77; }
node -e 'process.exit(parseInt(process.versions.node) < 18 ? 1 : 0)' ||
    { echo "skipped: node is older than 18"; exit 77; }
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0
"$POLDER" lesson music-table -o page.html || exit 1
claims() { node "$POLDER_SOURCE/web/claims.mjs" page.html --check "$@"; }
claims --seed 910007 || failures=1
sed 's/"more"/"other"/; s/"less"/"more"/; s/"other"/"less"/; s/"from": [0-9.]*/"from": 1.25/' "$POLDER_SOURCE/web/claims.json" > turned.json
if claims --networks 200 --claims turned.json > out; then
    echo "FAILED: claims that are turned round hold"
    failures=1
fi
grep -q 'FAILED: the page says "alive"' out || failures=1
grep -q 'turns "want" round is not 1.25 in the model' out || failures=1
number() { node "$POLDER_SOURCE/web/number.mjs" "$1" --check; }
number page.html || { echo "FAILED: the page begins with another number than the rule says"; failures=1; }
sed 's/"number":3/"number":4/' page.html > other.html
number other.html > out && { echo "FAILED: another number is taken for that of the rule"; failures=1; }
exit $failures
