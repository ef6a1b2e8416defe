/* scenario_design.c: the section "design" of a scenario: which points to try. See loader.h and,
 * for the mathematics, engine/design. */
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "design/design.h"
#include "kernel/fnv.h"
#include "scenario/axis.h"
#include "scenario/key.h"
#include "scenario/manners.h"
#include "scenario/schema.h"

enum { MOST_NUMBERS = 50000000 }; /* of all points together */

typedef struct {
    polder_loader_t *r;
    const polder_yaml_node_t *node, *kind_node, *factors;
    polder_design_kind_t kind;
    const polder_yaml_node_t *file, *ignore, *hash;
    int64_t all_points; /* that there should be; 0: not said */
    polder_design_t as; /* its numbers, as the scenario says */
    int n_lead;         /* axes that are varied each for itself; those that follow stand behind */
    polder_points_t p;
} plan_t;

#define IN(kind) (1u << (kind))
#define SAMPLED                                                                                    \
    (IN(POLDER_LATIN_HYPERCUBE) | IN(POLDER_SOBOL) | IN(POLDER_MORRIS) | IN(POLDER_SALTELLI))

static const char *kind_name(const plan_t *d, int *length)
{
    return polder_choice_at(POLDER_DESIGN_KINDS, (int)d->kind, length);
}

/* Are there all keys this kind needs, and no others? */
static bool check_keys(plan_t *d)
{
    const int before = d->r->n_problem;
    int length = 0;
    const char *kind = kind_name(d, &length);
    for (int i = 0; i < d->node->n; i++) {
        const polder_yaml_node_t *at = d->node->key[i];
        const polder_key_t *key = polder_key_find(&polder_design_keys, at->text);
        if (!key)
            polder_key_unknown(d->r, &polder_design_keys, at);
        else if (!(key->of & IN(d->kind)))
            polder_loader_problem(d->r, at, "%s has no meaning for a design of kind %.*s", at->text,
                                  length, kind);
    }
    for (size_t k = 0; k < polder_design_keys.n; k++) {
        const polder_key_t *key = &polder_design_keys.key[k];
        if ((key->of & key->needed & IN(d->kind)) && !polder_yaml_get(d->node, key->name))
            polder_loader_problem(d->r, d->kind_node, "a design of kind %.*s needs %s", length,
                                  kind, key->name);
    }
    return d->r->n_problem == before;
}

static bool read_kind(plan_t *d)
{
    int kind = 0;
    d->kind_node = polder_yaml_get(d->node, "kind");
    if (!d->kind_node) {
        polder_loader_problem(d->r, d->node, "design needs a kind: %s", POLDER_DESIGN_KINDS);
        return false;
    }
    if (!polder_loader_choice(d->r, d->kind_node, "design.kind", POLDER_DESIGN_KINDS, &kind))
        return false;
    d->kind = (polder_design_kind_t)kind;
    return true;
}

/* Names of columns, which may be empty: write ''. */
static void load_ignore(polder_loader_t *r, const polder_found_t *found, void *into)
{
    const polder_yaml_node_t *list = found->node;
    bool good = list->kind == POLDER_YAML_SEQUENCE && list->n > 0;
    for (int i = 0; good && i < list->n; i++)
        good = list->item[i]->kind == POLDER_YAML_SCALAR && !polder_yaml_is_nothing(list->item[i]);
    if (!good)
        polder_loader_problem(r, list,
                              "design.ignore needs a list of names of columns, such as [run]");
    polder_load_node(r, found, into);
}

static void load_levels(polder_loader_t *r, const polder_found_t *found, void *into)
{
    const int before = r->n_problem;
    polder_load_whole(r, found, into);
    if (r->n_problem == before && ((plan_t *)into)->as.levels % 2)
        polder_loader_problem(r, found->node,
                              "design.levels = %s: Morris trajectories need an even number",
                              found->node->text);
}

static bool read_numbers(plan_t *d)
{
    const int before = d->r->n_problem;
    d->as.levels = d->kind == POLDER_MORRIS ? 4 : 0;
    d->as.shift = true;
    polder_keys_load_known(d->r, &polder_design_keys, d->node, d);
    return d->r->n_problem == before;
}

/* ---- factors ---- */

/* Two factors of one field do not go together, unless they are two arguments of its
 * distribution. */
static void check_twice(plan_t *d, int k)
{
    const polder_axis_t *axis = &d->p.axis[k];
    for (int i = 0; i < k; i++) {
        const polder_axis_t *other = &d->p.axis[i];
        if (other->field != axis->field) continue;
        if (axis->field < 0 && strcmp(other->name, axis->name) != 0) continue;
        if (other->argument >= 0 && axis->argument >= 0 && other->argument != axis->argument)
            continue;
        polder_loader_problem(d->r, axis->key ? axis->key : d->file,
                              "%s and %s are factors of the same value", other->name, axis->name);
        return;
    }
}

/* The text of an experiment has them in a list, [{relations.trust: …}, …]: their order counts. */
static bool is_list(const polder_yaml_node_t *factors)
{
    bool list = factors->kind == POLDER_YAML_SEQUENCE && factors->n > 0;
    for (int i = 0; list && i < factors->n; i++)
        list = factors->item[i]->kind == POLDER_YAML_MAPPING && factors->item[i]->n == 1;
    return list;
}

static bool read_factors(plan_t *d)
{
    const polder_yaml_node_t *factors = d->factors;
    const int before = d->r->n_problem;
    const bool listed = is_list(factors);
    if ((!listed && !polder_loader_mapping(d->r, factors, "design.factors")) || factors->n == 0) {
        if (d->r->n_problem == before)
            polder_loader_problem(d->r, factors,
                                  "a design needs factors, such as relations.trust: [0.2, 0.8]");
        return false;
    }
    d->p.axis = calloc((size_t)factors->n, sizeof *d->p.axis);
    if (!d->p.axis) {
        polder_loader_no_memory(d->r);
        return false;
    }
    for (int i = 0; i < factors->n; i++) {
        polder_axis_t *axis = &d->p.axis[d->p.n_axis];
        const polder_yaml_node_t *key = listed ? factors->item[i]->key[0] : factors->key[i];
        const polder_yaml_node_t *item = listed ? factors->item[i]->item[0] : factors->item[i];
        if (!polder_axis_find(d->r, key, key->text, axis)) {
            polder_axis_free(axis);
            continue;
        }
        axis->key = key;
        (void)polder_axis_read(d->r, item, (SAMPLED & IN(d->kind)) != 0, axis);
        axis->with = polder_axis_with(item);
        check_twice(d, d->p.n_axis++);
    }
    return d->r->n_problem == before;
}

/* The factors of a CSV file may be listed too: then these must be its columns. */
static void check_columns(plan_t *d)
{
    enum { MOST = 1000 };
    const char *column[MOST];
    const int n = d->p.n_axis < MOST ? d->p.n_axis : MOST;
    if (d->factors->kind != POLDER_YAML_SEQUENCE) {
        polder_loader_problem(d->r, d->factors,
                              "the values are in %s: design.factors can only be a list of names",
                              d->p.path);
        return;
    }
    for (int k = 0; k < n; k++) column[k] = d->p.axis[k].name;
    for (int i = 0; i < d->factors->n; i++) {
        const polder_yaml_node_t *name = d->factors->item[i];
        bool found = false;
        for (int k = 0; k < n && name->text; k++) found |= strcmp(name->text, column[k]) == 0;
        if (!found && name->text)
            polder_loader_unknown(d->r, name, "column", name->text, column, (size_t)n);
        else if (!found)
            polder_loader_problem(d->r, name, "design.factors needs names of columns");
    }
    for (int k = 0; k < n; k++) {
        bool found = false;
        for (int i = 0; i < d->factors->n; i++)
            found |= d->factors->item[i]->text && strcmp(d->factors->item[i]->text, column[k]) == 0;
        if (!found)
            polder_loader_problem(d->r, d->factors, "the column %s of %s is not among the factors",
                                  column[k], d->p.path);
    }
}

/* A problem with a factor at a point: in the CSV file, or at the name of the factor. */
static void point_problem(plan_t *d, const polder_axis_t *axis, int64_t point, const char *why)
{
    polder_yaml_t *before = d->r->yaml;
    const polder_yaml_node_t row = {.begin = d->p.row ? d->p.row[point] : 0,
                                    .end = d->p.row ? d->p.row[point] + 1 : 0};
    if (d->p.row) d->r->yaml = &d->p.file;
    polder_loader_problem(d->r, d->p.row ? &row : axis->key, "%s at point %lld: %s", axis->name,
                          (long long)point, polder_report_text(d->r->report, why));
    d->r->yaml = before;
}

/* They are from a file too, if not from a CSV file: each must be one that could be read there. The
 * first bad one of each factor is told. */
static bool check_values(plan_t *d)
{
    const int n = d->p.n_axis, before = d->r->n_problem;
    for (int k = 0; k < n; k++) {
        const polder_axis_t *axis = &d->p.axis[k];
        const polder_field_t *field = polder_axis_field(d->r, axis);
        const char *wrong = NULL;
        for (int64_t p = 0; p < d->p.n_point && !wrong; p++) {
            wrong = polder_loader_number_wrong(field, axis->kind, axis->argument,
                                               d->p.value[p * n + k]);
            if (wrong) point_problem(d, axis, p, wrong);
        }
        check_twice(d, k);
    }
    return d->r->n_problem == before;
}

/* Points that are at hand: the file need not be read. */
static bool take_points(plan_t *d)
{
    const polder_given_t *given = d->r->given;
    const polder_yaml_node_t *names = d->factors;
    if (!names || names->kind != POLDER_YAML_SEQUENCE || names->n != given->n_factor) {
        polder_loader_problem(d->r, d->kind_node, "its factors are not those of its points");
        return false;
    }
    const size_t n = (size_t)given->n_point * (size_t)given->n_factor;
    d->p.axis = calloc((size_t)names->n, sizeof *d->p.axis);
    d->p.value = malloc(n * sizeof *d->p.value);
    if (!d->p.axis || !d->p.value) {
        polder_loader_no_memory(d->r);
        return false;
    }
    memcpy(d->p.value, given->value, n * sizeof *d->p.value);
    d->p.n_point = given->n_point;
    for (; d->p.n_axis < names->n; d->p.n_axis++) {
        const polder_yaml_node_t *name = names->item[d->p.n_axis];
        polder_axis_t *axis = &d->p.axis[d->p.n_axis];
        axis->key = name;
        const bool found = polder_axis_find(d->r, name, name->text ? name->text : "", axis);
        axis->key = name;
        if (!found) {
            polder_axis_free(axis);
            return false;
        }
    }
    return check_values(d);
}

static bool read_file(plan_t *d)
{
    const int before = d->r->n_problem;
    if (d->r->given && d->r->given->value) return take_points(d);
    if (!polder_points_read(d->r, d->file, d->ignore, &d->p)) return false;
    for (int k = 0; k < d->p.n_axis; k++) check_twice(d, k);
    if (d->factors) check_columns(d);
    return d->r->n_problem == before;
}

/* ---- points ---- */

static bool fits(plan_t *d, int64_t n)
{
    const int64_t most = POLDER_MAX_CASES / d->r->x->n_arm;
    if (n < 0)
        polder_loader_problem(d->r, d->factors, "the design has more than %d points",
                              POLDER_MAX_CASES);
    else if (n > most && d->r->x->n_arm > 1)
        polder_loader_problem(d->r, d->kind_node,
                              "%lld points with %d arms are too many: at most %d cases",
                              (long long)n, d->r->x->n_arm, POLDER_MAX_CASES);
    else if (n > most)
        polder_loader_problem(d->r, d->kind_node, "%lld points are too many: at most %lld",
                              (long long)n, (long long)most);
    else if (n * d->p.n_axis > MOST_NUMBERS)
        polder_loader_problem(d->r, d->kind_node,
                              "%lld points with %d factors are too many: at most %d numbers",
                              (long long)n, d->p.n_axis, MOST_NUMBERS);
    else
        return true;
    return false;
}

static bool make_room(plan_t *d, int64_t n)
{
    if (!fits(d, n)) return false;
    d->p.n_point = n;
    d->p.value = malloc((size_t)n * (size_t)d->p.n_axis * sizeof *d->p.value);
    if (!d->p.value) polder_loader_no_memory(d->r);
    return d->p.value != NULL;
}

/* One-at-a-time passes over the value that a factor has anyway: it is the first point. It goes to
 * the end of the list; how many are left. */
static bool drop_base(plan_t *d, int k, double *base, int *n)
{
    polder_axis_t *axis = &d->p.axis[k];
    double dropped = 0;
    if (!polder_axis_base(d->r, axis, base)) return false;
    *n = 0;
    for (int i = 0; i < axis->n_value; i++)
        if ((float)axis->value[i] != (float)*base)
            axis->value[(*n)++] = axis->value[i];
        else
            dropped = axis->value[i];
    if (*n < axis->n_value) axis->value[axis->n_value - 1] = dropped;
    return true;
}

static bool fill_levels(plan_t *d)
{
    const bool grid = d->kind == POLDER_GRID;
    const int k = d->p.n_axis, before = d->r->n_problem;
    int *n_level = calloc((size_t)k, sizeof *n_level), *level = NULL;
    double *base = calloc((size_t)k, sizeof *base);
    bool good = n_level && base;
    for (int i = 0; i < k && n_level && base; i++) {
        n_level[i] = d->p.axis[i].n_value;
        if (!grid) good &= drop_base(d, i, &base[i], &n_level[i]);
    }
    if (good)
        good = make_room(d, grid ? polder_grid_points(n_level, k, POLDER_MAX_CASES)
                                 : polder_one_at_a_time_points(n_level, k, POLDER_MAX_CASES));
    const size_t n = good ? (size_t)d->p.n_point * (size_t)k : 0;
    level = good ? malloc(n * sizeof *level) : NULL;
    if (level) {
        (grid ? polder_grid_fill : polder_one_at_a_time_fill)(n_level, k, level);
        for (size_t i = 0; i < n; i++) {
            const size_t f = i % (size_t)k;
            d->p.value[i] = level[i] < 0 ? base[f] : d->p.axis[f].value[level[i]];
        }
    } else if (d->r->n_problem == before) {
        polder_loader_no_memory(d->r);
    }
    const bool filled = level != NULL;
    free(n_level);
    free(level);
    free(base);
    return filled;
}

/* ---- what moves along ---- */

static bool add_follower(plan_t *d, int leader, const polder_yaml_node_t *key,
                         const polder_yaml_node_t *item)
{
    polder_axis_t *all = realloc(d->p.axis, ((size_t)d->p.n_axis + 1) * sizeof *all);
    if (!all) {
        polder_loader_no_memory(d->r);
        return false;
    }
    d->p.axis = all;
    polder_axis_t *axis = &all[d->p.n_axis];
    if (!polder_axis_find(d->r, key, key->text, axis)) {
        polder_axis_free(axis);
        return false;
    }
    axis->key = key;
    axis->leader = leader;
    check_twice(d, d->p.n_axis++);
    return polder_axis_follow(d->r, item, &all[leader], axis);
}

static bool read_followers(plan_t *d)
{
    const int before = d->r->n_problem;
    for (int k = 0; k < d->n_lead; k++) {
        const polder_yaml_node_t *with = d->p.axis[k].with;
        const bool listed = with && is_list(with);
        if (!with) continue;
        if (d->kind == POLDER_ONE_AT_A_TIME) {
            polder_loader_problem(d->r, with, "%s: nothing moves along in a design one-at-a-time",
                                  d->p.axis[k].name);
            continue;
        }
        if (!listed && (!polder_loader_mapping(d->r, with, "with") || with->n == 0)) continue;
        for (int i = 0; i < with->n; i++)
            (void)add_follower(d, k, listed ? with->item[i]->key[0] : with->key[i],
                               listed ? with->item[i]->item[0] : with->item[i]);
    }
    return d->r->n_problem == before;
}

/* Where there are no points to go along with, names can be wrong all the same. */
static void name_followers(plan_t *d)
{
    for (int k = 0; k < d->p.n_axis; k++) {
        const polder_yaml_node_t *with = d->p.axis[k].with;
        const bool listed = with && is_list(with);
        if (!with || (!listed && with->kind != POLDER_YAML_MAPPING)) continue;
        for (int i = 0; i < with->n; i++) {
            polder_axis_t axis;
            const polder_yaml_node_t *key = listed ? with->item[i]->key[0] : with->key[i];
            (void)polder_axis_find(d->r, key, key->text, &axis);
            polder_axis_free(&axis);
        }
    }
}

/* Ends of one whose leader has a list, for its range had steps, become a list as well: that is what
 * the text of the experiment has. */
static bool list_steps(plan_t *d, polder_axis_t *axis)
{
    const polder_axis_t *leader = &d->p.axis[axis->leader];
    if (axis->n_value > 0 || leader->n_value == 0) return true;
    double *value = malloc((size_t)leader->n_value * sizeof *value);
    if (!value) return false;
    for (int i = 0; i < leader->n_value; i++)
        value[i] = polder_axis_along(leader, leader->value[i], axis);
    axis->value = value;
    axis->n_value = leader->n_value;
    return true;
}

/* Each point gets the values of those that follow behind those that lead. */
static bool fill_followers(plan_t *d)
{
    const int all = d->p.n_axis, lead = d->n_lead;
    const size_t n = (size_t)d->p.n_point;
    if (all == lead) return true;
    if (!fits(d, d->p.n_point)) return false;
    double *value = malloc(n * (size_t)all * sizeof *value);
    bool good = value != NULL;
    for (int k = lead; good && k < all; k++) good = list_steps(d, &d->p.axis[k]);
    for (size_t p = 0; good && p < n; p++) {
        double *to = value + p * (size_t)all;
        memcpy(to, d->p.value + p * (size_t)lead, (size_t)lead * sizeof *to);
        for (int k = lead; k < all; k++) {
            const int leader = d->p.axis[k].leader;
            to[k] = polder_axis_along(&d->p.axis[leader], to[leader], &d->p.axis[k]);
        }
    }
    if (!good) {
        free(value);
        polder_loader_no_memory(d->r);
        return false;
    }
    free(d->p.value);
    d->p.value = value;
    return true;
}

/* So many points in a row belong together. */
static int together(const plan_t *d)
{
    if (d->kind == POLDER_MORRIS) return d->n_lead + 1;
    if (d->kind == POLDER_SALTELLI) return polder_saltelli_block(d->n_lead, d->as.second_order);
    return 1;
}

/* Sobol' points are even for a power of two of them. */
static void warn_uneven(plan_t *d)
{
    const polder_yaml_node_t *node = polder_yaml_get(d->node, "points");
    int64_t below = 1;
    while (2 * below <= d->as.points) below *= 2;
    if (below == d->as.points || !node) return;
    const polder_place_t place = polder_yaml_place(d->r->yaml, node);
    polder_warn(d->r->report, &place,
                "Sobol' points are spread evenly if their number is a power of two: %lld or %lld",
                (long long)below, 2 * (long long)below);
}

static bool fill_sample(plan_t *d)
{
    const int k = d->p.n_axis;
    const uint64_t seed = d->r->x->seed;
    const int most = d->kind == POLDER_SOBOL      ? POLDER_SOBOL_DIMENSIONS
                     : d->kind == POLDER_SALTELLI ? POLDER_SOBOL_DIMENSIONS / 2
                                                  : k;
    if (k > most) {
        polder_loader_problem(d->r, d->factors,
                              "%d factors are too many for a design of kind %s: the Sobol' "
                              "sequence has %d dimensions, which is enough for %d",
                              k, d->kind_node->text, POLDER_SOBOL_DIMENSIONS, most);
        return false;
    }
    const int64_t n = d->kind == POLDER_MORRIS ? d->as.trajectories : d->as.points;
    if (!make_room(d, n * together(d))) return false;
    double *u = d->p.value;
    int code = 0;
    if (d->kind == POLDER_LATIN_HYPERCUBE)
        code = polder_latin_hypercube(seed, (int)n, k, u, NULL);
    else if (d->kind == POLDER_SOBOL)
        code = polder_sobol(seed, d->as.shift, (int)n, k, u, NULL);
    else if (d->kind == POLDER_MORRIS)
        polder_morris(seed, (int)n, (int)d->as.levels, k, u);
    else
        code = polder_saltelli(seed, d->as.shift, (int)n, k, d->as.second_order, u, NULL);
    if (code < 0) {
        polder_loader_no_memory(d->r);
        return false;
    }
    if (d->kind == POLDER_SOBOL || d->kind == POLDER_SALTELLI) warn_uneven(d);
    for (size_t i = 0; i < (size_t)d->p.n_point * (size_t)k; i++)
        u[i] = polder_axis_at(&d->p.axis[i % (size_t)k], u[i]);
    return true;
}

/* ---- what must hold for the whole ---- */

/* Arguments that are good one by one must also make a distribution together, at each point. */
static void check_arguments(plan_t *d, int first)
{
    const int n = d->p.n_axis, field = d->p.axis[first].field;
    for (int i = 0; i < first; i++)
        if (d->p.axis[i].field == field) return; /* done */
    polder_value_t value = *polder_axis_setting(d->r, field);
    for (int64_t p = 0; p < d->p.n_point; p++) {
        for (int k = first; k < n; k++)
            if (d->p.axis[k].field == field)
                value.arg[d->p.axis[k].argument] = d->p.value[p * n + k];
        const char *wrong = polder_loader_arguments_wrong(&value);
        if (!wrong) continue;
        point_problem(d, &d->p.axis[first], p, wrong);
        return;
    }
}

static void check_sets(plan_t *d, const polder_axis_t *axis, int n_set, const char *const *set)
{
    for (int i = 0; i < n_set && axis->argument < 0; i++) {
        const size_t n = strcspn(set[i], "=");
        if (strlen(axis->name) != n || strncmp(set[i], axis->name, n) != 0) continue;
        polder_yaml_t *before = d->r->yaml;
        polder_yaml_t yaml = {.name = "--set", .text = set[i], .length = strlen(set[i])};
        d->r->yaml = &yaml;
        polder_loader_problem(d->r, &(polder_yaml_node_t){.end = n},
                              "%s is a factor of the design, which sets it at every point",
                              axis->name);
        d->r->yaml = before;
    }
}

static void check_arms(plan_t *d, const polder_axis_t *axis, const polder_yaml_node_t *node)
{
    const polder_experiment_t *x = d->r->x;
    for (int a = 0; a < x->n_arm; a++)
        for (int i = 0; i < x->arm[a].n_setting; i++)
            if (x->arm[a].setting[i].field == axis->field)
                polder_loader_problem(
                    d->r, node, "%s is a factor of the design, but the arm \"%s\" sets it too",
                    axis->name, polder_loader_arm(d->r, &x->arm[a]));
}

/* A factor that something else decides would be varied in vain. */
static void check_in_vain(plan_t *d, const polder_axis_t *axis, const polder_yaml_node_t *node)
{
    if (axis->field >= 0 && polder_loader_is_from_network(d->r, axis->field))
        polder_loader_problem(d->r, node, "%s cannot be varied: it comes from the network file",
                              axis->name);
}

static void check(plan_t *d, int n_set, const char *const *set)
{
    for (int k = 0; k < d->p.n_axis; k++) {
        const polder_axis_t *axis = &d->p.axis[k];
        const polder_yaml_node_t *node = axis->key ? axis->key : d->file;
        check_sets(d, axis, n_set, set);
        check_arms(d, axis, node);
        check_in_vain(d, axis, node);
        if (axis->argument >= 0) check_arguments(d, k);
    }
}

static uint64_t hash_points(const polder_design_t *design)
{
    uint64_t hash = POLDER_FNV_START;
    for (size_t i = 0; i < (size_t)design->n_point * (size_t)design->n_factor; i++) {
        uint64_t bits;
        memcpy(&bits, &design->value[i], sizeof bits);
        hash = polder_fnv_word(polder_fnv_word(hash, (uint32_t)bits), (uint32_t)(bits >> 32));
    }
    return hash;
}

/* Its name alone: what was read from it has a hash, and may lie anywhere. */
static bool name_file(const plan_t *d, polder_design_t *design)
{
    const char *file = d->file ? d->file->text : NULL;
    const char *slash = file ? strrchr(file, '/') : NULL;
    if (!file) return true;
    design->file = strdup(slash ? slash + 1 : file);
    return design->file != NULL;
}

static bool is_lever(const polder_experiment_t *x, const polder_factor_t *factor)
{
    return factor->field >= 0 && x->table.field[factor->field]->role == POLDER_LEVER;
}

static int count_levers(const polder_experiment_t *x)
{
    int n = 0;
    for (int i = 0; i < x->design.n_factor; i++) n += is_lever(x, &x->design.factor[i]);
    return n;
}

/* A lever is pushed in each case: what its arm does, and what its point says. */
static void push_levers(plan_t *d)
{
    polder_experiment_t *x = d->r->x;
    polder_design_t *design = &x->design;
    const size_t cases = (size_t)x->n_arm * (size_t)design->n_point;
    const int n_lever = count_levers(x);
    int most = 0;
    for (int a = 0; a < x->n_arm; a++) most = x->arm[a].n_push > most ? x->arm[a].n_push : most;
    if (n_lever == 0) return;
    design->n_push = most + n_lever;
    design->push = calloc(cases * (size_t)design->n_push, sizeof *design->push);
    if (!design->push) {
        polder_loader_no_memory(d->r);
        return;
    }
    for (size_t k = 0; k < cases; k++) {
        const polder_arm_t *arm = &x->arm[k % (size_t)x->n_arm];
        const double *value = design->value + k / (size_t)x->n_arm * (size_t)design->n_factor;
        polder_push_t *push = design->push + k * (size_t)design->n_push;
        int n = arm->n_push;
        if (n > 0) memcpy(push, arm->push, (size_t)n * sizeof *push);
        for (int i = 0; i < design->n_factor; i++) {
            if (is_lever(x, &design->factor[i]))
                push[n++] = (polder_push_t){design->factor[i].field, 1, INT_MAX, (float)value[i]};
        }
        for (; n < design->n_push; n++) push[n] = (polder_push_t){push[n - 1].field, 1, 0, 0};
    }
}

/* How interventions are done at a point: as they say, but for what varies. */
static void find_ways(const polder_experiment_t *x, const double *value, polder_way_t *way)
{
    for (int v = 0; v < x->n_intervention; v++) {
        const polder_intervention_t *of = &x->intervention[v];
        way[v] = polder_way_of(of);
        for (int i = 0; i < x->design.n_factor; i++) {
            const polder_factor_t *factor = &x->design.factor[i];
            if (factor->field < 0 && polder_manner_is_of(factor->name, of->name))
                polder_way_change(&way[v], of, factor->manner, value[i]);
        }
    }
}

static void make_ways(plan_t *d)
{
    polder_experiment_t *x = d->r->x;
    polder_design_t *design = &x->design;
    bool any = false;
    for (int i = 0; i < design->n_factor; i++) any |= design->factor[i].field < 0;
    if (!any) return;
    const size_t n = (size_t)x->n_intervention;
    design->way = calloc((size_t)design->n_point * n, sizeof *design->way);
    if (!design->way) {
        polder_loader_no_memory(d->r);
        return;
    }
    for (size_t p = 0; p < (size_t)design->n_point; p++)
        find_ways(x, design->value + p * (size_t)design->n_factor, design->way + p * n);
}

/* The plan becomes part of the experiment. */
static void hand_over(plan_t *d)
{
    polder_design_t *design = &d->r->x->design;
    const int k = d->p.n_axis;
    *design = d->as;
    design->n_point = design->n_together = 1;
    design->kind = strdup(d->kind_node->text);
    design->factor = calloc((size_t)k, sizeof *design->factor);
    if (!design->kind || !design->factor || !name_file(d, design)) {
        polder_loader_no_memory(d->r);
        return;
    }
    for (int i = 0; i < k; i++) {
        polder_axis_t *axis = &d->p.axis[i];
        design->factor[i] = (polder_factor_t){.name = axis->name,
                                              .field = axis->field,
                                              .manner = axis->manner,
                                              .argument = axis->argument,
                                              .leader = axis->leader,
                                              .n_value = axis->n_value,
                                              .value = axis->value,
                                              .from = axis->from,
                                              .to = axis->to,
                                              .whole = axis->whole,
                                              .log = axis->log};
        axis->name = NULL;
        axis->value = NULL;
        axis->n_value = 0;
    }
    design->n_factor = k;
    design->n_point = (int)d->p.n_point;
    design->n_together = together(d);
    design->value = d->p.value;
    d->p.value = NULL;
    push_levers(d);
    make_ways(d);
    if (polder_experiment_count(d->r->x, d->r->report) < 0) d->r->n_problem++;
}

/* Whether the points are those that the text of an experiment says. What the command line sets
 * makes other points. */
static void check_made(const plan_t *d)
{
    const polder_design_t *design = &d->r->x->design;
    char hash[24];
    if (d->r->n_set > 0 || !d->hash) return;
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long)hash_points(design));
    if (strcmp(hash, d->hash->text ? d->hash->text : "") != 0)
        polder_loader_problem(
            d->r, d->hash, "these are not the points of this experiment: their hash is %s", hash);
    else if (d->all_points > 0 && d->all_points != design->n_point)
        polder_loader_problem(d->r, d->kind_node, "this gives %d points, not %lld", design->n_point,
                              (long long)d->all_points);
}

/* ---- the table ---- */

static json_t *factors_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *mapping = polder_schema_axes(b);
    json_t *one = polder_schema_either(polder_schema_typed(b, "string"), json_deep_copy(mapping),
                                       "a column, or one factor");
    json_t *list = polder_schema_several(one, 1, "columns of a CSV file, or factors one by one");
    return polder_schema_either(mapping, list, key->doc);
}

static json_t *levels_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *levels = polder_whole_schema(b, key);
    polder_json_set(b, levels, "multipleOf", json_integer(2));
    polder_json_set(b, levels, "default", json_integer(4));
    return levels;
}

static json_t *ignore_schema(polder_json_t *b, const polder_key_t *key)
{
    return polder_schema_several(polder_schema_typed(b, "string"), 1, key->doc);
}

/* ---- and back ---- */

static json_t *write_kind(polder_json_t *b, const polder_key_t *key, const void *from)
{
    (void)key;
    (void)from;
    return json_string(b->x->design.kind);
}

/* With what they may be, or the names of the columns of a file. */
static json_t *write_factors(polder_json_t *b, const polder_key_t *key, const void *from)
{
    (void)key;
    (void)from;
    return polder_axes_write(b);
}

static json_t *write_file(polder_json_t *b, const polder_key_t *key, const void *from)
{
    (void)key;
    (void)from;
    return b->x->design.file ? polder_json_path(b->x->design.file) : POLDER_LEFT_OUT;
}

static json_t *write_all_points(polder_json_t *b, const polder_key_t *key, const void *from)
{
    (void)key;
    (void)from;
    return json_integer(b->x->design.n_point);
}

static json_t *write_hash(polder_json_t *b, const polder_key_t *key, const void *from)
{
    char hash[24];
    (void)key;
    (void)from;
    snprintf(hash, sizeof hash, "%016llx", (unsigned long long)hash_points(&b->x->design));
    return json_string(hash);
}

static const polder_form_t form_kind = {"word", polder_load_node, polder_word_schema, write_kind};
static const polder_form_t form_factors = {"FACTOR: values or range", polder_load_node,
                                           factors_schema, write_factors};
static const polder_form_t form_levels = {"even number", load_levels, levels_schema,
                                          polder_write_whole};
static const polder_form_t form_file = {"file", polder_load_node, polder_text_schema, write_file};
static const polder_form_t form_ignore = {"list of names", load_ignore, ignore_schema, NULL};
static const polder_form_t form_all_points = {"whole number", polder_load_whole,
                                              polder_whole_schema, write_all_points};
static const polder_form_t form_hash = {"text", polder_load_node, polder_text_schema, write_hash};

static const polder_key_t design_key[] = {
    {.name = "kind",
     .form = &form_kind,
     POLDER_KEY_AT(plan_t, kind_node),
     .choices = POLDER_DESIGN_KINDS,
     .doc = "how points are chosen",
     .of = ~0u,
     .needed = ~0u,
     .flags = POLDER_KEY_NEEDED},
    {.name = "factors",
     .form = &form_factors,
     POLDER_KEY_AT(plan_t, factors),
     .doc = "what is varied, each with its values or range; columns of a CSV file",
     .of = ~0u,
     .needed = ~IN(POLDER_CSV)},
    {.name = "points",
     .form = &polder_form_whole,
     POLDER_KEY_AT(plan_t, as.points),
     .least = 1,
     .most = POLDER_MAX_CASES,
     .doc = "points, or base points",
     .when = "latin-hypercube, sobol, saltelli",
     .of = IN(POLDER_LATIN_HYPERCUBE) | IN(POLDER_SOBOL) | IN(POLDER_SALTELLI),
     .needed = ~0u},
    {.name = "trajectories",
     .form = &polder_form_whole,
     POLDER_KEY_AT(plan_t, as.trajectories),
     .least = 1,
     .most = POLDER_MAX_CASES,
     .doc = "how many trajectories",
     .when = "morris",
     .of = IN(POLDER_MORRIS),
     .needed = ~0u},
    {.name = "levels",
     .form = &form_levels,
     POLDER_KEY_AT(plan_t, as.levels),
     .least = 2,
     .most = 1000,
     .standard = "4",
     .doc = "an even number of levels of each factor",
     .when = "morris",
     .of = IN(POLDER_MORRIS)},
    {.name = "shift",
     .form = &polder_form_flag,
     POLDER_KEY_AT(plan_t, as.shift),
     .standard = "true",
     .doc = "begin at a place that the seed gives",
     .when = "sobol, saltelli",
     .of = IN(POLDER_SOBOL) | IN(POLDER_SALTELLI)},
    {.name = "second_order",
     .form = &polder_form_flag,
     POLDER_KEY_AT(plan_t, as.second_order),
     .standard = "false",
     .doc = "blocks for interactions of two factors",
     .when = "saltelli",
     .of = IN(POLDER_SALTELLI)},
    {.name = "file",
     .form = &form_file,
     POLDER_KEY_AT(plan_t, file),
     .doc = "a CSV file, relative to the scenario",
     .when = "csv",
     .of = IN(POLDER_CSV),
     .needed = ~0u},
    {.name = "ignore",
     .form = &form_ignore,
     POLDER_KEY_AT(plan_t, ignore),
     .doc = "columns that are not factors",
     .when = "csv",
     .of = IN(POLDER_CSV)},
    {.name = "all_points",
     .form = &form_all_points,
     POLDER_KEY_AT(plan_t, all_points),
     .least = 1,
     .most = POLDER_MAX_CASES,
     .doc = "how many there are",
     .of = ~0u,
     .flags = POLDER_KEY_MADE},
    {.name = "hash",
     .form = &form_hash,
     POLDER_KEY_AT(plan_t, hash),
     .doc = "of the points; other points are refused",
     .of = ~0u,
     .flags = POLDER_KEY_MADE},
};

const polder_keys_t polder_design_keys = {.path = "design.",
                                          .before = "design.",
                                          POLDER_KEYS(design_key),
                                          .doc = "points at which all is tried"};

/* A point at which an intervention begins after the end. */
static void warn_of_starts(const plan_t *d)
{
    const polder_design_t *design = &d->r->x->design;
    for (int i = 0; design->value && i < design->n_factor; i++) {
        const bool listed = d->kind != POLDER_CSV && d->p.axis[i].key;
        double most = 0;
        for (int64_t p = 0; p < design->n_point; p++)
            most = fmax(most, design->value[p * design->n_factor + i]);
        if (design->factor[i].field < 0)
            polder_loader_warn_of_start(d->r, listed ? d->p.axis[i].key : d->node,
                                        design->factor[i].name, most);
    }
}

/* The section, once values, arms and the settings of the command line are there: a design builds
 * on the first and must not touch what the others set. */
static void load_design(polder_loader_t *r, const polder_found_t *found, void *into)
{
    plan_t d = {.r = r, .node = found->node};
    const int before = r->n_problem;
    (void)into;
    if (polder_yaml_is_nothing(d.node) || !polder_loader_mapping(r, d.node, found->key->name) ||
        !read_kind(&d))
        return;
    bool good = check_keys(&d);
    good &= read_numbers(&d);
    if (d.kind == POLDER_CSV)
        good = good && read_file(&d) && fits(&d, d.p.n_point);
    else if (d.factors) /* what is wrong with them is said beside what is wrong with keys */
        good &= read_factors(&d);
    d.n_lead = d.p.n_axis;
    if (good && (SAMPLED & IN(d.kind))) good = fill_sample(&d);
    if (good && (d.kind == POLDER_GRID || d.kind == POLDER_ONE_AT_A_TIME)) good = fill_levels(&d);
    if (good)
        good = read_followers(&d) && fill_followers(&d);
    else
        name_followers(&d);
    if (good) check(&d, r->n_set, r->set);
    if (good && r->n_problem == before) {
        hand_over(&d);
        check_made(&d);
        warn_of_starts(&d);
    }
    polder_points_free(&d.p);
}

static json_t *design_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *required = json_array();
    json_t *object = polder_schema_section(b, polder_keys_schema(b, &polder_design_keys), key->doc);
    polder_json_append(b, required, json_string(design_key[0].name));
    polder_json_set(b, object, "required", required);
    return object;
}

/* Those keys that its kind has. */
static json_t *write_design(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    const polder_design_t *design = &x->design;
    const int kind = design->kind ? polder_choice_find(POLDER_DESIGN_KINDS, design->kind) : -1;
    const plan_t plan = {.as = *design};
    (void)key;
    if (!design->kind) return json_null();
    json_t *object = json_object();
    for (size_t k = 0; k < polder_design_keys.n; k++) {
        const polder_key_t *one = &design_key[k];
        const bool has = one->form->write && (kind < 0 || (one->of & IN(kind)));
        if (has) polder_json_set(b, object, one->name, one->form->write(b, one, &plan));
    }
    return object;
}

const polder_form_t polder_form_design = {"keys and values", load_design, design_schema,
                                          write_design};
