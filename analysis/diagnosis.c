/* diagnosis.c: the experiments of a diagnosis, one after the other. See diagnosis.h. */
#include "analysis/diagnosis.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/diagnosis_arms.h"
#include "analysis/diagnosis_find.h"

const polder_diagnosis_options_t polder_diagnosis_defaults = {.founding = 0,
                                                              .foundings = 200,
                                                              .futures = 1000,
                                                              .sets = 200,
                                                              .screen = 500,
                                                              .fresh = 4000,
                                                              .confidence = 0.95,
                                                              .remedies = true};

typedef struct {
    polder_diagnosis_t *d;
    const polder_lives_t *lives;
    const polder_runner_t *runner;
    polder_typical_t typical;
    int cause[POLDER_MOST_CAUSES]; /* in the files: of each bit */
    polder_report_t *report;
} work_t;

/* ---- tables of twins ---- */

/* What came of an experiment, arm by arm. */
static int outcomes(const work_t *w, const polder_experiment_t *x, const char *what,
                    signed char **success)
{
    polder_sample_t sample = {0};
    int code = polder_sample_run(&sample, w->runner, x, what, w->report);
    *success = code == 0 ? malloc((size_t)sample.n_unit + 1) : NULL;
    if (code == 0 && !*success) code = polder_out_of_memory(w->report);
    if (code == 0) polder_lives_outcomes(&sample, *success);
    polder_sample_free(&sample);
    return code;
}

/* The sets of causes at futures `first` and on; the first of the sets is the empty one. `cause` has
 * the causes of the bits. Free t->set and t->success. */
static int live(const work_t *w, polder_causes_set_t *set, int n_set, const int *cause, int n_cause,
                bool better, int64_t first, int64_t n, const char *what, polder_twins_t *t)
{
    polder_experiment_t x;
    signed char *success = NULL;
    *t = (polder_twins_t){.n_cause = n_cause, .n_set = n_set, .n = n, .set = set};
    int code = polder_lives_make(w->lives, &x, w->report);
    if (code < 0) return code;
    for (int s = 1; s < n_set && code == 0; s++)
        code =
            polder_lives_without(&x, w->d->causes, cause, set[s], &w->typical, better, w->report);
    polder_lives_futures(&x, w->d->options.founding, first, n);
    if (code == 0) code = outcomes(w, &x, what, &success);
    t->success = success;
    polder_experiment_free(&x);
    return code;
}

static void drop(polder_twins_t *t)
{
    free((void *)t->set);
    free((void *)t->success);
    *t = (polder_twins_t){0};
}

/* ---- which causes are there ---- */

static void look_at(const work_t *w, const polder_sample_t *sample, int c)
{
    const polder_cause_t *cause = &w->d->causes->cause[c];
    polder_suspect_t *s = &w->d->suspect[c];
    *s = (polder_suspect_t){.cause = c, .carrier = -1, .worst = -1, .value = NAN, .median = NAN};
    s->share = (polder_share_t){NAN, NAN, NAN};
    for (int k = 0; k < cause->n_carrier; k++) {
        const polder_carrier_t *carrier = &cause->carrier[k];
        if (sample->x->table.field[carrier->field]->role == POLDER_LEVER) {
            const bool worse =
                carrier->worse == POLDER_HIGHER && polder_lives_pushed(sample->x, carrier->field);
            s->present |= worse;
            s->moved |= worse;
            continue;
        }
        const polder_standing_t at = polder_typical_standing(&w->typical, carrier, sample, 0);
        s->present |= at.present;
        s->moved |= at.moved;
        if (!(at.worse > s->worst)) continue;
        s->worst = at.worse;
        s->carrier = carrier->field;
        s->value = at.value;
        s->median = at.median;
    }
}

static int find_present(work_t *w)
{
    polder_diagnosis_t *d = w->d;
    polder_experiment_t x;
    polder_sample_t sample = {0};
    int code = polder_lives_make(w->lives, &x, w->report);
    if (code < 0) return code;
    polder_lives_futures(&x, d->options.founding, 0, 1);
    code = polder_typical_record(d->causes, &x, w->report);
    if (code == 0) code = polder_sample_run(&sample, w->runner, &x, "this founding", w->report);
    if (code == 0 && sample.n_failed > 0)
        code = polder_fail(w->report, POLDER_INPUT, "this network cannot be made");
    for (int c = 0; code == 0 && c < d->n_suspect; c++) {
        look_at(w, &sample, c);
        if (!d->suspect[c].present) continue;
        if (d->n_present == POLDER_MOST_CAUSES) {
            d->n_left_out++;
            continue;
        }
        w->cause[d->n_present] = c;
        d->present[d->n_present++] = c;
    }
    polder_sample_free(&sample);
    polder_experiment_free(&x);
    return code;
}

/* ---- single causes ---- */

/* The empty set, each alone, and all of them if that is another set. */
static polder_causes_set_t *single_sets(int n, bool all, int *n_set)
{
    polder_causes_set_t *set = calloc((size_t)n + 2, sizeof *set);
    *n_set = n + 1;
    for (int i = 0; set && i < n; i++) set[i + 1] = 1u << i;
    if (set && all && n > 1) set[(*n_set)++] = (1u << n) - 1;
    return set;
}

static int rescue_singles(const polder_twins_t *t, int n, double confidence, double *each,
                          polder_rescue_t *rescue, polder_report_t *report)
{
    int row[POLDER_MOST_CAUSES] = {0};
    for (int i = 0; i < n; i++) row[i] = i + 1;
    *each = polder_twins_each(t, row, n, confidence, 1);
    if (*each < 0) return polder_out_of_memory(report);
    for (int i = 0; i < n; i++) rescue[i] = polder_twins_rescue(t, row[i], *each, confidence);
    return 0;
}

static int live_singles(work_t *w)
{
    polder_diagnosis_t *d = w->d;
    const double confidence = d->options.confidence;
    polder_rescue_t rescue[POLDER_MOST_CAUSES];
    polder_twins_t t;
    int n_set = 0;
    polder_causes_set_t *set = single_sets(d->n_present, true, &n_set);
    if (!set) return polder_out_of_memory(w->report);
    int code = live(w, set, n_set, w->cause, d->n_present, false, 0, d->options.futures,
                    "single causes", &t);
    if (code == 0) {
        d->chance = polder_twins_chance(&t, 0, confidence);
        d->without_all = polder_twins_chance(&t, n_set - 1, confidence);
        code = rescue_singles(&t, d->n_present, confidence, &d->each, rescue, w->report);
    }
    for (int i = 0; code == 0 && i < d->n_present; i++) d->suspect[d->present[i]].alone = rescue[i];
    drop(&t);
    return code;
}

/* The same at the better quartile: more causes may be stronger than that. */
static int live_better(work_t *w)
{
    polder_diagnosis_t *d = w->d;
    int cause[POLDER_MOST_CAUSES], n = 0, n_set = 0;
    polder_rescue_t rescue[POLDER_MOST_CAUSES];
    polder_twins_t t;
    double each = 0;
    for (int c = 0; c < d->n_suspect && n < POLDER_MOST_CAUSES; c++)
        if (d->suspect[c].moved) cause[n++] = c;
    polder_causes_set_t *set = single_sets(n, true, &n_set);
    if (!set) return polder_out_of_memory(w->report);
    int code =
        live(w, set, n_set, cause, n, true, 0, d->options.futures, "the better quartile", &t);
    d->n_moved = n;
    if (code == 0) d->all_better = polder_twins_chance(&t, n_set - 1, d->options.confidence);
    if (code == 0) code = rescue_singles(&t, n, d->options.confidence, &each, rescue, w->report);
    for (int i = 0; code == 0 && i < n; i++) d->suspect[cause[i]].better = rescue[i];
    d->first_better = polder_diagnosis_first_better(d);
    drop(&t);
    return code;
}

/* ---- sets ---- */

/* All sets of few causes; of many those of up to three, those of walks, and all causes. In
 * ascending order. */
static polder_causes_set_t *some_sets(int n, const int *order, int n_walk, int *n_set)
{
    const polder_causes_set_t all = 1u << n;
    bool *in = calloc(all, sizeof *in);
    polder_causes_set_t *set = malloc(all * sizeof *set);
    *n_set = 0;
    if (in && set) {
        for (polder_causes_set_t s = 0; s < all; s++)
            in[s] = n <= POLDER_ALL_SETS || polder_set_size(s) <= 3 || s == all - 1;
        for (int walk = 0; walk < n_walk; walk++) {
            polder_causes_set_t s = 0;
            for (int k = 0; k < n; k++) in[s |= 1u << order[walk * n + k]] = true;
        }
        for (polder_causes_set_t s = 0; s < all; s++)
            if (in[s]) set[(*n_set)++] = s;
    }
    free(in);
    if (*n_set == 0) {
        free(set);
        set = NULL;
    }
    return set;
}

/* The history of the first future that fails, if all its sets are among these, or by itself. */
static int find_history(work_t *w, const polder_twins_t *t)
{
    polder_diagnosis_t *d = w->d;
    const int n = d->n_present, sets = 1 << n;
    polder_twins_t own = {0};
    int code = 0;
    int64_t at = 0;
    while (at < t->n && t->success[at] != 0) at++; /* the first set is empty */
    if (n > POLDER_ONE_HISTORY || at == t->n) return 0;
    d->future = at;
    if (t->n_set < sets) {
        polder_causes_set_t *set = malloc((size_t)sets * sizeof *set);
        if (!set) return polder_out_of_memory(w->report);
        for (int s = 0; s < sets; s++) set[s] = (polder_causes_set_t)s;
        code = live(w, set, sets, w->cause, n, false, at, 1, "one history", &own);
        t = &own;
        at = 0;
    }
    signed char *success = code == 0 ? malloc((size_t)sets) : NULL;
    for (int s = 0; success && s < sets; s++) success[s] = t->success[s * t->n + at];
    if (code == 0 && (!success || !polder_history(success, n, &d->history)))
        code = polder_out_of_memory(w->report);
    d->has_history = code == 0 && success[0] != POLDER_UNKNOWN;
    for (int i = 0; d->has_history && i < n; i++)
        d->suspect[d->present[i]].responsibility = d->history.responsibility[i];
    free(success);
    drop(&own);
    return code;
}

static int live_sets(work_t *w)
{
    polder_diagnosis_t *d = w->d;
    int order[POLDER_WALKS * POLDER_MOST_CAUSES], n_set = 0;
    const int n = d->n_present, n_walk = n <= POLDER_ALL_SETS ? 0 : POLDER_WALKS;
    polder_share_t share[POLDER_MOST_CAUSES];
    polder_twins_t t;
    polder_walks(n, n_walk, 3, order);
    polder_causes_set_t *set = some_sets(n, order, n_walk, &n_set);
    if (!set) return polder_out_of_memory(w->report);
    int code = live(w, set, n_set, w->cause, n, false, 0, d->options.sets, "sets of causes", &t);
    if (code == 0) {
        d->exact = n_walk == 0;
        d->most_sizes = d->exact ? n : 3;
        d->failures = polder_twins_sizes(&t, d->sizes);
        if (!polder_twins_shapley(&t, order, n_walk, d->options.confidence, share))
            code = polder_out_of_memory(w->report);
    }
    for (int i = 0; code == 0 && i < n; i++) d->suspect[d->present[i]].share = share[i];
    if (code == 0) code = polder_diagnosis_pairs(d, &t, w->report);
    if (code == 0) code = find_history(w, &t);
    if (code == 0) code = polder_diagnosis_find(d, &t, w->report);
    drop(&t);
    return code;
}

/* What was picked out of many sets is lived again, on futures that nothing was picked on. */
static int live_again(work_t *w)
{
    polder_diagnosis_t *d = w->d;
    const polder_causes_set_t chosen = d->together.set;
    const int64_t first = d->options.futures;
    polder_twins_t t;
    if (!chosen) return 0;
    polder_causes_set_t *set = calloc(2, sizeof *set);
    if (!set) return polder_out_of_memory(w->report);
    set[1] = chosen;
    const int code = live(w, set, 2, w->cause, d->n_present, false, first, d->options.futures,
                          "these together", &t);
    if (code == 0) {
        d->together = polder_twins_rescue(&t, 1, d->options.confidence, d->options.confidence);
        d->without_together = polder_twins_chance(&t, 1, d->options.confidence);
    }
    /* Then it was the luck of the futures that it was picked on. */
    if (code == 0 && !polder_surely_helps(&d->together.gain)) {
        d->together.set = 0;
        if (d->verdict != POLDER_ANSWER_NAMED) d->verdict = polder_diagnosis_nothing(d);
    }
    drop(&t);
    return code;
}

/* ---- remedies ---- */

static int add_trial(polder_trial_t *trial, int n, const char *name, int start)
{
    if (n == POLDER_MOST_TRIALS) return n;
    trial[n] = (polder_trial_t){.name = name, .start = start, .dose = 1};
    return n + 1;
}

/* Names of the remedies of a cause that are not there yet. */
static int add_names(const polder_cause_t *cause, const char **name, int n, int most)
{
    for (int k = 0; k < cause->n_remedy && n < most; k++) {
        bool there = false;
        for (int i = 0; i < n; i++) there |= strcmp(name[i], cause->remedy[k]) == 0;
        if (!there) name[n++] = cause->remedy[k];
    }
    return n;
}

/* Remedies of the causes that are named, then of others that are there; each as its file says and
 * from the first month of a few years. */
static int list_trials(const work_t *w, polder_trial_t *trial)
{
    enum { MOST = POLDER_MOST_TRIALS / (POLDER_MOST_MOMENTS + 1) };
    const polder_diagnosis_t *d = w->d;
    polder_remedies_t *r = &w->d->remedies;
    const char *name[MOST];
    int n = 0, names = 0;
    for (int i = 0; i < d->n_named; i++)
        names = add_names(&d->causes->cause[d->named[i]], name, names, MOST);
    for (int i = 0; i < d->n_suspect; i++)
        if (d->suspect[i].present || d->n_present == 0)
            names = add_names(&d->causes->cause[i], name, names, MOST);
    for (int m = 0; m < POLDER_MOST_MOMENTS; m++) {
        const int month = 1 + m * w->lives->horizon / (POLDER_MOST_MOMENTS + 1);
        if (r->n_moment == 0 || month > r->moment[r->n_moment - 1])
            r->moment[r->n_moment++] = month;
    }
    for (int i = 0; i < names; i++) {
        for (int m = 0; m < r->n_moment; m++) n = add_trial(trial, n, name[i], r->moment[m]);
        n = add_trial(trial, n, name[i], 0);
    }
    r->n_remedy = names;
    r->n_tried = n;
    return n;
}

/* Outcomes of trials, nothing first, and the days that each takes more than nothing. */
static int live_trials(const work_t *w, const polder_trial_t *trial, int n, int64_t first,
                       int64_t futures, const char *what, signed char **success, double *days)
{
    polder_experiment_t x;
    polder_sample_t sample = {0};
    *success = NULL;
    int code = polder_lives_try(w->lives, trial, n, &x, w->report);
    if (code < 0) return code;
    polder_lives_futures(&x, w->d->options.founding, first, futures);
    code = polder_sample_run(&sample, w->runner, &x, what, w->report);
    *success = code == 0 ? malloc((size_t)sample.n_unit + 1) : NULL;
    if (code == 0 && !*success) code = polder_out_of_memory(w->report);
    if (code == 0) {
        polder_lives_outcomes(&sample, *success);
        for (int i = 0; i < n; i++)
            days[i] = polder_lives_mean_days(&sample, i + 1) - polder_lives_mean_days(&sample, 0);
    }
    polder_sample_free(&sample);
    polder_experiment_free(&x);
    return code;
}

/* Doses at which all take as many days as asked, as far as a full dose goes. */
static int equal_days(const work_t *w, polder_trial_t *trial, int n)
{
    enum { PILOT = 100 };
    double days[POLDER_MOST_TRIALS];
    signed char *success = NULL;
    if (!(w->d->options.days > 0)) return 0;
    const int code = live_trials(w, trial, n, 0, PILOT, "days of remedies", &success, days);
    free(success);
    for (int i = 0; code == 0 && i < n; i++)
        if (days[i] > w->d->options.days) trial[i].dose = w->d->options.days / days[i];
    return code;
}

/* The causes that are named, or told together: a bit for each suspect that is present. */
static polder_causes_set_t told(const polder_diagnosis_t *d)
{
    polder_causes_set_t set = d->together.set;
    for (int i = 0; i < d->n_present; i++)
        for (int k = 0; k < d->n_named; k++)
            if (d->present[i] == d->named[k]) set |= 1u << i;
    return set;
}

/* The trial of the largest gain among those of the remedies of a cause that are not taken yet. */
static int best_against(const polder_cause_t *cause, const polder_trial_t *trial, int n,
                        const double *gain, const int *taken, int n_taken)
{
    int best = -1;
    for (int t = 0; t < n; t++) {
        bool fits = false;
        for (int k = 0; k < cause->n_remedy; k++)
            fits |= strcmp(cause->remedy[k], trial[t].name) == 0;
        for (int k = 0; k < n_taken; k++) fits &= strcmp(trial[taken[k]].name, trial[t].name) != 0;
        if (fits && (best < 0 || gain[t] > gain[best])) best = t;
    }
    return best;
}

/* Remedies against the causes that are told, one for each cause in turn. */
static int choose_paired(const polder_diagnosis_t *d, const polder_trial_t *trial, int n,
                         const double *gain, int taken[POLDER_MOST_PAIRED])
{
    const polder_causes_set_t set = told(d);
    int n_taken = 0, before = -1;
    while (before < n_taken) {
        before = n_taken;
        for (int i = 0; i < d->n_present && n_taken < POLDER_MOST_PAIRED; i++) {
            const polder_cause_t *cause = &d->causes->cause[d->present[i]];
            const int best =
                set >> i & 1 ? best_against(cause, trial, n, gain, taken, n_taken) : -1;
            if (best >= 0) taken[n_taken++] = best;
        }
    }
    return n_taken;
}

/* In pairs. With equal days each of the two takes half of them. */
static void add_pairs(const work_t *w, const polder_trial_t *trial, int n, const double *gain)
{
    polder_remedies_t *r = &w->d->remedies;
    const double part = w->d->options.days > 0 ? 0.5 : 1;
    int taken[POLDER_MOST_PAIRED];
    const int n_taken = choose_paired(w->d, trial, n, gain, taken);
    for (int i = 0; i < n_taken; i++)
        for (int j = i + 1; j < n_taken; j++) {
            polder_trial_t *pair = &r->remedy[r->n++].trial;
            *pair = trial[taken[i]];
            pair->dose *= part;
            pair->with = trial[taken[j]].name;
            pair->with_start = trial[taken[j]].start;
            pair->with_dose = part * trial[taken[j]].dose;
        }
}

static int keep_trials(work_t *w, const polder_trial_t *trial, int n, const signed char *success,
                       const double *days)
{
    const polder_diagnosis_options_t *o = &w->d->options;
    polder_remedies_t *r = &w->d->remedies;
    int kept[POLDER_MOST_SURVIVORS + 1];
    double gain[POLDER_MOST_TRIALS];
    const int n_kept = polder_remedies_survive(success, days, n, o->screen, o->confidence, kept);
    r->remedy = calloc(POLDER_MOST_KEPT, sizeof *r->remedy);
    if (n_kept < 0 || !r->remedy) return polder_out_of_memory(w->report);
    for (int i = 0; i < n; i++) gain[i] = polder_remedies_gain(success, i, o->screen);
    for (int i = 0; i < n_kept; i++) r->remedy[r->n++].trial = trial[kept[i]];
    add_pairs(w, trial, n, gain);
    return 0;
}

static int live_remedies(work_t *w)
{
    const polder_diagnosis_options_t *o = &w->d->options;
    polder_remedies_t *r = &w->d->remedies;
    polder_trial_t trial[POLDER_MOST_TRIALS];
    double days[POLDER_MOST_TRIALS];
    signed char *success = NULL;
    r->helps = r->cheapest = r->first = r->harms = -1;
    const int n = o->remedies ? list_trials(w, trial) : 0;
    if (n == 0) return 0;
    r->screen = o->screen;
    r->fresh = o->fresh;
    int code = equal_days(w, trial, n);
    if (code == 0)
        code = live_trials(w, trial, n, 2 * o->futures, o->screen, "remedies", &success, days);
    if (code == 0) code = keep_trials(w, trial, n, success, days);
    free(success);
    success = NULL;
    for (int i = 0; i < r->n; i++) trial[i] = r->remedy[i].trial;
    if (code == 0 && r->n > 0)
        code = live_trials(w, trial, r->n, 2 * o->futures + o->screen, o->fresh,
                           "the best remedies", &success, days);
    for (int i = 0; code == 0 && i < r->n; i++) r->remedy[i].days = days[i];
    if (code == 0) code = polder_remedies_judge(r, success, o->confidence, w->report);
    free(success);
    return code;
}

/* ---- a population ---- */

static int live_population(work_t *w)
{
    polder_diagnosis_t *d = w->d;
    polder_twins_t t;
    int n_set = 0;
    d->n_present = d->n_suspect < POLDER_MOST_CAUSES ? d->n_suspect : POLDER_MOST_CAUSES;
    d->n_left_out = d->n_suspect - d->n_present;
    for (int c = 0; c < d->n_present; c++) w->cause[c] = d->present[c] = c;
    for (int c = 0; c < d->n_suspect; c++) d->suspect[c] = (polder_suspect_t){.cause = c};
    polder_causes_set_t *set = some_sets(d->n_present, NULL, 0, &n_set);
    if (!set) return polder_out_of_memory(w->report);
    int code = live(w, set, n_set, w->cause, d->n_present, false, 0, d->options.foundings,
                    "sets of causes", &t);
    if (code == 0) code = polder_diagnosis_population(d, &t, w->report);
    drop(&t);
    return code;
}

/* ---- the whole ---- */

static int diagnose(work_t *w)
{
    polder_diagnosis_t *d = w->d;
    int code = polder_typical_find(w->d->causes, w->runner, &w->typical, w->report);
    if (code == 0 && d->options.founding < 0 && d->n_suspect > 0) return live_population(w);
    if (code == 0) code = find_present(w);
    if (code == 0) code = live_singles(w);
    if (code < 0) return code;
    if (polder_diagnosis_hardly_fails(d)) {
        d->verdict = POLDER_ANSWER_HARDLY_FAILS;
        return code;
    }
    if (d->n_present > 0 && d->chance.count < d->chance.n) {
        code = live_better(w);
        if (code == 0) code = live_sets(w);
        if (code == 0) code = live_again(w);
    } else
        d->verdict = d->chance.count == d->chance.n ? POLDER_ANSWER_CANNOT_FAIL
                     : d->n_suspect == 0            ? POLDER_ANSWER_NO_CAUSES
                                                    : POLDER_ANSWER_NONE_PRESENT;
    /* A cause that is weaker than ordinary may still be what no life survives. */
    if (code == 0 && d->verdict == POLDER_ANSWER_NONE_PRESENT && d->chance.count == 0)
        code = live_better(w);
    if (code == 0 && d->verdict != POLDER_ANSWER_CANNOT_FAIL) code = live_remedies(w);
    return code;
}

int polder_diagnosis_make(polder_diagnosis_t *d, const polder_lives_t *lives,
                          const polder_causes_t *causes, const polder_diagnosis_options_t *options,
                          const polder_runner_t *runner, polder_report_t *report)
{
    work_t w = {.d = d, .lives = lives, .runner = runner, .report = report};
    *d = (polder_diagnosis_t){.causes = causes,
                              .options = *options,
                              .n_suspect = causes->n,
                              .first_better = -1,
                              .verdict = POLDER_ANSWER_NO_CAUSES};
    d->remedies.helps = d->remedies.cheapest = d->remedies.first = d->remedies.harms = -1;
    d->suspect = calloc((size_t)causes->n + 1, sizeof *d->suspect);
    if (!d->suspect) return polder_out_of_memory(report);
    int code = diagnose(&w);
    if (code == 0 && options->arms)
        code = polder_diagnosis_arms(d, lives, &w.typical, &d->arms, report);
    polder_typical_free(&w.typical);
    return code;
}

void polder_diagnosis_free(polder_diagnosis_t *d)
{
    polder_history_free(&d->history);
    polder_remedies_free(&d->remedies);
    free(d->suspect);
    free(d->pair);
    free(d->alone_enough);
    free(d->in_some);
    free(d->only);
    free(d->arms);
    *d = (polder_diagnosis_t){0};
}
