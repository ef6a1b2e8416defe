/* mapping.c: from igraph's attributes to names and columns; see graph.h.
 *
 * What     Organisations get their names, and attributes become columns: the values as they
 *          are, or their rank or place in the range.
 * Arcs     The value of the arc i → j is what i reports about j. If only j reports the tie,
 *          or gives a value, both arcs have that one.
 */
#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "bridge.h"

static int no_memory(const polder_reader_t *reader, polder_report_t *report)
{
    return polder_fail_at(report, POLDER_MEMORY, &reader->place, "no memory for the network");
}

/* ---- attributes ---- */

typedef struct {
    const polder_reader_t *reader;
    polder_report_t *report;
    bool of_ties;
    igraph_strvector_t name;
    igraph_vector_int_t type;
} attributes_t;

static void attributes_free(attributes_t *attributes)
{
    igraph_strvector_destroy(&attributes->name);
    igraph_vector_int_destroy(&attributes->type);
}

static int attributes_init(attributes_t *attributes, const polder_reader_t *reader, bool of_ties,
                           polder_report_t *report)
{
    *attributes = (attributes_t){.reader = reader, .report = report, .of_ties = of_ties};
    if (igraph_strvector_init(&attributes->name, 0)) return no_memory(reader, report);
    if (igraph_vector_int_init(&attributes->type, 0)) {
        igraph_strvector_destroy(&attributes->name);
        return no_memory(reader, report);
    }
    igraph_strvector_t *name = &attributes->name;
    igraph_vector_int_t *type = &attributes->type;
    const int rc = polder_bridge_check(
        of_ties ? igraph_cattribute_list(&reader->graph, NULL, NULL, NULL, NULL, name, type)
                : igraph_cattribute_list(&reader->graph, NULL, NULL, name, type, NULL, NULL),
        report);
    if (rc) attributes_free(attributes);
    return rc;
}

/* The type of an attribute, or −1. */
static int attributes_find(const attributes_t *attributes, const char *name)
{
    for (igraph_integer_t i = 0; i < igraph_strvector_size(&attributes->name); i++)
        if (!strcmp(igraph_strvector_get(&attributes->name, i), name))
            return (int)VECTOR(attributes->type)[i];
    return -1;
}

/* `asked` is where the scenario names the attribute, or NULL. */
static int unknown(const attributes_t *attributes, const char *name, const polder_place_t *asked)
{
    const size_t n = (size_t)igraph_strvector_size(&attributes->name);
    const char **all = malloc((n + 1) * sizeof *all);
    if (!all) return no_memory(attributes->reader, attributes->report);
    char list[800] = "none";
    size_t length = 0;
    for (size_t i = 0; i < n; i++) {
        all[i] = igraph_strvector_get(&attributes->name, (igraph_integer_t)i);
        if (length < sizeof list)
            length += (size_t)snprintf(list + length, sizeof list - length, "%s%s", i ? ", " : "",
                                       all[i]);
    }
    const char *nearest = polder_nearest(name, all, n);
    const polder_place_t *place = &attributes->reader->place;
    const bool told = asked && asked->line > 0;
    const int rc = polder_fail_at(
        attributes->report, POLDER_FORMAT, told ? asked : place,
        "the %s%s%s have no attribute '%s'%s%s%s; the file has: %s",
        attributes->of_ties ? "ties" : "organisations", told ? " of " : "", told ? place->file : "",
        name, nearest ? ", did you mean '" : "", nearest ? nearest : "", nearest ? "'?" : "", list);
    free(all);
    return rc;
}

/* ---- names ---- */

/* A copy in which bytes that are no UTF-8 are U+FFFD. */
static char *repaired(const char *text, bool *changed)
{
    const size_t n = strlen(text);
    const char *const end = text + n;
    char *const copy = malloc(3 * n + 1), *to = copy;
    if (!copy) return NULL;
    while (text < end) {
        const size_t length = polder_utf8_length(text, end);
        memcpy(to, length ? text : "\xef\xbf\xbd", length ? length : 3);
        to += length ? length : 3;
        text += length ? length : 1;
        *changed |= length == 0;
    }
    *to = '\0';
    return copy;
}

static char *label_of(const igraph_t *g, int32_t i, const char *attribute, int type, bool *changed)
{
    char text[64] = "";
    const char *label = text;
    if (type == IGRAPH_ATTRIBUTE_STRING) {
        label = igraph_cattribute_VAS(g, attribute, i);
    } else if (type == IGRAPH_ATTRIBUTE_NUMERIC) {
        const double value = igraph_cattribute_VAN(g, attribute, i);
        if (!isnan(value)) snprintf(text, sizeof text, "%.15g", value);
    } else if (type == IGRAPH_ATTRIBUTE_BOOLEAN) {
        label = igraph_cattribute_VAB(g, attribute, i) ? "true" : "false";
    }
    if (!*label) {
        snprintf(text, sizeof text, "organisation %d", (int)i + 1);
        label = text;
    }
    return repaired(label, changed);
}

static int make_labels(polder_reader_t *reader, polder_report_t *report)
{
    static const char *const usual[] = {"label", "name", "id"};
    polder_network_t *network = reader->network;
    attributes_t attributes;
    int rc = attributes_init(&attributes, reader, false, report);
    if (rc) return rc;
    const char *attribute = reader->source->label;
    int type = attribute ? attributes_find(&attributes, attribute) : -1;
    const polder_place_t *asked = reader->source->asked;
    if (attribute && type < 0)
        rc = unknown(&attributes, attribute, asked ? &asked[reader->source->n_mapping] : NULL);
    for (int i = 0; !attribute && i < 3; i++) {
        type = attributes_find(&attributes, usual[i]);
        if (type >= 0) attribute = usual[i];
    }
    attributes_free(&attributes);
    if (rc) return rc;
    const int32_t n = network->graph.n_org;
    int repairs = 0;
    network->label = calloc((size_t)n, sizeof *network->label);
    if (!network->label) return no_memory(reader, report);
    for (int32_t i = 0; i < n; i++) {
        bool changed = false;
        network->label[i] = label_of(&reader->graph, i, attribute, type, &changed);
        if (!network->label[i]) return no_memory(reader, report);
        repairs += changed;
    }
    if (repairs)
        polder_warn(report, &reader->place,
                    "%d label%s not valid UTF-8; the odd bytes are shown as \xef\xbf\xbd", repairs,
                    repairs == 1 ? " is" : "s are");
    return 0;
}

/* ---- values ---- */

/* Who a value belongs to. */
static void name_owner(const attributes_t *attributes, int32_t i, char *text, size_t size)
{
    char **label = attributes->reader->network->label;
    const igraph_t *g = &attributes->reader->graph;
    if (attributes->of_ties)
        snprintf(text, size, "the tie '%.200s' to '%.200s'", label[IGRAPH_FROM(g, i)],
                 label[IGRAPH_TO(g, i)]);
    else
        snprintf(text, size, "'%.200s'", label[i]);
}

static int from_text(const attributes_t *attributes, const char *name, int32_t i, const char *text,
                     double *value)
{
    while (isspace((unsigned char)*text)) text++;
    char *end = NULL;
    *value = strtod(text, &end);
    while (isspace((unsigned char)*end)) end++;
    if (!*text || !strcmp(text, "NA")) {
        *value = NAN;
        return 0;
    }
    if (!*end) return 0;
    char owner[512];
    bool changed = false;
    char *shown = repaired(text, &changed);
    name_owner(attributes, i, owner, sizeof owner);
    const int rc = polder_fail_at(attributes->report, POLDER_FORMAT, &attributes->reader->place,
                                  "attribute '%s' of %s is '%.200s', not a number", name, owner,
                                  shown ? shown : "?");
    free(shown);
    return rc;
}

/* The values of an attribute as numbers: [n_org], or one for each edge of the file. */
static int values_of(const attributes_t *attributes, const char *name, const polder_place_t *asked,
                     double *value)
{
    const igraph_t *g = &attributes->reader->graph;
    const bool ties = attributes->of_ties;
    const int type = attributes_find(attributes, name);
    if (type < 0) return unknown(attributes, name, asked);
    const int32_t n = (int32_t)(ties ? igraph_ecount(g) : igraph_vcount(g));
    for (int32_t i = 0; i < n; i++) {
        if (type == IGRAPH_ATTRIBUTE_NUMERIC) {
            value[i] = ties ? igraph_cattribute_EAN(g, name, i) : igraph_cattribute_VAN(g, name, i);
        } else if (type == IGRAPH_ATTRIBUTE_BOOLEAN) {
            value[i] = ties ? igraph_cattribute_EAB(g, name, i) : igraph_cattribute_VAB(g, name, i);
        } else {
            const char *text =
                ties ? igraph_cattribute_EAS(g, name, i) : igraph_cattribute_VAS(g, name, i);
            const int rc = from_text(attributes, name, i, text, &value[i]);
            if (rc) return rc;
        }
        if (!isinf(value[i])) continue;
        char owner[512];
        name_owner(attributes, i, owner, sizeof owner);
        return polder_fail_at(attributes->report, POLDER_FORMAT, &attributes->reader->place,
                              "attribute '%s' of %s is not finite", name, owner);
    }
    return 0;
}

/* ---- columns ---- */

/* What arc a of organisation i gets. */
static double arc_value(const polder_reader_t *reader, const double *value, int32_t i, int32_t a)
{
    const polder_graph_t *graph = &reader->network->graph;
    const int32_t own = reader->edge[a];
    if (own >= 0 && !isnan(value[own])) return value[own];
    const int32_t other = reader->edge[polder_graph_arc(graph, graph->nbr[a], i)];
    return other >= 0 ? value[other] : NAN;
}

typedef struct {
    double value;
    int32_t at;
} place_in_order_t;

static int by_value(const void *a, const void *b)
{
    const double x = ((const place_in_order_t *)a)->value, y = ((const place_in_order_t *)b)->value;
    return (x > y) - (x < y);
}

/* Known values become their place between the first and the last, 0 … 1; equal values get
 * the mean of their ranks. If all are equal that is the middle. */
static int rank(double *value, int32_t n)
{
    place_in_order_t *order = malloc(((size_t)n + 1) * sizeof *order);
    if (!order) return POLDER_MEMORY;
    int32_t known = 0;
    for (int32_t i = 0; i < n; i++)
        if (!isnan(value[i])) order[known++] = (place_in_order_t){value[i], i};
    qsort(order, (size_t)known, sizeof *order, by_value);
    for (int32_t i = 0, end; i < known; i = end) {
        for (end = i + 1; end < known && order[end].value == order[i].value;) end++;
        const double mean = 0.5 * ((double)i + (double)(end - 1));
        for (int32_t k = i; k < end; k++) value[order[k].at] = known > 1 ? mean / (known - 1) : 0.5;
    }
    free(order);
    return 0;
}

static void range(double *value, int32_t n)
{
    double min = INFINITY, max = -INFINITY;
    for (int32_t i = 0; i < n; i++) {
        if (isnan(value[i])) continue;
        min = fmin(min, value[i]);
        max = fmax(max, value[i]);
    }
    /* Halves, so that a difference of huge numbers is not infinite. */
    for (int32_t i = 0; i < n; i++)
        if (!isnan(value[i]))
            value[i] = max > min ? (value[i] / 2 - min / 2) / (max / 2 - min / 2) : 0.5;
}

static int scale(const polder_mapping_t *mapping, double *value, int32_t n)
{
    if (mapping->scale == POLDER_AS_IS) return 0;
    if (mapping->scale == POLDER_RANGE)
        range(value, n);
    else if (rank(value, n))
        return POLDER_MEMORY;
    for (int32_t i = 0; i < n; i++) {
        const double x = mapping->reverse ? 1 - value[i] : value[i];
        value[i] = mapping->lo + (mapping->hi - mapping->lo) * x;
    }
    return 0;
}

static int32_t arc_owner(const polder_graph_t *graph, int32_t a)
{
    int32_t i = 0;
    while (graph->off[i + 1] <= a) i++;
    return i;
}

static int outside(const polder_reader_t *reader, const polder_mapping_t *mapping, int32_t at,
                   double value, polder_report_t *report)
{
    const polder_field_t *field = reader->table->field[mapping->field];
    const polder_network_t *network = reader->network;
    char owner[512];
    if (field->level == POLDER_ARC) {
        const int32_t i = arc_owner(&network->graph, at);
        snprintf(owner, sizeof owner, "the tie '%.200s' to '%.200s'", network->label[i],
                 network->label[network->graph.nbr[at]]);
    } else {
        snprintf(owner, sizeof owner, "'%.200s'", network->label[at]);
    }
    if (field->flags & POLDER_WHOLE && value >= (double)field->min && value <= (double)field->max)
        return polder_fail_at(report, POLDER_FORMAT, &reader->place,
                              "attribute '%s' of %s gives %s = %g, which is not a whole number",
                              mapping->attribute, owner, field->name, value);
    return polder_fail_at(report, POLDER_FORMAT, &reader->place,
                          "attribute '%s' of %s gives %s = %g, outside [%g, %g]",
                          mapping->attribute, owner, field->name, value, (double)field->min,
                          (double)field->max);
}

static int store(const polder_reader_t *reader, const polder_mapping_t *mapping,
                 const double *value, int32_t n, float *column, polder_report_t *report)
{
    const polder_field_t *field = reader->table->field[mapping->field];
    int32_t missing = 0;
    for (int32_t i = 0; i < n; i++) {
        column[i] = (float)value[i];
        missing += isnan(value[i]) != 0;
        if (isnan(value[i])) continue;
        if (column[i] < field->min || column[i] > field->max ||
            (field->flags & POLDER_WHOLE && column[i] != rintf(column[i])))
            return outside(reader, mapping, i, value[i], report);
    }
    if (missing)
        polder_warn(
            report, &reader->place,
            "attribute '%s' is missing for %d of %d %s: %s is drawn for them like for others",
            mapping->attribute, (int)missing, (int)n,
            field->level == POLDER_ARC ? "arcs" : "organisations", field->name);
    return 0;
}

static int make_column(polder_reader_t *reader, const polder_mapping_t *mapping, float **column,
                       polder_report_t *report)
{
    const polder_graph_t *graph = &reader->network->graph;
    const polder_field_t *field = reader->table->field[mapping->field];
    if (field->level == POLDER_NETWORK || (mapping->reverse && mapping->scale == POLDER_AS_IS))
        return polder_fail_at(report, POLDER_INPUT, &reader->place,
                              field->level == POLDER_NETWORK
                                  ? "%s is no field of organisations or arcs"
                                  : "%s: only a rank or a range can be reversed",
                              field->name);
    const bool ties = field->level == POLDER_ARC;
    const int32_t n = ties ? graph->n_arc : graph->n_org;
    const size_t in_file = (size_t)(ties ? igraph_ecount(&reader->graph) : n);
    attributes_t attributes;
    int rc = attributes_init(&attributes, reader, ties, report);
    if (rc) return rc;
    double *raw = malloc((in_file + 1) * sizeof *raw);
    double *value = malloc(((size_t)n + 1) * sizeof *value);
    *column = malloc(((size_t)n + 1) * sizeof **column);
    if (!raw || !value || !*column) {
        rc = no_memory(reader, report);
        goto out;
    }
    const polder_source_t *source = reader->source;
    rc = values_of(&attributes, mapping->attribute,
                   source->asked ? &source->asked[mapping - source->mapping] : NULL, raw);
    if (rc) goto out;
    for (int32_t i = 0; i < graph->n_org; i++) {
        if (!ties) value[i] = raw[i];
        for (int32_t a = graph->off[i]; ties && a < graph->off[i + 1]; a++)
            value[a] = arc_value(reader, raw, i, a);
    }
    rc = scale(mapping, value, n) ? no_memory(reader, report)
                                  : store(reader, mapping, value, n, *column, report);
out:
    free(value);
    free(raw);
    attributes_free(&attributes);
    return rc;
}

int polder_mapping_apply(polder_reader_t *reader, polder_report_t *report)
{
    polder_network_t *network = reader->network;
    const int n = reader->source->n_mapping;
    int rc = polder_ties_make(reader, report);
    if (rc == 0) rc = make_labels(reader, report);
    if (rc || n == 0) return rc;
    network->column = calloc((size_t)n, sizeof *network->column);
    if (!network->column) return no_memory(reader, report);
    network->n_mapping = n;
    for (int i = 0; i < n; i++) { /* all of them, to name all problems at once */
        const int wrong =
            make_column(reader, &reader->source->mapping[i], &network->column[i], report);
        if (rc == 0) rc = wrong;
    }
    return rc;
}
