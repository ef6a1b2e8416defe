/* handout.c: the numbers of a report; see handout.h. */
#include "analysis/handout.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/handout_parts.h"
#include "document/cell.h"
#include "io/json.h"
#include "kernel/table.h"

enum { CONFIDENCE_OF_ALL = 95 };

/* ---- arms ---- */

/* Sums over the points of a design, of which most results have one. */
typedef struct {
    int n_share, n_gain, n_alive, n_stay, n_days, n_extra;
} counts_t;

static void add(double *sum, int *n, double value)
{
    if (isnan(value)) return;
    *sum += value;
    ++*n;
}

static void add_arm(const polder_compare_t *c, const polder_arm_result_t *from,
                    polder_handout_arm_t *arm, counts_t *n)
{
    const polder_figure_value_t *s = c->success >= 0 ? &from->value[c->success] : NULL;
    const polder_figure_value_t *a = c->alive >= 0 ? &from->value[c->alive] : NULL;
    const polder_figure_value_t *d = c->cost >= 0 ? &from->value[c->cost] : NULL;
    if (s) {
        const polder_difference_t *x = &s->difference;
        arm->networks += s->n;
        add(&arm->share, &n->n_share, s->value);
        add(&arm->gain, &n->n_gain, x->difference);
        arm->low = x->low, arm->high = x->high, arm->p = x->p;
        arm->points += !isnan(x->difference);
        arm->up += x->difference > 0;
        arm->down += x->difference < 0;
        arm->pairs.both += s->pairs.both;
        arm->pairs.first += s->pairs.first;
        arm->pairs.second += s->pairs.second;
        arm->pairs.neither += s->pairs.neither;
        arm->possible = from->best.possible;
        arm->each = from->cost.ratio, arm->each_low = from->cost.low;
        arm->each_high = from->cost.high;
    }
    if (a) {
        add(&arm->alive, &n->n_alive, a->value);
        add(&arm->stay, &n->n_stay, a->difference.difference);
        arm->stay_low = a->difference.low, arm->stay_high = a->difference.high;
    }
    if (d) {
        add(&arm->days, &n->n_days, d->value);
        add(&arm->extra, &n->n_extra, d->difference.difference);
    }
}

/* Does an arm, as its result describes it, have an intervention whose days are filled in? */
static bool is_priced(const json_t *arm)
{
    const json_t *one = NULL, *days = NULL;
    const char *key = NULL;
    size_t i = 0;
    json_array_foreach(json_object_get(arm, "interventions"), i, one)
    {
        json_object_foreach(json_object_get(one, "cost"), key, days)
        {
            if (json_number_value(days) > 0) return true;
        }
    }
    return false;
}

/* A result does not tell days that nobody filled in from days that are 0: both are 0 there. Known to
 * take none is what took days and no more of them than the baseline, and what has days filled in and
 * never began. */
static int read_described(polder_handout_t *h, polder_report_t *report)
{
    h->described = json_array();
    if (!h->described) return polder_out_of_memory(report);
    for (int file = 0, at = 0; file < h->n_file; file++) {
        const polder_result_t *r = h->n_file > 1 ? h->several.file[file] : h->result;
        const char *text = polder_result_description(r);
        bool memory = false;
        json_t *root = text ? polder_json_read(text, 0, &memory) : NULL;
        const json_t *arms = json_object_get(root, "arms");
        for (int i = 0; i < polder_result_n_arm(r) && at < h->n_arm; i++, at++) {
            json_t *arm = json_array_get(arms, (size_t)i);
            h->arm[at].priced = h->arm[at].days > 0 || is_priced(arm);
            memory |= json_array_append_new(h->described, arm ? json_incref(arm) : json_null()) < 0;
        }
        json_decref(root);
        if (memory) return polder_out_of_memory(report);
    }
    return POLDER_OK;
}

static double mean(double sum, int n)
{
    return n > 0 ? sum / n : NAN;
}

static void finish_arm(polder_handout_t *h, int i, const counts_t *n)
{
    polder_handout_arm_t *arm = &h->arm[i];
    arm->share = mean(arm->share, n->n_share);
    arm->gain = mean(arm->gain, n->n_gain);
    arm->alive = mean(arm->alive, n->n_alive);
    arm->stay = mean(arm->stay, n->n_stay);
    arm->days = mean(arm->days, n->n_days);
    arm->extra = mean(arm->extra, n->n_extra);
    if (i != h->baseline && arm->extra == 0 && !arm->priced) arm->days = arm->extra = NAN;
    const bool sure = h->n_point == 1 && arm->low > 0 && arm->extra > 0;
    if (!sure || !(arm->each > 0) || !(arm->each_low > 0) || !isfinite(arm->each_high))
        arm->each = arm->each_low = arm->each_high = NAN; /* of a design it is not known */
    if (h->n_point > 1) { /* each network counts by its mean over the points (answer.h) */
        const polder_answer_t *a = &h->summary.answer;
        const bool known = a->n_arm == h->n_arm;
        arm->low = known ? a->arm[i].success.low : NAN;
        arm->high = known ? a->arm[i].success.high : NAN;
        arm->p = known ? a->arm[i].success.p : NAN;
        arm->stay_low = known ? a->arm[i].alive.low : NAN;
        arm->stay_high = known ? a->arm[i].alive.high : NAN;
        arm->better = known ? a->arm[i].points_better : 0;
        arm->worse = known ? a->arm[i].points_worse : 0;
    }
    if (i != h->baseline) return;
    arm->gain = arm->low = arm->high = arm->p = arm->stay = arm->stay_low = arm->stay_high = NAN;
    arm->extra = NAN;
}

static void choose(polder_handout_t *h)
{
    h->best = h->worst = -1;
    h->networks = h->n_arm > 0 ? INT64_MAX : 0;
    for (int i = 0; i < h->n_arm; i++) {
        const polder_handout_arm_t *arm = &h->arm[i];
        if (arm->networks < h->networks) h->networks = arm->networks;
        if (arm->low > 0 && (h->best < 0 || arm->gain > h->arm[h->best].gain)) h->best = i;
        if (arm->high < 0 && (h->worst < 0 || arm->gain < h->arm[h->worst].gain)) h->worst = i;
    }
}

/* All intervals of both figures hold together. */
static double each_of(int n_arm)
{
    return 1 - (1 - CONFIDENCE_OF_ALL / 100.0) / (2.0 * (n_arm > 1 ? n_arm - 1 : 1));
}

static int read_points(polder_handout_t *h, counts_t *n, polder_report_t *report)
{
    polder_compare_t *c = &h->compare;
    int code = POLDER_OK;
    for (int first = 0; first < h->n_point && code >= 0; first += c->together) {
        const int some = h->n_point - first < c->together ? h->n_point - first : c->together;
        code = polder_compare_read(c, first, some, report);
        for (int k = 0; k < some * h->n_arm && code >= 0; k++) {
            const polder_arm_result_t *from = &c->arm[k];
            add_arm(c, from, &h->arm[from->arm], &n[from->arm]);
            h->point_gain[from->point * h->n_arm + from->arm] =
                c->success >= 0 ? from->value[c->success].difference.difference : NAN;
            if (c->success >= 0)
                h->point_pairs[from->point * h->n_arm + from->arm] = from->value[c->success].pairs;
            if (from->arm == h->baseline && c->success >= 0)
                h->point_share[from->point] = from->value[c->success].value;
        }
    }
    return code;
}

static bool lives_as_baseline(const polder_handout_t *h, int arm)
{
    return h->n_file > 1 || polder_result_lasts(h->result, arm) ==
                                polder_result_lasts(h->result, h->compare.baseline);
}

/* What is left keeps its order. */
static int leave_out(polder_handout_t *h, polder_report_t *report)
{
    int n = 0;
    h->left_out = calloc((size_t)h->n_arm, sizeof *h->left_out);
    if (!h->left_out) return polder_out_of_memory(report);
    for (int i = 0; i < h->n_arm; i++) {
        if (!lives_as_baseline(h, i)) {
            h->left_out[h->n_left_out++] = i;
            continue;
        }
        if (i == h->compare.baseline) h->baseline = n;
        h->arm[n++] = h->arm[i];
    }
    h->n_arm = n;
    if (h->n_left_out > 0) h->about.horizon = h->summary.horizon;
    return POLDER_OK;
}

static int read_arms(polder_handout_t *h, polder_report_t *report)
{
    h->n_arm = h->n_all = h->compare.n_arm;
    h->n_point = h->compare.n_point;
    h->baseline = h->compare.baseline;
    h->compare.confidence = each_of(h->n_arm);
    h->ranked = h->compare.paired && !h->compare.unranked && h->compare.success >= 0;
    counts_t *n = calloc((size_t)h->n_arm, sizeof *n);
    h->arm = calloc((size_t)h->n_arm, sizeof *h->arm);
    h->point_share = calloc((size_t)h->n_point, sizeof *h->point_share);
    h->point_gain = calloc((size_t)h->n_point * (size_t)h->n_arm, sizeof *h->point_gain);
    h->point_pairs = calloc((size_t)h->n_point * (size_t)h->n_arm, sizeof *h->point_pairs);
    int code = n && h->arm && h->point_share && h->point_gain && h->point_pairs
                   ? read_points(h, n, report)
                   : polder_out_of_memory(report);
    if (code >= 0) code = read_described(h, report);
    for (int i = 0; i < h->n_arm && code >= 0; i++) {
        h->arm[i].name = polder_compare_arm_name(&h->compare, i);
        h->arm[i].of = i;
        finish_arm(h, i, &n[i]);
    }
    free(n);
    if (h->summary.answer.n_arm == h->n_arm) h->point_sure = h->summary.answer.at;
    return code < 0 ? code : leave_out(h, report);
}

/* One way to run, which there is nothing to compare with. */
static int read_single(polder_handout_t *h, polder_report_t *report)
{
    const polder_case_summary_t *c = &h->summary.cases[h->summary.detail];
    h->n_arm = h->n_point = 1;
    h->arm = calloc(1, sizeof *h->arm);
    h->point_share = calloc(1, sizeof *h->point_share);
    if (!h->arm || !h->point_share) return polder_out_of_memory(report);
    h->arm[0] = (polder_handout_arm_t){.name = polder_result_arm(h->result, 0),
                                       .networks = h->success ? c->success.n : c->networks,
                                       .share = h->success ? c->success.share : NAN,
                                       .gain = NAN,
                                       .low = NAN,
                                       .high = NAN,
                                       .p = NAN,
                                       .alive = h->success ? c->alive.share : NAN,
                                       .stay = NAN,
                                       .stay_low = NAN,
                                       .stay_high = NAN,
                                       .days = NAN,
                                       .extra = NAN,
                                       .each = NAN,
                                       .each_low = NAN,
                                       .each_high = NAN};
    h->point_share[0] = h->arm[0].share;
    return POLDER_OK;
}

/* ---- the whole ---- */

/* All that a report says is of arms that had equally long for it: of several files all, of one those that
 * live as long as the baseline. */
static int refuse_apart(const polder_result_t *const *result, int n, polder_report_t *report)
{
    for (int i = 0; n > 1 && i < n; i++)
        if (polder_result_common(result[i]) != polder_result_horizon(result[i]))
            return polder_fail_at(report, POLDER_INPUT,
                                  &(polder_place_t){.file = polder_result_path(result[i])},
                                  "its arms do not live equally long: polder compare says what can "
                                  "be compared");
    return POLDER_OK;
}

static bool is_single(const polder_handout_t *h)
{
    return h->n_file == 1 && polder_result_n_arm(h->result) == 1 &&
           polder_result_n_point(h->result) == 1;
}

static int open_compare(polder_handout_t *h, const polder_handout_options_t *o,
                        polder_report_t *report)
{
    enum { MOST_RANKED = 500 }; /* each two of them take memory */
    const int n_arm = h->n_file > 1 ? h->several.n_arm : polder_result_n_arm(h->result);
    const bool many = n_arm > MOST_RANKED || polder_result_n_point(h->result) > 1;
    const polder_compare_options_t options = {.baseline = o->baseline, .unranked = many};
    if (h->n_file > 1)
        return polder_compare_open_several(&h->compare, &h->several, &options, report);
    if (is_single(h)) return POLDER_OK;
    return polder_compare_open(&h->compare, h->result, &options, report);
}

static int read_lasting(polder_handout_t *h, polder_report_t *report)
{
    enum { MOST_ARMS = 200 };
    if (h->n_point > 1 || h->n_file > 1 || h->n_arm > MOST_ARMS || h->n_left_out > 0 ||
        !polder_walk_has(h->result, POLDER_FIELD_ENDED) ||
        !polder_walk_has(h->result, POLDER_FIELD_ALIVE))
        return POLDER_OK;
    return polder_lasting_read(h->result, 0, 1, CONFIDENCE_OF_ALL / 100.0, &h->lasting, report);
}

static int read_seats(polder_handout_t *h, polder_report_t *report)
{
    if (!polder_handout_one_table(h)) return POLDER_OK;
    return polder_seats_read(&h->seats, h->result, h->arm[h->baseline].of, report);
}

/* Conditions and problems are those of the baseline, in the file that has it. */
static int read_summary(polder_handout_t *h, const polder_result_t *const *result,
                        const polder_handout_options_t *o, polder_report_t *report)
{
    int file = 0, arm = h->compare.baseline;
    while (h->n_file > 1 && arm >= polder_result_n_arm(result[file]))
        arm -= polder_result_n_arm(result[file++]);
    const bool of_arms = polder_result_n_point(result[file]) == 1 && !is_single(h);
    const polder_summary_options_t options = {
        .case_name = of_arms ? polder_result_case(result[file], arm) : NULL,
        .baseline = polder_result_arm(result[file], arm),
        .causes = o->causes,
        .trust = o->trust};
    return polder_summary_read(result[file], &options, &h->summary, report);
}

int polder_handout_read(polder_handout_t *h, const polder_result_t *const *result, int n,
                        const char *file, const polder_handout_options_t *o,
                        polder_report_t *report)
{
    *h =
        (polder_handout_t){.result = result[0], .n_file = n, .best = -1, .worst = -1, .lifted = -1};
    h->step.low = h->step.high = h->step_days = NAN;
    int code = refuse_apart(result, n, report);
    if (code >= 0 && n > 1) code = polder_several_make(&h->several, result, n, report);
    if (code >= 0) code = open_compare(h, o, report);
    if (code >= 0) code = read_summary(h, result, o, report);
    if (code >= 0) code = polder_about_read(&h->about, h->result, file, report);
    h->success = code >= 0 && h->summary.outcomes;
    if (code >= 0) code = is_single(h) ? read_single(h, report) : read_arms(h, report);
    if (code >= 0) code = read_lasting(h, report);
    if (code >= 0) code = read_seats(h, report);
    if (code >= 0) choose(h);
    if (code >= 0) code = polder_handout_rivals_read(h, report);
    if (code >= 0) code = polder_handout_step_read(h, report);
    if (code >= 0) code = polder_handout_split_read(h, report);
    if (code >= 0) code = polder_handout_rows_read(h, report);
    if (code >= 0) code = polder_handout_conditions_read(h, report);
    return code;
}

void polder_handout_free(polder_handout_t *h)
{
    polder_summary_free(&h->summary);
    polder_about_free(&h->about);
    polder_compare_close(&h->compare);
    polder_several_free(&h->several);
    polder_lasting_free(&h->lasting);
    polder_seats_free(&h->seats);
    free(h->arm);
    free(h->point_share);
    free(h->point_gain);
    free(h->point_pairs);
    free(h->split);
    json_decref(h->described);
    free(h->left_out);
    free(h->condition);
    *h = (polder_handout_t){0};
}

/* ---- what the parts share ---- */

int64_t polder_handout_units(const polder_handout_t *h)
{
    const polder_split_t *s = &h->summary.split;
    const polder_case_summary_t *c = h->success ? &h->summary.cases[h->summary.detail] : NULL;
    if (s->futures < 2 || s->foundings < 2 || s->networks == 0) return h->networks;
    double units = (double)s->foundings; /* of so few, or all alike, one cannot tell how alike */
    if (s->foundings >= POLDER_FEW_FOUNDINGS && c && c->success.share > 0 && c->success.share < 1)
        units = fmax(units, (double)s->networks * (isnan(s->width) ? 1 : s->width * s->width));
    return llround((double)h->networks * units / (double)s->networks);
}

bool polder_handout_enough(const polder_handout_t *h)
{
    return h->success && polder_handout_units(h) >= POLDER_HANDOUT_LEAST;
}

bool polder_handout_of_one(const polder_handout_t *h)
{
    const polder_summary_t *s = &h->summary;
    const bool file = s->network_file && s->network_file[0] && !h->about.networks;
    return h->n_file == 1 && (file || (s->split.foundings == 1 && s->split.networks > 1));
}

bool polder_handout_one_table(const polder_handout_t *h)
{
    const polder_summary_t *s = &h->summary;
    const bool file = s->network_file && s->network_file[0];
    return h->n_file == 1 && h->n_point == 1 &&
           (file || (s->split.foundings == 1 && s->split.networks > 1));
}

bool polder_handout_paired(const polder_handout_t *h)
{
    for (int i = 0; i < h->n_arm; i++) {
        const polder_pairs_t *t = &h->arm[i].pairs;
        if (i != h->baseline && t->both + t->first + t->second + t->neither > 0) return true;
    }
    return false;
}

int polder_handout_hundred(double share)
{
    return polder_cell_hundred(share);
}

int polder_handout_gain(const polder_handout_t *h, int arm)
{
    return polder_handout_hundred(h->arm[arm].share) -
           polder_handout_hundred(h->arm[h->baseline].share);
}

/* Is arm i before arm k? Equal ones as they come. */
static bool is_before(const polder_handout_t *h, int i, int k)
{
    const double a = h->arm[i].share, b = h->arm[k].share;
    if (i == h->baseline || k == h->baseline) return i == h->baseline;
    if (isnan(a) || isnan(b)) return !isnan(a) && isnan(b);
    return a > b;
}

/* Merges two sorted runs; sorting with a context, without a global. */
static void merge(const polder_handout_t *h, int *order, int *work, int n)
{
    if (n < 2) return;
    const int half = n / 2;
    merge(h, order, work, half);
    merge(h, order + half, work, n - half);
    memcpy(work, order, (size_t)n * sizeof *order);
    for (int at = 0, i = 0, k = half; at < n; at++)
        order[at] = i < half && (k == n || !is_before(h, work[k], work[i])) ? work[i++] : work[k++];
}

int *polder_handout_order(const polder_handout_t *h)
{
    int *order = calloc((size_t)h->n_arm + 1, sizeof *order);
    int *work = calloc((size_t)h->n_arm + 1, sizeof *work);
    for (int i = 0; order && i < h->n_arm; i++) order[i] = i;
    if (order && work) merge(h, order, work, h->n_arm);
    if (!work) free(order);
    free(work);
    return work ? order : NULL;
}
