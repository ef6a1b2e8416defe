/* csv_table.c: a table of a document, or its single values, as CSV; see render.h. */
#include <string.h>

#include "document/render.h"

static bool has_names(const polder_document_table_t *t)
{
    for (int i = 0; i < t->n_column; i++)
        if (t->column[i].name) return true;
    return false;
}

static const polder_document_table_t *find(const polder_document_t *d, const char *name)
{
    const polder_document_block_t *block = NULL;
    while ((block = polder_document_next(d, POLDER_FOR_CSV, block)))
        if (block->table &&
            (name ? block->name && strcmp(block->name, name) == 0 : has_names(block->table)))
            return block->table;
    return NULL;
}

/* "success" and "low": "success.low" */
static void name_of(polder_csv_t *csv, const char *name, const char *part)
{
    char text[256];
    snprintf(text, sizeof text, "%.200s%s", name, part);
    polder_csv_text(csv, text);
}

static void write_head(polder_csv_t *csv, const polder_document_table_t *t)
{
    for (int i = 0; i < t->n_column; i++) {
        const polder_head_t *head = &t->column[i];
        if (!head->name) continue;
        if (head->show == POLDER_SHOW_COUNTED) {
            name_of(csv, head->name, ".count");
            name_of(csv, head->name, ".of");
        }
        if (head->show != POLDER_SHOW_INTERVAL) name_of(csv, head->name, "");
        if (head->show == POLDER_SHOW_VALUE) continue;
        name_of(csv, head->name, ".low");
        name_of(csv, head->name, ".high");
    }
    polder_csv_end(csv);
}

static void write_value(polder_csv_t *csv, const polder_head_t *head, const polder_datum_t *v)
{
    if (v->text)
        polder_csv_text(csv, v->text);
    else if (head->is == POLDER_IS_TEXT)
        polder_csv_empty(csv, 1);
    else if (head->is == POLDER_IS_COUNT || head->is == POLDER_IS_FLAG)
        polder_csv_whole(csv, v->count);
    else if (head->is == POLDER_IS_GIVEN)
        polder_csv_double(csv, v->value);
    else
        polder_csv_figure(csv, v->value);
}

static void write_cell(polder_csv_t *csv, const polder_head_t *head, const polder_datum_t *v)
{
    static const int width[] = {[POLDER_SHOW_VALUE] = 1,
                                [POLDER_SHOW_INTERVAL] = 2,
                                [POLDER_SHOW_WITH_INTERVAL] = 3,
                                [POLDER_SHOW_COUNTED] = 5};
    if (v->state != POLDER_DATUM_KNOWN) {
        polder_csv_empty(csv, width[head->show]);
        return;
    }
    if (head->show == POLDER_SHOW_COUNTED) {
        polder_csv_whole(csv, v->count);
        polder_csv_whole(csv, v->of);
    }
    if (head->show != POLDER_SHOW_INTERVAL) write_value(csv, head, v);
    if (head->show == POLDER_SHOW_VALUE) return;
    polder_csv_figure(csv, v->low);
    polder_csv_figure(csv, v->high);
}

int polder_document_csv(const polder_document_t *d, const char *table, polder_csv_t *csv, bool head)
{
    const polder_document_table_t *t = d && !d->broken ? find(d, table) : NULL;
    if (!d || d->broken) return POLDER_MEMORY;
    if (t && head) write_head(csv, t);
    for (int r = 0; t && r < t->n_row; r++) {
        if (!(t->readers[r] & POLDER_FOR_CSV)) continue;
        for (int i = 0; i < t->n_column; i++)
            if (t->column[i].name)
                write_cell(csv, &t->column[i],
                           &t->cell[(size_t)r * (size_t)t->n_column + (size_t)i]);
        polder_csv_end(csv);
    }
    return POLDER_OK;
}

/* The same, up to the end of the group. Returns where that is. */
static const polder_document_block_t *write_values(const polder_document_t *d, polder_csv_t *csv,
                                                   const char *group,
                                                   const polder_document_block_t *at)
{
    while ((at = polder_document_next(d, POLDER_FOR_CSV, at)) && at->kind != POLDER_BLOCK_CLOSE) {
        char name[256];
        snprintf(name, sizeof name, "%.120s%s%.120s", group, *group ? "." : "",
                 at->name ? at->name : "");
        if (at->kind == POLDER_BLOCK_OPEN && !(at = write_values(d, csv, name, at))) break;
        if (at->kind != POLDER_BLOCK_FACT || !at->name) continue;
        polder_csv_text(csv, name);
        write_cell(csv, &at->head, &at->datum);
        polder_csv_end(csv);
    }
    return at;
}

int polder_document_csv_values(const polder_document_t *d, polder_csv_t *csv)
{
    if (!d || d->broken) return POLDER_MEMORY;
    polder_csv_names(csv, "name,value");
    polder_csv_end(csv);
    write_values(d, csv, "", NULL);
    return POLDER_OK;
}
