/* compare_data.c: a comparison for machines; see compare_document.h. */
#include <stdlib.h>
#include <string.h>

#include "analysis/compare_document.h"

static const char *const verdict[] = {"helps", "harms", "unsure"};

static polder_datum_t between(const polder_difference_t *d)
{
    return polder_datum_between(d->difference, d->low, d->high);
}

static void put_interval(polder_document_t *d, double low, double high)
{
    polder_document_number(d, "low", low);
    polder_document_number(d, "high", high);
}

int polder_compare_about(polder_about_t *about, const polder_compare_t *c, const char *file,
                         polder_report_t *report)
{
    const polder_several_t *s = c->several;
    int code = polder_about_read(about, c->result, file, report);
    if (code < 0 || !s) return code;
    const char **arm = realloc(about->arm, ((size_t)c->n_arm + 1) * sizeof *arm);
    if (arm) about->arm = arm;
    about->files = calloc((size_t)s->n + 1, sizeof *about->files);
    if (!arm || !about->files) {
        polder_about_free(about);
        return polder_out_of_memory(report);
    }
    polder_arm_names_free(&about->called); /* those of the first file */
    if (polder_arm_names_of_files(&about->called, s->file, s->n, s->arm, s->n_arm) < 0) {
        polder_about_free(about);
        return polder_out_of_memory(report);
    }
    about->n_arm = c->n_arm;
    for (int i = 0; i < c->n_arm; i++) arm[i] = polder_compare_arm_name(c, i);
    about->n_file = s->n;
    about->least = s->replicates;
    for (int i = 0; i < s->n; i++) {
        const int64_t n = polder_walk_replicates(s->file[i]);
        about->files[i] = polder_result_path(s->file[i]);
        if (n < about->least) about->least = n;
    }
    return POLDER_OK;
}

/* --- CSV --- */

static int64_t networks(const polder_compare_t *c, const polder_arm_result_t *a)
{
    int64_t n = 0;
    for (int i = 0; i < c->n_figure; i++) n = a->value[i].n > n ? a->value[i].n : n;
    return n;
}

/* A table that is put together, column by column, with one cell of each. */
typedef struct {
    polder_head_t *head;
    polder_datum_t *cell;
    int n;
} columns_t;

static void add(columns_t *c, polder_is_t is, polder_show_t show, const char *name,
                polder_datum_t datum)
{
    c->head[c->n] = (polder_head_t){is, .name = name, .show = show};
    c->cell[c->n++] = datum;
}

static void add_figure(columns_t *to, polder_document_t *d, const char *name,
                       const polder_figure_value_t *v, bool same)
{
    const polder_difference_t *x = &v->difference;
    const polder_datum_t none = polder_datum_nothing(); /* it has no difference to itself */
    add(to, POLDER_IS_NUMBER, POLDER_SHOW_WITH_INTERVAL, name,
        polder_datum_between(v->value, v->low, v->high));
    add(to, POLDER_IS_NUMBER, POLDER_SHOW_WITH_INTERVAL,
        polder_document_format(d, "%s.difference", name), same ? none : between(x));
    add(to, POLDER_IS_P, POLDER_SHOW_VALUE, polder_document_format(d, "%s.p", name),
        same ? none : polder_datum(x->p));
    add(to, POLDER_IS_TIMES, POLDER_SHOW_VALUE, polder_document_format(d, "%s.pairing", name),
        same ? none : polder_datum(x->pairing));
}

static void add_rest(columns_t *to, const polder_compare_t *c, const polder_arm_result_t *a)
{
    const bool same = a->arm == c->baseline, ran = networks(c, a) > 0;
    const polder_datum_t none = polder_datum_nothing();
    const bool apart = polder_compare_apart(c, a->arm), ranked = ran && !c->unranked;
    const polder_datum_t ahead =
        ranked ? polder_datum_between(a->best.ahead, a->best.low, a->best.high) : none;
    if (c->success >= 0) {
        add(to, POLDER_IS_TEXT, POLDER_SHOW_VALUE, "treat.verdict",
            same || !ran || apart ? none : polder_datum_text(verdict[a->treat.verdict]));
        add(to, POLDER_IS_NUMBER, POLDER_SHOW_WITH_INTERVAL, "treat",
            same ? none : polder_datum_between(a->treat.number, a->treat.low, a->treat.high));
    }
    if (c->success >= 0 && c->cost >= 0)
        add(to, POLDER_IS_NUMBER, POLDER_SHOW_WITH_INTERVAL, "cost_per_success",
            same ? none : polder_datum_between(a->cost.ratio, a->cost.low, a->cost.high));
    if (c->lasted >= 0) {
        add(to, POLDER_IS_NUMBER, POLDER_SHOW_VALUE, "logrank.z",
            same ? none : polder_datum(a->logrank_z));
        add(to, POLDER_IS_P, POLDER_SHOW_VALUE, "logrank.p",
            same ? none : polder_datum(a->logrank_p));
    }
    if (c->success < 0) return;
    add(to, POLDER_IS_FLAG, POLDER_SHOW_VALUE, "best.possible",
        ranked ? polder_datum_count(a->best.possible) : none);
    add(to, POLDER_IS_NUMBER, POLDER_SHOW_VALUE, "best.ahead", ahead);
    add(to, POLDER_IS_NUMBER, POLDER_SHOW_INTERVAL, "best", ahead);
}

/* A factor that is compared as well, where it is the same in all arms, has another name. */
static const char *factor_name(polder_document_t *d, const polder_about_t *about,
                               const polder_compare_t *c, int factor)
{
    for (int i = 0; i < c->n_figure; i++)
        if (strcmp(c->figure[i].name, about->factor[factor]) == 0)
            return polder_document_format(d, "factor.%s", about->factor[factor]);
    return about->factor[factor];
}

static void put_rows(polder_document_t *d, const polder_about_t *about, const polder_compare_t *c,
                     int point)
{
    const size_t most = (size_t)about->n_factor + 4 * (size_t)c->n_figure + 16;
    columns_t to = {calloc(most, sizeof *to.head), calloc(most, sizeof *to.cell), 0};
    const polder_arm_result_t *arm = c->arm + (int64_t)(point - c->first) * c->n_arm;
    if (!to.head || !to.cell) polder_document_lost(d);
    for (int k = 0; k < c->n_arm && to.head && to.cell; k++) {
        const polder_arm_result_t *a = &arm[k];
        to.n = 0;
        add(&to, POLDER_IS_COUNT, POLDER_SHOW_VALUE, "point", polder_datum_count(point));
        for (int i = 0; i < about->n_factor; i++)
            add(&to, POLDER_IS_GIVEN, POLDER_SHOW_VALUE, factor_name(d, about, c, i),
                polder_about_factor(about, point, i));
        add(&to, POLDER_IS_TEXT, POLDER_SHOW_VALUE, "arm", polder_datum_text(about->arm[k]));
        add(&to, POLDER_IS_FLAG, POLDER_SHOW_VALUE, "baseline",
            polder_datum_count(k == c->baseline));
        add(&to, POLDER_IS_COUNT, POLDER_SHOW_VALUE, "networks",
            polder_datum_count(networks(c, a)));
        for (int i = 0; i < c->n_figure; i++)
            add_figure(&to, d, c->figure[i].name, &a->value[i], k == c->baseline);
        add_rest(&to, c, a);
        if (k == 0) polder_document_table(d, "compare", to.n, to.head);
        polder_document_row(d, to.cell);
    }
    free(to.head);
    free(to.cell);
}

/* --- JSON --- */

static void put_figure(polder_document_t *d, const char *name, const polder_figure_value_t *v,
                       bool same, polder_answers_t answers)
{
    const polder_difference_t *x = &v->difference;
    polder_document_open(d, name, false);
    polder_document_whole(d, "networks", v->n);
    if (answers != POLDER_ANSWERS) polder_document_flag(d, "unknown", true);
    polder_document_number(d, "value", v->value);
    put_interval(d, v->low, v->high);
    if (!same) {
        polder_document_whole(d, "pairs", x->pairs);
        polder_document_number(d, "difference", x->difference);
        polder_document_number(d, "difference_low", x->low);
        polder_document_number(d, "difference_high", x->high);
        polder_document_number(d, "p", x->p);
        polder_document_number(d, "pairing", x->pairing);
    }
    polder_document_close(d);
}

static void put_success(polder_document_t *d, const polder_compare_t *c,
                        const polder_arm_result_t *a)
{
    const bool ran = a->value[c->success].n > 0, ranked = ran && !c->unranked;
    polder_document_open(d, "best", false);
    polder_document_value(d, "possible", POLDER_IS_FLAG,
                          ranked ? polder_datum_count(a->best.possible) : polder_datum_unknown());
    polder_document_number(d, "ahead", ranked ? a->best.ahead : (double)NAN);
    put_interval(d, ranked ? a->best.low : (double)NAN, ranked ? a->best.high : (double)NAN);
    polder_document_close(d);
    if (a->arm == c->baseline) return;
    polder_document_open(d, "treat", false);
    polder_document_word(
        d, "verdict", ran && !polder_compare_apart(c, a->arm) ? verdict[a->treat.verdict] : NULL);
    polder_document_number(d, "number", a->treat.number);
    put_interval(d, a->treat.low, a->treat.high);
    polder_document_close(d);
    if (c->cost < 0) return;
    polder_document_open(d, "cost_per_success", false);
    polder_document_number(d, "days", a->cost.ratio);
    put_interval(d, a->cost.low, a->cost.high);
    polder_document_close(d);
}

static void put_arm(polder_document_t *d, const polder_about_t *about, const polder_compare_t *c,
                    const polder_arm_result_t *a)
{
    const bool same = a->arm == c->baseline;
    polder_document_open(d, "arms", true);
    polder_document_word(d, "arm", about->arm[a->arm]);
    if (about->lasts) polder_document_whole(d, "horizon", about->lasts[a->arm]);
    for (int i = 0; i < c->n_figure; i++)
        put_figure(d, c->figure[i].name, &a->value[i], same, polder_compare_answers(c, i, a->arm));
    if (c->success >= 0) put_success(d, c, a);
    if (c->lasted >= 0 && !same) {
        polder_document_open(d, "logrank", false);
        polder_document_number(d, "z", a->logrank_z);
        polder_document_number(d, "p", a->logrank_p);
        polder_document_close(d);
    }
    polder_document_close(d);
}

static void put_files(polder_document_t *d, const polder_about_t *about, const polder_compare_t *c)
{
    const polder_several_t *s = c->several;
    polder_document_table(d, "files", 1, (polder_head_t[]){{POLDER_IS_TEXT, .name = ""}});
    for (int i = 0; i < about->n_file; i++)
        polder_document_row(d, (polder_datum_t[]){polder_datum_text(about->files[i])});
    polder_document_flag(d, "paired", c->paired);
    polder_document_word(d, "not_paired", s->why[POLDER_ENGLISH]);
    polder_document_word(d, "other_code", s->code[POLDER_ENGLISH]);
}

static void put_head(polder_document_t *d, const polder_about_t *about, const polder_compare_t *c)
{
    polder_document_word(d, "file", about->file);
    if (c->several) put_files(d, about, c);
    polder_document_word(
        d, "interval", "chance only: not doubt about the values of the model or the network file");
    polder_document_word(d, "title", about->title ? about->title : "");
    polder_document_word(d, "model", about->model);
    polder_document_word(d, "tick", about->tick);
    polder_document_whole(d, "horizon", about->horizon);
    polder_document_whole(d, "replicates", c->replicates);
    polder_document_number(d, "confidence", c->confidence);
    polder_document_word(d, "baseline", about->arm[c->baseline]);
    polder_document_word(d, "design", about->design);
    polder_document_table(d, "figures", 1, (polder_head_t[]){{POLDER_IS_TEXT, .name = ""}});
    for (int i = 0; i < c->n_figure; i++)
        polder_document_row(d, (polder_datum_t[]){polder_datum_text(c->figure[i].name)});
}

static void put_point(polder_document_t *d, const polder_about_t *about, const polder_compare_t *c,
                      int point)
{
    polder_document_open(d, "points", true);
    polder_document_whole(d, "point", point);
    polder_document_open(d, "values", false);
    for (int i = 0; i < about->n_factor; i++)
        polder_document_value(d, about->factor[i], POLDER_IS_GIVEN,
                              polder_about_factor(about, point, i));
    polder_document_close(d);
    for (int i = 0; i < c->n_arm; i++)
        put_arm(d, about, c, &c->arm[(int64_t)(point - c->first) * c->n_arm + i]);
    polder_document_close(d);
}

polder_document_t *polder_compare_data(polder_readers_t readers, const polder_about_t *about,
                                       const polder_compare_t *c, int point)
{
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    polder_document_for(d, POLDER_FOR_CSV);
    if (readers & POLDER_FOR_CSV) put_rows(d, about, c, point);
    polder_document_for(d, POLDER_FOR_JSON);
    if (readers & POLDER_FOR_JSON) {
        if (point == 0) put_head(d, about, c);
        put_point(d, about, c, point);
    }
    return d;
}
