/* facts_print.c: what polder facts shows, as documents. See facts.h. */
#include <math.h>
#include <stdio.h>

#include "document/cell.h"
#include "program/facts.h"
#include "words/words.h"

enum { TEXT = 128 };

/* In the language asked for: it is English for machines. */
static void criterion_text(polder_language_t language, const polder_criterion_t *c, char text[TEXT])
{
    const char *format = "";
    switch (c->kind) {
    case POLDER_NO_CRITERION:
        format = polder_text(language, "reported");
        break;
    case POLDER_WITHIN:
        snprintf(text, TEXT, polder_text(language, "%.4g to %.4g"), c->low, c->high);
        polder_cell_decimals(text, language);
        return;
    case POLDER_LEAST:
        format = polder_text(language, "at least %.4g");
        break;
    case POLDER_MOST:
        format = polder_text(language, "at most %.4g");
        break;
    case POLDER_OVER:
        format = polder_text(language, "interval above %.4g");
        break;
    case POLDER_UNDER:
        format = polder_text(language, "interval below %.4g");
        break;
    }
    snprintf(text, TEXT, format, c->low);
    polder_cell_decimals(text, language);
}

static int count(const polder_examined_t *e, int n, polder_verdict_t verdict)
{
    int found = 0;
    for (int i = 0; i < n; i++) found += e[i].verdict == verdict;
    return found;
}

static int count_unsure(const polder_examined_t *e, int n, polder_verdict_t verdict)
{
    int found = 0;
    for (int i = 0; i < n; i++) found += e[i].verdict == verdict && e[i].unsure;
    return found;
}

/* In the language of a document, if the file says it in that. */
static const char *in_words(polder_language_t language, const char *english, const char *dutch)
{
    return language == POLDER_DUTCH && dutch ? dutch : english;
}

static const char *title_of(polder_language_t language, const polder_fact_t *f)
{
    return in_words(language, f->title, f->title_nl);
}

static const char *name_of(polder_language_t language, const polder_figure_t *f)
{
    return in_words(language, f->name ? f->name : f->kind->name, f->name_nl);
}

/* ---- for people ---- */

/* ", 4 of them unsure" */
static const char *unsure_text(polder_document_t *d, int unsure, int of)
{
    if (unsure == 0) return "";
    return of == 1 ? polder_document_text(d, ", which is unsure")
                   : polder_document_text(d, ", %d of them unsure", unsure);
}

static void say_answer(polder_document_t *d, const polder_examined_t *e, int n)
{
    const int holds = count(e, n, POLDER_HOLDS), fails = count(e, n, POLDER_FAILS);
    const int reported = count(e, n, POLDER_REPORTED);
    const int unsure = count_unsure(e, n, POLDER_HOLDS), wavers = count_unsure(e, n, POLDER_FAILS);
    const char *hold = n == 1 ? polder_document_text(d, "%d of %d fact holds", holds, n)
                              : polder_document_text(d, "%d of %d facts hold", holds, n);
    polder_document_title(d, "%s%s; %d not examined", hold, unsure_text(d, unsure, holds),
                          count(e, n, POLDER_NOT_EXAMINED));
    const char *shown = reported == 0
                            ? ""
                            : polder_document_many(d, ", %lld is only shown",
                                                   ", %lld are only shown", (int64_t)reported);
    polder_document_say(d, "%s%s%s. A fact holds if all its figures meet the criteria in its file.",
                        polder_document_many(d, "%lld fails", "%lld fail", (int64_t)fails),
                        unsure_text(d, wavers, fails), shown);
    if (unsure + wavers > 0)
        polder_document_say(d, "Unsure: a figure is nearer to the bound of its criterion than its "
                               "chance error.");
    polder_document_gap(d);
}

/* "holds", "fails, unsure" */
static const char *verdict_text(polder_document_t *d, polder_verdict_t verdict, bool unsure)
{
    const char *name = polder_text(d ? d->language : POLDER_ENGLISH, polder_verdict_name(verdict));
    return unsure ? polder_document_text(d, "%s, unsure", name) : name;
}

static void add_figure(polder_document_t *d, const polder_figure_t *f, const polder_measured_t *m)
{
    char criterion[TEXT];
    criterion_text(d->language, &f->criterion, criterion);
    polder_document_row(
        d, (polder_datum_t[]){
               polder_datum_nothing(), polder_datum_text(name_of(d->language, f)),
               polder_datum(m->value),
               isnan(m->low) ? polder_datum_nothing()
                             : polder_datum_between(m->value, m->low, m->high),
               polder_datum_text(criterion),
               polder_datum_text(verdict_text(d, polder_figure_verdict(&f->criterion, m),
                                              polder_figure_unsure(&f->criterion, m)))});
}

static void add_table(polder_document_t *d, const polder_examined_t *e, int n)
{
    polder_document_table(
        d, NULL, 6,
        (polder_head_t[]){{POLDER_IS_TEXT, .label = "id"},
                          {POLDER_IS_TEXT, .label = "fact and figures", .wrap = true},
                          {POLDER_IS_NUMBER, .label = "figure"},
                          {POLDER_IS_NUMBER, .label = "95% interval", .show = POLDER_SHOW_INTERVAL},
                          {POLDER_IS_TEXT, .label = "criterion"},
                          {POLDER_IS_TEXT, .label = "verdict"}});
    for (int i = 0; i < n; i++) {
        polder_document_row(
            d, (polder_datum_t[]){polder_datum_text(e[i].fact.id),
                                  polder_datum_text(title_of(d->language, &e[i].fact)),
                                  polder_datum_nothing(), polder_datum_nothing(),
                                  polder_datum_nothing(),
                                  polder_datum_text(verdict_text(d, e[i].verdict, e[i].unsure))});
        for (int k = 0; e[i].measured && k < e[i].fact.n_figure; k++)
            add_figure(d, &e[i].fact.figure[k], &e[i].measured[k]);
    }
}

/* ---- what is said below the table ---- */

enum { INDENT = 4 };

/* The first has an empty line above it. */
static void begin_item(polder_document_t *d, bool *begun)
{
    if (!*begun) polder_document_gap(d);
    *begun = true;
}

/* Why a fact is not examined, or, where its file says so, why it fails. */
static void say_reason(polder_document_t *d, const polder_examined_t *e, bool *begun)
{
    const polder_fact_t *f = &e->fact;
    const bool fails = e->verdict == POLDER_FAILS;
    const char *reason = e->told && f->not_examined
                             ? in_words(d->language, f->not_examined, f->not_examined_nl)
                             : e->reason;
    const char *why = e->verdict == POLDER_NOT_EXAMINED ? reason
                      : fails                           ? in_words(d->language, f->note, f->note_nl)
                                                        : NULL;
    if (!why) return;
    begin_item(d, begun);
    const char *label =
        polder_document_format(d, "%s %s: ", f->id, verdict_text(d, e->verdict, false));
    if (fails && !f->as_written)
        polder_document_item(d, INDENT, label, "(its note was written for %s) %s", f->written_for,
                             why);
    else
        polder_document_item(d, INDENT, label, "%s", why);
}

/* What figures leave out. */
static void say_remarks(polder_document_t *d, const polder_examined_t *e, bool *begun)
{
    if (e->failed > 0) {
        begin_item(d, begun);
        polder_document_item(d, INDENT, polder_document_format(d, "%s: ", e->fact.id),
                             "%lld of %lld networks failed to run and are left out",
                             (long long)e->failed, (long long)e->networks);
    }
    for (int k = 0; e->measured && k < e->fact.n_figure; k++) {
        char remark[300];
        polder_figure_remark(&e->measured[k], remark, sizeof remark);
        if (!*remark) continue;
        begin_item(d, begun);
        polder_document_item(d, INDENT,
                             polder_document_format(d, "%s, %s: ", e->fact.id,
                                                    name_of(d->language, &e->fact.figure[k])),
                             "%s", remark);
    }
}

/* With a tenth of the networks more verdicts are unsure. */
static void say_undecided(polder_document_t *d, const polder_examined_t *e, int n, bool *begun)
{
    bool any = false;
    for (int i = 0; i < n; i++) {
        if (!e[i].unsure) continue;
        if (!any) begin_item(d, begun);
        if (!any)
            polder_document_item(d, INDENT, POLDER_TEXT("Undecided: "),
                                 "a tenth of the networks is too few for these. Without --short: "
                                 "polder facts");
        any = true;
        polder_document_add(d, " %s", e[i].fact.id);
    }
}

polder_document_t *polder_facts_document(polder_language_t language, const polder_examined_t *e,
                                         int n, bool brief)
{
    polder_document_t *d = polder_document_new(language);
    bool begun = false;
    if (!d) return NULL;
    say_answer(d, e, n);
    add_table(d, e, n);
    for (int i = 0; i < n; i++) {
        say_reason(d, &e[i], &begun);
        say_remarks(d, &e[i], &begun);
    }
    if (brief) say_undecided(d, e, n, &begun);
    return d;
}

polder_document_t *polder_facts_list(polder_language_t language, const polder_examined_t *e, int n)
{
    polder_document_t *d = polder_document_new(language);
    polder_document_table(
        d, NULL, 5,
        (polder_head_t[]){{POLDER_IS_TEXT, .name = "id", .label = "id"},
                          {POLDER_IS_TEXT, .name = "use", .label = "use"},
                          {POLDER_IS_TEXT, .name = "status", .label = "status"},
                          {POLDER_IS_TEXT, .name = "title", .label = "fact"},
                          {POLDER_IS_TEXT, .name = "source", .label = "source", .wrap = true}});
    for (int i = 0; i < n; i++) {
        const polder_fact_t *f = &e[i].fact;
        polder_document_row(d,
                            (polder_datum_t[]){polder_datum_text(f->id), polder_datum_text(f->use),
                                               polder_datum_text(f->status),
                                               polder_datum_text(title_of(language, f)),
                                               polder_datum_text(f->source)});
    }
    return d;
}

/* ---- for machines ---- */

/* An end that is infinite is none; `unbounded` tells the two apart. */
static const char *unbounded(const polder_measured_t *m)
{
    const bool below = isinf(m->low), above = isinf(m->high);
    return below && above ? "both" : below ? "below" : above ? "above" : NULL;
}

/* `m` NULL: nothing was run. */
static void figure_data(polder_document_t *d, const polder_figure_t *f, const polder_measured_t *m)
{
    char criterion[TEXT], remark[300];
    criterion_text(POLDER_ENGLISH, &f->criterion, criterion);
    polder_document_open(d, "figures", true);
    polder_document_word(d, "name", name_of(POLDER_ENGLISH, f));
    polder_document_word(d, "kind", f->kind->name);
    polder_document_word(d, "criterion", criterion);
    if (m) {
        polder_document_number(d, "figure", m->value);
        polder_document_number(d, "low", m->low);
        polder_document_number(d, "high", m->high);
        polder_document_word(d, "unbounded", unbounded(m));
        polder_document_whole(d, "rows", m->n);
        polder_document_whole(d, "missing", m->missing);
        polder_document_whole(d, "undefined", m->undefined);
        polder_figure_remark(m, remark, sizeof remark);
        polder_document_word(d, "remark", *remark ? remark : NULL);
        polder_document_word(d, "verdict",
                             polder_verdict_name(polder_figure_verdict(&f->criterion, m)));
        polder_document_flag(d, "unsure", polder_figure_unsure(&f->criterion, m));
    }
    polder_document_close(d);
}

static void figures_data(polder_document_t *d, const polder_examined_t *e)
{
    if (e->fact.n_figure == 0) /* an empty list all the same */
        polder_document_table(d, "figures", 1, (polder_head_t[]){{POLDER_IS_TEXT, .name = "name"}});
    for (int k = 0; k < e->fact.n_figure; k++)
        figure_data(d, &e->fact.figure[k], e->measured ? &e->measured[k] : NULL);
}

/* What its file says. */
static void head_data(polder_document_t *d, const polder_examined_t *e)
{
    polder_document_word(d, "id", e->fact.id);
    polder_document_word(d, "title", e->fact.title);
    if (e->fact.title_nl) polder_document_word(d, "title_nl", e->fact.title_nl);
    polder_document_word(d, "source", e->fact.source);
    polder_document_word(d, "status", e->fact.status);
    polder_document_word(d, "use", e->fact.use);
    polder_document_word(d, "quantity", e->fact.quantity);
    polder_document_word(d, "file", e->file);
    polder_document_word(d, "model", e->model);
}

static void fact_data(polder_document_t *d, const polder_examined_t *e)
{
    const polder_fact_t *f = &e->fact;
    polder_document_open(d, "facts", true);
    head_data(d, e);
    polder_document_word(d, "verdict", polder_verdict_name(e->verdict));
    polder_document_flag(d, "unsure", e->unsure);
    polder_document_word(d, "reason", e->reason);
    polder_document_word(d, "note", f->note);
    polder_document_word(d, "note_written_for", f->note ? f->written_for : NULL);
    polder_document_value(d, "note_applies", POLDER_IS_FLAG,
                          f->note ? polder_datum_count(f->as_written) : polder_datum_unknown());
    polder_document_whole(d, "networks", e->networks);
    polder_document_whole(d, "failed", e->failed);
    polder_document_number(d, "seconds", e->seconds);
    figures_data(d, e);
    polder_document_close(d);
}

polder_document_t *polder_facts_data(const polder_examined_t *e, int n, bool brief)
{
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    polder_document_whole(d, "facts_total", n);
    polder_document_whole(d, "holds", count(e, n, POLDER_HOLDS));
    polder_document_whole(d, "holds_unsure", count_unsure(e, n, POLDER_HOLDS));
    polder_document_whole(d, "fails", count(e, n, POLDER_FAILS));
    polder_document_whole(d, "fails_unsure", count_unsure(e, n, POLDER_FAILS));
    polder_document_whole(d, "not_examined", count(e, n, POLDER_NOT_EXAMINED));
    polder_document_whole(d, "reported", count(e, n, POLDER_REPORTED));
    polder_document_flag(d, "short", brief);
    for (int i = 0; i < n; i++) fact_data(d, &e[i]);
    return d;
}

polder_document_t *polder_facts_list_data(const polder_examined_t *e, int n)
{
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    polder_document_whole(d, "facts_total", n);
    for (int i = 0; i < n; i++) {
        polder_document_open(d, "facts", true);
        head_data(d, &e[i]);
        polder_document_word(d, "not_examined", e[i].fact.not_examined);
        polder_document_word(d, "needs_network", e[i].fact.needs);
        figures_data(d, &e[i]);
        polder_document_close(d);
    }
    return d;
}

static void table_row(polder_document_t *d, const polder_examined_t *e, int k)
{
    char criterion[TEXT];
    const polder_figure_t *f = &e->fact.figure[k];
    const polder_measured_t *m = e->measured ? &e->measured[k] : NULL;
    const polder_datum_t none = polder_datum_nothing();
    criterion_text(POLDER_ENGLISH, &f->criterion, criterion);
    polder_document_row(
        d, (polder_datum_t[]){
               polder_datum_text(e->fact.id), polder_datum_text(e->fact.title),
               polder_datum_text(e->fact.use), polder_datum_text(name_of(POLDER_ENGLISH, f)),
               polder_datum_text(f->kind->name),
               m ? polder_datum_between(m->value, m->low, m->high) : none,
               polder_datum_text(criterion),
               polder_datum_text(polder_verdict_name(m ? polder_figure_verdict(&f->criterion, m)
                                                       : POLDER_NOT_EXAMINED)),
               polder_datum_count(m && polder_figure_unsure(&f->criterion, m))});
}

polder_document_t *polder_facts_table(const polder_examined_t *e, int n)
{
    polder_document_t *d = polder_document_new(POLDER_ENGLISH);
    polder_document_table(
        d, "figures", 9,
        (polder_head_t[]){{POLDER_IS_TEXT, .name = "id"},
                          {POLDER_IS_TEXT, .name = "title"},
                          {POLDER_IS_TEXT, .name = "use"},
                          {POLDER_IS_TEXT, .name = "name"},
                          {POLDER_IS_TEXT, .name = "kind"},
                          {POLDER_IS_NUMBER, .name = "figure", .show = POLDER_SHOW_WITH_INTERVAL},
                          {POLDER_IS_TEXT, .name = "criterion"},
                          {POLDER_IS_TEXT, .name = "verdict"},
                          {POLDER_IS_FLAG, .name = "unsure"}});
    for (int i = 0; i < n; i++)
        for (int k = 0; k < e[i].fact.n_figure; k++) table_row(d, &e[i], k);
    return d;
}

/* ---- kinds ---- */

/* "1", "0-2", "1-12" */
static const char *bounds_text(polder_document_t *d, const int bounds[2])
{
    return bounds[0] == bounds[1] ? polder_document_format(d, "%d", bounds[0])
                                  : polder_document_format(d, "%d-%d", bounds[0], bounds[1]);
}

polder_document_t *polder_facts_kinds(polder_language_t language)
{
    static const char *const key[] = {"of", "by", "arms", "months"};
    polder_document_t *d = polder_document_new(language);
    polder_document_table(
        d, "kinds", 8,
        (polder_head_t[]){{POLDER_IS_TEXT, .name = "figure", .label = "figure"},
                          {POLDER_IS_TEXT, .name = "about"},
                          {POLDER_IS_FLAG, .name = key[0], .label = key[0], .given = true},
                          {POLDER_IS_TEXT, .name = key[1], .label = key[1], .given = true},
                          {POLDER_IS_TEXT, .name = key[2], .label = key[2], .given = true},
                          {POLDER_IS_TEXT, .name = key[3], .label = key[3], .given = true},
                          {POLDER_IS_TEXT, .name = "at"},
                          {POLDER_IS_TEXT, .label = "what it is", .wrap = true}});
    for (int k = 0; k < polder_n_figure_kind; k++) {
        const polder_figure_kind_t *kind = &polder_figure_kinds[k];
        polder_document_row(
            d, (polder_datum_t[]){polder_datum_text(kind->name), polder_datum_text(kind->what),
                                  polder_datum_count(kind->of),
                                  polder_datum_text(bounds_text(d, kind->by)),
                                  polder_datum_text(bounds_text(d, kind->arms)),
                                  polder_datum_text(bounds_text(d, kind->months)),
                                  kind->at ? polder_datum_text(kind->at) : polder_datum_unknown(),
                                  polder_datum_text(polder_text(language, kind->what))});
    }
    return d;
}
