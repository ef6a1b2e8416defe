/* mapping.c: from the attributes of a file to columns; see graph.h.
 *
 * What     The values as they are, their rank, their place in the range or on a stated scale.
 * Arcs     The value of the arc i → j is what i reports about j. What i does not report is missing,
 *          also if j does: nobody knows what i would have said.
 */
#include <locale.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "graph/bridge.h"
#include "graph/netfile.h"
#include "graph/number.h"

static int no_memory(const polder_netfile_t *file, polder_report_t *report)
{
    return polder_fail_at(report, POLDER_MEMORY, &file->place, "no memory for the network");
}

typedef struct {
    const polder_netfile_t *file;
    polder_report_t *report;
    bool of_ties;
} attributes_t;

/* ---- values ---- */

/* Who a value belongs to. */
static void name_owner(const attributes_t *attributes, int32_t i, char *text, size_t size)
{
    const polder_netfile_t *file = attributes->file;
    char **label = file->network->label;
    if (attributes->of_ties)
        snprintf(text, size, polder_report_text(attributes->report, "the tie '%.200s' to '%.200s'"),
                 label[file->from[i]], label[file->to[i]]);
    else
        snprintf(text, size, "'%.200s'", label[i]);
}

/* Why a value cannot be taken, at the line where its owner stands. */
static int refuse(const attributes_t *attributes, const char *name, int32_t i,
                  polder_value_kind_t kind, const char *text)
{
    const polder_netfile_t *file = attributes->file;
    char owner[512];
    bool changed = false;
    char *shown = polder_netfile_repaired(text, &changed);
    const char *way_out = polder_number_way_out(polder_number_kind(text, strlen(text)));
    polder_place_t place = file->place;
    if (attributes->of_ties)
        place.line = file->tie_line[i];
    else
        place = polder_netfile_org_place(file, i);
    name_owner(attributes, i, owner, sizeof owner);
    const char *text_of =
        kind == POLDER_VALUE_INFINITE
            ? POLDER_TEXT("attribute '%s' of %s is '%.200s', which is not finite%s%s")
            : POLDER_TEXT("attribute '%s' of %s is '%.200s', not a number%s%s");
    const int code = polder_fail_at(attributes->report, POLDER_FORMAT, &place, text_of, name, owner,
                                    shown ? shown : "?", way_out ? ": " : "",
                                    way_out ? polder_report_text(attributes->report, way_out) : "");
    free(shown);
    return code;
}

/* The values of an attribute as numbers: [n_org], or one for each tie of the file. */
static int values_of(const attributes_t *attributes, const char *name, const polder_place_t *asked,
                     double *value)
{
    const polder_netfile_t *file = attributes->file;
    const int attribute = polder_netfile_named(file, attributes->of_ties, name);
    if (attribute < 0)
        return polder_netfile_unknown(file, attributes->of_ties, name, asked, attributes->report);
    const int32_t n = attributes->of_ties ? file->n_tie : file->n_org;
    for (int32_t i = 0; i < n; i++) {
        const char *text = polder_netfile_value(file, attribute, i);
        const polder_value_kind_t kind = polder_netfile_number(text, &value[i]);
        if (kind != POLDER_VALUE_MISSING && kind != POLDER_VALUE_NUMBER)
            return refuse(attributes, name, i, kind, text);
    }
    return 0;
}

/* ---- columns ---- */

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

/* The place on the stated scale: values that are not on it are refused (outside). */
static void stated(const polder_mapping_t *mapping, double *value, int32_t n)
{
    const double first = mapping->from[0], last = mapping->from[1];
    for (int32_t i = 0; i < n; i++) value[i] = (value[i] - first) / (last - first);
}

static int scale(const polder_mapping_t *mapping, double *value, int32_t n)
{
    const double least = fmin(mapping->lo, mapping->hi), most = fmax(mapping->lo, mapping->hi);
    if (mapping->scale == POLDER_AS_IS) return 0;
    if (mapping->scale == POLDER_STATED)
        stated(mapping, value, n);
    else if (mapping->scale == POLDER_RANGE)
        range(value, n);
    else if (rank(value, n))
        return POLDER_MEMORY;
    for (int32_t i = 0; i < n; i++) {
        if (isnan(value[i])) continue;
        const double x = mapping->reverse ? 1 - value[i] : value[i];
        value[i] = fmin(fmax(mapping->lo + (mapping->hi - mapping->lo) * x, least), most);
    }
    return 0;
}

/* ---- what does not fit ---- */

/* One column in the making. */
typedef struct {
    const polder_netfile_t *file;
    const polder_mapping_t *mapping;
    const polder_field_t *field;
    polder_report_t *report;
    const double *raw; /* as in the file: [n_org], or one for each tie of the file */
} column_t;

/* The place in the file of what stands in the network at `at`, and whose it is. */
static polder_place_t find_owner(const column_t *c, int32_t at, char *owner, size_t size)
{
    const polder_netfile_t *file = c->file;
    const bool of_ties = c->field->level == POLDER_ARC;
    const int32_t i = of_ties ? file->edge[at] : at;
    polder_place_t place = file->place;
    if (of_ties)
        place.line = file->tie_line[i];
    else
        place = polder_netfile_org_place(file, i);
    name_owner(&(attributes_t){file, c->report, of_ties}, i, owner, size);
    return place;
}

static double raw_value(const column_t *c, int32_t at)
{
    const int32_t i = c->field->level == POLDER_ARC ? c->file->edge[at] : at;
    return i < 0 ? NAN : c->raw[i];
}

/* A stated scale holds all values, or it is not the scale. */
static int check_stated(const column_t *c, int32_t n)
{
    const polder_mapping_t *m = c->mapping;
    const double least = fmin(m->from[0], m->from[1]), most = fmax(m->from[0], m->from[1]);
    for (int32_t at = 0; m->scale == POLDER_STATED && at < n; at++) {
        const double x = raw_value(c, at);
        if (isnan(x) || (x >= least && x <= most)) continue;
        char owner[512];
        const polder_place_t place = find_owner(c, at, owner, sizeof owner);
        return polder_fail_at(c->report, POLDER_FORMAT, &place,
                              "attribute '%s' of %s is %g, outside the stated scale from %g to %g",
                              m->attribute, owner, x, m->from[0], m->from[1]);
    }
    return 0;
}

/* "; for answers on a scale write scale: {from: [1, 5], to: [0, 1]}", with the state's bounds where
 * people would write them. */
static void hint(const column_t *c, int32_t n, char *text, size_t size)
{
    double min = INFINITY, max = -INFINITY;
    *text = '\0';
    if (c->mapping->scale != POLDER_AS_IS) return;
    for (int32_t at = 0; at < n; at++) {
        const double x = raw_value(c, at);
        if (isnan(x)) continue;
        min = fmin(min, x);
        max = fmax(max, x);
    }
    const double lo = (double)c->field->min, hi = (double)c->field->max;
    snprintf(text, size,
             polder_report_text(c->report, "; the file has %g to %g: if these are answers on a "
                                           "scale, state it, as in scale: {from: [1, 5], to: [%g, "
                                           "%g]}"),
             min, max, lo < -1000 ? -1 : lo, hi > 1000 ? 1 : hi);
}

static int outside(const column_t *c, int32_t at, int32_t n, double value)
{
    const polder_field_t *field = c->field;
    char owner[512], way[200];
    const polder_place_t place = find_owner(c, at, owner, sizeof owner);
    hint(c, n, way, sizeof way);
    if (field->flags & POLDER_WHOLE && value >= (double)field->min && value <= (double)field->max)
        return polder_fail_at(c->report, POLDER_FORMAT, &place,
                              "attribute '%s' of %s gives %s = %g, which is not a whole number",
                              c->mapping->attribute, owner, field->name, value);
    return polder_fail_at(c->report, POLDER_FORMAT, &place,
                          "attribute '%s' of %s gives %s = %g, outside [%g, %g]%s",
                          c->mapping->attribute, owner, field->name, value, (double)field->min,
                          (double)field->max, way);
}

/* The bounds of a field that is relative to others, such as a size whose mean is 1, are so wide
 * that they stop nothing: euros would pass. Its default tells how large it usually is. */
static void warn_of_size(const column_t *c, const double *value, int32_t n)
{
    enum { WIDE = 1000, FAR = 10 };
    const polder_field_t *field = c->field;
    const double usual = (double)field->value;
    double min = INFINITY, max = -INFINITY, sum = 0;
    int32_t known = 0;
    if (c->mapping->scale != POLDER_AS_IS || !(usual > 0 && (double)field->max >= WIDE * usual))
        return;
    for (int32_t i = 0; i < n; i++) {
        if (isnan(value[i])) continue;
        min = fmin(min, value[i]);
        max = fmax(max, value[i]);
        sum += value[i];
        known++;
    }
    const double mean = known > 0 ? sum / known : usual;
    if (mean <= FAR * usual && mean >= usual / FAR) return;
    polder_place_t place = c->file->place;
    if (field->level != POLDER_ARC && c->file->member_file) place.file = c->file->member_file;
    polder_warn(c->report, &place,
                "attribute '%s' gives %s as it is, from %.4g to %.4g and %.4g on average, where it "
                "is about %g (%s): to bring it there write %s: {attribute: %s, scale: rank, from: "
                "%g, to: %g}",
                c->mapping->attribute, field->name, min, max, mean, usual, field->doc, field->name,
                c->mapping->attribute, 0.4 * usual, 2 * usual);
}

/* Counts ties of the file, each once: what only one end reports is another warning (ties.c). */
static void warn_of_missing(const column_t *c)
{
    const polder_network_facts_t *facts = &c->file->network->facts;
    const bool of_ties = c->field->level == POLDER_ARC;
    for (int k = 0; k < facts->n_attribute; k++) {
        const polder_attribute_facts_t *a = &facts->attribute[k];
        if ((a->level == POLDER_ARC) != of_ties || strcmp(a->name, c->mapping->attribute) != 0 ||
            a->known == a->of)
            continue;
        polder_place_t place = c->file->place;
        if (!of_ties && c->file->member_file) place.file = c->file->member_file;
        polder_warn(c->report, &place,
                    of_ties ? "attribute '%s' is missing for %lld of %lld reported ties: %s is "
                              "drawn for them like for others"
                            : "attribute '%s' is missing for %lld of %lld organisations: %s is "
                              "drawn for them like for others",
                    a->name, (long long)(a->of - a->known), (long long)a->of, c->field->name);
    }
}

static int store(const column_t *c, const double *value, int32_t n, float *column)
{
    const polder_field_t *field = c->field;
    for (int32_t i = 0; i < n; i++) {
        column[i] = (float)value[i];
        if (isnan(value[i])) continue;
        if (column[i] < field->min || column[i] > field->max ||
            (field->flags & POLDER_WHOLE && column[i] != rintf(column[i])))
            return outside(c, i, n, value[i]);
    }
    warn_of_missing(c);
    warn_of_size(c, value, n);
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
                                  : "%s: a value as it is cannot be reversed",
                              field->name);
    const bool ties = field->level == POLDER_ARC;
    const int32_t n = ties ? graph->n_arc : graph->n_org;
    const size_t in_file = (size_t)(ties ? file->n_tie : n);
    const attributes_t attributes = {file, report, ties};
    int code = 0;
    double *raw = malloc((in_file + 1) * sizeof *raw);
    double *value = malloc(((size_t)n + 1) * sizeof *value);
    *column = malloc(((size_t)n + 1) * sizeof **column);
    if (!raw || !value || !*column) {
        code = no_memory(file, report);
        goto out;
    }
    const polder_source_t *source = file->source;
    code = values_of(&attributes, mapping->attribute,
                     source->asked ? &source->asked[mapping - source->mapping] : NULL, raw);
    if (code) goto out;
    const column_t c = {file, mapping, field, report, raw};
    for (int32_t i = 0; i < n; i++) value[i] = raw_value(&c, i);
    code = check_stated(&c, n);
    if (code == 0 && scale(mapping, value, n)) code = no_memory(file, report);
    if (code == 0) code = store(&c, value, n, *column);
out:
    free(value);
    free(raw);
    return code;
}

/* ---- what nobody asked for ---- */

/* The first state that a tie can be given, or NULL. */
static const polder_field_t *state_of_ties(const polder_table_t *table)
{
    for (int f = 0; table && f < table->n_field; f++)
        if (table->field[f]->level == POLDER_ARC && polder_field_is_given(table->field[f]))
            return table->field[f];
    return NULL;
}

/* Numbers of ties that differ, in a file none of whose ties' attributes are asked for: who put them
 * there thinks that they count. */
static void warn_of_unused(const polder_netfile_t *file, polder_report_t *report)
{
    const polder_network_facts_t *facts = &file->network->facts;
    const polder_source_t *source = file->source;
    const polder_field_t *state = state_of_ties(file->table);
    for (int i = 0; i < source->n_mapping; i++)
        if (file->table->field[source->mapping[i].field]->level == POLDER_ARC) return;
    for (int k = 0; state && k < facts->n_attribute; k++) {
        const polder_attribute_facts_t *a = &facts->attribute[k];
        if (a->level != POLDER_ARC || !a->number || !(a->min < a->max)) continue;
        const char *slash = strrchr(source->path, '/');
        polder_warn(
            report, &file->place,
            "the numbers of the ties ('%s', %g to %g) are not used, only who has a tie with "
            "whom; a scenario of your own makes a state of them: network: {file: %s, "
            "relations: {%s: {attribute: '%s', scale: range}}}",
            a->name, a->min, a->max, slash ? slash + 1 : source->path, state->name, a->name);
        return;
    }
}

static int make_all(polder_netfile_t *file, polder_report_t *report)
{
    polder_network_t *network = file->network;
    const int n = file->source->n_mapping;
    int code = polder_ties_make(file, report);
    if (code == 0) code = polder_labels_make(file, report);
    if (code == 0) code = polder_facts_make(file, report);
    if (code == 0) warn_of_unused(file, report);
    if (code || n == 0) return code;
    network->column = calloc((size_t)n, sizeof *network->column);
    if (!network->column) return no_memory(file, report);
    network->n_mapping = n;
    for (int i = 0; i < n; i++) { /* all of them, to name all problems at once */
        const int wrong = make_column(file, &file->source->mapping[i], &network->column[i], report);
        if (code == 0) code = wrong;
    }
    return code;
}

/* Numbers are read and written with a point, whatever the user's locale. */
int polder_mapping_apply(polder_netfile_t *file, polder_report_t *report)
{
    const locale_t plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!plain) return no_memory(file, report);
    const locale_t before = uselocale(plain);
    const int code = make_all(file, report);
    uselocale(before);
    freelocale(plain);
    return code;
}
