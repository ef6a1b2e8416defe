/* typed.c: see typed.h. */
#include "program/typed.h"

#include <string.h>

void polder_typed_word(FILE *to, const char *word)
{
    static const char plain[] =
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-+/=";
    if (*word && word[strspn(word, plain)] == '\0') {
        fputs(word, to);
        return;
    }
    fputc('\'', to);
    for (; *word; word++)
        if (*word == '\'')
            fputs("'\\''", to);
        else
            fputc(*word, to);
    fputc('\'', to);
}

void polder_typed_option(FILE *to, const char *name, const char *word)
{
    if (!word) return;
    fprintf(to, " --%s ", name);
    polder_typed_word(to, word);
}

const char *polder_typed_base(const char *path)
{
    const char *slash = path ? strrchr(path, '/') : NULL;
    return slash ? slash + 1 : path;
}

void polder_typed_scenario(FILE *to, const polder_scenario_arguments_t *a, uint64_t seed)
{
    polder_typed_option(to, "network", polder_typed_base(a->network));
    for (int i = 0; i < a->n_set; i++)
        if (strncmp(a->set[i], "seed=", 5) != 0) polder_typed_option(to, "set", a->set[i]);
    for (int i = 0; i < a->n_record; i++) polder_typed_option(to, "record", a->record[i]);
    fprintf(to, " --seed %llu", (unsigned long long)seed);
}
