/* What every registered part of every model declares: complete, well formed, within its own
 * bounds; and used only as its role allows.
 */
#include "contract/parts_fixture.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>

/* small.letters_and-digits, beginning with a letter after each point */
static bool well_formed(const char *name)
{
    bool start = true;
    if (!*name) return false;
    for (const char *c = name; *c; c++) {
        if (start && !(*c >= 'a' && *c <= 'z')) return false;
        if (!(*c >= 'a' && *c <= 'z') && !(*c >= '0' && *c <= '9') && !strchr("._-", *c))
            return false;
        start = *c == '.';
    }
    return !start;
}

static bool has_text(const char *text, bool full_stop)
{
    const size_t n = text ? strlen(text) : 0;
    if (n == 0 || isspace((unsigned char)text[0]) || isspace((unsigned char)text[n - 1]))
        return false;
    return full_stop || text[n - 1] != '.';
}

/* Readers of netCDF take a number with such a unit for a length of time or a date, and give 62.8
 * days of work back as nanoseconds. */
static bool is_time(const char *unit)
{
    static const char *const word[] = {"d",   "day",        "h",           "hr",  "hour",
                                       "min", "minute",     "s",           "sec", "second",
                                       "ms",  "msec",       "millisecond", "us",  "microsecond",
                                       "ns",  "nanosecond", "week"};
    for (size_t i = 0; i < sizeof word / sizeof *word; i++) {
        const size_t n = strlen(word[i]);
        const char *rest = unit + n;
        if (strncasecmp(unit, word[i], n) == 0 && (!*rest || strcasecmp(rest, "s") == 0))
            return true;
    }
    return strcasestr(unit, "since") != NULL;
}

static void test_is_time(void **state)
{
    (void)state;
    static const char *const time[] = {"days",
                                       "day",
                                       "Days",
                                       "s",
                                       "hours",
                                       "min",
                                       "ms",
                                       "days since 2000-01-01",
                                       "months since the start"};
    static const char *const other[] = {"person-days",   "1",    "months", "1/month", "tick",
                                        "organisations", "ties", "acts",   "as"};
    for (size_t i = 0; i < sizeof time / sizeof *time; i++) assert_true(is_time(time[i]));
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) assert_false(is_time(other[i]));
}

static void check_field(const polder_part_t *part, const polder_field_t *f, int *wrong)
{
    const char *what = NULL;
    int n_choice = 0, length = 0;
    while (f->choices && polder_choice_at(f->choices, n_choice, &length)) n_choice++;
    if (!well_formed(f->name))
        what = "its name is not well formed";
    else if (!(isfinite(f->min) && isfinite(f->max) && f->min <= f->max))
        what = "bounds";
    else if (!(f->value >= f->min && f->value <= f->max))
        what = "default outside its bounds";
    else if (!has_text(f->doc, false))
        what = "its line of text is empty or ends in a full stop";
    else if (strchr(f->doc, '\n'))
        what = "its text has more than one line";
    else if (!has_text(f->unit, true))
        what = "no unit";
    else if (is_time(f->unit))
        what = "a unit that readers take for a time: say of what, as person-days";
    else if (f->role != POLDER_SUM && !has_text(f->source, true))
        what = "no source";
    else if ((f->role == POLDER_PARAMETER || f->role == POLDER_LEVER || f->role == POLDER_SUM) &&
             f->level != POLDER_NETWORK)
        what = "a parameter, lever or sum that is not of the network";
    else if (f->role == POLDER_LEVER && (f->min != 0 || f->max != 1 || f->value != 0))
        what = "a lever is 0 in [0, 1]";
    else if ((f->flags & POLDER_SUMMARY) && f->level != POLDER_NETWORK)
        what = "only what is of the network can be in the summary";
    else if (f->choices && (f->min != 0 || f->max != (float)(n_choice - 1)))
        what = "bounds that do not fit its choices";
    else if ((f->flags & POLDER_WHOLE) && f->value != floorf(f->value))
        what = "default not whole";
    if (!what) return;
    print_error("%s/%s: %s: %s\n", part->model, part->name, f->name, what);
    (*wrong)++;
}

static void check_kind(const polder_part_t *part, const polder_event_kind_t *k, int *wrong)
{
    const char *what = NULL;
    if (!well_formed(k->name))
        what = "its name is not well formed";
    else if (!has_text(k->doc, false) || strchr(k->doc, '\n') || !has_text(k->source, true))
        what = "its line of text or its source";
    else if (k->limit < 1)
        what = "how many there can be in a tick";
    else if ((k->whom && !k->who) || (k->level != POLDER_NETWORK && !k->who))
        what = "who it is about";
    for (int i = 0; i < POLDER_EVENT_NUMBERS && !what; i++) {
        const polder_event_number_t *number = &k->number[i];
        if (!number->name ? number->unit || number->choices || (i == 0 && k->number[1].name)
                          : !well_formed(number->name) || !has_text(number->unit, true) ||
                                is_time(number->unit))
            what = "a number of it";
    }
    if (!what) return;
    print_error("%s/%s: event %s: %s\n", part->model, part->name, k->name, what);
    (*wrong)++;
}

static void check_part(const polder_part_t *part, int *wrong)
{
    for (int i = 0; i < part->n_event; i++) check_kind(part, &part->event[i], wrong);
    if (part->n_event > 0 && part->kind == POLDER_OBSERVE) {
        print_error("%s/%s: what only observes tells of nothing\n", part->model, part->name);
        (*wrong)++;
    }
    if (!well_formed(part->name) || strchr(part->name, '.') || !has_text(part->doc, false) ||
        !has_text(part->source, true) || part->order < 0 || part->order > 9999 || part->n_use < 1) {
        print_error("%s/%s: name, doc, source, order or fields\n", part->model, part->name);
        (*wrong)++;
    }
    for (int u = 0; u < part->n_use; u++) {
        const polder_use_t *use = &part->use[u];
        if (use->access == POLDER_OWN) check_field(part, &use->field, wrong);
        for (int w = 0; w < u; w++)
            if (strcmp(part->use[w].field.name, use->field.name) == 0) {
                print_error("%s/%s: %s is listed twice\n", part->model, part->name,
                            use->field.name);
                (*wrong)++;
            }
    }
}

static const polder_field_t *field_named(const polder_part_t *part, const char *name)
{
    for (int u = 0; u < part->n_use; u++)
        if (strcmp(part->use[u].field.name, name) == 0) return &part->use[u].field;
    return NULL;
}

/* A ramp is divided by the distance of its ends: NAME_from and NAME_to cannot meet. */
static void test_ends_of_ramps(void **state)
{
    (void)state;
    int n = 0;
    for (int i = 0; polder_parts[i]; i++)
        for (int u = 0; u < polder_parts[i]->n_use; u++) {
            const polder_use_t *use = &polder_parts[i]->use[u];
            const polder_field_t *from = &use->field;
            const size_t length = strlen(from->name);
            char name[128];
            if (use->access != POLDER_OWN || length < 5 ||
                strcmp(from->name + length - 5, "_from") != 0)
                continue;
            snprintf(name, sizeof name, "%.*s_to", (int)length - 5, from->name);
            const polder_field_t *to = field_named(polder_parts[i], name);
            if (!to || !(from->max < to->min || to->max < from->min)) {
                print_error("%s: its ramp has no other end, or one that it can meet\n", from->name);
                fail();
            }
            n++;
        }
    assert_true(n > 10);
}

static void test_declarations(void **state)
{
    (void)state;
    int wrong = 0, n = 0;
    for (int i = 0; polder_parts[i]; i++, n++) check_part(polder_parts[i], &wrong);
    check_part(&polder_part_engine_network, &wrong);
    check_part(&polder_part_engine_metrics, &wrong);
    check_part(&polder_part_engine_founding, &wrong);
    assert_true(n > 10);
    assert_int_equal(wrong, 0);
    for (int m = 0; polder_models[m]; m++) {
        assert_true(well_formed(polder_models[m]->name));
        assert_true(has_text(polder_models[m]->doc, false) &&
                    has_text(polder_models[m]->tick, true));
        assert_false(strcasestr(polder_models[m]->tick, "since"));
        assert_true(polder_models[m]->horizon > 0);
    }
}

/* The field of a summary column that a model names: "trust.mean", or "outcome=win-win". */
static const polder_field_t *summary_field(const polder_table_t *table, const char *column)
{
    char name[128];
    const char *word = strchr(column, '=');
    snprintf(name, sizeof name, "%.*s", word ? (int)(word - column) : (int)sizeof name - 1, column);
    const int i = polder_table_find(table, name);
    const polder_field_t *f = i >= 0 ? table->field[i] : NULL;
    const bool good = f && (f->flags & POLDER_SUMMARY) && f->level == POLDER_NETWORK &&
                      (!word || (f->choices && polder_choice_find(f->choices, word + 1) >= 0));
    if (!good) print_error("%s: %s is no summary column\n", table->model->name, column);
    assert_true(good);
    return f;
}

static void check_measures(const polder_table_t *table)
{
    int n_success = 0;
    const polder_measure_t *first = table->model->measure;
    for (const polder_measure_t *m = first; m && m->name; m++) {
        const polder_field_t *f = summary_field(table, polder_measure_column(m));
        const bool word = strchr(polder_measure_column(m), '=') != NULL;
        const bool share = m->kind != POLDER_MEASURE_MEAN;
        assert_true(well_formed(m->name));
        if (share && !word) assert_true(f->min == 0 && f->max == 1);
        if (!share) assert_true(!word && !f->choices);
        for (const polder_measure_t *other = first; other < m; other++)
            assert_string_not_equal(other->name, m->name);
        n_success += m->kind == POLDER_MEASURE_SUCCESS;
    }
    assert_true(n_success <= 1);
}

/* Columns of the summary that begin so are indices from 0 to 1. */
static void check_indices(const polder_table_t *table, const char *beginning)
{
    int n = 0;
    for (int i = 0; beginning && i < table->n_field; i++) {
        const polder_field_t *f = table->field[i];
        if (strncmp(f->name, beginning, strlen(beginning)) != 0) continue;
        if (!(f->flags & POLDER_SUMMARY)) continue;
        assert_true(f->level == POLDER_NETWORK && f->min == 0 && f->max == 1 && !f->choices);
        n++;
    }
    assert_true(!beginning || n > 0);
}

/* Is "reason=time" a number of this kind and one of its choices? `n`: its length. */
static bool can_hold(const polder_event_kind_t *kind, const char *when, size_t n)
{
    char name[128];
    snprintf(name, sizeof name, "%.*s", (int)n, when);
    char *word = strchr(name, '=');
    if (!word) return false;
    *word++ = '\0';
    for (int i = 0; i < POLDER_EVENT_NUMBERS; i++)
        if (kind->number[i].name && strcmp(kind->number[i].name, name) == 0)
            return kind->number[i].choices &&
                   polder_choice_find(kind->number[i].choices, word) >= 0;
    return false;
}

/* A sentence names organisations and numbers that its kind of event has. */
static bool can_be_filled(const polder_event_kind_t *kind, const char *text)
{
    return (!strstr(text, "{who}") || kind->who) && (!strstr(text, "{whom}") || kind->whom) &&
           (!strstr(text, "{a}") || kind->number[0].name) &&
           (!strstr(text, "{b}") || kind->number[1].name) && text[strlen(text) - 1] == '.';
}

static bool good_sentence(const polder_table_t *table, const polder_sentence_t *s)
{
    const int at = polder_table_event(table, s->event);
    const polder_event_kind_t *kind = at >= 0 ? table->event[at] : NULL;
    if (!kind || s->weight < 0 || s->weight > 10 || (s->weight > 0) > (s->text != NULL))
        return false;
    if (s->text && !can_be_filled(kind, s->text)) return false;
    for (const char *when = s->when; when && *when;) {
        const size_t n = strcspn(when, ",");
        if (!can_hold(kind, when, n)) return false;
        when += n + (when[n] == ',');
    }
    /* it is found by its id, and no earlier one takes all of its events */
    for (const polder_sentence_t *other = table->model->story; other < s; other++)
        if (strcmp(other->event, s->event) == 0 && !other->when) return false;
    return polder_model_sentence(table->model, s->id) == s;
}

/* A model that tells its events leaves none of them to its declaration. */
static void check_story(const polder_table_t *table)
{
    const polder_model_t *model = table->model;
    for (const polder_sentence_t *s = model->story; s && s->id; s++) {
        if (!good_sentence(table, s)) print_error("%s: sentence %s\n", model->name, s->id);
        assert_true(good_sentence(table, s));
    }
    assert_null(polder_model_sentence(model, "no such sentence"));
    for (int i = 0; model->story && i < table->n_event; i++) {
        const polder_sentence_t *s = model->story;
        while (s->id && strcmp(s->event, table->event[i]->name) != 0) s++;
        /* the first ones are the engine's */
        if (i > POLDER_EVENT_PLANNED && !s->id) print_error("no %s\n", table->event[i]->name);
        assert_true(i <= POLDER_EVENT_PLANNED || s->id);
    }
    for (const polder_tally_t *t = model->tally; t && t->events; t++) {
        char names[128];
        snprintf(names, sizeof names, "%s", t->events);
        for (char *name = strtok(names, ","); name; name = strtok(NULL, ","))
            assert_true(polder_table_event(table, name) >= 0);
    }
}

/* What a model says of its columns is true of them. */
static void test_models(void **state)
{
    (void)state;
    int n_standard = 0;
    for (int i = 0; polder_models[i]; i++) {
        const polder_model_t *model = polder_models[i];
        polder_table_t table;
        good(polder_table_init(&table, model->name, &report));
        check_measures(&table);
        check_story(&table);
        check_indices(&table, model->symptoms);
        check_indices(&table, model->conditions);
        if (model->ends) assert_non_null(summary_field(&table, model->ends)->choices);
        if (model->ends_well)
            assert_true(polder_choice_find(summary_field(&table, model->ends)->choices,
                                           model->ends_well) >= 0);
        if (model->done) assert_true(summary_field(&table, model->done)->max == 1);
        for (int k = 0; model->overview && model->overview[k]; k++)
            summary_field(&table, model->overview[k]);
        for (int k = 0; model->members && model->members[k]; k++) {
            const int f = polder_table_find(&table, model->members[k]);
            assert_true(f >= 0 && table.field[f]->level != POLDER_NETWORK);
        }
        assert_true(model->year >= 0);
        n_standard += model->standard;
        polder_table_free(&table);
    }
    assert_int_equal(n_standard, 1);
}

/* No mechanism reads an observable; nobody but its owner writes a sum, parameter or lever. */
static void test_access(void **state)
{
    (void)state;
    int wrong = 0;
    for (int m = 0; polder_models[m]; m++) {
        polder_table_t table;
        good(polder_table_init(&table, polder_models[m]->name, &report));
        for (int p = 0; p < table.n_part; p++)
            for (int u = 0; u < table.part[p]->n_use; u++) {
                const polder_field_t *f = table.field[table.link[p][u]];
                const polder_access_t access = table.part[p]->use[u].access;
                const bool bad = (access != POLDER_OWN && f->role == POLDER_OBSERVABLE &&
                                  table.part[p]->kind != POLDER_OBSERVE) ||
                                 (access == POLDER_WRITE && f->role != POLDER_STATE) ||
                                 (access == POLDER_WRITE && table.part[p]->kind == POLDER_OBSERVE);
                if (!bad) continue;
                print_error("%s may not use %s in this way\n", table.part[p]->name, f->name);
                wrong++;
            }
        polder_table_free(&table);
    }
    assert_int_equal(wrong, 0);
}

/* Rules for initial values name fields that there are and that can be given. */
static void test_rules(void **state)
{
    (void)state;
    for (int m = 0; polder_models[m]; m++) {
        polder_table_t t;
        good(polder_table_init(&t, polder_models[m]->name, &report));
        for (int p = 0; p < t.n_part; p++)
            for (int k = 0; k < t.part[p]->n_rule; k++) {
                const polder_rule_t *rule = &t.part[p]->rule[k];
                const int f = polder_table_find(&t, rule->field);
                int n = 0;
                for (int g = 0; g < t.n_field; g++)
                    n += strncmp(t.field[g]->name, rule->field, strlen(rule->field)) == 0 &&
                         polder_field_is_given(t.field[g]) &&
                         t.field[g]->level == POLDER_ORGANISATION;
                if (rule->kind == POLDER_SHARES) assert_true(n > 1 && n <= 32);
                if (rule->kind == POLDER_FOUNDERS)
                    assert_true(f >= 0 && t.field[f]->role == POLDER_PARAMETER);
                if (rule->kind != POLDER_SUPPLY) continue;
                const int other = polder_table_find(&t, rule->other);
                assert_true(f >= 0 && other >= 0 && f != other);
                assert_true(polder_field_is_given(t.field[f]));
                assert_true(polder_field_is_given(t.field[other]));
            }
        polder_table_free(&t);
    }
}

/* With the index and one by one: the same field, and none for what is nearly a name. */
static void test_fields_are_found(void **state)
{
    (void)state;
    for (int m = 0; polder_models[m]; m++) {
        polder_table_t t;
        good(polder_table_init(&t, polder_models[m]->name, &report));
        assert_true(t.n_slot > 2 * t.n_field);
        for (int turn = 0; turn < 2; turn++, t.n_slot = 0) {
            for (int f = 0; f < t.n_field; f++) {
                char name[128];
                assert_int_equal(polder_table_find(&t, t.field[f]->name), f);
                snprintf(name, sizeof name, "%s.", t.field[f]->name);
                assert_int_equal(polder_table_find(&t, name), -1);
            }
            assert_int_equal(polder_table_find(&t, ""), -1);
        }
        polder_table_free(&t);
    }
}

static void test_names_and_purposes(void **state)
{
    (void)state;
    for (int m = 0; polder_models[m]; m++) {
        polder_table_t t;
        good(polder_table_init(&t, polder_models[m]->name, &report)); /* refuses double names */
        for (int p = 0; p < t.n_part; p++)
            for (int q = 0; q < p; q++) {
                assert_string_not_equal(t.part[p]->name, t.part[q]->name);
                assert_int_not_equal(polder_purpose(t.part[p]->name),
                                     polder_purpose(t.part[q]->name));
            }
        /* initial values are drawn with the name of their field */
        for (int f = 0; f < t.n_field; f++)
            for (int g = 0; g < f; g++)
                assert_int_not_equal(polder_purpose(t.field[f]->name),
                                     polder_purpose(t.field[g]->name));
        polder_table_free(&t);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_is_time),
        cmocka_unit_test(test_declarations),
        cmocka_unit_test(test_models),
        cmocka_unit_test(test_ends_of_ramps),
        cmocka_unit_test(test_access),
        cmocka_unit_test(test_rules),
        cmocka_unit_test(test_fields_are_found),
        cmocka_unit_test(test_names_and_purposes),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
