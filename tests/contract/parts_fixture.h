/* parts_fixture.h: batches with every part of a model in them.
 *
 *   batch    eleven or sixteen networks of 2 … 30 organisations, ring with shortcuts,
 *            or 600 in one (folded)
 */
#ifndef POLDER_TESTS_PARTS_FIXTURE_H
#define POLDER_TESTS_PARTS_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

#include "kernel/lanes.h"
#include "kernel/random.h"
#include "run/compile.h"

enum { L = POLDER_LANES, MONTHS = 60 };

static polder_report_t report;

static inline int good(int code)
{
    if (code < 0) print_error("%s\n", report.n > 0 ? report.note[report.n - 1].text : "?");
    assert_true(code >= 0);
    return code;
}

static inline void *must(void *p)
{
    assert_non_null(p);
    return p;
}

typedef struct {
    polder_experiment_t x;
    polder_plan_t plan;
    polder_batch_t batch;
    polder_graph_t graph[L];
    polder_lane_input_t input[L];
    float *value[L]; /* [n_field] for each lane */
    int n;
} fixture_t;

static inline void make_ties(polder_graph_t *graph, int32_t n, uint32_t seed)
{
    const uint32_t key[4] = {seed, 5, 6, 7};
    int32_t *from = must(malloc(3 * (size_t)n * sizeof *from));
    int32_t *to = must(malloc(3 * (size_t)n * sizeof *to));
    size_t m = 0;
    for (int32_t i = 0; i < n; i++) {
        uint32_t word[4];
        polder_words(key, 0, (uint32_t)i, 0, 0, word);
        from[m] = i, to[m++] = (i + 1) % n;
        from[m] = i, to[m++] = (int32_t)(word[1] % (uint32_t)n);
        if (word[2] % 3 == 0) from[m] = i, to[m++] = (int32_t)(word[3] % (uint32_t)n);
    }
    good(polder_graph_init(graph, n, m, from, to, &report));
    free(from);
    free(to);
}

/* `off`: a part to leave out, or −1. n == 1: 600 organisations, folded. */
static inline void fixture_init(fixture_t *f, const char *model, int n, int off, bool levers)
{
    *f = (fixture_t){.n = n};
    good(polder_experiment_init(&f->x, model, &report));
    if (off >= 0) {
        f->x.off = must(malloc(sizeof(int)));
        f->x.off[f->x.n_off++] = off;
    }
    for (int i = 0, k = 0; i < f->x.table.n_field && levers; i++) {
        if (f->x.table.field[i]->role != POLDER_LEVER) continue;
        good(polder_experiment_push(&f->x, i, 2 + k, 30 + k, (float)(k % 4 + 1) / 4, &report));
        k++;
    }
    for (int i = 0; i < f->x.table.n_field; i++) /* keep all columns */
        f->x.record.track[i] = i;
    f->x.record.n_track = f->x.table.n_field;
    good(polder_compile(&f->plan, &f->x, NULL, &report));
    good(polder_batch_init(&f->batch, &f->plan, &report));
    for (int l = 0; l < n; l++) {
        make_ties(&f->graph[l], n == 1 ? 600 : 2 + (l * 7) % 29, (uint32_t)l);
        f->value[l] = must(calloc((size_t)f->x.table.n_field, sizeof(float)));
        for (int i = 0; i < f->x.table.n_field; i++) f->value[l][i] = f->x.table.field[i]->value;
        f->input[l].graph = &f->graph[l];
        f->input[l].value = f->value[l];
        polder_key(42, (uint64_t)l, f->input[l].key);
    }
}

static inline void fill(fixture_t *f)
{
    good(polder_batch_fill(&f->batch, f->n, f->input, NULL, NULL, &report));
}

static inline void fixture_free(fixture_t *f)
{
    for (int l = 0; l < f->n; l++) {
        polder_graph_free(&f->graph[l]);
        free(f->value[l]);
    }
    polder_batch_free(&f->batch);
    polder_plan_free(&f->plan);
    polder_experiment_free(&f->x);
}

static inline size_t column_size(const polder_batch_t *b, int field)
{
    const polder_level_t level = b->plan->table->field[field]->level;
    return (level == POLDER_NETWORK        ? (size_t)L
            : level == POLDER_ORGANISATION ? (size_t)b->n_row * L
                                           : (size_t)b->n_slot * L);
}

/* Does element i of a column belong to an organisation or tie that was given? */
static inline bool is_real(const polder_batch_t *b, int field, size_t i)
{
    const polder_level_t level = b->plan->table->field[field]->level;
    if (level == POLDER_NETWORK) return b->folded || (int)i < b->n_lane;
    if (level == POLDER_ORGANISATION) return b->org[i] >= 0;
    int r = 0;
    const int32_t slot = (int32_t)(i / L);
    while (r + 1 < b->n_row && b->slot[r + 1] <= slot) r++;
    return slot - b->slot[r] < b->degree[r * L + (int)(i % L)];
}

#endif
