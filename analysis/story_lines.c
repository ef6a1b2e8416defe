/* story_lines.c: see story_lines.h. */
#include "analysis/story_lines.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/arm_names.h"
#include "analysis/member_names.h"
#include "analysis/story.h"
#include "kernel/utf8.h"
#include "words/words.h"

enum { ROOM = POLDER_STORY_ROOM };

const polder_sentence_t polder_story_of_any_model[] = {
    {.id = "planned",
     .event = "planned.happens",
     .weight = 3,
     .text = POLDER_TEXT("As the scenario asks: {a}.")},
    {.id = "intervention",
     .event = "intervention.begins",
     .weight = 3,
     .text = POLDER_TEXT("{a} begins.")},
    {.id = "intervention.over",
     .event = "intervention.ends",
     .weight = 2,
     .text = POLDER_TEXT("{a} has lasted its time.")},
    {.id = NULL}};

/* ---- which sentence ---- */

static const char *word_of(const polder_event_kind_t *kind, int number, float value, int *length)
{
    const char *choices = kind->number[number].choices;
    return choices && value >= 0 ? polder_choice_at(choices, (int)value, length) : NULL;
}

/* Does "reason=time" hold? `n`: its length. */
static bool holds(const char *when, size_t n, const polder_event_kind_t *kind,
                  const polder_happened_t *e)
{
    const char *is = memchr(when, '=', n);
    if (!is) return false;
    const size_t name = (size_t)(is - when), rest = n - name - 1;
    for (int k = 0; k < POLDER_EVENT_NUMBERS; k++) {
        const char *number = kind->number[k].name;
        if (!number || strlen(number) != name || memcmp(number, when, name) != 0) continue;
        int length = 0;
        const char *word = word_of(kind, k, e->number[k], &length);
        return word && (size_t)length == rest && memcmp(word, is + 1, rest) == 0;
    }
    return false;
}

static bool fits(const polder_sentence_t *s, const polder_event_kind_t *kind,
                 const polder_happened_t *e)
{
    for (const char *when = s->when; when && *when;) {
        const size_t n = strcspn(when, ",");
        if (!holds(when, n, kind, e)) return false;
        when += n + (when[n] == ',');
    }
    return true;
}

static const polder_sentence_t *find(const polder_sentence_t *of, const polder_event_kind_t *kind,
                                     const polder_happened_t *e)
{
    for (const polder_sentence_t *s = of; s && s->id; s++)
        if (strcmp(s->event, kind->name) == 0 && fits(s, kind, e)) return s;
    return NULL;
}

/* ---- filling it in ---- */

static bool is_newcomer(const polder_story_t *t, int32_t who)
{
    return who >= 0 && who < t->n_seat && t->newcomer[who];
}

/* "Concert hall", "newcomer for Concert hall", "organisation 4": without a name they count from 1, as
 * the labels of a network file without names do (graph/labels.c). */
static void put_name(const polder_story_t *t, int32_t who, bool newcomer, bool begins,
                     char name[ROOM])
{
    const polder_language_t language = t->d->language;
    const char *label = polder_member_called(t->d, t->names, polder_result_label(t->result, who));
    char plain[ROOM / 2];
    if (label) {
        const size_t n = strlen(label);
        snprintf(plain, sizeof plain, "%.*s", (int)polder_utf8_cut(label, n, sizeof plain - 1),
                 label);
    } else
        snprintf(plain, sizeof plain,
                 begins && !newcomer
                     ? polder_text_of(language, "at the beginning of a sentence", "Organisation %d")
                     : polder_text(language, "organisation %d"),
                 (int)who + 1);
    if (newcomer)
        snprintf(name, ROOM,
                 begins
                     ? polder_text_of(language, "at the beginning of a sentence", "Newcomer for %s")
                     : polder_text(language, "newcomer for %s"),
                 plain);
    else
        snprintf(name, ROOM, "%s", plain);
}

static void name_of(const polder_story_t *t, int32_t who, bool begins, char name[ROOM])
{
    put_name(t, who, is_newcomer(t, who), begins, name);
}

void polder_story_name(const polder_story_t *story, int32_t who, bool newcomer,
                       char name[POLDER_STORY_ROOM])
{
    put_name(story, who, newcomer, false, name);
}

/* An intervention by its title, where it is for people. */
static const char *title_of(const polder_story_t *t, const char *word, int length)
{
    char name[ROOM];
    if (!t->d->titled) return NULL;
    snprintf(name, sizeof name, "%.*s", length, word);
    return polder_part_title_of(name, t->d->language);
}

static bool is_intervention(const polder_event_kind_t *kind)
{
    return strncmp(kind->name, "intervention.", strlen("intervention.")) == 0;
}

static void value_of(const polder_story_t *t, const polder_event_kind_t *kind, int number,
                     float value, char text[ROOM])
{
    int length = 0;
    const char *word = word_of(kind, number, value, &length);
    const char *title = word && is_intervention(kind) ? title_of(t, word, length) : NULL;
    if (title)
        snprintf(text, ROOM, "%s", title);
    else if (word)
        snprintf(text, ROOM, "%.*s", length, word);
    else
        snprintf(text, ROOM, "%.3g", (double)value);
}

static void begin_large(char *text)
{
    if (text[0] >= 'a' && text[0] <= 'z') text[0] = (char)(text[0] - 'a' + 'A');
}

/* The sentence with everything filled in. */
static void fill(const polder_story_t *t, const char *from, const polder_event_kind_t *kind,
                 const polder_happened_t *e, char out[ROOM])
{
    static const char *const mark[] = {"{who}", "{whom}", "{a}", "{b}"};
    size_t at = 0;
    while (*from && at + 1 < ROOM) {
        char value[ROOM];
        size_t k = 0;
        while (k < 4 && strncmp(from, mark[k], strlen(mark[k])) != 0) k++;
        if (k == 4) {
            out[at++] = *from++;
            continue;
        }
        if (k < 2)
            name_of(t, k == 0 ? e->who : e->whom, at == 0, value);
        else
            value_of(t, kind, (int)k - 2, e->number[k - 2], value);
        const size_t n = strlen(value), fits_in = polder_utf8_cut(value, n, ROOM - 1 - at);
        memcpy(out + at, value, fits_in);
        at += fits_in;
        if (fits_in < n) break;
        from += strlen(mark[k]);
    }
    if (*from) { /* no more room: not in the middle of a letter */
        out[at] = *from;
        at = polder_utf8_cut(out, at + 1, at);
    }
    out[at] = '\0';
    begin_large(out);
}

/* "Organisation 4: somebody hears news." */
static void declare(const polder_story_t *t, const polder_event_kind_t *kind,
                    const polder_happened_t *e, char out[ROOM])
{
    char what[ROOM / 2], sentence[ROOM];
    snprintf(what, sizeof what, "%s",
             polder_text(t->d->language, kind->doc && *kind->doc ? kind->doc : kind->name));
    if (e->who < 0) begin_large(what);
    snprintf(sentence, sizeof sentence,
             e->who < 0    ? "%s."
             : e->whom < 0 ? "{who}: %s."
                           : "{who}, {whom}: %s.",
             what);
    fill(t, sentence, kind, e, out);
}

/* ---- both directions of a tie ---- */

static bool of_a_quarrel(polder_plot_t plot)
{
    return plot == POLDER_PLOT_QUARREL || plot == POLDER_PLOT_PEACE;
}

/* Is the other direction of this quarrel on as well, just before event i? */
static bool goes_on(const polder_story_t *t, int64_t i)
{
    const polder_happened_t *e = &t->event[i];
    for (int64_t k = i - 1; k >= 0; k--) {
        const polder_happened_t *p = &t->event[k];
        const polder_plot_t plot = t->line[k].plot;
        const bool seat = plot == POLDER_PLOT_LEAVES || plot == POLDER_PLOT_JOINS;
        if (seat && (p->who == e->who || p->who == e->whom)) return false;
        if (of_a_quarrel(plot) && p->who == e->whom && p->whom == e->who)
            return plot == POLDER_PLOT_QUARREL;
    }
    return false;
}

/* Do the two make peace though one of them has left? */
static bool is_too_late(const polder_story_t *t, const polder_happened_t *e, polder_plot_t plot)
{
    return plot == POLDER_PLOT_PEACE &&
           ((e->who >= 0 && t->gone[e->who]) || (e->whom >= 0 && t->gone[e->whom]));
}

/* ---- all of them ---- */

static void tell_one(polder_story_t *t, int64_t i)
{
    const polder_happened_t *e = &t->event[i];
    polder_story_line_t *line = &t->line[i];
    const bool seat = e->who >= 0 && e->who < t->n_seat;
    line->at = i;
    line->newcomer = is_newcomer(t, e->who);
    line->other_newcomer = is_newcomer(t, e->whom);
    line->tick = (int)e->tick;
    line->kind = polder_result_kind(t->result, e->kind);
    line->sentence = find(t->model->story, line->kind, e);
    if (!line->sentence) line->sentence = find(polder_story_of_any_model, line->kind, e);
    line->weight = line->sentence ? line->sentence->weight : 1;
    line->plot = line->sentence ? line->sentence->plot : POLDER_PLOT_NONE;
    line->unseen = line->sentence && line->sentence->unseen;
    line->twin = of_a_quarrel(line->plot) && goes_on(t, i);
    const bool late = is_too_late(t, e, line->plot);
    if (line->twin || late) line->weight = 0;
    /* one who joins is called what the one before was called, until then */
    if (line->plot == POLDER_PLOT_JOINS && seat) t->newcomer[e->who] = false;
    if (!line->sentence)
        declare(t, line->kind, e, line->text);
    else if (line->sentence->text && !late)
        fill(t, polder_text(t->d->language, line->sentence->text), line->kind, e, line->text);
    if (line->plot == POLDER_PLOT_JOINS && seat) t->newcomer[e->who] = true;
    if (line->plot == POLDER_PLOT_LEAVES && seat) t->gone[e->who] = true;
    if (line->plot == POLDER_PLOT_JOINS && seat) t->gone[e->who] = false;
}

/* The file has it, but not what happened in it; or not even it. */
static int say_missing(const polder_story_t *t, const int64_t *sample, int64_t n,
                       polder_report_t *report)
{
    const char *path = polder_result_path(t->result);
    const long long asked = t->network, all = polder_result_networks(t->result);
    if (asked >= all)
        return polder_fail(report, POLDER_INPUT,
                           "there is no network %lld: %s has %lld, from 0 to %lld", asked, path,
                           all, all - 1);
    if (n <= 0) /* below 0: no network is recorded over time, so the file has no such index */
        return polder_fail(report, POLDER_INPUT,
                           "nothing is recorded of network %lld of %s (in a scenario: record, "
                           "networks)",
                           asked, path);
    return polder_fail(report, POLDER_INPUT,
                       "nothing is recorded of network %lld of %s: %lld are recorded, the first "
                       "%lld, the last %lld (in a scenario: record, networks)",
                       asked, path, (long long)n, (long long)sample[0], (long long)sample[n - 1]);
}

/* Is it one of those that are recorded? */
static int check_recorded(const polder_story_t *t, polder_report_t *report)
{
    static const char index[] = "trajectory/sample";
    const int64_t n = polder_result_index_rows(t->result, index);
    int64_t *sample = n > 0 ? malloc((size_t)n * sizeof *sample) : NULL;
    if (n > 0 && !sample) return polder_out_of_memory(report);
    int code = n > 0 ? polder_result_read_index(t->result, index, 0, n, sample, report) : POLDER_OK;
    bool there = false;
    for (int64_t i = 0; code >= 0 && i < n; i++) there |= sample[i] == t->network;
    if (code >= 0 && !there) code = say_missing(t, sample, n, report);
    free(sample);
    return code;
}

int polder_story_read(polder_story_t *t, polder_report_t *report)
{
    int64_t first = 0;
    int code = polder_result_events_of(t->result, t->network, &first, &t->n, report);
    if (code >= 0 && t->n == 0) code = check_recorded(t, report);
    if (code < 0 || t->n == 0) return code;
    t->names = polder_member_names(t->result);
    t->event = malloc((size_t)t->n * sizeof *t->event);
    t->line = calloc((size_t)t->n, sizeof *t->line);
    if (!t->event || !t->line) return polder_out_of_memory(report);
    code = polder_result_read_events(t->result, first, t->n, t->event, report);
    for (int64_t i = 0; i < t->n && code >= 0; i++) {
        if (t->event[i].who >= t->n_seat) t->n_seat = t->event[i].who + 1;
        if (t->event[i].whom >= t->n_seat) t->n_seat = t->event[i].whom + 1;
    }
    t->newcomer = calloc((size_t)t->n_seat + 1, sizeof *t->newcomer);
    t->gone = calloc((size_t)t->n_seat + 1, sizeof *t->gone);
    if (!t->newcomer || !t->gone) return polder_out_of_memory(report);
    for (int64_t i = 0; i < t->n && code >= 0; i++) tell_one(t, i);
    return code;
}

void polder_story_free(polder_story_t *t)
{
    free(t->event);
    free(t->line);
    free(t->newcomer);
    free(t->gone);
    json_decref(t->names);
    *t = (polder_story_t){0};
}
