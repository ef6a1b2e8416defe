/* condition.c: what an intervention waits for or whom it is for: "FIELD < VALUE for N months".
 * See reader.h. */
#include <stdlib.h>
#include <string.h>

#include "reader.h"

static const char *const sign[] = {
#define SIGN(id, text) text,
    POLDER_RELATIONS(SIGN)
#undef SIGN
};

/* The next word of a condition as a node of its own, for messages that point at it. */
static bool next_word(const polder_yaml_node_t *node, const char **at, char *text, size_t size,
                      polder_yaml_node_t *word)
{
    const char *s = *at + strspn(*at, " ");
    size_t n = strcspn(s, " ");
    if (n == 0) return false;
    const size_t signs = strspn(s, "<>=!");
    if (signs > 0)
        n = signs;
    else if (strcspn(s, "<>=!") < n)
        n = strcspn(s, "<>=!");
    if (n >= size) n = size - 1;
    memcpy(text, s, n);
    text[n] = '\0';
    const size_t from = node->begin + (size_t)(s - node->text);
    *word = (polder_yaml_node_t){.text = text, .begin = from, .end = from + n, .weight = 1};
    if (node->quoted || from + n > node->end) {
        word->begin = node->begin;
        word->end = node->end;
    }
    *at = s + n;
    return true;
}

static void not_a_condition(polder_reader_t *r, const polder_yaml_node_t *node, const char *what)
{
    polder_reader_problem(r, node,
                          "%s: \"%.80s\" is no condition, which looks like trust.mean < 0.4 for 3 "
                          "months",
                          what, node->text);
}

/* What evolves can be waited for: a state or an observable. */
static void unknown_field(polder_reader_t *r, const polder_yaml_node_t *word, bool of_network)
{
    const polder_table_t *table = &r->x->table;
    const char **name = calloc((size_t)table->n_field, sizeof *name);
    size_t n = 0;
    for (int f = 0; name && f < table->n_field; f++) {
        const polder_field_t *field = table->field[f];
        if (field->role != POLDER_STATE && field->role != POLDER_OBSERVABLE) continue;
        if ((field->level == POLDER_NETWORK) == of_network) name[n++] = field->name;
    }
    const char *near = name ? polder_nearest(word->text, name, n) : NULL;
    polder_reader_unknown(r, word, "field", word->text, &near, near != NULL);
    free(name);
}

static bool condition_field(polder_reader_t *r, const polder_yaml_node_t *word, const char *what,
                            bool of_network, int *field)
{
    const polder_table_t *table = &r->x->table;
    const int f = polder_table_find(table, word->text);
    if (f < 0) {
        unknown_field(r, word, of_network);
        return false;
    }
    *field = f;
    const polder_field_t *found = table->field[f];
    if (found->role == POLDER_PARAMETER || found->role == POLDER_LEVER)
        polder_reader_problem(r, word, "%s: %s is a %s: it does not change by itself", what,
                              word->text, polder_role_name(found->role));
    else if ((found->level == POLDER_NETWORK) != of_network)
        polder_reader_problem(r, word, "%s: %s is of level %s; this needs one of %s", what,
                              word->text, polder_level_name(found->level),
                              of_network ? "level network" : "level organisation or arc");
    else
        return true;
    return false;
}

/* "for N months" at the end; nothing is 1. */
static bool condition_ticks(polder_reader_t *r, const polder_yaml_node_t *node, const char *what,
                            const char *at, int *ticks)
{
    char text[80];
    polder_yaml_node_t word;
    int64_t n = 1;
    *ticks = 1;
    if (!next_word(node, &at, text, sizeof text, &word)) return true;
    if (strcmp(text, "for") != 0 || !next_word(node, &at, text, sizeof text, &word)) {
        not_a_condition(r, node, what);
        return false;
    }
    if (!polder_reader_whole(r, &word, what, 1, POLDER_MAX_HORIZON, &n)) return false;
    *ticks = (int)n;
    const char *tick = r->x->table.model->tick;
    const bool unit = next_word(node, &at, text, sizeof text, &word);
    const bool known =
        unit && (strncmp(text, tick, strlen(tick)) == 0 || strncmp(text, "tick", 4) == 0);
    if (known && !next_word(node, &at, text, sizeof text, &word)) return true;
    not_a_condition(r, node, what);
    return false;
}

bool polder_reader_condition(polder_reader_t *r, const polder_yaml_node_t *node, const char *what,
                             bool of_network, polder_condition_t *c)
{
    char text[200];
    polder_yaml_node_t word;
    polder_value_t value = {0};
    const char *at = node->text;
    int relation = -1;
    if (!next_word(node, &at, text, sizeof text, &word)) {
        not_a_condition(r, node, what);
        return false;
    }
    if (!condition_field(r, &word, what, of_network, &c->field)) return false;
    const polder_field_t *field = r->x->table.field[c->field];
    if (of_network && strncmp(field->name, "metric.", 7) == 0) {
        polder_reader_problem(r, &word, "%s: %s is measured only when it is recorded", what, text);
        return false;
    }
    if (!next_word(node, &at, text, sizeof text, &word)) {
        not_a_condition(r, node, what);
        return false;
    }
    for (int i = 0; i < (int)(sizeof sign / sizeof *sign); i++)
        if (strcmp(text, sign[i]) == 0) relation = i;
    if (strcmp(text, "==") == 0) relation = POLDER_IS_EQUAL;
    if (relation < 0 || !next_word(node, &at, text, sizeof text, &word)) {
        not_a_condition(r, node, what);
        return false;
    }
    if (!polder_reader_value(r, &word, field, &value)) return false;
    c->relation = (polder_relation_t)relation;
    c->value = (float)value.arg[0];
    const char *rest = at;
    if (!of_network && next_word(node, &rest, text, sizeof text, &word) &&
        strcmp(text, "for") == 0) {
        polder_reader_problem(r, &word,
                              "%s: this is looked up each month anew: leave out \"%.40s\"", what,
                              at + strspn(at, " "));
        return false;
    }
    return condition_ticks(r, node, what, at, &c->ticks);
}
