/* diagnosis_arms.c: see diagnosis_arms.h. */
#include "analysis/diagnosis_arms.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/scenario.h"

enum { MOST_SETS = POLDER_MOST_NAMED + 2 };

typedef struct {
    const polder_diagnosis_t *d;
    const polder_lives_t *lives;
    const polder_typical_t *typical;
    polder_experiment_t x;
    polder_report_t *report;
} arms_t;

/* ---- sets of causes ---- */

static polder_causes_set_t bit_of(const polder_diagnosis_t *d, int suspect)
{
    for (int i = 0; i < d->n_present; i++)
        if (d->present[i] == suspect) return 1u << i;
    return 0;
}

static int list_sets(const polder_diagnosis_t *d, polder_causes_set_t set[MOST_SETS])
{
    int n = 0;
    for (int i = 0; i < d->n_named; i++) set[n++] = bit_of(d, d->named[i]);
    if (d->together.set) set[n++] = d->together.set;
    if (n == 0 && d->n_present > 0) set[n++] = (1u << d->n_present) - 1;
    return n;
}

/* "without F5", "without F1 + F5", "without 6 causes" */
static void name_set(const polder_diagnosis_t *d, polder_causes_set_t set, char *name, size_t size)
{
    enum { MOST_IDS = 6 };
    size_t used = (size_t)snprintf(name, size, "without");
    if (polder_set_size(set) > MOST_IDS) {
        snprintf(name, size, "without %d causes", polder_set_size(set));
        return;
    }
    for (int i = 0, n = 0; i < d->n_present && used < size; i++)
        if (set >> i & 1)
            used += (size_t)snprintf(name + used, size - used, "%s %.12s", n++ ? " +" : "",
                                     d->causes->cause[d->suspect[d->present[i]].cause].id);
}

/* A parameter that is one number in all networks and within these bounds: they would say nothing. */
static bool is_idle(const polder_experiment_t *x, const polder_clamp_t *clamp)
{
    const polder_field_t *field = x->table.field[clamp->field];
    polder_value_t value = {.kind = POLDER_DRAW_NUMBER, .arg = {(double)field->value}};
    (void)polder_experiment_value(x, 0, clamp->field, &value);
    return field->role == POLDER_PARAMETER && value.kind == POLDER_DRAW_NUMBER &&
           value.arg[0] >= clamp->least && value.arg[0] <= clamp->most;
}

static void drop_idle(const polder_experiment_t *x, polder_arm_t *arm)
{
    int n = 0;
    for (int i = 0; i < arm->n_clamp; i++)
        if (!is_idle(x, &arm->clamp[i])) arm->clamp[n++] = arm->clamp[i];
    arm->n_clamp = n;
}

static int add_set(arms_t *a, polder_causes_set_t set)
{
    const polder_diagnosis_t *d = a->d;
    int cause[POLDER_MOST_CAUSES];
    char name[POLDER_ARM_NAME];
    for (int i = 0; i < d->n_present; i++) cause[i] = d->suspect[d->present[i]].cause;
    const int code =
        polder_lives_without(&a->x, d->causes, cause, set, a->typical, false, a->report);
    if (code < 0) return code;
    drop_idle(&a->x, &a->x.arm[a->x.n_arm - 1]);
    name_set(d, set, name, sizeof name);
    char **of = &a->x.arm[a->x.n_arm - 1].name, *copy = strdup(name);
    if (!copy) return polder_out_of_memory(a->report);
    free(*of);
    *of = copy;
    return 0;
}

/* ---- remedies ---- */

static int list_trials(const polder_remedies_t *r, polder_trial_t trial[POLDER_MOST_KEPT])
{
    int n = 0;
    for (int i = 0; i < r->n; i++)
        if (polder_surely_helps(&r->remedy[i].gain.gain) || i == r->harms)
            trial[n++] = r->remedy[i].trial;
    return n;
}

/* ---- the whole ---- */

int polder_diagnosis_arms(const polder_diagnosis_t *d, const polder_lives_t *lives,
                          const polder_typical_t *typical, char **json, polder_report_t *report)
{
    arms_t a = {.d = d, .lives = lives, .typical = typical, .report = report};
    polder_trial_t trial[POLDER_MOST_KEPT];
    polder_causes_set_t set[MOST_SETS];
    const int n_trial = list_trials(&d->remedies, trial), n_set = list_sets(d, set);
    int code = polder_lives_arms(lives, trial, n_trial, &a.x, report);
    if (code < 0) return code;
    for (int i = 0; i < n_set && code == 0; i++) code = add_set(&a, set[i]);
    if (d->options.founding >= 0)
        polder_lives_futures(&a.x, d->options.founding, 0, d->options.futures);
    a.x.first_future = 0;
    if (code == 0) code = polder_experiment_count(&a.x, report);
    if (code == 0) code = polder_scenario_describe(&a.x, json, report);
    polder_experiment_free(&a.x);
    return code;
}
