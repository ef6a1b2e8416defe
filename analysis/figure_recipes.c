/* figure_recipes.c: which combinations of conditions suffice for an outcome (csQCA).
 *
 * What     Each network has a condition or not (its column above a cut); one of which the outcome
 *          or a condition is not known is left out. A row of the truth table suffices if enough
 *          networks have it and the outcome's share among them is at least `at`. The rows that
 *          suffice are written with as few terms as possible (Quine-McCluskey): the conservative
 *          solution, without rows that nobody has.
 * How      A term that holds only in rows that suffice, and none of whose conditions can be left
 *          out, is prime. Of six conditions there are 729 terms, so each is tried, instead of
 *          joining rows pair by pair. Then the fewest prime terms that cover all rows that
 *          suffice, by exact search; where that takes too long the figure has no value. (GSL and
 *          igraph have no set cover.)
 * Ties     Of several solutions with the fewest terms one with the fewest conditions counts, and
 *          of these one in which the first condition has to be absent least often: what is
 *          counted of it is in all of them.
 * Source   Ragin 1987; Quine 1952; McCluskey 1956.
 */
#include <gsl/gsl_math.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <limits.h>
#include <stdlib.h>

#include "analysis/figure_kinds.h"

enum { MOST_CONDITIONS = 6, ROWS = 1 << MOST_CONDITIONS, MOST_TERMS = 729 };

/* A set of rows of the truth table: bit r is row r, and bit c of r is condition c. */
typedef uint64_t set_t;
_Static_assert(ROWS <= 64, "a set of rows is a word of 64 bits");

/* The conditions in `mask` are asked for, as in `value`. */
typedef struct {
    unsigned mask, value;
    set_t rows; /* in which it holds */
    int cost;
} term_t;

/* What a term costs: 1 for itself, then for each condition, then for the absence of the first one.
 * No sum of a smaller one reaches a larger one, as no solution has more than 32 terms of 6. */
enum { ABSENCE = 1, CONDITION = 64, TERM = 64 * 256 };

typedef struct {
    int n_condition;
    set_t sufficient;
    int n_term;
    term_t term[MOST_TERMS];
} table_t;

static double median(const polder_rows_t *rows, int i)
{
    double *x = malloc(((size_t)rows->n + 1) * sizeof *x), m = GSL_NAN;
    size_t n = 0;
    if (!x) return polder_no_memory(rows);
    for (int64_t r = 0; r < rows->n; r++)
        if (polder_row_complete(rows, r)) x[n++] = polder_row_value(rows, r, i);
    gsl_sort(x, 1, n);
    if (n > 0) m = gsl_stats_median_from_sorted_data(x, 1, n);
    free(x);
    return m;
}

/* False: no network has all its values. */
static bool fill(const polder_rows_t *rows, const polder_figure_t *f, table_t *t)
{
    enum { FEWEST = 5 };
    double cut[MOST_CONDITIONS];
    int64_t n[ROWS] = {0}, yes[ROWS] = {0}, known = 0;
    for (int c = 0; c < t->n_condition; c++)
        cut[c] = c < f->n_cut && !gsl_isnan(f->cut[c]) ? f->cut[c] : median(rows, 1 + c);
    for (int64_t r = 0; r < rows->n; r++) {
        unsigned row = 0;
        if (!polder_row_complete(rows, r)) continue;
        for (int c = 0; c < t->n_condition; c++)
            row |= (unsigned)(polder_row_value(rows, r, 1 + c) > cut[c]) << c;
        known++;
        n[row]++;
        yes[row] += polder_row_value(rows, r, 0) > 0.5;
    }
    for (int row = 0; row < 1 << t->n_condition; row++)
        if (n[row] >= FEWEST && n[row] * 100 >= known && (double)yes[row] >= f->at * (double)n[row])
            t->sufficient |= (set_t)1 << row;
    return known > 0;
}

/* ---- prime terms ---- */

static set_t rows_of(const table_t *t, unsigned mask, unsigned value)
{
    set_t rows = 0;
    for (unsigned row = 0; row < 1u << t->n_condition; row++)
        if ((row & mask) == value) rows |= (set_t)1 << row;
    return rows;
}

/* A term is prime if it holds only where rows suffice, and with any condition less it does not. */
static bool prime(const table_t *t, unsigned mask, unsigned value)
{
    if (rows_of(t, mask, value) & ~t->sufficient) return false;
    for (int c = 0; c < t->n_condition; c++) {
        const unsigned bit = 1u << c;
        if ((mask & bit) && !(rows_of(t, mask & ~bit, value & ~bit) & ~t->sufficient)) return false;
    }
    return true;
}

static void find_terms(table_t *t)
{
    const unsigned all = (1u << t->n_condition) - 1;
    for (unsigned mask = 0; mask <= all; mask++)
        for (unsigned value = 0; value <= all; value++) {
            if ((value & ~mask) != 0 || !prime(t, mask, value)) continue;
            const int absent = (mask & 1) && !(value & 1);
            t->term[t->n_term++] =
                (term_t){mask, value, rows_of(t, mask, value),
                         TERM + CONDITION * __builtin_popcount(mask) + ABSENCE * absent};
        }
}

/* ---- the least cover ---- */

/* The row of a set that the fewest terms cover. */
static set_t hardest(const table_t *t, set_t rows)
{
    int least = MOST_TERMS + 1;
    set_t hardest = 0;
    for (set_t left = rows; left; left &= left - 1) {
        const set_t row = left & -left;
        int n = 0;
        for (int i = 0; i < t->n_term; i++) n += (t->term[i].rows & row) != 0;
        if (n < least) least = n, hardest = row;
    }
    return hardest;
}

/* At least so much will be paid for the rows left: those that share no term need one each. */
static int at_least(const table_t *t, set_t left)
{
    int cost = 0;
    while (left) {
        const set_t row = hardest(t, left);
        int cheapest = INT_MAX;
        for (int i = 0; i < t->n_term; i++) {
            if (!(t->term[i].rows & row)) continue;
            if (t->term[i].cost < cheapest) cheapest = t->term[i].cost;
            left &= ~t->term[i].rows;
        }
        cost += cheapest;
    }
    return cost;
}

/* Tables that networks make take tens of steps, random ones thousands. Very regular ones ("two to
 * four of six conditions") take more than anybody would wait for. */
enum { MOST_STEPS = 200000 };

/* The least cost that covers what is left if it is below `most`, else `most`. One of the terms with
 * the hardest row has to be in it. */
static int cover(const table_t *t, set_t left, int most, int *steps)
{
    if (!left || ++*steps > MOST_STEPS) return 0;
    const int bound = at_least(t, left);
    const set_t row = hardest(t, left);
    for (int i = 0; i < t->n_term && bound < most; i++) {
        const term_t *term = &t->term[i];
        if (!(term->rows & row)) continue;
        const int rest = cover(t, left & ~term->rows, most - term->cost, steps);
        if (term->cost + rest < most) most = term->cost + rest;
    }
    return most;
}

static double recipes(const polder_rows_t *rows, const polder_figure_t *f, bool absent)
{
    table_t t = {.n_condition = rows->n_value - 1};
    int steps = 0;
    if (t.n_condition > MOST_CONDITIONS || !fill(rows, f, &t)) return GSL_NAN;
    find_terms(&t);
    const int cost = cover(&t, t.sufficient, INT_MAX, &steps);
    if (steps > MOST_STEPS) return GSL_NAN;
    return absent ? cost % CONDITION / ABSENCE : cost / TERM;
}

double polder_value_recipes(const polder_rows_t *rows, const polder_figure_t *f)
{
    return recipes(rows, f, false);
}

double polder_value_recipes_without(const polder_rows_t *rows, const polder_figure_t *f)
{
    return recipes(rows, f, true);
}
