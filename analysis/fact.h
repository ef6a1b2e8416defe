/* fact.h: a published fact, the experiment that tries it on a model, and when it holds.
 *
 * What     A fact is an ordinary scenario with one more section, `fact`: who found what, and the
 *          figures that say whether the model agrees, each with a criterion that is fixed in the
 *          file. docs/guide.md describes the section.
 * Errors   POLDER_INPUT with file, line and column, and what reading a scenario gives.
 * Owner    polder_fact_read … polder_fact_free and polder_experiment_free.
 */
#ifndef POLDER_FACT_H
#define POLDER_FACT_H

#include "analysis/figure.h"
#include "scenario/fact_keys.h"
#include "scenario/scenario.h"

#define POLDER_FACT_TEXT_MEMBER(name, needed, words, says) char *name;

typedef struct {
    POLDER_FACT_TEXTS(POLDER_FACT_TEXT_MEMBER) /* NULL: it is not there */
    bool skipped;                              /* it needs a network file, and none was given */
    bool takes_network;                        /* its network comes from a file */
    char *written_for; /* "seed 8114, 1000 replicates": what its note speaks of; or NULL */
    bool as_written;   /* it has those, and its own network file */
    int n_figure;
    polder_figure_t *figure;
} polder_fact_t;

/* Reads the file of a fact and its scenario. If the fact is skipped or cannot be examined, *x stays
 * zeroed. */
POLDER_MUST_USE int polder_fact_read(const char *path, const polder_scenario_options_t *options,
                                     polder_fact_t *fact, polder_experiment_t *x,
                                     polder_report_t *report);
/* The same from memory. */
POLDER_MUST_USE int polder_fact_parse(const char *text, size_t length, const char *name,
                                      const char *folder, const polder_scenario_options_t *options,
                                      polder_fact_t *fact, polder_experiment_t *x,
                                      polder_report_t *report);
/* Notes what is wrong with the section `fact` of a file whose scenario was read; of an experiment
 * that could not be read (NULL) without the figures. 0 too if there is no such section. */
POLDER_MUST_USE int polder_fact_check(const char *path, polder_experiment_t *x,
                                      polder_report_t *report);
void polder_fact_free(polder_fact_t *fact);

/* All its figures together: fails if one fails, else not examined if one could not be. */
polder_verdict_t polder_fact_verdict(const polder_fact_t *fact, const polder_measured_t *measured);
/* May another seed give another verdict? It holds and one of its figures is unsure, or fails and
 * all figures that fail are. */
bool polder_fact_unsure(const polder_fact_t *fact, const polder_measured_t *measured);
const char *polder_verdict_name(polder_verdict_t verdict);

#endif
