/* graph_fixture.h: networks to test with. */
#ifndef POLDER_TESTS_GRAPH_FIXTURE_H
#define POLDER_TESTS_GRAPH_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "graph/graph.h"
#include "kernel/random.h"

enum {
    RANDOM,
    SMALL_WORLD,
    PREFERENTIAL,
    GEOMETRIC,
    CORE_PERIPHERY,
    STAR,
    RING,
    COMPLETE,
    DEGREES
};
enum {
    DENSITY,
    CENTRALISATION,
    TRANSITIVITY,
    COMPONENTS,
    PATH_LENGTH,
    MODULARITY,
    ASSORTATIVITY,
    BETWEENNESS,
    N_METRICS
};

static inline polder_topology_t shape(int topology, int32_t members, float degree)
{
    return (polder_topology_t){topology, members, degree, 0.2f, 0.25f, 0.8f, 0.05f, 1, 2.5f};
}

static inline polder_graph_t make(const polder_topology_t *t, uint64_t seed, uint64_t network)
{
    polder_graph_t graph;
    polder_report_t report = {0};
    uint32_t key[4];
    polder_key(seed, network, key);
    const int rc = polder_graph_generate(t, key, &graph, &report);
    if (rc) fail_msg("topology %d: %s", t->topology, report.note[0].text);
    assert_int_equal(report.n, 0);
    polder_report_free(&report);
    return graph;
}

static inline polder_graph_t from_pairs(int32_t n_org, size_t n, const int32_t pair[][2])
{
    polder_graph_t graph;
    int32_t from[128], to[128];
    for (size_t i = 0; i < n; i++) {
        from[i] = pair[i][0];
        to[i] = pair[i][1];
    }
    assert_int_equal(polder_graph_init(&graph, n_org, n, from, to, NULL), 0);
    return graph;
}

static inline int same(const polder_graph_t *a, const polder_graph_t *b)
{
    return a->n_org == b->n_org && a->n_arc == b->n_arc &&
           !memcmp(a->off, b->off, ((size_t)a->n_org + 1) * sizeof *a->off) &&
           !memcmp(a->nbr, b->nbr, (size_t)a->n_arc * sizeof *a->nbr);
}

static inline void measure(const polder_graph_t *graph, float *network, float *betweenness)
{
    float *org[N_METRICS] = {0};
    org[BETWEENNESS] = betweenness;
    polder_report_t report = {0};
    const int rc = polder_graph_metrics(graph, (1u << N_METRICS) - 1, network, org, &report);
    if (rc) fail_msg("%s", report.note[0].text);
    polder_report_free(&report);
}

#endif
