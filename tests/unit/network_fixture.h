/* network_fixture.h: a text as a network file, read with the fields of a test. */
#ifndef POLDER_TESTS_NETWORK_FIXTURE_H
#define POLDER_TESTS_NETWORK_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "graph/graph.h"

#define NODE(id, data)   "<node id='" id "'>" data "</node>\n"
#define DATA(key, value) "<data key='" key "'>" value "</data>"
#define TAIL             "</graph></graphml>\n"
/* `keys` are the key elements. */
#define HEAD_WITH(keys, directed)                                                                  \
    "<?xml version='1.0' encoding='UTF-8'?>\n"                                                     \
    "<graphml xmlns='http://graphml.graphdrawing.org/xmlns'>\n" keys                               \
    "<graph edgedefault='" directed "'>\n"
#define KEY(id, of, name, type)                                                                    \
    "<key id='" id "' for='" of "' attr.name='" name "' attr.type='" type "'/>\n"

static char folder[] = "network_XXXXXX";

static int set_up(void **state)
{
    (void)state;
    return mkdtemp(folder) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    return rmdir(folder);
}

static inline int says(const polder_report_t *report, const char *text)
{
    for (size_t i = 0; i < report->n; i++)
        if (strstr(report->note[i].text, text)) return 1;
    return 0;
}

/* Reads `text` as a file called `name`. */
static inline int try_network(const char *name, const char *text, polder_source_t source,
                              const polder_table_t *table, polder_network_t *network,
                              polder_report_t *report)
{
    char path[64];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
    source.path = path;
    *report = (polder_report_t){0};
    const int rc = polder_network_read(&source, table, network, report);
    remove(path);
    return rc;
}

/* What mapping `k` gives the arc from one organisation to another. */
static inline float of_arc(const polder_network_t *network, int k, int32_t from, int32_t to)
{
    const int32_t a = polder_graph_arc(&network->graph, from, to);
    assert_true(a >= 0);
    return network->column[k][a];
}

#endif
