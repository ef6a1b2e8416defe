#!/bin/bash
# Killed with -9 after K parts are there (K = 0 … 9), while joining, and many times in a row:
# run again, the result has the same bytes as without. So it has with other numbers of threads
# and other block sizes. Its networks are futures of foundings, to which something happens by chance,
# when something holds, and in a month; recorded networks tell of it. Needs POLDER (the program).
set -eu -o pipefail
export LC_ALL=C.UTF-8 TERM=dumb
folder=$(mktemp -d)
run=
trap '[ -z "$run" ] || kill -9 "$run" 2>/dev/null || true; rm -rf "$folder"' EXIT
cd "$folder"

# Fourteen blocks of sixteen networks, each long enough to be caught at.
cat >kill.yaml <<'YAML'
title: Networks that are interrupted
model: collaboration
seed: 11
foundings: 72
futures: 3
horizon: 240
network:
  members: {integer: [6, 18]}
events:
  - {what: shock, rate: 0.02}
  - {what: replace, month: 60, target: {highest: capacity, share: 0.2}}
  - {set: {context.p_shock: 0.2}, when: trust.mean < 0.5 for 3 months, duration: 24}
record:
  networks: 40
  every: 12
YAML
polder() { "$POLDER" run kill.yaml --quiet --block 16 --threads 1 "$@"; }
parts() { find "$1" -name '*.h5' 2>/dev/null | wc -l; }

failures=0
fail() {
    echo "FAILED: $*"
    failures=$((failures + 1))
}
same() { # name, file
    if [ -e "$2" ] && cmp -s whole.h5 "$2"; then return; fi
    fail "$1: $2 differs from the undisturbed file"
}

polder -o whole.h5
[ -s whole.h5 ] || { fail "no result"; exit 1; }
[ ! -e whole.parts ] || fail "parts are left"

# interrupt FILE PARTS: starts a run and kills it once so many parts are there; false if it
# was done before.
interrupt() {
    local found=0
    "$POLDER" run kill.yaml --quiet --block 16 --threads 1 -o "$1" & # not a function: its process
    run=$!
    while kill -0 "$run" 2>/dev/null; do
        found=0
        for part in "${1%.h5}"*.parts/*.h5; do [ -e "$part" ] && found=$((found + 1)); done
        [ "$found" -lt "$2" ] || break
    done
    kill -9 "$run" 2>/dev/null || true
    { wait "$run"; } 2>/dev/null && code=0 || code=$?
    run=
    [ "$code" -eq 137 ]
}

for k in 0 1 2 3 4 5 6 7 8 9; do
    file=killed-$k.h5
    caught=false
    for attempt in 1 2 3 4 5; do
        rm -rf killed-*
        if interrupt "$file" "$k"; then
            caught=true
            break
        fi
    done
    $caught || { fail "the run could not be killed at $k parts"; continue; }
    [ ! -e "$file" ] || fail "$file exists though the run was killed at $k parts"
    left=$(parts .)
    polder -o "$file"
    same "killed at $k parts" "$file"
    [ "$(find . -name '*.parts' -type d | wc -l)" -eq 0 ] || fail "killed at $k: parts are left"
    echo "killed with $((left - 1)) parts on disk"
done

# Killed while it joins: the parts are all there, the file is not or it is whole.
for attempt in 1 2 3; do
    rm -rf killed-*
    interrupt killed-join.h5 14 || true
    [ ! -e killed-join.h5 ] || same "killed while joining" killed-join.h5
    polder -o killed-join.h5
    same "killed while joining, run again" killed-join.h5
done

# Killed again and again, each time one part further.
rm -rf killed-*
for k in 1 2 3 4 5 6 7 8 9 10 11 12; do interrupt killed-often.h5 "$k" || true; done
polder -o killed-often.h5
same "killed twelve times" killed-often.h5

# Threads and block sizes.
for threads in 1 2 3 8; do
    "$POLDER" run kill.yaml --quiet --threads $threads -o "threads-$threads.h5"
    same "$threads threads" "threads-$threads.h5"
done
for block in 1 7 64 4096; do
    "$POLDER" run kill.yaml --quiet --block $block -o "block-$block.h5"
    same "blocks of $block" "block-$block.h5"
done

# Another seed gives another file: the comparison can fail.
"$POLDER" run kill.yaml --quiet --seed 12 -o other.h5
! cmp -s whole.h5 other.h5 || fail "another seed gives the same bytes"

[ "$failures" -eq 0 ] && echo "all the same"
exit $((failures > 0))
