/* network_read.c: see network_read.h. */
#include "cli/network_read.h"

#include <stdlib.h>
#include <string.h>

#include "cli/terminal.h"

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

void polder_network_read_print(FILE *stream, const char *description)
{
    json_t *read = polder_network_read_json(description);
    const char *file = json_string_value(json_object_get(read, "file"));
    const char *said = json_string_value(json_object_get(read, "text"));
    char *text = said ? strdup(said) : NULL;
    if (file && text) {
        fputs("network file: ", stream);
        polder_terminal_text(stream, file);
        fputs(": ", stream);
        for (char *part = text, *next; part; part = next) {
            next = strstr(part, "; ");
            if (next) *next = '\0', next += 2;
            polder_terminal_text(stream, part);
            fputs(next ? "\n  " : "\n", stream);
        }
    }
    free(text);
    json_decref(read);
}
