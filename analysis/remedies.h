/* remedies.h: what would help a network, and when: remedies from moments on, tried on its futures.
 *
 * What     Two stages. All are screened on the same futures, and what is surely not the best is
 *          dropped (best.h), but for the one that harms most. What is left is lived again on fresh
 *          futures, beside nothing, and with it pairs of the best remedies of different causes;
 *          only those figures are shown, for the best of many looks too good where it was picked.
 *          Their intervals hold together (twins.h).
 * Choose   among those within POLDER_WITHIN of the best by what they cost.
 * Source   Hsu 1984; Romano & Wolf 2005, as in best.h and twins.h.
 */
#ifndef POLDER_REMEDIES_H
#define POLDER_REMEDIES_H

#include "analysis/best.h"
#include "analysis/lives.h"

enum {
    POLDER_MOST_TRIALS = 96,
    POLDER_MOST_SURVIVORS = 6,
    POLDER_MOST_PAIRED = 4, /* remedies that are tried with each other … */
    POLDER_MOST_PAIRS = 6,  /* … beside the survivors and the worst */
    POLDER_MOST_KEPT = POLDER_MOST_SURVIVORS + 1 + POLDER_MOST_PAIRS,
    POLDER_MOST_MOMENTS = 4
};
#define POLDER_WITHIN      0.02
#define POLDER_FAR_CHEAPER 0.8 /* of the days of the best: then it is told first */

typedef struct {
    polder_trial_t trial;
    double days;          /* more than with nothing, in a network */
    double screened;      /* gain among the futures of the first stage */
    polder_rescue_t gain; /* on fresh futures */
    bool within;          /* of the best */
} polder_remedy_t;

typedef struct {
    int n_tried, n_remedy, n_moment; /* screened; of so many remedies and moments */
    int moment[POLDER_MOST_MOMENTS];
    int n;                   /* on fresh futures, the best first */
    polder_remedy_t *remedy; /* [n] */
    int64_t screen, fresh;   /* futures of each stage */
    int helps;               /* the first that surely helps is the best: 0, or −1: none does */
    int cheapest; /* of those that surely help within POLDER_WITHIN of the best; or −1 */
    int first;    /* to be told first: the cheapest if it is far cheaper, else the best; or −1 */
    int harms;    /* the one that surely harms most, or −1 */
} polder_remedies_t;

/* Those that are still possible, and the worst: indexes in `kept`, at most POLDER_MOST_SURVIVORS +
 * 1; outcomes [1 + n][futures], nothing first. Of two that do the same in the same days the second
 * is left out: a remedy begins at its own moment, and at this one too. Returns how many; negative
 * without memory. */
int polder_remedies_survive(const signed char *success, const double *days, int n, int64_t futures,
                            double confidence, int *kept);
/* Gain of trial `i` among outcomes [1 + n][futures]. */
double polder_remedies_gain(const signed char *success, int i, int64_t futures);
/* From the outcomes of the kept ones on fresh futures: gains, order, which helps, harms, costs. */
POLDER_MUST_USE int polder_remedies_judge(polder_remedies_t *r, const signed char *success,
                                          double confidence, polder_report_t *report);
void polder_remedies_free(polder_remedies_t *r);

#endif
