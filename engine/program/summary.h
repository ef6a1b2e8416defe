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

/* What answers the question of the scenario, in about ten lines; of a model that knows success.
 * `description` is that of the result. */
void polder_summary_print_short(FILE *stream, const char *file, const char *description,
                                const polder_summary_t *summary);
/* All tables; `one_case`: one case of a design was asked for. */
void polder_summary_print(FILE *stream, const char *file, const polder_summary_t *summary,
                          bool one_case);
/* Pieces of both; `file` is NULL if it is not kept. */
void polder_summary_print_title(FILE *stream, const char *file, const polder_summary_t *summary);
void polder_summary_print_facts(FILE *stream, const char *file, const polder_summary_t *summary);
const char *polder_alive_after(char text[64], const polder_summary_t *summary);
/* "Success, three ways to see it". */
const char *polder_ways(char text[64], int n);
/* "Strict success": what the measure is called, at the beginning of a sentence. */
const char *polder_noun_first(char text[64], const polder_measure_t *measure);
void polder_factors_print(FILE *stream, const polder_summary_t *summary, bool all);
/* What the intervals hold, and what not. */
enum { POLDER_CAVEAT = 512 };
void polder_interval_caveat(char text[POLDER_CAVEAT], const polder_summary_t *summary);
void polder_timing_print(FILE *stream, const polder_timing_t *timing);

/* New references, NULL without memory. */
json_t *polder_summary_json(const char *file, const polder_summary_t *summary);
json_t *polder_timing_json(const polder_timing_t *timing);
/* NaN and infinities become null. */
json_t *polder_number_json(double value);

#endif
