/* rules: the ten rules of the game, as strong as they are in each network. N3.
 *
 * A rule works through its own effect elsewhere, always times system trust: rules that
 * nobody believes in stop nobody.
 */
#include "collaboration.h"

#define RULE(OWN, n, id, name, doc)                                                                \
    OWN(id, "rules." name, NETWORK, PARAMETER, 0.5f, 0, 1, "1", "rule " n ": " doc,                \
        "N3, De Bruijn & Ten Heuvelhof", 0, NULL)                                                  \
    OWN(id##_here, "rule." name, NETWORK, STATE, 0.5f, 0, 1, "1",                                  \
        "rule " n " as kept in this network", "N3", POLDER_DERIVED, NULL)

#define FIELDS(OWN, READ, WRITE)                                                                   \
    RULE(OWN, "1", power, "power", "power is not displayed")                                       \
    RULE(OWN, "2", modesty, "modesty", "gains are not openly enjoyed")                             \
    RULE(OWN, "3", content, "content", "results are justified on content")                         \
    RULE(OWN, "4", one_board, "one_board", "no playing on two boards")                             \
    RULE(OWN, "5", steady, "steady", "no changing of the rules midway")                            \
    RULE(OWN, "6", extra_mile, "extra_mile", "going the extra mile")                               \
    RULE(OWN, "7", quid_pro_quo, "quid_pro_quo", "something for something")                        \
    RULE(OWN, "8", proportion, "proportion", "reactions are proportional")                         \
    RULE(OWN, "9", core_values, "core_values", "core values are left untouched")                   \
    RULE(OWN, "10", decisions, "decisions", "loyalty to decisions")                                \
    OWN(mean, "rule.mean", NETWORK, STATE, 0.5f, 0, 1, "1", "mean strength of the ten rules",      \
        "N3", POLDER_SUMMARY | POLDER_DERIVED, NULL)                                               \
    READ(shift, "between.rules")
POLDER_FIELDS(FIELDS)

enum { N_RULES = 10 };

static void networks(const polder_view_t *v)
{
    const float *shift = POLDER_IN(v, shift);
    float *mean = POLDER_OUT(v, mean);
    float sum[L] = {0};
    for (int k = 0; k < N_RULES; k++) {
        const float *said = v->col[f_power + 2 * k];
        float *here = v->col[f_power_here + 2 * k];
        POLDER_EACH_LANE(l) {
            here[l] = polder_unit(said[l] + shift[l]);
            sum[l] += here[l];
        }
    }
    POLDER_EACH_LANE(l) mean[l] = sum[l] / (float)N_RULES;
}

POLDER_PART(collaboration, rules) = {
    .name = "rules",
    .model = "collaboration",
    .kind = POLDER_SETUP,
    .order = 20,
    .doc = "the ten rules of the game",
    .source = "N3",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, networks}},
};
