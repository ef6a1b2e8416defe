/* scenario_arguments.h: what a command line may add to a scenario. */
#ifndef POLDER_SCENARIO_ARGUMENTS_H
#define POLDER_SCENARIO_ARGUMENTS_H

#include "scenario/scenario.h"

enum { POLDER_MOST_ARGUMENTS = 256 };

typedef struct {
    int n_set, n_record;
    const char *set[POLDER_MOST_ARGUMENTS], *record[POLDER_MOST_ARGUMENTS];
    const char *network;
    char seed[32], replicates[32], foundings[32], futures[32]; /* "seed=3" */
} polder_scenario_arguments_t;

/* Options with these values belong to polder_scenario_argument. */
enum {
    POLDER_SET = 512,
    POLDER_SEED,
    POLDER_REPLICATES,
    POLDER_FOUNDINGS,
    POLDER_FUTURES,
    POLDER_NETWORK_FILE,
    POLDER_RECORD
};

#define POLDER_SCENARIO_ARGUMENTS                                                                  \
    {"set", required_argument, NULL, POLDER_SET}, {"seed", required_argument, NULL, POLDER_SEED},  \
        {"replicates", required_argument, NULL, POLDER_REPLICATES},                                \
        {"foundings", required_argument, NULL, POLDER_FOUNDINGS},                                  \
        {"futures", required_argument, NULL, POLDER_FUTURES},                                      \
        {"network", required_argument, NULL, POLDER_NETWORK_FILE},                                 \
    {                                                                                              \
        "record", required_argument, NULL, POLDER_RECORD                                           \
    }

/* Take in one option. Returns 0, or the exit code after a message; −1: not one of these. */
int polder_scenario_argument(polder_scenario_arguments_t *arguments, const char *command,
                             int option, const char *value);
/* The exit code, after a message, where `n` words of a command line are left for its scenario. */
int polder_scenario_not_one(const polder_scenario_arguments_t *arguments, const char *command,
                            int n, char *const *word);
polder_scenario_options_t polder_scenario_arguments(const polder_scenario_arguments_t *arguments);

#endif
