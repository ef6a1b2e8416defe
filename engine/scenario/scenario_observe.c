/* scenario_observe.c: the section observe of a scenario: what is asked of each network while it runs. See
 * key.h.
 *
 *     observe:
 *       distrust: {first: trust.mean < 0.3 for 3 months}
 *       trust.year2: {mean: trust.mean, from: 13, until: 24}
 *
 * Each becomes a column of the result, by its name. They are kept in the order of their names, so that
 * the order in which they are written decides nothing.
 */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/manner.h"
#include "io/dataset.h"
#include "scenario/key.h"
#include "scenario/schema.h"

/* An entry while it is read, and where some of its keys are in the text. */
typedef struct {
    polder_observed_t v;
    int n_kind;
    const polder_yaml_node_t *second, *from, *until; /* second: another kind beside the first */
} draft_t;

static const char *const word[] = {
#define WORD(id, word, doc) word,
    POLDER_OBSERVED_KINDS(WORD)
#undef WORD
};

static polder_observed_kind_t kind_of(const polder_key_t *key)
{
    int k = 0;
    while (strcmp(word[k], key->name) != 0) k++;
    return (polder_observed_kind_t)k;
}

static void load_kind(const polder_found_t *found, draft_t *d)
{
    d->v.kind = kind_of(found->key);
    if (++d->n_kind > 1) d->second = found->at;
}

/* ---- keys ---- */

static void load_first(polder_loader_t *r, const polder_found_t *found, void *into)
{
    draft_t *d = into;
    load_kind(found, d);
    if (found->node->kind != POLDER_YAML_SCALAR || polder_yaml_is_nothing(found->node))
        polder_loader_problem(r, found->node, "%s needs a condition, such as trust.mean < 0.3",
                              found->what);
    else
        (void)polder_loader_condition(r, found->node, found->what, true, &d->v.condition);
}

static json_t *first_schema(polder_json_t *b, const polder_key_t *key)
{
    (void)b;
    return polder_schema_condition(key->doc);
}

static json_t *write_first(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_observed_t *o = from;
    (void)key;
    return o->kind == POLDER_OBSERVED_FIRST ? polder_condition_write(b, o->condition)
                                            : POLDER_LEFT_OUT;
}

/* Is it a number of the network that changes while it runs, and that is there in every tick? */
static bool can_be_observed(const polder_table_t *table, int f)
{
    const polder_field_t *field = table->field[f];
    return field->level == POLDER_NETWORK && !field->choices && field->role != POLDER_PARAMETER &&
           field->role != POLDER_PLANNED &&
           table->part[table->owner[f]] != &polder_part_engine_metrics &&
           table->part[table->owner[f]] != &polder_part_engine_founding;
}

static void load_field(polder_loader_t *r, const polder_found_t *found, void *into)
{
    const polder_table_t *table = &r->x->table;
    const char *name = found->node->text ? found->node->text : "";
    draft_t *d = into;
    load_kind(found, d);
    const int f = polder_table_find(table, name);
    d->v.field = f;
    if (f < 0)
        polder_loader_unknown_field(r, found->node, "field", name, POLDER_NETWORK, -1);
    else if (table->field[f]->level != POLDER_NETWORK)
        polder_loader_problem(
            r, found->node, "%s is of level %s; this needs one of level network", name,
            polder_report_text_of(r->report, "level", polder_level_name(table->field[f]->level)));
    else if (table->field[f]->choices)
        polder_loader_problem(r, found->node,
                              "%s has words, of which there is no %s: ask when it first is one of "
                              "them (first: %s = …)",
                              name, found->key->name, name);
    else if (table->part[table->owner[f]] == &polder_part_engine_metrics)
        polder_loader_problem(
            r, found->node, "%s is measured only when it is recorded: write record.columns", name);
    else if (!can_be_observed(table, f))
        polder_loader_problem(r, found->node, "%s does not change while a network runs", name);
}

static json_t *field_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *object = json_object(), *names = json_array();
    for (int f = 0; f < b->table->n_field; f++)
        if (can_be_observed(b->table, f))
            polder_json_append(b, names, json_string(b->table->field[f]->name));
    polder_json_set(b, object, "enum", names);
    polder_json_text(b, object, "description", key->doc);
    return object;
}

static json_t *write_field(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_observed_t *o = from;
    if (o->kind == POLDER_OBSERVED_FIRST || o->kind != kind_of(key)) return POLDER_LEFT_OUT;
    return json_string(b->x->table.field[o->field]->name);
}

static void load_from(polder_loader_t *r, const polder_found_t *found, void *into)
{
    ((draft_t *)into)->from = found->node;
    polder_load_whole(r, found, into);
}

static json_t *write_from(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_observed_t *o = from;
    (void)b;
    (void)key;
    return o->from > 1 ? json_integer(o->from) : POLDER_LEFT_OUT;
}

static void load_until(polder_loader_t *r, const polder_found_t *found, void *into)
{
    ((draft_t *)into)->until = found->node;
    polder_load_whole(r, found, into);
}

static json_t *write_until(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_observed_t *o = from;
    (void)b;
    (void)key;
    return o->until < INT_MAX ? json_integer(o->until) : POLDER_LEFT_OUT;
}

/* Names of arms. Those that there are no more are passed over: the text of an experiment may be of
 * a time when it had other arms. Where the ties are known, lacking.c works the list out anew. */
static void load_unknown(polder_loader_t *r, const polder_found_t *found, void *into)
{
    polder_observed_t *o = &((draft_t *)into)->v;
    const polder_yaml_node_t *list = found->node;
    if (list->kind != POLDER_YAML_SEQUENCE) {
        polder_loader_problem(r, list, "%s needs a list of names of arms", found->what);
        return;
    }
    free(o->unknown);
    o->n_unknown = 0;
    o->unknown = calloc((size_t)r->x->n_arm + 1, sizeof *o->unknown);
    if (!o->unknown) polder_loader_no_memory(r);
    for (int a = 0; o->unknown && a < r->x->n_arm; a++)
        for (int i = 0; i < list->n; i++) {
            if (!list->item[i]->text || strcmp(list->item[i]->text, r->x->arm[a].name) != 0)
                continue;
            o->unknown[o->n_unknown++] = a;
            break;
        }
}

static json_t *unknown_schema(polder_json_t *b, const polder_key_t *key)
{
    return polder_schema_several(polder_schema_text(b, "name of an arm"), 0, key->doc);
}

static json_t *write_unknown(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_observed_t *o = from;
    (void)key;
    if (o->n_unknown == 0) return POLDER_LEFT_OUT;
    json_t *list = json_array();
    for (int i = 0; i < o->n_unknown; i++)
        polder_json_append(b, list, json_string(b->x->arm[o->unknown[i]].name));
    return list;
}

static const polder_form_t form_unknown = {"list of names of arms", load_unknown, unknown_schema,
                                           write_unknown};
static const polder_form_t form_first = {"condition", load_first, first_schema, write_first};
static const polder_form_t form_field = {"field of the network", load_field, field_schema,
                                         write_field};
static const polder_form_t form_from = {"whole number", load_from, polder_whole_schema, write_from};
static const polder_form_t form_until = {"whole number", load_until, polder_whole_schema,
                                         write_until};

#define KIND(id, word_, says)                                                                      \
    {.name = (word_),                                                                              \
     .form = POLDER_OBSERVED_##id == POLDER_OBSERVED_FIRST ? &form_first : &form_field,            \
     .doc = (says)},

static const polder_key_t observe_key[] = {
    POLDER_OBSERVED_KINDS(KIND){.name = "from",
                                .form = &form_from,
                                POLDER_KEY_AT(draft_t, v.from),
                                .least = 1,
                                .most = POLDER_MAX_HORIZON,
                                .standard = "1",
                                .doc = "the first tick that is looked at, at its end"},
    {.name = "until",
     .form = &form_until,
     POLDER_KEY_AT(draft_t, v.until),
     .least = 1,
     .most = POLDER_MAX_HORIZON,
     .standard = "the last",
     .doc = "and the last one"},
    {.name = "unknown",
     .form = &form_unknown,
     .doc = "arms in which it cannot be asked, as a member or tie that it is about is not there",
     .flags = POLDER_KEY_MADE},
};

const polder_keys_t polder_observe_keys = {.path = "observe.NAME.",
                                           .before = "",
                                           POLDER_KEYS(observe_key),
                                           .doc = "what is asked of each network while it runs"};

/* ---- checks that take more than a key ---- */

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Can it name a column: in files, on the command line and in other sections? */
static bool is_named_well(const char *name)
{
    static const char others[] = "0123456789._-";
    const size_t n = strlen(name);
    if (!is_letter(*name) || n > 60) return false;
    for (const char *c = name; *c; c++)
        if (!is_letter(*c) && !strchr(others, *c)) return false;
    return true;
}

static void check_name(polder_loader_t *r, const polder_yaml_node_t *key)
{
    const char *name = key->text ? key->text : "", *of = NULL;
    size_t n = 0; /* a factor of a design is a column as well: intervention.NAME.dose */
    if (!is_named_well(name))
        polder_loader_problem(r, key,
                              "\"%.80s\" cannot be the name of a column: letters, digits, points, "
                              "hyphens and _ can, 60 of them, of which the first is a letter",
                              name);
    else if (polder_table_find(&r->x->table, name) >= 0 || strncmp(name, "initial.", 8) == 0 ||
             polder_manner_find(name, &of, &n) != POLDER_MANNER_NONE ||
             polder_dataset_reserved(name))
        polder_loader_problem(r, key, "there is a column \"%s\" already; another name, please",
                              name);
}

/* What can be wrong with an entry whose keys are right one by one. */
static void check(polder_loader_t *r, const polder_yaml_node_t *node, const draft_t *d)
{
    const int horizon = polder_loader_lasts(r);
    const char *tick = r->x->table.model->tick;
    const polder_yaml_node_t *late = d->v.from > horizon                             ? d->from
                                     : d->v.until != INT_MAX && d->v.until > horizon ? d->until
                                                                                     : NULL;
    if (d->n_kind == 0)
        polder_loader_problem(r, node, "it says nothing to look at: first, mean, min or max");
    else if (d->second)
        polder_loader_problem(r, d->second,
                              "each has one of first, mean, min and max: give the other a name of "
                              "its own");
    else if (late)
        polder_loader_problem(r, late, "%s = %s is after the last %s, %d",
                              late == d->from ? "from" : "until", late->text,
                              polder_report_text(r->report, tick), horizon);
    else if (d->v.until < d->v.from)
        polder_loader_problem(r, d->until, "until = %d is before from = %d", d->v.until, d->v.from);
}

/* ---- the section ---- */

/* "first month in which trust.mean < 0.3", in the one form that stands for all that mean the same. */
static char *say(const polder_experiment_t *x, const polder_observed_t *o)
{
    char *text = NULL;
    size_t size = 0;
    polder_json_t b = {.x = x};
    const char *tick = x->table.model->tick;
    const bool first = o->kind == POLDER_OBSERVED_FIRST;
    static const char *const what[] = {"", "mean of", "smallest", "largest"};
    json_t *condition = first ? polder_condition_write(&b, o->condition) : NULL;
    FILE *to = open_memstream(&text, &size);
    if (to && first)
        fprintf(to, "first %s in which %s", tick, condition ? json_string_value(condition) : "");
    else if (to)
        fprintf(to, "%s %s", what[o->kind], x->table.field[o->field]->name);
    if (to && o->until < INT_MAX)
        fprintf(to, ", %ss %d to %d", tick, o->from, o->until);
    else if (to && o->from > 1)
        fprintf(to, ", from %s %d on", tick, o->from);
    const bool good = to && fclose(to) == 0 && !b.failed && (!first || condition);
    json_decref(condition);
    if (good) return text;
    free(text);
    return NULL;
}

/* Puts it among the others, in the order of names; takes over what it points to. */
static void keep(polder_loader_t *r, const polder_observed_t *o)
{
    polder_record_t *record = &r->x->record;
    int at = record->n_observed;
    polder_observed_t *list =
        realloc(record->observed, ((size_t)record->n_observed + 1) * sizeof *list);
    if (!list) {
        polder_loader_no_memory(r);
        free(o->name);
        free(o->says);
        free(o->unknown);
        return;
    }
    record->observed = list;
    for (; at > 0 && strcmp(list[at - 1].name, o->name) > 0; at--) list[at] = list[at - 1];
    list[at] = *o;
    record->n_observed++;
}

static void read_one(polder_loader_t *r, const polder_yaml_node_t *key,
                     const polder_yaml_node_t *node)
{
    char before[80];
    const int problems = r->n_problem;
    draft_t d = {.v = {.condition = -1, .field = -1, .from = 1, .until = INT_MAX}};
    check_name(r, key);
    snprintf(before, sizeof before, "observe.%.60s.", key->text ? key->text : "");
    if (!polder_loader_mapping(r, node, "observe")) return;
    polder_keys_load(r, &polder_observe_keys, before, node, &d);
    if (r->n_problem == problems) check(r, key, &d);
    if (r->n_problem > problems) {
        free(d.v.unknown);
        return;
    }
    d.v.name = strdup(key->text);
    d.v.says = say(r->x, &d.v);
    if (d.v.name && d.v.says) {
        keep(r, &d.v);
        return;
    }
    polder_loader_no_memory(r);
    free(d.v.name);
    free(d.v.says);
    free(d.v.unknown);
}

static void load_observe(polder_loader_t *r, const polder_found_t *found, void *into)
{
    (void)into;
    if (polder_yaml_is_nothing(found->node) ||
        !polder_loader_mapping(r, found->node, found->key->name))
        return;
    if (found->node->n > POLDER_MOST_OBSERVED)
        polder_loader_problem(r, found->node, "observe has at most %d entries, and here are %d",
                              POLDER_MOST_OBSERVED, found->node->n);
    else
        for (int i = 0; i < found->node->n; i++)
            read_one(r, found->node->key[i], found->node->item[i]);
}

static json_t *observe_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *one = polder_schema_closed(b, polder_keys_schema(b, &polder_observe_keys));
    json_t *object = polder_schema_section(b, json_object(), key->doc);
    polder_json_text(b, one, "description", polder_observe_keys.doc);
    polder_json_set(b, object, "additionalProperties", one);
    return object;
}

static json_t *write_observe(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_record_t *record = &((const polder_experiment_t *)from)->record;
    (void)key;
    if (record->n_observed == 0) return POLDER_LEFT_OUT;
    json_t *all = json_object();
    for (int i = 0; i < record->n_observed; i++) {
        json_t *one = json_object();
        polder_keys_write(b, &polder_observe_keys, &record->observed[i], one);
        polder_json_set(b, all, record->observed[i].name, one);
    }
    return all;
}

const polder_form_t polder_form_observe = {"NAME: what is asked", load_observe, observe_schema,
                                           write_observe};
