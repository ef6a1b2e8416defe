/* table_fixture.h: what a table of ties becomes, before a network is made of it. */
#ifndef POLDER_TESTS_TABLE_FIXTURE_H
#define POLDER_TESTS_TABLE_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/netfile.h"

/* As file.c does, from the bytes of a file. */
static inline int take_table(polder_netfile_t *file, const polder_source_t *source,
                             const char *text, size_t size, polder_report_t *report)
{
    *file = (polder_netfile_t){.source = source, .place = {.file = source->path}};
    file->data = malloc(size + 1);
    if (!file->data) abort();
    memcpy(file->data, text, size);
    file->data[size] = '\0';
    file->size = size;
    int rc = polder_format_find(file, report);
    if (rc == 0) rc = polder_netfile_decode(file, report);
    if (rc == 0 && file->format == POLDER_EDGELIST && source->format != POLDER_EDGELIST &&
        polder_matrix_recognised(file))
        file->format = POLDER_MATRIX;
    if (rc == 0 && file->format == POLDER_EDGELIST) {
        polder_netfile_count_t count = {-1, -1};
        polder_edgelist_count(file, &count);
        rc = polder_edgelist_read(file, report);
        if (rc == 0 && count.n_tie != file->n_tie + file->left_tie + file->n_heading)
            rc = polder_fail(report, POLDER_INTERNAL, "%d rows counted, %d ties and %d others read",
                             (int)count.n_tie, (int)file->n_tie,
                             (int)(file->left_tie + file->n_heading));
    } else if (rc == 0 && file->format == POLDER_MATRIX) {
        polder_netfile_count_t count = {-1, -1};
        polder_matrix_count(file, &count);
        rc = polder_matrix_read(file, report);
        if (rc == 0 && count.n_tie >= 0 && count.n_tie != file->n_tie)
            rc = polder_fail(report, POLDER_INTERNAL, "%d cells counted, %d ties read",
                             (int)count.n_tie, (int)file->n_tie);
    } else if (rc == 0) {
        rc = polder_fail(report, POLDER_INTERNAL, "not a table");
    }
    return rc;
}

/* "A|B|C; A>B w=1 k=x; B-C": organisations, and ties with direction and attributes. */
static inline void describe_table(const polder_netfile_t *file, char *to, size_t size)
{
    size_t n = 0;
    for (int32_t i = 0; i < file->n_org && n < size; i++)
        n += (size_t)snprintf(to + n, size - n, "%s%s", i ? "|" : "", polder_netfile_id(file, i));
    for (int32_t t = 0; t < file->n_tie && n < size; t++) {
        n += (size_t)snprintf(to + n, size - n, "; %s%c%s", polder_netfile_id(file, file->from[t]),
                              file->directed[t] ? '>' : '-', polder_netfile_id(file, file->to[t]));
        for (int a = 0; a < file->n_attribute && n < size; a++) {
            const char *value = polder_netfile_value(file, a, t);
            if (value)
                n += (size_t)snprintf(to + n, size - n, " %s=%s", file->attribute[a].name, value);
        }
    }
}

#endif
