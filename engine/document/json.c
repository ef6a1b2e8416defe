/* json.c: what of a document has a name, as JSON; see render.h. */
#include <math.h>
#include <string.h>

#include "document/render.h"
#include "io/json.h"

static json_t *number(double value)
{
    return isfinite(value) ? json_real(value) : json_null();
}

static json_t *counted(const polder_datum_t *v)
{
    json_t *o = json_object();
    json_object_set_new(o, "count", json_integer(v->count));
    json_object_set_new(o, "of", json_integer(v->of));
    json_object_set_new(o, "share", number(v->value));
    json_object_set_new(o, "low", number(v->low));
    json_object_set_new(o, "high", number(v->high));
    return o;
}

static json_t *interval(const polder_datum_t *v, bool value)
{
    json_t *o = json_object();
    if (value) json_object_set_new(o, "value", number(v->value));
    json_object_set_new(o, "low", number(v->low));
    json_object_set_new(o, "high", number(v->high));
    return o;
}

static json_t *datum(const polder_head_t *head, const polder_datum_t *v)
{
    if (v->state == POLDER_DATUM_UNKNOWN) return json_null();
    if (v->text) return polder_json_path(v->text);
    if (head->is == POLDER_IS_TEXT) return json_null();
    if (head->show == POLDER_SHOW_COUNTED) return counted(v);
    if (head->show != POLDER_SHOW_VALUE) return interval(v, head->show != POLDER_SHOW_INTERVAL);
    if (head->is == POLDER_IS_FLAG) return json_boolean(v->count);
    if (head->is == POLDER_IS_COUNT) return json_integer(v->count);
    return number(v->value);
}

/* Takes over `value`, NULL included, which is remembered. */
static void put(json_t *object, const char *name, json_t *value, bool *failed)
{
    if (!value || json_object_set_new(object, name, value) != 0) *failed = true;
}

static void append(json_t *list, json_t *value, bool *failed)
{
    if (!value || json_array_append_new(list, value) != 0) *failed = true;
}

static json_t *table(const polder_document_table_t *t, bool *failed)
{
    json_t *list = json_array();
    for (int r = 0; list && r < t->n_row; r++) {
        if (!(t->readers[r] & POLDER_FOR_JSON)) continue;
        json_t *o = json_object();
        for (int i = 0; i < t->n_column; i++) {
            const polder_datum_t *v = &t->cell[(size_t)r * (size_t)t->n_column + (size_t)i];
            if (t->column[i].name && v->state != POLDER_DATUM_NOTHING)
                put(o, t->column[i].name, datum(&t->column[i], v), failed);
        }
        append(list, o, failed);
    }
    return list;
}

/* A new object in `parent`; borrowed. */
static json_t *open_group(json_t *parent, const polder_document_block_t *block, bool *failed)
{
    json_t *o = json_object();
    if (!block->each) {
        put(parent, block->name, o, failed);
        return o;
    }
    json_t *list = json_object_get(parent, block->name);
    if (!list) put(parent, block->name, list = json_array(), failed);
    append(list, o, failed);
    return o;
}

/* Fills `object` with what stands behind `at`, up to the end of the group. Returns where that is.
 */
static const polder_document_block_t *fill(const polder_document_t *d, json_t *object,
                                           const polder_document_block_t *at, bool *failed)
{
    while ((at = polder_document_next(d, POLDER_FOR_JSON, at)) && at->kind != POLDER_BLOCK_CLOSE &&
           !*failed) {
        if (at->kind == POLDER_BLOCK_OPEN) {
            at = fill(d, at->name ? open_group(object, at, failed) : object, at, failed);
            if (!at) break;
        } else if (!at->name)
            continue;
        else if (at->kind == POLDER_BLOCK_TABLE)
            put(object, at->name, table(at->table, failed), failed);
        else if (at->kind == POLDER_BLOCK_FACT && at->datum.state != POLDER_DATUM_NOTHING)
            put(object, at->name, datum(&at->head, &at->datum), failed);
        else if (at->kind != POLDER_BLOCK_FACT)
            put(object, at->name, polder_json_path(at->text), failed);
    }
    return at;
}

json_t *polder_document_json(const polder_document_t *d)
{
    json_t *object = d && !d->broken ? json_object() : NULL;
    bool failed = !object;
    if (object) fill(d, object, NULL, &failed);
    if (!failed) return object;
    json_decref(object);
    return NULL;
}
