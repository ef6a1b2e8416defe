/* declaration.c: see declaration.h. */
#include "io/declaration.h"

#include <stdlib.h>
#include <string.h>

#include "io/json.h"

static const char *const kinds[] = {[POLDER_MEASURE_SUCCESS] = "success",
                                    [POLDER_MEASURE_VIEW] = "view",
                                    [POLDER_MEASURE_SHARE] = "share",
                                    [POLDER_MEASURE_MEAN] = "mean",
                                    [POLDER_MEASURE_WITHIN] = "within"};
enum { N_KINDS = sizeof kinds / sizeof kinds[0], MOST = 64, MOST_YEAR = 1 << 20 };

/* The texts of a model and of a measure, by the names they have in the file. */
#define MODEL_TEXTS(T)                                                                             \
    T(ends)                                                                                        \
    T(ends_well)                                                                                   \
    T(done)                                                                                        \
    T(symptoms)                                                                                    \
    T(conditions)
#define MEASURE_TEXTS(T)                                                                           \
    T(name)                                                                                        \
    T(column)                                                                                      \
    T(head)                                                                                        \
    T(label)                                                                                       \
    T(noun)                                                                                        \
    T(means)

/* ---- writing ---- */

static void set_text(polder_json_t *b, json_t *object, const char *key, const char *text)
{
    if (text) polder_json_text(b, object, key, text);
}

static json_t *measure_json(polder_json_t *b, const polder_measure_t *m)
{
    json_t *o = json_object();
#define WRITE(key) set_text(b, o, #key, m->key);
    MEASURE_TEXTS(WRITE)
#undef WRITE
    polder_json_text(b, o, "kind", kinds[m->kind]);
    return o;
}

char *polder_declaration_text(const polder_model_t *model)
{
    char *text = NULL;
    polder_json_t b = {0};
    json_t *root = json_object();
    if (model->year > 0) polder_json_set(&b, root, "year", json_integer(model->year));
#define WRITE(key) set_text(&b, root, #key, model->key);
    MODEL_TEXTS(WRITE)
#undef WRITE
    if (model->measure) {
        json_t *list = json_array();
        for (const polder_measure_t *m = model->measure; m->name; m++)
            polder_json_append(&b, list, measure_json(&b, m));
        polder_json_set(&b, root, "measures", list);
    }
    if (model->overview) {
        json_t *list = json_array();
        for (const char *const *column = model->overview; *column; column++)
            polder_json_append(&b, list, json_string(*column));
        polder_json_set(&b, root, "overview", list);
    }
    return polder_json_write(&b, root, &text, NULL) < 0 ? NULL : text;
}

/* ---- reading ---- */

/* The text of this key: NULL if there is none. What is not a text, or an empty one, is wrong. */
static const char *text_of(const json_t *object, const char *key, bool *good)
{
    const json_t *value = json_object_get(object, key);
    const char *text = json_string_value(value);
    if (value && (!text || !*text)) *good = false;
    return text;
}

/* One of a kind that this program does not know is passed over. */
static bool read_measure(const json_t *item, polder_measure_t *m)
{
    bool good = json_is_object(item);
    const char *kind = text_of(item, "kind", &good);
#define READ(key) m->key = text_of(item, #key, &good);
    MEASURE_TEXTS(READ)
#undef READ
    if (!good || !kind || !m->name) return false;
    int k = 0;
    while (k < N_KINDS && strcmp(kinds[k], kind) != 0) k++;
    if (k < N_KINDS)
        m->kind = (polder_measure_kind_t)k;
    else
        m->name = NULL;
    return true;
}

static bool read_measures(polder_declaration_t *d, const json_t *list, bool *memory)
{
    const size_t size = json_array_size(list);
    size_t n = 0, n_success = 0;
    if (!list) return true;
    if (!json_is_array(list) || size > MOST) return false;
    d->measure = calloc(size + 1, sizeof *d->measure);
    *memory = !d->measure;
    for (size_t i = 0; d->measure && i < size; i++) {
        polder_measure_t *m = &d->measure[n];
        if (!read_measure(json_array_get(list, i), m)) return false;
        n_success += m->name && m->kind == POLDER_MEASURE_SUCCESS;
        n += m->name != NULL;
    }
    if (d->measure) d->measure[n] = (polder_measure_t){0};
    d->model.measure = d->measure;
    return d->measure && n_success < 2;
}

static bool read_overview(polder_declaration_t *d, const json_t *list, bool *memory)
{
    const size_t n = json_array_size(list);
    if (!list) return true;
    if (!json_is_array(list) || n > MOST) return false;
    d->overview = calloc(n + 1, sizeof *d->overview);
    *memory = !d->overview;
    for (size_t i = 0; d->overview && i < n; i++) {
        d->overview[i] = json_string_value(json_array_get(list, i));
        if (!d->overview[i]) return false;
    }
    d->model.overview = d->overview;
    return d->overview != NULL;
}

bool polder_declaration_read(polder_declaration_t *d, const char *text, bool *memory)
{
    *d = (polder_declaration_t){.json = polder_json_read(text, JSON_REJECT_DUPLICATES, memory)};
    bool good = json_is_object(d->json);
    const json_t *year = json_object_get(d->json, "year");
    const json_int_t ticks = json_integer_value(year);
    if (year && (!json_is_integer(year) || ticks < 1 || ticks > MOST_YEAR)) good = false;
    d->model.year = good ? (int)ticks : 0;
#define READ(key) d->model.key = text_of(d->json, #key, &good);
    MODEL_TEXTS(READ)
#undef READ
    good = good && read_measures(d, json_object_get(d->json, "measures"), memory);
    return good && read_overview(d, json_object_get(d->json, "overview"), memory);
}

void polder_declaration_free(polder_declaration_t *d)
{
    json_decref(d->json);
    free(d->measure);
    free(d->overview);
    *d = (polder_declaration_t){0};
}
