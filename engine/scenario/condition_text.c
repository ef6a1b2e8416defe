/* condition_text.c: a condition as a scenario writes it, with no more parentheses than it needs:
 * as it was given, and in the one form that stands for all that mean the same. See scenario.h and
 * key.h. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/key.h"
#include "scenario/scenario.h"

static const char *const sign[] = {
#define SIGN(id, text) text,
    POLDER_RELATIONS(SIGN)
#undef SIGN
};

typedef struct {
    const polder_table_t *table;
    const polder_group_t *group;
    const polder_condition_t *c;
    char *text;
    size_t size, used;
} writer_t;

POLDER_PRINTF(2, 3) static void put(writer_t *w, const char *format, ...)
{
    va_list arguments;
    if (w->used >= w->size) return;
    va_start(arguments, format);
    const int n = vsnprintf(w->text + w->used, w->size - w->used, format, arguments);
    va_end(arguments);
    w->used += n > 0 ? (size_t)n : 0;
}

/* A name in quotes, with each quote in it doubled, where condition.c would else read another name. */
static void put_name(writer_t *w, const char *name)
{
    const char last = *name ? name[strlen(name) - 1] : ' ';
    if (!strchr("\" \n", *name) && !strchr(" \n", last) && !strpbrk(name, ",]")) {
        put(w, "%s", name);
        return;
    }
    put(w, "\"");
    for (const char *s = name; *s; s++) put(w, *s == '"' ? "\"\"" : "%c", *s);
    put(w, "\"");
}

/* "trust.mean", "balance[Isala]", "trust[Isala, GGZ]" */
static void put_field(writer_t *w, const polder_step_t *s)
{
    const polder_group_t *group = s->group > 0 ? &w->group[s->group - 1] : NULL;
    put(w, "%s", w->table->field[s->field]->name);
    for (int i = 0; group && i < group->n; i++) {
        put(w, i ? ", " : "[");
        put_name(w, group->name[i]);
    }
    if (group) put(w, "]");
}

static void put_comparison(writer_t *w, const polder_step_t *s)
{
    const polder_field_t *field = w->table->field[s->field];
    int length = 0;
    const char *word =
        field->choices ? polder_choice_at(field->choices, (int)s->value, &length) : NULL;
    put_field(w, s);
    put(w, " %s ", sign[s->relation]);
    if (word)
        put(w, "%.*s", length, word);
    else
        put(w, "%.7g", (double)s->value);
}

/* The first step of the expression that ends with step `last`. */
static int first_of(const polder_condition_t *c, int last)
{
    for (int wanted = 1, i = last;; i--) {
        const polder_step_kind_t kind = c->step[i].kind;
        wanted += kind == POLDER_COMPARES ? -1 : kind == POLDER_AND || kind == POLDER_OR ? 1 : 0;
        if (wanted == 0 || i == 0) return i;
    }
}

/* How closely an operator binds. An expression goes in parentheses if it binds less closely than
 * the one it is part of. */
static int closeness(polder_step_kind_t kind)
{
    switch (kind) {
    case POLDER_LASTS:
        return 0;
    case POLDER_OR:
        return 1;
    case POLDER_AND:
        return 2;
    default:
        return 3;
    }
}

/* The expression that ends with step `last`; `around` is how closely the one it is part of binds. */
static void put_condition(writer_t *w, int last, int around)
{
    const polder_step_t *s = &w->c->step[last];
    const int mine = closeness(s->kind);
    if (mine < around) put(w, "(");
    switch (s->kind) {
    case POLDER_COMPARES:
        put_comparison(w, s);
        break;
    case POLDER_NOT:
        put(w, "not ");
        put_condition(w, last - 1, mine);
        break;
    case POLDER_AND:
    case POLDER_OR:
        put_condition(w, first_of(w->c, last - 1) - 1, mine);
        put(w, s->kind == POLDER_AND ? " and " : " or ");
        put_condition(w, last - 1, mine);
        break;
    case POLDER_LASTS:
        put_condition(w, last - 1, 1);
        put(w, " for %d %ss", s->ticks, w->table->model->tick);
        break;
    }
    if (mine < around) put(w, ")");
}

void polder_condition_text(const polder_experiment_t *x, const polder_condition_t *c, char *text,
                           size_t size)
{
    writer_t w = {.table = &x->table, .group = x->group, .c = c, .text = text, .size = size};
    if (size > 0) *text = '\0';
    if (c->n_step > 0) put_condition(&w, c->n_step - 1, 0);
}

/* ---- the canonical form ---- */

static json_t *comparison_of(polder_json_t *b, const polder_table_t *table, const polder_step_t *s)
{
    const polder_field_t *field = table->field[s->field];
    json_t *object = json_object();
    char name[400];
    writer_t w = {.table = table, .group = b->x->group, .text = name, .size = sizeof name};
    put_field(&w, s);
    if (w.used >= sizeof name) b->failed = true;
    polder_json_text(b, object, "field", name);
    polder_json_text(b, object, "is", sign[s->relation]);
    polder_json_set(b, object, "value", polder_json_value(field, (double)s->value));
    polder_json_set(b, object, "ticks", json_integer(1));
    return object;
}

static bool lasts(const json_t *object)
{
    return json_integer_value(json_object_get(object, "ticks")) > 1;
}

/* Puts an item into a list that is sorted by text and has each item once, so that the order in
 * which a person wrote them does not matter. */
static void insert(polder_json_t *b, json_t *list, json_t *item)
{
    char *text = polder_json_dumps(item, JSON_COMPACT | JSON_SORT_KEYS);
    size_t i = 0;
    int order = -1;
    for (; text && i < json_array_size(list); i++) {
        char *other = polder_json_dumps(json_array_get(list, i), JSON_COMPACT | JSON_SORT_KEYS);
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

/* "not not a" is a. Takes over `inner`. */
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

/* "a for N ticks". Takes over `inner`. */
static json_t *spell(polder_json_t *b, json_t *inner, int ticks)
{
    json_t *object = inner;
    if (lasts(inner)) { /* a spell of a spell: a list of one, so that both keep their ticks */
        json_t *list = json_array();
        polder_json_append(b, list, inner);
        object = json_object();
        polder_json_set(b, object, "and", list);
    }
    polder_json_set(b, object, "ticks", json_integer(ticks));
    return object;
}

/* As a tree, in which neither the order of what is joined nor parentheses count. */
static json_t *tree_of(polder_json_t *b, const polder_table_t *table, const polder_condition_t *c)
{
    json_t *stack[64] = {NULL};
    int n = 0;
    for (int i = 0; i < c->n_step; i++) {
        const polder_step_t *s = &c->step[i];
        switch (s->kind) {
        case POLDER_COMPARES:
            stack[n++] = comparison_of(b, table, s);
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

static void put_tree(writer_t *w, const json_t *tree, int around);

/* A tree without its "for N ticks". */
static void put_inner(writer_t *w, const json_t *tree, int around)
{
    const json_t *field = json_object_get(tree, "field"), *inner = json_object_get(tree, "not");
    const json_t *both = json_object_get(tree, "and"),
                 *list = both ? both : json_object_get(tree, "or");
    const int mine = field || inner ? 3 : both ? 2 : 1;
    const json_t *value = json_object_get(tree, "value"), *item = NULL;
    size_t i = 0;
    if (mine < around) put(w, "(");
    if (field)
        put(w, "%s %s ", json_string_value(field), json_string_value(json_object_get(tree, "is")));
    if (json_is_string(value))
        put(w, "%s", json_string_value(value));
    else if (field)
        put(w, "%.9g", json_number_value(value));
    if (inner) {
        put(w, "not ");
        put_tree(w, inner, mine);
    }
    json_array_foreach(list, i, item)
    {
        if (i > 0) put(w, both ? " and " : " or ");
        put_tree(w, item, json_array_size(list) > 1 ? mine : around);
    }
    if (mine < around) put(w, ")");
}

static void put_tree(writer_t *w, const json_t *tree, int around)
{
    if (!lasts(tree)) {
        put_inner(w, tree, around);
        return;
    }
    if (around > 0) put(w, "(");
    put_inner(w, tree, 1);
    put(w, " for %d %ss", (int)json_integer_value(json_object_get(tree, "ticks")),
        w->table->model->tick);
    if (around > 0) put(w, ")");
}

json_t *polder_condition_write(polder_json_t *b, int number)
{
    const polder_experiment_t *x = b->x;
    enum { LONGEST = 1 << 15 };
    char *text = malloc(LONGEST);
    json_t *tree = tree_of(b, &x->table, &x->condition[number]);
    writer_t w = {.table = &x->table, .text = text, .size = text ? LONGEST : 0};
    if (text) put_tree(&w, tree, 0);
    json_t *string = text && w.used < w.size ? json_string(text) : NULL;
    if (!string) b->failed = true;
    json_decref(tree);
    free(text);
    return string;
}
