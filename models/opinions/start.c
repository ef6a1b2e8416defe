/* start: first opinions, uniform between 0 and 1. */
#include <polder/kernel.h>

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(opinion, "opinion", ORGANISATION, STATE, .value = 0.5f, .max = 1, .unit = "1",             \
        .doc = "opinion of an organisation", .source = "DeGroot 1974")
POLDER_FIELDS(FIELDS)

static void rows(const polder_view_t *v)
{
    float *opinion = POLDER_OUT(v, opinion);
    POLDER_EACH_ROW(v, r) {
        uint32_t word[4][POLDER_LANES];
        polder_row_words(v, r, 0, word);
        POLDER_EACH_LANE(l) opinion[r * POLDER_LANES + l] = polder_uniform(word[0][l]);
    }
}

POLDER_PART(opinions, start) = {
    .name = "start",
    .model = "opinions",
    .kind = POLDER_SETUP,
    .order = 10,
    .doc = "first opinions",
    .source = "DeGroot 1974",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, rows}},
};
