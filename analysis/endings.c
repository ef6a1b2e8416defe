/* endings.c: see endings.h. */
#include "analysis/endings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "analysis/walk.h"

enum { EVENTS_AT_ONCE = 1 << 14 };

/* ---- what the events say ---- */

/* The kind of event that says why a network ended, and which of its numbers. */
typedef struct {
    int kind, reason, good; /* −1: none */
} teller_t;

static int number_named(const polder_event_kind_t *kind, const char *name)
{
    for (int k = 0; k < POLDER_EVENT_NUMBERS; k++)
        if (kind->number[k].name && strcmp(kind->number[k].name, name) == 0) return k;
    return -1;
}

static teller_t find_teller(const polder_result_t *result)
{
    for (int k = 0; k < polder_result_n_kind(result); k++) {
        const polder_event_kind_t *kind = polder_result_kind(result, k);
        const int reason = number_named(kind, "reason");
        if (!kind->who && reason >= 0 && kind->number[reason].choices)
            return (teller_t){k, reason, number_named(kind, "good")};
    }
    return (teller_t){-1, -1, -1};
}

/* NULL: no event says why. */
static const char *choices_of(const polder_result_t *result, const teller_t *teller)
{
    if (teller->kind < 0) return NULL;
    return polder_result_kind(result, teller->kind)->number[teller->reason].choices;
}

typedef struct {
    int n_arm, n_case, first_case;
    int64_t n;    /* networks of the point */
    bool *told;   /* [n] recorded; in order of replicate and arm */
    bool all;     /* that could be run are */
    int16_t *why; /* [n] choice of the event, −1: none */
    int8_t *good; /* [choices] */
    int n_choice;
} told_t;

/* Place of a network among those of the point, or −1. */
static int64_t place_of(const told_t *t, int64_t network)
{
    const int64_t arm = network % t->n_case - t->first_case;
    return arm < 0 || arm >= t->n_arm ? -1 : network / t->n_case * t->n_arm + arm;
}

/* Are all recorded that could be run? */
static int read_failed(const polder_result_t *result, told_t *t, polder_report_t *report)
{
    static const char index[] = "failed";
    int64_t failed[EVENTS_AT_ONCE];
    const int64_t rows = polder_result_index_rows(result, index);
    int code = 0;
    t->all = true;
    for (int64_t first = 0; first < rows && code >= 0; first += EVENTS_AT_ONCE) {
        const int64_t some = rows - first < EVENTS_AT_ONCE ? rows - first : EVENTS_AT_ONCE;
        code = polder_result_read_index(result, index, first, some, failed, report);
        for (int64_t i = 0; i < some && code >= 0; i++) {
            const int64_t at = place_of(t, first + i);
            t->all &= at < 0 || failed[i] || t->told[at];
        }
    }
    return code;
}

static int read_recorded(const polder_result_t *result, told_t *t, polder_report_t *report)
{
    static const char index[] = "trajectory/sample";
    const int64_t rows = polder_result_index_rows(result, index);
    int64_t *network = malloc((size_t)(rows > 0 ? rows : 1) * sizeof *network);
    if (!network) return polder_out_of_memory(report);
    int code = rows > 0 ? polder_result_read_index(result, index, 0, rows, network, report) : 0;
    for (int64_t i = 0; i < rows && code >= 0; i++) {
        const int64_t at = place_of(t, network[i]);
        if (at >= 0) t->told[at] = true;
    }
    free(network);
    return code < 0 ? code : read_failed(result, t, report);
}

static int read_events(const polder_result_t *result, const teller_t *teller, told_t *t,
                       polder_report_t *report)
{
    const int64_t n = polder_result_n_event(result);
    polder_happened_t *event = malloc(EVENTS_AT_ONCE * sizeof *event);
    int code = event ? 0 : polder_out_of_memory(report);
    for (int64_t first = 0; first < n && code >= 0; first += EVENTS_AT_ONCE) {
        const int64_t some = n - first < EVENTS_AT_ONCE ? n - first : EVENTS_AT_ONCE;
        code = polder_result_read_events(result, first, some, event, report);
        for (int64_t i = 0; i < some && code >= 0; i++) {
            const int64_t at = place_of(t, event[i].network);
            const float why = event[i].number[teller->reason];
            if (event[i].kind != teller->kind || at < 0 || isnan(why)) continue;
            t->why[at] = (int16_t)why;
            if (teller->good >= 0 && (int)why < t->n_choice)
                t->good[(int)why] = event[i].number[teller->good] > 0.5f;
        }
    }
    free(event);
    return code;
}

static int read_told(const polder_result_t *result, const teller_t *teller, told_t *t,
                     polder_report_t *report)
{
    const char *choices = choices_of(result, teller);
    int length = 0, code = 0;
    while (choices && t->n_choice < POLDER_MOST_REASONS - 1 &&
           polder_choice_at(choices, t->n_choice, &length))
        t->n_choice++;
    t->told = calloc((size_t)t->n + 1, sizeof *t->told);
    t->why = malloc(((size_t)t->n + 1) * sizeof *t->why);
    t->good = calloc((size_t)t->n_choice + 1, sizeof *t->good);
    if (!t->told || !t->why || !t->good) return polder_out_of_memory(report);
    for (int64_t i = 0; i < t->n; i++) t->why[i] = -1;
    if (teller->kind < 0) return 0;
    code = read_recorded(result, t, report);
    return code < 0 ? code : read_events(result, teller, t, report);
}

static void drop_told(told_t *t)
{
    free(t->told);
    free(t->why);
    free(t->good);
}

/* ---- names of reasons ---- */

static int add_reason(polder_endings_t *e, const char *name, int length, bool good, bool rest,
                      polder_report_t *report)
{
    char *copy = strndup(name, (size_t)length);
    if (!copy) return polder_out_of_memory(report);
    e->reason[e->n_reason++] = (polder_reason_t){copy, good, rest, 0};
    return 0;
}

static int name_reasons(const polder_result_t *result, const teller_t *teller, const told_t *t,
                        polder_endings_t *e, polder_report_t *report)
{
    const char *done = polder_result_model(result)->done, *word = NULL;
    int code = 0, length = 0;
    e->reason = calloc((size_t)t->n_choice + 3, sizeof *e->reason);
    if (!e->reason) return polder_out_of_memory(report);
    if (e->first)
        code = add_reason(e, e->first->name, (int)strlen(e->first->name), false, false, report);
    for (int k = 0; e->told && k < t->n_choice && code >= 0; k++) {
        word = polder_choice_at(choices_of(result, teller), k, &length);
        code = add_reason(e, word, length, t->good[k], false, report);
    }
    if (!e->told && !e->first && done && polder_walk_has(result, done))
        code = add_reason(e, done, (int)strlen(done), true, false, report);
    /* Also of one that ended and of which no event says why: it has to be somewhere. */
    if (code >= 0) code = add_reason(e, "ended", (int)strlen("ended"), false, true, report);
    return code;
}

/* ---- the networks ---- */

typedef struct {
    polder_endings_t *e;
    const polder_endings_choice_t *choice;
    const told_t *told;
    const polder_result_t *result;
    int64_t futures;
    bool one; /* founding */
} gather_t;

static int reason_of(const gather_t *g, int64_t place, float ended, float done)
{
    if (g->e->first && done >= 1) return 1;
    if (!(ended >= 1) || ended > (float)g->e->horizon) return 0; /* it was lost from view */
    const int why = g->told->why[place];
    if (g->e->first) return 2;
    if (g->e->told) return why >= 0 && why < g->told->n_choice ? why + 1 : g->e->n_reason;
    return done > 0.5f ? 1 : g->e->n_reason;
}

/* The last tick in which a network of an arm is looked at. */
static int last_seen(const gather_t *g, int arm)
{
    const int lasts = polder_result_lasts(g->result, arm);
    return lasts < g->e->horizon ? lasts : g->e->horizon;
}

static int visit(void *self, const polder_chunk_t *chunk, polder_report_t *report)
{
    const gather_t *g = self;
    polder_endings_t *e = g->e;
    (void)report;
    for (int64_t i = 0; i < chunk->n_replicate * chunk->n_case; i++) {
        const int64_t replicate = chunk->first + i / chunk->n_case, arm = i % chunk->n_case;
        const int64_t place = replicate * e->n_arm + arm;
        const float ended = chunk->value[0][i];
        if (isnan(ended) || e->unknown[arm]) continue;
        e->networks++;
        e->recorded += g->told->told[place];
        if (g->choice->recorded && !g->told->told[place]) continue;
        const int reason = reason_of(g, place, ended, chunk->value[1][i]);
        const int64_t cluster =
            g->one ? replicate : polder_replicate(replicate, g->futures).founding;
        if (reason > 0) e->reason[reason - 1].n++;
        if (e->network) e->network[e->n] = place;
        const float when = e->first && reason == 1 ? chunk->value[1][i] : ended;
        e->who[e->n++] = (polder_ended_t){reason > 0 ? (int32_t)when : last_seen(g, (int)arm),
                                          (int16_t)reason, (int16_t)arm, cluster};
    }
    return POLDER_OK;
}

/* "ended" is a reason only where a network ended so, or there is no other. */
static void leave_out_rest(polder_endings_t *e)
{
    polder_reason_t *last = &e->reason[e->n_reason - 1];
    if (last->n > 0 || e->n_reason == 1 || !e->told) return;
    free(last->name);
    e->n_reason--;
}

static int read_networks(const polder_result_t *result, const polder_endings_choice_t *choice,
                         const told_t *told, polder_endings_t *e, polder_report_t *report)
{
    const char *done = polder_result_model(result)->done;
    const char *const column[] = {POLDER_FIELD_ENDED, e->first ? e->first->name
                                                      : done   ? done
                                                               : POLDER_FIELD_ENDED};
    const int64_t replicates = polder_walk_replicates(result);
    gather_t g = {.e = e,
                  .choice = choice,
                  .told = told,
                  .result = result,
                  .futures = polder_result_futures(result)};
    g.one = replicates <= g.futures;
    e->who = malloc(((size_t)told->n + 1) * sizeof *e->who);
    if (choice->where) e->network = malloc(((size_t)told->n + 1) * sizeof *e->network);
    if (!e->who || (choice->where && !e->network)) return polder_out_of_memory(report);
    const int code = polder_walk(result, choice->point, 1, 2, column, visit, &g, report);
    if (code < 0) return code;
    if (!choice->where) polder_ended_sort(e->who, e->n);
    e->split = polder_founded_split(replicates, g.futures, NULL);
    leave_out_rest(e);
    return 0;
}

/* In which arms nobody could see what is asked for. */
static int find_unknown(const polder_result_t *result, polder_endings_t *e, polder_report_t *report)
{
    bool all = e->first != NULL;
    e->unknown = calloc((size_t)e->n_arm + 1, sizeof *e->unknown);
    if (!e->unknown) return polder_out_of_memory(report);
    for (int a = 0; a < e->n_arm && e->first; a++) {
        e->unknown[a] = !polder_result_answers(result, e->first, a);
        all &= e->unknown[a];
    }
    if (!all) return 0;
    return polder_fail_at(report, POLDER_INPUT,
                          &(polder_place_t){.file = polder_result_path(result)},
                          "nothing is known of %s: it can be asked in no arm", e->first->name);
}

static const polder_result_observed_t *find_first(const polder_result_t *result, const char *name)
{
    const polder_result_observed_t *o =
        polder_result_observed(result, polder_result_observed_find(result, name));
    return o && o->first ? o : NULL;
}

int polder_endings_read(const polder_result_t *result, const polder_endings_choice_t *choice,
                        polder_endings_t *e, polder_report_t *report)
{
    const polder_place_t file = {.file = polder_result_path(result)};
    *e = (polder_endings_t){.point = choice->point,
                            .n_arm = polder_result_n_arm(result),
                            .horizon = polder_result_horizon(result),
                            .common = polder_result_common(result)};
    if (e->horizon < 1 || !polder_walk_has(result, POLDER_FIELD_ENDED))
        return polder_fail_at(report, POLDER_INPUT, &file,
                              "the file does not say when networks ended: "
                              "it has no column \"%s\"",
                              POLDER_FIELD_ENDED);
    if (choice->first && strchr(choice->first, '@'))
        return polder_fail_at(report, POLDER_INPUT, &file,
                              "--first takes \"%s\" without %s: it is about all ticks",
                              choice->first, strchr(choice->first, '@'));
    if (choice->first && !(e->first = find_first(result, choice->first)))
        return polder_fail_at(report, POLDER_INPUT, &file,
                              "no first month is observed that is called \"%s\" (in a scenario: "
                              "observe)",
                              choice->first);
    if (e->first && e->first->until < e->horizon) e->horizon = e->first->until;
    if (e->common > e->horizon) e->common = e->horizon;
    const teller_t teller = choice->first ? (teller_t){-1, -1, -1} : find_teller(result);
    told_t told = {.n_arm = e->n_arm,
                   .n_case = polder_result_n_case(result),
                   .first_case = choice->point * e->n_arm,
                   .n = polder_walk_replicates(result) * e->n_arm};
    int code = find_unknown(result, e, report);
    if (code >= 0) code = read_told(result, &teller, &told, report);
    int64_t recorded = 0;
    for (int64_t i = 0; i < told.n && code >= 0; i++) recorded += told.told[i];
    if (code >= 0 && choice->recorded && recorded == 0)
        code = polder_fail_at(report, POLDER_INPUT, &file,
                              "of no network it is recorded why it ended (in a scenario: record, "
                              "networks)");
    e->told = code >= 0 && recorded > 0 && (choice->recorded || told.all);
    if (code >= 0) code = name_reasons(result, &teller, &told, e, report);
    if (code >= 0) code = read_networks(result, choice, &told, e, report);
    drop_told(&told);
    if (code < 0) polder_endings_free(e);
    return code;
}

void polder_endings_free(polder_endings_t *e)
{
    for (int k = 0; e->reason && k < e->n_reason; k++) free(e->reason[k].name);
    free(e->reason);
    free(e->who);
    free(e->network);
    free(e->unknown);
    *e = (polder_endings_t){0};
}

int polder_endings_find(const polder_endings_t *e, const char *name)
{
    for (int k = 0; k < e->n_reason; k++)
        if (strcmp(e->reason[k].name, name) == 0) return k + 1;
    return 0;
}
