/* titles.c: see titles.h. */
#include "program/titles.h"

#include <jansson.h>

#include "analysis/arm_names.h"
#include "program/list.h"

/* By name, those that somebody has asked for; null: there is none. They stay until the program ends. */
static json_t *known;

static const char *in_language(const json_t *one, polder_language_t language)
{
    const char *title =
        json_string_value(json_object_get(one, language == POLDER_DUTCH ? "title_nl" : "title"));
    return title && *title ? title : NULL;
}

static const char *title_of(const char *name, polder_language_t language)
{
    if (!known) known = json_object();
    json_t *one = json_object_get(known, name);
    if (!one) {
        one = polder_list_titles(name);
        if (!one) one = json_null();
        if (json_object_set_new(known, name, one) < 0) return NULL; /* it is freed: no memory */
    }
    return in_language(one, language);
}

/* Of all programmes at once. */
static const char *part_title_of(const char *name, polder_language_t language)
{
    static json_t *parts;
    if (!parts) parts = polder_list_part_titles();
    return in_language(json_object_get(parts, name), language);
}

void polder_cli_titles(void)
{
    polder_titles_from(title_of, part_title_of);
}
