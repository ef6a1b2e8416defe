/* find.h: the scenario that a command line names.
 *
 * What     A file by its path; else NAME.yaml in the working folder, in its scenarios/, and in
 *          the folder of ready scenarios that `polder list scenarios` shows, each with its
 *          chapters ("pilot" is hiccups/pilot.yaml), with "scenarios/" before it or not. A result
 *          file is the scenario that it is of.
 */
#ifndef POLDER_FIND_H
#define POLDER_FIND_H

#include <stdbool.h>

#include "kernel/error.h"

/* The caller frees; NULL after an error in `report` that names the nearest scenario. A file that
 * is found elsewhere than where the word says is told on stderr, unless `quiet`. */
POLDER_MUST_USE char *polder_find_scenario(const char *word, bool quiet, polder_report_t *report);

#endif
