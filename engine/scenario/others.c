/* others.c: see others.h. */
#include "scenario/others.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/graph.h"

static int no_memory(polder_loader_t *r)
{
    polder_loader_no_memory(r);
    return POLDER_MEMORY;
}

static const char *last_of(const char *path)
{
    const char *slash = strrchr(path, '/');
    return slash ? slash + 1 : path;
}

static bool is_like(const char *a, const char *b)
{
    return strcmp(last_of(a), last_of(b)) == 0 && !polder_loader_same_file(a, b);
}

/* Another file of that name: of an arm, or that of all. In the text of an experiment the name of the
 * latter may be that of an arm as well, and hashes tell what is what. */
static const char *like_of(const polder_loader_t *r, const char *path)
{
    const polder_experiment_t *x = r->x;
    const char *first = r->network ? r->network : x->source.path;
    for (int i = 0; i < x->n_other; i++)
        if (is_like(x->other[i].path, path)) return x->other[i].path;
    return first && !r->made && is_like(first, path) ? first : NULL;
}

int polder_loader_other(polder_loader_t *r, const polder_yaml_node_t *node, char *path)
{
    polder_experiment_t *x = r->x;
    for (int i = 0; i < x->n_other; i++)
        if (strcmp(x->other[i].path, path) == 0) {
            free(path);
            return i + 1;
        }
    const char *like = like_of(r, path);
    if (like)
        polder_loader_problem(r, node,
                              "%s and %s have one name: a result says the names of files "
                              "without their folders, so give one of them another",
                              like, path);
    polder_other_t *other = realloc(x->other, ((size_t)x->n_other + 1) * sizeof *other);
    if (!other) {
        free(path);
        polder_loader_no_memory(r);
        return 0;
    }
    x->other = other;
    if (!r->other) r->other = node;
    other[x->n_other++] = (polder_other_t){.path = path};
    return x->n_other;
}

void polder_loader_other_hash(polder_loader_t *r, const polder_yaml_node_t *node, int other)
{
    char *hash = NULL;
    if (!polder_loader_text(r, node, "network.hash", &hash)) return;
    snprintf(r->x->other[other - 1].hash, POLDER_HASH, "%s", hash);
    free(hash);
}

/* ---- one network of several ---- */

/* A name and whose it is. */
typedef struct {
    const char *name;
    int32_t org;
} named_t;

static int by_name(const void *a, const void *b)
{
    return strcmp(((const named_t *)a)->name, ((const named_t *)b)->name);
}

/* Is each name there once? Members are matched by them. */
static bool are_names(polder_loader_t *r, const polder_network_t *network, const char *path)
{
    const int32_t n = network->graph.n_org;
    bool once = true;
    named_t *list = calloc((size_t)n + 1, sizeof *list);
    for (int32_t o = 0; list && o < n; o++) list[o] = (named_t){network->label[o], o};
    if (!list) {
        polder_loader_no_memory(r);
        return false;
    }
    qsort(list, (size_t)n, sizeof *list, by_name);
    for (int32_t i = 1; i < n && once; i++)
        if (strcmp(list[i - 1].name, list[i].name) == 0) {
            once = false;
            r->n_problem++;
            polder_fail_at(
                r->report, POLDER_INPUT, &(polder_place_t){.file = path},
                "two organisations are called \"%.80s\": where arms have network files of "
                "their own, members are the same if their names are",
                list[i].name);
        }
    free(list);
    return once;
}

/* The network that holds all, as it grows: its members by number, and their names in order. */
typedef struct {
    int32_t n_org;
    char **label;
    named_t *known; /* [n_org] */
    size_t n_tie;
    int32_t *from, *to;
} whole_t;

static void whole_free(whole_t *w)
{
    for (int32_t o = 0; w->label && o < w->n_org; o++) free(w->label[o]);
    free(w->label);
    free(w->known);
    free(w->from);
    free(w->to);
}

static bool whole_grow(whole_t *w, const polder_graph_t *g)
{
    const size_t n = (size_t)w->n_org + (size_t)g->n_org + 1;
    const size_t ties = w->n_tie + (size_t)g->n_arc / 2 + 1;
    char **label = realloc(w->label, n * sizeof *label);
    if (label) w->label = label;
    named_t *known = realloc(w->known, n * sizeof *known);
    if (known) w->known = known;
    int32_t *from = realloc(w->from, ties * sizeof *from);
    if (from) w->from = from;
    int32_t *to = realloc(w->to, ties * sizeof *to);
    if (to) w->to = to;
    return label && known && from && to;
}

/* Adds the members whose names are new, and all ties; seat[o] is where member o sits. */
static bool add_network(whole_t *w, const polder_network_t *network, int32_t *seat)
{
    const polder_graph_t *g = &network->graph;
    const int32_t before = w->n_org;
    if (!whole_grow(w, g)) return false;
    for (int32_t o = 0; o < g->n_org; o++) {
        const named_t one = {network->label[o], o};
        const named_t *there = bsearch(&one, w->known, (size_t)before, sizeof one, by_name);
        seat[o] = there ? there->org : w->n_org;
        if (there) continue;
        w->label[w->n_org] = strdup(one.name);
        if (!w->label[w->n_org]) return false;
        w->known[w->n_org] = (named_t){w->label[w->n_org], w->n_org};
        w->n_org++;
    }
    qsort(w->known, (size_t)w->n_org, sizeof *w->known, by_name);
    for (int32_t o = 0; o < g->n_org; o++)
        for (int32_t k = g->off[o]; k < g->off[o + 1]; k++)
            if (g->nbr[k] > o) {
                w->from[w->n_tie] = seat[o];
                w->to[w->n_tie++] = seat[g->nbr[k]];
            }
    return true;
}

/* Values of a mapping where they belong in the whole; nothing is known of who is not in the file. */
static float *seat_column(const polder_graph_t *whole, const polder_network_t *network,
                          const int32_t *seat, bool ties, const float *value)
{
    const polder_graph_t *g = &network->graph;
    const int32_t n = ties ? whole->n_arc : whole->n_org;
    float *column = malloc(((size_t)n + 1) * sizeof *column);
    for (int32_t i = 0; column && i < n; i++) column[i] = NAN;
    for (int32_t o = 0; column && o < g->n_org; o++) {
        if (!ties) column[seat[o]] = value[o];
        for (int32_t k = g->off[o]; ties && k < g->off[o + 1]; k++)
            column[polder_graph_arc(whole, seat[o], seat[g->nbr[k]])] = value[k];
    }
    return column;
}

static float **seat_columns(const polder_experiment_t *x, const polder_graph_t *whole,
                            const polder_network_t *network, const int32_t *seat)
{
    float **column = calloc((size_t)network->n_mapping + 1, sizeof *column);
    bool good = column != NULL;
    for (int m = 0; good && m < network->n_mapping; m++) {
        const bool ties = x->table.field[x->source.mapping[m].field]->level == POLDER_ARC;
        column[m] = seat_column(whole, network, seat, ties, network->column[m]);
        good = column[m] != NULL;
    }
    for (int m = 0; !good && column && m < network->n_mapping; m++) free(column[m]);
    if (!good) free(column);
    return good ? column : NULL;
}

/* Which members and arcs of the whole a file has. */
static bool mark(polder_has_t *has, const polder_graph_t *whole, const polder_graph_t *g,
                 const int32_t *seat)
{
    has->n_org = g->n_org;
    has->org = calloc((size_t)whole->n_org + 1, sizeof *has->org);
    has->arc = calloc((size_t)whole->n_arc + 1, sizeof *has->arc);
    if (!has->org || !has->arc) return false;
    for (int32_t o = 0; o < g->n_org; o++) {
        has->org[seat[o]] = true;
        for (int32_t k = g->off[o]; k < g->off[o + 1]; k++)
            has->arc[polder_graph_arc(whole, seat[o], seat[g->nbr[k]])] = true;
    }
    return true;
}

/* The first network becomes the whole; the others are read, and leave what they have. `read` are
 * all, the first one first. */
static int join(polder_loader_t *r, polder_network_t *const *read, int32_t *const *seat)
{
    polder_experiment_t *x = r->x;
    whole_t w = {0};
    polder_graph_t graph = {0};
    float **column = NULL;
    const int n = x->n_other + 1;
    bool good = true;
    int code = POLDER_MEMORY;
    for (int i = 0; good && i < n; i++) good = add_network(&w, read[i], seat[i]);
    if (good) code = polder_graph_init(&graph, w.n_org, w.n_tie, w.from, w.to, r->report);
    good = code == 0 && mark(&x->has, &graph, &read[0]->graph, seat[0]) &&
           (column = seat_columns(x, &graph, read[0], seat[0])) != NULL;
    for (int i = 1; good && i < n; i++) {
        polder_other_t *other = &x->other[i - 1];
        other->column = seat_columns(x, &graph, read[i], seat[i]);
        good = other->column && mark(&other->has, &graph, &read[i]->graph, seat[i]);
    }
    if (good) {
        polder_network_t *first = x->network;
        for (int32_t o = 0; o < first->graph.n_org; o++) free(first->label[o]);
        free(first->label);
        for (int m = 0; m < first->n_mapping; m++) free(first->column[m]);
        free(first->column);
        polder_graph_free(&first->graph);
        first->graph = graph;
        first->label = w.label;
        first->column = column;
        w.label = NULL;
    } else {
        for (int m = 0; column && m < read[0]->n_mapping; m++) free(column[m]);
        free(column);
        polder_graph_free(&graph);
    }
    whole_free(&w);
    return good ? 0 : code < 0 && code != POLDER_MEMORY ? code : no_memory(r);
}

static int read_other(polder_loader_t *r, int number, polder_network_t *network)
{
    polder_experiment_t *x = r->x;
    polder_other_t *other = &x->other[number - 1];
    polder_source_t source = x->source;
    source.path = other->path;
    source.format = POLDER_BY_SUFFIX;
    source.asked = NULL;
    char should[POLDER_HASH];
    source.absent = polder_loader_absent(r, number, &source.n_absent);
    const int code = polder_network_read(&source, &x->table, network, r->report);
    free(source.absent);
    if (code < 0) return code;
    memcpy(should, other->hash, sizeof should);
    polder_network_hash(x, network, other->hash);
    if (!should[0] || strcmp(should, other->hash) == 0) return 0;
    return polder_fail_at(r->report, POLDER_INPUT, &(polder_place_t){.file = r->yaml->name},
                          "%s is not the network of this experiment: its hash is %s, not %s",
                          other->path, other->hash, should);
}

int polder_loader_others(polder_loader_t *r)
{
    polder_experiment_t *x = r->x;
    const size_t n = (size_t)x->n_other + 1;
    int code = 0;
    if (x->n_other == 0 || (r->given && r->given->label)) return 0;
    if (!x->network) {
        polder_loader_problem(r, r->other,
                              "network.file: an arm has another network file only where the "
                              "scenario has one");
        return POLDER_INPUT;
    }
    polder_network_t *own = calloc(n, sizeof *own), **read = calloc(n, sizeof *read);
    int32_t **seat = calloc(n, sizeof *seat);
    if (!own || !read || !seat) code = no_memory(r);
    if (code == 0) read[0] = x->network;
    for (size_t i = 1; i < n && code == 0; i++) {
        read[i] = &own[i];
        code = read_other(r, (int)i, read[i]);
    }
    for (size_t i = 0; i < n && code == 0; i++) {
        const bool names = are_names(r, read[i], i > 0 ? x->other[i - 1].path : x->source.path);
        seat[i] = calloc((size_t)read[i]->graph.n_org + 1, sizeof *seat[i]);
        if (!names || !seat[i]) code = r->no_memory || !seat[i] ? POLDER_MEMORY : POLDER_INPUT;
    }
    if (code == 0) code = join(r, read, seat);
    for (size_t i = 0; i < n; i++) {
        if (own) polder_network_free(&own[i]);
        if (seat) free(seat[i]);
    }
    free(seat);
    free(read);
    free(own);
    return code;
}

/* ---- what an arm lacks ---- */

/* One more organisation of a group, whose names are those of the whole. */
static bool put(polder_loader_t *r, polder_group_t *group, int32_t org)
{
    char **name = realloc(group->name, ((size_t)group->n + 1) * sizeof *name);
    if (name) group->name = name;
    int32_t *list = realloc(group->org, ((size_t)group->n + 1) * sizeof *list);
    if (list) group->org = list;
    char *copy = strdup(r->x->network->label[org]);
    if (!name || !list || !copy) {
        free(copy);
        polder_loader_no_memory(r);
        return false;
    }
    name[group->n] = copy;
    list[group->n++] = org;
    return true;
}

/* The members, or ties, that an arm says are not there. */
static bool put_said(polder_loader_t *r, int to, int from)
{
    bool good = true;
    for (int i = 0; good && from > 0 && i < r->x->group[from - 1].n; i++)
        good = put(r, &r->x->group[to], r->x->group[from - 1].org[i]);
    return good;
}

static bool is_said(const polder_experiment_t *x, int group, int32_t org)
{
    return group > 0 && polder_group_has(&x->group[group - 1], org);
}

static bool find_lacks(polder_loader_t *r, polder_arm_t *arm)
{
    polder_experiment_t *x = r->x;
    const polder_graph_t *g = &x->network->graph;
    const polder_has_t *has =
        arm->changed.other > 0 ? &x->other[arm->changed.other - 1].has : &x->has;
    const int absent = polder_loader_group(r), cut = absent < 0 ? -1 : polder_loader_group(r);
    bool good =
        cut >= 0 && put_said(r, absent, arm->changed.absent) && put_said(r, cut, arm->changed.cut);
    for (int32_t o = 0; good && o < g->n_org; o++) {
        if (!has->org[o] && !is_said(x, arm->changed.absent, o))
            good = put(r, &x->group[absent], o);
        for (int32_t k = g->off[o]; good && has->org[o] && k < g->off[o + 1]; k++)
            if (g->nbr[k] > o && has->org[g->nbr[k]] && !has->arc[k])
                good = put(r, &x->group[cut], o) && put(r, &x->group[cut], g->nbr[k]);
    }
    if (!good) return false;
    arm->lacks.absent = x->group[absent].n > 0 ? absent + 1 : 0;
    arm->lacks.cut = x->group[cut].n > 0 ? cut + 1 : 0;
    if (x->group[absent].n < g->n_org) return true;
    r->n_problem++;
    polder_fail_at(r->report, POLDER_INPUT, &(polder_place_t){.file = r->yaml->name},
                   "the arm \"%s\" is without all members of its network",
                   polder_loader_arm(r, arm));
    return false;
}

/* Where the files are not read: who is not there is said beside the names. */
static bool take_lacks(polder_loader_t *r)
{
    polder_experiment_t *x = r->x;
    const polder_given_t *given = r->given;
    if (!polder_experiment_members_differ(x)) return true;
    if (!given->there || given->n_arm != x->n_arm) {
        r->n_problem++;
        polder_fail_at(r->report, POLDER_INPUT, &(polder_place_t){.file = r->yaml->name},
                       "what was kept of the network files does not say who is there in which arm");
        return false;
    }
    for (int a = 0; a < x->n_arm; a++) {
        const int group = polder_loader_group(r);
        bool good = group >= 0;
        for (int o = 0; good && o < given->n_label; o++)
            if (!given->there[(size_t)a * (size_t)given->n_label + (size_t)o])
                good = put(r, &x->group[group], o);
        if (!good) return false;
        x->arm[a].lacks.absent = x->group[group].n > 0 ? group + 1 : 0;
    }
    return true;
}

bool polder_loader_lacks(polder_loader_t *r)
{
    polder_experiment_t *x = r->x;
    if (r->given && r->given->label) return take_lacks(r);
    for (int a = 0; a < x->n_arm; a++) {
        x->arm[a].lacks = x->arm[a].changed;
        if (x->has.org && !find_lacks(r, &x->arm[a])) return false;
    }
    return true;
}
