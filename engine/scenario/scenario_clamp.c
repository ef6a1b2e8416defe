/* scenario_clamp.c: bounds on a value, under `set` in an arm. See key.h.
 *
 *     arms:
 *       - name: alike
 *         set: {initial.between.spread: {at most: 1.0}, trust.k_up: {at least: 0.2}}
 *
 * A value that is on the good side of a bound stays, to the bit; the others become the bound.
 * Beside the bounds there may be a distribution, which is then drawn from first.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scenario/key.h"
#include "scenario/schema.h"

typedef struct {
    const polder_yaml_node_t *least, *most;
} bounds_t;

static json_t *bound_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *object = polder_schema_typed(b, "number");
    polder_json_text(b, object, "description", key->doc);
    return object;
}

static const polder_form_t form_bound = {"number", polder_load_node, bound_schema, NULL};

static const polder_key_t clamp_key[] = {
    {.name = "at least",
     .form = &form_bound,
     POLDER_KEY_AT(bounds_t, least),
     .doc = "what is less becomes this"},
    {.name = "at most",
     .form = &form_bound,
     POLDER_KEY_AT(bounds_t, most),
     .doc = "what is more becomes this"},
};
enum { LEAST, MOST, N_CLAMP_KEY };

const polder_keys_t polder_clamp_keys = {
    .path = "arms.set.NAME.",
    .before = "",
    POLDER_KEYS(clamp_key),
    .doc = "bounds on what is set, drawn or given otherwise, in place of a value"};

static const char *const distribution[] = {
#define NAME(id, name, n, arguments, doc) name,
    POLDER_DISTRIBUTIONS(NAME)
#undef NAME
};
enum { N_DISTRIBUTION = sizeof distribution / sizeof *distribution };

static bool is_distribution(const char *word)
{
    for (int i = 1; i < N_DISTRIBUTION; i++)
        if (strcmp(distribution[i], word) == 0) return true;
    return false;
}

bool polder_is_clamp(const polder_yaml_node_t *node)
{
    if (node->kind != POLDER_YAML_MAPPING) return false;
    for (int i = 0; i < node->n; i++)
        if (polder_key_find(&polder_clamp_keys, node->key[i]->text)) return true;
    return false;
}

/* Every key is a bound, or a distribution, of which there is one. */
static bool check_words(polder_loader_t *r, const polder_yaml_node_t *node)
{
    int n_drawn = 0;
    const char *name[N_CLAMP_KEY + N_DISTRIBUTION];
    size_t n = 0;
    bool good = true;
    for (; n < N_CLAMP_KEY; n++) name[n] = clamp_key[n].name;
    for (int i = 1; i < N_DISTRIBUTION; i++) name[n++] = distribution[i];
    for (int i = 0; i < node->n; i++) {
        const char *word = node->key[i]->text;
        if (polder_key_find(&polder_clamp_keys, word)) continue;
        if (is_distribution(word)) {
            if (n_drawn++ == 0) continue;
            polder_loader_problem(r, node->key[i], "a second distribution: %s", word);
            good = false;
            continue;
        }
        polder_loader_unknown(r, node->key[i], "bound or distribution", word, name, n);
        good = false;
    }
    return good;
}

static bool read_bound(polder_loader_t *r, const polder_yaml_node_t *node,
                       const polder_field_t *field, int key, double *bound)
{
    char what[160];
    if (!node) return true;
    snprintf(what, sizeof what, "%.120s: %s", field->name, clamp_key[key].name);
    return polder_loader_bounded(r, node, what, field, bound);
}

bool polder_loader_clamp(polder_loader_t *r, const polder_yaml_node_t *node, int field, int arm)
{
    const polder_field_t *declared = r->x->table.field[field];
    bounds_t b = {NULL, NULL};
    double least = -INFINITY, most = INFINITY;
    if (!check_words(r, node)) return false;
    polder_keys_load_known(r, &polder_clamp_keys, node, &b);
    if (!b.least && !b.most) return true;
    if (declared->choices) {
        polder_loader_problem(r, node, "%s takes words, which have no order: set one of them",
                              declared->name);
        return false;
    }
    if (!read_bound(r, b.least, declared, LEAST, &least) ||
        !read_bound(r, b.most, declared, MOST, &most))
        return false;
    if (most < least) {
        polder_loader_problem(r, b.most, "%s: at most %s is less than at least %s", declared->name,
                              b.most->text, b.least->text);
        return false;
    }
    if (polder_experiment_clamp(r->x, arm, field, least, most, NULL) == 0) return true;
    polder_loader_no_memory(r);
    return false;
}

polder_yaml_node_t polder_clamp_rest(const polder_yaml_node_t *node, polder_yaml_node_t *of[2])
{
    polder_yaml_node_t rest = *node;
    rest.n = 0;
    rest.key = &of[0];
    rest.item = &of[1];
    for (int i = 0; i < node->n; i++) {
        if (polder_key_find(&polder_clamp_keys, node->key[i]->text)) continue;
        of[0] = node->key[i];
        of[1] = node->item[i];
        rest.n = 1;
    }
    return rest;
}

void polder_clamp_text(const polder_yaml_node_t *node, char *text, size_t size)
{
    size_t used = 0;
    *text = '\0';
    for (int i = 0; i < node->n && used < size; i++) {
        const polder_yaml_node_t *item = node->item[i];
        const bool bound = polder_key_find(&polder_clamp_keys, node->key[i]->text) != NULL;
        used += (size_t)snprintf(text + used, size - used, "%s%.40s %.40s", i ? " " : "",
                                 node->key[i]->text, bound && item->text ? item->text : "…");
    }
}

json_t *polder_clamp_schema(polder_json_t *b, const polder_field_t *field)
{
    json_t *keys = json_object(), *any = json_array();
    for (int k = 0; k < N_CLAMP_KEY; k++) {
        json_t *bound = polder_schema_bounded(b, field), *required = json_array();
        polder_json_text(b, bound, "description", clamp_key[k].doc);
        polder_json_set(b, keys, clamp_key[k].name, bound);
        polder_json_append(b, required, json_string(clamp_key[k].name));
        polder_json_append(b, any, json_pack("{s:o}", "required", required));
    }
    for (int i = 1; i < N_DISTRIBUTION; i++)
        polder_json_set(b, keys, distribution[i], json_object());
    json_t *object = polder_schema_closed(b, keys);
    polder_json_set(b, object, "anyOf", any);
    return object;
}

json_t *polder_clamp_write(polder_json_t *b, const polder_clamp_t *clamp, json_t *value)
{
    const polder_field_t *field = b->x->table.field[clamp->field];
    json_t *object = json_is_object(value) ? value : json_object();
    if (isfinite(clamp->least))
        polder_json_set(b, object, clamp_key[LEAST].name, polder_json_value(field, clamp->least));
    if (isfinite(clamp->most))
        polder_json_set(b, object, clamp_key[MOST].name, polder_json_value(field, clamp->most));
    return object;
}
