#!/bin/bash
# Limits of batch systems and login nodes: on memory, threads, stacks, the size of a file. The
# program does its work with what there is, or says what is missing, and leaves nothing behind.
# Needs POLDER (the program), POLDER_SOURCE and a C compiler.
set -u
export LC_ALL=C.UTF-8 TERM=dumb
build=$(dirname "$POLDER")
instrumented=$(grep -Ec '^POLDER_SANITIZE:STRING=.+' "$build/CMakeCache.txt")
scenario=$POLDER_SOURCE/scenarios/twenty-percent.yaml
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
cd "$folder" || exit 1
failures=0
fail() {
    echo "FAILED: $1"
    [ -s err ] && head -n 5 err
    failures=$((failures + 1))
}
run() { "$POLDER" run "$scenario" --replicates 1100 --set horizon=12 --quiet "$@" 2>err; }
run -o whole.h5 || fail "a plain run"
same() { cmp -s whole.h5 "$1.h5" || fail "$1.h5 differs from a plain run"; }
nothing() { [ -z "$(ls -d "$1".* 2>/dev/null)" ] || fail "$1: files are left: $(echo "$1".*)"; }

# A BLAS asks when it is loaded, before main, how many threads it should start.
if command -v cc >/dev/null; then
    cat >asks.c <<'C'
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
__attribute__((constructor)) static void asks(void)
{
    const char *threads = getenv("OPENBLAS_NUM_THREADS"), *own = getenv("OWN"), *no = getenv("OW");
    fprintf(stderr, "[%s %s %s]", threads ? threads : "", own ? own : "", no ? no : "none");
}
C
    cc -shared -fPIC -o asks.so asks.c
    said=$(OPENBLAS_NUM_THREADS=64 OWN=a=b LD_PRELOAD=./asks.so "$POLDER" --version 2>&1 >/dev/null)
    case $said in
        *'[1 a=b none]'*) ;;
        *) [ "$instrumented" != 0 ] || fail "a library is told $said of the environment" ;;
    esac

    # A system that starts no more than two further threads.
    cat >few.c <<'C'
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <pthread.h>
static int n;
int pthread_create(pthread_t *t, const pthread_attr_t *a, void *(*f)(void *), void *self)
{
    int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *) =
        (int (*)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *))dlsym(
            RTLD_NEXT, "pthread_create");
    return __sync_fetch_and_add(&n, 1) % 3 < 2 ? real(t, a, f, self) : EAGAIN;
}
C
    cc -shared -fPIC -o few.so few.c -ldl
    if [ "$instrumented" = 0 ]; then
        LD_PRELOAD=./few.so run --threads 7 -o few.h5 || fail "few threads: exit code $?"
        grep -q 'only 3 of 7 threads' err || fail "few threads: not told"
        same few
    fi
fi

# Memory: the loaded libraries alone take some 130 MB of addresses.
if [ "$instrumented" = 0 ]; then
    for limit in 150000 180000 250000 400000; do
        (ulimit -v $limit && timeout -s KILL 60 "$POLDER" --version >out 2>err) ||
            fail "--version with $limit KB of memory"
        (ulimit -v $limit && run --threads 40 -o "m$limit.h5") || fail "a run with $limit KB"
        same "m$limit"
    done
    # What is recorded over time may take 3 GB in each thread, and takes a hundredth of that.
    cat >wide.yaml <<'YAML'
model: opinions
replicates: 128
horizon: 60
network: {members: 300, degree: {lognormal: [0, 0.95]}}
record: {networks: 128, columns: [tie]}
YAML
    wide() { (ulimit -v 4000000 && "$POLDER" run wide.yaml --block 128 --quiet --overwrite --threads "$1" 2>err); }
    wide 1 || fail "one thread with 4 GB"
    [ -s err ] && fail "one thread with 4 GB: a message"
    wide 2 || fail "two threads with 4 GB"
    grep -q 'in each of 2 threads' err || fail "two threads with 4 GB: no warning"
    # A BLAS with threads of its own: where it is not the system's, but installed beside it.
    openblas=$(ls -d /usr/lib/*/openblas-pthread 2>/dev/null | head -n 1)
    if [ -n "$openblas" ]; then
        (ulimit -v 200000 && LD_LIBRARY_PATH=$openblas timeout -s KILL 20 "$POLDER" --version >out) ||
            fail "--version with OpenBLAS and 200 MB"
    else
        echo "note: OpenBLAS is not installed"
    fi
fi

# Stacks.
(ulimit -s 100 && run -o stack.h5) && fail "a stack of 100 KB is taken"
grep -q '100 KB here and needs 256' err || fail "a stack of 100 KB: not told"
nothing stack
OMP_STACKSIZE=16K run --threads 2 -o thread.h5
[ $? = 2 ] || fail "threads with stacks of 16 KB"
grep -q '16 KB, by OMP_STACKSIZE' err || fail "stacks of 16 KB: not told"
nothing thread
for size in ' 512 k' 1M 524288B nonsense; do
    rm -f thread.*
    OMP_STACKSIZE=$size run --threads 2 -o thread.h5 || fail "stacks of $size"
done
same thread

# A limit on the size of a file: a message, and no file that is not whole.
(ulimit -f 40 && run -o file.h5)
[ $? = 1 ] || fail "a result that may not be written"
grep -q 'File too large' err || fail "a result that may not be written: not told"
(ulimit -f 40 && "$POLDER" export whole.h5 --summary -o table.csv 2>err)
[ $? = 1 ] || fail "a table that may not be written"
grep -q 'File too large' err || fail "a table that may not be written: not told"
nothing table

[ $failures = 0 ] && echo "limits are respected"
exit $((failures > 0))
