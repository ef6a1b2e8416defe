/* scenario_value.c: numbers, words and distributions of a scenario. See loader.h.
 *
 * Numbers are decimal, with a point, and keep nine digits, more than a 32-bit float
 * holds: so equal texts and equal experiments are the same thing.
 *
 * Where it can be said, what a distribution gives is checked against the bounds of its
 * field: the ends of uniform, integer and truncated-normal, and the items of choice. A
 * normal, lognormal, exponential or beta draw that falls outside is cut to the bounds by
 * the engine; only a mean outside the bounds is refused.
 */
#include <float.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/number.h"
#include "scenario/key.h"

static const struct {
    const char *name;
    int n;
    const char *argument; /* their names, as choices */
    const char *doc;
} distribution[] = {
#define ROW(id, name, n, argument, doc) {name, n, argument, doc},
    POLDER_DISTRIBUTIONS(ROW)
#undef ROW
};
enum { N_DISTRIBUTION = sizeof distribution / sizeof *distribution };

double polder_loader_nine_digits(double x)
{
    double scale = 1e22, size = fabs(x);
    if (!(size < 999999999)) return x;
    while (scale > 1 && size * scale >= 999999999.5) scale /= 10; /* powers of ten are exact */
    return rint(x * scale) / scale + 0.0;
}

bool polder_loader_number(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                          double *number)
{
    double ignored = 0;
    if (node->kind != POLDER_YAML_SCALAR)
        polder_loader_problem(r, node,
                              node->kind == POLDER_YAML_SEQUENCE
                                  ? "%s needs a number, not a list"
                                  : "%s needs a number, not a mapping",
                              what);
    else if (polder_yaml_is_nothing(node))
        polder_loader_problem(r, node, "%s has no value", what);
    else if (node->quoted && !polder_number_read(node->text, &ignored))
        polder_loader_problem(r, node, "%s needs a number; take away the quotes around %.40s", what,
                              node->text);
    else if (node->quoted)
        polder_loader_problem(r, node, "%s needs a number, not the text \"%.40s\"", what,
                              node->text);
    else {
        const char *why = polder_number_read(node->text, number);
        if (!why) return true;
        polder_loader_problem(r, node, "%s = %.40s %s", what, node->text,
                              polder_report_text(r->report, why));
    }
    return false;
}

static bool is_whole(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                     double number)
{
    if (polder_number_is_whole(node->text, number)) return true;
    polder_loader_problem(r, node,
                          number == floor(number)
                              ? "%s = %.40s is not a whole number: leave out the point"
                              : "%s = %.40s is not a whole number",
                          what, node->text);
    return false;
}

bool polder_loader_whole(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                         int64_t min, int64_t max, int64_t *number)
{
    double rounded = 0;
    if (!polder_loader_number(r, node, what, &rounded) || !is_whole(r, node, what, rounded))
        return false;
    const char *text = node->text + (*node->text == '+');
    const bool plain = strspn(text, "0123456789") == strlen(text);
    unsigned long long exact = 0;
    bool fits = rounded >= (double)min && rounded < 9.3e18;
    if (fits && plain)
        exact = strtoull(text, NULL, 10); /* below 10^19: it fits, and nothing is rounded */
    else if (fits && rounded <= 9007199254740992.0)
        exact = (unsigned long long)rounded;
    else
        fits = false;
    if (fits && exact >= (unsigned long long)min && exact <= (unsigned long long)max) {
        *number = (int64_t)exact;
        return true;
    }
    polder_loader_problem(r, node, "%s = %.40s is outside [%lld, %lld]", what, node->text,
                          (long long)min, (long long)max);
    return false;
}

bool polder_loader_choice(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                          const char *choices, int *index)
{
    enum { MOST = 64 };
    const char *word[MOST], *at = NULL;
    size_t n = 0;
    int length = 0;
    if (node->kind != POLDER_YAML_SCALAR || polder_yaml_is_nothing(node)) {
        polder_loader_problem(r, node, "%s needs one word of %s", what, choices);
        return false;
    }
    *index = polder_choice_find(choices, node->text);
    if (*index >= 0) return true;
    char *copy = strdup(choices);
    if (!copy) {
        polder_loader_no_memory(r);
        return false;
    }
    for (int i = 0; i < MOST && (at = polder_choice_at(choices, i, &length)) != NULL; i++) {
        char *start = copy + (at - choices);
        start[length] = '\0';
        word[n++] = start;
    }
    char kind[256];
    snprintf(kind, sizeof kind, polder_report_text_of(r->report, "unknown", "%s"), what);
    polder_loader_unknown(r, node, kind, node->text, word, n);
    free(copy);
    return false;
}

static bool inside(const polder_field_t *field, double number)
{
    /* the bound 0.1f is not quite 0.1: compare what will be stored */
    const float stored = (float)number;
    return stored >= field->min && stored <= field->max;
}

/* A bound as people write it. */
static const char *written(float bound, char text[32])
{
    for (int digits = 6; digits <= 9; digits++) {
        snprintf(text, 32, "%.*g", digits, (double)bound);
        if (strtof(text, NULL) == bound) break;
    }
    if (bound == floorf(bound) && fabsf(bound) < 1e9f) snprintf(text, 32, "%.0f", (double)bound);
    return text;
}

static void outside(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                    const polder_field_t *field)
{
    char min[32], max[32];
    polder_loader_problem(r, node, "%s = %.40s is outside [%s, %s]", what, node->text,
                          written(field->min, min), written(field->max, max));
}

bool polder_loader_bounded(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                           const polder_field_t *field, double *number)
{
    if (!polder_loader_number(r, node, what, number)) return false;
    if ((field->flags & POLDER_WHOLE) && !is_whole(r, node, what, *number)) return false;
    if (inside(field, *number)) return true;
    outside(r, node, what, field);
    return false;
}

bool polder_loader_constant(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                            const polder_field_t *field, double *number)
{
    if (!field->choices) return polder_loader_bounded(r, node, what, field, number);
    int index = 0;
    if (!polder_loader_choice(r, node, what, field->choices, &index)) return false;
    *number = index;
    return true;
}

/* Share of a normal distribution between two ends. */
static double share_between(double mean, double sd, double min, double max)
{
    if (sd <= 0) return mean >= min && mean <= max ? 1 : 0;
    const double scale = 1 / (sd * sqrt(2.0));
    return 0.5 * (erf((max - mean) * scale) - erf((min - mean) * scale));
}

const char *polder_loader_arguments_wrong(const polder_value_t *v)
{
    const double *a = v->arg;
    switch (v->kind) {
    case POLDER_DRAW_NORMAL:
    case POLDER_DRAW_LOGNORMAL:
        return a[1] < 0 ? POLDER_TEXT("the standard deviation is negative") : NULL;
    case POLDER_DRAW_TRUNCATED:
        if (a[1] < 0) return POLDER_TEXT("the standard deviation is negative");
        if (a[2] >= a[3]) return POLDER_TEXT("min must be below max");
        if (share_between(a[0], a[1], a[2], a[3]) < 1e-3)
            return POLDER_TEXT("fewer than one in a thousand draws would fall between min and max");
        return NULL;
    case POLDER_DRAW_BETA:
        return a[0] > 0 && a[1] > 0 ? NULL : POLDER_TEXT("a and b must be above 0");
    case POLDER_DRAW_UNIFORM:
        return a[0] < a[1] ? NULL : POLDER_TEXT("min must be below max");
    case POLDER_DRAW_INTEGER:
        return a[0] <= a[1] ? NULL : POLDER_TEXT("first must not be above last");
    case POLDER_DRAW_EXPONENTIAL:
        return a[0] > 0 ? NULL : POLDER_TEXT("the mean must be above 0");
    default:
        return NULL;
    }
}

/* Must this argument lie inside the bounds of the field? */
static bool is_support(polder_distribution_t kind, int argument)
{
    switch (kind) {
    case POLDER_DRAW_UNIFORM:
    case POLDER_DRAW_INTEGER:
    case POLDER_DRAW_NORMAL:
    case POLDER_DRAW_EXPONENTIAL:
        return kind != POLDER_DRAW_NORMAL || argument == 0;
    case POLDER_DRAW_TRUNCATED:
        return argument >= 2;
    default:
        return false;
    }
}

bool polder_loader_argument(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                            const polder_field_t *field, polder_distribution_t kind, int argument,
                            double *number)
{
    if (!polder_loader_number(r, node, what, number)) return false;
    if (is_support(kind, argument) && !inside(field, *number)) {
        outside(r, node, what, field);
        return false;
    }
    return kind != POLDER_DRAW_INTEGER || is_whole(r, node, what, *number);
}

const char *polder_loader_number_wrong(const polder_field_t *field, polder_distribution_t kind,
                                       int argument, double number)
{
    int length = 0;
    const bool constant = argument < 0;
    const bool whole =
        constant ? field->choices || (field->flags & POLDER_WHOLE) : kind == POLDER_DRAW_INTEGER;
    if (!isfinite(number)) return POLDER_TEXT("it is not a number");
    if (whole && number != floor(number)) return POLDER_TEXT("it is not a whole number");
    if (constant && field->choices &&
        (number < 0 || number > 1000 || !polder_choice_at(field->choices, (int)number, &length)))
        return POLDER_TEXT("it is none of the words");
    if ((constant ? !field->choices : is_support(kind, argument)) && !inside(field, number))
        return POLDER_TEXT("it is outside the bounds");
    return NULL;
}

int polder_loader_argument_find(polder_distribution_t kind, const char *name)
{
    return *name ? polder_choice_find(distribution[kind].argument, name) : -1;
}

const char *polder_loader_argument_names(polder_distribution_t kind)
{
    return distribution[kind].argument;
}

enum { MOST_ARGUMENTS = 4 };

/* {mean: 0.5, sd: 0.2}: each argument once, in any order. */
static bool by_name(polder_loader_t *r, const polder_yaml_node_t *node, const polder_field_t *field,
                    polder_distribution_t kind, const polder_yaml_node_t *item[MOST_ARGUMENTS])
{
    const char *name = distribution[kind].name;
    bool good = true;
    for (int i = 0; i < node->n; i++) {
        char what[160];
        int argument = 0;
        snprintf(what, sizeof what, polder_report_text(r->report, "argument of %.100s"), name);
        if (polder_loader_choice(r, node->key[i], what, distribution[kind].argument, &argument))
            item[argument] = node->item[i];
        else
            good = false;
    }
    for (int i = 0; i < distribution[kind].n && good; i++) {
        int length = 0;
        const char *argument = polder_choice_at(distribution[kind].argument, i, &length);
        if (item[i]) continue;
        polder_loader_problem(r, node, "%s: %s needs %.*s too (its arguments: %s)", field->name,
                              name, length, argument, distribution[kind].doc);
        good = false;
    }
    return good;
}

/* [0.5 0.2] and [0.5; 0.2] are lists of one text. */
static bool is_several(const polder_yaml_node_t *item)
{
    return item->kind == POLDER_YAML_SCALAR && strpbrk(item->text, " ;") != NULL;
}

/* [0.5, 0.2]: in the order of the table; one number alone needs no list. */
static bool in_order(polder_loader_t *r, const polder_yaml_node_t *node,
                     const polder_field_t *field, polder_distribution_t kind,
                     const polder_yaml_node_t *item[MOST_ARGUMENTS])
{
    const int n = distribution[kind].n;
    const bool list = node->kind == POLDER_YAML_SEQUENCE;
    if (list ? node->n == n : n == 1) {
        for (int i = 0; i < n; i++) item[i] = list ? node->item[i] : node;
        return true;
    }
    polder_loader_problem(r, node,
                          n == 1 ? "%s: %s needs %d number in a list: %s"
                          : list && node->n > n
                              ? "%s: %s needs %d numbers in a list: %s (a decimal "
                                "number has a point: 0.5)"
                          : list && node->n && is_several(node->item[0])
                              ? "%s: %s needs %d numbers in a list: %s (with commas between them)"
                              : "%s: %s needs %d numbers in a list: %s",
                          field->name, distribution[kind].name, n, distribution[kind].doc);
    return false;
}

static bool arguments(polder_loader_t *r, const polder_yaml_node_t *node,
                      const polder_field_t *field, polder_value_t *value)
{
    const char *name = distribution[value->kind].name;
    const polder_yaml_node_t *item[MOST_ARGUMENTS] = {NULL};
    bool good =
        (node->kind == POLDER_YAML_MAPPING ? by_name : in_order)(r, node, field, value->kind, item);
    if (!good) return false;
    for (int i = 0; i < distribution[value->kind].n; i++) {
        char what[160];
        int length = 0;
        const char *argument = polder_choice_at(distribution[value->kind].argument, i, &length);
        snprintf(what, sizeof what, polder_report_text(r->report, "%s: %.*s of %s"), field->name,
                 length, argument, name);
        good &= polder_loader_argument(r, item[i], what, field, value->kind, i, &value->arg[i]);
    }
    const char *wrong = good ? polder_loader_arguments_wrong(value) : NULL;
    if (wrong)
        polder_loader_problem(r, node, "%s: %s: %s", field->name, name,
                              polder_report_text(r->report, wrong));
    return good && !wrong;
}

/* One item of a choice: a value, a value and its weight in a mapping or, as the text of an
 * experiment has it, where the order counts, in a list of two. */
static bool choice_item(polder_loader_t *r, const polder_yaml_node_t *item,
                        const polder_yaml_node_t *weight, const polder_field_t *field,
                        polder_value_t *value, int i)
{
    char what[160];
    bool good = true;
    snprintf(what, sizeof what, polder_report_text(r->report, "%s: weight"), field->name);
    value->weight[i] = 1;
    if (!weight && item->kind == POLDER_YAML_SEQUENCE && item->n == 2) {
        weight = item->item[1];
        item = item->item[0];
    }
    good &= polder_loader_constant(r, item, field->name, field, &value->item[i]);
    if (weight && !polder_loader_number(r, weight, what, &value->weight[i])) return false;
    if (value->weight[i] >= 0) return good;
    polder_loader_problem(r, weight, "%s: a weight cannot be negative", field->name);
    return false;
}

/* choice: a list of values with equal weight, or a mapping from value to weight. */
static bool choice(polder_loader_t *r, const polder_yaml_node_t *node, const polder_field_t *field,
                   polder_value_t *value)
{
    const bool mapping = node->kind == POLDER_YAML_MAPPING;
    if (node->kind == POLDER_YAML_SCALAR || node->n == 0) {
        polder_loader_problem(r, node, "%s: choice needs %s", field->name,
                              distribution[POLDER_DRAW_CHOICE].doc);
        return false;
    }
    value->item = calloc((size_t)node->n, sizeof *value->item);
    value->weight = calloc((size_t)node->n, sizeof *value->weight);
    value->n = node->n;
    if (!value->item || !value->weight) {
        polder_loader_no_memory(r);
        return false;
    }
    bool good = true;
    double sum = 0;
    for (int i = 0; i < node->n; i++) {
        good &= choice_item(r, mapping ? node->key[i] : node->item[i],
                            mapping ? node->item[i] : NULL, field, value, i);
        sum += value->weight[i];
    }
    if (good && !(sum > 0)) {
        polder_loader_problem(r, node, "%s: the weights add up to 0", field->name);
        good = false;
    }
    return good;
}

static bool drawn(polder_loader_t *r, const polder_yaml_node_t *node, const polder_field_t *field,
                  polder_value_t *value)
{
    if (polder_is_clamp(node)) {
        polder_loader_problem(r, node, "%s: bounds (at least, at most) stand in arms, under set",
                              field->name);
        return false;
    }
    if (node->n != 1) {
        polder_loader_problem(r, node,
                              "%s: a distribution is one name with its numbers, such as "
                              "{uniform: [0, 1]} or {uniform: {min: 0, max: 1}}",
                              field->name);
        return false;
    }
    const char *name[N_DISTRIBUTION], *word = node->key[0]->text;
    int kind = 0;
    for (int i = 1; i < N_DISTRIBUTION; i++) {
        name[i - 1] = distribution[i].name;
        if (strcmp(word, distribution[i].name) == 0) kind = i;
    }
    if (kind == 0) {
        polder_loader_unknown(r, node->key[0], "distribution", word, name, N_DISTRIBUTION - 1);
        return false;
    }
    value->kind = (polder_distribution_t)kind;
    if (kind == POLDER_DRAW_CHOICE) return choice(r, node->item[0], field, value);
    if (field->choices) {
        polder_loader_problem(r, node->key[0], "%s takes words: only choice can draw them",
                              field->name);
        return false;
    }
    if ((field->flags & POLDER_WHOLE) && kind != POLDER_DRAW_INTEGER) {
        polder_loader_problem(r, node->key[0],
                              "%s takes whole numbers: draw them with integer or choice",
                              field->name);
        return false;
    }
    return arguments(r, node->item[0], field, value);
}

/* A distribution as other languages write it: normal(0.5, 0.2), "{normal: [0.5, 0.2]}". */
static bool is_misspelt_distribution(polder_loader_t *r, const polder_yaml_node_t *node,
                                     const polder_field_t *field)
{
    const char *word = node->text + strspn(node->text, " {~'\"");
    const size_t n = strspn(word, "abcdefghijklmnopqrstuvwxyz-");
    int kind = 0;
    for (int i = 1; i < N_DISTRIBUTION; i++)
        if (strlen(distribution[i].name) == n && strncmp(word, distribution[i].name, n) == 0)
            kind = i;
    if (kind == 0) return false;
    const bool quoted = node->quoted && word != node->text;
    polder_loader_problem(r, node,
                          quoted ? "%s: a distribution stands without quotes around its braces: "
                                   "write {%s: [%s]}"
                                 : "%s: a distribution is written as {%s: [%s]}",
                          field->name, distribution[kind].name,
                          kind == POLDER_DRAW_CHOICE ? "0.2, 0.8" : distribution[kind].doc);
    return true;
}

bool polder_loader_value(polder_loader_t *r, const polder_yaml_node_t *node,
                         const polder_field_t *field, polder_value_t *value)
{
    *value = (polder_value_t){0};
    if (node->kind == POLDER_YAML_SCALAR && !field->choices &&
        is_misspelt_distribution(r, node, field))
        return false;
    if (node->kind == POLDER_YAML_SEQUENCE && !field->choices) {
        polder_loader_problem(r, node,
                              "%s needs a number, not a list, or a distribution such as "
                              "{uniform: [0.2, 0.8]}",
                              field->name);
        return false;
    }
    *value = (polder_value_t){.kind = POLDER_DRAW_NUMBER};
    const bool good = node->kind == POLDER_YAML_MAPPING
                          ? drawn(r, node, field, value)
                          : polder_loader_constant(r, node, field->name, field, &value->arg[0]);
    if (good) return true;
    free(value->item);
    free(value->weight);
    *value = (polder_value_t){0};
    return false;
}

/* What holds anyway is no setting: who looks one up goes through all. */
static bool is_default(const polder_experiment_t *x, int field, const polder_value_t *value)
{
    if (x->table.field[field]->role != POLDER_PARAMETER || value->kind != POLDER_DRAW_NUMBER ||
        (float)value->arg[0] != x->table.field[field]->value)
        return false;
    for (int i = 0; i < x->n_setting; i++)
        if (x->setting[i].field == field) return false;
    return true;
}

void polder_loader_put(polder_loader_t *r, const polder_yaml_node_t *node, int field)
{
    polder_value_t value;
    if (!polder_loader_value(r, node, r->x->table.field[field], &value)) return;
    if (r->made && is_default(r->x, field, &value)) return;
    if (polder_experiment_put(r->x, field, &value, NULL) == 0) return;
    free(value.item);
    free(value.weight);
    polder_loader_no_memory(r);
}

/* ---- and back ---- */

static json_t *write_choice(polder_json_t *b, const polder_field_t *field,
                            const polder_value_t *value)
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

json_t *polder_value_write(polder_json_t *b, const polder_field_t *field,
                           const polder_value_t *value)
{
    if (value->kind == POLDER_DRAW_NUMBER) return polder_json_value(field, value->arg[0]);
    json_t *object = json_object(), *list = NULL;
    if (value->kind == POLDER_DRAW_CHOICE) {
        list = write_choice(b, field, value);
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

json_t *polder_parameter_write(polder_json_t *b, int field)
{
    const polder_experiment_t *x = b->x;
    for (int i = 0; i < x->n_setting; i++)
        if (x->setting[i].field == field)
            return polder_value_write(b, x->table.field[field], &x->setting[i].value);
    return polder_json_value(x->table.field[field], (double)x->table.field[field]->value);
}
