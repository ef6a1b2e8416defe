/* scenario_arguments.c: see scenario_arguments.h. */
#include "program/scenario_arguments.h"

#include <string.h>

#include "program/cli.h"
#include "program/list.h"

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

int polder_take_set(void *arguments, const polder_option_t *option, const char *command,
                    const char *value)
{
    polder_scenario_arguments_t *a = arguments;
    (void)option;
    if (!strchr(value, '='))
        return polder_cli_usage(command, "--set needs name=value, not \"%s\"", value);
    return add(a->set, &a->n_set, command, value);
}

/* An option that is a key of the scenario, with a whole number. */
int polder_take_key(void *arguments, const polder_option_t *option, const char *command,
                    const char *value)
{
    polder_scenario_arguments_t *a = arguments;
    const char *const key[] = {"seed", "replicates", "foundings", "futures"};
    char *const text[] = {a->seed, a->replicates, a->foundings, a->futures};
    for (size_t i = 0; i < sizeof key / sizeof *key; i++)
        if (strcmp(option->name, key[i]) == 0)
            return add_number(a, command, key[i], (int64_t)option->least, value, text[i]);
    return 0;
}

int polder_take_network(void *arguments, const polder_option_t *option, const char *command,
                        const char *value)
{
    (void)option;
    (void)command;
    ((polder_scenario_arguments_t *)arguments)->network = value;
    return 0;
}

int polder_take_record(void *arguments, const polder_option_t *option, const char *command,
                       const char *value)
{
    polder_scenario_arguments_t *a = arguments;
    (void)option;
    return add(a->record, &a->n_record, command, value);
}

/* The shell cuts {normal: [0.5, 0.2]} at its blanks, or makes words of what is in its braces. */
static bool was_cut(const polder_scenario_arguments_t *a, int n, char *const *word)
{
    bool cut = false;
    for (int i = 0; i < a->n_set; i++)
        cut |= strpbrk(a->set[i], "{[") != NULL && strpbrk(a->set[i], "}]") == NULL;
    for (int i = 0; i < n; i++)
        for (int k = 0; k < a->n_set; k++)
            cut |= strncmp(word[i], a->set[k], strcspn(a->set[k], "=") + 1) == 0;
    return cut;
}

int polder_scenario_not_one(const polder_scenario_arguments_t *a, const char *command, int n,
                            char *const *word)
{
    if (n == 0) return polder_cli_usage(command, "which scenario?");
    if (was_cut(a, n, word))
        return polder_cli_usage(command,
                                "one scenario at a time: put the setting in quotes, as in --set "
                                "\"%.*s={uniform: [0.2, 0.8]}\"",
                                (int)strcspn(a->set[0], "="), a->set[0]);
    return polder_cli_usage(command, "one scenario at a time");
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
