/* test_warnings.c: what is allowed but probably not meant: draws outside the bounds, what nobody
 * brings, parameters beside a network file. The shares of draws are those of tables.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scenario/scenario.h"

#define M "model: collaboration\n"

static char folder[] = "warnings_XXXXXX";

/* A file that tests read: Zeros have 0 of `z`; the shares of `p` and `q` add up to 1 but for c. */
static const char network[] =
    "graph [ node [ id 1 label \"a\" z 0 w 0.5 p 0.75 q 0.25 part 0.5 ]\n"
    "node [ id 2 label \"b\" z 0 w 0 p 0.5 q 0.5 ] node [ id 3 label \"c\" z 0 w 0.25 p 1 q 0.5 ]\n"
    "edge [ source 1 target 2 ] edge [ source 2 target 3 ] ]\n";

/* Ties with numbers that differ, and with one that says nothing. */
static const char weighted[] = "from,to,weight,all\na,b,3,1\nb,c,1.5,1\nc,d,2,1\n";

static int write_file(const char *name, const char *text)
{
    char path[64];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    FILE *file = fopen(path, "w");
    if (!file) return -1;
    fputs(text, file);
    return fclose(file);
}

static int set_up(void **state)
{
    (void)state;
    if (!mkdtemp(folder)) return -1;
    return write_file("n.gml", network) || write_file("w.csv", weighted) ? -1 : 0;
}

static int tear_down(void **state)
{
    char path[64];
    (void)state;
    snprintf(path, sizeof path, "%s/n.gml", folder);
    unlink(path);
    snprintf(path, sizeof path, "%s/w.csv", folder);
    unlink(path);
    return rmdir(folder);
}

static polder_report_t read_with(const char *text, const polder_scenario_options_t *options)
{
    polder_experiment_t x;
    polder_report_t report = {0};
    if (polder_scenario_parse(text, strlen(text), "x.yaml", folder, options, &x, &report) < 0)
        fail_msg("%s: %s", text, report.note[0].text);
    polder_experiment_free(&x);
    return report;
}

/* The scenario must give exactly these words as its one warning; NULL: none. */
static void warns(const char *text, const char *words)
{
    polder_report_t report = read_with(text, NULL);
    if (report.n != (words ? 1 : 0))
        fail_msg("%s: %zu warnings: %s", text, report.n, report.n ? report.note[0].text : "");
    if (words && !strstr(report.note[0].text, words))
        fail_msg("'%s' does not say '%s'", report.note[0].text, words);
    polder_report_free(&report);
}

static void draws_outside(void **state)
{
    (void)state;
#define TRUST(draw) M "values: {relations: {trust: {" draw "}}}\n"
    warns(
        TRUST("normal: [0.5, 0.5]"),
        "of the draws of relations.trust, 15.9% fall below 0 and become 0, and 15.9% fall above 1 "
        "and become 1; truncated-normal has none outside");
    warns(TRUST("normal: [0.5, 0.2]"), "relations.trust, 1.2% fall outside the bounds");
    warns(TRUST("normal: [0.5, 0.19]"), NULL);
    warns(TRUST("normal: [0.2, 0.1]"), "2.3% fall below 0 and become 0;");
    warns(TRUST("normal: [0.3, 0]"), NULL);
    warns(TRUST("exponential: 0.5"), "13.5% fall above 1 and become 1;");
    warns(TRUST("exponential: 0.2"), NULL);
    warns(TRUST("lognormal: [0, 1]"), "50.0% fall above 1");
    warns(TRUST("lognormal: [-3, 0.5]"), NULL);
    warns(TRUST("lognormal: [1, 0]"), "100.0% fall above 1");
    warns(TRUST("beta: [2, 2]"), NULL);
    warns(TRUST("truncated-normal: [0.5, 0.5, 0, 1]"), NULL);
    warns(TRUST("uniform: [0, 1]"), NULL);
    warns(M "initial: {loyalty: {normal: [0.9, 0.1]}}\n",
          "of the draws of loyalty, 15.9% fall above 1");
    warns(M "initial: {capacity: {beta: [2, 2]}}\n", NULL);
}

static void draws_of_arms_and_points(void **state)
{
    (void)state;
    warns(TRUST("normal: [0.5, 0.1]") "arms:\n  - name: tame\n  - name: wild\n    set: "
                                      "{relations.trust: {normal: [0.5, 0.5]}}\n",
          "of the draws of relations.trust in wild, 15.9% fall below 0");
    warns(TRUST("normal: [0.5, 0.1]") "design:\n  kind: grid\n  factors: {relations.trust.sd: "
                                      "{values: [0.1, 0.5]}}\n",
          "of the draws of relations.trust in point 1, 15.9%");
    /* what --set puts in its place is not drawn */
    const char *set[] = {"relations.trust=0.5"};
    polder_report_t report = read_with(TRUST("normal: [0.5, 0.5]"),
                                       &(polder_scenario_options_t){.set = set, .n_set = 1});
    assert_int_equal(report.n, 0);
    polder_report_free(&report);
}

static void what_nobody_brings(void **state)
{
    (void)state;
#define FILE_WITH(organisations) M "network: {file: n.gml, organisations: {" organisations "}}\n"
#define ALL_BUT_CLIENTS(prefix, a, b)                                                              \
    prefix ".money: " a ", " prefix ".staff: " b ", " prefix ".position: z, " prefix               \
           ".power: z, " prefix ".knowledge: z"
    const char *const both = FILE_WITH("brings.clients: z, wants.clients: w");
    polder_report_t report = read_with(both, NULL);
    assert_int_equal(report.n, 3); /* and the shares of both are given in part */
    assert_non_null(strstr(report.note[0].text,
                           "brings.clients is 0 for everybody, and wants.clients is above 0 for 2 "
                           "of 3 organisations (0.75 in all)"));
    assert_non_null(strstr(report.note[1].text, "of the 6 shares brings.* some are given"));
    assert_non_null(strstr(report.note[0].file, "n.gml"));
    polder_report_free(&report);
    report = read_with(FILE_WITH("brings.clients: z"), NULL);
    assert_non_null(strstr(report.note[0].text, "wants.clients is drawn for 3 of 3"));
    polder_report_free(&report);
    report = read_with(FILE_WITH("brings.clients: z, wants.clients: z"), NULL);
    for (size_t i = 0; i < report.n; i++) assert_null(strstr(report.note[i].text, "nobody has"));
    polder_report_free(&report);
    report = read_with(FILE_WITH("brings.clients: w, wants.clients: p"), NULL);
    for (size_t i = 0; i < report.n; i++) assert_null(strstr(report.note[i].text, "nobody has"));
    polder_report_free(&report);
    report = read_with(M "initial: {brings.power: 0}\n", NULL);
    assert_non_null(
        strstr(report.note[0].text, "brings.power is 0 for everybody, and wants.power"));
    polder_report_free(&report);
    warns(M "initial: {brings.power: {uniform: [0, 1]}}\n", NULL);
}

static void shares_that_are_not_one(void **state)
{
    (void)state;
    warns(FILE_WITH(ALL_BUT_CLIENTS("wants", "p", "q") ", wants.clients: z"),
          "the shares wants.* add up to 1.5, not to 1, for 1 of 3 organisations, such as 'c'");
    polder_report_t report =
        read_with(FILE_WITH(ALL_BUT_CLIENTS("wants", "p", "z") ", wants.clients: w"), NULL);
    assert_non_null(strstr(report.note[0].text,
                           "the shares wants.* add up to 0.5 to 1.25, not to 1, for 3 of 3 "
                           "organisations, such as 'a'"));
    polder_report_free(&report);
    warns(M "initial: {wants.money: 0.5, wants.staff: 0.5, wants.clients: 0.5, wants.position: 0, "
            "wants.power: 0, wants.knowledge: 0}\n",
          "the shares wants.* add up to 1.5, not to 1, for everybody");
    warns(M "initial: {wants.money: 0.5, wants.staff: 0.5, wants.clients: 0, wants.position: 0, "
            "wants.power: 0, wants.knowledge: 0}\n",
          NULL);
}

static void networks_that_end_at_once(void **state)
{
    (void)state;
    warns(M "network: {members: 2}\n",
          "networks may have 2 organisations, and dissolution.least = 3: such a network ends in "
          "its first month");
    warns(M "network: {members: {integer: [2, 9]}}\n", "networks may have 2 organisations");
    warns(M "network: {members: 3}\n", NULL);
    warns(M "network: {members: 2}\nvalues: {dissolution: {least: 2}}\n", NULL);
    warns(M "network: {members: 2}\nwithout: [dissolution]\n", NULL);
    warns(M "network: {file: n.gml}\nvalues: {dissolution: {least: 4}}\n",
          "the network has 3 organisations, and dissolution.least = 4: it ends in its first month");
    warns(M "network: {file: n.gml}\n", NULL);
    warns(M "arms:\n  - name: a\n  - name: b\n    set: {network.members: 2}\n", "may have 2");
}

static void parameters_beside_a_file(void **state)
{
    (void)state;
    char path[64];
    snprintf(path, sizeof path, "%s/n.gml", folder);
    warns(M "network: {file: n.gml, members: 30}\n",
          "network.members is not used: the network comes from a file");
    const char *set[] = {"network.members=30", "network.degree=2"};
    polder_report_t report = read_with(M "network: {file: n.gml}\n",
                                       &(polder_scenario_options_t){.set = set, .n_set = 2});
    assert_int_equal(report.n, 1);
    assert_string_equal(report.note[0].file, "--set");
    assert_string_equal(report.note[0].text, "network.members, network.degree are not used: the "
                                             "network comes from a file");
    polder_report_free(&report);
    /* a file of the command line, too */
    report = read_with(M "network: {members: 30}\n", &(polder_scenario_options_t){.network = path});
    assert_int_equal(report.n, 1);
    assert_int_equal(report.note[0].line, 2);
    assert_int_equal(report.note[0].column, 11);
    polder_report_free(&report);
    report = read_with(M, &(polder_scenario_options_t){.set = set, .n_set = 2});
    assert_int_equal(report.n, 0);
    polder_report_free(&report);
}

static void numbers_of_ties_that_nobody_asked_for(void **state)
{
    (void)state;
    warns(
        M "network: {file: w.csv}\n",
        "the numbers of the ties ('weight', 1.5 to 3) are not used, only who has a tie with whom; "
        "a scenario of your own makes a state of them: network: {file: w.csv, relations: {trust: "
        "{attribute: 'weight', scale: range}}}");
    warns(M "network: {file: w.csv, relations: {trust: {attribute: 'weight', scale: range}}}\n",
          NULL);
    warns(M "network: {file: w.csv, relations: {trust: all}}\n", NULL);
}

static void ties_that_are_not_there(void **state)
{
    (void)state;
#define TIES M "network: {file: n.gml}\n"
    warns(TIES "arms:\n  - {name: x, network: {cut: [[a, b], [c, a]]}}\n",
          "there is no tie between \"c\" and \"a\" in");
    warns(TIES "arms:\n  - {name: x, network: {cut: [[a, b], [c, b]]}}\n", NULL);
    warns(TIES "events:\n  - {what: break, month: 3, between: [a, c]}\n", "nothing happens to it");
    warns(TIES "events:\n  - {what: break, month: 3, between: [b, c]}\n", NULL);
    warns(TIES "observe: {low: {first: 'trust[b, a] < 0.5'}}\n", NULL);
    warns(TIES "arms: [none, {name: x, network: {absent: [a]}}]\n"
               "observe: {low: {first: 'balance[a] < 0'}}\n",
          "\"a\" is not there in arm \"x\": what is asked of it is unknown there");
    warns(TIES "arms: [none, {name: x, network: {absent: [a]}}]\n"
               "observe: {low: {first: 'balance[b] < 0'}}\n",
          NULL);
    polder_report_t report = read_with(TIES "observe: {low: {first: 'trust[a, c] < 0.5'}}\n", NULL);
    assert_int_equal(report.n, 1);
    assert_int_equal(report.note[0].line, 3);
    assert_int_equal(report.note[0].column, 25);
    assert_non_null(strstr(report.note[0].text, "what is asked of it is unknown there"));
    polder_report_free(&report);
}

/* What the set-up would draw, beside a file that gives it for all, or for some. */
static void draws_beside_a_file(void **state)
{
    (void)state;
#define GIVES(a) FILE_WITH("culture: " a)
    warns(GIVES("p") "values: {partners: {culture_sd: 0.1}}\n",
          "partners.culture_sd does not set culture, which the network file gives for all: only "
          "what");
    warns(GIVES("p") "values: {partners: {support_sd: 0.1}}\n", NULL);
    warns(GIVES("p") "initial: {culture: 0.3}\n", "the initial value of culture is that of nobody");
    /* for whom the file leaves out: only that it does is said */
    warns(GIVES("part") "initial: {culture: 0.3}\n", "attribute 'part' is missing for 2 of 3");
    const char *set[] = {"initial.culture=0.3", "partners.culture=0.3"};
    polder_report_t report =
        read_with(GIVES("part"), &(polder_scenario_options_t){.set = set, .n_set = 2});
    int only = 0;
    for (size_t i = 0; i < report.n; i++)
        only += strcmp(report.note[i].file, "--set") == 0 &&
                strstr(report.note[i].text, "only where the network file gives none");
    assert_int_equal(only, 2);
    polder_report_free(&report);
    report = read_with(GIVES("p") "values:\n  partners:\n    culture: 0.3\n", NULL);
    assert_int_equal(report.n, 1);
    assert_int_equal(report.note[0].line, 5);
    polder_report_free(&report);
    report = read_with(GIVES("p") "arms:\n  - {name: x, set: {steering.effort: 0.4}}\n"
                                  "  - {name: y, set: {partners.culture: 0.4}}\n"
                                  "  - {name: z, set: {partners.culture: 0.5}}\n",
                       NULL);
    assert_int_equal(report.n, 1);
    assert_int_equal(report.note[0].line, 5);
    assert_non_null(strstr(report.note[0].text, "the arm \"y\" (and 1 other arm): "));
    polder_report_free(&report);
}

/* A warning names --set if a setting there is the cause, and only then. */
static void where_it_comes_from(void **state)
{
    (void)state;
    static const struct {
        const char *text, *set, *words;
        bool by_set;
    } cases[] = {
        {M, "relations.trust={normal: [0.5, 0.5]}", "of the draws of relations.trust", true},
        {TRUST("normal: [0.5, 0.5]"), "relations.trust_sd=0.2", "of the draws of relations", false},
        {M, "initial.brings.power=0", "brings.power is 0 for everybody", true},
        {M, "initial.wants.money=0.5", "of the 6 shares wants.* some", true},
        {M "initial: {wants.money: 0.5}\n", "initial.brings.money=0.5", "shares wants.*", false},
        {M, "network.members=2", "networks may have 2 organisations", true},
        {M, "dissolution.least=40", "and dissolution.least = 40", true},
        {M "network: {members: 2}\n", "seed=2", "networks may have 2 organisations", false},
        {M, "network.degree=0", "the networks have no ties", true},
        {M "network: {degree: 30}\n", "network.members=9", "network.degree = 30 is cut", true},
        {M "network: {degree: 0}\n", "network.members=9", "the networks have no ties", false},
        {M "levers: [{contact: 0.5}]\n", "without=[steering]", "levers do nothing", true},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *set[] = {cases[i].set};
        polder_report_t report =
            read_with(cases[i].text, &(polder_scenario_options_t){.set = set, .n_set = 1});
        const polder_note_t *found = NULL;
        for (size_t k = 0; k < report.n; k++)
            if (strstr(report.note[k].text, cases[i].words)) found = &report.note[k];
        if (!found) fail_msg("%s: no '%s'", cases[i].set, cases[i].words);
        assert_string_equal(found->file, cases[i].by_set ? "--set" : "x.yaml");
        polder_report_free(&report);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(draws_outside),
        cmocka_unit_test(draws_of_arms_and_points),
        cmocka_unit_test(what_nobody_brings),
        cmocka_unit_test(shares_that_are_not_one),
        cmocka_unit_test(networks_that_end_at_once),
        cmocka_unit_test(parameters_beside_a_file),
        cmocka_unit_test(numbers_of_ties_that_nobody_asked_for),
        cmocka_unit_test(ties_that_are_not_there),
        cmocka_unit_test(draws_beside_a_file),
        cmocka_unit_test(where_it_comes_from),
    };
    return cmocka_run_group_tests_name("warnings", tests, set_up, tear_down);
}
