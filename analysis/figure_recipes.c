/* figure_recipes.c: which combinations of conditions suffice for an outcome (csQCA).
 *
 * What     Each network has a condition or not (its column above a cut). A row of the truth table
 *          suffices if enough networks have it and the outcome's share among them is at least `at`.
 *          Rows that suffice are joined where they differ in one condition (Quine-McCluskey), and
 *          of what remains enough to cover them are kept: the conservative solution, without rows that
 *          nobody has.
 * Source   Ragin 1987; Quine 1952; McCluskey 1956.
 */
#include <gsl/gsl_math.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/figure_kinds.h"

enum { MOST_CONDITIONS = 6, ROWS = 1 << MOST_CONDITIONS, MOST_TERMS = 729 };

/* The conditions in `mask` are asked for, as in `value`. */
typedef struct {
    unsigned mask, value;
} term_t;

typedef struct {
    int n_condition;
    bool sufficient[ROWS];
    int n_term;
    term_t term[MOST_TERMS];
} table_t;

static double median(const polder_rows_t *rows, int i)
{
    double *x = malloc(((size_t)rows->n + 1) * sizeof *x), m = GSL_NAN;
    size_t n = 0;
    if (!x) return GSL_NAN;
    for (int64_t r = 0; r < rows->n; r++) {
        x[n] = polder_row_value(rows, r, i);
        n += !gsl_isnan(x[n]);
    }
    gsl_sort(x, 1, n);
    if (n > 0) m = gsl_stats_median_from_sorted_data(x, 1, n);
    free(x);
    return m;
}

static void fill(const polder_rows_t *rows, const polder_figure_t *f, table_t *t)
{
    enum { FEWEST = 5 };
    double cut[MOST_CONDITIONS];
    int64_t n[ROWS] = {0}, yes[ROWS] = {0};
    for (int c = 0; c < t->n_condition; c++)
        cut[c] = c < f->n_cut && !gsl_isnan(f->cut[c]) ? f->cut[c] : median(rows, 1 + c);
    for (int64_t r = 0; r < rows->n; r++) {
        unsigned row = 0;
        for (int c = 0; c < t->n_condition; c++)
            row |= (unsigned)(polder_row_value(rows, r, 1 + c) > cut[c]) << c;
        n[row]++;
        yes[row] += polder_row_value(rows, r, 0) > 0.5;
    }
    for (int row = 0; row < 1 << t->n_condition; row++)
        t->sufficient[row] = n[row] >= FEWEST && n[row] * 100 >= rows->n &&
                             (double)yes[row] >= f->at * (double)n[row];
}

/* Do all rows that a term stands for suffice? */
static bool holds(const table_t *t, term_t term)
{
    for (unsigned row = 0; row < 1u << t->n_condition; row++)
        if ((row & term.mask) == term.value && !t->sufficient[row]) return false;
    return true;
}

/* A term is prime if none of its conditions can be left out. */
static bool prime(const table_t *t, term_t term)
{
    for (int c = 0; c < t->n_condition; c++) {
        const unsigned bit = 1u << c;
        if ((term.mask & bit) && holds(t, (term_t){term.mask & ~bit, term.value & ~bit}))
            return false;
    }
    return true;
}

static void find_terms(table_t *t)
{
    const unsigned all = (1u << t->n_condition) - 1;
    for (unsigned mask = 0; mask <= all; mask++)
        for (unsigned value = 0; value <= all; value++) {
            const term_t term = {mask, value};
            if ((value & ~mask) != 0 || !holds(t, term) || !prime(t, term)) continue;
            t->term[t->n_term++] = term;
        }
}

/* How many rows that are still open a term covers. */
static int covers(const table_t *t, term_t term, const bool *open)
{
    int n = 0;
    for (unsigned row = 0; row < 1u << t->n_condition; row++)
        n += open[row] && (row & term.mask) == term.value;
    return n;
}

/* Terms that cover all rows that suffice, always the one that covers most of what is left: few, but
 * not surely the fewest. Returns how many,
 * and how many of them ask that the first condition is absent. */
static int choose(const table_t *t, int *without)
{
    bool open[ROWS];
    int chosen = 0;
    memcpy(open, t->sufficient, sizeof open);
    *without = 0;
    for (;;) {
        int best = -1, most = 0;
        for (int i = 0; i < t->n_term; i++) {
            const int n = covers(t, t->term[i], open);
            if (n > most) most = n, best = i;
        }
        if (best < 0) return chosen;
        const term_t term = t->term[best];
        for (unsigned row = 0; row < 1u << t->n_condition; row++)
            if ((row & term.mask) == term.value) open[row] = false;
        chosen++;
        *without += (term.mask & 1) && !(term.value & 1);
    }
}

static double recipes(const polder_rows_t *rows, const polder_figure_t *f, bool absent)
{
    table_t t = {.n_condition = rows->n_value - 1};
    int without = 0;
    if (t.n_condition > MOST_CONDITIONS) return GSL_NAN;
    fill(rows, f, &t);
    find_terms(&t);
    const int all = choose(&t, &without);
    return absent ? without : all;
}

double polder_value_recipes(const polder_rows_t *rows, const polder_figure_t *f)
{
    return recipes(rows, f, false);
}

double polder_value_recipes_without(const polder_rows_t *rows, const polder_figure_t *f)
{
    return recipes(rows, f, true);
}
