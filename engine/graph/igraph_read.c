/* igraph_read.c: a network file by one of igraph's readers; see netfile.h. */
#include <ctype.h>
#include <errno.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bridge.h"
#include "netfile.h"

/* igraph says where in words: "… (line 3)", "line 3: …". */
static int line_in(const char *message)
{
    for (const char *c = message; (c = strcasestr(c, "line ")); c++)
        if (isdigit((unsigned char)c[5])) return (int)strtol(c + 5, NULL, 10);
    return 0;
}

static int parse(polder_netfile_t *file, igraph_t *graph, polder_report_t *report)
{
    FILE *stream = fmemopen(file->data, file->size, "r");
    if (!stream) return polder_fail_at(report, POLDER_MEMORY, &file->place, "%s", strerror(errno));
    igraph_error_t code;
    if (file->format == POLDER_GML)
        code = igraph_read_graph_gml(graph, stream);
    else
        code = igraph_read_graph_pajek(graph, stream);
    fclose(stream);
    if (code == IGRAPH_SUCCESS) return 0;
    const char *message = polder_bridge_message();
    polder_place_t place = file->place;
    place.line = line_in(message);
    return polder_fail_at(report, code == IGRAPH_ENOMEM ? POLDER_MEMORY : POLDER_FORMAT, &place,
                          "igraph cannot read this file: %s",
                          *message ? message : igraph_strerror(code));
}

typedef struct {
    polder_netfile_t *file;
    const igraph_t *graph;
    polder_report_t *report;
} copy_t;

static int set_value(const copy_t *copy, int attribute, bool of_ties, const char *name,
                     igraph_integer_t type, int32_t i)
{
    const igraph_t *g = copy->graph;
    char number[40];
    const char *text = number;
    if (type == IGRAPH_ATTRIBUTE_STRING) {
        text = of_ties ? igraph_cattribute_EAS(g, name, i) : igraph_cattribute_VAS(g, name, i);
    } else if (type == IGRAPH_ATTRIBUTE_NUMERIC) {
        const double x =
            of_ties ? igraph_cattribute_EAN(g, name, i) : igraph_cattribute_VAN(g, name, i);
        if (isnan(x)) return 0;
        snprintf(number, sizeof number, "%.17g", x);
    } else {
        const bool x =
            of_ties ? igraph_cattribute_EAB(g, name, i) : igraph_cattribute_VAB(g, name, i);
        text = x ? "1" : "0";
    }
    return polder_netfile_set(copy->file, attribute, i, text, strlen(text), copy->report);
}

static int copy_attributes(const copy_t *copy, bool of_ties, int32_t n)
{
    igraph_strvector_t name;
    igraph_vector_int_t type;
    if (igraph_strvector_init(&name, 0)) return POLDER_MEMORY;
    if (igraph_vector_int_init(&type, 0)) {
        igraph_strvector_destroy(&name);
        return POLDER_MEMORY;
    }
    int rc = polder_bridge_check(
        of_ties ? igraph_cattribute_list(copy->graph, NULL, NULL, NULL, NULL, &name, &type)
                : igraph_cattribute_list(copy->graph, NULL, NULL, &name, &type, NULL, NULL),
        copy->report);
    for (igraph_integer_t a = 0; rc == 0 && a < igraph_strvector_size(&name); a++) {
        const char *text = igraph_strvector_get(&name, a);
        int at = 0;
        rc = polder_netfile_attribute(copy->file, of_ties, text, strlen(text), &at, copy->report);
        for (int32_t i = 0; rc == 0 && i < n; i++)
            rc = set_value(copy, at, of_ties, text, VECTOR(type)[a], i);
    }
    igraph_vector_int_destroy(&type);
    igraph_strvector_destroy(&name);
    return rc;
}

static int copy_graph(const copy_t *copy)
{
    polder_netfile_t *file = copy->file;
    const igraph_t *g = copy->graph;
    int rc = 0;
    if (igraph_vcount(g) > POLDER_MOST_ORGANISATIONS || igraph_ecount(g) > POLDER_MOST_TIES)
        return polder_fail_at(copy->report, POLDER_FORMAT, &file->place,
                              "%lld organisations and %lld ties are too many",
                              (long long)igraph_vcount(g), (long long)igraph_ecount(g));
    for (int32_t i = 0; rc == 0 && i < igraph_vcount(g); i++) {
        char id[32];
        int32_t org = 0;
        snprintf(id, sizeof id, "%d", (int)i + 1);
        rc = polder_netfile_org(file, id, strlen(id), 0, &org, copy->report);
        if (rc == 0) file->listed[org] = true;
    }
    for (igraph_integer_t e = 0; rc == 0 && e < igraph_ecount(g); e++)
        rc = polder_netfile_tie(file, (int32_t)IGRAPH_FROM(g, e), (int32_t)IGRAPH_TO(g, e),
                                igraph_is_directed(g), 0, copy->report);
    if (rc == 0) rc = copy_attributes(copy, false, file->n_org);
    if (rc == 0) rc = copy_attributes(copy, true, file->n_tie);
    return rc;
}

static int read_all(void *self, polder_report_t *report)
{
    polder_netfile_t *file = self;
    igraph_t graph;
    int rc = parse(file, &graph, report);
    polder_bridge_warn(report, &file->place);
    if (rc) return rc;
    rc = copy_graph(&(copy_t){file, &graph, report});
    igraph_destroy(&graph);
    return rc;
}

int polder_igraph_read(polder_netfile_t *file, polder_report_t *report)
{
    return polder_bridge_call(read_all, file, NULL, report);
}
