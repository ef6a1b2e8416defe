/* scenario_network.c: the section "network" of a scenario. See reader.h.
 *
 * Its keys are the parameters of the engine's part "network", without their prefix, and
 * those of a network file. The file itself is read later, by engine/graph.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "io/reader.h"

#define FORMATS "graphml|gml|pajek|edgelist|matrix" /* in the order of polder_format_t, from 1 */
#define TIES    "either|mutual|undirected"
#define SCALES  "as-is|rank|range"

static const char *const file_key[] = {
    "file", "format", "ties", "label", "organisations_file", "organisations", "relations"};
enum { N_FILE_KEY = sizeof file_key / sizeof *file_key };

static bool is_file_key(const char *key)
{
    for (int i = 0; i < N_FILE_KEY; i++)
        if (strcmp(key, file_key[i]) == 0) return true;
    return false;
}

char *polder_reader_path(const polder_reader_t *r, const char *file)
{
    const char *folder = r->folder;
    char *path = NULL;
    if (!folder || !*folder || file[0] == '/') return strdup(file);
    const char *slash = folder[strlen(folder) - 1] == '/' ? "" : "/";
    if (asprintf(&path, "%s%s%s", folder, slash, file) < 0) return NULL;
    return path;
}

bool polder_reader_check_file(polder_reader_t *r, const polder_yaml_node_t *node, const char *what,
                              const char *path)
{
    if (access(path, R_OK) == 0) return true;
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : strdup(".");
    char *near = folder ? polder_yaml_near_file(folder, slash ? slash + 1 : path) : NULL;
    if (access(path, F_OK) == 0)
        polder_reader_problem(r, node, "%s: %s may not be read", what, path);
    else if (near)
        polder_reader_problem(r, node, "%s: there is no %s; did you mean \"%s\"?", what, path,
                              near);
    else
        polder_reader_problem(r, node, "%s: there is no %s", what, path);
    free(near);
    free(folder);
    return false;
}

static void read_file(polder_reader_t *r, const polder_yaml_node_t *node, const char *what,
                      char **path)
{
    char *file = NULL;
    if (!polder_reader_text(r, node, what, &file)) return;
    if (!*file) {
        polder_reader_problem(r, node, "%s is empty", what);
    } else {
        free(*path);
        *path = polder_reader_path(r, file);
        if (*path)
            (void)polder_reader_check_file(r, node, what, *path);
        else
            polder_reader_no_memory(r);
    }
    free(file);
}

/* from or to of a stated scale: two numbers. */
static bool read_ends(polder_reader_t *r, const polder_yaml_node_t *node, const char *what,
                      const polder_field_t *field, double *first, double *last)
{
    if (node->kind != POLDER_YAML_SEQUENCE || node->n != 2) {
        polder_reader_problem(r, node, "%s needs two numbers in a list, as in [1, 5]%s", what,
                              node->kind == POLDER_YAML_SEQUENCE && node->n > 2
                                  ? " (a decimal number has a point: 0.5)"
                                  : "");
        return false;
    }
    double *end[2] = {first, last};
    bool good = true;
    for (int i = 0; i < 2; i++)
        good &= field ? polder_reader_bounded(r, node->item[i], what, field, end[i])
                      : polder_reader_number(r, node->item[i], what, end[i]);
    return good;
}

/* {from: [1, 5], to: [0, 1]}: the ends of the scale of the file, and what becomes of them. */
static void read_stated(polder_reader_t *r, const char *what, const polder_yaml_node_t *node,
                        const polder_field_t *field, polder_mapping_t *mapping)
{
    enum { WIDE = 1000 }; /* bounds that nobody means as the ends of a scale */
    static const char *const known[] = {"from", "to"};
    char text[200];
    mapping->scale = POLDER_STATED;
    for (int i = 0; i < node->n; i++) {
        const char *key = node->key[i]->text;
        snprintf(text, sizeof text, "%s: %.20s", what, key);
        if (strcmp(key, "from") == 0) {
            if (read_ends(r, node->item[i], text, NULL, &mapping->from[0], &mapping->from[1]) &&
                mapping->from[0] == mapping->from[1])
                polder_reader_problem(r, node->item[i], "%s: both ends are %g", text,
                                      mapping->from[0]);
        } else if (strcmp(key, "to") == 0) {
            (void)read_ends(r, node->item[i], text, field, &mapping->lo, &mapping->hi);
        } else {
            polder_reader_unknown(r, node->key[i], "key", key, known, 2);
        }
    }
    if (!polder_yaml_get(node, "from"))
        polder_reader_problem(r, node, "%s needs the ends of the scale: {from: [1, 5], to: [0, 1]}",
                              what);
    else if (!polder_yaml_get(node, "to") &&
             ((double)field->min < -WIDE || (double)field->max > WIDE))
        polder_reader_problem(r, node, "%s needs to: [LEAST, MOST], what the ends become", what);
}

static void read_scale(polder_reader_t *r, const char *what, const polder_yaml_node_t *node,
                       const polder_field_t *field, polder_mapping_t *mapping)
{
    int index = 0;
    if (node->kind == POLDER_YAML_MAPPING)
        read_stated(r, what, node, field, mapping);
    else if (node->kind == POLDER_YAML_SEQUENCE)
        polder_reader_problem(r, node, "%s: write {from: [1, 5], to: [0, 1]} for a scale", what);
    else if (polder_reader_choice(r, node, what, SCALES, &index))
        mapping->scale = (polder_scale_t)index;
}

static void read_mapping_key(polder_reader_t *r, const char *name, const polder_yaml_node_t *key,
                             const polder_yaml_node_t *node, polder_mapping_t *mapping)
{
    const polder_field_t *field = r->x->table.field[mapping->field];
    static const char *const known[] = {"attribute", "scale", "reverse", "from", "to"};
    char what[160];
    int index = 0;
    snprintf(what, sizeof what, "%.80s: %s", name, key->text);
    if (strcmp(key->text, "attribute") == 0) {
        (void)polder_reader_text(r, node, what, &mapping->attribute);
    } else if (strcmp(key->text, "scale") == 0) {
        read_scale(r, what, node, field, mapping);
    } else if (strcmp(key->text, "reverse") == 0) {
        if (polder_reader_choice(r, node, what, "false|true", &index)) mapping->reverse = index;
    } else if (strcmp(key->text, "from") != 0 && strcmp(key->text, "to") != 0) {
        polder_reader_unknown(r, key, "key", key->text, known, sizeof known / sizeof *known);
    }
}

/* What a rank or a range is spread over. */
static void read_spread(polder_reader_t *r, const char *name, const polder_yaml_node_t *node,
                        polder_mapping_t *mapping)
{
    const polder_field_t *field = r->x->table.field[mapping->field];
    const polder_yaml_node_t *from = polder_yaml_get(node, "from"),
                             *to = polder_yaml_get(node, "to");
    char what[160];
    if (mapping->scale == POLDER_AS_IS && (from || to || mapping->reverse))
        polder_reader_problem(r, node,
                              "%s: reverse, from and to need scale: rank or range, or a stated "
                              "scale: {from: [1, 5], to: [0, 1]}",
                              name);
    if (mapping->scale == POLDER_STATED && (from || to))
        polder_reader_problem(r, node,
                              "%s: from and to of a stated scale stand in it: "
                              "scale: {from: [1, 5], to: [0, 1]}",
                              name);
    if (mapping->scale == POLDER_STATED) return;
    snprintf(what, sizeof what, "%.80s: from", name);
    if (from) (void)polder_reader_bounded(r, from, what, field, &mapping->lo);
    snprintf(what, sizeof what, "%.80s: to", name);
    if (to) (void)polder_reader_bounded(r, to, what, field, &mapping->hi);
    if (mapping->lo > mapping->hi)
        polder_reader_problem(r, node, "%s: from is above to; use reverse: true to turn it round",
                              name);
}

/* attribute alone, or {attribute: …, scale: …, reverse: …, from: …, to: …}. */
static void read_mapping(polder_reader_t *r, const char *name, const polder_yaml_node_t *node,
                         polder_mapping_t *mapping)
{
    if (node->kind != POLDER_YAML_MAPPING) {
        (void)polder_reader_text(r, node, name, &mapping->attribute);
        return;
    }
    for (int i = 0; i < node->n; i++)
        read_mapping_key(r, name, node->key[i], node->item[i], mapping);
    if (!polder_yaml_get(node, "attribute"))
        polder_reader_problem(r, node, "%s: attribute is missing", name);
    read_spread(r, name, node, mapping);
}

static void add_mapping(polder_reader_t *r, const polder_yaml_node_t *key,
                        const polder_yaml_node_t *node, polder_level_t level)
{
    const polder_table_t *table = &r->x->table;
    polder_source_t *source = &r->x->source;
    const int f = polder_table_find(table, key->text);
    const polder_field_t *field = f < 0 ? NULL : table->field[f];
    if (!field || field->level != level || field->role != POLDER_STATE) {
        const bool other = field && polder_field_is_given(field) && field->level != POLDER_NETWORK;
        if (field)
            polder_reader_problem(r, key, "%s is no state of %s%s", key->text,
                                  level == POLDER_ARC ? "a relation" : "an organisation",
                                  !other                ? ""
                                  : level == POLDER_ARC ? ": write it under network.organisations"
                                                        : ": write it under network.relations");
        else
            polder_reader_unknown_state(r, key, key->text, (int)level);
        return;
    }
    if (!polder_field_is_given(field)) {
        polder_reader_problem(r, key, POLDER_NOT_GIVEN, field->name);
        return;
    }
    const polder_yaml_node_t **asked =
        realloc(r->asked, ((size_t)source->n_mapping + 1) * sizeof *asked);
    if (asked) {
        r->asked = asked;
        asked[source->n_mapping] =
            polder_yaml_get(node, "attribute") ? polder_yaml_get(node, "attribute") : node;
    }
    polder_mapping_t *more =
        realloc(source->mapping, ((size_t)source->n_mapping + 1) * sizeof *more);
    if (more) source->mapping = more;
    if (!more || !asked) {
        polder_reader_no_memory(r);
        return;
    }
    polder_mapping_t *mapping = &more[source->n_mapping++];
    *mapping = (polder_mapping_t){.field = f, .lo = (double)field->min, .hi = (double)field->max};
    read_mapping(r, field->name, node, mapping);
}

static void read_mappings(polder_reader_t *r, const polder_yaml_node_t *node, const char *what,
                          polder_level_t level)
{
    if (!polder_reader_mapping(r, node, what)) return;
    for (int i = 0; i < node->n; i++) {
        if (!r->mapping) r->mapping = node->key[i];
        add_mapping(r, node->key[i], node->item[i], level);
    }
}

static void read_file_key(polder_reader_t *r, const char *key, const polder_yaml_node_t *node)
{
    polder_source_t *source = &r->x->source;
    int index = 0;
    if (strcmp(key, "file") == 0) {
        read_file(r, node, "network.file", &source->path);
    } else if (strcmp(key, "organisations_file") == 0) {
        read_file(r, node, "network.organisations_file", &source->organisations);
        if (!r->mapping) r->mapping = node;
    } else if (strcmp(key, "format") == 0) {
        if (polder_reader_choice(r, node, "network.format", FORMATS, &index))
            source->format = (polder_format_t)(index + 1);
    } else if (strcmp(key, "ties") == 0) {
        if (polder_reader_choice(r, node, "network.ties", TIES, &index))
            source->undirected = (polder_undirected_t)index;
    } else if (strcmp(key, "label") == 0) {
        char *label = NULL;
        if (polder_reader_text(r, node, "network.label", &label)) {
            free(source->label);
            source->label = label;
            r->label = node;
        }
    } else if (strcmp(key, "organisations") == 0) {
        read_mappings(r, node, "network.organisations", POLDER_ORGANISATION);
    } else {
        read_mappings(r, node, "network.relations", POLDER_ARC);
    }
}

static void unknown_key(polder_reader_t *r, const polder_yaml_node_t *key)
{
    enum { MOST = 64 };
    const char *candidate[MOST + N_FILE_KEY];
    size_t n = 0;
    const polder_table_t *table = &r->x->table;
    for (int f = 0; f < table->n_field && n < MOST; f++)
        if (table->field[f]->role == POLDER_PARAMETER &&
            strncmp(table->field[f]->name, "network.", 8) == 0)
            candidate[n++] = table->field[f]->name + 8;
    for (int i = 0; i < N_FILE_KEY; i++) candidate[n++] = file_key[i];
    polder_reader_unknown(r, key, "key", key->text, candidate, n);
}

void polder_reader_network(polder_reader_t *r, const polder_yaml_node_t *node)
{
    if (!polder_reader_mapping(r, node, "network")) return;
    const polder_table_t *table = &r->x->table;
    for (int i = 0; i < node->n; i++) {
        const polder_yaml_node_t *key = node->key[i];
        char name[128];
        snprintf(name, sizeof name, "network.%.100s", key->text);
        const int f = polder_table_find(table, name);
        if (is_file_key(key->text)) {
            read_file_key(r, key->text, node->item[i]);
        } else if (f < 0 || table->field[f]->role != POLDER_PARAMETER) {
            unknown_key(r, key);
        } else {
            polder_reader_put(r, node->item[i], f);
        }
    }
}

bool polder_reader_is_from_network(const polder_reader_t *r, int field)
{
    const polder_experiment_t *x = r->x;
    const polder_table_t *table = &x->table;
    if (!x->source.path) return false;
    if (table->field[field]->role == POLDER_PARAMETER &&
        table->part[table->owner[field]] == &polder_part_engine_network)
        return true;
    for (int m = 0; m < x->source.n_mapping; m++)
        if (x->source.mapping[m].field == field) return true;
    return false;
}
