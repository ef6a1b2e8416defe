/* scenario_section.c: the sections values, initial, without, levers and record of a
 * scenario. See loader.h. */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/key.h"
#include "scenario/schema.h"

/* Does a parameter "prefix.…" exist? */
static bool has_prefix(const polder_table_t *table, const char *prefix)
{
    const size_t n = strlen(prefix);
    for (int f = 0; f < table->n_field; f++)
        if (table->field[f]->role == POLDER_PARAMETER &&
            strncmp(table->field[f]->name, prefix, n) == 0 && table->field[f]->name[n] == '.')
            return true;
    return false;
}

/* Parts that have parameters, as far as their names are the prefix of these. */
static size_t list_prefixes(const polder_table_t *table, const char **prefix, size_t most)
{
    size_t n = 0;
    for (int p = 0; p < table->n_part && n < most; p++)
        if (has_prefix(table, table->part[p]->name) &&
            table->part[p] != &polder_part_engine_network)
            prefix[n++] = table->part[p]->name;
    return n;
}

/* A name that cannot be set here: what it is, or the nearest parameter. */
void polder_loader_no_parameter(polder_loader_t *r, const polder_yaml_node_t *key, const char *name)
{
    const polder_table_t *table = &r->x->table;
    const int f = polder_table_find(table, name);
    if (f >= 0 && (table->field[f]->flags & POLDER_DERIVED)) {
        polder_loader_problem(r, key, POLDER_NOT_GIVEN, name);
    } else if (f >= 0 && table->field[f]->role == POLDER_STATE) {
        polder_loader_problem(r, key, "%s is a state: its initial value is set under initial",
                              name);
    } else if (f >= 0 && table->field[f]->role == POLDER_LEVER) {
        polder_loader_problem(r, key, "%s is a lever: push it under levers", name);
    } else if (f >= 0) {
        polder_loader_problem(r, key, "%s is computed and cannot be set", name);
    } else {
        polder_loader_unknown_field(r, key, "parameter", name, -1, POLDER_PARAMETER);
    }
}

/* The parameters whose name ends in ".word": how many, and the first of them as a sentence needs
 * them: "a.word", "a.word and b.word", "a.word, b.word and 3 more". */
static int parameters_called(const polder_loader_t *r, const char *word, const char **first,
                             char *names, size_t size)
{
    const polder_table_t *table = &r->x->table;
    enum { SHOWN = 2 };
    const char *name[SHOWN] = {NULL, NULL};
    int n = 0;
    for (int f = 0; f < table->n_field; f++) {
        const char *own = table->field[f]->name, *dot = strchr(own, '.');
        if (table->field[f]->role != POLDER_PARAMETER || !dot || strcmp(dot + 1, word) != 0)
            continue;
        if (n < SHOWN) name[n] = own;
        n++;
    }
    *first = name[0];
    if (n > SHOWN)
        snprintf(names, size, polder_report_text(r->report, "%s, %s and %d more"), name[0], name[1],
                 n - SHOWN);
    else if (n > 1)
        snprintf(names, size, polder_report_text(r->report, "%s and %s"), name[0], name[1]);
    else if (n == 1)
        snprintf(names, size, "%s", name[0]);
    return n;
}

bool polder_loader_elsewhere(polder_loader_t *r, const polder_yaml_node_t *key)
{
    const polder_table_t *table = &r->x->table;
    const char *word = key->text, *first;
    const int state = polder_table_find(table, word);
    const bool given = state >= 0 && polder_field_is_given(table->field[state]);
    char names[200], where[80] = "values";
    const int n = parameters_called(r, word, &first, names, sizeof names);
    if (n == 0 && (state < 0 || *word == '\0')) return false;
    if (n == 0) {
        polder_loader_no_parameter(r, key, word);
        return true;
    }
    if (n == 1)
        snprintf(where, sizeof where, "%s%.*s", strncmp(first, "network.", 8) ? "values, " : "",
                 (int)strcspn(first, "."), first);
    if (given)
        polder_loader_problem(r, key,
                              n > 1 ? "%s is a state: its initial value is set under initial; the "
                                      "parameters %s are set under %s"
                                    : "%s is a state: its initial value is set under initial; the "
                                      "parameter %s is set under %s",
                              word, names, where);
    else
        polder_loader_problem(r, key,
                              n > 1 ? "unknown key \"%s\"; %s are set under %s"
                                    : "unknown key \"%s\"; %s is set under %s",
                              word, names, where);
    return true;
}

static void read_part(polder_loader_t *r, const polder_yaml_node_t *key,
                      const polder_yaml_node_t *node)
{
    enum { MOST = 200 };
    const polder_table_t *table = &r->x->table;
    const char *part = key->text, *prefix[MOST];
    if (strcmp(part, "network") == 0) {
        polder_loader_problem(r, key,
                              "the parameters of the network stand under the key network, "
                              "not under values");
        return;
    }
    if (strchr(part, '.') && polder_table_find(table, part) >= 0) {
        const int before = (int)strcspn(part, ".");
        polder_loader_problem(r, key, "write %.*s: and, indented below it, %s:", before, part,
                              part + before + 1);
        return;
    }
    if (!has_prefix(table, part)) {
        if (polder_loader_elsewhere(r, key)) return;
        polder_loader_unknown(r, key, "part", part, prefix, list_prefixes(table, prefix, MOST));
        return;
    }
    if (node->kind == POLDER_YAML_SCALAR && polder_loader_elsewhere(r, key)) return;
    if (!polder_loader_mapping(r, node, part)) return;
    for (int i = 0; i < node->n; i++) {
        char name[200];
        snprintf(name, sizeof name, "%.90s.%.90s", part, node->key[i]->text);
        const int f = polder_table_find(table, name);
        if (f >= 0 && table->field[f]->role == POLDER_PARAMETER)
            polder_loader_put(r, node->item[i], f);
        else
            polder_loader_no_parameter(r, node->key[i], name);
    }
}

static void load_values(polder_loader_t *r, const polder_found_t *found, void *into)
{
    (void)into;
    if (!polder_loader_mapping(r, found->node, found->key->name)) return;
    for (int i = 0; i < found->node->n; i++)
        read_part(r, found->node->key[i], found->node->item[i]);
}

static json_t *values_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *parts = json_object();
    for (int f = 0; f < b->table->n_field; f++) {
        char prefix[100], name[100];
        const polder_field_t *field = b->table->field[f];
        const int n = (int)strcspn(field->name, ".");
        if (field->role != POLDER_PARAMETER || !field->name[n]) continue;
        snprintf(name, sizeof name, "%.*s", n, field->name);
        snprintf(prefix, sizeof prefix, "%.*s.", n, field->name);
        if (strcmp(name, "network") == 0 || json_object_get(parts, name)) continue;
        const int part = polder_table_part(b->table, name);
        json_t *properties = polder_schema_drawn(b, POLDER_PARAMETER, prefix);
        polder_json_set(
            b, parts, name,
            polder_schema_section(b, properties, part < 0 ? NULL : b->table->part[part]->doc));
    }
    return polder_schema_section(b, parts, key->doc);
}

/* Every parameter, also those that have their default. */
static json_t *write_values(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    json_t *parts = json_object();
    (void)key;
    for (int f = 0; f < x->table.n_field; f++) {
        char part[100];
        const polder_field_t *field = x->table.field[f];
        const int n = (int)strcspn(field->name, ".");
        if (field->role != POLDER_PARAMETER || !field->name[n]) continue;
        snprintf(part, sizeof part, "%.*s", n, field->name);
        if (strcmp(part, "network") == 0) continue; /* a section of its own */
        if (!json_object_get(parts, part)) polder_json_set(b, parts, part, json_object());
        polder_json_set(b, json_object_get(parts, part), field->name + n + 1,
                        polder_parameter_write(b, f));
    }
    return parts;
}

const polder_form_t polder_form_values = {"PART: {PARAMETER: number, word or distribution}",
                                          load_values, values_schema, write_values};

void polder_loader_initial_value(polder_loader_t *r, const polder_yaml_node_t *key,
                                 const char *name, const polder_yaml_node_t *node)
{
    const polder_table_t *table = &r->x->table;
    const int f = polder_table_find(table, name);
    if (f >= 0 && polder_field_is_given(table->field[f])) {
        polder_loader_put(r, node, f);
    } else if (f >= 0 && (table->field[f]->flags & POLDER_DERIVED)) {
        polder_loader_problem(r, key, POLDER_NOT_GIVEN, name);
    } else if (f >= 0) {
        polder_loader_problem(
            r, key,
            table->field[f]->role == POLDER_OBSERVABLE
                ? "%s is no state but an %s: it has no initial value"
                : "%s is no state but a %s: it has no initial value",
            name,
            polder_report_text_of(r->report, "role", polder_role_name(table->field[f]->role)));
    } else {
        polder_loader_unknown_state(r, key, name, -1);
    }
}

static void load_initial(polder_loader_t *r, const polder_found_t *found, void *into)
{
    const polder_yaml_node_t *node = found->node;
    (void)into;
    if (!polder_loader_mapping(r, node, found->key->name)) return;
    for (int i = 0; i < node->n; i++)
        polder_loader_initial_value(r, node->key[i], node->key[i]->text, node->item[i]);
}

static json_t *initial_schema(polder_json_t *b, const polder_key_t *key)
{
    return polder_schema_section(b, polder_schema_drawn(b, POLDER_STATE, ""), key->doc);
}

static json_t *write_initial(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    json_t *object = json_object();
    (void)key;
    for (int i = 0; i < x->n_setting; i++) {
        const polder_field_t *field = x->table.field[x->setting[i].field];
        if (field->role == POLDER_STATE)
            polder_json_set(b, object, field->name,
                            polder_value_write(b, field, &x->setting[i].value));
    }
    return object;
}

const polder_form_t polder_form_initial = {"STATE: number, word or distribution", load_initial,
                                           initial_schema, write_initial};

/* Parts that are switched off, in the order of the table: that in which they are named decides
 * nothing. */
typedef struct {
    int **list, *n;
} parts_t;

static void add_off(polder_loader_t *r, parts_t off, int part)
{
    int at = *off.n;
    for (int i = 0; i < *off.n; i++)
        if ((*off.list)[i] == part) return;
    int *list = realloc(*off.list, ((size_t)*off.n + 1) * sizeof *list);
    if (!list) {
        polder_loader_no_memory(r);
        return;
    }
    *off.list = list;
    for (; at > 0 && list[at - 1] > part; at--) list[at] = list[at - 1];
    list[at] = part;
    ++*off.n;
}

static void switch_off(polder_loader_t *r, const polder_yaml_node_t *node, parts_t off)
{
    const polder_table_t *table = &r->x->table;
    if (node->kind != POLDER_YAML_SCALAR || polder_yaml_is_nothing(node)) {
        polder_loader_problem(r, node, "without needs names of parts");
        return;
    }
    const int p = polder_table_part(table, node->text);
    if (p < 0) {
        const char *name[200];
        size_t n = 0;
        for (int i = 0; i < table->n_part && n < 200; i++)
            if (table->part[i]->kind == POLDER_MECHANISM && !table->part[i]->required)
                name[n++] = table->part[i]->name;
        polder_loader_unknown(r, node, "part", node->text, name, n);
        return;
    }
    if (table->part[p]->kind != POLDER_MECHANISM) {
        polder_loader_problem(r, node, "%s cannot be switched off: it is no mechanism", node->text);
        return;
    }
    if (table->part[p]->required) {
        polder_loader_problem(r, node, "%s cannot be switched off: the others build on it",
                              node->text);
        return;
    }
    add_off(r, off, p);
}

void polder_loader_without(polder_loader_t *r, const polder_yaml_node_t *node, int **list, int *n)
{
    if (polder_yaml_is_nothing(node)) return;
    if (node->kind != POLDER_YAML_SEQUENCE) {
        polder_loader_problem(r, node, "without needs a list of parts, such as [opportunism]");
        return;
    }
    for (int i = 0; i < node->n; i++) switch_off(r, node->item[i], (parts_t){list, n});
}

static void load_without(polder_loader_t *r, const polder_found_t *found, void *into)
{
    polder_experiment_t *x = into;
    polder_loader_without(r, found->node, &x->off, &x->n_off);
}

json_t *polder_without_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *item = json_object(), *names = json_array();
    for (int p = 0; p < b->table->n_part; p++)
        if (b->table->part[p]->kind == POLDER_MECHANISM && !b->table->part[p]->required)
            polder_json_append(b, names, json_string(b->table->part[p]->name));
    polder_json_set(b, item, "enum", names);
    return polder_schema_list(b, item, key->doc);
}

json_t *polder_without_write(polder_json_t *b, const int *off, int n)
{
    json_t *list = json_array();
    for (int i = 0; i < n; i++)
        polder_json_append(b, list, json_string(b->x->table.part[off[i]]->name));
    return list;
}

static json_t *write_without(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    (void)key;
    return polder_without_write(b, x->off, x->n_off);
}

const polder_form_t polder_form_without = {"list of mechanisms", load_without,
                                           polder_without_schema, write_without};

/* ---- levers ---- */

static int find_lever(const polder_table_t *table, const char *word)
{
    char name[128];
    snprintf(name, sizeof name, "lever.%.100s", word);
    const int f = polder_table_find(table, name);
    return f >= 0 && table->field[f]->role == POLDER_LEVER ? f : -1;
}

/* Of a push over time: which ticks. */
typedef struct {
    int64_t from, until;
} span_t;

static const polder_key_t push_key[] = {
    {.name = "from",
     .form = &polder_form_whole,
     POLDER_KEY_AT(span_t, from),
     .least = 1,
     .most = POLDER_MAX_HORIZON,
     .standard = "1",
     .doc = "first tick, counted from 1"},
    {.name = "until",
     .form = &polder_form_whole,
     POLDER_KEY_AT(span_t, until),
     .least = 1,
     .most = POLDER_MAX_HORIZON,
     .standard = "the horizon",
     .doc = "last tick, included"},
};
enum { N_PUSH_KEY = sizeof push_key / sizeof *push_key };

const polder_keys_t polder_push_keys = {.path = "levers.",
                                        .before = "",
                                        POLDER_KEYS(push_key),
                                        .doc = "beside the levers of a push, each with its level"};

/* In a push over time, keys that are no levers stand beside them. */
static void unknown_lever(polder_loader_t *r, const polder_yaml_node_t *key, const char *word,
                          bool push)
{
    enum { MOST = 100 };
    const polder_table_t *table = &r->x->table;
    const char *name[MOST + N_PUSH_KEY];
    size_t n = 0;
    for (int f = 0; f < table->n_field && n < MOST; f++)
        if (table->field[f]->role == POLDER_LEVER &&
            strncmp(table->field[f]->name, "lever.", 6) == 0)
            name[n++] = table->field[f]->name + 6;
    if (n == 0) {
        polder_loader_problem(r, key, "unknown lever \"%.80s\": model %s has none", word,
                              table->model->name);
        return;
    }
    for (size_t k = 0; push && k < polder_push_keys.n; k++) name[n++] = push_key[k].name;
    polder_loader_unknown(r, key, "lever", word, name, n);
}

int polder_loader_lever(polder_loader_t *r, const polder_yaml_node_t *key, const char *word)
{
    const int f = find_lever(&r->x->table, word);
    if (f < 0) unknown_lever(r, key, word, false);
    return f;
}

void polder_loader_push(polder_loader_t *r, const polder_yaml_node_t *key, const char *word,
                        const polder_yaml_node_t *node, int from, int until)
{
    double level = 0;
    const int f = polder_loader_lever(r, key, word);
    if (f < 0) return;
    const polder_field_t *lever = r->x->table.field[f];
    if (!polder_loader_bounded(r, node, lever->name, lever, &level) || from > until) return;
    if (polder_experiment_push(r->x, f, from, until, (float)level, NULL) < 0)
        polder_loader_no_memory(r);
}

/* One push: {contact: 0.7, disclosure: 0.4, from: 3, until: 24}. */
static void read_push(polder_loader_t *r, const polder_yaml_node_t *node)
{
    const int horizon = polder_loader_lasts(r);
    if (node->kind != POLDER_YAML_MAPPING) {
        polder_loader_problem(r, node, "a push on levers looks like {contact: 0.7, from: 3}");
        return;
    }
    span_t span = {1, INT_MAX};
    const int before = r->n_problem;
    const polder_yaml_node_t *first = polder_yaml_get(node, push_key[0].name);
    const polder_yaml_node_t *last = polder_yaml_get(node, push_key[1].name);
    polder_keys_load_known(r, &polder_push_keys, node, &span);
    bool good = r->n_problem == before;
    if (good && last && span.from > span.until) {
        polder_loader_problem(r, last, "until = %s is before from = %lld", last->text,
                              (long long)span.from);
        good = false;
    }
    if (good && span.from > horizon && first) {
        const polder_place_t place = polder_yaml_place(r->yaml, first);
        polder_warn(r->report, &place, "this push begins after the horizon of %d ticks", horizon);
    }
    int n = 0;
    for (int i = 0; i < node->n; i++) {
        const char *key = node->key[i]->text;
        if (polder_key_find(&polder_push_keys, key)) continue;
        n++;
        if (find_lever(&r->x->table, key) < 0)
            unknown_lever(r, node->key[i], key, true);
        else
            polder_loader_push(r, node->key[i], key, node->item[i], (int)span.from,
                               (int)span.until);
    }
    if (n == 0) polder_loader_problem(r, node, "this push names no lever");
}

void polder_loader_pushes(polder_loader_t *r, const polder_yaml_node_t *node)
{
    if (polder_yaml_is_nothing(node)) return;
    if (node->kind != POLDER_YAML_SEQUENCE) {
        polder_loader_problem(r, node, "levers needs a list: begin each push with \"- \"");
        return;
    }
    for (int i = 0; i < node->n; i++) read_push(r, node->item[i]);
}

static void load_levers(polder_loader_t *r, const polder_found_t *found, void *into)
{
    (void)into;
    polder_loader_pushes(r, found->node);
}

static json_t *levers_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *keys = polder_keys_schema(b, &polder_push_keys);
    for (int f = 0; f < b->table->n_field; f++) {
        const polder_field_t *field = b->table->field[f];
        if (field->role != POLDER_LEVER || strncmp(field->name, "lever.", 6) != 0) continue;
        json_t *level = polder_schema_bounded(b, field);
        polder_schema_annotate(b, level, field);
        polder_json_set(b, keys, field->name + 6, level);
    }
    json_t *push = polder_schema_closed(b, keys);
    polder_json_set(b, push, "minProperties", json_integer(1));
    return polder_schema_list(b, push, key->doc);
}

json_t *polder_pushes_write(polder_json_t *b, const polder_push_t *push, int n)
{
    const polder_experiment_t *x = b->x;
    json_t *list = json_array();
    for (int i = 0; i < n; i++) {
        /* Without an end it is to the last tick, of another horizon too. */
        const span_t span = {push[i].from, push[i].until < INT_MAX ? push[i].until : 0};
        json_t *object = json_object();
        polder_json_set(b, object, x->table.field[push[i].field]->name + sizeof "lever." - 1,
                        polder_json_float(push[i].level));
        polder_keys_write(b, &polder_push_keys, &span, object);
        polder_json_append(b, list, object);
    }
    return list;
}

static json_t *write_levers(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    (void)key;
    return polder_pushes_write(b, x->push, x->n_push);
}

const polder_form_t polder_form_levers = {"list of pushes: {LEVER: level, …}", load_levers,
                                          levers_schema, write_levers};

/* ---- record ---- */

/* Adds a field to a list without repeating it. The lists of an experiment have room for
 * every field of its table. */
static void add_once(int *list, int *n, int field)
{
    for (int i = 0; i < *n; i++)
        if (list[i] == field) return;
    list[(*n)++] = field;
}

void polder_loader_column(polder_loader_t *r, const polder_yaml_node_t *node)
{
    polder_record_t *record = &r->x->record;
    if (node->kind != POLDER_YAML_SCALAR) {
        polder_loader_problem(r, node, "record.columns needs names of fields");
        return;
    }
    const int f = polder_table_find(&r->x->table, node->text);
    if (f < 0)
        polder_loader_unknown_field(r, node, "field", node->text, -1, -1);
    else
        add_once(record->track, &record->n_track, f);
}

static void read_summary(polder_loader_t *r, const polder_yaml_node_t *node)
{
    polder_record_t *record = &r->x->record;
    if (node->kind != POLDER_YAML_SCALAR) {
        polder_loader_problem(r, node, "record.summary needs names of fields");
        return;
    }
    const polder_table_t *table = &r->x->table;
    const int f = polder_table_find(table, node->text);
    if (f < 0)
        polder_loader_unknown_field(r, node, "field", node->text, POLDER_NETWORK, -1);
    else if (table->field[f]->level != POLDER_NETWORK)
        polder_loader_problem(
            r, node, "%s is of level %s: a summary has one number per network", node->text,
            polder_report_text_of(r->report, "level", polder_level_name(table->field[f]->level)));
    else
        add_once(record->summary, &record->n_summary, f);
}

static void read_names(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                       void (*add)(polder_loader_t *, const polder_yaml_node_t *))
{
    if (polder_yaml_is_nothing(node)) return;
    if (node->kind != POLDER_YAML_SEQUENCE) {
        polder_loader_problem(r, node, "%s needs a list of fields in [ ]", what);
        return;
    }
    for (int i = 0; i < node->n; i++) add(r, node->item[i]);
}

/* They take the place of the columns that are recorded by default … */
static void load_columns(polder_loader_t *r, const polder_found_t *found, void *into)
{
    polder_experiment_t *x = into;
    if (found->node->kind == POLDER_YAML_SEQUENCE) x->record.n_track = 0;
    r->columns |= found->node->n > 0;
    read_names(r, found->node, found->what, polder_loader_column);
}

/* … and these come on top of those that are kept anyway. */
static void load_summary(polder_loader_t *r, const polder_found_t *found, void *into)
{
    (void)into;
    read_names(r, found->node, found->what, read_summary);
}

static json_t *names_schema(polder_json_t *b, const polder_table_t *table, int level,
                            const char *doc)
{
    json_t *item = json_object(), *names = json_array();
    for (int f = 0; f < table->n_field; f++)
        if (level < 0 || (int)table->field[f]->level == level)
            polder_json_append(b, names, json_string(table->field[f]->name));
    polder_json_set(b, item, "enum", names);
    return polder_schema_list(b, item, doc);
}

static json_t *columns_schema(polder_json_t *b, const polder_key_t *key)
{
    return names_schema(b, b->table, -1, key->doc);
}

static json_t *summary_schema(polder_json_t *b, const polder_key_t *key)
{
    return names_schema(b, b->table, POLDER_NETWORK, key->doc);
}

static json_t *write_names(polder_json_t *b, const polder_experiment_t *x, const int *field, int n)
{
    json_t *list = json_array();
    for (int i = 0; i < n; i++)
        polder_json_append(b, list, json_string(x->table.field[field[i]]->name));
    return list;
}

static json_t *write_columns(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    (void)key;
    return write_names(b, x, x->record.track, x->record.n_track);
}

static json_t *write_summary(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    (void)key;
    return write_names(b, x, x->record.summary, x->record.n_summary);
}

/* They follow from what is drawn and varied. */
static json_t *write_inputs(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    json_t *list = json_array();
    (void)key;
    for (int i = 0; i < x->record.n_input; i++) {
        char name[POLDER_CASE_NAME];
        polder_json_append(b, list,
                           json_string(polder_experiment_input_name(x, i, name, sizeof name)));
    }
    return list;
}

static json_t *inputs_schema(polder_json_t *b, const polder_key_t *key)
{
    return polder_schema_list(b, polder_schema_typed(b, "string"), key->doc);
}

static const polder_form_t form_columns = {"list of fields", load_columns, columns_schema,
                                           write_columns};
static const polder_form_t form_summary = {"list of fields", load_summary, summary_schema,
                                           write_summary};
static const polder_form_t form_inputs = {"list of names", NULL, inputs_schema, write_inputs};

#define WHOLE(type, id, default_is, from, to, says)                                                \
    {.name = #id,                                                                                  \
     .form = &polder_form_whole,                                                                   \
     POLDER_KEY_AT(polder_experiment_t, record.id),                                                \
     .least = (from),                                                                              \
     .most = (to),                                                                                 \
     .standard = #default_is,                                                                      \
     .doc = (says),                                                                                \
     .flags = POLDER_KEY_SET},

static const polder_key_t record_key[] = {
    POLDER_RECORD_KEYS(WHOLE){.name = "columns",
                              .form = &form_columns,
                              .standard = "those that the model says",
                              .doc = "fields recorded over time",
                              .flags = POLDER_KEY_SET},
    {.name = "summary",
     .form = &form_summary,
     .doc = "fields kept for every network, besides those that the model says",
     .flags = POLDER_KEY_SET},
    {.name = "inputs",
     .form = &form_inputs,
     .doc = "what was drawn or varied and is no field, which is worked out",
     .flags = POLDER_KEY_MADE},
};

const polder_keys_t polder_record_keys = {
    .path = "record.", .before = "record.", POLDER_KEYS(record_key), .doc = "what is kept"};

static void load_record(polder_loader_t *r, const polder_found_t *found, void *into)
{
    if (polder_loader_mapping(r, found->node, found->key->name))
        polder_keys_load(r, &polder_record_keys, NULL, found->node, into);
}

static json_t *record_schema(polder_json_t *b, const polder_key_t *key)
{
    return polder_schema_section(b, polder_keys_schema(b, &polder_record_keys), key->doc);
}

static json_t *write_record(polder_json_t *b, const polder_key_t *key, const void *from)
{
    json_t *object = json_object();
    (void)key;
    polder_keys_write(b, &polder_record_keys, from, object);
    return object;
}

const polder_form_t polder_form_record = {"keys and values", load_record, record_schema,
                                          write_record};
