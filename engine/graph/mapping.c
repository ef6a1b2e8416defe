/* mapping.c: from the attributes of a file to names and columns; see graph.h.
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
#include "netfile.h"

static int no_memory(const polder_netfile_t *file, polder_report_t *report)
{
    return polder_fail_at(report, POLDER_MEMORY, &file->place, "no memory for the network");
}

/* ---- attributes ---- */

typedef struct {
    const polder_netfile_t *file;
    polder_report_t *report;
    bool of_ties;
} attributes_t;

/* `asked` is where the scenario names the attribute, or NULL. */
static int unknown(const attributes_t *attributes, const char *name, const polder_place_t *asked)
{
    const polder_netfile_t *file = attributes->file;
    const char **all = malloc(((size_t)file->n_attribute + 1) * sizeof *all);
    if (!all) return no_memory(file, attributes->report);
    char list[800] = "none";
    size_t length = 0, n = 0;
    for (int i = 0; i < file->n_attribute; i++) {
        if (file->attribute[i].of_ties != attributes->of_ties) continue;
        all[n] = file->attribute[i].name;
        if (length < sizeof list)
            length += (size_t)snprintf(list + length, sizeof list - length, "%s%s", n ? ", " : "",
                                       all[n]);
        n++;
    }
    const char *nearest = polder_nearest(name, all, n);
    const polder_place_t *place = &attributes->file->place;
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

/* The first of the attributes that says something; a list of lines has names for ids. */
static char *label_of(const polder_netfile_t *file, int32_t i, const int *attribute, int n,
                      bool *changed)
{
    char text[64];
    const char *label = NULL;
    for (int k = 0; k < n && !(label && *label); k++)
        if (attribute[k] >= 0) label = polder_netfile_value(file, attribute[k], i);
    if (!(label && *label) && (file->listing || file->format == POLDER_GRAPHML)) label = polder_netfile_id(file, i);
    if (!(label && *label)) {
        snprintf(text, sizeof text, "organisation %d", (int)i + 1);
        label = text;
    }
    return repaired(label, changed);
}

static int make_labels(polder_netfile_t *file, polder_report_t *report)
{
    polder_network_t *network = file->network;
    const attributes_t attributes = {.file = file, .report = report};
    int attribute[4] = {polder_netfile_named(file, false, "label"),
                        polder_netfile_named(file, false, "label in the drawing"),
                        polder_netfile_named(file, false, "name"),
                        polder_netfile_named(file, false, "id")};
    int n_attribute = 4;
    if (file->source->label) {
        attribute[0] = polder_netfile_named(file, false, file->source->label);
        n_attribute = 1;
        const polder_place_t *asked = file->source->asked;
        if (attribute[0] < 0 && !(file->listing && strcmp(file->source->label, "name") == 0))
            return unknown(&attributes, file->source->label,
                           asked ? &asked[file->source->n_mapping] : NULL);
    }
    const int32_t n = network->graph.n_org;
    int repairs = 0;
    network->label = calloc((size_t)n, sizeof *network->label);
    if (!network->label) return no_memory(file, report);
    for (int32_t i = 0; i < n; i++) {
        bool changed = false;
        network->label[i] = label_of(file, i, attribute, n_attribute, &changed);
        if (!network->label[i]) return no_memory(file, report);
        repairs += changed;
    }
    if (repairs)
        polder_warn(report, &file->place,
                    "%d label%s not valid UTF-8; the odd bytes are shown as \xef\xbf\xbd", repairs,
                    repairs == 1 ? " is" : "s are");
    return 0;
}

/* ---- values ---- */

/* Who a value belongs to. */
static void name_owner(const attributes_t *attributes, int32_t i, char *text, size_t size)
{
    const polder_netfile_t *file = attributes->file;
    char **label = file->network->label;
    if (attributes->of_ties)
        snprintf(text, size, "the tie '%.200s' to '%.200s'", label[file->from[i]],
                 label[file->to[i]]);
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
    const int rc = polder_fail_at(attributes->report, POLDER_FORMAT, &attributes->file->place,
                                  "attribute '%s' of %s is '%.200s', not a number", name, owner,
                                  shown ? shown : "?");
    free(shown);
    return rc;
}

/* The values of an attribute as numbers: [n_org], or one for each edge of the file. */
static int values_of(const attributes_t *attributes, const char *name, const polder_place_t *asked,
                     double *value)
{
    const polder_netfile_t *file = attributes->file;
    const int attribute = polder_netfile_named(file, attributes->of_ties, name);
    if (attribute < 0) return unknown(attributes, name, asked);
    const int32_t n = attributes->of_ties ? file->n_tie : file->n_org;
    for (int32_t i = 0; i < n; i++) {
        const char *text = polder_netfile_value(file, attribute, i);
        const int rc = from_text(attributes, name, i, text ? text : "", &value[i]);
        if (rc) return rc;
        if (!isinf(value[i])) continue;
        char owner[512];
        name_owner(attributes, i, owner, sizeof owner);
        return polder_fail_at(attributes->report, POLDER_FORMAT, &attributes->file->place,
                              "attribute '%s' of %s is not finite", name, owner);
    }
    return 0;
}

/* ---- columns ---- */

/* What arc a of organisation i gets. */
static double arc_value(const polder_netfile_t *file, const double *value, int32_t i, int32_t a)
{
    const polder_graph_t *graph = &file->network->graph;
    const int32_t own = file->edge[a];
    if (own >= 0 && !isnan(value[own])) return value[own];
    const int32_t other = file->edge[polder_graph_arc(graph, graph->nbr[a], i)];
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

static int outside(const polder_netfile_t *file, const polder_mapping_t *mapping, int32_t at,
                   double value, polder_report_t *report)
{
    const polder_field_t *field = file->table->field[mapping->field];
    const polder_network_t *network = file->network;
    char owner[512];
    if (field->level == POLDER_ARC) {
        const int32_t i = arc_owner(&network->graph, at);
        snprintf(owner, sizeof owner, "the tie '%.200s' to '%.200s'", network->label[i],
                 network->label[network->graph.nbr[at]]);
    } else {
        snprintf(owner, sizeof owner, "'%.200s'", network->label[at]);
    }
    if (field->flags & POLDER_WHOLE && value >= (double)field->min && value <= (double)field->max)
        return polder_fail_at(report, POLDER_FORMAT, &file->place,
                              "attribute '%s' of %s gives %s = %g, which is not a whole number",
                              mapping->attribute, owner, field->name, value);
    return polder_fail_at(
        report, POLDER_FORMAT, &file->place, "attribute '%s' of %s gives %s = %g, outside [%g, %g]",
        mapping->attribute, owner, field->name, value, (double)field->min, (double)field->max);
}

static int store(const polder_netfile_t *file, const polder_mapping_t *mapping, const double *value,
                 int32_t n, float *column, polder_report_t *report)
{
    const polder_field_t *field = file->table->field[mapping->field];
    int32_t missing = 0;
    for (int32_t i = 0; i < n; i++) {
        column[i] = (float)value[i];
        missing += isnan(value[i]) != 0;
        if (isnan(value[i])) continue;
        if (column[i] < field->min || column[i] > field->max ||
            (field->flags & POLDER_WHOLE && column[i] != rintf(column[i])))
            return outside(file, mapping, i, value[i], report);
    }
    if (missing)
        polder_warn(
            report, &file->place,
            "attribute '%s' is missing for %d of %d %s: %s is drawn for them like for others",
            mapping->attribute, (int)missing, (int)n,
            field->level == POLDER_ARC ? "arcs" : "organisations", field->name);
    return 0;
}

static int make_column(polder_netfile_t *file, const polder_mapping_t *mapping, float **column,
                       polder_report_t *report)
{
    const polder_graph_t *graph = &file->network->graph;
    const polder_field_t *field = file->table->field[mapping->field];
    if (field->level == POLDER_NETWORK || (mapping->reverse && mapping->scale == POLDER_AS_IS))
        return polder_fail_at(report, POLDER_INPUT, &file->place,
                              field->level == POLDER_NETWORK
                                  ? "%s is no field of organisations or arcs"
                                  : "%s: only a rank or a range can be reversed",
                              field->name);
    const bool ties = field->level == POLDER_ARC;
    const int32_t n = ties ? graph->n_arc : graph->n_org;
    const size_t in_file = (size_t)(ties ? file->n_tie : n);
    const attributes_t attributes = {file, report, ties};
    int rc = 0;
    double *raw = malloc((in_file + 1) * sizeof *raw);
    double *value = malloc(((size_t)n + 1) * sizeof *value);
    *column = malloc(((size_t)n + 1) * sizeof **column);
    if (!raw || !value || !*column) {
        rc = no_memory(file, report);
        goto out;
    }
    const polder_source_t *source = file->source;
    rc = values_of(&attributes, mapping->attribute,
                   source->asked ? &source->asked[mapping - source->mapping] : NULL, raw);
    if (rc) goto out;
    for (int32_t i = 0; i < graph->n_org; i++) {
        if (!ties) value[i] = raw[i];
        for (int32_t a = graph->off[i]; ties && a < graph->off[i + 1]; a++)
            value[a] = arc_value(file, raw, i, a);
    }
    rc = scale(mapping, value, n) ? no_memory(file, report)
                                  : store(file, mapping, value, n, *column, report);
out:
    free(value);
    free(raw);
    return rc;
}

int polder_mapping_apply(polder_netfile_t *file, polder_report_t *report)
{
    polder_network_t *network = file->network;
    const int n = file->source->n_mapping;
    int rc = polder_ties_make(file, report);
    if (rc == 0) rc = make_labels(file, report);
    if (rc || n == 0) return rc;
    network->column = calloc((size_t)n, sizeof *network->column);
    if (!network->column) return no_memory(file, report);
    network->n_mapping = n;
    for (int i = 0; i < n; i++) { /* all of them, to name all problems at once */
        const int wrong = make_column(file, &file->source->mapping[i], &network->column[i], report);
        if (rc == 0) rc = wrong;
    }
    return rc;
}
