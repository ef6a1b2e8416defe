/* manners.c: see manners.h. */
#include "scenario/manners.h"

#include <stdlib.h>
#include <string.h>

/* ---- names ---- */

static void no_intervention(polder_loader_t *r, const polder_yaml_node_t *node, const char *of,
                            size_t length)
{
    enum { MOST = 200 };
    const polder_experiment_t *x = r->x;
    const char *name[MOST];
    size_t n = 0;
    char *word = strndup(of, length);
    for (int i = 0; i < x->n_intervention && n < MOST; i++) {
        bool there = false;
        for (size_t k = 0; k < n; k++) there |= strcmp(name[k], x->intervention[i].name) == 0;
        if (!there) name[n++] = x->intervention[i].name;
    }
    if (!word)
        polder_loader_no_memory(r);
    else if (n == 0)
        polder_loader_problem(r, node, "\"%.80s\" is no intervention here: there are none", word);
    else
        polder_loader_unknown(r, node, "intervention", word, name, n);
    free(word);
}

polder_manner_t polder_loader_manner(polder_loader_t *r, const polder_yaml_node_t *node,
                                     const char *name, bool *good)
{
    const polder_experiment_t *x = r->x;
    const char *of = NULL;
    size_t n = 0;
    const polder_manner_t manner = polder_manner_find(name, &of, &n);
    int found = 0;
    *good = manner != POLDER_MANNER_NONE;
    if (!*good) return manner;
    for (int i = 0; i < x->n_intervention && *good; i++) {
        const polder_intervention_t *v = &x->intervention[i];
        if (!polder_manner_is_of(name, v->name)) continue;
        found++;
        if (manner != POLDER_MANNER_START || !v->conditional) continue;
        polder_loader_problem(r, node, "%s: \"%s\" begins when a condition holds, not in a month",
                              name, v->name);
        *good = false;
    }
    if (found == 0) no_intervention(r, node, of, n);
    if (memchr(of, '/', n)) /* it is the name of a column, which HDF5 would take for a path */
        polder_loader_problem(r, node, "%s: a / cannot be part of it; give it a name", name);
    *good &= found > 0 && !memchr(of, '/', n);
    return manner;
}

bool polder_loader_manner_base(polder_loader_t *r, const polder_yaml_node_t *node, const char *name,
                               double *value)
{
    const polder_experiment_t *x = r->x;
    const char *of = NULL;
    size_t length = 0;
    const polder_manner_t manner = polder_manner_find(name, &of, &length);
    int n = 0;
    *value = 1;
    if (manner == POLDER_MANNER_DOSE) return true;
    for (int i = 0; i < x->n_intervention; i++) {
        const polder_intervention_t *v = &x->intervention[i];
        if (!polder_manner_is_of(name, v->name)) continue;
        const double is = manner == POLDER_MANNER_START ? v->from : v->duration;
        if (is == 0 || (n++ > 0 && is != *value)) {
            polder_loader_problem(r, node,
                                  is == 0 ? "%s: one-at-a-time begins at the value of the "
                                            "scenario, and it lasts to the end; give it a duration"
                                          : "%s: one-at-a-time begins at the value of the "
                                            "scenario, which is not the same in all arms",
                                  name);
            return false;
        }
        *value = is;
    }
    return true;
}

/* ---- how it is done ---- */

polder_way_t polder_way_of(const polder_intervention_t *v)
{
    return (polder_way_t){.dose = 1,
                          .from = v->from,
                          .duration = v->duration,
                          .cost = v->cost,
                          .cost_per_member = v->cost_per_member};
}

void polder_way_change(polder_way_t *way, const polder_intervention_t *v, polder_manner_t manner,
                       double value)
{
    switch (manner) {
    case POLDER_MANNER_DOSE: /* as where a scenario is read: half the dose costs half */
        way->dose = value;
        way->cost = polder_loader_nine_digits(v->cost * value);
        way->cost_per_member = polder_loader_nine_digits(v->cost_per_member * value);
        break;
    case POLDER_MANNER_START:
        way->from = (int)value;
        break;
    case POLDER_MANNER_DURATION:
        way->duration = (int)value;
        break;
    case POLDER_MANNER_NONE:
        break;
    }
}

static void change(polder_intervention_t *v, const polder_way_t *way)
{
    for (int i = 0; i < v->n_effect; i++)
        v->effect[i].level = (float)((double)v->effect[i].level * way->dose);
    v->cost = way->cost;
    v->cost_per_member = way->cost_per_member;
    v->from = way->from;
    v->duration = way->duration;
}

static bool uses(const polder_arm_t *arm, int intervention)
{
    for (int i = 0; i < arm->n_use; i++)
        if (arm->use[i] == intervention) return true;
    return false;
}

/* The arm that ends first of those that have an intervention of this name; −1: none has. */
static int first_to_end(const polder_experiment_t *x, const char *name)
{
    int first = -1;
    for (int v = 0; v < x->n_intervention; v++)
        for (int k = 0; polder_manner_is_of(name, x->intervention[v].name) && k < x->n_arm; k++) {
            const int a = polder_loader_arm_at(x, k);
            if (uses(&x->arm[a], v) &&
                (first < 0 || polder_experiment_lasts(x, a) < polder_experiment_lasts(x, first)))
                first = a;
        }
    return first;
}

void polder_loader_warn_of_start(polder_loader_t *r, const polder_yaml_node_t *node,
                                 const char *name, double start)
{
    const polder_experiment_t *x = r->x;
    const char *of = NULL;
    size_t length = 0;
    const int arm = first_to_end(x, name);
    if (polder_manner_find(name, &of, &length) != POLDER_MANNER_START || arm < 0) return;
    const int lasts = polder_experiment_lasts(x, arm);
    const char *called = polder_loader_arm(r, &x->arm[arm]);
    const polder_place_t place = polder_yaml_place(r->yaml, node);
    if (start <= lasts) return;
    if (called && *called)
        polder_warn(r->report, &place,
                    "%s: %g is after the horizon of the arm \"%s\", %d ticks: nothing begins there",
                    name, start, called, lasts);
    else
        polder_warn(r->report, &place,
                    "%s: %g is after the horizon of %d ticks: nothing begins there", name, start,
                    lasts);
}

void polder_loader_manner_set(polder_loader_t *r, const polder_yaml_node_t *key,
                              const polder_yaml_node_t *node)
{
    bool good = false;
    double value = 0;
    const char *name = key->text;
    const polder_manner_t manner = polder_loader_manner(r, key, name, &good);
    if (!good || !polder_loader_bounded(r, node, name, polder_manner_field(manner), &value)) return;
    for (int i = 0; i < r->x->n_intervention; i++) {
        polder_intervention_t *v = &r->x->intervention[i];
        if (!polder_manner_is_of(name, v->name)) continue;
        polder_way_t way = polder_way_of(v);
        polder_way_change(&way, v, manner, value);
        change(v, &way);
    }
    polder_loader_warn_of_start(r, key, name, value);
}
