/* scenario_facts.c: what was read of a network file, in the text of an experiment: a hash that
 * stands for it, and facts for people. See key.h. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/graph.h"
#include "kernel/fnv.h"
#include "kernel/utf8.h"
#include "scenario/key.h"
#include "scenario/others.h"
#include "scenario/schema.h"

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
    /* by field: in which order they stand in the scenario decides nothing */
    for (int f = 0; network->column && f < table->n_field; f++)
        for (int m = 0; m < network->n_mapping && m < source->n_mapping; m++) {
            const int32_t n = table->field[f]->level == POLDER_ARC ? g->n_arc : g->n_org;
            if (source->mapping[m].field != f) continue;
            for (int32_t i = 0; i < n; i++) hash = hash_float(hash, network->column[m][i]);
        }
    return hash;
}

void polder_network_hash(const polder_experiment_t *x, const polder_network_t *network,
                         char hash[POLDER_HASH])
{
    snprintf(hash, POLDER_HASH, "%016llx",
             (unsigned long long)hash_network(network, &x->source, &x->table));
}

/* That of the file itself, where the network holds those of arms as well. */
static void network_hash(const polder_experiment_t *x, char hash[POLDER_HASH])
{
    if (x->network->hash[0])
        memcpy(hash, x->network->hash, POLDER_HASH);
    else
        polder_network_hash(x, x->network, hash);
}

static json_t *write_hash(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    char hash[24];
    (void)b;
    (void)key;
    if (!x->network) return POLDER_LEFT_OUT;
    network_hash(x, hash);
    return json_string(hash);
}

static void load_hash(polder_loader_t *r, const polder_found_t *found, void *into)
{
    char *hash = NULL;
    (void)into;
    if (!polder_loader_text(r, found->node, found->what, &hash)) return;
    r->hash = found->node;
    free(hash);
}

bool polder_loader_check_network(polder_loader_t *r)
{
    char hash[24];
    if (!r->hash || !r->x->network) return true;
    network_hash(r->x, hash);
    if (strcmp(hash, r->hash->text) == 0) return true;
    polder_loader_problem(r, r->hash,
                          "%s is not the network of this experiment: its hash is %s, not %s",
                          r->x->source.path, hash, r->hash->text);
    return false;
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
    if (used >= size) text[polder_utf8_whole(text, size - 1)] = '\0';
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
    const int32_t own = network->n_read > 0 ? network->n_read : network->graph.n_org;
    polder_json_set(b, object, "organisations", json_integer(own));
    if (own != network->graph.n_org)
        polder_json_set(b, object, "organisations_of_all", json_integer(network->graph.n_org));
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

static json_t *write_read(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    (void)key;
    return x->network ? facts_read(b, x) : POLDER_LEFT_OUT;
}

static json_t *read_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *object = polder_schema_typed(b, "object");
    polder_json_text(b, object, "description", key->doc);
    return object;
}

const polder_form_t polder_form_network_hash = {"text", load_hash, polder_text_schema, write_hash};
const polder_form_t polder_form_network_read = {"keys and values", NULL, read_schema, write_read};
