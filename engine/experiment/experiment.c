/* experiment.c: see experiment.h. */
#include "experiment/experiment.h"

#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "experiment/number.h"
#include "kernel/utf8.h"

static void value_free(polder_value_t *value)
{
    free(value->item);
    free(value->weight);
}

void polder_network_free(polder_network_t *network)
{
    if (!network) return;
    if (network->label)
        for (int32_t i = 0; i < network->graph.n_org; i++) free(network->label[i]);
    free(network->label);
    if (network->column)
        for (int i = 0; i < network->n_mapping; i++) free(network->column[i]);
    free(network->column);
    for (int i = 0; i < POLDER_LABEL_SOURCES; i++) free(network->facts.label[i].attribute);
    for (int i = 0; i < network->facts.n_attribute; i++) free(network->facts.attribute[i].name);
    free(network->facts.attribute);
    polder_graph_free(&network->graph);
    *network = (polder_network_t){0};
}

int polder_experiment_init(polder_experiment_t *x, const char *model, polder_report_t *report)
{
#define STANDARD(type, name, standard, least, most, doc) .name = (standard),
    *x = (polder_experiment_t){POLDER_WHOLE_KEYS(STANDARD) POLDER_COUNTS(STANDARD)};
    x->record = (polder_record_t){POLDER_RECORD_KEYS(STANDARD)};
#undef STANDARD
    int code = polder_table_init(&x->table, model, report);
    if (code < 0) return code;
    x->horizon = x->table.model->horizon;
    x->design.n_point = 1;
    x->design.n_together = 1;
    const size_t n = (size_t)x->table.n_field;
    x->record.track = calloc(n, sizeof(int));
    x->record.summary = calloc(n, sizeof(int));
    code = polder_experiment_add_arm(x, "", report);
    if (code == 0 && (!x->record.track || !x->record.summary))
        code = polder_fail(report, POLDER_MEMORY, "no memory for an experiment");
    if (code < 0) {
        polder_experiment_free(x);
        return code;
    }
    for (int f = 0; f < (int)n; f++) {
        const polder_field_t *field = x->table.field[f];
        if (field->flags & POLDER_TRACK) x->record.track[x->record.n_track++] = f;
        if (field->flags & POLDER_SUMMARY) x->record.summary[x->record.n_summary++] = f;
    }
    return 0;
}

static void arm_free(polder_arm_t *arm)
{
    for (int i = 0; i < arm->n_setting; i++) value_free(&arm->setting[i].value);
    free(arm->setting);
    free(arm->clamp);
    free(arm->push);
    free(arm->use);
    free(arm->planned);
    free(arm->off);
    free(arm->name);
    free(arm->name_en);
    free(arm->name_nl);
    free(arm->in_short);
    free(arm->in_short_nl);
}

static void group_free(polder_group_t *group)
{
    for (int i = 0; i < group->n; i++) free(group->name[i]);
    free(group->name);
    free(group->org);
}

void polder_experiment_observe_nothing(polder_experiment_t *x)
{
    for (int i = 0; i < x->record.n_observed; i++) {
        free(x->record.observed[i].name);
        free(x->record.observed[i].says);
        free(x->record.observed[i].unknown);
    }
    free(x->record.observed);
    x->record.observed = NULL;
    x->record.n_observed = 0;
}

static void has_free(polder_has_t *has)
{
    free(has->org);
    free(has->arc);
}

static void other_free(polder_other_t *other, int n_mapping)
{
    for (int m = 0; other->column && m < n_mapping; m++) free(other->column[m]);
    free(other->column);
    free(other->path);
    has_free(&other->has);
}

void polder_experiment_free(polder_experiment_t *x)
{
#define FREE(name, doc) free(x->name);
    POLDER_TEXT_KEYS(FREE)
#undef FREE
    free(x->file);
    free(x->lesson);
    free(x->off);
    for (int i = 0; i < x->n_setting; i++) value_free(&x->setting[i].value);
    free(x->setting);
    free(x->push);
    for (int a = 0; a < x->n_arm; a++) arm_free(&x->arm[a]);
    free(x->arm);
    for (int i = 0; i < x->n_intervention; i++) {
        free(x->intervention[i].name);
        free(x->intervention[i].effect);
    }
    free(x->intervention);
    for (int i = 0; i < x->n_condition; i++) free(x->condition[i].step);
    free(x->condition);
    for (int i = 0; i < x->n_group; i++) group_free(&x->group[i]);
    free(x->group);
    for (int i = 0; i < x->n_planned; i++) {
        free(x->planned[i].name);
        free(x->planned[i].set);
    }
    free(x->planned);
    for (int i = 0; i < x->design.n_factor; i++) {
        free(x->design.factor[i].name);
        free(x->design.factor[i].value);
    }
    free(x->design.file);
    free(x->design.factor);
    free(x->design.value);
    free(x->design.push);
    free(x->design.way);
    free(x->design.kind);
    for (int i = 0; i < x->source.n_mapping; i++) free(x->source.mapping[i].attribute);
    free(x->source.mapping);
    free(x->source.path);
    free(x->source.label);
    free(x->source.organisations);
    if (x->network) polder_network_free(x->network);
    free(x->network);
    has_free(&x->has);
    for (int i = 0; i < x->n_other; i++) other_free(&x->other[i], x->source.n_mapping);
    free(x->other);
    polder_experiment_observe_nothing(x);
    free(x->record.track);
    free(x->record.summary);
    free(x->record.input);
    polder_table_free(&x->table);
    *x = (polder_experiment_t){0};
}

int polder_experiment_count(polder_experiment_t *x, polder_report_t *report)
{
    const int64_t n = (int64_t)x->n_arm * x->design.n_point;
    if (n > POLDER_MAX_CASES)
        return polder_fail(report, POLDER_INPUT,
                           "%d arms at %d points are too many: at most %d together", x->n_arm,
                           x->design.n_point, POLDER_MAX_CASES);
    x->n_case = (int)n;
    return 0;
}

int polder_experiment_add_arm(polder_experiment_t *x, const char *name, polder_report_t *report)
{
    polder_arm_t *arm = realloc(x->arm, ((size_t)x->n_arm + 1) * sizeof *arm);
    char *copy = strdup(name);
    if (arm) x->arm = arm;
    if (!arm || !copy) {
        free(copy);
        return polder_fail(report, POLDER_MEMORY, "no memory for an arm");
    }
    arm[x->n_arm++] = (polder_arm_t){.name = copy};
    return polder_experiment_count(x, report);
}

static void *copy_of(const void *from, int n, size_t size)
{
    void *to = malloc((size_t)n * size + 1);
    if (to && n > 0) memcpy(to, from, (size_t)n * size);
    return to;
}

static bool copy_settings(polder_arm_t *to, const polder_arm_t *from)
{
    to->setting = calloc((size_t)from->n_setting + 1, sizeof *to->setting);
    for (int i = 0; to->setting && i < from->n_setting; i++) {
        const polder_value_t *value = &from->setting[i].value;
        polder_value_t *copy = &to->setting[i].value;
        to->setting[to->n_setting++] = from->setting[i];
        copy->item = value->item ? copy_of(value->item, value->n, sizeof(double)) : NULL;
        copy->weight = value->weight ? copy_of(value->weight, value->n, sizeof(double)) : NULL;
        if ((value->item && !copy->item) || (value->weight && !copy->weight)) return false;
    }
    return to->setting != NULL;
}

int polder_experiment_copy_arm(polder_experiment_t *x, int from, const char *name,
                               polder_report_t *report)
{
    const int code = polder_experiment_add_arm(x, name, report);
    if (code < 0) return code;
    const polder_arm_t *old = &x->arm[from];
    polder_arm_t *arm = &x->arm[x->n_arm - 1];
    char *own = arm->name;
    *arm = *old;
    arm->name = own;
    arm->name_en = arm->name_nl = arm->in_short = arm->in_short_nl = NULL;
    arm->setting = NULL;
    arm->n_setting = 0;
    arm->clamp = copy_of(old->clamp, old->n_clamp, sizeof *arm->clamp);
    arm->push = copy_of(old->push, old->n_push, sizeof *arm->push);
    arm->use = copy_of(old->use, old->n_use, sizeof *arm->use);
    arm->planned = copy_of(old->planned, old->n_planned, sizeof *arm->planned);
    arm->off = copy_of(old->off, old->n_off, sizeof *arm->off);
    if (arm->clamp && arm->push && arm->use && arm->planned && arm->off && copy_settings(arm, old))
        return 0;
    return polder_fail(report, POLDER_MEMORY, "no memory for an arm");
}

void polder_experiment_case_name(const polder_experiment_t *x, int case_index, char *name,
                                 size_t size)
{
    const char *arm = x->arm[polder_experiment_arm(x, case_index)].name;
    const int point = polder_experiment_point(x, case_index);
    char end[32] = "";
    if (x->design.kind && x->n_arm == 1) arm = "";
    if (x->design.kind) snprintf(end, sizeof end, "%spoint %d", x->n_arm == 1 ? "" : ", ", point);
    const size_t room = size > strlen(end) ? size - strlen(end) - 1 : 0;
    const size_t n = polder_utf8_cut(arm, strlen(arm), room);
    snprintf(name, size, "%.*s%s", (int)n, arm, end);
}

static const polder_value_t *find_setting(const polder_setting_t *setting, int n, int field)
{
    for (int i = 0; i < n; i++)
        if (setting[i].field == field) return &setting[i].value;
    return NULL;
}

static const polder_clamp_t *find_clamp(const polder_arm_t *arm, int field)
{
    for (int i = 0; i < arm->n_clamp; i++)
        if (arm->clamp[i].field == field) return &arm->clamp[i];
    return NULL;
}

static bool find_value(const polder_experiment_t *x, int case_index, int field,
                       polder_value_t *value)
{
    const polder_arm_t *arm = &x->arm[polder_experiment_arm(x, case_index)];
    const polder_design_t *design = &x->design;
    const polder_value_t *of_arm = find_setting(arm->setting, arm->n_setting, field);
    const polder_value_t *of_all = find_setting(x->setting, x->n_setting, field);
    bool given = of_arm || of_all;
    if (given) *value = of_arm ? *of_arm : *of_all;
    if (of_arm) return true;
    const size_t at = (size_t)polder_experiment_point(x, case_index) * (size_t)design->n_factor;
    for (int i = 0; i < design->n_factor; i++) {
        if (design->factor[i].field != field) continue;
        const double number = design->value[at + (size_t)i];
        if (design->factor[i].argument < 0)
            *value = (polder_value_t){.kind = POLDER_DRAW_NUMBER, .arg = {number}};
        else if (given)
            value->arg[design->factor[i].argument] = number;
        given = true;
    }
    return given;
}

bool polder_experiment_value(const polder_experiment_t *x, int case_index, int field,
                             polder_value_t *value)
{
    const polder_clamp_t *clamp = find_clamp(&x->arm[polder_experiment_arm(x, case_index)], field);
    const polder_field_t *declared = x->table.field[field];
    bool given = find_value(x, case_index, field, value);
    if (!clamp) return given;
    if (!given && declared->role == POLDER_PARAMETER) {
        *value = (polder_value_t){.kind = POLDER_DRAW_NUMBER, .arg = {(double)declared->value}};
        given = true;
    }
    if (given && value->kind == POLDER_DRAW_NUMBER)
        value->arg[0] = fmax(fmin(value->arg[0], clamp->most), clamp->least);
    return given;
}

float polder_experiment_clamped(const polder_experiment_t *x, int case_index, int field,
                                float value)
{
    const polder_clamp_t *clamp = find_clamp(&x->arm[polder_experiment_arm(x, case_index)], field);
    if (clamp && value > (float)clamp->most) return (float)clamp->most;
    return clamp && value < (float)clamp->least ? (float)clamp->least : value;
}

/* Why there can be no such bounds, or NULL. */
static const char *clamp_wrong(const polder_field_t *field, double least, double most)
{
    if (field->choices) return "takes words, which have no order";
    if (field->role != POLDER_PARAMETER && !polder_field_is_given(field))
        return "is no parameter, and has no initial value that can be given";
    if (!(least <= most)) return "cannot be at most less than it is at least";
    if ((isfinite(least) && ((float)least < field->min || (float)least > field->max)) ||
        (isfinite(most) && ((float)most < field->min || (float)most > field->max)))
        return "cannot get there: that is outside its own bounds";
    if ((field->flags & POLDER_WHOLE) &&
        ((isfinite(least) && least != floor(least)) || (isfinite(most) && most != floor(most))))
        return "takes whole numbers";
    return NULL;
}

int polder_experiment_clamp(polder_experiment_t *x, int arm, int field, double least, double most,
                            polder_report_t *report)
{
    polder_arm_t *a = &x->arm[arm];
    const char *wrong = clamp_wrong(x->table.field[field], least, most);
    if (wrong)
        return polder_fail(report, POLDER_INPUT, "%s %s", x->table.field[field]->name, wrong);
    for (int i = 0; i < a->n_clamp; i++) {
        if (a->clamp[i].field != field) continue;
        a->clamp[i] = (polder_clamp_t){field, least, most};
        return 0;
    }
    polder_clamp_t *clamp = realloc(a->clamp, ((size_t)a->n_clamp + 1) * sizeof *clamp);
    if (!clamp) return polder_fail(report, POLDER_MEMORY, "no memory for a bound");
    a->clamp = clamp;
    clamp[a->n_clamp++] = (polder_clamp_t){field, least, most};
    return 0;
}

int polder_experiment_put(polder_experiment_t *x, int field, const polder_value_t *value,
                          polder_report_t *report)
{
    for (int i = 0; i < x->n_setting; i++) {
        if (x->setting[i].field != field) continue;
        value_free(&x->setting[i].value);
        x->setting[i].value = *value;
        return 0;
    }
    polder_setting_t *setting = realloc(x->setting, ((size_t)x->n_setting + 1) * sizeof *setting);
    if (!setting) return polder_fail(report, POLDER_MEMORY, "no memory for a value");
    x->setting = setting;
    setting[x->n_setting++] = (polder_setting_t){field, *value};
    return 0;
}

static bool is_drawn(const polder_setting_t *setting, int n, int field)
{
    for (int i = 0; i < n; i++)
        if (setting[i].field == field && setting[i].value.kind != POLDER_DRAW_NUMBER) return true;
    return false;
}

/* What a set-up draws is an input once an arm has bounds for it, unless that arm sets it. */
static bool is_bounded(const polder_experiment_t *x, const polder_arm_t *arm, int field)
{
    return x->table.field[field]->role == POLDER_STATE && find_clamp(arm, field) &&
           !find_setting(arm->setting, arm->n_setting, field);
}

static bool is_input(const polder_experiment_t *x, int field)
{
    bool varies = is_drawn(x->setting, x->n_setting, field);
    for (int a = 0; a < x->n_arm && !varies; a++)
        varies = is_drawn(x->arm[a].setting, x->arm[a].n_setting, field) ||
                 is_bounded(x, &x->arm[a], field);
    for (int i = 0; i < x->design.n_factor && !varies; i++)
        varies = x->design.factor[i].field == field;
    return varies;
}

/* Is the factor a column of its own, or the initial value that is recorded anyway? */
static bool has_column(const polder_experiment_t *x, const polder_factor_t *factor)
{
    const polder_field_t *field = polder_factor_field(x, factor);
    return factor->argument < 0 && field->level == POLDER_NETWORK && field->role != POLDER_LEVER;
}

int polder_experiment_record_inputs(polder_experiment_t *x, polder_report_t *report)
{
    polder_record_t *record = &x->record; /* its lists have room for every field */
    free(record->input);
    record->n_input = 0;
    record->input =
        calloc((size_t)x->table.n_field + (size_t)x->design.n_factor + 1, sizeof *record->input);
    if (!record->input) return polder_fail(report, POLDER_MEMORY, "no memory for a record");
    for (int f = 0; f < x->table.n_field; f++) {
        const polder_field_t *field = x->table.field[f];
        if (field->level != POLDER_NETWORK || field->role == POLDER_LEVER || !is_input(x, f))
            continue;
        bool there = false;
        for (int i = 0; i < record->n_summary && !there; i++) there = record->summary[i] == f;
        if (field->role != POLDER_PARAMETER)
            record->input[record->n_input++] = (polder_input_t){f, -1};
        else if (!there)
            record->summary[record->n_summary++] = f;
    }
    for (int i = 0; i < x->design.n_factor; i++)
        if (!has_column(x, &x->design.factor[i]))
            record->input[record->n_input++] = (polder_input_t){x->design.factor[i].field, i};
    return 0;
}

const char *polder_experiment_row_name(const polder_experiment_t *x, int row, char *name,
                                       size_t size)
{
    const polder_record_t *record = &x->record;
    const int input = row - record->n_summary, observed = input - record->n_input;
    if (input < 0) return x->table.field[record->summary[row]]->name;
    if (observed < 0) return polder_experiment_input_name(x, input, name, size);
    return record->observed[observed].name;
}

const char *polder_experiment_input_name(const polder_experiment_t *x, int input, char *name,
                                         size_t size)
{
    const polder_input_t *in = &x->record.input[input];
    if (in->factor >= 0)
        snprintf(name, size, "%s", x->design.factor[in->factor].name);
    else
        snprintf(name, size, "initial.%s", x->table.field[in->field]->name);
    return name;
}

int polder_experiment_push(polder_experiment_t *x, int field, int from, int until, float level,
                           polder_report_t *report)
{
    polder_push_t *push = realloc(x->push, ((size_t)x->n_push + 1) * sizeof *push);
    if (!push) return polder_fail(report, POLDER_MEMORY, "no memory for a lever");
    x->push = push;
    push[x->n_push++] = (polder_push_t){field, from, until, level};
    return 0;
}

/* One push of a lever from the first tick to the last, whatever the horizon will be. */
static int replace_pushes(polder_experiment_t *x, int field, float level, polder_report_t *report)
{
    const int code = polder_experiment_push(x, field, 1, INT_MAX, level, report);
    if (code < 0) return code;
    int n = 0;
    for (int i = 0; i < x->n_push - 1; i++)
        if (x->push[i].field != field) x->push[n++] = x->push[i];
    x->push[n++] = x->push[x->n_push - 1];
    x->n_push = n;
    return 0;
}

int polder_experiment_set(polder_experiment_t *x, const char *name, const char *text,
                          polder_report_t *report)
{
    const int f = polder_table_find(&x->table, name);
    if (f < 0) {
        const char *near = polder_table_nearest(&x->table, name, -1, -1);
        return near ? polder_fail(report, POLDER_INPUT,
                                  "unknown field \"%s\"; did you mean \"%s\"?", name, near)
                    : polder_fail(report, POLDER_INPUT, "unknown field \"%s\"", name);
    }
    const polder_field_t *field = x->table.field[f];
    if (field->role == POLDER_SUM || field->role == POLDER_OBSERVABLE)
        return polder_fail(report, POLDER_INPUT, "%s is computed and cannot be set", name);
    if (field->flags & POLDER_DERIVED)
        return polder_fail(report, POLDER_INPUT, POLDER_NOT_GIVEN, name);
    double number = 0;
    if (field->choices) {
        const int choice = polder_choice_find(field->choices, text);
        if (choice < 0)
            return polder_fail(report, POLDER_INPUT, "%s = %s is none of %s", name, text,
                               field->choices);
        number = choice;
    } else {
        const char *why = polder_number_read(text, &number);
        if (!why && (field->flags & POLDER_WHOLE) && !polder_number_is_whole(text, number))
            why = POLDER_TEXT("is not a whole number");
        if (why)
            return polder_fail(report, POLDER_INPUT, "%s = %s %s", name, text,
                               polder_report_text(report, why));
    }
    /* As it will be stored: the bound 0.1f is not quite 0.1. */
    if (!((float)number >= field->min && (float)number <= field->max))
        return polder_fail(report, POLDER_INPUT, "%s = %s is outside [%g, %g]", name, text,
                           (double)field->min, (double)field->max);
    if (field->role == POLDER_LEVER) return replace_pushes(x, f, (float)number, report);
    const polder_value_t value = {.kind = POLDER_DRAW_NUMBER, .arg = {number}};
    return polder_experiment_put(x, f, &value, report);
}
