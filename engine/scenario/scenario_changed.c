/* scenario_changed.c: the key network of an arm: who of a network file is not in it, who is as any
 * other would be, and which ties are not there. See key.h.
 *
 *     arms:
 *       - {name: without Isala, network: {without: Isala}}
 *       - {name: apart, network: {cut: [[Isala, GGZ], [GGZ, Thuis]]}}
 *       - {name: somebody else, network: {typical: Isala}}
 */
#include "scenario/changed.h"
#include "scenario/schema.h"

static void load_members(polder_reader_t *r, const polder_found_t *found, void *into)
{
    int group = -1, *place = (int *)((char *)into + found->key->place);
    if (polder_reader_names(r, found->node, found->what, &group)) *place = group + 1;
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

static void load_ties(polder_reader_t *r, const polder_found_t *found, void *into)
{
    int group = -1, *place = (int *)((char *)into + found->key->place);
    if (polder_reader_pairs(r, found->node, found->what, &group)) *place = group + 1;
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

static const polder_key_t changed_key[] = {
    {.name = "without",
     .form = &form_members,
     POLDER_KEY_AT(polder_changed_t, without),
     .doc = "members that are not there from the founding on; nobody takes their seats"},
    {.name = "typical",
     .form = &form_members,
     POLDER_KEY_AT(polder_changed_t, typical),
     .doc = "members that begin as the median of the others, in all they bring and on their ties"},
    {.name = "cut",
     .form = &form_ties,
     POLDER_KEY_AT(polder_changed_t, cut),
     .doc = "ties that are not there from the founding on"},
};

const polder_keys_t polder_changed_keys = {.path = "arms.network.",
                                           .before = "network.",
                                           POLDER_KEYS(changed_key),
                                           .doc = "the network of an arm, where it is another"};

void polder_reader_changed(polder_reader_t *r, const polder_yaml_node_t *node, int arm)
{
    if (polder_reader_mapping(r, node, "network"))
        polder_keys_load(r, &polder_changed_keys, NULL, node, &r->x->arm[arm].changed);
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
