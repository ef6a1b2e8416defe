#!/bin/bash
# What the built programs say about themselves to loader and system: no library from the working
# folder, addresses fixed before they begin, no code on the stack, checked buffers.
# Needs POLDER (the program in its build folder) and readelf.
set -u
export LC_ALL=C.UTF-8
unset LD_LIBRARY_PATH
build=$(dirname "$POLDER")
command -v readelf >/dev/null || { echo "skipped: readelf is not installed"; exit 77; }
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
failures=0
fail() {
    echo "FAILED: $1"
    failures=$((failures + 1))
}
setting() { grep -Eq "^$1:[A-Z]*=$2" "$build/CMakeCache.txt"; }

# Every folder in which libraries are looked for is named whole. An empty name, also one that
# comes about by two colons or one at an end, is the working folder.
check_path() {
    local path
    path=$(readelf -dW "$1" | sed -nE 's/.*\((RUNPATH|RPATH)\).*\[(.*)\]/\2/p')
    while IFS= read -r -d: folder_named; do
        case $folder_named in
            /*) ;;
            *) fail "$1: libraries are looked for in \"$folder_named\", of \"$path\"" ;;
        esac
    done < <([ -n "$path" ] && printf '%s:' "$path")
}

# The program, and with it every program that links the library as its tests do.
programs=("$POLDER")
for one in "$build"/tests/polder-without-mpi "$build"/tests/test_*; do
    [ -f "$one" ] && [ -x "$one" ] && programs+=("$one")
done
for one in "${programs[@]}"; do
    check_path "$one"
    header=$(readelf -lhdW "$one")
    grep -q 'Type: *DYN' <<<"$header" || fail "$one: its addresses do not change"
    grep -q GNU_RELRO <<<"$header" || fail "$one: no part is read-only after loading"
    grep -Eq 'FLAGS.*NOW|BIND_NOW' <<<"$header" || fail "$one: functions are looked up late"
    grep -Eq 'GNU_STACK.* RW ' <<<"$header" || fail "$one: the stack may hold code"
    grep -Eq 'GNU_STACK.* RWE ' <<<"$header" && fail "$one: the stack may hold code"
done
symbols=$(readelf -sW "$POLDER")
if setting POLDER_HAS_fstack_protector_strong 1; then
    grep -q __stack_chk_fail <<<"$symbols" || fail "stacks are not checked"
fi
if ! setting CMAKE_BUILD_TYPE Debug && ! setting POLDER_SANITIZE '.+'; then
    grep -Eq '__[a-z]+_chk' <<<"$symbols" || fail "buffers are not checked"
fi
# The whole program has the mark only where the system's own start-up files have it.
if setting POLDER_HAS_fcf_protection 1; then
    readelf -nW "$build/libpolder.a" 2>/dev/null | grep -q 'IBT' || fail "jumps are not checked"
fi

# A library that lies beside a scenario: its code must not run.
if command -v cc >/dev/null; then
    mkdir "$folder/plant" && cd "$folder/plant" || exit 1
    printf '%s\n' '#include <stdio.h>' \
        '__attribute__((constructor)) static void run(void) { puts("planted"); }' >plant.c
    cc -shared -fPIC -o plant.so plant.c || fail "the library to be planted cannot be built"
    for name in $(readelf -dW "$POLDER" | sed -nE 's/.*NEEDED.*\[(lib.*)\]/\1/p'); do
        case $name in libc.so* | libasan* | libubsan* | libtsan*) continue ;; esac
        cp plant.so "$name"
    done
    "$POLDER" --version >out 2>&1 || fail "polder --version fails beside other libraries: $(cat out)"
    grep -q planted out && fail "a library of the working folder runs"
else
    echo "note: without cc no library is planted"
fi

[ $failures = 0 ] && echo "the programs are as they should be"
exit $((failures > 0))
