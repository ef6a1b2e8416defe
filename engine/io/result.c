/* result.c: reading a result file. See store.h. */
#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "disk.h"
#include "hdf.h"
#include "store.h"

enum { NEWEST_FORMAT = 1 };

typedef struct {
    char *name; /* of the field */
    hid_t set;
    polder_level_t level;
    int64_t rows, times;
} table_t;

typedef struct {
    char *name, *text;
} text_t;

struct polder_result {
    polder_hdf_t *h; /* apart, so that reading from a const result can note an error */
    char *path;
    int64_t networks;
    int horizon;
    int n_case, n_column, n_track, n_text;
    char **kase;
    table_t *column, *track;
    text_t *text;
};

/* ---- opening ---- */

static int bad_memory(polder_report_t *report)
{
    return polder_fail(report, POLDER_MEMORY, "out of memory");
}

/* Number of things in a group, and the name of one, in the order they were made. */
static int64_t group_size(polder_hdf_t *h, const char *group)
{
    H5G_info_t info;
    if (h->bad || H5Gget_info_by_name(h->file, group, &info, H5P_DEFAULT) < 0) return 0;
    return (int64_t)info.nlinks;
}

static char *group_name(polder_hdf_t *h, const char *group, int64_t i)
{
    const ssize_t n = H5Lget_name_by_idx(h->file, group, H5_INDEX_CRT_ORDER, H5_ITER_INC,
                                         (hsize_t)i, NULL, 0, H5P_DEFAULT);
    char *name = n > 0 ? malloc((size_t)n + 1) : NULL;
    if (name && H5Lget_name_by_idx(h->file, group, H5_INDEX_CRT_ORDER, H5_ITER_INC, (hsize_t)i,
                                   name, (size_t)n + 1, H5P_DEFAULT) < 0)
        name[0] = 0;
    return name;
}

static polder_level_t level_named(const char *name)
{
    if (name && strcmp(name, polder_level_name(POLDER_ORGANISATION)) == 0)
        return POLDER_ORGANISATION;
    if (name && strcmp(name, polder_level_name(POLDER_ARC)) == 0) return POLDER_ARC;
    return POLDER_NETWORK;
}

/* Every dataset of a group that holds a field. */
static int tables(polder_result_t *result, const char *group, bool timed, table_t **list, int *n,
                  polder_report_t *report)
{
    polder_hdf_t *h = result->h;
    const int64_t size = group_size(h, group);
    *list = calloc((size_t)size + 1, sizeof **list);
    if (!*list) return bad_memory(report);
    for (int64_t i = 0; i < size && !h->bad; i++) {
        hsize_t rows = 0, times = 0;
        char *name = group_name(h, group, i);
        char *path = name ? polder_disk_text("%s/%s", group, name) : NULL;
        free(name);
        if (!path) return bad_memory(report);
        hid_t set = H5Oopen(h->file, path, H5P_DEFAULT);
        const bool is_set = set >= 0 && H5Iget_type(set) == H5I_DATASET;
        free(path);
        char *field = is_set ? polder_hdf_get_text(h, set, "field") : NULL;
        if (field) polder_hdf_size(h, set, &rows, &times);
        /* The callers' arrays count on this. */
        if (!field || (times > 0) != timed || (!timed && (int64_t)rows != result->networks)) {
            free(field);
            polder_hdf_leave(&set);
            continue;
        }
        char *level = polder_hdf_get_text(h, set, "level");
        (*list)[(*n)++] = (table_t){field, set, level_named(level), (int64_t)rows, (int64_t)times};
        free(level);
    }
    return POLDER_OK;
}

static int texts(polder_result_t *result, polder_report_t *report)
{
    polder_hdf_t *h = result->h;
    enum { MOST = 256 };
    result->text = calloc(MOST, sizeof *result->text);
    if (!result->text) return bad_memory(report);
    for (hsize_t i = 0; i < MOST && !h->bad; i++) {
        char name[128];
        /* Past the last one this fails. */
        if (H5Aget_name_by_idx(h->file, "/", H5_INDEX_NAME, H5_ITER_INC, i, name, sizeof name,
                               H5P_DEFAULT) < 0)
            break;
        char *text = polder_hdf_get_text(h, h->file, name);
        if (!text) continue;
        char *copy = strdup(name);
        result->text[result->n_text++] = (text_t){copy, text};
        if (!copy) return bad_memory(report);
    }
    return POLDER_OK;
}

static int check_format(polder_result_t *result, polder_report_t *report)
{
    int64_t format = 0, horizon = 0;
    polder_hdf_t *h = result->h;
    if (h->bad || !polder_hdf_has(h, h->file, "format_version") ||
        !polder_hdf_has(h, h->file, "experiment"))
        return polder_fail(report, POLDER_FORMAT, "%s is not a result of polder%s%s", result->path,
                           h->bad ? ": HDF5 says: " : "", h->bad ? h->message : "");
    polder_hdf_get_int64(h, h->file, "format_version", 1, &format);
    polder_hdf_get_int64(h, h->file, "horizon", 1, &horizon);
    result->horizon = (int)horizon;
    if (format <= NEWEST_FORMAT) return POLDER_OK;
    return polder_fail(report, POLDER_FORMAT,
                       "%s has file format %" PRId64 " and this version of polder reads up to %d: "
                       "a newer version can read it",
                       result->path, format, NEWEST_FORMAT);
}

static void sizes(polder_result_t *result)
{
    hsize_t rows = 0, columns = 0;
    polder_hdf_t *h = result->h;
    hid_t set = polder_hdf_find(h, "network");
    polder_hdf_size(h, set, &rows, &columns);
    polder_hdf_leave(&set);
    result->networks = (int64_t)rows;
    set = polder_hdf_find(h, "case_name");
    polder_hdf_size(h, set, &rows, &columns);
    result->kase = polder_hdf_read_texts(h, set, rows);
    if (result->kase) result->n_case = (int)rows;
    polder_hdf_leave(&set);
}

static int contents(polder_result_t *result, polder_report_t *report)
{
    struct stat status;
    int r;
    if (stat(result->path, &status) == 0 && !S_ISREG(status.st_mode))
        return polder_fail(report, POLDER_FILE, "%s is not a file", result->path);
    if (stat(result->path, &status) != 0)
        return polder_fail(report, POLDER_FILE, "%s: there is no such file", result->path);
    polder_hdf_open(result->h, result->path);
    r = check_format(result, report);
    if (r < 0) return r;
    sizes(result);
    r = tables(result, "/", false, &result->column, &result->n_column, report);
    if (r == POLDER_OK && !result->h->bad && H5Lexists(result->h->file, "trajectory", 0) > 0)
        r = tables(result, "/trajectory", true, &result->track, &result->n_track, report);
    if (r == POLDER_OK) r = texts(result, report);
    if (r == POLDER_OK && result->h->bad)
        r = polder_fail(report, POLDER_FORMAT, "%s is damaged: HDF5 says: %s", result->path,
                        result->h->message);
    return r;
}

int polder_result_open(polder_result_t **result, const char *path, polder_report_t *report)
{
    *result = calloc(1, sizeof **result);
    if (!*result) return bad_memory(report);
    (*result)->path = strdup(path);
    (*result)->h = calloc(1, sizeof *(*result)->h);
    int r;
    if ((*result)->h) (*result)->h->file = -1;
    if (!(*result)->path || !(*result)->h)
        r = bad_memory(report);
    else
        r = contents(*result, report);
    if (r < 0) {
        polder_result_close(*result);
        *result = NULL;
    }
    return r;
}

static void free_tables(table_t *list, int n)
{
    for (int i = 0; i < n; i++) {
        free(list[i].name);
        polder_hdf_leave(&list[i].set);
    }
    free(list);
}

void polder_result_close(polder_result_t *result)
{
    if (!result) return;
    free_tables(result->column, result->n_column);
    free_tables(result->track, result->n_track);
    for (int i = 0; i < result->n_text; i++) {
        free(result->text[i].name);
        free(result->text[i].text);
    }
    for (int i = 0; i < result->n_case; i++) free(result->kase[i]);
    free(result->kase);
    free(result->text);
    if (result->h) {
        const bool good = polder_hdf_end(result->h);
        (void)good; /* read only: nothing can be lost */
    }
    free(result->h);
    free(result->path);
    free(result);
}

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
    const table_t *table = &result->track[track];
    if (level) *level = table->level;
    if (rows) *rows = table->rows;
    if (times) *times = table->times;
    return table->name;
}

/* ---- reading ---- */

static int unknown(const polder_result_t *result, const table_t *list, int n, const char *what,
                   const char *name, polder_report_t *report)
{
    const char *near = NULL;
    const char **all = malloc(((size_t)n + 1) * sizeof *all);
    if (!all) return bad_memory(report);
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

static const table_t *find(const table_t *list, int n, const char *name)
{
    for (int i = 0; i < n; i++)
        if (strcmp(list[i].name, name) == 0) return &list[i];
    return NULL;
}

int polder_result_read(const polder_result_t *result, const char *column, int64_t first, int64_t n,
                       float *out, polder_report_t *report)
{
    const table_t *table = find(result->column, result->n_column, column);
    if (!table) return unknown(result, result->column, result->n_column, "column", column, report);
    return read_rows(result, table->set, column, H5T_NATIVE_FLOAT, first, n, out, report);
}

int polder_result_read_track(const polder_result_t *result, const char *track, int64_t first_row,
                             int64_t n_row, float *out, polder_report_t *report)
{
    const table_t *table = find(result->track, result->n_track, track);
    if (!table) return unknown(result, result->track, result->n_track, "trajectory", track, report);
    return read_rows(result, table->set, track, H5T_NATIVE_FLOAT, first_row, n_row, out, report);
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
