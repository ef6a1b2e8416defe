/* names.c: members of a network file by their names: of whom a scenario speaks, and who they are
 * once the file has been read. See loader.h. */
#include <stdlib.h>
#include <string.h>

#include "scenario/key.h"
#include "scenario/schema.h"

/* ---- while the scenario is read ---- */

/* One more place where a name stands. The file it stands in may be gone when it is looked up. */
static bool note_place(polder_loader_t *r, const polder_yaml_node_t *node, int group, int at)
{
    polder_named_t *named = realloc(r->named, ((size_t)r->n_named + 1) * sizeof *named);
    if (!named) return false;
    r->named = named;
    polder_named_t *one = &named[r->n_named++];
    *one = (polder_named_t){.group = group, .at = at, .place = polder_yaml_place(r->yaml, node)};
    one->file = one->place.file ? strdup(one->place.file) : NULL;
    one->excerpt = one->place.excerpt ? strdup(one->place.excerpt) : NULL;
    one->place.file = one->file;
    one->place.excerpt = one->excerpt;
    return true;
}

void polder_loader_names_free(polder_loader_t *r)
{
    for (int i = 0; i < r->n_named; i++) {
        free(r->named[i].file);
        free(r->named[i].excerpt);
    }
    free(r->named);
    r->named = NULL;
    r->n_named = 0;
}

int polder_loader_group(polder_loader_t *r)
{
    polder_experiment_t *x = r->x;
    polder_group_t *group = realloc(x->group, ((size_t)x->n_group + 1) * sizeof *group);
    if (!group) {
        polder_loader_no_memory(r);
        return -1;
    }
    x->group = group;
    group[x->n_group] = (polder_group_t){0};
    return x->n_group++;
}

bool polder_loader_group_add(polder_loader_t *r, const polder_yaml_node_t *node, const char *name,
                             int group)
{
    polder_group_t *g = &r->x->group[group];
    char **more = realloc(g->name, ((size_t)g->n + 1) * sizeof *more);
    if (more) g->name = more;
    int32_t *org = realloc(g->org, ((size_t)g->n + 1) * sizeof *org);
    if (org) g->org = org;
    char *copy = strdup(name);
    if (!more || !org || !copy || !note_place(r, node, group, g->n)) {
        free(copy);
        polder_loader_no_memory(r);
        return false;
    }
    g->name[g->n] = copy;
    g->org[g->n++] = 0;
    return true;
}

static bool is_name(const polder_yaml_node_t *node)
{
    return node->kind == POLDER_YAML_SCALAR && !polder_yaml_is_nothing(node);
}

/* A name or a list of names, added to a group. */
static bool add_names(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                      int group)
{
    if (is_name(node)) return polder_loader_group_add(r, node, node->text, group);
    bool good = node->kind == POLDER_YAML_SEQUENCE && node->n > 0;
    for (int i = 0; good && i < node->n; i++) good = is_name(node->item[i]);
    if (!good)
        polder_loader_problem(r, node, "%s needs a name or a list of names, such as [Isala, GGZ]",
                              what);
    for (int i = 0; good && i < node->n; i++)
        good = polder_loader_group_add(r, node->item[i], node->item[i]->text, group);
    return good;
}

bool polder_loader_names(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                         int *group)
{
    *group = polder_loader_group(r);
    return *group >= 0 && add_names(r, node, what, *group);
}

static bool is_pair(const polder_yaml_node_t *node)
{
    return node->kind == POLDER_YAML_SEQUENCE && node->n == 2 && is_name(node->item[0]) &&
           is_name(node->item[1]);
}

bool polder_loader_pairs(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                         int *group)
{
    bool good = is_pair(node) || (node->kind == POLDER_YAML_SEQUENCE && node->n > 0);
    for (int i = 0; good && !is_pair(node) && i < node->n; i++) good = is_pair(node->item[i]);
    if (!good) {
        polder_loader_problem(
            r, node, "%s needs two names, such as [Isala, GGZ], or a list of such pairs", what);
        return false;
    }
    *group = polder_loader_group(r);
    if (*group < 0 || is_pair(node)) return *group >= 0 && add_names(r, node, what, *group);
    for (int i = 0; good && i < node->n; i++) good = add_names(r, node->item[i], what, *group);
    return good;
}

json_t *polder_names_schema(polder_json_t *b, const char *doc)
{
    return polder_schema_either(polder_schema_text(b, "a name"),
                                polder_schema_several(polder_schema_text(b, "a name"), 1, "names"),
                                doc);
}

json_t *polder_pairs_schema(polder_json_t *b, const char *doc)
{
    json_t *pair = polder_schema_several(polder_schema_text(b, "a name"), 2, "two names");
    polder_json_set(b, pair, "maxItems", json_integer(2));
    return polder_schema_either(
        pair, polder_schema_several(json_deep_copy(pair), 1, "several pairs"), doc);
}

json_t *polder_names_write(polder_json_t *b, int group)
{
    const polder_group_t *g = &b->x->group[group];
    json_t *list = json_array();
    for (int i = 0; i < g->n; i++) polder_json_append(b, list, json_string(g->name[i]));
    return list;
}

json_t *polder_pairs_write(polder_json_t *b, int group)
{
    const polder_group_t *g = &b->x->group[group];
    json_t *list = json_array();
    for (int i = 0; i + 1 < g->n; i += 2) {
        json_t *pair = json_array();
        polder_json_append(b, pair, json_string(g->name[i]));
        polder_json_append(b, pair, json_string(g->name[i + 1]));
        polder_json_append(b, list, pair);
    }
    return list;
}

/* ---- once the network file has been read ---- */

static void find_one(polder_loader_t *r, const polder_named_t *named)
{
    const polder_network_t *network = r->x->network;
    polder_group_t *g = &r->x->group[named->group];
    const char *name = g->name[named->at], *file = r->x->source.path;
    int n = 0;
    for (int32_t o = network->graph.n_org - 1; o >= 0; o--) {
        if (strcmp(network->label[o], name) != 0) continue;
        g->org[named->at] = o;
        n++;
    }
    if (n == 1) return;
    r->n_problem++;
    if (n > 1) {
        polder_fail_at(r->report, POLDER_INPUT, &named->place,
                       "%d organisations of %s are called \"%.80s\": give them names of their own",
                       n, file, name);
        return;
    }
    const char *near =
        polder_nearest(name, (const char *const *)network->label, (size_t)network->graph.n_org);
    polder_fail_at(r->report, POLDER_INPUT, &named->place,
                   near ? "no organisation of %s is called \"%.80s\"; did you mean \"%.80s\"?"
                        : "no organisation of %s is called \"%.80s\"",
                   file, name, near ? near : "");
}

const polder_place_t *polder_loader_place_of(const polder_loader_t *r, int group, int at)
{
    for (int i = 0; i < r->n_named; i++)
        if (r->named[i].group == group && r->named[i].at == at) return &r->named[i].place;
    return NULL;
}

/* Who is not there, or is as any other, is so once; and somebody has to be left. */
static void check_changed(polder_loader_t *r, int group, bool gone)
{
    const polder_group_t *g = &r->x->group[group];
    for (int i = 1; i < g->n; i++)
        for (int j = 0; j < i; j++) {
            if (g->org[i] != g->org[j]) continue;
            r->n_problem++;
            polder_fail_at(r->report, POLDER_INPUT, polder_loader_place_of(r, group, i),
                           "\"%.80s\" is named twice", g->name[i]);
            return;
        }
    if (!gone || r->x->network->graph.n_org - g->n >= 1) return;
    r->n_problem++;
    polder_fail_at(r->report, POLDER_INPUT, polder_loader_place_of(r, group, 0),
                   "all %d organisations are left out: nobody is there", g->n);
}

bool polder_loader_find_names(polder_loader_t *r)
{
    const int before = r->n_problem;
    for (int i = 0; i < r->n_named; i++) {
        if (r->x->network) {
            find_one(r, &r->named[i]);
            continue;
        }
        r->n_problem++;
        polder_fail_at(
            r->report, POLDER_INPUT, &r->named[i].place,
            "\"%.80s\" is the name of an organisation, which this network has not: names "
            "are those of a network file (network.file, or --network)",
            r->x->group[r->named[i].group].name[r->named[i].at]);
        break;
    }
    for (int a = 0; r->n_problem == before && r->x->network && a < r->x->n_arm; a++) {
        const polder_changed_t *changed = &r->x->arm[a].changed;
        if (changed->absent > 0) check_changed(r, changed->absent - 1, true);
        if (changed->typical > 0) check_changed(r, changed->typical - 1, false);
    }
    return r->n_problem == before;
}
