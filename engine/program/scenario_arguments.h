/* scenario_arguments.h: what a command line may add to a scenario. */
#ifndef POLDER_SCENARIO_ARGUMENTS_H
#define POLDER_SCENARIO_ARGUMENTS_H

#include "program/option.h"
#include "scenario/scenario.h"

enum { POLDER_MOST_ARGUMENTS = 256 };

typedef struct {
    int n_set, n_record;
    const char *set[POLDER_MOST_ARGUMENTS], *record[POLDER_MOST_ARGUMENTS];
    const char *network;
    char seed[32], replicates[32], foundings[32], futures[32]; /* "seed=3" */
} polder_scenario_arguments_t;

/* Rows of options (option.h); each command has those that mean something to it. */
int polder_take_set(void *arguments, const polder_option_t *option, const char *command,
                    const char *value);
int polder_take_key(void *arguments, const polder_option_t *option, const char *command,
                    const char *value);
int polder_take_network(void *arguments, const polder_option_t *option, const char *command,
                        const char *value);
int polder_take_record(void *arguments, const polder_option_t *option, const char *command,
                       const char *value);

#define POLDER_SCENARIO_OPTION(type, member, how, called, word, ...)                               \
    POLDER_OPTION_OTHER(type, member, polder_scenario_arguments_t, how, called, word, __VA_ARGS__)
#define POLDER_OPTION_SET(type, member)                                                            \
    POLDER_SCENARIO_OPTION(type, member, polder_take_set, "set", "NAME=VALUE",                     \
                           "another value for a parameter or key; may be repeated; "               \
                           "lever.NAME=LEVEL pushes a lever in all ticks")
#define POLDER_OPTION_SEED(type, member)                                                           \
    POLDER_SCENARIO_OPTION(type, member, polder_take_key, "seed", "N", "another seed", .least = 0)
#define POLDER_OPTION_REPLICATES(type, member, ...)                                                \
    POLDER_SCENARIO_OPTION(type, member, polder_take_key, "replicates", "N", __VA_ARGS__,          \
                           .least = 1)
#define POLDER_OPTION_FOUNDINGS(type, member)                                                      \
    POLDER_SCENARIO_OPTION(type, member, polder_take_key, "foundings", "N",                        \
                           "networks that begin differently", .least = 1)
#define POLDER_OPTION_FUTURES(type, member)                                                        \
    POLDER_SCENARIO_OPTION(type, member, polder_take_key, "futures", "N",                          \
                           "lives of each of these: one beginning, other chances", .least = 1)
#define POLDER_OPTION_NETWORK(type, member, ...)                                                   \
    POLDER_SCENARIO_OPTION(type, member, polder_take_network, "network", "FILE", __VA_ARGS__)
#define POLDER_OPTION_RECORD(type, member, ...)                                                    \
    POLDER_SCENARIO_OPTION(type, member, polder_take_record, "record", "FIELD", __VA_ARGS__)

/* The exit code, after a message, where `n` words of a command line are left for its scenario. */
int polder_scenario_not_one(const polder_scenario_arguments_t *arguments, const char *command,
                            int n, char *const *word);
polder_scenario_options_t polder_scenario_arguments(const polder_scenario_arguments_t *arguments);

#endif
