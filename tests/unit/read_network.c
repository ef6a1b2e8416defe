/* read_network: prints what the reader of network files makes of one, for tests in Python.
 *
 *     read_network FILE FORMAT ATTRIBUTE …
 *
 * FORMAT is a number of polder_format_t, 0: by suffix. An attribute is one of ties, or with a @ in
 * front one of organisations; those come first. A line for each organisation and for each arc, with
 * its values:
 *
 *     org <tab> name value …
 *     arc <tab> from <tab> to <tab> value …
 *     note <tab> code <tab> line <tab> text
 */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/graph.h"

enum { MOST = 16 };

/* The first n_org mappings are of organisations. */
static void print_network(const polder_network_t *network, int n_org)
{
    const polder_graph_t *graph = &network->graph;
    for (int32_t i = 0; i < graph->n_org; i++) {
        printf("org\t%s", network->label[i]);
        for (int m = 0; m < n_org; m++) printf("\t%.9g", (double)network->column[m][i]);
        putchar('\n');
    }
    for (int32_t i = 0; i < graph->n_org; i++)
        for (int32_t a = graph->off[i]; a < graph->off[i + 1]; a++) {
            printf("arc\t%d\t%d", (int)i, (int)graph->nbr[a]);
            for (int m = n_org; m < network->n_mapping; m++)
                printf("\t%.9g", (double)network->column[m][a]);
            putchar('\n');
        }
}

int main(int argc, char **argv)
{
    static const polder_field_t field[] = {
        {.name = "value", .level = POLDER_ARC, .min = -1e30f, .max = 1e30f},
        {.name = "size", .level = POLDER_ORGANISATION, .min = -1e30f, .max = 1e30f}};
    static const polder_field_t *fields[] = {&field[0], &field[1]};
    static const polder_table_t table = {.n_field = 2, .field = fields};
    int n_org = 0;
    polder_mapping_t mapping[MOST] = {{0}};
    polder_network_t network;
    polder_report_t report = {0};
    if (argc < 3 || argc - 3 > MOST) return 2;
    const polder_source_t source = {.path = argv[1],
                                    .format = (polder_format_t)atoi(argv[2]),
                                    .n_mapping = argc - 3,
                                    .mapping = mapping};
    for (int i = 0; i < source.n_mapping; i++) {
        const bool org = argv[3 + i][0] == '@';
        mapping[i].field = org;
        mapping[i].attribute = argv[3 + i] + org;
        n_org += org;
    }
    const int rc = polder_network_read(&source, &table, &network, &report);
    if (rc == 0) print_network(&network, n_org);
    for (size_t i = 0; i < report.n; i++)
        printf("note\t%d\t%d\t%s\n", report.note[i].code, report.note[i].line, report.note[i].text);
    polder_network_free(&network);
    polder_report_free(&report);
    return rc < 0;
}
