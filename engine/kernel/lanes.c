/* lanes.c: laying networks out over the lanes; see lanes.h and batch.h. */
#include "kernel/lanes.h"
#include "kernel/fnv.h"
#include "kernel/happen.h"
#include "kernel/intervene.h"

#include <stdlib.h>
#include <string.h>
#ifdef __linux__
#include <sys/mman.h>
#endif

enum { L = POLDER_LANES };

/* Organisations that are sorted by degree together. */
enum { WINDOW = 1024 };
_Static_assert((int)WINDOW >= (int)POLDER_FOLD && WINDOW % L == 0,
               "only folded networks have several");

int polder_batch_init(polder_batch_t *batch, const polder_plan_t *plan, polder_report_t *report)
{
    *batch = (polder_batch_t){.plan = plan};
    const polder_table_t *table = plan->table;
    batch->col = calloc((size_t)table->n_field, sizeof *batch->col);
    batch->part_col = calloc((size_t)table->n_part, sizeof *batch->part_col);
    bool whole = batch->col && batch->part_col;
    for (int p = 0; whole && p < table->n_part; p++) {
        batch->part_col[p] = calloc((size_t)table->part[p]->n_use + 1, sizeof(float *));
        whole = batch->part_col[p] != NULL;
    }
    if (whole) return 0;
    polder_batch_free(batch);
    return polder_fail(report, POLDER_MEMORY, "no memory for a batch");
}

void polder_batch_free(polder_batch_t *batch)
{
    if (batch->part_col)
        for (int p = 0; p < batch->plan->table->n_part; p++) free(batch->part_col[p]);
    free(batch->part_col);
    free(batch->col);
    free(batch->arena);
    free(batch->scratch);
    free(batch->part_seconds);
    *batch = (polder_batch_t){0};
}

static size_t padded(size_t bytes)
{
    return (bytes + POLDER_ALIGN - 1) / POLDER_ALIGN * POLDER_ALIGN;
}

/* The largest degree among organisations from … to − 1. */
static int32_t most_partners(const polder_graph_t *g, int32_t from, int32_t to)
{
    int32_t most = 0;
    for (int32_t i = from; i < to; i++)
        if (g->off[i + 1] - g->off[i] > most) most = g->off[i + 1] - g->off[i];
    return most;
}

/* Order of the organisations of a network: by degree, largest first, then by id, among those of a
 * window of ids. A counting sort: rank[i] is the place of organisation i. Partners often have ids
 * close to each other; a window keeps them close in memory, and is long enough to keep padding
 * small. A network that is not folded is one window. */
static void rank_by_degree(const polder_graph_t *g, int32_t *rank, int32_t *count)
{
    for (int32_t from = 0; from < g->n_org; from += WINDOW) {
        const int32_t to = g->n_org - from < WINDOW ? g->n_org : from + WINDOW;
        const int32_t most = most_partners(g, from, to);
        memset(count, 0, ((size_t)most + 1) * sizeof *count);
        for (int32_t i = from; i < to; i++) count[g->off[i + 1] - g->off[i]]++;
        int32_t at = from;
        for (int32_t d = most; d >= 0; d--) {
            const int32_t n = count[d];
            count[d] = at;
            at += n;
        }
        for (int32_t i = from; i < to; i++) rank[i] = count[g->off[i + 1] - g->off[i]]++;
    }
}

/* Carve the columns from one arena. With arena == NULL only the size is counted. */
static size_t carve(polder_batch_t *batch, char *arena)
{
    const polder_plan_t *plan = batch->plan;
    const size_t rows = (size_t)batch->n_row, slots = (size_t)batch->n_slot;
    const size_t count[] = {L, rows * L, slots * L};
    size_t at = 0;
#define POLDER_CARVE(pointer, bytes)                                                               \
    do {                                                                                           \
        if (arena) (pointer) = (void *)(arena + at);                                               \
        at += padded(bytes);                                                                       \
    } while (0)
    POLDER_CARVE(batch->width, rows * sizeof(int32_t));
    POLDER_CARVE(batch->slot, rows * sizeof(int32_t));
    POLDER_CARVE(batch->org, rows * L * sizeof(int32_t));
    POLDER_CARVE(batch->degree, rows * L * sizeof(int32_t));
    POLDER_CARVE(batch->nbr, slots * L * sizeof(int32_t));
    POLDER_CARVE(batch->rev, slots * L * sizeof(int32_t));
    POLDER_CARVE(batch->shown, rows * L * POLDER_SHOWN * sizeof(float));
    POLDER_CARVE(batch->partial, (size_t)batch->n_slice * (size_t)plan->n_sum * L * sizeof(float));
    for (int f = 0; f < plan->table->n_field; f++)
        if (plan->kept[f])
            POLDER_CARVE(batch->col[f], count[plan->table->field[f]->level] * sizeof(float));
    if (plan->betweenness >= 0) POLDER_CARVE(batch->betweenness, rows * L * sizeof(float));
    if (polder_batch_has_uses(batch)) {
        const size_t n = (size_t)plan->n_intervention * L;
        POLDER_CARVE(batch->begun, n * sizeof(int32_t));
        POLDER_CARVE(batch->held, (size_t)plan->n_held * L * sizeof(int32_t));
        POLDER_CARVE(batch->spread, (size_t)plan->n_spread * rows * L * sizeof(float));
        POLDER_CARVE(batch->touched, rows * L * sizeof(float));
        POLDER_CARVE(batch->ranked, rows * L * sizeof *batch->ranked);
        POLDER_CARVE(batch->happened, (size_t)plan->n_planned * L * sizeof(int32_t));
        POLDER_CARVE(batch->due, (size_t)plan->n_planned * L * sizeof(int32_t));
        POLDER_CARVE(batch->given, (size_t)plan->n_given * L * sizeof(float));
        if (plan->newcomers) POLDER_CARVE(batch->joined, rows * L * sizeof(int32_t));
    }
#undef POLDER_CARVE
    return at;
}

/* Large pages where there are any: a large network streams through tens of megabytes in every
 * part, and pages of 4 KiB would miss the TLB all the time. */
static void *arena_new(size_t room)
{
#ifdef MADV_HUGEPAGE
    enum { PAGE = 1 << 21 };
    if (room >= 2 * PAGE) {
        void *arena = aligned_alloc(PAGE, (room + PAGE - 1) / PAGE * PAGE);
        if (arena) (void)madvise(arena, room, MADV_HUGEPAGE);
        return arena;
    }
#endif
    return aligned_alloc(POLDER_ALIGN, room);
}

static int lay_arena(polder_batch_t *batch, polder_report_t *report)
{
    const size_t bytes = carve(batch, NULL);
    if (bytes > batch->arena_bytes) {
        free(batch->arena);
        batch->arena_bytes = 0;
        /* half as much again, so that the next networks fit as well */
        const size_t room = bytes < (1u << 22) ? padded(bytes + bytes / 2) : bytes;
        batch->arena = arena_new(room);
        if (!batch->arena)
            return polder_fail(report, POLDER_MEMORY, "no memory for a batch of %zu bytes", bytes);
        batch->arena_bytes = room;
    }
    carve(batch, batch->arena);
    for (int p = 0; p < batch->plan->table->n_part; p++) {
        const int *link = batch->plan->table->link[p];
        for (int u = 0; u < batch->plan->table->part[p]->n_use; u++)
            batch->part_col[p][u] = batch->col[link[u]];
    }
    return 0;
}

static int want_scratch(polder_batch_t *batch, size_t n, polder_report_t *report)
{
    if (n <= batch->scratch_n) return 0;
    int32_t *scratch = realloc(batch->scratch, n * sizeof *scratch);
    if (!scratch) return polder_fail(report, POLDER_MEMORY, "no memory to lay out a batch");
    batch->scratch = scratch;
    batch->scratch_n = n;
    return 0;
}

/* Finds how many rows there are and how wide each is. `scratch` holds, one after the other: the
 * element of every organisation (where), their ranks, the widths, and counts or cursors. */
static int measure(polder_batch_t *batch, int n, const polder_lane_input_t *input,
                   polder_report_t *report)
{
    size_t orgs = 0;
    int32_t rows = 0, most = 0;
    for (int i = 0; i < n; i++) {
        const polder_graph_t *g = input[i].graph;
        const int32_t m = most_partners(g, 0, g->n_org);
        most = m > most ? m : most;
        rows = g->n_org > rows ? g->n_org : rows;
        batch->where_at[i] = (int32_t)orgs;
        orgs += (size_t)g->n_org;
    }
    if (batch->folded) rows = (rows + L - 1) / L;
    const size_t work = orgs + (size_t)most + 2;
    int code = want_scratch(batch, 2 * orgs + work + (size_t)rows, report);
    if (code < 0) return code;
    int32_t *where = batch->scratch, *rank = where + orgs, *width = rank + orgs,
            *count = width + rows;
    batch->where = where;
    batch->n_row = rows;
    memset(width, 0, (size_t)rows * sizeof *width);
    for (int i = 0; i < n; i++) {
        const polder_graph_t *g = input[i].graph;
        const int32_t at = batch->where_at[i];
        rank_by_degree(g, rank + at, count);
        for (int32_t o = 0; o < g->n_org; o++) {
            const int32_t r = rank[at + o], row = batch->folded ? r / L : r;
            const int32_t degree = g->off[o + 1] - g->off[o];
            where[at + o] = batch->folded ? r : r * L + i;
            if (degree > width[row]) width[row] = degree;
        }
    }
    int64_t slots = 0;
    for (int32_t r = 0; r < rows; r++) slots += width[r];
    if (slots > INT32_MAX / L)
        return polder_fail(report, POLDER_INPUT, "a network with too many ties to number them");
    batch->n_slot = (int)slots;
    batch->n_slice = (rows + POLDER_SLICE - 1) / POLDER_SLICE;
    return 0;
}

/* Partners that two organisations have in common: rows of ids in ascending order. */
static int32_t in_common(const polder_graph_t *g, int32_t i, int32_t j)
{
    int32_t a = g->off[i], b = g->off[j], n = 0;
    while (a < g->off[i + 1] && b < g->off[j + 1]) {
        n += g->nbr[a] == g->nbr[b];
        const bool first = g->nbr[a] <= g->nbr[b], second = g->nbr[b] <= g->nbr[a];
        a += first;
        b += second;
    }
    return n;
}

/* Ties as bits, for networks of at most 64 organisations: most are that small, and bits are faster. */
static void know_bits(const polder_graph_t *g, uint64_t *knows)
{
    for (int32_t i = 0; i < g->n_org; i++) {
        knows[i] = 0;
        for (int32_t k = g->off[i]; k < g->off[i + 1]; k++) knows[i] |= (uint64_t)1 << g->nbr[k];
    }
}

/* Puts organisations and ties into rows and slots; what is left over is padding. */
static void lay_ties(polder_batch_t *batch, int n, const polder_lane_input_t *input)
{
    const size_t orgs = (size_t)batch->where_at[n - 1] + (size_t)input[n - 1].graph->n_org;
    const int32_t *where = batch->where, *width = where + 2 * orgs;
    int32_t *cursor = batch->scratch + 2 * orgs + batch->n_row;
    float *active = batch->col[batch->plan->active], *tie = batch->col[batch->plan->tie];
    float *embeddedness = batch->col[batch->plan->embeddedness];
    int32_t at = 0;
    for (int32_t r = 0; r < batch->n_row; r++) {
        batch->width[r] = width[r];
        batch->slot[r] = at;
        for (int32_t a = at * L; a < (at + width[r]) * L; a++) {
            batch->nbr[a] = r * L + a % L;
            batch->rev[a] = a;
        }
        at += width[r];
    }
    memset(tie, 0, (size_t)batch->n_slot * L * sizeof *tie);
    memset(active, 0, (size_t)batch->n_row * L * sizeof *active);
    memset(batch->degree, 0, (size_t)batch->n_row * L * sizeof(int32_t));
    memset(batch->org, 0xff, (size_t)batch->n_row * L * sizeof(int32_t));
    for (int i = 0; i < n; i++) {
        const polder_graph_t *g = input[i].graph;
        const int32_t *here = where + batch->where_at[i];
        uint64_t knows[64];
        const bool bits = g->n_org <= 64;
        if (bits) know_bits(g, knows);
        memset(cursor, 0, (size_t)g->n_org * sizeof *cursor);
        for (int32_t o = 0; o < g->n_org; o++) {
            const int32_t e = here[o];
            batch->org[e] = o;
            batch->degree[e] = g->off[o + 1] - g->off[o];
            active[e] = 1;
            for (int32_t k = g->off[o]; k < g->off[o + 1]; k++) {
                const int32_t j = here[g->nbr[k]];
                const int32_t a = polder_batch_arc(batch, e, k - g->off[o]);
                /* partners are in order of id, so o is the next one not yet met by j */
                const int32_t back = polder_batch_arc(batch, j, cursor[g->nbr[k]]++);
                batch->nbr[a] = j;
                batch->rev[a] = back;
                tie[a] = 1;
                const int32_t others = batch->degree[e] - 1;
                const int32_t common = bits ? __builtin_popcountll(knows[o] & knows[g->nbr[k]])
                                            : in_common(g, o, g->nbr[k]);
                embeddedness[a] = others > 0 ? (float)common / (float)others : 0;
            }
        }
    }
}

/* Share of the other partners of an arc's owner that the other end has as well; only those that are
 * there count. */
static float embedded(const polder_batch_t *batch, int e, int a)
{
    const float *tie = batch->col[batch->plan->tie];
    const int j = batch->nbr[a];
    int common = 0, others = -1;
    for (int k = 0; k < batch->degree[e]; k++) {
        const int one = polder_batch_arc(batch, e, k);
        if (tie[one] <= 0) continue;
        others++;
        for (int m = 0; m < batch->degree[j]; m++) {
            const int other = polder_batch_arc(batch, j, m);
            common += tie[other] > 0 && batch->nbr[other] == batch->nbr[one];
        }
    }
    return others > 0 ? (float)common / (float)others : 0;
}

static void cut_tie(const polder_batch_t *batch, int a)
{
    batch->col[batch->plan->tie][a] = 0;
    batch->col[batch->plan->tie][batch->rev[a]] = 0;
}

/* A member that is absent keeps its seat, which counts as padding, and a tie that is cut keeps its
 * slots, so that all others keep their random numbers. */
static void take_out(polder_batch_t *batch, int lane, const polder_orders_t *arm)
{
    float *broken = batch->col[batch->plan->break_kind];
    for (int i = 0; arm->absent && i < arm->absent->n; i++) {
        if (arm->absent->org[i] >= batch->n_org[lane]) continue;
        const int e = polder_batch_element(batch, lane, arm->absent->org[i]);
        batch->org[e] = -1;
        batch->col[batch->plan->active][e] = 0;
        for (int k = 0; k < batch->degree[e]; k++) cut_tie(batch, polder_batch_arc(batch, e, k));
    }
    for (int i = 0; arm->cut && i + 1 < arm->cut->n; i += 2) {
        if (arm->cut->org[i] >= batch->n_org[lane]) continue;
        const int e = polder_batch_element(batch, lane, arm->cut->org[i]);
        for (int k = 0; k < batch->degree[e]; k++) {
            const int a = polder_batch_arc(batch, e, k);
            if (batch->org[batch->nbr[a]] != arm->cut->org[i + 1]) continue;
            cut_tie(batch, a);
            broken[a] = broken[batch->rev[a]] = 1;
        }
    }
}

/* Takes out what the arm of each lane is without; embeddedness follows. */
static void change_networks(polder_batch_t *batch)
{
    float *embeddedness = batch->col[batch->plan->embeddedness];
    for (int lane = 0; lane < batch->n_lane; lane++) {
        const polder_orders_t *arm = &batch->plan->arm[batch->arm[lane]];
        if (!arm->absent && !arm->cut) continue;
        take_out(batch, lane, arm);
        for (int e = batch->folded ? 0 : lane; e < batch->n_row * L; e += batch->folded ? 1 : L)
            for (int k = 0; k < batch->degree[e]; k++) {
                const int a = polder_batch_arc(batch, e, k);
                embeddedness[a] = embedded(batch, e, a);
            }
    }
}

/* The values of a network-level field, which differ between lanes. */
static void fill_lanes(const polder_batch_t *batch, int f, const float *const value[L])
{
    const float usual = batch->plan->table->field[f]->value;
    float *col = batch->col[f];
    for (int i = 0; i < L; i++) col[i] = value[i] ? value[i][f] : usual;
}

static void fill_defaults(polder_batch_t *batch, int n, const polder_lane_input_t *input)
{
    const polder_plan_t *plan = batch->plan;
    const size_t count[] = {
        [POLDER_ORGANISATION] = (size_t)batch->n_row * L, [POLDER_ARC] = (size_t)batch->n_slot * L};
    const float *value[L];
    for (int i = 0; i < L; i++) {
        const int s = batch->folded ? 0 : i;
        value[i] = s < n ? input[s].value : NULL;
    }
    for (int f = 0; f < plan->table->n_field; f++) {
        const polder_field_t *field = plan->table->field[f];
        if (!plan->kept[f] || f == plan->active || f == plan->tie) continue;
        if (field->level == POLDER_NETWORK)
            fill_lanes(batch, f, value);
        else
            for (size_t i = 0; i < count[field->level]; i++) batch->col[f][i] = field->value;
    }
    float *alive = batch->col[plan->alive];
    for (int i = 0; i < L; i++) alive[i] = batch->folded || i < n ? 1.0f : 0.0f;
}

static bool asked_to_stop(polder_batch_t *batch)
{
    if (batch->stop && batch->stop(batch->stop_self, batch)) batch->stopped = true;
    return batch->stopped;
}

int polder_batch_fill(polder_batch_t *batch, int n, const polder_lane_input_t *input,
                      polder_initial_t initial, void *self, polder_report_t *report)
{
    batch->folded = n == 1 && input[0].graph->n_org > POLDER_FOLD;
    batch->n_lane = n;
    batch->tick = 0;
    int code = measure(batch, n, input, report);
    if (code == 0) code = lay_arena(batch, report);
    if (code < 0) return code;
    for (int i = 0; i < L; i++) {
        const int s = batch->folded ? 0 : i;
        batch->case_index[i] = s < n ? input[s].case_index : 0;
        batch->arm[i] = s < n ? input[s].arm : 0;
        batch->n_org[i] = i < n ? input[i].graph->n_org : 0;
        batch->n_arc[i] = i < n ? input[i].graph->n_arc : 0;
        for (int w = 0; w < 4; w++) batch->key[w * L + i] = s < n ? input[s].key[w] : 0;
        batch->future[i] = s < n ? input[s].future : 0;
    }
    if (asked_to_stop(batch)) return 0;
    fill_defaults(batch, n, input);
    if (asked_to_stop(batch)) return 0;
    lay_ties(batch, n, input);
    change_networks(batch);
    if (asked_to_stop(batch)) return 0;
    if (polder_batch_has_uses(batch)) {
        polder_intervene_start(batch);
        polder_happen_start(batch);
    }
    polder_batch_setup(batch, initial, self);
    return 0;
}

void polder_batch_clear(polder_batch_t *batch, int lane)
{
    float *active = batch->col[batch->plan->active], *tie = batch->col[batch->plan->tie];
    const int step = batch->folded ? 1 : L;
    for (size_t e = batch->folded ? 0 : (size_t)lane; e < (size_t)batch->n_row * L;
         e += (size_t)step)
        active[e] = 0;
    for (size_t a = batch->folded ? 0 : (size_t)lane; a < (size_t)batch->n_slot * L;
         a += (size_t)step)
        tie[a] = 0;
}

static uint64_t hash_float(uint64_t h, float x)
{
    uint32_t bits;
    memcpy(&bits, &x, sizeof bits);
    return polder_fnv_word(h, bits);
}

uint64_t polder_batch_hash(const polder_batch_t *batch, int lane)
{
    const polder_table_t *table = batch->plan->table;
    uint64_t h = POLDER_FNV_START;
    for (int f = 0; f < table->n_field; f++) {
        const float *col = batch->col[f];
        if (table->field[f]->role != POLDER_STATE) continue;
        if (table->field[f]->level == POLDER_NETWORK) h = hash_float(h, col[lane]);
        for (int32_t i = 0; i < batch->n_org[lane]; i++) {
            const int32_t e = polder_batch_element(batch, lane, i);
            if (table->field[f]->level == POLDER_ORGANISATION) h = hash_float(h, col[e]);
            if (table->field[f]->level == POLDER_ARC)
                for (int32_t k = 0; k < batch->degree[e]; k++)
                    h = hash_float(h, col[polder_batch_arc(batch, e, k)]);
        }
    }
    return h;
}
