/* handout_rivals.c: which approaches of a design are as good as the one that helps most, network by network: a
 * part of a report, see handout.h. Without a design polder compare says it (best.h), and here what lies between
 * the best and what is far cheaper.
 *
 * All arms have the same networks, so that the difference of two of them is far surer than each of them:
 * intervals that overlap say little. Each network counts by its mean over the points, as in answer.h, and
 * all comparisons hold together.
 */
#include <stdlib.h>

#include "analysis/foundings.h"
#include "analysis/handout_parts.h"

typedef struct {
    const polder_handout_t *h;
    int64_t futures;
    polder_twin_t *twin;     /* [arms] with the best one */
    polder_founded_t *apart; /* [arms] by founding */
} rivals_t;

/* Means over the points at which both have a value; false if there is none. */
static bool means(const polder_handout_t *h, const float *value, int arm, double mean[2])
{
    const int best = h->arm[h->best].of, own = h->arm[arm].of;
    int n = 0;
    mean[0] = mean[1] = 0;
    for (int64_t at = 0; at < (int64_t)h->n_point * h->n_all; at += h->n_all) {
        const float x = value[at + own], y = value[at + best];
        if (isnan(x) || isnan(y)) continue;
        mean[0] += (double)x, mean[1] += (double)y;
        n++;
    }
    for (int i = 0; i < 2 && n > 0; i++) mean[i] /= n;
    return n > 0;
}

static int visit(void *self, const polder_chunk_t *chunk, polder_report_t *report)
{
    rivals_t *r = self;
    (void)report;
    for (int64_t i = 0; i < chunk->n_replicate; i++) {
        const int64_t founding = polder_replicate(chunk->first + i, r->futures).founding;
        for (int arm = 0; arm < r->h->n_arm; arm++) {
            double mean[2];
            if (!means(r->h, chunk->value[0] + i * chunk->n_case, arm, mean)) continue;
            polder_twin_add(&r->twin[arm], mean[0], mean[1]);
            polder_founded_add(&r->apart[arm], founding, mean[0] - mean[1]);
        }
    }
    return POLDER_OK;
}

/* Fills `behind` of the arms, or leaves it unknown. */
int polder_handout_rivals_read(polder_handout_t *h, polder_report_t *report)
{
    enum { LEAST = 5, MOST_ARMS = 500 };
    const double all = 0.95;
    for (int i = 0; i < h->n_arm; i++) h->arm[i].behind = NAN;
    if (h->best < 0 || h->ranked || h->n_file > 1 || h->n_arm < 3 || h->n_arm > MOST_ARMS)
        return POLDER_OK;
    const char *const column[] = {polder_measure_column(h->summary.success)};
    rivals_t r = {h, polder_result_futures(h->result),
                  calloc((size_t)h->n_arm, sizeof(polder_twin_t)),
                  calloc((size_t)h->n_arm, sizeof(polder_founded_t))};
    int code = r.twin && r.apart ? POLDER_OK : polder_out_of_memory(report);
    if (code >= 0) code = polder_walk(h->result, 0, h->n_point, 1, column, visit, &r, report);
    for (int i = 0; i < h->n_arm && code >= 0; i++) {
        const polder_difference_t d =
            polder_founded_twin(&r.apart[i], &r.twin[i], 1 - (1 - all) / (h->n_arm - 2));
        if (i != h->best && i != h->baseline && d.pairs >= LEAST && d.low < d.high)
            h->arm[i].behind = d.high;
    }
    free(r.twin);
    free(r.apart);
    return code;
}

/* As polder compare has it with the cheaper one as its baseline. */
int polder_handout_step_read(polder_handout_t *h, polder_report_t *report)
{
    const int cheap =
        h->best >= 0 && h->n_point == 1 && h->n_file == 1 ? polder_handout_cheaper(h) : -1;
    polder_compare_t c = {0};
    if (cheap < 0 || !h->compare.paired) return POLDER_OK;
    const polder_compare_options_t options = {.baseline = h->arm[cheap].name, .unranked = true};
    int code = polder_compare_open(&c, h->result, &options, report);
    if (code >= 0) code = polder_compare_read(&c, 0, 1, report);
    if (code >= 0 && c.success >= 0 && c.cost >= 0) {
        const polder_figure_value_t *value = c.arm[h->arm[h->best].of].value;
        h->step = value[c.success].difference;
        h->step_days = value[c.cost].difference.difference;
    }
    polder_compare_close(&c);
    return code;
}
