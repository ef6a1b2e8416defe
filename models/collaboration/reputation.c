/* reputation: what an act does to the one it hurts, and to those who hear of it.
 * T7, T10. Step 8.
 *
 * Word spreads more easily where partners have partners in common. Trust that breaks while
 * vigilance is high turns a tie into a conflict.
 */
#include "acts.h"

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(rumour, "reputation.rumour", NETWORK, PARAMETER, 0.4f, 0, 1, "1",                          \
        "chance to hear of an act against another, at half embeddedness", "T10", 0, NULL)          \
    OWN(conflict, "conflict", ARC, STATE, 0, 0, 1, "1",                                            \
        "1 while one is in conflict with the other", "T7, F6", POLDER_WHOLE, NULL)                 \
    READ(tie, "tie")                                                                               \
    READ(embeddedness, "embeddedness")                                                             \
    READ(known, "act")                                                                             \
    READ(severity, "opportunism.severity")                                                         \
    READ(proportion, "rule.proportion")                                                            \
    READ(system_trust, "system_trust")                                                             \
    WRITE(trust, "trust")                                                                          \
    WRITE(vigilance, "vigilance")
POLDER_FIELDS(FIELDS)

/* The sixteen arcs from `a`, some of which know of an act. */
static void react(const polder_view_t *v, int k, int a, const uint32_t word[L])
{
    const float *embeddedness = POLDER_IN(v, embeddedness), *known = POLDER_IN(v, known);
    const float *rumour = POLDER_IN(v, rumour), *severity = POLDER_IN(v, severity);
    const float *proportion = POLDER_IN(v, proportion), *S = POLDER_IN(v, system_trust);
    const float *tie = POLDER_IN(v, tie);
    float *trust = POLDER_OUT(v, trust), *vigilance = POLDER_OUT(v, vigilance);
    float *conflict = POLDER_OUT(v, conflict);
    POLDER_EACH_LANE(l) {
        const float what = known[a + l];
        const float mild = 1 - 0.4f * proportion[l] * S[l];
        const float active =
            what == DETECTED + VIOLATION || what == DETECTED + RENEGOTIATION ? 1.2f : 0.8f;
        const float hurt = what > DETECTED && what < ELSEWHERE ? tie[a + l] : 0.0f;
        const float harm = hurt * polder_unit(severity[l] * active * mild);
        float T = trust[a + l] * (1 - harm), V = vigilance[a + l];
        V += 0.6f * harm * (1 - V);
        conflict[a + l] = harm > 0 && T < 0.3f && V > 0.55f ? 1.0f : conflict[a + l];
        const float told = rumour[l] * (0.5f + embeddedness[a + l]);
        const float may = what == ELSEWHERE ? tie[a + l] : 0.0f;
        const float hears = may * polder_bernoulli(polder_turn(word[l], k), told);
        T *= 1 - hears * 0.4f * severity[l];
        V += hears * 0.25f * severity[l] * (1 - V);
        trust[a + l] = T;
        vigilance[a + l] = V;
    }
}

static void rows(const polder_view_t *v)
{
    const float *known = POLDER_IN(v, known);
    uint32_t word[4][L], half[L];
    POLDER_EACH_ROW(v, r) {
        const uint32_t *mine = polder_row_half(v, r, 0, word, half);
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            if (polder_any(known + a)) react(v, k, a, mine);
        }
    }
}

POLDER_PART(collaboration, reputation) = {
    .name = "reputation",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 180,
    .doc = "what acts do to trust, and how word of them spreads",
    .source = "T7, T10",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}},
};
