/* test_events.c: what networks tell of themselves is what happened in them: events of the
 * collaboration model against its states, why members leave, and the order and room of the list.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/emit.h"
#include "run/record.h"
#include "run/run.h"

enum { NETWORKS = 60, HORIZON = 48 };

/* One block with everything in it. */
typedef struct {
    const polder_experiment_t *x;
    int64_t n_event, n_org, n_arc;
    polder_event_t *event;
    float *summary;           /* [column][NETWORKS] */
    float *active, *conflict; /* [rows][HORIZON + 1] */
    int32_t *from, *to;       /* [n_arc] */
    int64_t org_at[NETWORKS + 1], arc_at[NETWORKS + 1];
} all_t;

static void *copy(const void *from, size_t bytes)
{
    void *to = malloc(bytes + 1);
    assert_non_null(to);
    if (bytes > 0) memcpy(to, from, bytes);
    return to;
}

static int collect(void *self, const polder_block_t *b, polder_report_t *report)
{
    all_t *all = self;
    (void)report;
    assert_null(b->error);
    assert_int_equal(b->n_unit, NETWORKS);
    assert_int_equal(b->n_sample, NETWORKS);
    for (int32_t s = 0; s < NETWORKS; s++) {
        all->org_at[s + 1] = all->org_at[s] + b->n_org[s];
        all->arc_at[s + 1] = all->arc_at[s] + b->n_arc[s];
    }
    const size_t orgs = (size_t)all->org_at[NETWORKS], arcs = (size_t)all->arc_at[NETWORKS];
    const size_t times = HORIZON + 1;
    all->n_event = b->n_event;
    all->event = copy(b->event, (size_t)b->n_event * sizeof *b->event);
    all->summary =
        copy(b->summary, (size_t)polder_record_rows(&all->x->record) * NETWORKS * sizeof(float));
    all->active = copy(b->track[0], orgs * times * sizeof(float));
    all->conflict = copy(b->track[1], arcs * times * sizeof(float));
    all->from = copy(b->arc_from, arcs * sizeof(int32_t));
    all->to = copy(b->arc_to, arcs * sizeof(int32_t));
    return 0;
}

static void all_free(all_t *all)
{
    free(all->event);
    free(all->summary);
    free(all->active);
    free(all->conflict);
    free(all->from);
    free(all->to);
}

static void set(polder_experiment_t *x, const char *name, const char *text)
{
    polder_report_t report = {0};
    const int code = polder_experiment_set(x, name, text, &report);
    if (code < 0) print_error("%s\n", report.note[0].text);
    assert_true(code >= 0);
}

static void summarise(polder_experiment_t *x, const char *name)
{
    const int f = polder_table_find(&x->table, name);
    assert_true(f >= 0);
    for (int i = 0; i < x->record.n_summary; i++)
        if (x->record.summary[i] == f) return;
    int *more = realloc(x->record.summary, (size_t)(x->record.n_summary + 1) * sizeof *more);
    assert_non_null(more);
    more[x->record.n_summary++] = f;
    x->record.summary = more;
}

/* Networks in which much happens. */
static void make(polder_experiment_t *x)
{
    polder_report_t report = {0};
    assert_true(polder_experiment_init(x, "collaboration", &report) >= 0);
    x->seed = 77;
    x->replicates = NETWORKS;
    x->horizon = HORIZON;
    x->record.networks = NETWORKS;
    x->record.n_track = 2;
    x->record.track[0] = polder_table_find(&x->table, "active");
    x->record.track[1] = polder_table_find(&x->table, "conflict");
    summarise(x, "goal_month");
    summarise(x, "representatives.replaced");
    set(x, "network.members", "9");
    set(x, "membership.base", "-5");
    set(x, "membership.p_entry", "0.2");
    set(x, "outcome.goal", "6");
    set(x, "dissolution.finish", "0.05");
}

static void run(const polder_experiment_t *x, all_t *all)
{
    polder_report_t report = {0};
    polder_timing_t timing = {0};
    *all = (all_t){.x = x};
    const polder_sink_t sink = {.self = all, .write = collect};
    const polder_run_options_t options = {.threads = 1, .block = NETWORKS};
    const int code = polder_run(x, &options, &sink, &timing, &report);
    if (code < 0) print_error("%s\n", report.note[0].text);
    assert_true(code >= 0);
    polder_timing_free(&timing);
}

static float at_end(const all_t *all, const char *name, int network)
{
    const int f = polder_table_find(&all->x->table, name);
    for (int i = 0; i < all->x->record.n_summary; i++)
        if (all->x->record.summary[i] == f) return all->summary[i * NETWORKS + network];
    fail_msg("%s is not recorded", name);
    return NAN;
}

static int kind_of(const all_t *all, const char *name)
{
    const int kind = polder_table_event(&all->x->table, name);
    if (kind < 0) fail_msg("there is no event %s", name);
    return kind;
}

/* Events of a kind in a network, and with this first number if it is not negative. */
static int count(const all_t *all, const char *name, int network, int number)
{
    const int kind = kind_of(all, name);
    int n = 0;
    for (int64_t i = 0; i < all->n_event; i++)
        n += all->event[i].kind == kind && all->event[i].unit == network &&
             (number < 0 || all->event[i].number[0] == (float)number);
    return n;
}

static void test_against_counters(void **state)
{
    (void)state;
    static const char *const form[] = {"acts.evasion", "acts.violation", "acts.refusal",
                                       "acts.renegotiation"};
    polder_experiment_t x;
    all_t all;
    int acts = 0, left = 0, goals = 0, well = 0, badly = 0;
    make(&x);
    run(&x, &all);
    for (int n = 0; n < NETWORKS; n++) {
        for (int k = 0; k < 4; k++) {
            assert_int_equal(count(&all, "act", n, k), (int)at_end(&all, form[k], n));
            acts += count(&all, "act", n, k);
        }
        assert_int_equal(count(&all, "member.leaves", n, -1), (int)at_end(&all, "members.left", n));
        assert_int_equal(count(&all, "member.joins", n, -1),
                         (int)at_end(&all, "members.joined", n));
        assert_int_equal(count(&all, "representative.leaves", n, -1),
                         (int)at_end(&all, "representatives.replaced", n));
        assert_int_equal(count(&all, "context.threat", n, -1),
                         (int)at_end(&all, "context.shocks", n));
        assert_int_equal(count(&all, "phase.ends", n, -1), (int)at_end(&all, "phase", n));
        assert_int_equal(count(&all, "goal.reached", n, -1), at_end(&all, "goal_month", n) > 0);
        assert_int_equal(count(&all, "end", n, -1), at_end(&all, "ended", n) > 0);
        assert_int_equal(count(&all, "end", n, 0), (int)at_end(&all, "completed", n));
        left += count(&all, "member.leaves", n, -1);
        goals += count(&all, "goal.reached", n, -1);
        well += count(&all, "end", n, 0);
        badly += count(&all, "end", n, -1) - count(&all, "end", n, 0);
    }
    assert_true(acts > 100 && left > 20 && goals > 3 && well > 0 && badly > 3);
    all_free(&all);
    polder_experiment_free(&x);
}

/* The month of an event is that of the state: who is there, and whether the network is. */
static void test_months(void **state)
{
    (void)state;
    polder_experiment_t x;
    all_t all;
    make(&x);
    run(&x, &all);
    const int leaves = kind_of(&all, "member.leaves"), joins = kind_of(&all, "member.joins");
    const int goal = kind_of(&all, "goal.reached"), end = kind_of(&all, "end");
    int n = 0;
    for (int64_t i = 0; i < all.n_event; i++) {
        const polder_event_t *e = &all.event[i];
        const float *active =
            all.active + (all.org_at[e->unit] + (e->who < 0 ? 0 : e->who)) * (HORIZON + 1);
        assert_true(e->tick >= 1 && e->tick <= HORIZON);
        if (e->kind == leaves || e->kind == joins) {
            assert_true(active[e->tick - 1] == (e->kind == leaves ? 1.0f : 0.0f));
            assert_true(active[e->tick] == (e->kind == leaves ? 0.0f : 1.0f));
            n++;
        }
        if (e->kind == goal) assert_true(at_end(&all, "goal_month", e->unit) == (float)e->tick);
        if (e->kind == end) assert_true(at_end(&all, "ended", e->unit) == (float)e->tick);
        const float ended = at_end(&all, "ended", e->unit);
        assert_true(ended == 0 || (float)e->tick <= ended);
    }
    assert_true(n > 20);
    all_free(&all);
    polder_experiment_free(&x);
}

/* Arc of network `unit` from `who` to `whom`. */
static int64_t arc_of(const all_t *all, int unit, int who, int whom)
{
    for (int64_t a = all->arc_at[unit]; a < all->arc_at[unit + 1]; a++)
        if (all->from[a] == who && all->to[a] == whom) return a;
    fail_msg("no tie from %d to %d in network %d", who, whom, unit);
    return -1;
}

/* Replayed on an empty network, conflicts that begin and end give those there are, every month,
 * on every tie to a seat that nobody has left. */
static void test_conflicts(void **state)
{
    (void)state;
    polder_experiment_t x;
    all_t all;
    make(&x);
    run(&x, &all);
    const int begins = kind_of(&all, "conflict.begins"), ends = kind_of(&all, "conflict.ends");
    const int provoked = kind_of(&all, "conflict.provoked"), joins = kind_of(&all, "member.joins");
    const int64_t n_arc = all.arc_at[NETWORKS];
    float *now = calloc((size_t)n_arc, sizeof *now);
    assert_non_null(now);
    int64_t i = 0, compared = 0;
    for (int unit = 0; unit < NETWORKS; unit++)
        for (int t = 1; t <= HORIZON; t++) {
            for (; i < all.n_event && all.event[i].unit == unit && all.event[i].tick == t; i++) {
                const polder_event_t *e = &all.event[i];
                for (int64_t a = all.arc_at[unit]; e->kind == joins && a < all.arc_at[unit + 1];
                     a++)
                    if (all.from[a] == e->who || all.to[a] == e->who) now[a] = 0;
                if (e->kind != begins && e->kind != provoked && e->kind != ends) continue;
                float *arc = &now[arc_of(&all, unit, e->who, e->whom)];
                assert_true(*arc == (e->kind == ends ? 1.0f : 0.0f));
                *arc = e->kind == ends ? 0.0f : 1.0f;
            }
            for (int64_t a = all.arc_at[unit]; a < all.arc_at[unit + 1]; a++) {
                const float there = all.conflict[a * (HORIZON + 1) + t];
                if (isnan(there)) continue;
                assert_true(there == now[a]);
                compared += there > 0;
            }
        }
    assert_int_equal(i, all.n_event);
    assert_true(compared > 100);
    free(now);
    all_free(&all);
    polder_experiment_free(&x);
}

/* By network, tick, stage, who, whom. */
static void test_order(void **state)
{
    (void)state;
    polder_experiment_t x;
    all_t all;
    make(&x);
    run(&x, &all);
    for (int64_t i = 1; i < all.n_event; i++) {
        const polder_event_t *p = &all.event[i - 1], *q = &all.event[i];
        const int64_t a[] = {p->unit, p->tick, p->stage, p->who, p->whom};
        const int64_t b[] = {q->unit, q->tick, q->stage, q->who, q->whom};
        int k = 0;
        while (k < 4 && a[k] == b[k]) k++;
        assert_true(a[k] <= b[k]);
    }
    all_free(&all);
    polder_experiment_free(&x);
}

/* ---- why a member leaves ---- */

typedef struct {
    int n, by[32];
} reasons_t;

static reasons_t reasons_of(const polder_experiment_t *x)
{
    all_t all;
    reasons_t r = {0};
    run(x, &all);
    const int leaves = kind_of(&all, "member.leaves");
    for (int64_t i = 0; i < all.n_event; i++) {
        const polder_event_t *e = &all.event[i];
        if (e->kind != leaves) continue;
        assert_true(e->number[0] >= 0 && e->number[0] < 32);
        assert_true(e->number[1] >= 0 && e->number[1] <= 1);
        r.by[(int)e->number[0]]++;
        r.n++;
    }
    all_free(&all);
    return r;
}

static int reason_named(const polder_experiment_t *x, const char *word)
{
    const int kind = polder_table_event(&x->table, "member.leaves");
    return polder_choice_find(x->table.event[kind]->number[0].choices, word);
}

/* What is usual of willingness moves a number between its term and the constant. The chances stay
 * what they are (weights and steps are such that no bit is lost), and so must what is said of
 * them. */
static void test_shift_of_a_term(void **state)
{
    (void)state;
    polder_experiment_t x;
    all_t one, other;
    make(&x);
    set(&x, "membership.will", "2");
    set(&x, "membership.will_usual", "1");
    set(&x, "membership.base", "-6");
    run(&x, &one);
    set(&x, "membership.will_usual", "0.5");
    set(&x, "membership.base", "-5");
    run(&x, &other);
    const int leaves = kind_of(&one, "member.leaves");
    int64_t i = 0, k = 0;
    int compared = 0;
    for (;; i++, k++, compared++) {
        while (i < one.n_event && one.event[i].kind != leaves) i++;
        while (k < other.n_event && other.event[k].kind != leaves) k++;
        if (i == one.n_event || k == other.n_event) break;
        const polder_event_t *p = &one.event[i], *q = &other.event[k];
        assert_int_equal(p->unit, q->unit);
        assert_int_equal(p->tick, q->tick);
        assert_int_equal(p->who, q->who);
        assert_true(p->number[0] == q->number[0]);
        assert_true(fabsf(p->number[1] - q->number[1]) < 1e-4f);
    }
    assert_true(i == one.n_event && k == other.n_event && compared > 20);
    all_free(&one);
    all_free(&other);
    polder_experiment_free(&x);
}

/* One term far above what is usual, the others switched off: it is the reason of all. */
static void test_reasons(void **state)
{
    (void)state;
    static const char *const off[] = {
        "membership.will",    "membership.loss",    "membership.peers",
        "membership.split",   "membership.voice",   "membership.exposed",
        "membership.closure", "membership.lock_in", "membership.pressure"};
    polder_experiment_t x;
    make(&x);
    for (size_t i = 0; i < sizeof off / sizeof *off; i++) set(&x, off[i], "0");
    reasons_t r = reasons_of(&x);
    const int chance = reason_named(&x, "chance"), isolated = reason_named(&x, "isolated");
    assert_true(r.n > 20 && r.by[chance] > 10);
    assert_int_equal(r.by[chance] + r.by[isolated], r.n);
    set(&x, "membership.pressure", "4");
    set(&x, "membership.duty", "0"); /* less than is usual */
    r = reasons_of(&x);
    assert_int_equal(r.by[reason_named(&x, "duty")] + r.by[isolated], r.n);
    set(&x, "membership.duty", "0.5"); /* more than is usual: it keeps them in */
    r = reasons_of(&x);
    assert_int_equal(r.by[chance] + r.by[isolated], r.n);
    set(&x, "membership.duty", "0.2");
    set(&x, "membership.peers", "20"); /* nobody follows before somebody has gone */
    r = reasons_of(&x);
    assert_true(r.by[reason_named(&x, "peers")] > 0 && r.by[chance] > 0);
    assert_int_equal(r.by[reason_named(&x, "peers")] + r.by[chance] + r.by[isolated], r.n);
    polder_experiment_free(&x);
}

/* ---- interventions ---- */

static void test_interventions(void **state)
{
    (void)state;
    polder_experiment_t x;
    all_t all;
    make(&x);
    const polder_effect_t push = {polder_table_find(&x.table, "lever.onboarding"), 0.8f};
    polder_intervention_t *v = calloc(1, sizeof *v);
    int *use = calloc(1, sizeof *use);
    assert_true(v && use && push.field >= 0);
    v->name = strdup("welcome");
    v->n_effect = 1;
    v->effect = copy(&push, sizeof push);
    v->from = 5;
    v->duration = 3;
    v->target.whom = POLDER_EVERYONE;
    x.intervention = v;
    x.n_intervention = 1;
    x.arm[0].use = use;
    x.arm[0].n_use = 1;
    run(&x, &all);
    const int begins = kind_of(&all, "intervention.begins");
    const int ends = kind_of(&all, "intervention.ends"), works = kind_of(&all, "lever.works");
    int n[3] = {0};
    for (int64_t i = 0; i < all.n_event; i++) {
        const polder_event_t *e = &all.event[i];
        if (e->kind == begins) assert_true(e->tick == 5 && e->number[0] == 0 && ++n[0]);
        if (e->kind == ends) assert_true(e->tick == 8 && e->number[0] == 0 && ++n[1]);
        if (e->kind == works) assert_true(e->tick == 5 && e->number[0] == 11 && ++n[2]);
    }
    assert_true(n[0] > 40 && n[1] > 40 && n[2] == n[0]); /* onboarding has no condition */
    all_free(&all);
    polder_experiment_free(&x);
}

/* The words for levers are their names, in order. */
static void test_lever_names(void **state)
{
    (void)state;
    polder_experiment_t x;
    polder_report_t report = {0};
    assert_true(polder_experiment_init(&x, "collaboration", &report) >= 0);
    const char *words =
        x.table.event[polder_table_event(&x.table, "lever.works")]->number[0].choices;
    int n = 0, length = 0;
    for (int f = 0; f < x.table.n_field; f++) {
        if (x.table.field[f]->role != POLDER_LEVER) continue;
        const char *word = polder_choice_at(words, n++, &length);
        assert_non_null(word);
        assert_int_equal(strlen(x.table.field[f]->name), (size_t)length + strlen("lever."));
        assert_memory_equal(x.table.field[f]->name + strlen("lever."), word, (size_t)length);
    }
    assert_null(polder_choice_at(words, n, &length));
    polder_experiment_free(&x);
}

/* ---- the list ---- */

/* What does not fit is counted and written nowhere. */
static void test_room(void **state)
{
    (void)state;
    polder_emitted_t at[3] = {{.kind = 7}, {.kind = 7}, {.kind = 7}};
    polder_events_t list = {.at = at, .room = 2};
    int32_t org[32];
    for (int e = 0; e < 32; e++) org[e] = 100 + e;
    const polder_view_t v = {.org = org, .events = &list, .first_kind = 40};
    polder_emit(&v, 2, 19, 3, 1, POLDER_NO_NUMBER);
    polder_emit_network(&v, 1, 5, 2, 3);
    polder_emit(&v, 0, 0, -1, 4, 5);
    assert_int_equal(list.n, 3);
    assert_true(at[0].lane == 3 && at[0].kind == 42 && at[0].who == 119 && at[0].whom == 103);
    assert_true(at[0].a == 1 && isnan(at[0].b));
    assert_true(at[1].lane == 5 && at[1].kind == 41 && at[1].who == -1 && at[1].whom == -1);
    assert_int_equal(at[2].kind, 7);
}

/* All lanes of a folded network are the same one; and nobody may listen. */
static void test_folded_and_silent(void **state)
{
    (void)state;
    polder_emitted_t at[20];
    polder_events_t list = {.at = at, .room = 20};
    int32_t org[32] = {0};
    polder_view_t v = {.org = org, .events = &list, .folded = true};
    for (int l = 0; l < POLDER_LANES; l++) polder_emit_network(&v, 0, l, 1, 1);
    assert_int_equal(list.n, 1);
    polder_emit(&v, 0, 19, -1, 1, 1);
    assert_int_equal(at[1].lane, 0);
    v.events = NULL;
    polder_emit(&v, 0, 19, -1, 1, 1);
    polder_emit_network(&v, 0, 0, 1, 1);
    assert_int_equal(list.n, 2);
}

/* A part that tells more than it declares ends the run; it does not lose an event in silence. */
static void test_too_many(void **state)
{
    (void)state;
    polder_experiment_t x;
    polder_report_t report = {0};
    make(&x);
    polder_emitted_t at[1] = {{.kind = 0}};
    polder_events_t list = {.at = at, .room = 1, .n = 2};
    const polder_plan_t plan = {.table = &x.table};
    const polder_batch_t batch = {.plan = &plan, .events = &list, .tick = 3};
    int32_t sample_of[1] = {0}, unit[1] = {0};
    polder_recorder_t r = {.x = &x, .plan = &plan, .sample_of = sample_of, .n_sample = 1};
    polder_record_tell(&r, &batch, unit, 1);
    assert_int_equal(polder_record_events(&r, &report), POLDER_INTERNAL);
    assert_non_null(strstr(report.note[0].text, "more events in a tick than it declares"));
    polder_report_free(&report);
    free(r.event);
    polder_experiment_free(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_against_counters),
        cmocka_unit_test(test_months),
        cmocka_unit_test(test_conflicts),
        cmocka_unit_test(test_order),
        cmocka_unit_test(test_shift_of_a_term),
        cmocka_unit_test(test_reasons),
        cmocka_unit_test(test_interventions),
        cmocka_unit_test(test_lever_names),
        cmocka_unit_test(test_room),
        cmocka_unit_test(test_folded_and_silent),
        cmocka_unit_test(test_too_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
