/* test_changed: arms in which members of a network file are not there, begin as others do, or lack
 * a tie: who has nothing to do with it lives the same life, to the last bit. */
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
#include "run/run.h"
#include "scenario/scenario.h"

/* Two networks in one file: Ada, Ben and Cor all know each other; Dee knows Eva, Eva knows Fin. */
enum { ADA, BEN, COR, DEE, EVA, FIN, GUS, MOST, N = GUS, MONTHS = 8, TRACKS = 200 };

static char folder[64] = "/tmp/polder_changed_XXXXXX";

/* In other.gml Cor is gone and Gus has come, Ada and Ben are no longer tied, and all that is known of
 * Ben is another number; base.gml is what six.csv is. In whole.gml are all of both. */
static const char *const made[][2] = {
    {"six.csv", "from,to\nAda,Ben\nBen,Cor\nCor,Ada\nDee,Eva\nEva,Fin\n"},
    {"base.gml",
     "graph [ directed 0 node [ id 0 label \"Ada\" f 1 ] node [ id 1 label \"Ben\" f 2 ] "
     "node [ id 2 label \"Cor\" f 3 ] node [ id 3 label \"Dee\" ] node [ id 4 label "
     "\"Eva\" f 1.5 ] node [ id 5 label \"Fin\" f 0.5 ] edge [ source 0 target 1 w 0.2 ] "
     "edge [ source 1 target 2 w 0.4 ] edge [ source 2 target 0 w 0.6 ] edge [ source 3 "
     "target 4 w 0.7 ] edge [ source 4 target 5 w 0.8 ] ]"},
    {"other.gml",
     "graph [ directed 0 node [ id 9 label \"Fin\" f 0.5 ] node [ id 8 label \"Gus\" f 4 ] "
     "node [ id 1 label \"Ben\" f 2.5 ] node [ id 3 label \"Dee\" ] node [ id 4 label "
     "\"Eva\" f 1.5 ] node [ id 5 label \"Ada\" f 1 ] edge [ source 9 target 4 w 0.8 ] "
     "edge [ source 3 target 4 w 0.7 ] edge [ source 8 target 1 w 0.9 ] ]"},
    {"whole.gml",
     "graph [ directed 0 node [ id 0 label \"Ada\" ] node [ id 1 label \"Ben\" ] node [ id "
     "2 label \"Cor\" ] node [ id 3 label \"Dee\" ] node [ id 4 label \"Eva\" ] node [ id "
     "5 label \"Fin\" ] node [ id 6 label \"Gus\" ] edge [ source 0 target 1 ] edge [ "
     "source 1 target 2 ] edge [ source 2 target 0 ] edge [ source 3 target 4 ] edge [ "
     "source 4 target 5 ] edge [ source 6 target 1 ] ]"},
    {"twice.gml",
     "graph [ directed 0 node [ id 0 label \"Ada\" ] node [ id 1 label \"Ada\" ] edge [ "
     "source 0 target 1 ] ]"},
};
enum { MADE = sizeof made / sizeof *made };

static int make_folder(void **state)
{
    (void)state;
    return folder_make(folder, made, MADE);
}

static int drop_folder(void **state)
{
    (void)state;
    return folder_drop(folder, made, MADE);
}

/* What is recorded of two arms, of one network each: value[arm][track][o][t], ties by both ends. */
typedef struct {
    polder_experiment_t x;
    float org[2][TRACKS][MOST][MONTHS + 1];
    float arc[2][TRACKS][MOST][MOST][MONTHS + 1];
    float summary[2][TRACKS];
} lives_t;

static int collect(void *self, const polder_block_t *b, polder_report_t *report)
{
    lives_t *lives = self;
    const polder_experiment_t *x = &lives->x;
    if (b->error) return polder_fail(report, POLDER_INTERNAL, "%s", b->error);
    for (int32_t u = 0; u < b->n_unit; u++)
        for (int i = 0; i < x->record.n_summary; i++)
            lives->summary[b->first_unit + u][i] = b->summary[i * b->n_unit + u];
    int64_t org_at = 0, arc_at = 0;
    for (int32_t s = 0; s < b->n_sample; s++) {
        const int64_t arm = b->first_unit + b->sample[s];
        for (int i = 0; i < x->record.n_track; i++) {
            const polder_level_t level = x->table.field[x->record.track[i]]->level;
            for (int t = 0; t <= MONTHS; t++) {
                for (int o = 0; level == POLDER_ORGANISATION && o < b->n_org[s]; o++)
                    lives->org[arm][i][o][t] = b->track[i][(org_at + o) * b->n_time + t];
                for (int64_t a = arc_at; level == POLDER_ARC && a < arc_at + b->n_arc[s]; a++)
                    lives->arc[arm][i][b->arc_from[a]][b->arc_to[a]][t] =
                        b->track[i][a * b->n_time + t];
            }
        }
        org_at += b->n_org[s];
        arc_at += b->n_arc[s];
    }
    return 0;
}

static void live_in(const char *model, const char *record, const char *file, const char *first,
                    const char *network, lives_t **out)
{
    char text[4000];
    polder_report_t report = {0};
    polder_timing_t timing = {0};
    lives_t *lives = *out = calloc(1, sizeof *lives);
    assert_non_null(lives);
    snprintf(text, sizeof text,
             "model: %s\nseed: 7\nhorizon: %d\nnetwork: {file: %s}\n"
             "record: {networks: 1, %s}\narms:\n  - {name: none, network: %s}\n"
             "  - {name: other, network: %s}\n",
             model, (int)MONTHS, file, record, first, network);
    int code =
        polder_scenario_parse(text, strlen(text), "test.yaml", folder, NULL, &lives->x, &report);
    for (size_t i = 0; i < report.n && code < 0; i++) print_message("%s\n", report.note[i].text);
    assert_int_equal(code, 0);
    const polder_sink_t sink = {.self = lives, .write = collect};
    code = polder_run(&lives->x, &(polder_run_options_t){.threads = 1}, &sink, &timing, &report);
    assert_int_equal(code, 0);
    polder_timing_free(&timing);
    polder_report_free(&report);
}

static void live(const char *model, const char *record, const char *network, lives_t **out)
{
    live_in(model, record, "six.csv", "{}", network, out);
}

static void end(lives_t *lives)
{
    polder_experiment_free(&lives->x);
    free(lives);
}

static int track(const lives_t *lives, const char *name)
{
    const int f = polder_table_find(&lives->x.table, name);
    for (int i = 0; i < lives->x.record.n_track; i++)
        if (lives->x.record.track[i] == f) return i;
    fail_msg("%s is not recorded", name);
    return -1;
}

static int summary(const lives_t *lives, const char *name)
{
    const int f = polder_table_find(&lives->x.table, name);
    for (int i = 0; i < lives->x.record.n_summary; i++)
        if (lives->x.record.summary[i] == f) return i;
    fail_msg("%s is not kept", name);
    return -1;
}

/* Opinions move only along ties: those of the other three are the same bits, and the two who are
 * left average among themselves. */
static void test_never_meet(void **state)
{
    lives_t *l;
    (void)state;
    live("opinions", "columns: [opinion], summary: [metric.components, metric.density]",
         "{absent: Ada}", &l);
    const int t = track(l, "opinion");
    for (int o = DEE; o < N; o++)
        assert_memory_equal(l->org[0][t][o], l->org[1][t][o], sizeof l->org[0][t][o]);
    assert_true(l->org[0][t][BEN][0] == l->org[1][t][BEN][0]);
    assert_true(l->org[0][t][BEN][1] != l->org[1][t][BEN][1]);
    float a = l->org[1][t][BEN][0], b = l->org[1][t][COR][0];
    for (int m = 1; m <= MONTHS; m++) {
        const float next = a + 0.5f * (b - a), other = b + 0.5f * (a - b);
        a = next;
        b = other;
        assert_true(l->org[1][t][BEN][m] == a && l->org[1][t][COR][m] == b);
    }
    /* of five, with one tie among two and two among three */
    assert_true(l->summary[1][summary(l, "metric.components")] == 2);
    assert_true(fabsf(l->summary[1][summary(l, "metric.density")] - 0.3f) < 1e-6f);
    assert_true(l->summary[1][summary(l, "network.members")] == 5);
    /* the limit that is known: the mean, weighted by the ties that are there */
    const float limit = l->summary[1][summary(l, "opinion.limit")];
    float sum = 0;
    const float ties[N] = {0, 1, 1, 1, 2, 1};
    for (int o = 0; o < N; o++) sum += ties[o] / 6 * l->org[1][t][o][MONTHS];
    assert_true(fabsf(limit - sum) < 1e-5f);
    end(l);
}

static void test_cut(void **state)
{
    lives_t *l;
    (void)state;
    live("opinions", "columns: [opinion, tie]", "{cut: [Cor, Ada]}", &l);
    const int t = track(l, "opinion"), tie = track(l, "tie");
    for (int o = DEE; o < N; o++)
        assert_memory_equal(l->org[0][t][o], l->org[1][t][o], sizeof l->org[0][t][o]);
    for (int m = 0; m <= MONTHS; m++) {
        assert_true(l->arc[1][tie][ADA][COR][m] == 0 && l->arc[1][tie][COR][ADA][m] == 0);
        assert_true(l->arc[1][tie][ADA][BEN][m] == 1 && l->arc[0][tie][ADA][COR][m] == 1);
    }
    end(l);
    live("collaboration", "columns: [tie, embeddedness]", "{cut: [Cor, Ada]}", &l);
    const int known = track(l, "embeddedness");
    assert_true(l->arc[0][known][ADA][BEN][0] == 1 && l->arc[1][known][ADA][BEN][0] == 0);
    for (int m = 0; m <= MONTHS; m++) assert_true(l->arc[1][track(l, "tie")][ADA][COR][m] <= 0);
    end(l);
}

/* All that the others bring is what they bring in the whole network, and nobody takes the seat. */
static void test_founding(void **state)
{
    lives_t *l;
    char record[3000];
    size_t n = (size_t)snprintf(record, sizeof record, "columns: [active");
    polder_table_t table;
    int checked = 0;
    (void)state;
    assert_int_equal(polder_table_init(&table, "collaboration", NULL), 0);
    for (int f = 0; f < table.n_field; f++)
        if (polder_field_is_given(table.field[f]) && table.field[f]->level != POLDER_NETWORK &&
            strcmp(table.field[f]->name, "active") != 0)
            n += (size_t)snprintf(record + n, sizeof record - n, ", %s", table.field[f]->name);
    snprintf(record + n, sizeof record - n,
             "]}\nvalues: {membership: {p_entry: 1}}\nbaseline: none"
             "\ninitial: {active: 1");
    live("collaboration", record, "{absent: [Ada, Fin]}", &l);
    const int active = track(l, "active");
    for (int m = 0; m <= MONTHS; m++) {
        assert_true(l->org[1][active][ADA][m] <= 0);
        assert_true(l->org[1][active][FIN][m] <= 0);
    }
    for (int i = 0; i < l->x.record.n_track; i++) {
        const polder_field_t *field = table.field[l->x.record.track[i]];
        for (int o = BEN; o < FIN && field->level == POLDER_ORGANISATION; o++, checked++)
            if (l->org[0][i][o][0] != l->org[1][i][o][0] && polder_field_is_given(field))
                fail_msg("%s of %d: %g, %g", field->name, o, (double)l->org[0][i][o][0],
                         (double)l->org[1][i][o][0]);
        if (field->level == POLDER_ARC && polder_field_is_given(field))
            assert_true(l->arc[0][i][BEN][COR][0] == l->arc[1][i][BEN][COR][0]);
    }
    assert_true(checked > 50);
    polder_table_free(&table);
    end(l);
}

static void test_typical(void **state)
{
    lives_t *l;
    (void)state;
    live("collaboration",
         "columns: [capacity, trust, culture, brings.money, brings.staff, brings.clients, "
         "brings.position, brings.power, brings.knowledge]",
         "{typical: [Ada]}", &l);
    const int name[] = {track(l, "capacity"), track(l, "culture")};
    for (int k = 0; k < 2; k++) {
        int below = 0, above = 0;
        const float mine = l->org[1][name[k]][ADA][0];
        for (int o = BEN; o < N; o++) {
            assert_true(l->org[0][name[k]][o][0] == l->org[1][name[k]][o][0]);
            below += l->org[1][name[k]][o][0] < mine;
            above += l->org[1][name[k]][o][0] > mine;
        }
        assert_true(below == 2 && above == 2);
    }
    const int trust = track(l, "trust");
    const float typical = l->arc[1][trust][ADA][BEN][0];
    assert_true(typical == l->arc[1][trust][COR][ADA][0]);
    assert_true(l->arc[0][trust][BEN][COR][0] == l->arc[1][trust][BEN][COR][0]);
    int below = 0, above = 0;
    const int tie[][2] = {{BEN, COR}, {COR, BEN}, {DEE, EVA}, {EVA, DEE}, {EVA, FIN}, {FIN, EVA}};
    for (int i = 0; i < 6; i++) {
        below += l->arc[1][trust][tie[i][0]][tie[i][1]][0] < typical;
        above += l->arc[1][trust][tie[i][0]][tie[i][1]][0] > typical;
    }
    assert_true(below == 3 && above == 3);
    float sum = 0;
    for (int i = 0; i < l->x.record.n_track; i++)
        if (strncmp(l->x.table.field[l->x.record.track[i]]->name, "brings.", 7) == 0)
            sum += l->org[1][i][ADA][0];
    assert_true(fabsf(sum - 1) < 1e-5f);
    end(l);
}

/* Month in which an event that waits for this happens in the second arm, whose network is like that of
 * the first one; 0: in none, and then the arms are the same to the bit. */
static int month_of(const char *network, const char *more, const char *when)
{
    lives_t *l;
    char arm[400];
    int month = 0;
    snprintf(arm, sizeof arm,
             "%s, events: [%s{set: {opinion: 1}, target: {name: Ben}, when: '%s'}]", network, more,
             when);
    live_in("opinions", "columns: [opinion]", "six.csv", network, arm, &l);
    const int t = track(l, "opinion");
    for (int m = MONTHS; m >= 0; m--)
        if (memcmp(&l->org[0][t][BEN][m], &l->org[1][t][BEN][m], sizeof(float)) != 0) month = m;
    if (month == 0) assert_memory_equal(l->org[0], l->org[1], sizeof l->org[0]);
    end(l);
    return month;
}

/* What an event waits for goes by who is there: a comparison with somebody who is not, or its denial,
 * does not hold, and what the others decide holds. */
static void test_waiting(void **state)
{
    static const struct {
        const char *when;
        int month; /* without Cor; that of the whole network is 2 where it is not said */
        int whole;
    } cases[] = {{"opinion[Cor] >= 0", 0, 2},
                 {"not opinion[Cor] < 0", 0, 2},
                 {"not not opinion[Cor] >= 0", 0, 2},
                 {"opinion[Dee] >= 0", 2, 2},
                 {"opinion[Cor] >= 0 or opinion[Dee] >= 0", 2, 2},
                 {"opinion[Cor] >= 0 and opinion[Dee] >= 0", 0, 2},
                 {"not (opinion[Cor] < 0 or opinion[Dee] < 0)", 0, 2},
                 {"not (opinion[Cor] >= 0 and opinion[Dee] < 0)", 2, 2},
                 {"not (opinion[Cor] >= 0 and not opinion[Dee] < 0)", 0, 0},
                 /* after one round nothing has lasted for two, but what is said of nobody */
                 {"not (opinion[Cor] < 0 for 2 rounds)", 0, 2},
                 {"not not not (opinion[Cor] < 0 for 2 rounds)", 0, 2},
                 {"not (opinion[Cor] < 0 or opinion[Dee] < 0 for 2 rounds)", 0, 2},
                 {"not (not opinion[Cor] >= 0 for 2 rounds)", 0, 2},
                 {"not (not (opinion[Cor] >= 0 and opinion[Dee] >= 0) for 2 rounds)", 0, 2},
                 {"not (not (opinion[Cor] >= 0 or opinion[Dee] < 0) for 2 rounds)", 2, 2},
                 {"not (opinion[Cor] < 0 and opinion[Dee] >= 0 for 2 rounds)", 2, 2},
                 {"not (opinion[Cor] < 0 and tie[Ada, Fin] >= 0 for 2 rounds)", 0, 2},
                 {"not ((opinion[Cor] < 0 for 2 rounds) for 3 rounds)", 0, 2},
                 {"opinion[Cor] >= 0 for 2 rounds", 0, 3},
                 {"not (opinion[Cor] < 0 for 2 rounds) and opinion[Dee] >= 0 for 2 rounds", 0, 3},
                 {"tie[Ada, Cor] >= 0", 0, 2},
                 {"not tie[Cor, Ada] < 0", 0, 2},
                 {"tie[Ada, Fin] >= 0", 0, 0},
                 {"not tie[Ada, Fin] < 0", 0, 0}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const int there = month_of("{}", "", cases[i].when);
        const int without = month_of("{absent: Cor}", "", cases[i].when);
        if (there != cases[i].whole || without != cases[i].month)
            fail_msg("%s: month %d, without Cor %d", cases[i].when, there, without);
    }
    /* a tie that is cut, until it is mended */
    assert_int_equal(month_of("{cut: [Ada, Cor]}", "", "tie[Cor, Ada] >= 0"), 0);
    assert_int_equal(month_of("{cut: [Ada, Cor]}", "", "not tie[Cor, Ada] < 0"), 0);
    assert_int_equal(month_of("{cut: [Ada, Cor]}", "", "tie[Ben, Ada] >= 0"), 2);
    assert_int_equal(month_of("{cut: [Ada, Cor]}", "", "not (tie[Cor, Ada] < 0 for 2 rounds)"), 0);
    assert_int_equal(month_of("{cut: [Dee, Eva]}", "{what: mend, month: 4, between: [Eva, Dee]}, ",
                              "tie[Dee, Eva] >= 0"),
                     5);
}

/* Members were once left out with the word that is now for parts of the model: it is still read. */
static void test_old_word(void **state)
{
    lives_t *old, *new;
    (void)state;
    live("opinions", "columns: [opinion]", "{without: Ada}", &old);
    live("opinions", "columns: [opinion]", "{absent: Ada}", &new);
    assert_memory_equal(old->org, new->org, sizeof old->org);
    char *text[2] = {NULL, NULL};
    assert_int_equal(polder_scenario_describe(&old->x, &text[0], NULL), 0);
    assert_int_equal(polder_scenario_describe(&new->x, &text[1], NULL), 0);
    assert_string_equal(text[0], text[1]);
    free(text[0]);
    free(text[1]);
    end(old);
    end(new);
}

/* An arm with another file is what absent members and cut ties make of a file that holds both, to
 * the bit; and who has nothing to do with what differs lives the same life in both arms. */
static void test_other_file(void **state)
{
    static const char *const record[][2] = {
        {"opinions", "columns: [opinion, tie], summary: [metric.density, network.members]"},
        {"collaboration", "columns: [capacity, trust, balance, active, tie, embeddedness]"}};
    lives_t *two, *one;
    (void)state;
    for (int m = 0; m < 2; m++) {
        live_in(record[m][0], record[m][1], "base.gml", "{}", "{file: other.gml}", &two);
        live_in(record[m][0], record[m][1], "whole.gml", "{absent: Gus}",
                "{absent: Cor, cut: [Ada, Ben]}", &one);
        assert_int_equal(two->x.network->graph.n_org, MOST);
        assert_memory_equal(two->org, one->org, sizeof one->org);
        assert_memory_equal(two->arc, one->arc, sizeof one->arc);
        assert_memory_equal(two->summary, one->summary, sizeof one->summary);
        end(one);
        end(two);
    }
    live_in("opinions", record[0][1], "base.gml", "{}", "{file: other.gml}", &two);
    const int t = track(two, "opinion");
    for (int o = DEE; o <= FIN; o++)
        assert_memory_equal(two->org[0][t][o], two->org[1][t][o], sizeof two->org[0][t][o]);
    assert_true(two->org[0][t][BEN][0] == two->org[1][t][BEN][0]);
    assert_true(two->org[0][t][BEN][MONTHS] != two->org[1][t][BEN][MONTHS]);
    assert_true(two->summary[0][summary(two, "network.members")] == 6);
    assert_true(two->summary[1][summary(two, "network.members")] == 6);
    assert_true(fabsf(two->summary[1][summary(two, "metric.density")] - 0.2f) < 1e-6f);
    end(two);
}

/* Attributes are those of each arm's own file, for the same seat. */
static void test_other_attributes(void **state)
{
    lives_t *l;
    (void)state;
    live_in("collaboration", "columns: [capacity, trust]",
            "base.gml, organisations: {capacity: f}, relations: {trust: w}", "{}",
            "{file: other.gml, absent: Dee}", &l);
    const int c = track(l, "capacity"), t = track(l, "trust");
    assert_true(l->org[0][c][BEN][0] == 2 && l->org[1][c][BEN][0] == 2.5f);
    assert_true(l->org[0][c][ADA][0] == 1 && l->org[1][c][ADA][0] == 1);
    assert_true(l->org[0][c][COR][0] == 3 && l->org[1][c][GUS][0] == 4);
    assert_true(l->org[0][c][EVA][0] == 1.5f && l->org[1][c][EVA][0] == 1.5f);
    assert_true(l->arc[0][t][ADA][BEN][0] == 0.2f && l->arc[1][t][GUS][BEN][0] == 0.9f);
    assert_true(l->arc[1][t][EVA][FIN][0] == 0.8f && l->arc[0][t][FIN][EVA][0] == 0.8f);
    assert_true(l->summary[1][summary(l, "network.members")] == 5);
    char *text = NULL;
    assert_int_equal(polder_scenario_describe(&l->x, &text, NULL), 0);
    const char *said = strstr(text, "\"absent\"");
    assert_non_null(said);
    assert_null(strstr(said, "Cor")); /* what the file lacks is not said again */
    free(text);
    end(l);
}

static void refuse(const char *text, int line, int column, const char *why)
{
    polder_experiment_t x;
    polder_report_t report = {0};
    bool said = false;
    assert_int_equal(
        polder_scenario_parse(text, strlen(text), "test.yaml", folder, NULL, &x, &report),
        POLDER_INPUT);
    for (size_t i = 0; i < report.n; i++)
        said |= strstr(report.note[i].text, why) &&
                (line == 0 || (report.note[i].line == line && report.note[i].column == column));
    for (size_t i = 0; i < report.n && !said; i++)
        print_message("%d:%d: %s\n", report.note[i].line, report.note[i].column,
                      report.note[i].text);
    assert_true(said);
    polder_report_free(&report);
}

static void test_bad_files(void **state)
{
    (void)state;
#define O "model: opinions\n"
    refuse(O "network: {file: base.gml}\narms: [{name: a, network: {file: othr.gml}}]\n", 3, 34,
           "did you mean \"other.gml\"?");
    refuse(O "arms: [{name: a, network: {file: other.gml}}]\n", 2, 34,
           "an arm has another network file only where the scenario has one");
    refuse(O "network: {file: base.gml}\narms: [{name: a, network: {file: [other.gml]}}]\n", 3, 34,
           "network.file");
    refuse(O "network: {file: base.gml}\narms: [{name: a, network: {file: twice.gml}}]\n", 0, 0,
           "two organisations are called \"Ada\"");
    refuse(O "network: {file: base.gml}\narms: [{name: a, network: {file: other.gml, absent: "
             "[Fin, Gus, Ben, Dee, Eva, Ada]}}]\n",
           0, 0, "is without all members of its network");
    refuse(O "network: {file: base.gml}\narms: [{name: a, network: {file: other.gml, absent: "
             "Guus}}]\n",
           3, 53, "did you mean \"Gus\"?");
    refuse(O "network: {file: base.gml}\narms: [{name: a, network: {file: other.gml, hash: "
             "0123456789abcdef}}]\n",
           0, 0, "other.gml is not the network of this experiment");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_never_meet), cmocka_unit_test(test_cut),
        cmocka_unit_test(test_founding),   cmocka_unit_test(test_typical),
        cmocka_unit_test(test_waiting),    cmocka_unit_test(test_old_word),
        cmocka_unit_test(test_other_file), cmocka_unit_test(test_other_attributes),
        cmocka_unit_test(test_bad_files),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
