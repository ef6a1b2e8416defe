/* again_fixture.h: the law of the canonical text: what is written of an experiment is read again as
 * the same experiment. Included after cmocka. */
#ifndef POLDER_AGAIN_FIXTURE_H
#define POLDER_AGAIN_FIXTURE_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/scenario.h"

static inline void again_values(const polder_value_t *a, const polder_value_t *b)
{
    assert_int_equal(a->kind, b->kind);
    for (int i = 0; i < 4; i++) assert_true((float)a->arg[i] == (float)b->arg[i]);
    assert_int_equal(a->n, b->n);
    for (int i = 0; i < a->n; i++) {
        assert_true((float)a->item[i] == (float)b->item[i]);
        assert_true(a->weight[i] == b->weight[i]);
    }
}

static inline void again_settings(const polder_setting_t *a, int n, const polder_setting_t *b)
{
    for (int i = 0; i < n; i++) {
        int k = 0;
        while (k < n && b[k].field != a[i].field) k++;
        assert_true(k < n);
        again_values(&a[i].value, &b[k].value);
    }
}

static inline void again_clamps(const polder_arm_t *a, const polder_arm_t *b)
{
    assert_int_equal(a->n_clamp, b->n_clamp);
    for (int i = 0; i < a->n_clamp; i++) {
        int k = 0;
        while (k < b->n_clamp && b->clamp[k].field != a->clamp[i].field) k++;
        assert_true(k < b->n_clamp);
        assert_true((float)a->clamp[i].least == (float)b->clamp[k].least);
        assert_true((float)a->clamp[i].most == (float)b->clamp[k].most);
    }
}

/* A parameter that is written with its default is a setting when it is read. */
static inline void again_parameters(const polder_experiment_t *a, const polder_experiment_t *b)
{
    for (int f = 0; f < a->table.n_field; f++) {
        polder_value_t of_a = {.arg = {(double)a->table.field[f]->value}}, of_b = of_a;
        for (int i = 0; i < a->n_setting; i++)
            if (a->setting[i].field == f) of_a = a->setting[i].value;
        for (int i = 0; i < b->n_setting; i++)
            if (b->setting[i].field == f) of_b = b->setting[i].value;
        again_values(&of_a, &of_b);
    }
}

static inline void again_intervention(const polder_intervention_t *a,
                                      const polder_intervention_t *b)
{
    assert_string_equal(a->name, b->name);
    assert_int_equal(a->n_effect, b->n_effect);
    for (int i = 0; i < a->n_effect; i++) {
        int k = 0;
        while (k < b->n_effect && b->effect[k].field != a->effect[i].field) k++;
        assert_true(k < b->n_effect && a->effect[i].level == b->effect[k].level);
    }
    assert_int_equal(a->conditional, b->conditional);
    if (!a->conditional) assert_int_equal(a->from, b->from);
    assert_int_equal(a->duration, b->duration);
    assert_int_equal(a->target.whom, b->target.whom);
    assert_int_equal(a->target.field, b->target.field);
    assert_true(a->target.share == b->target.share);
    assert_int_equal(a->target.ticks, b->target.ticks);
    assert_true(a->cost == b->cost && a->cost_per_member == b->cost_per_member);
}

static inline void again_group(const polder_experiment_t *x, int a, const polder_experiment_t *y,
                               int b)
{
    const polder_group_t *one = &x->group[a], *two = &y->group[b];
    assert_int_equal(one->n, two->n);
    for (int i = 0; i < one->n; i++) {
        assert_string_equal(one->name[i], two->name[i]);
        assert_int_equal(one->org[i], two->org[i]);
    }
}

static inline void again_event(const polder_experiment_t *x, const polder_planned_t *a,
                               const polder_experiment_t *y, const polder_planned_t *b)
{
    assert_string_equal(a->name, b->name);
    assert_int_equal(a->kind, b->kind);
    assert_int_equal(a->conditional, b->conditional);
    if (!a->conditional) assert_int_equal(a->from, b->from);
    assert_true(a->rate == b->rate);
    assert_int_equal(a->target.whom, b->target.whom);
    if (a->target.whom == POLDER_NAMED) again_group(x, a->target.where, y, b->target.where);
    assert_int_equal(a->between >= 0, b->between >= 0);
    if (a->between >= 0) again_group(x, a->between, y, b->between);
    assert_int_equal(a->n_set, b->n_set);
    for (int i = 0; i < a->n_set; i++) {
        int k = 0;
        while (k < b->n_set && b->set[k].field != a->set[i].field) k++;
        assert_true(k < b->n_set && a->set[i].value == b->set[k].value);
    }
    assert_int_equal(a->duration, b->duration);
}

static inline void again_design(const polder_design_t *a, const polder_design_t *b)
{
    assert_int_equal(a->n_point, b->n_point);
    assert_int_equal(a->n_factor, b->n_factor);
    assert_int_equal(a->n_together, b->n_together);
    for (int i = 0; i < a->n_factor; i++) {
        assert_string_equal(a->factor[i].name, b->factor[i].name);
        assert_int_equal(a->factor[i].field, b->factor[i].field);
        assert_int_equal(a->factor[i].argument, b->factor[i].argument);
    }
    const size_t n = (size_t)a->n_point * (size_t)a->n_factor;
    if (n > 0) assert_memory_equal(a->value, b->value, n * sizeof *a->value);
}

static inline void again_equal(const polder_experiment_t *a, const polder_experiment_t *b)
{
    assert_true(a->seed == b->seed && a->replicates == b->replicates && a->horizon == b->horizon);
    again_parameters(a, b);
    assert_int_equal(a->n_off, b->n_off);
    assert_int_equal(a->n_intervention, b->n_intervention);
    for (int i = 0; i < a->n_intervention; i++)
        again_intervention(&a->intervention[i], &b->intervention[i]);
    assert_int_equal(a->n_arm, b->n_arm);
    assert_int_equal(a->n_case, b->n_case);
    assert_int_equal(a->baseline, b->baseline);
    for (int i = 0; i < a->n_arm; i++) {
        const polder_arm_t *one = &a->arm[i], *two = &b->arm[i];
        assert_string_equal(one->name, two->name);
        assert_string_equal(one->name_nl ? one->name_nl : "", two->name_nl ? two->name_nl : "");
        assert_int_equal(one->n_setting, two->n_setting);
        again_settings(one->setting, one->n_setting, two->setting);
        again_clamps(one, two);
        assert_int_equal(one->n_use, two->n_use);
        for (int k = 0; k < one->n_use; k++) assert_int_equal(one->use[k], two->use[k]);
        assert_int_equal(one->n_push, two->n_push);
        assert_int_equal(one->horizon, two->horizon);
        assert_int_equal(one->n_off, two->n_off);
        for (int k = 0; k < one->n_off; k++) assert_int_equal(one->off[k], two->off[k]);
        assert_int_equal(one->n_planned, two->n_planned);
        const int of_one[] = {one->changed.absent, one->changed.typical, one->changed.cut};
        const int of_two[] = {two->changed.absent, two->changed.typical, two->changed.cut};
        for (int k = 0; k < 3; k++) {
            assert_int_equal(of_one[k] > 0, of_two[k] > 0);
            if (of_one[k] > 0) again_group(a, of_one[k] - 1, b, of_two[k] - 1);
        }
        for (int k = 0; k < one->n_planned; k++)
            again_event(a, &a->planned[one->planned[k]], b, &b->planned[two->planned[k]]);
    }
    assert_int_equal(a->n_common, b->n_common);
    for (int i = 0; i < a->n_common; i++) again_event(a, &a->planned[i], b, &b->planned[i]);
    again_design(&a->design, &b->design);
    const polder_record_t *r = &a->record, *s = &b->record;
    assert_true(r->networks == s->networks && r->every == s->every);
    assert_int_equal(r->n_track, s->n_track);
    assert_int_equal(r->n_summary, s->n_summary);
    assert_int_equal(r->n_input, s->n_input);
    assert_int_equal(r->n_observed, s->n_observed);
    for (int i = 0; i < r->n_track; i++) assert_int_equal(r->track[i], s->track[i]);
    for (int i = 0; i < r->n_summary; i++) assert_int_equal(r->summary[i], s->summary[i]);
}

/* The network file of the experiment, if it has one, is still where it was. `whole`: interventions
 * are those that arms use, each once, as when the experiment was read itself. */
static inline void assert_reads_again(const polder_experiment_t *x, const char *json, bool whole)
{
    polder_experiment_t y;
    polder_report_t report = {0};
    char *again = NULL;
    const polder_given_t given = {
        .n_point = x->design.n_point, .n_factor = x->design.n_factor, .value = x->design.value};
    const polder_scenario_options_t options = {.network = x->source.path,
                                               .given = x->design.file ? &given : NULL};
    const int code =
        polder_scenario_parse(json, strlen(json), "again.json", NULL, &options, &y, &report);
    for (size_t i = 0; code < 0 && i < report.n; i++)
        print_error("%d:%d: %s\n", report.note[i].line, report.note[i].column, report.note[i].text);
    if (code < 0) print_error("%s\n", json);
    assert_int_equal(code, 0);
    assert_int_equal(polder_scenario_describe(&y, &again, &report), 0);
    assert_string_equal(json, again);
    if (whole) again_equal(x, &y);
    free(again);
    polder_report_free(&report);
    polder_experiment_free(&y);
}

#endif
