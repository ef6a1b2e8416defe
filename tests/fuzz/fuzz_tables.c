/* fuzz_tables: libFuzzer entry for the readers of tables and matrices; no part of the build.
 *
 * Build and run, from the root of the project:
 *
 *     clang -std=c11 -D_GNU_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined -Iengine \
 *         tests/fuzz/fuzz_tables.c engine/kernel/[a-z]*.c engine/graph/[a-z]*.c -o fuzz_tables \
 *         $(pkg-config --cflags --libs igraph libxml-2.0) -lm
 *     mkdir -p corpus && ./fuzz_tables -timeout=10 -max_len=1024 corpus
 *
 * The first byte chooses the suffix and the format. What is read is compared with the count, and
 * the names are compared with each other.
 */
#include <stdint.h>

#include "../unit/table_fixture.h"
#include "graph/similar.h"
#include "kernel/part.h"

/* There are no models here. */
const polder_part_t *const POLDER_SYMBOL(polder_parts)[] = {NULL};
const polder_model_t *const POLDER_SYMBOL(polder_models)[] = {NULL};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void compare_names(const polder_netfile_t *file, polder_report_t *report)
{
    char **label = calloc((size_t)file->n_org + 1, sizeof *label);
    if (!label) return;
    for (int32_t i = 0; i < file->n_org; i++)
        label[i] = (char *)(uintptr_t)polder_netfile_id(file, i);
    (void)!polder_similar_warn(&file->place, label, file->org_line, file->n_org, report);
    free(label);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static const char *const name[] = {"a.csv", "a.txt", "a.tsv", "a.edgelist", "out.konect"};
    static const polder_format_t format[] = {POLDER_BY_SUFFIX, POLDER_EDGELIST, POLDER_MATRIX};
    if (size == 0) return 0;
    const polder_source_t source = {.path = (char *)(uintptr_t)name[data[0] % 5],
                                    .format = format[data[0] / 5 % 3]};
    polder_netfile_t file;
    polder_report_t report = {0};
    char text[4096];
    const int rc = take_table(&file, &source, (const char *)data + 1, size - 1, &report);
    if ((rc < 0) != (report.n_error > 0)) abort(); /* refused without a reason */
    if (rc == POLDER_INTERNAL && !strstr(report.note[report.n - 1].text, "not a table")) abort();
    if (rc == 0) {
        describe_table(&file, text, sizeof text);
        compare_names(&file, &report);
    }
    polder_netfile_free(&file);
    polder_report_free(&report);
    return 0;
}
