/* target.c: whom an intervention touches: "newcomers", "conflict = 1" or {lowest: balance,
 * share: 0.25}. See loader.h. */
#include <string.h>

#include "scenario/key.h"
#include "scenario/schema.h"

/* ---- forms ---- */

static void load_extreme(polder_loader_t *r, const polder_found_t *found, void *into)
{
    const polder_table_t *table = &r->x->table;
    polder_target_t *t = into;
    const char *word = found->node->text ? found->node->text : "";
    t->whom = (polder_whom_t)found->key->least;
    t->field = polder_table_find(table, word);
    if (t->field < 0)
        polder_loader_unknown_field(r, found->node, "field of level organisation", word,
                                    POLDER_ORGANISATION, -1);
    else if (table->field[t->field]->level != POLDER_ORGANISATION)
        polder_loader_problem(
            r, found->node, "target: %s is of level %s; this needs one of level organisation", word,
            polder_report_text_of(r->report, "level",
                                  polder_level_name(table->field[t->field]->level)));
}

static json_t *extreme_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *names = json_array();
    for (int f = 0; f < b->table->n_field; f++)
        if (b->table->field[f]->level == POLDER_ORGANISATION)
            polder_json_append(b, names, json_string(b->table->field[f]->name));
    return json_pack("{s:o, s:s}", "enum", names, "description", key->doc);
}

static json_t *write_extreme(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_target_t *t = from;
    return t->whom == (polder_whom_t)key->least ? json_string(b->x->table.field[t->field]->name)
                                                : POLDER_LEFT_OUT;
}

static const polder_form_t form_extreme = {"field of organisations", load_extreme, extreme_schema,
                                           write_extreme};

static void load_where(polder_loader_t *r, const polder_found_t *found, void *into)
{
    polder_target_t *t = into;
    t->whom = POLDER_WHERE;
    if (found->node->kind != POLDER_YAML_SCALAR || polder_yaml_is_nothing(found->node))
        polder_loader_problem(r, found->node, "where needs a condition, such as conflict = 1");
    else
        (void)polder_loader_condition(r, found->node, "target", false, &t->where);
}

static json_t *where_schema(polder_json_t *b, const polder_key_t *key)
{
    (void)b;
    return polder_schema_condition(key->doc);
}

static json_t *write_where(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_target_t *t = from;
    (void)key;
    return t->whom == POLDER_WHERE ? polder_condition_write(b, t->where) : POLDER_LEFT_OUT;
}

static const polder_form_t form_where = {"condition", load_where, where_schema, write_where};

static void load_newcomers(polder_loader_t *r, const polder_found_t *found, void *into)
{
    polder_target_t *t = into;
    t->whom = POLDER_NEWCOMERS;
    t->ticks = 1;
    polder_load_whole(r, found, into);
}

static json_t *write_newcomers(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_target_t *t = from;
    return t->whom == POLDER_NEWCOMERS ? polder_write_whole(b, key, from) : POLDER_LEFT_OUT;
}

static const polder_form_t form_newcomers = {"whole number", load_newcomers, polder_whole_schema,
                                             write_newcomers};

/* Above 0. */
static void load_share(polder_loader_t *r, const polder_found_t *found, void *into)
{
    double *share = &((polder_target_t *)into)->share;
    if (polder_loader_number(r, found->node, found->what, share) && !(*share > 0 && *share <= 1))
        polder_loader_problem(r, found->node, "share = %.40s is outside (0, 1]", found->node->text);
}

static json_t *share_schema(polder_json_t *b, const polder_key_t *key)
{
    (void)b;
    return json_pack("{s:s, s:i, s:i, s:s}", "type", "number", "exclusiveMinimum", 0, "maximum", 1,
                     "description", key->doc);
}

static json_t *write_share(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_target_t *t = from;
    const bool extreme = t->whom == POLDER_HIGHEST || t->whom == POLDER_LOWEST;
    return extreme ? polder_write_number(b, key, from) : POLDER_LEFT_OUT;
}

static const polder_form_t form_share = {"number above 0, at most 1", load_share, share_schema,
                                         write_share};

static void load_named(polder_loader_t *r, const polder_found_t *found, void *into)
{
    polder_target_t *t = into;
    t->whom = POLDER_NAMED;
    (void)polder_loader_names(r, found->node, "target.name", &t->where);
}

static json_t *named_schema(polder_json_t *b, const polder_key_t *key)
{
    return polder_names_schema(b, key->doc);
}

static json_t *write_named(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_target_t *t = from;
    (void)key;
    return t->whom == POLDER_NAMED ? polder_names_write(b, t->where) : POLDER_LEFT_OUT;
}

static const polder_form_t form_named = {"name or list of names", load_named, named_schema,
                                         write_named};

/* ---- the table ---- */

enum { HIGHEST, LOWEST, NEWCOMERS, WHERE, NAME, SHARE };

static const polder_key_t target_key[] = {
    [HIGHEST] = {.name = "highest",
                 .form = &form_extreme,
                 .least = POLDER_HIGHEST,
                 .most = POLDER_HIGHEST,
                 .doc = "those with the highest value of a field"},
    [LOWEST] = {.name = "lowest",
                .form = &form_extreme,
                .least = POLDER_LOWEST,
                .most = POLDER_LOWEST,
                .doc = "those with the lowest"},
    [NEWCOMERS] = {.name = "newcomers",
                   .form = &form_newcomers,
                   POLDER_KEY_AT(polder_target_t, ticks),
                   .least = 1,
                   .most = POLDER_MAX_HORIZON,
                   .doc = "who came less than so many ticks ago, and who comes next"},
    [WHERE] = {.name = "where", .form = &form_where, .doc = "members for whom it holds"},
    [NAME] = {.name = "name",
              .form = &form_named,
              .doc = "members of a network file by their names: one, or a list"},
    [SHARE] = {.name = "share",
               .form = &form_share,
               POLDER_KEY_AT(polder_target_t, share),
               .doc = "of the members present, at least one",
               .when = "highest and lowest",
               .flags = POLDER_KEY_NEEDED},
};

const polder_keys_t polder_target_keys = {.path = "interventions.target.",
                                          .before = "",
                                          POLDER_KEYS(target_key),
                                          .doc = "whom an intervention touches, as a mapping"};

static void read_mapping(polder_loader_t *r, const polder_yaml_node_t *node, polder_target_t *t)
{
    const polder_yaml_node_t *whom = NULL, *share = NULL;
    const int before = r->n_problem;
    for (int i = 0; i < node->n; i++) {
        const polder_yaml_node_t *at = node->key[i];
        const polder_key_t *key = polder_key_find(&polder_target_keys, at->text);
        const bool is_share = key == &target_key[SHARE];
        if (!key)
            polder_key_unknown(r, &polder_target_keys, at);
        else if (!is_share && whom)
            polder_loader_problem(r, at,
                                  "target has one of highest, lowest, newcomers, where and name");
        else
            polder_key_load(r, &(polder_found_t){at, node->item[i], key->name, key}, t);
        if (is_share) share = at;
        if (key && !is_share && !whom) whom = at;
    }
    const bool extreme = t->whom == POLDER_HIGHEST || t->whom == POLDER_LOWEST;
    if (r->n_problem > before) return;
    if (!whom)
        polder_loader_problem(r, node, "target says whom: such as {highest: capacity, share: 0.2}");
    else if (extreme && !share)
        polder_loader_problem(r, whom, "%s needs a share of the members, such as share: 0.25",
                              whom->text);
    else if (share && !extreme)
        polder_loader_problem(r, share, "share belongs to highest or lowest, not to %s",
                              whom->text);
}

void polder_loader_target(polder_loader_t *r, const polder_yaml_node_t *node, polder_target_t *t)
{
    static const char *const known[] = {"network", "newcomers"};
    *t = (polder_target_t){.whom = POLDER_EVERYONE};
    if (node->kind == POLDER_YAML_MAPPING)
        read_mapping(r, node, t);
    else if (node->kind != POLDER_YAML_SCALAR || polder_yaml_is_nothing(node))
        polder_loader_problem(r, node, "target needs network, newcomers, a condition or a mapping");
    else if (polder_loader_is_condition(node->text))
        form_where.load(r, &(polder_found_t){node, node, "target", &target_key[WHERE]}, t);
    else if (strcmp(node->text, "newcomers") == 0)
        *t = (polder_target_t){.whom = POLDER_NEWCOMERS, .ticks = 12};
    else if (strcmp(node->text, "network") != 0)
        polder_loader_unknown(r, node, "target", node->text, known, 2);
}

json_t *polder_schema_target(polder_json_t *b, const char *doc)
{
    json_t *part = polder_schema_closed(b, polder_keys_schema(b, &polder_target_keys));
    polder_json_text(b, part, "description", "a part of the members");
    polder_json_set(b, part, "maxProperties", json_integer(2));
    polder_json_set(b, part, "oneOf",
                    json_pack("[{s:[s, s]}, {s:[s, s]}, {s:[s], s:{s:[s]}}, {s:[s], s:{s:[s]}}, "
                              "{s:[s], s:{s:[s]}}]",
                              "required", "highest", "share", "required", "lowest", "share",
                              "required", "newcomers", "not", "required", "share", "required",
                              "where", "not", "required", "share", "required", "name", "not",
                              "required", "share"));
    json_t *word = json_pack("{s:[s, s]}", "enum", "network", "newcomers");
    json_t *condition = polder_schema_condition("members for whom it holds");
    return polder_schema_either(polder_schema_either(word, condition, "a word or a condition"),
                                part, doc);
}

json_t *polder_target_write(polder_json_t *b, const polder_target_t *t)
{
    if (t->whom == POLDER_EVERYONE) return json_string("network");
    json_t *object = json_object();
    polder_keys_write(b, &polder_target_keys, t, object);
    return object;
}
