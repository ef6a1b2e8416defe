/* rules: the ten rules of the game, as strong as they are in each network. N3.
 *
 * A rule takes effect in the part that reads it, always multiplied by system trust: rules that no
 * one believes in have no effect.
 */
#include "collaboration.h"

#define RULE(OWN, n, id, name, about)                                                              \
    OWN(id, "rules." name, NETWORK, PARAMETER, .value = 0.5f, .max = 1, .unit = "1",               \
        .doc = "rule " n ": " about, .source = "N3, De Bruijn & Ten Heuvelhof")                    \
    OWN(id##_here, "rule." name, NETWORK, STATE, .value = 0.5f, .max = 1, .unit = "1",             \
        .doc = "rule " n " as kept in this network", .source = "N3", .flags = POLDER_DERIVED)

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
    OWN(mean, "rule.mean", NETWORK, STATE, .value = 0.5f, .max = 1, .unit = "1",                   \
        .doc = "mean strength of the ten rules", .source = "N3",                                   \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    READ(shift, "between.rules")
POLDER_FIELDS(FIELDS)
POLDER_IN_ORDER(power, power_here, modesty, modesty_here, content, content_here);
POLDER_IN_ORDER(content_here, one_board, one_board_here, steady, steady_here, extra_mile);
POLDER_IN_ORDER(extra_mile, extra_mile_here, quid_pro_quo, quid_pro_quo_here);
POLDER_IN_ORDER(quid_pro_quo_here, proportion, proportion_here, core_values, core_values_here);
POLDER_IN_ORDER(core_values_here, decisions, decisions_here);

enum { N_RULES = 10 }; /* as FIELDS has */

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
