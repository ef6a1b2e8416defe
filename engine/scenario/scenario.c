/* scenario.c: from a YAML file to an experiment. See scenario.h and loader.h.
 *
 * It calls one function of engine/graph, polder_network_read: only there
 * is it known how a network file is read, and a scenario is complete only with it.
 */
#include "scenario/scenario.h"
#include "kernel/registry.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "graph/graph.h"
#include "scenario/key.h"
#include "scenario/manners.h"
#include "scenario/others.h"

#define RECORDED 100 /* networks recorded when columns are asked for and no number is given */

/* Keys of other rounds are read before or after: horizon, as levers depend on it; what refers to
 * the arms; a design. */
static void read_key(polder_loader_t *r, const polder_yaml_node_t *at,
                     const polder_yaml_node_t *node)
{
    enum { OTHER_ROUND = POLDER_KEY_FIRST | POLDER_KEY_SECOND | POLDER_KEY_ARMS | POLDER_KEY_LAST };
    const polder_key_t *key = polder_key_find(&polder_top_keys, at->text);
    if (key && !(key->flags & OTHER_ROUND))
        polder_key_load(r, &(polder_found_t){at, node, key->name, key}, r->x);
    else if (!key && !polder_loader_elsewhere(r, at))
        polder_key_unknown(r, &polder_top_keys, at);
}

/* The keys of a round, in the order of the table. */
static void read_round(polder_loader_t *r, const polder_yaml_node_t *root, unsigned round)
{
    for (size_t k = 0; k < polder_top_keys.n; k++) {
        const polder_key_t *key = &polder_top_keys.key[k];
        const polder_yaml_node_t *node =
            key->flags & round ? polder_yaml_get(root, key->name) : NULL;
        if (node) polder_key_load(r, &(polder_found_t){node, node, key->name, key}, r->x);
    }
}

/* The name of the model decides what all else may be. */
static const polder_model_t *read_model(polder_loader_t *r, const polder_yaml_node_t *root)
{
    const polder_yaml_node_t *node = polder_yaml_get(root, "model");
    if (node) return polder_loader_model(r, node);
    const polder_model_t *first = polder_registry_models()[0];
    r->answered = true;
    polder_loader_problem(r, root,
                          first ? "model is missing: which model is this scenario for? For "
                                  "example model: %s"
                                : "model is missing: which model is this scenario for?",
                          first ? first->name : "");
    return NULL;
}

/* ---- settings of the command line: NAME=VALUE ---- */

/* The name, as a node whose place is that of the name. */
static int set_key(polder_loader_t *r, const char *set, size_t n, polder_yaml_node_t *key)
{
    *key = (polder_yaml_node_t){.text = strndup(set, n), .end = n, .weight = 1};
    if (key->text) return 0;
    polder_loader_no_memory(r);
    return POLDER_MEMORY;
}

/* A section of a scenario is no setting: which words stand for what is in it. */
static bool is_section(polder_loader_t *r, const polder_yaml_node_t *key)
{
    static const char *const way[][2] = {
        {"levers",
         POLDER_TEXT("write lever.NAME=LEVEL, such as lever.contact=0.7, for the whole run")},
        {"lever",
         POLDER_TEXT("write lever.NAME=LEVEL, such as lever.contact=0.7, for the whole run")},
        {"values", POLDER_TEXT("write PART.PARAMETER=VALUE")},
        {"network",
         POLDER_TEXT(
             "write network.PARAMETER=VALUE, such as network.members=12, or --network FILE")},
        {"initial", POLDER_TEXT("write initial.STATE=VALUE")},
        {"record", POLDER_TEXT("write record.networks=N, record.every=N or --record FIELD")}};
    const size_t n = strcspn(key->text, ".");
    for (size_t i = 0; i < sizeof way / sizeof *way; i++) {
        if (strlen(way[i][0]) != n || strncmp(key->text, way[i][0], n) != 0) continue;
        if (key->text[n] && strcmp(way[i][0], "levers") != 0 && strcmp(way[i][0], "values") != 0)
            continue;
        polder_loader_problem(r, key, "%.*s is a section of a scenario: %s", (int)n, key->text,
                              polder_report_text(r->report, way[i][1]));
        return true;
    }
    return false;
}

/* The key that --set names: one at the top or, with a point, one of a section. */
static const polder_key_t *find_set(const char *name)
{
    for (size_t i = 0; polder_scenario_keys[i]; i++) {
        const polder_keys_t *keys = polder_scenario_keys[i];
        const size_t n = strlen(keys->before);
        const polder_key_t *key =
            strncmp(name, keys->before, n) == 0 ? polder_key_find(keys, name + n) : NULL;
        if (key && (key->flags & POLDER_KEY_SET)) return key;
    }
    return NULL;
}

static void unknown_set(polder_loader_t *r, const polder_yaml_node_t *key)
{
    enum { MOST = 64 };
    char text[MOST][48];
    const char *other[MOST];
    size_t n = 0;
    if (is_section(r, key)) return;
    for (size_t i = 0; polder_scenario_keys[i]; i++)
        for (size_t k = 0; k < polder_scenario_keys[i]->n && n < MOST; k++) {
            const polder_key_t *one = &polder_scenario_keys[i]->key[k];
            if (!(one->flags & POLDER_KEY_SET)) continue;
            snprintf(text[n], sizeof text[n], "%s%s", polder_scenario_keys[i]->before, one->name);
            other[n] = text[n];
            n++;
        }
    const polder_table_t *table = &r->x->table;
    const int f = polder_table_find(table, key->text);
    const char *near = polder_nearest(key->text, other, n);
    if (f >= 0 || !near || strchr(key->text, '.'))
        polder_loader_no_parameter(r, key, key->text);
    else
        polder_loader_unknown(r, key, "setting", key->text, &near, 1);
}

static void set_value(polder_loader_t *r, const polder_yaml_node_t *key,
                      const polder_yaml_node_t *node)
{
    const char *name = key->text;
    const polder_table_t *table = &r->x->table;
    const polder_key_t *known = find_set(name);
    if (known) {
        polder_key_load(r, &(polder_found_t){key, node, name, known}, r->x);
    } else if (strncmp(name, "initial.", 8) == 0 && polder_table_find(table, name) < 0) {
        polder_loader_initial_value(r, key, name + 8, node);
    } else if (strncmp(name, "lever.", 6) == 0) {
        polder_loader_push(r, key, name + 6, node, 1, INT_MAX);
    } else if (polder_manner_find(name, &(const char *){NULL}, &(size_t){0})) {
        polder_loader_manner_set(r, key, node);
    } else if (strncmp(name, "record.", 7) == 0) {
        polder_loader_problem(r, key, "unknown setting \"%.80s\"", name);
    } else {
        const int f = polder_table_find(table, name);
        if (f >= 0 && table->field[f]->role == POLDER_PARAMETER)
            polder_loader_put(r, node, f);
        else if (f >= 0 && polder_field_is_given(table->field[f]))
            polder_loader_problem(r, key, "%s is a state: set its initial value with initial.%s",
                                  name, name);
        else
            unknown_set(r, key);
    }
}

static bool is_first(const char *set, size_t n)
{
    for (size_t k = 0; k < polder_top_keys.n; k++) {
        const polder_key_t *key = &polder_top_keys.key[k];
        if ((key->flags & POLDER_KEY_FIRST) && (key->flags & POLDER_KEY_SET) && set[n] == '=' &&
            strlen(key->name) == n && strncmp(set, key->name, n) == 0)
            return true;
    }
    return false;
}

/* One --set, if it is of this round: of keys that are read first, or of all else. */
static void read_set(polder_loader_t *r, const char *set, bool first)
{
    polder_yaml_t yaml = {0}, *before = r->yaml;
    polder_yaml_node_t key = {0};
    const size_t n = strcspn(set, "=");
    if (is_first(set, n) != first) return;
    const bool complete = n > 0 && set[n] == '=';
    if (set[0] == '"' || set[0] == '\'') {
        yaml = (polder_yaml_t){.name = "--set", .text = set, .length = strlen(set)};
        r->yaml = &yaml;
        polder_loader_problem(r, &(polder_yaml_node_t){.end = 1},
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
        polder_loader_problem(r, &key, "write NAME=VALUE, such as seed=3");
    } else if (!yaml.root || yaml.n_problem) {
        if (!yaml.root) polder_loader_problem(r, &key, "%s has no value", key.text);
        r->n_problem++;
    } else {
        set_value(r, &key, yaml.root);
    }
    free(key.text);
    r->yaml = before;
    polder_yaml_free(&yaml);
}

static void read_sets(polder_loader_t *r, const polder_scenario_options_t *options, bool first)
{
    for (int i = 0; options && i < options->n_set; i++) read_set(r, options->set[i], first);
}

/* Fields the command line wants recorded. */
static void read_records(polder_loader_t *r, const polder_scenario_options_t *options)
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
        if (set_key(r, text, strlen(text), &node) == 0) polder_loader_column(r, &node);
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

/* Whether it was said how many networks to record. The text of an experiment always has a number:
 * none there is nobody's wish. */
static bool gives_networks(const polder_loader_t *r)
{
    const polder_yaml_node_t *record = polder_yaml_get(r->yaml->root, "record");
    return polder_loader_is_set(r, "record.networks") ||
           (!r->made && record && record->kind == POLDER_YAML_MAPPING &&
            polder_yaml_get(record, "networks"));
}

/* What depends on several keys. */
static void settle(polder_loader_t *r, const polder_scenario_options_t *options)
{
    polder_experiment_t *x = r->x;
    if (options && options->network) {
        free(x->source.path);
        x->source.path = strdup(options->network);
        if (!x->source.path) polder_loader_no_memory(r);
        /* Another file may be of another format, the one whose hash is known is the same. */
        if (!r->hash) x->source.format = POLDER_BY_SUFFIX;
    }
    r->lacks_network = !x->source.path && r->mapping;
    if (r->lacks_network)
        polder_loader_problem(
            r, r->mapping,
            "this needs network.file: there is no file to read from; give one there or "
            "with --network");
    if (r->columns && !gives_networks(r) && x->record.networks == 0) x->record.networks = RECORDED;
    if (!r->no_memory) polder_loader_warn(r); /* else there may be no arm */
}

/* What is not about one arm may be about the longest, also where it stands above the arms. */
static void find_longest(polder_loader_t *r, const polder_yaml_node_t *root)
{
    const polder_yaml_node_t *arms = polder_yaml_get(root, "arms");
    const bool listed = arms && arms->kind == POLDER_YAML_SEQUENCE && arms->n > 0;
    r->longest = listed ? 0 : r->x->horizon;
    for (int i = 0; listed && i < arms->n; i++) {
        const int own = polder_loader_horizon_of(r, arms->item[i]);
        r->longest = own > r->longest ? own : r->longest;
    }
}

static int read_root(polder_loader_t *r, const polder_scenario_options_t *options)
{
    const polder_yaml_node_t *root = r->yaml->root;
    const polder_place_t start = {.file = r->yaml->name, .line = 1, .column = 1};
    if (!root)
        return polder_fail_at(r->report, POLDER_INPUT, &start,
                              "the file is empty: a scenario needs at least the key model");
    if (root->kind != POLDER_YAML_MAPPING) {
        polder_loader_problem(r, root, "a scenario is a list of keys and values (key: value)");
        return POLDER_INPUT;
    }
    const polder_model_t *model = read_model(r, root);
    if (!model) {
        (void)polder_keys_check(r, &polder_top_keys, root);
        return POLDER_INPUT;
    }
    const int code = polder_experiment_init(r->x, model->name, r->report);
    if (code < 0) return code;
    const polder_yaml_node_t *record = polder_yaml_get(root, "record");
    r->made = record && record->kind == POLDER_YAML_MAPPING && polder_yaml_get(record, "inputs");
    read_round(r, root, POLDER_KEY_FIRST);
    read_sets(r, options, true);
    find_longest(r, root);
    read_round(r, root, POLDER_KEY_SECOND);
    for (int i = 0; i < root->n; i++) read_key(r, root->key[i], root->item[i]);
    read_round(r, root, POLDER_KEY_ARMS);
    if (r->made) r->columns = false; /* they are always in such a text: nobody asks for them */
    read_sets(r, options, false);
    read_records(r, options);
    settle(r, options);
    if (!options || !options->drafted) polder_loader_say_set(r);
    read_round(r, root, POLDER_KEY_LAST);
    if (polder_experiment_record_inputs(r->x, NULL) < 0) polder_loader_no_memory(r);
    return r->n_problem || r->yaml->n_problem ? POLDER_INPUT : 0;
}

/* Of a network that is not read: the names alone, as many as the text says that were read. */
static int take_labels(polder_loader_t *r)
{
    const polder_yaml_node_t *network_at = polder_yaml_get(r->yaml->root, "network");
    const polder_yaml_node_t *read = polder_yaml_get(network_at, "read");
    const polder_yaml_node_t *all = polder_yaml_get(read, "organisations_of_all");
    const polder_yaml_node_t *n = all ? all : polder_yaml_get(read, "organisations");
    int64_t there = 0;
    if (n && !polder_loader_whole(r, n, "network.read.organisations", 0, INT32_MAX, &there))
        return POLDER_INPUT;
    if (there != r->given->n_label) {
        polder_loader_problem(r, n ? n : network_at,
                              "these are the names of %d organisations, and the network has %lld",
                              r->given->n_label, (long long)there);
        return POLDER_INPUT;
    }
    polder_network_t *network = calloc(1, sizeof *network);
    r->x->network = network;
    if (network) network->label = calloc((size_t)r->given->n_label + 1, sizeof *network->label);
    bool good = network && network->label;
    for (int i = 0; good && i < r->given->n_label; i++) {
        network->label[i] = strdup(r->given->label[i]);
        network->graph.n_org = i + 1;
        good = network->label[i] != NULL;
    }
    if (!good) polder_loader_no_memory(r);
    return good ? 0 : POLDER_MEMORY;
}

/* The file is told where the scenario asks for its attributes, for its messages. */
static int read_network(polder_loader_t *r)
{
    polder_experiment_t *x = r->x;
    const int n = x->source.n_mapping;
    int code = POLDER_MEMORY;
    if (!x->source.path) return 0;
    if (r->given && r->given->label) return take_labels(r);
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
    x->source.absent = polder_loader_absent(r, 0, &x->source.n_absent);
    if (good) code = polder_network_read(&x->source, &x->table, x->network, r->report);
    if (good && code == 0) {
        x->network->n_read = x->network->graph.n_org;
        polder_network_hash(x, x->network, x->network->hash);
    }
    if (!good) polder_loader_no_memory(r);
    free(x->source.absent);
    x->source.absent = NULL;
    x->source.n_absent = 0;
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
    polder_report_t notes;
    polder_report_init_for(&notes, report);
    char *whole = folder && *folder ? with_slash(folder) : NULL;
    polder_loader_t r = {.yaml = &yaml,
                         .x = x,
                         .report = &notes,
                         .folder = whole,
                         .n_set = options ? options->n_set : 0,
                         .set = options ? options->set : NULL,
                         .shared = options ? options->shared : NULL,
                         .given = options ? options->given : NULL,
                         .network = options ? options->network : NULL};
    const char *file = name;
    if (!name) name = "scenario";
    *x = (polder_experiment_t){0};
    int code = polder_yaml_parse(&yaml, text, length, 0, name, &notes);
    if (folder && *folder && !whole) polder_loader_no_memory(&r);
    r.plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (!r.plain) polder_loader_no_memory(&r);
    if (code >= 0 && !r.no_memory) code = read_root(&r, options);
    sort_notes(&notes, name);
    if (r.n_problem > POLDER_YAML_PROBLEMS)
        polder_fail(&notes, POLDER_INPUT, "and %d more problems",
                    r.n_problem - POLDER_YAML_PROBLEMS);
    if (code >= 0 && file) {
        const char *slash = strrchr(file, '/');
        x->file = strdup(slash ? slash + 1 : file);
        if (!x->file) polder_loader_no_memory(&r);
    }
    if (r.no_memory) code = POLDER_MEMORY;
    if (code >= 0) code = read_network(&r);
    if (code >= 0) code = polder_loader_others(&r);
    if (code >= 0 && !polder_loader_find_names(&r)) code = POLDER_INPUT;
    const bool ties = !r.given || !r.given->label;
    if (code >= 0 && ties) polder_loader_drop_changes(&r);
    if (code >= 0 && !polder_loader_lacks(&r)) code = r.no_memory ? POLDER_MEMORY : POLDER_INPUT;
    if (code >= 0 && ties) polder_loader_find_unknown(&r);
    if (code >= 0 && r.no_memory) code = POLDER_MEMORY;
    if (code >= 0 && ties && !polder_loader_check_network(&r)) code = POLDER_INPUT;
    if (code >= 0 && ties) polder_loader_warn_of_lacking(&r);
    if (code >= 0 && ties) polder_loader_warn_of_given(&r);
    if (code >= 0 && ties) polder_loader_warn_of_draws(&r);
    if (code >= 0 && ties) polder_loader_warn_of_rules(&r);
    free(r.asked);
    polder_loader_names_free(&r);
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
