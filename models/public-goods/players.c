/* players: who is willing to give if the others do, and what each believes at first. */
#include <polder/kernel.h>

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(riders, "players.free_riders", NETWORK, PARAMETER, .value = 0.23f, .max = 1, .unit = "1",  \
        .doc = "share of the players who wish to give nothing",                                    \
        .source = "Fischbacher & Gaechter 2010")                                                   \
    OWN(humps, "players.triangle", NETWORK, PARAMETER, .value = 0.12f, .max = 1, .unit = "1",      \
        .doc = "share of the others who give less again when the others give much",                \
        .source = "Fischbacher & Gaechter 2010")                                                   \
    OWN(mean_slope, "players.slope", NETWORK, PARAMETER, .value = 0.8f, .max = 1, .unit = "1",     \
        .doc = "how far the wish of who is willing follows what the others are believed to give",  \
        .source = "Fischbacher, Gaechter & Fehr 2001")                                             \
    OWN(slope_sd, "players.slope_sd", NETWORK, PARAMETER, .value = 0.2f, .max = 1, .unit = "1",    \
        .doc = "standard deviation of that", .source = "Fischbacher, Gaechter & Fehr 2001")        \
    OWN(mean_belief, "players.belief", NETWORK, PARAMETER, .value = 0.55f, .max = 1, .unit = "1",  \
        .doc = "what the others are believed to give in the first round",                          \
        .source = "Ledyard 1995")                                                                  \
    OWN(belief_sd, "players.belief_sd", NETWORK, PARAMETER, .value = 0.25f, .max = 1, .unit = "1", \
        .doc = "standard deviation of that", .source = "Fischbacher & Gaechter 2010")              \
    OWN(habit_sd, "players.habit_sd", NETWORK, PARAMETER, .value = 0.15f, .max = 1, .unit = "1",   \
        .doc = "standard deviation of what players always give more or less than others",          \
        .source = "Volk, Thoeni & Ruigrok 2012")                                                   \
    OWN(habit, "player.habit", ORGANISATION, STATE, .min = -1, .max = 1, .unit = "1",              \
        .doc = "what it always gives more than others", .source = "Volk, Thoeni & Ruigrok 2012")   \
    OWN(slope, "player.slope", ORGANISATION, STATE, .value = 0.8f, .max = 1, .unit = "1",          \
        .doc = "how far its wish follows what it believes; 0 for a free rider",                    \
        .source = "Fischbacher, Gaechter & Fehr 2001")                                             \
    OWN(peak, "player.peak", ORGANISATION, STATE, .value = 1, .max = 1, .unit = "1",               \
        .doc = "belief from which on it wishes to give less again",                                \
        .source = "Fischbacher, Gaechter & Fehr 2001")                                             \
    OWN(belief, "belief", ORGANISATION, STATE, .value = 0.55f, .max = 1, .unit = "1",              \
        .doc = "what it believes that the others give", .source = "Fischbacher & Gaechter 2010")
POLDER_FIELDS(FIELDS)

/* Where in belief the wish of a triangle contributor turns: half way. */
static const float turn = 0.5f;

static void rows(const polder_view_t *v)
{
    const float *riders = POLDER_IN(v, riders), *humps = POLDER_IN(v, humps);
    const float *mean_slope = POLDER_IN(v, mean_slope), *slope_sd = POLDER_IN(v, slope_sd);
    const float *mean_belief = POLDER_IN(v, mean_belief), *belief_sd = POLDER_IN(v, belief_sd);
    float *slope = POLDER_OUT(v, slope), *peak = POLDER_OUT(v, peak);
    const float *habit_sd = POLDER_IN(v, habit_sd);
    float *belief = POLDER_OUT(v, belief), *habit = POLDER_OUT(v, habit);
    POLDER_EACH_ROW(v, r) {
        uint32_t word[4][POLDER_LANES], more[4][POLDER_LANES];
        polder_row_words(v, r, 0, word);
        polder_row_words(v, r, 1, more);
        POLDER_EACH_LANE(l) {
            const int e = r * POLDER_LANES + l;
            float x, y, z, unused;
            polder_normal2(word[0][l], word[1][l], &x, &y);
            polder_normal2(more[0][l], more[1][l], &z, &unused);
            const float willing = 1.0f - polder_bernoulli(word[2][l], riders[l]);
            slope[e] = willing * polder_unit(mean_slope[l] + slope_sd[l] * x);
            peak[e] = polder_bernoulli(word[3][l], humps[l]) > 0 ? turn : 1.0f;
            habit[e] = polder_signed(habit_sd[l] * z);
            belief[e] = polder_unit(mean_belief[l] + belief_sd[l] * y);
        }
    }
}

POLDER_PART(public_goods, players) = {
    .name = "players",
    .model = "public-goods",
    .kind = POLDER_SETUP,
    .order = 10,
    .doc = "types of players and their first beliefs",
    .source = "Fischbacher, Gaechter & Fehr 2001",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}},
};
