/* handout_names.c: arms of a report as people call them: what a scenario puts into a name by itself (a
 * field and its value, a dose, a start) in words of the language; see handout.h. */
#include <stdlib.h>
#include <string.h>

#include "analysis/handout_parts.h"
#include "document/markup.h"
#include "kernel/table.h"
#include "words/words.h"

typedef polder_handout_page_t page_t;

/* ---- what a scenario has put together (scenario_arms.c) ---- */

/* A number as the language writes it, or a word in the language. */
static const char *value_said(const page_t *p, const char *value)
{
    char *end = NULL;
    strtod(value, &end);
    if (end == value || *end) return polder_text(p->d->language, value);
    const char *dot = p->d->language == POLDER_DUTCH ? strchr(value, '.') : NULL;
    if (!dot) return polder_document_format(p->d, "%s", value);
    return polder_document_format(p->d, "%.*s,%s", (int)(dot - value), value, dot + 1);
}

const char *polder_handout_field(const page_t *p, const char *name)
{
    const polder_field_t *field = p->h->result ? polder_result_field(p->h->result, name) : NULL;
    const polder_table_t *table = p->causes ? &p->causes->table : NULL;
    if (!field && table && table->model) { /* a parameter that no result keeps */
        const int at = polder_table_find(table, name);
        field = at >= 0 ? table->field[at] : NULL;
    }
    return field && field->doc && *field->doc ? polder_handout_plain(p->d->language, field->doc)
                                              : NULL;
}

/* "trust.mean < 0.4 for 3 months" */
static const char *condition_said(const page_t *p, const char *text)
{
    char column[64], sign[3], limit[24], tick[24];
    int ticks = 0;
    const int n = sscanf(text, "%63s %2s %23s for %d %23s", column, sign, limit, &ticks, tick);
    const char *said = n >= 3 ? polder_handout_field(p, column) : NULL;
    if (!said || (*sign != '<' && *sign != '>')) return NULL;
    const char *side =
        *sign == '<' ? polder_text(p->d->language, "below") : polder_text(p->d->language, "above");
    if (n < 5)
        return polder_document_text(p->d, "once %s is %s %s", said, side, value_said(p, limit));
    return polder_document_text(p->d, "once %s is %s %s for %d %s", said, side,
                                value_said(p, limit), ticks,
                                polder_about_ticks(p->d, p->h->about.tick));
}

static const char *start_said(const page_t *p, const char *value)
{
    if (value[strspn(value, "0123456789")]) return condition_said(p, value);
    return polder_document_text(p->d, "from %s %s", polder_about_tick(p->d, p->h->about.tick),
                                value);
}

/* "A + B": what interventions are called; NULL: one of them is none. */
static const char *interventions_said(const page_t *p, char *text)
{
    const char *all = "";
    for (char *name = text, *plus = NULL; name; name = plus ? plus + 3 : NULL) {
        plus = strstr(name, " + ");
        if (plus) *plus = '\0';
        const char *title = p->name ? p->name(p->self, name, p->d->language) : NULL;
        if (plus) *plus = ' ';
        if (!title) return NULL;
        all = polder_document_format(p->d, "%s%s%s", all, *all ? " + " : "", title);
    }
    return all;
}

/* What stands between two commas; NULL: it is a name as it is. */
static const char *part_said(const page_t *p, char *text)
{
    char *is = strchr(text, '=');
    if (strncmp(text, "dose ", 5) == 0)
        return polder_document_text(p->d, "dose %s", value_said(p, text + 5));
    if (strncmp(text, "start ", 6) == 0) return start_said(p, text + 6);
    if (strncmp(text, "duration ", 9) == 0 && !text[9 + strspn(text + 9, "0123456789")])
        return polder_document_text(p->d, "for %s %s", text + 9,
                                    strcmp(text + 9, "1") == 0
                                        ? polder_about_tick(p->d, p->h->about.tick)
                                        : polder_about_ticks(p->d, p->h->about.tick));
    if (!is) return interventions_said(p, text);
    *is = '\0';
    const char *said = polder_handout_field(p, text), *value = value_said(p, is + 1);
    *is = '=';
    return said ? polder_document_format(p->d, "%s: %s", said, value) : NULL;
}

static const char *name_said(const page_t *p, const char *name)
{
    char *copy = strdup(name);
    const char *all = "";
    if (!copy) polder_document_lost(p->d);
    for (char *part = copy, *comma = NULL; part; part = comma ? comma + 2 : NULL) {
        comma = strstr(part, ", ");
        if (comma) *comma = '\0';
        const char *said = part_said(p, part);
        all = polder_document_format(p->d, "%s%s%s", all, *all ? ", " : "", said ? said : part);
    }
    free(copy);
    return all;
}

/* ---- names ---- */

const char *polder_handout_arm_of(const page_t *p, const char *name, int of)
{
    const polder_about_t *about = &p->h->about;
    const bool dutch = p->d->language == POLDER_DUTCH && of < about->called.n;
    const char *own = dutch && about->called.own[of] ? about->called.in[POLDER_DUTCH][of] : NULL;
    const char *title = NULL;
    if (!name || !*name)
        return polder_text(p->d->language,
                           polder_handout_of_one(p->h) ? "all runs" : "all networks");
    if (own)
        title = name_said(p, own);
    else if (p->name)
        title = p->name(p->self, name, p->d->language);
    if (!title && strcmp(name, "none") == 0) return polder_text(p->d->language, "nothing extra");
    return polder_document_format(p->d, POLDER_ISOLATE "%s" POLDER_ISOLATE_END,
                                  title ? title : name_said(p, name));
}

const char *polder_handout_arm(const page_t *p, int arm)
{
    return polder_handout_arm_of(p, p->h->arm[arm].name, p->h->arm[arm].of);
}
