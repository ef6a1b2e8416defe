/* layout.c: making what stands in the final file, by the list in dataset.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/fingerprint.h"
#include "io/declaration.h"
#include "io/disk.h"
#include "io/parts.h"

#ifndef POLDER_VERSION
#define POLDER_VERSION "unknown"
#endif

/* ---- datasets by the list ---- */

void polder_layout_init(polder_layout_t *layout, polder_hdf_t *h)
{
    *layout = (polder_layout_t){.h = h};
    for (int i = 0; i < POLDER_N_DIMENSION; i++) layout->scale[i] = -1;
}

void polder_layout_free(polder_layout_t *layout)
{
    for (int i = 0; i < POLDER_N_DIMENSION; i++) polder_hdf_leave(&layout->scale[i]);
}

hid_t polder_layout_type(polder_number_t type, bool in_file)
{
    switch (type) {
    case POLDER_INT8:
        return in_file ? H5T_STD_I8LE : H5T_NATIVE_INT8;
    case POLDER_INT32:
        return in_file ? H5T_STD_I32LE : H5T_NATIVE_INT32;
    case POLDER_INT64:
        return in_file ? H5T_STD_I64LE : H5T_NATIVE_INT64;
    case POLDER_FLOAT32:
        return in_file ? H5T_IEEE_F32LE : H5T_NATIVE_FLOAT;
    case POLDER_FLOAT64:
        return in_file ? H5T_IEEE_F64LE : H5T_NATIVE_DOUBLE;
    case POLDER_TEXT:
        break; /* polder_hdf_texts knows */
    }
    return -1;
}

void polder_layout_doc(polder_hdf_t *h, hid_t set, const char *long_name, const char *units)
{
    polder_hdf_text(h, set, "long_name", long_name);
    polder_hdf_text(h, set, "units", units);
}

/* What the dataset has to do with its dimensions: it is the scale of one, or hangs on them. */
static void tie(polder_layout_t *layout, hid_t set, const polder_dataset_t *d)
{
    polder_hdf_t *h = layout->h;
    if (h->bad) return;
    if (d->flags & POLDER_SCALE) {
        polder_hdf_scale(h, set, d->name);
        if (H5Iinc_ref(set) > 0) layout->scale[d->rows] = set;
        return;
    }
    polder_hdf_attach(h, set, layout->scale[d->rows], 0);
    if (d->columns) polder_hdf_attach(h, set, layout->scale[d->columns], 1);
}

static hid_t make(polder_layout_t *layout, hid_t where, const polder_dataset_t *d, const char *name,
                  bool packed)
{
    const int64_t columns = layout->size[d->columns];
    return polder_hdf_make(layout->h, where, name,
                           &(polder_hdf_shape_t){.type = polder_layout_type(d->type, true),
                                                 .rows = (hsize_t)layout->size[d->rows],
                                                 .columns = (hsize_t)columns,
                                                 .chunk = (hsize_t)polder_layout_chunk(columns),
                                                 .deflate = packed,
                                                 .fill = (d->flags & POLDER_COLUMN) != 0});
}

int64_t polder_layout_chunk(int64_t columns)
{
    return columns > 0 ? polder_store_rows(columns) : POLDER_CHUNK_UNITS;
}

hid_t polder_layout_make(polder_layout_t *layout, hid_t where, polder_dataset_id_t id)
{
    const polder_dataset_t *d = &polder_datasets[id];
    hid_t set = make(layout, where, d, d->name, (d->flags & POLDER_PACKED) != 0);
    polder_layout_doc(layout->h, set, d->doc, d->units);
    tie(layout, set, d);
    return set;
}

hid_t polder_layout_column(polder_layout_t *layout, hid_t where, polder_dataset_id_t id,
                           const polder_field_t *field, bool packed)
{
    const polder_dataset_t *d = &polder_datasets[id];
    hid_t set = make(layout, where, d, field->name, packed);
    polder_layout_field(layout->h, set, field);
    tie(layout, set, d);
    return set;
}

void polder_layout_texts(polder_layout_t *layout, hid_t where, polder_dataset_id_t id,
                         const char *const *text)
{
    const polder_dataset_t *d = &polder_datasets[id];
    const int64_t n = layout->size[d->rows];
    hid_t set = polder_hdf_texts(layout->h, where, d->name, (hsize_t)n, text);
    polder_layout_doc(layout->h, set, d->doc, d->units);
    tie(layout, set, d);
    polder_hdf_leave(&set);
}

/* Whole numbers, number(of, i) in row i. */
static void numbers(polder_layout_t *layout, hid_t where, polder_dataset_id_t id,
                    int32_t (*number)(const void *of, int64_t i), const void *of)
{
    const int64_t n = layout->size[polder_datasets[id].rows];
    int32_t *value = malloc((size_t)n * sizeof *value);
    if (!value) {
        polder_hdf_no_memory(layout->h);
        return;
    }
    for (int64_t i = 0; i < n; i++) value[i] = number(of, i);
    hid_t set = polder_layout_make(layout, where, id);
    polder_hdf_write(layout->h, set, H5T_NATIVE_INT32, 0, (hsize_t)n, value);
    polder_hdf_leave(&set);
    free(value);
}

static int32_t itself(const void *of, int64_t i)
{
    (void)of;
    return (int32_t)i;
}

static int32_t arm_of(const void *of, int64_t i)
{
    return polder_experiment_arm(of, (int)i);
}

static int32_t point_of(const void *of, int64_t i)
{
    return polder_experiment_point(of, (int)i);
}

static void whole(polder_hdf_t *h, const char *name, int64_t value)
{
    polder_hdf_numbers(h, h->file, name, H5T_STD_I64LE, H5T_NATIVE_INT64, 0, &value);
}

/* netCDF wants the history of a file in one text. A time in it would change the bytes of equal
 * experiments: that is in the log. */
static void history(polder_hdf_t *h, const polder_experiment_t *x)
{
    char *text = polder_disk_text("polder %s (code %s, commit %s): %lld networks of the model %s, "
                                  "seed %llu",
                                  POLDER_VERSION, polder_fingerprint(), polder_code_commit(),
                                  (long long)polder_experiment_units(x), x->table.model->name,
                                  (unsigned long long)x->seed);
    if (!text) polder_hdf_no_memory(h);
    polder_hdf_text(h, h->file, "history", text);
    free(text);
}

static void declaration(polder_hdf_t *h, const polder_model_t *model)
{
    char *text = polder_declaration_text(model);
    if (!text) polder_hdf_no_memory(h);
    polder_hdf_text(h, h->file, "declaration", text);
    free(text);
}

void polder_layout_root(polder_hdf_t *h, const polder_store_t *store)
{
    const polder_experiment_t *x = store->x;
    const bool futures = polder_experiment_futures(x) > 1;
    const bool told = futures || polder_experiment_tells(x);
    const bool observed = x->record.n_observed > 0 || !polder_experiment_ends_together(x);
    const int32_t format = polder_experiment_members_differ(x) ? POLDER_MEMBERS_FORMAT
                           : observed                          ? POLDER_OBSERVED_FORMAT
                           : told                              ? POLDER_TOLD_FORMAT
                                                               : POLDER_PLAIN_FORMAT;
    polder_hdf_text(h, h->file, "Conventions", "Polder-2");
    polder_hdf_text(h, h->file, "title", x->title ? x->title : "");
    polder_hdf_text(h, h->file, "title_nl", x->title_nl);
    polder_hdf_text(h, h->file, "description", x->description);
    polder_hdf_text(h, h->file, "description_nl", x->description_nl);
    polder_hdf_text(h, h->file, "model", x->table.model->name);
    polder_hdf_text(h, h->file, "source", "polder " POLDER_VERSION);
    polder_hdf_text(h, h->file, "polder_version", POLDER_VERSION);
    polder_hdf_text(h, h->file, "polder_fingerprint", polder_fingerprint());
    polder_hdf_text(h, h->file, "polder_commit", polder_code_commit());
    polder_hdf_text(h, h->file, "generator", POLDER_GENERATOR);
    history(h, x);
    polder_hdf_numbers(h, h->file, "format_version", H5T_STD_I32LE, H5T_NATIVE_INT32, 0, &format);
    /* Not every reader takes unsigned numbers, so they are kept for seeds that need them. */
    if (x->seed <= INT64_MAX)
        whole(h, "seed", (int64_t)x->seed);
    else
        polder_hdf_numbers(h, h->file, "seed", H5T_STD_U64LE, H5T_NATIVE_UINT64, 0, &x->seed);
    whole(h, "replicates", x->replicates);
    if (futures) whole(h, "foundings", polder_experiment_foundings(x));
    if (futures) whole(h, "futures", x->futures);
    whole(h, "horizon", polder_experiment_last(x));
    polder_hdf_text(h, h->file, "tick", x->table.model->tick);
    declaration(h, x->table.model);
    /* xarray: these are coordinates, not results. */
    polder_hdf_text(h, h->file, "coordinates",
                    futures ? "case arm replicate founding future case_name"
                            : "case arm replicate case_name");
    polder_hdf_text(h, h->file, "baseline", x->arm[x->baseline].name);
    polder_hdf_text(h, h->file, "experiment", store->description);
}

/* "a|b|c" as flag_values 0 1 2 and flag_meanings "a b c", as netCDF readers know them. */
static void choices(polder_hdf_t *h, hid_t set, const char *text)
{
    float value[64];
    hsize_t n = 1;
    char *words = polder_disk_text("%s", text);
    if (!words) {
        polder_hdf_no_memory(h);
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

/* The group /design: what was varied, and the value of each factor at each point. */
static void layout_design(polder_layout_t *layout, const polder_table_t *table,
                          const polder_design_t *design)
{
    polder_hdf_t *h = layout->h;
    if (!design->kind) return;
    const char **name = calloc(2 * (size_t)design->n_factor + 1, sizeof *name);
    if (!name) {
        polder_hdf_no_memory(h);
        return;
    }
    const char **words = name + design->n_factor;
    for (int i = 0; i < design->n_factor; i++) {
        const polder_factor_t *factor = &design->factor[i];
        name[i] = factor->name;
        const bool number = factor->argument >= 0 || factor->field < 0;
        words[i] = number ? NULL : table->field[factor->field]->choices;
    }
    layout->size[POLDER_DIM_POINTS] = design->n_point;
    layout->size[POLDER_DIM_FACTORS] = design->n_factor;
    hid_t group = polder_hdf_group(h, "design");
    polder_hdf_text(h, group, "kind", design->kind);
    polder_hdf_numbers(h, group, "points_together", H5T_STD_I32LE, H5T_NATIVE_INT, 0,
                       &design->n_together);
    numbers(layout, group, POLDER_SET_POINTS, itself, NULL);
    numbers(layout, group, POLDER_SET_FACTORS, itself, NULL);
    polder_layout_texts(layout, group, POLDER_SET_FACTOR, name);
    polder_layout_texts(layout, group, POLDER_SET_CHOICES, words);
    hid_t set = polder_layout_make(layout, group, POLDER_SET_VALUE);
    polder_hdf_write(h, set, H5T_NATIVE_DOUBLE, 0, (hsize_t)design->n_point, design->value);
    polder_hdf_leave(&set);
    polder_hdf_leave(&group);
    free(name);
}

void polder_layout_cases(polder_layout_t *layout, const polder_experiment_t *x)
{
    enum { MOST = POLDER_CASE_NAME };
    hid_t file = layout->h->file;
    const char **name = calloc((size_t)x->n_case + (size_t)x->n_arm, sizeof *name);
    char *text = calloc((size_t)x->n_case, MOST);
    if (!name || !text) {
        free(name);
        free(text);
        polder_hdf_no_memory(layout->h);
        return;
    }
    for (int i = 0; i < x->n_case; i++) {
        polder_experiment_case_name(x, i, text + (size_t)i * MOST, MOST);
        name[i] = text + (size_t)i * MOST;
    }
    for (int a = 0; a < x->n_arm; a++) name[x->n_case + a] = x->arm[a].name;
    layout->size[POLDER_DIM_CASES] = x->n_case;
    layout->size[POLDER_DIM_ARMS] = x->n_arm;
    numbers(layout, file, POLDER_SET_CASES, itself, NULL);
    polder_layout_texts(layout, file, POLDER_SET_CASE_NAME, name);
    numbers(layout, file, POLDER_SET_CASE_ARM, arm_of, x);
    numbers(layout, file, POLDER_SET_CASE_POINT, point_of, x);
    numbers(layout, file, POLDER_SET_ARMS, itself, NULL);
    polder_layout_texts(layout, file, POLDER_SET_ARM_NAME, name + x->n_case);
    layout_design(layout, &x->table, &x->design);
    free(name);
    free(text);
}

/* Who is there in which arm: a row for each, over the organisations that have names. */
static void layout_members(polder_layout_t *layout, hid_t group, const polder_experiment_t *x)
{
    polder_hdf_t *h = layout->h;
    const int32_t n = x->network->graph.n_org;
    int8_t *there = malloc((size_t)n);
    if (!there) {
        polder_hdf_no_memory(h);
        return;
    }
    layout->size[POLDER_DIM_MEMBERS] = n;
    layout->scale[POLDER_DIM_MEMBERS] = layout->scale[POLDER_DIM_LABELS];
    hid_t set = polder_layout_make(layout, group, POLDER_SET_ARM_MEMBER);
    layout->scale[POLDER_DIM_MEMBERS] = -1; /* it is the one of the labels, which is let go once */
    for (int a = 0; a < x->n_arm; a++) {
        polder_experiment_members(x, a, there);
        polder_hdf_write(h, set, H5T_NATIVE_INT8, (hsize_t)a, 1, there);
    }
    polder_hdf_leave(&set);
    free(there);
}

void polder_layout_labels(polder_layout_t *layout, hid_t group, const polder_experiment_t *x)
{
    if (!x->network || !x->network->label || x->network->graph.n_org <= 0) return;
    layout->size[POLDER_DIM_LABELS] = x->network->graph.n_org;
    numbers(layout, group, POLDER_SET_LABEL_ID, itself, NULL);
    polder_layout_texts(layout, group, POLDER_SET_LABEL, (const char *const *)x->network->label);
    if (polder_experiment_members_differ(x)) layout_members(layout, group, x);
}
