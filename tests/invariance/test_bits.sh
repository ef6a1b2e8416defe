#!/bin/bash
# The same networks, compiled in many ways, end in the same bits: hash.c with gcc and clang, with
# and without optimisation, for several instruction sets, and as WebAssembly under node.
# A compiler that is not there, or an instruction set this machine has not, is skipped by name.
set -eu -o pipefail
source=${POLDER_SOURCE:?}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/include"

# Random123 alone, so that WebAssembly does not see the other headers of this machine.
random123=
for folder in /usr/include /usr/local/include; do
    if [ -e "$folder/Random123/threefry.h" ]; then random123=$folder/Random123; fi
done
[ -n "$random123" ] || { echo "skipped: no Random123 headers"; exit 77; }
cp -r "$random123" "$work/include/Random123"

# What CMake does: a list of all parts and models.
registry() {
    local parts='' models='' list='' name
    for file in "$source"/models/*/*.c; do
        name=$(basename "$(dirname "$file")" | tr - _)
        if [ "$(basename "$file")" = model.c ]; then
            models+=" polder_model_$name"
        else
            parts+=" polder_part_${name}_$(basename "$file" .c | tr - _)"
        fi
    done
    echo '#include <stddef.h>'
    echo '#include "kernel/part.h"'
    for name in $parts; do echo "extern const polder_part_t $name;"; list+="&$name, "; done
    echo "const polder_part_t *const polder_parts[] = {${list}NULL};"
    list=
    for name in $models; do echo "extern const polder_model_t $name;"; list+="&$name, "; done
    echo "const polder_model_t *const polder_models[] = {${list}NULL};"
}
registry > "$work/registry.c"

files=("$source"/tests/invariance/hash.c "$work/registry.c" "$source"/engine/kernel/*.c
       "$source"/models/*/*.c)
common=(-std=c11 -D_GNU_SOURCE -I"$source/engine" -isystem "$work/include" -ffp-contract=off
        -fno-math-errno -fno-trapping-math)
# What users build with must build without warnings; in other builds they are no news.
strict=(-Wall -Wextra -Wconversion -Wshadow -Werror)

warnings=(-w)
# Compiles all files to one program, two at a time.
build() { # program, compiler, flags…
    local program=$1
    shift
    rm -rf "$work/objects"
    mkdir "$work/objects"
    printf '%s\n' "${files[@]}" |
        P=$work/objects xargs -P 2 -I{} bash -c '"$@" -c "$0" -o "$(mktemp "$P/XXXXXX.o")"' {} \
            "$@" "${common[@]}" "${warnings[@]}"
    "$@" "${common[@]}" "$work"/objects/*.o -o "$program" -lm
}

first=
ran=0
different=0
compare() { # name, file with the output
    local hash
    hash=$(tail -n 1 "$2")
    ran=$((ran + 1))
    echo "$1: $hash"
    if [ -z "$first" ]; then
        first=$2
        return
    fi
    cmp -s "$first" "$2" && return
    different=$((different + 1))
    echo "$1 differs from the first:"
    diff "$first" "$2" | head -n 8 || true
}

has() { grep -qw "$1" /proc/cpuinfo 2>/dev/null; }

native() { # name, compiler, flags…
    local name=$1 compiler=$2
    shift 2
    if ! command -v "$compiler" > /dev/null; then
        echo "$name: skipped: $compiler is not there"
        return
    fi
    build "$work/program" "$compiler" "$@"
    "$work/program" > "$work/$name"
    compare "$name" "$work/$name"
}

wasm() { # name, flags…
    local name=$1
    shift
    local tool
    for tool in clang node wasm-ld; do
        command -v "$tool" > /dev/null && continue
        echo "$name: skipped: $tool is not there"
        return
    done
    if [ ! -e /usr/include/wasm32-wasi/stdio.h ] ||
        ! ls /usr/lib/llvm-*/lib/clang/*/lib/wasi/libclang_rt.builtins-wasm32.a > /dev/null 2>&1; then
        echo "$name: skipped: wasi-libc or libclang-rt-dev-wasm32 is not there"
        return
    fi
    # Random123 asks for an architecture it was tried on; any 32-bit one is like this one.
    build "$work/program.wasm" clang --target=wasm32-wasi -D__riscv --sysroot=/usr -nostdlibinc \
        -isystem /usr/include/wasm32-wasi -Wno-unused-command-line-argument \
        -Wl,-z,stack-size=1048576 "$@"
    local flag=()
    node --experimental-wasi-unstable-preview1 -e 0 2> /dev/null &&
        flag=(--experimental-wasi-unstable-preview1)
    node --no-warnings "${flag[@]}" - "$work/program.wasm" > "$work/$name" <<'JS'
const { WASI } = require('node:wasi');
const fs = require('node:fs');
const wasi = new WASI({ version: 'preview1', args: [], env: {}, returnOnExit: true });
WebAssembly.instantiate(fs.readFileSync(process.argv[2]), { wasi_snapshot_preview1: wasi.wasiImport })
    .then(({ instance }) => process.exit(wasi.start(instance)))
    .catch((error) => { console.error(error); process.exit(1); });
JS
    compare "$name" "$work/$name"
}

vector=(--param=max-completely-peel-times=8 -fno-tree-pre -fno-loop-unroll-and-jam)
native gcc-O0 gcc -O0
warnings=("${strict[@]}")
native gcc-O3-native gcc -O3 -march=native -mprefer-vector-width=512 "${vector[@]}"
native clang-O3-native clang -O3 -march=native -mprefer-vector-width=512
warnings=(-w)
native gcc-O2-sse2 gcc -O2 -msse2
native clang-O0 clang -O0
if has avx2; then
    native gcc-O3-avx2 gcc -O3 -mavx2 "${vector[@]}"
    native clang-O2-avx2 clang -O2 -mavx2
else
    echo "avx2: skipped: this machine has no AVX2"
fi
wasm wasm-O2-simd128 -O2 -msimd128
wasm wasm-O1 -O1

echo "$ran builds, $different of them differ"
[ "$ran" -gt 1 ] || exit 77
[ "$different" -eq 0 ]
