/* result_read.c: what is in a result file, and reading it. See store.h. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "result.h"

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

const char *polder_result_path(const polder_result_t *result)
{
    return result->path;
}

int64_t polder_result_networks(const polder_result_t *result)
{
    return result->networks;
}

int polder_result_n_case(const polder_result_t *result)
{
    return result->n_case;
}

const char *polder_result_case(const polder_result_t *result, int kase)
{
    return kase >= 0 && kase < result->n_case ? result->kase[kase] : NULL;
}

int polder_result_horizon(const polder_result_t *result)
{
    return result->horizon;
}

int polder_result_n_arm(const polder_result_t *result)
{
    return result->n_arm > 0 ? result->n_arm : result->n_case;
}

const char *polder_result_arm(const polder_result_t *result, int arm)
{
    if (result->n_arm == 0) return polder_result_case(result, arm);
    return arm >= 0 && arm < result->n_arm ? result->arm[arm] : NULL;
}

int polder_result_baseline(const polder_result_t *result)
{
    return result->baseline;
}

const char *polder_result_design(const polder_result_t *result)
{
    return result->design;
}

int polder_result_n_point(const polder_result_t *result)
{
    return result->n_point;
}

int polder_result_n_factor(const polder_result_t *result)
{
    return result->n_factor;
}

const char *polder_result_factor(const polder_result_t *result, int factor)
{
    return factor >= 0 && factor < result->n_factor ? result->factor[factor] : NULL;
}

const char *polder_result_word(const polder_result_t *result, int factor, double value, int *length)
{
    if (factor < 0 || factor >= result->n_factor || !result->choices) return NULL;
    const char *words = result->choices[factor];
    if (!words || !*words || !(value >= 0 && value < 1000) || value != floor(value)) return NULL;
    return polder_choice_at(words, (int)value, length);
}

const char *polder_result_label(const polder_result_t *result, int organisation)
{
    return organisation >= 0 && organisation < result->n_label ? result->label[organisation] : NULL;
}

int polder_result_n_column(const polder_result_t *result)
{
    return result->n_column;
}

const char *polder_result_column(const polder_result_t *result, int column)
{
    return column >= 0 && column < result->n_column ? result->column[column].name : NULL;
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
                   const char *what, const char *name, polder_report_t *report)
{
    const char *near = NULL;
    const char **all = malloc(((size_t)n + 1) * sizeof *all);
    if (!all) return polder_fail(report, POLDER_MEMORY, "out of memory");
    for (int i = 0; i < n; i++) all[i] = list[i].name;
    near = polder_nearest(name, all, (size_t)n);
    free(all);
    return polder_fail(report, POLDER_INPUT, "%s has no %s %s%s%s%s", result->path, what, name,
                       near ? " (did you mean " : "", near ? near : "", near ? "?)" : "");
}

static int read_rows(const polder_result_t *result, hid_t set, const char *name, hid_t type,
                     int64_t first, int64_t n, void *out, polder_report_t *report)
{
    hsize_t rows = 0, columns = 0;
    polder_hdf_t *h = result->h;
    polder_hdf_size(h, set, &rows, &columns);
    int r = POLDER_OK;
    if (!h->bad && (first < 0 || n < 0 || first > (int64_t)rows || n > (int64_t)rows - first))
        return polder_fail(report, POLDER_INPUT, "%s: %s has %lld rows, not %" PRId64, result->path,
                           name, (long long)rows, first + n);
    polder_hdf_read(h, set, type, (hsize_t)first, (hsize_t)n, out);
    if (h->bad)
        r = polder_fail(report, POLDER_FORMAT, "%s: %s cannot be read: HDF5 says: %s", result->path,
                        name, h->message);
    /* One bad column does not spoil the others. */
    h->bad = false;
    h->message[0] = 0;
    return r;
}

static const polder_column_set_t *find(const polder_column_set_t *list, int n, const char *name)
{
    for (int i = 0; i < n; i++)
        if (strcmp(list[i].name, name) == 0) return &list[i];
    return NULL;
}

int polder_result_read(const polder_result_t *result, const char *column, int64_t first, int64_t n,
                       float *out, polder_report_t *report)
{
    const polder_column_set_t *table = find(result->column, result->n_column, column);
    if (!table) return unknown(result, result->column, result->n_column, "column", column, report);
    return read_rows(result, table->set, column, H5T_NATIVE_FLOAT, first, n, out, report);
}

int polder_result_read_track(const polder_result_t *result, const char *track, int64_t first_row,
                             int64_t n_row, float *out, polder_report_t *report)
{
    const polder_column_set_t *table = find(result->track, result->n_track, track);
    if (!table) return unknown(result, result->track, result->n_track, "trajectory", track, report);
    return read_rows(result, table->set, track, H5T_NATIVE_FLOAT, first_row, n_row, out, report);
}

int polder_result_read_points(const polder_result_t *result, int first, int n, double *out,
                              polder_report_t *report)
{
    if (result->n_factor == 0) return POLDER_OK;
    hid_t set = polder_hdf_find(result->h, "design/value");
    const int r = read_rows(result, set, "design/value", H5T_NATIVE_DOUBLE, first, n, out, report);
    polder_hdf_leave(&set);
    return r;
}

int64_t polder_result_index_rows(const polder_result_t *result, const char *name)
{
    hsize_t rows = 0, columns = 0;
    polder_hdf_t *h = result->h;
    const char *slash = strchr(name, '/');
    char group[64];
    snprintf(group, sizeof group, "%.*s", slash ? (int)(slash - name) : 0, name);
    if (slash && H5Lexists(h->file, group, H5P_DEFAULT) <= 0) return -1;
    if (H5Lexists(h->file, name, H5P_DEFAULT) <= 0) return -1;
    hid_t set = polder_hdf_find(h, name);
    polder_hdf_size(h, set, &rows, &columns);
    polder_hdf_leave(&set);
    return (int64_t)rows;
}

int polder_result_read_index(const polder_result_t *result, const char *name, int64_t first,
                             int64_t n, int64_t *out, polder_report_t *report)
{
    polder_hdf_t *h = result->h;
    hid_t set = polder_hdf_find(h, name);
    hid_t type = set < 0 ? -1 : H5Dget_type(set);
    const bool whole = type >= 0 && H5Tget_class(type) == H5T_INTEGER;
    int r;
    if (type >= 0) H5Tclose(type);
    if (whole) {
        r = read_rows(result, set, name, H5T_NATIVE_INT64, first, n, out, report);
    } else {
        h->bad = false;
        h->message[0] = 0;
        r = polder_fail(report, POLDER_INPUT, "%s has no index %s", result->path, name);
    }
    polder_hdf_leave(&set);
    return r;
}
