/* fuzz_network: libFuzzer entry for the readers of network files; no part of the build.
 *
 * Build and run, from the root of the project, after an ordinary build in build/ (for
 * build/registry.c, the list of models), with POLDER_FUZZ_FORMAT one of POLDER_GML, POLDER_PAJEK,
 * POLDER_EDGELIST:
 *
 *     clang -std=c11 -D_GNU_SOURCE -DPOLDER_FUZZ_FORMAT=POLDER_PAJEK -g -O1 \
 *         -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=undefined -Iengine -I. \
 *         tests/fuzz/fuzz_network.c engine/kernel/[a-z]*.c engine/graph/[a-z]*.c \
 *         $(find models -name '*.c') build/registry.c -o fuzz_network \
 *         $(pkg-config --cflags --libs igraph libxml-2.0) -fopenmp -lm
 *     mkdir -p corpus && ./fuzz_network -timeout=10 -max_len=2048 -rss_limit_mb=1024 corpus
 *
 * What is read must agree with the count of the records, and what is refused must say why.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "graph/netfile.h"

#ifndef POLDER_FUZZ_FORMAT
#define POLDER_FUZZ_FORMAT POLDER_PAJEK
#endif

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What a fault of the reader ends with. The input may have the same words, but not there. */
static bool ends_with(const char *text, const char *end)
{
    const size_t n = strlen(text), m = strlen(end);
    return n >= m && strcmp(text + n - m, end) == 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const polder_field_t field = {
        .name = "size", .level = POLDER_ORGANISATION, .min = 0, .max = 9};
    static const polder_field_t *fields[] = {&field};
    static const polder_table_t table = {.n_field = 1, .field = fields};
    static char path[64];
    static int file = -1;
    if (file < 0) { /* a file in memory, written anew for each input */
        file = memfd_create("network", 0);
        snprintf(path, sizeof path, "/proc/self/fd/%d", file);
    }
    if (ftruncate(file, 0) || pwrite(file, data, size, 0) != (ssize_t)size) abort();
    polder_mapping_t mapping = {0, (char[]){"x"}, POLDER_RANK, false, 0, 9};
    const polder_source_t source = {.path = path,
                                    .format = POLDER_FUZZ_FORMAT,
                                    .mapping = &mapping,
                                    .n_mapping = size > 0 && data[size - 1] == '!'};
    polder_network_t network;
    polder_report_t report = {0};
    const int rc = polder_network_read(&source, &table, &network, &report);
    if ((rc < 0) != (report.n_error > 0)) abort();
    for (size_t i = 0; i < report.n; i++)
        if (ends_with(report.note[i].text, "please report it")) abort();
    polder_network_free(&network);
    polder_report_free(&report);
    return 0;
}
