/* scenario_arms.c: the sections arms, baseline and interventions of a scenario. See key.h.
 *
 *     arms:
 *       - none                                   # nothing is added: the baseline
 *       - each: [visioning, brokering]           # an arm for each of these alone
 *         dose: 0.5
 *       - pairs: [visioning, brokering, focus]   # an arm for each pair
 *       - intervention: visioning                # an arm for each dose, each starting month
 *         start: [3, 12, 36]
 *       - set: {governance.form: [lead, administrative]}   # an arm for each form
 *       - name: all at once                      # one arm
 *         interventions: [visioning, {use: brokering, technique: translators}]
 *         set: {relations.trust: 0.6}
 *
 * Lists under dose, start, duration and set are varied: an arm for each combination. An arm
 * is called by its name or its interventions, and by what is varied.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/changed.h"
#include "scenario/intervention.h"
#include "scenario/key.h"
#include "scenario/planned.h"
#include "scenario/schema.h"

enum { MOST_VARIED = 16, MOST_ARMS = 10000 };

/* A name that is being put together. What does not fit is counted, and not kept in part. */
typedef struct {
    char text[POLDER_ARM_NAME + 1];
    size_t n;
} name_t;

/* A key with a list of values, one of which is taken at a time. */
typedef struct {
    const char *name;
    const polder_yaml_node_t *list, *key;
    int at;
} varied_t;

typedef struct {
    polder_loader_t *r;
    const polder_yaml_node_t *item;
    const polder_yaml_node_t *name, *name_en, *name_nl, *in_short, *in_short_nl, *one, *all, *each,
        *pairs, *set, *levers, *events, *network, *without;
    int horizon;              /* 0: not said */
    int first_event, n_event; /* of all its arms */
    polder_change_t change;
    int n_varied;
    varied_t varied[MOST_VARIED];
    bool too_long; /* it was said of one of its names */
} entry_t;

static void vary(entry_t *e, const char *name, const polder_yaml_node_t *key,
                 const polder_yaml_node_t *list)
{
    if (list->n == 0)
        polder_loader_problem(e->r, list, "%s: this list is empty", name);
    else if (e->n_varied == MOST_VARIED)
        polder_loader_problem(e->r, key, "at most %d lists in one entry", (int)MOST_VARIED);
    else
        e->varied[e->n_varied++] = (varied_t){.name = name, .list = list, .key = key};
}

/* The value a varied key has now, or the node itself. */
static const polder_yaml_node_t *now(const entry_t *e, const polder_yaml_node_t *node)
{
    for (int i = 0; i < e->n_varied; i++)
        if (e->varied[i].list == node) return node->item[e->varied[i].at];
    return node;
}

/* The next combination, the last list fastest; false after the last one. */
static bool next(entry_t *e)
{
    for (int i = e->n_varied - 1; i >= 0; i--) {
        if (++e->varied[i].at < e->varied[i].list->n) return true;
        e->varied[i].at = 0;
    }
    return false;
}

/* ---- one arm ---- */

/* A value in an arm; before that, the bounds that stand beside it or in its place. */
static void set_one(polder_loader_t *r, const polder_yaml_node_t *key,
                    const polder_yaml_node_t *node, int to)
{
    polder_arm_t *arm = &r->x->arm[to];
    polder_yaml_node_t rest, *of[2] = {NULL, NULL};
    const char *name = key->text;
    int f = polder_table_find(&r->x->table, name); /* "initial.metric.density" is a name as well */
    const bool first = f < 0 && strncmp(name, "initial.", 8) == 0;
    if (first) name += 8;
    if (first) f = polder_table_find(&r->x->table, name);
    const polder_field_t *field = f >= 0 ? r->x->table.field[f] : NULL;
    polder_value_t value = {0};
    if (first && !field) {
        polder_loader_unknown_state(r, key, name, -1);
        return;
    }
    if (!field || (first ? !polder_field_is_given(field) : field->role != POLDER_PARAMETER)) {
        polder_loader_no_parameter(r, key, name);
        return;
    }
    if (node->kind == POLDER_YAML_MAPPING) {
        if (node->n > 0 && !polder_loader_clamp(r, node, f, to)) return;
        rest = polder_clamp_rest(node, of);
        if (rest.n == 0 && node->n > 0) return;
        node = &rest;
    }
    if (!polder_loader_value(r, node, field, &value)) return;
    polder_setting_t *setting =
        realloc(arm->setting, ((size_t)arm->n_setting + 1) * sizeof *setting);
    if (!setting) {
        free(value.item);
        free(value.weight);
        polder_loader_no_memory(r);
        return;
    }
    arm->setting = setting;
    setting[arm->n_setting++] = (polder_setting_t){f, value};
}

/* Pushes of this arm alone: those that reading adds to the experiment. */
static void push(polder_loader_t *r, const polder_yaml_node_t *list, polder_arm_t *arm)
{
    polder_experiment_t *x = r->x;
    const int before = x->n_push;
    polder_loader_pushes(r, list);
    const int n = x->n_push - before;
    if (n == 0) return;
    arm->push = malloc((size_t)n * sizeof *arm->push);
    if (arm->push) {
        memcpy(arm->push, x->push + before, (size_t)n * sizeof *arm->push);
        arm->n_push = n;
    } else
        polder_loader_no_memory(r);
    x->n_push = before;
}

static void append(name_t *name, const char *words)
{
    const size_t m = strlen(words);
    if (name->n + m <= POLDER_ARM_NAME) memcpy(name->text + name->n, words, m + 1);
    name->n += m;
}

static void add_words(name_t *name, const char *between, const char *words)
{
    if (name->n > 0) append(name, between);
    append(name, words);
}

static void add_value(const entry_t *e, name_t *name, const char *what, const char *is,
                      const polder_yaml_node_t *node)
{
    const polder_yaml_node_t *value = now(e, node);
    char bounds[POLDER_ARM_NAME + 1];
    add_words(name, ", ", what);
    if (polder_is_clamp(value)) {
        polder_clamp_text(value, bounds, sizeof bounds);
        append(name, " ");
        append(name, bounds);
        return;
    }
    append(name, is);
    append(name, value->text ? value->text : "…");
}

/* "without context and opportunism" */
static void add_without(const entry_t *e, name_t *name)
{
    const polder_yaml_node_t *list = e->without;
    for (int i = 0; list->kind == POLDER_YAML_SEQUENCE && i < list->n; i++) {
        add_words(name, " ", i ? "and" : "without");
        add_words(name, " ", list->item[i]->text ? list->item[i]->text : "…");
    }
}

static void name_arm(const entry_t *e, name_t *name, const polder_yaml_node_t *const *use, int n)
{
    *name = (name_t){0};
    if (e->name && e->name->text)
        add_words(name, "", e->name->text);
    else
        for (int i = 0; i < n; i++) add_words(name, " + ", polder_use_name(use[i]));
    for (int i = 0; i < e->n_varied; i++) {
        const varied_t *v = &e->varied[i];
        add_value(e, name, v->name, strchr(v->name, '.') ? "=" : " ", v->list);
    }
    const bool nameless = name->n == 0 && !e->name;
    for (int i = 0; nameless && e->set && i < e->set->n; i++)
        add_value(e, name, e->set->key[i]->text, "=", e->set->item[i]);
    if (name->n == 0 && !e->name && e->without) add_without(e, name);
    if (name->n == 0 && !e->name && e->horizon > 0) {
        char ticks[20];
        snprintf(ticks, sizeof ticks, "%d", e->horizon);
        add_words(name, "", "horizon");
        add_words(name, " ", ticks);
    }
    if (name->n == 0 && !e->name) add_words(name, "", "none");
}

static void add_events(const entry_t *e, polder_arm_t *arm)
{
    arm->planned = calloc((size_t)e->n_event, sizeof *arm->planned);
    if (!arm->planned) {
        polder_loader_no_memory(e->r);
        return;
    }
    for (int i = 0; i < e->n_event; i++) arm->planned[arm->n_planned++] = e->first_event + i;
}

/* A name for people, with what is varied behind it as behind the other one. */
static char *name_said(const entry_t *e, const polder_yaml_node_t *said)
{
    name_t name = {0};
    if (!said) return NULL;
    add_words(&name, "", said->text);
    for (int i = 0; i < e->n_varied; i++) {
        const varied_t *v = &e->varied[i];
        add_value(e, &name, v->name, strchr(v->name, '.') ? "=" : " ", v->list);
    }
    char *text = strdup(name.text);
    if (!text) polder_loader_no_memory(e->r);
    return text;
}

static char *text_said(const entry_t *e, const polder_yaml_node_t *said)
{
    char *text = said ? strdup(said->text) : NULL;
    if (said && !text) polder_loader_no_memory(e->r);
    return text;
}

static void add_said(const entry_t *e, polder_arm_t *arm)
{
    arm->name_en = name_said(e, e->name_en);
    arm->name_nl = name_said(e, e->name_nl);
    arm->in_short = text_said(e, e->in_short);
    arm->in_short_nl = text_said(e, e->in_short_nl);
}

static bool is_called(const polder_arm_t *arm, const char *name)
{
    const char *called[] = {arm->name, arm->name_en, arm->name_nl};
    bool is = false;
    for (int i = 0; i < 3; i++) is = is || (name && called[i] && strcmp(called[i], name) == 0);
    return is;
}

/* Of the last arm: screens and commands take a name for people for the arm's, so it is of no other. */
static void check_called(const entry_t *e)
{
    const polder_experiment_t *x = e->r->x;
    const polder_arm_t *arm = &x->arm[x->n_arm - 1];
    const char *const called[] = {arm->name_nl, arm->name_en, arm->name};
    const polder_yaml_node_t *const node[] = {e->name_nl, e->name_en, e->item};
    for (int a = 0; a < x->n_arm - 1; a++)
        for (int i = 0; i < 3; i++) {
            if (!is_called(&x->arm[a], called[i])) continue;
            polder_loader_problem(
                e->r, node[i], "\"%s\" is what arm \"%s\" is called already, in English or Dutch",
                called[i], x->arm[a].name);
            return;
        }
}

static void add_arm(entry_t *e, const polder_yaml_node_t *const *use, int n)
{
    polder_loader_t *r = e->r;
    polder_experiment_t *x = r->x;
    name_t name;
    name_arm(e, &name, use, n);
    if (name.n > POLDER_ARM_NAME) {
        if (!e->too_long)
            polder_loader_problem(r, e->name ? e->name : e->item,
                                  "this gives an arm a name of %zu bytes, and at most %d are "
                                  "possible: give it a shorter name",
                                  name.n, (int)POLDER_ARM_NAME);
        e->too_long = true;
        return;
    }
    for (int a = 0; a < x->n_arm; a++)
        if (strcmp(x->arm[a].name, name.text) == 0) {
            polder_loader_problem(r, e->item, "two arms are called \"%s\": give one a name",
                                  name.text);
            return;
        }
    if (x->n_arm >= MOST_ARMS) {
        polder_loader_problem(r, e->item, "more than %d arms", (int)MOST_ARMS);
        return;
    }
    if (polder_experiment_add_arm(x, name.text, NULL) < 0) {
        polder_loader_no_memory(r);
        return;
    }
    const int arm = x->n_arm - 1;
    x->arm[arm].horizon = e->horizon;
    add_said(e, &x->arm[arm]);
    check_called(e);
    const polder_change_t change = {
        .dose = e->change.dose ? now(e, e->change.dose) : NULL,
        .start = e->change.start ? now(e, e->change.start) : NULL,
        .duration = e->change.duration ? now(e, e->change.duration) : NULL,
        .target = e->change.target,
    };
    for (int i = 0; i < n; i++) polder_loader_use(r, use[i], &change, arm);
    if (e->levers) push(r, e->levers, &x->arm[arm]);
    if (e->n_event > 0) add_events(e, &x->arm[arm]);
    if (e->network) polder_loader_changed(r, e->network, arm);
    if (e->without) polder_loader_without(r, e->without, &x->arm[arm].off, &x->arm[arm].n_off);
    for (int i = 0; e->set && i < e->set->n; i++)
        set_one(r, e->set->key[i], now(e, e->set->item[i]), arm);
}

/* An arm for each combination of what is varied. */
static void add_arms(entry_t *e, const polder_yaml_node_t *const *use, int n)
{
    do add_arm(e, use, n);
    while (next(e) && e->r->n_problem < POLDER_YAML_PROBLEMS);
}

/* ---- one entry of the list ---- */

static bool is_list(entry_t *e, const polder_yaml_node_t *node, const char *what, int least)
{
    if (node->kind == POLDER_YAML_SEQUENCE && node->n >= least) return true;
    polder_loader_problem(e->r, node,
                          least > 1 ? "%s needs a list of two or more interventions"
                                    : "%s needs a list of interventions",
                          what);
    return false;
}

static void read_bundles(entry_t *e)
{
    const polder_yaml_node_t *one = e->one, *all = e->all, *each = e->each, *pairs = e->pairs;
    if (e->name_nl && !e->name) {
        polder_loader_problem(e->r, e->name_nl, "name_nl is the Dutch for name, which is missing");
    } else if (e->name_en && !e->name) {
        polder_loader_problem(e->r, e->name_en,
                              "name_en is what people read for name, which is missing");
    } else if (e->in_short_nl && !e->in_short) {
        polder_loader_problem(e->r, e->in_short_nl,
                              "in_short_nl is the Dutch for in_short, which is missing");
    } else if (!!one + !!all + !!each + !!pairs > 1) {
        polder_loader_problem(e->r, e->item,
                              "an entry has one of intervention, interventions, each and pairs");
    } else if (one) {
        add_arms(e, &one, 1);
    } else if (all && is_list(e, all, "interventions", 0)) {
        add_arms(e, (const polder_yaml_node_t *const *)all->item, all->n);
    } else if (each && is_list(e, each, "each", 1)) {
        for (int i = 0; i < each->n; i++) {
            const polder_yaml_node_t *use = each->item[i];
            add_arms(e, &use, 1);
        }
    } else if (pairs && is_list(e, pairs, "pairs", 2)) {
        for (int i = 0; i < pairs->n; i++)
            for (int j = i + 1; j < pairs->n; j++) {
                const polder_yaml_node_t *use[] = {pairs->item[i], pairs->item[j]};
                add_arms(e, use, 2);
            }
    } else if (!all && !each && !pairs) {
        add_arms(e, NULL, 0);
    }
}

/* ---- the table ---- */

static json_t *use_schema(polder_json_t *b, const polder_key_t *key)
{
    (void)key;
    return polder_schema_reference(b, "use");
}

static json_t *uses_schema(polder_json_t *b, const polder_key_t *key)
{
    return polder_schema_several(polder_schema_reference(b, "use"), (int)key->least, key->doc);
}

/* A value as an intervention has it, or a list of values with an arm for each. */
static void load_varied(polder_loader_t *r, const polder_found_t *found, void *into)
{
    polder_load_node(r, found, into);
    if (found->node->kind == POLDER_YAML_SEQUENCE)
        vary(into, found->key->name, found->node, found->node);
}

static json_t *varied_schema(polder_json_t *b, const polder_key_t *key)
{
    const polder_key_t *one = polder_key_find(&polder_use_keys, key->name);
    json_t *value = one->form->schema(b, one);
    json_t *many = polder_schema_several(json_deep_copy(value), 1, "an arm for each");
    return polder_schema_either(value, many, key->doc);
}

static json_t *target_schema(polder_json_t *b, const polder_key_t *key)
{
    (void)key;
    return polder_schema_reference(b, "target");
}

/* Parameters by their full name, initial values after "initial."; a value or a list of values. */
static void put_settable(polder_json_t *b, json_t *values, json_t *fields, const char *before)
{
    const char *name = NULL;
    json_t *value = NULL;
    json_object_foreach(fields, name, value)
    {
        char whole[120];
        const int f = polder_table_find(b->table, name);
        snprintf(whole, sizeof whole, "%s%.100s", before, name);
        if (f >= 0 && !b->table->field[f]->choices)
            polder_json_append(b, json_object_get(value, "anyOf"),
                               polder_clamp_schema(b, b->table->field[f]));
        json_t *many = polder_schema_several(json_object(), 1, "an arm for each");
        polder_json_set(
            b, values, whole,
            polder_schema_either(json_incref(value), many, "a value, or a list of values"));
    }
    json_decref(fields);
}

static void load_set(polder_loader_t *r, const polder_found_t *found, void *into)
{
    const polder_yaml_node_t *set = found->node;
    if (!polder_loader_mapping(r, set, found->key->name)) return;
    polder_load_node(r, found, into);
    for (int i = 0; i < set->n; i++)
        if (set->item[i]->kind == POLDER_YAML_SEQUENCE)
            vary(into, set->key[i]->text, set->key[i], set->item[i]);
}

static json_t *set_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *values = json_object();
    put_settable(b, values, polder_schema_drawn(b, POLDER_PARAMETER, ""), "");
    put_settable(b, values, polder_schema_drawn(b, POLDER_STATE, ""), "initial.");
    json_t *object = polder_schema_closed(b, values);
    polder_json_text(b, object, "description", key->doc);
    return object;
}

static void load_name(polder_loader_t *r, const polder_found_t *found, void *into)
{
    if (found->node->kind != POLDER_YAML_SCALAR || polder_yaml_is_nothing(found->node))
        polder_loader_problem(r, found->node, "%s needs a text", found->key->name);
    else
        polder_load_node(r, found, into);
}

static json_t *pushes_schema(polder_json_t *b, const polder_key_t *key)
{
    const polder_key_t *top = polder_key_find(&polder_top_keys, "levers");
    json_t *list = top->form->schema(b, top);
    polder_json_text(b, list, "description", key->doc);
    return list;
}

static const polder_form_t form_network = {"keys and values", polder_load_node,
                                           polder_changed_schema, NULL};
static const polder_form_t form_events = {"list of events", polder_load_node, polder_events_schema,
                                          NULL};
static const polder_form_t form_without = {"list of mechanisms", polder_load_node,
                                           polder_without_schema, NULL};
static const polder_form_t form_name = {"text", load_name, polder_text_schema, NULL};
static const polder_form_t form_use = {"intervention", polder_load_node, use_schema, NULL};
static const polder_form_t form_uses = {"list of interventions", polder_load_node, uses_schema,
                                        NULL};
static const polder_form_t form_varied = {"value or list of values", load_varied, varied_schema,
                                          NULL};
static const polder_form_t form_target = {"as of an intervention", polder_load_node, target_schema,
                                          NULL};
static const polder_form_t form_set = {"PART.PARAMETER or initial.STATE: value, bounds, or list",
                                       load_set, set_schema, NULL};
static const polder_form_t form_pushes = {"list of pushes: {LEVER: level, …}", polder_load_node,
                                          pushes_schema, NULL};

static const polder_key_t entry_key[] = {
    {.name = "name",
     .form = &form_name,
     POLDER_KEY_AT(entry_t, name),
     .standard = "its interventions and what is varied",
     .doc = "what the arm is called"},
    {.name = "name_en",
     .form = &form_name,
     POLDER_KEY_AT(entry_t, name_en),
     .doc = "what people read in its place",
     .when = "name"},
    {.name = "name_nl",
     .form = &form_name,
     POLDER_KEY_AT(entry_t, name_nl),
     .doc = "what screens call it in Dutch",
     .when = "name"},
    {.name = "in_short",
     .form = &form_name,
     POLDER_KEY_AT(entry_t, in_short),
     .doc = "what people do in it, in one line, for reports"},
    {.name = "in_short_nl",
     .form = &form_name,
     POLDER_KEY_AT(entry_t, in_short_nl),
     .doc = "the same in Dutch",
     .when = "in_short"},
    {.name = "intervention",
     .form = &form_use,
     POLDER_KEY_AT(entry_t, one),
     .doc = "the one that is used"},
    {.name = "interventions",
     .form = &form_uses,
     POLDER_KEY_AT(entry_t, all),
     .doc = "all at once"},
    {.name = "each",
     .form = &form_uses,
     POLDER_KEY_AT(entry_t, each),
     .least = 1,
     .most = 1,
     .doc = "an arm for each of these alone"},
    {.name = "pairs",
     .form = &form_uses,
     POLDER_KEY_AT(entry_t, pairs),
     .least = 2,
     .most = 2,
     .doc = "an arm for each pair of these"},
    {.name = "dose",
     .form = &form_varied,
     POLDER_KEY_AT(entry_t, change.dose),
     .doc = "one, or an arm for each"},
    {.name = "start",
     .form = &form_varied,
     POLDER_KEY_AT(entry_t, change.start),
     .doc = "one, or an arm for each"},
    {.name = "duration",
     .form = &form_varied,
     POLDER_KEY_AT(entry_t, change.duration),
     .doc = "one, or an arm for each"},
    {.name = "target",
     .form = &form_target,
     POLDER_KEY_AT(entry_t, change.target),
     .doc = "whom its interventions touch"},
    {.name = "set",
     .form = &form_set,
     POLDER_KEY_AT(entry_t, set),
     .doc = "parameters, and initial.STATE"},
    {.name = "levers",
     .form = &form_pushes,
     POLDER_KEY_AT(entry_t, levers),
     .doc = "pushes on levers in this arm, on top of those of all"},
    {.name = "events",
     .form = &form_events,
     POLDER_KEY_AT(entry_t, events),
     .doc = "what happens in this arm, on top of what happens in all"},
    {.name = "horizon",
     .form = &polder_form_whole,
     POLDER_KEY_AT(entry_t, horizon),
     .least = 1,
     .most = POLDER_MAX_HORIZON,
     .standard = "that of all arms",
     .doc = "number of ticks of this arm"},
    {.name = "without",
     .form = &form_without,
     POLDER_KEY_AT(entry_t, without),
     .doc = "mechanisms switched off in this arm, on top of those that are in all"},
    {.name = "network",
     .form = &form_network,
     POLDER_KEY_AT(entry_t, network),
     .doc = "who of a network file is not there, and which ties, in this arm"},
};

const polder_keys_t polder_arm_keys = {.path = "arms.",
                                       .before = "",
                                       POLDER_KEYS(entry_key),
                                       .doc = "an entry of the list: one arm or several"};

/* A text of several words for which there is no file: meant as a name, not as an intervention. */
static bool is_bare_name(polder_loader_t *r, const polder_yaml_node_t *item)
{
    char *path =
        strchr(item->text, ' ') ? polder_intervention_path(r->folder, r->shared, item->text) : NULL;
    const bool bare = strchr(item->text, ' ') && !path;
    free(path);
    if (bare)
        polder_loader_problem(r, item,
                              "\"%.80s\" is no intervention; an arm in which nothing is done is "
                              "none, or has a name, as in {name: %.80s}",
                              item->text, item->text);
    return bare;
}

static void read_entry(polder_loader_t *r, const polder_yaml_node_t *item)
{
    entry_t e = {.r = r, .item = item};
    r->lasts = polder_loader_horizon_of(r, item);
    if (item->kind == POLDER_YAML_SCALAR && !polder_yaml_is_nothing(item)) {
        const bool nothing = strcmp(item->text, "none") == 0 || strcmp(item->text, "baseline") == 0;
        e.name = item;
        if (is_bare_name(r, item)) return;
        if (nothing)
            add_arm(&e, NULL, 0);
        else
            add_arm(&e, &item, 1);
        return;
    }
    if (item->kind != POLDER_YAML_MAPPING) {
        polder_loader_problem(r, item,
                              "an arm is a name or a mapping, such as {each: [visioning]}");
        return;
    }
    (void)polder_keys_check(r, &polder_arm_keys, item);
    polder_keys_load_known(r, &polder_arm_keys, item, &e);
    e.first_event = r->x->n_planned;
    if (e.events) polder_loader_events(r, e.events);
    e.n_event = r->x->n_planned - e.first_event;
    read_bundles(&e);
}

static void load_arms(polder_loader_t *r, const polder_found_t *found, void *into)
{
    polder_experiment_t *x = into;
    const polder_yaml_node_t *node = found->node;
    if (polder_yaml_is_nothing(node)) return;
    if (node->kind != POLDER_YAML_SEQUENCE || node->n == 0) {
        polder_loader_problem(r, node, "arms needs a list: begin each arm with \"- \"");
        return;
    }
    /* the arm an experiment begins with has no name and makes room for these */
    free(x->arm[0].name);
    x->n_arm = 0;
    for (int i = 0; i < node->n; i++) read_entry(r, node->item[i]);
    r->lasts = 0;
    if (x->n_arm == 0 && polder_experiment_add_arm(x, "", NULL) < 0) polder_loader_no_memory(r);
}

static json_t *arms_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *entry = polder_schema_closed(b, polder_keys_schema(b, &polder_arm_keys));
    polder_json_text(b, entry, "description", "one or more arms");
    json_t *arm = polder_schema_either(
        polder_schema_text(b, "none, or the name of an intervention"), entry, "one or more arms");
    return polder_schema_either(
        polder_schema_several(arm, 1, "ways to deal with the same networks"),
        polder_schema_typed(b, "null"), key->doc);
}

/* How many interventions, the last of every arm, are the same ones: those of all arms. They stand
 * in a section of their own, but for one arm with a name, whose they are. */
static int common_uses(const polder_experiment_t *x)
{
    const polder_arm_t *first = &x->arm[0];
    if (x->n_arm == 1) return first->name[0] ? 0 : first->n_use;
    int n = 0;
    for (bool same = true; same && n <= first->n_use;) {
        for (int a = 0; a < x->n_arm && same; a++) {
            const polder_arm_t *arm = &x->arm[a];
            same = n < arm->n_use && n < first->n_use &&
                   arm->use[arm->n_use - 1 - n] == first->use[first->n_use - 1 - n];
        }
        n += same;
    }
    return n;
}

/* A number that is set is written as the bounds leave it; of what is drawn, they stand beside it.
 */
static json_t *write_set(polder_json_t *b, const polder_experiment_t *x, int arm)
{
    json_t *set = json_object();
    const polder_arm_t *of = &x->arm[arm];
    for (int f = 0; f < x->table.n_field; f++) {
        const polder_field_t *field = x->table.field[f];
        json_t *value = POLDER_LEFT_OUT;
        char name[120];
        for (int i = 0; i < of->n_setting; i++) {
            polder_value_t bounded;
            if (of->setting[i].field != f || !polder_experiment_value(x, arm, f, &bounded))
                continue;
            value = polder_value_write(b, field, &bounded);
        }
        const bool fixed = value != POLDER_LEFT_OUT && !json_is_object(value);
        for (int i = 0; i < of->n_clamp; i++)
            if (of->clamp[i].field == f && !fixed)
                value = polder_clamp_write(b, &of->clamp[i], value);
        snprintf(name, sizeof name, "%s%.100s", field->role == POLDER_STATE ? "initial." : "",
                 field->name);
        polder_json_set(b, set, name, value);
    }
    return set;
}

static json_t *write_planned(polder_json_t *b, const polder_experiment_t *x,
                             const polder_arm_t *arm)
{
    json_t *list = json_array();
    for (int i = 0; i < arm->n_planned; i++)
        polder_json_append(b, list, polder_event_write(b, &x->planned[arm->planned[i]]));
    return list;
}

/* For people; what is not said is left out. */
static void write_said(polder_json_t *b, json_t *entry, const polder_arm_t *arm)
{
    if (arm->name_en) polder_json_text(b, entry, "name_en", arm->name_en);
    if (arm->name_nl) polder_json_text(b, entry, "name_nl", arm->name_nl);
    if (arm->in_short) polder_json_text(b, entry, "in_short", arm->in_short);
    if (arm->in_short_nl) polder_json_text(b, entry, "in_short_nl", arm->in_short_nl);
}

static json_t *write_arms(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    const int common = common_uses(x);
    json_t *list = json_array();
    (void)key;
    for (int a = 0; a < x->n_arm; a++) {
        const polder_arm_t *arm = &x->arm[a];
        json_t *entry = json_object(), *uses = json_array();
        for (int i = 0; i < arm->n_use - common; i++)
            polder_json_append(b, uses, polder_use_write(b, &x->intervention[arm->use[i]]));
        polder_json_text(b, entry, "name", arm->name);
        if (arm->horizon > 0)
            polder_json_set(b, entry, "horizon", json_integer((json_int_t)arm->horizon));
        write_said(b, entry, arm);
        polder_json_set(b, entry, "interventions", uses);
        polder_json_set(b, entry, "set", write_set(b, x, a));
        polder_json_set(b, entry, "levers", polder_pushes_write(b, arm->push, arm->n_push));
        if (arm->n_planned > 0) polder_json_set(b, entry, "events", write_planned(b, x, arm));
        if (arm->n_off > 0)
            polder_json_set(b, entry, "without", polder_without_write(b, arm->off, arm->n_off));
        polder_json_set(b, entry, "network", polder_changed_write(b, &arm->changed));
        polder_json_append(b, list, entry);
    }
    return list;
}

const polder_form_t polder_form_arms = {"list of names and mappings", load_arms, arms_schema,
                                        write_arms};

static void load_baseline(polder_loader_t *r, const polder_found_t *found, void *into)
{
    polder_experiment_t *x = into;
    const polder_yaml_node_t *node = found->node;
    const char **name = calloc((size_t)x->n_arm, sizeof *name);
    x->baseline = -1;
    for (int a = 0; name && a < x->n_arm; a++) {
        name[a] = x->arm[a].name;
        if (node->text && strcmp(node->text, name[a]) == 0) x->baseline = a;
    }
    if (x->baseline < 0 && name)
        polder_loader_unknown(r, node, "arm", node->text ? node->text : "", name, (size_t)x->n_arm);
    if (!name) polder_loader_no_memory(r);
    if (x->baseline < 0) x->baseline = 0;
    free(name);
}

static json_t *write_baseline(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    (void)b;
    (void)key;
    return json_string(x->arm[x->baseline].name);
}

const polder_form_t polder_form_baseline = {"name of an arm", load_baseline, polder_text_schema,
                                            write_baseline};

/* What all arms have in common. */
static void load_interventions(polder_loader_t *r, const polder_found_t *found, void *into)
{
    const polder_yaml_node_t *node = found->node;
    (void)into;
    if (polder_yaml_is_nothing(node)) return;
    if (node->kind != POLDER_YAML_SEQUENCE) {
        polder_loader_problem(r, node, "interventions needs a list");
        return;
    }
    for (int i = 0; i < node->n; i++) {
        const int before = r->x->n_intervention;
        polder_loader_use(r, node->item[i], NULL, 0);
        for (int a = 1; a < r->x->n_arm; a++) {
            polder_arm_t *arm = &r->x->arm[a];
            const int n = r->x->n_intervention - before;
            int *use = realloc(arm->use, ((size_t)arm->n_use + (size_t)n + 1) * sizeof *use);
            if (!use) {
                polder_loader_no_memory(r);
                return;
            }
            arm->use = use;
            for (int k = 0; k < n; k++) use[arm->n_use++] = before + k;
        }
    }
}

static json_t *interventions_schema(polder_json_t *b, const polder_key_t *key)
{
    return polder_schema_either(
        polder_schema_several(polder_schema_reference(b, "use"), 0, "what all arms have in common"),
        polder_schema_typed(b, "null"), key->doc);
}

static json_t *write_interventions(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    const polder_arm_t *arm = &x->arm[0];
    json_t *list = json_array();
    (void)key;
    for (int i = arm->n_use - common_uses(x); i < arm->n_use; i++)
        polder_json_append(b, list, polder_use_write(b, &x->intervention[arm->use[i]]));
    return list;
}

const polder_form_t polder_form_interventions = {"list of interventions", load_interventions,
                                                 interventions_schema, write_interventions};
