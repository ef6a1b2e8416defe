/* overview: what players give and earn on average. */
#include <polder/kernel.h>

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(mean, "contribution.mean", NETWORK, OBSERVABLE, .max = 1, .unit = "1",                     \
        .doc = "mean of what players give this round", .source = "Ledyard 1995",                   \
        .flags = POLDER_SUMMARY | POLDER_TRACK)                                                    \
    OWN(average, "contribution.average", NETWORK, OBSERVABLE, .max = 1, .unit = "1",               \
        .doc = "mean over players and rounds so far", .source = "Ledyard 1995",                    \
        .flags = POLDER_SUMMARY)                                                                   \
    OWN(income, "earned.mean", NETWORK, OBSERVABLE, .min = -1e6f, .max = 1e6f, .unit = "1",        \
        .doc = "mean of what players earn this round", .source = "Ledyard 1995",                   \
        .flags = POLDER_SUMMARY | POLDER_TRACK)                                                    \
    OWN(believed, "belief.mean", NETWORK, OBSERVABLE, .max = 1, .unit = "1",                       \
        .doc = "mean of what players believe", .source = "Fischbacher & Gaechter 2010",            \
        .flags = POLDER_SUMMARY | POLDER_TRACK)                                                    \
    OWN(links, "links.mean", NETWORK, OBSERVABLE, .max = 1, .unit = "1",                           \
        .doc = "share of the ties on which two play with each other",                              \
        .source = "Rand, Arbesman & Christakis 2011", .flags = POLDER_SUMMARY | POLDER_TRACK)      \
    OWN(sum_given, "overview.given", NETWORK, SUM, .max = 1e9f, .unit = "1",                       \
        .doc = "sum of contributions")                                                             \
    OWN(sum_usual, "overview.usual", NETWORK, SUM, .max = 1e9f, .unit = "1",                       \
        .doc = "sum of contributions so far")                                                      \
    OWN(sum_earned, "overview.earned", NETWORK, SUM, .min = -1e9f, .max = 1e9f, .unit = "1",       \
        .doc = "sum of earnings")                                                                  \
    OWN(sum_belief, "overview.belief", NETWORK, SUM, .max = 1e9f, .unit = "1",                     \
        .doc = "sum of beliefs")                                                                   \
    OWN(sum_link, "overview.links", NETWORK, SUM, .max = 1e9f, .unit = "1",                        \
        .doc = "links, from both ends")                                                            \
    OWN(n_arc, "overview.arcs", NETWORK, SUM, .max = 1e9f, .unit = "1",                            \
        .doc = "ties, from both ends")                                                             \
    OWN(n_player, "overview.players", NETWORK, SUM, .max = 1e9f, .unit = "organisations",          \
        .doc = "players")                                                                          \
    READ(active, "active")                                                                         \
    READ(tie, "tie")                                                                               \
    READ(link, "link")                                                                             \
    READ(belief, "belief")                                                                         \
    READ(given, "contribution")                                                                    \
    READ(usual, "contribution.usual")                                                              \
    READ(earned, "earned")
POLDER_FIELDS(FIELDS)

static void rows(const polder_view_t *v)
{
    const float *active = POLDER_IN(v, active), *given = POLDER_IN(v, given);
    const float *usual = POLDER_IN(v, usual), *earned = POLDER_IN(v, earned);
    const float *belief = POLDER_IN(v, belief), *tie = POLDER_IN(v, tie);
    const float *link = POLDER_IN(v, link);
    float *sum_given = POLDER_ADD(v, sum_given), *sum_usual = POLDER_ADD(v, sum_usual);
    float *sum_earned = POLDER_ADD(v, sum_earned), *sum_belief = POLDER_ADD(v, sum_belief);
    float *sum_link = POLDER_ADD(v, sum_link), *n_arc = POLDER_ADD(v, n_arc);
    float *n_player = POLDER_ADD(v, n_player);
    POLDER_EACH_ROW(v, r) {
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * POLDER_LANES;
            POLDER_EACH_LANE(l) {
                sum_link[l] += tie[a + l] * link[a + l];
                n_arc[l] += tie[a + l];
            }
        }
        POLDER_EACH_LANE(l) {
            const int e = r * POLDER_LANES + l;
            sum_given[l] += active[e] * given[e];
            sum_usual[l] += active[e] * usual[e];
            sum_earned[l] += active[e] * earned[e];
            sum_belief[l] += active[e] * belief[e];
            n_player[l] += active[e];
        }
    }
}

static void networks(const polder_view_t *v)
{
    const float *sum_given = POLDER_IN(v, sum_given), *sum_usual = POLDER_IN(v, sum_usual);
    const float *sum_earned = POLDER_IN(v, sum_earned), *sum_belief = POLDER_IN(v, sum_belief);
    const float *sum_link = POLDER_IN(v, sum_link), *n_arc = POLDER_IN(v, n_arc);
    const float *n_player = POLDER_IN(v, n_player);
    float *mean = POLDER_OUT(v, mean), *average = POLDER_OUT(v, average);
    float *income = POLDER_OUT(v, income), *believed = POLDER_OUT(v, believed);
    float *links = POLDER_OUT(v, links);
    POLDER_EACH_LANE(l) {
        const float n = polder_at_least(n_player[l], 1.0f);
        mean[l] = polder_unit(sum_given[l] / n);
        average[l] = polder_unit(sum_usual[l] / n);
        income[l] = sum_earned[l] / n;
        believed[l] = polder_unit(sum_belief[l] / n);
        links[l] = sum_link[l] / polder_at_least(n_arc[l], 1.0f);
    }
}

POLDER_PART(public_goods, overview) = {
    .name = "overview",
    .model = "public-goods",
    .kind = POLDER_OBSERVE,
    .order = 900,
    .doc = "what players give and earn on average",
    .source = "Ledyard 1995",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}, {POLDER_NETWORKS, networks}},
};
