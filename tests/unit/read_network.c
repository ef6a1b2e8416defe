/* read_network: prints what the reader of network files makes of one, for tests in Python.
 *
 *     read_network FILE FORMAT ATTRIBUTE …
 *
 * FORMAT is a number of polder_format_t, 0: by suffix. A line for each organisation, and for each
 * arc with its value of each attribute of ties:
 *
 *     org <tab> name
 *     arc <tab> from <tab> to <tab> value …
 *     note <tab> code <tab> line <tab> text
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/graph.h"

enum { MOST = 16 };

static void print_network(const polder_network_t *network)
{
    const polder_graph_t *graph = &network->graph;
    for (int32_t i = 0; i < graph->n_org; i++) printf("org\t%s\n", network->label[i]);
    for (int32_t i = 0; i < graph->n_org; i++)
        for (int32_t a = graph->off[i]; a < graph->off[i + 1]; a++) {
            printf("arc\t%d\t%d", (int)i, (int)graph->nbr[a]);
            for (int m = 0; m < network->n_mapping; m++)
                printf("\t%.9g", (double)network->column[m][a]);
            putchar('\n');
        }
}

int main(int argc, char **argv)
{
    static const polder_field_t field = {
        .name = "value", .level = POLDER_ARC, .min = -1e30f, .max = 1e30f};
    static const polder_field_t *fields[] = {&field};
    static const polder_table_t table = {.n_field = 1, .field = fields};
    polder_mapping_t mapping[MOST] = {{0}};
    polder_network_t network;
    polder_report_t report = {0};
    if (argc < 3 || argc - 3 > MOST) return 2;
    const polder_source_t source = {.path = argv[1],
                                    .format = (polder_format_t)atoi(argv[2]),
                                    .n_mapping = argc - 3,
                                    .mapping = mapping};
    for (int i = 0; i < source.n_mapping; i++) mapping[i].attribute = argv[3 + i];
    const int rc = polder_network_read(&source, &table, &network, &report);
    if (rc == 0) print_network(&network);
    for (size_t i = 0; i < report.n; i++)
        printf("note\t%d\t%d\t%s\n", report.note[i].code, report.note[i].line, report.note[i].text);
    polder_network_free(&network);
    polder_report_free(&report);
    return rc < 0;
}
