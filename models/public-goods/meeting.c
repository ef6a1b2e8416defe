/* meeting: who plays with whom in a round: all who are linked, or, among strangers, some of them,
 * drawn again each round. */
#include <polder/kernel.h>

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(others, "meeting.strangers", NETWORK, PARAMETER, .max = 1000, .unit = "players",           \
        .doc = "how many of those it is linked to a player meets in a round; 0: all",              \
        .source = "Andreoni 1988")                                                                 \
    OWN(meets, "meets", ARC, STATE, .value = 1, .max = 1, .unit = "1",                             \
        .doc = "1 if one meets the other in this round", .source = "Andreoni 1988",                \
        .flags = POLDER_DERIVED)                                                                   \
    READ(link, "link")                                                                             \
    READ(tie, "tie")
POLDER_FIELDS(FIELDS)

static void rows(const polder_view_t *v)
{
    const float *others = POLDER_IN(v, others), *link = POLDER_IN(v, link);
    const float *tie = POLDER_IN(v, tie);
    float *meets = POLDER_OUT(v, meets);
    POLDER_EACH_ROW(v, r) {
        float n[POLDER_LANES] = {0};
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * POLDER_LANES;
            POLDER_EACH_LANE(l) n[l] += link[a + l] * tie[a + l];
        }
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * POLDER_LANES;
            uint32_t word[4][POLDER_LANES];
            polder_row_words(v, r, (uint32_t)k, word);
            POLDER_EACH_LANE(l) {
                const float some = others[l] / polder_max(n[l], 1.0f);
                const float chance = others[l] > 0 ? some : 1.0f;
                meets[a + l] = link[a + l] * tie[a + l] * polder_bernoulli(word[0][l], chance);
            }
        }
    }
}

POLDER_PART(public_goods, meeting) = {
    .name = "meeting",
    .model = "public-goods",
    .kind = POLDER_MECHANISM,
    .order = 100,
    .required = true,
    .doc = "who plays with whom",
    .source = "Andreoni 1988",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}},
};
