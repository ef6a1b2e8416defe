/* list.c: polder list WHAT. */
#include "program/list.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/experiment.h"
#include "io/dataset.h"
#include "kernel/registry.h"
#include "kernel/table.h"
#include "program/cli.h"
#include "program/language.h"
#include "program/live.h"
#include "program/summary.h"
#include "program/terminal.h"
#include "scenario/key.h"

typedef struct {
    const char *model;
    bool json;
} arguments_t;

static const polder_option_t option[] = {
    POLDER_OPTION_TEXT(arguments_t, model, "model", "MODEL", "default: collaboration"),
    POLDER_OPTION_FLAG(arguments_t, json, "json", "a JSON array; both languages"),
    {.name = NULL}};

const polder_options_t polder_cli_list_options = {
    "usage: polder list WHAT [--model MODEL] [--json]\n"
    "       polder list interventions NAME\n"
    "       polder list causes NAME\n"
    "\n"
    "  models         the models in this program\n"
    "  keys           what a scenario may hold, with a fact, and what an\n"
    "                 intervention and a cause in files of their own\n"
    "  parts          what a model is made of, in the order of a tick\n"
    "  parameters     what a scenario can set: default, bounds, unit\n"
    "  levers         what an intervention can push\n"
    "  events         what a scenario can have happen in a month of its choice\n"
    "  columns        what a run can record: states, sums, observables,\n"
    "                 parameters and levers\n"
    "  happened       kinds of what a result says to have happened in the\n"
    "                 networks that are recorded: to whom, with which numbers\n"
    "  scenarios      ready scenarios in the folder scenarios/\n"
    "  interventions  ready interventions: for whom, from when, at what\n"
    "                 cost in days of work a month; with NAME all\n"
    "                 about one: its levers and techniques\n"
    "  causes         why networks fail: what one sees of each cause; with\n"
    "                 NAME (F1) all about one: problem, way out, remedies,\n"
    "                 and the numbers of the model that carry it\n"
    "  distributions  what may stand in the place of a number\n"
    "  datasets       what stands in a result file\n"
    "  attributes     and what its attributes say\n"
    "\n",
    option,
    "\n"
    "Names, and what is said of keys, parts and fields, are English in any\n"
    "language, as the files are in which they stand. Into a file or a pipe each\n"
    "entry is one line, however long, so that grep finds all of it.\n"
    "\n"
    "The exit code of `polder list causes` is 2 if one of the files is not valid; the\n"
    "others are listed.\n"
    "\n"
    "examples:\n"
    "  polder list parameters | grep trust\n"
    "  polder list columns --model opinions\n"
    "  polder list happened\n"
    "  polder list interventions --lang nl\n"
    "  polder list interventions visioning\n"
    "  polder list causes\n"
    "  polder list causes F7 --lang nl\n"};

/* Every list is a JSON array of flat objects first; a table shows some of the keys. */
typedef struct {
    const char *what;
    bool of_model;
    const char *key[6]; /* columns of the table, NULL at the end; the last one is broken */
    json_t *(*make)(const polder_table_t *table);
    bool (*good)(const json_t *items); /* are the files that it shows valid? NULL: of no matter */
    bool both; /* what it says is there in both languages, and so are its heads */
} list_t;

static void set_text(json_t *o, const char *key, const char *text)
{
    json_object_set_new(o, key, json_string(text ? text : ""));
}

static json_t *make_models(const polder_table_t *table)
{
    (void)table;
    json_t *list = json_array();
    for (const polder_model_t *const *m = polder_registry_models(); *m; m++) {
        json_t *o = json_object();
        set_text(o, "model", (*m)->name);
        set_text(o, "tick", (*m)->tick);
        json_object_set_new(o, "horizon", json_integer((*m)->horizon));
        set_text(o, "about", (*m)->doc);
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *make_parts(const polder_table_t *table)
{
    static const char *const kind[] = {"set-up", "mechanism", "observe"};
    json_t *list = json_array();
    for (int i = 0; i < table->n_part; i++) {
        const polder_part_t *part = table->part[i];
        json_t *o = json_object();
        set_text(o, "part", part->name);
        set_text(o, "kind", kind[part->kind]);
        set_text(o, "source", part->source);
        set_text(o, "about", part->doc);
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *key_json(const polder_keys_t *keys, const polder_key_t *key)
{
    char text[200];
    json_t *o = json_object();
    snprintf(text, sizeof text, "%s%s", keys->path, key->name);
    set_text(o, "key", text);
    set_text(o, "section", keys->path);
    set_text(o, "heading", keys->doc);
    set_text(o, "name", key->name);
    polder_key_words(key, text, sizeof text);
    set_text(o, "value", text);
    set_text(o, "default", key->flags & POLDER_KEY_NEEDED ? "(needed)" : key->standard);
    json_object_set_new(o, "needed", json_boolean(key->flags & POLDER_KEY_NEEDED));
    json_object_set_new(o, "set", json_boolean(key->flags & POLDER_KEY_SET));
    if (key->when) set_text(o, "of", key->when);
    set_text(o, "about", key->doc);
    return o;
}

static json_t *make_keys(const polder_table_t *table)
{
    (void)table;
    json_t *list = json_array();
    for (size_t i = 0; polder_scenario_keys[i]; i++)
        for (size_t k = 0; k < polder_scenario_keys[i]->n; k++)
            json_array_append_new(
                list, key_json(polder_scenario_keys[i], &polder_scenario_keys[i]->key[k]));
    return list;
}

static json_t *choices_json(const char *choices)
{
    json_t *list = json_array();
    int length = 0;
    const char *choice;
    for (int i = 0; (choice = polder_choice_at(choices, i, &length)); i++)
        json_array_append_new(list, json_stringn(choice, (size_t)length));
    return list;
}

static json_t *field_json(const polder_table_t *table, int i)
{
    const polder_field_t *field = table->field[i];
    char low[32], high[32], range[72];
    json_t *o = json_object();
    set_text(o, "name", field->name);
    set_text(o, "level", polder_level_name(field->level));
    set_text(o, "role", polder_role_name(field->role));
    set_text(o, "part", table->part[table->owner[i]]->name);
    if (field->choices) {
        int length = 0;
        const char *choice = polder_choice_at(field->choices, (int)field->value, &length);
        json_object_set_new(o, "default", json_stringn(choice ? choice : "", (size_t)length));
        json_object_set_new(o, "choices", choices_json(field->choices));
        set_text(o, "range", "choice");
    } else {
        polder_terminal_shortest(low, field->value);
        json_object_set_new(o, "default", json_real(strtod(low, NULL)));
        json_object_set_new(o, "min", polder_number_json((double)field->min));
        json_object_set_new(o, "max", polder_number_json((double)field->max));
        snprintf(range, sizeof range, "%s .. %s", polder_terminal_shortest(low, field->min),
                 polder_terminal_shortest(high, field->max));
        set_text(o, "range", range);
    }
    set_text(o, "unit", field->unit);
    set_text(o, "source", field->source ? field->source : "");
    json_object_set_new(o, "summary", json_boolean(field->flags & POLDER_SUMMARY));
    if (field->role == POLDER_STATE) /* can it have an initial value? */
        json_object_set_new(o, "initial", json_boolean(polder_field_is_given(field)));
    set_text(o, "about", field->doc);
    return o;
}

static json_t *make_fields(const polder_table_t *table, unsigned roles)
{
    json_t *list = json_array();
    for (int i = 0; i < table->n_field; i++)
        if (roles & (1u << table->field[i]->role))
            json_array_append_new(list, field_json(table, i));
    return list;
}

static json_t *make_parameters(const polder_table_t *table)
{
    return make_fields(table, 1u << POLDER_PARAMETER);
}

static json_t *make_levers(const polder_table_t *table)
{
    return make_fields(table, 1u << POLDER_LEVER);
}

/* By the word that a scenario has for each, without "planned.". */
static json_t *make_events(const polder_table_t *table)
{
    static const char *const whom[] = {"network", "members", "ties"};
    json_t *list = json_array();
    for (int i = 0; i < table->n_field; i++) {
        const polder_field_t *field = table->field[i];
        if (field->role != POLDER_PLANNED) continue;
        json_t *o = field_json(table, i);
        set_text(o, "event", strchr(field->name, '.') + 1);
        set_text(o, "of", whom[field->level]);
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *make_columns(const polder_table_t *table)
{
    json_t *list =
        make_fields(table, 1u << POLDER_STATE | 1u << POLDER_SUM | 1u << POLDER_OBSERVABLE);
    json_t *inputs = make_fields(table, 1u << POLDER_PARAMETER | 1u << POLDER_LEVER);
    json_array_extend(list, inputs);
    json_decref(inputs);
    return list;
}

static json_t *number_json(const polder_event_number_t *number)
{
    json_t *o = json_object();
    set_text(o, "name", number->name);
    set_text(o, "unit", number->unit);
    const bool named =
        number->choices && (strcmp(number->choices, POLDER_CHOICES_INTERVENTIONS) == 0 ||
                            strcmp(number->choices, POLDER_CHOICES_PLANNED) == 0);
    if (named)
        set_text(o, "of", number->choices);
    else if (number->choices)
        json_object_set_new(o, "choices", choices_json(number->choices));
    return o;
}

static json_t *make_happened(const polder_table_t *table)
{
    json_t *list = json_array();
    for (int p = 0, k = 0; p < table->n_part; p++)
        for (int i = 0; i < table->part[p]->n_event; i++, k++) {
            const polder_event_kind_t *kind = table->event[k];
            json_t *o = json_object(), *numbers = json_array(), *names = json_array();
            set_text(o, "event", kind->name);
            set_text(o, "part", table->part[p]->name);
            set_text(o, "level", polder_level_name(kind->level));
            set_text(o, "who", kind->who);
            set_text(o, "whom", kind->whom);
            for (int a = 0; a < POLDER_EVENT_NUMBERS && kind->number[a].name; a++) {
                json_array_append_new(numbers, number_json(&kind->number[a]));
                json_array_append_new(names, json_string(kind->number[a].name));
            }
            json_object_set_new(o, "numbers", numbers);
            json_object_set_new(o, "number", names);
            set_text(o, "source", kind->source);
            set_text(o, "about", kind->doc);
            json_array_append_new(list, o);
        }
    return list;
}

static json_t *make_scenarios(const polder_table_t *table)
{
    (void)table;
    char *folder = NULL;
    json_t *list = polder_list_scenarios(&folder);
    if (!folder)
        polder_terminal_line(stderr,
                             "polder: there is no folder scenarios/ here, nor beside the program");
    else if (json_array_size(list) == 0)
        polder_terminal_line(stderr, "polder: there are no scenarios in %s", folder);
    free(folder);
    return list;
}

static json_t *make_interventions(const polder_table_t *table)
{
    char *folder = NULL;
    json_t *list = polder_list_interventions(table->model->name, &folder);
    if (!folder && json_array_size(list) == 0)
        polder_terminal_line(stderr, "polder: there is no folder interventions/ here, nor "
                                     "scenarios/ here or beside the program");
    else if (json_array_size(list) == 0)
        polder_terminal_line(stderr, "polder: there are no interventions in %s/interventions",
                             folder);
    free(folder);
    return list;
}

static json_t *make_causes(const polder_table_t *table)
{
    return polder_list_causes(table->model->name);
}

static json_t *make_distributions(const polder_table_t *table)
{
    (void)table;
    json_t *list = json_array();
    json_t *o = NULL;
#define MAKE(id, n, count, argument, doc)                                                          \
    o = json_object();                                                                             \
    set_text(o, "distribution", n);                                                                \
    json_object_set_new(o, "arguments", json_integer(count));                                      \
    json_object_set_new(o, "names", *(argument) ? choices_json(argument) : json_array());          \
    set_text(o, "about", doc);                                                                     \
    json_array_append_new(list, o);
    POLDER_DISTRIBUTIONS(MAKE)
#undef MAKE
    return list;
}

static json_t *make_datasets(const polder_table_t *table)
{
    (void)table;
    json_t *list = json_array();
    for (int i = 0; i < POLDER_N_DATASET; i++) {
        const polder_dataset_t *d = &polder_datasets[i];
        const char *rows = polder_dimension_name(d->rows);
        const char *columns = polder_dimension_name(d->columns);
        char text[128];
        json_t *o = json_object();
        snprintf(text, sizeof text, "%s%s%s", d->group, *d->group ? "/" : "", d->name);
        set_text(o, "dataset", text);
        set_text(o, "group", d->group);
        set_text(o, "name", d->name);
        set_text(o, "type", polder_number_name(d->type));
        snprintf(text, sizeof text, "[%s%s%s]", rows, *columns ? ", " : "", columns);
        set_text(o, "shape", text);
        set_text(o, "when", polder_dimension_when(d->rows));
        json_object_set_new(o, "field", json_boolean(d->flags & POLDER_COLUMN));
        set_text(o, "about", d->doc);
        json_array_append_new(list, o);
    }
    return list;
}

static json_t *make_attributes(const polder_table_t *table)
{
    (void)table;
    json_t *list = json_array();
    for (size_t i = 0; i < polder_n_attribute; i++) {
        json_t *o = json_object();
        set_text(o, "attribute", polder_attributes[i].name);
        set_text(o, "type", polder_number_name(polder_attributes[i].type));
        set_text(o, "about", polder_attributes[i].doc);
        json_array_append_new(list, o);
    }
    return list;
}

static const list_t lists[] = {
    {"models", false, {"model", "tick", "horizon", "about"}, make_models, NULL, false},
    {"keys", false, {"key", "about"}, make_keys, NULL, false},
    {"parts", true, {"part", "kind", "source", "about"}, make_parts, NULL, false},
    {"parameters", true, {"name", "default", "range", "about"}, make_parameters, NULL, false},
    {"levers", true, {"name", "about"}, make_levers, NULL, false},
    {"events", true, {"event", "of", "part", "about"}, make_events, NULL, false},
    {"columns", true, {"name", "level", "role", "initial", "about"}, make_columns, NULL, false},
    {"happened", true, {"event", "who", "whom", "number", "about"}, make_happened, NULL, false},
    {"scenarios", false, {"path", "model", "title"}, make_scenarios, NULL, true},
    {"interventions", true, {"name", "title", "concepts", "about"}, make_interventions, NULL, true},
    {"causes", true, {"id", "title", "symptom"}, make_causes, polder_list_causes_good, true},
    {"distributions", false, {"distribution", "names", "about"}, make_distributions, NULL, false},
    {"datasets", false, {"dataset", "type", "shape", "about"}, make_datasets, NULL, false},
    {"attributes", false, {"attribute", "type", "about"}, make_attributes, NULL, false},
};
enum { N_LIST = sizeof lists / sizeof lists[0] };

enum { CELL = 512 };

/* Adds to a text of `at` bytes. */
static int more(char text[CELL], int at, const char *format, ...) POLDER_PRINTF(3, 4);
static int more(char text[CELL], int at, const char *format, ...)
{
    va_list arguments;
    if (at < 0 || at >= CELL) return at;
    va_start(arguments, format);
    at += vsnprintf(text + at, (size_t)(CELL - at), format, arguments);
    va_end(arguments);
    return at;
}

/* What a thing is about, followed by what may be chosen, or its unit; of a key, what may stand
 * there, which would take too much of a line as a column. */
static const char *about_text(char text[CELL], const json_t *item)
{
    const json_t *choices = json_object_get(item, "choices"), *choice = NULL;
    const char *unit = json_string_value(json_object_get(item, "unit"));
    const char *value = json_string_value(json_object_get(item, "value"));
    const char *standard = json_string_value(json_object_get(item, "default"));
    int at = snprintf(text, CELL, "%s", json_string_value(json_object_get(item, "about")));
    if (unit && !choices && unit[0] && strcmp(unit, "1") != 0) at = more(text, at, " (%s)", unit);
    size_t i = 0;
    json_array_foreach(choices, i, choice) at =
        more(text, at, "%s%s", i == 0 ? ": " : ", ", json_string_value(choice));
    if (!value) return text;
    if (json_is_true(json_object_get(item, "needed")))
        more(text, at, " [%s; needed]", value);
    else if (standard && *standard)
        more(text, at, " [%s; default: %s]", value, standard);
    else
        more(text, at, " [%s]", value);
    return text;
}

static const char *words_text(char text[CELL], const json_t *words)
{
    int at = 0;
    size_t i = 0;
    const json_t *word = NULL;
    text[0] = '\0';
    json_array_foreach(words, i, word)
    {
        if (at < 0 || at >= CELL) break;
        at += snprintf(text + at, (size_t)(CELL - at), "%s%s", i == 0 ? "" : ", ",
                       json_string_value(word));
    }
    return text;
}

static const char *cell_text(char text[CELL], const json_t *item, const char *key)
{
    const json_t *value = json_object_get(item, key);
    if (strcmp(key, "about") == 0) return about_text(text, item);
    if (json_is_array(value)) return words_text(text, value);
    if (json_is_string(value)) return json_string_value(value);
    if (json_is_integer(value))
        snprintf(text, CELL, "%lld", (long long)json_integer_value(value));
    else if (json_is_real(value))
        snprintf(text, CELL, "%.6g", json_real_value(value));
    else
        snprintf(text, CELL, "%s", json_is_true(value) ? "yes" : "");
    return text;
}

/* The last cell, of a scenario that cannot be run as it is. */
static const char *not_ready(char text[CELL], const json_t *item, const char *title)
{
    char copy[204];
    if (json_is_false(json_object_get(item, "ok")) && !json_object_get(item, "needs"))
        return polder_say("(not valid: polder check)");
    if (!json_object_get(item, "needs")) return title;
    snprintf(copy, sizeof copy, "%.200s", title); /* it may stand in `text` */
    snprintf(text, CELL, polder_say("%.200s (needs --network FILE)"), copy);
    return text;
}

static void add_row(polder_document_t *d, const list_t *what, int n, const json_t *item, bool dutch)
{
    polder_datum_t cell[6];
    char text[6][CELL];
    for (int k = 0; k < n; k++) {
        char other[32];
        snprintf(other, sizeof other, "%.28s_nl", what->key[k]);
        const bool both = dutch && json_object_get(item, other);
        const char *shown = cell_text(text[k], item, both ? other : what->key[k]);
        cell[k] = polder_datum_text(k + 1 < n ? shown : not_ready(text[k], item, shown));
    }
    polder_document_row(d, cell);
}

/* Marks a text of a table for scripts/update-words. */
#define POLDER_TEXT_OF(context, english) english

/* The head of a column, whose key stays as it is in JSON. */
static const char *label_of(const char *key)
{
    static const char *const word[] = {POLDER_TEXT_OF("column of a list", "path"),
                                       POLDER_TEXT_OF("column of a list", "name"),
                                       POLDER_TEXT_OF("column of a list", "title"),
                                       POLDER_TEXT_OF("column of a list", "concepts"),
                                       POLDER_TEXT_OF("column of a list", "about"),
                                       POLDER_TEXT_OF("column of a list", "id"),
                                       POLDER_TEXT_OF("column of a list", "symptom")};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++)
        if (strcmp(word[i], key) == 0) return polder_say_of("column of a list", word[i]);
    return key;
}

static int print_table(const list_t *what, const json_t *list, bool dutch, polder_report_t *report)
{
    int n = 0;
    polder_head_t head[6] = {{.is = POLDER_IS_TEXT}};
    for (; n < 6 && what->key[n]; n++)
        head[n] = (polder_head_t){POLDER_IS_TEXT, .name = what->key[n], .given = true,
                                  .label = what->both ? label_of(what->key[n]) : what->key[n]};
    head[n - 1].wrap = true;
    polder_document_t *d = polder_document_new(polder_language());
    polder_document_table(d, what->what, n, head);
    size_t i = 0;
    const json_t *item = NULL;
    json_array_foreach(list, i, item) add_row(d, what, n, item, dutch);
    const int code = polder_cli_lines(d, report);
    polder_document_free(d);
    return code;
}

static int list(const list_t *what, const char *model, bool json, bool dutch)
{
    polder_table_t table = {0};
    polder_report_t report;
    polder_cli_report(&report);
    int exit_code = POLDER_EXIT_OK;
    const int code = what->of_model ? polder_table_init(&table, model, &report) : 0;
    if (code < 0)
        exit_code = polder_terminal_fail(&report, code);
    else {
        json_t *items = what->make(&table);
        if (!items)
            exit_code = POLDER_EXIT_FAILURE;
        else if (what->good && !what->good(items))
            exit_code = POLDER_EXIT_USAGE;
        if (items && json) {
            json_dumpf(items, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(7));
            putchar('\n');
        } else if (json_array_size(items) > 0) {
            const int printed = print_table(what, items, dutch, &report);
            if (printed < 0) exit_code = polder_terminal_fail(&report, printed);
        }
        json_decref(items);
    }
    polder_table_free(&table);
    polder_report_free(&report);
    return exit_code;
}

/* The item of this name; NULL after a message with the nearest. */
static json_t *pick(const json_t *items, const char *name)
{
    size_t i = 0;
    const json_t *item = NULL;
    const char **all = calloc(json_array_size(items) + 1, sizeof *all);
    json_array_foreach(items, i, item)
    {
        const char *one = json_string_value(json_object_get(item, "name"));
        if (all) all[i] = one ? one : "";
        if (one && strcmp(one, name) == 0) {
            free(all);
            return json_array_get(items, i);
        }
    }
    const char *near = all ? polder_nearest(name, all, i) : NULL;
    polder_terminal_line(
        stderr,
        near ? "polder: error: there is no intervention \"%s\"; did you mean \"%s\"?"
             : "polder: error: there is no intervention \"%s\"",
        name, near ? near : "");
    free(all);
    return NULL;
}

static int show_intervention(const json_t *item)
{
    polder_report_t report;
    polder_cli_report(&report);
    polder_document_t *d = polder_list_intervention(polder_language(), item);
    const int code = polder_cli_lines(d, &report);
    const int exit_code = code < 0 ? polder_terminal_fail(&report, code) : POLDER_EXIT_OK;
    polder_document_free(d);
    polder_report_free(&report);
    return exit_code;
}

/* polder list interventions NAME */
static int one_intervention(const char *name, const char *model, bool json)
{
    char *folder = NULL;
    int exit_code = POLDER_EXIT_OK;
    json_t *items = polder_list_interventions(model, &folder), *item = pick(items, name);
    if (item && json) {
        json_dumpf(item, stdout, JSON_INDENT(2) | JSON_REAL_PRECISION(7));
        putchar('\n');
    } else if (item)
        exit_code = show_intervention(item);
    else
        exit_code = POLDER_EXIT_USAGE;
    json_decref(items);
    free(folder);
    return exit_code;
}

static int unknown_list(const char *command, const char *word)
{
    const char *name[N_LIST];
    for (int i = 0; i < N_LIST; i++) name[i] = lists[i].what;
    const char *near = polder_nearest(word, name, N_LIST);
    return polder_cli_usage(command,
                            near ? "there is no list of \"%s\"; did you mean \"%s\"?"
                                 : "there is no list of \"%s\"",
                            word, near ? near : "");
}

int polder_cli_list(int argc, char **argv)
{
    arguments_t a = {.model = polder_model_standard()->name};
    const int exit_code = polder_options_read(&polder_cli_list_options, &a, argc, argv);
    if (exit_code >= 0) return exit_code;
    const char *what = optind < argc ? argv[optind] : "";
    const bool interventions = strcmp(what, "interventions") == 0;
    const bool causes = strcmp(what, "causes") == 0, dutch = polder_language() == POLDER_DUTCH;
    if (interventions && optind + 2 == argc)
        return one_intervention(argv[optind + 1], a.model, a.json);
    if (causes && optind + 2 == argc) return polder_list_cause(argv[optind + 1], a.model, a.json);
    if (optind + 1 != argc)
        return polder_cli_usage(argv[0], "%s",
                                optind == argc ? "a list of what?" : "one list at a time");
    for (int i = 0; i < N_LIST; i++)
        if (strcmp(lists[i].what, argv[optind]) == 0)
            return list(&lists[i], a.model, a.json, dutch);
    return unknown_list(argv[0], argv[optind]);
}
