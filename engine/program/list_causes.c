/* list_causes.c: the causes that `polder list causes` finds. See list.h, causes.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "io/json.h"
#include "program/causes.h"
#include "program/cli.h"
#include "program/language.h"
#include "program/list.h"
#include "program/live.h"
#include "program/terminal.h"

enum { NAME = 256 };

/* The name of its file: f1-no-shared-ambition. */
static const char *file_name(char name[NAME], const char *path)
{
    const char *slash = strrchr(path, '/');
    snprintf(name, NAME, "%s", slash ? slash + 1 : path);
    char *dot = strrchr(name, '.');
    if (dot) *dot = '\0';
    return name;
}

static void set_words(json_t *o, const char *key, char *const text[POLDER_LANGUAGES])
{
    char dutch[32];
    snprintf(dutch, sizeof dutch, "%s_nl", key);
    json_object_set_new(o, key, json_string(text[POLDER_ENGLISH]));
    json_object_set_new(o, dutch, json_string(text[POLDER_DUTCH]));
}

/* The shortest text that is this number; null where it is not given. */
static json_t *number(double value)
{
    char text[32];
    if (isnan(value)) return json_null();
    snprintf(text, sizeof text, "%.7g", value);
    return json_real(strtod(text, NULL));
}

static json_t *carrier_json(const polder_table_t *table, const polder_carrier_t *c)
{
    const polder_field_t *field = table->field[c->field];
    json_t *o = json_object();
    json_object_set_new(o, "name", json_string(field->name));
    json_object_set_new(o, "role", json_string(polder_role_name(field->role)));
    json_object_set_new(o, "level", json_string(polder_level_name(field->level)));
    json_object_set_new(o, "default", number((double)field->value));
    json_object_set_new(o, "worse", json_string(c->worse == POLDER_HIGHER ? "higher" : "lower"));
    json_object_set_new(o, "worst", number(c->worst));
    json_object_set_new(o, "healthy", number(c->healthy));
    json_object_set_new(o, "about", json_string(field->doc));
    return o;
}

static json_t *cause_json(const polder_causes_t *all, const polder_cause_t *cause)
{
    char name[NAME];
    json_t *o = json_object(), *remedies = json_array(), *carriers = json_array();
    json_object_set_new(o, "id", json_string(cause->id));
    json_object_set_new(o, "name", json_string(file_name(name, cause->path)));
    json_object_set_new(o, "path", polder_json_path(cause->path));
    json_object_set_new(o, "ok", json_true());
    set_words(o, "title", cause->title);
    set_words(o, "symptom", cause->symptom);
    set_words(o, "problem", cause->problem);
    set_words(o, "way_out", cause->way_out);
    for (int i = 0; i < cause->n_remedy; i++)
        json_array_append_new(remedies, json_string(cause->remedy[i]));
    for (int i = 0; i < cause->n_carrier; i++)
        json_array_append_new(carriers, carrier_json(&all->table, &cause->carrier[i]));
    json_object_set_new(o, "remedies", remedies);
    json_object_set_new(o, "carriers", carriers);
    return o;
}

static json_t *bad_json(const char *path)
{
    char name[NAME];
    json_t *o = json_object();
    json_object_set_new(o, "id", json_string(""));
    json_object_set_new(o, "name", json_string(file_name(name, path)));
    json_object_set_new(o, "path", polder_json_path(path));
    json_object_set_new(o, "ok", json_false());
    return o;
}

/* F2 before F10: by the letters, then by the number behind them; files that are no good last. */
static int by_id(const void *left, const void *right)
{
    const json_t *a = *(json_t *const *)left, *b = *(json_t *const *)right;
    const char *x = json_string_value(json_object_get(a, "id")),
               *y = json_string_value(json_object_get(b, "id"));
    if (!*x || !*y) return *x ? -1 : *y ? 1 : 0;
    return strverscmp(x, y);
}

/* NULL without memory. */
static json_t *sorted(json_t *list)
{
    const size_t n = json_array_size(list);
    json_t **item = calloc(n + 1, sizeof *item), *out = item ? json_array() : NULL;
    for (size_t i = 0; item && i < n; i++) item[i] = json_array_get(list, i);
    if (item) qsort(item, n, sizeof *item, by_id);
    for (size_t i = 0; out && i < n; i++) json_array_append(out, item[i]);
    free(item);
    json_decref(list);
    if (json_array_size(out) == n) return out;
    json_decref(out);
    return NULL;
}

static json_t *found_json(const polder_found_causes_t *found)
{
    json_t *list = json_array();
    bool whole = list != NULL;
    for (int i = 0; i < found->all.n; i++)
        whole &= json_array_append_new(list, cause_json(&found->all, &found->all.cause[i])) == 0;
    for (int i = 0; i < found->n_file; i++)
        if (found->file[i].bad)
            whole &= json_array_append_new(list, bad_json(found->file[i].path)) == 0;
    if (whole) return sorted(list);
    json_decref(list);
    return NULL;
}

/* On stderr: which files are no good, or that there are none. */
static void say_missing(const polder_found_causes_t *found, const char *model)
{
    int n_bad = 0;
    for (int i = 0; i < found->n_file; i++) {
        const char *path = found->file[i].path;
        if (!found->file[i].bad) continue;
        n_bad++;
        polder_terminal_line(stderr, "polder: error: %s is not valid: polder check %s says why",
                             path, path);
    }
    if (!found->folder)
        polder_cli_causes_missing(found, POLDER_TEXT("nothing to list"));
    else if (found->n_file == 0)
        polder_terminal_line(stderr, "polder: there are no causes in causes/");
    else if (found->all.n == 0 && n_bad == 0)
        polder_terminal_line(stderr, "polder: there are no causes of model %s", model);
}

/* As polder_list_causes, and says on stderr only that nothing could be read. */
static json_t *find(const char *model, polder_found_causes_t *found)
{
    polder_report_t report;
    polder_cli_report(&report);
    int code = polder_cli_causes(model, found, &report);
    if (report.lost > 0) code = POLDER_MEMORY; /* then a good file looks like one that is not */
    json_t *list = code >= 0 ? found_json(found) : NULL;
    if (!list) {
        if (code != POLDER_MEMORY && code < 0)
            polder_terminal_notes(stderr, &report);
        else
            polder_terminal_line(stderr, "polder: error: out of memory");
    }
    polder_report_free(&report);
    return list;
}

json_t *polder_list_causes(const char *model)
{
    polder_found_causes_t found;
    json_t *list = find(model, &found);
    if (list) say_missing(&found, model);
    polder_cli_causes_free(&found);
    return list;
}

bool polder_list_causes_good(const json_t *list)
{
    size_t i = 0;
    const json_t *item = NULL;
    json_array_foreach(list, i, item) if (json_is_false(json_object_get(item, "ok"))) return false;
    return true;
}

/* --- one of them --- */

static const char *text_of(const json_t *o, const char *key)
{
    char dutch[32];
    snprintf(dutch, sizeof dutch, "%s_nl", key);
    const char *text = json_string_value(json_object_get(o, key)),
               *other = json_string_value(json_object_get(o, dutch));
    return polder_language() == POLDER_DUTCH && other ? other : text ? text : "";
}

static polder_datum_t number_of(const json_t *o, const char *key)
{
    const json_t *value = json_object_get(o, key);
    return json_is_number(value) ? polder_datum(json_number_value(value)) : polder_datum_nothing();
}

static void add_carriers(polder_document_t *d, const json_t *cause)
{
    const json_t *list = json_object_get(cause, "carriers"), *c = NULL;
    polder_document_table(d, NULL, 6,
                          (polder_head_t[]){{POLDER_IS_TEXT, .label = "carrier"},
                                            {POLDER_IS_GIVEN, .label = "default"},
                                            {POLDER_IS_TEXT, .label = "worse"},
                                            {POLDER_IS_GIVEN, .label = "worst"},
                                            {POLDER_IS_GIVEN, .label = "healthy"},
                                            {POLDER_IS_TEXT, .label = "about", .wrap = true}});
    size_t i = 0;
    json_array_foreach(list, i, c)
    {
        const bool higher = strcmp(json_string_value(json_object_get(c, "worse")), "higher") == 0;
        polder_document_row(
            d,
            (polder_datum_t[]){polder_datum_text(json_string_value(json_object_get(c, "name"))),
                               number_of(c, "default"),
                               polder_datum_text(higher ? polder_document_text(d, "higher")
                                                        : polder_document_text(d, "lower")),
                               number_of(c, "worst"), number_of(c, "healthy"),
                               polder_datum_text(json_string_value(json_object_get(c, "about")))});
    }
}

static void add_remedies(polder_document_t *d, const json_t *cause)
{
    const json_t *list = json_object_get(cause, "remedies"), *name = NULL;
    size_t i = 0;
    polder_document_item(d, 0, POLDER_TEXT("remedies: "), "%s", "");
    json_array_foreach(list, i, name)
        polder_document_add(d, i > 0 ? ", %s" : "%s", json_string_value(name));
}

static polder_document_t *cause_document(const json_t *cause)
{
    static const char *const key[] = {"symptom", "problem", "way_out"};
    static const polder_cause_word_t word[] = {POLDER_SYMPTOM, POLDER_PROBLEM, POLDER_WAY_OUT};
    polder_document_t *d = polder_document_new(polder_language());
    polder_document_title(d, "%s: %s", text_of(cause, "id"), text_of(cause, "title"));
    for (int i = 0; i < 3; i++)
        polder_document_item(d, 0, polder_cause_label(word[i]), "%s", text_of(cause, key[i]));
    add_remedies(d, cause);
    polder_document_item(d, 0, POLDER_TEXT("file: "), "%s", text_of(cause, "path"));
    polder_document_gap(d);
    polder_document_say(d, "What carries it in the model. Of what a network draws itself, as "
                           "between.*, the default is the middle of all networks.");
    add_carriers(d, cause);
    polder_document_gap(d);
    polder_document_line(d, "what a remedy does: polder list interventions NAME");
    return d;
}

static json_t *pick(const json_t *list, const char *name)
{
    const size_t n = json_array_size(list);
    const char **all = calloc(2 * n + 1, sizeof *all);
    json_t *item = NULL, *found = NULL;
    size_t i = 0;
    json_array_foreach(list, i, item)
    {
        const char *id = json_string_value(json_object_get(item, "id")),
                   *file = json_string_value(json_object_get(item, "name"));
        if (all) all[2 * i] = file;
        if (all) all[2 * i + 1] = id;
        if (!found && (strcasecmp(id, name) == 0 || strcmp(file, name) == 0)) found = item;
    }
    if (!found) {
        const char *near =
            all ? polder_nearest_within(name, all, 2 * n, 1 + strlen(name) / 5) : NULL;
        polder_terminal_line(stderr,
                             near && *near
                                 ? "polder: error: there is no cause \"%s\"; did you mean \"%s\"?"
                                 : "polder: error: there is no cause \"%s\": polder list causes "
                                   "shows what there is",
                             name, near ? near : "");
    }
    free(all);
    return found;
}

int polder_list_cause(const char *name, const char *model, bool json)
{
    polder_table_t table;
    polder_report_t report;
    polder_cli_report(&report);
    const int code = polder_table_init(&table, model, &report);
    if (code < 0) {
        const int exit_code = polder_terminal_fail(&report, code);
        polder_report_free(&report);
        return exit_code;
    }
    polder_found_causes_t found;
    json_t *list = find(model, &found), *cause = list ? pick(list, name) : NULL;
    if (list && !found.folder) polder_cli_causes_missing(&found, POLDER_TEXT("nothing to list"));
    polder_cli_causes_free(&found);
    const bool ok = json_is_true(json_object_get(cause, "ok"));
    int printed = POLDER_OK;
    if (cause && json) {
        json_dumpf(cause, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(7));
        putchar('\n');
    } else if (ok) {
        polder_document_t *d = cause_document(cause);
        printed = polder_cli_lines(d, &report);
        polder_document_free(d);
    }
    if (cause && !ok)
        polder_terminal_line(stderr, "polder: error: %s is not valid: polder check %s says why",
                             text_of(cause, "path"), text_of(cause, "path"));
    const int exit_code = printed < 0 ? polder_terminal_fail(&report, printed)
                          : !list     ? POLDER_EXIT_FAILURE
                          : ok        ? POLDER_EXIT_OK
                                      : POLDER_EXIT_USAGE;
    json_decref(list);
    polder_table_free(&table);
    polder_report_free(&report);
    return exit_code;
}
