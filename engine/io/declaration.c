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
static const char *const plots[] = {
    [POLDER_PLOT_NONE] = "none",       [POLDER_PLOT_ENDS] = "ends",
    [POLDER_PLOT_ENDS_WELL] = "well",  [POLDER_PLOT_GOAL] = "goal",
    [POLDER_PLOT_LEAVES] = "leaves",   [POLDER_PLOT_JOINS] = "joins",
    [POLDER_PLOT_QUARREL] = "quarrel", [POLDER_PLOT_PEACE] = "peace"};
enum {
    N_KINDS = sizeof kinds / sizeof kinds[0],
    N_PLOTS = sizeof plots / sizeof plots[0],
    MOST = 64,
    MOST_YEAR = 1 << 20,
    MOST_SENTENCES = 4096,
    MOST_WEIGHT = 10,
    MOST_TEXT = 300 /* of a sentence: what it is filled into is no longer than a paragraph */
};

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
#define SENTENCE_TEXTS(T)                                                                          \
    T(id)                                                                                          \
    T(event)                                                                                       \
    T(when)                                                                                        \
    T(text)
#define TALLY_TEXTS(T)                                                                             \
    T(events)                                                                                      \
    T(one)                                                                                         \
    T(many)

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

static json_t *sentence_json(polder_json_t *b, const polder_sentence_t *s)
{
    json_t *o = json_object();
#define WRITE(key) set_text(b, o, #key, s->key);
    SENTENCE_TEXTS(WRITE)
#undef WRITE
    polder_json_set(b, o, "weight", json_integer(s->weight));
    if (s->plot != POLDER_PLOT_NONE) polder_json_text(b, o, "plot", plots[s->plot]);
    if (s->unseen) polder_json_set(b, o, "unseen", json_true());
    return o;
}

static void set_story(polder_json_t *b, json_t *root, const polder_model_t *model)
{
    if (model->story) {
        json_t *list = json_array();
        for (const polder_sentence_t *s = model->story; s->id; s++)
            polder_json_append(b, list, sentence_json(b, s));
        polder_json_set(b, root, "story", list);
    }
    if (model->tally) {
        json_t *list = json_array();
        for (const polder_tally_t *t = model->tally; t->events; t++) {
            json_t *o = json_object();
#define WRITE(key) set_text(b, o, #key, t->key);
            TALLY_TEXTS(WRITE)
#undef WRITE
            polder_json_append(b, list, o);
        }
        polder_json_set(b, root, "tally", list);
    }
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
    set_story(&b, root, model);
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

/* Whoever counts puts one number into it, so there must be a place for that, and for nothing else.
 */
static bool is_count(const char *text)
{
    const char *at = strchr(text, '%');
    return at && strncmp(at, "%lld", 4) == 0 && !strchr(at + 4, '%');
}

static bool read_sentence(const json_t *item, polder_sentence_t *s)
{
    bool good = json_is_object(item);
#define READ(key) s->key = text_of(item, #key, &good);
    SENTENCE_TEXTS(READ)
#undef READ
    const json_t *weight = json_object_get(item, "weight");
    const json_int_t heavy = json_integer_value(weight);
    const char *plot = text_of(item, "plot", &good);
    s->unseen = json_is_true(json_object_get(item, "unseen"));
    if (!good || !s->id || !s->event || !json_is_integer(weight)) return false;
    if (heavy < 0 || heavy > MOST_WEIGHT || (heavy > 0 && !s->text)) return false;
    if (s->text && strlen(s->text) > MOST_TEXT) return false;
    s->weight = (int)heavy;
    for (int k = 0; plot && k < N_PLOTS; k++)
        if (strcmp(plots[k], plot) == 0) s->plot = (polder_plot_t)k;
    return true;
}

static bool read_tally(const json_t *item, polder_tally_t *t)
{
    bool good = json_is_object(item);
#define READ(key) t->key = text_of(item, #key, &good);
    TALLY_TEXTS(READ)
#undef READ
    return good && t->events && t->one && t->many && is_count(t->one) && is_count(t->many);
}

static bool read_story(polder_declaration_t *d, const json_t *story, const json_t *tally,
                       bool *memory)
{
    const size_t n = json_array_size(story), n_tally = json_array_size(tally);
    if ((story && !json_is_array(story)) || n > MOST_SENTENCES) return false;
    if ((tally && !json_is_array(tally)) || n_tally > MOST) return false;
    if (story) d->model.story = d->story = calloc(n + 1, sizeof *d->story);
    if (tally) d->model.tally = d->tally = calloc(n_tally + 1, sizeof *d->tally);
    if ((story && !d->story) || (tally && !d->tally)) return !(*memory = true);
    for (size_t i = 0; i < n; i++)
        if (!read_sentence(json_array_get(story, i), &d->story[i])) return false;
    for (size_t i = 0; i < n_tally; i++)
        if (!read_tally(json_array_get(tally, i), &d->tally[i])) return false;
    return true;
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
    good = good && read_overview(d, json_object_get(d->json, "overview"), memory);
    return good && read_story(d, json_object_get(d->json, "story"),
                              json_object_get(d->json, "tally"), memory);
}

void polder_declaration_free(polder_declaration_t *d)
{
    json_decref(d->json);
    free(d->measure);
    free(d->overview);
    free(d->story);
    free(d->tally);
    *d = (polder_declaration_t){0};
}
