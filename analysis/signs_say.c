/* signs_say.c: early signs, as part of a document. See signs.h. */
#include <math.h>
#include <stdlib.h>

#include "analysis/signs.h"
#include "words/words.h"

typedef struct {
    const polder_signs_t *s;
    const polder_causes_t *causes;
    polder_document_t *doc;
} say_t;

static const char *what_of(const say_t *s, const polder_sign_t *sign)
{
    return sign->suspect < 0 ? polder_text(s->doc->language, "failure")
                             : s->causes->cause[sign->suspect].id;
}

static const char *name_of(const say_t *s, const polder_sign_t *sign)
{
    return s->causes->table.field[sign->field]->name;
}

static const char *sign_of(const say_t *s, const polder_sign_t *sign)
{
    const char *name = name_of(s, sign);
    return sign->above ? polder_document_text(s->doc, "%s above %.2g", name, sign->cut)
                       : polder_document_text(s->doc, "%s below %.2g", name, sign->cut);
}

static polder_datum_t share(const polder_proportion_t *p)
{
    return polder_datum_between(p->share, p->low, p->high);
}

/* Has an earlier landmark a sign of the same? */
static bool told_before(const polder_signs_t *s, int i)
{
    for (int k = 0; k < i; k++)
        if (s->sign[k].suspect == s->sign[i].suspect && s->sign[k].field >= 0 && s->sign[k].tells)
            return true;
    return false;
}

static void skill(const say_t *s, int k)
{
    const long long gone = (long long)s->s->gone[k], all = gone + (long long)s->s->there[k];
    if (isnan(s->s->skill[k]))
        polder_document_say(
            s->doc,
            "By %d, %lld of %lld had ended. Those that are left fare too much alike "
            "to foretell anything.",
            s->s->landmark[k], gone, all);
    else
        polder_document_say(s->doc,
                            "By %d, %lld of %lld had ended. All columns together foretell failure "
                            "with %.0f%% less squared error than the share alone.",
                            s->s->landmark[k], gone, all, 100 * s->s->skill[k]);
}

/* "62% (48%)": with the sign, and of all. */
static polder_datum_t elsewhere(const say_t *s, const polder_sign_t *g)
{
    const polder_score_t *e = &g->elsewhere;
    if (e->with.n == 0) return polder_datum_unknown();
    return polder_datum_text(
        polder_document_format(s->doc, "%.0f%% (%.0f%%)", 100 * e->with.share, 100 * e->all.share));
}

static void people(const say_t *s)
{
    static const polder_head_t head[] = {
        {.is = POLDER_IS_COUNT, .label = "month"},
        {.is = POLDER_IS_TEXT, .label = "foretells"},
        {.is = POLDER_IS_TEXT, .label = "sign", .wrap = true},
        {.is = POLDER_IS_PERCENT, .label = "with it", .show = POLDER_SHOW_WITH_INTERVAL},
        {.is = POLDER_IS_PERCENT, .label = "without"},
        {.is = POLDER_IS_PERCENT, .label = "found"},
        {.is = POLDER_IS_TEXT, .label = "elsewhere", .right = true}};
    const int n = sizeof head / sizeof *head;
    polder_document_for(s->doc, POLDER_FOR_PEOPLE);
    polder_document_table(s->doc, NULL, s->s->draws > 0 ? n : n - 1, head);
    for (int i = 0; i < s->s->n; i++) {
        const polder_sign_t *g = &s->s->sign[i];
        if (g->field < 0 || !g->tells || told_before(s->s, i)) continue;
        polder_document_row(
            s->doc,
            (polder_datum_t[]){polder_datum_count(g->landmark), polder_datum_text(what_of(s, g)),
                               polder_datum_text(sign_of(s, g)), share(&g->here.with),
                               polder_datum(g->here.without.share),
                               polder_datum(g->here.finds.share), elsewhere(s, g)});
    }
    polder_document_note(s->doc,
                         "month: the first of those looked at in which it tells; --json has all. "
                         "F1 and so on: polder list causes. with it, without: of 100 networks that "
                         "show the sign, or do not, so many fail, or fail of this cause (they "
                         "succeed without it). found: of those that do, so many show it. Chosen on "
                         "%lld foundings, scored on as many others, seen with a survey's error.",
                         (long long)(s->s->foundings + 1) / 2);
    if (s->s->draws > 0)
        polder_document_say(
            s->doc,
            "elsewhere: the same at %lld draws of %d parameters over the ranges that "
            "were given, in foundings of their own: of 100 that show the sign so many, "
            "and in brackets of 100 of all. It foretells there too where the first is "
            "the larger.",
            (long long)s->s->draws, s->s->n_factor);
    for (int k = 0; k < s->s->n_landmark; k++) skill(s, k);
}

static void machines(const say_t *s)
{
    static const polder_head_t head[] = {
        {.is = POLDER_IS_COUNT, .name = "landmark"},
        {.is = POLDER_IS_TEXT, .name = "foretells"},
        {.is = POLDER_IS_TEXT, .name = "column"},
        {.is = POLDER_IS_FLAG, .name = "above"},
        {.is = POLDER_IS_NUMBER, .name = "cut"},
        {.is = POLDER_IS_SHARE, .name = "with", .show = POLDER_SHOW_WITH_INTERVAL},
        {.is = POLDER_IS_SHARE, .name = "without", .show = POLDER_SHOW_WITH_INTERVAL},
        {.is = POLDER_IS_SHARE, .name = "all"},
        {.is = POLDER_IS_SHARE, .name = "sensitivity"},
        {.is = POLDER_IS_FLAG, .name = "tells"},
        {.is = POLDER_IS_SHARE, .name = "elsewhere_with", .show = POLDER_SHOW_WITH_INTERVAL},
        {.is = POLDER_IS_SHARE, .name = "elsewhere_without", .show = POLDER_SHOW_WITH_INTERVAL},
        {.is = POLDER_IS_SHARE, .name = "elsewhere_all"},
        {.is = POLDER_IS_SHARE, .name = "elsewhere_sensitivity"}};
    const bool asked = s->s->draws > 0;
    polder_document_for(s->doc, POLDER_FOR_MACHINES);
    polder_document_table(s->doc, "signs", sizeof head / sizeof *head, head);
    for (int i = 0; i < s->s->n; i++) {
        const polder_sign_t *g = &s->s->sign[i];
        if (g->field < 0) continue;
        polder_document_row(
            s->doc,
            (polder_datum_t[]){
                polder_datum_count(g->landmark),
                polder_datum_text(g->suspect < 0 ? "failure" : s->causes->cause[g->suspect].id),
                polder_datum_text(name_of(s, g)), polder_datum_count(g->above),
                polder_datum(g->cut), share(&g->here.with), share(&g->here.without),
                polder_datum(g->here.all.share), polder_datum(g->here.finds.share),
                polder_datum_count(g->tells),
                asked ? share(&g->elsewhere.with) : polder_datum_nothing(),
                asked ? share(&g->elsewhere.without) : polder_datum_nothing(),
                asked ? polder_datum(g->elsewhere.all.share) : polder_datum_nothing(),
                asked ? polder_datum(g->elsewhere.finds.share) : polder_datum_nothing()});
    }
    polder_document_table(s->doc, "landmarks", 4,
                          (polder_head_t[]){{.is = POLDER_IS_COUNT, .name = "landmark"},
                                            {.is = POLDER_IS_COUNT, .name = "there"},
                                            {.is = POLDER_IS_COUNT, .name = "gone"},
                                            {.is = POLDER_IS_NUMBER, .name = "brier_skill"}});
    for (int k = 0; k < s->s->n_landmark; k++)
        polder_document_row(s->doc, (polder_datum_t[]){polder_datum_count(s->s->landmark[k]),
                                                       polder_datum_count(s->s->there[k]),
                                                       polder_datum_count(s->s->gone[k]),
                                                       polder_datum(s->s->skill[k])});
}

void polder_signs_say(const polder_signs_t *signs, const polder_causes_t *causes,
                      polder_document_t *document)
{
    const say_t s = {signs, causes, document};
    if (signs->n_landmark == 0) {
        polder_document_for(document, POLDER_FOR_ALL);
        polder_document_gap(document);
        polder_document_say(
            document,
            "No early signs: they are looked for from month %d on, and the horizon is "
            "not beyond it.",
            (int)POLDER_SIGN_EVERY);
        polder_document_name(document, "signs_says");
        return;
    }
    polder_document_for(document, POLDER_FOR_PEOPLE);
    polder_document_heading(document, "Early signs");
    people(&s);
    machines(&s);
    polder_document_for(document, POLDER_FOR_ALL);
}
