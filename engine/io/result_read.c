/* result_read.c: what is in a result file, and reading it. See store.h. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/result.h"

/* ---- what is in it ---- */

const char *polder_result_text(const polder_result_t *result, const char *attribute)
{
    for (int i = 0; i < result->n_text; i++)
        if (strcmp(result->text[i].name, attribute) == 0) return result->text[i].text;
    return NULL;
}

const char *polder_result_description(const polder_result_t *result)
{
    return polder_result_text(result, "experiment");
}

const polder_model_t *polder_result_model(const polder_result_t *result)
{
    return &result->declared.model;
}

const char *polder_result_path(const polder_result_t *result)
{
    return result->path;
}

int64_t polder_result_networks(const polder_result_t *result)
{
    return result->size[POLDER_DIM_NETWORKS];
}

int64_t polder_result_futures(const polder_result_t *result)
{
    const int64_t n = result->size[POLDER_DIM_FUTURES];
    return n > 1 ? n : 1;
}

int64_t polder_result_first_founding(const polder_result_t *result)
{
    return result->first_founding;
}

int polder_result_n_observed(const polder_result_t *result)
{
    return result->n_observed;
}

const polder_result_observed_t *polder_result_observed(const polder_result_t *result, int i)
{
    return i >= 0 && i < result->n_observed ? &result->observed[i] : NULL;
}

int polder_result_observed_find(const polder_result_t *result, const char *name)
{
    for (int i = 0; i < result->n_observed; i++)
        if (strcmp(result->observed[i].name, name) == 0) return i;
    return -1;
}

bool polder_result_answers(const polder_result_t *result, const polder_result_observed_t *o,
                           int arm)
{
    if (o->first && polder_result_lasts(result, arm) < o->from) return false;
    for (int i = 0; i < o->n_unknown; i++)
        if (o->unknown[i] == arm) return false;
    return true;
}

int polder_result_n_case(const polder_result_t *result)
{
    return (int)result->size[POLDER_DIM_CASES];
}

const char *polder_result_case(const polder_result_t *result, int case_index)
{
    return case_index >= 0 && case_index < polder_result_n_case(result)
               ? result->case_index[case_index]
               : NULL;
}

int polder_result_horizon(const polder_result_t *result)
{
    return result->horizon;
}

int polder_result_lasts(const polder_result_t *result, int arm)
{
    const bool own = result->lasts && arm >= 0 && arm < polder_result_n_arm(result);
    return own ? result->lasts[arm] : result->horizon;
}

int polder_result_common(const polder_result_t *result)
{
    int common = result->horizon;
    for (int a = 0; result->lasts && a < polder_result_n_arm(result); a++)
        if (result->lasts[a] < common) common = result->lasts[a];
    return common;
}

int polder_result_n_arm(const polder_result_t *result)
{
    return (int)result->size[result->arm ? POLDER_DIM_ARMS : POLDER_DIM_CASES];
}

const char *polder_result_arm(const polder_result_t *result, int arm)
{
    if (!result->arm) return polder_result_case(result, arm);
    return arm >= 0 && arm < polder_result_n_arm(result) ? result->arm[arm] : NULL;
}

int polder_result_baseline(const polder_result_t *result)
{
    return result->baseline;
}

const char *polder_result_design(const polder_result_t *result)
{
    return result->design;
}

int polder_result_points_together(const polder_result_t *result)
{
    return result->points_together;
}

int polder_result_n_point(const polder_result_t *result)
{
    const int64_t n = result->size[POLDER_DIM_POINTS];
    return n > 0 ? (int)n : 1;
}

int polder_result_n_factor(const polder_result_t *result)
{
    return (int)result->size[POLDER_DIM_FACTORS];
}

const char *polder_result_factor(const polder_result_t *result, int factor)
{
    return factor >= 0 && factor < polder_result_n_factor(result) ? result->factor[factor] : NULL;
}

const char *polder_result_word(const polder_result_t *result, int factor, double value, int *length)
{
    if (factor < 0 || factor >= polder_result_n_factor(result) || !result->choices) return NULL;
    const char *words = result->choices[factor];
    if (!words || !*words || !(value >= 0 && value < 1000) || value != floor(value)) return NULL;
    return polder_choice_at(words, (int)value, length);
}

const char *polder_result_label(const polder_result_t *result, int organisation)
{
    return organisation >= 0 && organisation < result->size[POLDER_DIM_LABELS]
               ? result->label[organisation]
               : NULL;
}

bool polder_result_is_member(const polder_result_t *result, int arm, int organisation)
{
    const int64_t n = result->size[POLDER_DIM_MEMBERS];
    if (!result->member || arm < 0 || arm >= polder_result_n_arm(result)) return true;
    return organisation < 0 || organisation >= n || result->member[arm * n + organisation] != 0;
}

int polder_result_n_column(const polder_result_t *result)
{
    return result->n_column;
}

const char *polder_result_column(const polder_result_t *result, int column)
{
    return column >= 0 && column < result->n_column ? result->column[column].name : NULL;
}

const polder_field_t *polder_result_field(const polder_result_t *result, const char *column)
{
    for (int i = 0; i < result->n_column; i++)
        if (strcmp(result->column[i].name, column) == 0) return &result->column[i].field;
    return NULL;
}

int polder_result_n_track(const polder_result_t *result)
{
    return result->n_track;
}

const char *polder_result_track(const polder_result_t *result, int track, polder_level_t *level,
                                int64_t *rows, int64_t *times)
{
    if (track < 0 || track >= result->n_track) return NULL;
    const polder_column_set_t *table = &result->track[track];
    if (level) *level = table->level;
    if (rows) *rows = table->rows;
    if (times) *times = table->times;
    return table->name;
}

/* ---- reading ---- */

static int unknown(const polder_result_t *result, const polder_column_set_t *list, int n,
                   bool timed, const char *name, polder_report_t *report)
{
    const char *near = NULL;
    const char **all = malloc(((size_t)n + 1) * sizeof *all);
    if (!all) return polder_out_of_memory(report);
    for (int i = 0; i < n; i++) all[i] = list[i].name;
    near = polder_nearest(name, all, (size_t)n);
    free(all);
    if (near)
        return polder_fail(report, POLDER_INPUT,
                           timed ? "%s has no trajectory %s (did you mean %s?)"
                                 : "%s has no column %s (did you mean %s?)",
                           result->path, name, near);
    return polder_fail(report, POLDER_INPUT,
                       timed ? "%s has no trajectory %s" : "%s has no column %s", result->path,
                       name);
}

int polder_result_piece(const polder_result_t *result, const polder_piece_t *p,
                        polder_report_t *report)
{
    polder_hdf_t *h = result->h;
    const size_t width = H5Tget_size(p->type);
    const int64_t columns = p->columns > 0 ? p->columns : 1;
    int code = POLDER_OK;
    if (p->first < 0 || p->n < 0 || p->first > p->rows || p->n > p->rows - p->first)
        return polder_fail(report, POLDER_INPUT, "%s: %s has %lld rows: not %lld from %lld",
                           result->path, p->name, (long long)p->rows, (long long)p->n,
                           (long long)p->first);
    if ((size_t)p->n > p->room / width / (size_t)columns)
        return polder_fail(report, POLDER_INTERNAL, "%s: no room for %lld rows of %s", result->path,
                           (long long)p->n, p->name);
    polder_hdf_read(h, p->set, p->type, (hsize_t)p->first, (hsize_t)p->n, p->out, p->room);
    if (h->bad) {
        char message[sizeof h->message];
        memcpy(message, h->message, sizeof message);
        snprintf(h->message, sizeof h->message, "%.60s: %.170s", p->name, message);
        code = polder_result_wrong(result, report);
    }
    /* One bad column does not spoil the others. */
    h->bad = h->transient = h->memory = false;
    h->message[0] = 0;
    return code;
}

static const polder_column_set_t *find(const polder_column_set_t *list, int n, const char *name)
{
    for (int i = 0; i < n; i++)
        if (strcmp(list[i].name, name) == 0) return &list[i];
    return NULL;
}

/* A first tick is one of those that were looked at, or none: whoever reads it counts with it. Where it
 * cannot be asked there is none. */
static int refuse_first(const polder_result_t *result, const polder_result_observed_t *o,
                        int64_t first, int64_t n, const float *value, polder_report_t *report)
{
    const int n_arm = polder_result_n_arm(result);
    for (int64_t i = 0; i < n; i++) {
        const int arm = (int)((first + i) % n_arm), lasts = polder_result_lasts(result, arm);
        const int until = o->until < lasts ? o->until : lasts;
        const float x = value[i];
        if (!isnan(x) && !polder_result_answers(result, o, arm))
            return polder_fail(
                report, POLDER_INPUT,
                "%s: %s of network %lld is %g, in an arm in which it cannot be asked", result->path,
                o->name, (long long)(first + i), (double)x);
        if (isnan(x) || (x >= (float)o->from && x <= (float)until && x == floorf(x))) continue;
        return polder_fail(report, POLDER_INPUT,
                           "%s: %s of network %lld is %g, which is no tick that was looked at "
                           "(%d to %d)",
                           result->path, o->name, (long long)(first + i), (double)x, o->from,
                           until);
    }
    return POLDER_OK;
}

int polder_result_read(const polder_result_t *result, const char *column, int64_t first, int64_t n,
                       float *out, polder_report_t *report)
{
    const polder_column_set_t *c = find(result->column, result->n_column, column);
    if (!c) return unknown(result, result->column, result->n_column, false, column, report);
    const int code =
        polder_result_piece(result,
                            &(polder_piece_t){.set = c->set,
                                              .type = H5T_NATIVE_FLOAT,
                                              .name = column,
                                              .rows = c->rows,
                                              .first = first,
                                              .n = n,
                                              .out = out,
                                              .room = n > 0 ? (size_t)n * sizeof *out : 0},
                            report);
    const polder_result_observed_t *o =
        polder_result_observed(result, polder_result_observed_find(result, column));
    return code < 0 || !o || !o->first ? code : refuse_first(result, o, first, n, out, report);
}

int polder_result_read_track(const polder_result_t *result, const char *track, int64_t first,
                             int64_t n, float *out, size_t room, polder_report_t *report)
{
    const polder_column_set_t *c = find(result->track, result->n_track, track);
    if (!c) return unknown(result, result->track, result->n_track, true, track, report);
    return polder_result_piece(result,
                               &(polder_piece_t){.set = c->set,
                                                 .type = H5T_NATIVE_FLOAT,
                                                 .name = track,
                                                 .rows = c->rows,
                                                 .columns = c->times,
                                                 .first = first,
                                                 .n = n,
                                                 .out = out,
                                                 .room = room * sizeof *out},
                               report);
}

int polder_result_read_points(const polder_result_t *result, int first, int n, double *out,
                              size_t room, polder_report_t *report)
{
    const int64_t *size = result->size;
    if (result->set[POLDER_SET_VALUE] < 0) return POLDER_OK;
    return polder_result_piece(result,
                               &(polder_piece_t){.set = result->set[POLDER_SET_VALUE],
                                                 .type = H5T_NATIVE_DOUBLE,
                                                 .name = "design/value",
                                                 .rows = size[POLDER_DIM_POINTS],
                                                 .columns = size[POLDER_DIM_FACTORS],
                                                 .first = first,
                                                 .n = n,
                                                 .out = out,
                                                 .room = room * sizeof *out},
                               report);
}

/* The dataset of whole numbers with this name; NULL: it is not in the file. */
static const polder_dataset_t *find_index(const polder_result_t *result, const char *name,
                                          hid_t *set)
{
    const char *slash = strchr(name, '/');
    const size_t length = slash ? (size_t)(slash - name) : 0;
    for (int i = 0; i < POLDER_N_DATASET; i++) {
        const polder_dataset_t *d = &polder_datasets[i];
        const bool whole =
            d->type == POLDER_INT8 || d->type == POLDER_INT32 || d->type == POLDER_INT64;
        if (result->set[i] < 0 || !whole || d->columns) continue;
        if (strlen(d->group) != length || strncmp(d->group, name, length) != 0) continue;
        if (strcmp(d->name, slash ? slash + 1 : name) != 0) continue;
        *set = result->set[i];
        return d;
    }
    return NULL;
}

int64_t polder_result_index_rows(const polder_result_t *result, const char *name)
{
    hid_t set = -1;
    const polder_dataset_t *d = find_index(result, name, &set);
    return d ? result->size[d->rows] : -1;
}

int polder_result_read_index(const polder_result_t *result, const char *name, int64_t first,
                             int64_t n, int64_t *out, polder_report_t *report)
{
    hid_t set = -1;
    const polder_dataset_t *d = find_index(result, name, &set);
    if (!d) return polder_fail(report, POLDER_INPUT, "%s has no index %s", result->path, name);
    const int code =
        polder_result_piece(result,
                            &(polder_piece_t){.set = set,
                                              .type = H5T_NATIVE_INT64,
                                              .name = name,
                                              .rows = result->size[d->rows],
                                              .first = first,
                                              .n = n,
                                              .out = out,
                                              .room = n > 0 ? (size_t)n * sizeof *out : 0},
                            report);
    /* Whoever counts by these numbers need not look at them. */
    const int64_t below = d->below ? result->size[d->below] : INT32_MAX;
    for (int64_t i = 0; i < n && code >= 0; i++)
        if (out[i] < 0 || out[i] >= below)
            return polder_fail(report, POLDER_FORMAT,
                               "%s is damaged: %s is %lld in row %lld, and must be from 0 to %lld",
                               result->path, name, (long long)out[i], (long long)(first + i),
                               (long long)(below - 1));
    return code;
}
