/* scenario_planned.c: the section events of a scenario, and of its arms. See key.h.
 *
 *     events:
 *       - {what: shock, month: 24}
 *       - {what: replace, target: {name: Isala}, when: trust.mean > 0.6 for 3 months}
 *       - {what: break, between: [Isala, GGZ], rate: 0.02}
 *       - {set: {context.p_shock: 0.1}, month: 12, duration: 24}
 *
 * What can happen a model says: its kinds are fields of the role PLANNED (kernel/planned.h).
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/key.h"
#include "scenario/planned.h"
#include "scenario/schema.h"

#define PREFIX "planned."

enum { PREFIX_LENGTH = sizeof PREFIX - 1 };

/* An event while it is read, and where its keys stand. */
typedef struct {
    polder_planned_t v;
    const polder_yaml_node_t *what, *month, *when, *rate, *target, *between, *set, *duration;
} draft_t;

/* ---- what happens ---- */

static void load_what(polder_loader_t *r, const polder_found_t *found, void *into)
{
    enum { MOST = 64 };
    const polder_table_t *table = &r->x->table;
    const char *kind[MOST], *word = found->node->text ? found->node->text : "";
    draft_t *d = into;
    size_t n = 0;
    d->what = found->node;
    for (int f = 0; f < table->n_field; f++) {
        if (table->field[f]->role != POLDER_PLANNED) continue;
        if (strcmp(table->field[f]->name + PREFIX_LENGTH, word) == 0) d->v.kind = f;
        if (n < MOST) kind[n++] = table->field[f]->name + PREFIX_LENGTH;
    }
    if (d->v.kind < 0) polder_loader_unknown(r, found->node, "event", word, kind, n);
}

static json_t *what_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *kinds = json_array();
    for (int f = 0; f < b->table->n_field; f++) {
        const polder_field_t *field = b->table->field[f];
        if (field->role == POLDER_PLANNED)
            polder_json_append(b, kinds,
                               json_pack("{s:s, s:s}", "const", field->name + PREFIX_LENGTH,
                                         "description", field->doc));
    }
    return json_pack("{s:o, s:s}", "oneOf", kinds, "description", key->doc);
}

static json_t *write_what(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_planned_t *p = &((const draft_t *)from)->v;
    (void)key;
    return p->kind < 0 ? POLDER_LEFT_OUT
                       : json_string(b->x->table.field[p->kind]->name + PREFIX_LENGTH);
}

/* Do parts of this kind look at it? */
static bool is_read_by(const polder_table_t *table, polder_kind_t kind, int field)
{
    for (int p = 0; p < table->n_part; p++)
        for (int u = 0; u < table->part[p]->n_use; u++)
            if (table->link[p][u] == field && table->part[p]->kind == kind) return true;
    return false;
}

static void warn_of_founding(polder_loader_t *r, const polder_yaml_node_t *key, int field)
{
    const polder_table_t *table = &r->x->table;
    if (table->field[field]->role != POLDER_PARAMETER || !is_read_by(table, POLDER_SETUP, field))
        return;
    const polder_place_t place = polder_yaml_place(r->yaml, key);
    polder_warn(r->report, &place, "what %s did at the founding stays as it is", key->text);
}

/* The field of a value that an event sets, or −1. */
static int find_set(polder_loader_t *r, const polder_yaml_node_t *key)
{
    const polder_table_t *table = &r->x->table;
    const int f = polder_table_find(table, key->text);
    const polder_field_t *field = f >= 0 ? table->field[f] : NULL;
    if (!field)
        polder_loader_unknown_field(r, key, "parameter or state", key->text, -1, -1);
    else if (field->role == POLDER_LEVER)
        polder_loader_problem(
            r, key, "%s is a lever: it is pushed by levers or an intervention, in a period",
            key->text);
    else if (field->role != POLDER_PARAMETER && !polder_field_is_given(field))
        polder_loader_problem(r, key, "%s is computed by the model: no event can set it",
                              key->text);
    else if (field->role == POLDER_PARAMETER && !is_read_by(table, POLDER_MECHANISM, f))
        polder_loader_problem(r, key, "%s counts at the founding only: no event can change it",
                              key->text);
    else
        return f;
    return -1;
}

static void load_set(polder_loader_t *r, const polder_found_t *found, void *into)
{
    const polder_yaml_node_t *node = found->node;
    draft_t *d = into;
    if (!polder_loader_mapping(r, node, found->what)) return;
    d->set = node;
    d->v.set = calloc((size_t)node->n + 1, sizeof *d->v.set);
    if (!d->v.set) polder_loader_no_memory(r);
    for (int i = 0; d->v.set && i < node->n; i++) {
        double value = 0;
        const int f = find_set(r, node->key[i]);
        if (f < 0 || !polder_loader_constant(r, node->item[i], r->x->table.field[f]->name,
                                             r->x->table.field[f], &value))
            continue;
        warn_of_founding(r, node->key[i], f);
        d->v.set[d->v.n_set++] = (polder_assign_t){f, (float)value};
    }
}

static json_t *set_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *values = json_object();
    for (int f = 0; f < b->table->n_field; f++) {
        const polder_field_t *field = b->table->field[f];
        const bool given = field->role == POLDER_PARAMETER
                               ? is_read_by(b->table, POLDER_MECHANISM, f)
                               : polder_field_is_given(field);
        if (!given) continue;
        json_t *value = field->choices ? polder_schema_word(b, field->choices, NULL)
                                       : polder_schema_bounded(b, field);
        polder_schema_annotate(b, value, field);
        polder_json_set(b, values, field->name, value);
    }
    json_t *object = polder_schema_closed(b, values);
    polder_json_text(b, object, "description", key->doc);
    polder_json_set(b, object, "minProperties", json_integer(1));
    return object;
}

static json_t *write_set(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_planned_t *p = &((const draft_t *)from)->v;
    json_t *set = json_object();
    (void)key;
    for (int i = 0; i < p->n_set; i++) {
        const polder_field_t *field = b->x->table.field[p->set[i].field];
        polder_json_set(b, set, field->name, polder_json_value(field, (double)p->set[i].value));
    }
    if (p->n_set > 0) return set;
    json_decref(set);
    return POLDER_LEFT_OUT;
}

/* ---- when, and whom ---- */

static void load_month(polder_loader_t *r, const polder_found_t *found, void *into)
{
    draft_t *d = into;
    d->month = found->node;
    polder_load_whole(r, found, into);
    if (d->v.from <= polder_loader_lasts(r)) return;
    const polder_place_t place = polder_yaml_place(r->yaml, found->node);
    polder_warn(r->report, &place, "this is after the horizon of %d ticks", polder_loader_lasts(r));
}

static json_t *write_month(polder_json_t *b, const polder_key_t *key, const void *from)
{
    return ((const draft_t *)from)->v.conditional ? POLDER_LEFT_OUT
                                                  : polder_write_whole(b, key, from);
}

static void load_when(polder_loader_t *r, const polder_found_t *found, void *into)
{
    draft_t *d = into;
    d->when = found->node;
    d->v.conditional = true;
    if (found->node->kind != POLDER_YAML_SCALAR || polder_yaml_is_nothing(found->node))
        polder_loader_problem(r, found->node, "when needs a condition, such as trust.mean < 0.4");
    else
        (void)polder_loader_condition(r, found->node, found->what, true, &d->v.start);
}

static json_t *when_schema(polder_json_t *b, const polder_key_t *key)
{
    (void)b;
    return polder_schema_condition(key->doc);
}

static json_t *write_when(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_planned_t *p = &((const draft_t *)from)->v;
    (void)key;
    return p->conditional ? polder_condition_write(b, p->start) : POLDER_LEFT_OUT;
}

static void load_rate(polder_loader_t *r, const polder_found_t *found, void *into)
{
    ((draft_t *)into)->rate = found->node;
    polder_form_number.load(r, found, into);
}

static json_t *rate_schema(polder_json_t *b, const polder_key_t *key)
{
    return polder_form_number.schema(b, key);
}

static json_t *write_rate(polder_json_t *b, const polder_key_t *key, const void *from)
{
    return ((const draft_t *)from)->v.rate < 0 ? POLDER_LEFT_OUT
                                               : polder_write_number(b, key, from);
}

static void load_target(polder_loader_t *r, const polder_found_t *found, void *into)
{
    draft_t *d = into;
    d->target = found->node;
    polder_loader_target(r, found->node, &d->v.target);
}

static json_t *target_schema(polder_json_t *b, const polder_key_t *key)
{
    (void)key;
    return polder_schema_reference(b, "target");
}

/* Of members or of the ties of members? */
static bool is_about_members(const polder_experiment_t *x, const polder_planned_t *p)
{
    bool members = p->kind >= 0 && x->table.field[p->kind]->level != POLDER_NETWORK;
    for (int i = 0; i < p->n_set; i++)
        members |= x->table.field[p->set[i].field]->level != POLDER_NETWORK;
    return members;
}

static json_t *write_target(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_planned_t *p = &((const draft_t *)from)->v;
    (void)key;
    if (p->between >= 0 || !is_about_members(b->x, p)) return POLDER_LEFT_OUT;
    return polder_target_write(b, &p->target);
}

static void load_between(polder_loader_t *r, const polder_found_t *found, void *into)
{
    draft_t *d = into;
    d->between = found->node;
    (void)polder_loader_pairs(r, found->node, found->what, &d->v.between);
}

static json_t *between_schema(polder_json_t *b, const polder_key_t *key)
{
    return polder_pairs_schema(b, key->doc);
}

static json_t *write_between(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const int group = ((const draft_t *)from)->v.between;
    (void)key;
    return group < 0 ? POLDER_LEFT_OUT : polder_pairs_write(b, group);
}

static void load_duration(polder_loader_t *r, const polder_found_t *found, void *into)
{
    ((draft_t *)into)->duration = found->node;
    polder_load_whole(r, found, into);
}

/* ---- the table ---- */

static const polder_form_t form_what = {"kind of event", load_what, what_schema, write_what};
static const polder_form_t form_set = {"FIELD: value", load_set, set_schema, write_set};
static const polder_form_t form_month = {"whole number", load_month, polder_whole_schema,
                                         write_month};
static const polder_form_t form_when = {"condition", load_when, when_schema, write_when};
static const polder_form_t form_rate = {"number", load_rate, rate_schema, write_rate};
static const polder_form_t form_target = {"as of an intervention", load_target, target_schema,
                                          write_target};
static const polder_form_t form_between = {"two names, or a list of pairs", load_between,
                                           between_schema, write_between};
static const polder_form_t form_duration = {"whole number", load_duration, polder_whole_schema,
                                            polder_write_whole};

static const polder_key_t planned_key[] = {
    {.name = "name",
     .form = &polder_form_text,
     POLDER_KEY_AT(draft_t, v.name),
     .standard = "what happens",
     .doc = "what to call it; a random month is drawn by this name"},
    {.name = "what", .form = &form_what, .doc = "what happens: polder list events"},
    {.name = "set",
     .form = &form_set,
     .doc = "parameters and states that get a value, instead of what"},
    {.name = "month",
     .form = &form_month,
     POLDER_KEY_AT(draft_t, v.from),
     .least = 1,
     .most = POLDER_MAX_HORIZON,
     .doc = "the tick in which it happens, at its beginning"},
    {.name = "when",
     .form = &form_when,
     .doc = "a condition of the network: it happens once, in the tick after it has first held"},
    {.name = "rate",
     .form = &form_rate,
     POLDER_KEY_AT(draft_t, v.rate),
     .least = 0,
     .most = 1,
     .standard = "at once",
     .doc = "chance in each tick, from month or when on: it happens once, in a random month"},
    {.name = "target",
     .form = &form_target,
     .doc = "members it is about; of ties, all ties of these"},
    {.name = "between",
     .form = &form_between,
     .doc =
         "ties it is about, by the names of both ends: an act goes from the first to the second"},
    {.name = "duration",
     .form = &form_duration,
     POLDER_KEY_AT(draft_t, v.duration),
     .least = 1,
     .most = POLDER_MAX_HORIZON,
     .standard = "parameters to the end, states once",
     .doc = "ticks in which the values are set",
     .when = "set"},
};

const polder_keys_t polder_planned_keys = {.path = "events.",
                                           .before = "",
                                           POLDER_KEYS(planned_key),
                                           .doc = "an event, of all arms or of an arm"};

/* ---- checks that take more than a key ---- */

static polder_level_t level_of(const polder_experiment_t *x, const draft_t *d)
{
    int level = d->v.kind >= 0 ? (int)x->table.field[d->v.kind]->level : POLDER_NETWORK;
    for (int i = 0; i < d->v.n_set; i++) {
        const int one = (int)x->table.field[d->v.set[i].field]->level;
        if (one > level) level = one;
    }
    return (polder_level_t)level;
}

static void check_whom(polder_loader_t *r, const polder_yaml_node_t *node, const draft_t *d)
{
    const polder_level_t level = level_of(r->x, d);
    const polder_yaml_node_t *whom = d->between ? d->between : d->target;
    bool members = false; /* values of members, for whom there are no pairs */
    for (int i = 0; i < d->v.n_set; i++)
        members |= r->x->table.field[d->v.set[i].field]->level == POLDER_ORGANISATION;
    if (d->between && d->target)
        polder_loader_problem(r, d->between, "an event has target or between, not both");
    else if (level == POLDER_NETWORK && whom)
        polder_loader_problem(r, whom, "this is about the network as a whole: leave out %s",
                              d->between ? "between" : "target");
    else if (d->between && (level == POLDER_ORGANISATION || members))
        polder_loader_problem(r, d->between,
                              "this is about members: write target instead of between");
    else if (level != POLDER_NETWORK && !whom)
        polder_loader_problem(r, node,
                              level == POLDER_ARC
                                  ? "this is about ties: which? Such as target: {highest: "
                                    "FIELD, share: 0.25}, or between: [A, B]"
                                  : "this is about members: which? Such as target: "
                                    "{highest: FIELD, share: 0.25}");
}

static void check(polder_loader_t *r, const polder_yaml_node_t *node, const draft_t *d)
{
    if (!d->what && !d->set)
        polder_loader_problem(r, node, "an event says what happens: what, or set");
    else if (d->what && d->set)
        polder_loader_problem(r, d->set, "an event has what or set, not both");
    else if (d->duration && !d->set)
        polder_loader_problem(r, d->duration, "duration belongs to set: what happens happens once");
    else if (d->month && d->when)
        polder_loader_problem(r, d->when, "an event has month or when, not both");
    else if (!d->month && !d->when && !d->rate)
        polder_loader_problem(r, node, "an event says when it happens: month, when or rate");
    else
        check_whom(r, node, d);
}

/* ---- events, of all arms or of one ---- */

static bool is_taken(const polder_experiment_t *x, int from, const char *name)
{
    for (int i = 0; i < x->n_planned; i++)
        if ((i < x->n_common || i >= from) && strcmp(x->planned[i].name, name) == 0) return true;
    return false;
}

/* By its own name, or by what happens, counted where it happens twice. */
static void give_name(polder_loader_t *r, draft_t *d, const polder_yaml_node_t *node, int from)
{
    char name[80];
    const char *word = d->what ? d->what->text : "set";
    if (d->v.name) {
        if (is_taken(r->x, from, d->v.name))
            polder_loader_problem(r, node, "two events are called \"%.80s\"", d->v.name);
        return;
    }
    snprintf(name, sizeof name, "%.60s", word);
    for (int n = 2; is_taken(r->x, from, name); n++)
        snprintf(name, sizeof name, "%.60s %d", word, n);
    d->v.name = strdup(name);
    if (!d->v.name) polder_loader_no_memory(r);
}

/* Events of one list begin at number `from`. */
static void read_one(polder_loader_t *r, const polder_yaml_node_t *node, int from)
{
    polder_experiment_t *x = r->x;
    const int before = r->n_problem;
    draft_t d = {.v = {.kind = -1, .from = 1, .rate = -1, .between = -1}};
    if (polder_loader_mapping(r, node, "an event")) {
        polder_keys_load(r, &polder_planned_keys, NULL, node, &d);
        if (r->n_problem == before) check(r, node, &d);
        if (r->n_problem == before) give_name(r, &d, node, from);
    }
    polder_planned_t *list = realloc(x->planned, ((size_t)x->n_planned + 1) * sizeof *list);
    if (list) x->planned = list;
    if (!list) polder_loader_no_memory(r);
    if (list && d.v.name && r->n_problem == before) {
        list[x->n_planned++] = d.v;
        return;
    }
    free(d.v.name);
    free(d.v.set);
}

void polder_loader_events(polder_loader_t *r, const polder_yaml_node_t *node)
{
    const int from = r->x->n_planned;
    if (polder_yaml_is_nothing(node)) return;
    if (node->kind != POLDER_YAML_SEQUENCE) {
        polder_loader_problem(r, node, "events needs a list: begin each event with \"- \"");
        return;
    }
    for (int i = 0; i < node->n; i++) read_one(r, node->item[i], from);
}

static void load_events(polder_loader_t *r, const polder_found_t *found, void *into)
{
    polder_experiment_t *x = into;
    polder_loader_events(r, found->node);
    x->n_common = x->n_planned;
}

json_t *polder_events_schema(polder_json_t *b, const polder_key_t *key)
{
    return polder_schema_list(b, polder_schema_reference(b, "event"), key->doc);
}

void polder_schema_event(polder_json_t *b, json_t *defs)
{
    json_t *event = polder_schema_closed(b, polder_keys_schema(b, &polder_planned_keys));
    polder_json_text(b, event, "description", polder_planned_keys.doc);
    polder_json_set(b, defs, "event", event);
}

json_t *polder_event_write(polder_json_t *b, const polder_planned_t *p)
{
    const draft_t d = {.v = *p};
    json_t *object = json_object();
    polder_keys_write(b, &polder_planned_keys, &d, object);
    return object;
}

static json_t *write_events(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    (void)key;
    if (x->n_common == 0) return POLDER_LEFT_OUT;
    json_t *list = json_array();
    for (int i = 0; i < x->n_common; i++)
        polder_json_append(b, list, polder_event_write(b, &x->planned[i]));
    return list;
}

const polder_form_t polder_form_events = {"list of events", load_events, polder_events_schema,
                                          write_events};
