/* scenario_arms.c: the sections arms, baseline and interventions of a scenario. See reader.h.
 *
 *     arms:
 *       - none                                   # nothing is added: the baseline
 *       - each: [visioning, brokering]           # an arm for each of these alone
 *         dose: 0.5
 *       - pairs: [visioning, brokering, focus]   # an arm for each pair
 *       - intervention: visioning                # an arm for each dose, each starting month
 *         start: [3, 12, 36]
 *       - set: {governance.form: [lead, administrative]}   # an arm for each form
 *       - name: all at once                      # one arm
 *         interventions: [visioning, {use: brokering, technique: translators}]
 *         set: {relations.trust: 0.6}
 *
 * Lists under dose, start, duration and set are varied: an arm for each combination. An arm
 * is called by its name or its interventions, and by what is varied.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/intervention.h"

enum { MOST_VARIED = 16, MOST_ARMS = 10000 };

/* A name that is being put together. What does not fit is counted, and not kept in part. */
typedef struct {
    char text[POLDER_ARM_NAME + 1];
    size_t n;
} name_t;

/* A key with a list of values, one of which is taken at a time. */
typedef struct {
    const char *name;
    const polder_yaml_node_t *list, *key;
    int at;
} varied_t;

typedef struct {
    polder_reader_t *r;
    const polder_yaml_node_t *item, *name;
    const polder_yaml_node_t *set;
    polder_change_t change;
    int n_varied;
    varied_t varied[MOST_VARIED];
    bool too_long; /* it was said of one of its names */
} entry_t;

static const char *const entry_key[] = {"name", "intervention", "interventions", "each",   "pairs",
                                        "dose", "start",        "duration",      "target", "set"};
enum { N_ENTRY_KEY = sizeof entry_key / sizeof *entry_key };

static void vary(entry_t *e, const char *name, const polder_yaml_node_t *key,
                 const polder_yaml_node_t *list)
{
    if (list->n == 0)
        polder_reader_problem(e->r, list, "%s: this list is empty", name);
    else if (e->n_varied == MOST_VARIED)
        polder_reader_problem(e->r, key, "at most %d lists in one entry", (int)MOST_VARIED);
    else
        e->varied[e->n_varied++] = (varied_t){.name = name, .list = list, .key = key};
}

/* The value a varied key has now, or the node itself. */
static const polder_yaml_node_t *now(const entry_t *e, const polder_yaml_node_t *node)
{
    for (int i = 0; i < e->n_varied; i++)
        if (e->varied[i].list == node) return node->item[e->varied[i].at];
    return node;
}

/* The next combination, the last list fastest; false after the last one. */
static bool next(entry_t *e)
{
    for (int i = e->n_varied - 1; i >= 0; i--) {
        if (++e->varied[i].at < e->varied[i].list->n) return true;
        e->varied[i].at = 0;
    }
    return false;
}

/* ---- one arm ---- */

static void set_one(polder_reader_t *r, const polder_yaml_node_t *key,
                    const polder_yaml_node_t *node, polder_arm_t *arm)
{
    const char *name = key->text;
    const bool first = strncmp(name, "initial.", 8) == 0;
    if (first) name += 8;
    const int f = polder_table_find(&r->x->table, name);
    const polder_field_t *field = f >= 0 ? r->x->table.field[f] : NULL;
    polder_value_t value = {0};
    if (!field || field->role != (first ? POLDER_STATE : POLDER_PARAMETER)) {
        polder_reader_no_parameter(r, key, name);
        return;
    }
    if (!polder_reader_value(r, node, field, &value)) return;
    polder_setting_t *setting =
        realloc(arm->setting, ((size_t)arm->n_setting + 1) * sizeof *setting);
    if (!setting) {
        free(value.item);
        free(value.weight);
        polder_reader_no_memory(r);
        return;
    }
    arm->setting = setting;
    setting[arm->n_setting++] = (polder_setting_t){f, value};
}

static void append(name_t *name, const char *words)
{
    const size_t m = strlen(words);
    if (name->n + m <= POLDER_ARM_NAME) memcpy(name->text + name->n, words, m + 1);
    name->n += m;
}

static void add_words(name_t *name, const char *between, const char *words)
{
    if (name->n > 0) append(name, between);
    append(name, words);
}

static void add_value(const entry_t *e, name_t *name, const char *what, const char *is,
                      const polder_yaml_node_t *node)
{
    const polder_yaml_node_t *value = now(e, node);
    add_words(name, ", ", what);
    append(name, is);
    append(name, value->text ? value->text : "…");
}

static void name_arm(const entry_t *e, name_t *name, const polder_yaml_node_t *const *use, int n)
{
    *name = (name_t){0};
    if (e->name && e->name->text)
        add_words(name, "", e->name->text);
    else
        for (int i = 0; i < n; i++) add_words(name, " + ", polder_use_name(use[i]));
    for (int i = 0; i < e->n_varied; i++) {
        const varied_t *v = &e->varied[i];
        add_value(e, name, v->name, strchr(v->name, '.') ? "=" : " ", v->list);
    }
    const bool nameless = name->n == 0;
    for (int i = 0; nameless && e->set && i < e->set->n; i++)
        add_value(e, name, e->set->key[i]->text, "=", e->set->item[i]);
    if (name->n == 0) add_words(name, "", "none");
}

static void add_arm(entry_t *e, const polder_yaml_node_t *const *use, int n)
{
    polder_reader_t *r = e->r;
    polder_experiment_t *x = r->x;
    name_t name;
    name_arm(e, &name, use, n);
    if (name.n > POLDER_ARM_NAME) {
        if (!e->too_long)
            polder_reader_problem(r, e->name ? e->name : e->item,
                                  "this gives an arm a name of %zu bytes, and at most %d are "
                                  "possible: give it a shorter name",
                                  name.n, (int)POLDER_ARM_NAME);
        e->too_long = true;
        return;
    }
    for (int a = 0; a < x->n_arm; a++)
        if (strcmp(x->arm[a].name, name.text) == 0) {
            polder_reader_problem(r, e->item, "two arms are called \"%s\": give one a name",
                                  name.text);
            return;
        }
    if (x->n_arm >= MOST_ARMS) {
        polder_reader_problem(r, e->item, "more than %d arms", (int)MOST_ARMS);
        return;
    }
    if (polder_experiment_add_arm(x, name.text, NULL) < 0) {
        polder_reader_no_memory(r);
        return;
    }
    const int arm = x->n_arm - 1;
    const polder_change_t change = {
        .dose = e->change.dose ? now(e, e->change.dose) : NULL,
        .start = e->change.start ? now(e, e->change.start) : NULL,
        .duration = e->change.duration ? now(e, e->change.duration) : NULL,
        .target = e->change.target,
    };
    for (int i = 0; i < n; i++) polder_reader_use(r, use[i], &change, arm);
    for (int i = 0; e->set && i < e->set->n; i++)
        set_one(r, e->set->key[i], now(e, e->set->item[i]), &x->arm[arm]);
}

/* An arm for each combination of what is varied. */
static void add_arms(entry_t *e, const polder_yaml_node_t *const *use, int n)
{
    do add_arm(e, use, n);
    while (next(e) && e->r->n_problem < POLDER_YAML_PROBLEMS);
}

/* ---- one entry of the list ---- */

static bool is_list(entry_t *e, const polder_yaml_node_t *node, const char *what, int least)
{
    if (node->kind == POLDER_YAML_SEQUENCE && node->n >= least) return true;
    polder_reader_problem(e->r, node, "%s needs a list of%s interventions", what,
                          least > 1 ? " two or more" : "");
    return false;
}

static void read_bundles(entry_t *e)
{
    const polder_yaml_node_t *one = polder_yaml_get(e->item, "intervention");
    const polder_yaml_node_t *all = polder_yaml_get(e->item, "interventions");
    const polder_yaml_node_t *each = polder_yaml_get(e->item, "each");
    const polder_yaml_node_t *pairs = polder_yaml_get(e->item, "pairs");
    if (!!one + !!all + !!each + !!pairs > 1) {
        polder_reader_problem(e->r, e->item,
                              "an entry has one of intervention, interventions, each and pairs");
    } else if (one) {
        add_arms(e, &one, 1);
    } else if (all && is_list(e, all, "interventions", 0)) {
        add_arms(e, (const polder_yaml_node_t *const *)all->item, all->n);
    } else if (each && is_list(e, each, "each", 1)) {
        for (int i = 0; i < each->n; i++) {
            const polder_yaml_node_t *use = each->item[i];
            add_arms(e, &use, 1);
        }
    } else if (pairs && is_list(e, pairs, "pairs", 2)) {
        for (int i = 0; i < pairs->n; i++)
            for (int j = i + 1; j < pairs->n; j++) {
                const polder_yaml_node_t *use[] = {pairs->item[i], pairs->item[j]};
                add_arms(e, use, 2);
            }
    } else if (!all && !each && !pairs) {
        add_arms(e, NULL, 0);
    }
}

static const polder_yaml_node_t *changing(entry_t *e, const char *name)
{
    const polder_yaml_node_t *node = polder_yaml_get(e->item, name);
    if (node && node->kind == POLDER_YAML_SEQUENCE) vary(e, name, node, node);
    return node;
}

static void read_entry(polder_reader_t *r, const polder_yaml_node_t *item)
{
    entry_t e = {.r = r, .item = item};
    if (item->kind == POLDER_YAML_SCALAR && !polder_yaml_is_nothing(item)) {
        const bool nothing = strcmp(item->text, "none") == 0 || strcmp(item->text, "baseline") == 0;
        e.name = item;
        if (nothing)
            add_arm(&e, NULL, 0);
        else
            add_arm(&e, &item, 1);
        return;
    }
    if (item->kind != POLDER_YAML_MAPPING) {
        polder_reader_problem(r, item,
                              "an arm is a name or a mapping, such as {each: [visioning]}");
        return;
    }
    for (int i = 0; i < item->n; i++) {
        bool known = false;
        for (int k = 0; k < N_ENTRY_KEY; k++)
            known |= strcmp(item->key[i]->text, entry_key[k]) == 0;
        if (!known)
            polder_reader_unknown(r, item->key[i], "key", item->key[i]->text, entry_key,
                                  N_ENTRY_KEY);
    }
    e.name = polder_yaml_get(item, "name");
    if (e.name && (e.name->kind != POLDER_YAML_SCALAR || polder_yaml_is_nothing(e.name))) {
        polder_reader_problem(r, e.name, "name needs a text");
        e.name = NULL;
    }
    e.change.dose = changing(&e, "dose");
    e.change.start = changing(&e, "start");
    e.change.duration = changing(&e, "duration");
    e.change.target = polder_yaml_get(item, "target");
    e.set = polder_yaml_get(item, "set");
    if (e.set && !polder_reader_mapping(r, e.set, "set")) e.set = NULL;
    for (int i = 0; e.set && i < e.set->n; i++)
        if (e.set->item[i]->kind == POLDER_YAML_SEQUENCE)
            vary(&e, e.set->key[i]->text, e.set->key[i], e.set->item[i]);
    read_bundles(&e);
}

void polder_reader_arms(polder_reader_t *r, const polder_yaml_node_t *node)
{
    polder_experiment_t *x = r->x;
    if (polder_yaml_is_nothing(node)) return;
    if (node->kind != POLDER_YAML_SEQUENCE || node->n == 0) {
        polder_reader_problem(r, node, "arms needs a list: begin each arm with \"- \"");
        return;
    }
    /* the arm an experiment begins with has no name and makes room for these */
    free(x->arm[0].name);
    x->n_arm = 0;
    for (int i = 0; i < node->n; i++) read_entry(r, node->item[i]);
    if (x->n_arm == 0 && polder_experiment_add_arm(x, "", NULL) < 0) polder_reader_no_memory(r);
}

void polder_reader_baseline(polder_reader_t *r, const polder_yaml_node_t *node)
{
    polder_experiment_t *x = r->x;
    const char **name = calloc((size_t)x->n_arm, sizeof *name);
    x->baseline = -1;
    for (int a = 0; name && a < x->n_arm; a++) {
        name[a] = x->arm[a].name;
        if (node->text && strcmp(node->text, name[a]) == 0) x->baseline = a;
    }
    if (x->baseline < 0 && name)
        polder_reader_unknown(r, node, "arm", node->text ? node->text : "", name, (size_t)x->n_arm);
    if (!name) polder_reader_no_memory(r);
    if (x->baseline < 0) x->baseline = 0;
    free(name);
}

/* What all arms have in common. */
void polder_reader_interventions(polder_reader_t *r, const polder_yaml_node_t *node)
{
    if (polder_yaml_is_nothing(node)) return;
    if (node->kind != POLDER_YAML_SEQUENCE) {
        polder_reader_problem(r, node, "interventions needs a list");
        return;
    }
    for (int i = 0; i < node->n; i++) {
        const int before = r->x->n_intervention;
        polder_reader_use(r, node->item[i], NULL, 0);
        for (int a = 1; a < r->x->n_arm; a++) {
            polder_arm_t *arm = &r->x->arm[a];
            const int n = r->x->n_intervention - before;
            int *use = realloc(arm->use, ((size_t)arm->n_use + (size_t)n + 1) * sizeof *use);
            if (!use) {
                polder_reader_no_memory(r);
                return;
            }
            arm->use = use;
            for (int k = 0; k < n; k++) use[arm->n_use++] = before + k;
        }
    }
}
