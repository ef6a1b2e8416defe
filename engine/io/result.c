/* result.c: opening a result file. See store.h; what is in it is read by result_read.c. */
#include "result.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "disk.h"

enum { NEWEST_FORMAT = 2 };

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
static int tables(polder_result_t *result, const char *group, bool timed,
                  polder_column_set_t **list, int *n, polder_report_t *report)
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
        (*list)[(*n)++] =
            (polder_column_set_t){field, set, level_named(level), (int64_t)rows, (int64_t)times};
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
        result->text[result->n_text++] = (polder_attribute_t){copy, text};
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

static void free_names(char **list, int n)
{
    for (int i = 0; list && i < n; i++) free(list[i]);
    free(list);
}

/* A list of names; none is no error. */
static char **names(polder_hdf_t *h, const char *group, const char *path, int *n)
{
    hsize_t rows = 0, columns = 0;
    *n = 0;
    if (h->bad || (*group && H5Lexists(h->file, group, H5P_DEFAULT) <= 0)) return NULL;
    if (H5Lexists(h->file, path, H5P_DEFAULT) <= 0) return NULL;
    hid_t set = polder_hdf_find(h, path);
    polder_hdf_size(h, set, &rows, &columns);
    char **list = polder_hdf_read_texts(h, set, rows);
    if (list) *n = (int)rows;
    polder_hdf_leave(&set);
    return list;
}

static int find_baseline(polder_result_t *result)
{
    char *name = polder_hdf_has(result->h, result->h->file, "baseline")
                     ? polder_hdf_get_text(result->h, result->h->file, "baseline")
                     : NULL;
    int baseline = 0;
    for (int i = 0; name && !result->h->bad && i < result->n_arm; i++)
        if (strcmp(result->arm[i], name) == 0) baseline = i;
    free(name);
    return baseline;
}

/* Arms and points; there must be as many cases as they make. */
static int arms(polder_result_t *result, polder_report_t *report)
{
    hsize_t points = 0, factors = 0;
    int n_choices = 0;
    polder_hdf_t *h = result->h;
    result->arm = names(h, "", "arm_name", &result->n_arm);
    result->baseline = find_baseline(result);
    result->n_point = 1;
    result->factor = names(h, "design", "design/factor", &result->n_factor);
    result->choices = names(h, "design", "design/choices", &n_choices);
    result->label = names(h, "trajectory", "trajectory/label", &result->n_label);
    if (!h->bad && H5Lexists(h->file, "design", H5P_DEFAULT) > 0) {
        hid_t group = H5Oopen(h->file, "design", H5P_DEFAULT);
        result->design = polder_hdf_get_text(h, group, "kind");
        polder_hdf_leave(&group);
        hid_t set = polder_hdf_find(h, "design/value");
        polder_hdf_size(h, set, &points, &factors);
        polder_hdf_leave(&set);
        result->n_point = (int)points;
    }
    if (result->choices && n_choices != result->n_factor) {
        free_names(result->choices, n_choices);
        result->choices = NULL;
    }
    if (h->bad || result->n_arm == 0) return POLDER_OK;
    if ((int64_t)result->n_arm * result->n_point == result->n_case &&
        (!result->design || (int)factors == result->n_factor))
        return POLDER_OK;
    return polder_fail(report, POLDER_FORMAT, "%s is damaged: %d cases, but %d arms at %d points",
                       result->path, result->n_case, result->n_arm, result->n_point);
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
    r = arms(result, report);
    if (r < 0) return r;
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

static void free_tables(polder_column_set_t *list, int n)
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
    free_names(result->kase, result->n_case);
    free_names(result->arm, result->n_arm);
    free_names(result->factor, result->n_factor);
    free_names(result->choices, result->n_factor);
    free_names(result->label, result->n_label);
    free(result->design);
    free(result->text);
    if (result->h) {
        const bool good = polder_hdf_end(result->h);
        (void)good; /* read only: nothing can be lost */
    }
    free(result->h);
    free(result->path);
    free(result);
}
