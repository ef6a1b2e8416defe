/* open.c: see open.h. */
#include "scenario/open.h"

#include <stdlib.h>

#include "scenario/scenario.h"

static int make_room(polder_experiment_t **x, polder_report_t *report)
{
    *x = calloc(1, sizeof **x);
    return *x ? POLDER_OK : polder_fail(report, POLDER_MEMORY, "no memory for an experiment");
}

/* Of one that could not be read nothing is left. */
static int end(polder_experiment_t **x, int code)
{
    if (code >= 0) return code;
    free(*x);
    *x = NULL;
    return code;
}

int polder_scenario_open(polder_experiment_t **x, const char *path,
                         const polder_scenario_options_t *options, polder_report_t *report)
{
    int code = make_room(x, report);
    if (code >= 0) code = polder_scenario_read(path, options, *x, report);
    return end(x, code);
}

int polder_scenario_open_text(polder_experiment_t **x, const char *text, size_t length,
                              const char *name, const char *folder,
                              const polder_scenario_options_t *options, polder_report_t *report)
{
    int code = make_room(x, report);
    if (code >= 0) code = polder_scenario_parse(text, length, name, folder, options, *x, report);
    return end(x, code);
}
