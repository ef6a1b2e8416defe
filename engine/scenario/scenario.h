/* scenario.h: from a YAML file to an experiment; and back to a text, which open.h has.
 *
 * What     polder_scenario_read checks bytes (UTF-8, size, no NUL) before libfyaml sees
 *          them, then resolves every key against the field table. All problems are
 *          reported, each with file, line, column, the line itself and, for an unknown
 *          name, the nearest known one.
 * Errors   POLDER_INPUT or POLDER_FILE; then *x is left zeroed.
 */
#ifndef POLDER_SCENARIO_H
#define POLDER_SCENARIO_H

#include "experiment/experiment.h"
#include "scenario/open.h"

/* A result file is a scenario too: that of its experiment. A network file is looked for beside it,
 * then among those of the ready scenarios (`shared`), and must be the one that was read; the points
 * of a design from a file are in the result. */
POLDER_MUST_USE int polder_scenario_read(const char *path, const polder_scenario_options_t *options,
                                         polder_experiment_t *x, polder_report_t *report);
/* The same from memory; `name` stands for the file in messages. Files the text names are
 * looked for relative to `folder` (NULL: the working folder). */
POLDER_MUST_USE int polder_scenario_parse(const char *text, size_t length, const char *name,
                                          const char *folder,
                                          const polder_scenario_options_t *options,
                                          polder_experiment_t *x, polder_report_t *report);

/* The experiment that the parts in a folder are of, by what stands there beside them: for joining,
 * as the ties of a network file are not there. *json is its canonical text; the caller frees it,
 * also after an error. POLDER_FORMAT: there is none, or no good one. */
POLDER_MUST_USE int polder_scenario_of_parts(const char *folder, char **json,
                                             polder_experiment_t *x, polder_report_t *report);

/* A condition as a scenario writes it; what does not fit is cut off. */
void polder_condition_text(const polder_experiment_t *x, const polder_condition_t *condition,
                           char *text, size_t size);

#endif
