/* member_names.c: see member_names.h. */
#include "analysis/member_names.h"

#include "io/json.h"
#include "words/words.h"

static json_t *members_of(const json_t *lesson)
{
    return json_incref(json_object_get(lesson, "members"));
}

json_t *polder_member_names(const polder_result_t *result)
{
    const char *text = polder_result_description(result);
    bool memory = false;
    json_t *root = text ? polder_json_read(text, 0, &memory) : NULL;
    json_t *names = members_of(json_object_get(root, "lesson"));
    json_decref(root);
    return names;
}

json_t *polder_member_names_of(const char *lesson)
{
    bool memory = false;
    json_t *root = lesson ? polder_json_read(lesson, 0, &memory) : NULL;
    json_t *names = members_of(root);
    json_decref(root);
    return names;
}

const char *polder_member_called(const polder_document_t *d, const json_t *names, const char *name)
{
    if (!d || d->language == POLDER_ENGLISH || !names || !name) return name;
    const char *own = json_string_value(
        json_object_get(json_object_get(names, name), polder_language_code(d->language)));
    return own && *own ? own : name;
}
