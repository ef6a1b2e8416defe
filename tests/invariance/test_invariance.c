/* What comes out depends on the scenario and its seed alone: not on threads, block size or the
 * networks beside one, instruction set, nor on what is recorded, and cases share their random
 * numbers.
 *
 *   many     150 networks of 5 … 20 organisations, four topologies, both models
 *   folded   one network of 50,000 organisations, in fifty slices
 *   mixed    networks of 12, 512 and 700 organisations: in a lane, and folded over all
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "run/compile.h"
#include "run/kernels.h"
#include "run/run.h"

/* What a run left: per unit, by column. Trajectories and events as hashes of their bits. */
typedef struct {
    int64_t n;
    int n_summary, n_track;
    float *summary;     /* [n][n_summary] */
    uint64_t *track;    /* [n][n_track]; 0: not recorded */
    uint64_t *happened; /* [n]; 0: not recorded */
    int64_t n_event;
    bool *written; /* [n] */
} result_t;

static uint64_t hash_more(uint64_t h, const void *data, size_t n)
{
    const unsigned char *byte = data;
    for (size_t i = 0; i < n; i++) h = (h ^ byte[i]) * 1099511628211u;
    return h;
}

typedef struct {
    const polder_experiment_t *x;
    result_t *result;
} collector_t;

/* All of an event but which stage of the run told it: of a block of its own it is another one. */
static void hash_events(result_t *r, const polder_block_t *b)
{
    for (int32_t s = 0; s < b->n_sample; s++)
        r->happened[b->first_unit + b->sample[s]] = 14695981039346656037u;
    for (int64_t i = 0; i < b->n_event; i++) {
        const polder_event_t *e = &b->event[i];
        uint64_t *h = &r->happened[b->first_unit + e->unit];
        const int32_t what[] = {e->tick, e->kind, e->who, e->whom};
        assert_true(*h != 0);
        assert_true(i == 0 || b->event[i - 1].unit <= e->unit);
        *h = hash_more(hash_more(*h, what, sizeof what), e->number, sizeof e->number);
    }
    r->n_event += b->n_event;
}

static int collect(void *self, const polder_block_t *b, polder_report_t *report)
{
    const collector_t *c = self;
    result_t *r = c->result;
    int64_t org_at = 0, arc_at = 0;
    if (b->error) return polder_fail(report, POLDER_INTERNAL, "%s", b->error);
    for (int32_t u = 0; u < b->n_unit; u++) {
        assert_false(r->written[b->first_unit + u]);
        r->written[b->first_unit + u] = true;
        for (int i = 0; i < r->n_summary; i++)
            r->summary[(b->first_unit + u) * r->n_summary + i] = b->summary[i * b->n_unit + u];
    }
    for (int32_t s = 0; s < b->n_sample; s++) {
        uint64_t *track = &r->track[(b->first_unit + b->sample[s]) * r->n_track];
        const size_t n = (size_t)b->n_time * sizeof(float);
        for (int i = 0; i < r->n_track; i++) {
            const polder_level_t level = c->x->table.field[c->x->record.track[i]]->level;
            const int64_t rows = level == POLDER_NETWORK        ? 1
                                 : level == POLDER_ORGANISATION ? b->n_org[s]
                                                                : b->n_arc[s];
            const int64_t at = level == POLDER_NETWORK        ? s
                               : level == POLDER_ORGANISATION ? org_at
                                                              : arc_at;
            track[i] =
                hash_more(14695981039346656037u, b->track[i] + at * b->n_time, (size_t)rows * n);
        }
        org_at += b->n_org[s];
        arc_at += b->n_arc[s];
    }
    hash_events(r, b);
    return 0;
}

static void *must(void *p)
{
    assert_non_null(p);
    return p;
}

static int good(int code, const polder_report_t *report)
{
    if (code < 0) print_error("%s\n", report->n > 0 ? report->note[0].text : "?");
    assert_true(code >= 0);
    return code;
}

static void run(const polder_experiment_t *x, const polder_run_options_t *options, result_t *r)
{
    polder_report_t report = {0};
    polder_timing_t timing = {0};
    const size_t n = (size_t)polder_experiment_units(x);
    *r =
        (result_t){.n = (int64_t)n, .n_summary = x->record.n_summary, .n_track = x->record.n_track};
    r->summary = must(calloc(n * (size_t)r->n_summary + 1, sizeof(float)));
    r->track = must(calloc(n * (size_t)r->n_track + 1, sizeof(uint64_t)));
    r->happened = must(calloc(n, sizeof(uint64_t)));
    r->written = must(calloc(n, sizeof(bool)));
    collector_t collector = {x, r};
    const polder_sink_t sink = {.self = &collector, .write = collect};
    good(polder_run(x, options, &sink, &timing, &report), &report);
    polder_timing_free(&timing);
    polder_report_free(&report);
}

static void result_free(result_t *r)
{
    free(r->summary);
    free(r->track);
    free(r->happened);
    free(r->written);
}

static void assert_unit_equal(const result_t *a, int64_t u, const result_t *b, int64_t v)
{
    assert_true(a->written[u] && b->written[v]);
    assert_memory_equal(a->summary + u * a->n_summary, b->summary + v * b->n_summary,
                        (size_t)a->n_summary * sizeof(float));
    assert_memory_equal(a->track + u * a->n_track, b->track + v * b->n_track,
                        (size_t)a->n_track * sizeof(uint64_t));
    assert_true(a->happened[u] == b->happened[v]);
}

static void assert_equal(const result_t *a, const result_t *b)
{
    assert_int_equal(a->n, b->n);
    for (int64_t u = 0; u < a->n; u++) assert_unit_equal(a, u, b, u);
}

static void set(polder_experiment_t *x, const char *name, const char *text)
{
    polder_report_t report = {0};
    good(polder_experiment_set(x, name, text, &report), &report);
}

static void put_choice(polder_experiment_t *x, const char *name, int n, const double *item)
{
    polder_report_t report = {0};
    polder_value_t value = {.kind = POLDER_DRAW_CHOICE, .n = n};
    value.item = must(malloc((size_t)n * sizeof(double)));
    memcpy(value.item, item, (size_t)n * sizeof(double));
    good(polder_experiment_put(x, polder_table_find(&x->table, name), &value, &report), &report);
}

static void track(polder_experiment_t *x, const char *name)
{
    const int f = polder_table_find(&x->table, name);
    assert_true(f >= 0);
    for (int i = 0; i < x->record.n_track; i++)
        if (x->record.track[i] == f) return;
    x->record.track[x->record.n_track++] = f;
}

static void make(polder_experiment_t *x, const char *model, int64_t replicates)
{
    polder_report_t report = {0};
    good(polder_experiment_init(x, model, &report), &report);
    x->seed = 20261;
    x->replicates = replicates;
    x->horizon = 24;
    x->record.networks = replicates;
    x->record.every = 5;
    track(x, "alive");
    track(x, "active");
}

static void make_many(polder_experiment_t *x, const char *model)
{
    polder_report_t report = {0};
    const polder_value_t size = {.kind = POLDER_DRAW_INTEGER, .arg = {5, 20}};
    make(x, model, 150);
    good(polder_experiment_put(x, polder_table_find(&x->table, "network.members"), &size, &report),
         &report);
    put_choice(x, "network.topology", 4, (const double[]){0, 1, 2, 5});
    if (strcmp(model, "public-goods") == 0) {
        track(x, "link");
        track(x, "contribution");
        set(x, "choosing.rate", "0.3");
        set(x, "meeting.strangers", "3");
        set(x, "sanctioning.punish", "0.5");
    }
    if (strcmp(model, "collaboration") != 0) return;
    track(x, "trust");
    track(x, "contribution");
    set(x, "membership.base", "-4"); /* many leave, networks end at different times */
    set(x, "opportunism.base", "0.05");
}

static const char *const model_name[] = {"opinions", "collaboration", "public-goods"};
enum { N_MODEL = sizeof model_name / sizeof *model_name };

static void test_threads_and_blocks(void **state)
{
    (void)state;
    static const int threads[] = {1, 2, 3, 8};
    static const int32_t block[] = {1, 7, 64, 4096};
    for (int m = 0; m < N_MODEL; m++) {
        polder_experiment_t x;
        result_t reference;
        make_many(&x, model_name[m]);
        run(&x, &(polder_run_options_t){.threads = 1}, &reference);
        for (int t = 0; t < 4; t++)
            for (int b = 0; b < 4; b++) {
                result_t r;
                run(&x, &(polder_run_options_t){.threads = threads[t], .block = block[b]}, &r);
                assert_equal(&reference, &r);
                result_free(&r);
            }
        result_free(&reference);
        polder_experiment_free(&x);
    }
}

/* Runs differ where they should: otherwise the tests here would compare nothing. */
static void test_seed_matters(void **state)
{
    (void)state;
    for (int m = 0; m < N_MODEL; m++) {
        polder_experiment_t x;
        result_t a, b;
        make_many(&x, model_name[m]);
        run(&x, &(polder_run_options_t){0}, &a);
        x.seed++;
        run(&x, &(polder_run_options_t){0}, &b);
        int64_t same = 0;
        for (int64_t u = 0; u < a.n; u++)
            same += memcmp(a.track + u * a.n_track, b.track + u * a.n_track,
                           (size_t)a.n_track * sizeof(uint64_t)) == 0;
        assert_int_equal(same, 0);
        assert_true(m != 1 || (a.n_event > 1000 && a.happened[0] != b.happened[0]));
        for (int64_t u = 1; u < a.n; u++)
            assert_memory_not_equal(a.track + u * a.n_track, a.track + (u - 1) * a.n_track,
                                    (size_t)a.n_track * sizeof(uint64_t));
        result_free(&a);
        result_free(&b);
        polder_experiment_free(&x);
    }
}

/* Runs some units alone, in a batch of one lane, and compares with the run of all. */
static void test_alone(void **state)
{
    (void)state;
    polder_experiment_t x;
    result_t all;
    make_many(&x, "collaboration");
    run(&x, &(polder_run_options_t){0}, &all);
    for (int64_t u = 0; u < x.replicates; u += 13) {
        result_t r;
        const polder_run_options_t alone = {.block = 1, .first_block = u, .step_block = 1 << 20};
        run(&x, &alone, &r);
        for (int64_t v = 0; v < r.n; v++) assert_int_equal(r.written[v], v == u);
        assert_unit_equal(&all, u, &r, u);
        result_free(&r);
    }
    result_free(&all);
    x.replicates = 20; /* fewer neighbours, other batches */
    run(&x, &(polder_run_options_t){0}, &all);
    result_t fewer = all;
    x.replicates = 150;
    run(&x, &(polder_run_options_t){0}, &all);
    for (int64_t u = 0; u < 20; u++) assert_unit_equal(&all, u, &fewer, u);
    result_free(&all);
    result_free(&fewer);
    polder_experiment_free(&x);
}

static void check_threads(const polder_experiment_t *x)
{
    static const int threads[] = {2, 3, 8};
    result_t reference;
    run(x, &(polder_run_options_t){.threads = 1}, &reference);
    for (int t = 0; t < 3; t++) {
        result_t r;
        run(x, &(polder_run_options_t){.threads = threads[t], .block = t + 1}, &r);
        assert_equal(&reference, &r);
        result_free(&r);
    }
    result_free(&reference);
}

/* Slices of one network shared among threads, who get another share each time: enough slices
 * (fifty) for eight threads that take four at a time. All states are compared, every tick. */
static void test_folded(void **state)
{
    (void)state;
    static const int threads[] = {2, 3, 8, 8};
    for (int m = 0; m < N_MODEL; m++) {
        polder_experiment_t x;
        result_t one;
        make(&x, model_name[m], 1);
        x.horizon = 3;
        x.record.every = 1;
        set(&x, "network.members", "50000");
        if (m == 1) set(&x, "governance.form", "lead");
        if (m == 1) set(&x, "opportunism.base", "0.05");
        for (int f = 0; f < x.table.n_field; f++)
            if (x.table.field[f]->role == POLDER_STATE &&
                x.table.part[x.table.owner[f]] != &polder_part_engine_founding && /* too slow */
                (x.table.field[f]->level == POLDER_NETWORK || f % 4 == 0))
                track(&x, x.table.field[f]->name);
        run(&x, &(polder_run_options_t){.threads = 1}, &one);
        for (int i = 0; i < one.n_track; i++) assert_true(one.track[i] != 0);
        for (int t = 0; t < 4; t++) {
            result_t r;
            run(&x, &(polder_run_options_t){.threads = threads[t]}, &r);
            assert_equal(&one, &r);
            result_free(&r);
        }
        result_free(&one);
        polder_experiment_free(&x);
    }
}

static void make_mixed(polder_experiment_t *x)
{
    make(x, "collaboration", 12);
    put_choice(x, "network.members", 3, (const double[]){12, 512, 700});
    set(x, "governance.form", "self-organising");
}

static void test_mixed(void **state)
{
    (void)state;
    polder_experiment_t x;
    make_mixed(&x);
    check_threads(&x);
    polder_experiment_free(&x);
}

/* --- kernels for other instruction sets --- */

/* All sets hold the same parts, each compiled for itself. */
static void check_parts(const polder_kernel_set_t *set)
{
    const bool plain = set->parts == polder_parts;
    for (int p = 0; polder_parts[p] || set->parts[p]; p++) {
        const polder_part_t *part = polder_parts[p], *other = set->parts[p];
        assert_true(part && other);
        assert_string_equal(part->name, other->name);
        assert_string_equal(part->model, other->model);
        assert_int_equal(part->n_use, other->n_use);
        assert_true(plain == (part->stage[0].run == other->stage[0].run));
    }
}

/* A plan takes the parts of the set that it is given. */
static void check_plan(const polder_experiment_t *x, const polder_kernel_set_t *set)
{
    polder_plan_t plan;
    polder_report_t report = {0};
    good(polder_compile(&plan, x, set->name, &report), &report);
    assert_true(plan.n_tick > 0);
    for (int i = 0; i < plan.n_tick; i++) {
        bool found = false;
        for (int p = 0; set->parts[p]; p++) found |= set->parts[p] == plan.tick[i].part;
        assert_true(found);
    }
    polder_plan_free(&plan);
}

static void check_kernels(const polder_experiment_t *x)
{
    polder_kernel_set_t set;
    result_t fastest;
    int ran = 0;
    run(x, &(polder_run_options_t){0}, &fastest);
    for (int k = 0; polder_kernels_at(k, &set); k++) {
        result_t r;
        if (!set.runs) continue;
        check_plan(x, &set);
        run(x, &(polder_run_options_t){.kernels = set.name}, &r);
        assert_equal(&fastest, &r);
        result_free(&r);
        ran++;
    }
    assert_true(ran >= 2); /* scalar and baseline run everywhere */
    result_free(&fastest);
}

static void test_kernels(void **state)
{
    (void)state;
    polder_kernel_set_t set;
    polder_experiment_t x;
    for (int k = 0; polder_kernels_at(k, &set); k++) check_parts(&set);
    for (int m = 0; m < N_MODEL; m++) {
        make_many(&x, model_name[m]);
        check_kernels(&x);
        polder_experiment_free(&x);
    }
    make_mixed(&x);
    x.replicates = 6;
    x.horizon = 10;
    check_kernels(&x);
    polder_experiment_free(&x);
}

static void test_kernels_not_there(void **state)
{
    (void)state;
    polder_experiment_t x;
    polder_report_t report = {0};
    polder_timing_t timing = {0};
    const polder_sink_t sink = {0};
    make(&x, "opinions", 1);
    const polder_run_options_t options = {.kernels = "avx3"};
    assert_int_equal(polder_run(&x, &options, &sink, &timing, &report), POLDER_INPUT);
    assert_non_null(strstr(report.note[0].text, "\"avx3\""));
    assert_non_null(strstr(report.note[0].text, "scalar, baseline"));
    polder_report_free(&report);
    polder_experiment_free(&x);
}

/* More columns, more often, for fewer networks: what was there before stays as it was. */
static void test_recording(void **state)
{
    (void)state;
    polder_experiment_t x;
    result_t few, many;
    make_many(&x, "collaboration");
    run(&x, &(polder_run_options_t){0}, &few);
    const int before = x.record.n_track;
    for (int f = 0; f < x.table.n_field; f++)
        if (x.table.field[f]->role == POLDER_STATE || x.table.field[f]->role == POLDER_OBSERVABLE)
            track(&x, x.table.field[f]->name);
    assert_true(x.record.n_track > before + 20);
    run(&x, &(polder_run_options_t){0}, &many);
    for (int64_t u = 0; u < few.n; u++) {
        assert_memory_equal(few.summary + u * few.n_summary, many.summary + u * many.n_summary,
                            (size_t)few.n_summary * sizeof(float));
        assert_memory_equal(few.track + u * few.n_track, many.track + u * many.n_track,
                            (size_t)few.n_track * sizeof(uint64_t));
    }
    result_free(&many);
    x.record.n_track = before;
    x.record.networks = 0; /* and nobody listens */
    run(&x, &(polder_run_options_t){0}, &many);
    assert_int_equal(many.n_event, 0);
    assert_true(few.n_event > 0);
    assert_memory_equal(few.summary, many.summary,
                        (size_t)few.n * (size_t)few.n_summary * sizeof(float));
    result_free(&many);
    x.record.networks = 3;
    x.record.every = 1;
    run(&x, &(polder_run_options_t){0}, &many);
    assert_memory_equal(few.summary, many.summary,
                        (size_t)few.n * (size_t)few.n_summary * sizeof(float));
    result_free(&few);
    result_free(&many);
    polder_experiment_free(&x);
}

/* Without observables, singly and all together, the states are what they were. */
static void test_observables(void **state)
{
    (void)state;
    polder_experiment_t x;
    result_t with;
    make_many(&x, "collaboration");
    int kept = 0;
    x.record.n_summary = 0;
    x.record.n_track = 0;
    for (int f = 0; f < x.table.n_field; f++) {
        const polder_field_t *field = x.table.field[f];
        if (field->role != POLDER_STATE) continue;
        x.record.track[x.record.n_track++] = f;
        if (field->level == POLDER_NETWORK) x.record.summary[kept++] = f;
    }
    x.record.n_summary = kept;
    run(&x, &(polder_run_options_t){0}, &with);
    x.off = must(calloc((size_t)x.table.n_part, sizeof(int)));
    for (int p = 0; p < x.table.n_part; p++) {
        result_t without;
        if (x.table.part[p]->kind != POLDER_OBSERVE) continue;
        x.off[x.n_off++] = p; /* one more each time */
        run(&x, &(polder_run_options_t){0}, &without);
        assert_equal(&with, &without);
        result_free(&without);
    }
    assert_true(x.n_off > 2);
    result_free(&with);
    polder_experiment_free(&x);
}

/* Equal cases come out equal, pair by pair, and as an experiment of one case does; a case that
 * differs from month 10 on is the same until then. */
static void test_cases(void **state)
{
    (void)state;
    polder_experiment_t x;
    result_t one, two;
    make_many(&x, "collaboration");
    x.record.every = 1;
    x.horizon = 12;
    run(&x, &(polder_run_options_t){0}, &one);
    assert_int_equal(polder_experiment_add_arm(&x, "the same", NULL), 0);
    run(&x, &(polder_run_options_t){.block = 9}, &two);
    for (int64_t r = 0; r < x.replicates; r++) {
        assert_unit_equal(&two, 2 * r, &two, 2 * r + 1);
        assert_unit_equal(&one, r, &two, 2 * r);
    }
    result_free(&two);
    x.arm[1].push = must(calloc(1, sizeof(polder_push_t)));
    x.arm[1].n_push = 1;
    x.arm[1].push[0] = (polder_push_t){polder_table_find(&x.table, "lever.contact"), 10, 12, 1.0f};
    assert_true(x.arm[1].push[0].field >= 0);
    run(&x, &(polder_run_options_t){0}, &two);
    for (int64_t r = 0; r < x.replicates; r++) assert_unit_equal(&one, r, &two, 2 * r);
    int64_t changed = 0;
    for (int64_t r = 0; r < x.replicates; r++)
        changed += memcmp(two.track + 2 * r * two.n_track, two.track + (2 * r + 1) * two.n_track,
                          (size_t)two.n_track * sizeof(uint64_t)) != 0;
    assert_true(changed > x.replicates / 2);
    result_free(&two);
    x.horizon = 9; /* before the lever is pushed */
    run(&x, &(polder_run_options_t){0}, &two);
    for (int64_t r = 0; r < x.replicates; r++) assert_unit_equal(&two, 2 * r, &two, 2 * r + 1);
    result_free(&one);
    result_free(&two);
    polder_experiment_free(&x);
}

/* A value drawn from a distribution belongs to its network and organisation alone. */
static void test_draws(void **state)
{
    (void)state;
    polder_experiment_t x;
    polder_report_t report = {0};
    result_t reference;
    make_many(&x, "collaboration");
    static const char *const drawn[] = {"contribution", "trust", "momentum",
                                        "dialogue.transparency"};
    for (int i = 0; i < 4; i++) {
        const polder_value_t value = {.kind = POLDER_DRAW_BETA, .arg = {2, 3}};
        good(polder_experiment_put(&x, polder_table_find(&x.table, drawn[i]), &value, &report),
             &report);
    }
    run(&x, &(polder_run_options_t){.threads = 1}, &reference);
    for (int32_t block = 1; block < 200; block = 5 * block + 2) {
        result_t r;
        run(&x, &(polder_run_options_t){.threads = 3, .block = block}, &r);
        assert_equal(&reference, &r);
        result_free(&r);
    }
    result_free(&reference);
    polder_experiment_free(&x);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_seed_matters),
        cmocka_unit_test(test_threads_and_blocks),
        cmocka_unit_test(test_alone),
        cmocka_unit_test(test_folded),
        cmocka_unit_test(test_mixed),
        cmocka_unit_test(test_kernels),
        cmocka_unit_test(test_kernels_not_there),
        cmocka_unit_test(test_recording),
        cmocka_unit_test(test_observables),
        cmocka_unit_test(test_cases),
        cmocka_unit_test(test_draws),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
