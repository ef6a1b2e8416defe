/* metrics.c: what igraph says of one network; see graph.h.
 *
 * What     The fields of engine/kernel/metrics.c, in that order. A measure that a network
 *          does not have (the path length without ties, the assortativity of a network in
 *          which all have equally many partners, …) is NaN.
 */
#include <math.h>

#include "graph/bridge.h"

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

typedef struct {
    const polder_graph_t *graph;
    uint32_t want;
    float *network;
    float *const *org;
} job_t;

static igraph_error_t make_graph(const polder_graph_t *graph, igraph_t *g)
{
    igraph_vector_int_t ends;
    IGRAPH_CHECK(igraph_vector_int_init(&ends, graph->n_arc));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &ends);
    igraph_integer_t n = 0;
    for (int32_t i = 0; i < graph->n_org; i++)
        for (int32_t a = graph->off[i]; a < graph->off[i + 1]; a++) {
            if (graph->nbr[a] < i) continue;
            VECTOR(ends)[n++] = i;
            VECTOR(ends)[n++] = graph->nbr[a];
        }
    IGRAPH_CHECK(igraph_create(g, &ends, graph->n_org, false));
    igraph_vector_int_destroy(&ends);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* The modularity of the partition that the greedy method of Clauset, Newman and Moore finds:
 * it draws nothing, and takes O(m log² n). All in one group is 0; igraph sometimes stops one
 * step before that at something less. */
static igraph_error_t modularity(const igraph_t *g, igraph_real_t *value)
{
    igraph_vector_int_t member;
    *value = NAN;
    if (igraph_ecount(g) == 0) return IGRAPH_SUCCESS;
    IGRAPH_CHECK(igraph_vector_int_init(&member, 0));
    IGRAPH_FINALLY(igraph_vector_int_destroy, &member);
    IGRAPH_CHECK(igraph_community_fastgreedy(g, NULL, NULL, NULL, &member));
    IGRAPH_CHECK(igraph_modularity(g, &member, NULL, 1, false, value));
    *value = fmax(*value, 0);
    igraph_vector_int_destroy(&member);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

/* Shares of the pairs of others; 0 for fewer than three organisations. */
static igraph_error_t betweenness(const igraph_t *g, float *out)
{
    const igraph_integer_t n = igraph_vcount(g);
    const double pairs = (double)(n - 1) * (double)(n - 2) / 2;
    igraph_vector_t value;
    IGRAPH_CHECK(igraph_vector_init(&value, n));
    IGRAPH_FINALLY(igraph_vector_destroy, &value);
    IGRAPH_CHECK(igraph_betweenness(g, &value, igraph_vss_all(), false, NULL));
    for (igraph_integer_t i = 0; i < n; i++) /* rounding must not pass the bound */
        out[i] = pairs > 0 ? (float)fmin(VECTOR(value)[i] / pairs, 1) : 0.0f;
    igraph_vector_destroy(&value);
    IGRAPH_FINALLY_CLEAN(1);
    return IGRAPH_SUCCESS;
}

static igraph_error_t measure(const igraph_t *g, int metric, igraph_real_t *value)
{
    const igraph_integer_t n = igraph_vcount(g);
    igraph_integer_t count = 0;
    igraph_error_t code;
    *value = NAN;
    switch (metric) {
    case DENSITY:
        return n < 2 ? IGRAPH_SUCCESS : igraph_density(g, value, false);
    case CENTRALISATION:
        return n < 3 ? IGRAPH_SUCCESS
                     : igraph_centralization_degree(g, NULL, IGRAPH_ALL, false, value, NULL, true);
    case TRANSITIVITY:
        return igraph_transitivity_undirected(g, value, IGRAPH_TRANSITIVITY_NAN);
    case COMPONENTS:
        code = igraph_connected_components(g, NULL, NULL, &count, IGRAPH_WEAK);
        *value = (igraph_real_t)count;
        return code;
    case PATH_LENGTH:
        return igraph_average_path_length(g, value, NULL, false, true);
    case MODULARITY:
        return modularity(g, value);
    default:
        return igraph_assortativity_degree(g, value, false);
    }
}

static int work(void *self, polder_report_t *report)
{
    const job_t *job = self;
    igraph_t g;
    int code = polder_bridge_check(make_graph(job->graph, &g), report);
    if (code) return code;
    for (int i = 0; i < N_METRICS && code == 0; i++) {
        if (!(job->want >> i & 1)) continue;
        if (i == BETWEENNESS) {
            if (job->org && job->org[i])
                code = polder_bridge_check(betweenness(&g, job->org[i]), report);
        } else {
            igraph_real_t value;
            code = polder_bridge_check(measure(&g, i, &value), report);
            job->network[i] = (float)value;
        }
    }
    igraph_destroy(&g);
    return code;
}

int polder_graph_metrics(const polder_graph_t *graph, uint32_t want, float *network,
                         float *const *org, polder_report_t *report)
{
    job_t job = {graph, want, network, org};
    if (want >> N_METRICS)
        return polder_fail(report, POLDER_INTERNAL, "there are %d metrics", (int)N_METRICS);
    if (want == 0) return 0;
    return polder_bridge_call(work, &job, NULL, report);
}
