/* run_steps.h: what polder run does, after its command line was read. */
#ifndef POLDER_RUN_STEPS_H
#define POLDER_RUN_STEPS_H

#include "program/scenario_arguments.h"
#include "program/shard.h"

typedef struct {
    polder_scenario_arguments_t scenario;
    const char *file, *output; /* file: the path of the scenario */
    int64_t threads, block;    /* 0: as it comes */
    polder_shard_option_t shard;
    bool overwrite, json, quiet, details, trust;
    bool no_file; /* the result is shown and then gone */
} polder_run_arguments_t;

/* Simulates, keeps, joins and shows. The exit code. */
int polder_run_steps(const polder_run_arguments_t *arguments);

#endif
