/* fuzz_graphml: libFuzzer entry for the reader of GraphML; no part of the build.
 *
 * Build and run, from the root of the project:
 *
 *     clang -std=c11 -D_GNU_SOURCE -g -O1 -fsanitize=fuzzer,address,undefined \
 *         -fno-sanitize-recover=all -DPOLDER_XML_CHUNK=512 -Iengine tests/fuzz/fuzz_graphml.c \
 *         engine/kernel/error.c \
 *         engine/graph/{graphml_*,netfile,encoding,library}.c \
 *         $(pkg-config --cflags --libs igraph libxml-2.0) -o fuzz_graphml
 *     mkdir -p corpus && ./fuzz_graphml -timeout=10 -max_len=2000 -dict=tests/fuzz/graphml.dict
 * corpus
 *
 * What is refused has a reason; what is accepted is what a second count finds.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "graph/graphml.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(const polder_netfile_t *file)
{
    for (int32_t i = 0; i < file->n_org; i++) {
        const char *id = polder_netfile_id(file, i);
        if (!file->listed[i] || polder_netfile_find(file, id, strlen(id)) != i) abort();
    }
    for (int32_t t = 0; t < file->n_tie; t++)
        if (file->from[t] < 0 || file->from[t] >= file->n_org || file->to[t] < 0 ||
            file->to[t] >= file->n_org)
            abort();
    for (int a = 0; a < file->n_attribute; a++) {
        const polder_netfile_attribute_t *have = &file->attribute[a];
        const size_t n = (size_t)(have->of_ties ? file->n_tie : file->n_org);
        if (have->n > n || polder_netfile_named(file, have->of_ties, have->name) != a) abort();
        for (size_t i = 0; i < have->n; i++)
            if (have->at[i] >= file->text_size) abort();
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    polder_netfile_t file = {.place = {.file = "fuzz"}, .descriptor = -1, .size = size};
    polder_netfile_count_t count = {0, 0};
    polder_report_t report = {0};
    file.data = malloc(size + 1);
    if (!file.data) return 0;
    if (size > 0) memcpy(file.data, data, size);
    file.data[size] = '\0';
    const int code = polder_graphml_read(&file, &count, &report);
    if ((code < 0) != (report.n_error > 0)) abort();
    if (code >= 0) {
        if (count.n_org != file.n_org + file.left_org) abort();
        if (count.n_tie != file.n_tie + file.left_tie) abort();
        check(&file);
    }
    polder_netfile_free(&file);
    polder_report_free(&report);
    return 0;
}
