/* fuzz_members: libFuzzer entry for the table of organisations beside a list of ties; no part of
 * the build.
 *
 * Build and run, from the root of the project:
 *
 *     clang -std=c11 -D_GNU_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined \
 *         -fno-sanitize-recover=undefined -Iengine tests/fuzz/fuzz_members.c engine/kernel/[a-z]*.c
 * \ engine/graph/[a-z]*.c -o fuzz_members $(pkg-config --cflags --libs igraph libxml-2.0) -lm mkdir
 * -p corpus && ./fuzz_members -timeout=10 -max_len=1024 corpus
 *
 * What is refused must say why, and what is read has all organisations of the ties.
 */
#include <stdint.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include "graph/netfile.h"
#include "kernel/part.h"

/* There are no models here. */
const polder_part_t *const POLDER_SYMBOL(polder_parts)[] = {NULL};
const polder_model_t *const POLDER_SYMBOL(polder_models)[] = {NULL};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* A file in memory, written anew for each input. */
static void put(int *file, char path[64], const void *data, size_t size)
{
    if (*file < 0) *file = memfd_create("table", 0);
    snprintf(path, 64, "/proc/self/fd/%d", *file);
    if (ftruncate(*file, 0) || pwrite(*file, data, size, 0) != (ssize_t)size) abort();
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char ties[] = "a b\nb c\nc \"d e\"\n\"x, y\" a\n";
    enum { TIED = 5 };
    static const polder_field_t field = {
        .name = "size", .level = POLDER_ORGANISATION, .min = 0, .max = 9};
    static const polder_field_t *fields[] = {&field};
    static const polder_table_t table = {.n_field = 1, .field = fields};
    static int file[2] = {-1, -1};
    char path[2][64];
    put(&file[0], path[0], ties, sizeof ties - 1);
    put(&file[1], path[1], data, size);
    polder_mapping_t mapping = {0, (char[]){"x"}, POLDER_RANK, false, 0, 9, {0, 0}};
    const polder_source_t source = {.path = path[0],
                                    .organisations = path[1],
                                    .format = POLDER_EDGELIST,
                                    .mapping = &mapping,
                                    .n_mapping = size > 0 && data[size - 1] == '!'};
    polder_network_t network;
    polder_report_t report = {0};
    const int rc = polder_network_read(&source, &table, &network, &report);
    if ((rc < 0) != (report.n_error > 0)) abort();
    if (rc == 0 && network.graph.n_org < TIED) abort();
    polder_network_free(&network);
    polder_report_free(&report);
    return 0;
}
