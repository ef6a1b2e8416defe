/* foundings.h: how sure a figure is whose networks are futures of foundings.
 *
 * What     Futures of one founding begin alike, so they say less than as many foundings: the units
 *          of an interval are the foundings. Values are added network by network, in the order of
 *          the file, and without keeping them. With one future of each founding the units are the
 *          networks, and with one founding its futures, about which the figure then is: in both
 *          cases each network counts, and all is as polder_proportion and polder_mean_interval have
 *          it.
 * Shares   Wilson's interval for as many networks as would say the same if they were independent.
 *          Their number is what the variance of the foundings' means gives, but never below the
 *          number of foundings or above that of networks: the variance of a mean of shares lies
 *          between those two. Student's t with one degree less than there are foundings takes the
 *          place of the normal distribution.
 * Means    the foundings' means, weighted by their networks, and t likewise.
 * Source   Korn & Graubard 1998 (Survey Methodology 24, 193-201); Cochran 1977, ch. 6 and 9.
 */
#ifndef POLDER_FOUNDINGS_H
#define POLDER_FOUNDINGS_H

#include <stddef.h>
#include <stdint.h>

#include "analysis/paired.h"
#include "analysis/proportion.h"
#include "words/words.h"

/* Fewer foundings make an interval that is a guess. */
enum { POLDER_FEW_FOUNDINGS = 20 };

/* Zeroed to begin with. */
typedef struct {
    int64_t n, foundings;          /* networks with a value; foundings that have one */
    double sum;                    /* of the values */
    double square, product, sizes; /* over foundings: of sum², sum × size, size² */
    int64_t at;                    /* the founding that is being added, and of it … */
    double part, size;             /* … the sum and the number of values */
} polder_founded_t;

/* A NaN is left out. Foundings come in order. */
void polder_founded_add(polder_founded_t *f, int64_t founding, double value);
/* `n` values with this sum at once. */
void polder_founded_add_sum(polder_founded_t *f, int64_t founding, double sum, double n);

/* Futures are the units if there is one founding. */
static inline bool polder_founded_matters(const polder_founded_t *f)
{
    const int64_t all = f->foundings + (f->size > 0);
    return all > 1 && all < f->n;
}

/* Variance of the mean, by the foundings' means; NaN for fewer than two. */
double polder_founded_variance(const polder_founded_t *f);
/* Networks that would say as much of a share if they were independent: n itself if each counts. */
double polder_founded_networks(const polder_founded_t *f, double confidence);
/* By how much `n` is to be multiplied for a difference of two shares in pairs, whose values are the
 * differences of each pair: 1 if each pair counts. */
double polder_founded_scale(const polder_founded_t *f, const polder_pairs_t *pairs,
                            double confidence);

/* The share of a count, with the interval that its foundings give. */
polder_proportion_t polder_founded_share(const polder_founded_t *f, int64_t count,
                                         double confidence);
/* NaN for fewer than two foundings. Only if they matter: else polder_mean_interval. */
void polder_founded_mean(const polder_founded_t *f, double confidence, double *low, double *high);
/* Of two shares in pairs, and of two means, by the differences of the pairs. */
polder_difference_t polder_founded_pairs(const polder_founded_t *f, const polder_pairs_t *pairs,
                                         double confidence);
polder_difference_t polder_founded_twin(const polder_founded_t *f, const polder_twin_t *twin,
                                        double confidence);

/* Arms with networks of their own: the shares and means of two. */
polder_difference_t polder_founded_shares_apart(const polder_founded_t *const f[2],
                                                const int64_t yes[2], double confidence);
polder_difference_t polder_founded_means_apart(const polder_founded_t *const f[2],
                                               const polder_moments_t *const m[2],
                                               double confidence);

/* How the networks of a case were split up, and what another split would have made of the
 * intervals. */
typedef struct {
    int64_t foundings, futures, networks;
    double width; /* of an interval, over what it is now, if each network had a founding of its own;
                     NaN: hardly less, or not known */
} polder_split_t;

/* `share` has the foundings of the main figure, or is NULL. */
polder_split_t polder_founded_split(int64_t networks, int64_t futures,
                                    const polder_founded_t *share);
/* What must be said of it, in one sentence or two; "" if each network has a founding of its own. */
void polder_founded_say(polder_language_t language, const polder_split_t *split, char *text,
                        size_t size);

#endif
