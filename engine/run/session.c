/* session.c: see session.h. */
#include "run/session.h"

#include <math.h>
#include <omp.h>
#include <stdlib.h>
#include <string.h>

#include "run/compile.h"
#include "run/run.h"
#include "run/threads.h"
#include "run/worker.h"

/* Points are evaluated in groups whose columns fit in so many bytes. The columns are added up
 * afterwards, in order, so that a mean does not depend on which thread was faster. */
enum { ROOM = 64 << 20 };

struct polder_session {
    polder_experiment_t x; /* that of the caller, with a design of its own */
    polder_plans_t plans;
    bool planned; /* there are plans, to be freed */
    bool large;   /* all threads work on one network at once */
    int n_worker, threads;
    int32_t block; /* networks in a block */
    int32_t room;  /* the most networks that the workers have room for */
    polder_worker_t *worker;
    float *row; /* [n_summary][units of a group] */
    size_t n_row;
};

/* ---- opening ---- */

/* What gives field f already, in words, or NULL. An arm or a network file would win over a factor,
 * which would then do nothing. */
static const char *given_by(const polder_experiment_t *x, int f)
{
    const polder_part_t *part = x->table.part[x->table.owner[f]];
    if (x->network && part == &polder_part_engine_network) return "the network file";
    for (int i = 0; i < x->source.n_mapping; i++)
        if (x->source.mapping[i].field == f) return "the network file";
    for (int a = 0; a < x->n_arm; a++)
        for (int i = 0; i < x->arm[a].n_setting; i++)
            if (x->arm[a].setting[i].field == f) return x->arm[a].name;
    return NULL;
}

static int find_factor(const polder_experiment_t *x, const char *name, polder_factor_t *factor,
                       polder_report_t *report)
{
    static const char first[] = "initial.";
    const size_t length = sizeof first - 1;
    const bool initial = strncmp(name, first, length) == 0;
    const char *of = initial ? name + length : name;
    const int f = polder_table_find(&x->table, of);
    const polder_field_t *field = f >= 0 ? x->table.field[f] : NULL;
    const polder_role_t role = initial ? POLDER_STATE : POLDER_PARAMETER;
    const bool varies = field && field->role == role && field->level == POLDER_NETWORK &&
                        (!initial || polder_field_is_given(field));
    if (!varies) {
        const char *near = polder_table_nearest(&x->table, of, POLDER_NETWORK, (int)role);
        return near ? polder_fail(report, POLDER_INPUT,
                                  "unknown factor \"%s\"; did you mean \"%s%s\"?", name,
                                  initial ? first : "", near)
                    : polder_fail(report, POLDER_INPUT, "unknown factor \"%s\"", name);
    }
    const char *by = given_by(x, f);
    if (by)
        return polder_fail(report, POLDER_INPUT, "factor \"%s\" would do nothing: %s gives it",
                           name, by);
    *factor = (polder_factor_t){.name = strdup(name), .field = f, .argument = -1, .leader = -1};
    return factor->name ? 0 : polder_out_of_memory(report);
}

static int make_design(polder_session_t *s, int n, const char *const *name, polder_report_t *report)
{
    polder_design_t *design = &s->x.design;
    *design = (polder_design_t){.n_point = 1, .n_together = 1};
    design->factor = calloc((size_t)n + 1, sizeof *design->factor);
    if (!design->factor) return polder_out_of_memory(report);
    for (int i = 0; i < n; i++) {
        const int code = find_factor(&s->x, name[i], &design->factor[i], report);
        if (code < 0) return code;
        design->n_factor++;
        for (int j = 0; j < i; j++)
            if (design->factor[j].field == design->factor[i].field)
                return polder_fail(report, POLDER_INPUT, "factor \"%s\" is given twice", name[i]);
    }
    return 0;
}

static void close_workers(polder_session_t *s)
{
    for (int i = 0; i < s->n_worker; i++) polder_worker_free(&s->worker[i]);
    free(s->worker);
    s->worker = NULL;
    s->n_worker = 0;
}

/* As many workers as threads, for blocks of `block` networks. */
static int open_workers(polder_session_t *s, int32_t block, polder_report_t *report)
{
    close_workers(s);
    const int n = s->large ? 1 : s->threads;
    s->room = block;
    s->worker = calloc((size_t)n, sizeof *s->worker);
    if (!s->worker) return polder_out_of_memory(report);
    for (int i = 0; i < n; i++) {
        const int code = polder_worker_init(&s->worker[i], &s->x, &s->plans, block, false, report);
        s->n_worker++;
        s->worker[i].parallel = s->large;
        if (code < 0) {
            close_workers(s); /* so that the next call does not find half of them */
            return code;
        }
    }
    return 0;
}

int polder_session_open(polder_session_t **session, const polder_experiment_t *x, int n_factor,
                        const char *const *factor, int threads, polder_report_t *report)
{
    *session = NULL;
    if (x->design.kind || x->design.n_point > 1)
        return polder_fail(report, POLDER_INPUT,
                           "the experiment has a design: a session varies one that has none");
    polder_session_t *s = calloc(1, sizeof *s);
    if (!s) return polder_out_of_memory(report);
    s->x = *x;
    s->x.record.networks = 0;
    s->x.record.n_input = s->x.record.n_observed = 0;
    s->threads = threads > 0 ? threads : omp_get_max_threads();
    int code = make_design(s, n_factor, factor, report);
    if (code == 0) code = polder_threads_try(&s->threads, report);
    if (code >= 0) code = polder_plans_init(&s->plans, &s->x, NULL, report);
    s->planned = code == 0;
    if (code < 0)
        polder_session_close(s);
    else
        *session = s;
    return code < 0 ? code : 0;
}

void polder_session_close(polder_session_t *s)
{
    if (!s) return;
    close_workers(s);
    if (s->planned) polder_plans_free(&s->plans);
    for (int i = 0; i < s->x.design.n_factor; i++) free(s->x.design.factor[i].name);
    free(s->x.design.factor);
    free(s->row);
    free(s);
}

int polder_session_width(const polder_session_t *s)
{
    return s->x.n_arm * s->x.record.n_summary;
}

/* ---- evaluating ---- */

static int check_values(const polder_session_t *s, int n_point, const double *value,
                        polder_report_t *report)
{
    const polder_design_t *design = &s->x.design;
    for (int p = 0; p < n_point; p++)
        for (int i = 0; i < design->n_factor; i++) {
            const polder_field_t *field = s->x.table.field[design->factor[i].field];
            const double v = value[(size_t)p * (size_t)design->n_factor + (size_t)i];
            /* a bound is a float: 0.1 is not less than 0.1f */
            if (!((float)v >= field->min && (float)v <= field->max))
                return polder_fail(report, POLDER_INPUT, "point %d: %s: %g is outside [%g, %g]", p,
                                   design->factor[i].name, v, (double)field->min,
                                   (double)field->max);
            if ((field->flags & POLDER_WHOLE || field->choices) && v != floor(v))
                return polder_fail(report, POLDER_INPUT, "point %d: %s: %g is not a whole number",
                                   p, design->factor[i].name, v);
        }
    return 0;
}

/* A sink: the columns of a block are copied to their place. */
static int keep(void *self, const polder_block_t *block, polder_report_t *report)
{
    polder_session_t *s = self;
    const size_t units = (size_t)polder_experiment_units(&s->x), n = (size_t)block->n_unit;
    if (block->error) return polder_fail(report, POLDER_INPUT, "%s", block->error);
    for (int i = 0; i < s->x.record.n_summary; i++)
        memcpy(s->row + (size_t)i * units + block->first_unit, block->summary + (size_t)i * n,
               n * sizeof *s->row);
    return 0;
}

static int run_group(polder_session_t *s, polder_report_t *report)
{
    const polder_sink_t sink = {.self = s, .write = keep};
    const int64_t n = polder_block_count(&s->x, s->block);
    const int threads_before = omp_get_max_threads();
    int code = 0;
    omp_set_num_threads(s->threads);
    if (s->large) {
        for (int64_t b = 0; b < n && code == 0; b++)
            code = polder_worker_block(&s->worker[0], b, s->block, &sink, report);
    } else {
#pragma omp parallel num_threads(s->n_worker)
        {
            polder_report_t trouble;
            polder_report_init_for(&trouble, report);
            int mine = 0, stop = 0;
#pragma omp for schedule(dynamic, 1)
            for (int64_t b = 0; b < n; b++) {
#pragma omp atomic read
                stop = code;
                if (stop < 0) continue;
                mine = polder_worker_block(&s->worker[omp_get_thread_num()], b, s->block, &sink,
                                           &trouble);
                if (mine < 0) {
#pragma omp atomic write
                    code = mine;
                }
            }
#pragma omp critical(polder_session)
            polder_report_take(report, &trouble);
        }
    }
    omp_set_num_threads(threads_before);
    return code;
}

/* The means of each case, over its units, which are n_case apart. */
static void add_up(const polder_session_t *s, double *mean, int64_t *count)
{
    const polder_experiment_t *x = &s->x;
    const int columns = x->record.n_summary;
    const int64_t units = polder_experiment_units(x);
    for (int c = 0; c < x->n_case; c++) {
        int64_t made = 0;
        for (int i = 0; i < columns; i++) {
            const float *row = s->row + (int64_t)i * units;
            double sum = 0;
            int64_t n = 0;
            for (int64_t u = c; u < units; u += x->n_case) {
                if (isnan(row[u])) continue;
                sum += (double)row[u];
                n++;
            }
            mean[(size_t)c * (size_t)columns + (size_t)i] = n > 0 ? sum / (double)n : NAN;
            if (n > made) made = n;
        }
        if (count) count[c] = made;
    }
}

static int make_room(polder_session_t *s, polder_report_t *report)
{
    const size_t n = (size_t)polder_experiment_units(&s->x) * (size_t)s->x.record.n_summary + 1;
    if (n <= s->n_row) return 0;
    free(s->row);
    s->row = malloc(n * sizeof *s->row);
    s->n_row = s->row ? n : 0;
    return s->row ? 0 : polder_fail(report, POLDER_MEMORY, "no memory for %zu numbers", n);
}

static int evaluate_group(polder_session_t *s, int n_point, const double *value, double *mean,
                          int64_t *n, polder_report_t *report)
{
    s->x.design.n_point = n_point;
    s->x.design.value = (double *)value; /* read only */
    s->x.n_case = s->x.n_arm * n_point;
    const int32_t block = polder_block_size(&s->x);
    const bool large = polder_is_large(&s->x);
    int code = make_room(s, report);
    if (code == 0 && (!s->worker || block > s->room || large != s->large)) {
        s->large = large;
        code = open_workers(s, block, report);
    }
    s->block = block;
    if (code == 0) code = run_group(s, report);
    if (code == 0) add_up(s, mean, n);
    s->x.design.value = NULL;
    return code;
}

int polder_session_evaluate(polder_session_t *s, int n_point, const double *value, double *mean,
                            int64_t *n, polder_report_t *report)
{
    int code = check_values(s, n_point, value, report);
    const int64_t bytes =
        s->x.replicates * s->x.n_arm * (s->x.record.n_summary + 1) * (int64_t)sizeof(float);
    int64_t group = ROOM / (bytes > 0 ? bytes : 1);
    if (group > POLDER_MAX_CASES / s->x.n_arm) group = POLDER_MAX_CASES / s->x.n_arm;
    if (group < 1) group = 1;
    for (int p = 0; p < n_point && code == 0;) {
        const int m = n_point - p < group ? n_point - p : (int)group;
        code = evaluate_group(s, m, value + (size_t)p * (size_t)s->x.design.n_factor,
                              mean + (size_t)p * (size_t)polder_session_width(s),
                              n ? n + (size_t)p * (size_t)s->x.n_arm : NULL, report);
        p += m;
    }
    return code;
}
