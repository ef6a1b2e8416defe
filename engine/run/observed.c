/* observed.c: what a scenario asks of networks while they run: when a condition first held, and what a
 * field was over some ticks. See record.h.
 *
 * Its rows of the summary begin as NaN, and stay so where there is no answer. No tick could stand for
 * that: 0 is a tick, and the last one would be a wrong answer. Where an arm lacks what is asked about,
 * nothing is looked at.
 */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/intervene.h"
#include "run/record.h"

enum { L = POLDER_LANES };

static bool is_observable(const polder_table_t *table, int f)
{
    return table->field[f]->role == POLDER_OBSERVABLE;
}

/* Does it need an observable? They are computed only when something is recorded. */
static bool needs_observables(const polder_experiment_t *x, const polder_observed_t *o)
{
    bool any = false;
    if (o->kind != POLDER_OBSERVED_FIRST) return is_observable(&x->table, o->field);
    const polder_condition_t *c = &x->condition[o->condition];
    for (int s = 0; s < c->n_step; s++)
        any |= c->step[s].kind == POLDER_COMPARES && is_observable(&x->table, c->step[s].field);
    return any;
}

/* How many steps LASTS are in its condition: each needs a counter for every lane. */
static int n_spell(const polder_experiment_t *x, const polder_observed_t *o)
{
    return o->kind == POLDER_OBSERVED_FIRST ? x->condition[o->condition].n_spell : 0;
}

static size_t all_spells(const polder_experiment_t *x)
{
    size_t n = 0;
    for (int i = 0; i < x->record.n_observed; i++) n += (size_t)n_spell(x, &x->record.observed[i]);
    return n * L;
}

int polder_observed_init(polder_recorder_t *r, polder_report_t *report)
{
    const polder_experiment_t *x = r->x;
    const size_t n = (size_t)x->record.n_observed * (size_t)r->n_unit;
    if (x->record.n_observed == 0) return 0;
    for (int i = 0; i < x->record.n_observed; i++)
        r->observe |= needs_observables(x, &x->record.observed[i]);
    r->held = calloc(all_spells(x) + 1, sizeof *r->held);
    r->sum = calloc(n + 1, sizeof *r->sum);
    r->n_sum = calloc(n + 1, sizeof *r->n_sum);
    return r->held && r->sum && r->n_sum
               ? 0
               : polder_fail(report, POLDER_MEMORY, "no memory to record %d networks",
                             (int)r->n_unit);
}

void polder_observed_begin(polder_recorder_t *r)
{
    if (r->held) memset(r->held, 0, all_spells(r->x) * sizeof *r->held);
}

static bool is_due(const polder_observed_t *o, int tick)
{
    return tick >= o->from && tick <= o->until;
}

bool polder_observed_due(const polder_recorder_t *r, int tick)
{
    bool any = false;
    for (int i = 0; i < r->x->record.n_observed; i++)
        any |= is_due(&r->x->record.observed[i], tick);
    return any;
}

/* One more tick of a window of which the mean, the smallest or the largest value is asked. */
static void add(polder_recorder_t *r, const polder_observed_t *o, size_t at, float value,
                float *out)
{
    if (isnan(value)) return;
    if (o->kind == POLDER_OBSERVED_MEAN) {
        r->sum[at] += (double)value;
        *out = (float)(r->sum[at] / ++r->n_sum[at]);
    } else if (isnan(*out) || (o->kind == POLDER_OBSERVED_MIN ? value < *out : value > *out)) {
        *out = value;
    }
}

void polder_observed_tick(polder_recorder_t *r, const polder_batch_t *batch, const int32_t *unit,
                          uint32_t living, int tick)
{
    const polder_record_t *record = &r->x->record;
    const size_t n = (size_t)r->n_unit;
    const size_t before = (size_t)(record->n_summary + record->n_input);
    int32_t *held = r->held;
    for (int i = 0; i < record->n_observed; i++) {
        const polder_observed_t *o = &record->observed[i];
        for (int l = 0; is_due(o, tick) && l < batch->n_lane; l++) {
            const size_t u = (size_t)unit[l];
            float *out = &r->summary[(before + (size_t)i) * n + u];
            const int arm = polder_experiment_arm(r->x, batch->case_index[l]);
            if (!(living >> l & 1) || !polder_observed_can_ask(o, arm)) continue;
            if (o->kind != POLDER_OBSERVED_FIRST)
                add(r, o, (size_t)i * n + u, batch->col[o->field][l], out);
            else if (isnan(*out) &&
                     polder_intervene_holds(batch, &r->x->condition[o->condition], l, held + l))
                *out = (float)tick;
        }
        held += n_spell(r->x, o) * L;
    }
}
