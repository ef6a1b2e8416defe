/* test_lacking: members and ties of which a scenario speaks and that an arm, or the file, has not: what
 * cannot be asked, what is left out, and what is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "folder_fixture.h"
#include "scenario/scenario.h"

static char folder[] = "/tmp/polder_lacking_XXXXXX";

/* In other.gml Dee has come for Ada, and knows Ben and Cor, who no longer know each other. */
static const char *const made[][2] = {
    {"n.gml", "graph [ node [ id 1 label \"Ada\" ] node [ id 2 label \"Ben\" ] node [ id 3 label "
              "\"Cor\" ] edge [ source 1 target 2 ] edge [ source 2 target 3 ] ]"},
    {"other.gml", "graph [ node [ id 1 label \"Dee\" ] node [ id 2 label \"Ben\" ] node [ id 3 "
                  "label \"Cor\" ] edge [ source 1 target 2 ] edge [ source 1 target 3 ] ]"},
    {"alone.gml", "graph [ node [ id 1 label \"Ada\" ] node [ id 2 label \"Ben\" ] node [ id 3 "
                  "label \"Cor\" ] edge [ source 1 target 2 ] ]"},
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

#define HEAD "model: collaboration\nnetwork: {file: n.gml}\n"
/* The arm "x" has the other file; "x" is without Ada; "x" is without a tie. `more` stands behind. */
#define FILES(more) HEAD "arms: [none, {name: x, network: {file: other.gml" more "}}]\n"
#define LEFT(more)  HEAD "arms: [none, {name: x, network: {absent: [Ada]}" more "}]\n"
#define CUT(more)   HEAD "arms: [none, {name: x, network: {cut: [[Ben, Ada]]}" more "}]\n"

#define ASKED(more) "observe: {low: {first: 'trust[Ada, Ben] < 1'" more "}}\n"
#define UNTIED      "between \"Ada\" and \"Ben\" in arm \"x\": what is asked of it is unknown there"

static polder_experiment_t read_one(const char *text, polder_report_t *report)
{
    static const polder_scenario_options_t options = {.shared = POLDER_SOURCE_DIR "/scenarios"};
    polder_experiment_t x;
    *report = (polder_report_t){0};
    if (polder_scenario_parse(text, strlen(text), "x.yaml", folder, &options, &x, report) < 0)
        fail_msg("%s: %s", text, report->note[0].text);
    return x;
}

/* ---- warnings ---- */

/* The words of its one warning; NULL: there is none. */
static const struct {
    const char *text, *words;
} told[] = {
    /* what an arm changes of what it has not */
    {FILES(", absent: [Ada]"),
     "\"Ada\" is not there in arm \"x\": its network file has it not, so"},
    {FILES(", typical: [Ada]"), "\"Ada\" is not there in arm \"x\": nothing changes"},
    {FILES(", cut: [[Ben, Cor]]"), "between \"Ben\" and \"Cor\" in arm \"x\": nothing is cut"},
    {FILES(", cut: [[Ada, Ben]]"), "between \"Ada\" and \"Ben\" in arm \"x\": nothing is cut"},
    {FILES(", cut: [[Ada, Cor]]"), "between \"Ada\" and \"Cor\" in "},
    {FILES(", absent: [Cor], cut: [[Cor, Dee]]"), "\"Dee\" in arm \"x\": nothing is cut"},
    {FILES(", absent: [Cor], typical: [Cor]"),
     "\"Cor\" is not there in arm \"x\": nothing changes"},
    {FILES(", absent: [Cor], typical: [Ben], cut: [[Ben, Dee]]"), NULL},
    {LEFT(""), NULL},
    {CUT(""), NULL},
    {HEAD "arms: [none, {name: x, network: {cut: [[Ben, Ada], [Cor, Ada]]}}]\n",
     "between \"Cor\" and \"Ada\" in "},
/* who has no ties, and is in no arm that has the file */
#define ALONE "model: collaboration\nnetwork: {file: alone.gml}\n"
    {ALONE "arms: [{name: x, network: {absent: Cor}}, none]\n", "organisation is without ties"},
    {ALONE "arms: [{name: x, network: {absent: Cor}}, {name: y, network: {absent: [Cor]}}]\n",
     NULL},
    {ALONE "arms: [{name: x, network: {absent: Cor}}, {name: y, network: {file: n.gml}}]\n", NULL},
    /* what is asked */
    {FILES("") "observe: {low: {first: 'balance[Ada] < 0'}}\n",
     "\"Ada\" is not there in arm \"x\": what is asked of it is unknown there"},
    {FILES("") "observe: {low: {first: 'balance[Dee] < 0'}}\n",
     "\"Dee\" is not there in arm \"none\": what is asked of it is unknown there"},
    {FILES("") "observe: {low: {first: 'trust[Ben, Cor] < 1'}}\n",
     "no tie between \"Ben\" and \"Cor\" in arm \"x\": what is asked of it is unknown there"},
    {CUT("") "observe: {low: {first: 'not trust[Ada, Ben] < 1 or momentum < 1'}}\n",
     "no tie between \"Ada\" and \"Ben\" in arm \"x\": what is asked of it is unknown there"},
    {CUT(", events: [{what: mend, month: 2, between: [Ada, Ben]}]") "observe: {low: {first: "
                                                                    "'trust[Ada, Ben] < 1'}}\n",
     NULL},
    {CUT(", events: [{what: mend, month: 9, between: [Ada, Ben]}]") ASKED(", until: 8"), UNTIED},
    {CUT(", events: [{what: mend, when: 'momentum > 0.9', between: [Ada, Ben]}]") ASKED(""),
     UNTIED},
    {FILES("") "observe: {low: {first: 'balance[Ben] < 0'}}\n", NULL},
    {LEFT("") "observe: {low: {mean: momentum}}\n", NULL},
    {HEAD "arms: [{name: x, network: {absent: [Ada]}}, {name: y, network: {absent: Ada}}, "
          "{name: z, network: {absent: Ada}}, none]\nobserve: {low: {first: 'balance[Ada] < 0'}}\n",
     "\"Ada\" is not there in arm \"x\" and 2 more: what is asked of it is unknown there"},
    /* what is done */
    {LEFT("") "events: [{what: leave, month: 2, target: {name: [Ben, Ada]}}]\n",
     "\"Ada\" is not there in arm \"x\": nothing happens to it there"},
    {LEFT(", events: [{what: leave, month: 2, target: {name: Ada}}]"),
     "\"Ada\" is not there in arm \"x\": nothing happens to it there"},
    {HEAD "arms: [{name: y, events: [{what: leave, month: 2, target: {name: Ada}}]}, {name: x, "
          "network: {absent: [Ada]}}]\n",
     NULL},
    {LEFT("") "events: [{what: leave, month: 2, target: {name: [Ben, Cor]}}]\n", NULL},
    {LEFT("") "events: [{what: break, month: 2, between: [Ada, Ben]}]\n",
     "\"Ada\" is not there in arm \"x\": nothing happens to it there"},
    {CUT("") "events: [{what: break, month: 2, between: [Ada, Ben]}]\n",
     "no tie between \"Ada\" and \"Ben\" in arm \"x\": nothing happens to it there"},
    {LEFT("") "events: [{what: shock, when: 'balance[Ada] < 0'}]\n",
     "\"Ada\" is not there in arm \"x\": no comparison with it holds there"},
    {LEFT("") "events: [{what: leave, month: 2, target: 'balance > 0 and balance[Ada] < 0'}]\n",
     "\"Ada\" is not there in arm \"x\": no comparison with it holds there"},
    {LEFT("") "interventions: [{use: visioning, target: {name: Ada}}]\n",
     "\"Ada\" is not there in arm \"x\": nothing is done to it there"},
    {LEFT("") "interventions: [{use: visioning, start: 'balance[Ada] < 0'}]\n",
     "\"Ada\" is not there in arm \"x\": no comparison with it holds there"},
    {LEFT("") "interventions: [{use: visioning, start: 'balance[Ben] < 0', target: {name: Cor}}]\n",
     NULL},
};

static void what_is_told(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof told / sizeof *told; i++) {
        polder_report_t report;
        polder_experiment_t x = read_one(told[i].text, &report);
        if (report.n != (told[i].words ? 1 : 0))
            fail_msg("%s: %zu warnings: %s", told[i].text, report.n,
                     report.n ? report.note[report.n - 1].text : "");
        if (told[i].words && !strstr(report.note[0].text, told[i].words))
            fail_msg("'%s' does not say '%s'", report.note[0].text, told[i].words);
        if (told[i].words && !strstr(report.note[0].text, "component"))
            assert_in_range(report.note[0].line, 3, 4);
        polder_experiment_free(&x);
        polder_report_free(&report);
    }
}

/* Who is in another file by nearly that name may be meant. */
static void who_may_be_meant(void **state)
{
    polder_report_t report;
    char path[96];
    (void)state;
    snprintf(path, sizeof path, "%s/other.gml", folder);
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    fputs("graph [ node [ id 1 label \"Adda\" ] node [ id 2 label \"Ben\" ] edge [ source 1 target "
          "2 ] ]",
          file);
    assert_int_equal(fclose(file), 0);
    polder_experiment_t x =
        read_one(FILES("") "observe: {low: {first: 'balance[Ada] < 0'}}\n", &report);
    assert_int_equal(report.n, 1);
    assert_non_null(strstr(report.note[0].text, "is unknown there; did you mean \"Adda\"?"));
    polder_experiment_free(&x);
    polder_report_free(&report);
    file = fopen(path, "wb");
    assert_non_null(file);
    fputs(made[1][1], file);
    assert_int_equal(fclose(file), 0);
}

/* ---- what comes of it ---- */

static int n_of(const polder_experiment_t *x, int group)
{
    return group > 0 ? x->group[group - 1].n : 0;
}

/* An arm that changes nothing of what it has is as one that says nothing. */
static void what_is_left_out(void **state)
{
    polder_report_t report;
    (void)state;
    polder_experiment_t x = read_one(
        HEAD "arms: [none, {name: x, network: {cut: [[Cor, Ada], [Ada, Ben]]}}, {name: y, network: "
             "{cut: [[Cor, Ada]]}}, {name: z, network: {absent: Ben, typical: [Cor, Ben]}}]\n",
        &report);
    assert_int_equal(report.n, 3);
    assert_int_equal(n_of(&x, x.arm[1].changed.cut), 2);
    assert_string_equal(x.group[x.arm[1].changed.cut - 1].name[0], "Ada");
    assert_int_equal(x.arm[2].changed.cut, 0);
    assert_int_equal(x.arm[2].lacks.cut, 0);
    assert_int_equal(n_of(&x, x.arm[3].changed.typical), 1);
    assert_string_equal(x.group[x.arm[3].changed.typical - 1].name[0], "Cor");
    polder_experiment_free(&x);
    polder_report_free(&report);
}

static void check_unknown(const polder_experiment_t *x)
{
    /* in the order of their names: all, low, tied, window */
    static const int arms[4][3] = {{0, 1, 2}, {1, -1, -1}, {1, 2, -1}, {-1, -1, -1}};
    assert_int_equal(x->record.n_observed, 4);
    for (int i = 0; i < 4; i++) {
        const polder_observed_t *o = &x->record.observed[i];
        for (int k = 0; k < 3; k++)
            if (k < o->n_unknown)
                assert_int_equal(o->unknown[k], arms[i][k]);
            else
                assert_int_equal(arms[i][k], -1);
        for (int a = 0; a < 3; a++) {
            bool unknown = false;
            for (int k = 0; k < o->n_unknown; k++) unknown |= arms[i][k] == a;
            assert_int_equal(polder_observed_can_ask(o, a), !unknown);
        }
    }
}

/* It stands in the text of the experiment, which is read again with the file, or without. */
static void what_cannot_be_asked(void **state)
{
    polder_report_t report;
    polder_experiment_t y;
    char *text = NULL;
    (void)state;
    polder_experiment_t x = read_one(
        HEAD
        "arms: [none, {name: x, network: {absent: Ada}}, {name: y, network: {cut: [Ada, Ben]}}]\n"
        "observe:\n  low: {first: 'momentum < 0.1 or not balance[Ada] < 0 for 2 months'}\n"
        "  tied: {first: 'trust[Ben, Ada] < 1'}\n  all: {first: 'trust[Cor, Ada] < 1'}\n"
        "  window: {mean: momentum}\n",
        &report);
    check_unknown(&x);
    polder_report_free(&report);
    assert_int_equal(polder_scenario_describe(&x, &text, NULL), 0);
    assert_non_null(strstr(text, "\"unknown\": ["));
    assert_int_equal(polder_scenario_parse(text, strlen(text), "x", folder, NULL, &y, NULL), 0);
    check_unknown(&y);
    polder_experiment_free(&y);
    static char *const names[] = {"Ada", "Ben", "Cor"};
    static const int8_t there[] = {1, 1, 1, 0, 1, 1, 1, 1, 1};
    const polder_given_t given = {.n_label = 3, .label = names, .n_arm = 3, .there = there};
    const polder_scenario_options_t options = {.given = &given};
    assert_int_equal(polder_scenario_parse(text, strlen(text), "x", folder, &options, &y, NULL), 0);
    check_unknown(&y);
    polder_experiment_free(&y);
    polder_experiment_free(&x);
    free(text);
}

/* A tie that is cut can be asked about once an event has mended it for sure: in a month that the
 * question and the arm come to, not perhaps, and that very tie. */
static void what_is_mended(void **state)
{
    static const struct {
        const char *horizon, *event, *until;
        bool known;
    } cases[] = {{"", "month: 8, between: [Ada, Ben]", ", until: 8", true},
                 {"", "month: 9, between: [Ada, Ben]", ", until: 8", false},
                 {"", "month: 9, between: [Ada, Ben]", "", true},
                 {", horizon: 9", "month: 9, between: [Ada, Ben]", "", true},
                 {", horizon: 8", "month: 9, between: [Ada, Ben]", "", false},
                 {"", "month: 2, between: [Ben, Cor]", "", false},
                 {"", "when: momentum >= 0, between: [Ada, Ben]", "", false},
                 {"", "month: 2, rate: 0.9, between: [Ada, Ben]", "", false},
                 {"", "month: 2, target: {name: Ada}", "", true},
                 {"", "month: 2, target: {name: [Cor, Ben]}", "", true},
                 {"", "month: 2, target: {name: Cor}", "", false},
                 {"", "month: 2, target: 'balance >= 0'", "", false},
                 {"", "month: 2, target: network", "", true}};
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char text[512];
        polder_report_t report;
        snprintf(text, sizeof text,
                 HEAD
                 "arms: [none, {name: x%s, network: {cut: [[Ben, Ada]]}, events: [{what: mend, "
                 "%s}]}]\n" ASKED("%s"),
                 cases[i].horizon, cases[i].event, cases[i].until);
        polder_experiment_t x = read_one(text, &report);
        assert_int_equal(x.record.n_observed, 1);
        if (polder_observed_can_ask(&x.record.observed[0], 1) != cases[i].known)
            fail_msg("%s: known, or not", text);
        polder_experiment_free(&x);
        polder_report_free(&report);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_told),     cmocka_unit_test(who_may_be_meant),
        cmocka_unit_test(what_is_left_out), cmocka_unit_test(what_cannot_be_asked),
        cmocka_unit_test(what_is_mended),
    };
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
