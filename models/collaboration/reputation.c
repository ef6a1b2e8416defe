/* reputation: what an act does to the one it hurts, and to those who hear of it.
 * T7, T10. Step 8.
 *
 * Word spreads more easily where partners have partners in common. Trust that breaks while
 * vigilance is high turns a tie into a conflict.
 */
#include "collaboration.h"

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(rumour, "reputation.rumour", NETWORK, PARAMETER, 0.4f, 0, 1, "1",                          \
        "chance to hear of an act against another, at half embeddedness", "T10", 0, NULL)          \
    OWN(conflict, "conflict", ARC, STATE, 0, 0, 1, "1", "1 while one is in conflict with the other", \
        "T7, F6", 0, NULL)                                                                         \
    READ(tie, "tie")                                                                               \
    READ(embeddedness, "embeddedness")                                                             \
    READ(wrong, "act.severity")                                                                    \
    READ(caught, "act.caught")                                                                     \
    READ(severity, "opportunism.severity")                                                         \
    WRITE(trust, "trust")                                                                          \
    WRITE(vigilance, "vigilance")
POLDER_FIELDS(FIELDS)

/* The sixteen arcs from `a`, of which some have been wronged or hear of it. */
static void react(const polder_view_t *v, int r, int k, int a, const float heard_of[L])
{
    const float *embeddedness = POLDER_IN(v, embeddedness), *wrong = POLDER_IN(v, wrong);
    const float *rumour = POLDER_IN(v, rumour), *severity = POLDER_IN(v, severity);
    const float *tie = POLDER_IN(v, tie);
    float *trust = POLDER_OUT(v, trust), *vigilance = POLDER_OUT(v, vigilance);
    float *conflict = POLDER_OUT(v, conflict);
    uint32_t word[4][L];
    polder_row_words(v, r, (uint32_t)(k >> 2), word);
    const uint32_t *mine = word[k & 3];
    POLDER_EACH_LANE(l)
    {
        const float sv = wrong[a + l] * tie[a + l];
        float T = trust[a + l] * (1 - sv), V = vigilance[a + l];
        V += 0.6f * sv * (1 - V);
        conflict[a + l] = sv > 0 && T < 0.3f && V > 0.55f ? 1.0f : conflict[a + l];
        /* 1 − (1 − p)^k: not to have heard of any of k acts */
        const float p = polder_min(rumour[l] * (0.5f + embeddedness[a + l]), 1.0f);
        const float miss = polder_exp(heard_of[l] * polder_log(polder_max(1 - p, 1e-6f)));
        const float hears = polder_uniform(mine[l]) < (1 - miss) * tie[a + l] ? 1.0f : 0.0f;
        T *= 1 - hears * 0.4f * severity[l];
        V += hears * 0.25f * severity[l] * (1 - V);
        trust[a + l] = T;
        vigilance[a + l] = V;
    }
}

static void rows(const polder_view_t *v)
{
    const float *tie = POLDER_IN(v, tie), *wrong = POLDER_IN(v, wrong);
    const float *caught = POLDER_IN(v, caught);
    POLDER_EACH_ROW(v, r)
    for (int k = 0; k < v->width[r]; k++) {
        const int a = (v->slot[r] + k) * L;
        float known[L], news[L];
        POLDER_EACH_LANE(l)
        {
            const float own = wrong[a + l] > 0 ? 1.0f : 0.0f;
            known[l] = polder_max(caught[v->nbr[a + l]] - own, 0.0f); /* against others */
            news[l] = (known[l] + own) * tie[a + l];
        }
        if (polder_any(news)) react(v, r, k, a, known);
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
