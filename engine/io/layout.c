/* layout.c: what stands where in the final file. See docs/file-format.md. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "disk.h"
#include "parts.h"

#ifndef POLDER_VERSION
#define POLDER_VERSION "unknown"
#endif

bool polder_layout_reserved(const char *name)
{
    static const char *const own[] = {"network",
                                      "case",
                                      "replicate",
                                      "failed",
                                      "cases",
                                      "case_name",
                                      "case_arm",
                                      "case_point",
                                      "arms",
                                      "arm_name",
                                      "design",
                                      "errors",
                                      "time",
                                      "trajectory",
                                      "sample",
                                      "label",
                                      "arc_row",
                                      "arc_from",
                                      "arc_to",
                                      "arc_network",
                                      "organisation",
                                      "organisation_id",
                                      "organisation_row",
                                      "organisation_network",
                                      NULL};
    for (int i = 0; own[i]; i++)
        if (strcmp(own[i], name) == 0) return true;
    return false;
}

static void whole(polder_hdf_t *h, const char *name, int64_t value)
{
    polder_hdf_numbers(h, h->file, name, H5T_STD_I64LE, H5T_NATIVE_INT64, 0, &value);
}

void polder_layout_root(polder_hdf_t *h, const polder_store_t *store)
{
    const polder_experiment_t *x = store->x;
    const int32_t format = 1;
    polder_hdf_text(h, h->file, "title", x->title ? x->title : "");
    polder_hdf_text(h, h->file, "description", x->description);
    polder_hdf_text(h, h->file, "model", x->table.model->name);
    polder_hdf_text(h, h->file, "source", "polder " POLDER_VERSION);
    polder_hdf_text(h, h->file, "polder_version", POLDER_VERSION);
    polder_hdf_numbers(h, h->file, "format_version", H5T_STD_I32LE, H5T_NATIVE_INT32, 0, &format);
    /* Not every reader takes unsigned numbers, so they are kept for seeds that need them. */
    if (x->seed <= INT64_MAX)
        whole(h, "seed", (int64_t)x->seed);
    else
        polder_hdf_numbers(h, h->file, "seed", H5T_STD_U64LE, H5T_NATIVE_UINT64, 0, &x->seed);
    whole(h, "replicates", x->replicates);
    whole(h, "horizon", x->horizon);
    polder_hdf_text(h, h->file, "tick", x->table.model->tick);
    /* xarray: these are coordinates, not results. */
    polder_hdf_text(h, h->file, "coordinates", "case replicate case_name");
    polder_hdf_text(h, h->file, "baseline", x->arm[x->baseline].name);
    polder_hdf_text(h, h->file, "experiment", store->description);
}

void polder_layout_doc(polder_hdf_t *h, hid_t set, const char *long_name, const char *units)
{
    polder_hdf_text(h, set, "long_name", long_name);
    polder_hdf_text(h, set, "units", units);
}

/* "a|b|c" as flag_values 0 1 2 and flag_meanings "a b c", as netCDF readers know them. */
static void choices(polder_hdf_t *h, hid_t set, const char *text)
{
    float value[64];
    hsize_t n = 1;
    char *words = polder_disk_text("%s", text);
    if (!words) {
        h->bad = true;
        snprintf(h->message, sizeof h->message, "out of memory");
        return;
    }
    value[0] = 0;
    for (char *c = words; *c; c++) {
        if (*c == ' ') *c = '_';
        if (*c != '|') continue;
        *c = ' ';
        if (n < sizeof value / sizeof *value) value[n] = (float)n;
        n++;
    }
    polder_hdf_text(h, set, "choices", text);
    if (n <= sizeof value / sizeof *value) {
        polder_hdf_numbers(h, set, "flag_values", H5T_IEEE_F32LE, H5T_NATIVE_FLOAT, n, value);
        polder_hdf_text(h, set, "flag_meanings", words);
    }
    free(words);
}

void polder_layout_field(polder_hdf_t *h, hid_t set, const polder_field_t *field)
{
    polder_hdf_text(h, set, "field", field->name);
    polder_layout_doc(h, set, field->doc, field->choices ? "1" : field->unit);
    if (field->source && field->source[0]) polder_hdf_text(h, set, "source", field->source);
    polder_hdf_text(h, set, "level", polder_level_name(field->level));
    polder_hdf_text(h, set, "role", polder_role_name(field->role));
    if (field->choices) choices(h, set, field->choices);
}

/* A dimension whose values are just 0, 1, 2, … */
static hid_t count_scale(polder_hdf_t *h, hid_t where, const char *name, int64_t n, const char *doc)
{
    int32_t *value = malloc((size_t)n * sizeof *value);
    if (!value) {
        h->bad = true;
        snprintf(h->message, sizeof h->message, "out of memory");
        return -1;
    }
    for (int64_t i = 0; i < n; i++) value[i] = (int32_t)i;
    hid_t set = polder_hdf_make(h, where, name,
                                &(polder_hdf_shape_t){.type = H5T_STD_I32LE,
                                                      .rows = (hsize_t)n,
                                                      .chunk = POLDER_CHUNK_UNITS});
    polder_hdf_write(h, set, H5T_NATIVE_INT32, 0, (hsize_t)n, value);
    polder_hdf_scale(h, set, name);
    polder_layout_doc(h, set, doc, "1");
    free(value);
    return set;
}

static void no_memory(polder_hdf_t *h)
{
    h->bad = true;
    snprintf(h->message, sizeof h->message, "out of memory");
}

/* What a case is: the number of its arm and of its point. */
static void case_index(polder_hdf_t *h, const polder_experiment_t *x, hid_t scale, const char *name,
                       int (*of)(const polder_experiment_t *, int), const char *doc)
{
    int32_t *value = malloc((size_t)x->n_case * sizeof *value);
    if (!value) {
        no_memory(h);
        return;
    }
    for (int i = 0; i < x->n_case; i++) value[i] = of(x, i);
    hid_t set = polder_hdf_make(h, h->file, name,
                                &(polder_hdf_shape_t){.type = H5T_STD_I32LE,
                                                      .rows = (hsize_t)x->n_case,
                                                      .chunk = POLDER_CHUNK_UNITS});
    polder_hdf_write(h, set, H5T_NATIVE_INT32, 0, (hsize_t)x->n_case, value);
    polder_layout_doc(h, set, doc, "1");
    polder_hdf_attach(h, set, scale, 0);
    polder_hdf_leave(&set);
    free(value);
}

/* A list of names with a dimension of its own. */
static hid_t names(polder_hdf_t *h, hid_t where, const char *dimension, const char *name, int64_t n,
                   const char *const *text, const char *doc)
{
    char count[64];
    snprintf(count, sizeof count, "number of the %.40s", doc);
    hid_t scale = count_scale(h, where, dimension, n, count);
    hid_t set = polder_hdf_texts(h, where, name, (hsize_t)n, text);
    polder_layout_doc(h, set, name, NULL);
    polder_hdf_attach(h, set, scale, 0);
    polder_hdf_leave(&set);
    return scale;
}

/* The group /design: what was varied, and the value of each factor at each point. */
static void layout_design(polder_hdf_t *h, const polder_table_t *table,
                          const polder_design_t *design)
{
    if (!design->kind) return;
    const hsize_t n = (hsize_t)design->n_point;
    const char **name = calloc(2 * (size_t)design->n_factor + 1, sizeof *name);
    if (!name) {
        no_memory(h);
        return;
    }
    const char **words = name + design->n_factor;
    for (int i = 0; i < design->n_factor; i++) {
        const polder_factor_t *factor = &design->factor[i];
        name[i] = factor->name;
        words[i] = factor->argument < 0 ? table->field[factor->field]->choices : NULL;
    }
    hid_t group = polder_hdf_group(h, "design");
    polder_hdf_text(h, group, "kind", design->kind);
    polder_hdf_numbers(h, group, "points_together", H5T_STD_I32LE, H5T_NATIVE_INT, 0,
                       &design->n_together);
    hid_t points = count_scale(h, group, "points", design->n_point, "number of the point");
    hid_t factors = names(h, group, "factors", "factor", design->n_factor, name, "factor");
    hid_t set = polder_hdf_texts(h, group, "choices", (hsize_t)design->n_factor, words);
    polder_layout_doc(h, set, "words of a factor that is a choice", NULL);
    polder_hdf_attach(h, set, factors, 0);
    polder_hdf_leave(&set);
    set = polder_hdf_make(h, group, "value",
                          &(polder_hdf_shape_t){.type = H5T_IEEE_F64LE,
                                                .rows = n,
                                                .columns = (hsize_t)design->n_factor,
                                                .chunk = 4096,
                                                .deflate = true});
    polder_hdf_write(h, set, H5T_NATIVE_DOUBLE, 0, n, design->value);
    polder_layout_doc(h, set, "value of a factor at a point", "1");
    polder_hdf_attach(h, set, points, 0);
    polder_hdf_attach(h, set, factors, 1);
    polder_hdf_leave(&set);
    polder_hdf_leave(&factors);
    polder_hdf_leave(&points);
    polder_hdf_leave(&group);
    free(name);
}

void polder_layout_cases(polder_hdf_t *h, const polder_experiment_t *x)
{
    enum { MOST = POLDER_CASE_NAME };
    const char **name = calloc((size_t)x->n_case + (size_t)x->n_arm, sizeof *name);
    char *text = calloc((size_t)x->n_case, MOST);
    if (!name || !text) {
        free(name);
        free(text);
        no_memory(h);
        return;
    }
    for (int i = 0; i < x->n_case; i++) {
        polder_experiment_case_name(x, i, text + (size_t)i * MOST, MOST);
        name[i] = text + (size_t)i * MOST;
    }
    for (int a = 0; a < x->n_arm; a++) name[x->n_case + a] = x->arm[a].name;
    hid_t scale = count_scale(h, h->file, "cases", x->n_case, "number of the case");
    hid_t set = polder_hdf_texts(h, h->file, "case_name", (hsize_t)x->n_case, name);
    polder_layout_doc(h, set, "name of the case: an arm at a design point", NULL);
    polder_hdf_attach(h, set, scale, 0);
    polder_hdf_leave(&set);
    case_index(h, x, scale, "case_arm", polder_experiment_arm, "arm of the case");
    case_index(h, x, scale, "case_point", polder_experiment_point, "design point of the case");
    hid_t arms = names(h, h->file, "arms", "arm_name", x->n_arm, name + x->n_case, "arm");
    polder_hdf_leave(&arms);
    layout_design(h, &x->table, &x->design);
    polder_hdf_leave(&scale);
    free(name);
    free(text);
}

void polder_layout_labels(polder_hdf_t *h, hid_t group, const polder_experiment_t *x)
{
    if (!x->network || !x->network->label || x->network->graph.n_org <= 0) return;
    const int32_t n = x->network->graph.n_org;
    hid_t scale = count_scale(h, group, "organisation_id", n, "number of the organisation");
    hid_t set =
        polder_hdf_texts(h, group, "label", (hsize_t)n, (const char *const *)x->network->label);
    polder_layout_doc(h, set, "name of the organisation in the network file", NULL);
    polder_hdf_attach(h, set, scale, 0);
    polder_hdf_leave(&set);
    polder_hdf_leave(&scale);
}
