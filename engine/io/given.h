/* given.h: what an experiment has read from files, kept beside the parts of its result. */
#ifndef POLDER_GIVEN_H
#define POLDER_GIVEN_H

#include "experiment/experiment.h"

/* What the experiment of a folder of parts is: its canonical text, and what it has read from files.
 * Caller frees both, also after an error. POLDER_FORMAT: it is not there, or not what the card
 * says. */
POLDER_MUST_USE int polder_store_experiment(const char *path, char **json, polder_given_t *given,
                                            polder_report_t *report);
void polder_given_free(polder_given_t *given);

#endif
