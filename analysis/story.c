/* story.c: see story.h. */
#include "analysis/story.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/about.h"
#include "analysis/story_lines.h"
#include "words/words.h"

enum {
    TURNS = 6,   /* turning points */
    TURNING = 7, /* what weighs so much may be one */
    QUIET = 3,   /* ticks without anything told that are worth a line */
    LISTED = 5,  /* ticks that are named one by one */
    HIDDEN = 20, /* lines of what nobody saw */
    PAIRS = 3,   /* pairs that are named behind how often something was between two */
};

typedef polder_story_t story_t;
typedef polder_story_line_t line_t;

/* ---- words ---- */

/* How long its arm lives. */
static int lasts(const story_t *t)
{
    const int arm = (int)(t->network % polder_result_n_case(t->result));
    return polder_result_lasts(t->result, arm % polder_result_n_arm(t->result));
}

/* "month", as it stands in a sentence. */
static const char *tick_word(const story_t *t)
{
    return polder_about_tick(t->d, t->model->tick);
}

static const char *large(const story_t *t, const char *word)
{
    return polder_about_first(t->d, word);
}

/* "Month 3: ", "Months 4–9: " */
static const char *span(const story_t *t, int from, int until)
{
    if (from == until) return polder_document_format(t->d, "%s %d: ", large(t, tick_word(t)), from);
    return polder_document_format(
        t->d, "%s %d–%d: ", large(t, polder_about_ticks(t->d, t->model->tick)), from, until);
}

/* "a", "a and b", "a, b and c" */
static const char *listed(polder_document_t *d, const char *const *item, int n)
{
    const char *all = item[0];
    for (int i = 1; i < n; i++)
        all = i + 1 < n ? polder_document_format(d, "%s, %s", all, item[i])
                        : polder_document_text(d, "%s and %s", all, item[i]);
    return all;
}

/* ---- lines that say the same ---- */

/* Lines with the same words, from the first on. */
typedef struct {
    const line_t *const *line;
    int n;    /* lines; ticks may be fewer */
    int rank; /* so many of the same kind of event come before it */
} group_t;

static int by_text(const void *a, const void *b)
{
    const line_t *p = *(const line_t *const *)a, *q = *(const line_t *const *)b;
    const int order = strcmp(p->text, q->text);
    return order ? order : p->at < q->at ? -1 : p->at > q->at;
}

static int by_first(const void *a, const void *b)
{
    const line_t *p = ((const group_t *)a)->line[0], *q = ((const group_t *)b)->line[0];
    return p->at < q->at ? -1 : p->at > q->at;
}

static int by_importance(const void *a, const void *b)
{
    const group_t *p = a, *q = b;
    if (p->rank != q->rank) return p->rank < q->rank ? -1 : 1;
    if (p->line[0]->weight != q->line[0]->weight)
        return p->line[0]->weight > q->line[0]->weight ? -1 : 1;
    return by_first(a, b);
}

typedef struct {
    const line_t **line;
    group_t *group;
    int n;
} groups_t;

static void free_groups(groups_t *g)
{
    free(g->line);
    free(g->group);
}

/* Those that `wanted` says, in the order in which they began. Without memory there are none, which
 * the document knows. */
static groups_t group(const story_t *t, bool (*wanted)(const line_t *line))
{
    size_t n = 0, k = 0;
    for (int64_t i = 0; i < t->n; i++) n += wanted(&t->line[i]);
    groups_t g = {.line = malloc((n + 1) * sizeof *g.line),
                  .group = malloc((n + 1) * sizeof *g.group)};
    if (!g.line || !g.group) {
        polder_document_lost(t->d);
        return g;
    }
    for (int64_t i = 0; i < t->n; i++)
        if (wanted(&t->line[i])) g.line[k++] = &t->line[i];
    qsort(g.line, n, sizeof *g.line, by_text);
    for (size_t i = 0; i < n; i++) {
        if (i == 0 || strcmp(g.line[i]->text, g.line[i - 1]->text) != 0)
            g.group[g.n++] = (group_t){.line = &g.line[i]};
        g.group[g.n - 1].n++;
    }
    qsort(g.group, (size_t)g.n, sizeof *g.group, by_first);
    return g;
}

/* "Month 3: ", "Months 3, 7 and 9: ", "Months 3–40, 12 times: " */
static const char *when(const story_t *t, const group_t *g)
{
    const char *tick[LISTED] = {""};
    const int first = g->line[0]->tick, last = g->line[g->n - 1]->tick;
    int n = 0;
    for (int i = 0; i < g->n; i++) {
        if (i > 0 && g->line[i]->tick == g->line[i - 1]->tick) continue;
        if (n < LISTED) tick[n] = polder_document_format(t->d, "%d", g->line[i]->tick);
        n++;
    }
    if (n == 1) return span(t, first, first);
    const char *ticks = large(t, polder_about_ticks(t->d, t->model->tick));
    if (n <= LISTED) return polder_document_format(t->d, "%s %s: ", ticks, listed(t->d, tick, n));
    return polder_document_text(t->d, "%s %d–%d, %d times: ", ticks, first, last, n);
}

/* ---- the first lines ---- */

static const line_t *first_of(const story_t *t, polder_plot_t plot)
{
    for (int64_t i = 0; i < t->n; i++)
        if (t->line[i].plot == plot) return &t->line[i];
    return NULL;
}

static bool has_plot(const story_t *t, polder_plot_t plot)
{
    for (const polder_sentence_t *s = t->model->story; s && s->id; s++)
        if (s->plot == plot && polder_result_find_kind(t->result, s->event) >= 0) return true;
    return false;
}

static const line_t *end_of(const story_t *t)
{
    const line_t *bad = first_of(t, POLDER_PLOT_ENDS);
    return bad ? bad : first_of(t, POLDER_PLOT_ENDS_WELL);
}

/* A model whose networks have no end, or no goal, says nothing of it. */
static void say_end(const story_t *t)
{
    polder_document_t *d = t->d;
    const line_t *end = end_of(t), *goal = first_of(t, POLDER_PLOT_GOAL);
    const int horizon = lasts(t);
    const char *tick = tick_word(t), *ticks = polder_about_ticks(d, t->model->tick);
    if (end && end->plot == POLDER_PLOT_ENDS_WELL)
        polder_document_say(d, "It ended well in %s %d: its work was done.", tick, end->tick);
    else if (end && goal)
        polder_document_say(d, "It fell apart in %s %d, though it had reached its goal in %s %d.",
                            tick, end->tick, tick, goal->tick);
    else if (end && has_plot(t, POLDER_PLOT_GOAL))
        polder_document_say(d, "It fell apart in %s %d without having reached its goal.", tick,
                            end->tick);
    else if (end)
        polder_document_say(d, "It fell apart in %s %d.", tick, end->tick);
    else if (goal)
        polder_document_say(d, "After %d %s it is still there; it reached its goal in %s %d.",
                            horizon, ticks, tick, goal->tick);
    else if (has_plot(t, POLDER_PLOT_GOAL))
        polder_document_say(d, "After %d %s they still meet, and the goal is not reached.", horizon,
                            ticks);
    else
        return;
    polder_document_name(d, "end");
}

/* Is the name one of "a,b"? */
static bool is_among(const char *names, const char *name)
{
    const size_t length = strlen(name);
    while (*names) {
        const size_t n = strcspn(names, ",");
        if (n == length && memcmp(names, name, n) == 0) return true;
        names += n + (names[n] == ',');
    }
    return false;
}

static int64_t count(const story_t *t, const char *kinds)
{
    int64_t n = 0;
    for (int64_t i = 0; i < t->n; i++)
        n += !t->line[i].twin && is_among(kinds, t->line[i].kind->name);
    return n;
}

/* Two organisations, the one with the lower number first: twice the number, and one more of who came
 * later. */
typedef struct {
    int64_t one, other, at;
    int times;
} pair_t;

static int by_pair(const void *a, const void *b)
{
    const pair_t *p = a, *q = b;
    if (p->one != q->one) return p->one < q->one ? -1 : 1;
    if (p->other != q->other) return p->other < q->other ? -1 : 1;
    return p->at < q->at ? -1 : p->at > q->at;
}

static int by_times(const void *a, const void *b)
{
    const pair_t *p = a, *q = b;
    if (p->times != q->times) return p->times > q->times ? -1 : 1;
    return p->at < q->at ? -1 : p->at > q->at;
}

static pair_t pair_of(const story_t *t, int64_t i)
{
    const line_t *line = &t->line[i];
    const int64_t a = 2 * (int64_t)t->event[i].who + line->newcomer;
    const int64_t b = 2 * (int64_t)t->event[i].whom + line->other_newcomer;
    return (pair_t){.one = a < b ? a : b, .other = a < b ? b : a, .at = i, .times = 1};
}

/* The pairs of such events, those that had most of them first; NULL without memory. */
static pair_t *find_pairs(const story_t *t, const char *kinds, int64_t times, size_t *n)
{
    pair_t *pair = calloc((size_t)times + 1, sizeof *pair);
    size_t all = 0;
    *n = 0;
    for (int64_t i = 0; pair && i < t->n; i++)
        if (!t->line[i].twin && is_among(kinds, t->line[i].kind->name) && t->event[i].whom >= 0)
            pair[all++] = pair_of(t, i);
    if (all > 0) qsort(pair, all, sizeof *pair, by_pair);
    for (size_t i = 0; i < all; i++) {
        pair_t *last = *n > 0 ? &pair[*n - 1] : NULL;
        if (last && last->one == pair[i].one && last->other == pair[i].other)
            last->times++;
        else
            pair[(*n)++] = pair[i];
    }
    if (*n > 0) qsort(pair, *n, sizeof *pair, by_times);
    return pair;
}

/* " (3 times A and B; C and D)": who had what was counted with whom; "" of what one has alone. */
static const char *with_whom(const story_t *t, const char *kinds, int64_t times)
{
    size_t n = 0;
    pair_t *pair = find_pairs(t, kinds, times, &n);
    const char *all = "";
    if (!pair) polder_document_lost(t->d);
    for (size_t i = 0; i < n && i < PAIRS; i++) {
        char one[POLDER_STORY_ROOM], other[POLDER_STORY_ROOM];
        polder_story_name(t, (int32_t)(pair[i].one / 2), pair[i].one % 2, one);
        polder_story_name(t, (int32_t)(pair[i].other / 2), pair[i].other % 2, other);
        const char *both = polder_document_text(t->d, "%s and %s", one, other);
        if (pair[i].times > 1)
            both = polder_document_text(t->d, "%d times %s", pair[i].times, both);
        all = polder_document_format(t->d, "%s%s%s", all, i > 0 ? "; " : "", both);
    }
    free(pair);
    if (n == 0) return "";
    if (n > PAIRS)
        all = polder_document_format(t->d, "%s; %s", all,
                                     polder_document_many(t->d, "%lld more pair", "%lld more pairs",
                                                          (long long)(n - PAIRS)));
    return polder_document_format(t->d, " (%s)", all);
}

static void say_counts(const story_t *t)
{
    enum { MOST = 16 };
    const char *part[MOST];
    int n = 0;
    for (const polder_tally_t *c = t->model->tally; c && c->events && n < MOST; c++) {
        const int64_t times = count(t, c->events);
        if (times > 0)
            part[n++] = polder_document_format(t->d, "%s%s",
                                               polder_document_many(t->d, c->one, c->many, times),
                                               with_whom(t, c->events, times));
    }
    if (n == 0) return;
    polder_document_say(t->d, "On the way %s.", listed(t->d, part, n));
    polder_document_name(t->d, "counts");
}

/* ---- turning points ---- */

static bool turns(const line_t *line)
{
    return line->weight >= TURNING && !line->unseen && line->plot != POLDER_PLOT_ENDS &&
           line->plot != POLDER_PLOT_ENDS_WELL;
}

/* The first of each kind of event, then the second ones: many who leave must not hide the rest. */
static void choose_turns(groups_t *g)
{
    enum { KINDS = 32 }; /* what is of more kinds than these is the first of its kind */
    struct {
        const polder_event_kind_t *kind;
        int n;
    } seen[KINDS];
    int n_seen = 0;
    for (int i = 0; i < g->n; i++) {
        const polder_event_kind_t *kind = g->group[i].line[0]->kind;
        int k = 0;
        while (k < n_seen && seen[k].kind != kind) k++;
        if (k == KINDS) continue;
        if (k == n_seen) seen[n_seen++].kind = kind, seen[k].n = 0;
        g->group[i].rank = seen[k].n++;
    }
    qsort(g->group, (size_t)g->n, sizeof *g->group, by_importance);
    if (g->n > TURNS) g->n = TURNS;
    qsort(g->group, (size_t)g->n, sizeof *g->group, by_first);
}

static void say_turns(const story_t *t)
{
    if (!t->model->story) return; /* nothing says what weighs more */
    groups_t g = group(t, turns);
    choose_turns(&g);
    polder_document_for(t->d, POLDER_FOR_PEOPLE);
    polder_document_heading(t->d, "Turning points");
    if (g.n == 0) polder_document_say(t->d, "There was no turning point.");
    for (int i = 0; i < g.n; i++)
        polder_document_item(t->d, 0, when(t, &g.group[i]), "%s", g.group[i].line[0]->text);
    polder_document_for(t->d, POLDER_FOR_MACHINES);
    polder_document_table(t->d, "turning_points", 3,
                          (polder_head_t[]){{POLDER_IS_COUNT, .name = "tick"},
                                            {POLDER_IS_COUNT, .name = "times"},
                                            {POLDER_IS_TEXT, .name = "sentence"}});
    for (int i = 0; i < g.n; i++)
        polder_document_row(t->d, (polder_datum_t[]){polder_datum_count(g.group[i].line[0]->tick),
                                                     polder_datum_count(g.group[i].n),
                                                     polder_datum_text(g.group[i].line[0]->text)});
    polder_document_for(t->d, POLDER_FOR_ALL);
    free_groups(&g);
}

/* ---- tick by tick ---- */

static void quiet(const story_t *t, int from, int until)
{
    if (until - from + 1 >= QUIET)
        polder_document_item(t->d, 0, span(t, from, until), "A quiet time.");
}

/* Tells what went before it in the same tick between the same two: without it nobody knows why they
 * fall out. Returns how much that is. */
static int tell_cause(const story_t *t, int64_t from, int64_t i)
{
    const polder_happened_t *effect = &t->event[i];
    int told = 0;
    for (int64_t k = from; k < i && effect->whom >= 0; k++) {
        const polder_happened_t *e = &t->event[k];
        const bool same = (e->who == effect->who && e->whom == effect->whom) ||
                          (e->who == effect->whom && e->whom == effect->who);
        line_t *line = &t->line[k];
        if (!same || line->told || line->unseen || line->weight <= 0) continue;
        line->told = true;
        told++;
    }
    return told;
}

/* Those of a tick that are told: what weighs most, each with its cause, which does not count.
 * Returns how many were left out. */
static int choose(const story_t *t, int64_t from, int64_t until)
{
    int told = 0, causes = 0, all = 0;
    for (int64_t i = from; i < until; i++) all += t->line[i].weight > 0 && !t->line[i].unseen;
    for (int weight = 10; weight > 0; weight--)
        for (int64_t i = from; i < until && told < t->most; i++)
            if (t->line[i].weight == weight && !t->line[i].unseen && !t->line[i].told) {
                t->line[i].told = true;
                told++;
                causes += tell_cause(t, from, i);
            }
    return all - told - causes;
}

static void say_tick(const story_t *t, int64_t from, int64_t until, int left_out)
{
    bool first = true;
    for (int64_t i = from; i < until; i++) {
        const line_t *line = &t->line[i];
        if (!line->told) continue;
        if (first)
            polder_document_item(t->d, 0, span(t, line->tick, line->tick), "%s", line->text);
        else
            polder_document_add(t->d, " %s", line->text);
        first = false;
    }
    if (left_out > 0)
        polder_document_add(t->d, " %s",
                            polder_document_many(t->d, "And %lld smaller thing.",
                                                 "And %lld smaller things.", left_out));
}

static void say_ticks(const story_t *t)
{
    const line_t *end = end_of(t);
    const int last = end ? end->tick : lasts(t);
    int calm = 1; /* the first tick that nothing was said of */
    polder_document_heading(t->d, "What happened");
    for (int64_t i = 0, from = 0; i < t->n && t->line[from].tick <= last; from = i) {
        const int tick = t->line[from].tick;
        bool any = false;
        while (i < t->n && t->line[i].tick == tick) i++;
        const int left_out = choose(t, from, i);
        for (int64_t k = from; k < i; k++) any |= t->line[k].told;
        if (!any) continue;
        quiet(t, calm, tick - 1);
        say_tick(t, from, i, left_out);
        calm = tick + 1;
    }
    quiet(t, calm, last);
}

/* ---- what nobody saw ---- */

static bool hidden(const line_t *line)
{
    return line->unseen && line->weight > 0;
}

static void say_hidden(const story_t *t)
{
    groups_t g = group(t, hidden);
    if (g.n > 0) polder_document_heading(t->d, "What nobody saw");
    for (int i = 0; i < g.n && i < HIDDEN; i++)
        polder_document_item(t->d, 0, when(t, &g.group[i]), "%s", g.group[i].line[0]->text);
    if (g.n > HIDDEN)
        polder_document_say(t->d, "%s",
                            polder_document_many(t->d, "And %lld smaller thing.",
                                                 "And %lld smaller things.", g.n - HIDDEN));
    free_groups(&g);
}

/* ---- the whole ---- */

static void list_all(const story_t *t)
{
    polder_document_for(t->d, POLDER_FOR_MACHINES);
    polder_document_whole(t->d, "network", t->network);
    polder_document_table(t->d, "events", 7,
                          (polder_head_t[]){{POLDER_IS_COUNT, .name = "tick"},
                                            {POLDER_IS_TEXT, .name = "event"},
                                            {POLDER_IS_TEXT, .name = "id"},
                                            {POLDER_IS_COUNT, .name = "who"},
                                            {POLDER_IS_COUNT, .name = "whom"},
                                            {POLDER_IS_FLAG, .name = "seen"},
                                            {POLDER_IS_TEXT, .name = "sentence"}});
    for (int64_t i = 0; i < t->n; i++) {
        const polder_happened_t *e = &t->event[i];
        const line_t *line = &t->line[i];
        polder_document_row(
            t->d,
            (polder_datum_t[]){
                polder_datum_count(e->tick), polder_datum_text(line->kind->name),
                line->sentence ? polder_datum_text(line->sentence->id) : polder_datum_nothing(),
                e->who < 0 ? polder_datum_nothing() : polder_datum_count(e->who),
                e->whom < 0 ? polder_datum_nothing() : polder_datum_count(e->whom),
                polder_datum_count(!line->unseen),
                *line->text ? polder_datum_text(line->text) : polder_datum_nothing()});
    }
    polder_document_for(t->d, POLDER_FOR_ALL);
}

/* Which of the networks: as polder diagnose and polder compare count them. */
static void say_which(const story_t *t)
{
    const polder_result_t *r = t->result;
    polder_document_t *d = t->d;
    const int64_t cases = polder_result_n_case(r), futures = polder_result_futures(r);
    const polder_replicate_t one = polder_replicate(t->network / cases, futures);
    const int case_index = (int)(t->network % cases), n_arm = polder_result_n_arm(r);
    const char *title_nl = polder_result_text(r, "title_nl");
    const char *title =
        d->language == POLDER_DUTCH && title_nl ? title_nl : polder_result_text(r, "title");
    const int arm = case_index % n_arm;
    polder_arm_names_t called = {0};
    if (polder_arm_names_read(&called, r) < 0) polder_document_lost(d);
    polder_document_title(d, "%s",
                          title && *title ? title : polder_about_file(d, polder_result_path(r)));
    polder_document_say(d, "Network %lld of the file: founding %lld", (long long)t->network,
                        (long long)(polder_result_first_founding(r) + one.founding));
    polder_document_name(d, "which");
    if (futures > 1) polder_document_add(d, ", future %lld", (long long)one.future);
    if (n_arm > 1)
        polder_document_add(d, ", arm \"%s\"",
                            polder_arm_called(d, &called, arm, polder_result_arm(r, arm)));
    polder_arm_names_free(&called);
    if (polder_result_n_point(r) > 1) polder_document_add(d, ", point %d", case_index / n_arm);
    polder_document_add(d, ".");
}

int polder_story(const polder_result_t *result, int64_t network, int most,
                 polder_document_t *document, polder_report_t *report)
{
    story_t t = {.result = result,
                 .model = polder_result_model(result),
                 .d = document,
                 .network = network,
                 .most = most};
    const int code = polder_story_read(&t, report);
    if (code >= 0) say_which(&t);
    if (code >= 0 && t.n == 0) {
        polder_document_say(document, "It is recorded, but without events: the file does not tell "
                                      "what happened, or nothing did. polder export has the "
                                      "columns that were recorded.");
        list_all(&t);
    } else if (code >= 0) {
        say_end(&t);
        say_counts(&t);
        say_turns(&t);
        polder_document_for(document, POLDER_FOR_PEOPLE);
        say_ticks(&t);
        say_hidden(&t);
        list_all(&t);
    }
    polder_story_free(&t);
    return code;
}
