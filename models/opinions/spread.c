/* spread: mean and variance of the opinions, and the limit they are bound for. */
#include <polder/kernel.h>

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(mean, "opinion.mean", NETWORK, OBSERVABLE, .value = 0.5f, .max = 1, .unit = "1",           \
        .doc = "mean opinion", .source = "DeGroot 1974", .flags = POLDER_SUMMARY | POLDER_TRACK)   \
    OWN(variance, "opinion.variance", NETWORK, OBSERVABLE, .max = 1, .unit = "1",                  \
        .doc = "variance of the opinions over the organisations", .source = "DeGroot 1974",        \
        .flags = POLDER_SUMMARY | POLDER_TRACK)                                                    \
    OWN(limit, "opinion.limit", NETWORK, OBSERVABLE, .value = 0.5f, .max = 1, .unit = "1",         \
        .doc = "degree-weighted mean opinion: does not change, and is the limit",                  \
        .source = "DeGroot 1974", .flags = POLDER_SUMMARY)                                         \
    OWN(sum, "opinion.sum", NETWORK, SUM, .max = 1e9f, .unit = "1", .doc = "sum of the opinions")  \
    OWN(square, "opinion.square", NETWORK, SUM, .max = 1e9f, .unit = "1",                          \
        .doc = "sum of their squares")                                                             \
    OWN(weighted, "opinion.weighted", NETWORK, SUM, .max = 1e9f, .unit = "1",                      \
        .doc = "sum of opinion times number of partners")                                          \
    OWN(n_org, "opinion.n", NETWORK, SUM, .max = 1e9f, .unit = "organisations",                    \
        .doc = "organisations")                                                                    \
    OWN(n_arc, "opinion.arcs", NETWORK, SUM, .max = 1e9f, .unit = "arcs", .doc = "arcs")           \
    READ(active, "active")                                                                         \
    READ(tie, "tie")                                                                               \
    READ(opinion, "opinion")
POLDER_FIELDS(FIELDS)

static void rows(const polder_view_t *v)
{
    const float *active = POLDER_IN(v, active), *opinion = POLDER_IN(v, opinion);
    const float *tie = POLDER_IN(v, tie);
    float *sum = POLDER_ADD(v, sum), *square = POLDER_ADD(v, square);
    float *weighted = POLDER_ADD(v, weighted), *n_org = POLDER_ADD(v, n_org);
    float *n_arc = POLDER_ADD(v, n_arc);
    POLDER_EACH_ROW(v, r) {
        float partners[POLDER_LANES] = {0};
        for (int k = 0; k < v->width[r]; k++)
            POLDER_EACH_LANE(l) partners[l] += tie[(v->slot[r] + k) * POLDER_LANES + l];
        POLDER_EACH_LANE(l) {
            const int e = r * POLDER_LANES + l;
            const float here = active[e], x = opinion[e], d = partners[l];
            sum[l] += here * x;
            square[l] += here * x * x;
            weighted[l] += here * x * d;
            n_org[l] += here;
            n_arc[l] += here * d;
        }
    }
}

static void networks(const polder_view_t *v)
{
    const float *sum = POLDER_IN(v, sum), *square = POLDER_IN(v, square);
    const float *weighted = POLDER_IN(v, weighted);
    const float *n_org = POLDER_IN(v, n_org), *n_arc = POLDER_IN(v, n_arc);
    float *mean = POLDER_OUT(v, mean), *variance = POLDER_OUT(v, variance);
    float *limit = POLDER_OUT(v, limit);
    POLDER_EACH_LANE(l) {
        const float n = polder_at_least(n_org[l], 1.0f);
        mean[l] = sum[l] / n;
        variance[l] = polder_at_least(square[l] / n - mean[l] * mean[l], 0.0f);
        limit[l] = n_arc[l] > 0 ? weighted[l] / polder_at_least(n_arc[l], 1.0f) : mean[l];
    }
}

POLDER_PART(opinions, spread) = {
    .name = "spread",
    .model = "opinions",
    .kind = POLDER_OBSERVE,
    .order = 900,
    .doc = "mean, variance and limit of the opinions",
    .source = "DeGroot 1974",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}, {POLDER_NETWORKS, networks}},
};
