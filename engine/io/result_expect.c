/* result_expect.c: what must be in a result file, by the experiment it says it is of. See result.h.
 */
#include <inttypes.h>
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/experiment.h"
#include "experiment/keys.h"
#include "io/json.h"
#include "io/result.h"

int polder_result_wrong(const polder_result_t *result, polder_report_t *report)
{
    const polder_hdf_t *h = result->h;
    if (h->memory)
        return polder_fail(report, POLDER_MEMORY, "%s: no memory to read it", result->path);
    if (h->transient)
        return polder_fail(report, POLDER_FILE,
                           h->sealed && !h->error
                               ? "%s: cannot be read: %s (is there enough memory?)"
                               : "%s: cannot be read: %s",
                           result->path, h->message);
    /* It is as it was written; and some want of memory goes without a word. */
    if (h->sealed)
        return polder_fail(report, POLDER_FORMAT,
                           "%s: %s, though its digest is right: there is too little memory to read "
                           "it, or polder has not made it",
                           result->path, h->message);
    return polder_fail(report, POLDER_FORMAT, "%s is damaged: %s", result->path, h->message);
}

/* ---- attributes ---- */

static const polder_attribute_row_t *attribute_named(const char *name)
{
    for (size_t i = 0; i < polder_n_attribute; i++)
        if (strcmp(polder_attributes[i].name, name) == 0) return &polder_attributes[i];
    return NULL;
}

/* Texts are kept. Whole numbers are read again where they are used. */
static void take_attribute(polder_result_t *result, const polder_attribute_row_t *row)
{
    int64_t number = 0;
    polder_hdf_t *h = result->h;
    if (row->type != POLDER_TEXT) {
        polder_hdf_get_int64(h, h->file, row->name, 1, &number);
        return;
    }
    char *text = polder_hdf_get_text(h, h->file, row->name), *name = strdup(row->name);
    result->text[result->n_text++] = (polder_attribute_t){name, text};
    if (!name) polder_hdf_no_memory(h);
}

static void attributes(polder_result_t *result)
{
    hsize_t n = 0;
    polder_hdf_t *h = result->h;
    char **name = polder_hdf_attributes(h, h->file, &n);
    result->text = calloc(polder_n_attribute, sizeof *result->text);
    if (!result->text) polder_hdf_no_memory(h);
    for (size_t i = 0; i < polder_n_attribute && !h->bad; i++) {
        const polder_attribute_row_t *row = &polder_attributes[i];
        if (polder_hdf_has(h, h->file, row->name))
            take_attribute(result, row);
        else if (!h->bad && row->since > 0 && result->format >= row->since)
            polder_hdf_spoil(h, "it has no attribute %s", row->name);
    }
    /* netCDF adds one of its own, with "_" in front, when it writes to a file. */
    for (hsize_t i = 0; i < n && !h->bad; i++)
        if (name[i][0] != '_' && !attribute_named(name[i]))
            polder_hdf_spoil(h, "it has an attribute %.60s, which no result has", name[i]);
    polder_hdf_free(name, n);
}

/* ---- the experiment ---- */

/* A whole number of the experiment, from `least` to `most`. */
static int64_t number(polder_result_t *result, const json_t *object, const char *key, int64_t least,
                      int64_t most)
{
    const json_t *value = json_object_get(object, key);
    const int64_t n = json_integer_value(value);
    if (!json_is_integer(value) || n < least || n > most) {
        polder_hdf_spoil(result->h, "its experiment has no possible %s", key);
        return least;
    }
    return n;
}

/* An attribute that says the same as the experiment. */
static void same(polder_result_t *result, const char *name, int64_t should)
{
    int64_t value = 0;
    polder_hdf_get_int64(result->h, result->h->file, name, 1, &value);
    if (value != should)
        polder_hdf_spoil(result->h, "its attribute %s says %lld and its experiment %lld", name,
                         (long long)value, (long long)should);
}

/* Names of fields: columns whose datasets are not open yet. */
static void columns(polder_result_t *result, const json_t *list, const char *what,
                    polder_column_set_t **column, int *n)
{
    enum { MOST = 100000 };
    polder_hdf_t *h = result->h;
    const size_t size = json_array_size(list);
    if (!json_is_array(list) || size > MOST)
        polder_hdf_spoil(h, "its experiment does not say which fields are %s", what);
    *column = h->bad ? NULL : calloc(size + 1, sizeof **column);
    if (!*column) polder_hdf_no_memory(h);
    for (size_t i = 0; i < size && !h->bad; i++) {
        const char *text = json_string_value(json_array_get(list, i));
        if (!text || !*text || strchr(text, '/') || polder_dataset_reserved(text)) {
            polder_hdf_spoil(h, "its experiment has %s that is no field", what);
            break;
        }
        (*column)[i].set = -1;
        (*column)[i].name = strdup(text);
        if (!(*column)[i].name) polder_hdf_no_memory(h);
        *n = (int)i + 1;
    }
}

/* The arms in which it cannot be asked, by their names in the experiment. */
static void unknown_in(polder_result_t *result, polder_result_observed_t *o, const char *name,
                       const json_t *list, const json_t *arms)
{
    polder_hdf_t *h = result->h;
    const size_t n = json_array_size(list), n_arm = json_array_size(arms);
    o->unknown = calloc(n + 1, sizeof *o->unknown);
    if (!o->unknown) polder_hdf_no_memory(h);
    for (size_t i = 0; i < n && !h->bad; i++) {
        const char *wanted = json_string_value(json_array_get(list, i));
        size_t arm = 0;
        while (arm < n_arm && wanted) {
            const char *is = json_string_value(json_object_get(json_array_get(arms, arm), "name"));
            if (is && strcmp(is, wanted) == 0) break;
            arm++;
        }
        bool twice = false;
        for (int k = 0; k < o->n_unknown; k++) twice |= o->unknown[k] == (int)arm;
        if (!wanted || arm == n_arm || twice)
            polder_hdf_spoil(h, "its experiment does not say in which arms %.60s is unknown", name);
        else
            o->unknown[o->n_unknown++] = (int)arm;
    }
}

/* What was observed, by its name and, in it, one key that says what. */
static void observed_one(polder_result_t *result, const char *name, const json_t *asked,
                         const json_t *arms)
{
    polder_hdf_t *h = result->h;
    polder_result_observed_t *o = &result->observed[result->n_observed];
    const char *key = NULL;
    json_t *value = NULL;
    *o = (polder_result_observed_t){.from = 1, .until = result->horizon};
    json_object_foreach((json_t *)(uintptr_t)asked, key, value)
    {
        if (strcmp(key, "from") == 0)
            o->from = (int)number(result, asked, key, 1, POLDER_MAX_HORIZON);
        else if (strcmp(key, "until") == 0)
            o->until = (int)number(result, asked, key, 1, POLDER_MAX_HORIZON);
        else if (strcmp(key, "unknown") == 0 && json_is_array(value) && !o->unknown)
            unknown_in(result, o, name, value, arms);
        else if (!json_is_string(value) || o->kind)
            polder_hdf_spoil(h, "its experiment does not say what %.60s is", name);
        else {
            o->kind = strdup(key);
            o->what = strdup(json_string_value(value));
            if (!o->kind || !o->what) polder_hdf_no_memory(h);
        }
    }
    if (!o->kind) polder_hdf_spoil(h, "its experiment does not say what %.60s is", name);
    o->name = strdup(name);
    if (!o->name) polder_hdf_no_memory(h);
    o->first = o->kind && strcmp(o->kind, "first") == 0;
    result->n_observed++;
}

/* In the order of their names, as the columns stand. */
static void observed(polder_result_t *result, const json_t *experiment, json_t *columns_too)
{
    json_t *all = json_object_get(experiment, "observe"), *value = NULL;
    const char *name = NULL;
    polder_hdf_t *h = result->h;
    if (all && (!json_is_object(all) || result->format < POLDER_OBSERVED_FORMAT))
        polder_hdf_spoil(h, "its experiment does not say what is observed");
    if (!all || h->bad) return;
    result->observed = calloc(json_object_size(all) + 1, sizeof *result->observed);
    if (!result->observed) polder_hdf_no_memory(h);
    json_object_foreach(all, name, value)
    {
        if (h->bad) return;
        observed_one(result, name, value, json_object_get(experiment, "arms"));
        if (json_array_append_new(columns_too, json_string(name)) != 0) polder_hdf_no_memory(h);
    }
}

static void record(polder_result_t *result, const json_t *experiment)
{
    const json_t *record = json_object_get(experiment, "record");
    result->recorded = number(result, record, "networks", 0, POLDER_MAX_REPLICATES);
    result->every = (int)number(result, record, "every", 0, INT32_MAX);
    /* Inputs are columns like others; before format 2 there were none. */
    json_t *summary = json_object_get(record, "summary"), *all = json_copy(summary);
    const json_t *inputs = json_object_get(record, "inputs");
    if (summary && !all) polder_hdf_no_memory(result->h);
    /* Of two lists it is only memory that can lack. */
    const bool lists = json_is_array(all) && json_is_array(inputs);
    if (lists && json_array_extend(all, (json_t *)(uintptr_t)inputs) != 0)
        polder_hdf_no_memory(result->h);
    else if (inputs && !lists)
        polder_hdf_spoil(result->h, "its experiment does not say what its inputs are");
    if (json_is_array(all)) observed(result, experiment, all);
    columns(result, all, "summaries", &result->column, &result->n_column);
    json_decref(all);
    columns(result, json_object_get(record, "columns"), "recorded", &result->track,
            &result->n_track);
}

/* Those that are listed, and those that move along with one of them. */
static int64_t count_factors(const json_t *factors)
{
    int64_t n = 0;
    size_t i = 0;
    const json_t *factor = NULL;
    json_array_foreach(factors, i, factor)
    {
        void *only = json_object_iter((json_t *)factor);
        n += 1 + (int64_t)json_array_size(json_object_get(json_object_iter_value(only), "with"));
    }
    return n;
}

/* Arms × points is cases. */
static void cases(polder_result_t *result, const json_t *experiment)
{
    int64_t *size = result->size;
    polder_hdf_t *h = result->h;
    const json_t *arms = json_object_get(experiment, "arms");
    const json_t *design = json_object_get(experiment, "design");
    const json_t *factors = json_object_get(design, "factors");
    size[POLDER_DIM_ARMS] = (int64_t)json_array_size(arms);
    if (json_is_object(design)) {
        /* points was their number before a text was a scenario, in which they may be base points.
         */
        const bool all = json_object_get(design, "all_points") != NULL;
        size[POLDER_DIM_POINTS] =
            number(result, design, all ? "all_points" : "points", 1, POLDER_MAX_CASES);
        size[POLDER_DIM_FACTORS] = count_factors(factors);
        if (size[POLDER_DIM_FACTORS] < 1) polder_hdf_spoil(h, "its design has no factors");
    }
    const int64_t points = size[POLDER_DIM_POINTS] > 0 ? size[POLDER_DIM_POINTS] : 1;
    if (size[POLDER_DIM_ARMS] > POLDER_MAX_CASES / points)
        polder_hdf_spoil(h, "its experiment has more arms and points than there can be");
    size[POLDER_DIM_CASES] = size[POLDER_DIM_ARMS] * points;
    /* Before there were arms each case was one, and only the file said how many. */
    hsize_t n = 0, none = 0;
    if (size[POLDER_DIM_ARMS] == 0 && result->format == 1) {
        hid_t set = polder_hdf_find(h, "case_name");
        polder_hdf_size(h, set, &n, &none);
        polder_hdf_leave(&set);
        size[POLDER_DIM_CASES] = (int64_t)n;
    }
    if (size[POLDER_DIM_CASES] < 1 || size[POLDER_DIM_CASES] > POLDER_MAX_CASES)
        polder_hdf_spoil(h, "its experiment has no possible number of arms");
}

/* Replicates; and, if they are more than one of each, the futures of foundings. */
static void counts(polder_result_t *result, const json_t *experiment)
{
    int64_t *size = result->size;
    if (json_object_get(experiment, "first_founding"))
        result->first_founding =
            number(result, experiment, "first_founding", 0, POLDER_MAX_REPLICATES - 1);
    if (!json_object_get(experiment, "futures")) {
        size[POLDER_DIM_REPLICATES] =
            number(result, experiment, "replicates", 1, POLDER_MAX_REPLICATES);
        same(result, "replicates", size[POLDER_DIM_REPLICATES]);
        return;
    }
    const int64_t foundings = number(result, experiment, "foundings", 1, POLDER_MAX_REPLICATES);
    const int64_t futures = number(result, experiment, "futures", 2, POLDER_MAX_REPLICATES);
    if (foundings > POLDER_MAX_REPLICATES / futures)
        polder_hdf_spoil(result->h, "its experiment has more networks than there can be");
    size[POLDER_DIM_FOUNDINGS] = foundings;
    size[POLDER_DIM_FUTURES] = futures;
    size[POLDER_DIM_REPLICATES] = foundings * futures;
    same(result, "foundings", foundings);
    same(result, "futures", futures);
    same(result, "replicates", foundings * futures);
}

/* How long arms live: as all do, but for those that say otherwise. */
static void horizons(polder_result_t *result, const json_t *experiment)
{
    const json_t *arms = json_object_get(experiment, "arms"), *arm = NULL;
    const int all = (int)number(result, experiment, "horizon", 1, POLDER_MAX_HORIZON);
    const size_t n = json_array_size(arms);
    size_t i = 0;
    bool differ = false;
    result->horizon = n > 0 ? 0 : all;
    result->lasts = calloc(n + 1, sizeof *result->lasts);
    if (!result->lasts) {
        polder_hdf_no_memory(result->h);
        return;
    }
    json_array_foreach(arms, i, arm)
    {
        const bool own = json_object_get(arm, "horizon") != NULL;
        const int lasts = own ? (int)number(result, arm, "horizon", 1, POLDER_MAX_HORIZON) : all;
        result->lasts[i] = lasts;
        differ |= lasts != result->lasts[0];
        if (lasts > result->horizon) result->horizon = lasts;
    }
    if (differ) return;
    free(result->lasts);
    result->lasts = NULL;
}

/* Are the members of an arm not those of the network file? Before format 5 a file does not say who they
 * are. */
static bool members_differ(const polder_result_t *result, const json_t *experiment)
{
    const json_t *arm = NULL;
    size_t i = 0;
    json_array_foreach(json_object_get(experiment, "arms"), i, arm)
    {
        const json_t *network = json_object_get(arm, "network");
        if (json_object_get(network, "absent") || json_object_get(network, "file"))
            return result->format >= POLDER_MEMBERS_FORMAT;
    }
    return false;
}

int polder_result_expect(polder_result_t *result, polder_report_t *report)
{
    bool memory = false;
    polder_hdf_t *h = result->h;
    attributes(result);
    if (h->bad) return polder_result_wrong(result, report);
    const char *text = polder_result_text(result, "experiment");
    json_t *experiment = polder_json_read(text ? text : "", JSON_REJECT_DUPLICATES, &memory);
    if (memory) polder_hdf_no_memory(h);
    if (!json_is_object(experiment)) polder_hdf_spoil(h, "the experiment in it is not JSON");
    counts(result, experiment);
    horizons(result, experiment);
    same(result, "horizon", result->horizon);
    cases(result, experiment);
    record(result, experiment);
    result->members_differ = members_differ(result, experiment);
    result->size[POLDER_DIM_NETWORKS] =
        result->size[POLDER_DIM_REPLICATES] * result->size[POLDER_DIM_CASES];
    json_decref(experiment);
    return h->bad ? polder_result_wrong(result, report) : POLDER_OK;
}
