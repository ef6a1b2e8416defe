/* arm_names.c: see arm_names.h. */
#include "analysis/arm_names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/about.h"
#include "io/json.h"
#include "words/words.h"

static polder_title_t titles_from;

void polder_titles_from(polder_title_t titles)
{
    titles_from = titles;
}

const char *polder_title_of(const char *name, polder_language_t language)
{
    return titles_from && name && *name ? titles_from(name, language) : NULL;
}

/* ---- what an arm is called ---- */

/* Interventions by their titles: "a + b". False: not all have one. */
static bool put_titles(FILE *out, const char *name, size_t length, polder_language_t language)
{
    const char *end = name + length;
    while (name < end) {
        char one[POLDER_ARM_NAME + 1];
        const char *plus = strstr(name, " + ");
        const char *until = plus && plus < end ? plus : end;
        snprintf(one, sizeof one, "%.*s", (int)(until - name), name);
        const char *title = polder_title_of(one, language);
        if (!title) return false;
        fprintf(out, "%s%s", title, until < end ? " + " : "");
        name = until < end ? until + strlen(" + ") : end;
    }
    return length > 0;
}

/* How they are done, as the loader adds it to a name: "dose 0.5", "start 3", "duration 6". */
static void put_manner(FILE *out, const char *word, size_t length, const char *tick,
                       polder_language_t language)
{
    char value[POLDER_ARM_NAME + 1], room[POLDER_TICKS];
    const char *blank = memchr(word, ' ', length);
    const size_t n = blank ? (size_t)(blank - word) : length;
    snprintf(value, sizeof value, "%.*s", (int)(blank ? length - n - 1 : 0),
             blank ? blank + 1 : "");
    const bool whole = value[strspn(value, "0123456789")] == 0;
    fputs(", ", out);
    if (n == 4 && strncmp(word, "dose", n) == 0)
        fprintf(out, polder_text(language, "dose %s"), value);
    else if (n == 5 && strncmp(word, "start", n) == 0 && whole)
        fprintf(out, polder_text(language, "from %s %s"), polder_text(language, tick), value);
    else if (n == 8 && strncmp(word, "duration", n) == 0 && whole)
        fprintf(
            out, polder_text(language, "for %s %s"), value,
            polder_text(language, strcmp(value, "1") == 0 ? tick : polder_about_many(tick, room)));
    else
        fprintf(out, "%.*s", (int)length, word);
}

/* The title of the intervention that an arm is named after, with how it is done; NULL: it is named after
 * none. The caller frees it. */
static char *title_with(const char *name, const char *tick, polder_language_t language,
                        bool *memory)
{
    char *text = NULL;
    size_t size = 0;
    const size_t n = strcspn(name, ",");
    FILE *out = open_memstream(&text, &size);
    bool titled = out && put_titles(out, name, n, language);
    for (const char *rest = name + n; titled && *rest;) {
        rest += strspn(rest, ", ");
        const size_t m = strcspn(rest, ",");
        put_manner(out, rest, m, tick, language);
        rest += m;
    }
    *memory = *memory || !out || (fclose(out) != 0);
    if (titled && !*memory) return text;
    free(text);
    return NULL;
}

/* A name of its own in Dutch, its title, or NULL. */
static char *called(const json_t *arm, const char *name, const char *tick,
                    polder_language_t language, bool *memory)
{
    const char *own = json_string_value(json_object_get(arm, "name_nl"));
    if (language != POLDER_DUTCH) own = NULL;
    if (!own && titles_from && language != POLDER_ENGLISH && strcmp(name, "none") == 0)
        own = polder_text(language, "nothing extra");
    if (!own) return titles_from ? title_with(name, tick, language, memory) : NULL;
    char *copy = strdup(own);
    *memory = *memory || !copy;
    return copy;
}

int polder_arm_names_read(polder_arm_names_t *names, const polder_result_t *result)
{
    const char *text = polder_result_description(result);
    bool memory = false;
    *names = (polder_arm_names_t){.n = polder_result_n_arm(result)};
    json_t *root = text ? polder_json_read(text, 0, &memory) : NULL;
    const json_t *arms = json_object_get(root, "arms");
    for (int l = 0; l < POLDER_LANGUAGES && !memory; l++) {
        names->in[l] = calloc((size_t)names->n + 1, sizeof *names->in[l]);
        memory = !names->in[l];
        for (int i = 0; i < names->n && !memory; i++) {
            const char *name = polder_result_arm(result, i);
            names->in[l][i] =
                called(json_array_get(arms, (size_t)i), name ? name : "",
                       polder_result_model(result)->tick, (polder_language_t)l, &memory);
        }
    }
    names->own = calloc((size_t)names->n + 1, sizeof *names->own);
    memory = memory || !names->own;
    for (int i = 0; i < names->n && !memory; i++)
        names->own[i] = json_object_get(json_array_get(arms, (size_t)i), "name_nl") != NULL;
    json_decref(root);
    if (memory) polder_arm_names_free(names);
    return memory ? POLDER_MEMORY : POLDER_OK;
}

/* What arms `first` and on are called, those of one file. A file of one arm is called by its own name. */
static bool put_file(polder_arm_names_t *names, int first, const polder_result_t *file,
                     char *const *arm)
{
    polder_arm_names_t of = {0};
    const int n = polder_result_n_arm(file);
    bool memory = n > 1 && polder_arm_names_read(&of, file) < 0;
    for (int l = 0; l < POLDER_LANGUAGES && !memory; l++)
        for (int i = 0; i < of.n && !memory; i++) {
            const char *name = polder_result_arm(file, i);
            if (!of.in[l][i] || !name) continue;
            const size_t before = strlen(arm[i]) - strlen(name);
            memory =
                asprintf(&names->in[l][first + i], "%.*s%s", (int)before, arm[i], of.in[l][i]) < 0;
            if (memory) names->in[l][first + i] = NULL;
        }
    polder_arm_names_free(&of);
    return !memory;
}

int polder_arm_names_of_files(polder_arm_names_t *names, const polder_result_t *const *file, int n,
                              char *const *arm, int n_arm)
{
    bool memory = false;
    *names = (polder_arm_names_t){.n = n_arm};
    names->own = calloc((size_t)n_arm + 1, sizeof *names->own);
    memory = !names->own;
    for (int l = 0; l < POLDER_LANGUAGES && !memory; l++) {
        names->in[l] = calloc((size_t)n_arm + 1, sizeof *names->in[l]);
        memory = !names->in[l];
    }
    for (int i = 0, first = 0; i < n && !memory; i++) {
        memory = !put_file(names, first, file[i], arm + first);
        first += polder_result_n_arm(file[i]);
    }
    if (memory) polder_arm_names_free(names);
    return memory ? POLDER_MEMORY : POLDER_OK;
}

void polder_arm_names_free(polder_arm_names_t *names)
{
    for (int l = 0; l < POLDER_LANGUAGES; l++) {
        for (int i = 0; names->in[l] && i < names->n; i++) free(names->in[l][i]);
        free(names->in[l]);
    }
    free(names->own);
    *names = (polder_arm_names_t){0};
}

const char *polder_arm_called(const polder_document_t *d, const polder_arm_names_t *names, int arm,
                              const char *name)
{
    /* what is for machines is in English, and goes by the names of the file */
    if (!d || arm < 0 || arm >= names->n || !(d->titled || d->language != POLDER_ENGLISH))
        return name;
    char *const *in = names->in[d->language];
    return in && in[arm] ? in[arm] : name;
}

int polder_arm_find_called(const polder_arm_names_t *names, const char *called_so)
{
    for (int l = 0; l < POLDER_LANGUAGES; l++)
        for (int i = 0; names->in[l] && i < names->n; i++)
            if (names->in[l][i] && strcmp(names->in[l][i], called_so) == 0) return i;
    return -1;
}
