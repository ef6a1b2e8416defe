/* learning: openness and contact lower what partners do not see of each other. T6, T8, C6.
 *
 * Differences in culture slow it down unless a common language or a go-between bridges them; what
 * a hub relays counts for half; who leans on a go-between learns less itself.
 */
#include "collaboration.h"

#define SPEED(OWN, id, number, about, by)                                                          \
    OWN(id, "dialogue." #id, NETWORK, PARAMETER, .value = number, .max = 1, .unit = "1/month",     \
        .doc = about, .source = by)

#define NUMBERS(OWN)                                                                               \
    NUMBER(OWN, learning, tau_disclosure, 0.5f, 0, 0.5f, "transparency that disclosure adds",      \
           "T6, I3")                                                                               \
    NUMBER(OWN, learning, tau_reflection, 0.1f, 0, 0.5f, "transparency that reflection adds",      \
           "T6, I3")                                                                               \
    NUMBER(OWN, learning, gap_language, 0.8f, 0, 1,                                                \
           "share of the gap between cultures that a common language bridges", "T8, F8")           \
    NUMBER(OWN, learning, gap_brokerage, 0.7f, 0, 1, "share of it that brokerage bridges",         \
           "T8, I6")                                                                               \
    NUMBER(OWN, learning, speed_language, 0.8f, 0, 2,                                              \
           "how much faster one learns with a common language", "T8")                              \
    NUMBER(OWN, learning, speed_brokerage, 0.8f, 0, 2,                                             \
           "how much faster one learns with brokerage", "T8, I6")                                  \
    NUMBER(OWN, learning, speed_dependence, 0.8f, 0, 1,                                            \
           "how much slower who leans on a go-between learns", "T8, I6")                           \
    NUMBER(OWN, learning, speed_freeze, 0.6f, 0, 1,                                                \
           "how much slower one learns about a frozen problem", "T8, I5")                          \
    NUMBER(OWN, learning, relayed_weight, 0.7f, 0, 1,                                              \
           "how much what a hub relays counts, against contact", "T8, V16")                        \
    NUMBER(OWN, learning, bridged_least, 0.05f, 0, 1,                                              \
           "share of learning left across any difference in culture", "T8, F8")                    \
    NUMBER(OWN, learning, told_least, 0.3f, 0, 2, "share of itself that who is not open shows",    \
           "T6, A6")                                                                               \
    NUMBER(OWN, learning, told_open, 1.44f, 0, 5, "what openness adds to that share", "T6, A6")    \
    NUMBER(OWN, learning, stranger, 0.9f, 0, 1, "asymmetry that a tie without contact returns to", \
           "T8")

#define FIELDS(OWN, READ, WRITE)                                                                   \
    NUMBERS(OWN)                                                                                   \
    OWN(transparency, "dialogue.transparency", NETWORK, PARAMETER, .value = 0.53f, .max = 1,       \
        .unit = "1", .doc = "how open the network is by itself", .source = "T6, A6")               \
    SPEED(OWN, k_learn, 0.235f, "speed at which contact lowers asymmetry", "T8, C6")               \
    SPEED(OWN, k_forget, 0.02f, "speed at which it returns without contact", "T8")                 \
    OWN(culture_gap, "dialogue.culture_gap", NETWORK, PARAMETER, .value = 1.2f, .max = 10,         \
        .unit = "1", .doc = "how much a difference in culture slows learning", .source = "T8, F8") \
    OWN(tau, "transparency", NETWORK, STATE, .value = 0.53f, .max = 1, .unit = "1",                \
        .doc = "transparency of the network", .source = "T6",                                      \
        .flags = POLDER_SUMMARY | POLDER_DERIVED)                                                  \
    READ(between, "between.transparency")                                                          \
    READ(disclosure, "push.disclosure")                                                            \
    READ(reflection, "push.reflection")                                                            \
    READ(language, "push.language")                                                                \
    READ(brokerage, "push.brokerage")                                                              \
    READ(dependence, "side.dependence")                                                            \
    READ(freeze, "side.freeze")                                                                    \
    READ(contact, "contact")                                                                       \
    READ(culture, "culture")                                                                       \
    READ(openness, "skill.openness")                                                               \
    WRITE(strange, "other.strangeness")                                                            \
    WRITE(other_openness, "other.openness")                                                        \
    READ(relayed, "meeting.relayed")                                                               \
    WRITE(asymmetry, "asymmetry")
POLDER_FIELDS(FIELDS)

static void networks(const polder_view_t *v)
{
    const float *transparency = POLDER_IN(v, transparency), *between = POLDER_IN(v, between);
    const float *disclosure = POLDER_IN(v, disclosure), *reflection = POLDER_IN(v, reflection);
    float *tau = POLDER_OUT(v, tau);
    POLDER_EACH_LANE(l)
        tau[l] =
            polder_either(polder_unit(transparency[l] + between[l]),
                          AT(tau_disclosure) * disclosure[l] + AT(tau_reflection) * reflection[l]);
}

/* What a planned event made of members is what others meet from then on. */
static void meet_anew(const polder_view_t *v)
{
    const float *culture = POLDER_IN(v, culture), *openness = POLDER_IN(v, openness);
    float *strange = POLDER_OUT(v, strange), *other_openness = POLDER_OUT(v, other_openness);
    if (!v->restated) return;
    POLDER_EACH_ROW(v, r)
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            POLDER_EACH_LANE(l) {
                const int j = v->nbr[a + l];
                strange[a + l] = 1 + polder_abs(culture[r * L + l] - culture[j]);
                other_openness[a + l] = openness[j];
            }
        }
}

static void rows(const polder_view_t *v)
{
    const float *contact = POLDER_IN(v, contact), *openness = POLDER_IN(v, other_openness);
    const float *strange = POLDER_IN(v, strange), *relayed = POLDER_IN(v, relayed);
    const float *tau = POLDER_IN(v, tau), *k_forget = POLDER_IN(v, k_forget);
    const float *language = POLDER_IN(v, language), *brokerage = POLDER_IN(v, brokerage);
    float *asymmetry = POLDER_OUT(v, asymmetry);
    float gap[L], speed[L];
    POLDER_EACH_LANE(l) {
        gap[l] = POLDER_IN(v, culture_gap)[l] * (1 - AT(gap_language) * language[l]) *
                 (1 - AT(gap_brokerage) * brokerage[l]);
        speed[l] = POLDER_IN(v, k_learn)[l] *
                   (1 + AT(speed_language) * language[l] + AT(speed_brokerage) * brokerage[l]) *
                   (1 - AT(speed_dependence) * POLDER_IN(v, dependence)[l]) *
                   (1 - AT(speed_freeze) * POLDER_IN(v, freeze)[l]);
    }
    POLDER_EACH_ROW(v, r) {
        float heard[L];
        POLDER_EACH_LANE(l) heard[l] = AT(relayed_weight) * relayed[r * L + l];
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * L;
            POLDER_EACH_LANE(l) {
                const float N = contact[a + l], U = asymmetry[a + l];
                const float bridged =
                    polder_at_least(1 - gap[l] * (strange[a + l] - 1), AT(bridged_least));
                const float target =
                    polder_unit(1 - tau[l] * (AT(told_least) + AT(told_open) * openness[a + l]));
                const float rate = polder_at_most(speed[l] * (N * bridged + heard[l]), 1.0f);
                asymmetry[a + l] = polder_unit(U + rate * (target - U) +
                                               k_forget[l] * (1 - N) * (AT(stranger) - U));
            }
        }
    }
}

POLDER_PART(collaboration, learning) = {
    .name = "learning",
    .model = "collaboration",
    .kind = POLDER_MECHANISM,
    .order = 138,
    .doc = "what partners come to see of each other",
    .source = "T6, T8, C6",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_NETWORKS, networks}, {POLDER_ROWS, meet_anew}, {POLDER_ROWS, rows}},
};
