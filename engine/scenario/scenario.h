/* scenario.h: from a YAML file to an experiment, and back to a canonical text.
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

/* What the command line adds. */
typedef struct {
    int n_set;
    const char *const *set; /* "part.parameter=value", "seed=3", "horizon=120", "initial.STATE=…",
                               "lever.NAME=0.5" (the whole run), "record.networks=10",
                               "without=[PART]": value in YAML's flow style, so {uniform: [0, 1]}
                               works too */
    const char *network;    /* replaces network.file, relative to the working folder */
    const char *shared;     /* interventions that are not beside the scenario are looked for in
                               the folder "interventions" of this one; may be NULL */
    int n_record;
    const char *const *record;   /* fields to record over time in addition; of the first 100
                                    networks, if the scenario does not say how many */
    const polder_given_t *given; /* or NULL */
} polder_scenario_options_t;

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

/* By its first bytes. */
bool polder_scenario_is_result(const char *path);

/* Canonical JSON of an experiment: every parameter with its value, defaults included; contents of a
 * network file and of a CSV file by hash. Equal experiments, equal text. It is a scenario:
 * polder_scenario_parse makes the same experiment of it again. Caller frees. */
POLDER_MUST_USE int polder_scenario_describe(const polder_experiment_t *x, char **json,
                                             polder_report_t *report);
/* JSON Schema (draft 2020-12) of scenarios for one model. Caller frees. */
POLDER_MUST_USE int polder_scenario_schema(const char *model, char **json, polder_report_t *report);

/* A condition as a scenario writes it; what does not fit is cut off. */
void polder_condition_text(const polder_experiment_t *x, const polder_condition_t *condition,
                           char *text, size_t size);

#endif
