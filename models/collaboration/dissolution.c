/* dissolution: a network ends when too few are left, or well, when its work is done. K1, V06.
 *
 * A network that has reached its goal and performs may end well: it counts as living for success,
 * and does not count as dissolved.
 */
#include "collaboration.h"

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(least, "dissolution.least", NETWORK, PARAMETER, .value = 3, .max = 1e6f,                   \
        .unit = "organisations", .doc = "a network with fewer members dissolves", .source = "K1")  \
    OWN(least_share, "dissolution.least_share", NETWORK, PARAMETER, .value = 0.5f, .max = 1,       \
        .unit = "1", .doc = "a network with a smaller share of its founding number dissolves",     \
        .source = "K1")                                                                            \
    OWN(finish, "dissolution.finish", NETWORK, PARAMETER, .value = 0.004f, .max = 1,               \
        .unit = "1/month", .doc = "chance that a network whose goal is reached ends well",         \
        .source = "N25, V06")                                                                      \
    OWN(completed, "completed", NETWORK, STATE, .max = 1, .unit = "1",                             \
        .doc = "1 if the network ended well, its goal reached", .source = "K1, N25, V06",          \
        .flags = POLDER_SUMMARY | POLDER_DERIVED | POLDER_WHOLE)                                   \
    READ(phase, "phase")                                                                           \
    READ(total, "value.total")                                                                     \
    READ(goal, "outcome.goal")                                                                     \
    READ(present, "members")                                                                       \
    READ(founders, "founders")                                                                     \
    WRITE(alive, "alive")
POLDER_FIELDS(FIELDS)

/* Good endings apart from bad ones: the number says which it is. */
#define EVENTS(KIND)                                                                               \
    KIND(end, "end", NETWORK, 1, NULL, NULL, "the network ends", "K1, N25, V06",                   \
         POLDER_EVENT_NUMBER("reason", "1", "finished|too-few|too-few-left"),                      \
         POLDER_EVENT_NUMBER("good", "1", "no|yes"))
POLDER_EVENTS(EVENTS)

enum { FINISHED, TOO_FEW, TOO_FEW_LEFT };

/* `ends`: 1 for want of members, 2 well. */
POLDER_RARE void tell(const polder_view_t *v, const float ends[L])
{
    const float *present = POLDER_IN(v, present), *least = POLDER_IN(v, least);
    for (int l = 0; l < L; l++) {
        if (ends[l] <= 0) continue;
        const int reason = ends[l] > 1 ? FINISHED : present[l] < least[l] ? TOO_FEW : TOO_FEW_LEFT;
        POLDER_EMIT_NETWORK(v, end, l, (float)reason, reason == FINISHED ? 1.0f : 0.0f);
    }
}

static void networks(const polder_view_t *v)
{
    const float *least = POLDER_IN(v, least), *least_share = POLDER_IN(v, least_share);
    const float *present = POLDER_IN(v, present), *founders = POLDER_IN(v, founders);
    const float *finish = POLDER_IN(v, finish), *phase = POLDER_IN(v, phase);
    const float *total = POLDER_IN(v, total), *goal = POLDER_IN(v, goal);
    float *alive = POLDER_OUT(v, alive), *completed = POLDER_OUT(v, completed);
    uint32_t word[4][L];
    float ends[L];
    polder_network_words(v, 0, word);
    POLDER_EACH_LANE(l) {
        const float few =
            present[l] < least[l] || present[l] < least_share[l] * founders[l] ? 1.0f : 0.0f;
        const float done = phase[l] >= PERFORM && total[l] >= goal[l] ? finish[l] : 0.0f;
        const float well = alive[l] * (1 - few) * polder_bernoulli(word[0][l], done);
        completed[l] = polder_max(completed[l], well);
        ends[l] = alive[l] > 0 ? few + 2 * well : 0.0f;
        alive[l] = few + well > 0 ? 0.0f : alive[l];
    }
    if (v->events) tell(v, ends);
}

static const polder_rule_t rules[] = {{POLDER_FOUNDERS, "dissolution.least", NULL}};

POLDER_PART(collaboration, dissolution) = {
    .name = "dissolution",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 228,
    .doc = "a network ends when too few are left, or well, when its work is done",
    .source = "K1, N25, V06",
    .use = fields,
    .n_use = n_fields,
    .event = events,
    .n_event = n_events,
    .rule = rules,
    .n_rule = sizeof rules / sizeof *rules,
    .stage = {{POLDER_NETWORKS, networks}},
};
