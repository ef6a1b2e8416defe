#!/bin/bash
# The program runs on any machine of its architecture: only the kernels for better instruction sets
# use registers that others lack (AVX: ymm, AVX-512: zmm). run/kernels.c takes them where they are.
# Needs POLDER (the program in its build folder) and objdump.
set -u
build=$(dirname "$POLDER")
command -v objdump >/dev/null || { echo "skipped: objdump is not installed"; exit 77; }
case $(uname -m) in x86_64) ;; *) echo "skipped: not an x86-64 machine"; exit 77 ;; esac
grep -q '^CMAKE_BUILD_TYPE:[A-Z]*=Debug' "$build/CMakeCache.txt" &&
    { echo "skipped: what is not optimised is not vectorised"; exit 77; }
grep -Eq '^CMAKE_C_FLAGS[A-Z_]*:[A-Z]*=.*-m(arch|avx)' "$build/CMakeCache.txt" &&
    { echo "skipped: the build was told to use an instruction set"; exit 77; }
failures=0
fail() {
    echo "FAILED: $1"
    failures=$((failures + 1))
}
wide() { # folder, pattern: how many objects in it use such registers
    local n=0 object
    while IFS= read -r object; do
        objdump -d --no-show-raw-insn "$object" | grep -qE "$2" && n=$((n + 1))
    done < <(find "$1" -name '*.o')
    echo "$n"
}

tried=0
for folder in "$build"/CMakeFiles/polder*.dir; do
    [ -d "$folder" ] || continue
    name=$(basename "$folder" .dir)
    case $name in *_avx2 | *_avx512) continue ;; esac
    [ -n "$(find "$folder" -name '*.o' -print -quit)" ] && tried=$((tried + 1))
    n=$(wide "$folder" '%[yz]mm[0-9]')
    [ "$n" -eq 0 ] || fail "$name: $n files use registers that not every machine has"
done
[ $tried -gt 0 ] || fail "no objects in $build/CMakeFiles/polder*.dir: nothing was looked at"
if [ -d "$build/CMakeFiles/polder_kernels_avx2.dir" ]; then
    [ "$(wide "$build/CMakeFiles/polder_kernels_avx2.dir" '%zmm[0-9]')" -eq 0 ] ||
        fail "kernels for AVX2 use AVX-512"
    [ "$(wide "$build/CMakeFiles/polder_kernels_avx2.dir" '%ymm[0-9]')" -gt 10 ] ||
        fail "kernels for AVX2 hardly use it"
fi
if [ -d "$build/CMakeFiles/polder_kernels_avx512.dir" ]; then
    [ "$(wide "$build/CMakeFiles/polder_kernels_avx512.dir" '%zmm[0-9]')" -gt 10 ] ||
        fail "kernels for AVX-512 hardly use it"
fi
[ $failures = 0 ] && echo "nothing outside these kernels needs more than any machine has"
exit $((failures > 0))
