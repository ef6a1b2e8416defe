/* experiment.c: see experiment.h. */
#include "experiment.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

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
    polder_graph_free(&network->graph);
    *network = (polder_network_t){0};
}

int polder_experiment_init(polder_experiment_t *x, const char *model, polder_report_t *report)
{
    *x = (polder_experiment_t){.seed = 1, .replicates = 1};
    int code = polder_table_init(&x->table, model, report);
    if (code < 0) return code;
    x->horizon = x->table.model->horizon;
    x->record.every = 1;
    const size_t n = (size_t)x->table.n_field;
    x->cases = calloc(1, sizeof *x->cases);
    x->record.track = calloc(n, sizeof(int));
    x->record.summary = calloc(n, sizeof(int));
    if (!x->cases || !x->record.track || !x->record.summary) {
        code = polder_fail(report, POLDER_MEMORY, "no memory for an experiment");
        polder_experiment_free(x);
        return code;
    }
    x->n_case = 1;
    for (int f = 0; f < (int)n; f++) {
        const polder_field_t *field = x->table.field[f];
        if (field->flags & POLDER_TRACK) x->record.track[x->record.n_track++] = f;
        if (field->flags & POLDER_SUMMARY) x->record.summary[x->record.n_summary++] = f;
    }
    return 0;
}

void polder_experiment_free(polder_experiment_t *x)
{
    free(x->title);
    free(x->description);
    free(x->file);
    free(x->off);
    for (int i = 0; i < x->n_setting; i++) value_free(&x->setting[i].value);
    free(x->setting);
    free(x->push);
    for (int c = 0; c < x->n_case && x->cases; c++) {
        for (int i = 0; i < x->cases[c].n_setting; i++) value_free(&x->cases[c].setting[i].value);
        free(x->cases[c].setting);
        free(x->cases[c].push);
        free(x->cases[c].name);
    }
    free(x->cases);
    for (int i = 0; i < x->source.n_mapping; i++) free(x->source.mapping[i].attribute);
    free(x->source.mapping);
    free(x->source.path);
    free(x->source.label);
    if (x->network) polder_network_free(x->network);
    free(x->network);
    free(x->record.track);
    free(x->record.summary);
    polder_table_free(&x->table);
    *x = (polder_experiment_t){0};
}

const polder_value_t *polder_experiment_value(const polder_experiment_t *x, int kase, int field)
{
    const polder_case_t *c = &x->cases[kase];
    for (int i = 0; i < c->n_setting; i++)
        if (c->setting[i].field == field) return &c->setting[i].value;
    for (int i = 0; i < x->n_setting; i++)
        if (x->setting[i].field == field) return &x->setting[i].value;
    return NULL;
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

int polder_experiment_push(polder_experiment_t *x, int field, int from, int until, float level,
                           polder_report_t *report)
{
    polder_push_t *push = realloc(x->push, ((size_t)x->n_push + 1) * sizeof *push);
    if (!push) return polder_fail(report, POLDER_MEMORY, "no memory for a lever");
    x->push = push;
    push[x->n_push++] = (polder_push_t){field, from, until, level};
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
    double number = NAN;
    if (field->choices) {
        const int choice = polder_choice_find(field->choices, text);
        if (choice < 0)
            return polder_fail(report, POLDER_INPUT, "%s = %s is none of %s", name, text,
                               field->choices);
        number = choice;
    } else {
        char *end = NULL;
        number = strtod(text, &end);
        if (end == text || *end) number = NAN;
    }
    if (!(number >= (double)field->min && number <= (double)field->max))
        return polder_fail(report, POLDER_INPUT, "%s = %s is outside [%g, %g]", name, text,
                           (double)field->min, (double)field->max);
    if (field->role == POLDER_LEVER)
        return polder_experiment_push(x, f, 1, x->horizon, (float)number, report);
    const polder_value_t value = {.kind = POLDER_DRAW_NUMBER, .arg = {number}};
    return polder_experiment_put(x, f, &value, report);
}
