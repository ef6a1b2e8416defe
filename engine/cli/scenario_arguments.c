/* scenario_arguments.c: see scenario_arguments.h. */
#include "cli/scenario_arguments.h"

#include <string.h>

#include "cli/cli.h"
#include "cli/list.h"

static int add(const char **list, int *n, const char *command, const char *value)
{
    if (*n == POLDER_MOST_ARGUMENTS)
        return polder_cli_usage(command, "more than %d times the same option",
                                POLDER_MOST_ARGUMENTS);
    list[(*n)++] = value;
    return 0;
}

static int add_number(polder_scenario_arguments_t *a, const char *command, const char *key,
                      int64_t min, const char *value, char text[32])
{
    int64_t number = 0;
    if (!polder_cli_whole(value, min, INT64_MAX, &number))
        return polder_cli_usage(command, "--%s needs a whole number of at least %d, not \"%s\"",
                                key, (int)min, value);
    const bool again = text[0] != '\0';
    snprintf(text, 32, "%s=%lld", key, (long long)number);
    return again ? 0 : add(a->set, &a->n_set, command, text);
}

int polder_scenario_argument(polder_scenario_arguments_t *a, const char *command, int option,
                             const char *value)
{
    switch (option) {
    case POLDER_SET:
        if (!strchr(value, '='))
            return polder_cli_usage(command, "--set needs name=value, not \"%s\"", value);
        return add(a->set, &a->n_set, command, value);
    case POLDER_SEED:
        return add_number(a, command, "seed", 0, value, a->seed);
    case POLDER_REPLICATES:
        return add_number(a, command, "replicates", 1, value, a->replicates);
    case POLDER_NETWORK_FILE:
        a->network = value;
        return 0;
    case POLDER_RECORD:
        return add(a->record, &a->n_record, command, value);
    default:
        return -1;
    }
}

polder_scenario_options_t polder_scenario_arguments(const polder_scenario_arguments_t *a)
{
    static char *shared; /* found once, for the life of the program */
    if (!shared) shared = polder_list_folder();
    return (polder_scenario_options_t){.n_set = a->n_set,
                                       .set = a->set,
                                       .network = a->network,
                                       .shared = shared,
                                       .n_record = a->n_record,
                                       .record = a->record};
}
