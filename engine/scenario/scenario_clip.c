/* scenario_clip.c: draws that fall outside the bounds of their field. See loader.h.
 *
 * The engine cuts a draw to the bounds of its field (run/draw.c), so that a share with
 * {normal: [0.5, 0.5]} is exactly 0 in one network of six. That may be what somebody wants; but where
 * it is more than one draw in a hundred, a warning says so.
 */
#include <gsl/gsl_cdf.h>
#include <math.h>
#include <stdio.h>

#include "scenario/loader.h"

enum { MOST_CASES = 10000 };
static const double MANY = 0.01; /* share of the draws that is worth a warning */

typedef struct {
    double below, above; /* shares of the draws */
    int case_index;
} clipped_t;

/* The shares of the draws that fall below `min` and above `max`. False for the other
 * kinds of distributions: their own bounds are checked when they are read. */
static bool tails(const polder_value_t *v, double min, double max, double *below, double *above)
{
    const double *a = v->arg;
    switch (v->kind) {
    case POLDER_DRAW_NORMAL:
        if (a[1] <= 0) return false;
        *below = gsl_cdf_gaussian_P(min - a[0], a[1]);
        *above = gsl_cdf_gaussian_Q(max - a[0], a[1]);
        return true;
    case POLDER_DRAW_LOGNORMAL:
        if (a[1] <= 0) { /* always the same */
            *below = exp(a[0]) < min;
            *above = exp(a[0]) > max;
            return true;
        }
        *below = min > 0 ? gsl_cdf_lognormal_P(min, a[0], a[1]) : 0;
        *above = max > 0 ? gsl_cdf_lognormal_Q(max, a[0], a[1]) : 1;
        return true;
    case POLDER_DRAW_EXPONENTIAL:
        *below = min > 0 ? gsl_cdf_exponential_P(min, a[0]) : 0;
        *above = max > 0 ? gsl_cdf_exponential_Q(max, a[0]) : 1;
        return true;
    case POLDER_DRAW_BETA:
        *below = min > 0 ? gsl_cdf_beta_P(fmin(min, 1), a[0], a[1]) : 0;
        *above = max < 1 ? gsl_cdf_beta_Q(fmax(max, 0), a[0], a[1]) : 0;
        return true;
    default:
        return false;
    }
}

/* "17.9% fall below 0 and become 0", for one side or both. */
static void say_sides(polder_loader_t *r, const clipped_t *c, const polder_field_t *field,
                      char *text, size_t size)
{
    const bool low = c->below >= MANY, high = c->above >= MANY;
    const double below = 100 * c->below, above = 100 * c->above, min = (double)field->min,
                 max = (double)field->max;
    if (low && high)
        snprintf(text, size,
                 polder_report_text(r->report, "%.1f%% fall below %.7g and become %.7g, and %.1f%% "
                                               "fall above %.7g and become %.7g"),
                 below, min, min, above, max, max);
    else if (low)
        snprintf(text, size,
                 polder_report_text(r->report, "%.1f%% fall below %.7g and become %.7g"), below,
                 min, min);
    else if (high)
        snprintf(text, size,
                 polder_report_text(r->report, "%.1f%% fall above %.7g and become %.7g"), above,
                 max, max);
    else /* either side alone is little */
        snprintf(
            text, size,
            polder_report_text(r->report, "%.1f%% fall outside the bounds and become one of them"),
            below + above);
}

static void warn(polder_loader_t *r, int f, const clipped_t *c)
{
    const polder_field_t *field = r->x->table.field[f];
    char sides[240], name[POLDER_CASE_NAME] = "";
    say_sides(r, c, field, sides, sizeof sides);
    if (c->case_index > 0) polder_experiment_case_name(r->x, c->case_index, name, sizeof name);
    const bool set = c->case_index == 0 && polder_loader_is_set(r, field->name);
    const polder_place_t place = {.file = set ? "--set" : r->yaml->name};
    if (*name)
        polder_warn(r->report, &place,
                    "of the draws of %s in %s, %s; truncated-normal has none outside", field->name,
                    name, sides);
    else
        polder_warn(r->report, &place, "of the draws of %s, %s; truncated-normal has none outside",
                    field->name, sides);
}

/* Warns of the case in which most draws of a field fall outside. Of very many cases only the first
 * ones are looked at. */
static void check_field(polder_loader_t *r, int f)
{
    const polder_experiment_t *x = r->x;
    const polder_field_t *field = x->table.field[f];
    clipped_t worst = {0, 0, 0};
    for (int k = 0; k < x->n_case && k < MOST_CASES; k++) {
        polder_value_t value;
        double below = 0, above = 0;
        if (!polder_experiment_value(x, k, f, &value) ||
            !tails(&value, (double)field->min, (double)field->max, &below, &above))
            continue;
        if (below + above > worst.below + worst.above) worst = (clipped_t){below, above, k};
    }
    if (worst.below + worst.above > MANY) warn(r, f, &worst);
}

static bool is_set(const polder_experiment_t *x, int f)
{
    for (int i = 0; i < x->n_setting; i++)
        if (x->setting[i].field == f) return true;
    for (int a = 0; a < x->n_arm; a++)
        for (int i = 0; i < x->arm[a].n_setting; i++)
            if (x->arm[a].setting[i].field == f) return true;
    return false;
}

void polder_loader_warn_of_draws(polder_loader_t *r)
{
    for (int f = 0; f < r->x->table.n_field; f++)
        if (is_set(r->x, f)) check_field(r, f);
}
