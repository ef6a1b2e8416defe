/* test_graph.c: generated networks. */
#include "unit/graph_fixture.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

#include <igraph/igraph.h>

/* Rows in order, no loops, no double ties, and every arc has its way back. */
static void check_simple(const polder_graph_t *graph)
{
    for (int32_t i = 0; i < graph->n_org; i++)
        for (int32_t a = graph->off[i]; a < graph->off[i + 1]; a++) {
            assert_int_not_equal(graph->nbr[a], i);
            assert_true(a == graph->off[i] || graph->nbr[a] > graph->nbr[a - 1]);
            assert_true(polder_graph_arc(graph, graph->nbr[a], i) >= 0);
        }
}

static void every_topology_at_every_size(void **state)
{
    (void)state;
    for (int topology = RANDOM; topology <= DEGREES; topology++)
        for (int32_t n = 1; n <= 30; n++)
            for (int k = 0; k < 40; k++) {
                polder_topology_t t = shape(topology, n, (float)k * 0.75f);
                t.rewiring = t.core_share = (float)(k % 4) / 3;
                t.power = (float)(k % 4);
                t.exponent = k % 4 ? (float)(2 + k % 4) : 2.01f;
                polder_graph_t graph = make(&t, 1, (uint64_t)k);
                const double degree = fmin((double)t.degree, n - 1);
                assert_int_equal(graph.n_org, n);
                check_simple(&graph);
                if (topology <= PREFERENTIAL || topology == DEGREES)
                    assert_int_equal(graph.n_arc, 2 * lround(degree * n / 2));
                if (topology == STAR) assert_int_equal(graph.n_arc, 2 * (n - 1));
                if (topology == RING) assert_int_equal(graph.n_arc, n < 3 ? 2 * (n - 1) : 2 * n);
                if (topology == COMPLETE) assert_int_equal(graph.n_arc, n * (n - 1));
                polder_graph_free(&graph);
            }
}

static void large_networks(void **state)
{
    (void)state;
    static const int with_degree[] = {RANDOM, SMALL_WORLD, PREFERENTIAL, GEOMETRIC, DEGREES};
    for (size_t i = 0; i < sizeof with_degree / sizeof *with_degree; i++) {
        const int32_t n = with_degree[i] == DEGREES ? 20000 : 100000; /* switching ends is slow */
        const polder_topology_t t = shape(with_degree[i], n, 4);
        polder_graph_t graph = make(&t, 1, 1);
        /* The geometric one is random: its number of ties has a deviation of about 0.4%. */
        assert_true(fabs(graph.n_arc / (double)n - 4) <
                    (with_degree[i] == GEOMETRIC ? 0.06 : 1e-9));
        polder_graph_free(&graph);
    }
}

static void choices_are_in_order(void **state)
{
    (void)state;
    const char *choices = NULL;
    for (int i = 0; i < polder_part_engine_network.n_use; i++)
        if (!strcmp(polder_part_engine_network.use[i].field.name, "network.topology"))
            choices = polder_part_engine_network.use[i].field.choices;
    assert_non_null(choices);
    assert_string_equal(choices, "random|small-world|preferential|geometric|core-periphery|star|"
                                 "ring|complete|degrees");
}

static void impossible_requests(void **state)
{
    (void)state;
    const uint32_t key[4] = {1, 2, 3, 4};
    polder_topology_t wrong[] = {shape(9, 12, 4),
                                 shape(-1, 12, 4),
                                 shape(RANDOM, 0, 4),
                                 shape(RANDOM, 12, -1),
                                 shape(RING, 12, NAN),
                                 shape(COMPLETE, 1000000, 4),
                                 shape(RANDOM, 10000000, 1000)};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        polder_report_t report = {0};
        polder_graph_t graph;
        assert_int_equal(polder_graph_generate(&wrong[i], key, &graph, &report), POLDER_INPUT);
        assert_int_equal(report.n_error, 1);
        assert_null(graph.off);
        polder_report_free(&report);
    }
}

static void same_key_same_network(void **state)
{
    (void)state;
    for (int topology = RANDOM; topology <= DEGREES; topology++) {
        const polder_topology_t t = shape(topology, 18, 4), other = shape(DEGREES, 30, 6);
        polder_graph_t first = make(&t, 7, 3), between = make(&other, 7, 4), again = make(&t, 7, 3);
        polder_graph_t next = make(&t, 7, 4), seed = make(&t, 8, 3);
        assert_true(same(&first, &again));
        const int fixed = topology == STAR || topology == RING || topology == COMPLETE;
        assert_int_equal(same(&first, &next), fixed);
        assert_int_equal(same(&first, &seed), fixed);
        polder_graph_free(&first);
        polder_graph_free(&between);
        polder_graph_free(&again);
        polder_graph_free(&next);
        polder_graph_free(&seed);
    }
}

static void igraph_keeps_its_own_generator(void **state)
{
    (void)state;
    igraph_real_t number[2][4];
    for (int k = 0; k < 2; k++) {
        igraph_rng_seed(igraph_rng_default(), 1);
        for (int i = 0; i < 4; i++) {
            const polder_topology_t t = shape(RANDOM, 12, 4);
            polder_graph_t graph = {0};
            if (k) graph = make(&t, 1, (uint64_t)i);
            number[k][i] = igraph_rng_get_unif01(igraph_rng_default());
            polder_graph_free(&graph);
        }
    }
    assert_memory_equal(number[0], number[1], sizeof number[0]);
    assert_true(number[0][0] != number[0][1]);
}

enum { EACH = 60 };

static void *make_many(void *out)
{
    polder_graph_t *graph = out;
    uint32_t key[4];
    for (int i = 0; i < EACH; i++) {
        const polder_topology_t t = shape(i % 9, 6 + i % 13, 4);
        polder_key(1, (uint64_t)i, key);
        if (polder_graph_generate(&t, key, &graph[i], NULL)) return NULL;
        float value[N_METRICS];
        if (polder_graph_metrics(&graph[i], 0x7f, value, NULL, NULL)) return NULL;
    }
    return out;
}

static void threads_do_not_matter(void **state)
{
    (void)state;
    static polder_graph_t graph[5][EACH];
    pthread_t thread[4];
    for (int k = 0; k < 4; k++)
        assert_int_equal(pthread_create(&thread[k], NULL, make_many, graph[k]), 0);
    assert_non_null(make_many(graph[4]));
    for (int k = 0; k < 4; k++) {
        void *done = NULL;
        assert_int_equal(pthread_join(thread[k], &done), 0);
        assert_non_null(done);
    }
    for (int k = 0; k < 5; k++)
        for (int i = 0; i < EACH; i++) assert_true(same(&graph[k][i], &graph[4][i]));
    for (int k = 0; k < 5; k++)
        for (int i = 0; i < EACH; i++) polder_graph_free(&graph[k][i]);
}

/* Mean over networks of a measure, of ours or of igraph's small world. The share of ties that
 * igraph leaves alone is (1 − p)², ours is 1 − p: it moves both ends. */
static void small_world_statistics(int ours, double rewiring, double mean[2])
{
    enum { NETWORKS = 40, N = 200 };
    mean[0] = mean[1] = 0;
    for (int k = 0; k < NETWORKS; k++) {
        polder_topology_t t = shape(SMALL_WORLD, N, 4);
        t.rewiring = (float)rewiring;
        polder_graph_t graph;
        if (ours) {
            graph = make(&t, 5, (uint64_t)k);
        } else {
            igraph_t g;
            int32_t from[2 * N], to[2 * N];
            igraph_rng_seed(igraph_rng_default(), (igraph_uint_t)k);
            assert_int_equal(igraph_watts_strogatz_game(&g, 1, N, 2, 1 - sqrt(1 - rewiring), 0, 0),
                             0);
            assert_int_equal(igraph_ecount(&g), 2 * N);
            for (int e = 0; e < 2 * N; e++) {
                from[e] = (int32_t)IGRAPH_FROM(&g, e);
                to[e] = (int32_t)IGRAPH_TO(&g, e);
            }
            igraph_destroy(&g);
            assert_int_equal(polder_graph_init(&graph, N, 2 * N, from, to, NULL), 0);
        }
        float value[N_METRICS];
        measure(&graph, value, NULL);
        mean[0] += (double)value[TRANSITIVITY] / NETWORKS;
        mean[1] += (double)value[PATH_LENGTH] / NETWORKS;
        polder_graph_free(&graph);
    }
}

static void small_world_is_igraphs(void **state)
{
    (void)state;
    static const double rewiring[] = {0, 0.1, 0.2, 0.4};
    for (int i = 0; i < 4; i++) {
        double ours[2], theirs[2];
        small_world_statistics(1, rewiring[i], ours);
        small_world_statistics(0, rewiring[i], theirs);
        assert_true(fabs(ours[0] - theirs[0]) < 0.01); /* standard error about 0.003 */
        assert_true(fabs(ours[1] - theirs[1]) < 0.02 * theirs[1]);
    }
}

/* The ring with neighbours 1 and 2 steps away:   0 – 1 – 2 – 3 – …,  0 – 2, 1 – 3, … */
static void small_world_rewires_the_share(void **state)
{
    (void)state;
    polder_topology_t t = shape(SMALL_WORLD, 20000, 4);
    for (int k = 0; k <= 10; k += 5) {
        t.rewiring = (float)k / 10;
        polder_graph_t graph = make(&t, 3, 1);
        int near = 0, least = 100;
        for (int32_t i = 0; i < t.members; i++) {
            const int degree = graph.off[i + 1] - graph.off[i];
            least = degree < least ? degree : least;
            for (int32_t a = graph.off[i]; a < graph.off[i + 1]; a++) {
                const int d = abs(graph.nbr[a] - i);
                near += d <= 2 || d >= t.members - 2;
            }
        }
        assert_true(fabs(near / (double)graph.n_arc - (1 - (double)t.rewiring)) < 0.01);
        assert_true(least >= 2); /* the near end stays: nobody loses its own two ties */
        polder_graph_free(&graph);
    }
}

static double largest_degree(const polder_topology_t *t)
{
    double sum = 0;
    for (uint64_t k = 0; k < 20; k++) {
        polder_graph_t graph = make(t, 2, k);
        int most = 0;
        for (int32_t i = 0; i < graph.n_org; i++) {
            const int degree = graph.off[i + 1] - graph.off[i];
            most = degree > most ? degree : most;
        }
        sum += most / 20.0;
        polder_graph_free(&graph);
    }
    return sum;
}

static void parameters_have_their_effect(void **state)
{
    (void)state;
    polder_topology_t t = shape(PREFERENTIAL, 300, 4);
    t.power = 0;
    const double even = largest_degree(&t);
    t.power = 1;
    const double linear = largest_degree(&t);
    t.power = 2;
    assert_true(even * 1.5 < linear && linear * 1.5 < largest_degree(&t));
    t = shape(DEGREES, 300, 4);
    t.exponent = 2.1f;
    const double heavy = largest_degree(&t);
    t.exponent = 8;
    assert_true(largest_degree(&t) * 3 < heavy);
}

static void mean_degree_of_geometric(void **state)
{
    (void)state;
    static const float degree[] = {2, 6, 12, 18.9f};
    for (int d = 0; d < 4; d++) {
        const polder_topology_t t = shape(GEOMETRIC, 20, degree[d]);
        double sum = 0;
        for (uint64_t k = 0; k < 2000; k++) {
            polder_graph_t graph = make(&t, 1, k);
            sum += graph.n_arc / 20.0 / 2000;
            polder_graph_free(&graph);
        }
        assert_true(fabs(sum - (double)degree[d]) < 0.15);
    }
}

static void blocks_of_core_periphery(void **state)
{
    (void)state;
    const polder_topology_t t = shape(CORE_PERIPHERY, 400, 4); /* core: 0 … 99 */
    polder_graph_t graph = make(&t, 1, 1);
    double n[2][2] = {{0}};
    for (int32_t i = 0; i < 400; i++)
        for (int32_t a = graph.off[i]; a < graph.off[i + 1]; a++) n[i < 100][graph.nbr[a] < 100]++;
    assert_true(fabs(n[1][1] / (100.0 * 99) - 0.8) < 0.02);
    assert_true(fabs(n[0][1] / (100.0 * 300) - 0.425) < 0.02);
    assert_true(fabs(n[0][0] / (300.0 * 299) - 0.05) < 0.01);
    polder_graph_free(&graph);
}

/* More than can be counted in 32 bits as arcs is refused before a tie is looked at. */
static void too_many_ties(void **state)
{
    (void)state;
    polder_graph_t graph;
    polder_report_t notes = {0};
    assert_int_equal(polder_graph_init(&graph, 3, 0x40000000, NULL, NULL, &notes), POLDER_INPUT);
    assert_int_equal(polder_graph_init(&graph, -1, 0, NULL, NULL, &notes), POLDER_INPUT);
    assert_non_null(strstr(notes.note[0].text, "1073741824 ties"));
    polder_report_free(&notes);
}

/* What a block of cores and rims would come to: ¼ of the members are core; 0.8, 0.05 and the mean
 * of both are the shares of ties within, outside and between. */
static void too_many_of_core_periphery(void **state)
{
    (void)state;
    const polder_topology_t t = shape(CORE_PERIPHERY, 400000, 4);
    polder_graph_t graph;
    polder_report_t notes = {0};
    assert_int_equal(polder_graph_generate(&t, (uint32_t[]){1, 2, 3, 4}, &graph, &notes),
                     POLDER_INPUT);
    /* 0.8·10⁵(10⁵ − 1)/2 + 0.05·3·10⁵(3·10⁵ − 1)/2 + 0.425·3·10¹⁰ */
    assert_non_null(strstr(notes.note[0].text, "about 1.9e+10 ties"));
    polder_report_free(&notes);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(too_many_ties),
        cmocka_unit_test(every_topology_at_every_size),
        cmocka_unit_test(large_networks),
        cmocka_unit_test(choices_are_in_order),
        cmocka_unit_test(impossible_requests),
        cmocka_unit_test(same_key_same_network),
        cmocka_unit_test(igraph_keeps_its_own_generator),
        cmocka_unit_test(threads_do_not_matter),
        cmocka_unit_test(small_world_is_igraphs),
        cmocka_unit_test(small_world_rewires_the_share),
        cmocka_unit_test(parameters_have_their_effect),
        cmocka_unit_test(mean_degree_of_geometric),
        cmocka_unit_test(blocks_of_core_periphery),
        cmocka_unit_test(too_many_of_core_periphery),
    };
    return cmocka_run_group_tests_name("graph", tests, NULL, NULL);
}
