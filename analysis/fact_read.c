/* fact_read.c: the section `fact` of a scenario. See fact.h. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/fact.h"
#include "scenario/key.h"
#include "scenario/loader.h"

enum { MOST_FIGURES = 20 };

/* ---- lists: one value stands for a list of one ---- */

static int items_of(const polder_yaml_node_t *node)
{
    return node->kind == POLDER_YAML_SEQUENCE ? node->n : 1;
}

static const polder_yaml_node_t *item_of(const polder_yaml_node_t *node, int i)
{
    return node->kind == POLDER_YAML_SEQUENCE ? node->item[i] : node;
}

/* Is the number of items one that the kind of figure takes? */
static bool check_number(polder_loader_t *r, const polder_yaml_node_t *node,
                         const polder_figure_kind_t *kind, const char *key, int n,
                         const int bounds[2])
{
    if (n >= bounds[0] && n <= bounds[1]) return true;
    if (bounds[1] == 0)
        polder_loader_problem(r, node, "%s takes no %s", kind->name, key);
    else if (bounds[0] == bounds[1])
        polder_loader_problem(r, node, "%s needs %d %s, not %d", kind->name, bounds[0], key, n);
    else
        polder_loader_problem(r, node, "%s needs %d to %d %s, not %d", kind->name, bounds[0],
                              bounds[1], key, n);
    return false;
}

/* ---- names of columns and arms ---- */

/* What a figure of this kind sees as its columns: tracks of a level, or ends of networks. */
typedef struct {
    bool track, network;
} sees_t;

static sees_t sees(const polder_figure_t *f, bool of)
{
    const polder_rows_kind_t rows = f->kind->rows;
    const bool network = rows == POLDER_EACH_NETWORK || rows == POLDER_EACH_COURSE;
    return (sees_t){rows != POLDER_EACH_NETWORK || (of && f->n_month > 0 && f->kind->of), network};
}

static bool is_there(const polder_experiment_t *x, const char *name, sees_t what)
{
    int month;
    if (!what.track)
        return polder_sample_column(x, name) >= 0 || polder_sample_track_at(x, name, &month) >= 0 ||
               polder_sample_first_by(x, name, &month) >= 0;
    const int t = polder_sample_track(x, name);
    return t >= 0 && (x->table.field[x->record.track[t]]->level == POLDER_NETWORK) == what.network;
}

static void no_such_column(polder_loader_t *r, const polder_yaml_node_t *node, sees_t what)
{
    const polder_experiment_t *x = r->x;
    const int f = polder_table_find(&x->table, node->text);
    if (strchr(node->text, '@')) {
        polder_loader_problem(
            r, node,
            "%s: NAME@MONTH is a column of networks that record.columns names, in "
            "a month that is recorded",
            node->text);
        return;
    }
    if (f < 0) {
        polder_loader_unknown_field(r, node, "column", node->text, -1, -1);
        return;
    }
    const bool network = x->table.field[f]->level == POLDER_NETWORK;
    if (network != what.network)
        polder_loader_problem(r, node,
                              network ? "%s is a column of a network, and this figure wants one of "
                                        "organisations or relations"
                                      : "%s is a column of an organisation or relation, and this "
                                        "figure wants one of networks",
                              node->text);
    else
        polder_loader_problem(r, node, "%s is not recorded: name it under record.%s", node->text,
                              what.track ? "columns" : "summary");
}

static char *read_column(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                         sees_t kind)
{
    char *name = NULL;
    if (!polder_loader_text(r, node, what, &name)) return NULL;
    if (is_there(r->x, name, kind)) return name;
    no_such_column(r, node, kind);
    free(name);
    return NULL;
}

static void read_columns(polder_loader_t *r, const polder_yaml_node_t *node, polder_figure_t *f)
{
    const polder_yaml_node_t *of = polder_yaml_get(node, "of"), *by = polder_yaml_get(node, "by");
    const polder_figure_kind_t *kind = f->kind;
    if (of && !kind->of) polder_loader_problem(r, of, "%s takes no column", kind->name);
    if (!of && kind->of) polder_loader_problem(r, node, "%s needs a column: of", kind->name);
    const int n_of = of && kind->of ? items_of(of) : 0;
    const bool one = !sees(f, true).network;
    if (n_of > POLDER_FIGURE_MOST / 2 || (n_of > 1 && one))
        polder_loader_problem(r, of, "of has at most %d columns here",
                              one ? 1 : POLDER_FIGURE_MOST / 2);
    for (int i = 0; i < n_of && f->n_of < POLDER_FIGURE_MOST / 2; i++) {
        char *name = read_column(r, item_of(of, i), "of", sees(f, true));
        if (name) f->column[f->n_of++] = name;
    }
    f->n_column = f->n_of;
    if (!check_number(r, by ? by : node, kind, "by", by ? items_of(by) : 0, kind->by)) return;
    for (int i = 0; by && i < items_of(by); i++) {
        char *name = read_column(r, item_of(by, i), "by", sees(f, false));
        if (name && f->n_column > 0 && f->n_column < POLDER_FIGURE_MOST)
            f->column[f->n_column++] = name;
        else
            free(name);
    }
}

static bool read_arm(polder_loader_t *r, const polder_yaml_node_t *node, char **arm)
{
    const char *name[POLDER_FIGURE_MOST];
    size_t n = 0;
    if (!polder_loader_text(r, node, polder_report_text(r->report, "an arm"), arm)) return false;
    if (polder_sample_arm(r->x, *arm) >= 0) return true;
    for (int a = 0; a < r->x->n_arm && n < POLDER_FIGURE_MOST; a++) name[n++] = r->x->arm[a].name;
    polder_loader_unknown(r, node, "arm", *arm, name, n);
    free(*arm);
    *arm = NULL;
    return false;
}

static void read_arms(polder_loader_t *r, const polder_yaml_node_t *node, polder_figure_t *f)
{
    const polder_yaml_node_t *arms = polder_yaml_get(node, "arms");
    const int n = arms ? items_of(arms) : 0;
    if (!check_number(r, arms ? arms : node, f->kind, "arms", n, f->kind->arms)) return;
    for (int i = 0; i < n; i++)
        if (read_arm(r, item_of(arms, i), &f->arm[f->n_arm])) f->n_arm++;
}

/* ---- numbers ---- */

static void read_months(polder_loader_t *r, const polder_yaml_node_t *node, polder_figure_t *f)
{
    const polder_yaml_node_t *months = polder_yaml_get(node, "months");
    const int n = months ? items_of(months) : 0, every = r->x->record.every;
    if (!check_number(r, months ? months : node, f->kind, "months", n, f->kind->months)) return;
    for (int i = 0; i < n; i++) {
        const polder_yaml_node_t *item = item_of(months, i);
        int64_t month = 0;
        if (!polder_loader_whole(r, item, "months", 0, polder_experiment_last(r->x), &month))
            return;
        if (f->kind->of && every > 1 && month % every != 0)
            polder_loader_problem(r, item, "month %d is not recorded: every %d months are",
                                  (int)month, every);
        f->month[f->n_month++] = (int)month;
    }
    if (!f->kind->of && n == 2 && f->month[0] >= f->month[1])
        polder_loader_problem(r, months, "the second month must come after the first");
}

static void read_at(polder_loader_t *r, const polder_yaml_node_t *node, polder_figure_t *f)
{
    const polder_yaml_node_t *at = polder_yaml_get(node, "at"),
                             *cuts = polder_yaml_get(node, "cuts");
    f->at = f->kind->usual;
    if (at && !f->kind->at) polder_loader_problem(r, at, "%s takes no at", f->kind->name);
    if (at && f->kind->at && !polder_loader_number(r, at, "at", &f->at)) return;
    if (at && !(f->at >= -1e6 && f->at <= 1e6))
        polder_loader_problem(r, at, "at = %.40s: %s, no more than a million", at->text,
                              f->kind->at);
    else if (at && f->kind->rows == POLDER_EACH_NETWORK && !f->kind->of && !(f->at >= 1))
        polder_loader_problem(r, at, "at = %.40s: %s, at least 1", at->text, f->kind->at);
    else if (at && f->kind->rows == POLDER_EACH_EVENT &&
             !(f->at >= 1 && f->at <= polder_experiment_last(r->x) && f->at == (int)f->at))
        polder_loader_problem(r, at, "at = %.40s: %s, a whole number from 1 to the horizon, %d",
                              at->text, f->kind->at, polder_experiment_last(r->x));
    for (int i = 0; cuts && i < items_of(cuts) && i < POLDER_FIGURE_MOST; i++) {
        const polder_yaml_node_t *item = item_of(cuts, i);
        f->cut[i] = NAN;
        if (item->kind == POLDER_YAML_SCALAR && strcmp(item->text, "median") == 0)
            f->n_cut++;
        else if (polder_loader_number(r, item, "cuts", &f->cut[i]))
            f->n_cut++;
    }
    if (f->kind->rows == POLDER_EACH_EVENT && f->n_cut < f->n_column - 1)
        polder_loader_problem(r, cuts ? cuts : node, "%s needs cuts, a number for each of by",
                              f->kind->name);
    if (cuts && items_of(cuts) > f->kind->by[1])
        polder_loader_problem(r, cuts, "cuts are of the columns under by: at most %d",
                              f->kind->by[1]);
}

/* A pair of numbers, the second not below the first. */
static bool read_pair(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                      double *low, double *high)
{
    if (node->kind != POLDER_YAML_SEQUENCE || node->n != 2) {
        polder_loader_problem(r, node, "%s needs two numbers: [from, to]", what);
        return false;
    }
    if (!polder_loader_number(r, node->item[0], what, low) ||
        !polder_loader_number(r, node->item[1], what, high))
        return false;
    if (*low <= *high) return true;
    polder_loader_problem(r, node, "%s: %.20s is above %.20s", what, node->item[0]->text,
                          node->item[1]->text);
    return false;
}

static void read_criterion(polder_loader_t *r, const polder_yaml_node_t *node, polder_figure_t *f)
{
    static const char *const key[] = {"within", "at_least", "at_most", "above", "below"};
    polder_criterion_t *c = &f->criterion;
    for (int i = 0; i < 5; i++) {
        const polder_yaml_node_t *item = polder_yaml_get(node, key[i]);
        double number = 0;
        if (!item) continue;
        if (c->kind != POLDER_NO_CRITERION) {
            polder_loader_problem(r, item, "a figure has one criterion");
            return;
        }
        c->kind = (polder_criterion_kind_t)(POLDER_WITHIN + i);
        if (i == 0)
            (void)read_pair(r, item, key[i], &c->low, &c->high);
        else if (polder_loader_number(r, item, key[i], &number))
            c->low = c->high = number;
    }
}

/* ---- which networks ---- */

/* One number or word stands for itself. */
static bool read_range(polder_loader_t *r, const polder_yaml_node_t *key,
                       const polder_yaml_node_t *node, polder_range_t *range)
{
    const int f = polder_table_find(&r->x->table, key->text); /* −1 of NAME@MONTH: a number */
    if (node->kind == POLDER_YAML_SEQUENCE) {
        if (!read_pair(r, node, key->text, &range->low, &range->high)) return false;
        range->low = (double)(float)range->low; /* as it is kept of a network */
        range->high = (double)(float)range->high;
        return true;
    }
    const bool good =
        f >= 0 ? polder_loader_constant(r, node, key->text, r->x->table.field[f], &range->low)
               : polder_loader_number(r, node, key->text, &range->low);
    range->high = range->low = (double)(float)range->low;
    return good;
}

static void read_where(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                       polder_where_t *where)
{
    if (!node || !polder_loader_mapping(r, node, what)) return;
    for (int i = 0; i < node->n && where->n < POLDER_FIGURE_MOST; i++) {
        polder_range_t range = {0};
        if (!is_there(r->x, node->key[i]->text, (sees_t){.network = true})) {
            no_such_column(r, node->key[i], (sees_t){.network = true});
            continue;
        }
        if (!read_range(r, node->key[i], node->item[i], &range)) continue;
        range.column = strdup(node->key[i]->text);
        if (!range.column) {
            polder_loader_no_memory(r);
            return;
        }
        where->range[where->n++] = range;
    }
}

/* A mapping that has to be there. */
static bool read_mapping(polder_loader_t *r, const polder_yaml_node_t *node, const char *what)
{
    if (!polder_yaml_is_nothing(node)) return polder_loader_mapping(r, node, what);
    polder_loader_problem(r, node, "%s is empty", what);
    return false;
}

static void read_cell(polder_loader_t *r, const polder_yaml_node_t *node, polder_figure_t *f)
{
    polder_cell_t *cell = &f->cell[f->n_cell];
    if (!read_mapping(r, node, polder_report_text(r->report, "a cell"))) return;
    polder_keys_check(r, &polder_cell_keys, node);
    const polder_yaml_node_t *where = polder_yaml_get(node, "where"),
                             *best = polder_yaml_get(node, "best");
    if (!where || !best) {
        polder_loader_problem(r, node, "a cell says where, and which arm should be best");
        return;
    }
    f->n_cell++;
    read_where(r, where, "where", &cell->where);
    if (!read_arm(r, best, &cell->best)) return;
    bool mine = false;
    for (int a = 0; a < f->n_arm; a++) mine |= strcmp(f->arm[a], cell->best) == 0;
    if (!mine) polder_loader_problem(r, best, "%s is none of the arms of this figure", cell->best);
}

static void read_cells(polder_loader_t *r, const polder_yaml_node_t *node, polder_figure_t *f)
{
    const polder_yaml_node_t *cells = polder_yaml_get(node, "cells");
    if (cells && !f->kind->cells)
        polder_loader_problem(r, cells, "%s takes no cells", f->kind->name);
    if (!f->kind->cells) return;
    if (!cells || cells->kind != POLDER_YAML_SEQUENCE || cells->n == 0 ||
        cells->n > POLDER_FIGURE_MOST) {
        polder_loader_problem(r, cells ? cells : node, "%s needs a list of 1 to %d cells",
                              f->kind->name, POLDER_FIGURE_MOST);
        return;
    }
    for (int i = 0; i < cells->n; i++) read_cell(r, cells->item[i], f);
}

/* ---- a figure ---- */

static const polder_figure_kind_t *find_kind(polder_loader_t *r, const polder_yaml_node_t *node)
{
    const polder_yaml_node_t *word = polder_yaml_get(node, "figure");
    const char *name[64];
    if (!word || word->kind != POLDER_YAML_SCALAR) {
        polder_loader_problem(r, node, "a figure needs its kind, such as figure: share");
        return NULL;
    }
    for (int k = 0; k < polder_n_figure_kind && k < 64; k++) {
        if (strcmp(polder_figure_kinds[k].name, word->text) == 0) return &polder_figure_kinds[k];
        name[k] = polder_figure_kinds[k].name;
    }
    polder_loader_unknown(r, word, "figure", word->text, name, (size_t)polder_n_figure_kind);
    return NULL;
}

/* Figures of relations and of members see columns of one level. */
static void check_levels(polder_loader_t *r, const polder_yaml_node_t *node,
                         const polder_figure_t *f)
{
    const polder_experiment_t *x = r->x;
    const polder_rows_kind_t rows = f->kind->rows;
    if (rows == POLDER_EACH_NETWORK || rows == POLDER_EACH_COURSE) return;
    if (strcmp(f->kind->name, "place-rank") == 0 && !x->network)
        polder_loader_problem(r, node,
                              "place-rank needs a network file: drawn networks do not have the "
                              "same organisations");
    if (rows == POLDER_EACH_LEAVER && f->n_column > 0) {
        const int a = polder_sample_track(x, f->column[0]);
        if (x->table.field[x->record.track[a]]->level != POLDER_ORGANISATION)
            polder_loader_problem(r, node, "%s is not one of organisations", f->column[0]);
    }
    for (int i = 1; i < f->n_column; i++) {
        const int a = polder_sample_track(x, f->column[0]),
                  b = polder_sample_track(x, f->column[i]);
        if (x->table.field[x->record.track[a]]->level != x->table.field[x->record.track[b]]->level)
            polder_loader_problem(r, node, "%s and %s are of different levels", f->column[0],
                                  f->column[i]);
    }
}

/* Total indices need blocks of points that differ in one factor. */
static void check_design(polder_loader_t *r, const polder_yaml_node_t *node,
                         const polder_figure_t *f)
{
    const polder_design_t *design = &r->x->design;
    if (strcmp(f->kind->name, "total-lead") != 0) return;
    if (!design->kind || strcmp(design->kind, "saltelli") != 0) {
        polder_loader_problem(
            r, polder_yaml_get(node, "figure"),
            design->kind ? "%s needs a design of kind saltelli, and this one is of kind %s"
                         : "%s needs a design of kind saltelli, and this one has no design",
            f->kind->name, design->kind ? design->kind : "");
        return;
    }
    const char *by = f->n_column > 1 ? f->column[f->n_column - 1] : NULL;
    for (int i = 0; by && i < design->n_factor; i++)
        if (strcmp(design->factor[i].name, by) == 0) return;
    if (by)
        polder_loader_problem(r, polder_yaml_get(node, "by"), "%s is no factor of the design", by);
}

/* Figures that go from one record to the next take that for a month. */
static void check_every(polder_loader_t *r, const polder_yaml_node_t *node,
                        const polder_figure_t *f)
{
    const int every = r->x->record.every;
    const bool monthly = f->kind->rows == POLDER_EACH_LEAVER ||
                         f->kind->rows == POLDER_EACH_EVENT || strcmp(f->kind->name, "fano") == 0;
    if (monthly && every > 1)
        polder_loader_problem(r, polder_yaml_get(node, "figure"),
                              "%s counts single months and needs record.every = 1, not %d",
                              f->kind->name, every);
}

static void read_figure(polder_loader_t *r, const polder_yaml_node_t *node, polder_figure_t *f)
{
    if (!read_mapping(r, node, "a figure")) return;
    polder_keys_check(r, &polder_figure_keys, node);
    f->kind = find_kind(r, node);
    if (!f->kind) return;
    const polder_yaml_node_t *name = polder_yaml_get(node, "name"),
                             *name_nl = polder_yaml_get(node, "name_nl");
    if (name) (void)polder_loader_text(r, name, "name", &f->name);
    if (name_nl) (void)polder_loader_text(r, name_nl, "name_nl", &f->name_nl);
    read_months(r, node, f);
    read_columns(r, node, f);
    read_arms(r, node, f);
    read_at(r, node, f);
    read_criterion(r, node, f);
    read_where(r, polder_yaml_get(node, "where"), "where", &f->where);
    read_where(r, polder_yaml_get(node, "either"), "either", &f->either);
    read_cells(r, node, f);
    check_design(r, node, f);
    check_every(r, node, f);
    if (r->n_problem == 0) check_levels(r, node, f);
}

static void read_figures(polder_loader_t *r, const polder_yaml_node_t *section, polder_fact_t *fact)
{
    if (!polder_experiment_ends_together(r->x))
        polder_loader_problem(r, section,
                              "the arms of a fact live equally long: leave out their horizon");
    const polder_yaml_node_t *list = polder_yaml_get(section, "figures");
    if (!list || list->kind != POLDER_YAML_SEQUENCE || list->n == 0 || list->n > MOST_FIGURES) {
        polder_loader_problem(r, list ? list : section, "a fact needs a list of 1 to %d figures",
                              MOST_FIGURES);
        return;
    }
    fact->figure = calloc((size_t)list->n, sizeof *fact->figure);
    if (!fact->figure) {
        polder_loader_no_memory(r);
        return;
    }
    for (int i = 0; i < list->n; i++)
        read_figure(r, list->item[i], &fact->figure[fact->n_figure++]);
}

/* ---- the head ---- */

/* One of them; `words`: what it may be, or NULL. */
static void read_text(polder_loader_t *r, const polder_yaml_node_t *section, const char *key,
                      bool needed, const char *words, char **text)
{
    const polder_yaml_node_t *node = polder_yaml_get(section, key);
    int index = 0;
    if (!node && needed) polder_loader_problem(r, section, "a fact needs %s", key);
    if (!node || !polder_loader_text(r, node, key, text)) return;
    size_t n = strlen(*text);
    while (n > 0 && (*text)[n - 1] == '\n') (*text)[--n] = '\0'; /* of a block */
    if (words) (void)polder_loader_choice(r, node, key, words, &index);
}

static void read_texts(polder_loader_t *r, const polder_yaml_node_t *section, polder_fact_t *fact)
{
    polder_keys_check(r, &polder_fact_keys, section);
#define READ(name, needed, words, says) read_text(r, section, #name, needed, words, &fact->name);
    POLDER_FACT_TEXTS(READ)
#undef READ
}

/* Does the scenario take its network from a file? */
static bool has_file(const polder_yaml_node_t *root)
{
    const polder_yaml_node_t *network = polder_yaml_get(root, "network");
    return network && network->kind == POLDER_YAML_MAPPING && polder_yaml_get(network, "file");
}

/* A whole number that the scenario itself gives for `seed` or `replicates`. */
static bool given(const polder_yaml_node_t *root, const char *key, unsigned long long *number)
{
    const polder_yaml_node_t *node = polder_yaml_get(root, key);
    if (!node || node->kind != POLDER_YAML_SCALAR) return false;
    *number = strtoull(node->text, NULL, 10);
    return true;
}

/* What the note of a fact was written for, and whether the experiment is that one. */
static void compare_with_note(polder_loader_t *r, const polder_yaml_node_t *root,
                              const polder_scenario_options_t *options, polder_fact_t *fact)
{
    unsigned long long seed = 0, replicates = 0;
    const bool own_seed = given(root, "seed", &seed);
    const bool own_replicates = given(root, "replicates", &replicates);
    const bool changed = options->n_set > 0;
    char text[2][48] = {"the usual seed", "the usual number of replicates"};
    if (own_seed) snprintf(text[0], sizeof text[0], "seed %llu", seed);
    if (own_replicates) snprintf(text[1], sizeof text[1], "%llu replicates", replicates);
    if (asprintf(&fact->written_for, "%s, %s", text[0], text[1]) < 0) {
        fact->written_for = NULL;
        polder_loader_no_memory(r);
    }
    fact->as_written = !options->network && (own_seed ? seed == r->x->seed : !changed) &&
                       (own_replicates ? replicates == (uint64_t)r->x->replicates : !changed);
}

static const polder_yaml_node_t *find_section(const polder_yaml_t *yaml)
{
    const polder_yaml_node_t *root = yaml->root;
    return root && root->kind == POLDER_YAML_MAPPING ? polder_yaml_get(root, "fact") : NULL;
}

static int problems_of(const polder_loader_t *r)
{
    return r->no_memory ? POLDER_MEMORY : r->n_problem || r->yaml->n_problem ? POLDER_INPUT : 0;
}

static int read_section(polder_loader_t *r, polder_fact_t *fact, const char *text, size_t length,
                        const char *name, const char *folder,
                        const polder_scenario_options_t *options)
{
    const polder_yaml_node_t *root = r->yaml->root, *section = find_section(r->yaml);
    if (!section)
        return polder_fail_at(r->report, POLDER_INPUT,
                              &(polder_place_t){.file = name, .line = 1, .column = 1},
                              "this file holds no fact: there is no section fact");
    if (!read_mapping(r, section, "fact")) return POLDER_INPUT;
    read_texts(r, section, fact);
    fact->takes_network = !fact->not_examined && (fact->needs || has_file(root));
    fact->skipped = fact->needs && !(options && options->network);
    if (!fact->skipped && !fact->not_examined) {
        polder_scenario_options_t mine = options ? *options : (polder_scenario_options_t){0};
        if (!fact->takes_network) mine.network = NULL;
        const int code = polder_scenario_parse(text, length, name, folder, &mine, r->x, r->report);
        if (code < 0) return code;
        compare_with_note(r, root, &mine, fact);
        read_figures(r, section, fact);
    }
    return problems_of(r);
}

int polder_fact_parse(const char *text, size_t length, const char *name, const char *folder,
                      const polder_scenario_options_t *options, polder_fact_t *fact,
                      polder_experiment_t *x, polder_report_t *report)
{
    polder_yaml_t yaml = {0};
    *fact = (polder_fact_t){0};
    *x = (polder_experiment_t){0};
    polder_loader_t r = {.yaml = &yaml, .x = x, .report = report};
    int code = polder_yaml_parse(&yaml, text, length, 0, name, report);
    r.plain = newlocale(LC_ALL_MASK, "C", (locale_t)0);
    if (code >= 0 && !r.plain) code = polder_out_of_memory(report);
    if (code >= 0) code = read_section(&r, fact, text, length, name, folder, options);
    if (r.plain) freelocale(r.plain);
    polder_yaml_free(&yaml);
    if (code < 0) {
        polder_fact_free(fact);
        polder_experiment_free(x);
    }
    return code;
}

int polder_fact_read(const char *path, const polder_scenario_options_t *options,
                     polder_fact_t *fact, polder_experiment_t *x, polder_report_t *report)
{
    char *text = NULL;
    size_t length = 0;
    *fact = (polder_fact_t){0};
    *x = (polder_experiment_t){0};
    int code = polder_yaml_load(path, true, &text, &length, report);
    if (code < 0) return code;
    const char *slash = strrchr(path, '/');
    char *folder = slash ? strndup(path, (size_t)(slash - path) + 1) : NULL;
    code = slash && !folder
               ? polder_out_of_memory(report)
               : polder_fact_parse(text, length, path, folder, options, fact, x, report);
    free(folder);
    free(text);
    return code;
}

int polder_fact_check(const char *path, polder_experiment_t *x, polder_report_t *report)
{
    char *text = NULL;
    size_t length = 0;
    polder_yaml_t yaml = {0};
    polder_fact_t fact = {0};
    polder_experiment_t none = {0};
    polder_loader_t r = {.yaml = &yaml, .x = x ? x : &none, .report = report};
    /* What is wrong with the file itself is known; a pipe cannot be read again. */
    int code = polder_yaml_load(path, false, &text, &length, NULL) < 0 ||
                       polder_yaml_parse(&yaml, text, length, 0, path, NULL) < 0
                   ? POLDER_INPUT
                   : 0;
    const polder_yaml_node_t *section = code >= 0 ? find_section(&yaml) : NULL;
    r.plain = section ? newlocale(LC_ALL_MASK, "C", (locale_t)0) : (locale_t)0;
    if (section && !r.plain) code = polder_out_of_memory(report);
    if (r.plain && read_mapping(&r, section, "fact")) {
        read_texts(&r, section, &fact);
        if (x && !fact.not_examined) read_figures(&r, section, &fact);
    }
    code = section && code >= 0 ? problems_of(&r) : code == POLDER_MEMORY ? code : 0;
    if (r.plain) freelocale(r.plain);
    polder_fact_free(&fact);
    polder_yaml_free(&yaml);
    free(text);
    return code;
}

void polder_fact_free(polder_fact_t *fact)
{
    for (int i = 0; i < fact->n_figure; i++) polder_figure_free(&fact->figure[i]);
    free(fact->figure);
#define FREE(name, needed, words, says) free(fact->name);
    POLDER_FACT_TEXTS(FREE)
#undef FREE
    free(fact->written_for);
    *fact = (polder_fact_t){0};
}

polder_verdict_t polder_fact_verdict(const polder_fact_t *fact, const polder_measured_t *measured)
{
    polder_verdict_t all = POLDER_REPORTED;
    if (fact->skipped || fact->not_examined) return POLDER_NOT_EXAMINED;
    for (int i = 0; i < fact->n_figure; i++) {
        const polder_verdict_t one =
            polder_figure_verdict(&fact->figure[i].criterion, &measured[i]);
        if (one == POLDER_FAILS) return POLDER_FAILS;
        if (one == POLDER_NOT_EXAMINED) all = POLDER_NOT_EXAMINED;
        if (one == POLDER_HOLDS && all == POLDER_REPORTED) all = POLDER_HOLDS;
    }
    return all;
}

bool polder_fact_unsure(const polder_fact_t *fact, const polder_measured_t *measured)
{
    const polder_verdict_t all = polder_fact_verdict(fact, measured);
    bool one = false, every = true;
    if (all != POLDER_HOLDS && all != POLDER_FAILS) return false;
    for (int i = 0; i < fact->n_figure; i++) {
        const polder_criterion_t *c = &fact->figure[i].criterion;
        const bool unsure = polder_figure_unsure(c, &measured[i]);
        one |= unsure;
        if (polder_figure_verdict(c, &measured[i]) == POLDER_FAILS) every &= unsure;
    }
    return all == POLDER_HOLDS ? one : every;
}

const char *polder_verdict_name(polder_verdict_t verdict)
{
    static const char *const name[] = {POLDER_TEXT("holds"), POLDER_TEXT("fails"),
                                       POLDER_TEXT("not examined"), POLDER_TEXT("reported")};
    return name[verdict];
}
