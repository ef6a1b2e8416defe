#!/bin/bash
# mpirun -n N polder run: the bytes of a plain run for 1, 2, 3 and 4 ranks, also after a rank was
# killed; networks are futures of foundings, with events. A slow rank holds nobody up. What is wrong is said once, and no part is lost.
# Needs POLDER (the program), built with MPI, and mpirun.
set -u
export LC_ALL=C.UTF-8 TERM=dumb
folder=$(mktemp -d) || exit 1
running=
trap '[ -z "$running" ] || kill -9 "$running" 2>/dev/null; rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0

fail() {
    echo "FAILED: $1"
    [ -s out ] && head -n 8 out | sed 's/^/  out: /'
    [ -s err ] && head -n 20 err | sed 's/^/  err: /'
    failures=$((failures + 1))
}
has() { grep -qF -- "$2" "$1" || fail "$3: $1 lacks \"$2\""; }
times() { # times N TEXT NAME
    [ "$(grep -cF -- "$2" err)" -eq "$1" ] || fail "$3: not $1 times \"$2\""
}
count() { find "$1" -name '[0-9]*.h5' 2>/dev/null | wc -l; }

cat >ranks.yaml <<'YAML'
title: Ranks
model: collaboration
seed: 5
foundings: 50
futures: 4
horizon: 60
network: {members: {integer: [6, 18]}}
events: [{what: shock, rate: 0.03}, {what: leave, month: 20, target: {lowest: balance, share: 0.1}}]
arms:
  - none
  - {name: form, set: {governance.form: [lead, shared]}, events: [{what: act, month: 12, rate: 0.2, target: network}]}
record: {networks: 40, every: 6, columns: [trust.mean, trust]}
YAML

# --- without MPI: says so, and does nothing ---
alone=$POLDER
[ -x "$(dirname "$POLDER")/tests/polder-without-mpi" ] && alone=$(dirname "$POLDER")/tests/polder-without-mpi
if ! "$alone" --version | grep -q '^MPI'; then
    for launcher in "OMPI_COMM_WORLD_SIZE=2 OMPI_COMM_WORLD_RANK=0" "PMI_SIZE=4 PMI_RANK=0" "PMIX_RANK=0" \
        "SLURM_STEP_NUM_TASKS=3 SLURM_PROCID=0"; do
        # shellcheck disable=SC2086
        env $launcher "$alone" run ranks.yaml >out 2>err
        [ $? -eq 2 ] || fail "without MPI, $launcher: exit code"
        times 1 "was built without MPI" "without MPI, $launcher"
    done
    OMPI_COMM_WORLD_SIZE=2 OMPI_COMM_WORLD_RANK=1 "$alone" run ranks.yaml >out 2>err
    [ $? -eq 2 ] || fail "without MPI, rank 1: exit code"
    [ ! -s err ] || fail "without MPI: rank 1 says it too"
    [ -z "$(compgen -G 'ranks.*5')" ] || fail "without MPI: a result"
    OMPI_COMM_WORLD_SIZE=1 OMPI_COMM_WORLD_RANK=0 "$alone" run ranks.yaml --quiet -o one.h5 || fail "without MPI, one process"
    OMPI_COMM_WORLD_SIZE=2 OMPI_COMM_WORLD_RANK=1 "$alone" run ranks.yaml --quiet --shard 1/4 -o two.h5 ||
        fail "without MPI, a share for each process"
fi
skip() {
    [ $failures -eq 0 ] || exit 1
    echo "skipped: $1"
    exit 77
}
"$POLDER" --version | grep -q '^MPI' || skip "polder was built without MPI"
command -v mpirun >/dev/null || skip "mpirun is not installed"
"$POLDER" --version | grep -q '^MPI Open MPI' || skip "the options of this mpirun are not known"

# Containers and small machines: more ranks than cores, all as root.
# MPI itself loses memory, and the sanitizer wants to be loaded first.
export ASAN_OPTIONS="${ASAN_OPTIONS:-}:detect_leaks=0:verify_asan_link_order=0"
export OMPI_ALLOW_RUN_AS_ROOT=1 OMPI_ALLOW_RUN_AS_ROOT_CONFIRM=1 OMPI_MCA_btl_base_warn_component_unused=0
ranks() { # ranks N PROGRAM ARGUMENT...: in the background, the number of mpirun in `running`
    local n=$1
    shift
    mpirun --oversubscribe -n "$n" "$@" >out 2>err </dev/null &
    running=$!
}
ended() { wait $running; local code=$?; running=; return $code; }
expect() { # expect CODE NAME N ARGUMENT...
    local code=$1 name=$2 n=$3 got=0
    shift 3
    ranks "$n" "$POLDER" "$@"
    ended || got=$?
    [ $got -eq "$code" ] || fail "$name: exit code $got, not $code"
}
same() { cmp -s "$2" "${3:-whole.h5}" || fail "$1: $2 differs from a plain run"; }
# the process with this rank
process() {
    local p
    for p in $(cat "/proc/$running/task/$running/children"); do
        tr '\0' '\n' <"/proc/$p/environ" 2>/dev/null | grep -qx "OMPI_COMM_WORLD_RANK=$1" && echo "$p"
    done
}

"$POLDER" run ranks.yaml --quiet -o whole.h5 || fail "the plain run"
# Long enough to be caught at, one block after the other.
long=(run ranks.yaml --set horizon=960 --set record.networks=0 --threads 1 --block 16)
"$POLDER" "${long[@]}" --quiet -o long.h5 || fail "the long plain run"

# On a disk that not all see; this takes ten seconds of waiting.
mkdir here there
(
    mpirun --oversubscribe -n 2 bash -c 'if [ $OMPI_COMM_WORLD_RANK = 0 ]; then cd here; else cd there; fi
        exec "$0" run ../ranks.yaml' "$POLDER" >apart.out 2>apart.err
    echo $? >apart.code
) &
apart=$!

# --- 1, 2, 3 and 4 ranks ---
for n in 1 2 3 4; do
    expect 0 "$n ranks" $n run ranks.yaml -o ranks.h5
    same "$n ranks" ranks.h5
    [ "$(grep -c '600 networks of model' out)" -eq 1 ] || fail "$n ranks: not one summary"
    [ ! -s err ] || fail "$n ranks: messages"
    [ ! -e ranks.parts ] || fail "$n ranks: parts are left"
    [ "$n" -eq 4 ] || rm ranks.h5
done
expect 0 "complete" 3 run ranks.yaml -o ranks.h5
times 1 "complete already" "complete"
expect 0 "two threads each, large blocks, JSON" 2 run ranks.yaml -o more.h5 --threads 2 --block 100 --json
same "two threads each" more.h5
[ "$(jq .timing.networks out)" = 600 ] || fail "JSON: the networks of both ranks"

# --- an MPI that allows no threads: fixed shares ---
cat >single.c <<'C'
#include <mpi.h>
int MPI_Init_thread(int *argc, char ***argv, int required, int *provided)
{
    const int code = PMPI_Init_thread(argc, argv, required, provided);
    *provided = MPI_THREAD_SINGLE;
    return code;
}
C
if mpicc -shared -fPIC single.c -o single.so 2>err; then
    ranks 3 env LD_PRELOAD="$PWD/single.so" "$POLDER" run ranks.yaml -o single.h5
    ended || fail "fixed shares: exit code"
    times 1 "each rank has a fixed share" "fixed shares"
    same "fixed shares" single.h5
else
    fail "fixed shares: mpicc"
fi

# --- a slow rank: the others do all that it does not hold ---
expect_parts() { # waits until there are so many, or the run has ended, or a minute has passed
    local look
    for ((look = 0; look < 3000; look++)); do
        [ "$(count "$1")" -lt "$2" ] && kill -0 $running 2>/dev/null || return
        sleep 0.02
    done
}
blocks=$(((600 + 15) / 16))
ranks 3 "$POLDER" "${long[@]}" -o slow.h5
expect_parts slow.parts 2
slow=$(process 1)
if [ -n "$slow" ] && kill -STOP "$slow"; then
    expect_parts slow.parts $((blocks - 1)) # it holds at most one
    [ "$(count slow.parts)" -ge $((blocks - 1)) ] || fail "a slow rank: the others did not go on"
    kill -CONT "$slow"
else
    fail "a slow rank: it could not be stopped"
fi
ended || fail "a slow rank: exit code"
same "a slow rank" slow.h5 long.h5

# --- a rank is killed: its open blocks are lost, and no more ---
for victim in 2 0; do
    for attempt in 1 2 3; do
        rm -rf killed.*
        ranks 3 "$POLDER" "${long[@]}" -o killed.h5 --quiet
        expect_parts killed.parts 8
        kill -9 "$(process $victim)"
        ended || break
        [ $attempt -lt 3 ] || fail "rank $victim killed: exit code 0"
    done
    [ ! -e killed.h5 ] || fail "rank $victim killed: a result"
    left=$(count killed.parts)
    [ "$left" -ge 8 ] || fail "rank $victim killed: parts are lost"
    expect 0 "rank $victim killed, again" 2 "${long[@]}" -o killed.h5
    has err "resuming: $left of $blocks blocks are there" "rank $victim killed, again"
    same "rank $victim killed" killed.h5 long.h5
done

# --- what is wrong is said once ---
expect 2 "no scenario" 3 run nothing.yaml
times 1 "nothing.yaml: error: there is no such file" "no scenario"
expect 1 "nowhere to write" 3 run ranks.yaml -o /proc/ranks.h5
times 1 "cannot be written" "nowhere to write"
sed 's/seed: 5/seed: 6/' ranks.yaml >other.yaml
ranks 2 bash -c 'if [ $OMPI_COMM_WORLD_RANK = 0 ]; then exec "$0" run ranks.yaml -o differ.h5; fi
    exec "$0" run other.yaml -o differ.h5' "$POLDER"
ended
[ $? -eq 2 ] || fail "different scenarios: exit code"
times 1 "do not read the same scenario" "different scenarios"
[ -z "$(compgen -G 'differ*')" ] || fail "different scenarios: something was written"
# One rank's disk is full.
ranks 3 bash -c 'if [ $OMPI_COMM_WORLD_RANK = 2 ]; then trap "" XFSZ; ulimit -f 2; fi
    exec "$0" run ranks.yaml -o full.h5 --threads 1 --block 16' "$POLDER"
ended
[ $? -eq 1 ] || fail "one full disk: exit code"
has err "on rank 2" "one full disk"
times 1 "cannot be written: File too large" "one full disk"
[ ! -e full.h5 ] || fail "one full disk: a result"
expect 0 "one full disk, again" 3 run ranks.yaml -o full.h5 --quiet
same "one full disk, again" full.h5
SLURM_STEP_NUM_TASKS=4 SLURM_PROCID=0 "$POLDER" run ranks.yaml -o lonely.h5 >out 2>err
[ $? -eq 2 ] || fail "each for itself: exit code"
has err "MPI does not find the others" "each for itself"
# Networks that cannot be made.
cat >fails.yaml <<'YAML'
model: opinions
replicates: 20
horizon: 3
network: {topology: complete, members: {choice: {8: 3, 1000000: 1}}}
YAML
"$POLDER" run fails.yaml --quiet -o plain.h5 2>/dev/null
expect 1 "some fail" 2 run fails.yaml
has err "of 20 networks could not be run" "some fail"
cmp -s fails.h5 plain.h5 || fail "some fail: other bytes"

wait $apart
cat apart.err >err
[ "$(cat apart.code)" -eq 2 ] || fail "two disks: exit code"
times 1 "must be on a disk that all ranks see" "two disks"
[ -z "$(ls there)" ] || fail "two disks: something was written"

[ $failures -eq 0 ] && echo "all the same"
exit $((failures > 0))
