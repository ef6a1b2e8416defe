/* intervention.c: see intervention.h. */
#include "io/intervention.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { DEEPEST = 8 };

/* An intervention while it is being read: what the file says, then what its technique, then
 * what its user says instead. */
typedef struct {
    polder_intervention_t v; /* levers at dose 1 */
    double dose;
} draft_t;

/* What an arm or a programme says instead of what is in it, read where it was written. */
typedef struct {
    bool dose, start, duration, target;
    draft_t as;
} instead_t;

/* Where a use stands: the names of the programmes around it, and the folder its names are
 * looked for in. */
typedef struct {
    int arm, depth;
    const char *name[DEEPEST + 1];
    const char *folder;
    double dose; /* of the programmes around it */
    instead_t instead;
} context_t;

static const char *const use_key[] = {"use",   "name",     "technique", "dose", "levers",
                                      "start", "duration", "target",    "cost", "programme"};
enum { N_USE_KEY = sizeof use_key / sizeof *use_key };
static const char *const file_key[] = {"title",      "description", "concepts", "levers",
                                       "techniques", "technique",   "dose",     "start",
                                       "duration",   "target",      "cost",     "programme"};
enum { N_FILE_KEY = sizeof file_key / sizeof *file_key };

static bool is_one_of(const char *word, const char *const *list, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (strcmp(word, list[i]) == 0) return true;
    return false;
}

/* ---- the keys of an intervention ---- */

static void read_levers(polder_reader_t *r, const polder_yaml_node_t *node, draft_t *d)
{
    if (!polder_reader_mapping(r, node, "levers")) return;
    free(d->v.effect);
    d->v.n_effect = 0;
    d->v.effect = calloc((size_t)node->n + 1, sizeof *d->v.effect);
    if (!d->v.effect) {
        polder_reader_no_memory(r);
        return;
    }
    for (int i = 0; i < node->n; i++) {
        double level = 0;
        const int f = polder_reader_lever(r, node->key[i], node->key[i]->text);
        if (f < 0 || !polder_reader_bounded(r, node->item[i], r->x->table.field[f]->name,
                                            r->x->table.field[f], &level))
            continue;
        d->v.effect[d->v.n_effect++] = (polder_effect_t){f, (float)level};
    }
}

static void read_start(polder_reader_t *r, const polder_yaml_node_t *node, draft_t *d)
{
    int64_t from = 1;
    const char *text = node->kind == POLDER_YAML_SCALAR ? node->text : "1";
    d->v.conditional = false;
    if (polder_reader_is_condition(text)) {
        d->v.conditional = true;
        (void)polder_reader_condition(r, node, "start", true, &d->v.start);
    } else if (polder_reader_whole(r, node, "start", 1, POLDER_MAX_HORIZON, &from)) {
        d->v.from = (int)from;
        if (from > r->x->horizon) {
            const polder_place_t place = polder_yaml_place(r->yaml, node);
            polder_warn(r->report, &place, "this begins after the horizon of %d ticks",
                        r->x->horizon);
        }
    }
}

static void read_target(polder_reader_t *r, const polder_yaml_node_t *node, draft_t *d)
{
    polder_reader_target(r, node, &d->v.target);
}

static void read_cost(polder_reader_t *r, const polder_yaml_node_t *node, draft_t *d)
{
    static const char *const known[] = {"per_month", "per_member"};
    if (!polder_reader_mapping(r, node, "cost")) return;
    for (int i = 0; i < node->n; i++) {
        double *to = strcmp(node->key[i]->text, known[0]) == 0   ? &d->v.cost
                     : strcmp(node->key[i]->text, known[1]) == 0 ? &d->v.cost_per_member
                                                                 : NULL;
        double number = 0;
        if (!to)
            polder_reader_unknown(r, node->key[i], "key", node->key[i]->text, known, 2);
        else if (polder_reader_number(r, node->item[i], node->key[i]->text, &number)) {
            if (number < 0 || number > 1e6)
                polder_reader_problem(r, node->item[i], "%s = %.40s is outside [0, 1000000]",
                                      node->key[i]->text, node->item[i]->text);
            *to = number;
        }
    }
}

static void read_dose(polder_reader_t *r, const polder_yaml_node_t *node, draft_t *d)
{
    if (!polder_reader_number(r, node, "dose", &d->dose)) return;
    if (d->dose < 0 || d->dose > 1)
        polder_reader_problem(r, node, "dose = %.40s is outside [0, 1]", node->text);
}

static void read_duration(polder_reader_t *r, const polder_yaml_node_t *node, draft_t *d)
{
    int64_t n = 0;
    if (polder_reader_whole(r, node, "duration", 1, POLDER_MAX_HORIZON, &n)) d->v.duration = (int)n;
}

/* One layer: whatever keys it has take the place of what was said before. */
static void read_layer(polder_reader_t *r, const polder_yaml_node_t *node, draft_t *d)
{
    static const struct {
        const char *key;
        void (*read)(polder_reader_t *, const polder_yaml_node_t *, draft_t *);
    } part[] = {{"levers", read_levers},     {"dose", read_dose},     {"start", read_start},
                {"duration", read_duration}, {"target", read_target}, {"cost", read_cost}};
    for (size_t i = 0; i < sizeof part / sizeof *part; i++) {
        const polder_yaml_node_t *item = polder_yaml_get(node, part[i].key);
        if (item) part[i].read(r, item, d);
    }
}

static void check_keys(polder_reader_t *r, const polder_yaml_node_t *node, const char *const *known,
                       size_t n)
{
    for (int i = 0; i < node->n; i++)
        if (!is_one_of(node->key[i]->text, known, n))
            polder_reader_unknown(r, node->key[i], "key", node->key[i]->text, known, n);
}

/* ---- adding it ---- */

static void read_change(polder_reader_t *r, const polder_change_t *c, instead_t *instead)
{
    *instead = (instead_t){.as = {.dose = 1, .v = {.from = 1}}};
    if (!c) return;
    if ((instead->dose = c->dose)) read_dose(r, c->dose, &instead->as);
    if ((instead->start = c->start)) read_start(r, c->start, &instead->as);
    if ((instead->duration = c->duration)) read_duration(r, c->duration, &instead->as);
    if ((instead->target = c->target)) read_target(r, c->target, &instead->as);
}

static void apply(const instead_t *instead, draft_t *d)
{
    const polder_intervention_t *v = &instead->as.v;
    if (instead->dose) d->dose = instead->as.dose;
    if (instead->duration) d->v.duration = v->duration;
    if (instead->target) d->v.target = v->target;
    if (!instead->start) return;
    d->v.conditional = v->conditional;
    d->v.from = v->from;
    d->v.start = v->start;
}

/* Takes over the draft. */
static void add(polder_reader_t *r, draft_t *d, const context_t *c, const char *name)
{
    polder_experiment_t *x = r->x;
    polder_arm_t *arm = &x->arm[c->arm];
    polder_intervention_t *list =
        realloc(x->intervention, ((size_t)x->n_intervention + 1) * sizeof *list);
    if (list) x->intervention = list;
    int *use = realloc(arm->use, ((size_t)arm->n_use + 1) * sizeof *use);
    if (use) arm->use = use;
    d->v.name = strdup(name);
    if (!list || !use || !d->v.name) {
        free(d->v.name);
        free(d->v.effect);
        polder_reader_no_memory(r);
        return;
    }
    const double dose = d->dose * c->dose;
    for (int i = 0; i < d->v.n_effect; i++)
        d->v.effect[i].level = (float)((double)d->v.effect[i].level * dose);
    d->v.cost = polder_reader_nine_digits(d->v.cost * dose);
    d->v.cost_per_member = polder_reader_nine_digits(d->v.cost_per_member * dose);
    use[arm->n_use++] = x->n_intervention;
    list[x->n_intervention++] = d->v;
}

static void resolve(polder_reader_t *r, const polder_yaml_node_t *node, const context_t *around);

/* The parts of a programme. What is said of the whole (`d`, by one of the `layer`s, of which the
 * first has the list) holds for all parts; their doses are shares of its dose. */
static void read_programme(polder_reader_t *r, const polder_yaml_node_t *const layer[3],
                           const draft_t *d, context_t *c)
{
    const polder_yaml_node_t *list = polder_yaml_get(layer[0], "programme");
    if (list->kind != POLDER_YAML_SEQUENCE || list->n == 0) {
        polder_reader_problem(r, list, "programme needs a list of interventions");
        return;
    }
    c->dose *= d->dose;
    c->instead.dose = false;
    for (int i = 0; i < 3; i++) {
        if (!layer[i]) continue;
        c->instead.start |= polder_yaml_get(layer[i], "start") != NULL;
        c->instead.duration |= polder_yaml_get(layer[i], "duration") != NULL;
        c->instead.target |= polder_yaml_get(layer[i], "target") != NULL;
    }
    c->instead.as = *d;
    for (int i = 0; i < list->n; i++) resolve(r, list->item[i], c);
}

/* A programme costs what its parts cost. */
static void refuse_cost(polder_reader_t *r, const polder_yaml_node_t *node)
{
    const polder_yaml_node_t *cost = node ? polder_yaml_get(node, "cost") : NULL;
    if (cost) polder_reader_problem(r, cost, "a programme has no cost but that of its parts");
}

/* The technique wanted, among those of a file. */
static const polder_yaml_node_t *find_technique(polder_reader_t *r, const polder_yaml_node_t *file,
                                                const polder_yaml_node_t *wanted)
{
    enum { MOST = 64 };
    static const char *const known[] = {"title", "description", "levers", "dose",
                                        "start", "duration",    "target", "cost"};
    const polder_yaml_node_t *all = polder_yaml_get(file, "techniques");
    const char *name[MOST];
    size_t n = 0;
    if (all && !polder_reader_mapping(r, all, "techniques")) return NULL;
    for (int i = 0; all && i < all->n; i++) {
        if (!polder_reader_mapping(r, all->item[i], all->key[i]->text)) continue;
        check_keys(r, all->item[i], known, sizeof known / sizeof *known);
        if (n < MOST) name[n++] = all->key[i]->text;
        if (wanted && wanted->text && strcmp(wanted->text, all->key[i]->text) == 0)
            return all->item[i];
    }
    if (wanted)
        polder_reader_unknown(r, wanted, "technique", wanted->text ? wanted->text : "", name, n);
    return NULL;
}

/* What a file says, changed by its user. r->yaml is the file's; `user` is the other tree. */
static void read_file(polder_reader_t *r, const polder_yaml_node_t *file, polder_yaml_t *user,
                      const polder_yaml_node_t *use, context_t *c, const char *name)
{
    draft_t d = {.dose = 1, .v = {.from = 1}};
    polder_yaml_t *mine = r->yaml;
    if (!polder_reader_mapping(r, file, "an intervention")) return;
    check_keys(r, file, file_key, N_FILE_KEY);
    const polder_yaml_node_t *programme = polder_yaml_get(file, "programme");
    const polder_yaml_node_t *technique = polder_yaml_get(file, "technique");
    const polder_yaml_node_t *other = use ? polder_yaml_get(use, "technique") : NULL;
    read_layer(r, file, &d);
    if (other) r->yaml = user; /* so that a message points at who wants it */
    const polder_yaml_node_t *variant = find_technique(r, file, other ? other : technique);
    r->yaml = mine;
    if (variant) read_layer(r, variant, &d);
    r->yaml = user;
    if (use) read_layer(r, use, &d);
    if (programme) refuse_cost(r, use);
    apply(&c->instead, &d);
    r->yaml = mine;
    if (programme) refuse_cost(r, file);
    if (programme) refuse_cost(r, variant);
    if (programme && d.v.n_effect > 0)
        polder_reader_problem(r, programme, "an intervention has levers or a programme, not both");
    if (!programme && d.v.n_effect == 0 && !polder_yaml_get(file, "levers"))
        polder_reader_problem(r, file, "this intervention has neither levers nor a programme");
    if (!programme) {
        add(r, &d, c, name);
        return;
    }
    free(d.v.effect);
    d.v.effect = NULL;
    read_programme(r, (const polder_yaml_node_t *const[]){file, variant, use}, &d, c);
}

static bool is_circular(polder_reader_t *r, const polder_yaml_node_t *node, const context_t *c,
                        const char *name)
{
    char chain[400] = "";
    size_t n = 0;
    for (int i = 0; i < c->depth; i++) {
        if (strcmp(c->name[i], name) != 0 && n == 0) continue;
        if (n < sizeof chain - 100) n += (size_t)snprintf(chain + n, 90, "%.80s → ", c->name[i]);
    }
    if (n > 0)
        polder_reader_problem(r, node, "the programme goes round in a circle: %s%.80s", chain,
                              name);
    else if (c->depth == DEEPEST)
        polder_reader_problem(r, node, "programmes are at most %d deep", DEEPEST);
    return n > 0 || c->depth == DEEPEST;
}

static char *path_in(const char *folder, const char *format, const char *name)
{
    char *path = NULL, *file = NULL;
    if (asprintf(&file, format, name) < 0) return NULL;
    if (asprintf(&path, "%s%s", folder, file) < 0) path = NULL;
    free(file);
    if (path && access(path, F_OK) == 0) return path;
    free(path);
    return NULL;
}

char *polder_intervention_path(const char *folder, const char *shared, const char *name)
{
    const size_t n = strlen(name);
    if (!folder) folder = "";
    if (n > 5 && strcmp(name + n - 5, ".yaml") == 0)
        return path_in(name[0] == '/' ? "" : folder, "%s", name);
    char *path = path_in(folder, "interventions/%s.yaml", name);
    if (!path) path = path_in(folder, "../interventions/%s.yaml", name);
    if (!path) path = path_in(folder, "%s.yaml", name);
    if (!path && shared) path = path_in(shared, "/interventions/%s.yaml", name);
    return path;
}

/* The nearest name among the files of a folder, without ".yaml". Caller frees. */
static char *near_in(const char *folder, const char *inner, const char *file)
{
    char *path = path_in(folder, "%s", inner);
    char *near = path ? polder_yaml_near_file(path, file) : NULL;
    const size_t n = near ? strlen(near) : 0;
    free(path);
    if (n > 5 && strcmp(near + n - 5, ".yaml") == 0) {
        near[n - 5] = '\0';
        return near;
    }
    free(near);
    return NULL;
}

static void no_such_intervention(polder_reader_t *r, const polder_yaml_node_t *node,
                                 const context_t *c, const char *name)
{
    static const char *const where[] = {"interventions", "../interventions", "."};
    const char *folder = c->folder ? c->folder : "";
    char *file = NULL, *near = NULL;
    if (asprintf(&file, "%s.yaml", name) < 0) {
        polder_reader_no_memory(r);
        return;
    }
    for (size_t i = 0; i < 3 && !near; i++) near = near_in(folder, where[i], file);
    if (!near && r->shared) near = near_in(r->shared, "/interventions", file);
    if (near)
        polder_reader_problem(r, node, "unknown intervention \"%.80s\"; did you mean \"%s\"?", name,
                              near);
    else
        polder_reader_problem(r, node,
                              "unknown intervention \"%.80s\": there is no %.80s.yaml in "
                              "%sinterventions, %s../interventions, %s%s%s%s",
                              name, name, folder, folder, *folder ? folder : "the working folder",
                              r->shared ? " or " : "", r->shared ? r->shared : "",
                              r->shared ? "/interventions" : "");
    free(near);
    free(file);
}

/* Reads interventions/NAME.yaml. `use`, if it is a mapping, changes what it says. */
static void load(polder_reader_t *r, const polder_yaml_node_t *node, const char *name,
                 const polder_yaml_node_t *use, const context_t *around)
{
    polder_yaml_t yaml = {0}, *user = r->yaml;
    char *text = NULL, *folder = NULL;
    size_t length = 0;
    context_t c = *around;
    if (is_circular(r, node, &c, name)) return;
    char *path = polder_intervention_path(c.folder, r->shared, name);
    if (!path) {
        no_such_intervention(r, node, &c, name);
        return;
    }
    const char *slash = strrchr(path, '/');
    folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup("");
    c.name[c.depth++] = name;
    c.folder = folder;
    int code = folder ? polder_yaml_load(path, false, &text, &length, r->report) : POLDER_MEMORY;
    if (code >= 0) code = polder_yaml_parse(&yaml, text, length, 0, path, r->report);
    if (code < 0 || yaml.n_problem > 0) {
        r->n_problem++;
    } else if (!yaml.root) {
        polder_reader_problem(r, node, "%s is empty", path);
    } else {
        r->yaml = &yaml;
        read_file(r, yaml.root, user, use, &c, name);
        r->yaml = user;
    }
    polder_yaml_free(&yaml);
    free(text);
    free(path);
    free(folder);
}

static void resolve(polder_reader_t *r, const polder_yaml_node_t *node, const context_t *around)
{
    context_t c = *around;
    if (node->kind == POLDER_YAML_SCALAR && !polder_yaml_is_nothing(node)) {
        load(r, node, node->text, NULL, &c);
        return;
    }
    if (node->kind != POLDER_YAML_MAPPING) {
        polder_reader_problem(r, node, "an intervention is a name or a mapping {use: NAME, …}");
        return;
    }
    const polder_yaml_node_t *use = polder_yaml_get(node, "use");
    const polder_yaml_node_t *technique = polder_yaml_get(node, "technique");
    const polder_yaml_node_t *programme = polder_yaml_get(node, "programme");
    check_keys(r, node, use_key, N_USE_KEY);
    if (technique && !use)
        polder_reader_problem(r, technique, "technique needs use: NAME, whose technique it is");
    if (programme && use)
        polder_reader_problem(r, programme, "an intervention has use or a programme, not both");
    if (use && (use->kind != POLDER_YAML_SCALAR || polder_yaml_is_nothing(use))) {
        polder_reader_problem(r, use, "use needs the name of an intervention");
    } else if (use) {
        load(r, use, use->text, node, &c);
    } else if (programme) {
        draft_t d = {.dose = 1, .v = {.from = 1}};
        const polder_yaml_node_t *levers = polder_yaml_get(node, "levers");
        if (levers)
            polder_reader_problem(r, levers, "an intervention has levers or a programme, not both");
        read_layer(r, node, &d);
        free(d.v.effect);
        d.v.effect = NULL;
        refuse_cost(r, node);
        apply(&c.instead, &d);
        read_programme(r, (const polder_yaml_node_t *const[]){node, NULL, NULL}, &d, &c);
    } else {
        draft_t d = {.dose = 1, .v = {.from = 1}};
        read_layer(r, node, &d);
        apply(&c.instead, &d);
        if (!polder_yaml_get(node, "levers"))
            polder_reader_problem(r, node, "this needs use: NAME, or levers of its own");
        add(r, &d, &c, polder_use_name(node));
    }
}

const char *polder_use_name(const polder_yaml_node_t *node)
{
    static const char *const key[] = {"name", "technique", "use"};
    if (node->kind == POLDER_YAML_SCALAR && node->text) return node->text;
    for (size_t i = 0; i < 3 && node->kind == POLDER_YAML_MAPPING; i++) {
        const polder_yaml_node_t *name = polder_yaml_get(node, key[i]);
        if (name && name->kind == POLDER_YAML_SCALAR && name->text) return name->text;
    }
    return "intervention";
}

void polder_reader_use(polder_reader_t *r, const polder_yaml_node_t *node,
                       const polder_change_t *change, int arm)
{
    context_t c = {.arm = arm, .folder = r->folder, .dose = 1};
    read_change(r, change, &c.instead);
    resolve(r, node, &c);
}
