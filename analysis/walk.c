/* walk.c: see walk.h. */
#include "analysis/walk.h"

#include <gsl/gsl_math.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/at_tick.h"
#include "kernel/table.h"

enum { CHUNK = 1 << 15, TOGETHER = 48 << 20 };

const polder_result_observed_t *polder_walk_first(const polder_result_t *result, const char *column,
                                                  int *tick)
{
    char *end = NULL;
    const char *at = strrchr(column, '@');
    const long by = at && at[1] >= '1' && at[1] <= '9' ? strtol(at + 1, &end, 10) : 0;
    if (by < 1 || *end != '\0') return NULL;
    char *name = strndup(column, (size_t)(at - column));
    const polder_result_observed_t *o =
        name ? polder_result_observed(result, polder_result_observed_find(result, name)) : NULL;
    free(name);
    *tick = by < INT_MAX ? (int)by : INT_MAX;
    return o && o->first ? o : NULL;
}

/* The field of "distrust@24", and the tick that is meant. NULL also for a tick before the first or
 * after the last one that was looked at: nobody has seen what came there. */
static const polder_field_t *find_by(const polder_result_t *result, const char *column, int *by)
{
    int tick;
    const polder_result_observed_t *o = polder_walk_first(result, column, &tick);
    if (!o || tick < o->from || tick > o->until || tick > polder_result_horizon(result))
        return NULL;
    *by = tick;
    return polder_result_field(result, o->name);
}

/* The column of "outcome" or of "outcome=win-win", and which choice that is (−1: none is meant); or
 * of "distrust@24", and which tick (0: none). NULL if the file has no such column or the column no
 * such choice. */
static const polder_field_t *find(const polder_result_t *result, const char *column, int *choice,
                                  int *by)
{
    *choice = -1;
    *by = 0;
    const polder_field_t *field = polder_result_field(result, column);
    const char *word = strchr(column, '=');
    if (field) return field;
    if (!word) return find_by(result, column, by);
    char *name = strndup(column, (size_t)(word - column));
    field = name ? polder_result_field(result, name) : NULL;
    free(name);
    if (!field || !field->choices) return NULL;
    *choice = polder_choice_find(field->choices, word + 1);
    return *choice >= 0 ? field : NULL;
}

bool polder_walk_has(const polder_result_t *result, const char *column)
{
    int choice, by;
    polder_at_tick_t at;
    return find(result, column, &choice, &by) || polder_at_tick_find(result, column, &at);
}

int64_t polder_walk_replicates(const polder_result_t *result)
{
    const int n_case = polder_result_n_case(result);
    return n_case > 0 ? polder_result_networks(result) / n_case : 0;
}

int polder_walk_points(const polder_result_t *result, size_t bytes)
{
    const size_t all = (size_t)polder_result_n_point(result);
    const size_t point = bytes * (size_t)polder_result_n_arm(result);
    const size_t n = point > 0 ? TOGETHER / point : all;
    return (int)(n < 1 ? 1 : n < all ? n : all);
}

/* A network that ended because its work was done has not dissolved: wherever the analysis asks who
 * lives, it counts as living on. Otherwise whoever finishes early would look short-lived. */
static int add_done(const polder_result_t *result, const char *column, int64_t first, int64_t n,
                    float *alive, polder_report_t *report)
{
    float *done = malloc((size_t)(n + 1) * sizeof *done);
    if (!done) return polder_out_of_memory(report);
    const int code = polder_result_read(result, column, first, n, done, report);
    for (int64_t i = 0; i < n && code >= 0; i++)
        if (done[i] > 0.5f) alive[i] = 1;
    free(done);
    return code;
}

/* Turns first ticks (NaN: never) into whether each had come by tick `by`. It is not known of a network
 * that could not be run, nor of any network of an arm in which it cannot be asked, or that ends before
 * `by`: those in which it came early would be known, and would stand for all. */
static int add_by(const polder_result_t *result, const char *name, int by, int64_t first, int64_t n,
                  float *out, polder_report_t *report)
{
    const polder_result_observed_t *o =
        polder_result_observed(result, polder_result_observed_find(result, name));
    const int64_t n_case = polder_result_n_case(result);
    const int n_arm = polder_result_n_arm(result);
    int64_t *failed = malloc((size_t)(n + 1) * sizeof *failed);
    if (!failed) return polder_out_of_memory(report);
    const int code = polder_result_read_index(result, "failed", first, n, failed, report);
    for (int64_t i = 0; i < n && code >= 0; i++) {
        const int arm = (int)((first + i) % n_case) % n_arm;
        const bool known = !failed[i] && by <= polder_result_lasts(result, arm) &&
                           polder_result_answers(result, o, arm);
        out[i] = !known ? (float)GSL_NAN : out[i] <= (float)by ? 1.0f : 0.0f;
    }
    free(failed);
    return code;
}

int polder_walk_read(const polder_result_t *result, const char *column, int64_t first, int64_t n,
                     float *out, polder_report_t *report)
{
    int choice, by;
    polder_at_tick_t at;
    const polder_field_t *field = find(result, column, &choice, &by);
    const char *done = polder_result_model(result)->done;
    if (!field && polder_at_tick_find(result, column, &at))
        return polder_at_tick_read(result, &at, first, n, out, report);
    if (!field) {
        for (int64_t i = 0; i < n; i++) out[i] = (float)GSL_NAN;
        return POLDER_OK;
    }
    const int code = polder_result_read(result, field->name, first, n, out, report);
    for (int64_t i = 0; i < n && code >= 0 && choice >= 0; i++)
        if (!isnan(out[i])) out[i] = out[i] == (float)choice ? 1.0f : 0.0f;
    const bool lives =
        done && strcmp(column, POLDER_FIELD_ALIVE) == 0 && polder_walk_has(result, done);
    if (code >= 0 && by > 0) return add_by(result, field->name, by, first, n, out, report);
    return code < 0 || !lives ? code : add_done(result, done, first, n, out, report);
}

int polder_walk(const polder_result_t *result, int first_point, int n_point, int n_column,
                const char *const *column, polder_visit_t visit, void *self,
                polder_report_t *report)
{
    const int64_t replicates = polder_walk_replicates(result);
    const int64_t all = polder_result_n_case(result);
    const int64_t width = (int64_t)n_point * polder_result_n_arm(result);
    const int64_t start = (int64_t)first_point * polder_result_n_arm(result);
    /* Only whole replicates lie side by side in the file. */
    const int64_t at_once = width == all && width < CHUNK ? CHUNK / width : 1;
    const float **value = calloc((size_t)n_column + 1, sizeof *value);
    float *room = malloc((size_t)(n_column * at_once * width + 1) * sizeof *room);
    int code = value && room ? POLDER_OK : polder_out_of_memory(report);
    for (int64_t r = 0; r < replicates && code >= 0; r += at_once) {
        const int64_t n = replicates - r < at_once ? replicates - r : at_once;
        for (int i = 0; i < n_column && code >= 0; i++) {
            float *to = room + (int64_t)i * at_once * width;
            value[i] = to;
            code = polder_walk_read(result, column[i], r * all + start, n * width, to, report);
        }
        const polder_chunk_t chunk = {(int)width, r, n, value};
        if (code >= 0) code = visit(self, &chunk, report);
    }
    free(room);
    free(value);
    return code;
}

/* Replicates first … first + n − 1 of one file, into its place in rows of `width` values. */
static int read_beside(const polder_result_t *result, const char *column, int64_t first, int64_t n,
                       float *room, float *to, int64_t width, polder_report_t *report)
{
    const int64_t n_case = polder_result_n_case(result), all = polder_walk_replicates(result);
    const int64_t there = first >= all ? 0 : all - first < n ? all - first : n;
    int code = POLDER_OK;
    if (there > 0)
        code = polder_walk_read(result, column, first * n_case, there * n_case, room, report);
    for (int64_t r = 0; r < n && code >= 0; r++)
        for (int64_t k = 0; k < n_case; k++)
            to[r * width + k] = r < there ? room[r * n_case + k] : (float)GSL_NAN;
    return code;
}

int polder_walk_files(const polder_result_t *const *file, int n_file, int n_column,
                      const char *const *column, polder_visit_t visit, void *self,
                      polder_report_t *report)
{
    int64_t width = 0, replicates = 0;
    for (int i = 0; i < n_file; i++) {
        const int64_t n = polder_walk_replicates(file[i]);
        width += polder_result_n_case(file[i]);
        replicates = n > replicates ? n : replicates;
    }
    const int64_t at_once = width < CHUNK ? CHUNK / width : 1;
    const float **value = calloc((size_t)n_column + 1, sizeof *value);
    float *room = malloc((size_t)((n_column + 1) * at_once * width + 1) * sizeof *room);
    int code = value && room ? POLDER_OK : polder_out_of_memory(report);
    for (int64_t r = 0; r < replicates && code >= 0; r += at_once) {
        const int64_t n = replicates - r < at_once ? replicates - r : at_once;
        for (int i = 0; i < n_column && code >= 0; i++) {
            float *to = room + (int64_t)i * at_once * width;
            value[i] = to;
            for (int f = 0; f < n_file && code >= 0; f++) {
                code = read_beside(file[f], column[i], r, n, room + n_column * at_once * width, to,
                                   width, report);
                to += polder_result_n_case(file[f]);
            }
        }
        const polder_chunk_t chunk = {(int)width, r, n, value};
        if (code >= 0) code = visit(self, &chunk, report);
    }
    free(room);
    free(value);
    return code;
}
