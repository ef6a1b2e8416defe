/* network_read.c: see network_read.h. */
#include "program/network_read.h"

#include <stdlib.h>
#include <string.h>

#include "analysis/network_words.h"
#include "program/language.h"
#include "program/terminal.h"

json_t *polder_network_read_json(const char *description)
{
    json_t *root = description ? json_loads(description, 0, NULL) : NULL;
    json_t *network = json_object_get(root, "network");
    json_t *read = json_object_get(network, "read"), *file = json_object_get(network, "file");
    json_incref(read);
    if (read && file) json_object_set(read, "file", file);
    json_decref(root);
    return read;
}

/* In Dutch; NULL: there is none. */
static char *in_dutch(const char *description)
{
    json_t *root =
        polder_language() == POLDER_DUTCH && description ? json_loads(description, 0, NULL) : NULL;
    char *text = polder_network_words(POLDER_DUTCH, json_object_get(root, "network"));
    json_decref(root);
    return text;
}

void polder_network_read_print(FILE *stream, const char *description, bool all)
{
    json_t *read = polder_network_read_json(description);
    const char *file = json_string_value(json_object_get(read, "file"));
    const char *said = json_string_value(json_object_get(read, "text"));
    char *dutch = in_dutch(description);
    char *text = dutch ? dutch : said ? strdup(said) : NULL;
    for (char *part = file && text ? text : NULL, *next; part; part = next) {
        next = strstr(part, "; ");
        if (next) *next = '\0', next += 2;
        if (part == text) {
            char *first = NULL;
            if (asprintf(&first, "%s: %s", file, part) < 0) first = NULL;
            polder_terminal_paragraph(stream, polder_say("network file: "), first ? first : part,
                                      0);
            free(first);
            if (!all) break;
        } else
            polder_terminal_paragraph(stream, "", part, 2);
    }
    free(text);
    json_decref(read);
}
