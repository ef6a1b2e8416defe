/* story.c: see story.h. */
#include "analysis/story.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "words/words.h"

enum { ROOM = 400, TURNS = 3, TURNING = 7 };

typedef struct {
    const polder_event_kind_t *kind;
    const polder_sentence_t *sentence; /* NULL: it is told by its declaration */
    int weight;
    bool unseen, told;
    char text[ROOM];
} line_t;

typedef struct {
    const polder_result_t *result;
    polder_document_t *d;
    int64_t network, n;
    polder_happened_t *event; /* [n] */
    line_t *line;             /* [n] */
    int most;
    bool *newcomer; /* [n_seat] who was not there at the founding */
    int32_t n_seat;
} story_t;

/* ---- sentences ---- */

static const char *word_of(const polder_event_kind_t *kind, int number, float value, int *length)
{
    const char *choices = kind->number[number].choices;
    return choices && value >= 0 ? polder_choice_at(choices, (int)value, length) : NULL;
}

static bool fits(const polder_sentence_t *s, const polder_event_kind_t *kind,
                 const polder_happened_t *e)
{
    int length = 0;
    if (!s->when) return true;
    const char *word = word_of(kind, s->number, e->number[s->number], &length);
    return word && (size_t)length == strlen(s->when) && memcmp(word, s->when, (size_t)length) == 0;
}

static const polder_sentence_t *sentence_of(const char *name, const polder_event_kind_t *kind,
                                            const polder_happened_t *e)
{
    for (const polder_sentence_t *s = polder_sentences; s->kind; s++)
        if (strcmp(s->kind, name) == 0 && fits(s, kind, e)) return s;
    return NULL;
}

/* "Concert hall", "newcomer for Concert hall", "organisation 4" */
static void name_of(const story_t *t, int32_t who, bool begins, char name[ROOM])
{
    const polder_language_t language = t->d->language;
    const char *label = polder_result_label(t->result, who);
    char plain[ROOM / 2];
    if (label)
        snprintf(plain, sizeof plain, "%s", label);
    else
        snprintf(plain, sizeof plain,
                 begins && !(who < t->n_seat && t->newcomer[who])
                     ? polder_text_of(language, "at the beginning of a sentence", "Organisation %d")
                     : polder_text(language, "organisation %d"),
                 (int)who);
    if (who >= 0 && who < t->n_seat && t->newcomer[who])
        snprintf(name, ROOM,
                 begins
                     ? polder_text_of(language, "at the beginning of a sentence", "Newcomer for %s")
                     : polder_text(language, "newcomer for %s"),
                 plain);
    else
        snprintf(name, ROOM, "%s", plain);
}

static void value_of(const polder_event_kind_t *kind, int number, float value, char text[ROOM])
{
    int length = 0;
    const char *word = word_of(kind, number, value, &length);
    if (word)
        snprintf(text, ROOM, "%.*s", length, word);
    else
        snprintf(text, ROOM, "%.3g", (double)value);
}

/* The sentence with everything filled in. */
static void fill(const story_t *t, const line_t *line, const polder_happened_t *e, char out[ROOM])
{
    static const char *const mark[] = {"{who}", "{whom}", "{a}", "{b}"};
    const char *from = polder_text(t->d->language, line->sentence->sentence);
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
            value_of(line->kind, (int)k - 2, e->number[k - 2], value);
        at += (size_t)snprintf(out + at, ROOM - at, "%s", value);
        if (at >= ROOM) at = ROOM - 1;
        from += strlen(mark[k]);
    }
    out[at] = '\0';
    if (out[0] >= 'a' && out[0] <= 'z') out[0] = (char)(out[0] - 'a' + 'A');
}

/* Is the other direction of this conflict on as well, just before event i? One is then told. */
static bool goes_on(const story_t *t, int64_t i)
{
    const polder_happened_t *e = &t->event[i];
    for (int64_t k = i - 1; k >= 0; k--) {
        const polder_happened_t *p = &t->event[k];
        const char *name = t->line[k].kind->name;
        if (strncmp(name, "conflict.", 9) != 0) {
            if (strncmp(name, "member.", 7) == 0 && (p->who == e->who || p->who == e->whom))
                return false;
            continue;
        }
        if (p->who != e->whom || p->whom != e->who) continue;
        return strcmp(name, "conflict.begins") == 0 || strcmp(name, "conflict.provoked") == 0;
    }
    return false;
}

static void tell_one(story_t *t, int64_t i)
{
    const polder_happened_t *e = &t->event[i];
    line_t *line = &t->line[i];
    char name[64];
    line->kind = polder_result_kind(t->result, e->kind);
    line->sentence = sentence_of(line->kind->name, line->kind, e);
    if (line->sentence && line->sentence->unseen) {
        snprintf(name, sizeof name, "%.40s, unseen", line->kind->name);
        line->unseen = true;
        line->sentence = sentence_of(name, line->kind, e);
    }
    line->weight = line->sentence ? line->sentence->weight : 1;
    if (strncmp(line->kind->name, "conflict.", 9) == 0 && goes_on(t, i)) line->weight = 0;
    const bool joins = strcmp(line->kind->name, "member.joins") == 0;
    if (joins && e->who >= 0 && e->who < t->n_seat) t->newcomer[e->who] = false;
    if (line->sentence)
        fill(t, line, e, line->text);
    else
        snprintf(line->text, ROOM, "%s: %s", line->kind->name,
                 line->kind->doc ? line->kind->doc : "");
    if (joins && e->who >= 0 && e->who < t->n_seat) t->newcomer[e->who] = true;
}

/* ---- the first lines ---- */

static int count(const story_t *t, const char *name)
{
    const int kind = polder_result_find_kind(t->result, name);
    int n = 0;
    for (int64_t i = 0; i < t->n; i++)
        n += t->event[i].kind == kind && kind >= 0 && (t->line[i].weight > 0 || t->line[i].unseen);
    return n;
}

static const polder_happened_t *first_of(const story_t *t, const char *name)
{
    const int kind = polder_result_find_kind(t->result, name);
    for (int64_t i = 0; i < t->n && kind >= 0; i++)
        if (t->event[i].kind == kind) return &t->event[i];
    return NULL;
}

static void say_end(const story_t *t)
{
    polder_document_t *d = t->d;
    const polder_happened_t *end = first_of(t, "end"), *goal = first_of(t, "goal.reached");
    const int horizon = polder_result_horizon(t->result);
    if (end && end->number[1] > 0)
        polder_document_say(d, "It ended well in month %d: its work was done.", (int)end->tick);
    else if (end && goal)
        polder_document_say(
            d, "It fell apart in month %d, though it had reached its goal in month %d.",
            (int)end->tick, (int)goal->tick);
    else if (end)
        polder_document_say(d, "It fell apart in month %d without having reached its goal.",
                            (int)end->tick);
    else if (goal)
        polder_document_say(d,
                            "After %d months it is still there; it reached its goal in month %d.",
                            horizon, (int)goal->tick);
    else
        polder_document_say(d, "After %d months they still meet, and the goal is not reached.",
                            horizon);
    polder_document_name(d, "end");
}

static void say_counts(const story_t *t)
{
    polder_document_t *d = t->d;
    const int fell_out = count(t, "conflict.begins") + count(t, "conflict.provoked");
    const char *left =
        polder_document_many(d, "%lld member left", "%lld members left", count(t, "member.leaves"));
    const char *joined = polder_document_many(d, "%lld seat was taken", "%lld seats were taken",
                                              count(t, "member.joins"));
    const char *quarrels = polder_document_many(d, "partners fell out %lld time",
                                                "partners fell out %lld times", fell_out);
    const char *people = polder_document_many(d, "%lld representative was replaced",
                                              "%lld representatives were replaced",
                                              count(t, "representative.leaves"));
    polder_document_say(d, "On the way %s, %s, %s, and %s.", left, joined, quarrels, people);
    polder_document_name(d, "counts");
}

/* What weighed most, in the order in which it happened. */
static void say_turns(const story_t *t)
{
    int least = 10, n = 0;
    for (; least >= TURNING; least--) {
        n = 0;
        for (int64_t i = 0; i < t->n; i++)
            n += t->line[i].weight >= least && strcmp(t->line[i].kind->name, "end") != 0;
        if (n >= TURNS) break;
    }
    if (least < TURNING) least = TURNING;
    polder_document_say(t->d, n > 0 ? POLDER_TEXT("Turning points:")
                                    : POLDER_TEXT("There was no turning point."));
    n = 0;
    for (int64_t i = 0; i < t->n && n < TURNS; i++)
        if (t->line[i].weight >= least && strcmp(t->line[i].kind->name, "end") != 0) {
            polder_document_add(t->d, " (month %d) %s", (int)t->event[i].tick, t->line[i].text);
            n++;
        }
    polder_document_name(t->d, "turning_points");
}

/* ---- the months ---- */

static void quiet(const story_t *t, int from, int until)
{
    if (from > until) return;
    if (from == until)
        polder_document_item(t->d, 0, polder_document_text(t->d, "Month %d: ", from),
                             "Nothing that anyone noticed.");
    else
        polder_document_item(t->d, 0, polder_document_text(t->d, "Months %d–%d: ", from, until),
                             "Nothing that anyone noticed.");
}

/* The lines of a month that are told: those that weigh most. Returns how many were left out. */
static int choose(const story_t *t, int64_t from, int64_t until)
{
    int told = 0, all = 0;
    for (int64_t i = from; i < until; i++) all += t->line[i].weight > 0 && !t->line[i].unseen;
    for (int weight = 10; weight > 0; weight--)
        for (int64_t i = from; i < until && told < t->most; i++)
            if (t->line[i].weight == weight && !t->line[i].unseen) {
                t->line[i].told = true;
                told++;
            }
    return all - told;
}

static void month(const story_t *t, int tick, int64_t from, int64_t until, int left_out)
{
    bool first = true;
    for (int64_t i = from; i < until; i++) {
        if (!t->line[i].told) continue;
        if (first)
            polder_document_item(t->d, 0, polder_document_text(t->d, "Month %d: ", tick), "%s",
                                 t->line[i].text);
        else
            polder_document_add(t->d, " %s", t->line[i].text);
        first = false;
    }
    if (left_out > 0)
        polder_document_add(t->d, " %s",
                            polder_document_many(t->d, "And %lld smaller thing.",
                                                 "And %lld smaller things.", left_out));
}

static void say_months(story_t *t)
{
    const polder_happened_t *end = first_of(t, "end");
    const int last = end ? end->tick : polder_result_horizon(t->result);
    int calm = 1; /* the first month that nothing was said of */
    int64_t i = 0;
    polder_document_heading(t->d, "Month by month");
    for (int tick = 1; tick <= last; tick++) {
        const int64_t from = i;
        while (i < t->n && t->event[i].tick == tick) i++;
        const int left_out = choose(t, from, i);
        bool any = false;
        for (int64_t k = from; k < i; k++) any |= t->line[k].told;
        if (!any) continue;
        quiet(t, calm, tick - 1);
        month(t, tick, from, i, left_out);
        calm = tick + 1;
    }
    quiet(t, calm, last);
}

static void say_unseen(const story_t *t)
{
    bool first = true;
    for (int64_t i = 0; i < t->n; i++) {
        if (!t->line[i].unseen || t->line[i].weight == 0) continue;
        if (first) polder_document_heading(t->d, "What nobody saw");
        first = false;
        polder_document_item(t->d, 0,
                             polder_document_text(t->d, "Month %d: ", (int)t->event[i].tick), "%s",
                             t->line[i].text);
    }
}

static void list_all(const story_t *t)
{
    polder_document_for(t->d, POLDER_FOR_MACHINES);
    polder_document_whole(t->d, "network", t->network);
    polder_document_table(t->d, "events", 6,
                          (polder_head_t[]){{POLDER_IS_COUNT, .name = "tick"},
                                            {POLDER_IS_TEXT, .name = "event"},
                                            {POLDER_IS_COUNT, .name = "who"},
                                            {POLDER_IS_COUNT, .name = "whom"},
                                            {POLDER_IS_FLAG, .name = "seen"},
                                            {POLDER_IS_TEXT, .name = "sentence"}});
    for (int64_t i = 0; i < t->n; i++) {
        const polder_happened_t *e = &t->event[i];
        polder_document_row(
            t->d,
            (polder_datum_t[]){
                polder_datum_count(e->tick), polder_datum_text(t->line[i].kind->name),
                e->who < 0 ? polder_datum_nothing() : polder_datum_count(e->who),
                e->whom < 0 ? polder_datum_nothing() : polder_datum_count(e->whom),
                polder_datum_count(!t->line[i].unseen),
                *t->line[i].text ? polder_datum_text(t->line[i].text) : polder_datum_nothing()});
    }
    polder_document_for(t->d, POLDER_FOR_ALL);
}

/* ---- the whole ---- */

/* Is it one of those that are recorded? */
static int check_recorded(const story_t *t, polder_report_t *report)
{
    static const char index[] = "trajectory/sample";
    const int64_t n = polder_result_index_rows(t->result, index);
    int64_t *sample = n > 0 ? malloc((size_t)n * sizeof *sample) : NULL;
    if (n > 0 && !sample) return polder_fail(report, POLDER_MEMORY, "out of memory");
    const int code =
        n > 0 ? polder_result_read_index(t->result, index, 0, n, sample, report) : POLDER_OK;
    bool there = false;
    for (int64_t i = 0; code >= 0 && i < n; i++) there |= sample[i] == t->network;
    free(sample);
    if (code < 0 || there) return code;
    return polder_fail(report, POLDER_INPUT,
                       "nothing is recorded of network %lld of %s (in a scenario: record, "
                       "networks)",
                       (long long)t->network, polder_result_path(t->result));
}

static int read_story(story_t *t, polder_report_t *report)
{
    int64_t first = 0;
    int code = polder_result_events_of(t->result, t->network, &first, &t->n, report);
    if (code >= 0 && t->n == 0) code = check_recorded(t, report);
    if (code < 0 || t->n == 0) return code;
    t->event = malloc((size_t)t->n * sizeof *t->event);
    t->line = calloc((size_t)t->n, sizeof *t->line);
    if (!t->event || !t->line) return polder_fail(report, POLDER_MEMORY, "out of memory");
    code = polder_result_read_events(t->result, first, t->n, t->event, report);
    for (int64_t i = 0; i < t->n && code >= 0; i++) {
        if (t->event[i].who >= t->n_seat) t->n_seat = t->event[i].who + 1;
        if (t->event[i].whom >= t->n_seat) t->n_seat = t->event[i].whom + 1;
    }
    t->newcomer = calloc((size_t)t->n_seat + 1, sizeof *t->newcomer);
    if (!t->newcomer) return polder_fail(report, POLDER_MEMORY, "out of memory");
    for (int64_t i = 0; i < t->n && code >= 0; i++) tell_one(t, i);
    return code;
}

/* Which of the networks: as polder diagnose and polder compare count them. */
static void say_which(const story_t *t)
{
    const polder_result_t *r = t->result;
    polder_document_t *d = t->d;
    const int64_t cases = polder_result_n_case(r), futures = polder_result_futures(r);
    const int64_t replicate = t->network / cases;
    const int kase = (int)(t->network % cases), n_arm = polder_result_n_arm(r);
    const char *title = polder_result_text(r, "title"), *arm = polder_result_arm(r, kase % n_arm);
    polder_document_title(d, "%s", title ? title : polder_result_model(r)->name);
    polder_document_say(d, "Network %lld of the file: founding %lld", (long long)t->network,
                        (long long)(polder_result_first_founding(r) + replicate / futures));
    polder_document_name(d, "which");
    if (futures > 1) polder_document_add(d, ", future %lld", (long long)(replicate % futures));
    if (n_arm > 1) polder_document_add(d, ", arm \"%s\"", arm);
    if (polder_result_n_point(r) > 1) polder_document_add(d, ", point %d", kase / n_arm);
    polder_document_add(d, ".");
}

int polder_story(const polder_result_t *result, int64_t network, int most,
                 polder_document_t *document, polder_report_t *report)
{
    story_t t = {.result = result, .d = document, .network = network, .most = most};
    const int code = read_story(&t, report);
    if (code >= 0) say_which(&t);
    if (code >= 0 && t.n == 0) {
        polder_document_say(document, "It is recorded, but without events: the file does not tell "
                                      "what happened, or nothing did. polder export has the "
                                      "columns that were recorded.");
        list_all(&t);
    } else if (code >= 0) {
        /* a model that does not tell of these has no such end */
        if (polder_result_find_kind(t.result, "end") >= 0) say_end(&t);
        if (polder_result_find_kind(t.result, "member.leaves") >= 0) say_counts(&t);
        say_turns(&t);
        polder_document_for(document, POLDER_FOR_PEOPLE);
        say_months(&t);
        say_unseen(&t);
        list_all(&t);
    }
    free(t.event);
    free(t.line);
    free(t.newcomer);
    return code;
}
