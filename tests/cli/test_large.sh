#!/bin/bash
# One large network: it can be stopped inside, says how far it is, and what is recorded of it is
# looked at before. No time is measured: what is stopped must not be done. Needs POLDER, POLDER_SOURCE.
set -u
export LC_ALL=C.UTF-8
folder=$(mktemp -d) || exit 1
run=
trap '[ -z "$run" ] || kill -9 "$run" 2>/dev/null; rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0
fail() {
    echo "FAILED: $1"
    [ -s err ] && head -n 5 err
    failures=$((failures + 1))
}
# So many ticks that it would take hours.
cat >large.yaml <<'YAML'
model: collaboration
replicates: 1
horizon: 100000
network: {topology: ring, members: 30000}
YAML
# interrupt NAME OPTION...: a run that is stopped while it works on its one network
interrupt() {
    local name=$1
    shift
    "$POLDER" run large.yaml -o "$name.h5" "$@" 2>err &
    run=$!
    while kill -0 $run 2>/dev/null && [ ! -e "$name.parts/command.json" ]; do sleep 0.05; done
    kill -INT $run
    wait $run
    code=$?
    run=
    [ $code = 130 ] || fail "$name: exit code $code"
    grep -q '^polder: stopped; 0 of [01] networks are kept' err || fail "$name: it does not say so"
    [ ! -e "$name.h5" ] || fail "$name: there is a result"
    [ ! -e "$name.parts" ] || fail "$name: an empty folder of parts is left"
}
interrupt one --threads 1
interrupt two --threads 2
# It can be given again, and comes to the same file with any number of threads.
"$POLDER" run large.yaml --set horizon=20 --quiet -o a.h5 && "$POLDER" run large.yaml --set horizon=20 --quiet --threads 1 -o b.h5
cmp -s a.h5 b.h5 || fail "one and two threads"

# A terminal that knows no control sequences gets none.
if command -v script >/dev/null; then
    TERM=dumb script -qec "$POLDER run large.yaml --set horizon=3 --overwrite -o a.h5" /dev/null >out 2>&1 </dev/null
    LC_ALL=C grep -q $'\e' out && fail "control sequences on a dumb terminal"
    TERM=xterm NO_COLOR=1 script -qec "$POLDER run large.yaml --set horizon=3 --overwrite -o a.h5" /dev/null >out 2>&1 </dev/null
    LC_ALL=C grep -q $'\e\[[0-9;]*m' out && fail "colours though NO_COLOR asks for none"
    TERM=xterm script -qec "$POLDER run large.yaml --set horizon=3 --overwrite -o a.h5" /dev/null >out 2>&1 </dev/null
    LC_ALL=C grep -q $'\e\[1m' out || fail "no colours on a terminal"
    # It says how far it is inside its network.
    printf 'model: collaboration\nreplicates: 1\nhorizon: 60\nnetwork: {members: 200000}\n' >far.yaml
    TERM=xterm script -qec "$POLDER run far.yaml -o far.h5" /dev/null >out 2>&1 </dev/null
    grep -Eq ' [1-9][0-9]?%  0 of 1 networks' out || fail "it does not say how far it is inside"
else
    echo "note: without script there is no terminal"
fi

# What is recorded: numbers before the run.
cat >much.yaml <<'YAML'
model: collaboration
replicates: 1000000
horizon: 100000
record: {networks: 1000000, columns: [trust]}
YAML
"$POLDER" check much.yaml >out 2>err || fail "check of a scenario that records much"
grep -Eq 'the trajectories of 1000000 networks take up to [0-9.]+ [TP]B' err || fail "check says nothing of the file"
sed -i 's/members.*/x/; s/^horizon.*/&\nnetwork: {members: 1000000}/' much.yaml
"$POLDER" check much.yaml >out 2>err && fail "check of a network that does not fit in memory"
grep -Eq 'of one network takes up to [0-9.]+ [TP]B of memory' err || fail "check says nothing of memory"
"$POLDER" run much.yaml -o much.h5 2>err
[ $? = 1 ] || fail "run of a network that does not fit in memory"
[ ! -e much.parts ] || fail "a folder of parts for a run that cannot be"
if ! grep -Eq '^POLDER_SANITIZE:STRING=.+' "$(dirname "$POLDER")/CMakeCache.txt"; then
    printf 'model: collaboration\nreplicates: 64\nhorizon: 20000\nrecord: {networks: 64, columns: [trust]}\n' >some.yaml
    (ulimit -v 1500000 && "$POLDER" run some.yaml --threads 1 --set horizon=4000 --quiet -o some.h5 2>err) ||
        fail "blocks are not kept small enough for what is recorded"
fi
[ $failures = 0 ] && echo "large networks can be stopped, and what they need is said"
exit $((failures > 0))
