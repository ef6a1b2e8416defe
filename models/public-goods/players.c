/* players: who is willing to give if the others do, and what each believes at first. */
#include "polder.h"

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(riders, "players.free_riders", NETWORK, PARAMETER, 0.23f, 0, 1, "1",                       \
        "share of the players who wish to give nothing", "Fischbacher & Gaechter 2010", 0, NULL)   \
    OWN(humps, "players.triangle", NETWORK, PARAMETER, 0.12f, 0, 1, "1",                           \
        "share of the others who give less again when the others give much",                       \
        "Fischbacher & Gaechter 2010", 0, NULL)                                                    \
    OWN(mean_slope, "players.slope", NETWORK, PARAMETER, 0.8f, 0, 1, "1",                          \
        "how far the wish of who is willing follows what the others are believed to give",         \
        "Fischbacher, Gaechter & Fehr 2001", 0, NULL)                                              \
    OWN(slope_sd, "players.slope_sd", NETWORK, PARAMETER, 0.2f, 0, 1, "1",                         \
        "standard deviation of that", "Fischbacher, Gaechter & Fehr 2001", 0, NULL)                \
    OWN(mean_belief, "players.belief", NETWORK, PARAMETER, 0.55f, 0, 1, "1",                       \
        "what the others are believed to give in the first round", "Ledyard 1995", 0, NULL)        \
    OWN(belief_sd, "players.belief_sd", NETWORK, PARAMETER, 0.25f, 0, 1, "1",                      \
        "standard deviation of that", "Fischbacher & Gaechter 2010", 0, NULL)                      \
    OWN(habit_sd, "players.habit_sd", NETWORK, PARAMETER, 0.15f, 0, 1, "1",                        \
        "standard deviation of what players always give more or less than others",                 \
        "Volk, Thoeni & Ruigrok 2012", 0, NULL)                                                    \
    OWN(habit, "player.habit", ORGANISATION, STATE, 0, -1, 1, "1",                                 \
        "what it always gives more than others", "Volk, Thoeni & Ruigrok 2012", 0, NULL)           \
    OWN(slope, "player.slope", ORGANISATION, STATE, 0.8f, 0, 1, "1",                               \
        "how far its wish follows what it believes; 0 for a free rider",                           \
        "Fischbacher, Gaechter & Fehr 2001", 0, NULL)                                              \
    OWN(peak, "player.peak", ORGANISATION, STATE, 1, 0, 1, "1",                                    \
        "belief from which on it wishes to give less again", "Fischbacher, Gaechter & Fehr 2001",  \
        0, NULL)                                                                                   \
    OWN(belief, "belief", ORGANISATION, STATE, 0.55f, 0, 1, "1",                                   \
        "what it believes that the others give", "Fischbacher & Gaechter 2010", 0, NULL)
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
