/* Experiments that a program puts together (draft.h) are those that a scenario of the same words gives;
 * what is wrong is told at once, and leaves the draft as it was. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <locale.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "polder/polder.h"

static polder_report_t report;

static void good(int code)
{
    for (size_t i = 0; i < report.n && code < 0; i++) print_error("%s\n", report.note[i].text);
    assert_true(code >= 0);
}

static polder_draft_t *begin(const char *folder)
{
    polder_draft_t *d = NULL;
    good(polder_draft_new(&d, "collaboration", folder, &report));
    return d;
}

static char *text_of_draft(const polder_draft_t *d)
{
    polder_experiment_t *x = NULL;
    char *text = NULL;
    good(polder_draft_make(d, &x, &report));
    good(polder_scenario_describe(x, &text, &report));
    polder_experiment_delete(x);
    return text;
}

/* The draft is the experiment of this scenario. */
static void is_scenario_with(const polder_draft_t *d, const char *yaml, const char *folder,
                             const polder_scenario_options_t *options)
{
    polder_experiment_t *x = NULL;
    char *expected = NULL, *is = text_of_draft(d);
    good(polder_scenario_open_text(&x, yaml, strlen(yaml), "scenario", folder, options, &report));
    good(polder_scenario_describe(x, &expected, &report));
    assert_string_equal(is, expected);
    polder_experiment_delete(x);
    free(expected);
    free(is);
}

static void is_scenario(const polder_draft_t *d, const char *yaml, const char *folder)
{
    is_scenario_with(d, yaml, folder, NULL);
}

static void test_values(void **state)
{
    static const char *const trust = "trust";
    polder_draft_t *d = begin(NULL);
    (void)state;
    is_scenario(d, "model: collaboration\n", NULL);
    good(polder_draft_number(d, POLDER_ALL_ARMS, "seed", 7, &report));
    good(polder_draft_number(d, POLDER_ALL_ARMS, "replicates", 40, &report));
    good(polder_draft_number(d, POLDER_ALL_ARMS, "replicates", 50, &report));
    good(polder_draft_set(d, POLDER_ALL_ARMS, "horizon", "24", &report));
    good(polder_draft_number(d, POLDER_ALL_ARMS, "relations.trust", 0.3, &report));
    good(polder_draft_number(d, POLDER_ALL_ARMS, "relations.trust", 0.6, &report));
    good(polder_draft_set(d, POLDER_ALL_ARMS, "governance.form", "lead", &report));
    good(
        polder_draft_set(d, POLDER_ALL_ARMS, "network.members", "{\"integer\": [8, 12]}", &report));
    good(polder_draft_number(d, POLDER_ALL_ARMS, "initial.momentum", 0.25, &report));
    good(polder_draft_number(d, POLDER_ALL_ARMS, "lever.contact", 0.5, &report));
    good(polder_draft_number(d, POLDER_ALL_ARMS, "record.networks", 3, &report));
    good(polder_draft_record(d, "trust", &report));
    good(polder_draft_record(d, "trust", &report));
    good(polder_draft_keep(d, "conflict.share", &report));
    good(polder_draft_observe(d, "low", "first", "trust.mean < 0.3 for 2 months", 0, 0, &report));
    good(polder_draft_observe(d, "year", "max", "momentum", 2, 9, &report));
    good(polder_draft_observe(d, "year", "mean", "momentum", 13, 24, &report));
    is_scenario_with(d,
                     "model: collaboration\nseed: 7\nreplicates: 50\nhorizon: 24\n"
                     "values: {relations: {trust: 0.6}, governance: {form: lead}}\n"
                     "network: {members: {integer: [8, 12]}}\ninitial: {momentum: 0.25}\n"
                     "levers: [{contact: 0.5}]\n"
                     "record: {networks: 3, summary: [conflict.share]}\n"
                     "observe: {year: {mean: momentum, from: 13, until: 24},\n"
                     "  low: {first: trust.mean < 0.3 for 2 months}}\n",
                     NULL, &(polder_scenario_options_t){.n_record = 1, .record = &trust});
    polder_draft_free(d);
}

/* A locale of our own with decimal commas, where there is a program that makes one. */
static bool write_commas(void)
{
    char folder[] = "/tmp/polder-locale-XXXXXX", path[80], command[200];
    assert_non_null(mkdtemp(folder));
    snprintf(path, sizeof path, "%s/source", folder);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(
        "LC_NUMERIC\ndecimal_point \"<U002C>\"\nthousands_sep \"\"\ngrouping -1\nEND LC_NUMERIC\n",
        file);
    fclose(file);
    /* it warns of all that is not numbers */
    snprintf(command, sizeof command, "localedef -c -i %s -f UTF-8 %s/commas >%s/log 2>&1", path,
             folder, folder);
    (void)!system(command);
    setenv("LOCPATH", folder, 1);
    const bool done = setlocale(LC_NUMERIC, "commas") != NULL;
    unsetenv("LOCPATH");
    snprintf(command, sizeof command, "rm -r %s", folder);
    assert_int_equal(system(command), 0);
    return done;
}

/* A program whose locale writes 0,4 gets what all others get. */
static void test_commas(void **state)
{
    (void)state;
    if (!write_commas()) {
        print_message("skipped: no locale with decimal commas can be made here (localedef)\n");
        skip();
    }
    char shown[8];
    snprintf(shown, sizeof shown, "%.1f", 0.4);
    assert_string_equal(shown, "0,4");
    polder_draft_t *d = begin(NULL);
    assert_int_equal(polder_draft_arm(d, "as it is", &report), 0);
    assert_int_equal(polder_draft_arm(d, "less", &report), 1);
    good(polder_draft_number(d, POLDER_ALL_ARMS, "relations.trust", 0.4, &report));
    good(polder_draft_number(d, 1, "relations.trust", 0.1 + 0.2, &report));
    is_scenario(d,
                "model: collaboration\nvalues: {relations: {trust: 0.4}}\narms:\n- name: as it is\n"
                "- {name: less, set: {relations.trust: 0.30000000000000004}}\n",
                NULL);
    polder_draft_free(d);
    setlocale(LC_NUMERIC, "C");
}

static void test_arms(void **state)
{
    polder_draft_t *d = begin(POLDER_SOURCE_DIR "/scenarios");
    (void)state;
    assert_int_equal(polder_draft_arm(d, "as it is", &report), 0);
    assert_int_equal(polder_draft_arm(d, "helped", &report), 1);
    good(polder_draft_set(d, 1, "relations.trust", "0.7", &report));
    good(polder_draft_set(d, 1, "governance.form", "lead", &report));
    good(polder_draft_bounds(d, 1, "initial.between.spread", -INFINITY, 1, &report));
    const int own = polder_draft_intervention(d, 1, "managing", &report);
    assert_int_equal(own, 0);
    good(polder_draft_lever(d, own, "process", 0.5, &report));
    good(polder_draft_lever(d, own, "contact", 0.25, &report));
    good(polder_draft_start(d, own, 3, 12, &report));
    good(polder_draft_target(d, own, "lowest", "capacity", 0.25, &report));
    good(polder_draft_cost(d, own, 4, 0.5, &report));
    const int ready = polder_draft_use(d, 1, "visioning", &report);
    assert_int_equal(ready, 1);
    good(polder_draft_dose(d, ready, 0.5, &report));
    good(polder_draft_start(d, ready, 3, 12, &report));
    good(polder_draft_start_when(d, ready, "trust.mean < 0.4 for 3 months", 0, &report));
    const int all = polder_draft_intervention(d, POLDER_ALL_ARMS, "welcome", &report);
    assert_int_equal(all, 2);
    good(polder_draft_lever(d, all, "contact", 0.5, &report));
    good(polder_draft_target(d, all, "newcomers", NULL, 6, &report));
    is_scenario(
        d,
        "model: collaboration\narms:\n- name: as it is\n- name: helped\n"
        "  set: {relations.trust: 0.7, governance.form: lead, "
        "initial.between.spread: {at most: 1}}\n"
        "  interventions:\n"
        "  - {name: managing, levers: {process: 0.5, contact: 0.25}, start: 3, duration: 12,\n"
        "     target: {lowest: capacity, share: 0.25}, cost: {per_month: 4, per_member: 0.5}}\n"
        "  - {use: visioning, dose: 0.5, start: trust.mean < 0.4 for 3 months}\n"
        "interventions:\n"
        "- {name: welcome, levers: {contact: 0.5}, target: {newcomers: 6}}\n",
        POLDER_SOURCE_DIR "/scenarios");
    polder_draft_free(d);
}

/* Factors that no design has are not left out in silence. */
static void makes_nothing(const polder_draft_t *d)
{
    polder_experiment_t *x = NULL;
    assert_int_equal(polder_draft_make(d, &x, &report), POLDER_INPUT);
    assert_null(x);
    assert_non_null(strstr(report.note[report.n - 1].text, "say the design after"));
}

static void test_design(void **state)
{
    static const double trust[] = {0.2, 0.8}, breadth[] = {0.1, 0.9}, members[] = {4, 8};
    polder_draft_t *d = begin(NULL);
    (void)state;
    good(polder_draft_factor(d, "relations.trust", 2, trust, &report));
    good(polder_draft_factor(d, "value.breadth", 2, breadth, &report));
    makes_nothing(d); /* factors alone are no design */
    good(polder_draft_design(d, "grid", 0, &report));
    is_scenario(
        d,
        "model: collaboration\ndesign: {kind: grid, factors: {relations.trust: {values: [0.2, "
        "0.8]}, value.breadth: {values: [0.1, 0.9]}}}\n",
        NULL);
    good(polder_draft_design(d, "morris", 4, &report));
    good(polder_draft_factor(d, "network.members", 2, members, &report)); /* whole numbers */
    makes_nothing(d);
    good(polder_draft_design(d, "sobol", 16, &report));
    is_scenario(
        d,
        "model: collaboration\ndesign: {kind: sobol, points: 16, factors: {relations.trust: "
        "[0.2, 0.8], value.breadth: [0.1, 0.9], network.members: [4, 8]}}\n",
        NULL);
    polder_draft_free(d);
}

static void test_members_by_name(void **state)
{
    char path[] = "/tmp/polder-ties-XXXXXX.csv";
    polder_draft_t *d = begin(NULL);
    const int fd = mkstemps(path, 4);
    FILE *file = fdopen(fd, "w");
    (void)state;
    assert_non_null(file);
    fputs("source,target\nanna,bert\nbert,cees\ncees,dirk\ndirk,anna\n", file);
    fclose(file);
    good(polder_draft_network(d, path, &report));
    const int arm = polder_draft_arm(d, "two of them", &report);
    const int what = polder_draft_intervention(d, arm, "help", &report);
    good(polder_draft_lever(d, what, "contact", 0.5, &report));
    good(polder_draft_target(d, what, "name", "anna", 0, &report));
    good(polder_draft_target(d, what, "name", "cees", 0, &report));
    assert_int_equal(polder_draft_target(d, what, "name", "kees", 0, &report), POLDER_INPUT);
    assert_non_null(strstr(report.note[report.n - 1].text, "\"cees\""));
    char yaml[400];
    snprintf(yaml, sizeof yaml,
             "model: collaboration\nnetwork: {file: %s}\narms: [{name: two of them, interventions: "
             "[{name: help, levers: {contact: 0.5}, target: {name: [anna, cees]}}]}]\n",
             path);
    is_scenario(d, yaml, NULL);
    polder_draft_free(d);
    remove(path);
}

static void test_events(void **state)
{
    char path[] = "/tmp/polder-ties-XXXXXX.csv";
    polder_draft_t *d = begin(NULL);
    const int fd = mkstemps(path, 4);
    FILE *file = fdopen(fd, "w");
    (void)state;
    assert_non_null(file);
    fputs("source,target\nanna,bert\nbert,cees\ncees,dirk\ndirk,anna\n", file);
    fclose(file);
    good(polder_draft_network(d, path, &report));
    assert_int_equal(polder_draft_event(d, POLDER_ALL_ARMS, NULL, "shock", &report), 0);
    good(polder_draft_event_tick(d, 0, 6, &report));
    good(polder_draft_event_rate(d, 0, 0.25, &report));
    assert_int_equal(polder_draft_arm(d, "as it is", &report), 0);
    assert_int_equal(polder_draft_arm(d, "other", &report), 1);
    assert_int_equal(polder_draft_event(d, 1, "quarrel", "break", &report), 1);
    good(polder_draft_event_when(d, 1, "trust[anna, bert] < 0.4", &report));
    good(polder_draft_event_target(d, 1, "lowest", "balance", 0.25, &report));
    good(polder_draft_event_between(d, 1, "anna", "bert", &report));
    good(polder_draft_event_between(d, 1, "cees", "dirk", &report));
    assert_int_equal(polder_draft_event_set(d, 1, NULL, "trust", 0.2, &report), 2);
    good(polder_draft_event_also(d, 2, "context.p_shock", 0.1, &report));
    good(polder_draft_event_when(d, 2, "momentum < 0.3", &report));
    good(polder_draft_event_tick(d, 2, 4, &report));
    good(polder_draft_event_duration(d, 2, 3, &report));
    good(polder_draft_event_between(d, 2, "anna", "bert", &report));
    good(polder_draft_event_target(d, 2, "name", "anna", 0, &report));
    good(polder_draft_event_target(d, 2, "name", "dirk", 0, &report));
    good(polder_draft_absent(d, 1, "bert", &report));
    good(polder_draft_typical(d, 1, "cees", &report));
    good(polder_draft_typical(d, 1, "dirk", &report));
    good(polder_draft_cut(d, 1, "cees", "dirk", &report));
    char yaml[1000];
    snprintf(yaml, sizeof yaml,
             "model: collaboration\nnetwork: {file: %s}\n"
             "events: [{what: shock, month: 6, rate: 0.25}]\n"
             "arms:\n- name: as it is\n- name: other\n  events:\n"
             "  - {name: quarrel, what: break, when: 'trust[anna, bert] < 0.4',\n"
             "     between: [[anna, bert], [cees, dirk]]}\n"
             "  - {set: {trust: 0.2, context.p_shock: 0.1}, month: 4, duration: 3,\n"
             "     target: {name: [anna, dirk]}}\n"
             "  network: {absent: [bert], typical: [cees, dirk], cut: [[cees, dirk]]}\n",
             path);
    is_scenario(d, yaml, NULL);
    polder_draft_free(d);
    remove(path);
}

static void write_ties(char *path, const char *ties)
{
    FILE *file = fdopen(mkstemps(path, 4), "w");
    assert_non_null(file);
    fputs(ties, file);
    fclose(file);
}

/* Arms with network files of their own, that live longer and shorter. */
static void test_other_networks(void **state)
{
    char first[] = "/tmp/polder-ties-XXXXXX.csv", second[] = "/tmp/polder-ties-XXXXXX.csv";
    char yaml[1000];
    polder_draft_t *d = begin("/tmp"); /* paths of networks do not depend on it */
    (void)state;
    write_ties(first, "source,target\nanna,bert\nbert,cees\ncees,anna\n");
    write_ties(second, "source,target\nanna,bert\nbert,eva\neva,anna\nfons,eva\n");
    assert_int_equal(polder_draft_arm(d, "now", &report), 0);
    assert_int_equal(polder_draft_arm(d, "before", &report), 1);
    assert_int_equal(polder_draft_arm_network(d, 1, second, &report), POLDER_INPUT);
    good(polder_draft_network(d, first, &report));
    assert_int_equal(polder_draft_arm_network(d, 2, second, &report), POLDER_INPUT);
    assert_int_equal(polder_draft_arm_network(d, 1, "/tmp/nobody.csv", &report), POLDER_INPUT);
    good(polder_draft_arm_network(d, 1, first, &report));
    good(polder_draft_arm_network(d, 1, second, &report));
    good(polder_draft_absent(d, 1, "fons", &report)); /* whom only this file has */
    good(polder_draft_absent(d, 0, "cees", &report));
    good(polder_draft_number(d, POLDER_ALL_ARMS, "horizon", 24, &report));
    good(polder_draft_number(d, 1, "horizon", 48, &report));
    good(polder_draft_observe(d, "late", "mean", "momentum", 37, 48, &report));
    assert_int_equal(polder_draft_observe(d, "later", "mean", "momentum", 37, 49, &report),
                     POLDER_INPUT);
    snprintf(yaml, sizeof yaml,
             "model: collaboration\nhorizon: 24\nnetwork: {file: %s}\n"
             "observe: {late: {mean: momentum, from: 37, until: 48}}\n"
             "arms:\n- {name: now, network: {absent: [cees]}}\n"
             "- {name: before, horizon: 48, network: {file: %s, absent: [fons]}}\n",
             first, second);
    is_scenario(d, yaml, NULL);
    polder_draft_free(d);
    remove(first);
    remove(second);
}

/* ---- what is wrong ---- */

typedef struct {
    int code;
    const char *text;
} wrong_t;

static void check_wrong(const wrong_t *wrong, size_t n_before)
{
    assert_int_equal(wrong->code, POLDER_INPUT);
    assert_true(report.n > n_before);
    for (size_t i = n_before; i < report.n; i++) {
        const polder_note_t *note = &report.note[i];
        assert_null(note->file); /* a place in what nobody wrote */
        assert_int_equal(note->line, 0);
        if (strstr(note->text, wrong->text)) return;
    }
    fail_msg("\"%s\", not \"%s\"", report.note[n_before].text, wrong->text);
}

#define WRONG(call, says)                                                                          \
    do {                                                                                           \
        const size_t n_note = report.n;                                                            \
        check_wrong(&(wrong_t){(call), (says)}, n_note);                                           \
    } while (0)

static void test_wrong(void **state)
{
    static const double range[] = {0.2, 0.8}, wide[] = {0.2, 1.8};
    polder_draft_t *d = begin(NULL), *other = NULL;
    const int all = POLDER_ALL_ARMS;
    (void)state;
    const int arm = polder_draft_arm(d, "one", &report);
    const int what = polder_draft_intervention(d, arm, "help", &report);
    good(polder_draft_lever(d, what, "contact", 0.5, &report));
    char *before = text_of_draft(d);
    WRONG(polder_draft_new(&other, "colaboration", NULL, &report),
          "did you mean \"collaboration\"?");
    assert_null(other);
    WRONG(polder_draft_number(d, all, "relations.trust", 1.5, &report), "[0, 1]");
    WRONG(polder_draft_number(d, all, "relations.trost", 0.5, &report), "relations.trust");
    WRONG(polder_draft_number(d, all, "relations.trust", NAN, &report), "relations.trust");
    WRONG(polder_draft_number(d, all, "sead", 3, &report), "seed");
    WRONG(polder_draft_set(d, all, "governance.form", "leed", &report), "lead");
    WRONG(polder_draft_set(d, arm, "governance.form", "leed", &report), "lead");
    WRONG(polder_draft_number(d, arm, "relations.trust", -1, &report), "[0, 1]");
    WRONG(polder_draft_number(d, 1, "relations.trust", 0.5, &report), "there is no arm 1");
    WRONG(polder_draft_bounds(d, arm, "relations.trust", 0.5, 0.3, &report), "is less than");
    WRONG(polder_draft_lever(d, what, "contakt", 0.5, &report), "did you mean \"contact\"?");
    WRONG(polder_draft_lever(d, what, "process", 1.5, &report), "[0, 1]");
    WRONG(polder_draft_lever(d, 1, "process", 0.5, &report), "there is no intervention 1");
    WRONG(polder_draft_use(d, arm, "visoning", &report), "visoning");
    WRONG(polder_draft_dose(d, what, 2, &report), "[0, 1]");
    WRONG(polder_draft_start(d, what, 0, 0, &report), "start");
    WRONG(polder_draft_start(d, what, 50, -1, &report), "duration");
    WRONG(polder_draft_start_when(d, what, "trust.maen < 0.4", 0, &report), "trust.mean");
    WRONG(polder_draft_target(d, what, "higest", "capacity", 0.2, &report), "highest");
    WRONG(polder_draft_target(d, what, "highest", "capasity", 0.2, &report), "capacity");
    WRONG(polder_draft_target(d, what, "highest", "capacity", 0, &report), "(0, 1]");
    WRONG(polder_draft_cost(d, what, -1, 0, &report), "per_month");
    WRONG(polder_draft_factor(d, "relations.trost", 2, range, &report), "relations.trust");
    WRONG(polder_draft_factor(d, "relations.trust", 2, wide, &report), "[0, 1]");
    WRONG(polder_draft_design(d, "sobol", 8, &report), "factor");
    WRONG(polder_draft_record(d, "trust.meen", &report), "trust.mean");
    WRONG(polder_draft_keep(d, "trust.meen", &report), "trust.mean");
    WRONG(polder_draft_observe(d, "x", "mean", "trust.meen", 0, 0, &report), "trust.mean");
    WRONG(polder_draft_observe(d, "x", "meen", "trust.mean", 0, 0, &report), "mean");
    WRONG(polder_draft_observe(d, "x", "first", "trust.meen < 0.3", 0, 0, &report), "trust.mean");
    WRONG(polder_draft_observe(d, "a b", "mean", "trust.mean", 0, 0, &report), "letters");
    WRONG(polder_draft_observe(d, "x", "mean", "trust.mean", 9, 8, &report), "is before");
    WRONG(polder_draft_observe(d, "x", "mean", "trust.mean", 9, 99999, &report), "after the last");
    WRONG(polder_draft_observe(d, "x", "mean", "trust.mean", -1, 0, &report), "-1");
    const int event = polder_draft_event(d, arm, "quarrel", "break", &report);
    good(polder_draft_event_target(d, event, "lowest", "balance", 0.2, &report));
    free(before);
    before = text_of_draft(d);
    WRONG(polder_draft_event(d, arm, NULL, "shok", &report), "did you mean \"shock\"?");
    WRONG(polder_draft_event(d, 1, NULL, "shock", &report), "there is no arm 1");
    WRONG(polder_draft_event_set(d, all, NULL, "trast", 0.5, &report), "trust");
    WRONG(polder_draft_event_set(d, all, NULL, "trust", 1.5, &report), "[0, 1]");
    WRONG(polder_draft_event_set(d, all, NULL, "trust", NAN, &report), "none");
    WRONG(polder_draft_event_also(d, event, "trust", 0.5, &report), "what or set, not both");
    WRONG(polder_draft_event_tick(d, event, 0, &report), "month");
    WRONG(polder_draft_event_tick(d, 7, 3, &report), "there is no event 7");
    WRONG(polder_draft_event_when(d, event, "trust.maen < 0.4", &report), "trust.mean");
    WRONG(polder_draft_event_rate(d, event, 1.5, &report), "[0, 1]");
    WRONG(polder_draft_event_duration(d, event, 3, &report), "duration belongs to set");
    WRONG(polder_draft_event_target(d, event, "higest", "balance", 0.2, &report), "highest");
    WRONG(polder_draft_event_between(d, event, "anna", "bert", &report), "network");
    WRONG(polder_draft_cut(d, arm, "anna", "bert", &report), "network");
    WRONG(polder_draft_absent(d, 1, "anna", &report), "there is no arm 1");
    char *after = text_of_draft(d);
    assert_string_equal(before, after);
    free(before);
    free(after);
    polder_draft_free(d);
}

/* What is good alone may not go together. */
static void test_together(void **state)
{
    static const double range[] = {0.2, 0.8};
    polder_draft_t *d = begin(NULL);
    polder_experiment_t *x = NULL;
    (void)state;
    const int arm = polder_draft_arm(d, "one", &report);
    good(polder_draft_number(d, arm, "relations.trust", 0.5, &report));
    good(polder_draft_factor(d, "relations.trust", 2, range, &report));
    good(polder_draft_design(d, "sobol", 8, &report));
    WRONG(polder_draft_make(d, &x, &report), "relations.trust is a factor of the design");
    polder_draft_t *of_whom = begin(NULL);
    assert_int_equal(polder_draft_event(of_whom, POLDER_ALL_ARMS, NULL, "break", &report), 0);
    WRONG(polder_draft_make(of_whom, &x, &report), "this is about");
    polder_draft_free(of_whom);
    assert_null(x);
    polder_draft_free(d);
    polder_draft_free(NULL);
    polder_experiment_delete(NULL);
}

/* What is seen of an experiment from outside. */
static void test_seen(void **state)
{
    static const double range[] = {0.2, 0.8};
    polder_draft_t *d = begin(NULL);
    polder_experiment_t *x = NULL;
    char name[POLDER_CASE_NAME];
    (void)state;
    good(polder_draft_arm(d, "one", &report));
    good(polder_draft_arm(d, "two", &report));
    good(polder_draft_number(d, POLDER_ALL_ARMS, "replicates", 5, &report));
    good(polder_draft_factor(d, "relations.trust", 2, range, &report));
    good(polder_draft_design(d, "sobol", 8, &report));
    good(polder_draft_make(d, &x, &report));
    polder_draft_free(d);
    assert_string_equal(polder_experiment_model(x)->name, "collaboration");
    assert_int_equal(polder_experiment_n_arm(x), 2);
    assert_int_equal(polder_experiment_n_point(x), 8);
    assert_int_equal(polder_experiment_n_case(x), 16);
    assert_int_equal(polder_experiment_networks(x), 80);
    assert_int_equal(polder_experiment_baseline(x), 0);
    assert_string_equal(polder_experiment_arm_name(x, 1), "two");
    polder_experiment_case_name(x, 3, name, sizeof name);
    assert_string_equal(name, "two, point 1");
    const int success = polder_experiment_find_column(x, "success");
    assert_in_range(success, 0, polder_experiment_n_column(x) - 1);
    assert_string_equal(polder_experiment_column(x, success)->name, "success");
    assert_int_equal(polder_experiment_find_column(x, "sucess"), -1);
    for (int i = 0; i < polder_experiment_n_track(x); i++)
        assert_int_equal(polder_experiment_find_track(x, polder_experiment_track(x, i)->name), i);
    polder_experiment_delete(x);
}

/* An arm that ends earlier, one without parts, and how an intervention is done as a factor. */
static void test_arms_reach(void **state)
{
    static const double dose[] = {0.25, 1}, month[] = {2, 9}, wide[] = {0, 2};
    polder_draft_t *d = begin(NULL);
    (void)state;
    const int brief = polder_draft_arm(d, "brief", &report);
    const int less = polder_draft_arm(d, "less", &report);
    good(polder_draft_number(d, brief, "horizon", 24, &report));
    good(polder_draft_without(d, less, "opportunism", &report));
    good(polder_draft_without(d, less, "context", &report));
    WRONG(polder_draft_number(d, brief, "horizon", 0, &report), "[1, 100000]");
    WRONG(polder_draft_without(d, less, "contxt", &report), "context");
    WRONG(polder_draft_without(d, 7, "context", &report), "there is no arm 7");
    WRONG(polder_draft_without(d, POLDER_ALL_ARMS, "context", &report), "there is no arm -1");
    const int talks = polder_draft_intervention(d, less, "talks", &report);
    good(polder_draft_lever(d, talks, "contact", 0.5, &report));
    WRONG(polder_draft_factor(d, "intervention.talk.dose", 2, dose, &report), "talks");
    WRONG(polder_draft_factor(d, "intervention.talks.dose", 2, wide, &report), "[0, 1]");
    good(polder_draft_factor(d, "intervention.talks.dose", 2, dose, &report));
    good(polder_draft_factor(d, "intervention.talks.start", 2, month, &report));
    good(polder_draft_design(d, "latin-hypercube", 5, &report));
    is_scenario(d,
                "model: collaboration\narms: [{name: brief, horizon: 24}, {name: less, without: "
                "[context, opportunism], interventions: [{name: talks, levers: {contact: 0.5}}]}]\n"
                "design: {kind: latin-hypercube, points: 5, factors: {intervention.talks.dose: "
                "[0.25, 1], intervention.talks.start: [2, 9]}}\n",
                NULL);
    polder_draft_free(d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_values),         cmocka_unit_test(test_arms),
        cmocka_unit_test(test_design),         cmocka_unit_test(test_members_by_name),
        cmocka_unit_test(test_wrong),          cmocka_unit_test(test_arms_reach),
        cmocka_unit_test(test_together),       cmocka_unit_test(test_events),
        cmocka_unit_test(test_other_networks), cmocka_unit_test(test_seen),
        cmocka_unit_test(test_commas),
    };
    const int failed = cmocka_run_group_tests(tests, NULL, NULL);
    polder_report_free(&report);
    return failed;
}
