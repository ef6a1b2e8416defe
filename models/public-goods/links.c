/* links: which of those who may play with each other do so at the start.
 *
 * A link belongs to both ends. The one with the lower number draws, the other copies.
 */
#include "links.h"

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(share, "links.share", NETWORK, PARAMETER, .value = 1, .max = 1, .unit = "1",               \
        .doc = "share of the ties on which two play with each other at the start",                 \
        .source = "Rand, Arbesman & Christakis 2011")                                              \
    OWN(drawn, "link.drawn", ARC, STATE, .value = 1, .max = 1, .unit = "1",                        \
        .doc = "link as its one end decides", .source = "Rand, Arbesman & Christakis 2011",        \
        .flags = POLDER_DERIVED)                                                                   \
    OWN(link, "link", ARC, STATE, .value = 1, .max = 1, .unit = "1",                               \
        .doc = "1 while the two play with each other",                                             \
        .source = "Rand, Arbesman & Christakis 2011")
POLDER_FIELDS(FIELDS)

static void draw(const polder_view_t *v)
{
    const float *share = POLDER_IN(v, share);
    float *drawn = POLDER_OUT(v, drawn);
    POLDER_EACH_ROW(v, r)
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * POLDER_LANES;
            uint32_t word[4][POLDER_LANES];
            polder_row_words(v, r, (uint32_t)k, word);
            POLDER_EACH_LANE(l) drawn[a + l] = polder_bernoulli(word[0][l], share[l]);
        }
}

static void agree(const polder_view_t *v)
{
    links_agree(v, POLDER_IN(v, drawn), POLDER_OUT(v, link));
}

POLDER_PART(public_goods, links) = {
    .name = "links",
    .model = "public-goods",
    .kind = POLDER_SETUP,
    .order = 20,
    .doc = "first links",
    .source = "Rand, Arbesman & Christakis 2011",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, draw}, {POLDER_ROWS, agree}},
};
