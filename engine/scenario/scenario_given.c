/* scenario_given.c: settings for the draw of what a network file gives. See loader.h.
 *
 * A set-up draws its state `trust` by its parameters `trust`, `trust_sd` and so on. Where the network
 * file gives that state, they draw nothing, and what else goes by them (in the model of collaboration
 * first vigilance, by how far trust lies above its usual) moves alone, perhaps against what was meant.
 */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "scenario/loader.h"

/* ---- where a setting stands ---- */

/* A key of a section: by its full name, or by its parts, one inside the other. */
static const polder_yaml_node_t *find_key(const polder_yaml_node_t *section, const char *name)
{
    for (int i = 0; section && section->kind == POLDER_YAML_MAPPING && i < section->n; i++) {
        const char *key = section->key[i]->text;
        const size_t n = key ? strlen(key) : 0;
        if (n == 0 || strncmp(name, key, n) != 0) continue;
        if (name[n] == '\0') return section->key[i];
        const polder_yaml_node_t *inner =
            name[n] == '.' ? find_key(section->item[i], name + n + 1) : NULL;
        if (inner) return inner;
    }
    return NULL;
}

/* In the first entry of the arms that sets the field, which is that of the first arm that does. */
static const polder_yaml_node_t *find_in_arms(const polder_yaml_node_t *arms, const char *name)
{
    const polder_yaml_node_t *key = NULL;
    char initial[160];
    snprintf(initial, sizeof initial, "initial.%.140s", name);
    for (int i = 0; arms && arms->kind == POLDER_YAML_SEQUENCE && i < arms->n && !key; i++) {
        if (arms->item[i]->kind != POLDER_YAML_MAPPING) continue;
        const polder_yaml_node_t *set = polder_yaml_get(arms->item[i], "set");
        key = find_key(set, name);
        if (!key) key = find_key(set, initial);
    }
    return key ? key : arms;
}

polder_place_t polder_loader_place_in_arms(polder_loader_t *r, int field)
{
    const polder_yaml_node_t *node =
        find_in_arms(polder_yaml_get(r->yaml->root, "arms"), r->x->table.field[field]->name);
    return node ? polder_yaml_place(r->yaml, node) : (polder_place_t){.file = r->yaml->name};
}

/* A setting of all arms: the command line wins. */
static polder_place_t place_of_all(polder_loader_t *r, int field)
{
    const polder_field_t *f = r->x->table.field[field];
    const char *section = f->role == POLDER_PARAMETER ? "values" : "initial";
    if (polder_loader_is_set(r, f->name)) return (polder_place_t){.file = "--set"};
    const polder_yaml_node_t *at = polder_yaml_get(r->yaml->root, section);
    const polder_yaml_node_t *key = find_key(at, f->name);
    if (!key) key = at;
    return key ? polder_yaml_place(r->yaml, key) : (polder_place_t){.file = r->yaml->name};
}

/* ---- what the file gives ---- */

typedef enum { GIVEN_NOT, GIVEN_IN_PART, GIVEN_FOR_ALL } given_t;

static given_t given(const polder_experiment_t *x, int field)
{
    const polder_network_t *network = x->network;
    for (int m = 0; network && m < x->source.n_mapping && m < network->n_mapping; m++) {
        if (x->source.mapping[m].field != field) continue;
        const bool of_ties = x->table.field[field]->level == POLDER_ARC;
        const int64_t n =
            of_ties ? (int64_t)network->graph.off[network->graph.n_org] : network->graph.n_org;
        for (int64_t i = 0; i < n; i++)
            if (isnan(network->column[m][i])) return GIVEN_IN_PART;
        return GIVEN_FOR_ALL;
    }
    return GIVEN_NOT;
}

/* Is it a parameter of the draw of this state? */
static bool draws(const polder_table_t *table, int parameter, int state)
{
    const int owner = table->owner[parameter];
    if (owner < 0 || table->owner[state] != owner || table->part[owner]->kind != POLDER_SETUP)
        return false;
    const char *name = table->field[parameter]->name, *of = table->field[state]->name;
    const size_t n = strlen(table->part[owner]->name), m = strlen(of);
    if (strncmp(name, table->part[owner]->name, n) != 0 || name[n] != '.') return false;
    return strncmp(name + n + 1, of, m) == 0 && (name[n + 1 + m] == '\0' || name[n + 1 + m] == '_');
}

/* The state that the network file gives and the parameter would draw, or −1. */
static int drawn_by(const polder_experiment_t *x, int parameter)
{
    for (int m = 0; m < x->source.n_mapping; m++)
        if (draws(&x->table, parameter, x->source.mapping[m].field))
            return x->source.mapping[m].field;
    return -1;
}

/* Another part that goes by the parameter, or NULL. */
static const char *other_reader(const polder_table_t *table, int parameter)
{
    for (int p = 0; p < table->n_part; p++)
        for (int i = 0; p != table->owner[parameter] && i < table->part[p]->n_use; i++)
            if (strcmp(table->part[p]->use[i].field.name, table->field[parameter]->name) == 0)
                return table->part[p]->name;
    return NULL;
}

/* ---- the warning ---- */

/* Of an initial value. Arms are warned of it before the file is read, and in a scenario it may be for
 * whom the file leaves out. */
static const char *why_initial(polder_loader_t *r, int field)
{
    const char *name = r->x->table.field[field]->name;
    const given_t how = given(r->x, field);
    if (how == GIVEN_FOR_ALL)
        return POLDER_TEXT(
            "the initial value of %s is that of nobody: the network file gives it for all");
    if (how == GIVEN_IN_PART && polder_loader_is_set(r, name))
        return POLDER_TEXT("the initial value of %s counts only where the network file gives none");
    return NULL;
}

/* Of a parameter of a draw; `other`: another part goes by it. */
static const char *why_parameter(given_t how, const char *other)
{
    if (how == GIVEN_NOT) return NULL;
    if (how == GIVEN_IN_PART && !other)
        return POLDER_TEXT("%s counts for %s only where the network file gives none");
    if (!other)
        return POLDER_TEXT(
            "%s does nothing: it is for the draw of %s, which the network file gives "
            "for all");
    if (how == GIVEN_IN_PART)
        return POLDER_TEXT("%s sets %s only where the network file gives none: for all others only "
                           "what else goes by it changes (part %s), perhaps the other way");
    return POLDER_TEXT("%s does not set %s, which the network file gives for all: only what else "
                       "goes by it changes (part %s), perhaps the other way");
}

/* Why a setting of the field does not do what it seems to; false: it does. */
static bool say(polder_loader_t *r, int field, bool of_arm, char *text, size_t size)
{
    const polder_experiment_t *x = r->x;
    const polder_table_t *table = &x->table;
    const bool parameter = table->field[field]->role == POLDER_PARAMETER;
    const int state = parameter ? drawn_by(x, field) : -1;
    const char *other = parameter ? other_reader(table, field) : NULL;
    const char *why = parameter ? why_parameter(state < 0 ? GIVEN_NOT : given(x, state), other)
                      : of_arm  ? NULL
                                : why_initial(r, field);
    const char *name = table->field[field]->name, *of = state < 0 ? "" : table->field[state]->name;
    if (why) snprintf(text, size, polder_report_text(r->report, why), name, of, other ? other : "");
    return why != NULL;
}

static void warn_of_arms(polder_loader_t *r, int field)
{
    const polder_experiment_t *x = r->x;
    char text[400], more[64] = "";
    int first = -1, others = 0;
    for (int k = 0; k < x->n_arm; k++) {
        const int a = polder_loader_arm_at(x, k);
        for (int i = 0; i < x->arm[a].n_setting; i++) {
            if (x->arm[a].setting[i].field != field) continue;
            if (first >= 0) others++;
            if (first < 0) first = a;
        }
    }
    if (first < 0 || !say(r, field, true, text, sizeof text)) return;
    if (others > 0)
        snprintf(
            more, sizeof more,
            polder_report_count(r->report, " (and %d other arm)", " (and %d other arms)", others),
            others);
    const polder_place_t place = polder_loader_place_in_arms(r, field);
    polder_warn(r->report, &place, "the arm \"%s\"%s: %s", polder_loader_arm(r, &x->arm[first]),
                more, text);
}

void polder_loader_warn_of_given(polder_loader_t *r)
{
    const polder_experiment_t *x = r->x;
    char text[400];
    if (!x->network) return;
    for (int i = 0; i < x->n_setting; i++) {
        if (!say(r, x->setting[i].field, false, text, sizeof text)) continue;
        const polder_place_t place = place_of_all(r, x->setting[i].field);
        polder_warn(r->report, &place, "%s", text);
    }
    for (int f = 0; f < x->table.n_field; f++) warn_of_arms(r, f);
}
