/* handouts.c: see handouts.h. */
#include "program/handouts.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "program/cli.h"
#include "program/language.h"
#include "program/list.h"
#include "program/terminal.h"

/* A text of an intervention, in Dutch where it has one; NULL: there is none. */
static const char *text_of(const json_t *list, const char *name, polder_language_t language,
                           const char *key, const char *key_nl)
{
    json_t *one = NULL;
    size_t i = 0;
    json_array_foreach((json_t *)list, i, one)
    {
        const char *is = json_string_value(json_object_get(one, "name"));
        if (!is || strcmp(is, name) != 0) continue;
        const char *dutch = json_string_value(json_object_get(one, key_nl));
        return language == POLDER_DUTCH && dutch ? dutch
                                                 : json_string_value(json_object_get(one, key));
    }
    return NULL;
}

const char *polder_handouts_name(void *intervention, const char *name, polder_language_t language)
{
    return text_of(intervention, name, language, "title", "title_nl");
}

static const char *brief(void *intervention, const char *name, polder_language_t language)
{
    return text_of(intervention, name, language, "in_short", "in_short_nl");
}

static const char *describe(void *intervention, const char *name, polder_language_t language)
{
    return text_of(intervention, name, language, "description", "description_nl");
}

static bool is_json(const char *path)
{
    const size_t n = strlen(path);
    return n > 5 && strcmp(path + n - 5, ".json") == 0;
}

static bool is_diagnosis(const json_t *o)
{
    return json_is_string(json_object_get(o, "answer")) &&
           json_is_object(json_object_get(o, "chance")) &&
           json_is_string(json_object_get(o, "model"));
}

static bool is_of_members(const json_t *o)
{
    return json_is_array(json_object_get(o, "members")) &&
           json_is_number(json_object_get(o, "lives")) &&
           json_is_string(json_object_get(o, "model"));
}

/* The parts of programmes have titles too. */
static void add_parts(json_t *list)
{
    json_t *titles = polder_list_part_titles(), *one = NULL;
    const char *name = NULL;
    json_object_foreach(titles, name, one)
    {
        json_object_set_new(one, "name", json_string(name));
        json_array_append(list, one);
    }
    json_decref(titles);
}

static int read_json(polder_handouts_t *all, const char *path, polder_report_t *report)
{
    json_error_t error;
    const polder_place_t place = {.file = path};
    json_t *root = json_load_file(path, 0, &error);
    if (!root)
        return polder_fail_at(report, POLDER_INPUT,
                              &(polder_place_t){.file = path, .line = error.line}, "%s",
                              error.text);
    const bool members = is_of_members(root), diagnosis = is_diagnosis(root);
    json_t **to = members ? &all->members : &all->diagnosis;
    const bool second = *to != NULL;
    if ((members || diagnosis) && !second) {
        const char *slash = strrchr(path, '/');
        *to = root;
        all->diagnosed = slash ? slash + 1 : path;
        return POLDER_OK;
    }
    json_decref(root);
    if (!second || !(members || diagnosis))
        return polder_fail_at(report, POLDER_INPUT, &place,
                              "this is no diagnosis: polder diagnose --json makes one, and polder "
                              "members --json what --for takes");
    return members ? polder_fail_at(report, POLDER_INPUT, &place, "these are members once more")
                   : polder_fail_at(report, POLDER_INPUT, &place, "this is a second diagnosis");
}

static int open_files(polder_handouts_t *all, const polder_handouts_arguments_t *a,
                      polder_report_t *report)
{
    int code = POLDER_OK;
    for (int i = 0; i < a->n && code >= 0; i++) {
        if (is_json(a->path[i])) {
            code = read_json(all, a->path[i], report);
            continue;
        }
        code = polder_result_open_trusting(&all->result[all->n], a->path[i], a->trust, report);
        if (code >= 0) all->first = all->n++ == 0 ? a->path[i] : all->first;
    }
    return code;
}

int polder_handouts_read(polder_handouts_t *all, const polder_handouts_arguments_t *a,
                         polder_report_t *report)
{
    char *folder = NULL;
    *all = (polder_handouts_t){.handout = {.best = -1, .worst = -1}};
    int code = open_files(all, a, report);
    if (code < 0) return code;
    const char *diagnosed = json_string_value(json_object_get(all->diagnosis, "model"));
    if (all->members && a->n > 1)
        return polder_fail(report, POLDER_INPUT,
                           "a report for one organisation is of what polder members --json said, "
                           "and of no other file");
    if (all->members) diagnosed = json_string_value(json_object_get(all->members, "model"));
    const char *model = all->n > 0 ? polder_result_model(all->result[0])->name : diagnosed;
    if (diagnosed && strcmp(model, diagnosed) != 0)
        return polder_fail_at(report, POLDER_INPUT, &(polder_place_t){.file = all->first},
                              "this is of model %s, and the diagnosis of %s", model, diagnosed);
    code = polder_cli_causes(model, &all->causes, report);
    all->intervention = polder_list_interventions(model, &folder);
    add_parts(all->intervention);
    free(folder);
    if (code >= 0 && !all->intervention) code = polder_out_of_memory(report);
    const polder_handout_options_t options = {
        .baseline = a->baseline, .causes = &all->causes.all, .trust = a->trust};
    if (code < 0 || all->n == 0) return code;
    return polder_handout_read(&all->handout, (const polder_result_t *const *)all->result, all->n,
                               all->first, &options, report);
}

polder_handout_page_t polder_handouts_page(const polder_handouts_t *all)
{
    polder_document_t *d = polder_document_new(polder_language());
    if (d) d->titled = true;
    return (polder_handout_page_t){.d = d,
                                   .h = &all->handout,
                                   .name = polder_handouts_name,
                                   .brief = brief,
                                   .describe = describe,
                                   .self = all->intervention,
                                   .ready = all->intervention,
                                   .diagnosis = all->diagnosis,
                                   .diagnosed = all->diagnosed,
                                   .members = all->members,
                                   .causes = &all->causes.all};
}

void polder_handouts_free(polder_handouts_t *all)
{
    polder_handout_free(&all->handout);
    polder_cli_causes_free(&all->causes);
    json_decref(all->intervention);
    json_decref(all->diagnosis);
    json_decref(all->members);
    for (int i = 0; i < all->n; i++) polder_result_close(all->result[i]);
    *all = (polder_handouts_t){0};
}

bool polder_handouts_files(polder_handouts_arguments_t *a, int argc, char **argv)
{
    a->path = argv + optind;
    a->n = argc - optind;
    if (a->n < 1 || a->n > POLDER_MOST_FILES) {
        polder_cli_usage(argv[0], a->n < 1 ? "which result file?" : "at most %d result files",
                         (int)POLDER_MOST_FILES);
        return false;
    }
    for (int i = 0; i < a->n; i++) {
        if (access(a->path[i], R_OK) == 0) continue;
        const int reason = errno;
        polder_terminal_line(stderr, "polder: error: %s: %s", a->path[i],
                             polder_say(strerror(reason)));
        return false;
    }
    return true;
}
