/* scenario_rules.c: initial values that do not keep to the rules of the model (kernel/part.h).
 *
 * What a field is for everybody comes from a column of the network file, from a number of the
 * scenario, or from the model, which draws it. Only what is known is judged.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scenario/loader.h"

/* What is known of a field. */
typedef struct {
    int field;
    const float *column; /* [n_org] of the network file, NaN: drawn; or NULL */
    bool fixed;          /* all others have `number` */
    double number;
} known_t;

static known_t known_of(const polder_experiment_t *x, int f)
{
    known_t k = {.field = f};
    polder_value_t value;
    for (int m = 0; x->network && m < x->source.n_mapping && m < x->network->n_mapping; m++)
        if (x->source.mapping[m].field == f) k.column = x->network->column[m];
    k.fixed = polder_experiment_value(x, 0, f, &value) && value.kind == POLDER_DRAW_NUMBER;
    if (k.fixed) k.number = value.arg[0];
    return k;
}

/* The value of organisation i; NaN: drawn. */
static double value_of(const known_t *k, int32_t i)
{
    if (k->column && !isnan(k->column[i])) return (double)k->column[i];
    return k->fixed ? k->number : NAN;
}

/* Organisations to look at: all of the file, or one that stands for all. */
static int32_t how_many(const polder_experiment_t *x)
{
    return x->network ? x->network->graph.n_org : 1;
}

/* A setting of the command line is the nearest cause; `b` may be NULL. */
static polder_place_t place_of(const polder_loader_t *r, bool of_file, const char *a, const char *b)
{
    const bool set = polder_loader_is_set(r, a) || (b && polder_loader_is_set(r, b));
    return (polder_place_t){.file = set ? "--set" : of_file ? r->x->source.path : r->yaml->name};
}

/* ---- what some want and nobody brings ---- */

static void check_supply(polder_loader_t *r, const polder_rule_t *rule)
{
    const polder_experiment_t *x = r->x;
    const int demand = polder_table_find(&x->table, rule->field);
    const int supply = polder_table_find(&x->table, rule->other);
    if (demand < 0 || supply < 0) return;
    const known_t want = known_of(x, demand), have = known_of(x, supply);
    const int32_t n = how_many(x);
    int32_t n_want = 0, n_drawn = 0;
    double sum = 0;
    for (int32_t i = 0; i < n; i++) {
        const double brought = value_of(&have, i), wanted = value_of(&want, i);
        if (isnan(brought) || brought > 0) return;
        n_drawn += isnan(wanted) != 0;
        n_want += wanted > 0;
        if (wanted > 0) sum += wanted;
    }
    const polder_place_t place = place_of(r, have.column != NULL, rule->field, rule->other);
    if (!x->network && (n_want || n_drawn))
        polder_warn(r->report, &place,
                    "%s is 0 for everybody, and %s is not: nobody has what they "
                    "want",
                    rule->other, rule->field);
    else if (n_want)
        polder_warn(r->report, &place,
                    "%s is 0 for everybody, and %s is above 0 for %d of %d organisations (%.3g in "
                    "all): nobody has what they want",
                    rule->other, rule->field, (int)n_want, (int)n, sum);
    else if (n_drawn)
        polder_warn(r->report, &place,
                    "%s is 0 for everybody, and %s is drawn for %d of %d organisations: nobody has "
                    "what they want",
                    rule->other, rule->field, (int)n_drawn, (int)n);
}

/* ---- shares that add up to 1 ---- */

enum { MOST_SHARES = 32 };

typedef struct {
    int n, n_given; /* fields, and those that are given */
    known_t known[MOST_SHARES];
} shares_t;

static shares_t shares_of(const polder_experiment_t *x, const char *prefix)
{
    shares_t s = {.n = 0};
    for (int f = 0; f < x->table.n_field && s.n < MOST_SHARES; f++) {
        if (strncmp(x->table.field[f]->name, prefix, strlen(prefix)) != 0) continue;
        s.known[s.n] = known_of(x, f);
        s.n_given += s.known[s.n].column || s.known[s.n].fixed;
        s.n++;
    }
    return s;
}

static void check_shares(polder_loader_t *r, const polder_rule_t *rule)
{
    const polder_experiment_t *x = r->x;
    const shares_t s = shares_of(x, rule->field);
    const int32_t n = how_many(x);
    double low = INFINITY, high = -INFINITY;
    int32_t wrong = 0, partly = 0, first = -1;
    bool of_file = false;
    if (s.n_given == 0) return;
    for (int k = 0; k < s.n; k++) of_file |= s.known[k].column != NULL;
    for (int32_t i = 0; i < n; i++) {
        double sum = 0;
        int given = 0;
        for (int k = 0; k < s.n; k++) {
            const double x_i = value_of(&s.known[k], i);
            given += !isnan(x_i);
            if (!isnan(x_i)) sum += x_i;
        }
        partly += given > 0 && given < s.n;
        if (given < s.n || fabs(sum - 1) <= 0.01) continue;
        if (wrong++ == 0) first = i;
        low = fmin(low, sum);
        high = fmax(high, sum);
    }
    const polder_place_t place = place_of(r, of_file, rule->field, NULL);
    char range[80];
    snprintf(range, sizeof range,
             low < high ? polder_report_text(r->report, "%.3g to %.3g") : "%.3g", low, high);
    if (wrong && x->network && first >= 0)
        polder_warn(r->report, &place,
                    "the shares %s* add up to %s, not to 1, for %d of %d organisations, such as "
                    "'%.200s'",
                    rule->field, range, (int)wrong, (int)n, x->network->label[first]);
    else if (wrong)
        polder_warn(r->report, &place, "the shares %s* add up to %s, not to 1, for everybody",
                    rule->field, range);
    if (partly)
        polder_warn(r->report, &place,
                    "of the %d shares %s* some are given and the others drawn, so that together "
                    "they are not 1: give all of them",
                    s.n, rule->field);
}

/* ---- networks that end at once ---- */

static void check_founders(polder_loader_t *r, const polder_rule_t *rule)
{
    const polder_experiment_t *x = r->x;
    const int l = polder_table_find(&x->table, rule->field);
    const int m = polder_table_find(&x->table, POLDER_FIELD_MEMBERS);
    if (l < 0 || m < 0) return;
    for (int a = 0; a < x->n_arm; a++) { /* the first point of a design stands for all */
        polder_value_t least, size;
        double fewest = (double)x->table.field[l]->value;
        if (polder_experiment_value(x, a, l, &least)) fewest = polder_loader_least(&least, fewest);
        double members = (double)x->table.field[m]->value;
        if (x->network)
            members = x->network->graph.n_org;
        else if (polder_experiment_value(x, a, m, &size))
            members = polder_loader_least(&size, members);
        if (members >= fewest) continue;
        const polder_place_t place =
            place_of(r, x->network != NULL, rule->field, x->network ? NULL : POLDER_FIELD_MEMBERS);
        polder_warn(
            r->report, &place,
            x->network ? "the network has %g organisations, and %s = %g: it ends in its first %s"
                       : "networks may have %g organisations, and %s = %g: such a network ends in "
                         "its first %s",
            members, rule->field, fewest, polder_report_text(r->report, x->table.model->tick));
        return;
    }
}

void polder_loader_warn_of_rules(polder_loader_t *r)
{
    const polder_experiment_t *x = r->x;
    for (int p = 0; p < x->table.n_part; p++) {
        const polder_part_t *part = x->table.part[p];
        bool off = false;
        for (int i = 0; i < x->n_off; i++) off |= x->off[i] == p;
        for (int i = 0; i < part->n_rule && !off; i++) {
            const polder_rule_t *rule = &part->rule[i];
            if (rule->kind == POLDER_SUPPLY) check_supply(r, rule);
            if (rule->kind == POLDER_SHARES) check_shares(r, rule);
            if (rule->kind == POLDER_FOUNDERS) check_founders(r, rule);
        }
    }
}
