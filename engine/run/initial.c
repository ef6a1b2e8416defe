/* initial.c: the initial values of states, where a scenario gives them or bounds for them. See worker.h. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/random.h"
#include "run/worker.h"

/* Does the part own or write this field? */
static bool writes(const polder_part_t *part, const char *field)
{
    for (int u = 0; u < part->n_use; u++)
        if (part->use[u].access != POLDER_READ && strcmp(part->use[u].field.name, field) == 0)
            return true;
    return false;
}

/* Initial values of a state from a distribution, for all lanes whose case says so. */
static void draw_first(polder_worker_t *w, polder_batch_t *batch, int f)
{
    const polder_field_t *field = w->plan->table->field[f];
    float *col = batch->col[f];
    for (int lane = 0; lane < batch->n_lane; lane++) {
        polder_value_t v;
        uint32_t key[4];
        for (int i = 0; i < 4; i++) key[i] = batch->key[i * POLDER_LANES + lane];
        if (!polder_experiment_value(w->x, batch->case_index[lane], f, &v)) continue;
        for (int32_t o = 0; o < batch->n_org[lane]; o++) {
            const int32_t e = polder_batch_element(batch, lane, o);
            if (batch->org[e] < 0) continue;
            if (field->level == POLDER_ORGANISATION) {
                col[e] = polder_draw(&w->drawer, &v, field, key, (uint32_t)o, 0);
                continue;
            }
            for (int32_t k = 0; k < batch->degree[e]; k++)
                col[polder_batch_arc(batch, e, k)] =
                    polder_draw(&w->drawer, &v, field, key, (uint32_t)o, (uint32_t)k);
        }
    }
}

/* The column that a mapping has read of the network file of an arm. */
static const float *column_of(const polder_experiment_t *x, int case_index, int mapping)
{
    const int other = x->arm[polder_experiment_arm(x, case_index)].changed.other;
    return other > 0 ? x->other[other - 1].column[mapping] : x->network->column[mapping];
}

/* Initial values of a state from the network file. */
static void map_first(const polder_worker_t *w, polder_batch_t *batch, int mapping)
{
    const polder_network_t *network = w->x->network;
    const polder_field_t *field = w->plan->table->field[w->x->source.mapping[mapping].field];
    float *col = batch->col[w->x->source.mapping[mapping].field];
    for (int lane = 0; lane < batch->n_lane; lane++) {
        const float *from = column_of(w->x, batch->case_index[lane], mapping);
        for (int32_t o = 0; o < batch->n_org[lane]; o++) {
            const int32_t e = polder_batch_element(batch, lane, o);
            if (batch->org[e] < 0) continue;
            if (field->level == POLDER_ORGANISATION) {
                if (!isnan(from[o])) col[e] = from[o];
                continue;
            }
            const int32_t at = network->graph.off[o];
            for (int32_t k = 0; k < batch->degree[e]; k++)
                if (!isnan(from[at + k])) col[polder_batch_arc(batch, e, k)] = from[at + k];
        }
    }
}

/* The initial value of a state of the network itself. */
static void draw_first_of_network(polder_worker_t *w, polder_batch_t *batch, int f)
{
    for (int lane = 0; lane < POLDER_LANES; lane++) {
        const int s = batch->folded ? 0 : lane;
        if (s >= batch->n_lane) continue;
        polder_value_t v;
        uint32_t key[4];
        for (int i = 0; i < 4; i++) key[i] = batch->key[i * POLDER_LANES + s];
        if (polder_experiment_value(w->x, batch->case_index[s], f, &v))
            batch->col[f][lane] = polder_draw(&w->drawer, &v, w->plan->table->field[f], key,
                                              POLDER_ENTITY_NETWORK, 0);
    }
}

/* The initial value of a state under the bounds of each arm. Slots beyond the partners, and rows
 * beyond the members, belong to nobody. */
static void bound_first(const polder_worker_t *w, polder_batch_t *batch, int f)
{
    const polder_level_t level = w->plan->table->field[f]->level;
    float *col = batch->col[f];
    for (int lane = 0; level == POLDER_NETWORK && lane < POLDER_LANES; lane++) {
        const int s = batch->folded ? 0 : lane;
        if (s < batch->n_lane)
            col[lane] = polder_experiment_clamped(w->x, batch->case_index[s], f, col[lane]);
    }
    for (int lane = 0; level != POLDER_NETWORK && lane < batch->n_lane; lane++)
        for (int32_t o = 0; o < batch->n_org[lane]; o++) {
            const int32_t e = polder_batch_element(batch, lane, o);
            const int32_t n = level == POLDER_ARC ? batch->degree[e] : 1;
            const int32_t at = level == POLDER_ARC ? polder_batch_arc(batch, e, 0) : e;
            for (int32_t k = 0; k < n; k++) {
                float *value = &col[at + k * POLDER_LANES];
                *value = polder_experiment_clamped(w->x, batch->case_index[lane], f, *value);
            }
        }
}

static bool has_written(const polder_table_t *table, int part, int f)
{
    return part == 0 || writes(table->part[part], table->field[f]->name);
}

/* ---- members that begin as the median of the others ---- */

static int by_value(const void *a, const void *b)
{
    const float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* Of whole numbers the lower of two in the middle, which somebody has. */
static float median(float *value, size_t n, bool whole)
{
    qsort(value, n, sizeof *value, by_value);
    const float low = value[(n - 1) / 2], high = value[n / 2];
    return whole ? low : 0.5f * (low + high);
}

/* In one lane, gives the members of the group the median that field f has among the others; if it
 * is a field of arcs, the arcs to and from them. A first pass gathers the values of the others into
 * `value`, which has room for all, a second one sets. */
static void make_typical(polder_batch_t *batch, int lane, const polder_group_t *group, int f,
                         float *value)
{
    const polder_field_t *field = batch->plan->table->field[f];
    const bool arcs = field->level == POLDER_ARC;
    const float *tie = batch->col[batch->plan->tie];
    float *col = batch->col[f], typical = 0;
    for (int pass = 0; pass < 2; pass++) {
        size_t n = 0;
        for (int32_t o = 0; o < batch->n_org[lane]; o++) {
            const int32_t e = polder_batch_element(batch, lane, o);
            const bool in_group = polder_group_has(group, o);
            if (batch->org[e] < 0) continue;
            if (!arcs && pass && in_group) col[e] = typical;
            if (!arcs && !pass && !in_group) value[n++] = col[e];
            for (int32_t k = 0; arcs && k < batch->degree[e]; k++) {
                const int a = polder_batch_arc(batch, e, k);
                const bool of_group =
                    in_group || polder_group_has(group, batch->org[batch->nbr[a]]);
                if (pass && of_group) col[a] = typical;
                if (!pass && !of_group && tie[a] > 0) value[n++] = col[a];
            }
        }
        if (pass || n == 0) return;
        typical = median(value, n, field->flags & POLDER_WHOLE || field->choices);
    }
}

/* Medians of shares need not add up to 1: scales those of the group's members, the fields whose
 * names begin with `shares`, so that they do. A first pass adds, a second one divides. */
static void scale_shares(polder_batch_t *batch, int lane, const polder_group_t *group,
                         const char *shares)
{
    const polder_table_t *table = batch->plan->table;
    const size_t length = strlen(shares);
    for (int i = 0; i < group->n; i++) {
        const int e = polder_batch_element(batch, lane, group->org[i]);
        float sum = 0;
        for (int pass = 0; pass < 2; pass++)
            for (int f = 0; f < table->n_field; f++) {
                const polder_field_t *field = table->field[f];
                if (field->level != POLDER_ORGANISATION || field->role != POLDER_STATE ||
                    strncmp(field->name, shares, length) != 0)
                    continue;
                if (pass == 0) sum += batch->col[f][e];
                if (pass == 1 && sum > 0) batch->col[f][e] /= sum;
            }
    }
}

/* Makes members typical, in arms that say so, in all that a set-up part has just written. */
static void make_all_typical(const polder_worker_t *w, polder_batch_t *batch, int part)
{
    const polder_table_t *table = w->plan->table;
    for (int lane = 0; lane < batch->n_lane; lane++) {
        const int number =
            w->x->arm[polder_experiment_arm(w->x, batch->case_index[lane])].changed.typical;
        for (int f = 0; number > 0 && f < table->n_field; f++) {
            const polder_field_t *field = table->field[f];
            if (polder_field_is_given(field) && field->level != POLDER_NETWORK &&
                f != w->plan->active && writes(table->part[part], field->name))
                make_typical(batch, lane, &w->x->group[number - 1], f, w->typical);
        }
        const polder_part_t *by = table->part[part];
        for (int i = 0; number > 0 && i < by->n_rule; i++)
            if (by->rule[i].kind == POLDER_SHARES)
                scale_shares(batch, lane, &w->x->group[number - 1], by->rule[i].field);
    }
}

/* After the defaults (part 0), and after each set-up part, what it has written is replaced by what
 * the scenario gives, and brought within bounds. */
void polder_initial_values(void *self, polder_batch_t *batch, int part)
{
    polder_worker_t *w = self;
    const polder_experiment_t *x = w->x;
    const polder_table_t *table = w->plan->table;
    for (int i = 0; i < w->n_initial; i++) {
        const int f = w->initial[i];
        if (!has_written(table, part, f)) continue;
        if (table->field[f]->level == POLDER_NETWORK) {
            draw_first_of_network(w, batch, f);
            continue;
        }
        draw_first(w, batch, f);
        for (int m = 0; m < x->source.n_mapping && x->network; m++)
            if (x->source.mapping[m].field == f) map_first(w, batch, m);
    }
    if (w->typical) make_all_typical(w, batch, part);
    for (int i = 0; i < w->n_bounded; i++)
        if (has_written(table, part, w->bounded[i])) bound_first(w, batch, w->bounded[i]);
}

static bool is_bounded(const polder_experiment_t *x, int f)
{
    for (int a = 0; a < x->n_arm; a++)
        for (int i = 0; i < x->arm[a].n_clamp; i++)
            if (x->arm[a].clamp[i].field == f) return true;
    return false;
}

int polder_initial_list(polder_worker_t *w)
{
    const polder_experiment_t *x = w->x;
    const polder_table_t *table = w->plan->table;
    bool typical = false;
    for (int a = 0; a < x->n_arm; a++) typical |= x->arm[a].changed.typical > 0;
    if (typical && x->network) {
        const polder_graph_t *g = &x->network->graph;
        const int32_t most = g->n_org > g->n_arc ? g->n_org : g->n_arc;
        w->typical = malloc(((size_t)most + 1) * sizeof *w->typical);
        if (!w->typical) return POLDER_MEMORY;
    }
    w->initial = calloc((size_t)table->n_field + 1, sizeof *w->initial);
    w->bounded = calloc((size_t)table->n_field + 1, sizeof *w->bounded);
    if (!w->initial || !w->bounded) return POLDER_MEMORY;
    for (int f = 0; f < table->n_field; f++) {
        bool given = false;
        if (table->field[f]->role != POLDER_STATE) continue;
        for (int a = 0; a < x->n_arm && !given; a++) {
            polder_value_t v; /* the first cases are all arms; points all give the same fields */
            given = polder_experiment_value(x, a, f, &v);
        }
        for (int m = 0; m < x->source.n_mapping && x->network; m++)
            given |= x->source.mapping[m].field == f;
        if (given) w->initial[w->n_initial++] = f;
        if (is_bounded(x, f)) w->bounded[w->n_bounded++] = f;
    }
    return 0;
}
