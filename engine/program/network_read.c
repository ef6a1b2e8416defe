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

/* Names and values of attributes stand there as they were read; what they are of is said. */
static void print_attributes(FILE *stream, const char *part)
{
    static const char *const head[] = {POLDER_TEXT("attributes of organisations: "),
                                       POLDER_TEXT("attributes of ties: ")};
    char *whole = NULL;
    for (size_t i = 0; i < 2 && !whole; i++) {
        const size_t n = strlen(head[i]);
        if (strncmp(part, head[i], n) == 0 &&
            asprintf(&whole, "%s%s", polder_say(head[i]), part + n) < 0)
            whole = NULL;
    }
    polder_terminal_paragraph(stream, "", whole ? whole : part, 2);
    free(whole);
}

void polder_network_read_print(FILE *stream, const char *description, bool all)
{
    json_t *read = polder_network_read_json(description);
    const char *file = json_string_value(json_object_get(read, "file"));
    const char *said = json_string_value(json_object_get(read, "text"));
    char *text = said ? strdup(said) : NULL;
    char *dutch = in_dutch(description);
    for (char *part = file && text ? text : NULL, *next; part; part = next) {
        next = strstr(part, "; ");
        if (next) *next = '\0', next += 2;
        if (part == text) {
            char *first = NULL;
            if (asprintf(&first, "%s: %s", file, dutch ? dutch : part) < 0) first = NULL;
            polder_terminal_paragraph(stream, polder_say("network file: "), first ? first : part,
                                      0);
            free(first);
            if (!all) break;
        } else
            print_attributes(stream, part);
    }
    free(dutch);
    free(text);
    json_decref(read);
}
