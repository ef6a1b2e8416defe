/* arm_names.c: see arm_names.h. */
#include "analysis/arm_names.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/about.h"
#include "analysis/setting_words.h"
#include "document/cell.h"
#include "io/json.h"
#include "kernel/table.h"
#include "words/words.h"

static polder_title_t titles_from, parts_from;

void polder_titles_from(polder_title_t titles, polder_title_t parts)
{
    titles_from = titles;
    parts_from = parts;
}

const char *polder_title_of(const char *name, polder_language_t language)
{
    return titles_from && name && *name ? titles_from(name, language) : NULL;
}

const char *polder_part_title_of(const char *name, polder_language_t language)
{
    const char *title = polder_title_of(name, language);
    if (title || !parts_from || !name || !*name) return title;
    return parts_from(name, language);
}

/* ---- what an arm is called ---- */

const char *polder_arm_none(polder_language_t language)
{
    return polder_text(language, "nothing extra");
}

typedef struct {
    polder_setting_words_t words;
    bool memory; /* it ran out */
} naming_t;

/* Interventions by their titles: "a + b". False: not all have one. */
static bool put_titles(FILE *out, const char *name, polder_language_t language)
{
    for (const char *plus = NULL; *name; name = plus ? plus + strlen(" + ") : "") {
        char one[POLDER_ARM_NAME + 1];
        plus = strstr(name, " + ");
        const size_t n = plus ? (size_t)(plus - name) : strlen(name);
        snprintf(one, sizeof one, "%.*s", (int)n, name);
        const char *title = polder_title_of(one, language);
        if (!title) return false;
        fprintf(out, "%s%s", title, plus ? " + " : "");
    }
    return true;
}

static bool is_whole(const char *text)
{
    return *text && text[strspn(text, "0123456789")] == '\0';
}

/* "from month 3", or what it waits for. */
static bool put_start(FILE *out, naming_t *n, const char *value)
{
    const polder_language_t language = n->words.language;
    if (is_whole(value)) {
        fprintf(out, polder_text(language, "from %s %s"), polder_text(language, n->words.tick),
                value);
        return true;
    }
    char *condition = polder_setting_condition(&n->words, value, true);
    if (condition) fprintf(out, polder_text(language, "once %s"), condition);
    free(condition);
    return condition != NULL;
}

/* "months" */
static const char *ticks_of(const naming_t *n, const char *value, char room[POLDER_TICKS])
{
    const char *tick = n->words.tick;
    return polder_text(n->words.language,
                       strcmp(value, "1") == 0 ? tick : polder_about_many(tick, room));
}

static void put_duration(FILE *out, const naming_t *n, const char *value)
{
    char room[POLDER_TICKS];
    fprintf(out, polder_text(n->words.language, "for %s %s"), value, ticks_of(n, value, room));
}

static void put_horizon(FILE *out, const naming_t *n, const char *value)
{
    char room[POLDER_TICKS];
    fprintf(out, polder_text(n->words.language, "followed for %s %s"), value,
            ticks_of(n, value, room));
}

/* "without context and opportunism", of mechanisms of the model; what else somebody calls so stays. */
static bool put_without(FILE *out, const naming_t *n, const char *names)
{
    const polder_language_t language = n->words.language;
    char all[POLDER_ARM_NAME + 1], *rest = all, *next = NULL;
    snprintf(all, sizeof all, "%s", names);
    const char *end = all + strlen(all);
    for (char *one = all; one; one = next) {
        next = strstr(one, " and ");
        if (next) *next = '\0', next += strlen(" and ");
        if (!n->words.table || !n->words.table->model || polder_table_part(n->words.table, one) < 0)
            return false;
    }
    fputs(polder_text(language, "without"), out);
    for (; rest < end; rest += strlen(rest) + strlen(" and "))
        fprintf(out, "%s%s %s", rest > all ? " " : "",
                rest > all ? polder_text(language, "and") : "", rest);
    return true;
}

/* What stands between two commas, as the loader puts a name together (scenario_arms.c): interventions,
 * how they are done ("dose 0.5", "start 3", "duration 6"), "without context", "horizon 12", or "field=value". False: a name as it is. */
static bool put_part(FILE *out, naming_t *n, char *part)
{
    char dose[POLDER_ARM_NAME + 1];
    char *is = strchr(part, '=');
    if (strncmp(part, "dose ", 5) == 0) {
        snprintf(dose, sizeof dose, "%s", part + 5);
        fprintf(out, polder_text(n->words.language, "dose %s"),
                polder_cell_decimals(dose, n->words.language));
        return true;
    }
    if (strncmp(part, "start ", 6) == 0) return put_start(out, n, part + 6);
    if (strncmp(part, "duration ", 9) == 0 && is_whole(part + 9)) {
        put_duration(out, n, part + 9);
        return true;
    }
    if (strncmp(part, "without ", 8) == 0) return put_without(out, n, part + 8);
    if (strncmp(part, "horizon ", 8) == 0 && is_whole(part + 8)) {
        put_horizon(out, n, part + 8);
        return true;
    }
    if (!is) return put_titles(out, part, n->words.language);
    *is = '\0';
    const bool said = polder_setting_put(out, &n->words, part, is + 1);
    *is = '=';
    return said;
}

/* One part in words, or as it is; the caller frees it. *setting: it is a field and its value. */
static char *part_said(naming_t *n, char *part, bool *setting)
{
    char *text = NULL;
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    const bool said = out && put_part(out, n, part);
    if (!out || fclose(out) != 0) n->memory = true;
    *setting = said && strchr(part, '=') && strncmp(part, "start ", 6) != 0;
    if (said || n->memory) return text;
    free(text);
    text = strdup(part);
    n->memory = n->memory || !text;
    return text;
}

/* All parts of a name; the caller frees it. NULL: no memory. */
static char *name_said(naming_t *n, const char *name)
{
    char *text = NULL, *copy = strdup(name);
    size_t size = 0;
    FILE *out = open_memstream(&text, &size);
    bool before = false, first = true;
    n->memory = n->memory || !copy || !out;
    for (char *part = copy, *comma = NULL; part && !n->memory; part = comma ? comma + 2 : NULL) {
        bool setting = false;
        comma = strstr(part, ", ");
        if (comma) *comma = '\0';
        char *said = part_said(n, part, &setting);

        if (said) fprintf(out, "%s%s", first ? "" : before ? "; " : ", ", said);
        free(said);
        before = setting;
        first = false;
    }
    free(copy);
    if (out && fclose(out) != 0) n->memory = true;
    if (!n->memory) return text;
    free(text);
    return NULL;
}

/* A name of its own for people, the title of its intervention, or its parts in words. NULL: it is called
 * by its name. */
static char *called(const char *own, const char *name, naming_t *n)
{
    const polder_language_t language = n->words.language;
    const char *title = NULL;
    if (!own) title = polder_title_of(name, language);
    if (!own && !title && titles_from && strcmp(name, "none") == 0)
        title = polder_arm_none(language);
    char *text = title ? strdup(title) : name_said(n, own ? own : name);
    n->memory = n->memory || !text;
    if (text && strcmp(text, name) != 0) return text;
    free(text);
    return NULL;
}

/* Where the names of the arms come from: one of both. */
typedef struct {
    const polder_result_t *result;
    const json_t *arm; /* list, of its scenario */
    const polder_experiment_t *x;
} named_t;

static const char *name_of(const named_t *from, int arm)
{
    const char *name = from->x ? from->x->arm[arm].name : polder_result_arm(from->result, arm);
    return name ? name : "";
}

/* For people, as its scenario says; NULL: it does not. */
static const char *name_said_in(const named_t *from, polder_language_t language, int arm)
{
    const bool dutch = language == POLDER_DUTCH;
    const json_t *one = json_array_get(from->arm, (size_t)arm);
    if (!from->x) return json_string_value(json_object_get(one, dutch ? "name_nl" : "name_en"));
    return dutch ? from->x->arm[arm].name_nl : from->x->arm[arm].name_en;
}

/* In all languages. */
static void read_names(polder_arm_names_t *names, const named_t *from, naming_t *n)
{
    for (int l = 0; l < POLDER_LANGUAGES && !n->memory; l++) {
        n->words.language = (polder_language_t)l;
        names->in[l] = calloc((size_t)names->n + 1, sizeof *names->in[l]);
        n->memory = !names->in[l];
        for (int i = 0; i < names->n && !n->memory; i++)
            names->in[l][i] =
                called(name_said_in(from, (polder_language_t)l, i), name_of(from, i), n);
    }
}

int polder_arm_names_read(polder_arm_names_t *names, const polder_result_t *result)
{
    const char *text = polder_result_description(result);
    polder_table_t table;
    naming_t n = {.memory = false};
    polder_setting_words_of(&n.words, &table, result, POLDER_ENGLISH);
    *names = (polder_arm_names_t){.n = polder_result_n_arm(result)};
    json_t *root = text ? polder_json_read(text, 0, &n.memory) : NULL;
    read_names(names, &(named_t){.result = result, .arm = json_object_get(root, "arms")}, &n);
    json_decref(root);
    polder_table_free(&table);
    if (n.memory) polder_arm_names_free(names);
    return n.memory ? POLDER_MEMORY : POLDER_OK;
}

int polder_arm_names_of(polder_arm_names_t *names, const polder_experiment_t *x)
{
    naming_t n = {.words = {.table = &x->table, .tick = x->table.model->tick}};
    *names = (polder_arm_names_t){.n = x->n_arm};
    read_names(names, &(named_t){.x = x}, &n);
    if (n.memory) polder_arm_names_free(names);
    return n.memory ? POLDER_MEMORY : POLDER_OK;
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
