/* draft.c: see draft.h. A draft is a scenario as JSON; what a call adds is tried in a scenario that
 * has nothing else, so that its mistakes are told at once and by the code that reads scenarios. */
#include "scenario/draft.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "io/json.h"
#include "scenario/scenario.h"

static const char place[] = "draft"; /* stands for a file in messages, until they are told */

typedef struct {
    int n;
    char **text;
} texts_t;

struct polder_draft {
    char *model, *folder, *network; /* folder, network: or NULL */
    texts_t set, record;            /* "seed=3"; names of fields */
    json_t *arms, *common;          /* common: interventions of all arms */
    json_t *factors, *design, *summary, *observed;
    bool open; /* factors were said after the design, which has none of them */
    int n_intervention, n_event;
    json_t **intervention; /* each stands in an arm, or in `common` */
    json_t *happens;       /* events of all arms */
    json_t **event;        /* each stands in an arm, or in `happens` */
};

/* As people write it: without a point if it is whole, which some fields must be. NULL: it is none, or
 * there is no memory. */
static json_t *number(double value)
{
    const bool whole = value == floor(value) && fabs(value) < 1e15;
    return whole ? json_integer((json_int_t)value) : json_real(value);
}

/* ---- lists of texts ---- */

/* The text `name=…` takes the place of an earlier one. */
static int texts_put(texts_t *t, const char *text, size_t name, polder_report_t *report)
{
    char *copy = strdup(text);
    char **more = realloc(t->text, ((size_t)t->n + 1) * sizeof *more);
    if (more) t->text = more;
    if (!copy || !more) {
        free(copy);
        return polder_out_of_memory(report);
    }
    for (int i = 0; i < t->n; i++) {
        if (strncmp(t->text[i], text, name) != 0) continue;
        free(t->text[i]);
        t->text[i] = copy;
        return POLDER_OK;
    }
    t->text[t->n++] = copy;
    return POLDER_OK;
}

static void texts_free(texts_t *t)
{
    for (int i = 0; i < t->n; i++) free(t->text[i]);
    free(t->text);
}

/* ---- reading what there is ---- */

/* A place in a text that nobody wrote says nothing. */
static void forget_places(polder_report_t *report)
{
    for (size_t i = 0; i < report->n; i++) {
        polder_note_t *note = &report->note[i];
        const bool ours =
            note->file && (strcmp(note->file, place) == 0 || strncmp(note->file, "--", 2) == 0);
        if (!ours) continue;
        free(note->file);
        free(note->excerpt);
        note->file = note->excerpt = NULL;
        note->line = note->column = note->width = 0;
    }
}

/* In fifteen digits, as people write numbers and messages show them, if none needs more. With a point
 * in any locale. */
static char *text_of(const json_t *root)
{
    char *text = polder_json_dumps(root, JSON_ENCODE_ANY | JSON_REAL_PRECISION(15));
    json_t *again = text ? json_loads(text, JSON_DECODE_ANY, NULL) : NULL;
    const bool same = json_equal(root, again);
    json_decref(again);
    if (same) return text;
    free(text);
    return polder_json_dumps(root, JSON_ENCODE_ANY);
}

/* The experiment of `root`, which is used up. Warnings are told if it is for good. */
static int read_root(const polder_draft_t *d, json_t *root, const texts_t *set,
                     const texts_t *record, bool for_good, polder_experiment_t *x,
                     polder_report_t *report)
{
    polder_report_t notes;
    const polder_scenario_options_t options = {.n_set = set->n,
                                               .set = (const char *const *)set->text,
                                               .n_record = record->n,
                                               .record = (const char *const *)record->text,
                                               .network = d->network,
                                               .drafted = true};
    const bool named = json_object_set_new(root, "model", json_string(d->model)) == 0;
    char *text = named ? text_of(root) : NULL;
    json_decref(root);
    if (!text) return polder_out_of_memory(report);
    polder_report_init_for(&notes, report);
    const int code =
        polder_scenario_parse(text, strlen(text), place, d->folder, &options, x, &notes);
    forget_places(&notes);
    if (report && (for_good || code < 0))
        polder_report_take(report, &notes);
    else
        polder_report_free(&notes);
    free(text);
    return code < 0 ? code : POLDER_OK;
}

static int try_all(const polder_draft_t *d, json_t *root, const texts_t *set, const texts_t *record,
                   polder_report_t *report)
{
    polder_experiment_t x = {0};
    if (!root) return polder_out_of_memory(report);
    const int code = read_root(d, root, set, record, false, &x, report);
    if (code >= 0) polder_experiment_free(&x);
    return code;
}

/* Would a scenario that has only this key be good? `value` is used up. */
static int try_key(const polder_draft_t *d, const char *key, json_t *value, polder_report_t *report)
{
    const texts_t none = {0};
    return try_all(d, json_pack("{s:o}", key, value), &none, &none, report);
}

/* The same of one key of an arm. */
static int try_arm(const polder_draft_t *d, const char *key, json_t *value, polder_report_t *report)
{
    return try_key(d, "arms", json_pack("[{s:s, s:o}]", "name", "arm", key, value), report);
}

/* ---- the draft ---- */

int polder_draft_new(polder_draft_t **draft, const char *model, const char *folder,
                     polder_report_t *report)
{
    const texts_t none = {0};
    polder_draft_t *d = calloc(1, sizeof *d);
    *draft = NULL;
    if (!d) return polder_out_of_memory(report);
    d->model = strdup(model);
    d->folder = folder ? strdup(folder) : NULL;
    d->arms = json_array();
    d->common = json_array();
    d->happens = json_array();
    d->factors = json_object();
    d->summary = json_array();
    d->observed = json_object();
    const bool good = d->model && (!folder || d->folder) && d->arms && d->common && d->happens &&
                      d->factors && d->summary && d->observed;
    const int code =
        good ? try_all(d, json_object(), &none, &none, report) : polder_out_of_memory(report);
    if (code < 0)
        polder_draft_free(d);
    else
        *draft = d;
    return code;
}

void polder_draft_free(polder_draft_t *d)
{
    if (!d) return;
    texts_free(&d->set);
    texts_free(&d->record);
    json_decref(d->arms);
    json_decref(d->common);
    json_decref(d->happens);
    json_decref(d->factors);
    json_decref(d->design);
    json_decref(d->summary);
    json_decref(d->observed);
    free(d->intervention);
    free(d->event);
    free(d->model);
    free(d->folder);
    free(d->network);
    free(d);
}

static int check_arm(const polder_draft_t *d, int arm, polder_report_t *report)
{
    const int n = (int)json_array_size(d->arms);
    if (arm >= 0 && arm < n) return POLDER_OK;
    return polder_fail(report, POLDER_INPUT, "there is no arm %d: the draft has %d, from 0", arm,
                       n);
}

static int check_intervention(const polder_draft_t *d, int i, polder_report_t *report)
{
    if (i >= 0 && i < d->n_intervention) return POLDER_OK;
    return polder_fail(report, POLDER_INPUT,
                       "there is no intervention %d: the draft has %d, from 0", i,
                       d->n_intervention);
}

/* ---- values ---- */

static int set_everywhere(polder_draft_t *d, const char *name, const char *text,
                          polder_report_t *report)
{
    const texts_t none = {0};
    const size_t n = strlen(name), size = n + strlen(text) + 2;
    char *whole = malloc(size);
    if (!whole) return polder_out_of_memory(report);
    snprintf(whole, size, "%s=%s", name, text);
    const texts_t one = {1, &whole};
    int code = try_all(d, json_object(), &one, &none, report);
    if (code >= 0) code = texts_put(&d->set, whole, n + 1, report);
    free(whole);
    return code;
}

/* `value` is used up. */
static int set_in_arm(polder_draft_t *d, int arm, const char *name, json_t *value,
                      polder_report_t *report)
{
    int code = check_arm(d, arm, report);
    json_t *set = value ? json_pack("{s:O}", name, value) : NULL;
    if (code >= 0)
        code = set ? try_arm(d, "set", json_incref(set), report) : polder_out_of_memory(report);
    if (code >= 0 &&
        json_object_set(json_object_get(json_array_get(d->arms, (size_t)arm), "set"), name, value))
        code = polder_out_of_memory(report);
    json_decref(set);
    json_decref(value);
    return code;
}

/* A key of an arm itself. `value` is used up. */
static int say_in_arm(polder_draft_t *d, int arm, const char *key, json_t *value,
                      polder_report_t *report)
{
    int code = value ? check_arm(d, arm, report) : polder_out_of_memory(report);
    if (code >= 0) code = try_arm(d, key, json_incref(value), report);
    if (code >= 0 && json_object_set(json_array_get(d->arms, (size_t)arm), key, value))
        code = polder_out_of_memory(report);
    json_decref(value);
    return code;
}

int polder_draft_set(polder_draft_t *d, int arm, const char *name, const char *text,
                     polder_report_t *report)
{
    if (arm == POLDER_ALL_ARMS) return set_everywhere(d, name, text, report);
    json_t *value = json_loads(text, JSON_DECODE_ANY, NULL);
    if (strcmp(name, "horizon") == 0)
        return say_in_arm(d, arm, name, value ? value : json_string(text), report);
    return set_in_arm(d, arm, name, value ? value : json_string(text), report);
}

int polder_draft_number(polder_draft_t *d, int arm, const char *name, double value,
                        polder_report_t *report)
{
    if (!isfinite(value))
        return polder_fail(report, POLDER_INPUT, "%s: %g is not a number", name, value);
    json_t *json = number(value);
    char *text = json ? text_of(json) : NULL;
    const int code =
        text ? polder_draft_set(d, arm, name, text, report) : polder_out_of_memory(report);
    json_decref(json);
    free(text);
    return code;
}

int polder_draft_bounds(polder_draft_t *d, int arm, const char *name, double least, double most,
                        polder_report_t *report)
{
    json_t *bounds = json_object();
    int bad = 0;
    if (isnan(least) || isnan(most)) {
        json_decref(bounds);
        return polder_fail(report, POLDER_INPUT, "%s: a bound is not a number", name);
    }
    if (isfinite(least)) bad |= json_object_set_new(bounds, "at least", number(least));
    if (isfinite(most)) bad |= json_object_set_new(bounds, "at most", number(most));
    if (!bad) return set_in_arm(d, arm, name, bounds, report);
    json_decref(bounds);
    return polder_out_of_memory(report);
}

int polder_draft_network(polder_draft_t *d, const char *path, polder_report_t *report)
{
    const texts_t none = {0};
    char *copy = strdup(path), *before = d->network;
    if (!copy) return polder_out_of_memory(report);
    d->network = copy;
    const int code = try_all(d, json_object(), &none, &none, report);
    if (code < 0) d->network = before;
    free(code < 0 ? copy : before);
    return code;
}

/* ---- arms and interventions ---- */

int polder_draft_arm(polder_draft_t *d, const char *name, polder_report_t *report)
{
    json_t *arm = json_pack("{s:s, s:[], s:{}}", "name", name, "interventions", "set");
    const int n = (int)json_array_size(d->arms);
    int code = arm ? try_key(d, "arms", json_pack("[O]", arm), report)
                   : polder_fail(report, POLDER_INPUT, "the name of an arm is UTF-8");
    if (code >= 0 && json_array_append(d->arms, arm)) code = polder_out_of_memory(report);
    json_decref(arm);
    return code < 0 ? code : n;
}

/* One more in a list of an arm, or of all (`common`), and in that of the draft. Takes `what`; its
 * number. */
static int add_to(polder_draft_t *d, int arm, const char *key, json_t *common, json_t ***all,
                  int *n, json_t *what, polder_report_t *report)
{
    json_t *of = json_array_get(d->arms, (size_t)arm), *list = common;
    json_t **more = realloc(*all, ((size_t)*n + 1) * sizeof **all);
    if (more) *all = more;
    if (arm != POLDER_ALL_ARMS) list = json_object_get(of, key);
    if (!list && json_object_set_new(of, key, list = json_array())) list = NULL;
    if (!more || !list) json_decref(what);
    if (!more || !list || json_array_append_new(list, what)) return polder_out_of_memory(report);
    more[*n] = what;
    return (*n)++;
}

static int try_intervention(const polder_draft_t *d, const json_t *what, polder_report_t *report)
{
    json_t *copy = json_deep_copy(what);
    if (!copy) return polder_out_of_memory(report);
    if (!json_object_get(copy, "use") && !json_object_get(copy, "levers") &&
        json_object_set_new(copy, "levers", json_object())) {
        json_decref(copy);
        return polder_out_of_memory(report);
    }
    return try_arm(d, "interventions", json_pack("[o]", copy), report);
}

static int new_intervention(polder_draft_t *d, int arm, const char *key, const char *name,
                            polder_report_t *report)
{
    json_t *what = json_pack("{s:s}", key, name);
    int code = what ? POLDER_OK
                    : polder_fail(report, POLDER_INPUT, "the name of an intervention is UTF-8");
    if (code >= 0 && arm != POLDER_ALL_ARMS) code = check_arm(d, arm, report);
    if (code >= 0) code = try_intervention(d, what, report);
    if (code >= 0)
        return add_to(d, arm, "interventions", d->common, &d->intervention, &d->n_intervention,
                      what, report);
    json_decref(what);
    return code;
}

int polder_draft_intervention(polder_draft_t *d, int arm, const char *name, polder_report_t *report)
{
    return new_intervention(d, arm, "name", name, report);
}

int polder_draft_use(polder_draft_t *d, int arm, const char *file, polder_report_t *report)
{
    return new_intervention(d, arm, "use", file, report);
}

/* One more thing that is said of an intervention; takes `value`, NULL: there was no memory, or a
 * number that is none. */
static int say(polder_draft_t *d, int i, const char *key, json_t *value, polder_report_t *report)
{
    int code = check_intervention(d, i, report);
    if (code >= 0 && !value)
        code = polder_fail(report, POLDER_INPUT, "%s: this is no number or no text", key);
    json_t *copy = code >= 0 ? json_copy(d->intervention[i]) : NULL;
    if (code >= 0 && (!copy || json_object_set(copy, key, value)))
        code = polder_out_of_memory(report);
    if (code >= 0) code = try_intervention(d, copy, report);
    if (code >= 0 && json_object_set(d->intervention[i], key, value))
        code = polder_out_of_memory(report);
    json_decref(copy);
    json_decref(value);
    return code;
}

int polder_draft_lever(polder_draft_t *d, int intervention, const char *lever, double level,
                       polder_report_t *report)
{
    const int code = check_intervention(d, intervention, report);
    if (code < 0) return code;
    json_t *before = json_object_get(d->intervention[intervention], "levers");
    json_t *levers = before ? json_copy(before) : json_object();
    if (json_object_set_new(levers, lever, number(level))) {
        json_decref(levers);
        levers = NULL;
    }
    return say(d, intervention, "levers", levers, report);
}

int polder_draft_dose(polder_draft_t *d, int intervention, double dose, polder_report_t *report)
{
    return say(d, intervention, "dose", number(dose), report);
}

/* Both at once, so that neither stands if the other is wrong. Takes `when`. */
static int start(polder_draft_t *d, int i, json_t *when, int duration, polder_report_t *report)
{
    int code = check_intervention(d, i, report);
    json_t *copy = code >= 0 ? json_copy(d->intervention[i]) : NULL;
    if (code >= 0 && !when)
        code = polder_fail(report, POLDER_INPUT, "%s: this is no number or no text", "start");
    if (code >= 0 && json_object_set(copy, "start", when)) code = polder_out_of_memory(report);
    if (code >= 0 && duration == 0) json_object_del(copy, "duration");
    if (code >= 0 && duration != 0 && json_object_set_new(copy, "duration", json_integer(duration)))
        code = polder_out_of_memory(report);
    if (code >= 0) code = try_intervention(d, copy, report);
    if (code >= 0 && json_object_update(d->intervention[i], copy))
        code = polder_out_of_memory(report);
    if (code >= 0 && duration == 0) json_object_del(d->intervention[i], "duration");
    json_decref(copy);
    json_decref(when);
    return code;
}

int polder_draft_start(polder_draft_t *d, int intervention, int tick, int duration,
                       polder_report_t *report)
{
    return start(d, intervention, json_integer(tick), duration, report);
}

int polder_draft_start_when(polder_draft_t *d, int intervention, const char *condition,
                            int duration, polder_report_t *report)
{
    return start(d, intervention, json_string(condition), duration, report);
}

/* One more name than the target has. */
static json_t *one_more_name(const json_t *target, const char *name)
{
    json_t *before = json_object_get(target, "name");
    json_t *names = before ? json_copy(before) : json_array();
    if (json_array_append_new(names, json_string(name)) == 0)
        return json_pack("{s:o}", "name", names);
    json_decref(names);
    return NULL;
}

/* A target in the words of a scenario, after the one that is there; NULL: a number or a text is none. */
static json_t *target_of(const json_t *owner, const char *whom, const char *what, double amount)
{
    const char *text = what ? what : "";
    json_t *target = NULL;
    if (strcmp(whom, "name") == 0)
        target = one_more_name(json_object_get(owner, "target"), text);
    else if (strcmp(whom, "newcomers") == 0)
        target = json_pack("{s:o}", whom, number(amount));
    else
        target = json_pack("{s:s}", whom, text);
    if (target && (strcmp(whom, "highest") == 0 || strcmp(whom, "lowest") == 0) &&
        json_object_set_new(target, "share", number(amount))) {
        json_decref(target);
        target = NULL;
    }
    return target;
}

int polder_draft_target(polder_draft_t *d, int intervention, const char *whom, const char *what,
                        double amount, polder_report_t *report)
{
    const int code = check_intervention(d, intervention, report);
    if (code < 0) return code;
    return say(d, intervention, "target",
               target_of(d->intervention[intervention], whom, what, amount), report);
}

int polder_draft_cost(polder_draft_t *d, int intervention, double per_tick, double per_member,
                      polder_report_t *report)
{
    return say(
        d, intervention, "cost",
        json_pack("{s:o, s:o}", "per_month", number(per_tick), "per_member", number(per_member)),
        report);
}

/* ---- events ---- */

/* Would a scenario take it? Whom it is about may be said later. */
static int try_event(const polder_draft_t *d, const json_t *event, polder_report_t *report)
{
    json_t *whole = json_copy((json_t *)event); /* it is only read */
    if (!json_object_get(whole, "target") && !json_object_get(whole, "between")) {
        json_t *with = json_copy(whole);
        const bool made =
            json_object_set_new(with, "target", json_pack("{s:i}", "newcomers", 1)) == 0;
        const int code = made ? try_key(d, "events", json_pack("[O]", with), NULL) : POLDER_MEMORY;
        json_decref(with);
        if (code >= 0) {
            json_decref(whole);
            return code;
        }
    }
    return try_key(d, "events", json_pack("[o]", whole), report);
}

/* Takes `event`. */
static int new_event(polder_draft_t *d, int arm, const char *name, json_t *event,
                     polder_report_t *report)
{
    int code =
        event && (!name || json_object_set_new(event, "name", json_string(name)) == 0)
            ? POLDER_OK
            : polder_fail(report, POLDER_INPUT, "an event has a text or number that is none");
    if (code >= 0 && arm != POLDER_ALL_ARMS) code = check_arm(d, arm, report);
    if (code >= 0) code = try_event(d, event, report);
    if (code >= 0)
        return add_to(d, arm, "events", d->happens, &d->event, &d->n_event, event, report);
    json_decref(event);
    return code;
}

int polder_draft_event(polder_draft_t *d, int arm, const char *name, const char *what,
                       polder_report_t *report)
{
    return new_event(d, arm, name, json_pack("{s:s, s:i}", "what", what, "month", 1), report);
}

int polder_draft_event_set(polder_draft_t *d, int arm, const char *name, const char *field,
                           double value, polder_report_t *report)
{
    return new_event(d, arm, name,
                     json_pack("{s:{s:o}, s:i}", "set", field, number(value), "month", 1), report);
}

/* One more thing that is said of an event, in the place of `instead` (NULL: of nothing else). Takes
 * `value`, NULL as in say. */
static int say_event(polder_draft_t *d, int i, const char *key, const char *instead, json_t *value,
                     polder_report_t *report)
{
    int code = i >= 0 && i < d->n_event
                   ? POLDER_OK
                   : polder_fail(report, POLDER_INPUT,
                                 "there is no event %d: the draft has %d, from 0", i, d->n_event);
    if (code >= 0 && !value)
        code = polder_fail(report, POLDER_INPUT, "%s: this is no number or no text", key);
    json_t *copy = code >= 0 ? json_copy(d->event[i]) : NULL;
    if (code >= 0 && (!copy || json_object_set(copy, key, value)))
        code = polder_out_of_memory(report);
    if (code >= 0 && instead) json_object_del(copy, instead);
    if (code >= 0) code = try_event(d, copy, report);
    if (code >= 0 && json_object_set(d->event[i], key, value)) code = polder_out_of_memory(report);
    if (code >= 0 && instead) json_object_del(d->event[i], instead);
    json_decref(copy);
    json_decref(value);
    return code;
}

/* NULL if there is none of this number. */
static const json_t *event_of(const polder_draft_t *d, int i)
{
    return i >= 0 && i < d->n_event ? d->event[i] : NULL;
}

int polder_draft_event_also(polder_draft_t *d, int event, const char *field, double value,
                            polder_report_t *report)
{
    json_t *before = json_object_get(event_of(d, event), "set");
    json_t *set = before ? json_copy(before) : json_object();
    if (json_object_set_new(set, field, number(value))) {
        json_decref(set);
        set = NULL;
    }
    return say_event(d, event, "set", NULL, set, report);
}

int polder_draft_event_tick(polder_draft_t *d, int event, int tick, polder_report_t *report)
{
    return say_event(d, event, "month", "when", json_integer(tick), report);
}

int polder_draft_event_when(polder_draft_t *d, int event, const char *condition,
                            polder_report_t *report)
{
    return say_event(d, event, "when", "month", json_string(condition), report);
}

int polder_draft_event_rate(polder_draft_t *d, int event, double rate, polder_report_t *report)
{
    return say_event(d, event, "rate", NULL, number(rate), report);
}

int polder_draft_event_duration(polder_draft_t *d, int event, int ticks, polder_report_t *report)
{
    return say_event(d, event, "duration", NULL, json_integer(ticks), report);
}

int polder_draft_event_target(polder_draft_t *d, int event, const char *whom, const char *what,
                              double amount, polder_report_t *report)
{
    return say_event(d, event, "target", "between",
                     target_of(event_of(d, event), whom, what, amount), report);
}

/* One more than `before` has; NULL: a text is none, or there is no memory. */
static json_t *one_more(const json_t *before, json_t *value)
{
    json_t *list = before ? json_copy((json_t *)before) : json_array();
    if (json_array_append_new(list, value) == 0) return list;
    json_decref(list);
    return NULL;
}

int polder_draft_event_between(polder_draft_t *d, int event, const char *from, const char *to,
                               polder_report_t *report)
{
    return say_event(
        d, event, "between", "target",
        one_more(json_object_get(event_of(d, event), "between"), json_pack("[s, s]", from, to)),
        report);
}

/* ---- another network, or less of the model, in an arm ---- */

int polder_draft_without(polder_draft_t *d, int arm, const char *part, polder_report_t *report)
{
    const json_t *of = json_array_get(d->arms, arm < 0 ? SIZE_MAX : (size_t)arm);
    return say_in_arm(d, arm, "without",
                      one_more(json_object_get(of, "without"), json_string(part)), report);
}

/* Takes `value`. */
static int change(polder_draft_t *d, int arm, const char *key, json_t *value,
                  polder_report_t *report)
{
    int code = check_arm(d, arm, report);
    json_t *of = json_array_get(d->arms, (size_t)arm), *before = json_object_get(of, "network");
    json_t *network = before ? json_copy(before) : json_object();
    json_t *list = value ? one_more(json_object_get(before, key), value) : NULL;
    if (code >= 0 && !list)
        code = polder_fail(report, POLDER_INPUT, "%s: this is no number or no text", key);
    if (code >= 0 && json_object_set(network, key, list)) code = polder_out_of_memory(report);
    if (code >= 0) code = try_arm(d, "network", json_incref(network), report);
    if (code >= 0 && json_object_set(of, "network", network)) code = polder_out_of_memory(report);
    json_decref(list);
    json_decref(network);
    return code;
}

int polder_draft_arm_network(polder_draft_t *d, int arm, const char *path, polder_report_t *report)
{
    int code = check_arm(d, arm, report);
    if (code < 0) return code;
    json_t *of = json_array_get(d->arms, (size_t)arm), *before = json_object_get(of, "network");
    json_t *network = before ? json_copy(before) : json_object();
    /* As of the network of all: seen from the working folder, whatever the folder of the draft. */
    char *whole = realpath(path, NULL);
    if (json_object_set_new(network, "file", json_string(whole ? whole : path)))
        code = polder_fail(report, POLDER_INPUT, "%s: this is no number or no text", "file");
    if (code >= 0) code = try_arm(d, "network", json_incref(network), report);
    if (code >= 0 && json_object_set(of, "network", network)) code = polder_out_of_memory(report);
    json_decref(network);
    free(whole);
    return code;
}

int polder_draft_absent(polder_draft_t *d, int arm, const char *member, polder_report_t *report)
{
    return change(d, arm, "absent", json_string(member), report);
}

int polder_draft_typical(polder_draft_t *d, int arm, const char *member, polder_report_t *report)
{
    return change(d, arm, "typical", json_string(member), report);
}

int polder_draft_cut(polder_draft_t *d, int arm, const char *one, const char *other,
                     polder_report_t *report)
{
    return change(d, arm, "cut", json_pack("[s, s]", one, other), report);
}

/* ---- what is varied ---- */

/* A design may vary how interventions are done: with all of them. `design` is used up. */
static int try_design(const polder_draft_t *d, json_t *design, polder_report_t *report)
{
    const texts_t none = {0};
    const json_t *arm = NULL;
    json_t *all = json_copy(d->common);
    size_t i = 0;
    int bad = !all;
    json_array_foreach(d->arms, i, arm) bad |=
        json_array_extend(all, json_object_get(arm, "interventions"));
    json_t *root = bad ? NULL : json_pack("{s:O, s:O}", "design", design, "interventions", all);
    json_decref(all);
    json_decref(design);
    return try_all(d, root, &none, &none, report);
}

int polder_draft_factor(polder_draft_t *d, const char *name, int n, const double *value,
                        polder_report_t *report)
{
    json_t *list = json_array();
    int bad = !list;
    for (int i = 0; i < n && !bad; i++) bad |= json_array_append_new(list, number(value[i]));
    int code = bad ? polder_fail(report, POLDER_INPUT, "%s: a value is not a number", name) : 0;
    if (code >= 0)
        code = try_design(
            d, json_pack("{s:s, s:{s:{s:O}}}", "kind", "grid", "factors", name, "values", list),
            report);
    if (code >= 0 && json_object_set(d->factors, name, list)) code = polder_out_of_memory(report);
    if (code >= 0) d->open = true;
    json_decref(list);
    return code;
}

/* A list is the range of a factor that is sampled, and the values of one that is not. */
static json_t *factors_of(const polder_draft_t *d, const char *kind)
{
    const char *name = NULL;
    json_t *list = NULL, *all = json_object();
    const bool listed = strcmp(kind, "grid") == 0 || strcmp(kind, "one-at-a-time") == 0;
    json_object_foreach(d->factors, name, list)
    {
        json_t *one = listed ? json_pack("{s:O}", "values", list) : json_incref(list);
        if (json_object_set_new(all, name, one) == 0) continue;
        json_decref(all);
        return NULL;
    }
    return all;
}

int polder_draft_design(polder_draft_t *d, const char *kind, int size, polder_report_t *report)
{
    const char *of_size = strcmp(kind, "morris") == 0 ? "trajectories" : "points";
    json_t *design = json_pack("{s:s, s:o}", "kind", kind, "factors", factors_of(d, kind));
    if (!design || (size != 0 && json_object_set_new(design, of_size, json_integer(size)))) {
        json_decref(design);
        return polder_out_of_memory(report);
    }
    const int code = try_design(d, json_incref(design), report);
    if (code >= 0) {
        json_decref(d->design);
        d->design = design;
        d->open = false;
    } else
        json_decref(design);
    return code;
}

/* ---- what is kept ---- */

int polder_draft_record(polder_draft_t *d, const char *field, polder_report_t *report)
{
    const texts_t none = {0};
    char *name = (char *)field; /* it is only read */
    const texts_t one = {1, &name};
    const int code = try_all(d, json_object(), &none, &one, report);
    return code < 0 ? code : texts_put(&d->record, field, strlen(field) + 1, report);
}

int polder_draft_keep(polder_draft_t *d, const char *field, polder_report_t *report)
{
    int code = try_key(d, "record", json_pack("{s:[s]}", "summary", field), report);
    if (code >= 0 && json_array_append_new(d->summary, json_string(field)))
        code = polder_out_of_memory(report);
    return code;
}

/* The arms, with nothing but how long they live. */
static json_t *horizons_of(const polder_draft_t *d)
{
    const json_t *arm = NULL;
    json_t *list = json_array();
    size_t i = 0;
    json_array_foreach(d->arms, i, arm)
    {
        json_t *one = json_pack("{s:O}", "name", json_object_get(arm, "name"));
        json_t *horizon = json_object_get(arm, "horizon");
        bool good = one && (!horizon || json_object_set(one, "horizon", horizon) == 0);
        if (good && json_array_append_new(list, one) == 0) continue;
        if (!good) json_decref(one);
        json_decref(list);
        return NULL;
    }
    return list;
}

int polder_draft_observe(polder_draft_t *d, const char *name, const char *kind, const char *of,
                         int from, int until, polder_report_t *report)
{
    const texts_t none = {0};
    json_t *one = json_pack("{s:s}", kind, of);
    if (!one) return polder_fail(report, POLDER_INPUT, "%s: this is no number or no text", kind);
    int bad = 0;
    if (from != 0) bad |= json_object_set_new(one, "from", json_integer(from));
    if (until != 0) bad |= json_object_set_new(one, "until", json_integer(until));
    json_t *root = bad ? NULL : json_pack("{s:{s:O}}", "observe", name, one);
    json_t *arms = root ? horizons_of(d) : NULL;
    if (root && (!arms || (json_array_size(arms) > 0 && json_object_set(root, "arms", arms)))) {
        json_decref(root);
        root = NULL;
    }
    json_decref(arms);
    /* With what was set, and how long arms live: the last tick is one of that. */
    int code = root ? try_all(d, root, &d->set, &none, report) : polder_out_of_memory(report);
    if (code >= 0 && json_object_set(d->observed, name, one)) code = polder_out_of_memory(report);
    json_decref(one);
    return code;
}

/* ---- the experiment ---- */

/* Only what was said. */
static json_t *root_of(const polder_draft_t *d)
{
    json_t *root = json_object();
    int bad = !root;
    if (json_array_size(d->arms) > 0) bad |= json_object_set(root, "arms", d->arms);
    if (json_array_size(d->common) > 0) bad |= json_object_set(root, "interventions", d->common);
    if (json_array_size(d->happens) > 0) bad |= json_object_set(root, "events", d->happens);
    if (json_array_size(d->summary) > 0)
        bad |= json_object_set_new(root, "record", json_pack("{s:O}", "summary", d->summary));
    if (json_object_size(d->observed) > 0) bad |= json_object_set(root, "observe", d->observed);
    if (d->design) bad |= json_object_set(root, "design", d->design);
    if (!bad) return root;
    json_decref(root);
    return NULL;
}

int polder_draft_make(const polder_draft_t *d, polder_experiment_t **x, polder_report_t *report)
{
    *x = NULL;
    if (d->open)
        return polder_fail(report, POLDER_INPUT,
                           "there are factors that no design has: say the design after the last "
                           "factor");
    json_t *root = root_of(d);
    *x = root ? calloc(1, sizeof **x) : NULL;
    if (!*x) {
        json_decref(root);
        return polder_out_of_memory(report);
    }
    const int code = read_root(d, root, &d->set, &d->record, true, *x, report);
    if (code >= 0) {
        free((*x)->file); /* it is of none */
        (*x)->file = NULL;
        return code;
    }
    free(*x);
    *x = NULL;
    return code;
}
