/* paper.c: see paper.h. */
#include "document/paper.h"

#include <string.h>
#include <wchar.h>

int polder_paper_columns(const char *text, size_t length)
{
    int width = 0;
    mbstate_t state = {0};
    for (size_t left = length; left > 0;) {
        wchar_t c = 0;
        const size_t used = mbrtowc(&c, text, left, &state);
        if (used == 0 || used > left) return width + (int)left;
        const int w = wcwidth(c);
        width += w > 0 ? w : 0;
        text += used;
        left -= used;
    }
    return width;
}

/* What stands for a character of our own where there is only ASCII; NULL: nothing does. */
static const char *ascii(const char *c, size_t left, size_t *length)
{
    static const char *const other[][2] = {{"–", "-"}, {"−", "-"},   {"±", "+-"}, {"…", "..."},
                                           {"█", "#"}, {"∞", "inf"}, {"×", "x"}};
    for (size_t i = 0; i < sizeof other / sizeof *other; i++) {
        *length = strlen(other[i][0]);
        if (*length <= left && memcmp(c, other[i][0], *length) == 0) return other[i][1];
    }
    return NULL;
}

void polder_paper_text(const polder_paper_t *paper, const char *text, size_t length)
{
    FILE *stream = paper->stream;
    for (const char *c = text, *end = text + length; c < end;) {
        const unsigned char byte = (unsigned char)*c;
        size_t used = 1;
        const char *other =
            byte >= 0x80 && !paper->utf8 ? ascii(c, (size_t)(end - c), &used) : NULL;
        if (other)
            fputs(other, stream);
        else if (byte == 0xC2 && paper->utf8 && c + 1 < end && (unsigned char)c[1] >= 0x80 &&
                 (unsigned char)c[1] < 0xA0) { /* C1 controls */
            putc('?', stream);
            used = 2;
        } else if (byte >= 0x80 && !paper->utf8) {
            if (byte >= 0xC0) putc('?', stream);
            used = 1;
        } else
            putc((byte < 0x20 && byte != '\t') || byte == 0x7F ? '?' : byte, stream);
        c += used;
    }
}

char *polder_paper_clean(const polder_paper_t *paper, const char *text)
{
    char *clean = NULL;
    size_t size = 0;
    polder_paper_t memory = *paper;
    memory.stream = open_memstream(&clean, &size);
    if (!memory.stream) return NULL;
    polder_paper_text(&memory, text, strlen(text));
    return fclose(memory.stream) == 0 ? clean : NULL;
}

void polder_paper_heading(const polder_paper_t *paper, const char *text)
{
    if (paper->colour) fputs("\033[1m", paper->stream);
    polder_paper_text(paper, text, strlen(text));
    if (paper->colour) fputs("\033[0m", paper->stream);
}

void polder_paper_paragraph(const polder_paper_t *paper, const char *label, const char *text,
                            int indent)
{
    enum { WIDEST = 79 }; /* longer lines are hard to read */
    FILE *stream = paper->stream;
    const int most = paper->width > 0 && paper->width <= WIDEST ? paper->width - 1 : WIDEST;
    int at = indent + polder_paper_columns(label, strlen(label));
    const int hang = at;
    const char *word = text + strspn(text, " ");
    fprintf(stream, "%*s", indent, "");
    polder_paper_text(paper, label, strlen(label));
    for (bool first = true; *word; first = false) {
        const int length = (int)strcspn(word, " ");
        const int columns = polder_paper_columns(word, (size_t)length);
        if (!first && at + 1 + columns > most) {
            fprintf(stream, "\n%*s", hang, "");
            at = hang;
        } else if (!first)
            at += fprintf(stream, " ");
        polder_paper_text(paper, word, (size_t)length);
        at += columns;
        word += length;
        word += strspn(word, " ");
    }
    putc('\n', stream);
}
