/* heterogeneity: every network draws a context of its own.
 *
 * Differences between networks matter as much as those between organisations. They differ in
 * sixteen independent ways, one or more for each root cause of failure, so that each network has
 * another weakest point. N1.
 */
#include "collaboration.h"

#define SCALE(OWN, id, number, about, by)                                                          \
    OWN(s_##id, "heterogeneity." #id "_sd", NETWORK, PARAMETER, .value = number, .max = 2,         \
        .unit = "1", .doc = "standard deviation among networks of " about, .source = by)
#define FACTOR(OWN, id, about, by)                                                                 \
    OWN(id, "between." #id, NETWORK, STATE, .value = 1, .max = 1000, .unit = "1",                  \
        .doc = "factor on " about, .source = by, .flags = POLDER_SUMMARY)
#define SHIFT(OWN, id, about, by)                                                                  \
    OWN(id, "between." #id, NETWORK, STATE, .min = -50, .max = 50, .unit = "1",                    \
        .doc = "shift of " about, .source = by, .flags = POLDER_SUMMARY)

/* Factors are lognormal, shifts normal; scale, what it acts on, source. */
#define FACTORS(X, OWN)                                                                            \
    X(OWN, spread, 0.25f, "the spread of interests", "N1, F8")                                     \
    X(OWN, idea, 0.45f, "how far the first idea lies off", "N1, F1")                               \
    X(OWN, fade, 0.45f, "how fast the perspective fades", "N1, F2")                                \
    X(OWN, turnover, 0.5f, "the turnover of representatives", "N1, F3")                            \
    X(OWN, power, 0.45f, "the inequality of capacity", "N1, F9")                                   \
    X(OWN, inflate, 0.6f, "how much is expected beyond what is seen", "N1, F11")                   \
    X(OWN, days, 0.15f, "the days partners have", "N1, T3")
#define SHIFTS(X, OWN)                                                                             \
    X(OWN, trust, 0.14f, "first trust", "N1, T7, F6")                                              \
    X(OWN, rules, 0.15f, "the rules of the game", "N1, N3, F5")                                    \
    X(OWN, transparency, 0.15f, "transparency", "N1, T6, F4")                                      \
    X(OWN, pretence, 0.08f, "pretence", "N1, F4")                                                  \
    X(OWN, skill, 0.08f, "the skills of representatives", "N1, A6")                                \
    X(OWN, support, 0.13f, "support at home", "N1, F7")                                            \
    X(OWN, elsewhere, 0.10f, "benefits that go elsewhere", "N1, F10")                              \
    X(OWN, breadth, 0.15f, "how much is done together", "N1, F12")                                 \
    X(OWN, concreteness, 0.25f, "how concrete the goal is", "N1, N8")

#define AS_SCALE(OWN, id, value, doc, source)  SCALE(OWN, id, value, doc, source)
#define AS_FACTOR(OWN, id, value, doc, source) FACTOR(OWN, id, doc, source)
#define AS_SHIFT(OWN, id, value, doc, source)  SHIFT(OWN, id, doc, source)
#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(between, "heterogeneity.between_networks", NETWORK, PARAMETER, .value = 1.42f, .max = 3,   \
        .unit = "1", .doc = "how much networks differ in their context", .source = "N1")           \
    FACTORS(AS_SCALE, OWN)                                                                         \
    SHIFTS(AS_SCALE, OWN)                                                                          \
    FACTORS(AS_FACTOR, OWN)                                                                        \
    SHIFTS(AS_SHIFT, OWN)
POLDER_FIELDS(FIELDS)

/* As many as the two lists above have. */
enum { N_FACTORS = 7, N_SHIFTS = 9, N_DRAWS = N_FACTORS + N_SHIFTS };
_Static_assert(f_concreteness - f_spread + 1 == N_DRAWS, "one column for each draw, side by side");
_Static_assert(f_s_concreteness - f_s_spread + 1 == N_DRAWS, "one scale for each draw");

/* A factor is never more than a thousand, or less than a thousandth. */
static const float MOST = 6.9f;

static void networks(const polder_view_t *v)
{
    const float *between = POLDER_IN(v, between);
    for (int d = 0; d < N_DRAWS; d += WORDS) {
        uint32_t word[WORDS][L];
        float g[WORDS][L];
        polder_network_words(v, (uint32_t)d / WORDS, word);
        POLDER_EACH_LANE(l) {
            polder_normal2(word[0][l], word[1][l], &g[0][l], &g[1][l]);
            polder_normal2(word[2][l], word[3][l], &g[2][l], &g[3][l]);
        }
        for (int k = d; k < d + WORDS; k++) {
            const float *scale = v->col[f_s_spread + k];
            float *out = v->col[f_spread + k];
            const int factor = k < N_FACTORS;
            POLDER_EACH_LANE(l) {
                const float x = scale[l] * between[l] * g[k - d][l];
                out[l] = factor ? polder_exp(polder_within(x, MOST)) : x;
            }
        }
    }
}

POLDER_PART(collaboration, heterogeneity) = {
    .name = "heterogeneity",
    .model = "collaboration",
    .kind = POLDER_SETUP,
    .order = 10,
    .doc = "the context each network draws",
    .source = "N1",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, networks}},
};
