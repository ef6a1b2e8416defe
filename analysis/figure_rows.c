/* figure_rows.c: the rows of numbers that a figure is worked out of. See figure.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/figure.h"

enum { ENOUGH_REPLICATES = 20 }; /* fewer are no clusters to draw from */

/* Where a number of a network is found: at its end, in a track in some month, or as a first month,
 * of which it is asked whether it had come by some month. */
typedef struct {
    int index, month; /* month −1: as it ended */
    bool by;          /* `index` is the column of a first month */
} column_t;

typedef struct {
    const polder_figure_t *f;
    const polder_sample_t *s;
    int column[POLDER_FIGURE_MOST], n_value;
    column_t at[POLDER_FIGURE_MOST]; /* the same, of networks as they ended */
    bool track;                      /* columns are tracks */
    int done;                        /* the column of model.done, or −1 */
    column_t where[POLDER_FIGURE_MOST], either[POLDER_FIGURE_MOST]; /* of the figure's ranges */
    int arm[POLDER_FIGURE_MOST]; /* of the figure, by number in the experiment */
    bool by_point;               /* clusters are points, not foundings */
    int64_t room;                /* rows that there is memory for */
} gather_t;

void polder_rows_free(polder_rows_t *rows)
{
    free(rows->value);
    free(rows->arm);
    free(rows->point);
    free(rows->cluster);
    free(rows->network);
    free(rows->member);
    *rows = (polder_rows_t){0};
}

static column_t find_column(const polder_experiment_t *x, const char *name)
{
    column_t c = {.month = -1};
    c.index = polder_sample_track_at(x, name, &c.month);
    if (c.index >= 0) return c;
    c.index = polder_sample_first_by(x, name, &c.month);
    c.by = c.index >= 0;
    return c.by ? c : (column_t){polder_sample_column(x, name), -1, false};
}

/* The column of the first of what is observed. */
static int asked_from(const polder_experiment_t *x)
{
    return x->record.n_summary + x->record.n_input;
}

static double value_of(const gather_t *g, column_t c, int64_t unit)
{
    const polder_sample_t *s = g->s;
    const int arm = polder_experiment_arm(s->x, (int)(unit % s->x->n_case));
    if (c.by && (s->failed[unit] || c.month > polder_experiment_lasts(s->x, arm) ||
                 !polder_observed_can_ask(&s->x->record.observed[c.index - asked_from(s->x)], arm)))
        return NAN;
    if (c.by) return s->column[c.index][unit] <= (float)c.month; /* never is no */
    if (c.month < 0) return (double)s->column[c.index][unit];
    if (unit >= s->n_seen || !s->seen[unit].track) return NAN;
    return (double)s->seen[unit].track[c.index][c.month / s->x->record.every];
}

static bool in_range(const gather_t *g, const polder_range_t *range, column_t c, int64_t unit)
{
    const double x = value_of(g, c, unit);
    return x >= range->low && x <= range->high;
}

/* Is this network one of those the figure is about? */
static bool wanted(const gather_t *g, int64_t unit)
{
    const polder_figure_t *f = g->f;
    for (int i = 0; i < f->where.n; i++)
        if (!in_range(g, &f->where.range[i], g->where[i], unit)) return false;
    for (int i = 0; i < f->either.n; i++)
        if (in_range(g, &f->either.range[i], g->either[i], unit)) return true;
    return f->either.n == 0;
}

/* Which of the arms of the figure; −1: none of them. */
static int place_of(const gather_t *g, int64_t unit)
{
    const polder_experiment_t *x = g->s->x;
    const int arm = polder_experiment_arm(x, (int)(unit % x->n_case));
    for (int a = 0; a < g->f->n_arm; a++)
        if (g->arm[a] == arm) return a;
    return g->f->n_arm > 0 ? -1 : 0;
}

/* Replicates in a cluster: the futures of a founding; or one, where there is only one founding. */
static int64_t of_cluster(const polder_experiment_t *x)
{
    return polder_experiment_foundings(x) > 1 ? polder_experiment_futures(x) : 1;
}

static int cluster_of(const gather_t *g, int64_t unit)
{
    const polder_experiment_t *x = g->s->x;
    const int point = polder_experiment_point(x, (int)(unit % x->n_case));
    const int together = x->design.n_together > 0 ? x->design.n_together : 1;
    return g->by_point ? point / together : (int)(unit / x->n_case / of_cluster(x));
}

/* Room for one more row. */
static int grow(gather_t *g, polder_rows_t *rows, polder_report_t *report)
{
    if (rows->n < g->room) return 0;
    g->room = g->room ? 2 * g->room : 1024;
    const size_t n = (size_t)g->room, width = (size_t)(rows->n_value ? rows->n_value : 1);
    double *value = realloc(rows->value, n * width * sizeof *value);
    if (value) rows->value = value;
    int *arm = realloc(rows->arm, n * sizeof *arm);
    if (arm) rows->arm = arm;
    int *point = realloc(rows->point, n * sizeof *point);
    if (point) rows->point = point;
    int *cluster = realloc(rows->cluster, n * sizeof *cluster);
    if (cluster) rows->cluster = cluster;
    int64_t *network = realloc(rows->network, n * sizeof *network);
    if (network) rows->network = network;
    int *member = realloc(rows->member, n * sizeof *member);
    if (member) rows->member = member;
    return value && arm && point && cluster && network && member ? 0 : polder_out_of_memory(report);
}

/* One more row for a network, to be filled. NULL without memory. */
static double *add_row(gather_t *g, polder_rows_t *rows, int64_t unit, polder_report_t *report)
{
    const polder_experiment_t *x = g->s->x;
    if (grow(g, rows, report) < 0) return NULL;
    const int64_t n = rows->n++;
    rows->arm[n] = place_of(g, unit);
    rows->point[n] = polder_experiment_point(x, (int)(unit % x->n_case));
    rows->cluster[n] = cluster_of(g, unit);
    rows->network[n] = unit;
    rows->member[n] = 0;
    return rows->value + n * rows->n_value;
}

/* Value `i` of a row: value 0 is the sum of the figure's `of` columns, each further one a `by`
 * column. */
static double sum_of(const gather_t *g, int i, int64_t unit,
                     double (*value)(const gather_t *, int, int64_t))
{
    const int n_of = g->f->n_of > 0 ? g->f->n_of : 1;
    if (i > 0) return value(g, i + n_of - 1, unit);
    double sum = 0;
    for (int k = 0; k < n_of; k++) sum += value(g, k, unit);
    return sum;
}

/* The value of a column of a network; who ended with the work done counts as alive. */
static double end_value(const gather_t *g, int i, int64_t unit)
{
    const bool lives =
        g->done >= 0 && g->f->n_column > i && strcmp(g->f->column[i], POLDER_FIELD_ALIVE) == 0;
    if (lives && g->s->column[g->done][unit] > 0.5f) return 1;
    return value_of(g, g->at[i], unit);
}

static float *track_of(const gather_t *g, int i, int64_t unit)
{
    return g->s->seen[unit].track ? g->s->seen[unit].track[g->column[i]] : NULL;
}

static double month_value(const gather_t *g, int i, int64_t unit)
{
    const int every = g->s->x->record.every > 0 ? g->s->x->record.every : 1;
    return (double)track_of(g, i, unit)[g->f->month[0] / every];
}

static int add_network(gather_t *g, polder_rows_t *rows, int64_t unit, polder_report_t *report)
{
    double *row = add_row(g, rows, unit, report);
    if (!row) return POLDER_MEMORY;
    for (int i = 0; i < g->n_value; i++)
        row[i] = sum_of(g, i, unit, g->track ? month_value : end_value);
    return 0;
}

/* A row for a network: the sum of the columns in each month. */
static int add_course(gather_t *g, polder_rows_t *rows, int64_t unit, polder_report_t *report)
{
    double *row = add_row(g, rows, unit, report);
    if (!row) return POLDER_MEMORY;
    for (int t = 0; t < rows->n_value; t++) {
        row[t] = 0;
        for (int i = 0; i < g->f->n_of; i++) row[t] += (double)track_of(g, i, unit)[t];
    }
    return 0;
}

/* A row for each organisation or relation that is there: of the columns in the month; of pairs the
 * first in the month and the others at the start. */
static int add_members(gather_t *g, polder_rows_t *rows, int64_t unit, polder_report_t *report)
{
    const polder_seen_t *seen = &g->s->seen[unit];
    const polder_table_t *table = &g->s->x->table;
    const polder_level_t level = table->field[g->s->x->record.track[g->column[0]]]->level;
    const int32_t n = level == POLDER_ORGANISATION ? seen->n_org : seen->n_arc;
    const int now = g->f->month[0] / rows->every;
    for (int32_t k = 0; k < n; k++) {
        double *row = add_row(g, rows, unit, report);
        if (!row) return POLDER_MEMORY;
        rows->member[rows->n - 1] = k;
        bool known = true;
        for (int i = 0; i < g->n_value; i++) {
            const int t = i > 0 && g->f->kind->rows == POLDER_EACH_PAIR ? 0 : now;
            row[i] = (double)track_of(g, i, unit)[(int64_t)k * g->s->n_time + t];
            known &= !isnan(row[i]);
        }
        if (!known) rows->n--;
    }
    return 0;
}

/* A row for each organisation that leaves (the second column is 1 in that month): the first column
 * the month before, and whether nobody left earlier. */
static int add_leavers(gather_t *g, polder_rows_t *rows, int64_t unit, polder_report_t *report)
{
    const polder_seen_t *seen = &g->s->seen[unit];
    const float *of = track_of(g, 0, unit), *left = track_of(g, 1, unit);
    bool first = true;
    for (int t = 1; t < g->s->n_time; t++) {
        const int64_t before = rows->n;
        for (int32_t k = 0; k < seen->n_org; k++) {
            const int64_t at = (int64_t)k * g->s->n_time + t;
            if (!(left[at] > 0.5f) || of[at - 1] != of[at - 1]) continue;
            double *row = add_row(g, rows, unit, report);
            if (!row) return POLDER_MEMORY;
            row[0] = (double)of[at - 1];
            row[1] = first;
        }
        first = first && rows->n == before;
    }
    return 0;
}

/* ---- events ---- */

/* Does track `i` of organisation or relation k rise above its cut in month t? */
static bool rises(const gather_t *g, int64_t unit, int i, int64_t k, int t)
{
    const float *x = track_of(g, i, unit) + k * g->s->n_time;
    const double cut = g->f->cut[i - 1];
    return (double)x[t] > cut && !((double)x[t - 1] > cut);
}

/* The one event of k: the first of `by` rises, and in the months after it neither does so, nor the
 * second. 0: there is none. */
static int event_of(const gather_t *g, int64_t unit, int64_t k, int after)
{
    int event = 0;
    for (int t = 2; t < g->s->n_time; t++) {
        const bool again = event > 0 && t - event <= after;
        if (again && (rises(g, unit, 1, k, t) || (g->n_value > 2 && rises(g, unit, 2, k, t))))
            return 0;
        if (event == 0 && t + after < g->s->n_time && rises(g, unit, 1, k, t)) event = t;
    }
    return event;
}

/* Mean of `of` over a network in a month. */
static double mean_in(const gather_t *g, int64_t unit, int64_t n, int t)
{
    const float *of = track_of(g, 0, unit);
    double sum = 0;
    for (int64_t k = 0; k < n; k++) sum += (double)of[k * g->s->n_time + t];
    return sum / (double)n;
}

/* A row for each organisation or relation that has the event: its value before it and `after`
 * months later, each over the mean of the network. */
static int add_events(gather_t *g, polder_rows_t *rows, int64_t unit, polder_report_t *report)
{
    const polder_seen_t *seen = &g->s->seen[unit];
    const polder_table_t *table = &g->s->x->table;
    const int level = (int)table->field[g->s->x->record.track[g->column[0]]]->level;
    const int64_t n = level == POLDER_ORGANISATION ? seen->n_org : seen->n_arc;
    const float *of = track_of(g, 0, unit);
    const int after = (int)g->f->at;
    for (int64_t k = 0; k < n; k++) {
        const int t = event_of(g, unit, k, after);
        const double before = t > 0 ? mean_in(g, unit, n, t - 1) : 0;
        const double later = t > 0 ? mean_in(g, unit, n, t + after) : 0;
        if (!(before > 0 && later > 0)) continue; /* none, or the network has ended */
        double *row = add_row(g, rows, unit, report);
        if (!row) return POLDER_MEMORY;
        row[0] = (double)of[k * g->s->n_time + t - 1] / before;
        row[1] = (double)of[k * g->s->n_time + t + after] / later;
    }
    return 0;
}

static void find_columns(gather_t *g)
{
    const polder_experiment_t *x = g->s->x;
    const polder_figure_t *f = g->f;
    const bool ends = f->n_column == 0;
    g->track = f->kind->rows != POLDER_EACH_NETWORK || (f->n_month > 0 && !ends && f->kind->of);
    g->n_value = ends ? 1 : f->n_column - (f->n_of > 1 ? f->n_of - 1 : 0);
    if (ends) g->at[0] = find_column(x, POLDER_FIELD_ENDED);
    for (int i = 0; i < f->n_column; i++) {
        g->column[i] = g->track ? polder_sample_track(x, f->column[i]) : -1;
        g->at[i] = find_column(x, f->column[i]);
    }
    for (int i = 0; i < f->where.n; i++) g->where[i] = find_column(x, f->where.range[i].column);
    for (int i = 0; i < f->either.n; i++) g->either[i] = find_column(x, f->either.range[i].column);
    for (int i = 0; i < f->n_arm; i++) g->arm[i] = polder_sample_arm(x, f->arm[i]);
    g->done = x->table.model->done ? polder_sample_column(x, x->table.model->done) : -1;
    const int together = x->design.n_together > 0 ? x->design.n_together : 1;
    g->by_point =
        x->replicates / of_cluster(x) < ENOUGH_REPLICATES && x->design.n_point / together > 1;
}

static int add_cells(gather_t *g, polder_rows_t *rows, int64_t unit, polder_report_t *report)
{
    const polder_figure_t *f = g->f;
    double *row = add_row(g, rows, unit, report);
    if (!row) return POLDER_MEMORY;
    row[0] = sum_of(g, 0, unit, end_value);
    for (int c = 0; c < f->n_cell; c++) {
        bool in = true;
        for (int i = 0; i < f->cell[c].where.n; i++) {
            const polder_range_t *range = &f->cell[c].where.range[i];
            in &= in_range(g, range, find_column(g->s->x, range->column), unit);
        }
        row[1 + c] = in;
    }
    return 0;
}

int polder_figure_rows(const polder_figure_t *f, const polder_sample_t *s, polder_rows_t *rows,
                       polder_report_t *report)
{
    gather_t g = {.f = f, .s = s};
    const polder_experiment_t *x = s->x;
    const polder_rows_kind_t kind = f->kind->rows;
    find_columns(&g);
    *rows = (polder_rows_t){.n_value = kind == POLDER_EACH_COURSE ? s->n_time
                                       : f->kind->cells           ? 1 + f->n_cell
                                                                  : g.n_value,
                            .every = x->record.every > 0 ? x->record.every : 1,
                            .horizon = polder_experiment_last(x),
                            .together = x->design.n_together > 0 ? x->design.n_together : 1,
                            .n_factor = x->design.n_factor,
                            .factor = -1};
    for (int i = 0; i < x->design.n_factor && f->n_column > 1; i++)
        if (strcmp(x->design.factor[i].name, f->column[f->n_column - 1]) == 0) rows->factor = i;
    const int64_t n = g.track ? s->n_seen : s->n_unit;
    int code = 0;
    for (int64_t unit = 0; unit < n && code >= 0; unit++) {
        if (s->failed[unit] || place_of(&g, unit) < 0 || !wanted(&g, unit)) continue;
        if (g.track && !s->seen[unit].track) continue;
        code = f->kind->cells                ? add_cells(&g, rows, unit, report)
               : kind == POLDER_EACH_COURSE  ? add_course(&g, rows, unit, report)
               : kind == POLDER_EACH_NETWORK ? add_network(&g, rows, unit, report)
               : kind == POLDER_EACH_LEAVER  ? add_leavers(&g, rows, unit, report)
               : kind == POLDER_EACH_EVENT   ? add_events(&g, rows, unit, report)
                                             : add_members(&g, rows, unit, report);
    }
    for (int64_t i = 0; i < rows->n; i++)
        if (rows->cluster[i] >= rows->n_cluster) rows->n_cluster = rows->cluster[i] + 1;
    if (code < 0) polder_rows_free(rows);
    return code;
}
