/* scenario_network.c: the section "network" of a scenario. See loader.h.
 *
 * Its keys are the parameters of the engine's part "network", without their prefix, and
 * those of a network file. The file itself is read later, by engine/graph.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "scenario/key.h"
#include "scenario/schema.h"

char *polder_loader_path(const polder_loader_t *r, const char *file)
{
    const char *folder = r->folder;
    char *path = NULL;
    if (!folder || !*folder || file[0] == '/') return strdup(file);
    const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
    if (asprintf(&path, "%s%s%s", folder, slash, file) < 0) return NULL;
    return path;
}

bool polder_loader_check_file(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                              const char *path)
{
    if (access(path, R_OK) == 0) return true;
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    char *near = folder ? polder_yaml_near_file(folder, slash ? slash + 1 : path) : NULL;
    const bool there = access(path, F_OK) == 0;
    r->answered = near && !there;
    if (there)
        polder_loader_problem(r, node, "%s: %s may not be read", what, path);
    else if (near)
        polder_loader_problem(r, node, "%s: there is no %s; did you mean \"%s\"?", what, path,
                              near);
    else
        polder_loader_problem(r, node, "%s: there is no %s", what, path);
    free(near);
    free(folder);
    return false;
}

/* The text of an experiment has the name of a file alone: that of a ready scenario is where these
 * have them. Its hash tells whether it is the one. */
static void among_ready(const polder_loader_t *r, const char *file, char **path)
{
    char *other = NULL;
    if (!r->shared || strchr(file, '/') || access(*path, F_OK) == 0) return;
    if (asprintf(&other, "%s/networks/%s", r->shared, file) < 0) return;
    if (access(other, F_OK) != 0) {
        free(other);
        return;
    }
    free(*path);
    *path = other;
}

bool polder_loader_same_file(const char *a, const char *b)
{
    struct stat one, other;
    return stat(a, &one) == 0 && stat(b, &other) == 0 && one.st_dev == other.st_dev &&
           one.st_ino == other.st_ino;
}

/* A file that is not where the scenario says may be beside the network file of the command line.
 * That of an arm is not that one itself, but in the text of an experiment, where its hash tells. */
static void beside_network(const polder_loader_t *r, const char *file, bool of_arm, char **path)
{
    const char *slash = strrchr(r->network, '/'), *name = strrchr(file, '/');
    char *other = NULL;
    if (access(*path, F_OK) == 0) return;
    if (asprintf(&other, "%.*s%s", slash ? (int)(slash - r->network) + 1 : 0, r->network,
                 name ? name + 1 : file) < 0)
        return;
    if (access(other, F_OK) != 0 ||
        (of_arm && !r->made && polder_loader_same_file(other, r->network))) {
        free(other);
        return;
    }
    free(*path);
    *path = other;
}

void polder_loader_network_file(polder_loader_t *r, const polder_yaml_node_t *node,
                                const char *what, bool of_arm, char **path)
{
    char *file = NULL;
    if (!polder_loader_text(r, node, what, &file)) return;
    if (r->given && r->given->label) {
        free(*path);
        *path = file; /* it is not read */
        return;
    }
    if (!*file) {
        polder_loader_problem(r, node, "%s is empty", what);
    } else {
        free(*path);
        *path = polder_loader_path(r, file);
        if (*path && r->network) beside_network(r, file, of_arm, path);
        if (*path && r->made && !r->network) among_ready(r, file, path);
        if (!*path)
            polder_loader_no_memory(r);
        else if (r->made && !r->network && access(*path, F_OK) != 0)
            polder_loader_problem(r, node, "%s: there is no %s: say with --network where it is",
                                  what, *path);
        else if (!r->network || of_arm || access(*path, F_OK) == 0)
            (void)polder_loader_check_file(r, node, what, *path);
    }
    free(file);
}

/* from or to of a stated scale: two numbers. */
static bool read_ends(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                      const polder_field_t *field, double *first, double *last)
{
    if (node->kind != POLDER_YAML_SEQUENCE || node->n != 2) {
        polder_loader_problem(r, node,
                              node->kind == POLDER_YAML_SEQUENCE && node->n > 2
                                  ? "%s needs two numbers in a list, as in [1, 5] (a decimal "
                                    "number has a point: 0.5)"
                                  : "%s needs two numbers in a list, as in [1, 5]",
                              what);
        return false;
    }
    double *end[2] = {first, last};
    bool good = true;
    for (int i = 0; i < 2; i++)
        good &= field ? polder_loader_bounded(r, node->item[i], what, field, end[i])
                      : polder_loader_number(r, node->item[i], what, end[i]);
    return good;
}

/* The ends in the file. */
static void load_stated_from(polder_loader_t *r, const polder_found_t *found, void *into)
{
    polder_mapping_t *mapping = into;
    double *from = mapping->from;
    if (read_ends(r, found->node, found->what, NULL, &from[0], &from[1]) && from[0] == from[1])
        polder_loader_problem(r, found->node, "%s: both ends are %g", found->what, from[0]);
}

/* And what becomes of them. */
static void load_stated_to(polder_loader_t *r, const polder_found_t *found, void *into)
{
    polder_mapping_t *mapping = into;
    const polder_field_t *field = r->x->table.field[mapping->field];
    (void)read_ends(r, found->node, found->what, field, &mapping->lo, &mapping->hi);
}

static json_t *pair_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *list = polder_schema_typed(b, "array");
    polder_json_set(b, list, "items", polder_schema_typed(b, "number"));
    polder_json_set(b, list, "minItems", json_integer(2));
    polder_json_set(b, list, "maxItems", json_integer(2));
    polder_json_text(b, list, "description", key->doc);
    return list;
}

static json_t *write_pair(polder_json_t *b, double first, double last)
{
    json_t *list = json_array();
    polder_json_append(b, list, polder_json_double(first));
    polder_json_append(b, list, polder_json_double(last));
    return list;
}

static json_t *write_stated_from(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_mapping_t *m = from;
    (void)key;
    return write_pair(b, m->from[0], m->from[1]);
}

/* Bounds that nobody means as the ends of a scale. */
static bool is_wide(const polder_field_t *field)
{
    enum { WIDE = 1000 };
    return (double)field->min < -WIDE || (double)field->max > WIDE;
}

/* Left out where it is what it would be anyway: a bound may have more than nine digits. */
static json_t *write_stated_to(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_mapping_t *m = from;
    const polder_field_t *field = b->x->table.field[m->field];
    (void)key;
    if (m->lo == (double)field->min && m->hi == (double)field->max && !is_wide(field))
        return POLDER_LEFT_OUT;
    return write_pair(b, m->lo, m->hi);
}

static const polder_form_t form_stated_from = {"two numbers", load_stated_from, pair_schema,
                                               write_stated_from};
static const polder_form_t form_stated_to = {"two numbers", load_stated_to, pair_schema,
                                             write_stated_to};

static const polder_key_t scale_key[] = {
    {.name = "from",
     .form = &form_stated_from,
     .doc = "the ends of the scale in the file",
     .flags = POLDER_KEY_NEEDED},
    {.name = "to",
     .form = &form_stated_to,
     .standard = "the bounds of the state",
     .doc = "what they become"},
};

const polder_keys_t polder_scale_keys = {.path = "network.organisations.STATE.scale.",
                                         .before = "",
                                         POLDER_KEYS(scale_key),
                                         .doc = "a stated scale; of relations likewise"};

/* {from: [1, 5], to: [0, 1]} */
static void read_stated(polder_loader_t *r, const char *what, const polder_yaml_node_t *node,
                        const polder_field_t *field, polder_mapping_t *mapping)
{
    char before[200];
    mapping->scale = POLDER_STATED;
    snprintf(before, sizeof before, "%s: ", what);
    polder_keys_load(r, &polder_scale_keys, before, node, mapping);
    if (!polder_yaml_get(node, scale_key[0].name))
        polder_loader_problem(r, node, "%s needs the ends of the scale: {from: [1, 5], to: [0, 1]}",
                              what);
    else if (!polder_yaml_get(node, scale_key[1].name) && is_wide(field))
        polder_loader_problem(r, node, "%s needs to: [LEAST, MOST], what the ends become", what);
}

static void load_scale(polder_loader_t *r, const polder_found_t *found, void *into)
{
    polder_mapping_t *mapping = into;
    const polder_yaml_node_t *node = found->node;
    if (node->kind == POLDER_YAML_MAPPING)
        read_stated(r, found->what, node, r->x->table.field[mapping->field], mapping);
    else if (node->kind == POLDER_YAML_SEQUENCE)
        polder_loader_problem(r, node, "%s: write {from: [1, 5], to: [0, 1]} for a scale",
                              found->what);
    else
        polder_load_word(r, found, into);
}

static json_t *scale_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *stated = polder_schema_closed(b, polder_keys_schema(b, &polder_scale_keys));
    json_t *required = json_array(), *either = json_array(), *whole = json_object();
    polder_json_append(b, required, json_string(scale_key[0].name));
    polder_json_set(b, stated, "required", required);
    polder_json_append(b, either, polder_word_schema(b, key));
    polder_json_append(b, either, stated);
    polder_json_set(b, whole, "anyOf", either);
    return whole;
}

static json_t *spread_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *object = polder_schema_typed(b, "number");
    polder_json_text(b, object, "description", key->doc);
    return object;
}

static json_t *write_scale(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_mapping_t *m = from;
    if (m->scale != POLDER_STATED) return polder_write_word(b, key, from);
    json_t *object = json_object();
    polder_keys_write(b, &polder_scale_keys, from, object);
    return object;
}

static json_t *write_spread(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_mapping_t *m = from;
    const polder_field_t *field = b->x->table.field[m->field];
    const bool spread = m->scale == POLDER_RANK || m->scale == POLDER_RANGE;
    const bool low = key->place == offsetof(polder_mapping_t, lo);
    if (!spread || (low ? m->lo == (double)field->min : m->hi == (double)field->max))
        return POLDER_LEFT_OUT;
    return polder_write_number(b, key, from);
}

static const polder_form_t form_scale = {"word or stated scale", load_scale, scale_schema,
                                         write_scale};
/* Read by read_spread, when the scale is known. */
static const polder_form_t form_spread = {"number", NULL, spread_schema, write_spread};

static const polder_key_t mapping_key[] = {
    {.name = "attribute",
     .form = &polder_form_text,
     POLDER_KEY_AT(polder_mapping_t, attribute),
     .doc = "name in the file",
     .flags = POLDER_KEY_NEEDED},
    {.name = "scale",
     .form = &form_scale,
     POLDER_KEY_AT(polder_mapping_t, scale),
     .choices = "as-is|rank|range", /* in the order of polder_scale_t */
     .standard = "as-is",
     .doc = "how it is scaled"},
    {.name = "reverse",
     .form = &polder_form_flag,
     POLDER_KEY_AT(polder_mapping_t, reverse),
     .standard = "false",
     .doc = "turned round: the largest becomes the least"},
    {.name = "from",
     .form = &form_spread,
     POLDER_KEY_AT(polder_mapping_t, lo),
     .standard = "least of the state",
     .doc = "of rank and range: what the least becomes"},
    {.name = "to",
     .form = &form_spread,
     POLDER_KEY_AT(polder_mapping_t, hi),
     .standard = "most of the state",
     .doc = "of rank and range: what the most becomes"},
};

const polder_keys_t polder_mapping_keys = {
    .path = "network.organisations.STATE.",
    .before = "",
    POLDER_KEYS(mapping_key),
    .doc = "an attribute of the file that becomes a state; under relations likewise"};

/* What a rank or a range is spread over. */
static void read_spread(polder_loader_t *r, const char *name, const polder_yaml_node_t *node,
                        polder_mapping_t *mapping)
{
    const polder_field_t *field = r->x->table.field[mapping->field];
    const polder_yaml_node_t *from = polder_yaml_get(node, "from"),
                             *to = polder_yaml_get(node, "to");
    char what[160];
    if (mapping->scale == POLDER_AS_IS && (from || to || mapping->reverse))
        polder_loader_problem(r, node,
                              "%s: reverse, from and to need scale: rank or range, or a stated "
                              "scale: {from: [1, 5], to: [0, 1]}",
                              name);
    if (mapping->scale == POLDER_STATED && (from || to))
        polder_loader_problem(r, node,
                              "%s: from and to of a stated scale stand in it: "
                              "scale: {from: [1, 5], to: [0, 1]}",
                              name);
    if (mapping->scale == POLDER_STATED) return;
    snprintf(what, sizeof what, "%.80s: from", name);
    if (from) (void)polder_loader_bounded(r, from, what, field, &mapping->lo);
    snprintf(what, sizeof what, "%.80s: to", name);
    if (to) (void)polder_loader_bounded(r, to, what, field, &mapping->hi);
    if (mapping->lo > mapping->hi)
        polder_loader_problem(r, node, "%s: from is above to; use reverse: true to turn it round",
                              name);
}

/* attribute alone, or {attribute: …, scale: …, reverse: …, from: …, to: …}. */
static void read_mapping(polder_loader_t *r, const char *name, const polder_yaml_node_t *node,
                         polder_mapping_t *mapping)
{
    char before[100];
    if (node->kind != POLDER_YAML_MAPPING) {
        (void)polder_loader_text(r, node, name, &mapping->attribute);
        return;
    }
    snprintf(before, sizeof before, "%.80s: ", name);
    polder_keys_load(r, &polder_mapping_keys, before, node, mapping);
    if (!polder_yaml_get(node, "attribute"))
        polder_loader_problem(r, node, "%s: attribute is missing", name);
    read_spread(r, name, node, mapping);
}

static void add_mapping(polder_loader_t *r, const polder_yaml_node_t *key,
                        const polder_yaml_node_t *node, polder_level_t level)
{
    const polder_table_t *table = &r->x->table;
    polder_source_t *source = &r->x->source;
    const int f = polder_table_find(table, key->text);
    const polder_field_t *field = f < 0 ? NULL : table->field[f];
    if (!field || field->level != level || field->role != POLDER_STATE) {
        const bool other = field && polder_field_is_given(field) && field->level != POLDER_NETWORK;
        if (field)
            polder_loader_problem(
                r, key,
                level == POLDER_ARC && other
                    ? "%s is no state of a relation: write it under network.organisations"
                : level == POLDER_ARC ? "%s is no state of a relation"
                : other ? "%s is no state of an organisation: write it under network.relations"
                        : "%s is no state of an organisation",
                key->text);
        else
            polder_loader_unknown_state(r, key, key->text, (int)level);
        return;
    }
    if (!polder_field_is_given(field)) {
        polder_loader_problem(r, key, POLDER_NOT_GIVEN, field->name);
        return;
    }
    const polder_yaml_node_t **asked =
        realloc(r->asked, ((size_t)source->n_mapping + 1) * sizeof *asked);
    if (asked) {
        r->asked = asked;
        asked[source->n_mapping] =
            polder_yaml_get(node, "attribute") ? polder_yaml_get(node, "attribute") : node;
    }
    polder_mapping_t *more =
        realloc(source->mapping, ((size_t)source->n_mapping + 1) * sizeof *more);
    if (more) source->mapping = more;
    if (!more || !asked) {
        polder_loader_no_memory(r);
        return;
    }
    polder_mapping_t *mapping = &more[source->n_mapping++];
    *mapping = (polder_mapping_t){.field = f, .lo = (double)field->min, .hi = (double)field->max};
    read_mapping(r, field->name, node, mapping);
}

static void read_mappings(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                          polder_level_t level)
{
    if (!polder_loader_mapping(r, node, what)) return;
    for (int i = 0; i < node->n; i++) {
        if (!r->mapping) r->mapping = node->key[i];
        add_mapping(r, node->key[i], node->item[i], level);
    }
}

/* ---- forms ---- */

static void load_file(polder_loader_t *r, const polder_found_t *found, void *into)
{
    polder_loader_network_file(r, found->node, found->what, false,
                               (char **)((char *)into + found->key->place));
}

/* It makes sense beside a network file only, and so do attributes. */
static void load_organisations_file(polder_loader_t *r, const polder_found_t *found, void *into)
{
    load_file(r, found, into);
    if (!r->mapping) r->mapping = found->node;
}

static void load_label(polder_loader_t *r, const polder_found_t *found, void *into)
{
    const int before = r->n_problem;
    polder_load_text(r, found, into);
    if (r->n_problem == before) r->label = found->node;
}

static void load_organisations(polder_loader_t *r, const polder_found_t *found, void *into)
{
    (void)into;
    read_mappings(r, found->node, found->what, POLDER_ORGANISATION);
}

static void load_relations(polder_loader_t *r, const polder_found_t *found, void *into)
{
    (void)into;
    read_mappings(r, found->node, found->what, POLDER_ARC);
}

static json_t *states_schema(polder_json_t *b, polder_level_t level, const char *doc)
{
    const polder_table_t *table = b->table;
    json_t *object = json_object();
    for (int f = 0; f < table->n_field; f++) {
        const polder_field_t *field = table->field[f];
        if (field->level == level && polder_field_is_given(field))
            polder_json_set(b, object, field->name, polder_schema_reference(b, "attribute"));
    }
    return polder_schema_section(b, object, doc);
}

static json_t *organisations_schema(polder_json_t *b, const polder_key_t *key)
{
    return states_schema(b, POLDER_ORGANISATION, key->doc);
}

static json_t *relations_schema(polder_json_t *b, const polder_key_t *key)
{
    return states_schema(b, POLDER_ARC, key->doc);
}

/* Its name alone: what was read from it has a hash, and may lie anywhere. */
static json_t *write_file(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const char *path = *(char *const *)((const char *)from + key->place);
    const char *slash = path ? strrchr(path, '/') : NULL;
    (void)b;
    return path ? polder_json_path(slash ? slash + 1 : path) : POLDER_LEFT_OUT;
}

static json_t *write_states(polder_json_t *b, const polder_experiment_t *x, polder_level_t level)
{
    json_t *object = json_object();
    for (int i = 0; i < x->source.n_mapping; i++) {
        const polder_mapping_t *m = &x->source.mapping[i];
        const polder_field_t *field = x->table.field[m->field];
        if (field->level != level) continue;
        json_t *mapping = json_object();
        polder_keys_write(b, &polder_mapping_keys, m, mapping);
        polder_json_set(b, object, field->name, mapping);
    }
    return object;
}

static json_t *write_organisations(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    (void)key;
    return write_states(b, x, POLDER_ORGANISATION);
}

static json_t *write_relations(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    (void)key;
    return write_states(b, x, POLDER_ARC);
}

static const polder_form_t form_file = {"file", load_file, polder_text_schema, write_file};
static const polder_form_t form_organisations_file = {"file", load_organisations_file,
                                                      polder_text_schema, write_file};
static const polder_form_t form_label = {"text", load_label, polder_text_schema, polder_write_text};
static const polder_form_t form_organisations = {"STATE: attribute", load_organisations,
                                                 organisations_schema, write_organisations};
static const polder_form_t form_relations = {"STATE: attribute", load_relations, relations_schema,
                                             write_relations};

static const polder_key_t network_key[] = {
    {.name = "file",
     .form = &form_file,
     POLDER_KEY_AT(polder_experiment_t, source.path),
     .standard = "networks are generated",
     .doc = "a network file, relative to the scenario"},
    {.name = "format",
     .form = &polder_form_word,
     POLDER_KEY_AT(polder_experiment_t, source.format),
     .choices = "graphml|gml|pajek|edgelist|matrix", /* in the order of polder_format_t … */
     .least = POLDER_GRAPHML,                        /* … from this one */
     .standard = "by suffix",
     .doc = "of the network file"},
    {.name = "ties",
     .form = &polder_form_word,
     POLDER_KEY_AT(polder_experiment_t, source.undirected),
     .choices = "either|mutual|undirected", /* in the order of polder_undirected_t */
     .standard = "either",
     .doc = "which ties of a directed file are kept"},
    {.name = "label",
     .form = &form_label,
     POLDER_KEY_AT(polder_experiment_t, source.label),
     .standard = "label, name or the id",
     .doc = "attribute with the names of the organisations"},
    {.name = "organisations_file",
     .form = &form_organisations_file,
     POLDER_KEY_AT(polder_experiment_t, source.organisations),
     .doc = "a table of organisations beside a list of ties"},
    {.name = "organisations",
     .form = &form_organisations,
     .doc = "states of organisations, from attributes of the file"},
    {.name = "relations",
     .form = &form_relations,
     .doc = "states of relations, from attributes of the file"},
    {.name = "hash",
     .form = &polder_form_network_hash,
     .doc = "of what was read; another network is refused",
     .flags = POLDER_KEY_MADE},
    {.name = "read",
     .form = &polder_form_network_read,
     .doc = "what was read, for people",
     .flags = POLDER_KEY_MADE},
};
enum { N_NETWORK_KEY = sizeof network_key / sizeof *network_key };

const polder_keys_t polder_network_keys = {
    .path = "network.",
    .before = "network.",
    POLDER_KEYS(network_key),
    .doc = "of a network file, beside the parameters of generated networks"};

static void unknown_key(polder_loader_t *r, const polder_yaml_node_t *key)
{
    enum { MOST = 64 };
    const char *candidate[MOST + N_NETWORK_KEY];
    size_t n = 0;
    const polder_table_t *table = &r->x->table;
    for (int f = 0; f < table->n_field && n < MOST; f++)
        if (table->field[f]->role == POLDER_PARAMETER &&
            strncmp(table->field[f]->name, "network.", 8) == 0)
            candidate[n++] = table->field[f]->name + 8;
    for (int i = 0; i < N_NETWORK_KEY; i++) candidate[n++] = network_key[i].name;
    polder_loader_unknown(r, key, "key", key->text, candidate, n);
}

static void read_key(polder_loader_t *r, const polder_yaml_node_t *at,
                     const polder_yaml_node_t *node)
{
    char name[128];
    snprintf(name, sizeof name, "network.%.100s", at->text);
    const polder_table_t *table = &r->x->table;
    const polder_key_t *key = polder_key_find(&polder_network_keys, at->text);
    const int f = polder_table_find(table, name);
    if (key)
        polder_key_load(r, &(polder_found_t){at, node, name, key}, r->x);
    else if (f < 0 || table->field[f]->role != POLDER_PARAMETER)
        unknown_key(r, at);
    else
        polder_loader_put(r, node, f);
}

static void load_network(polder_loader_t *r, const polder_found_t *found, void *into)
{
    (void)into;
    if (!polder_loader_mapping(r, found->node, found->key->name)) return;
    for (int i = 0; i < found->node->n; i++) read_key(r, found->node->key[i], found->node->item[i]);
}

static json_t *network_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *keys = polder_schema_drawn(b, POLDER_PARAMETER, "network.");
    json_t *more = polder_keys_schema(b, &polder_network_keys);
    if (json_object_update(keys, more) != 0) b->failed = true;
    json_decref(more);
    return polder_schema_section(b, keys, key->doc);
}

static json_t *write_network(polder_json_t *b, const polder_key_t *key, const void *from)
{
    json_t *object = json_object();
    (void)key;
    for (int f = 0; f < b->x->table.n_field; f++) {
        const polder_field_t *field = b->x->table.field[f];
        if (field->role == POLDER_PARAMETER && strncmp(field->name, "network.", 8) == 0)
            polder_json_set(b, object, field->name + 8, polder_parameter_write(b, f));
    }
    if (b->x->source.path) polder_keys_write(b, &polder_network_keys, from, object);
    return object;
}

const polder_form_t polder_form_network = {"PARAMETER: value, and keys of a file", load_network,
                                           network_schema, write_network};

json_t *polder_schema_attribute(polder_json_t *b)
{
    json_t *object = polder_schema_closed(b, polder_keys_schema(b, &polder_mapping_keys));
    json_t *required = json_array(), *either = json_array(), *whole = json_object();
    polder_json_append(b, required, json_string(mapping_key[0].name));
    polder_json_set(b, object, "required", required);
    polder_json_append(b, either, polder_schema_typed(b, "string"));
    polder_json_append(b, either, object);
    polder_json_set(b, whole, "anyOf", either);
    return whole;
}

bool polder_loader_is_from_network(const polder_loader_t *r, int field)
{
    const polder_experiment_t *x = r->x;
    const polder_table_t *table = &x->table;
    if (!x->source.path) return false;
    if (table->field[field]->role == POLDER_PARAMETER &&
        table->part[table->owner[field]] == &polder_part_engine_network)
        return true;
    for (int m = 0; m < x->source.n_mapping; m++)
        if (x->source.mapping[m].field == field) return true;
    return false;
}
