/* uncertain_say.c: what other parameters make of a diagnosis, as part of a document. See uncertain.h. */
#include <math.h>
#include <stdlib.h>

#include "analysis/uncertain.h"
#include "words/words.h"

typedef struct {
    const polder_uncertain_t *u;
    const polder_diagnosis_t *d;
    polder_document_t *doc;
} say_t;

static const char *title_of(const say_t *s, const polder_uncertain_gain_t *g)
{
    if (g->suspect < 0) return polder_text(s->doc->language, "these together");
    const polder_cause_t *cause = &s->d->causes->cause[s->d->suspect[g->suspect].cause];
    return polder_document_format(s->doc, "%s (%s)", cause->title[s->doc->language], cause->id);
}

static const polder_uncertain_gain_t *gain_of(const say_t *s, int suspect)
{
    for (int i = 0; i < s->u->n; i++)
        if (s->u->gain[i].suspect == suspect) return &s->u->gain[i];
    return NULL;
}

static const char *unknowns(const say_t *s)
{
    return polder_document_many(s->doc, "%lld parameter that nobody knows",
                                "%lld parameters that nobody knows", s->u->n_factor);
}

static void say_named(const say_t *s)
{
    const polder_uncertain_t *u = s->u;
    if (s->d->n_named > 0) {
        const polder_uncertain_gain_t *g = gain_of(s, s->d->named[0]);
        if (!g) return;
        polder_document_say(s->doc,
                            "%s stays first in %.0f of 100 draws of %s; the luck of %lld "
                            "futures alone would leave it first in %.0f.",
                            title_of(s, g), 100 * (double)g->first / (double)u->draws, unknowns(s),
                            (long long)u->futures, 100 * g->luck);
    } else if (s->d->together.set && gain_of(s, -1)) {
        const polder_uncertain_gain_t *g = gain_of(s, -1);
        polder_document_say(s->doc,
                            "At other values of %s %.0f more of 100 "
                            "succeed without these "
                            "together: %.0f to %.0f in 90 of 100 draws.",
                            unknowns(s), 100 * g->median, 100 * g->low, 100 * g->high);
    } else
        polder_document_say(s->doc, "Nothing was named that %s could change.", unknowns(s));
    polder_document_name(s->doc, "uncertain_says");
}

static void table(const say_t *s)
{
    const polder_uncertain_t *u = s->u;
    static const polder_head_t head[] = {
        {.is = POLDER_IS_TEXT, .name = "id"},
        {.is = POLDER_IS_TEXT, .label = "cause", .wrap = true},
        {.is = POLDER_IS_PERCENT, .name = "first", .label = "first"},
        {.is = POLDER_IS_PERCENT, .name = "first_by_luck", .label = "by luck"},
        {.is = POLDER_IS_POINTS, .name = "gain", .label = "gain"},
        {.is = POLDER_IS_POINTS, .name = "low", .label = "from"},
        {.is = POLDER_IS_POINTS, .name = "high", .label = "to"},
        {.is = POLDER_IS_PERCENT, .name = "spread", .label = "spread"}};
    polder_document_heading(s->doc, "At other values of %s", unknowns(s));
    polder_document_table(s->doc, "uncertain", sizeof head / sizeof *head, head);
    for (int i = 0; i < u->n; i++) {
        const polder_uncertain_gain_t *g = &u->gain[i];
        const bool one = g->suspect >= 0;
        const polder_cause_t *cause =
            one ? &s->d->causes->cause[s->d->suspect[g->suspect].cause] : NULL;
        polder_document_row(
            s->doc,
            (polder_datum_t[]){
                polder_datum_text(one ? cause->id : "together"), polder_datum_text(title_of(s, g)),
                one ? polder_datum((double)g->first / (double)u->draws) : polder_datum_nothing(),
                one ? polder_datum(g->luck) : polder_datum_nothing(), polder_datum(g->median),
                polder_datum(g->low), polder_datum(g->high), polder_datum(g->spread)});
    }
    polder_document_note(
        s->doc,
        "%lld draws with %lld futures each; as it is %.0f of 100 succeed (%.0f to "
        "%.0f). gain: in the middle draw; from, to: in 90 of 100. by luck: with as few "
        "futures at the values of the scenario. spread: standard deviation of the "
        "gain, less that luck. "
        "%d factors were not drawn: they, or what moves along with them, carry causes or are no "
        "parameters.",
        (long long)u->draws, (long long)u->futures, 100 * u->median, 100 * u->low, 100 * u->high,
        u->n_left_out);
}

void polder_uncertain_say(const polder_uncertain_t *u, const polder_diagnosis_t *d,
                          polder_document_t *document)
{
    const say_t s = {u, d, document};
    polder_document_for(document, POLDER_FOR_ALL);
    polder_document_gap(document);
    if (u->n == 0) {
        polder_document_say(
            document, "Other values of parameters were not tried: there is no cause to take away.");
        polder_document_name(document, "uncertain_says");
        return;
    }
    say_named(&s);
    table(&s);
}
