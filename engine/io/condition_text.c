/* condition_text.c: a condition as a scenario writes it, with no more parentheses than it needs.
 * See scenario.h. */
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "io/scenario.h"

static const char *const sign[] = {
#define SIGN(id, text) text,
    POLDER_RELATIONS(SIGN)
#undef SIGN
};

typedef struct {
    const polder_table_t *table;
    const polder_condition_t *c;
    char *text;
    size_t size, used;
} writer_t;

POLDER_PRINTF(2, 3) static void put(writer_t *w, const char *format, ...)
{
    va_list arguments;
    if (w->used >= w->size) return;
    va_start(arguments, format);
    const int n = vsnprintf(w->text + w->used, w->size - w->used, format, arguments);
    va_end(arguments);
    w->used += n > 0 ? (size_t)n : 0;
}

static void put_comparison(writer_t *w, const polder_step_t *s)
{
    const polder_field_t *field = w->table->field[s->field];
    int length = 0;
    const char *word =
        field->choices ? polder_choice_at(field->choices, (int)s->value, &length) : NULL;
    put(w, "%s %s ", field->name, sign[s->relation]);
    if (word)
        put(w, "%.*s", length, word);
    else
        put(w, "%.7g", (double)s->value);
}

/* The first step of what step `last` ends. */
static int first_of(const polder_condition_t *c, int last)
{
    for (int wanted = 1, i = last;; i--) {
        const polder_step_kind_t kind = c->step[i].kind;
        wanted += kind == POLDER_COMPARES ? -1 : kind == POLDER_AND || kind == POLDER_OR ? 1 : 0;
        if (wanted == 0 || i == 0) return i;
    }
}

/* How close a step binds: what binds less closely than what it stands in goes in parentheses. */
static int closeness(polder_step_kind_t kind)
{
    switch (kind) {
    case POLDER_LASTS:
        return 0;
    case POLDER_OR:
        return 1;
    case POLDER_AND:
        return 2;
    default:
        return 3;
    }
}

static void put_condition(writer_t *w, int last, int around)
{
    const polder_step_t *s = &w->c->step[last];
    const int mine = closeness(s->kind);
    if (mine < around) put(w, "(");
    switch (s->kind) {
    case POLDER_COMPARES:
        put_comparison(w, s);
        break;
    case POLDER_NOT:
        put(w, "not ");
        put_condition(w, last - 1, mine);
        break;
    case POLDER_AND:
    case POLDER_OR:
        put_condition(w, first_of(w->c, last - 1) - 1, mine);
        put(w, s->kind == POLDER_AND ? " and " : " or ");
        put_condition(w, last - 1, mine);
        break;
    case POLDER_LASTS:
        put_condition(w, last - 1, 1);
        put(w, " for %d %ss", s->ticks, w->table->model->tick);
        break;
    }
    if (mine < around) put(w, ")");
}

void polder_condition_text(const polder_table_t *table, const polder_condition_t *c, char *text,
                           size_t size)
{
    writer_t w = {.table = table, .c = c, .text = text, .size = size};
    if (size > 0) *text = '\0';
    if (c->n_step > 0) put_condition(&w, c->n_step - 1, 0);
}
