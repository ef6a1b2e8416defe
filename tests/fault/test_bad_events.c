/* test_bad_events: planned events and names that cannot be, and what is said about each. */
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

#define M "model: collaboration\n"
#define E M "events:\n  - "
#define N M "network: {file: four.csv}\nevents:\n  - "

typedef struct {
    const char *text;
    int line, column;
    const char *message;
} bad_t;

static const bad_t bad[] = {
    {M "events: 3\n", 2, 9, "events needs a list"},
    {E "shock\n", 3, 5, "an event needs keys and values"},
    {E "{what: shok, month: 3}\n", 3, 12, "unknown event \"shok\"; did you mean \"shock\"?"},
    {E "{wat: shock, month: 3}\n", 3, 6, "did you mean \"what\"?"},
    {E "{month: 3}\n", 3, 5, "says what happens"},
    {E "{what: shock}\n", 3, 5, "says when it happens"},
    {E "{what: shock, month: 0}\n", 3, 26, "month = 0 is outside"},
    {E "{what: shock, month: 3, rate: 1.5}\n", 3, 35, "rate = 1.5 is outside [0, 1]"},
    {E "{what: shock, rate: -0.1}\n", 3, 25, "rate = -0.1 is outside [0, 1]"},
    {E "{what: shock, month: 3, when: members < 4}\n", 3, 35, "month or when, not both"},
    {E "{what: shock, when: 3}\n", 3, 25, "the field comes first"},
    {E "{what: shock, month: 3, duration: 3}\n", 3, 39, "duration belongs to set"},
    {E "{what: shock, month: 3, target: network}\n", 3, 37, "about the network as a whole"},
    {E "{what: replace, month: 3}\n", 3, 5, "this is about members: which?"},
    {E "{what: break, month: 3}\n", 3, 5, "this is about ties: which?"},
    {E "{what: shock, month: 3, set: {trust: 1}}\n", 3, 34, "what or set, not both"},
    {E "{set: {trust: 1}, month: 3}\n", 3, 5, "this is about ties: which?"},
    {E "{set: {trst: 1}, month: 3}\n", 3, 12, "did you mean \"trust\"?"},
    {E "{set: {trust: 2}, month: 3}\n", 3, 19, "trust = 2 is outside [0, 1]"},
    {E "{set: {trust: {beta: [1, 1]}}, month: 3}\n", 3, 19, "trust"},
    {E "{set: {lever.contact: 1}, month: 3}\n", 3, 12, "is a lever"},
    {E "{set: {trust.mean: 1}, month: 3}\n", 3, 12, "no event can set it"},
    {E "{set: {form.shared.capacity: 5}, month: 3}\n", 3, 12, "counts at the founding only"},
    {E "{set: {network.members: 4}, month: 3}\n", 3, 12, "counts at the founding only"},
    {E "{name: a, what: shock, month: 3}\n  - {name: a, what: chance, month: 3}\n", 4, 5,
     "two events are called \"a\""},
    {E "{what: leave, month: 3, target: {name: Ada}}\n", 3, 44,
     "names are those of a network file"},
    {M "arms:\n  - {name: a, events: [{what: shok, month: 3}]}\n", 3, 31, "unknown event"},
    {N "{what: leave, month: 3, target: {name: Adda}}\n", 4, 44,
     "four.csv is called \"Adda\"; did you mean \"Ada\"?"},
    {N "{what: leave, month: 3, target: {name: []}}\n", 4, 44, "needs a name or a list of names"},
    {N "{what: leave, month: 3, target: {name: Ada, share: 0.3}}\n", 4, 49, "share belongs to"},
    {N "{what: leave, month: 3, between: [Ada, Ben]}\n", 4, 38, "write target instead of between"},
    {N "{what: break, month: 3, between: [Ada]}\n", 4, 38, "between needs two names"},
    {N "{what: break, month: 3, between: [[Ada, Ben, Dee]]}\n", 4, 38, "between needs two names"},
    {N "{what: break, month: 3, between: [Ada, Bem]}\n", 4, 44, "did you mean \"Ben\"?"},
    {N "{what: break, month: 3, between: [Ada, Ben], target: network}\n", 4, 38,
     "target or between, not both"},
    {N "{set: {trust: 1, support: 1}, month: 3, between: [Ada, Ben]}\n", 4, 54,
     "write target instead of between"},
    {N "{what: shock, when: \"balance[Adda] < 0\"}\n", 4, 26, "did you mean \"Ada\"?"},
    {N "{what: shock, when: \"balance[Ada, Ben] < 0\"}\n", 4, 26, "takes one name in [ ], not 2"},
    {N "{what: shock, when: \"trust[Ada] < 0.3\"}\n", 4, 26, "takes two names in [ ], not 1"},
    {N "{what: shock, when: \"trust.mean[Ada] < 0.3\"}\n", 4, 26, "takes no name in [ ]"},
    {N "{what: shock, when: \"trust[Ada < 0.3\"}\n", 4, 26, "this [ is not closed"},
    {N "{what: shock, when: \"trust[Ada, ] < 0.3\"}\n", 4, 26, "a name is missing"},
    {N "{what: shock, when: 'balance[\"\"] < 0.3'}\n", 4, 26, "a name is missing"},
    {N "{what: shock, when: 'balance[\"Ada] < 0.3'}\n", 4, 26, "this [ is not closed"},
    {N "{what: shock, when: 'trust[\"Ada\" x, Ben] < 0.3'}\n", 4, 26,
     "expected a comma or ] after the closing quote"},
    {N "{what: shock, when: 'balance[\"Ada, \"\"Ben\"] < 0.3'}\n", 4, 26,
     "four.csv is called \"Ada, \"Ben\""},
    {N "{what: shock, when: 'trust[\"Ada\", \"Bem\"] < 0.3'}\n", 4, 26, "did you mean \"Ben\"?"},
    {M "network: {file: four.csv}\narms: [{name: a, network: {absent: Adda}}]\n", 3, 36,
     "did you mean \"Ada\"?"},
    {M "network: {file: four.csv}\narms: [{name: a, network: {absent: [Ada, Ben, Ada]}}]\n", 3, 47,
     "\"Ada\" is named twice"},
    {M "network: {file: four.csv}\narms: [{name: a, network: {absent: [Ada, Ben, Cor, Dee]}}]\n", 3,
     37, "all 4 organisations are left out"},
    {M "network: {file: four.csv}\narms: [{name: a, network: {absnt: Ada}}]\n", 3, 28,
     "did you mean \"absent\"?"},
    {M "network: {file: four.csv}\narms: [{name: a, network: {cut: Ada}}]\n", 3, 33,
     "cut needs two names"},
    {M "arms: [{name: a, network: {absent: Ada}}]\n", 2, 36, "names are those of a network file"},
    {M "network: {file: four.csv}\ninterventions: [{levers: {vision: 1}, target: {name: Bean}}]\n",
     3, 54, "did you mean \"Ben\"?"},
};

static char folder[64] = "/tmp/polder_events_XXXXXX";

static const char *const made[][2] = {
    {"four.csv", "from,to\nAda,Ben\nBen,Cor\nCor,Dee\nDee,Ada\n"}};

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

static void test_bad(void **state)
{
    (void)state;
    int wrong = 0;
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        polder_experiment_t x;
        polder_report_t report = {0};
        const int code = polder_scenario_parse(bad[i].text, strlen(bad[i].text), "bad.yaml", folder,
                                               NULL, &x, &report);
        if (code != POLDER_INPUT) fail_msg("not refused:\n%s", bad[i].text);
        bool said = false;
        for (size_t k = 0; k < report.n; k++) {
            const polder_note_t *note = &report.note[k];
            said |= note->line == bad[i].line && note->column == bad[i].column &&
                    strstr(note->text, bad[i].message) != NULL;
        }
        for (size_t k = 0; !said && k < report.n; k++)
            print_error("%d:%d: %s\n", report.note[k].line, report.note[k].column,
                        report.note[k].text);
        if (!said) print_error("\"%s\" was not said of\n%s\n", bad[i].message, bad[i].text);
        wrong += !said;
        polder_report_free(&report);
    }
    assert_int_equal(wrong, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_bad)};
    return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
