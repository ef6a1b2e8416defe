/* contributing: what a player gives: part of what it wishes to give if the others give what it
 * believes, part of that belief itself, and what learning, sanctions, promises and the wish to be
 * chosen add. The sum of the two weights is below 1, and so is the wish: cooperation is conditional
 * but imperfect, and wears off. */
#include <polder/kernel.h>

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(by_wish, "contributing.by_wish", NETWORK, PARAMETER, .value = 0.242f, .max = 1,            \
        .unit = "1", .doc = "weight of the wish", .source = "Fischbacher & Gaechter 2010")         \
    OWN(by_belief, "contributing.by_belief", NETWORK, PARAMETER, .value = 0.666f, .max = 1,        \
        .unit = "1", .doc = "weight of what the others are believed to give",                      \
        .source = "Fischbacher & Gaechter 2010")                                                   \
    OWN(noise, "contributing.noise", NETWORK, PARAMETER, .value = 0.15f, .max = 1, .unit = "1",    \
        .doc = "standard deviation of what a player gives from round to round",                    \
        .source = "Fischbacher & Gaechter 2010")                                                   \
    OWN(kept, "contributing.kept", NETWORK, PARAMETER, .value = 0.2f, .max = 1, .unit = "1",       \
        .doc = "share of the way to its promise that who is willing goes, face to face",           \
        .source = "Balliet 2010")                                                                  \
    OWN(care, "contributing.care", NETWORK, PARAMETER, .value = 1, .max = 5, .unit = "1",          \
        .doc = "how much the chance to be judged by a partner in a round makes one give more",     \
        .source = "Barclay & Willer 2007")                                                         \
    OWN(given, "contribution", ORGANISATION, STATE, .max = 1, .unit = "1",                         \
        .doc = "share of what it has that it gives this round",                                    \
        .source = "Fischbacher & Gaechter 2010", .flags = POLDER_DERIVED)                          \
    OWN(average, "contribution.usual", ORGANISATION, STATE, .max = 1, .unit = "1",                 \
        .doc = "mean of what it gave so far", .source = "Balliet 2010", .flags = POLDER_DERIVED)   \
    READ(habit, "player.habit")                                                                    \
    READ(slope, "player.slope")                                                                    \
    READ(peak, "player.peak")                                                                      \
    READ(belief, "belief")                                                                         \
    READ(learnt, "learnt")                                                                         \
    READ(pressure, "pressure")                                                                     \
    READ(talk, "talking.strength")                                                                 \
    READ(promise, "talking.promise")                                                               \
    READ(rate, "choosing.rate")                                                                    \
    READ(active, "active")
POLDER_FIELDS(FIELDS)

/* What one of this slope and peak wishes to give at this belief. */
static float wish(float slope, float peak, float belief)
{
    return polder_unit(slope * (belief - 2.0f * polder_max(belief - peak, 0.0f)));
}

static void rows(const polder_view_t *v)
{
    const float *habit = POLDER_IN(v, habit);
    const float *by_wish = POLDER_IN(v, by_wish), *by_belief = POLDER_IN(v, by_belief);
    const float *noise = POLDER_IN(v, noise), *kept = POLDER_IN(v, kept);
    const float *care = POLDER_IN(v, care), *rate = POLDER_IN(v, rate);
    const float *slope = POLDER_IN(v, slope), *peak = POLDER_IN(v, peak);
    const float *belief = POLDER_IN(v, belief), *learnt = POLDER_IN(v, learnt);
    const float *pressure = POLDER_IN(v, pressure), *talk = POLDER_IN(v, talk);
    const float *promise = POLDER_IN(v, promise), *active = POLDER_IN(v, active);
    float *given = POLDER_OUT(v, given), *average = POLDER_OUT(v, average);
    const float rounds = 1.0f / polder_max((float)v->tick, 1.0f);
    uint32_t word[4][POLDER_LANES];
    POLDER_EACH_ROW(v, r) {
        const uint32_t *chance = polder_row_word(v, r, 0, word);
        POLDER_EACH_LANE(l) {
            const int e = r * POLDER_LANES + l;
            const float usual = by_wish[l] * wish(slope[e], peak[e], belief[e]) +
                                by_belief[l] * belief[e] + habit[e] + learnt[e] + pressure[e];
            const float bound =
                polder_relax(polder_unit(usual), promise[l], talk[l] * kept[l] * slope[e]);
            const float seen = polder_relax(bound, 1.0f, polder_unit(care[l] * rate[l]));
            const float x = polder_unit(seen + noise[l] * polder_normal_coarse(chance[l]));
            given[e] = active[e] * x;
            average[e] = polder_relax(average[e], given[e], rounds);
        }
    }
}

POLDER_PART(public_goods, contributing) = {
    .name = "contributing",
    .model = "public-goods",
    .kind = POLDER_MECHANISM,
    .order = 200,
    .required = true,
    .doc = "what players give",
    .source = "Fischbacher & Gaechter 2010",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}},
};
