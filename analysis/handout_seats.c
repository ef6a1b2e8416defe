/* handout_seats.c: the table of seats of a report: who is in the network and what its ties are like;
 * see handout.h. A report goes round: beside names it shows who is tied to whom, as the network file has
 * it, and says what ties are like of all of them together. Only where nobody is named, or who reads it
 * belongs to the inner circle, is each tie of its kind. */
#include <stdlib.h>
#include <string.h>

#include "analysis/handout_parts.h"
#include "analysis/member_names.h"
#include "document/markup.h"
#include "words/words.h"

/* With more ways to run, what helps needs the room on paper. */
enum { AT_TABLE = 14, MOST_ARMS = 1 };

typedef polder_handout_page_t page_t;

_Static_assert((int)POLDER_TIE_FREE == POLDER_TIE_THICK &&
                   (int)POLDER_TIE_CALCULATED == POLDER_TIE_THICK_BARRED &&
                   (int)POLDER_TIE_WATCHFUL == POLDER_TIE_THIN_BARRED &&
                   (int)POLDER_TIE_WAITING == POLDER_TIE_THIN,
               "kinds of ties are drawn in the order of their marks");

/* ---- why there is none ---- */

static const char *lack(const page_t *p)
{
    const polder_seats_t *s = &p->h->seats;
    const polder_language_t l = p->d->language;
    if (p->h->n_arm == 0)
        return polder_text(
            l, "that takes a result of polder run; of a diagnosis alone there is --figure causes");
    if (!polder_handout_one_table(p->h))
        return polder_text(l,
                           "it takes one network, with one set of assumptions; here they differ");
    if (s->lacks == POLDER_SEATS_NO_KINDS)
        return polder_text(l, "the model does not say what kinds of ties there are");
    if (s->lacks == POLDER_SEATS_NOT_RECORDED)
        return polder_document_text(p->d,
                                    "no ties were recorded: run it with --record %s --record %s "
                                    "--record %s",
                                    POLDER_FIELD_TIE, s->kinds->trust, s->kinds->guard);
    if (s->lacks == POLDER_SEATS_FEW_RUNS)
        return polder_document_text(p->d,
                                    "fewer than %d runs were recorded (record, networks), which do "
                                    "not say what ties are usually like",
                                    (int)POLDER_SEATS_LEAST);
    if (s->lacks == POLDER_SEATS_TOO_MANY)
        return polder_document_text(p->d, "more than %d partners do not fit round a table",
                                    (int)POLDER_SEATS_MOST);
    return NULL;
}

/* ---- the picture ---- */

/* Those that an arm leaves out have no seat. */
static polder_datum_t seat(const page_t *p, int of)
{
    const polder_seats_t *s = &p->h->seats;
    const char *name = polder_member_called(p->d, s->names, s->name[of]);
    int number = 0;
    for (int i = 0; i < of; i++) number += s->member[i];
    if (!name && !s->named) name = polder_document_text(p->d, "partner %d", number + 1);
    polder_datum_t datum = polder_datum_text(name ? name : "–");
    datum.count = number;
    return datum;
}

static polder_datum_t kind(const page_t *p, int of)
{
    if (of < 0) return polder_datum_nothing();
    polder_datum_t datum =
        polder_datum_text(polder_text(p->d->language, p->h->seats.kinds->kind[of]));
    datum.count = of;
    return datum;
}

/* Is it shown of which kind each tie is? */
static bool is_told(const page_t *p)
{
    return p->closed || !p->h->seats.named;
}

static void rows(const page_t *p)
{
    const polder_seats_t *s = &p->h->seats;
    const bool told = is_told(p);
    for (int i = 0; i < s->n; i++) /* the seats, in their order */
        if (s->member[i])
            polder_document_row(p->d,
                                (polder_datum_t[]){seat(p, i), polder_datum_nothing(),
                                                   polder_datum_nothing(), polder_datum_nothing()});
    for (int i = 0; i < s->n_tie; i++) {
        const polder_seat_tie_t *t = &s->tie[i];
        if (told ? t->kind[0] < 0 && t->kind[1] < 0 : !t->at_first) continue;
        polder_document_row(p->d, (polder_datum_t[]){seat(p, t->a), seat(p, t->b),
                                                     kind(p, told ? t->kind[0] : -1),
                                                     kind(p, told ? t->kind[1] : -1)});
    }
}

static const char *title(const page_t *p)
{
    const polder_seats_t *s = &p->h->seats;
    if (!is_told(p))
        return polder_text(p->d->language, "Who is in the network, and who works with whom");
    return polder_document_text(p->d, "What ties are like in %s %d, when they are most strained",
                                polder_about_tick(p->d, p->h->about.tick), s->tick);
}

/* "Of 19 ties 14 are mostly like this …: trust, nobody on guard". How the others are stays out: who reads
 * it beside names would guess which ones those are. */
static const char *best_kind(const page_t *p)
{
    const polder_seats_t *s = &p->h->seats;
    const char *month = polder_about_tick(p->d, p->h->about.tick);
    const char *best = polder_text(p->d->language, s->kinds->kind[POLDER_TIE_FREE]);
    const int good = polder_seats_count(s, POLDER_TIE_FREE);
    int all = polder_seats_count(s, -1);
    for (int k = 0; k < POLDER_TIE_KINDS; k++) all += polder_seats_count(s, k);
    if (all == 0)
        return polder_document_text(p->d,
                                    "The lines show who works with whom at the founding, and not "
                                    "how that goes: in %s %d no tie is there in most of %d "
                                    "recorded runs.",
                                    month, s->tick, s->runs);
    if (good == 0)
        return polder_document_text(
            p->d,
            "The lines show who works with whom, and not how that goes. In %s %d, when ties are "
            "most strained, none of the %d is mostly like this, in %d recorded runs: %s.",
            month, s->tick, all, s->runs, best);
    if (good == all && all > 1)
        return polder_document_text(
            p->d,
            "The lines show who works with whom, and not how that goes. Even in %s %d, when ties "
            "are most strained, all %d are mostly like this, in %d recorded runs: %s.",
            month, s->tick, all, s->runs, best);
    const char *format = polder_text_count(
        p->d->language,
        "The lines show who works with whom, and not how that goes. In %s %d, when ties are most "
        "strained, %d of the %d is mostly like this, in %d recorded runs: %s.",
        "The lines show who works with whom, and not how that goes. In %s %d, when ties are most "
        "strained, %d of the %d are mostly like this, in %d recorded runs: %s.",
        (unsigned long)good);
    return polder_document_format(p->d, format, month, s->tick, good, all, s->runs, best);
}

/* What the circles mean, where there are more than sit at a table. */
static const char *circles(const page_t *p)
{
    int n = 0;
    for (int i = 0; i < p->h->seats.n; i++) n += p->h->seats.member[i];
    if (n <= AT_TABLE) return "";
    return polder_text(p->d->language,
                       " In the inner circle are those with most ties, outside those "
                       "without.");
}

/* Read before the picture, which is of organisations with names. */
static const char *no_judgement(const page_t *p)
{
    return polder_document_text(
        p->d,
        "Each half of a line says how the partner at that end mostly stands toward the other, "
        "in %d recorded runs. That is what the model makes of what was filled in, and no judgement "
        "of anybody.",
        p->h->seats.runs);
}

static const char *finding(const page_t *p)
{
    return polder_document_format(p->d, "%s%s", is_told(p) ? no_judgement(p) : best_kind(p),
                                  circles(p));
}

int polder_handout_table_figure(const page_t *p, const char **why)
{
    const char *lacks = lack(p);
    if (why) *why = lacks;
    if (lacks) return 0;
    polder_document_table(p->d, "table", 4,
                          (polder_head_t[]){
                              {POLDER_IS_TEXT, .name = "one", .label = "partner"},
                              {POLDER_IS_TEXT, .name = "other", .label = "is tied to"},
                              {POLDER_IS_TEXT, .name = "toward_other",
                               .label = is_told(p) ? "how it stands toward the other" : NULL},
                              {POLDER_IS_TEXT, .name = "toward_one",
                               .label = is_told(p) ? "and the other toward it" : NULL},
                          });
    rows(p);
    polder_document_chart(p->d,
                          (polder_chart_t){POLDER_CHART_SEATS, .x = 0, .to = 1, .y = 2, .series = 3,
                                           .title = title(p), .finding = finding(p)});
    return 1;
}

/* ---- in the report ---- */

bool polder_handout_table_fits(const page_t *p)
{
    return !lack(p) && p->h->seats.n <= AT_TABLE && p->h->n_arm <= MOST_ARMS && !p->diagnosis;
}

/* Two counts of runs on one page ask why. */
static void say_recorded(const page_t *p)
{
    const polder_handout_arm_t *a = &p->h->arm[p->h->baseline];
    if (p->h->seats.runs >= a->networks) return;
    polder_document_add(p->d, " ");
    polder_document_add(p->d,
                        "Of the %s runs only these %d were recorded month by month; all other "
                        "numbers are of all runs.",
                        polder_handout_number(p, a->networks), p->h->seats.runs);
}

static void say(const page_t *p)
{
    if (is_told(p)) polder_document_say(p->d, "%s", finding(p));
    if (is_told(p)) say_recorded(p);
    polder_handout_table_figure(p, NULL);
    if (!is_told(p)) polder_document_note(p->d, "%s", finding(p));
    if (!is_told(p)) say_recorded(p);
}

void polder_handout_table(const page_t *p)
{
    if (polder_handout_table_fits(p)) say(p);
}

/* What the result lacks for it is told to who can run it again, and not on paper. */
void polder_handout_table_fold(const page_t *p)
{
    if (!polder_handout_one_table(p->h) || polder_handout_table_fits(p) || lack(p)) return;
    polder_document_heading(p->d, "The network as a table");
    say(p);
}
