/* handout_conditions.c: how far the conditions that the baseline lacks most are met with the approach that
 * the answer names; a part of a report, see handout.h. */
#include <math.h>
#include <stdlib.h>

#include "analysis/handout_parts.h"

typedef struct {
    int case_index;
    double sum;
    int64_t n;
} mean_t;

/* The same networks as in the summary: of others it is not known how they ended. */
static int visit(void *self, const polder_chunk_t *chunk, polder_report_t *report)
{
    mean_t *m = self;
    (void)report;
    for (int64_t i = 0; i < chunk->n_replicate; i++) {
        const int64_t at = i * chunk->n_case + m->case_index;
        if (isnan(chunk->value[0][at]) || isnan(chunk->value[1][at])) continue;
        m->sum += (double)chunk->value[1][at];
        m->n++;
    }
    return POLDER_OK;
}

/* What helps most, or the only other one; −1: none is singled out. */
static int find_other(const polder_handout_t *h)
{
    if (h->best >= 0) return h->best;
    return h->n_arm == 2 ? 1 - h->baseline : -1;
}

int polder_handout_conditions_read(polder_handout_t *h, polder_report_t *report)
{
    const polder_summary_t *s = &h->summary;
    const polder_result_t *file = h->result;
    const int other = h->n_point == 1 && h->success ? find_other(h) : -1;
    int code = POLDER_OK;
    h->lifted = -1;
    if (other < 0 || s->n_condition == 0) return POLDER_OK;
    mean_t m = {.case_index = h->arm[other].of};
    for (int i = 0; h->n_file > 1 && m.case_index >= polder_result_n_arm(file); i++) {
        m.case_index -= polder_result_n_arm(file);
        file = h->several.file[i + 1];
    }
    h->condition = calloc((size_t)s->n_condition, sizeof *h->condition);
    if (!h->condition) return polder_out_of_memory(report);
    for (int i = 0; i < s->n_condition && code >= 0; i++) {
        const char *const column[] = {polder_measure_column(s->success), s->condition[i].column};
        h->condition[i] = NAN;
        m.sum = 0, m.n = 0;
        if (polder_walk_has(file, column[1]))
            code = polder_walk(file, 0, 1, 2, column, visit, &m, report);
        if (m.n > 0) h->condition[i] = m.sum / (double)m.n;
    }
    h->lifted = other;
    return code;
}
