/* arms_file.h: the text of an experiment as a scenario in a file, for who wants to read and change
 * it: what a diagnosis found, as arms. */
#ifndef POLDER_ARMS_FILE_H
#define POLDER_ARMS_FILE_H

#include <stdio.h>

#include "experiment/experiment.h"

/* Arms take the place of a scenario alone, whatever --overwrite says: never of a cause, an
 * intervention or anything else that a diagnosis may have read. `path` NULL or not there: nothing is
 * replaced. */
POLDER_MUST_USE int polder_cli_spare_arms(const char *path, polder_report_t *report);
/* `json` is a text of experiment x: the network files of x, those of arms too, are named so that they
 * are found from where `path`, which `stream` writes, is. */
POLDER_MUST_USE int polder_cli_write_arms(const char *json, const polder_experiment_t *x,
                                          const char *path, FILE *stream, polder_report_t *report);

#endif
