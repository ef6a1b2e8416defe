/* fuzz_result: libFuzzer entry for the reader of result files; no part of the build.
 *
 * Build and run, from the root of the project, after an ordinary build in build/release (HDF5 where
 * Debian has it). What reads results is built again, with sanitizers:
 *
 *     clang -std=c11 -D_GNU_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined -Iengine -I. \
 *         -I/usr/include/hdf5/serial tests/fuzz/fuzz_result.c analysis/report.c \
 *         engine/io/{hdf,disk,digest,dataset,result,result_expect,result_read}.c \
 *         build/release/libpolder.a -o fuzz_result -L/usr/lib/x86_64-linux-gnu/hdf5/serial \
 *         $(pkg-config --libs igraph libfyaml jansson gsl libxml-2.0 libxxhash) \
 *         -lhdf5_hl -lhdf5 -lgomp -lm
 *     mkdir -p corpus && cp small.h5 corpus/
 *     ./fuzz_result -fork=1 -ignore_crashes=1 -ignore_timeouts=1 -ignore_ooms=1 -timeout=10 corpus
 *
 * The digest is not looked at, so that the bytes reach HDF5 and what is behind it. HDF5 itself
 * crashes and hangs on some of them, which is why the digest comes first: what counts are reports
 * of the sanitizers, and crashes whose innermost call is ours. With -DPOLDER_FUZZ_DIGEST files are
 * opened as the program opens them, the digest first: nothing at all may go wrong then.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "analysis/report.h"
#include "io/dataset.h"
#include "io/store.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#ifdef POLDER_FUZZ_DIGEST
enum { MOST_ROWS = 4096, TRUSTING = 0 };
#else
enum { MOST_ROWS = 4096, TRUSTING = 1 };
#endif

/* Room for just what is asked for, so that the sanitizer sees a value too many. */
static void read_tracks(const polder_result_t *result, polder_report_t *report)
{
    for (int i = 0; i < polder_result_n_track(result); i++) {
        polder_level_t level = POLDER_NETWORK;
        int64_t rows = 0, times = 0;
        const char *name = polder_result_track(result, i, &level, &rows, &times);
        const int64_t n = rows < MOST_ROWS / times + 1 ? rows : MOST_ROWS / times + 1;
        const size_t room = (size_t)(n * times);
        float *value = malloc(room * sizeof *value);
        if (value && polder_result_read_track(result, name, 0, n, value, room, report) < 0)
            polder_report_free(report);
        free(value);
    }
}

static void read_indices(const polder_result_t *result, polder_report_t *report)
{
    for (int i = 0; i < POLDER_N_DATASET; i++) {
        char name[100];
        const polder_dataset_t *d = &polder_datasets[i];
        snprintf(name, sizeof name, "%s%s%s", d->group, *d->group ? "/" : "", d->name);
        const int64_t rows = polder_result_index_rows(result, name);
        const int64_t n = rows < MOST_ROWS ? rows : MOST_ROWS;
        if (n <= 0) continue;
        int64_t *value = malloc((size_t)n * sizeof *value);
        if (value && polder_result_read_index(result, name, rows - n, n, value, report) < 0)
            polder_report_free(report);
        free(value);
    }
}

static void read_all(const polder_result_t *result, polder_report_t *report)
{
    const polder_summary_options_t options = {.all_columns = true};
    polder_summary_t summary = {0};
    const size_t factors = (size_t)polder_result_n_factor(result);
    double *point = malloc((factors + 1) * sizeof *point);
    if (point && polder_result_read_points(result, 0, 1, point, factors, report) < 0)
        polder_report_free(report);
    free(point);
    read_tracks(result, report);
    read_indices(result, report);
    /* Long files are for people who have the time. */
    if (polder_result_networks(result) > 1000000) return;
    if (polder_summary_read(result, &options, &summary, report) >= 0) polder_summary_free(&summary);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    char path[64];
    polder_report_t report = {0};
    polder_result_t *result = NULL;
    const int fd = memfd_create("result", MFD_CLOEXEC);
    if (fd < 0 || write(fd, data, size) != (ssize_t)size) abort();
    snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
    const int code = polder_result_open_trusting(&result, path, TRUSTING, &report);
    if (code < 0 && report.n_error == 0) abort(); /* refused without a reason */
    if (code >= 0) read_all(result, &report);
    polder_result_close(result);
    polder_report_free(&report);
    close(fd);
    return 0;
}
