/* generate.c: networks of a given shape; see graph.h.
 *
 * What     degree is the mean number of partners, cut to members − 1, and m the number of
 *          ties that gives: degree · members / 2, rounded. By topology:
 *          random          Erdős & Rényi: m ties among all pairs.
 *          small-world     Watts & Strogatz: see small_world below.
 *          preferential    Barabási & Albert: organisations join one by one and choose
 *                          partners with a chance ∝ degree^power. They make degree / 2
 *                          ties each, and one more where needed to come to m.
 *          geometric       places in the unit square, ties up to a distance: see radius.
 *          core-periphery  two blocks; core_share · members organisations (rounded) are
 *                          the core. A tie between core and periphery has the mean of the
 *                          two densities. degree is not used.
 *          star, ring, complete   as they are called; 0 is the hub.
 *          degrees         random among the networks with given degrees, which follow a
 *                          power law: see sequence.
 * Source   Watts & Strogatz 1998; Barabási & Albert 1999; Borgatti & Everett 2000;
 *          Newman 2005 (power laws).
 */
#include <math.h>
#include <stdlib.h>

#include "graph/bridge.h"

enum { MOST_TIES = 0x3fffffff }; /* of polder_graph_init */

typedef enum {
    RANDOM,
    SMALL_WORLD,
    PREFERENTIAL,
    GEOMETRIC,
    CORE_PERIPHERY,
    STAR,
    RING,
    COMPLETE,
    DEGREES,
    N_TOPOLOGIES
} shape_t;

typedef struct {
    const polder_topology_t *topology;
    igraph_integer_t n, m;
    polder_graph_t *graph;
} job_t;

/* ---- small world ---- */

/* The ties that exist, as a set of pairs: open addressing, never more than two thirds full. */
typedef struct {
    uint64_t *slot; /* 0: free, GONE: was taken */
    int shift;
    uint64_t mask;
} pairs_t;

#define GONE UINT64_MAX

static uint64_t pair(int32_t a, int32_t b)
{
    const uint32_t low = (uint32_t)(a < b ? a : b), high = (uint32_t)(a < b ? b : a);
    return ((uint64_t)low << 32 | high) + 1;
}

/* Where the pair is, or the free slot where it would go. */
static uint64_t *pairs_at(const pairs_t *pairs, uint64_t key)
{
    uint64_t i = (key * 0x9e3779b97f4a7c15u) >> pairs->shift;
    while (pairs->slot[i] && pairs->slot[i] != key) i = (i + 1) & pairs->mask;
    return &pairs->slot[i];
}

static int pairs_init(pairs_t *pairs, int64_t n_tie)
{
    int bits = 4;
    while ((INT64_C(1) << bits) < 3 * n_tie) bits++;
    *pairs = (pairs_t){.shift = 64 - bits, .mask = (UINT64_C(1) << bits) - 1};
    pairs->slot = calloc(pairs->mask + 1, sizeof *pairs->slot);
    return pairs->slot ? 0 : POLDER_MEMORY;
}

/* Each organisation to its next, then to the one after next, and so on until there are m
 * ties. If the last round is not complete, its ties are spread evenly. */
static void lay_ring(int32_t n, int64_t m, int32_t *from, int32_t *to)
{
    int64_t laid = 0;
    for (int32_t step = 1; laid < m; step++) {
        const int64_t round = 2 * (int64_t)step == n ? n / 2 : n;
        const int64_t here = m - laid < round ? m - laid : round;
        for (int64_t k = 0; k < here; k++, laid++) {
            from[laid] = (int32_t)(k * round / here);
            to[laid] = (int32_t)((from[laid] + (int64_t)step) % n);
        }
    }
}

/* The far end of each tie moves, with the given chance, to an organisation drawn from all
 * that are not yet partners; an organisation tied to all others keeps its ties. */
static void rewire(int32_t n, int64_t m, const int32_t *from, int32_t *to, int32_t *degree,
                   const pairs_t *pairs, float chance, polder_stream_t *stream)
{
    for (int64_t i = 0; i < m; i++) {
        degree[from[i]]++;
        degree[to[i]]++;
        const uint64_t key = pair(from[i], to[i]);
        *pairs_at(pairs, key) = key;
    }
    for (int64_t i = 0; i < m; i++) {
        if (!(polder_uniform(polder_stream_next(stream)) < chance)) continue;
        if (degree[from[i]] >= n - 1) continue;
        int32_t other;
        uint64_t key, *slot;
        do {
            other = (int32_t)polder_integer(polder_stream_next(stream), (uint32_t)n);
            key = pair(from[i], other);
        } while (other == from[i] || *(slot = pairs_at(pairs, key)) == key);
        *slot = key;
        *pairs_at(pairs, pair(from[i], to[i])) = GONE;
        degree[to[i]]--;
        degree[other]++;
        to[i] = other;
    }
}

/* Our own, and not igraph_watts_strogatz_game, for two reasons. igraph moves both ends of a
 * tie, each with the given chance, so that the share of ties laid at random is not the one
 * asked for. And networks of a dozen organisations are made by the ten thousands: for 12
 * organisations with 4 partners this takes about 2 µs and no lock; igraph's function, with
 * the same keyed numbers, the conversion and the lock, takes ten times as long.
 * tests/unit/test_graph.c compares the statistics of the two. */
static int small_world(const job_t *job, const uint32_t key[4], polder_report_t *report)
{
    const int32_t n = (int32_t)job->n;
    const size_t m = (size_t)job->m;
    int code = POLDER_MEMORY;
    pairs_t pairs = {0};
    polder_stream_t stream;
    int32_t *from = malloc((m + 1) * sizeof *from), *to = malloc((m + 1) * sizeof *to);
    int32_t *degree = calloc((size_t)n, sizeof *degree);
    if (!from || !to || !degree || pairs_init(&pairs, job->m)) {
        code = polder_fail(report, POLDER_MEMORY, "no memory for %zu ties", m);
        goto out;
    }
    lay_ring(n, job->m, from, to);
    polder_stream_init(&stream, key);
    rewire(n, job->m, from, to, degree, &pairs, job->topology->rewiring, &stream);
    code = polder_graph_init(job->graph, n, m, from, to, report);
out:
    free(pairs.slot);
    free(degree);
    free(to);
    free(from);
    return code;
}

/* ---- the shapes igraph makes ---- */

static igraph_error_t preferential(igraph_t *g, const job_t *job)
{
    const igraph_integer_t n = job->n, m = job->m;
    /* The largest `each` with Σ min(i, each) <= m: organisation i finds only i others. */
    igraph_integer_t each = 0, sum = 0;
    while (each < n - 1 && sum + (n - 1 - each) <= m) sum += n - 1 - each++;
    igraph_vector_int_t ties;
    IGRAPH_CHECK(igraph_vector_int_init(&ties, n));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &ties);
    const igraph_integer_t able = n - 1 - each,
                           extra = m - sum; /* those after `each` may do one more */
    for (igraph_integer_t i = 0; i < n; i++) {
        VECTOR(ties)[i] = i < each ? i : each;
        if (i > each) VECTOR(ties)[i] += (i - each) * extra / able - (i - each - 1) * extra / able;
    }
    IGRAPH_CHECK(igraph_barabasi_game(g, n, (igraph_real_t)job->topology->power, 0, &ties, true, 0,
                                      false, IGRAPH_BARABASI_PSUMTREE, NULL));
    igraph_vector_int_destroy(&ties);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* The chance that two places in the unit square are within r (square line picking):
 *   r <= 1        π r² − 8/3 r³ + r⁴/2
 *   1 < r <= √2   π − 13/6 + 8/3 s³ − s⁴/2 − (3 − π) s² − 4 ((s² + 1) atan s − s)
 *                 with s = √(r² − 1) */
static double within(double r)
{
    if (r <= 1) return M_PI * r * r - 8.0 / 3 * r * r * r + r * r * r * r / 2;
    const double s = sqrt(r * r - 1);
    return M_PI - 13.0 / 6 + 8.0 / 3 * s * s * s - s * s * s * s / 2 - (3 - M_PI) * s * s -
           4 * ((s * s + 1) * atan(s) - s);
}

/* The distance with within(r) = degree / (n − 1), by halving. */
static double radius(double share)
{
    if (share >= 1) return 2;
    double low = 0, high = M_SQRT2;
    for (int i = 0; i < 60; i++) {
        const double r = (low + high) / 2;
        if (within(r) < share)
            low = r;
        else
            high = r;
    }
    return (low + high) / 2;
}

static igraph_integer_t core_size(const job_t *job)
{
    const igraph_integer_t core = llround((double)job->topology->core_share * (double)job->n);
    return core < 0 ? 0 : core > job->n ? job->n : core;
}

static igraph_error_t core_periphery(igraph_t *g, const job_t *job)
{
    const double core = job->topology->core_density, rim = job->topology->periphery_density;
    igraph_matrix_t density;
    igraph_vector_int_t size;
    IGRAPH_CHECK(igraph_matrix_init(&density, 2, 2));
    IGRAPH_FINALLY(igraph_matrix_destroy, &density);
    IGRAPH_CHECK(igraph_vector_int_init(&size, 2));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &size);
    MATRIX(density, 0, 0) = core;
    MATRIX(density, 0, 1) = MATRIX(density, 1, 0) = (core + rim) / 2;
    MATRIX(density, 1, 1) = rim;
    VECTOR(size)[0] = core_size(job);
    VECTOR(size)[1] = job->n - VECTOR(size)[0];
    IGRAPH_CHECK(igraph_sbm_game(g, job->n, &density, &size, false, false));
    igraph_vector_int_destroy(&size);
    igraph_matrix_destroy(&density);
    IGRAPH_FINALLY_CLEAN(2);
    return IGRAPH_SUCCESS;
}

/* Degrees in proportion to x, at most `cap`, with sum 2m: d = min(cap, c·x), c by halving,
 * rounded so that the running sum is never more than one off. */
static void spread(const igraph_vector_t *x, igraph_integer_t cap, igraph_integer_t m,
                   igraph_vector_int_t *degree)
{
    const igraph_integer_t n = igraph_vector_size(x);
    double low = 0, high = (double)cap;
    for (int k = 0; k < 60; k++) {
        const double c = (low + high) / 2;
        double sum = 0;
        for (igraph_integer_t i = 0; i < n; i++) sum += fmin((double)cap, c * VECTOR(*x)[i]);
        if (sum < 2 * (double)m)
            low = c;
        else
            high = c;
    }
    double sum = 0;
    igraph_integer_t done = 0;
    for (igraph_integer_t i = 0; i < n; i++) {
        sum += fmin((double)cap, high * VECTOR(*x)[i]);
        igraph_integer_t next = i == n - 1 ? 2 * m : (igraph_integer_t)floor(sum + 1e-6);
        if (next > 2 * m) next = 2 * m;
        VECTOR(*degree)[i] = next - done;
        done = next;
    }
}

/* A degree sequence that some simple network has. Each organisation draws x from a power law
 * with the exponent and smallest value 1; degrees are in proportion to it. If no network has
 * them the cap comes down, and at last partners go from the richest to the poorest: that ends
 * at equal degrees, which a network always has. */
static igraph_error_t sequence(const job_t *job, igraph_vector_int_t *degree)
{
    const double power = -1 / ((double)job->topology->exponent - 1);
    const igraph_integer_t least = (2 * job->m + job->n - 1) / job->n;
    igraph_vector_t x;
    igraph_bool_t possible = false;
    IGRAPH_CHECK(igraph_vector_init(&x, job->n));
    IGRAPH_FINALLY(igraph_vector_destroy, &x);
    for (igraph_integer_t i = 0; i < job->n; i++)
        VECTOR(x)[i] = pow(1 - igraph_rng_get_unif01(igraph_rng_default()), power);
    igraph_integer_t cap = job->n - 1;
    for (;;) {
        spread(&x, cap, job->m, degree);
        IGRAPH_CHECK(igraph_is_graphical(degree, NULL, IGRAPH_SIMPLE_SW, &possible));
        if (possible || cap <= least) break;
        cap = 3 * cap / 4 > least ? 3 * cap / 4 : least;
    }
    while (!possible) {
        VECTOR(*degree)[igraph_vector_int_which_max(degree)]--;
        VECTOR(*degree)[igraph_vector_int_which_min(degree)]++;
        IGRAPH_CHECK(igraph_is_graphical(degree, NULL, IGRAPH_SIMPLE_SW, &possible));
    }
    igraph_vector_destroy(&x);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* A network with these degrees: the richest is tied to the next richest, as many as it
 * needs, and so on (Havel 1955, Hakimi 1962). Organisations stand in order of the ties they
 * still need; first[k] is where those that need k begin, so that one step down is a swap.
 * Takes `need` apart. Time: O(n + m), where igraph_realize_degree_sequence takes O(n²). */
static void realise(igraph_integer_t *need, igraph_integer_t n, igraph_integer_t *order,
                    igraph_integer_t *place, igraph_integer_t *first, igraph_integer_t *end)
{
    for (igraph_integer_t i = 0; i < n; i++)
        if (need[i] + 1 < n) first[need[i] + 1]++;
    for (igraph_integer_t k = 1; k < n; k++) first[k] += first[k - 1];
    for (igraph_integer_t i = 0; i < n; i++) order[place[i] = first[need[i]]++] = i;
    for (igraph_integer_t k = n - 1; k > 0; k--) first[k] = first[k - 1];
    first[0] = 0;
    for (igraph_integer_t left = n - 1; left > 0; left--) {
        const igraph_integer_t rich = order[left], ties = need[rich];
        for (igraph_integer_t k = 0; k < ties; k++) {
            *end++ = rich;
            *end++ = order[left - 1 - k];
        }
        end -= 2 * ties;
        for (igraph_integer_t k = 0; k < ties; k++, end += 2) {
            const igraph_integer_t i = end[1], to = first[need[i]--]++, other = order[to];
            order[place[other] = place[i]] = other;
            order[place[i] = to] = i;
        }
    }
}

/* Ties then change ends at random, ten times as often as there are ties. Viger and Latapy's
 * method makes connected networks only, and drawing until it fits may take for ever. Below
 * four organisations or two ties there is nothing to change, and igraph_rewire fails. */
static igraph_error_t degrees(igraph_t *g, const job_t *job)
{
    const igraph_integer_t n = job->n, m = job->m;
    igraph_vector_int_t degree, room, ties;
    IGRAPH_CHECK(igraph_vector_int_init(&degree, n));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &degree);
    IGRAPH_CHECK(igraph_vector_int_init(&room, 3 * n));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &room);
    IGRAPH_CHECK(igraph_vector_int_init(&ties, 2 * m));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &ties);
    IGRAPH_CHECK(sequence(job, &degree));
    igraph_integer_t *order = VECTOR(room);
    realise(VECTOR(degree), n, order, order + n, order + 2 * n, VECTOR(ties));
    IGRAPH_CHECK(igraph_create(g, &ties, n, false));
    IGRAPH_FINALLY(igraph_destroy, g);
    if (n >= 4 && m >= 2) IGRAPH_CHECK(igraph_rewire(g, 10 * m, IGRAPH_REWIRING_SIMPLE));
    IGRAPH_FINALLY_CLEAN(1);
    igraph_vector_int_destroy(&ties);
    igraph_vector_int_destroy(&room);
    igraph_vector_int_destroy(&degree);
    IGRAPH_FINALLY_CLEAN(3);
    return IGRAPH_SUCCESS;
}

static igraph_error_t make(igraph_t *g, const job_t *job)
{
    const igraph_integer_t n = job->n;
    switch (job->topology->topology) {
    case RANDOM:
        return igraph_erdos_renyi_game_gnm(g, n, job->m, false, false);
    case PREFERENTIAL:
        return preferential(g, job);
    case GEOMETRIC:
        return igraph_grg_game(g, n, radius(2.0 * (double)job->m / ((double)n * (double)(n - 1))),
                               false, NULL, NULL);
    case CORE_PERIPHERY:
        return core_periphery(g, job);
    case STAR:
        return igraph_star(g, n, IGRAPH_STAR_UNDIRECTED, 0);
    case RING:
        return igraph_ring(g, n, false, false, n > 2);
    case COMPLETE:
        return igraph_full(g, n, false, false);
    default:
        return degrees(g, job);
    }
}

/* ---- all shapes ---- */

static int convert(const igraph_t *g, polder_graph_t *graph, polder_report_t *report)
{
    const igraph_integer_t m = igraph_ecount(g);
    if (m > MOST_TIES)
        return polder_fail(report, POLDER_INPUT, "a network of %lld ties is too large",
                           (long long)m);
    int32_t *from = malloc((2 * (size_t)m + 1) * sizeof *from);
    if (!from) return polder_fail(report, POLDER_MEMORY, "no memory for %lld ties", (long long)m);
    int32_t *to = from + m;
    for (igraph_integer_t e = 0; e < m; e++) {
        from[e] = (int32_t)IGRAPH_FROM(g, e);
        to[e] = (int32_t)IGRAPH_TO(g, e);
    }
    const int code =
        polder_graph_init(graph, (int32_t)igraph_vcount(g), (size_t)m, from, to, report);
    free(from);
    return code;
}

static int work(void *self, polder_report_t *report)
{
    const job_t *job = self;
    igraph_t g;
    int code = polder_bridge_check(make(&g, job), report);
    if (code) return code;
    code = convert(&g, job->graph, report);
    igraph_destroy(&g);
    return code;
}

static double expected_ties(const job_t *job)
{
    const polder_topology_t *t = job->topology;
    const double n = (double)job->n, core = (double)core_size(job), rim = n - core;
    switch (t->topology) {
    case CORE_PERIPHERY:
        return (double)t->core_density * core * (core - 1) / 2 +
               (double)t->periphery_density * rim * (rim - 1) / 2 +
               (double)(t->core_density + t->periphery_density) / 2 * core * rim;
    case STAR:
    case RING:
        return n;
    case COMPLETE:
        return n * (n - 1) / 2;
    default:
        return (double)job->m;
    }
}

int polder_graph_generate(const polder_topology_t *topology, const uint32_t key[4],
                          polder_graph_t *graph, polder_report_t *report)
{
    *graph = (polder_graph_t){0};
    const int32_t n = topology->members;
    if (topology->topology < 0 || topology->topology >= N_TOPOLOGIES || n < 1 ||
        !(topology->degree >= 0))
        return polder_fail(report, POLDER_INPUT,
                           "no network has topology %d, %d members and mean degree %g",
                           topology->topology, (int)n, (double)topology->degree);
    const double degree = fmin((double)topology->degree, n - 1);
    job_t job = {topology, n, llround(degree * n / 2), graph};
    const double ties = expected_ties(&job);
    if (!(ties <= MOST_TIES))
        return polder_fail(report, POLDER_INPUT,
                           "%d organisations would have about %.3g ties, more than %d", (int)n,
                           ties, (int)MOST_TIES);
    if (topology->topology == SMALL_WORLD) return small_world(&job, key, report);
    if (n == 1) return polder_graph_init(graph, 1, 0, NULL, NULL, report);
    return polder_bridge_call(work, &job, key, report);
}
