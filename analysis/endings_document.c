/* endings_document.c: see endings_document.h. */
#include "analysis/endings_document.h"

#include <stdlib.h>

#include "analysis/asked.h"
#include "analysis/survival.h"
#include "words/words.h"

typedef struct {
    polder_document_t *d;
    const polder_about_t *about;
    const polder_endings_t *e;
    double confidence;
    int only;
    polder_incidence_t *curve; /* [arm][reason][horizon + 1] */
    polder_gray_t *gray;       /* [reason] */
} part_t;

static const polder_incidence_t *at(const part_t *p, int arm, int reason, int tick)
{
    return &p->curve[((size_t)arm * (size_t)p->e->n_reason + (size_t)reason) *
                         ((size_t)p->e->horizon + 1) +
                     (size_t)tick];
}

/* Is the arm shown? */
static bool wanted(const part_t *p, int arm)
{
    return p->only < 0 || arm == p->only;
}

/* The last tick in which anybody saw the networks of an arm. */
static int last_of(const part_t *p, int arm)
{
    const int lasts = p->about->lasts ? p->about->lasts[arm] : p->e->horizon;
    return lasts < p->e->horizon ? lasts : p->e->horizon;
}

/* Are there several arms to compare? */
static bool tested(const part_t *p)
{
    return p->e->n_arm > 1;
}

/* ---- numbers ---- */

/* The incidence of each reason in each arm, and the tests. */
static bool work_out(part_t *p)
{
    const polder_endings_t *e = p->e;
    const size_t one = (size_t)e->n_reason * ((size_t)e->horizon + 1);
    p->curve = calloc((size_t)e->n_arm * one + 1, sizeof *p->curve);
    p->gray = calloc((size_t)e->n_reason + 1, sizeof *p->gray);
    bool good = p->curve && p->gray;
    for (int a = 0; a < e->n_arm && good; a++)
        good = polder_incidence(e->who, e->n, a, e->n_reason, e->horizon, p->confidence,
                                p->curve + (size_t)a * one);
    for (int k = 0; k < e->n_reason && good && tested(p); k++)
        good = polder_gray(e->who, e->n, e->n_arm, k + 1, e->horizon, &p->gray[k]);
    return good;
}

/* ---- for people ---- */

static const char *label_of(const part_t *p, int reason)
{
    const polder_reason_t *r = &p->e->reason[reason];
    const polder_language_t l = p->d->language;
    if (r->rest && p->e->first) return polder_text(l, "ended before");
    if (r->rest && p->e->n_reason > 1) return polder_text(l, "ended otherwise");
    if (r->rest) return polder_text(l, "ended");
    return r->good ? polder_document_text(p->d, "%s (good)", polder_text(l, r->name))
                   : polder_text(l, r->name);
}

static polder_datum_t share(const part_t *p, int arm, int reason, int tick)
{
    const polder_incidence_t *c = at(p, arm, reason, tick);
    return polder_datum_between(c->incidence, c->low, c->high);
}

/* A table with a column for each reason, after one that names the row and one of those at risk. */
static void begin_shares(const part_t *p, const char *first)
{
    polder_head_t head[2 + POLDER_MOST_REASONS] = {
        {POLDER_IS_TEXT, .label = first, .given = true, .wrap = true},
        {POLDER_IS_COUNT, .label = "at risk"}};
    for (int k = 0; k < p->e->n_reason; k++)
        head[2 + k] = (polder_head_t){POLDER_IS_SHARE, .label = label_of(p, k), .given = true,
                                      .spare = k > 1, .show = POLDER_SHOW_WITH_INTERVAL};
    polder_document_table(p->d, NULL, 2 + p->e->n_reason, head);
}

static void add_shares(const part_t *p, const char *first, int arm, int from, int until)
{
    polder_datum_t cell[2 + POLDER_MOST_REASONS];
    cell[0] = polder_datum_text(first);
    for (int k = 0; k <= p->e->n_reason; k++) cell[1 + k] = polder_datum_unknown();
    if (!p->e->unknown[arm]) {
        cell[1] = polder_datum_count(at(p, arm, 0, from)->at_risk);
        for (int k = 0; k < p->e->n_reason; k++) cell[2 + k] = share(p, arm, k, until);
    }
    polder_document_row(p->d, cell);
}

static void say_shares(const part_t *p)
{
    const polder_endings_t *e = p->e;
    polder_document_t *d = p->d;
    const char *ticks = polder_about_ticks(d, p->about->tick);
    const int arm = p->only >= 0 ? p->only : 0;
    if (e->first)
        polder_document_heading(d, "%s: cumulative incidence, with %g%% intervals", e->first->name,
                                100 * p->confidence);
    else
        polder_document_heading(d, "Why networks end: cumulative incidence, with %g%% intervals",
                                100 * p->confidence);
    if (e->n_arm > 1 && p->only < 0) {
        begin_shares(p, polder_document_text(d, "arm, after %d %s", e->common, ticks));
        for (int a = 0; a < e->n_arm; a++)
            add_shares(p, polder_about_arm(d, p->about, a, "-"), a, 1, e->common);
        polder_about_lasts(p->about, d);
    } else {
        const int year = polder_life_ticks(p->about->year);
        begin_shares(
            p, polder_document_text(d, "by the end of %s", polder_about_tick(d, p->about->tick)));
        const int last = last_of(p, arm);
        for (int from = 0; from < last; from += year) {
            const int until = from + year < last ? from + year : last;
            add_shares(p, polder_document_format(d, "%d", until), arm, from + 1, until);
        }
    }
    if (e->first)
        polder_document_note(
            d,
            "%s: %s. In a share of all networks it had come to that by then. at risk: still "
            "there, and it has not come to that. In one that ended before it never will.",
            e->first->name,
            polder_asked_text(d, p->about->result, e->first, p->about->tick, p->about->horizon));
    else
        polder_document_note(
            d, "A share has ended so by then. at risk: still there when it begins. Who ended "
               "otherwise "
               "can no longer end so: one "
               "minus a "
               "survival curve that takes other ends as lost from view would say too much.");
}

void polder_endings_unknown(polder_document_t *d, const polder_about_t *about,
                            const polder_endings_t *e, int only)
{
    const polder_result_observed_t *o = e->first;
    const char **arm = o ? calloc((size_t)o->n_unknown + 1, sizeof *arm) : NULL;
    int n = 0;
    if (!o) return;
    if (!arm) polder_document_lost(d);
    for (int i = 0; arm && i < o->n_unknown; i++)
        if (only < 0 || o->unknown[i] == only)
            arm[n++] = polder_about_arm(d, about, o->unknown[i], "-");
    if (arm) polder_asked_unknown(d, o->name, arm, n, e->n_arm);
    free(arm);
}

static void say_tests(const part_t *p)
{
    polder_document_t *d = p->d;
    polder_document_heading(d, "Is it the same in all arms? (Gray's test)");
    polder_document_table(d, NULL, 4,
                          (polder_head_t[]){{POLDER_IS_TEXT, .label = "ended"},
                                            {POLDER_IS_NUMBER, .label = "chi-square"},
                                            {POLDER_IS_COUNT, .label = "degrees"},
                                            {POLDER_IS_P, .label = "p"}});
    for (int k = 0; k < p->e->n_reason; k++)
        polder_document_row(d, (polder_datum_t[]){polder_datum_text(label_of(p, k)),
                                                  polder_datum(p->gray[k].statistic),
                                                  polder_datum_count(p->gray[k].degrees),
                                                  polder_datum(p->gray[k].p)});
    polder_document_note(
        d, "Arms live the same networks: the test goes by what each founding adds to all "
           "arms. --json also has the one that takes them as independent.");
}

static void say(const part_t *p)
{
    char text[400];
    const polder_about_t *about = p->about;
    const polder_endings_t *e = p->e;
    polder_document_t *d = p->d;
    polder_document_title(d, "%s", polder_about_title(d, about));
    polder_document_fact(d, &(polder_head_t){POLDER_IS_TEXT, .label = "file"},
                         polder_datum_text(about->file));
    if (about->n_point > 1)
        polder_document_line(d, "point %d of %d (0 to %d; --point N for another)", e->point,
                             about->n_point, about->n_point - 1);
    say_shares(p);
    polder_endings_unknown(d, about, e, p->only);
    if (tested(p)) say_tests(p);
    if (!e->told && e->recorded > 0)
        polder_document_say(
            d,
            "Of %lld of %lld networks it is recorded why they ended: --recorded shows "
            "these.",
            (long long)e->recorded, (long long)e->networks);
    if (e->told && e->n < e->networks)
        polder_document_say(d, "These are the %lld of %lld networks that are recorded.",
                            (long long)e->n, (long long)e->networks);
    polder_founded_say(d->language, &e->split, text, sizeof text);
    if (*text) polder_document_say(d, "%s", text);
}

/* ---- for machines ---- */

static void put_reasons(const part_t *p)
{
    polder_document_t *d = p->d;
    polder_document_table(d, "reasons", 9,
                          (polder_head_t[]){{POLDER_IS_TEXT, .name = "reason"},
                                            {POLDER_IS_FLAG, .name = "good"},
                                            {POLDER_IS_COUNT, .name = "networks"},
                                            {POLDER_IS_NUMBER, .name = "chi_square"},
                                            {POLDER_IS_COUNT, .name = "degrees"},
                                            {POLDER_IS_P, .name = "p"},
                                            {POLDER_IS_COUNT, .name = "clusters"},
                                            {POLDER_IS_NUMBER, .name = "chi_square_independent"},
                                            {POLDER_IS_P, .name = "p_independent"}});
    for (int k = 0; k < p->e->n_reason; k++) {
        const polder_reason_t *r = &p->e->reason[k];
        const polder_gray_t *g = &p->gray[k];
        const bool t = tested(p);
        const polder_datum_t none = polder_datum_nothing();
        polder_document_row(
            d, (polder_datum_t[]){
                   polder_datum_text(r->name),
                   r->n > 0 || !p->e->told ? polder_datum_count(r->good) : polder_datum_unknown(),
                   polder_datum_count(r->n), t ? polder_datum(g->statistic) : none,
                   t ? polder_datum_count(g->degrees) : none, t ? polder_datum(g->p) : none,
                   t ? polder_datum_count(g->clusters) : none, t ? polder_datum(g->classic) : none,
                   t ? polder_datum(g->classic_p) : none});
    }
}

static void put_curves(const part_t *p)
{
    static const polder_head_t head[] = {
        {POLDER_IS_TEXT, .name = "arm"},     {POLDER_IS_TEXT, .name = "reason"},
        {POLDER_IS_COUNT, .name = "tick"},   {POLDER_IS_COUNT, .name = "at_risk"},
        {POLDER_IS_COUNT, .name = "ended"},  {POLDER_IS_SHARE, .name = "incidence"},
        {POLDER_IS_SHARE, .name = "low"},    {POLDER_IS_SHARE, .name = "high"},
        {POLDER_IS_NUMBER, .name = "error"},
    };
    polder_datum_t *cell = polder_about_table(p->about, p->d, "incidence",
                                              sizeof head / sizeof *head, head, p->e->point);
    polder_datum_t *own = cell ? cell + 1 + p->about->n_factor : NULL;
    for (int a = 0; own && a < p->e->n_arm; a++)
        for (int k = 0; wanted(p, a) && k < p->e->n_reason; k++)
            for (int t = 0; t <= p->e->horizon; t++) {
                const polder_incidence_t *c = at(p, a, k, t);
                own[0] = polder_datum_text(p->about->arm[a]);
                own[1] = polder_datum_text(p->e->reason[k].name);
                own[2] = polder_datum_count(t);
                own[3] = polder_datum_count(c->at_risk);
                own[4] = polder_datum_count(c->ended);
                own[5] = polder_datum(c->incidence);
                own[6] = polder_datum(c->low);
                own[7] = polder_datum(c->high);
                own[8] = polder_datum(c->error);
                /* nobody has seen what would have come after the end of the arm */
                const bool unknown = p->e->unknown[a];
                for (int i = unknown ? 3 : 5; i < 9 && (unknown || t > last_of(p, a)); i++)
                    own[i] = polder_datum_unknown();
                polder_document_row(p->d, cell);
            }
    free(cell);
}

static void put(const part_t *p, polder_readers_t readers)
{
    polder_document_t *d = p->d;
    polder_document_for(d, POLDER_FOR_MACHINES);
    if (readers & POLDER_FOR_JSON) {
        polder_document_word(d, "file", p->about->file);
        polder_document_whole(d, "horizon", p->e->horizon);
        polder_document_number(d, "confidence", p->confidence);
        polder_document_open(d, "points", true);
        polder_document_whole(d, "point", p->e->point);
        polder_document_whole(d, "networks", p->e->n);
        put_reasons(p);
    }
    put_curves(p);
    if (readers & POLDER_FOR_JSON) polder_document_close(d);
}

polder_document_t *polder_endings_document(polder_language_t language, polder_readers_t readers,
                                           const polder_about_t *about,
                                           const polder_endings_t *endings, double confidence,
                                           int only)
{
    polder_document_t *d = polder_document_new(language);
    part_t p = {.d = d, .about = about, .e = endings, .confidence = confidence, .only = only};
    if (!d) return NULL;
    d->titled = readers == POLDER_FOR_PEOPLE;
    if (!work_out(&p))
        polder_document_lost(d);
    else if (readers & POLDER_FOR_PEOPLE)
        say(&p);
    else
        put(&p, readers);
    free(p.curve);
    free(p.gray);
    return d;
}
