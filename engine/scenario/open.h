/* open.h: scenarios, for programs that use the library: from a file or a text to an experiment, and
 * back to a canonical text.
 *
 * What     A scenario is YAML; JSON is YAML too. An experiment that is put together by a program
 *          needs no scenario: draft.h.
 * Errors   all problems of a scenario are reported, each with file, line, column, the line itself
 *          and, for an unknown name, the nearest known one. POLDER_INPUT or POLDER_FILE; then *x is
 *          NULL.
 * Owner    the caller ends an experiment with polder_experiment_delete, and frees texts.
 */
#ifndef POLDER_OPEN_H
#define POLDER_OPEN_H

#include <stdbool.h>

#include "experiment/opaque.h"
#include "kernel/error.h"

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
    bool drafted; /* the settings are the experiment's own: its title does not name them */
} polder_scenario_options_t;

/* A scenario file; or a result, which is one too: that of its experiment. Its network file is looked
 * for beside it. `options` may be NULL. */
POLDER_MUST_USE int polder_scenario_open(polder_experiment_t **x, const char *path,
                                         const polder_scenario_options_t *options,
                                         polder_report_t *report);
/* The same from memory; `name` stands for the file in messages. Files the text names are
 * looked for relative to `folder` (NULL: the working folder). */
POLDER_MUST_USE int polder_scenario_open_text(polder_experiment_t **x, const char *text,
                                              size_t length, const char *name, const char *folder,
                                              const polder_scenario_options_t *options,
                                              polder_report_t *report);

/* By its first bytes. */
bool polder_scenario_is_result(const char *path);

/* Canonical JSON of an experiment: every parameter with its value, defaults included; contents of a
 * network file and of a CSV file by hash. Equal experiments, equal text. It is a scenario:
 * polder_scenario_open_text makes the same experiment of it again. Caller frees. */
POLDER_MUST_USE int polder_scenario_describe(const polder_experiment_t *x, char **json,
                                             polder_report_t *report);
/* JSON Schema (draft 2020-12) of scenarios for one model. Caller frees. */
POLDER_MUST_USE int polder_scenario_schema(const char *model, char **json, polder_report_t *report);

#endif
