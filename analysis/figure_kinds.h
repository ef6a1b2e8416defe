/* figure_kinds.h: the functions behind figure_table.c. Each sees rows of numbers (figure.h) and
 * gives one number, NaN where there is none. */
#ifndef POLDER_FIGURE_KINDS_H
#define POLDER_FIGURE_KINDS_H

#include <math.h>

#include "analysis/figure.h"

typedef double polder_figure_value_t(const polder_rows_t *rows, const polder_figure_t *figure);

/* figure_means.c: shares and means, and how those of arms differ */
polder_figure_value_t polder_value_share, polder_value_mean, polder_value_difference,
    polder_value_ratio, polder_value_effect, polder_value_interaction, polder_value_odds,
    polder_value_points_with, polder_value_best_arm, polder_value_crossing;
/* figure_relations.c: what goes with what */
polder_figure_value_t polder_value_correlation, polder_value_rank, polder_value_correlation_lead,
    polder_value_slope, polder_value_optimum, polder_value_total_lead, polder_value_member_rank,
    polder_value_place_rank, polder_value_pair_odds, polder_value_pair_share,
    polder_value_pair_step;
/* figure_times.c: how long, and what happens meanwhile */
polder_figure_value_t polder_value_survival, polder_value_hazard, polder_value_hazard_ratio,
    polder_value_hazard_peak, polder_value_change, polder_value_regained, polder_value_peak,
    polder_value_courses, polder_value_fano, polder_value_first_lead, polder_value_recovery;
/* figure_recipes.c: which combinations suffice */
polder_figure_value_t polder_value_recipes, polder_value_recipes_without;

/* Value `i` of row `r`. */
static inline double polder_row_value(const polder_rows_t *rows, int64_t r, int i)
{
    return rows->value[r * rows->n_value + i];
}

/* No figure, and why. */
static inline double polder_no_memory(const polder_rows_t *rows)
{
    *rows->no_memory = true;
    return NAN;
}

/* Does a row have all its values? */
static inline bool polder_row_complete(const polder_rows_t *rows, int64_t r)
{
    for (int i = 0; i < rows->n_value; i++)
        if (isnan(polder_row_value(rows, r, i))) return false;
    return true;
}

#endif
