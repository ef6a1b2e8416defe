/* scenario_lesson.c: the key lesson: what a page of polder lesson calls things, in both languages. See
 * key.h.
 *
 *     lesson:
 *       title: {en: A music table, nl: Een muziektafel}
 *       members:                         # by their names in the network file
 *         Municipality: {nl: Gemeente}
 *         Secondary school: {nl: Middelbare school, short: {en: School, nl: School},
 *                            the: {en: the secondary school, nl: de middelbare school}}
 *       axes:
 *         interest.x: {en: [education, stage], nl: [onderwijs, podium]}
 *       number: 3                        # whose networks the page begins with
 *
 * It changes no run. The experiment keeps it as one text, in JSON, which the page takes as it is.
 */
#include <stdlib.h>
#include <string.h>

#include "scenario/key.h"
#include "scenario/schema.h"

static const char *const language[] = {"en", "nl"};
/* What else a member may have: a name for a drawing, and one for within a sentence. */
static const char *const of_member[] = {"en", "nl", "short", "the"};
enum { N_LANGUAGE = 2, N_OF_MEMBER = 4 };

/* What stands behind the four keys, until all of it is read. */
typedef struct {
    const polder_yaml_node_t *title, *members, *axes;
    int64_t number; /* 0: not given */
} lesson_t;

static const polder_yaml_node_t *mapping(polder_loader_t *r, const polder_yaml_node_t *node,
                                         const char *what, const char *const *known, int n)
{
    if (node->kind != POLDER_YAML_MAPPING) {
        polder_loader_problem(r, node, "%.80s needs both languages or one: {en: …, nl: …}", what);
        return NULL;
    }
    for (int i = 0; i < node->n; i++) {
        int k = 0;
        while (k < n && strcmp(node->key[i]->text, known[k]) != 0) k++;
        if (k == n)
            polder_loader_unknown(r, node->key[i], "key", node->key[i]->text, known, (size_t)n);
    }
    return node;
}

static json_t *text_of(polder_loader_t *r, const polder_yaml_node_t *node, const char *what)
{
    char *text = NULL;
    json_t *string = polder_loader_text(r, node, what, &text) ? json_string(text) : NULL;
    free(text);
    return string;
}

/* {en: text, nl: text} */
static json_t *words_of(polder_loader_t *r, const polder_yaml_node_t *node, const char *what,
                        const char *const *known, int n)
{
    json_t *words = json_object();
    if (!mapping(r, node, what, known, n)) return words;
    for (int l = 0; l < N_LANGUAGE; l++) {
        const polder_yaml_node_t *item = polder_yaml_get(node, language[l]);
        json_t *text = item ? text_of(r, item, what) : NULL;
        if (text) json_object_set_new(words, language[l], text);
    }
    return words;
}

static json_t *members_of(polder_loader_t *r, const polder_yaml_node_t *node)
{
    json_t *members = json_object();
    if (!polder_loader_mapping(r, node, "lesson.members")) return members;
    const int group = r->network ? -1 : polder_loader_group(r);
    for (int i = 0; i < node->n; i++) {
        const char *name = node->key[i]->text;
        json_t *words = words_of(r, node->item[i], name, of_member, N_OF_MEMBER);
        for (int k = N_LANGUAGE; k < N_OF_MEMBER; k++) {
            const polder_yaml_node_t *more = node->item[i]->kind == POLDER_YAML_MAPPING
                                                 ? polder_yaml_get(node->item[i], of_member[k])
                                                 : NULL;
            if (more)
                json_object_set_new(words, of_member[k],
                                    words_of(r, more, of_member[k], language, N_LANGUAGE));
        }
        json_object_set_new(members, name, words);
        if (group >= 0) (void)polder_loader_group_add(r, node->key[i], name, group);
    }
    return members;
}

/* The words at both ends of an axis: [lowest, highest]. */
static json_t *ends_of(polder_loader_t *r, const polder_yaml_node_t *node, const char *what)
{
    json_t *ends = json_array();
    if (node->kind != POLDER_YAML_SEQUENCE || node->n != 2) {
        polder_loader_problem(r, node, "%.80s needs two words: [lowest, highest]", what);
        return ends;
    }
    for (int i = 0; i < 2; i++) {
        json_t *text = text_of(r, node->item[i], what);
        if (text) json_array_append_new(ends, text);
    }
    return ends;
}

static json_t *axes_of(polder_loader_t *r, const polder_yaml_node_t *node)
{
    json_t *axes = json_object();
    if (!polder_loader_mapping(r, node, "lesson.axes")) return axes;
    for (int i = 0; i < node->n; i++) {
        const char *name = node->key[i]->text;
        json_t *axis = json_object();
        const int f = polder_table_find(&r->x->table, name);
        const polder_field_t *field = f < 0 ? NULL : r->x->table.field[f];
        if (!field || field->role != POLDER_STATE || field->level != POLDER_ORGANISATION)
            polder_loader_unknown_state(r, node->key[i], name, POLDER_ORGANISATION);
        if (!mapping(r, node->item[i], name, language, N_LANGUAGE)) {
            json_decref(axis);
            continue;
        }
        for (int l = 0; l < N_LANGUAGE; l++) {
            const polder_yaml_node_t *item = polder_yaml_get(node->item[i], language[l]);
            if (item) json_object_set_new(axis, language[l], ends_of(r, item, name));
        }
        json_object_set_new(axes, name, axis);
    }
    return axes;
}

static const polder_form_t form_names = {"keys and values", polder_load_node, NULL, NULL};

static const polder_key_t lesson_key[] = {
    {.name = "title",
     .form = &form_names,
     POLDER_KEY_AT(lesson_t, title),
     .doc = "what it is called on the page: {en: text, nl: text}"},
    {.name = "members",
     .form = &form_names,
     POLDER_KEY_AT(lesson_t, members),
     .doc = "of members of the network file, by name, what they are called: {en, nl}, and with "
            "short and the, on a drawing and within a sentence"},
    {.name = "axes",
     .form = &form_names,
     POLDER_KEY_AT(lesson_t, axes),
     .doc = "of states, what their ends mean: {en: [lowest, highest], nl: [lowest, highest]}"},
    {.name = "number",
     .form = &polder_form_whole,
     POLDER_KEY_AT(lesson_t, number),
     .least = 1,
     .most = 999,
     .doc = "the class number of who types none: the first with which one card of scene 3 clearly "
            "saves most"},
};

const polder_keys_t polder_lesson_keys = {.path = "lesson.",
                                          .before = "lesson.",
                                          POLDER_KEYS(lesson_key),
                                          .doc = "names for a page of polder lesson"};

static void load_lesson(polder_loader_t *r, const polder_found_t *found, void *into)
{
    polder_experiment_t *x = into;
    lesson_t lesson = {0};
    if (!polder_loader_mapping(r, found->node, "lesson")) return;
    polder_keys_load(r, &polder_lesson_keys, NULL, found->node, &lesson);
    json_t *all = json_object();
    if (lesson.title)
        json_object_set_new(all, "title",
                            words_of(r, lesson.title, "lesson.title", language, N_LANGUAGE));
    if (lesson.members) json_object_set_new(all, "members", members_of(r, lesson.members));
    if (lesson.axes) json_object_set_new(all, "axes", axes_of(r, lesson.axes));
    if (lesson.number > 0)
        json_object_set_new(all, "number", json_integer((json_int_t)lesson.number));
    free(x->lesson);
    x->lesson = polder_json_dumps(all, JSON_COMPACT | JSON_SORT_KEYS);
    if (!x->lesson) polder_loader_no_memory(r);
    json_decref(all);
}

static json_t *lesson_schema(polder_json_t *b, const polder_key_t *key)
{
    json_t *properties = json_object();
    for (size_t i = 0; i < polder_lesson_keys.n; i++) {
        const polder_key_t *one = &polder_lesson_keys.key[i];
        const bool whole = one->form == &polder_form_whole;
        json_t *what = whole ? polder_whole_schema(b, one) : polder_schema_typed(b, "object");
        if (!whole) polder_json_text(b, what, "description", one->doc);
        polder_json_set(b, properties, one->name, what);
    }
    return polder_schema_section(b, properties, key->doc);
}

static json_t *write_lesson(polder_json_t *b, const polder_key_t *key, const void *from)
{
    const polder_experiment_t *x = from;
    (void)b;
    (void)key;
    return x->lesson ? json_loads(x->lesson, 0, NULL) : POLDER_LEFT_OUT;
}

const polder_form_t polder_form_lesson = {"names in both languages", load_lesson, lesson_schema,
                                          write_lesson};
