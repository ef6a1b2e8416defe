/* handout_signs.c: what to watch for early, by what polder diagnose --signs --json says: a part of a
 * report; see handout.h. It comes as JSON, which may be anybody's. */
#include <string.h>

#include "analysis/handout_parts.h"
#include "words/words.h"

enum { MOST = 3 };

typedef polder_handout_page_t page_t;

static double number(const json_t *o, const char *key)
{
    const json_t *value = json_object_get(o, key);
    const double x = json_is_number(value) ? json_number_value(value) : NAN;
    return fabs(x) < 1e9 ? x : NAN;
}

static const char *word(const json_t *o, const char *key)
{
    const char *text = json_string_value(json_object_get(o, key));
    return text ? text : "";
}

static double share(const json_t *o, const char *key)
{
    const double x = number(json_object_get(o, key), "value");
    return x >= 0 && x <= 1 ? x : NAN;
}

/* Of failure, of whatever cause; it tells here, and elsewhere too if that was tried. */
static bool is_shown(const json_t *sign)
{
    const double other = number(json_object_get(sign, "elsewhere_with"), "value");
    return strcmp(word(sign, "foretells"), "failure") == 0 &&
           json_is_true(json_object_get(sign, "tells")) && *word(sign, "column") &&
           !isnan(share(sign, "with")) && !isnan(share(sign, "without")) &&
           !isnan(number(sign, "cut")) && number(sign, "landmark") >= 0 &&
           !(other <= number(sign, "elsewhere_all"));
}

/* Networks on which they were tried. */
static double tried(const page_t *p)
{
    const json_t *first = json_array_get(json_object_get(p->diagnosis, "landmarks"), 0);
    return number(first, "there") + number(first, "gone");
}

/* A field of the model in words, without the number in front of it; NULL: there are none in the
 * language of the page. */
const char *polder_handout_column(const page_t *p, const char *column)
{
    const polder_table_t *table = p->causes ? &p->causes->table : NULL;
    const int field = table && table->model ? polder_table_find(table, column) : -1;
    const char *doc = field >= 0 ? table->field[field]->doc : NULL;
    const char *said = doc && *doc ? polder_text(p->d->language, doc) : NULL;
    if (!said) return NULL;
    const char *colon = strchr(said, ':');
    if (colon && strspn(said, "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") == (size_t)(colon - said))
        said = colon + 1 + strspn(colon + 1, " ");
    return said;
}

static void sign_row(const page_t *p, const json_t *sign)
{
    const char *said = polder_handout_column(p, word(sign, "column"));
    const char *what = polder_about_first(p->d, said ? said : word(sign, "column"));
    const bool above = json_is_true(json_object_get(sign, "above"));
    polder_document_row(
        p->d, (polder_datum_t[]){
                  polder_datum_count((long long)number(sign, "landmark")), polder_datum_text(what),
                  polder_datum_text(above ? polder_text(p->d->language, "above")
                                          : polder_text(p->d->language, "below")),
                  polder_datum(number(sign, "cut")),
                  polder_datum_count(polder_handout_hundred(share(sign, "with"))),
                  polder_datum_count(polder_handout_hundred(share(sign, "without")))});
}

void polder_handout_signs(const page_t *p)
{
    const json_t *all = json_object_get(p->diagnosis, "signs");
    int n = 0;
    if (!(tried(p) >= POLDER_HANDOUT_LEAST)) return;
    for (size_t i = 0; i < json_array_size(all) && n < MOST; i++) {
        const json_t *sign = json_array_get(all, i);
        if (!is_shown(sign)) continue;
        if (n++ == 0) {
            polder_document_heading(p->d, "What to watch for early");
            polder_document_table(
                p->d, NULL, 6,
                (polder_head_t[]){
                    {POLDER_IS_COUNT, .label = polder_about_tick(p->d, word(p->diagnosis, "tick"))},
                    {POLDER_IS_TEXT, .label = "what is seen then", .wrap = true},
                    {POLDER_IS_TEXT, .label = "is"},
                    {POLDER_IS_INDEX, .label = "this value"},
                    {POLDER_IS_COUNT, .label = "do not succeed, of 100 that show it"},
                    {POLDER_IS_COUNT, .label = "do not succeed, of 100 without it"}});
        }
        sign_row(p, sign);
    }
    if (n > 0)
        polder_document_note(p->d,
                             "Chosen on half of the networks, counted on the other half. A sign "
                             "is not a cause: changing it alone may change nothing.");
}
