#!/bin/bash
# The engine in a page of polder lesson ends where the program ends: state hashes of the baseline and of
# each remedy, and every number that polder run keeps of the baseline's networks, and every event of those
# that it records, for several scenarios and seeds, and of plans of a coach; a page tells of a table what polder story
# tells, in both languages; and in a browser, if there is one, every page plays. POLDER_LESSON_SEEDS=50 tries as many.
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
printf 'model: collaboration\nfoundings: 10\nfutures: 8\nvalues: {relations: {history: {uniform: [0, 0.4]}}}\n' > futures.yaml
scenarios=(music-table twenty-percent futures.yaml neighbourhood-coalition f6-enemy-image)
for ((i = 0; i < ${POLDER_LESSON_SEEDS:-5}; i++)); do
    scenario=${scenarios[i % ${#scenarios[@]}]}
    page=page$i.html
    seed=$((i == 0 ? 4294967297 : 3 * i + 1)) # one that does not fit 32 bits
    echo "$scenario, seed $seed"
    few=(--replicates 40)
    [ "$scenario" = futures.yaml ] && few=() # they would take the place of its futures
    if ! "$POLDER" lesson "$scenario" --seed "$seed" --overwrite -o $page 2> err ||
        ! "$POLDER" run "$scenario" --seed "$seed" "${few[@]}" --set record.networks=12 \
            --overwrite -o run.h5 > /dev/null 2>> err ||
        ! "$POLDER" export run.h5 --summary --overwrite -o run.csv 2>> err ||
        ! "$POLDER" export run.h5 --events --overwrite -o events.csv 2>> err; then
        echo "FAILED: $scenario"
        cat err
        failures=$((failures + 1))
        continue
    fi
    node "$POLDER_SOURCE/web/try.mjs" $page run.csv events.csv || failures=$((failures + 1))
    [ "$scenario" = futures.yaml ] || node "$POLDER_SOURCE/web/feed.mjs" $page run.h5 4 || failures=$((failures + 1))
done
# Plans of a coach: twenty, each an arm of the scenario.
printf 'model: collaboration\nnetwork: {topology: ring, members: 9}\nvalues: {relations: {history: {uniform: [0, 0.4]}}}\n' > plans.yaml
"$POLDER" lesson plans.yaml -o plans.html 2> err &&
    node "$POLDER_SOURCE/web/try.mjs" plans.html --plans 20 >> plans.yaml &&
    "$POLDER" run plans.yaml --replicates 20 --overwrite -o run.h5 > /dev/null 2>> err &&
    "$POLDER" export run.h5 --summary --overwrite -o run.csv 2>> err &&
    node "$POLDER_SOURCE/web/try.mjs" plans.html run.csv > out && [ "$(grep -c ', 0 differ' out)" -eq 20 ] || {
    echo "FAILED: plans of a coach"
    cat err out
    failures=$((failures + 1))
}
# In a browser; without one this is left out.
if command -v "${CHROMIUM:-chromium}" > /dev/null; then
    node "$POLDER_SOURCE/web/opens.mjs" page*.html plans.html || failures=$((failures + 1))
else
    echo "skipped: opening the pages: chromium is not there"
fi
# A page whose engine is another one says so, and does not play.
sed -i 's/"check":\[\["./"check":[["x/' page0.html
if node "$POLDER_SOURCE/web/try.mjs" page0.html > /dev/null; then
    echo "FAILED: a hash that is wrong is not noticed"
    failures=$((failures + 1))
fi
if command -v "${CHROMIUM:-chromium}" > /dev/null && node "$POLDER_SOURCE/web/opens.mjs" page0.html > /dev/null; then
    echo "FAILED: a page whose engine is another one plays"
    failures=$((failures + 1))
fi
exit $((failures > 0))
