/* export_csv.c: results as CSV tables; see export.h. */
#include <stdlib.h>
#include <string.h>

#include "cli/export.h"
#include "cli/output.h"

enum { CHUNK = 1 << 12, VALUES = 1 << 16 };

static int no_memory(const polder_export_t *e)
{
    return polder_fail(e->report, POLDER_MEMORY, "out of memory");
}

typedef struct {
    int arm, point;
    int64_t replicate;
} place_t;

static place_t place_of(const polder_export_t *e, int64_t network)
{
    const int n_case = polder_result_n_case(e->result), n_arm = polder_result_n_arm(e->result);
    const int kase = (int)(network % n_case);
    return (place_t){kase % n_arm, kase / n_arm, network / n_case};
}

static bool wanted(const polder_export_t *e, int64_t network)
{
    const place_t p = place_of(e, network);
    return (e->arm < 0 || p.arm == e->arm) && (e->point < 0 || p.point == e->point) &&
           (e->network < 0 || network == e->network);
}

/* --- summaries --- */

static void summary_head(const polder_export_t *e)
{
    fputs("network,arm,point", e->out);
    for (int i = 0; i < polder_result_n_factor(e->result); i++) {
        putc(',', e->out);
        polder_csv_text(e->out, polder_result_factor(e->result, i));
    }
    fputs(",replicate", e->out);
    for (int i = 0; i < polder_result_n_column(e->result); i++) {
        putc(',', e->out);
        polder_csv_text(e->out, polder_result_column(e->result, i));
    }
    putc('\n', e->out);
}

static void summary_row(const polder_export_t *e, int64_t network, const double *factor,
                        const float *value, int64_t stride)
{
    const place_t p = place_of(e, network);
    const int n_factor = polder_result_n_factor(e->result);
    fprintf(e->out, "%lld,", (long long)network);
    polder_csv_text(e->out, polder_result_arm(e->result, p.arm));
    fprintf(e->out, ",%d", p.point);
    for (int i = 0; i < n_factor; i++) {
        putc(',', e->out);
        polder_csv_factor(e->out, e->result, i, factor[(int64_t)p.point * n_factor + i]);
    }
    fprintf(e->out, ",%lld", (long long)p.replicate);
    for (int i = 0; i < polder_result_n_column(e->result); i++) {
        putc(',', e->out);
        polder_csv_float(e->out, value[i * stride]);
    }
    putc('\n', e->out);
}

int polder_export_summary(const polder_export_t *e)
{
    const int n_column = polder_result_n_column(e->result);
    const int n_point = polder_result_n_point(e->result);
    const int64_t networks = polder_result_networks(e->result);
    const size_t factors = (size_t)n_point * (size_t)polder_result_n_factor(e->result);
    double *factor = malloc((factors + 1) * sizeof *factor);
    float *value = malloc(((size_t)n_column * CHUNK + 1) * sizeof *value);
    int code = factor && value ? POLDER_OK : no_memory(e);
    if (code >= 0) code = polder_result_read_points(e->result, 0, n_point, factor, e->report);
    if (code >= 0) summary_head(e);
    for (int64_t first = 0; first < networks && code >= 0; first += CHUNK) {
        const int64_t n = networks - first < CHUNK ? networks - first : CHUNK;
        for (int i = 0; i < n_column && code >= 0; i++)
            code = polder_result_read(e->result, polder_result_column(e->result, i), first, n,
                                      value + (int64_t)i * CHUNK, e->report);
        for (int64_t j = 0; j < n && code >= 0; j++)
            if (wanted(e, first + j)) summary_row(e, first + j, factor, value + j, CHUNK);
        if (ferror(e->out)) break;
    }
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
    if (!t->column) return no_memory(e);
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
    return t->network && t->a && t->b && t->value ? POLDER_OK : no_memory(e);
}

static void tracks_head(const tracks_t *t)
{
    const polder_export_t *e = t->e;
    fputs("network,arm,point,replicate,tick", e->out);
    if (e->level == POLDER_ORGANISATION) fputs(",organisation", e->out);
    if (e->level == POLDER_ORGANISATION && polder_result_label(e->result, 0))
        fputs(",label", e->out);
    if (e->level == POLDER_ARC) fputs(",from,to", e->out);
    for (int i = 0; i < t->n_column; i++) {
        putc(',', e->out);
        polder_csv_text(e->out, t->column[i]);
    }
    putc('\n', e->out);
}

static void tracks_row(const tracks_t *t, int64_t row, int time)
{
    const polder_export_t *e = t->e;
    const place_t p = place_of(e, t->network[row]);
    fprintf(e->out, "%lld,", (long long)t->network[row]);
    polder_csv_text(e->out, polder_result_arm(e->result, p.arm));
    fprintf(e->out, ",%d,%lld,%lld", p.point, (long long)p.replicate, (long long)t->time[time]);
    if (e->level != POLDER_NETWORK) fprintf(e->out, ",%lld", (long long)t->a[row]);
    if (e->level == POLDER_ARC) fprintf(e->out, ",%lld", (long long)t->b[row]);
    if (e->level == POLDER_ORGANISATION && polder_result_label(e->result, 0)) {
        const char *label = polder_result_label(e->result, (int)t->a[row]);
        putc(',', e->out);
        polder_csv_text(e->out, label ? label : "");
    }
    for (int i = 0; i < t->n_column; i++) {
        putc(',', e->out);
        polder_csv_float(e->out, t->value[((int64_t)i * t->chunk + row) * t->n_time + time]);
    }
    putc('\n', e->out);
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
                                        t->value + (int64_t)i * t->chunk * t->n_time, e->report);
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
    if (code >= 0) tracks_head(&t);
    for (const int64_t end = first + rows; first < end && code >= 0; first += t.chunk) {
        const int64_t n = end - first < t.chunk ? end - first : t.chunk;
        code = read_chunk(&t, first, n);
        for (int64_t row = 0; row < n && code >= 0; row++)
            for (int i = 0; i < t.n_time && wanted(e, t.network[row]); i++) tracks_row(&t, row, i);
        if (ferror(e->out)) break;
    }
    free_tracks(&t);
    return code;
}
