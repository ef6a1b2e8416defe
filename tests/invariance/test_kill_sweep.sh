#!/bin/bash
# A sweep over arms, killed with -9 twenty times on its way, each time some parts further and
# each time resumed: the bytes of the undisturbed run. Plain, and as two shares at once.
# Needs POLDER (the program).
set -eu -o pipefail
export LC_ALL=C.UTF-8 TERM=dumb
folder=$(mktemp -d)
running=()
trap 'for p in "${running[@]}"; do kill -9 "$p" 2>/dev/null || true; done; rm -rf "$folder"' EXIT
cd "$folder"

# Sixty blocks of sixteen networks.
cat >sweep.yaml <<'YAML'
title: A sweep that is interrupted
model: collaboration
seed: 11
replicates: 160
horizon: 240
network:
  members: {integer: [6, 18]}
arms:
  - none
  - {each: [{name: help, levers: {process: 0.6}}]}
  - {name: form, set: {governance.form: [lead, shared], initial.trust: [0.3, 0.6]}}
record:
  networks: 60
  every: 24
YAML
KILLS=20
failures=0
fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}
parts() { find . -path "./$1.parts/[0-9]*.h5" | wc -l; }

# interrupt NAME PARTS ARGUMENT...: runs, one process for each ARGUMENT, and kills all once so
# many parts are there; counts in `kills` those that were caught at work
kills=0
interrupt() {
    local name=$1 until=$2 argument
    shift 2
    running=()
    for argument in "$@"; do
        # shellcheck disable=SC2086
        "$POLDER" run sweep.yaml --quiet --block 16 --threads 1 -o "$name.h5" $argument &
        running+=($!)
    done
    while kill -0 "${running[@]}" 2>/dev/null && [ "$(parts "$name")" -lt "$until" ]; do :; done
    for p in "${running[@]}"; do
        kill -9 "$p" 2>/dev/null || true
        { wait "$p"; } 2>/dev/null && code=0 || code=$?
        [ "$code" -ne 137 ] || kills=$((kills + 1))
    done
    running=()
}

"$POLDER" run sweep.yaml --quiet -o whole.h5
sed 's/seed: 11/seed: 12/' sweep.yaml >other.yaml
"$POLDER" run other.yaml --quiet -o other.h5
! cmp -s whole.h5 other.h5 || fail "another seed gives the same bytes"

for ((i = 1; kills < KILLS && i <= KILLS + 5; i++)); do
    interrupt plain $((2 * i)) ""
    [ ! -e plain.h5 ] || { fail "the sweep was done after $kills kills"; break; }
done
[ "$kills" -ge $KILLS ] || fail "only $kills kills"
echo "killed $kills times, $(parts plain) parts are there"
"$POLDER" run sweep.yaml --quiet -o plain.h5
cmp -s whole.h5 plain.h5 || fail "killed $kills times: other bytes"
[ ! -e plain.parts ] || fail "parts are left"

kills=0
for ((i = 1; kills < KILLS && i <= KILLS; i++)); do interrupt shares $((4 * i)) "--shard 1/2" "--shard 2/2"; done
[ "$kills" -ge $KILLS ] || fail "only $kills shares were killed"
echo "shares killed $kills times, $(parts shares) parts are there"
for shard in 1/2 2/2; do "$POLDER" run sweep.yaml --quiet -o shares.h5 --block 16 --shard $shard; done
"$POLDER" join shares.h5 --quiet
cmp -s whole.h5 shares.h5 || fail "shares killed $kills times: other bytes"

[ "$failures" -eq 0 ] && echo "all the same"
exit $((failures > 0))
