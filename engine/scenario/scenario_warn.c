/* scenario_warn.c: what is allowed but probably not meant. See loader.h. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "scenario/loader.h"

bool polder_loader_is_set(const polder_loader_t *r, const char *name)
{
    static const char prefix[] = "initial.";
    const size_t n = strlen(name);
    for (int i = 0; i < r->n_set; i++) {
        const char *set = r->set[i];
        if (strncmp(set, prefix, sizeof prefix - 1) == 0 &&
            strncmp(name, prefix, sizeof prefix - 1) != 0)
            set += sizeof prefix - 1;
        if (n > 0 && strncmp(set, name, n) == 0 && (set[n] == '=' || name[n - 1] == '.'))
            return true;
    }
    return false;
}

/* A warning at the key of a section, or at the file as a whole if there is no such key; with `set`,
 * at the command line, whose setting is the cause. */
POLDER_PRINTF(4, 5)
static void warn_at(polder_loader_t *r, const char *key, bool set, const char *format, ...)
{
    char text[512];
    va_list arguments;
    va_start(arguments, format);
    vsnprintf(text, sizeof text, polder_report_text(r->report, format), arguments);
    va_end(arguments);
    const polder_yaml_node_t *node = polder_yaml_get(r->yaml->root, key);
    polder_place_t place = {.file = r->yaml->name};
    if (set)
        place.file = "--set";
    else if (node)
        place = polder_yaml_place(r->yaml, node);
    polder_warn(r->report, &place, "%s", text);
}

/* The lever of push i; for i from n_push on, the first lever of intervention i − n_push. −1: it has
 * none. */
static int lever_of(const polder_experiment_t *x, int i)
{
    if (i < x->n_push) return x->push[i].field;
    const polder_intervention_t *v = &x->intervention[i - x->n_push];
    return v->n_effect > 0 ? v->effect[0].field : -1;
}

/* A part that an arm is without, although the arm pushes a lever that only this part makes work;
 * −1: there is none. */
static int idle_part(const polder_experiment_t *x, const polder_arm_t *arm)
{
    for (int k = 0; k < arm->n_off; k++) {
        const int part = arm->off[k], *owner = x->table.owner;
        for (int i = 0; i < x->n_push; i++)
            if (owner[x->push[i].field] == part) return part;
        for (int i = 0; i < arm->n_push; i++)
            if (owner[arm->push[i].field] == part) return part;
        for (int i = 0; i < arm->n_use; i++) {
            const polder_intervention_t *v = &x->intervention[arm->use[i]];
            if (v->n_effect > 0 && owner[v->effect[0].field] == part) return part;
        }
    }
    return -1;
}

static void check_levers_of_arms(polder_loader_t *r)
{
    for (int k = 0; k < r->x->n_arm; k++) {
        const int a = polder_loader_arm_at(r->x, k);
        const int part = idle_part(r->x, &r->x->arm[a]);
        if (part < 0) continue;
        warn_at(r, "arms", false,
                "levers do nothing in the arm \"%s\": %s, which makes them work, is switched off",
                polder_loader_arm(r, &r->x->arm[a]), r->x->table.part[part]->name);
        return;
    }
}

/* Warns of levers that do nothing, because the part that makes them work is switched off. */
static void check_levers(polder_loader_t *r)
{
    const polder_experiment_t *x = r->x;
    for (int i = 0; i < x->n_push + x->n_intervention; i++)
        for (int k = 0; k < x->n_off; k++) {
            const int lever = lever_of(x, i);
            if (lever >= 0 && x->table.owner[lever] == x->off[k]) {
                warn_at(r, "without", polder_loader_is_set(r, "without"),
                        "levers do nothing: %s, which makes them work, is switched off",
                        x->table.part[x->off[k]]->name);
                return;
            }
        }
    check_levers_of_arms(r);
}

double polder_loader_least(const polder_value_t *value, double otherwise)
{
    if (!value) return otherwise;
    double least = value->arg[0];
    switch (value->kind) {
    case POLDER_DRAW_NUMBER:
    case POLDER_DRAW_UNIFORM:
    case POLDER_DRAW_INTEGER:
        return least;
    case POLDER_DRAW_TRUNCATED:
        return value->arg[2];
    case POLDER_DRAW_CHOICE:
        least = value->item[0];
        for (int i = 1; i < value->n; i++)
            if (value->item[i] < least) least = value->item[i];
        return least;
    default:
        return otherwise;
    }
}

/* Warns of a degree that no member can have, in topologies that depend on a degree. */
static void check_degree(polder_loader_t *r)
{
    static const char *const by_degree[] = {"random", "small-world", "preferential", "geometric",
                                            "degrees"};
    const polder_experiment_t *x = r->x;
    const polder_table_t *table = &x->table;
    const int d = polder_table_find(table, "network.degree");
    const int m = polder_table_find(table, POLDER_FIELD_MEMBERS);
    const int t = polder_table_find(table, "network.topology");
    if (d < 0 || m < 0 || t < 0 || x->source.path) return;
    polder_value_t degree, shape, size;
    const bool shaped = polder_experiment_value(x, 0, t, &shape);
    const bool sized = polder_experiment_value(x, 0, m, &size);
    if (!polder_experiment_value(x, 0, d, &degree) || degree.kind != POLDER_DRAW_NUMBER) return;
    if (shaped && shape.kind != POLDER_DRAW_NUMBER) return;
    const int choice = (int)(shaped ? shape.arg[0] : (double)table->field[t]->value);
    bool counts = false;
    for (size_t i = 0; i < sizeof by_degree / sizeof *by_degree; i++)
        counts |= choice == polder_choice_find(table->field[t]->choices, by_degree[i]);
    const double members =
        polder_loader_least(sized ? &size : NULL, (double)table->field[m]->value);
    const bool set =
        polder_loader_is_set(r, "network.degree") || polder_loader_is_set(r, "network.topology");
    if (counts && degree.arg[0] == 0)
        warn_at(r, "network", set,
                "network.degree = 0: the networks have no ties, so nobody meets "
                "anybody");
    else if (counts && degree.arg[0] > members - 1)
        warn_at(r, "network", set || polder_loader_is_set(r, POLDER_FIELD_MEMBERS),
                "network.degree = %g is cut to %g in a network of %g: nobody has more partners "
                "than there are others",
                degree.arg[0], members - 1, members);
}

static void warn_arm(polder_loader_t *r, const polder_arm_t *arm, int others, int f)
{
    const polder_field_t *field = r->x->table.field[f];
    const polder_place_t place = polder_loader_place_in_arms(r, f);
    char more[64] = "";
    if (others > 0)
        snprintf(
            more, sizeof more,
            polder_report_count(r->report, " (and %d other arm)", " (and %d other arms)", others),
            others);
    if (field->role == POLDER_PARAMETER)
        polder_warn(r->report, &place,
                    "the arm \"%s\"%s sets %s in vain: it comes from the network file",
                    polder_loader_arm(r, arm), more, field->name);
    else
        polder_warn(
            r->report, &place,
            "the arm \"%s\"%s sets the initial value of %s only where the network file gives none",
            polder_loader_arm(r, arm), more, field->name);
}

/* Warns of settings of an arm that do not count, because the network file gives the value. */
static void check_arms(polder_loader_t *r)
{
    const polder_experiment_t *x = r->x;
    int *count = calloc((size_t)x->table.n_field, sizeof *count); /* arms that set a field */
    if (!count) {
        polder_loader_no_memory(r);
        return;
    }
    for (int a = 0; a < x->n_arm; a++)
        for (int i = 0; i < x->arm[a].n_setting; i++) count[x->arm[a].setting[i].field]++;
    for (int k = 0; k < x->n_arm; k++) {
        const polder_arm_t *arm = &x->arm[polder_loader_arm_at(x, k)];
        for (int i = 0; i < arm->n_setting; i++) {
            const int f = arm->setting[i].field, n = count[f];
            count[f] = 0; /* one warning stands for all arms */
            if (n > 0 && polder_loader_is_from_network(r, f)) warn_arm(r, arm, n - 1, f);
        }
    }
    free(count);
}

/* Has a parameter the same number in all networks of an arm? That number, before its bounds. */
static bool is_fixed(const polder_experiment_t *x, const polder_arm_t *arm, int f, double *number)
{
    const polder_value_t *value = NULL;
    for (int i = 0; i < x->design.n_factor; i++)
        if (x->design.factor[i].field == f) return false;
    for (int i = 0; i < x->n_setting; i++)
        if (x->setting[i].field == f) value = &x->setting[i].value;
    for (int i = 0; i < arm->n_setting; i++)
        if (arm->setting[i].field == f) value = &arm->setting[i].value;
    *number = value ? value->arg[0] : (double)x->table.field[f]->value;
    return !value || value->kind == POLDER_DRAW_NUMBER;
}

/* Warns of bounds of an arm that change nothing. */
static bool warn_of_bounds(polder_loader_t *r, const polder_arm_t *arm, const polder_clamp_t *clamp)
{
    const polder_field_t *field = r->x->table.field[clamp->field];
    const polder_place_t place = polder_loader_place_in_arms(r, clamp->field);
    double number = 0;
    if (polder_loader_is_from_network(r, clamp->field)) {
        polder_warn(r->report, &place,
                    "the arm \"%s\" bounds %s in vain: it comes from the network file",
                    polder_loader_arm(r, arm), field->name);
        return true;
    }
    if (!is_fixed(r->x, arm, clamp->field, &number) || number < clamp->least ||
        number > clamp->most)
        return false;
    polder_warn(r->report, &place, "the arm \"%s\" bounds %s in vain: it is %.7g in all networks",
                polder_loader_arm(r, arm), field->name, number);
    return true;
}

/* One warning for a field stands for all arms. */
static void check_bounds(polder_loader_t *r)
{
    const polder_experiment_t *x = r->x;
    for (int f = 0; f < x->table.n_field; f++) {
        bool said = x->table.field[f]->role != POLDER_PARAMETER;
        for (int k = 0; k < x->n_arm && !said; k++) {
            const polder_arm_t *arm = &x->arm[polder_loader_arm_at(x, k)];
            for (int i = 0; i < arm->n_clamp && !said; i++)
                if (arm->clamp[i].field == f) said = warn_of_bounds(r, arm, &arm->clamp[i]);
        }
    }
}

/* The key of a parameter of generated networks, or NULL: the command line sets it. */
static const polder_yaml_node_t *key_of(const polder_loader_t *r, const char *name)
{
    const polder_yaml_node_t *section = polder_yaml_get(r->yaml->root, "network");
    for (int i = 0; section && section->kind == POLDER_YAML_MAPPING && i < section->n; i++)
        if (strcmp(section->key[i]->text, name + sizeof "network." - 1) == 0)
            return section->key[i];
    return NULL;
}

/* Of those that the command line gives, or of those that the scenario gives: one warning, where the
 * first of them stands. */
static void warn_of_generated(polder_loader_t *r, bool set)
{
    const polder_experiment_t *x = r->x;
    polder_place_t place = {.file = "--set"};
    char names[400] = "";
    size_t used = 0;
    int n = 0;
    for (int i = 0; i < x->n_setting; i++) {
        const int f = x->setting[i].field;
        const polder_field_t *field = x->table.field[f];
        if (field->role != POLDER_PARAMETER || !polder_loader_is_from_network(r, f)) continue;
        const polder_yaml_node_t *key = key_of(r, field->name);
        if (set == (key != NULL)) continue;
        if (key && n == 0) place = polder_yaml_place(r->yaml, key);
        if (used < sizeof names)
            used += (size_t)snprintf(names + used, sizeof names - used, "%s%s", n ? ", " : "",
                                     field->name);
        n++;
    }
    if (n > 0)
        polder_warn(r->report, &place,
                    polder_report_count(r->report, "%s is not used: the network comes from a file",
                                        "%s are not used: the network comes from a file", n),
                    names);
}

/* Warns of parameters of generated networks where the network comes from a file, whether the
 * scenario or the command line gives them. */
static void check_network(polder_loader_t *r)
{
    warn_of_generated(r, false);
    warn_of_generated(r, true);
}

void polder_loader_warn(polder_loader_t *r)
{
    check_network(r);
    check_levers(r);
    check_arms(r);
    if (r->n_problem == 0) check_bounds(r); /* else a value may be missing */
    check_degree(r);
}
