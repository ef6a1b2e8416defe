/* averaging: everyone moves part of the way to the mean opinion of the partners.
 *
 * Two stages, because a row must not read what another row has already moved: first the mean of
 * the partners, then the move.
 */
#include <polder/kernel.h>

#define FIELDS(OWN, READ, WRITE)                                                                   \
    OWN(rate, "averaging.rate", NETWORK, PARAMETER, .value = 0.5f, .max = 1, .unit = "1/round",    \
        .doc = "share of the way to the partners' mean", .source = "DeGroot 1974")                 \
    OWN(heard, "heard", ORGANISATION, STATE, .value = 0.5f, .max = 1, .unit = "1",                 \
        .doc = "mean opinion of the partners", .source = "DeGroot 1974", .flags = POLDER_DERIVED)  \
    READ(tie, "tie")                                                                               \
    WRITE(opinion, "opinion")
POLDER_FIELDS(FIELDS)

static void listen(const polder_view_t *v)
{
    const float *tie = POLDER_IN(v, tie), *opinion = POLDER_IN(v, opinion);
    float *heard = POLDER_OUT(v, heard);
    POLDER_EACH_ROW(v, r) {
        float sum[POLDER_LANES] = {0}, n[POLDER_LANES] = {0};
        for (int k = 0; k < v->width[r]; k++) {
            const int a = (v->slot[r] + k) * POLDER_LANES;
            POLDER_EACH_LANE(l) {
                sum[l] += tie[a + l] * opinion[v->nbr[a + l]];
                n[l] += tie[a + l];
            }
        }
        POLDER_EACH_LANE(l) {
            const int e = r * POLDER_LANES + l;
            heard[e] = n[l] > 0 ? sum[l] / n[l] : opinion[e];
        }
    }
}

static void move(const polder_view_t *v)
{
    const float *rate = POLDER_IN(v, rate), *heard = POLDER_IN(v, heard);
    float *opinion = POLDER_OUT(v, opinion);
    POLDER_EACH_ROW(v, r)
        POLDER_EACH_LANE(l) {
            const int e = r * POLDER_LANES + l;
            opinion[e] = polder_relax(opinion[e], heard[e], rate[l]);
        }
}

POLDER_PART(opinions, averaging) = {
    .name = "averaging",
    .model = "opinions",
    .kind = POLDER_MECHANISM,
    .order = 100,
    .doc = "opinions move to the mean of the partners",
    .source = "DeGroot 1974",
    .use = fields,
    .n_use = n_fields,
    .stage = {{POLDER_ROWS, listen}, {POLDER_ROWS, move}},
};
