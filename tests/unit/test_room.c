/* What a run may take of memory, asked before it begins. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "program/room.h"
#include "scenario/scenario.h"

/* What is said of networks with all their trust recorded for so many months. */
static void is_said(int members, int degree, int horizon, const char *words)
{
    char text[300];
    polder_experiment_t x;
    polder_report_t report = {0};
    const int n = snprintf(text, sizeof text,
                           "model: collaboration\nreplicates: 100\nhorizon: %d\n"
                           "network: {members: %d, degree: %d}\n"
                           "record: {networks: 100, columns: [trust]}\n",
                           horizon, members, degree);
    assert_int_equal(polder_scenario_parse(text, (size_t)n, "a.yaml", NULL, NULL, &x, &report), 0);
    const int code = polder_room_check(&x, 1, 1, NULL, &report);
    assert_int_equal(code, words ? POLDER_MEMORY : 0);
    assert_int_equal(report.n, words != NULL);
    if (words && !strstr(report.note[0].text, words))
        fail_msg("'%s' does not say '%s'", report.note[0].text, words);
    polder_report_free(&report);
    polder_experiment_free(&x);
}

/* Four bytes for each tie, two partners more than are asked for, and the start. */
static void more_than_there_is(void **state)
{
    (void)state;
    is_said(10000000, 998, 99999, "up to 4.0 PB of memory, and there are ");
    is_said(10000000, 998, 27499, "up to 1.1 PB of memory, and there are ");
    is_said(10000000, 998, 24980, "up to 999 TB of memory, and there are ");
    is_said(10000000, 998, 24990, "up to 1.0 PB of memory, and there are ");
    is_said(10000000, 998, 2499, "up to 100 TB of memory, and there are ");
    is_said(12, 4, 24, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(more_than_there_is)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
