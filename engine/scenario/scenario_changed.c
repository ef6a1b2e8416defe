/* scenario_changed.c: the key network of an arm: who of a network file is not in it, who is as any
 * other would be, and which ties are not there. See key.h.
 *
 *     arms:
 *       - {name: without Isala, network: {absent: Isala}}
 *       - {name: apart, network: {cut: [[Isala, GGZ], [GGZ, Thuis]]}}
 *       - {name: somebody else, network: {typical: Isala}}
 *       - {name: as it was, network: {file: before.graphml}}
 *
 * Parts of the model that are not there are `without`, members of the network `absent`: a word has
 * one meaning.
 */
#include "scenario/changed.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/others.h"
#include "scenario/schema.h"

static void load_members(polder_loader_t *r, const polder_found_t *found, void *into)
{
    int group = -1, *place = (int *)((char *)into + found->key->place);
    if (polder_loader_names(r, found->node, found->what, &group)) *place = group + 1;
}

static json_t *members_schema(polder_json_t *b, const polder_key_t *key)
{
    return polder_names_schema(b, key->doc);
}

static json_t *write_members(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const int group = *(const int *)((const char *)from + key->place);
    return group > 0 ? polder_names_write(b, group - 1) : POLDER_LEFT_OUT;
}

static void load_ties(polder_loader_t *r, const polder_found_t *found, void *into)
{
    int group = -1, *place = (int *)((char *)into + found->key->place);
    if (polder_loader_pairs(r, found->node, found->what, &group)) *place = group + 1;
}

static json_t *ties_schema(polder_json_t *b, const polder_key_t *key)
{
    return polder_pairs_schema(b, key->doc);
}

static json_t *write_ties(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const int group = *(const int *)((const char *)from + key->place);
    return group > 0 ? polder_pairs_write(b, group - 1) : POLDER_LEFT_OUT;
}

static const polder_form_t form_members = {"name or list of names", load_members, members_schema,
                                           write_members};
static const polder_form_t form_ties = {"two names, or a list of pairs", load_ties, ties_schema,
                                        write_ties};

static void load_other(polder_loader_t *r, const polder_found_t *found, void *into)
{
    polder_changed_t *changed = into;
    const int before = r->n_problem;
    char *path = NULL;
    polder_loader_network_file(r, found->node, found->what, true, &path);
    if (path && r->n_problem == before && !r->no_memory)
        changed->other = polder_loader_other(r, found->node, path);
    else
        free(path);
}

/* Its name alone, as that of the network file of all. */
static json_t *write_other(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const int other = ((const polder_changed_t *)from)->other;
    const char *path = other > 0 ? b->x->other[other - 1].path : NULL;
    const char *slash = path ? strrchr(path, '/') : NULL;
    (void)key;
    return path ? polder_json_path(slash ? slash + 1 : path) : POLDER_LEFT_OUT;
}

/* Looked at once the file has been read; it stands behind the file. */
static void load_hash(polder_loader_t *r, const polder_found_t *found, void *into)
{
    polder_changed_t *changed = into;
    if (changed->other > 0) polder_loader_other_hash(r, found->node, changed->other);
}

static json_t *write_hash(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const int other = ((const polder_changed_t *)from)->other;
    (void)key;
    return other > 0 && b->x->other[other - 1].hash[0] ? json_string(b->x->other[other - 1].hash)
                                                       : POLDER_LEFT_OUT;
}

static const polder_form_t form_other = {"file", load_other, polder_text_schema, write_other};
static const polder_form_t form_hash = {"text", load_hash, polder_text_schema, write_hash};

static const polder_key_t changed_key[] = {
    {.name = "absent",
     .form = &form_members,
     POLDER_KEY_AT(polder_changed_t, absent),
     .doc = "members that are not there from the founding on; nobody takes their seats"},
    {.name = "typical",
     .form = &form_members,
     POLDER_KEY_AT(polder_changed_t, typical),
     .doc = "members that begin as the median of the others, in all they bring and on their ties"},
    {.name = "cut",
     .form = &form_ties,
     POLDER_KEY_AT(polder_changed_t, cut),
     .doc = "ties that are not there from the founding on"},
    {.name = "file",
     .form = &form_other,
     POLDER_KEY_AT(polder_changed_t, other),
     .standard = "that of all arms",
     .doc = "another network file, read in the same way: members are the same if their names are"},
    {.name = "hash",
     .form = &form_hash,
     .doc = "of what was read of it; another network is refused",
     .flags = POLDER_KEY_MADE},
};

const polder_keys_t polder_changed_keys = {.path = "arms.network.",
                                           .before = "network.",
                                           POLDER_KEYS(changed_key),
                                           .doc = "the network of an arm, where it is another"};

/* `absent` was once called as what is now for parts of the model alone. */
static void load_old(polder_loader_t *r, const polder_yaml_node_t *at,
                     const polder_yaml_node_t *node, polder_changed_t *changed)
{
    const polder_key_t *key = &changed_key[0];
    const polder_place_t place = polder_yaml_place(r->yaml, at);
    polder_warn(r->report, &place,
                "network.without is now called network.absent; without, beside network, is for "
                "parts of the model");
    polder_key_load(r, &(polder_found_t){at, node, "network.absent", key}, changed);
}

void polder_loader_changed(polder_loader_t *r, const polder_yaml_node_t *node, int arm)
{
    polder_changed_t *changed = &r->x->arm[arm].changed;
    if (!polder_loader_mapping(r, node, "network")) return;
    const polder_yaml_node_t *absent = polder_yaml_get(node, changed_key[0].name);
    for (int i = 0; i < node->n; i++) {
        const polder_yaml_node_t *at = node->key[i];
        const polder_key_t *key = polder_key_find(&polder_changed_keys, at->text);
        char what[60];
        if (!key && !absent && strcmp(at->text, "without") == 0) {
            load_old(r, at, node->item[i], changed);
        } else if (key) {
            snprintf(what, sizeof what, "network.%s", key->name);
            polder_key_load(r, &(polder_found_t){at, node->item[i], what, key}, changed);
        } else {
            polder_key_unknown(r, &polder_changed_keys, at);
        }
    }
}

json_t *polder_changed_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *object = polder_schema_closed(b, polder_keys_schema(b, &polder_changed_keys));
    polder_json_text(b, object, "description", key->doc);
    return object;
}

json_t *polder_changed_write(polder_json_t *b, const polder_changed_t *changed)
{
    json_t *object = json_object();
    polder_keys_write(b, &polder_changed_keys, changed, object);
    if (!object || json_object_size(object) > 0) return object;
    json_decref(object);
    return POLDER_LEFT_OUT;
}
