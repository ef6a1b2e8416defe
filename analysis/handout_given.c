/* handout_given.c: how the approaches of a report were given: how much of each, from when, how long; a part of
 * a report, see handout.h.
 *
 * A result keeps what levers got, and not the dose that made it of what a file says: that is found by
 * comparing the two. Where they do not go together, nothing is said of a dose.
 */
#include <stdlib.h>
#include <string.h>

#include "analysis/arm_names.h"
#include "analysis/handout_parts.h"
#include "analysis/setting_words.h"
#include "document/cell.h"
#include "document/markup.h"
#include "words/words.h"

typedef polder_handout_page_t page_t;

typedef struct {
    double dose; /* of what its file says; NaN: not known */
    const char *when,
        *how; /* "from month 3", "to the end"; NULL: its parts differ, or nothing begins */
} given_t;

/* ---- how much ---- */

/* The number by which all levers of the one are those of the other; NaN: there is none. */
static double ratio_of(const json_t *levers, const json_t *full)
{
    double ratio = NAN;
    const char *key = NULL;
    const json_t *value = NULL;
    if (json_object_size(levers) != json_object_size(full)) return NAN;
    json_object_foreach((json_t *)levers, key, value)
    {
        const json_t *whole = json_object_get(full, key);
        if (!json_is_number(value) || !(json_number_value(whole) > 0)) return NAN;
        const double x = json_number_value(value) / json_number_value(whole);
        if (!isnan(ratio) && fabs(x - ratio) > 1e-4) return NAN;
        ratio = x;
    }
    return ratio;
}

/* Of a part of a ready intervention, or of a technique of it. */
static double ratio_in(const json_t *parts, const char *name, const json_t *levers)
{
    const json_t *one = NULL;
    size_t i = 0;
    json_array_foreach((json_t *)parts, i, one)
    {
        const char *is = json_string_value(json_object_get(one, "name"));
        const double x = ratio_of(levers, json_object_get(one, "levers"));
        if (!isnan(x) && (!name || (is && strcmp(is, name) == 0))) return x;
    }
    return NAN;
}

static double dose_of(const page_t *p, const json_t *use)
{
    const char *name = json_string_value(json_object_get(use, "name"));
    const json_t *levers = json_object_get(use, "levers"), *one = NULL;
    size_t i = 0;
    json_array_foreach((json_t *)p->ready, i, one)
    {
        const char *is = json_string_value(json_object_get(one, "name"));
        const double part = name ? ratio_in(json_object_get(one, "parts"), name, levers) : NAN;
        if (!isnan(part)) return part;
        if (!is || !name || strcmp(is, name) != 0) continue;
        const double technique = ratio_in(json_object_get(one, "techniques"), NULL, levers);
        if (!isnan(technique)) return technique;
    }
    return NAN;
}

/* ---- when ---- */

static const char *when_of(const page_t *p, const json_t *use)
{
    const json_t *start = json_object_get(use, "start");
    const char *text = json_string_value(start);
    const polder_about_t *a = &p->h->about;
    if (json_is_integer(start))
        return polder_document_text(p->d, "from %s %d", polder_about_tick(p->d, a->tick),
                                    (int)json_integer_value(start));
    const polder_setting_words_t words = {p->d->language, p->causes ? &p->causes->table : NULL,
                                          p->h->result, a->tick};
    char *said = text ? polder_setting_condition(&words, text, true) : NULL;
    const char *when = said ? polder_document_text(p->d, "once %s", said) : NULL;
    free(said);
    return when;
}

static const char *how_long(const page_t *p, const json_t *use)
{
    const json_t *duration = json_object_get(use, "duration");
    if (!json_is_integer(duration)) return polder_text(p->d->language, " to the end");
    const long long n = json_integer_value(duration);
    const char *tick = n == 1 ? polder_about_tick(p->d, p->h->about.tick)
                              : polder_about_ticks(p->d, p->h->about.tick);
    return polder_document_text(p->d, ", for %lld %s", n, tick);
}

static bool same_text(const char *a, const char *b)
{
    return a && b && strcmp(a, b) == 0;
}

/* False: nothing is given in this arm. */
static bool find_given(const page_t *p, int arm, given_t *g)
{
    const json_t *all = json_object_get(json_array_get(p->h->described, (size_t)p->h->arm[arm].of),
                                        "interventions");
    const json_t *use = NULL;
    size_t i = 0;
    *g = (given_t){.dose = NAN};
    json_array_foreach((json_t *)all, i, use)
    {
        const given_t one = {dose_of(p, use), when_of(p, use), how_long(p, use)};
        if (i == 0) *g = one;
        if (!(fabs(one.dose - g->dose) < 1e-4)) g->dose = NAN;
        if (!same_text(one.when, g->when)) g->when = NULL;
        if (!same_text(one.how, g->how)) g->how = NULL;
    }
    return json_array_size(all) > 0;
}

const char *polder_handout_given_when(const page_t *p, int arm)
{
    given_t g;
    return find_given(p, arm, &g) ? g.when : NULL;
}

/* ---- two of them together ---- */

static const json_t *uses_of(const page_t *p, int arm)
{
    return json_object_get(json_array_get(p->h->described, (size_t)p->h->arm[arm].of),
                           "interventions");
}

/* The same in both, or in neither? */
static bool same(const json_t *one, const json_t *other, const char *key)
{
    const json_t *a = json_object_get(one, key), *b = json_object_get(other, key);
    return a == b || json_equal(a, b);
}

/* Is every intervention of `some` among `all`; as much of it, at the same moments? */
static bool has_all(const json_t *all, const json_t *some, bool as_much)
{
    const json_t *one = NULL, *other = NULL;
    size_t i = 0, k = 0;
    json_array_foreach((json_t *)some, i, one)
    {
        bool found = false;
        json_array_foreach((json_t *)all, k, other)
        {
            const bool like = same(one, other, "levers") && same(one, other, "start") &&
                              same(one, other, "duration");
            found |= same(one, other, "name") && (!as_much || like);
        }
        if (!found) return false;
    }
    return json_array_size(some) > 0;
}

/* Does an arm all that another one does, as much of it, at the same moments, and more? */
bool polder_handout_given_includes(const page_t *p, int arm, int other)
{
    const json_t *a = uses_of(p, arm), *b = uses_of(p, other);
    return has_all(a, b, true) && !has_all(b, a, false);
}

/* Of arms that are the same thing at another dose or moment nobody asks it. */
const char *polder_handout_given_together(const page_t *p, int arm, int other)
{
    const json_t *a = uses_of(p, arm), *b = uses_of(p, other);
    const bool with = has_all(a, b, false), within = has_all(b, a, false);
    if (json_array_size(a) == 0 || json_array_size(b) == 0 || (with && within)) return NULL;
    if ((with && !has_all(a, b, true)) || (within && !has_all(b, a, true))) return NULL;
    if (with || within)
        return polder_document_text(p->d, "\"%s\" includes \"%s\".",
                                    polder_handout_arm(p, with ? arm : other),
                                    polder_handout_arm(p, with ? other : arm));
    const json_t *one = NULL; /* those that are left out of the report were tried as well */
    size_t i = 0;
    json_array_foreach(p->h->described, i, one)
    {
        const json_t *uses = json_object_get(one, "interventions");
        if (has_all(uses, a, false) && has_all(uses, b, false)) return NULL;
    }
    return polder_text(p->d->language, "Both together were not tried.");
}

/* ---- in words ---- */

/* What scenarios put into a name by themselves ("dose 0.5") need not be said again. */
static bool is_named(const page_t *p, int arm, const char *what)
{
    const char *name = p->h->arm[arm].name;
    return name && strstr(name, what);
}

static bool is_half(double dose)
{
    return fabs(dose - 0.5) < 1e-4;
}

static const char *dose_said(const page_t *p, double dose)
{
    char text[POLDER_CELL];
    if (fabs(dose - 1) < 1e-4) return polder_text(p->d->language, "at full strength");
    if (is_half(dose)) return polder_text(p->d->language, "with half the effort");
    snprintf(text, sizeof text, "%.3g", dose);
    return polder_document_text(p->d, "with %s times the effort",
                                polder_cell_decimals(text, p->d->language));
}

/* When a part of an arm begins; -1: it waits for something. */
static long long start_of(const json_t *use)
{
    const json_t *start = json_object_get(use, "start");
    return json_is_integer(start) ? json_integer_value(start) : -1;
}

/* The first start behind another one, and how many there are in all; -1: there is none. */
static long long next_start(const page_t *p, int arm, long long last)
{
    const json_t *use = NULL;
    long long next = -1;
    size_t i = 0;
    json_array_foreach(uses_of(p, arm), i, use)
    {
        const long long at = start_of(use);
        if (at > last && (next < 0 || at < next)) next = at;
    }
    return next;
}

/* "A" from month 1, "B" and "C" from month 3: the parts that begin then, by their names; NULL: one has none. */
static const char *named_parts(const page_t *p, int arm, long long at)
{
    const json_t *use = NULL;
    const char *all = NULL;
    size_t i = 0;
    json_array_foreach(uses_of(p, arm), i, use)
    {
        const char *name = json_string_value(json_object_get(use, "name"));
        const char *title = name && p->name ? p->name(p->self, name, p->d->language) : NULL;
        if (start_of(use) != at) continue;
        if (!title) return NULL;
        all = all ? polder_document_format(p->d, "%s, \"%s\"", all, title)
                  : polder_document_format(p->d, "\"%s\"", title);
    }
    return all;
}

/* Which part begins when, in their order: by name, else the first and the last ones; NULL: they wait for
 * something, or there is one moment. */
static const char *starts(const page_t *p, int arm)
{
    enum { MOST = 3 };
    const json_t *use = NULL;
    const char *all = "", *tick = polder_about_tick(p->d, p->h->about.tick);
    long long last = -1, first = -1;
    int n = 0;
    bool named = true;
    size_t i = 0;
    json_array_foreach(uses_of(p, arm), i, use) if (start_of(use) < 0) return NULL;
    for (long long at = -1; (at = next_start(p, arm, at)) >= 0; n++) {
        const char *parts = n < MOST ? named_parts(p, arm, at) : NULL;
        named &= parts != NULL;
        if (n == 0) first = at;
        last = at;
        if (!named) continue;
        all =
            polder_document_format(p->d, "%s%s%s", all, n > 0 ? ", " : "",
                                   polder_document_text(p->d, "%s from %s %lld", parts, tick, at));
    }
    if (n < 2) return NULL;
    if (named) return all;
    if (n == 2)
        return polder_document_text(p->d, "its first parts from %s %lld, the others from %s %lld",
                                    tick, first, tick, last);
    return polder_document_text(p->d, "its first parts from %s %lld, the last ones from %s %lld",
                                tick, first, tick, last);
}

/* "from month 3 to the end"; "": nothing is known. */
static const char *times(const page_t *p, int arm)
{
    given_t g;
    if (!find_given(p, arm, &g)) return "";
    if (!g.when && starts(p, arm)) return starts(p, arm);
    if (!g.when) return polder_text(p->d->language, "each part from a moment of its own");
    return polder_document_format(p->d, "%s%s", g.when, g.how ? g.how : "");
}

/* "with half the effort"; "": it is not known, or a part of its name. */
static const char *dose(const page_t *p, int arm)
{
    given_t g;
    if (!find_given(p, arm, &g) || isnan(g.dose) || is_named(p, arm, ", dose ")) return "";
    return dose_said(p, g.dose);
}

/* "with half the effort, from month 3 to the end" */
static const char *said(const page_t *p, int arm)
{
    const char *much = dose(p, arm), *when = times(p, arm);
    return polder_document_format(p->d, "%s%s%s", much, *much && *when ? ", " : "", when);
}

/* The dose of all of them; "": they differ. */
static const char *one_dose(const page_t *p, const int *arm, int n)
{
    const char *all = n > 0 ? dose(p, arm[0]) : "";
    for (int i = 1; i < n; i++)
        if (strcmp(all, dose(p, arm[i])) != 0) return "";
    return all;
}

static bool is_less(const page_t *p, const int *arm, int n)
{
    given_t g;
    for (int i = 0; i < n; i++)
        if (find_given(p, arm[i], &g) && g.dose < 1 - 1e-4) return true;
    return false;
}

/* Those that were given in the same way, together. */
static const char *groups(const page_t *p, const int *arm, int n,
                          const char *(*of)(const page_t *, int), int *n_group)
{
    const char *all = "";
    *n_group = 0;
    for (int i = 0; i < n; i++) {
        const char *how = of(p, arm[i]), *names = "";
        bool earlier = !*how;
        for (int k = 0; k < i; k++) earlier |= strcmp(how, of(p, arm[k])) == 0;
        if (earlier) continue;
        for (int k = i; k < n; k++)
            if (strcmp(how, of(p, arm[k])) == 0)
                names = polder_document_format(p->d, "%s%s\"%s\"", names, *names ? ", " : "",
                                               polder_handout_arm(p, arm[k]));
        all = polder_document_format(p->d, "%s%s%s: %s", all, *n_group ? ". " : "", names, how);
        ++*n_group;
    }
    return all;
}

/* Have all of them parts that begin at moments of their own? */
static bool all_apart(const page_t *p, const int *arm, int n)
{
    given_t g;
    for (int i = 0; i < n; i++)
        if (!find_given(p, arm[i], &g) || g.when || starts(p, arm[i])) return false;
    return n > 0;
}

/* Of arms that have one dose, half of it? */
static bool is_half_of(const page_t *p, const char *much, int arm)
{
    given_t g;
    return *much && find_given(p, arm, &g) && is_half(g.dose);
}

static void say_half(const page_t *p, const char *when)
{
    if (*when)
        polder_document_note(
            p->d,
            "Each was applied at half the effort its description asks for, %s; the "
            "days are for that half.",
            when);
    else
        polder_document_note(p->d, "Each was applied at half the effort its description asks for; "
                                   "the days are for that half.");
}

/* Of those that a table shows: once, where it can be read on paper. */
void polder_handout_given(const page_t *p, const int *arm, int n)
{
    int n_group = 0;
    const char *much = one_dose(p, arm, n), *first = "";
    const char *all = groups(p, arm, n, *much ? times : said, &n_group);
    if (n_group == 0) return;
    bool every = true; /* what only sets a value was given in no such way */
    for (int i = 0; i < n; i++) every = every && *said(p, arm[i]);
    if (every) first = said(p, arm[0]);
    const bool apart = n_group == 1 && every && all_apart(p, arm, n);
    if (apart && *much)
        polder_document_note(p->d, "Each was given %s, its parts from moments of their own.", much);
    else if (apart)
        polder_document_note(p->d, "Each has parts from moments of their own.");
    else if (n_group == 1 && every && is_half_of(p, much, arm[0])) {
        say_half(p, times(p, arm[0]));
        return;
    } else if (n_group == 1 && every)
        polder_document_note(p->d, "Each was given %s.", first);
    else if (*much)
        polder_document_note(p->d, "Each %s. %s.", much, all);
    else
        polder_document_note(p->d, "%s", polder_document_format(p->d, "%s.", all));
    if (!is_less(p, arm, n)) return;
    polder_document_add(p->d, " ");
    if (is_half_of(p, much, arm[0]))
        polder_document_add(p->d, "That is half of what its description asks for; the days are for "
                                  "that half.");
    else
        polder_document_add(p->d, "Full effort is what the description of an approach asks; the "
                                  "days here are those of the effort that was given.");
}

/* " with half the effort", where all that the answer names have less than a full one. */
const char *polder_handout_given_less(const page_t *p)
{
    given_t g;
    double all = NAN;
    for (int i = 0; i < p->h->n_arm; i++) {
        if (!polder_handout_as_good(p->h, i)) continue;
        if (!*dose(p, i) || !find_given(p, i, &g) || fabs(g.dose - all) > 1e-4) return "";
        all = g.dose;
    }
    return all < 1 - 1e-4 ? polder_document_format(p->d, " %s", dose_said(p, all)) : "";
}

/* Of those that the answer names, where all have less than a full dose; NULL: something was calculated in full. */
const char *polder_handout_given_part(const page_t *p)
{
    const polder_handout_t *h = p->h;
    const json_t *arm = NULL, *use = NULL;
    size_t i = 0, k = 0;
    int named[POLDER_HANDOUT_COLUMNS], n = 0, n_group = 0;
    if (p->tight > 3) return NULL; /* no room */
    for (int a = 0; a < h->n_arm && n < POLDER_HANDOUT_COLUMNS; a++)
        if (polder_handout_as_good(h, a)) named[n++] = a;
    for (int a = 0; a < n; a++)
        if (!*dose(p, named[a])) return NULL; /* it is not known */
    double low = NAN, high = NAN;
    json_array_foreach(h->described, i, arm)
    {
        json_array_foreach(json_object_get(arm, "interventions"), k, use)
        {
            const double dose = dose_of(p, use);
            if (!(dose < 1 - 1e-4)) return NULL;
            low = fmin(low, dose), high = fmax(high, dose);
        }
    }
    if (n == 0) return NULL;
    const bool one =
        high - low < 1e-4; /* of each approach, and not of those that are named alone */
    if (one && is_half(high))
        return polder_text(
            p->d->language,
            "Each approach was done at half strength: half the effort that its description "
            "asks for. More was not calculated.");
    if (one)
        return polder_document_text(
            p->d,
            "Each approach was done %s that its description asks for. More was "
            "not calculated.",
            dose_said(p, high));
    return polder_document_text(
        p->d,
        "Each approach was done with less effort than its description asks for "
        "(%s). More was not calculated.",
        groups(p, named, n, dose, &n_group));
}

/* All of them, where they differ. */
void polder_handout_given_fold(const page_t *p)
{
    int *order = p->h->n_arm > 1 ? polder_handout_order(p->h) : NULL, n_group = 0;
    enum { MOST = 500 };
    const int n = p->h->n_arm - 1 < MOST ? p->h->n_arm - 1 : MOST;
    if (!order) return;
    for (int k = 1; k <= n && n_group < 2; k++) {
        const char *how = said(p, order[k]);
        n_group += *how && (k == 1 || strcmp(how, said(p, order[k - 1])) != 0);
    }
    if (n_group > 1) {
        polder_document_heading(p->d, "How each approach was given");
        polder_document_table(
            p->d, NULL, 2,
            (polder_head_t[]){{POLDER_IS_TEXT, .label = "approach", .wrap = true},
                              {POLDER_IS_TEXT, .label = "how much, from when, how long"}});
        for (int k = 1; k <= n; k++)
            polder_document_row(
                p->d, (polder_datum_t[]){polder_datum_text(polder_handout_arm(p, order[k])),
                                         polder_datum_text(said(p, order[k]))});
    }
    free(order);
}
