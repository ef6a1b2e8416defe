/* yaml_write.c: JSON as YAML in blocks, for people to read and change. See yaml.h. */
#include <ctype.h>
#include <libfyaml.h>
#include <stdlib.h>
#include <string.h>

#include "io/yaml.h"

/* Bytes of the name of a key in quotes that can do without them; 0: this one cannot. */
static size_t plain_key(const char *text)
{
    size_t n = 1;
    if (text[0] != '"' || !isalpha((unsigned char)text[1])) return 0;
    while (isalnum((unsigned char)text[n]) || (text[n] && strchr("._-", text[n]))) n++;
    return text[n] == '"' && text[n + 1] == ':' ? n - 1 : 0;
}

/* libfyaml keeps the quotes that keys have in JSON. */
static void unquote_keys(char *text)
{
    char *to = text;
    for (const char *from = text; *from;) {
        size_t n = strspn(from, " -"); /* a list in a list begins with "- - " */
        memmove(to, from, n);
        to += n;
        from += n;
        if ((n = plain_key(from)) > 0) {
            memmove(to, from + 1, n);
            to += n;
            from += n + 2;
        }
        n = strcspn(from, "\n");
        n += from[n] == '\n';
        memmove(to, from, n);
        to += n;
        from += n;
    }
    *to = '\0';
}

int polder_yaml_write(const char *json, char **yaml, polder_report_t *report)
{
    struct fy_document *document = fy_document_build_from_string(NULL, json, (size_t)-1);
    *yaml = NULL;
    if (document)
        *yaml = fy_emit_document_to_string(
            document, (enum fy_emitter_cfg_flags)(FYECF_MODE_BLOCK | FYECF_WIDTH_INF |
                                                  FYECF_INDENT_2 | FYECF_DOC_START_MARK_OFF));
    fy_document_destroy(document);
    if (!*yaml) return polder_out_of_memory(report);
    unquote_keys(*yaml);
    return POLDER_OK;
}
