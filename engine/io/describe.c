/* describe.c: the canonical text of an experiment. See scenario.h.
 *
 * It holds all that decides the result and nothing else: no folders, threads, time. The
 * keys are sorted and numbers have one form, so that two experiments are the same exactly
 * when their texts are.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/graph.h"
#include "io/json.h"
#include "io/scenario.h"
#include "kernel/fnv.h"

static const struct {
    const char *name;
    int n;
} distribution[] = {
#define ROW(id, name, n, arguments, doc) {name, n},
    POLDER_DISTRIBUTIONS(ROW)
#undef ROW
};

static json_t *choice(polder_json_t *b, const polder_field_t *field, const polder_value_t *value)
{
    json_t *list = json_array();
    for (int i = 0; i < value->n; i++) {
        json_t *pair = json_array();
        polder_json_append(b, pair, polder_json_value(field, value->item[i]));
        polder_json_append(b, pair, polder_json_double(value->weight ? value->weight[i] : 1));
        polder_json_append(b, list, pair);
    }
    return list;
}

static json_t *describe_value(polder_json_t *b, const polder_field_t *field,
                              const polder_value_t *value)
{
    if (value->kind == POLDER_DRAW_NUMBER) return polder_json_value(field, value->arg[0]);
    json_t *object = json_object(), *list = NULL;
    if (value->kind == POLDER_DRAW_CHOICE) {
        list = choice(b, field, value);
    } else {
        list = json_array();
        for (int i = 0; i < distribution[value->kind].n; i++)
            polder_json_append(b, list,
                               value->kind == POLDER_DRAW_INTEGER
                                   ? json_integer((json_int_t)value->arg[i])
                                   : polder_json_double(value->arg[i]));
    }
    polder_json_set(b, object, distribution[value->kind].name, list);
    return object;
}

/* Settings of one role, as an object from name to value. */
static json_t *settings(polder_json_t *b, const polder_table_t *table,
                        const polder_setting_t *setting, int n, polder_role_t role)
{
    json_t *object = json_object();
    for (int i = 0; i < n; i++) {
        const polder_field_t *field = table->field[setting[i].field];
        if (field->role == role)
            polder_json_set(b, object, field->name, describe_value(b, field, &setting[i].value));
    }
    return object;
}

/* Every parameter: first the defaults, then what is set on top of them. */
static json_t *parameters(polder_json_t *b, const polder_experiment_t *x)
{
    json_t *object = json_object();
    for (int f = 0; f < x->table.n_field; f++) {
        const polder_field_t *field = x->table.field[f];
        if (field->role == POLDER_PARAMETER)
            polder_json_set(b, object, field->name, polder_json_value(field, (double)field->value));
    }
    json_t *set = settings(b, &x->table, x->setting, x->n_setting, POLDER_PARAMETER);
    if (json_object_update(object, set) != 0) b->failed = true;
    json_decref(set);
    return object;
}

static json_t *pushes(polder_json_t *b, const polder_experiment_t *x, const polder_push_t *push,
                      int n)
{
    json_t *list = json_array();
    for (int i = 0; i < n; i++) {
        json_t *object = json_object();
        polder_json_text(b, object, "lever", x->table.field[push[i].field]->name);
        polder_json_set(b, object, "from", json_integer(push[i].from));
        polder_json_set(b, object, "until",
                        json_integer(push[i].until < x->horizon ? push[i].until : x->horizon));
        polder_json_set(b, object, "level", polder_json_float(push[i].level));
        polder_json_append(b, list, object);
    }
    return list;
}

/* In the order of the table: the order of switching off decides nothing. */
static json_t *without(polder_json_t *b, const polder_experiment_t *x)
{
    json_t *list = json_array();
    for (int p = 0; p < x->table.n_part; p++)
        for (int i = 0; i < x->n_off; i++)
            if (x->off[i] == p) {
                polder_json_append(b, list, json_string(x->table.part[p]->name));
                break;
            }
    return list;
}

static json_t *fields(polder_json_t *b, const polder_table_t *table, const int *field, int n)
{
    json_t *list = json_array();
    for (int i = 0; i < n; i++)
        polder_json_append(b, list, json_string(table->field[field[i]]->name));
    return list;
}

static json_t *record(polder_json_t *b, const polder_experiment_t *x)
{
    const polder_record_t *r = &x->record;
    json_t *object = json_object();
    polder_json_set(b, object, "networks", json_integer(r->networks));
    polder_json_set(b, object, "every", json_integer(r->every));
    polder_json_set(b, object, "columns", fields(b, &x->table, r->track, r->n_track));
    polder_json_set(b, object, "summary", fields(b, &x->table, r->summary, r->n_summary));
    json_t *inputs = json_array();
    for (int i = 0; i < r->n_input; i++) {
        char name[POLDER_CASE_NAME];
        polder_json_append(b, inputs,
                           json_string(polder_experiment_input_name(x, i, name, sizeof name)));
    }
    polder_json_set(b, object, "inputs", inputs);
    return object;
}

static json_t *comparison(polder_json_t *b, const polder_table_t *table, const polder_step_t *s)
{
    static const char *const sign[] = {
#define SIGN(id, text) text,
        POLDER_RELATIONS(SIGN)
#undef SIGN
    };
    const polder_field_t *field = table->field[s->field];
    json_t *object = json_object();
    polder_json_text(b, object, "field", field->name);
    polder_json_text(b, object, "is", sign[s->relation]);
    polder_json_set(b, object, "value", polder_json_value(field, (double)s->value));
    polder_json_set(b, object, "ticks", json_integer(1));
    return object;
}

static bool lasts(const json_t *object)
{
    return json_integer_value(json_object_get(object, "ticks")) > 1;
}

/* Keeps a list in the order of its texts, each once: which of two comes first decides nothing. */
static void insert(polder_json_t *b, json_t *list, json_t *item)
{
    char *text = json_dumps(item, JSON_COMPACT | JSON_SORT_KEYS);
    size_t i = 0;
    int order = -1;
    for (; text && i < json_array_size(list); i++) {
        char *other = json_dumps(json_array_get(list, i), JSON_COMPACT | JSON_SORT_KEYS);
        order = other ? strcmp(text, other) : -1;
        if (!other) b->failed = true;
        free(other);
        if (order <= 0) break;
    }
    if (!text || (order != 0 && json_array_insert(list, i, item) != 0)) b->failed = true;
    free(text);
}

/* "a and b and c", however it was put in parentheses, is one list. Takes over both. */
static json_t *join(polder_json_t *b, const char *word, json_t *left, json_t *right)
{
    json_t *side[] = {left, right}, *list = json_array(), *object = NULL;
    for (int i = 0; i < 2; i++) {
        json_t *inner = lasts(side[i]) ? NULL : json_object_get(side[i], word);
        if (!inner) insert(b, list, side[i]);
        for (size_t k = 0; k < json_array_size(inner); k++)
            insert(b, list, json_array_get(inner, k));
    }
    if (json_array_size(list) == 1) {
        object = json_incref(json_array_get(list, 0));
        json_decref(list);
    } else {
        object = json_object();
        polder_json_set(b, object, word, list);
        polder_json_set(b, object, "ticks", json_integer(1));
    }
    json_decref(left);
    json_decref(right);
    return object;
}

static json_t *negation(polder_json_t *b, json_t *inner)
{
    json_t *twice = lasts(inner) ? NULL : json_object_get(inner, "not"), *object = NULL;
    if (twice) {
        object = json_incref(twice);
        json_decref(inner);
        return object;
    }
    object = json_object();
    polder_json_set(b, object, "not", inner);
    polder_json_set(b, object, "ticks", json_integer(1));
    return object;
}

static json_t *spell(polder_json_t *b, json_t *inner, int ticks)
{
    json_t *object = inner;
    if (lasts(inner)) { /* what has lasted lasts */
        json_t *list = json_array();
        polder_json_append(b, list, inner);
        object = json_object();
        polder_json_set(b, object, "and", list);
    }
    polder_json_set(b, object, "ticks", json_integer(ticks));
    return object;
}

static json_t *condition(polder_json_t *b, const polder_table_t *table, const polder_condition_t *c)
{
    json_t *stack[64] = {NULL};
    int n = 0;
    for (int i = 0; i < c->n_step; i++) {
        const polder_step_t *s = &c->step[i];
        switch (s->kind) {
        case POLDER_COMPARES:
            stack[n++] = comparison(b, table, s);
            break;
        case POLDER_NOT:
            stack[n - 1] = negation(b, stack[n - 1]);
            break;
        case POLDER_AND:
        case POLDER_OR:
            n--;
            stack[n - 1] = join(b, s->kind == POLDER_AND ? "and" : "or", stack[n - 1], stack[n]);
            break;
        case POLDER_LASTS:
            stack[n - 1] = spell(b, stack[n - 1], s->ticks);
            break;
        }
    }
    return stack[0];
}

static json_t *target(polder_json_t *b, const polder_experiment_t *x, const polder_target_t *t)
{
    const polder_table_t *table = &x->table;
    json_t *object = json_object();
    if (t->whom == POLDER_EVERYONE) return object;
    if (t->whom == POLDER_WHERE) {
        polder_json_set(b, object, "where", condition(b, table, &x->condition[t->where]));
        return object;
    }
    if (t->whom == POLDER_NEWCOMERS) {
        polder_json_set(b, object, "newcomers", json_integer(t->ticks));
        return object;
    }
    polder_json_text(b, object, t->whom == POLDER_HIGHEST ? "highest" : "lowest",
                     table->field[t->field]->name);
    polder_json_set(b, object, "share", polder_json_double(t->share));
    return object;
}

static json_t *interventions(polder_json_t *b, const polder_experiment_t *x)
{
    json_t *list = json_array();
    for (int i = 0; i < x->n_intervention; i++) {
        const polder_intervention_t *v = &x->intervention[i];
        json_t *object = json_object(), *levers = json_object();
        polder_json_text(b, object, "name", v->name);
        for (int k = 0; k < v->n_effect; k++)
            polder_json_set(b, levers, x->table.field[v->effect[k].field]->name,
                            polder_json_float(v->effect[k].level));
        polder_json_set(b, object, "levers", levers);
        polder_json_set(b, object, "start",
                        v->conditional ? condition(b, &x->table, &x->condition[v->start])
                                       : json_integer(v->from));
        polder_json_set(b, object, "duration", json_integer(v->duration));
        polder_json_set(b, object, "target", target(b, x, &v->target));
        polder_json_set(b, object, "cost", polder_json_double(v->cost));
        polder_json_set(b, object, "cost_per_member", polder_json_double(v->cost_per_member));
        polder_json_append(b, list, object);
    }
    return list;
}

static json_t *arms(polder_json_t *b, const polder_experiment_t *x)
{
    json_t *list = json_array();
    for (int a = 0; a < x->n_arm; a++) {
        const polder_arm_t *arm = &x->arm[a];
        json_t *object = json_object(), *use = json_array();
        polder_json_text(b, object, "name", arm->name);
        polder_json_set(b, object, "parameters",
                        settings(b, &x->table, arm->setting, arm->n_setting, POLDER_PARAMETER));
        polder_json_set(b, object, "initial",
                        settings(b, &x->table, arm->setting, arm->n_setting, POLDER_STATE));
        polder_json_set(b, object, "levers", pushes(b, x, arm->push, arm->n_push));
        for (int i = 0; i < arm->n_use; i++) polder_json_append(b, use, json_integer(arm->use[i]));
        polder_json_set(b, object, "interventions", use);
        polder_json_append(b, list, object);
    }
    return list;
}

static uint64_t hash_float(uint64_t hash, float number)
{
    uint32_t word = 0x7fc00000; /* every NaN is the same missing value */
    if (number == number) memcpy(&word, &number, sizeof word);
    return polder_fnv_word(hash, word);
}

static uint64_t hash_network(const polder_network_t *network, const polder_source_t *source,
                             const polder_table_t *table)
{
    const polder_graph_t *g = &network->graph;
    uint64_t hash =
        polder_fnv_word(polder_fnv_word(POLDER_FNV_START, (uint32_t)g->n_org), (uint32_t)g->n_arc);
    for (int32_t i = 0; g->off && i <= g->n_org; i++)
        hash = polder_fnv_word(hash, (uint32_t)g->off[i]);
    for (int32_t i = 0; g->nbr && i < g->n_arc; i++)
        hash = polder_fnv_word(hash, (uint32_t)g->nbr[i]);
    for (int32_t i = 0; network->label && i < g->n_org; i++)
        if (network->label[i])
            hash = polder_fnv(hash, network->label[i], strlen(network->label[i]) + 1);
    for (int m = 0; network->column && m < network->n_mapping && m < source->n_mapping; m++) {
        const polder_field_t *field = table->field[source->mapping[m].field];
        const int32_t n = field->level == POLDER_ARC ? g->n_arc : g->n_org;
        for (int32_t i = 0; i < n; i++) hash = hash_float(hash, network->column[m][i]);
    }
    return hash;
}

static json_t *mappings(polder_json_t *b, const polder_experiment_t *x)
{
    static const char *const scale[] = {"as-is", "rank", "range", "stated"};
    json_t *list = json_array();
    for (int i = 0; i < x->source.n_mapping; i++) {
        const polder_mapping_t *m = &x->source.mapping[i];
        json_t *object = json_object();
        polder_json_text(b, object, "field", x->table.field[m->field]->name);
        polder_json_text(b, object, "attribute", m->attribute);
        polder_json_text(b, object, "scale", scale[m->scale]);
        if (m->scale == POLDER_STATED) {
            polder_json_set(b, object, "first", polder_json_double(m->from[0]));
            polder_json_set(b, object, "last", polder_json_double(m->from[1]));
        }
        if (m->scale != POLDER_AS_IS) {
            polder_json_set(b, object, "reverse", json_boolean(m->reverse));
            polder_json_set(b, object, "from", polder_json_double(m->lo));
            polder_json_set(b, object, "to", polder_json_double(m->hi));
        }
        polder_json_append(b, list, object);
    }
    return list;
}

static json_t *attributes_read(polder_json_t *b, const polder_network_facts_t *facts)
{
    enum { MOST = 200 };
    json_t *list = json_array();
    for (int i = 0; i < facts->n_attribute && i < MOST; i++) {
        const polder_attribute_facts_t *a = &facts->attribute[i];
        json_t *object = json_object();
        polder_json_text(b, object, "name", a->name);
        polder_json_text(b, object, "level", a->level == POLDER_ARC ? "tie" : "organisation");
        polder_json_set(b, object, "known", json_integer(a->known));
        polder_json_set(b, object, "of", json_integer(a->of));
        polder_json_text(b, object, "type", a->number ? "number" : a->known ? "text" : "none");
        if (a->number) {
            polder_json_set(b, object, "min", polder_json_double(a->min));
            polder_json_set(b, object, "max", polder_json_double(a->max));
        }
        polder_json_append(b, list, object);
    }
    return list;
}

/* What the smallest and the largest value of a file became, as "; scale: range makes known (2 to 5)
 * asymmetry 0.8 to 0.4": who answered from 2 to 5 may have had 1 as well. */
static void say_ranges(const polder_experiment_t *x, char *text, size_t size)
{
    const polder_network_facts_t *facts = &x->network->facts;
    size_t used = strlen(text);
    for (int i = 0; i < x->source.n_mapping && used < size; i++) {
        const polder_mapping_t *m = &x->source.mapping[i];
        const polder_field_t *field = x->table.field[m->field];
        for (int k = 0; m->scale == POLDER_RANGE && k < facts->n_attribute && used < size; k++) {
            const polder_attribute_facts_t *a = &facts->attribute[k];
            if (a->level != field->level || strcmp(a->name, m->attribute) != 0 || a->known == 0)
                continue;
            if (a->min == a->max)
                used += (size_t)snprintf(text + used, size - used,
                                         "; scale: range has one value of '%s' only, %g: %s is %g, "
                                         "halfway, for all",
                                         a->name, a->min, field->name, (m->lo + m->hi) / 2);
            else
                used += (size_t)snprintf(text + used, size - used,
                                         "; scale: range makes '%s' %g to %g %s %g to %g", a->name,
                                         a->min, a->max, field->name, m->reverse ? m->hi : m->lo,
                                         m->reverse ? m->lo : m->hi);
        }
    }
    if (used >= size) { /* no half character at the end */
        for (used = size - 1; used > 0 && (text[used - 1] & 0xc0) == 0x80;) used--;
        if (used > 0 && (text[used - 1] & 0x80)) used--;
        text[used] = '\0';
    }
}

/* What was read of the network file. */
static json_t *facts_read(polder_json_t *b, const polder_experiment_t *x)
{
    const polder_network_t *network = x->network;
    const polder_network_facts_t *facts = &network->facts;
    json_t *object = json_object(), *names = json_array();
    char text[4000];
    polder_network_say(network, text, sizeof text);
    say_ranges(x, text, sizeof text);
    polder_json_text(b, object, "text", text);
    for (int i = 0; i < POLDER_LABEL_SOURCES && facts->label[i].n; i++) {
        json_t *name = json_object();
        polder_json_text(b, name, "from", facts->label[i].attribute);
        polder_json_set(b, name, "organisations", json_integer(facts->label[i].n));
        polder_json_append(b, names, name);
    }
    polder_json_set(b, object, "organisations", json_integer(network->graph.n_org));
    polder_json_set(b, object, "names", names);
    polder_json_set(b, object, "ties", json_integer(facts->n_tie));
    polder_json_set(b, object, "records", json_integer(facts->n_record));
    polder_json_set(b, object, "directed_records", json_integer(facts->n_directed));
    polder_json_set(b, object, "named_once", json_boolean(facts->named_once));
    polder_json_set(b, object, "one_sided", json_integer(facts->one_sided));
    polder_json_set(b, object, "one_sided_kept", json_boolean(facts->kept));
    polder_json_set(b, object, "loops", json_integer(facts->loops));
    polder_json_set(b, object, "repeated", json_integer(facts->repeated));
    polder_json_set(b, object, "organisations_left_out", json_integer(facts->left_org));
    polder_json_set(b, object, "ties_left_out", json_integer(facts->left_tie));
    polder_json_set(b, object, "components", json_integer(facts->n_component));
    polder_json_set(b, object, "largest_component", json_integer(facts->largest));
    polder_json_set(b, object, "without_ties", json_integer(facts->n_alone));
    polder_json_set(b, object, "attributes", attributes_read(b, facts));
    return object;
}

static json_t *network(polder_json_t *b, const polder_experiment_t *x)
{
    static const char *const format[] = {"by-suffix", "graphml",  "gml",
                                         "pajek",     "edgelist", "matrix"};
    const polder_source_t *source = &x->source;
    if (!source->path) return json_null();
    const char *slash = strrchr(source->path, '/');
    json_t *object = json_object();
    /* Its name is for people; what was read from it is in the hash. */
    polder_json_set(b, object, "file", polder_json_path(slash ? slash + 1 : source->path));
    polder_json_text(b, object, "format", format[source->format]);
    static const char *const ties[] = {"either", "mutual", "undirected"};
    polder_json_text(b, object, "ties", ties[source->undirected]);
    polder_json_text(b, object, "label", source->label);
    if (source->organisations) {
        const char *last = strrchr(source->organisations, '/');
        polder_json_set(b, object, "organisations_file",
                        polder_json_path(last ? last + 1 : source->organisations));
    }
    polder_json_set(b, object, "mappings", mappings(b, x));
    if (x->network) {
        char hash[24];
        snprintf(hash, sizeof hash, "%016llx",
                 (unsigned long long)hash_network(x->network, source, &x->table));
        polder_json_text(b, object, "hash", hash);
        polder_json_set(b, object, "organisations", json_integer(x->network->graph.n_org));
        polder_json_set(b, object, "read", facts_read(b, x));
    }
    return object;
}

/* A design by its factors and a hash of its points: there may be millions of numbers. */
static json_t *design(polder_json_t *b, const polder_experiment_t *x)
{
    const polder_design_t *d = &x->design;
    if (!d->kind) return json_null();
    json_t *object = json_object(), *factors = json_array();
    polder_json_text(b, object, "kind", d->kind);
    for (int i = 0; i < d->n_factor; i++)
        polder_json_append(b, factors, json_string(d->factor[i].name));
    polder_json_set(b, object, "factors", factors);
    polder_json_set(b, object, "points", json_integer(d->n_point));
    polder_json_set(b, object, "points_together", json_integer(d->n_together));
    uint64_t hash = POLDER_FNV_START;
    for (size_t i = 0; i < (size_t)d->n_point * (size_t)d->n_factor; i++) {
        uint64_t bits;
        memcpy(&bits, &d->value[i], sizeof bits);
        hash = polder_fnv_word(polder_fnv_word(hash, (uint32_t)bits), (uint32_t)(bits >> 32));
    }
    char text[24];
    snprintf(text, sizeof text, "%016llx", (unsigned long long)hash);
    polder_json_text(b, object, "hash", text);
    return object;
}

int polder_scenario_describe(const polder_experiment_t *x, char **json, polder_report_t *report)
{
    polder_json_t b = {0};
    json_t *root = json_object();
    polder_json_text(&b, root, "model", x->table.model->name);
    polder_json_text(&b, root, "title", x->title);
    polder_json_text(&b, root, "description", x->description);
    polder_json_set(&b, root, "seed", json_integer((json_int_t)x->seed));
    polder_json_set(&b, root, "replicates", json_integer(x->replicates));
    polder_json_set(&b, root, "horizon", json_integer(x->horizon));
    polder_json_set(&b, root, "parameters", parameters(&b, x));
    polder_json_set(&b, root, "initial",
                    settings(&b, &x->table, x->setting, x->n_setting, POLDER_STATE));
    polder_json_set(&b, root, "without", without(&b, x));
    polder_json_set(&b, root, "levers", pushes(&b, x, x->push, x->n_push));
    polder_json_set(&b, root, "network", network(&b, x));
    polder_json_set(&b, root, "record", record(&b, x));
    polder_json_set(&b, root, "interventions", interventions(&b, x));
    polder_json_set(&b, root, "arms", arms(&b, x));
    polder_json_text(&b, root, "baseline", x->arm[x->baseline].name);
    polder_json_set(&b, root, "design", design(&b, x));
    return polder_json_write(&b, root, json, report);
}
