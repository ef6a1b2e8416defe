/* markup.c: see markup.h. */
#include "document/markup.h"

#include <string.h>

#include "kernel/utf8.h"

enum { INSTEAD = 0xFFFD, OPENS = 0x2068, CLOSES = 0x2069 };

/* What may stand in XML 1.0; C1 controls may, and are not wanted. */
static bool is_good(uint32_t c)
{
    if (c < 0x20) return c == '\t' || c == '\n';
    return (c < 0x7F || c > 0x9F) && c != 0xFFFE && c != 0xFFFF;
}

/* Marks of direction without an end would turn round what follows them. */
static bool is_turn(uint32_t c)
{
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2067);
}

uint32_t polder_markup_next(const char **text)
{
    uint32_t code = 0;
    if (!**text) return 0;
    const size_t n = polder_utf8_read(*text, *text + strnlen(*text, 4), &code);
    *text += n > 0 ? n : 1;
    return n > 0 && is_good(code) && !is_turn(code) ? code : INSTEAD;
}

static void put_letter(FILE *stream, uint32_t code)
{
    char letter[4];
    if (code == '<' || code == '>' || code == '&' || code == '"' || code == '\'')
        fprintf(stream, "&#%u;", (unsigned)code);
    else
        fwrite(letter, 1, polder_utf8_put(code, letter), stream);
}

void polder_markup_plain(FILE *stream, const char *text)
{
    for (uint32_t code; (code = polder_markup_next(&text));)
        if (code != OPENS && code != CLOSES) put_letter(stream, code);
}

/* Straight quotes as they are printed: what stands before one says whether it opens. */
static uint32_t printed(uint32_t code, uint32_t before)
{
    const bool opens = before == 0 || before == ' ' || before == '\n' || before == '(' ||
                       before == '[' || before == 0x201C;
    if (code == '"') return opens ? 0x201C : 0x201D;
    if (code == '\'') return opens ? 0x2018 : 0x2019;
    return code;
}

static void put_marked(FILE *stream, const char *text, bool prose)
{
    int open = 0;
    uint32_t before = 0;
    for (uint32_t code; (code = polder_markup_next(&text));) {
        if (code == OPENS) {
            fputs("<bdi>", stream);
            open++;
        } else if (code == CLOSES) {
            if (open > 0) fputs("</bdi>", stream);
            open -= open > 0;
        } else {
            put_letter(stream, prose ? printed(code, before) : code);
            before = prose ? printed(code, before) : code;
        }
    }
    while (open-- > 0) fputs("</bdi>", stream);
}

void polder_markup_html(FILE *stream, const char *text)
{
    put_marked(stream, text, false);
}

void polder_markup_prose(FILE *stream, const char *text)
{
    put_marked(stream, text, true);
}
