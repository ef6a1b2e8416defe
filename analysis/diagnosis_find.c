/* diagnosis_find.c: see diagnosis_find.h. */
#include "analysis/diagnosis_find.h"

#include <math.h>
#include <stdlib.h>

/* ---- single causes ---- */

/* The causes whose gain is surely above 0, the largest gain first. */
static void name_singles(polder_diagnosis_t *d)
{
    for (int i = 0; i < d->n_present; i++) {
        const polder_difference_t *gain = &d->suspect[d->present[i]].alone.gain;
        if (!polder_surely_helps(gain)) continue;
        int at = d->n_named < POLDER_MOST_NAMED ? d->n_named++ : POLDER_MOST_NAMED;
        for (; at > 0 && d->suspect[d->named[at - 1]].alone.gain.difference < gain->difference;
             at--)
            if (at < POLDER_MOST_NAMED) d->named[at] = d->named[at - 1];
        if (at < POLDER_MOST_NAMED) d->named[at] = d->present[i];
    }
}

int polder_diagnosis_first_better(const polder_diagnosis_t *d)
{
    int first = -1;
    for (int c = 0; c < d->n_suspect; c++) {
        const polder_rescue_t *r = &d->suspect[c].better;
        if (!r->set || !polder_surely_helps(&r->gain)) continue;
        if (first < 0 || r->gain.difference > d->suspect[first].better.gain.difference) first = c;
    }
    return first;
}

/* ---- sets ---- */

/* The set of this size with the largest gain among those that are surely above 0, all of the size
 * together. False: there is none. */
static int best_of_size(const polder_diagnosis_t *d, const polder_twins_t *t, int size,
                        polder_rescue_t *best, polder_report_t *report)
{
    const double confidence = d->options.confidence;
    int *row = calloc((size_t)t->n_set, sizeof *row), n = 0;
    if (!row) return polder_out_of_memory(report);
    for (int r = 0; r < t->n_set; r++)
        if (polder_set_size(t->set[r]) == size) row[n++] = r;
    const double each = polder_twins_each(t, row, n, confidence, (uint64_t)size);
    for (int k = 0; k < n && each > 0; k++) {
        const polder_rescue_t r = polder_twins_rescue(t, row[k], each, confidence);
        if (polder_surely_helps(&r.gain) &&
            (!best->set || r.gain.difference > best->gain.difference))
            *best = r;
    }
    free(row);
    return each < 0 ? polder_out_of_memory(report) : best->set ? 1 : 0;
}

/* Two or three together that do far more than the best alone, and surely more. */
static int find_more(polder_diagnosis_t *d, const polder_twins_t *t, polder_report_t *report)
{
    polder_difference_t before = d->suspect[d->named[0]].alone.gain;
    for (int size = 2; size <= 3 && size <= d->n_present; size++) {
        polder_rescue_t best = {0};
        const int code = best_of_size(d, t, size, &best, report);
        if (code < 0) return code;
        if (code == 0 || best.gain.low <= before.high ||
            best.gain.difference < before.difference + POLDER_FAR_MORE)
            continue;
        d->together = best;
        before = best.gain;
    }
    return 0;
}

/* No life succeeded, whatever was taken away. */
static bool never(const polder_diagnosis_t *d, const polder_twins_t *t)
{
    if (d->chance.count > 0 || d->without_all.count > 0) return false;
    for (int i = 0; i < d->n_present; i++)
        if (d->suspect[d->present[i]].alone.rescued.count > 0) return false;
    for (int64_t k = 0; k < t->n_set * t->n; k++)
        if (t->success[k] == 1) return false;
    return true;
}

int polder_diagnosis_find(polder_diagnosis_t *d, const polder_twins_t *t, polder_report_t *report)
{
    const polder_causes_set_t all = (1u << d->n_present) - 1;
    name_singles(d);
    d->verdict = d->n_named > 0 ? POLDER_ANSWER_NAMED : polder_diagnosis_nothing(d);
    if (never(d, t)) d->verdict = POLDER_ANSWER_CANNOT_SUCCEED;
    if (d->verdict == POLDER_ANSWER_NAMED) return find_more(d, t, report);
    if (d->verdict == POLDER_ANSWER_CANNOT_SUCCEED) return 0;
    const int most = d->exact || d->n_present < 3 ? d->n_present : 3; /* whole sizes of the table */
    for (int size = 2; size <= most; size++) {
        const int code = best_of_size(d, t, size, &d->together, report);
        if (code < 0) return code;
        if (code == 0) continue;
        d->verdict = d->together.set == all ? POLDER_ANSWER_NO_SINGLE : POLDER_ANSWER_TOGETHER;
        return 0;
    }
    if (most == d->n_present) return 0;
    const polder_rescue_t whole = polder_twins_rescue(t, polder_twins_find(t, all),
                                                      d->options.confidence, d->options.confidence);
    if (!polder_surely_helps(&whole.gain)) return 0;
    d->together = whole;
    d->verdict = POLDER_ANSWER_NO_SINGLE;
    return 0;
}

/* ---- pairs ---- */

static int compare_pairs(const void *a, const void *b)
{
    const double x = fabs(((const polder_pair_effect_t *)a)->interaction.difference);
    const double y = fabs(((const polder_pair_effect_t *)b)->interaction.difference);
    return (x < y) - (x > y);
}

int polder_diagnosis_pairs(polder_diagnosis_t *d, const polder_twins_t *t, polder_report_t *report)
{
    const int n = d->n_present, pairs = n * (n - 1) / 2;
    const double each = 1 - (1 - d->options.confidence) / (pairs > 0 ? pairs : 1);
    d->pair = calloc((size_t)pairs + 1, sizeof *d->pair);
    if (!d->pair) return polder_out_of_memory(report);
    for (int i = 0; i < n; i++)
        for (int j = i + 1; j < n; j++) {
            const polder_difference_t x = polder_twins_interaction(t, i, j, each);
            if (x.low > 0 || x.high < 0)
                d->pair[d->n_pair++] = (polder_pair_effect_t){d->present[i], d->present[j], x};
        }
    if (d->n_pair > 1) qsort(d->pair, (size_t)d->n_pair, sizeof *d->pair, compare_pairs);
    return 0;
}

/* ---- a population ---- */

/* One failure: which causes are in a smallest set that rescues it, and whether one alone does. */
static void count_failure(polder_diagnosis_t *d, const polder_twins_t *t, int64_t unit)
{
    int least = POLDER_MOST_CAUSES + 1, alone = 0;
    polder_causes_set_t in = 0;
    for (int r = 0; r < t->n_set; r++) {
        const int size = polder_set_size(t->set[r]);
        if (t->success[r * t->n + unit] != 1 || size > least) continue;
        in = size < least ? t->set[r] : in | t->set[r];
        least = size;
        alone += size == 1;
    }
    for (int i = 0; i < d->n_present; i++) {
        if (!(in >> i & 1)) continue;
        d->in_some[d->present[i]]++;
        d->alone_enough[d->present[i]] += least == 1;
        d->only[d->present[i]] += least == 1 && alone == 1;
    }
}

int polder_diagnosis_population(polder_diagnosis_t *d, const polder_twins_t *t,
                                polder_report_t *report)
{
    const size_t n = (size_t)d->n_suspect + 1;
    const double confidence = d->options.confidence;
    const int empty = polder_twins_find(t, 0);
    int row[POLDER_MOST_CAUSES];
    d->verdict = POLDER_ANSWER_POPULATION;
    d->alone_enough = calloc(n, sizeof *d->alone_enough);
    d->in_some = calloc(n, sizeof *d->in_some);
    d->only = calloc(n, sizeof *d->only);
    if (!d->alone_enough || !d->in_some || !d->only) return polder_out_of_memory(report);
    for (int i = 0; i < d->n_present; i++) row[i] = polder_twins_find(t, 1u << i);
    d->each = polder_twins_each(t, row, d->n_present, confidence, 1);
    if (d->each < 0) return polder_out_of_memory(report);
    for (int i = 0; i < d->n_present; i++)
        d->suspect[d->present[i]].alone = polder_twins_rescue(t, row[i], d->each, confidence);
    d->chance = polder_twins_chance(t, empty, confidence);
    d->without_all =
        polder_twins_chance(t, polder_twins_find(t, (1u << d->n_present) - 1), confidence);
    d->failures = polder_twins_sizes(t, d->sizes);
    d->exact = d->n_present <= POLDER_ALL_SETS;
    d->most_sizes = d->exact ? d->n_present : 3;
    for (int64_t u = 0; u < t->n; u++)
        if (t->success[empty * t->n + u] == 0) count_failure(d, t, u);
    name_singles(d);
    if (!polder_diagnosis_hardly_fails(d)) return 0;
    d->verdict = POLDER_ANSWER_HARDLY_FAILS;
    d->n_named = 0;
    return 0;
}
