/* test_metrics.c: measures of networks against values known from elsewhere. */
#include "unit/graph_fixture.h"

#include <math.h>
#include <stdlib.h>

#include <igraph/igraph.h>

static void near(float value, double expected)
{
    if (!(fabs((double)value - expected) < 1e-5))
        fail_msg("%.9g is not %.9g", (double)value, expected);
}

static void measures_of_simple_shapes(void **state)
{
    (void)state;
    float v[N_METRICS], b[10];
    const polder_topology_t star = shape(STAR, 10, 4), ring = shape(RING, 10, 4),
                            complete = shape(COMPLETE, 10, 4);
    polder_graph_t graph = make(&star, 1, 1);
    measure(&graph, v, b);
    near(v[DENSITY], 0.2);
    near(v[CENTRALISATION], 1);
    near(v[TRANSITIVITY], 0);
    near(v[COMPONENTS], 1);
    near(v[PATH_LENGTH], (9 + 36 * 2) / 45.0);
    near(v[ASSORTATIVITY], -1);
    near(b[0], 1);
    near(b[1], 0);
    polder_graph_free(&graph);
    graph = make(&ring, 1, 1);
    measure(&graph, v, b);
    near(v[DENSITY], 2.0 / 9);
    near(v[CENTRALISATION], 0);
    near(v[PATH_LENGTH], (1 + 2 + 3 + 4 + 2.5) / 4.5);
    assert_true(isnan(v[ASSORTATIVITY]));
    near(b[3], 8.0 / 36); /* 1 + 2 + 3 pairs wholly, 4 half: 8 of 36 */
    polder_graph_free(&graph);
    graph = make(&complete, 1, 1);
    measure(&graph, v, b);
    near(v[DENSITY], 1);
    near(v[TRANSITIVITY], 1);
    near(v[PATH_LENGTH], 1);
    near(v[MODULARITY], 0);
    near(b[9], 0);
    polder_graph_free(&graph);
}

/*   0 – 1     4 – 5
 *   | X | – – | X |     two cliques of four joined by 3 – 4, and 8 alone
 *   2 – 3     6 – 7   */
static void measures_of_two_cliques(void **state)
{
    (void)state;
    static const int32_t pair[][2] = {{0, 1}, {0, 2}, {0, 3}, {1, 2}, {1, 3}, {2, 3}, {4, 5},
                                      {4, 6}, {4, 7}, {5, 6}, {5, 7}, {6, 7}, {3, 4}};
    polder_graph_t graph = from_pairs(9, 13, pair);
    float v[N_METRICS], b[9];
    measure(&graph, v, b);
    near(v[DENSITY], 13 / 36.0);
    near(v[CENTRALISATION], (4 * 9 - 26) / 56.0);
    near(v[TRANSITIVITY], 24 / 30.0); /* 8 triangles; 6 · 3 + 2 · 6 pairs of partners */
    near(v[COMPONENTS], 2);
    near(v[PATH_LENGTH], (13 + 6 * 2 + 9 * 3) / 28.0);
    near(v[MODULARITY], 12 / 13.0 - 2 * 0.25);
    near(b[3], 12 / 28.0);
    near(b[0], 0);
    near(b[8], 0);
    polder_graph_free(&graph);
}

static void measures_of_zachary(void **state)
{
    (void)state;
    igraph_t g;
    int32_t from[78], to[78];
    assert_int_equal(igraph_famous(&g, "Zachary"), 0);
    assert_int_equal(igraph_ecount(&g), 78);
    for (int e = 0; e < 78; e++) {
        from[e] = (int32_t)IGRAPH_FROM(&g, e);
        to[e] = (int32_t)IGRAPH_TO(&g, e);
    }
    igraph_destroy(&g);
    polder_graph_t graph;
    assert_int_equal(polder_graph_init(&graph, 34, 78, from, to, NULL), 0);
    float v[N_METRICS], b[34];
    measure(&graph, v, b);
    near(v[DENSITY], 78 / 561.0);
    near(v[TRANSITIVITY], 0.2556818);
    near(v[PATH_LENGTH], 2.4081996);
    near(v[ASSORTATIVITY], -0.4756131); /* Newman 2002 gives −0.476 */
    near(v[MODULARITY], 0.3806706);     /* Clauset, Newman & Moore 2004 give 0.381 */
    near(b[0], 0.4376353);
    polder_graph_free(&graph);
}

static void measures_without_ties(void **state)
{
    (void)state;
    for (int32_t n = 1; n <= 4; n++) {
        polder_graph_t graph;
        float v[N_METRICS], b[4] = {9, 9, 9, 9};
        assert_int_equal(polder_graph_init(&graph, n, 0, NULL, NULL, NULL), 0);
        measure(&graph, v, b);
        near(v[COMPONENTS], n);
        assert_true(isnan(v[PATH_LENGTH]) && isnan(v[MODULARITY]) && isnan(v[TRANSITIVITY]));
        for (int32_t i = 0; i < n; i++) near(b[i], 0);
        if (n > 1) near(v[DENSITY], 0);
        polder_graph_free(&graph);
    }
}

static void only_wanted_measures(void **state)
{
    (void)state;
    const polder_topology_t star = shape(STAR, 5, 4);
    polder_graph_t graph = make(&star, 1, 1);
    float v[N_METRICS] = {-9, -9, -9, -9, -9, -9, -9, -9};
    assert_int_equal(polder_graph_metrics(&graph, 1u << COMPONENTS, v, NULL, NULL), 0);
    near(v[COMPONENTS], 1);
    near(v[DENSITY], -9);
    assert_int_equal(polder_graph_metrics(&graph, 1u << N_METRICS, v, NULL, NULL), POLDER_INTERNAL);
    polder_graph_free(&graph);
}

static void measures_are_the_parts_fields(void **state)
{
    (void)state;
    static const char *const name[] = {"metric.density",       "metric.centralisation",
                                       "metric.transitivity",  "metric.components",
                                       "metric.path_length",   "metric.modularity",
                                       "metric.assortativity", "metric.betweenness"};
    const polder_part_t *part = &polder_part_engine_metrics;
    assert_int_equal(part->n_use, N_METRICS);
    for (int i = 0; i < N_METRICS; i++) {
        assert_string_equal(part->use[i].field.name, name[i]);
        assert_int_equal(part->use[i].field.role, POLDER_OBSERVABLE);
        assert_int_equal(part->use[i].field.level,
                         i == BETWEENNESS ? POLDER_ORGANISATION : POLDER_NETWORK);
    }
    assert_int_equal(part->stage[0].over, POLDER_END);
    const polder_part_t *founding = &polder_part_engine_founding;
    assert_int_equal(founding->n_use, BETWEENNESS); /* all but that, which is of members */
    for (int i = 0; i < BETWEENNESS; i++) {
        assert_memory_equal(founding->use[i].field.name, "initial.", 8);
        assert_string_equal(founding->use[i].field.name + 8, name[i]);
        assert_int_equal(founding->use[i].field.level, POLDER_NETWORK);
        assert_true(founding->use[i].field.flags & POLDER_DERIVED);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(measures_of_simple_shapes),
        cmocka_unit_test(measures_of_two_cliques),
        cmocka_unit_test(measures_of_zachary),
        cmocka_unit_test(measures_without_ties),
        cmocka_unit_test(only_wanted_measures),
        cmocka_unit_test(measures_are_the_parts_fields),
    };
    return cmocka_run_group_tests_name("graph", tests, NULL, NULL);
}
