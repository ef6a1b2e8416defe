/* test_planned: what a scenario has happen changes nothing before it happens, nothing if it never
 * happens, is the same for any number of threads and blocks and any neighbours, and does what it
 * says. Every kind of event that a part declares is tried, in every model. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "folder_fixture.h"
#include "kernel/fnv.h"
#include "kernel/registry.h"
#include "run/run.h"
#include "scenario/scenario.h"

enum { MONTH = 8, HORIZON = 16, TEXT = 16000 };

/* Of each unit: a hash of all that is recorded at each time, and last one of its summary; and the
 * track of one field of the network. */
typedef struct {
    polder_experiment_t x;
    int n_time, watched;
    uint64_t *hash; /* [unit][n_time + 1] */
    float *track;   /* [unit][n_time] */
} lives_t;

static void *must(void *p)
{
    assert_non_null(p);
    return p;
}

static uint64_t add(uint64_t h, float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return polder_fnv_word(h, bits);
}

static void collect_sample(lives_t *lives, const polder_block_t *b, int32_t s, int64_t org_at,
                           int64_t arc_at)
{
    const polder_experiment_t *x = &lives->x;
    const int64_t unit = b->first_unit + b->sample[s];
    uint64_t *hash = lives->hash + unit * (lives->n_time + 1);
    for (int i = 0; i < x->record.n_track; i++) {
        const polder_level_t level = x->table.field[x->record.track[i]]->level;
        const int64_t at = level == POLDER_NETWORK ? s : level == POLDER_ARC ? arc_at : org_at;
        const int64_t n = level == POLDER_NETWORK ? 1
                          : level == POLDER_ARC   ? b->n_arc[s]
                                                  : b->n_org[s];
        for (int64_t row = at; row < at + n; row++)
            for (int t = 0; t < b->n_time; t++)
                hash[t] = add(hash[t], b->track[i][row * b->n_time + t]);
        if (i == lives->watched)
            memcpy(lives->track + unit * b->n_time, b->track[i] + at * b->n_time,
                   (size_t)b->n_time * sizeof(float));
    }
}

static int collect(void *self, const polder_block_t *b, polder_report_t *report)
{
    lives_t *lives = self;
    int64_t org_at = 0, arc_at = 0;
    if (b->error) return polder_fail(report, POLDER_INTERNAL, "%s", b->error);
    for (int32_t u = 0; u < b->n_unit; u++) {
        uint64_t *h = lives->hash + (b->first_unit + u) * (lives->n_time + 1) + lives->n_time;
        for (int i = 0; i < lives->x.record.n_summary; i++)
            *h = add(*h, b->summary[i * b->n_unit + u]);
    }
    for (int32_t s = 0; s < b->n_sample; s++) {
        collect_sample(lives, b, s, org_at, arc_at);
        org_at += b->n_org[s];
        arc_at += b->n_arc[s];
    }
    return 0;
}

static void live_in(const char *text, const char *folder, const char *watched,
                    const polder_run_options_t *options, lives_t *lives)
{
    polder_report_t report = {0};
    polder_timing_t timing = {0};
    int code =
        polder_scenario_parse(text, strlen(text), "test.yaml", folder, NULL, &lives->x, &report);
    for (size_t i = 0; i < report.n; i++) print_message("%s\n%s\n", report.note[i].text, text);
    assert_int_equal(code, 0);
    const size_t n = (size_t)polder_experiment_units(&lives->x);
    lives->n_time = lives->x.horizon + 1;
    lives->hash = must(calloc(n * (size_t)(lives->n_time + 1), sizeof *lives->hash));
    lives->track = must(calloc(n * (size_t)lives->n_time, sizeof *lives->track));
    lives->watched = -1;
    for (int i = 0; watched && i < lives->x.record.n_track; i++)
        if (strcmp(lives->x.table.field[lives->x.record.track[i]]->name, watched) == 0)
            lives->watched = i;
    const polder_sink_t sink = {.self = lives, .write = collect};
    code = polder_run(&lives->x, options ? options : &(polder_run_options_t){0}, &sink, &timing,
                      &report);
    for (size_t i = 0; i < report.n; i++) print_message("%s\n", report.note[i].text);
    assert_int_equal(code, 0);
    polder_timing_free(&timing);
    polder_report_free(&report);
}

static void live(const char *text, const char *watched, lives_t *lives)
{
    live_in(text, NULL, watched, NULL, lives);
}

static void lives_free(lives_t *lives)
{
    free(lives->hash);
    free(lives->track);
    polder_experiment_free(&lives->x);
}

static uint64_t at(const lives_t *lives, int64_t unit, int t)
{
    return lives->hash[unit * (lives->n_time + 1) + t];
}

/* The first time in which two units differ; n_time: only their summaries do; more: nothing does. */
static int differ(const lives_t *a, int64_t u, const lives_t *b, int64_t v)
{
    int t = 0;
    while (t <= a->n_time && at(a, u, t) == at(b, v, t)) t++;
    return t;
}

/* ---- every kind of every model ---- */

/* All states of a model, recorded in all networks. */
static size_t put_model(char *text, const polder_table_t *table, int networks)
{
    size_t n = (size_t)snprintf(text, TEXT,
                                "model: %s\nseed: 5\nreplicates: %d\nhorizon: %d\n"
                                "network: {members: {integer: [5, 12]}}\n"
                                "record: {networks: %d, columns: [",
                                table->model->name, networks, (int)HORIZON, networks);
    for (int f = 0, some = 0; f < table->n_field; f++)
        if (table->field[f]->role == POLDER_STATE)
            n += (size_t)snprintf(text + n, TEXT - n, "%s%s", some++ ? ", " : "",
                                  table->field[f]->name);
    return n + (size_t)snprintf(text + n, TEXT - n, "]}\n");
}

static const char *whom(const polder_field_t *kind)
{
    return kind->level == POLDER_NETWORK ? "" : ", target: network";
}

/* Money comes in, seats are empty, and partners in conflict or ties broken, so that each kind has
 * something to do. */
static size_t put_before(char *text, size_t n, const polder_table_t *table)
{
    if (polder_table_find(table, "planned.leave") < 0)
        return n + (size_t)snprintf(text + n, TEXT - n,
                                    "events: [{what: break, month: 3, target: network}]\n");
    return n + (size_t)snprintf(text + n, TEXT - n,
                                "values: {value: {funding: 0.6}}\ninitial: {conflict: 1}\n"
                                "events: [{what: leave, month: 2, target: {lowest: balance, share: "
                                "0.2}, name: first}]\n");
}

static void try_kind(const polder_table_t *table, const polder_field_t *kind)
{
    char text[TEXT];
    lives_t lives;
    const char *word = strchr(kind->name, '.') + 1;
    size_t n = put_model(text, table, 24);
    if (strcmp(word, "break") != 0) n = put_before(text, n, table);
    snprintf(text + n, TEXT - n,
             "arms:\n  - none\n  - {name: it, events: [{what: %s, month: %d%s}]}\n"
             "  - {name: never, events: [{what: %s, rate: 0%s}]}\n",
             word, (int)MONTH, whom(kind), word, whom(kind));
    live(text, NULL, &lives);
    int changed = 0;
    for (int64_t u = 0; u < polder_experiment_units(&lives.x); u += 3) {
        const int first = differ(&lives, u, &lives, u + 1);
        if (first < MONTH) fail_msg("%s: %s shows in month %d", table->model->name, word, first);
        changed += first < HORIZON;
        assert_true(differ(&lives, u, &lives, u + 2) > lives.n_time);
    }
    if (changed == 0) fail_msg("%s: %s does nothing", table->model->name, word);
    print_message("%s: %s changes %d of 24 networks\n", table->model->name, word, changed);
    lives_free(&lives);
}

static void test_kinds(void **state)
{
    int n = 0;
    (void)state;
    for (const polder_model_t *const *m = polder_registry_models(); *m; m++) {
        polder_table_t table;
        assert_int_equal(polder_table_init(&table, (*m)->name, NULL), 0);
        for (int f = 0; f < table.n_field; f++) {
            if (table.field[f]->role != POLDER_PLANNED) continue;
            try_kind(&table, table.field[f]);
            n++;
        }
        polder_table_free(&table);
    }
    assert_true(n >= 14);
}

/* ---- the same whatever runs beside it ---- */

#define SEVERAL                                                                                    \
    "  - {what: shock, rate: 0.1}\n"                                                               \
    "  - {what: leave, month: 5, target: {lowest: balance, share: 0.2}}\n"                         \
    "  - {what: replace, month: 6, target: balance < 0}\n"                                         \
    "  - {what: break, rate: 0.2, target: {highest: capacity, share: 0.1}}\n"                      \
    "  - {what: act, when: members > 3 for 2 months, rate: 0.5, target: network}\n"                \
    "  - {what: mend, month: 9, target: network}\n"                                                \
    "  - {set: {trust: 0.1, support: 0.9}, month: 7, duration: 3, target: newcomers}\n"            \
    "  - {what: join, month: 8, target: network}\n"                                                \
    "  - {set: {context.p_shock: 0.6}, rate: 0.1, duration: 4}\n"

static void compare_ways(const char *text)
{
    const polder_run_options_t way[] = {{.threads = 1}, {.threads = 2, .block = 7}};
    lives_t lives[2];
    for (int i = 0; i < 2; i++) live_in(text, NULL, NULL, &way[i], &lives[i]);
    for (int64_t u = 0; u < polder_experiment_units(&lives[0].x); u++)
        assert_true(differ(&lives[0], u, &lives[1], u) > lives[0].n_time);
    for (int i = 0; i < 2; i++) lives_free(&lives[i]);
}

static void test_ways(void **state)
{
    (void)state;
    compare_ways(
        "model: collaboration\nreplicates: 60\nhorizon: 14\n"
        "network: {members: {integer: [5, 12]}}\n"
        "record: {networks: 60, columns: [active, tie, trust, support, act, contribution]}\n"
        "events:\n" SEVERAL);
    compare_ways("model: collaboration\nhorizon: 12\nnetwork: {members: 700}\n"
                 "record: {networks: 1, columns: [active, tie, trust, support, act]}\n"
                 "events:\n" SEVERAL);
}

/* ---- neighbours ---- */

static bool is_of_each_month(const polder_table_t *table, int f)
{
    for (int p = 0; p < table->n_part; p++)
        for (int u = 0; u < table->part[p]->n_use; u++)
            if (table->link[p][u] == f && table->part[p]->kind == POLDER_MECHANISM) return true;
    return false;
}

/* A parameter or a state that an event may set to something else, and what. */
static bool is_other(const polder_table_t *table, int f, float *other)
{
    const polder_field_t *field = table->field[f];
    const bool parameter = field->role == POLDER_PARAMETER && field->level == POLDER_NETWORK;
    *other = field->value + 0.5f * (field->max - field->value);
    return (parameter || polder_field_is_given(field)) && !field->choices &&
           !(field->flags & POLDER_WHOLE) && field->value < field->max &&
           is_of_each_month(table, f);
}

/* From `from` on some parameters and states are set, those of members and ties in all of the network;
 * returns the first that is not. */
static int set_some(char *text, size_t n, const polder_table_t *table, int from)
{
    enum { SOME = 24 };
    int some = 0, f = from;
    bool whom = false;
    n += (size_t)snprintf(text + n, TEXT - n, "events: [{month: %d, set: {", (int)MONTH);
    for (float other = 0; f < table->n_field && some < SOME; f++) {
        if (!is_other(table, f, &other)) continue;
        if (table->field[f]->level != POLDER_NETWORK) whom = true;
        n += (size_t)snprintf(text + n, TEXT - n, "%s%s: %.7g", some++ ? ", " : "",
                              table->field[f]->name, (double)other);
    }
    snprintf(text + n, TEXT - n, "}%s}]\n", whom ? ", target: network" : "");
    return some > 0 ? f : -1;
}

/* Whatever is set, a network lives the same whoever is laid out beside it: nothing that a part
 * keeps from month to month may wait for a neighbour before it follows. */
static void test_neighbours(void **state)
{
    enum { FEW = 20, MANY = 40 };
    (void)state;
    for (int m = 0; polder_models[m]; m++) {
        polder_table_t table;
        char text[TEXT];
        assert_int_equal(polder_table_init(&table, polder_models[m]->name, NULL), 0);
        for (int f = 0, next = 0; f < table.n_field; f = next) {
            lives_t few, many;
            next = set_some(text, put_model(text, &table, FEW), &table, f);
            if (next < 0) break;
            live(text, NULL, &few);
            set_some(text, put_model(text, &table, MANY), &table, f);
            live(text, NULL, &many);
            for (int64_t u = 0; u < FEW; u++) {
                const int first = differ(&few, u, &many, u);
                if (first <= few.n_time)
                    fail_msg("%s: network %d differs from month %d on with: %s", table.model->name,
                             (int)u, first, strstr(text, "events:"));
            }
            lives_free(&few);
            lives_free(&many);
        }
        polder_table_free(&table);
    }
}

/* ---- random months ---- */

/* By month t so many have been hit by a shock that comes with chance p a month, and by no other. */
static void test_random_month(void **state)
{
    enum { N = 2000, T = 10 };
    lives_t lives;
    int hit[T + 1] = {0};
    (void)state;
    live("model: collaboration\nreplicates: 2000\nhorizon: 10\nnetwork: {members: 5}\n"
         "values: {context: {p_shock: 0}}\nrecord: {networks: 2000, columns: [context.shocks]}\n"
         "events: [{what: shock, rate: 0.1}]\n",
         "context.shocks", &lives);
    for (int64_t u = 0; u < N; u++)
        for (int t = 0; t <= T; t++) {
            const float shocks = lives.track[u * lives.n_time + t];
            assert_true(shocks == 0 || shocks == 1 || isnan(shocks)); /* it comes once */
            hit[t] += shocks >= 1;
        }
    for (int t = 1; t <= T; t++) {
        const double p = 1 - pow(0.9, t), sd = sqrt(p * (1 - p) / N);
        assert_true(fabs((double)hit[t] / N - p) < 4 * sd);
    }
    lives_free(&lives);
}

static int month_of(const lives_t *lives, int64_t unit)
{
    for (int t = 0; t < lives->n_time; t++)
        if (lives->track[unit * lives->n_time + t] >= 1) return t;
    return -1;
}

/* It goes by the name of the event: arms share it, and another event beside it does not move it. */
static void test_own_key(void **state)
{
    lives_t lives;
    int apart = 0;
    (void)state;
    live("model: collaboration\nreplicates: 100\nhorizon: 12\nnetwork: {members: 5}\n"
         "values: {context: {p_shock: 0}}\nrecord: {networks: 100, columns: [context.shocks]}\n"
         "arms:\n"
         "  - {name: a, events: [{what: shock, rate: 0.1}]}\n"
         "  - {name: b, events: [{what: chance, rate: 0.3}, {what: shock, rate: 0.1}]}\n"
         "  - {name: c, events: [{what: shock, rate: 0.1, name: other}]}\n",
         "context.shocks", &lives);
    for (int64_t u = 0; u < 300; u += 3) {
        assert_int_equal(month_of(&lives, u), month_of(&lives, u + 1));
        apart += month_of(&lives, u) != month_of(&lives, u + 2);
    }
    assert_true(apart > 30);
    lives_free(&lives);
}

/* ---- values ---- */

static void expect_track(const char *event, const char *field, const float expected[HORIZON + 1])
{
    char text[2000];
    lives_t lives;
    snprintf(text, sizeof text,
             "model: collaboration\nhorizon: %d\nnetwork: {members: 6}\nvalues: {context: "
             "{p_shock: 0.25}}\nrecord: {networks: 1, columns: [%s]}\nevents: [%s]\n",
             (int)HORIZON, field, event);
    live(text, field, &lives);
    for (int t = 0; t <= HORIZON; t++) {
        if (expected[t] < 0) continue;
        if (lives.track[t] != expected[t])
            fail_msg("%s: %g in month %d", event, (double)lives.track[t], t);
    }
    lives_free(&lives);
}

static void test_values(void **state)
{
    float some[HORIZON + 1], on[HORIZON + 1], once[HORIZON + 1];
    (void)state;
    for (int t = 0; t <= HORIZON; t++) {
        some[t] = t >= MONTH && t < MONTH + 3 ? 0.5f : 0.25f;
        on[t] = t >= MONTH ? 0.5f : 0.25f;
        /* another mechanism moves it on; it takes a second value for a month, then its own again */
        once[t] = t == 5 || t == 6 ? 0.5f : t < MONTH ? 0.25f : 0.75f;
    }
    expect_track("{set: {context.p_shock: 0.5}, month: 8, duration: 3}", "context.p_shock", some);
    expect_track("{set: {context.p_shock: 0.5}, month: 8}", "context.p_shock", on);
    expect_track("{set: {context.p_shock: 0.5}, month: 5, duration: 2}, "
                 "{set: {context.p_shock: 0.75}, month: 8}",
                 "context.p_shock", once);
    /* a condition is looked at when a tick has ended: the first is after month 1 */
    for (int t = 0; t <= HORIZON; t++) on[t] = t >= 2 ? 0.5f : 0.25f;
    expect_track("{set: {context.p_shock: 0.5}, when: members > 0}", "context.p_shock", on);
    for (int t = 0; t <= HORIZON; t++) on[t] = t >= 4 ? 0.5f : 0.25f;
    expect_track("{set: {context.p_shock: 0.5}, when: members > 0 for 3 months}", "context.p_shock",
                 on);
    /* months that circumstances count as new: one fewer each month */
    for (int t = 0; t <= HORIZON; t++) on[t] = t < MONTH ? -1.0f : (float)(99 - (t - MONTH));
    expect_track("{set: {context.months_new: 100}, month: 8}", "context.months_new", on);
}

/* ---- by name ---- */

static char folder[64] = "/tmp/polder_planned_XXXXXX";

static const char *const made[][2] = {
    {"four.csv", "from,to\nAda,Ben\nBen,Cor van Dam\nCor van Dam,Dee\nDee,Ada\n"}};

static int make_folder(void **state)
{
    (void)state;
    return folder_make(folder, made, 1);
}

static int drop_folder(void **state)
{
    (void)state;
    return folder_drop(folder, made, 1);
}

typedef struct {
    const polder_experiment_t *x;
    float value[4][4]; /* of the only track, from one to another, at the end; of a member: [o][o] */
} ends_t;

static int keep_end(void *self, const polder_block_t *b, polder_report_t *report)
{
    ends_t *ends = self;
    const int last = b->n_time - 1;
    (void)report;
    if (ends->x->table.field[ends->x->record.track[0]]->level == POLDER_ORGANISATION)
        for (int o = 0; o < 4; o++) ends->value[o][o] = b->track[0][o * b->n_time + last];
    else
        for (int a = 0; a < b->n_arc[0]; a++)
            ends->value[b->arc_from[a]][b->arc_to[a]] = b->track[0][a * b->n_time + last];
    return 0;
}

static void end_of(const char *column, const char *event, int months, ends_t *ends)
{
    char text[2000];
    polder_experiment_t x;
    polder_report_t report = {0};
    polder_timing_t timing = {0};
    snprintf(text, sizeof text,
             "model: collaboration\nhorizon: %d\nnetwork: {file: four.csv}\n"
             "values: {dissolution: {least: 0, least_share: 0}}\n"
             "record: {networks: 1, columns: [%s]}\nevents: [%s]\n",
             months, column, event);
    const int code =
        polder_scenario_parse(text, strlen(text), "test.yaml", folder, NULL, &x, &report);
    for (size_t i = 0; i < report.n; i++) print_message("%s\n", report.note[i].text);
    assert_int_equal(code, 0);
    *ends = (ends_t){.x = &x};
    const polder_sink_t sink = {.self = ends, .write = keep_end};
    assert_int_equal(polder_run(&x, &(polder_run_options_t){.threads = 1}, &sink, &timing, NULL),
                     0);
    polder_timing_free(&timing);
    polder_report_free(&report);
    polder_experiment_free(&x);
}

enum { ADA, BEN, COR, DEE };

static void test_names(void **state)
{
    ends_t ends;
    (void)state;
    end_of("tie", "{what: break, month: 1, between: [Cor van Dam, Ben]}", 3, &ends);
    assert_true(ends.value[BEN][COR] == 0 && ends.value[COR][BEN] == 0);
    assert_true(ends.value[ADA][BEN] == 1 && ends.value[BEN][ADA] == 1);
    end_of("tie",
           "{what: break, month: 1, between: [[Ada, Ben], [Cor van Dam, Dee]]}, "
           "{what: mend, month: 2, between: [Ben, Ada]}",
           3, &ends);
    assert_true(ends.value[ADA][BEN] == 1 && ends.value[BEN][ADA] == 1);
    assert_true(ends.value[COR][DEE] == 0 && ends.value[DEE][COR] == 0);
    end_of("active", "{what: leave, month: 1, target: {name: [Dee, Ben]}}", 1, &ends);
    assert_true(ends.value[ADA][ADA] == 1 && ends.value[BEN][BEN] == 0);
    assert_true(ends.value[COR][COR] == 1 && ends.value[DEE][DEE] == 0);
    /* an act goes one way, and the other end knows of it or is in the dark */
    end_of("planned.act", "{what: act, month: 2, between: [Ada, Ben]}", 2, &ends);
    assert_true(ends.value[ADA][BEN] == 1 && ends.value[BEN][ADA] == 0);
}

/* The logarithm of a capacity that an event sets follows it: that member's and nobody else's. */
static void test_standing(void **state)
{
    ends_t before, after;
    (void)state;
    end_of("capacity.log", "{what: break, month: 1, between: [Ada, Ben]}", 3, &before);
    end_of("capacity.log",
           "{what: break, month: 1, between: [Ada, Ben]}, "
           "{month: 2, set: {capacity: 2.7182818}, target: {name: Cor van Dam}}",
           3, &after);
    assert_float_equal(after.value[COR][COR], 1, 1e-6);
    assert_true(before.value[COR][COR] != after.value[COR][COR]);
    for (int o = 0; o < 4; o++)
        if (o != COR) assert_true(before.value[o][o] == after.value[o][o]);
}

/* A condition on one member, and on a tie between two. */
static void test_conditions(void **state)
{
    static const struct {
        const char *when;
        bool happens;
    } one[] = {
        {"active[Dee] = 0", true},
        {"active[Ada] = 0", false},
        {"tie[Dee, Ada] < 1", true},
        {"tie[Ada, Ben] < 1", false},
        {"tie[Ada, Cor van Dam] >= 0", false}, /* there is none */
        {"not active[Cor van Dam] < 1 and (active[Dee] < 1 for 2 months)", true},
    };
    char event[300];
    ends_t ends;
    (void)state;
    for (size_t i = 0; i < sizeof one / sizeof *one; i++) {
        snprintf(event, sizeof event,
                 "{what: leave, month: 1, target: {name: Dee}, name: first}, "
                 "{what: leave, when: \"%s\", target: {name: Ben}}",
                 one[i].when);
        end_of("active", event, 4, &ends);
        if ((ends.value[BEN][BEN] == 0) != one[i].happens) fail_msg("%s", one[i].when);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_kinds),        cmocka_unit_test(test_ways),
        cmocka_unit_test(test_random_month), cmocka_unit_test(test_own_key),
        cmocka_unit_test(test_values),       cmocka_unit_test(test_names),
        cmocka_unit_test(test_conditions),   cmocka_unit_test(test_neighbours),
        cmocka_unit_test(test_standing),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
