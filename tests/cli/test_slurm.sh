#!/bin/bash
# The scripts of docs/cluster on a real Slurm of two nodes (scripts/try-slurm): an array of shares
# and the job that joins them, an MPI job, one that is killed and given again.
# Needs POLDER (the program), POLDER_SOURCE, and Slurm.
set -u
export LC_ALL=C.UTF-8 TERM=dumb
if [ "${1:-}" != inside ]; then
    "$POLDER_SOURCE/scripts/try-slurm" bash "$0" inside
    exit
fi
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
cluster=$POLDER_SOURCE/docs/cluster
failures=0
fail() {
    echo "FAILED: $1"
    tail -n 8 polder-*.log 2>/dev/null
    failures=$((failures + 1))
}
# as sbatch --wait, which looks but every few seconds: true if the job ends well
job_done() {
    local id states
    id=$(sbatch --parsable "$@") || return 1
    for ((i = 0; i < 1800; i++)); do
        states=$(scontrol show job "$id" 2>/dev/null | sed -n 's/^ *JobState=\([A-Z_]*\).*/\1/p' | sort -u)
        case $states in
            '' | *PENDING* | *RUNNING* | *COMPLETING* | *CONFIGURING*) sleep 0.1 ;;
            *) break ;;
        esac
    done
    [ "$states" = COMPLETED ]
}
same() { cmp -s "$2" "$3" || fail "$1: $2 differs from a plain run"; }

cat >region.yaml <<'YAML'
title: On a cluster
model: collaboration
seed: 9
replicates: 300
horizon: 36
arms:
  - none
  - {name: lead, set: {governance.form: lead}}
record: {networks: 20, every: 12}
YAML
"$POLDER" run region.yaml --quiet -o whole.h5 || fail "the plain run"
# what the test is about, not four processors and hours
small=(--cpus-per-task=1 --time=5)

# --- an array, then the join, as docs/cluster/README.md says ---
array=$(sbatch --parsable "${small[@]}" --array=1-4 "$cluster/array.sbatch" 4 region.yaml) || fail "array: sbatch"
job_done "${small[@]}" --dependency="afterok:$array" "$cluster/join.sbatch" region.h5 || fail "join: exit code"
same "array" region.h5 whole.h5
[ "$(grep -l 'of 4 is done' polder-"$array"-*.log | wc -l)" -eq 4 ] || fail "array: not four shares"
grep -q '600 networks of model' polder-join-*.log || fail "join: no summary"
[ ! -e region.parts ] || fail "array: parts are left"
# a share fails: the join does not take place, and nothing is lost
array=$(sbatch --parsable "${small[@]}" --array=1,3 "$cluster/array.sbatch" 3 region.yaml -o some.h5)
job_done "${small[@]}" --dependency="afterok:$array" "$cluster/join.sbatch" some.h5 && fail "join without a share: exit code"
grep -q 'blocks are missing, of shard 2 of 3' polder-join-*.log || fail "join without a share: which"
job_done "${small[@]}" --array=2 "$cluster/array.sbatch" 3 region.yaml -o some.h5 || fail "the share that was missing"
"$POLDER" join some.h5 --quiet || fail "join on the front node"
same "a share later" some.h5 whole.h5

# --- MPI ---
if "$POLDER" --version | grep -q '^MPI' && srun --mpi=list 2>&1 | grep -q pmix; then
    small+=(--ntasks-per-node=2 --oversubscribe)
    job_done "${small[@]}" "$cluster/mpi.sbatch" region.yaml -o mpi.h5 || fail "MPI: exit code"
    same "MPI on two nodes" mpi.h5 whole.h5
    [ "$(cat polder-*.log | grep -c 'file: mpi.h5')" -eq 1 ] || fail "MPI: not one summary"

    # killed in the middle, then given again
    long=(region.yaml --set horizon=3000 --set record.networks=0 --block 16)
    "$POLDER" run "${long[@]}" --quiet -o long.h5 || fail "the long plain run"
    job=$(sbatch --parsable "${small[@]}" "$cluster/mpi.sbatch" "${long[@]}" -o cut.h5)
    for ((i = 0; i < 1200; i++)); do
        [ "$(find cut.parts -name '[0-9]*.h5' 2>/dev/null | wc -l)" -ge 4 ] && break
        sleep 0.02
    done
    scancel --signal=KILL --full "$job"
    for ((i = 0; i < 600; i++)); do
        [ -z "$(squeue --noheader --jobs="$job" 2>/dev/null)" ] && break
        sleep 0.1
    done
    [ ! -e cut.h5 ] || fail "killed: it was done before"
    kept=$(find cut.parts -name '[0-9]*.h5' | wc -l)
    [ "$kept" -ge 4 ] || fail "killed: parts are lost"
    job_done "${small[@]}" "$cluster/mpi.sbatch" "${long[@]}" -o cut.h5 || fail "after a kill: exit code"
    grep -q "resuming: $kept of" polder-*.log || fail "after a kill: not resumed"
    same "after a kill" cut.h5 long.h5

    # mpirun inside a job
    printf '#!/bin/bash\nmpirun "$@"\n' >mpirun.sbatch
    job_done "${small[@]}" --nodes=2 --output=polder-mpirun-%j.log mpirun.sbatch "$POLDER" run region.yaml --quiet -o mpirun.h5 ||
        fail "mpirun in a job: exit code"
    same "mpirun in a job" mpirun.h5 whole.h5
else
    echo "MPI under Slurm was not tried: polder has no MPI, or Slurm no pmix"
fi

[ $failures -eq 0 ] && echo "all the same"
exit $((failures > 0))
