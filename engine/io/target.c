/* target.c: whom an intervention touches: "newcomers", "conflict = 1" or {lowest: balance,
 * share: 0.25}. See reader.h. */
#include <string.h>

#include "io/reader.h"

static void read_extreme(polder_reader_t *r, const polder_yaml_node_t *node, polder_target_t *t)
{
    const polder_table_t *table = &r->x->table;
    const char *word = node->text ? node->text : "";
    t->field = polder_table_find(table, word);
    if (t->field < 0)
        polder_reader_unknown_field(r, node, "field of level organisation", word,
                                    POLDER_ORGANISATION, -1);
    else if (table->field[t->field]->level != POLDER_ORGANISATION)
        polder_reader_problem(r, node, "target: %s is of level %s; this needs one of level %s",
                              word, polder_level_name(table->field[t->field]->level),
                              polder_level_name(POLDER_ORGANISATION));
}

static void read_where(polder_reader_t *r, const polder_yaml_node_t *node, polder_target_t *t)
{
    t->whom = POLDER_WHERE;
    if (node->kind != POLDER_YAML_SCALAR || polder_yaml_is_nothing(node))
        polder_reader_problem(r, node, "where needs a condition, such as conflict = 1");
    else
        (void)polder_reader_condition(r, node, "target", false, &t->where);
}

static void read_newcomers(polder_reader_t *r, const polder_yaml_node_t *node, polder_target_t *t)
{
    int64_t n = 1;
    t->whom = POLDER_NEWCOMERS;
    (void)polder_reader_whole(r, node, "newcomers", 1, POLDER_MAX_HORIZON, &n);
    t->ticks = (int)n;
}

static void read_share(polder_reader_t *r, const polder_yaml_node_t *node, polder_target_t *t)
{
    if (polder_reader_number(r, node, "share", &t->share) && !(t->share > 0 && t->share <= 1))
        polder_reader_problem(r, node, "share = %.40s is outside (0, 1]", node->text);
}

static void read_mapping(polder_reader_t *r, const polder_yaml_node_t *node, polder_target_t *t)
{
    static const char *const known[] = {"highest", "lowest", "newcomers", "where", "share"};
    enum { N = sizeof known / sizeof *known, N_WHOM = N - 1 };
    const polder_yaml_node_t *whom = NULL, *share = NULL;
    const int before = r->n_problem;
    for (int i = 0; i < node->n; i++) {
        const polder_yaml_node_t *key = node->key[i], *item = node->item[i];
        int which = 0;
        while (which < N && strcmp(key->text, known[which]) != 0) which++;
        if (which == N) {
            polder_reader_unknown(r, key, "key", key->text, known, N);
        } else if (which == N_WHOM) {
            share = key;
            read_share(r, item, t);
        } else if (whom) {
            polder_reader_problem(r, key, "target has one of highest, lowest, newcomers and where");
        } else if (which < 2) {
            t->whom = which == 0 ? POLDER_HIGHEST : POLDER_LOWEST;
            read_extreme(r, item, t);
        } else if (which == 2) {
            read_newcomers(r, item, t);
        } else {
            read_where(r, item, t);
        }
        if (which < N_WHOM && !whom) whom = key;
    }
    const bool extreme = t->whom == POLDER_HIGHEST || t->whom == POLDER_LOWEST;
    if (r->n_problem > before) return;
    if (!whom)
        polder_reader_problem(r, node, "target says whom: such as {highest: capacity, share: 0.2}");
    else if (extreme && !share)
        polder_reader_problem(r, whom, "%s needs a share of the members, such as share: 0.25",
                              whom->text);
    else if (share && !extreme)
        polder_reader_problem(r, share, "share belongs to highest or lowest, not to %s",
                              whom->text);
}

void polder_reader_target(polder_reader_t *r, const polder_yaml_node_t *node, polder_target_t *t)
{
    static const char *const known[] = {"network", "newcomers"};
    *t = (polder_target_t){.whom = POLDER_EVERYONE};
    if (node->kind == POLDER_YAML_MAPPING)
        read_mapping(r, node, t);
    else if (node->kind != POLDER_YAML_SCALAR || polder_yaml_is_nothing(node))
        polder_reader_problem(r, node, "target needs network, newcomers, a condition or a mapping");
    else if (polder_reader_is_condition(node->text))
        read_where(r, node, t);
    else if (strcmp(node->text, "newcomers") == 0)
        *t = (polder_target_t){.whom = POLDER_NEWCOMERS, .ticks = 12};
    else if (strcmp(node->text, "network") != 0)
        polder_reader_unknown(r, node, "target", node->text, known, 2);
}
