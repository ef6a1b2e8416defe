/* factors.h: which factor of a design goes with strict success.
 *
 * What     Over the points of a design, the baseline arm: Spearman's rank correlation of each
 *          factor with the share of strict success; for a factor that is a choice, the mean share
 *          at the points with each of its words. It says what goes together over the design, not
 *          how; and what depends on another factor may go up here and down there, with 0 in all.
 * Interval of a rank correlation: by Fisher's transformation with the standard error of Fieller,
 *          Hartley & Pearson, for as many observations as are independent: the points, but the
 *          trajectories of Morris and the rows of Saltelli's blocks, whose points share most of
 *          their values.
 * What moves along with a factor (`with` in a scenario) is one factor with it.
 * One at a time: only the points at which all other factors are as at the first one are taken.
 *          There are too few for an interval.
 * Source   Spearman 1904; Fieller, Hartley & Pearson 1957 (Biometrika 44, 470-481); p: Student's t.
 * Owner    polder_factors_make … polder_factors_free; free tolerates zeroed ones.
 * Errors   what the reader reports; POLDER_MEMORY.
 */
#ifndef POLDER_FACTORS_H
#define POLDER_FACTORS_H

#include "document/document.h"
#include "io/store.h"

/* The points at which a choice has one of its words. */
typedef struct {
    char *word;
    int points;
    double share, low, high; /* mean over the points; interval with Student's t */
} polder_factor_word_t;

typedef struct {
    int factor;
    char *name;
    char *said[POLDER_LANGUAGES]; /* in words, with those that move along; NULL: nobody says */
    int n_with;                   /* that move along with it: they are no findings of their own */
    char **with;
    int points;                   /* that count for it */
    double rank, low, high, p;    /* NaN for a choice, or if one of the two never varies */
    double at_lowest, at_highest; /* mean share in the third of the points with the lowest and the
                                     highest values */
    int n_word;                   /* > 0: it is a choice */
    polder_factor_word_t *word;
} polder_factor_effect_t;

typedef struct {
    int n;
    polder_factor_effect_t *factor; /* strongest first; choices last, the largest spread first */
    double *value;                  /* [point][n_value] of the design; of a choice: which word */
    int n_value;                    /* n, and those that move along */
    int points, independent;        /* with networks that could be run; how many count as such */
    double chance; /* in 95% of designs a factor that does nothing stays below; NaN: not known */
} polder_factors_t;

/* `share` has the share of strict success of the baseline at each point, NaN where there is none.
 * Without a design, n is 0. */
POLDER_MUST_USE int polder_factors_make(const polder_result_t *result, const double *share,
                                        double confidence, polder_factors_t *factors,
                                        polder_report_t *report);
void polder_factors_free(polder_factors_t *factors);

/* "value.funding, value.members" of those that move along; "" if none does. */
const char *polder_factor_with(polder_document_t *d, const polder_factor_effect_t *f);
/* In words, "chance of a shock (with funding)"; by name where nobody says it. */
const char *polder_factor_title(polder_document_t *d, const polder_factor_effect_t *f);
/* The same and its name, which a scenario has: "chance of a shock (context.p_shock)". */
const char *polder_factor_named(polder_document_t *d, const polder_factor_effect_t *f);

/* The arithmetic of it. NaN if one of them is the same everywhere, or for fewer than three. */
double polder_spearman(const double *x, const double *y, int n, double *work);
/* A correlation of `independent` pairs that is below this in `confidence` of cases by chance. */
double polder_spearman_chance(int independent, double confidence);

#endif
