/* summary.h: a result, printed: for people in a few lines or in tables, for programs as one JSON
 * object. */
#ifndef POLDER_SUMMARY_PRINT_H
#define POLDER_SUMMARY_PRINT_H

#include <jansson.h>
#include <stdio.h>

#include "analysis/report.h"
#include "run/run.h"

typedef enum { POLDER_SHORT, POLDER_DETAILS, POLDER_JSON } polder_screen_t;

/* Read FILE and print it to stdout. `name` is how it is called; NULL: it will not be kept. `timing`
 * (or NULL) is of the run that made it, with the number of parts that were kept already. Returns
 * the exit code; problems go to stderr. */
int polder_cli_summary(const char *file, const char *name, const polder_summary_options_t *options,
                       polder_screen_t screen, const polder_timing_t *timing);

/* New references, NULL without memory. */
json_t *polder_timing_json(const polder_timing_t *timing);
/* NaN and infinities become null. */
json_t *polder_number_json(double value);

#endif
