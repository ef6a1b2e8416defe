/* fuzz_edits: libFuzzer entry for the checks of result files; no part of the build.
 *
 * fuzz_result changes bytes, and mostly finds out what HDF5 makes of a damaged file. Here the bytes
 * choose changes that are made through HDF5, which it can read: see edit_result.h. Build and run,
 * from the root of the project, after an ordinary build in build/release (HDF5 where Debian has
 * it). What reads results is built again, with sanitizers:
 *
 *     clang -std=c11 -D_GNU_SOURCE -DPOLDER_SOURCE_DIR='"'$PWD'"' -g -O1 \
 *         -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -Iengine -I. -Itests \
 *         -I/usr/include/hdf5/serial tests/fuzz/fuzz_edits.c analysis/[a-z]*.c \
 *         engine/program/{csv,export_csv,export_graphml,export_rows}.c \
 *         engine/io/{hdf,disk,digest,dataset,result,result_expect,result_read}.c \
 *         build/release/libpolder.a -o fuzz_edits -L/usr/lib/x86_64-linux-gnu/hdf5/serial \
 *         $(pkg-config --libs igraph libfyaml jansson gsl libxml-2.0 libxxhash) \
 *         -lhdf5_hl -lhdf5 -lgomp -lm
 *     mkdir -p corpus && ./fuzz_edits -timeout=20 -max_len=64 -detect_leaks=0 corpus
 *
 * It says in the end how many edits there were. HDF5 forgets memory, so leaks are not looked for.
 */
#include "fuzz/edit_base.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static uint64_t n_edit, n_file, n_accepted;

static void say(void)
{
    fprintf(stderr, "%llu edits in %llu files, of which %llu were accepted\n",
            (unsigned long long)n_edit, (unsigned long long)n_file, (unsigned long long)n_accepted);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static edit_base_t base[2];
    if (n_file == 0) {
        if (!edit_base_kept(&base[0]) || !edit_base_made(&base[1])) abort();
        atexit(say);
    }
    n_file++;
    if (size == 0) return 0;
    n_accepted += edit_and_read(&base[data[0] % 2], data + 1, size - 1, &n_edit);
    return 0;
}
