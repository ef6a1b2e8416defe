/* figure_say.c: in words, why a figure has no value and what its value leaves out. See figure.h. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "analysis/figure.h"

typedef struct {
    char *text;
    size_t size;
} say_t;

#define SAY(say, ...) ((void)snprintf((say)->text, (say)->size, __VA_ARGS__))

/* The first column that is taken from trajectories; NULL: none is. */
static const char *recorded_column(const polder_figure_t *f)
{
    const bool track = f->kind->rows != POLDER_EACH_NETWORK || (f->n_month > 0 && f->kind->of);
    for (int i = 0; i < f->n_column; i++)
        if (track || strchr(f->column[i], '@')) return f->column[i];
    const polder_where_t *const where[] = {&f->where, &f->either};
    for (int w = 0; w < 2; w++)
        for (int i = 0; i < where[w]->n; i++)
            if (strchr(where[w]->range[i].column, '@')) return where[w]->range[i].column;
    return NULL;
}

/* Trajectories of too few networks? */
static bool not_recorded(const polder_figure_t *f, const polder_sample_t *s, say_t *say)
{
    const char *column = recorded_column(f);
    const int length = column ? (int)strcspn(column, "@") : 0;
    if (!column || s->n_seen > 0) return false;
    SAY(say,
        "%s is needed in a month, and no network is recorded over time: write record: "
        "{networks: %lld, columns: [%.*s]}",
        column, (long long)s->x->replicates, length, column);
    return true;
}

static void no_rows(const polder_figure_t *f, const polder_sample_t *s, say_t *say)
{
    static const char *const what[] = {[POLDER_EACH_NETWORK] = "network",
                                       [POLDER_EACH_COURSE] = "recorded network",
                                       [POLDER_EACH_MEMBER] = "organisation or relation",
                                       [POLDER_EACH_PAIR] = "relation",
                                       [POLDER_EACH_LEAVER] = "organisation that leaves",
                                       [POLDER_EACH_EVENT] = "such event"};
    if (s->n_failed == s->n_unit)
        SAY(say, "all %lld networks failed", (long long)s->n_unit);
    else if (f->where.n > 0)
        SAY(say, "no network has %s from %.4g to %.4g%s", f->where.range[0].column,
            f->where.range[0].low, f->where.range[0].high,
            f->where.n + f->either.n > 1 ? " and meets the other conditions" : "");
    else
        SAY(say, "there is no %s%s", what[f->kind->rows],
            f->either.n > 0 ? " that meets one of the conditions under either" : "");
}

/* A column without any value, or an arm without rows? */
static bool one_is_empty(const polder_figure_t *f, const polder_rows_t *rows, say_t *say)
{
    for (int a = 0; a < f->n_arm; a++) {
        int64_t n = 0;
        for (int64_t r = 0; r < rows->n; r++) n += rows->arm[r] == a;
        if (n > 0) continue;
        SAY(say, "nothing of arm %s is left to look at", f->arm[a]);
        return true;
    }
    const bool columns = f->kind->rows != POLDER_EACH_COURSE && !f->kind->cells && f->n_column > 0;
    for (int i = 0; columns && i < rows->n_value; i++) {
        int64_t known = 0;
        for (int64_t r = 0; r < rows->n; r++) known += !isnan(rows->value[r * rows->n_value + i]);
        const int column = i == 0 || f->n_of < 2 ? i : i + f->n_of - 1;
        if (known > 0) continue;
        SAY(say, "%s has no value in any of %lld rows",
            column < f->n_column ? f->column[column] : f->kind->name, (long long)rows->n);
        return true;
    }
    return false;
}

static void no_interval(const polder_measured_t *m, say_t *say)
{
    if (m->undefined > 0)
        SAY(say, "no interval, since %d of %d samples of the bootstrap have no figure",
            m->undefined, POLDER_RESAMPLES);
    else
        SAY(say, "no interval, for which it takes two replicates or more");
}

void polder_figure_why_none(const polder_figure_t *f, const polder_sample_t *s,
                            const polder_measured_t *m, char *text, size_t size)
{
    say_t say = {text, size};
    polder_rows_t rows = {0};
    if (isfinite(m->value))
        no_interval(m, &say);
    else if (isinf(m->value))
        SAY(&say, "it is infinite: what it is divided by is 0, or it lies beyond all values of by");
    else if (not_recorded(f, s, &say))
        return;
    else if (polder_figure_rows(f, s, &rows, NULL) < 0)
        SAY(&say, "out of memory");
    else if (rows.n == 0)
        no_rows(f, s, &say);
    else if (!one_is_empty(f, &rows, &say))
        SAY(&say, "%lld rows (%lld without a value missing) do not make one: too few, or all alike",
            (long long)m->n, (long long)(m->n - m->missing));
    polder_rows_free(&rows);
}

void polder_figure_remark(const polder_measured_t *m, char *text, size_t size)
{
    char missing[80] = "", undefined[120] = "";
    if (m->missing > 0)
        snprintf(missing, sizeof missing, "%lld of %lld rows lack a value and are left out",
                 (long long)m->missing, (long long)m->n);
    if (isfinite(m->value) && isnan(m->low))
        no_interval(m, &(say_t){undefined, sizeof undefined});
    else if (m->undefined > 0)
        snprintf(undefined, sizeof undefined,
                 "%d of %d samples of the bootstrap have no figure and are left out", m->undefined,
                 POLDER_RESAMPLES);
    snprintf(text, size, "%s%s%s", missing, *missing && *undefined ? "; " : "", undefined);
}
