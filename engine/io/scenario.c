/* scenario.c: from a YAML file to an experiment. See scenario.h and reader.h.
 *
 * io knows core and calls one function of engine/graph, polder_network_read: only there
 * is it known how a network file is read, and a scenario is complete only with it.
 */
#include "io/scenario.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/graph.h"
#include "io/reader.h"

#define RECORDED 100 /* networks recorded when columns are asked for and no number is given */

static const char *const section[] = {
    "title",   "description", "model",   "seed",    "replicates", "horizon",
    "network", "values",      "initial", "without", "levers",     "interventions",
    "arms",    "baseline",    "record",  "design",  "fact"};
enum { N_SECTION = sizeof section / sizeof *section };

static void read_title(polder_reader_t *r, const polder_yaml_node_t *node, const char *what,
                       char **text)
{
    char *copy = NULL;
    if (!polder_reader_text(r, node, what, &copy)) return;
    free(*text);
    *text = copy;
}

/* title, description, seed and replicates; false if the key is none of them. The horizon
 * is read before all else, because levers depend on it. */
static bool read_simple(polder_reader_t *r, const char *key, const polder_yaml_node_t *node)
{
    polder_experiment_t *x = r->x;
    int64_t n = 0;
    if (strcmp(key, "title") == 0) {
        read_title(r, node, key, &x->title);
    } else if (strcmp(key, "description") == 0) {
        read_title(r, node, key, &x->description);
    } else if (strcmp(key, "seed") == 0) {
        if (polder_reader_whole(r, node, key, 0, INT64_MAX, &n)) x->seed = (uint64_t)n;
    } else if (strcmp(key, "replicates") == 0) {
        if (polder_reader_whole(r, node, key, 1, POLDER_MAX_REPLICATES, &n)) x->replicates = n;
    } else {
        return false;
    }
    return true;
}

static void read_horizon(polder_reader_t *r, const polder_yaml_node_t *node)
{
    int64_t n = 0;
    if (polder_reader_whole(r, node, "horizon", 1, POLDER_MAX_HORIZON, &n)) r->x->horizon = (int)n;
}

static void read_section(polder_reader_t *r, const polder_yaml_node_t *key,
                         const polder_yaml_node_t *node)
{
    static const struct {
        const char *name;
        void (*read)(polder_reader_t *, const polder_yaml_node_t *);
    } long_section[] = {
        {"network", polder_reader_network}, {"values", polder_reader_values},
        {"initial", polder_reader_initial}, {"without", polder_reader_without},
        {"levers", polder_reader_levers},   {"record", polder_reader_record},
        {"arms", polder_reader_arms},
    };
    if (read_simple(r, key->text, node)) return;
    for (size_t i = 0; i < sizeof long_section / sizeof *long_section; i++)
        if (strcmp(key->text, long_section[i].name) == 0) {
            long_section[i].read(r, node);
            return;
        }
    /* A fact is read by polder facts (analysis/fact_read.c). */
    static const char *const later[] = {"model",         "horizon", "baseline",
                                        "interventions", "design",  "fact"};
    for (size_t i = 0; i < sizeof later / sizeof *later; i++)
        if (strcmp(key->text, later[i]) == 0) return;
    if (!polder_reader_elsewhere(r, key))
        polder_reader_unknown(r, key, "key", key->text, section, N_SECTION);
}

/* The name of the model decides what all else may be. */
static const polder_model_t *read_model(polder_reader_t *r, const polder_yaml_node_t *root)
{
    const char *name[64];
    size_t n = 0;
    for (int i = 0; polder_models[i] && n < 64; i++) name[n++] = polder_models[i]->name;
    const polder_yaml_node_t *node = polder_yaml_get(root, "model");
    if (!node) {
        polder_reader_problem(r, root, "model is missing: which model is this scenario for?%s%s",
                              n ? " For example model: " : "", n ? name[0] : "");
        return NULL;
    }
    if (node->kind != POLDER_YAML_SCALAR || polder_yaml_is_nothing(node)) {
        polder_reader_problem(r, node, "model needs the name of a model");
        return NULL;
    }
    const polder_model_t *model = polder_model_find(node->text);
    if (!model) polder_reader_unknown(r, node, "model", node->text, name, n);
    return model;
}

/* ---- settings of the command line: NAME=VALUE ---- */

/* The name, as a node whose place is that of the name. */
static int set_key(polder_reader_t *r, const char *set, size_t n, polder_yaml_node_t *key)
{
    *key = (polder_yaml_node_t){.text = strndup(set, n), .end = n, .weight = 1};
    if (key->text) return 0;
    polder_reader_no_memory(r);
    return POLDER_MEMORY;
}

/* A section of a scenario is no setting: which words stand for what is in it. */
static bool is_section(polder_reader_t *r, const polder_yaml_node_t *key)
{
    static const char *const way[][2] = {
        {"levers", "write lever.NAME=LEVEL, such as lever.contact=0.7, for the whole run"},
        {"lever", "write lever.NAME=LEVEL, such as lever.contact=0.7, for the whole run"},
        {"values", "write PART.PARAMETER=VALUE"},
        {"network", "write network.PARAMETER=VALUE, such as network.members=12, or --network FILE"},
        {"initial", "write initial.STATE=VALUE"},
        {"record", "write record.networks=N, record.every=N or --record FIELD"}};
    const size_t n = strcspn(key->text, ".");
    for (size_t i = 0; i < sizeof way / sizeof *way; i++) {
        if (strlen(way[i][0]) != n || strncmp(key->text, way[i][0], n) != 0) continue;
        if (key->text[n] && strcmp(way[i][0], "levers") != 0 && strcmp(way[i][0], "values") != 0)
            continue;
        polder_reader_problem(r, key, "%.*s is a section of a scenario: %s", (int)n, key->text,
                              way[i][1]);
        return true;
    }
    return false;
}

static void unknown_set(polder_reader_t *r, const polder_yaml_node_t *key)
{
    if (is_section(r, key)) return;
    static const char *const other[] = {"title",   "description",     "seed",         "replicates",
                                        "horizon", "record.networks", "record.every", "without"};
    const polder_table_t *table = &r->x->table;
    const int f = polder_table_find(table, key->text);
    const char *near = polder_nearest(key->text, other, sizeof other / sizeof *other);
    if (f >= 0 || !near || strchr(key->text, '.'))
        polder_reader_no_parameter(r, key, key->text);
    else
        polder_reader_unknown(r, key, "setting", key->text, &near, 1);
}

static void set_value(polder_reader_t *r, const polder_yaml_node_t *key,
                      const polder_yaml_node_t *node)
{
    const char *name = key->text;
    const polder_table_t *table = &r->x->table;
    if (strcmp(name, "horizon") == 0 || read_simple(r, name, node)) return;
    if (strcmp(name, "without") == 0) {
        polder_reader_without(r, node);
    } else if (strncmp(name, "initial.", 8) == 0) {
        polder_reader_first_value(r, key, name + 8, node);
    } else if (strncmp(name, "lever.", 6) == 0) {
        polder_reader_push(r, key, name + 6, node, 1, r->x->horizon);
    } else if (strncmp(name, "record.", 7) == 0) {
        if (!polder_reader_record_key(r, name + 7, node))
            polder_reader_problem(r, key, "unknown setting \"%.80s\"", name);
    } else {
        const int f = polder_table_find(table, name);
        if (f >= 0 && table->field[f]->role == POLDER_PARAMETER)
            polder_reader_put(r, node, f);
        else if (f >= 0 && polder_field_is_given(table->field[f]))
            polder_reader_problem(r, key, "%s is a state: set its first value with initial.%s",
                                  name, name);
        else
            unknown_set(r, key);
    }
}

/* One --set; `horizon` says whether this round is for the horizon or for all else. */
static void read_set(polder_reader_t *r, const char *set, bool horizon)
{
    polder_yaml_t yaml = {0}, *before = r->yaml;
    polder_yaml_node_t key = {0};
    const size_t n = strcspn(set, "=");
    if ((strncmp(set, "horizon=", 8) == 0) != horizon) return;
    const bool complete = n > 0 && set[n] == '=';
    if (set[0] == '"' || set[0] == '\'') {
        yaml = (polder_yaml_t){.name = "--set", .text = set, .length = strlen(set)};
        r->yaml = &yaml;
        polder_reader_problem(r, &(polder_yaml_node_t){.end = 1},
                              "the quotes have become part of the setting: they are for a shell, "
                              "and go around it once");
        r->yaml = before;
        return;
    }
    int code = polder_yaml_parse(&yaml, set, strlen(set), complete ? n + 1 : 0, "--set", r->report);
    r->yaml = &yaml;
    if (code < 0 || set_key(r, set, n, &key) < 0) {
        r->n_problem++;
    } else if (!complete) {
        polder_reader_problem(r, &key, "write NAME=VALUE, such as seed=3");
    } else if (!yaml.root || yaml.n_problem) {
        if (!yaml.root) polder_reader_problem(r, &key, "%s has no value", key.text);
        r->n_problem++;
    } else if (horizon) {
        read_horizon(r, yaml.root);
    } else {
        set_value(r, &key, yaml.root);
    }
    free(key.text);
    r->yaml = before;
    polder_yaml_free(&yaml);
}

static void read_sets(polder_reader_t *r, const polder_scenario_options_t *options, bool horizon)
{
    for (int i = 0; options && i < options->n_set; i++) read_set(r, options->set[i], horizon);
}

/* Fields the command line wants recorded. */
static void read_records(polder_reader_t *r, const polder_scenario_options_t *options)
{
    polder_yaml_t *before = r->yaml;
    for (int i = 0; options && i < options->n_record; i++) {
        const char *text = options->record[i];
        polder_yaml_t yaml = {.name = "--record", .text = text, .length = strlen(text)};
        polder_yaml_node_t node = {.text = NULL, .end = strlen(text)};
        if (polder_yaml_check(&yaml, r->report) < 0) {
            r->n_problem++;
            continue;
        }
        r->yaml = &yaml;
        if (set_key(r, text, strlen(text), &node) == 0) polder_reader_column(r, &node);
        r->columns = true;
        free(node.text);
    }
    r->yaml = before;
}

/* ---- the whole ---- */

/* Does a note stand behind another one? Those of the file come first, in its order. */
static bool behind(const polder_note_t *a, const polder_note_t *b, const char *name)
{
    const bool other_a = !a->file || strcmp(a->file, name) != 0;
    const bool other_b = !b->file || strcmp(b->file, name) != 0;
    if (other_a || other_b) return other_a && !other_b;
    return a->line > b->line || (a->line == b->line && a->column > b->column);
}

/* Sections are not read in the order of the file, but told in it. */
static void sort_notes(polder_report_t *report, const char *name)
{
    for (size_t i = 1; i < report->n; i++) {
        const polder_note_t note = report->note[i];
        size_t j = i;
        for (; j > 0 && behind(&report->note[j - 1], &note, name); j--)
            report->note[j] = report->note[j - 1];
        report->note[j] = note;
    }
}

/* What depends on several keys. */
static void settle(polder_reader_t *r, const polder_scenario_options_t *options)
{
    polder_experiment_t *x = r->x;
    if (options && options->network) {
        free(x->source.path);
        x->source.path = strdup(options->network);
        if (!x->source.path) polder_reader_no_memory(r);
        x->source.format = POLDER_BY_SUFFIX;
    }
    if (!x->source.path && r->mapping)
        polder_reader_problem(
            r, r->mapping,
            "this needs network.file: there is no file to read from; give one there or "
            "with --network");
    if (r->columns && !r->networks && x->record.networks == 0) x->record.networks = RECORDED;
    if (x->record.networks > x->replicates) x->record.networks = x->replicates;
    polder_reader_warn(r);
    polder_reader_design(r, options ? options->n_set : 0, options ? options->set : NULL);
    if (polder_experiment_record_inputs(x, NULL) < 0) polder_reader_no_memory(r);
}

/* What refers to the arms, wherever it stands. */
static void read_after_arms(polder_reader_t *r, const polder_yaml_node_t *root)
{
    const polder_yaml_node_t *baseline = polder_yaml_get(root, "baseline");
    const polder_yaml_node_t *common = polder_yaml_get(root, "interventions");
    if (baseline) polder_reader_baseline(r, baseline);
    if (common) polder_reader_interventions(r, common);
}

static int read_root(polder_reader_t *r, const polder_scenario_options_t *options)
{
    const polder_yaml_node_t *root = r->yaml->root;
    const polder_place_t start = {.file = r->yaml->name, .line = 1, .column = 1};
    if (!root)
        return polder_fail_at(r->report, POLDER_INPUT, &start,
                              "the file is empty: a scenario needs at least the key model");
    if (root->kind != POLDER_YAML_MAPPING) {
        polder_reader_problem(r, root, "a scenario is a list of keys and values (key: value)");
        return POLDER_INPUT;
    }
    const polder_model_t *model = read_model(r, root);
    if (!model) {
        for (int i = 0; i < root->n; i++) {
            const polder_yaml_node_t *key = root->key[i];
            bool known = false;
            for (int s = 0; s < N_SECTION; s++) known |= strcmp(key->text, section[s]) == 0;
            if (!known) polder_reader_unknown(r, key, "key", key->text, section, N_SECTION);
        }
        return POLDER_INPUT;
    }
    const int code = polder_experiment_init(r->x, model->name, r->report);
    if (code < 0) return code;
    const polder_yaml_node_t *horizon = polder_yaml_get(root, "horizon");
    if (horizon) read_horizon(r, horizon);
    read_sets(r, options, true);
    for (int i = 0; i < root->n; i++) read_section(r, root->key[i], root->item[i]);
    read_after_arms(r, root);
    read_sets(r, options, false);
    read_records(r, options);
    r->design = polder_yaml_get(root, "design");
    settle(r, options);
    return r->n_problem || r->yaml->n_problem ? POLDER_INPUT : 0;
}

/* The file is told where the scenario asks for its attributes, for its messages. */
static int read_network(polder_reader_t *r)
{
    polder_experiment_t *x = r->x;
    const int n = x->source.n_mapping;
    int code = POLDER_MEMORY;
    if (!x->source.path) return 0;
    polder_place_t *asked = calloc((size_t)n + 1, sizeof *asked);
    char **excerpt = calloc((size_t)n + 1, sizeof *excerpt);
    x->network = calloc(1, sizeof *x->network);
    bool good = asked && excerpt && x->network;
    for (int i = 0; good && i <= n; i++) {
        const polder_yaml_node_t *node = i < n ? r->asked[i] : r->label;
        if (!node) continue;
        asked[i] = polder_yaml_place(r->yaml, node);
        if (asked[i].excerpt) excerpt[i] = strdup(asked[i].excerpt);
        good = !asked[i].excerpt || excerpt[i];
        asked[i].excerpt = excerpt[i];
    }
    x->source.asked = asked;
    if (good)
        code = polder_network_read(&x->source, &x->table, x->network, r->report);
    else
        polder_reader_no_memory(r);
    x->source.asked = NULL;
    for (int i = 0; excerpt && i <= n; i++) free(excerpt[i]);
    free(excerpt);
    free(asked);
    return code;
}

/* All that is looked for in a folder is put behind its name. */
static char *with_slash(const char *folder)
{
    const size_t n = strlen(folder);
    char *whole = malloc(n + 2);
    if (!whole) return NULL;
    memcpy(whole, folder, n + 1);
    if (whole[n - 1] != '/') strcpy(whole + n, "/");
    return whole;
}

int polder_scenario_parse(const char *text, size_t length, const char *name, const char *folder,
                          const polder_scenario_options_t *options, polder_experiment_t *x,
                          polder_report_t *report)
{
    polder_yaml_t yaml = {0};
    polder_report_t notes = {0};
    char *whole = folder && *folder ? with_slash(folder) : NULL;
    polder_reader_t r = {.yaml = &yaml,
                         .x = x,
                         .report = &notes,
                         .folder = whole,
                         .n_set = options ? options->n_set : 0,
                         .set = options ? options->set : NULL,
                         .shared = options ? options->shared : NULL};
    const char *file = name;
    if (!name) name = "scenario";
    *x = (polder_experiment_t){0};
    int code = polder_yaml_parse(&yaml, text, length, 0, name, &notes);
    if (folder && *folder && !whole) polder_reader_no_memory(&r);
    r.plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!r.plain) polder_reader_no_memory(&r);
    if (code >= 0 && !r.no_memory) code = read_root(&r, options);
    sort_notes(&notes, name);
    if (r.n_problem > POLDER_YAML_PROBLEMS)
        polder_fail(&notes, POLDER_INPUT, "and %d more problems",
                    r.n_problem - POLDER_YAML_PROBLEMS);
    if (code >= 0 && file) {
        const char *slash = strrchr(file, '/');
        x->file = strdup(slash ? slash + 1 : file);
        if (!x->file) polder_reader_no_memory(&r);
    }
    if (r.no_memory) code = POLDER_MEMORY;
    if (code >= 0) code = read_network(&r);
    if (code >= 0) polder_reader_warn_of_draws(&r);
    if (code >= 0) polder_reader_warn_of_rules(&r);
    free(r.asked);
    free(whole);
    if (r.plain) freelocale(r.plain);
    polder_yaml_free(&yaml);
    if (code < 0) polder_experiment_free(x);
    if (report)
        polder_report_take(report, &notes);
    else
        polder_report_free(&notes);
    return code;
}

int polder_scenario_read(const char *path, const polder_scenario_options_t *options,
                         polder_experiment_t *x, polder_report_t *report)
{
    char *text = NULL;
    size_t length = 0;
    *x = (polder_experiment_t){0};
    int code = polder_yaml_load(path, true, &text, &length, report);
    if (code < 0) return code;
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : NULL;
    if (slash && !folder)
        code = polder_fail(report, POLDER_MEMORY, "out of memory");
    else
        code = polder_scenario_parse(text, length, path, folder, options, x, report);
    free(folder);
    free(text);
    return code;
}
