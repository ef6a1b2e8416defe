/* export_csv.c: results as CSV tables; see export.h. */
#include <stdlib.h>
#include <string.h>

#include "program/export.h"

enum { CHUNK = 1 << 12, VALUES = 1 << 16 };

polder_export_place_t polder_export_place(const polder_export_t *e, int64_t network)
{
    const int n_case = polder_result_n_case(e->result), n_arm = polder_result_n_arm(e->result);
    const int case_index = (int)(network % n_case);
    return (polder_export_place_t){case_index % n_arm, case_index / n_arm, network / n_case};
}

bool polder_export_wanted(const polder_export_t *e, int64_t network)
{
    const polder_export_place_t p = polder_export_place(e, network);
    return (e->arm < 0 || p.arm == e->arm) && (e->point < 0 || p.point == e->point) &&
           (e->network < 0 || network == e->network);
}

/* --- summaries --- */

/* A summary column that is a factor as well is a parameter the design sets: the same number. */
static bool is_factor(const polder_export_t *e, int column)
{
    const char *name = polder_result_column(e->result, column);
    for (int i = 0; i < polder_result_n_factor(e->result); i++)
        if (strcmp(polder_result_factor(e->result, i), name) == 0) return true;
    return false;
}

/* The columns of the file that the table has: their numbers in it. NULL without memory. */
static int *find_columns(const polder_export_t *e, int *n)
{
    const int all = polder_result_n_column(e->result);
    int *column = malloc(((size_t)all + 1) * sizeof *column);
    *n = 0;
    for (int i = 0; i < all && column; i++)
        if (!is_factor(e, i)) column[(*n)++] = i;
    return column;
}

static void summary_head(const polder_export_t *e, polder_csv_t *csv, const int *column, int n)
{
    polder_csv_names(csv, "network,arm,point");
    for (int i = 0; i < polder_result_n_factor(e->result); i++)
        polder_csv_factor_name(csv, e->result, i);
    polder_csv_names(csv, "replicate");
    if (polder_result_futures(e->result) > 1) polder_csv_names(csv, "founding,future");
    for (int i = 0; i < n; i++) polder_csv_text(csv, polder_result_column(e->result, column[i]));
    polder_csv_end(csv);
}

static void write_replicate(const polder_export_t *e, polder_csv_t *csv, int64_t replicate)
{
    const int64_t futures = polder_result_futures(e->result);
    polder_csv_whole(csv, replicate);
    if (futures == 1) return;
    const polder_replicate_t r = polder_replicate(replicate, futures);
    polder_csv_whole(csv, r.founding);
    polder_csv_whole(csv, r.future);
}

static void summary_row(const polder_export_t *e, polder_csv_t *csv, int64_t network,
                        const double *factor, const float *value, int n)
{
    const polder_export_place_t p = polder_export_place(e, network);
    const int n_factor = polder_result_n_factor(e->result);
    polder_csv_whole(csv, network);
    polder_csv_text(csv, polder_result_arm(e->result, p.arm));
    polder_csv_whole(csv, p.point);
    for (int i = 0; i < n_factor; i++)
        polder_csv_factor(csv, e->result, i, factor[(int64_t)p.point * n_factor + i]);
    write_replicate(e, csv, p.replicate);
    for (int i = 0; i < n; i++) polder_csv_float(csv, value[(int64_t)i * CHUNK]);
    polder_csv_end(csv);
}

int polder_export_summary(const polder_export_t *e)
{
    int n_column = 0, *column = find_columns(e, &n_column);
    const int n_point = polder_result_n_point(e->result);
    const int64_t networks = polder_result_networks(e->result);
    const size_t factors = (size_t)n_point * (size_t)polder_result_n_factor(e->result);
    double *factor = malloc((factors + 1) * sizeof *factor);
    float *value = malloc(((size_t)n_column * CHUNK + 1) * sizeof *value);
    polder_csv_t csv = {0};
    int code = column && factor && value ? POLDER_OK : polder_out_of_memory(e->report);
    if (code >= 0)
        code = polder_result_read_points(e->result, 0, n_point, factor, factors, e->report);
    if (code >= 0) {
        csv = polder_csv_begin(e->out, e->excel);
        summary_head(e, &csv, column, n_column);
    }
    for (int64_t first = 0; first < networks && code >= 0; first += CHUNK) {
        const int64_t n = networks - first < CHUNK ? networks - first : CHUNK;
        for (int i = 0; i < n_column && code >= 0; i++)
            code = polder_result_read(e->result, polder_result_column(e->result, column[i]), first,
                                      n, value + (int64_t)i * CHUNK, e->report);
        for (int64_t j = 0; j < n && code >= 0; j++)
            if (polder_export_wanted(e, first + j))
                summary_row(e, &csv, first + j, factor, value + j, n_column);
        if (ferror(e->out)) break;
    }
    free(column);
    free(factor);
    free(value);
    return code;
}

/* --- trajectories --- */

typedef struct {
    const polder_export_t *e;
    int n_column;
    const char **column;
    int64_t *time;
    int n_time;
    int64_t chunk;            /* rows at a time */
    int64_t *network, *a, *b; /* [chunk]; the organisation, or the two ends of an arc */
    float *value;             /* [column][chunk][time] */
} tracks_t;

static void free_tracks(tracks_t *t)
{
    free(t->column);
    free(t->time);
    free(t->network);
    free(t->a);
    free(t->b);
    free(t->value);
}

static int prepare(tracks_t *t)
{
    const polder_export_t *e = t->e;
    const int all = polder_result_n_track(e->result);
    t->n_time = polder_export_times(e, &t->time);
    if (t->n_time < 0) return t->n_time;
    t->column = calloc((size_t)all + 1, sizeof *t->column);
    if (!t->column) return polder_out_of_memory(e->report);
    for (int i = 0; i < all; i++) {
        polder_level_t level = POLDER_NETWORK;
        const char *name = polder_result_track(e->result, i, &level, NULL, NULL);
        if (level == e->level) t->column[t->n_column++] = name;
    }
    if (t->n_column == 0)
        return polder_fail_at(e->report, POLDER_INPUT, &(polder_place_t){.file = e->file},
                              "no field of level %s was recorded over time",
                              polder_level_name(e->level));
    t->chunk = VALUES / t->n_time + 1;
    const size_t n = (size_t)t->chunk;
    t->network = malloc(n * sizeof *t->network);
    t->a = malloc(n * sizeof *t->a);
    t->b = malloc(n * sizeof *t->b);
    t->value = malloc((size_t)t->n_column * n * (size_t)t->n_time * sizeof *t->value);
    return t->network && t->a && t->b && t->value ? POLDER_OK : polder_out_of_memory(e->report);
}

static void tracks_head(const tracks_t *t, polder_csv_t *csv)
{
    const polder_export_t *e = t->e;
    const bool labels = polder_result_label(e->result, 0) != NULL;
    polder_csv_names(csv, polder_result_futures(e->result) > 1
                              ? "network,arm,point,replicate,founding,future,tick"
                              : "network,arm,point,replicate,tick");
    if (e->level == POLDER_ORGANISATION)
        polder_csv_names(csv, labels ? "organisation,label" : "organisation");
    if (e->level == POLDER_ARC)
        polder_csv_names(csv, labels ? "from,to,from_label,to_label" : "from,to");
    for (int i = 0; i < t->n_column; i++) polder_csv_text(csv, t->column[i]);
    polder_csv_end(csv);
}

void polder_export_label(const polder_export_t *e, polder_csv_t *csv, int64_t organisation)
{
    const char *label = polder_result_label(e->result, (int)organisation);
    if (polder_result_label(e->result, 0)) polder_csv_text(csv, label ? label : "");
}

/* What a row has in each of the times. */
static const float *values_of(const tracks_t *t, int column, int64_t row)
{
    return t->value + ((int64_t)column * t->chunk + row) * t->n_time;
}

static void tracks_row(const tracks_t *t, polder_csv_t *csv, int64_t row, int time)
{
    const polder_export_t *e = t->e;
    const polder_export_place_t p = polder_export_place(e, t->network[row]);
    polder_csv_whole(csv, t->network[row]);
    polder_csv_text(csv, polder_result_arm(e->result, p.arm));
    polder_csv_whole(csv, p.point);
    write_replicate(e, csv, p.replicate);
    polder_csv_whole(csv, t->time[time]);
    if (e->level != POLDER_NETWORK) polder_csv_whole(csv, t->a[row]);
    if (e->level == POLDER_ARC) polder_csv_whole(csv, t->b[row]);
    if (e->level != POLDER_NETWORK) polder_export_label(e, csv, t->a[row]);
    if (e->level == POLDER_ARC) polder_export_label(e, csv, t->b[row]);
    for (int i = 0; i < t->n_column; i++) polder_csv_float(csv, values_of(t, i, row)[time]);
    polder_csv_end(csv);
}

/* Rows stand for all organisations and ties of the network files: those that are not in this arm say
 * nothing. */
static bool is_there(const tracks_t *t, int64_t row)
{
    const polder_export_t *e = t->e;
    const int arm = polder_export_place(e, t->network[row]).arm;
    if (e->level == POLDER_NETWORK) return true;
    if (!polder_result_is_member(e->result, arm, (int)t->a[row])) return false;
    if (e->level != POLDER_ARC) return true;
    for (int i = 0; i < t->n_column; i++)
        if (strcmp(t->column[i], POLDER_EXPORT_TIE) == 0 &&
            polder_export_no_tie(values_of(t, i, row), t->n_time))
            return false;
    return polder_result_is_member(e->result, arm, (int)t->b[row]);
}

static int read_chunk(const tracks_t *t, int64_t first, int64_t n)
{
    const polder_export_t *e = t->e;
    const polder_result_t *r = e->result;
    const bool arc = e->level == POLDER_ARC;
    int code =
        polder_result_read_index(r, polder_export_index(e->level), first, n, t->network, e->report);
    if (code >= 0 && e->level != POLDER_NETWORK)
        code = polder_result_read_index(r, arc ? "trajectory/arc_from" : "trajectory/organisation",
                                        first, n, t->a, e->report);
    if (code >= 0 && arc)
        code = polder_result_read_index(r, "trajectory/arc_to", first, n, t->b, e->report);
    for (int i = 0; i < t->n_column && code >= 0; i++)
        code = polder_result_read_track(r, t->column[i], first, n,
                                        t->value + (int64_t)i * t->chunk * t->n_time,
                                        (size_t)(t->chunk * t->n_time), e->report);
    return code;
}

int polder_export_tracks(const polder_export_t *e)
{
    tracks_t t = {.e = e};
    const char *index = polder_export_index(e->level);
    int64_t first = 0, rows = polder_result_index_rows(e->result, index);
    int code = e->network >= 0 ? polder_export_recorded(e) : POLDER_OK;
    if (code >= 0) code = prepare(&t);
    if (code >= 0 && e->network >= 0) code = polder_export_rows(e, index, &first, &rows);
    polder_csv_t csv = {0};
    if (code >= 0) {
        csv = polder_csv_begin(e->out, e->excel);
        tracks_head(&t, &csv);
    }
    for (const int64_t end = first + rows; first < end && code >= 0; first += t.chunk) {
        const int64_t n = end - first < t.chunk ? end - first : t.chunk;
        code = read_chunk(&t, first, n);
        for (int64_t row = 0; row < n && code >= 0; row++)
            for (int i = 0;
                 i < t.n_time && polder_export_wanted(e, t.network[row]) && is_there(&t, row); i++)
                tracks_row(&t, &csv, row, i);
        if (ferror(e->out)) break;
    }
    free_tracks(&t);
    return code;
}
