/* context: the world around the network changes. N1. Step 2 of a month.
 *
 * Now and then a window of opportunity opens. A change makes the partners' plans fit less
 * (adaptation), moves what they want, and for some months counts as new circumstances, which
 * decides the form opportunism takes.
 */
#include "collaboration.h"

#define NUMBERS(OWN)                                                                               \
    OWN(window_months, "context.window_months", NETWORK, PARAMETER, .value = 6, .max = 120,        \
        .unit = "months", .doc = "months that a window of opportunity stays open",                 \
        .source = "N1, N2")                                                                        \
    NUMBER(OWN, context, adapt_reflection, 2, 0, 5, "how much faster who reflects adapts",         \
           "N1, I3")                                                                               \
    NUMBER(OWN, context, adapt_stiff, 0.5f, 0, 1,                                                  \
           "how much slower bureaucracy and hardened structures adapt", "N1, I4, I8")              \
    NUMBER(OWN, context, adapt_least, 0.3f, 0, 2,                                                  \
           "how fast partners adapt who do not explore and are alike", "N1")                       \
    NUMBER(OWN, context, adapt_explorers, 0.8f, 0, 2, "what explorers add to that", "N1, A7")      \
    NUMBER(OWN, context, adapt_variety, 0.6f, 0, 2, "what variety adds to that", "N1, N19, F8")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    OWN(p_shock, "context.p_shock", NETWORK, PARAMETER, .value = 0.03f, .max = 1,                  \
        .unit = "1/month", .doc = "chance that circumstances change", .source = "N1, N31")         \
    OWN(shock_months, "context.shock_months", NETWORK, PARAMETER, .value = 4, .max = 120,          \
        .unit = "months", .doc = "months that a change counts as new", .source = "N1, T5")         \
    OWN(shock_hit, "context.shock_hit", NETWORK, PARAMETER, .value = 0.3f, .max = 1, .unit = "1",  \
        .doc = "share of adaptation a change costs", .source = "N1")                               \
    OWN(k_adapt, "context.k_adapt", NETWORK, PARAMETER, .value = 0.06f, .max = 1,                  \
        .unit = "1/month", .doc = "speed at which partners adapt", .source = "N1")                 \
    OWN(shift, "context.shift", NETWORK, PARAMETER, .value = 0.15f, .max = 10, .unit = "1",        \
        .doc = "how far a change moves an interest, per axis", .source = "N1, N2")                 \
    OWN(p_chance, "context.p_chance", NETWORK, PARAMETER, .value = 0.02f, .max = 1,                \
        .unit = "1/month", .doc = "chance that a window of opportunity opens",                     \
        .source = "N1, N2, N31")                                                                   \
    OWN(window, "context.window", NETWORK, STATE, .max = 120, .unit = "months",                    \
        .doc = "months that a window of opportunity stays open", .source = "N1, N2",               \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    OWN(adaptation, "adaptation", NETWORK, STATE, .value = 1, .max = 1, .unit = "1",               \
        .doc = "how well the plans fit the circumstances", .source = "N1",                         \
        .flags = POLDER_SUMMARY)                                                                   \
    OWN(months_new, "context.months_new", NETWORK, STATE, .max = 120, .unit = "months",            \
        .doc = "months that circumstances still count as new", .source = "N1, T5")                 \
    OWN(shocks, "context.shocks", NETWORK, STATE, .max = 1e9f, .unit = "events",                   \
        .doc = "changes of circumstances so far", .source = "N1",                                  \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    OWN(shocked, "context.shocked", NETWORK, STATE, .max = 1, .unit = "1",                         \
        .doc = "1 in a month in which circumstances change", .source = "N1",                       \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(shock, "planned.shock", NETWORK, PLANNED, .max = 1, .unit = "1",                           \
        .doc = "circumstances change", .source = "N1, N31")                                        \
    OWN(opportunity, "planned.chance", NETWORK, PLANNED, .max = 1, .unit = "1",                    \
        .doc = "a window of opportunity opens", .source = "N1, N2, N31")                           \
    READ(reflection, "push.reflection")                                                            \
    READ(bureaucracy, "side.bureaucracy")                                                          \
    READ(hardening, "side.hardening")                                                              \
    READ(explorers, "role.explorers")                                                              \
    READ(variety, "variety")                                                                       \
    WRITE(x, "interest.x")                                                                         \
    WRITE(y, "interest.y")
POLDER_FIELDS(FIELDS)

#define EVENTS(KIND)                                                                               \
    KIND(chance, "context.chance", NETWORK, 1, NULL, NULL, "a window of opportunity opens",        \
         "N1, N2, N31", POLDER_EVENT_NUMBER("lasts", "months", NULL))                              \
    KIND(threat, "context.threat", NETWORK, 1, NULL, NULL, "circumstances change", "N1, N31",      \
         POLDER_EVENT_NUMBER("lasts", "months", NULL))
POLDER_EVENTS(EVENTS)

/* `was`: months that the window had left. */
POLDER_RARE void tell(const polder_view_t *v, const float was[L])
{
    const float *window = POLDER_IN(v, window), *months_new = POLDER_IN(v, months_new);
    for (int l = 0; l < L; l++) {
        if (was[l] <= 1 && window[l] > 0)
            POLDER_EMIT_NETWORK(v, chance, l, window[l], POLDER_NO_NUMBER);
        if (POLDER_IN(v, shocked)[l] > 0)
            POLDER_EMIT_NETWORK(v, threat, l, months_new[l], POLDER_NO_NUMBER);
    }
}

static void networks(const polder_view_t *v)
{
    float *window = POLDER_OUT(v, window);
    const float *p_shock = POLDER_IN(v, p_shock), *months = POLDER_IN(v, shock_months);
    const float *hit = POLDER_IN(v, shock_hit), *k_adapt = POLDER_IN(v, k_adapt);
    const float *reflection = POLDER_IN(v, reflection);
    float *adaptation = POLDER_OUT(v, adaptation), *months_new = POLDER_OUT(v, months_new);
    float *shocks = POLDER_OUT(v, shocks), *shocked = POLDER_OUT(v, shocked);
    const float *shock = POLDER_PLANNED_AT(v, shock, 0);
    const float *opportunity = POLDER_PLANNED_AT(v, opportunity, 0);
    uint32_t word[4][L];
    float was[L];
    polder_network_words(v, 0, word);
    POLDER_EACH_LANE(l) was[l] = window[l];
    POLDER_EACH_LANE(l) {
        const float months_left = polder_at_least(months_new[l] - 1, 0.0f);
        const float by_itself = months_left > 0 ? 0.0f : polder_bernoulli(word[0][l], p_shock[l]);
        const float shocked_now = polder_max(by_itself, shock[l]);
        shocked[l] = shocked_now;
        shocks[l] += shocked_now;
        months_new[l] = shocked_now > 0 ? months[l] : months_left;
        const float months_open = polder_at_least(window[l] - 1, 0.0f);
        const float chance = polder_bernoulli(word[1][l], POLDER_IN(v, p_chance)[l]);
        window[l] = polder_max(pick(months_open > 0, months_open, AT(window_months) * chance),
                               AT(window_months) * opportunity[l]);
        const float stiff =
            polder_at_most(POLDER_IN(v, bureaucracy)[l] + POLDER_IN(v, hardening)[l], 1.0f);
        const float rate = k_adapt[l] * (1 + AT(adapt_reflection) * reflection[l]) *
                           (1 - AT(adapt_stiff) * stiff) *
                           (AT(adapt_least) + AT(adapt_explorers) * POLDER_IN(v, explorers)[l] +
                            AT(adapt_variety) * POLDER_IN(v, variety)[l]);
        adaptation[l] = polder_relax(adaptation[l] * (1 - shocked_now * hit[l]), 1, rate);
    }
    if (v->events) tell(v, was);
}

static void rows(const polder_view_t *v)
{
    const float *shocked = POLDER_IN(v, shocked), *shift = POLDER_IN(v, shift);
    float *x = POLDER_OUT(v, x), *y = POLDER_OUT(v, y);
    if (!polder_any(shocked)) return;
    uint32_t word[4][L];
    POLDER_EACH_ROW(v, r) {
        const uint32_t *row_word = polder_row_word(v, r, 1, word);
        POLDER_EACH_LANE(l) {
            x[r * L + l] += shocked[l] * shift[l] * polder_normal_coarse(row_word[l]);
            y[r * L + l] += shocked[l] * shift[l] *
                            polder_normal_coarse(row_word[l] << 16); /* its other half */
        }
    }
}

POLDER_PART(collaboration, context) = {
    .name = "context",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 120,
    .doc = "circumstances change",
    .source = "N1, N2, N31",
    .use = fields,
    .n_use = n_fields,
    .event = events,
    .n_event = n_events,
    .stage = {{POLDER_NETWORKS, networks}, {POLDER_ROWS, rows}},
};
