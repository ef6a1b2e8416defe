/* remedies.c: see remedies.h. */
#include "analysis/remedies.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the first stage ---- */

static polder_pairs_t pairs_of(const signed char *a, const signed char *b, int64_t n)
{
    polder_pairs_t pairs = {0};
    for (int64_t u = 0; u < n; u++)
        if (a[u] != POLDER_UNKNOWN && b[u] != POLDER_UNKNOWN) polder_pairs_add(&pairs, a[u], b[u]);
    return pairs;
}

double polder_remedies_gain(const signed char *success, int i, int64_t n)
{
    const polder_pairs_t t = pairs_of(success + (i + 1) * n, success, n);
    const int64_t all = t.both + t.first + t.second + t.neither;
    return all > 0 ? (double)(t.first - t.second) / (double)all : 0;
}

/* The largest gain that is not taken yet, or the smallest. */
static int next_one(const double *gain, const bool *open, int n, bool largest)
{
    int found = -1;
    for (int i = 0; i < n; i++)
        if (open[i] && (found < 0 || (largest ? gain[i] > gain[found] : gain[i] < gain[found])))
            found = i;
    return found;
}

/* Is there an earlier one with the same outcomes in the same days? */
static bool is_twin(const signed char *success, const double *days, int arm, int64_t futures)
{
    const signed char *own = success + (arm + 1) * futures;
    for (int i = 0; i < arm; i++)
        if (fabs(days[i] - days[arm]) < 1e-9 &&
            memcmp(success + (i + 1) * futures, own, (size_t)futures) == 0)
            return true;
    return false;
}

int polder_remedies_survive(const signed char *success, const double *days, int n, int64_t futures,
                            double confidence, int *kept)
{
    const int k = n + 1; /* nothing can be the best too */
    polder_pairs_t *pairs = calloc((size_t)polder_best_pairs(k) + 1, sizeof *pairs);
    polder_best_t best[POLDER_MOST_TRIALS + 1];
    double gain[POLDER_MOST_TRIALS];
    bool open[POLDER_MOST_TRIALS] = {false}, all[POLDER_MOST_TRIALS];
    int n_kept = 0;
    if (!pairs) return POLDER_MEMORY;
    for (int i = 0; i < k; i++)
        for (int j = i + 1; j < k; j++)
            pairs[polder_best_place(k, i, j)] =
                pairs_of(success + i * futures, success + j * futures, futures);
    polder_best(pairs, NULL, k, confidence, best);
    free(pairs);
    for (int i = 0; i < n; i++) {
        gain[i] = polder_remedies_gain(success, i, futures);
        all[i] = !is_twin(success, days, i, futures);
        open[i] = all[i] && best[i + 1].possible;
    }
    for (int at; n_kept < POLDER_MOST_SURVIVORS && (at = next_one(gain, open, n, true)) >= 0;) {
        kept[n_kept++] = at;
        open[at] = all[at] = false;
    }
    const int worst = next_one(gain, all, n, false);
    if (worst >= 0 && gain[worst] < 0) kept[n_kept++] = worst;
    return n_kept;
}

/* ---- the second ---- */

static int compare_remedies(const void *a, const void *b)
{
    const polder_remedy_t *x = a, *y = b;
    const double p = x->gain.gain.difference, q = y->gain.gain.difference;
    if (p < q || p > q) return p < q ? 1 : -1;
    return (x->days > y->days) - (x->days < y->days);
}

static void choose(polder_remedies_t *r)
{
    r->helps = r->cheapest = r->first = r->harms = -1;
    for (int i = 0; i < r->n; i++) {
        polder_remedy_t *one = &r->remedy[i];
        const polder_difference_t *d = &one->gain.gain;
        one->within = d->difference >= r->remedy[0].gain.gain.difference - POLDER_WITHIN;
        if (i == 0 && polder_surely_helps(d)) r->helps = 0;
        if (r->helps == 0 && one->within && polder_surely_helps(d) &&
            (r->cheapest < 0 || one->days < r->remedy[r->cheapest].days))
            r->cheapest = i;
        if (polder_surely_harms(d) && !one->trial.with) r->harms = i; /* the last harms most */
    }
    if (r->helps < 0) return;
    r->first =
        r->remedy[r->cheapest].days < POLDER_FAR_CHEAPER * r->remedy[0].days ? r->cheapest : 0;
}

int polder_remedies_judge(polder_remedies_t *r, const signed char *success, double confidence,
                          polder_report_t *report)
{
    polder_causes_set_t set[POLDER_MOST_KEPT + 1] = {0};
    int row[POLDER_MOST_KEPT];
    for (int i = 0; i < r->n; i++) {
        set[i + 1] = (polder_causes_set_t)i + 1; /* names of arms, no more */
        row[i] = i + 1;
    }
    const polder_twins_t twins = {.n_cause = POLDER_MOST_CAUSES,
                                  .n_set = r->n + 1,
                                  .n = r->fresh,
                                  .set = set,
                                  .success = success};
    const double each = polder_twins_each(&twins, row, r->n, confidence, 2);
    if (each < 0) return polder_out_of_memory(report);
    for (int i = 0; i < r->n; i++)
        r->remedy[i].gain = polder_twins_rescue(&twins, row[i], each, confidence);
    if (r->n > 1) qsort(r->remedy, (size_t)r->n, sizeof *r->remedy, compare_remedies);
    choose(r);
    return 0;
}

void polder_remedies_free(polder_remedies_t *r)
{
    free(r->remedy);
    *r = (polder_remedies_t){0};
}
