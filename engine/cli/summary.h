/* summary.h: a result, printed: tables for people or one JSON object for programs. */
#ifndef POLDER_SUMMARY_PRINT_H
#define POLDER_SUMMARY_PRINT_H

#include <jansson.h>
#include <stdio.h>

#include "analysis/report.h"
#include "run/run.h"

/* Read FILE and print it to stdout. `timing` (or NULL) is of the run that made it, with the
 * number of parts that were kept already. Returns the exit code; problems go to stderr. */
int polder_cli_summary(const char *file, const polder_summary_options_t *options, bool json,
                       const polder_timing_t *timing);

void polder_summary_print(FILE *stream, const char *file, const polder_summary_t *summary);
void polder_timing_print(FILE *stream, const polder_timing_t *timing);

/* New references, NULL without memory. */
json_t *polder_summary_json(const char *file, const polder_summary_t *summary);
json_t *polder_timing_json(const polder_timing_t *timing);
/* NaN and infinities become null. */
json_t *polder_number_json(double value);

#endif
