/* table.c: see table.h. */
#include "kernel/table.h"

#include <stdlib.h>
#include <string.h>

#include "kernel/fnv.h"
#include "kernel/registry.h"

/* For scripts/update-words: the context in which a name is translated. */
#define POLDER_TEXT_OF(context, english) english

const char *polder_level_name(polder_level_t level)
{
    static const char *const name[] = {POLDER_TEXT_OF("level", "network"),
                                       POLDER_TEXT_OF("level", "organisation"),
                                       POLDER_TEXT_OF("level", "arc")};
    return name[level];
}

const char *polder_role_name(polder_role_t role)
{
    static const char *const name[] = {
        POLDER_TEXT_OF("role", "parameter"),  POLDER_TEXT_OF("role", "lever"),
        POLDER_TEXT_OF("role", "state"),      POLDER_TEXT_OF("role", "sum"),
        POLDER_TEXT_OF("role", "observable"), POLDER_TEXT_OF("role", "planned")};
    return name[role];
}

const char *polder_choice_at(const char *choices, int index, int *length)
{
    for (const char *at = choices;; at++) {
        const char *end = strchr(at, '|');
        if (index-- == 0) {
            *length = (int)(end ? (size_t)(end - at) : strlen(at));
            return at;
        }
        if (!end) return NULL;
        at = end;
    }
}

int polder_choice_find(const char *choices, const char *word)
{
    const char *at = NULL;
    const size_t n = strlen(word);
    int length = 0;
    for (int i = 0; (at = polder_choice_at(choices, i, &length)) != NULL; i++)
        if ((size_t)length == n && memcmp(at, word, n) == 0) return i;
    return -1;
}

const polder_model_t *polder_model_find(const char *name)
{
    for (const polder_model_t *const *m = polder_registry_models(); *m; m++)
        if (strcmp((*m)->name, name) == 0) return *m;
    return NULL;
}

const polder_model_t *polder_model_standard(void)
{
    const polder_model_t *const *all = polder_registry_models();
    for (const polder_model_t *const *m = all; *m; m++)
        if ((*m)->standard) return *m;
    return all[0];
}

const polder_measure_t *polder_model_success(const polder_model_t *model)
{
    for (const polder_measure_t *m = model->measure; m && m->name; m++)
        if (m->kind == POLDER_MEASURE_SUCCESS) return m;
    return NULL;
}

const polder_sentence_t *polder_model_sentence(const polder_model_t *model, const char *id)
{
    for (const polder_sentence_t *s = model->story; s && s->id; s++)
        if (strcmp(s->id, id) == 0) return s;
    return NULL;
}

/* Set-up before mechanisms before observables, then by order, then by name. */
static int by_order(const void *a, const void *b)
{
    const polder_part_t *p = *(const polder_part_t *const *)a,
                        *q = *(const polder_part_t *const *)b;
    if (p->kind != q->kind) return p->kind < q->kind ? -1 : 1;
    if (p->order != q->order) return p->order < q->order ? -1 : 1;
    return strcmp(p->name, q->name);
}

static int list_parts(polder_table_t *table)
{
    const polder_part_t *const *part = polder_registry_parts();
    int n = 3; /* of the engine */
    for (int i = 0; part[i]; i++) n += strcmp(part[i]->model, table->model->name) == 0;
    table->part = calloc((size_t)n, sizeof(void *));
    if (!table->part) return POLDER_MEMORY;
    table->part[table->n_part++] = &polder_part_engine_network;
    for (int i = 0; part[i]; i++)
        if (strcmp(part[i]->model, table->model->name) == 0) table->part[table->n_part++] = part[i];
    qsort(table->part + 1, (size_t)table->n_part - 1, sizeof(void *), by_order);
    table->part[table->n_part++] = &polder_part_engine_metrics;
    table->part[table->n_part++] = &polder_part_engine_founding;
    return 0;
}

/* Name of a required member that this declaration lacks, or NULL. */
static const char *lacks(const polder_field_t *field)
{
    if (!field->unit) return ".unit";
    if (!field->doc) return ".doc";
    if (!field->source && field->role != POLDER_SUM) return ".source";
    return field->min < field->max ? NULL : ".max";
}

/* The slot that has the field of this name, or that it would get. */
static int slot_of(const polder_table_t *table, const char *name)
{
    const unsigned last = (unsigned)table->n_slot - 1;
    unsigned at = (unsigned)polder_fnv(POLDER_FNV_START, name, strlen(name)) & last;
    while (table->slot[at] && strcmp(table->field[table->slot[at] - 1]->name, name) != 0)
        at = (at + 1) & last;
    return (int)at;
}

static int make_room(polder_table_t *table)
{
    int n = 0;
    for (int p = 0; p < table->n_part; p++)
        for (int u = 0; u < table->part[p]->n_use; u++)
            n += table->part[p]->use[u].access == POLDER_OWN;
    for (table->n_slot = 1; table->n_slot <= 2 * n;) table->n_slot *= 2;
    table->field = calloc((size_t)n + 1, sizeof(void *));
    table->owner = calloc((size_t)n + 1, sizeof(int));
    table->slot = calloc((size_t)table->n_slot, sizeof(int));
    return table->field && table->owner && table->slot ? 0 : POLDER_MEMORY;
}

static int list_fields(polder_table_t *table, polder_report_t *report)
{
    const int code = make_room(table);
    if (code < 0) return code;
    for (int p = 0; p < table->n_part; p++) {
        const polder_part_t *part = table->part[p];
        if (part->n_use > POLDER_MAX_USES)
            return polder_fail(report, POLDER_INTERNAL, "part %s lists more than %d fields",
                               part->name, (int)POLDER_MAX_USES);
        for (int u = 0; u < part->n_use; u++) {
            const polder_use_t *use = &part->use[u];
            if (use->access != POLDER_OWN) continue;
            const int slot = slot_of(table, use->field.name);
            if (table->slot[slot])
                return polder_fail(report, POLDER_INTERNAL, "field %s of part %s is declared twice",
                                   use->field.name, part->name);
            const char *what = lacks(&use->field);
            if (what)
                return polder_fail(report, POLDER_INTERNAL, "field %s of part %s has no %s",
                                   use->field.name, part->name, what);
            table->owner[table->n_field] = p;
            table->field[table->n_field++] = &use->field;
            table->slot[slot] = table->n_field;
        }
    }
    return 0;
}

static int list_events(polder_table_t *table, polder_report_t *report)
{
    int n = 0;
    for (int p = 0; p < table->n_part; p++) n += table->part[p]->n_event;
    table->event = calloc((size_t)n + 1, sizeof(void *));
    table->first_event = calloc((size_t)table->n_part + 1, sizeof(int));
    if (!table->event || !table->first_event) return POLDER_MEMORY;
    for (int p = 0; p < table->n_part; p++) {
        const polder_part_t *part = table->part[p];
        table->first_event[p] = table->n_event;
        for (int i = 0; i < part->n_event; i++) {
            if (polder_table_event(table, part->event[i].name) >= 0)
                return polder_fail(report, POLDER_INTERNAL, "event %s of part %s is declared twice",
                                   part->event[i].name, part->name);
            table->event[table->n_event++] = &part->event[i];
        }
    }
    return 0;
}

static int undeclared(const polder_table_t *table, const polder_part_t *part, const char *name,
                      polder_report_t *report)
{
    const char *near = polder_table_nearest(table, name, -1, -1);
    return polder_fail(report, POLDER_INTERNAL,
                       "part %s uses field %s, which no part declares%s%s%s", part->name, name,
                       near ? "; did you mean " : "", near ? near : "", near ? "?" : "");
}

static int link_fields(polder_table_t *table, polder_report_t *report)
{
    table->link = calloc((size_t)table->n_part + 1, sizeof(int *));
    if (!table->link) return POLDER_MEMORY;
    for (int p = 0; p < table->n_part; p++) {
        const polder_part_t *part = table->part[p];
        table->link[p] = calloc(POLDER_MAX_USES, sizeof(int));
        if (!table->link[p]) return POLDER_MEMORY;
        for (int u = 0; u < part->n_use; u++) {
            const int f = polder_table_find(table, part->use[u].field.name);
            if (f < 0) return undeclared(table, part, part->use[u].field.name, report);
            table->link[p][u] = f;
        }
    }
    return 0;
}

int polder_table_init(polder_table_t *table, const char *model, polder_report_t *report)
{
    *table = (polder_table_t){.model = polder_model_find(model)};
    if (!table->model) {
        const char *name[64];
        size_t n = 0;
        const polder_model_t *const *all = polder_registry_models();
        for (int i = 0; all[i] && n < 64; i++) name[n++] = all[i]->name;
        const char *near = polder_nearest(model, name, n);
        if (near)
            return polder_fail(report, POLDER_INPUT, "unknown model \"%s\"; did you mean \"%s\"?",
                               model, near);
        return polder_fail(report, POLDER_INPUT, "unknown model \"%s\"", model);
    }
    int code = list_parts(table);
    if (code == 0) code = list_fields(table, report);
    if (code == 0) code = list_events(table, report);
    if (code == 0) code = link_fields(table, report);
    if (code == POLDER_MEMORY) polder_fail(report, code, "no memory for the table of fields");
    if (code < 0) polder_table_free(table);
    return code;
}

void polder_table_free(polder_table_t *table)
{
    if (table->link)
        for (int p = 0; p < table->n_part; p++) free(table->link[p]);
    free(table->link);
    free(table->event);
    free(table->first_event);
    free(table->slot);
    free(table->owner);
    free(table->field);
    free(table->part);
    *table = (polder_table_t){0};
}

int polder_table_find(const polder_table_t *table, const char *name)
{
    if (table->n_slot > 0) return table->slot[slot_of(table, name)] - 1;
    for (int f = 0; f < table->n_field; f++)
        if (strcmp(table->field[f]->name, name) == 0) return f;
    return -1;
}

int polder_table_event(const polder_table_t *table, const char *name)
{
    for (int i = 0; i < table->n_event; i++)
        if (strcmp(table->event[i]->name, name) == 0) return i;
    return -1;
}

int polder_table_part(const polder_table_t *table, const char *name)
{
    for (int p = 0; p < table->n_part; p++)
        if (strcmp(table->part[p]->name, name) == 0) return p;
    return -1;
}

const char *polder_table_nearest(const polder_table_t *table, const char *name, int level, int role)
{
    const char **candidate = calloc((size_t)table->n_field + 1, sizeof *candidate);
    if (!candidate) return NULL;
    size_t n = 0;
    for (int f = 0; f < table->n_field; f++) {
        if (level >= 0 && (int)table->field[f]->level != level) continue;
        if (role >= 0 && (int)table->field[f]->role != role) continue;
        if (role == POLDER_STATE && !polder_field_is_given(table->field[f])) continue;
        candidate[n++] = table->field[f]->name;
    }
    const char *nearest = polder_nearest(name, candidate, n);
    free(candidate);
    return nearest;
}
