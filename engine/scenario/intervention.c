/* intervention.c: see intervention.h. */
#include "scenario/intervention.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "scenario/key.h"
#include "scenario/schema.h"

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

/* ---- the keys of an intervention ---- */

static void load_levers(polder_loader_t *r, const polder_found_t *found, void *into)
{
    const polder_yaml_node_t *node = found->node;
    draft_t *d = into;
    if (!polder_loader_mapping(r, node, found->key->name)) return;
    free(d->v.effect);
    d->v.n_effect = 0;
    d->v.effect = calloc((size_t)node->n + 1, sizeof *d->v.effect);
    if (!d->v.effect) {
        polder_loader_no_memory(r);
        return;
    }
    for (int i = 0; i < node->n; i++) {
        double level = 0;
        const int f = polder_loader_lever(r, node->key[i], node->key[i]->text);
        if (f < 0 || !polder_loader_bounded(r, node->item[i], r->x->table.field[f]->name,
                                            r->x->table.field[f], &level))
            continue;
        d->v.effect[d->v.n_effect++] = (polder_effect_t){f, (float)level};
    }
}

static void load_start(polder_loader_t *r, const polder_found_t *found, void *into)
{
    const polder_yaml_node_t *node = found->node;
    const int before = r->n_problem;
    draft_t *d = into;
    const char *text = node->kind == POLDER_YAML_SCALAR ? node->text : "1";
    d->v.conditional = polder_loader_is_condition(text);
    if (d->v.conditional) {
        (void)polder_loader_condition(r, node, found->what, true, &d->v.start);
        return;
    }
    polder_load_whole(r, found, into);
    if (r->n_problem == before && d->v.from > polder_loader_lasts(r)) {
        const polder_place_t place = polder_yaml_place(r->yaml, node);
        polder_warn(r->report, &place, "this begins after the horizon of %d ticks",
                    polder_loader_lasts(r));
    }
}

static void load_target(polder_loader_t *r, const polder_found_t *found, void *into)
{
    polder_loader_target(r, found->node, &((draft_t *)into)->v.target);
}

static void load_cost(polder_loader_t *r, const polder_found_t *found, void *into)
{
    if (polder_loader_mapping(r, found->node, found->key->name))
        polder_keys_load(r, &polder_cost_keys, NULL, found->node, into);
}

/* They stand in "$defs" under their own names (lever-levels for levers). */
static json_t *refer(polder_json_t *b, const polder_key_t *key)
{
    return polder_schema_reference(b,
                                   strcmp(key->name, "levers") == 0 ? "lever-levels" : key->name);
}

static json_t *write_levers(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_intervention_t *v = &((const draft_t *)from)->v;
    json_t *levers = json_object();
    (void)key;
    for (int k = 0; k < v->n_effect; k++)
        polder_json_set(b, levers,
                        b->x->table.field[v->effect[k].field]->name + sizeof "lever." - 1,
                        polder_json_float(v->effect[k].level));
    return levers;
}

static json_t *write_start(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_intervention_t *v = &((const draft_t *)from)->v;
    return v->conditional ? polder_condition_write(b, v->start) : polder_write_whole(b, key, from);
}

static json_t *write_target(polder_json_t *b, const polder_key_t *key, const void *from)
{
    (void)key;
    return polder_target_write(b, &((const draft_t *)from)->v.target);
}

static json_t *write_cost(polder_json_t *b, const polder_key_t *key, const void *from)
{
    json_t *cost = json_object();
    (void)key;
    polder_keys_write(b, &polder_cost_keys, from, cost);
    return cost;
}

static const polder_form_t form_levers = {"LEVER: level", load_levers, refer, write_levers};
static const polder_form_t form_start = {"whole number or condition", load_start, refer,
                                         write_start};
static const polder_form_t form_target = {"network, newcomers, condition or mapping", load_target,
                                          refer, write_target};
static const polder_form_t form_cost = {"keys and values", load_cost, refer, write_cost};

static json_t *concepts_schema(polder_json_t *b, const polder_key_t *key)
{
    return polder_schema_several(polder_schema_text(b, "id of a concept"), 0, key->doc);
}

static json_t *title_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *languages =
        polder_schema_closed(b, json_pack("{s:o, s:o}", "en", polder_schema_text(b, "English"),
                                          "nl", polder_schema_text(b, "Dutch")));
    polder_json_text(b, languages, "description", "one text each");
    return polder_schema_either(polder_schema_text(b, "one text"), languages, key->doc);
}

static json_t *programme_schema(polder_json_t *b, const polder_key_t *key)
{
    return polder_schema_several(polder_schema_reference(b, "use"), 1, key->doc);
}

static json_t *techniques_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *technique = polder_schema_closed(b, polder_keys_schema(b, &polder_technique_keys));
    polder_json_text(b, technique, "description", "a variant");
    return json_pack("{s:s, s:o, s:s}", "type", "object", "additionalProperties", technique,
                     "description", key->doc);
}

/* For people, or read by whoever puts an intervention together. */
static const polder_form_t form_title = {"text, or {en: text, nl: text}", NULL, title_schema, NULL};
static const polder_form_t form_concepts = {"list of ids", NULL, concepts_schema, NULL};
static const polder_form_t form_programme = {"list of interventions", NULL, programme_schema, NULL};
static const polder_form_t form_techniques = {"NAME: keys and values", NULL, techniques_schema,
                                              NULL};

static const polder_form_t form_said = {"text", NULL, polder_text_schema, NULL};

/* What an intervention, its techniques and its users have in common. */
#define LEVERS                                                                                     \
    {                                                                                              \
        .name = "levers", .form = &form_levers, .doc = "level of each lever at dose 1"             \
    }
#define DOSE                                                                                       \
    {                                                                                              \
        .name = "dose", .form = &polder_form_number, POLDER_KEY_AT(draft_t, dose), .least = 0,     \
        .most = 1, .standard = "1", .doc = "share of the levels"                                   \
    }
#define START_TO_COST                                                                              \
    {.name = "start",                                                                              \
     .form = &form_start,                                                                          \
     POLDER_KEY_AT(draft_t, v.from),                                                               \
     .least = 1,                                                                                   \
     .most = POLDER_MAX_HORIZON,                                                                   \
     .standard = "1",                                                                              \
     .doc = "first tick, or what it waits for"},                                                   \
        {.name = "duration",                                                                       \
         .form = &polder_form_whole,                                                               \
         POLDER_KEY_AT(draft_t, v.duration),                                                       \
         .least = 1,                                                                               \
         .most = POLDER_MAX_HORIZON,                                                               \
         .standard = "to the end",                                                                 \
         .doc = "ticks"},                                                                          \
        {.name = "target",                                                                         \
         .form = &form_target,                                                                     \
         .standard = "network",                                                                    \
         .doc = "whom it touches; default: network"},                                              \
    {                                                                                              \
        .name = "cost", .form = &form_cost, .standard = "none",                                    \
        .doc = "days of work a month, of whoever guides and of each member it touches"             \
    }

static const polder_key_t layer_key[] = {LEVERS, DOSE, START_TO_COST};
static const polder_keys_t layer_keys = {.path = "", .before = "", POLDER_KEYS(layer_key)};

static const polder_key_t use_key[] = {
    {.name = "use", .form = &form_said, .doc = "name of a file in interventions/, or its path"},
    {.name = "name", .form = &form_said, .doc = "what to call it"},
    {.name = "title", .form = &form_title, .doc = "what people call it"},
    {.name = "technique",
     .form = &form_said,
     .standard = "that of the file",
     .doc = "one of the file's techniques",
     .when = "use"},
    DOSE,
    LEVERS,
    START_TO_COST,
    {.name = "programme", .form = &form_programme, .doc = "other interventions, instead of levers"},
};

static const polder_key_t file_key[] = {
    {.name = "title", .form = &form_title, .doc = "what it is called"},
    {.name = "in_short", .form = &form_title, .doc = "what people do, in one line"},
    {.name = "description", .form = &form_title, .doc = "what it is"},
    {.name = "concepts", .form = &form_concepts, .doc = "ideas it stands for"},
    LEVERS,
    {.name = "techniques", .form = &form_techniques, .doc = "variants, by name"},
    {.name = "technique", .form = &form_said, .doc = "the one that is used if none is asked for"},
    DOSE,
    START_TO_COST,
    {.name = "programme", .form = &form_programme, .doc = "other interventions, instead of levers"},
};

static const polder_key_t technique_key[] = {
    {.name = "title", .form = &form_title, .doc = "what it is called"},
    {.name = "description", .form = &form_title, .doc = "what it is"},
    LEVERS,
    DOSE,
    START_TO_COST,
};

static const polder_key_t cost_key[] = {
    {.name = "per_month",
     .form = &polder_form_number,
     POLDER_KEY_AT(draft_t, v.cost),
     .least = 0,
     .most = 1000000,
     .standard = "0",
     .doc = "days of work a tick, of whoever guides"},
    {.name = "per_member",
     .form = &polder_form_number,
     POLDER_KEY_AT(draft_t, v.cost_per_member),
     .least = 0,
     .most = 1000000,
     .standard = "0",
     .doc = "and of each member it touches"},
};

const polder_keys_t polder_use_keys = {.path = "interventions.",
                                       .before = "",
                                       POLDER_KEYS(use_key),
                                       .doc = "an intervention, wherever one is used"};
const polder_keys_t polder_intervention_keys = {
    .path = "NAME.yaml: ", .before = "", POLDER_KEYS(file_key), .doc = "a file of its own"};
const polder_keys_t polder_technique_keys = {.path = "NAME.yaml: techniques.TECHNIQUE.",
                                             .before = "",
                                             POLDER_KEYS(technique_key),
                                             .doc = "a variant in such a file"};
const polder_keys_t polder_cost_keys = {.path = "interventions.cost.",
                                        .before = "",
                                        POLDER_KEYS(cost_key),
                                        .doc = "what an intervention costs, at dose 1"};

/* One layer: whatever keys it has take the place of what was said before. */
static void read_layer(polder_loader_t *r, const polder_yaml_node_t *node, draft_t *d)
{
    polder_keys_load_known(r, &layer_keys, node, d);
}

/* ---- adding it ---- */

/* A key of a layer that an arm gives. */
static bool read_one(polder_loader_t *r, const char *name, const polder_yaml_node_t *node,
                     draft_t *d)
{
    const polder_key_t *key = polder_key_find(&layer_keys, name);
    if (node) polder_key_load(r, &(polder_found_t){node, node, name, key}, d);
    return node != NULL;
}

static void read_change(polder_loader_t *r, const polder_change_t *c, instead_t *instead)
{
    *instead = (instead_t){.as = {.dose = 1, .v = {.from = 1}}};
    if (!c) return;
    instead->dose = read_one(r, "dose", c->dose, &instead->as);
    instead->start = read_one(r, "start", c->start, &instead->as);
    instead->duration = read_one(r, "duration", c->duration, &instead->as);
    instead->target = read_one(r, "target", c->target, &instead->as);
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
static void add(polder_loader_t *r, draft_t *d, const context_t *c, const char *name)
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
        polder_loader_no_memory(r);
        return;
    }
    const double dose = d->dose * c->dose;
    for (int i = 0; i < d->v.n_effect; i++)
        d->v.effect[i].level = (float)((double)d->v.effect[i].level * dose);
    d->v.cost = polder_loader_nine_digits(d->v.cost * dose);
    d->v.cost_per_member = polder_loader_nine_digits(d->v.cost_per_member * dose);
    use[arm->n_use++] = x->n_intervention;
    list[x->n_intervention++] = d->v;
}

static void resolve(polder_loader_t *r, const polder_yaml_node_t *node, const context_t *around);

/* The parts of a programme. What is said of the whole (`d`, by one of the `layer`s, of which the
 * first has the list) holds for all parts; their doses are shares of its dose. */
static void read_programme(polder_loader_t *r, const polder_yaml_node_t *const layer[3],
                           const draft_t *d, context_t *c)
{
    const polder_yaml_node_t *list = polder_yaml_get(layer[0], "programme");
    if (list->kind != POLDER_YAML_SEQUENCE || list->n == 0) {
        polder_loader_problem(r, list, "programme needs a list of interventions");
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
static void refuse_cost(polder_loader_t *r, const polder_yaml_node_t *node)
{
    const polder_yaml_node_t *cost = node ? polder_yaml_get(node, "cost") : NULL;
    if (cost) polder_loader_problem(r, cost, "a programme has no cost but that of its parts");
}

static void check_text(polder_loader_t *r, const polder_yaml_node_t *node, const char *what)
{
    char *text = NULL;
    if (polder_loader_text(r, node, what, &text) && !text[strspn(text, " \t\n")])
        polder_loader_problem(r, node, "%s is empty", what);
    free(text);
}

/* What people do stands on paper as it is. */
static void check_in_short(polder_loader_t *r, const polder_yaml_node_t *file)
{
    static const char *const language[] = {"en", "nl"};
    const polder_yaml_node_t *node = polder_yaml_get(file, "in_short");
    if (!node) return;
    if (node->kind != POLDER_YAML_MAPPING) {
        check_text(r, node, "in_short");
        return;
    }
    if (node->n == 0) polder_loader_problem(r, node, "%s is empty", "in_short");
    for (int i = 0; i < node->n; i++) {
        const char *name = node->key[i]->text;
        char what[32];
        snprintf(what, sizeof what, "in_short.%.8s", name);
        if (strcmp(name, language[0]) == 0 || strcmp(name, language[1]) == 0)
            check_text(r, node->item[i], what);
        else
            polder_loader_unknown(r, node->key[i], "language", name, language, 2);
    }
}

/* The technique wanted, among those of a file. */
static const polder_yaml_node_t *find_technique(polder_loader_t *r, const polder_yaml_node_t *file,
                                                const polder_yaml_node_t *wanted)
{
    enum { MOST = 64 };
    const polder_yaml_node_t *all = polder_yaml_get(file, "techniques");
    const char *name[MOST];
    size_t n = 0;
    if (all && !polder_loader_mapping(r, all, "techniques")) return NULL;
    for (int i = 0; all && i < all->n; i++) {
        if (!polder_loader_mapping(r, all->item[i], all->key[i]->text)) continue;
        (void)polder_keys_check(r, &polder_technique_keys, all->item[i]);
        if (n < MOST) name[n++] = all->key[i]->text;
        if (wanted && wanted->text && strcmp(wanted->text, all->key[i]->text) == 0)
            return all->item[i];
    }
    if (wanted)
        polder_loader_unknown(r, wanted, "technique", wanted->text ? wanted->text : "", name, n);
    return NULL;
}

/* What a file says, changed by its user. r->yaml is the file's; `user` is the other tree. */
static void read_file(polder_loader_t *r, const polder_yaml_node_t *file, polder_yaml_t *user,
                      const polder_yaml_node_t *use, context_t *c, const char *name)
{
    draft_t d = {.dose = 1, .v = {.from = 1}};
    polder_yaml_t *mine = r->yaml;
    if (!polder_loader_mapping(r, file, polder_report_text(r->report, "an intervention"))) return;
    (void)polder_keys_check(r, &polder_intervention_keys, file);
    check_in_short(r, file);
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
        polder_loader_problem(r, programme, "an intervention has levers or a programme, not both");
    if (!programme && d.v.n_effect == 0 && !polder_yaml_get(file, "levers"))
        polder_loader_problem(r, file, "this intervention has neither levers nor a programme");
    if (!programme) {
        add(r, &d, c, name);
        return;
    }
    free(d.v.effect);
    d.v.effect = NULL;
    read_programme(r, (const polder_yaml_node_t *const[]){file, variant, use}, &d, c);
}

static bool is_circular(polder_loader_t *r, const polder_yaml_node_t *node, const context_t *c,
                        const char *name)
{
    char chain[400] = "";
    size_t n = 0;
    for (int i = 0; i < c->depth; i++) {
        if (strcmp(c->name[i], name) != 0 && n == 0) continue;
        if (n < sizeof chain - 100) n += (size_t)snprintf(chain + n, 90, "%.80s → ", c->name[i]);
    }
    if (n > 0)
        polder_loader_problem(r, node, "the programme goes round in a circle: %s%.80s", chain,
                              name);
    else if (c->depth == DEEPEST)
        polder_loader_problem(r, node, "programmes are at most %d deep", DEEPEST);
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

static void no_such_intervention(polder_loader_t *r, const polder_yaml_node_t *node,
                                 const char *folder, const char *name)
{
    static const char *const where[] = {"interventions", "../interventions", "."};
    if (!folder) folder = "";
    char *file = NULL, *near = NULL;
    if (asprintf(&file, "%s.yaml", name) < 0) {
        polder_loader_no_memory(r);
        return;
    }
    for (size_t i = 0; i < 3 && !near; i++) near = near_in(folder, where[i], file);
    if (!near && r->shared) near = near_in(r->shared, "/interventions", file);
    r->answered = near != NULL;
    if (near)
        polder_loader_problem(r, node, "unknown intervention \"%.80s\"; did you mean \"%s\"?", name,
                              near);
    else {
        const char *here = *folder ? folder : polder_report_text(r->report, "the working folder");
        if (r->shared)
            polder_loader_problem(r, node,
                                  "unknown intervention \"%.80s\": there is no %.80s.yaml in "
                                  "%sinterventions, %s../interventions, %s or %s/interventions",
                                  name, name, folder, folder, here, r->shared);
        else
            polder_loader_problem(r, node,
                                  "unknown intervention \"%.80s\": there is no %.80s.yaml in "
                                  "%sinterventions, %s../interventions, %s",
                                  name, name, folder, folder, here);
    }
    free(near);
    free(file);
}

char *polder_loader_intervention(polder_loader_t *r, const polder_yaml_node_t *node,
                                 const char *folder, const char *name)
{
    char *path = polder_intervention_path(folder, r->shared, name);
    if (!path) no_such_intervention(r, node, folder, name);
    return path;
}

/* Reads interventions/NAME.yaml. `use`, if it is a mapping, changes what it says. */
static void load(polder_loader_t *r, const polder_yaml_node_t *node, const char *name,
                 const polder_yaml_node_t *use, const context_t *around)
{
    polder_yaml_t yaml = {0}, *user = r->yaml;
    char *text = NULL, *folder = NULL;
    size_t length = 0;
    context_t c = *around;
    if (is_circular(r, node, &c, name)) return;
    char *path = polder_loader_intervention(r, node, c.folder, name);
    if (!path) return;
    const char *slash = strrchr(path, '/');
    folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup("");
    c.name[c.depth++] = name;
    c.folder = folder;
    int code = folder ? polder_yaml_load(path, false, &text, &length, r->report) : POLDER_MEMORY;
    if (code >= 0) code = polder_yaml_parse(&yaml, text, length, 0, path, r->report);
    if (code < 0 || yaml.n_problem > 0) {
        r->n_problem++;
    } else if (!yaml.root) {
        polder_loader_problem(r, node, "%s is empty", path);
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

static void resolve(polder_loader_t *r, const polder_yaml_node_t *node, const context_t *around)
{
    context_t c = *around;
    if (node->kind == POLDER_YAML_SCALAR && !polder_yaml_is_nothing(node)) {
        load(r, node, node->text, NULL, &c);
        return;
    }
    if (node->kind != POLDER_YAML_MAPPING) {
        polder_loader_problem(r, node, "an intervention is a name or a mapping {use: NAME, …}");
        return;
    }
    const polder_yaml_node_t *use = polder_yaml_get(node, "use");
    const polder_yaml_node_t *technique = polder_yaml_get(node, "technique");
    const polder_yaml_node_t *programme = polder_yaml_get(node, "programme");
    (void)polder_keys_check(r, &polder_use_keys, node);
    if (technique && !use)
        polder_loader_problem(r, technique, "technique needs use: NAME, whose technique it is");
    if (programme && use)
        polder_loader_problem(r, programme, "an intervention has use or a programme, not both");
    if (use && (use->kind != POLDER_YAML_SCALAR || polder_yaml_is_nothing(use))) {
        polder_loader_problem(r, use, "use needs the name of an intervention");
    } else if (use) {
        load(r, use, use->text, node, &c);
    } else if (programme) {
        draft_t d = {.dose = 1, .v = {.from = 1}};
        const polder_yaml_node_t *levers = polder_yaml_get(node, "levers");
        if (levers)
            polder_loader_problem(r, levers, "an intervention has levers or a programme, not both");
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
            polder_loader_problem(r, node, "this needs use: NAME, or levers of its own");
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

void polder_loader_use(polder_loader_t *r, const polder_yaml_node_t *node,
                       const polder_change_t *change, int arm)
{
    context_t c = {.arm = arm, .folder = r->folder, .dose = 1};
    read_change(r, change, &c.instead);
    resolve(r, node, &c);
}

/* ---- and back ---- */

json_t *polder_use_write(polder_json_t *b, const polder_intervention_t *v)
{
    const draft_t d = {.v = *v, .dose = 1}; /* its levels are those after the dose */
    json_t *object = json_object();
    polder_json_text(b, object, "name", v->name);
    polder_keys_write(b, &layer_keys, &d, object);
    return object;
}

/* ---- what others may know of them ---- */

static json_t *levers_schema(polder_json_t *b, const char *doc)
{
    const polder_table_t *table = b->table;
    json_t *keys = json_object();
    for (int f = 0; f < table->n_field; f++) {
        const polder_field_t *field = table->field[f];
        if (field->role != POLDER_LEVER || strncmp(field->name, "lever.", 6) != 0) continue;
        json_t *level = polder_schema_bounded(b, field);
        polder_json_text(b, level, "description", field->doc);
        polder_json_set(b, keys, field->name + 6, level);
    }
    json_t *levers = polder_schema_closed(b, keys);
    polder_json_text(b, levers, "description", doc);
    return levers;
}

/* An object with the keys of a table. */
static json_t *mapping_schema(polder_json_t *b, const polder_keys_t *keys, const char *doc)
{
    json_t *object = polder_schema_closed(b, polder_keys_schema(b, keys));
    polder_json_text(b, object, "description", doc);
    return object;
}

void polder_schema_interventions(polder_json_t *b, json_t *defs)
{
    const polder_key_t *start = polder_key_find(&layer_keys, "start");
    json_t *tick = polder_schema_whole(b, start->least, start->most, NULL);
    polder_json_set(b, defs, "lever-levels",
                    levers_schema(b, polder_key_find(&layer_keys, "levers")->doc));
    polder_json_set(
        b, defs, "start",
        polder_schema_either(
            tick,
            polder_schema_condition("such as trust.mean < 0.4 and momentum < 0.3 for 3 months"),
            start->doc));
    polder_json_set(b, defs, "target",
                    polder_schema_target(b, polder_key_find(&layer_keys, "target")->doc));
    polder_json_set(
        b, defs, "cost",
        mapping_schema(b, &polder_cost_keys, polder_key_find(&layer_keys, "cost")->doc));
    json_t *use = mapping_schema(b, &polder_use_keys, "changed, or with levers of its own");
    polder_json_set(
        b, defs, "use",
        polder_schema_either(polder_schema_text(b, use_key[0].doc), use, "an intervention"));
    polder_json_set(b, defs, "intervention-file",
                    mapping_schema(b, &polder_intervention_keys, "a file in interventions/"));
}
